// BallArithmetic: claims over a box, every number a ball that holds its values at all points of the box.

import Exact
import Theorems

/// Balls with the precision of a run.
struct BallArithmetic: ClaimArithmetic {
  let precision: Int
  var parameterLimit: Int { 120 }

  func literal(_ value: Rational) -> Ball { Ball(value, precision: precision) }
  func rational(_ value: Ball) -> Rational? { value.isExact ? value.midpoint : nil }

  func quotient(_ a: Ball, _ b: Ball) throws(ClaimFault) -> Ball {
    switch b.vanishes {
    case .proved: throw .invalid("division by zero")
    case .undecided: throw .undecided("whether a divisor vanishes on a box")
    case .refuted: return a / b
    }
  }

  func root(_ value: Ball, degree: Int) throws(ClaimFault) -> Ball {
    if degree % 2 == 0 && value.isNegative != .refuted {
      if value.isNegative == .proved { throw .invalid("a root of even degree of a negative number") }
      throw .undecided("whether a number under a root is negative on a box")
    }
    return Ball.root(value, degree: degree)
  }

  func rootOfNonNegative(_ value: Ball) throws(ClaimFault) -> Ball { Ball.sqrt(knownNonNegative: value) }
  func exponential(_ value: Ball) throws(ClaimFault) -> Ball { Ball.exp(value) }

  func logarithm(_ value: Ball) throws(ClaimFault) -> Ball {
    switch value.isPositive {
    case .proved: return Ball.log(value)
    case .refuted: throw .invalid("the logarithm of a number that is not positive")
    case .undecided: throw .undecided("whether a number under a logarithm is positive on a box")
    }
  }

  func magnitude(_ value: Ball) throws(ClaimFault) -> Ball { value.magnitude }

  func floor(_ value: Ball) throws(ClaimFault) -> Integer {
    if let lower = value.lowerBound?.floor, lower == value.upperBound?.floor { return lower }
    throw .undecided("an integer part on a box")
  }

  func least(_ values: [Ball]) throws(ClaimFault) -> Ball {
    var (lower, upper): (Rational?, Rational?) = (nil, nil)
    for value in values {
      guard let low = value.lowerBound, let high = value.upperBound else {
        throw .undecided("the least of numbers of which nothing is known")
      }
      lower = lower.map { min($0, low) } ?? low
      upper = upper.map { min($0, high) } ?? high
    }
    return Ball(lower: lower!, upper: upper!, precision: precision)
  }

  func isLess(_ a: Ball, than b: Ball) -> Truth { a.isLess(than: b) }
  func checkPower(_ base: Ball, _ exponent: Int) throws(ClaimFault) {}

  func eigenvalues(_ matrix: Matrix<Ball>) throws(ClaimFault) -> [SpectrumRun<Ball>] {
    try EnclosedSpectrum.eigenvalues(of: matrix, precision: precision).map {
      SpectrumRun(value: $0, count: 1)
    }
  }

  func inertia(_ matrix: Matrix<Ball>) throws(ClaimFault) -> Inertia {
    var inertia = Inertia(negative: 0, zero: 0, positive: 0)
    for run in try eigenvalues(matrix) {
      if run.value.isNegative == .proved {
        inertia.negative += 1
      } else if run.value.isPositive == .proved {
        inertia.positive += 1
      } else {
        throw .undecided("the sign of an eigenvalue on a box")
      }
    }
    return inertia
  }

  func rank(_ matrix: Matrix<Ball>) throws(ClaimFault) -> Int { throw .undecided("a rank on a box") }

  func inverse(_ matrix: Matrix<Ball>) throws(ClaimFault) -> Matrix<Ball> {
    throw unsupported("the inverse of a matrix on a box")
  }

  func flow(depth: Int, start: Ball, target: Ball, time: Ball) throws(ClaimFault) -> Ball {
    throw unsupported("gradient flow on a box")
  }
}
