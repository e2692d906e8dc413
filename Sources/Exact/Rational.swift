// Rational: exact fractions of integers in lowest terms.

/// A rational number, exact, always in lowest terms with a positive denominator.
public struct Rational: Sendable, Hashable {
  public let numerator: Integer
  public let denominator: Integer

  /// The parts are known to be in lowest terms with a positive denominator.
  init(reducedNumerator numerator: Integer, denominator: Integer) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The fraction `numerator / denominator`, reduced. A zero denominator is misuse.
  public init(_ numerator: Integer, _ denominator: Integer) {
    precondition(!denominator.isZero, "a fraction with denominator zero")
    let divisor = Integer.gcd(numerator, denominator)
    let unit = denominator.signum() < 0 ? -divisor : divisor
    self.numerator = unit == 1 ? numerator : numerator.exactlyDivided(by: unit)
    self.denominator = unit == 1 ? denominator : denominator.exactlyDivided(by: unit)
  }

  public init(_ value: Integer) { self.init(reducedNumerator: value, denominator: 1) }
  public init(_ value: Int) { self.init(Integer(value)) }
  public init(integerLiteral value: Int) { self.init(value) }

  /// The dyadic rational `mantissa * 2^exponent`.
  public init(mantissa: Integer, exponent: Int) {
    if exponent >= 0 || mantissa.isZero {
      self.init(mantissa.shiftedLeft(by: max(0, exponent)))
    } else {
      let common = min(mantissa.trailingZeroBitCount, -exponent)
      self.init(
        reducedNumerator: mantissa.shiftedRight(by: common),
        denominator: Integer(1).shiftedLeft(by: -exponent - common))
    }
  }

  /// The rational that a finite double is, bit for bit; nil for NaN and infinities.
  public init?(exactly value: Double) {
    guard value.isFinite else { return nil }
    if value == 0 {
      self.init(0)
      return
    }
    let exponent = max(value.exponent, -1022) - 52
    let scaled = Double(sign: value.sign, exponent: -exponent, significand: value.magnitude)
    self.init(mantissa: Integer(Int(scaled)), exponent: Int(exponent))
  }

  public var isInteger: Bool { denominator == 1 }
  public var isZero: Bool { numerator.isZero }
  public func signum() -> Int { numerator.signum() }
  public var magnitude: Rational { signum() < 0 ? -self : self }

  /// The largest integer not above the value.
  public var floor: Integer { isInteger ? numerator : numerator.floorDivided(by: denominator).quotient }
  /// The smallest integer not below the value.
  public var ceiling: Integer { isInteger ? numerator : floor + 1 }

  /// A double near the value. Loses the guarantee: a guess, for display and starting values only.
  public var approximateDouble: Double {
    let shift = 64 - numerator.bitWidth + denominator.bitWidth
    let scaled =
      shift >= 0
      ? numerator.shiftedLeft(by: shift).floorDivided(by: denominator).quotient
      : numerator.floorDivided(by: denominator.shiftedLeft(by: -shift)).quotient
    let mantissa = scaled.approximateDouble
    if shift > 1000 {
      return mantissa * Double(sign: .plus, exponent: -1000, significand: 1)
        * Double(sign: .plus, exponent: max(1000 - shift, -1100), significand: 1)
    }
    return mantissa * Double(sign: .plus, exponent: -max(shift, -1100), significand: 1)
  }
}
