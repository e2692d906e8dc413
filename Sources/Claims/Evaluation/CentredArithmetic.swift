// CentredArithmetic: claims over a box with first derivatives, for bounds that shrink with the square of the box.
//
// Statement   A number holds balls around its values on the box, its value at the middle, and its partial derivatives on the box. By the mean value
//             theorem f(x) lies in f(m) + sum_i f_i(box) (x_i - m_i), which is intersected with the values on the box.
// Method      Forward differentiation. A number whose derivatives are not known (an eigenvalue, a root near zero) keeps its values alone.
// References  [Neumaier 1990, section 2.3] for centred forms.

import Exact
import Theorems

/// A function on a box: values, value at the middle, derivatives.
struct CentredNumber: Sendable {
  var range: Ball
  var center: Ball
  /// The partial derivatives on the box, empty for a constant; nil when they are not known.
  var gradient: [Ball]?

  /// The enclosure of the values: those of the box, and those of the centred form for sides `offsets` around the middle.
  func enclosure(_ offsets: [Ball]) -> Ball {
    guard let gradient, !gradient.isEmpty else { return range }
    let form = zip(gradient, offsets).reduce(center) { $0 + $1.0 * $1.1 }
    return range.intersection(with: form) ?? range
  }

  fileprivate static func combined(
    _ a: [Ball]?, _ b: [Ball]?, _ combine: (Ball, Ball) -> Ball
  ) -> [Ball]? {
    guard let a, let b else { return nil }
    let count = max(a.count, b.count)
    if count == 0 { return [] }
    return (0..<count).map { combine($0 < a.count ? a[$0] : 0, $0 < b.count ? b[$0] : 0) }
  }

  /// `f` applied, with its derivative on the range.
  fileprivate func mapped(_ f: (Ball) -> Ball, derivative: Ball?) -> CentredNumber {
    CentredNumber(
      range: f(range), center: f(center),
      gradient: derivative.flatMap { slope in gradient.map { $0.map { slope * $0 } } })
  }
}

extension CentredNumber: CommutativeRing {
  init(_ value: Int) { self.init(range: Ball(value), center: Ball(value), gradient: []) }
  init(integerLiteral value: Int) { self.init(value) }

  static func + (a: CentredNumber, b: CentredNumber) -> CentredNumber {
    CentredNumber(
      range: a.range + b.range, center: a.center + b.center, gradient: combined(a.gradient, b.gradient, +))
  }
  static func - (a: CentredNumber, b: CentredNumber) -> CentredNumber {
    CentredNumber(
      range: a.range - b.range, center: a.center - b.center, gradient: combined(a.gradient, b.gradient, -))
  }
  static func * (a: CentredNumber, b: CentredNumber) -> CentredNumber {
    CentredNumber(
      range: a.range * b.range, center: a.center * b.center,
      gradient: combined(a.gradient, b.gradient) { b.range * $0 + a.range * $1 })
  }
  static prefix func - (a: CentredNumber) -> CentredNumber {
    CentredNumber(range: -a.range, center: -a.center, gradient: a.gradient.map { $0.map { -$0 } })
  }
  func squared() -> CentredNumber { power(2) }
  func power(_ exponent: Int) -> CentredNumber {
    if exponent == 0 { return 1 }
    if exponent == 1 { return self }
    return mapped({ $0.power(exponent) }, derivative: Ball(exponent) * range.power(exponent - 1))
  }
  var vanishes: Truth { range.vanishes }
}

struct CentredArithmetic: ClaimArithmetic {
  let balls: BallArithmetic
  /// The sides of the box around its middle.
  let offsets: [Ball]
  var parameterLimit: Int { balls.parameterLimit }

  func literal(_ value: Rational) -> CentredNumber {
    let ball = balls.literal(value)
    return CentredNumber(range: ball, center: ball, gradient: [])
  }
  /// The k-th variable of the box.
  func variable(_ k: Int, _ side: Interval) -> CentredNumber {
    let middle = Ball((side.lower + side.upper) / 2, precision: balls.precision)
    return CentredNumber(
      range: Ball(lower: side.lower, upper: side.upper, precision: balls.precision), center: middle,
      gradient: (0..<offsets.count).map { $0 == k ? 1 : 0 })
  }
  private func enclosure(_ value: CentredNumber) -> Ball { value.enclosure(offsets) }
  private func plain(_ ball: Ball) -> CentredNumber {
    CentredNumber(range: ball, center: .wholeLine, gradient: nil)
  }

  func rational(_ value: CentredNumber) -> Rational? { balls.rational(value.range) }
  func quotient(_ a: CentredNumber, _ b: CentredNumber) throws(ClaimFault) -> CentredNumber {
    let inverse = try balls.quotient(1, b.range)
    return a * b.mapped({ (try? balls.quotient(1, $0)) ?? .wholeLine }, derivative: -inverse.squared())
  }
  func root(_ value: CentredNumber, degree: Int) throws(ClaimFault) -> CentredNumber {
    let root = try balls.root(value.range, degree: degree)
    // (x^(1/n))' = x^(1/n) / (n x), where x is not zero.
    let slope = value.range.vanishes == .refuted ? root / (Ball(degree) * value.range) : nil
    return value.mapped({ (try? balls.root($0, degree: degree)) ?? .wholeLine }, derivative: slope)
  }
  func rootOfNonNegative(_ value: CentredNumber) throws(ClaimFault) -> CentredNumber {
    plain(Ball.sqrt(knownNonNegative: enclosure(value)))
  }
  func exponential(_ value: CentredNumber) throws(ClaimFault) -> CentredNumber {
    value.mapped({ Ball.exp($0) }, derivative: Ball.exp(value.range))
  }
  func logarithm(_ value: CentredNumber) throws(ClaimFault) -> CentredNumber {
    let log = try balls.logarithm(value.range)
    return value.mapped({ _ in log }, derivative: nil)
  }
  func magnitude(_ value: CentredNumber) throws(ClaimFault) -> CentredNumber {
    let range = enclosure(value)
    if range.isNegative == .proved { return -value }
    return range.isNegative == .refuted ? value : plain(range.magnitude)
  }
  func floor(_ value: CentredNumber) throws(ClaimFault) -> Integer { try balls.floor(enclosure(value)) }
  func least(_ values: [CentredNumber]) throws(ClaimFault) -> CentredNumber {
    if values.count == 1 { return values[0] }
    return plain(try balls.least(values.map(enclosure)))
  }
  func isLess(_ a: CentredNumber, than b: CentredNumber) -> Truth { enclosure(b - a).isPositive }
  func isAtMost(_ a: CentredNumber, _ b: CentredNumber) -> Truth { !enclosure(b - a).isNegative }
  func isEqual(_ a: CentredNumber, _ b: CentredNumber) -> Truth { enclosure(a - b).vanishes }
  func checkPower(_ base: CentredNumber, _ exponent: Int) throws(ClaimFault) {}

  private func enclosed(_ matrix: Matrix<CentredNumber>) -> Matrix<Ball> { matrix.map { enclosure($0) } }
  func eigenvalues(_ matrix: Matrix<CentredNumber>) throws(ClaimFault) -> [SpectrumRun<CentredNumber>] {
    try balls.eigenvalues(enclosed(matrix)).map { SpectrumRun(value: plain($0.value), count: $0.count) }
  }
  func inertia(_ matrix: Matrix<CentredNumber>) throws(ClaimFault) -> Inertia {
    try balls.inertia(enclosed(matrix))
  }
  func rank(_ matrix: Matrix<CentredNumber>) throws(ClaimFault) -> Int { try balls.rank(enclosed(matrix)) }
  func inverse(_ matrix: Matrix<CentredNumber>) throws(ClaimFault) -> Matrix<CentredNumber> {
    throw unsupported("the inverse of a matrix on a box")
  }
  func flow(
    depth: Int, start: CentredNumber, target: CentredNumber, time: CentredNumber
  ) throws(ClaimFault) -> CentredNumber { throw unsupported("gradient flow on a box") }

  /// The box with every side, in which the difference `d` is monotone, contracted to the end where it is least.
  func contracted(_ box: Box, byLeast d: CentredNumber) -> Box {
    guard let gradient = d.gradient, !gradient.isEmpty else { return box }
    var box = box
    for (k, slope) in gradient.enumerated() where k < box.sides.count {
      if slope.isNegative == .refuted {
        box.sides[k] = Interval(box.sides[k].lower)
      } else if slope.isPositive == .refuted {
        box.sides[k] = Interval(box.sides[k].upper)
      }
    }
    return box
  }
}
