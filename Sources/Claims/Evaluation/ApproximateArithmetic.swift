// ApproximateArithmetic: claims in double precision, to guess where a counterexample may lie. Nothing rests on it.

import Exact
import Theorems

/// The arithmetic of climbs: operations of IEEE 754 and MPFR alone, so that a climb takes the same path on every machine.
struct ApproximateArithmetic: ClaimArithmetic {
  var parameterLimit: Int { 200 }

  func literal(_ value: Rational) -> Double { value.approximateDouble }
  func rational(_ value: Double) -> Rational? { Rational(exactly: value) }
  func quotient(_ a: Double, _ b: Double) throws(ClaimFault) -> Double {
    a / b
  }
  func root(_ value: Double, degree: Int) throws(ClaimFault) -> Double {
    let size = Double.root(abs(value), degree: degree)
    return value < 0 ? (degree % 2 == 1 ? -size : .nan) : size
  }
  func rootOfNonNegative(_ value: Double) throws(ClaimFault) -> Double {
    max(0, value).squareRoot()
  }
  func exponential(_ value: Double) throws(ClaimFault) -> Double {
    Ball.exp(try ball(value)).approximateDouble
  }
  func logarithm(_ value: Double) throws(ClaimFault) -> Double {
    if value <= 0 { throw .invalid("the logarithm of a number that is not positive") }
    return Ball.log(try ball(value)).approximateDouble
  }
  private func ball(_ value: Double) throws(ClaimFault) -> Ball {
    guard let exact = Rational(exactly: value), abs(value) < 1e6 else {
      throw .unsupported("a double out of range")
    }
    return Ball(exact, precision: 64)
  }
  func magnitude(_ value: Double) throws(ClaimFault) -> Double {
    abs(value)
  }
  func floor(_ value: Double) throws(ClaimFault) -> Integer {
    guard let exact = Rational(exactly: value) else { throw .unsupported("not a number") }
    return exact.floor
  }
  func least(_ values: [Double]) throws(ClaimFault) -> Double {
    values.min()!
  }
  func isLess(_ a: Double, than b: Double) -> Truth { Truth(decided: a < b) }
  func checkPower(_ base: Double, _ exponent: Int) throws(ClaimFault) {}

  func isEqual(_ a: Double, _ b: Double) -> Truth {
    Truth(decided: abs(a - b) <= 1e-9 * (1 + max(abs(a), abs(b))))
  }

  func eigenvalues(_ matrix: Matrix<Double>) throws(ClaimFault) -> [SpectrumRun<Double>] {
    ApproximateEigenvalues.eigenvalues(of: matrix).map { SpectrumRun(value: $0, count: 1) }
  }

  func inertia(_ matrix: Matrix<Double>) throws(ClaimFault) -> Inertia {
    let size = 1e-12 * matrix.entries.reduce(0) { $0 + abs($1) }
    let values = try eigenvalues(matrix).map(\.value)
    let (negative, positive) = (values.count { $0 < -size }, values.count { $0 > size })
    return Inertia(negative: negative, zero: values.count - negative - positive, positive: positive)
  }

  func rank(_ matrix: Matrix<Double>) throws(ClaimFault) -> Int {
    throw unsupported("a rank in doubles")
  }
  func inverse(_ matrix: Matrix<Double>) throws(ClaimFault) -> Matrix<Double> {
    throw unsupported("an inverse in doubles")
  }
  func flow(
    depth: Int, start: Double, target: Double, time: Double
  ) throws(ClaimFault) -> Double { throw unsupported("gradient flow in doubles") }
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
      var left = try number(first)
      for link in links {
        let right = try number(link.value)
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
