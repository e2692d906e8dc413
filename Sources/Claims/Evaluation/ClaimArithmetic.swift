// ClaimArithmetic: what the evaluator asks of its numbers. One evaluator serves points, boxes, formulas and floating point.

import Exact

/// A kind of number in which claims are evaluated.
///
/// A number stands for one value, or for the values at all points of a domain. What is `proved` holds at every one of them,
/// what is `refuted` at none.
protocol ClaimArithmetic: Sendable {
  associatedtype Number: CommutativeRing

  func literal(_ value: Rational) -> Number
  /// The value of a number that is one rational number, known exactly.
  func rational(_ value: Number) -> Rational?

  func quotient(_ a: Number, _ b: Number) throws(ClaimFault) -> Number
  /// The real root of a number that is not negative, or of odd degree.
  func root(_ value: Number, degree: Int) throws(ClaimFault) -> Number
  /// The square root of a number that is known not to be negative.
  func rootOfNonNegative(_ value: Number) throws(ClaimFault) -> Number
  func exponential(_ value: Number) throws(ClaimFault) -> Number
  func logarithm(_ value: Number) throws(ClaimFault) -> Number
  func magnitude(_ value: Number) throws(ClaimFault) -> Number
  func floor(_ value: Number) throws(ClaimFault) -> Integer
  func least(_ values: [Number]) throws(ClaimFault) -> Number

  func isLess(_ a: Number, than b: Number) -> Truth
  func isEqual(_ a: Number, _ b: Number) -> Truth

  /// The eigenvalues of a symmetric matrix, largest first.
  func eigenvalues(_ matrix: Matrix<Number>) throws(ClaimFault) -> [SpectrumRun<Number>]
  func inertia(_ matrix: Matrix<Number>) throws(ClaimFault) -> Inertia
  /// Between which numbers each count of the inertia lies.
  func inertiaBounds(_ matrix: Matrix<Number>) throws(ClaimFault) -> InertiaBounds
  func rank(_ matrix: Matrix<Number>) throws(ClaimFault) -> Int
  func inverse(_ matrix: Matrix<Number>) throws(ClaimFault) -> Matrix<Number>
  /// The values at `time` of balanced modes under gradient flow: every layer has the value `start` there, `x = 1`.
  func flow(depth: Int, start: Number, target: Number, time: Number) throws(ClaimFault) -> Number

  /// The same number, or an enclosure of it when it has grown too long to go on with.
  func shortened(_ value: Number) -> Number

  /// Whether `value` is a polynomial of degree at most one in `variable`.
  func isLinear(_ value: Number, in variable: Number) -> Truth

  /// The most parameters of a network whose Hessian may be formed, and the highest power.
  var parameterLimit: Int { get }
  func checkPower(_ base: Number, _ exponent: Int) throws(ClaimFault)
}

/// The functions that count eigenvalues by sign, as the language names them.
enum InertiaCount: String {
  case negative = "negative_count"
  case zero = "nullity"
  case positive = "positive_count"

  func range(_ bounds: InertiaBounds) -> ClosedRange<Int> {
    switch self {
    case .negative: bounds.negative
    case .zero: bounds.zero
    case .positive: bounds.positive
    }
  }
}

/// What is known of the numbers of negative, zero and positive eigenvalues.
struct InertiaBounds: Sendable {
  let negative: ClosedRange<Int>
  let zero: ClosedRange<Int>
  let positive: ClosedRange<Int>
}

/// An eigenvalue and how often it occurs.
struct SpectrumRun<Number: Sendable>: Sendable {
  let value: Number
  let count: Int
}

extension ClaimArithmetic {
  func isEqual(_ a: Number, _ b: Number) -> Truth { (a - b).vanishes }
  func isAtMost(_ a: Number, _ b: Number) -> Truth { !isLess(b, than: a) }
  func shortened(_ value: Number) -> Number { value }
  func isLinear(_ value: Number, in variable: Number) -> Truth { .undecided }
  func inertiaBounds(_ matrix: Matrix<Number>) throws(ClaimFault) -> InertiaBounds {
    let inertia = try inertia(matrix)
    return InertiaBounds(
      negative: inertia.negative...inertia.negative, zero: inertia.zero...inertia.zero,
      positive: inertia.positive...inertia.positive)
  }
  func rootOfNonNegative(_ value: Number) throws(ClaimFault) -> Number { try root(value, degree: 2) }
  func greatest(_ values: [Number]) throws(ClaimFault) -> Number { -(try least(values.map { -$0 })) }

  /// The operation is not known for these numbers.
  func unsupported(_ what: String) -> ClaimFault { .unsupported("\(what) is beyond this method") }
}
