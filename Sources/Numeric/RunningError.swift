// RunningError: floating-point numbers that carry a proved bound of their own error through every operation.
//
// Statement   value is what the precision computes, operation by operation; the real number that is meant lies within error of it.
// Method      |fl(x) - x| <= u |fl(x)| for sums, and + mu for products below the normal range; u = 2^-24 or 2^-53, mu the least positive number.
//               |fl(a + b) - (A + B)| <= e_a + e_b + u |fl|,      |fl(a b) - A B| <= |a| e_b + e_a |b| + e_a e_b + u |fl| + mu.
//             Sums with 0 and products with 0 or 1 round nothing. Errors are doubles, each operation on them followed by `nextUp`, which is at least
//             the exact result: rounding to nearest moves by at most half a unit.
// References  [Wilkinson 1986], running error analysis; [Higham 2002, section 3.3].

import Exact

/// A number of the audited precision with a bound of its distance from the number it stands for.
public struct RunningError<Value: BinaryFloatingPoint & Sendable>: CommutativeRing {
  public let value: Value
  /// At least `|value - truth|`; infinite when nothing is known.
  public let error: Double

  private init(value: Value, error: Double) {
    self.value = value
    self.error = value.isFinite && !error.isNaN ? error : .infinity
  }

  /// The rational in this precision, rounded through `Double` as the audited path does it.
  public init(_ exact: Rational) {
    let rounded = Value(exact.approximateDouble)
    guard let stored = Rational(exactly: Double(rounded)) else {
      self.init(value: rounded, error: .infinity)
      return
    }
    self.init(value: rounded, error: Self.above((exact - stored).magnitude))
  }

  /// A finite number of the precision, taken as exact.
  public init(stored value: Value) { self.init(value: value, error: 0) }

  public init(_ value: Int) { self.init(Rational(value)) }
  public init(integerLiteral value: Int) { self.init(value) }

  /// Zero is proved only where nothing was rounded, so that skipping a product loses no error.
  public var vanishes: Truth {
    if value == 0 && error == 0 { return .proved }
    return value.magnitude > Value(error) * 2 ? .refuted : .undecided
  }

  /// The rational that is stored, when it is finite.
  public var exactValue: Rational? { Rational(exactly: Double(value)) }

  private static var unit: Double { Double(Value.ulpOfOne) / 2 }

  private static func up(_ value: Double) -> Double { value.nextUp }

  private static func above(_ value: Rational) -> Double {
    var bound = value.approximateDouble
    while let exact = Rational(exactly: bound), exact < value { bound = bound.nextUp }
    return bound
  }

  /// `u |fl|`, rounded up.
  private static func rounding(_ value: Value) -> Double { up(unit * Double(value.magnitude)) }

  public static func + (a: RunningError, b: RunningError) -> RunningError {
    let sum = a.value + b.value
    var error = a.error == 0 ? b.error : b.error == 0 ? a.error : up(a.error + b.error)
    if a.value != 0 && b.value != 0 { error = up(error + rounding(sum)) }
    return RunningError(value: sum, error: error)
  }

  public static prefix func - (a: RunningError) -> RunningError {
    RunningError(value: -a.value, error: a.error)
  }

  public static func - (a: RunningError, b: RunningError) -> RunningError { a + (-b) }

  public static func * (a: RunningError, b: RunningError) -> RunningError {
    let product = a.value * b.value
    var error = 0.0
    if b.error != 0 { error = up(error + up(Double(a.value.magnitude) * b.error)) }
    if a.error != 0 { error = up(error + up(a.error * Double(b.value.magnitude))) }
    if a.error != 0 && b.error != 0 { error = up(error + up(a.error * b.error)) }
    let isExact = a.value == 0 || b.value == 0 || a.value.magnitude == 1 || b.value.magnitude == 1
    if !isExact {
      error = up(error + rounding(product))
      if product.magnitude < Value.leastNormalMagnitude {
        error = up(error + Double(Value.leastNonzeroMagnitude))
      }
    }
    return RunningError(value: product, error: error)
  }
}

extension NormBound {
  /// An upper bound of the spectral norm of the matrix of magnitudes of doubles, row by row; nil when a sum overflows.
  public static func ofMagnitudes(_ entries: [Double], rows: Int, columns: Int) -> Rational? {
    precondition(entries.count == rows * columns, "a \(rows)x\(columns) matrix from \(entries.count) entries")
    return MagnitudeSums(entries, rows: rows, columns: columns).normBound
  }
}
