// ApproximateArithmetic: claims in double precision, to guess where a counterexample may lie. Nothing rests on it.

import Exact
import Numeric
import Theorems

/// A double as a ring for the evaluator. Its zeros are what rounding leaves of them.
struct Approximate: CommutativeRing {
  var value: Double

  init(value: Double) { self.value = value }
  init(_ value: Int) { self.value = Double(value) }
  init(integerLiteral value: Int) { self.init(value) }

  static func + (a: Approximate, b: Approximate) -> Approximate { Approximate(value: a.value + b.value) }
  static func - (a: Approximate, b: Approximate) -> Approximate { Approximate(value: a.value - b.value) }
  static func * (a: Approximate, b: Approximate) -> Approximate { Approximate(value: a.value * b.value) }
  static prefix func - (a: Approximate) -> Approximate { Approximate(value: -a.value) }
  var vanishes: Truth { Truth(decided: value == 0) }
}

struct ApproximateArithmetic: ClaimArithmetic {
  var parameterLimit: Int { 200 }

  func literal(_ value: Rational) -> Approximate { Approximate(value: value.approximateDouble) }
  func rational(_ value: Approximate) -> Rational? { Rational(exactly: value.value) }
  func quotient(_ a: Approximate, _ b: Approximate) throws(ClaimFault) -> Approximate {
    Approximate(value: a.value / b.value)
  }
  func root(_ value: Approximate, degree: Int) throws(ClaimFault) -> Approximate {
    let size = Double.root(abs(value.value), degree: degree)
    return Approximate(value: value.value < 0 ? (degree % 2 == 1 ? -size : .nan) : size)
  }
  func rootOfNonNegative(_ value: Approximate) throws(ClaimFault) -> Approximate {
    Approximate(value: max(0, value.value).squareRoot())
  }
  func exponential(_ value: Approximate) throws(ClaimFault) -> Approximate {
    Approximate(value: Ball.exp(try ball(value)).approximateDouble)
  }
  func logarithm(_ value: Approximate) throws(ClaimFault) -> Approximate {
    if value.value <= 0 { throw .invalid("the logarithm of a number that is not positive") }
    return Approximate(value: Ball.log(try ball(value)).approximateDouble)
  }
  private func ball(_ value: Approximate) throws(ClaimFault) -> Ball {
    guard let exact = Rational(exactly: value.value), abs(value.value) < 1e6 else {
      throw .unsupported("a double out of range")
    }
    return Ball(exact, precision: 64)
  }
  func magnitude(_ value: Approximate) throws(ClaimFault) -> Approximate {
    Approximate(value: abs(value.value))
  }
  func floor(_ value: Approximate) throws(ClaimFault) -> Integer {
    guard let exact = Rational(exactly: value.value) else { throw .unsupported("not a number") }
    return exact.floor
  }
  func least(_ values: [Approximate]) throws(ClaimFault) -> Approximate {
    Approximate(value: values.map(\.value).min()!)
  }
  func isLess(_ a: Approximate, than b: Approximate) -> Truth { Truth(decided: a.value < b.value) }
  func checkPower(_ base: Approximate, _ exponent: Int) throws(ClaimFault) {}

  func isEqual(_ a: Approximate, _ b: Approximate) -> Truth {
    Truth(decided: abs(a.value - b.value) <= 1e-9 * (1 + max(abs(a.value), abs(b.value))))
  }

  func eigenvalues(_ matrix: Matrix<Approximate>) throws(ClaimFault) -> [SpectrumRun<Approximate>] {
    do {
      let values = try SymmetricEigensolver.eigenvalues(of: matrix.entries.map(\.value), order: matrix.rows)
      return values.sorted(by: >).map { SpectrumRun(value: Approximate(value: $0), count: 1) }
    } catch {
      throw .undecided("eigenvalues in doubles")
    }
  }

  func inertia(_ matrix: Matrix<Approximate>) throws(ClaimFault) -> Inertia {
    let size = 1e-12 * matrix.entries.reduce(0) { $0 + abs($1.value) }
    let values = try eigenvalues(matrix).map(\.value.value)
    let (negative, positive) = (values.count { $0 < -size }, values.count { $0 > size })
    return Inertia(negative: negative, zero: values.count - negative - positive, positive: positive)
  }

  func rank(_ matrix: Matrix<Approximate>) throws(ClaimFault) -> Int {
    throw unsupported("a rank in doubles")
  }
  func inverse(_ matrix: Matrix<Approximate>) throws(ClaimFault) -> Matrix<Approximate> {
    throw unsupported("an inverse in doubles")
  }
  func flow(
    depth: Int, start: Approximate, target: Approximate, time: Approximate
  ) throws(ClaimFault) -> Approximate { throw unsupported("gradient flow in doubles") }
}

extension ClaimEvaluator where Arithmetic == ApproximateArithmetic {
  /// How far a statement is from being false: below zero when it seems to fail.
  mutating func margin(of expression: ClaimExpression) throws(ClaimFault) -> Double {
    switch expression.node {
    case .and(let parts):
      var least = Double.infinity
      for part in parts { least = min(least, try margin(of: part)) }
      return least
    case .or(let parts):
      var greatest = -Double.infinity
      for part in parts { greatest = max(greatest, try margin(of: part)) }
      return greatest
    case .not(let x): return -(try margin(of: x))
    case .relation(let first, let links) where links.allSatisfy({ $0.relation.isOrder }):
      var least = Double.infinity
      var left = try number(first).value
      for link in links {
        let right = try number(link.value).value
        let isUpward = link.relation == .less || link.relation == .lessOrEqual
        let gap = (isUpward ? right - left : left - right) / (1 + abs(left) + abs(right))
        if gap.isNaN { throw .undecided("not a number in doubles") }
        least = min(least, gap)
        left = right
      }
      return least
    default:
      // No distance: true or false.
      return try truth(expression) == .refuted ? -1 : 1
    }
  }
}
