// PointArithmetic: claims at one point, in rationals where possible, in algebraic numbers and balls elsewhere.

import Exact
import Numeric
import Theorems

/// The arithmetic of witnesses: what it decides is decided.
struct PointArithmetic: ClaimArithmetic {
  /// The bits of a ball.
  let precision: Int
  var parameterLimit: Int { 400 }
  /// The most bits of an exact power.
  private static let bitLimit = 1 << 22
  /// The largest matrix whose characteristic polynomial is factored exactly.
  private static let exactOrder = 64

  func literal(_ value: Rational) -> PointNumber { .exact(value) }
  func rational(_ value: PointNumber) -> Rational? { value.exactValue }

  private func ball(_ value: PointNumber) -> Ball { value.ball(precision: precision) }

  func quotient(_ a: PointNumber, _ b: PointNumber) throws(ClaimFault) -> PointNumber {
    switch b.vanishes {
    case .proved: throw .invalid("division by zero")
    case .undecided: throw .undecided("whether a divisor is zero")
    case .refuted: break
    }
    return a.divided(by: b, precision: precision)
  }

  func root(_ value: PointNumber, degree: Int) throws(ClaimFault) -> PointNumber {
    if degree == 1 { return value }
    if let exact = value.exactValue {
      if exact.signum() < 0 && degree % 2 == 0 {
        throw .invalid("a root of even degree of a negative number")
      }
      if let root = exact.exactRoot(degree: degree) { return .exact(root) }
      if degree == 2 { return PointNumber(squareRootOf: exact, precision: precision) }
      let bits = exact.numerator.bitWidth + exact.denominator.bitWidth
      if degree <= 12 && bits <= 1024 {
        // The only real root of q x^n - p of its sign.
        let coefficients = [-exact.numerator] + Array(repeating: 0, count: degree - 1) + [exact.denominator]
        let roots = Polynomial<Integer>(coefficients).realRoots.map(\.root)
        return PointNumber(exact.signum() < 0 ? roots.first! : roots.last!, precision: precision)
      }
      return .enclosed(Ball.root(Ball(exact, precision: precision), degree: degree))
    }
    if degree % 2 == 0 {
      switch value.isLess(than: 0) {
      case .proved: throw .invalid("a root of even degree of a negative number")
      case .undecided: throw .undecided("whether a number under a root is negative")
      case .refuted: break
      }
    }
    return .enclosed(Ball.root(ball(value), degree: degree))
  }

  func rootOfNonNegative(_ value: PointNumber) throws(ClaimFault) -> PointNumber {
    if value.exactValue != nil { return try root(value, degree: 2) }
    return .enclosed(Ball.sqrt(knownNonNegative: ball(value)))
  }

  func exponential(_ value: PointNumber) throws(ClaimFault) -> PointNumber {
    if let exact = value.exactValue {
      if exact.isZero { return 1 }
      if exact.magnitude > Rational(1 << 40) { throw .exhausted("an exponential beyond 2^(2^40)") }
    }
    return .enclosed(Ball.exp(ball(value)))
  }

  func logarithm(_ value: PointNumber) throws(ClaimFault) -> PointNumber {
    if let exact = value.exactValue, exact == 1 { return 0 }
    switch PointNumber.exact(0).isLess(than: value) {
    case .proved: return .enclosed(Ball.log(ball(value)))
    case .refuted: throw .invalid("the logarithm of a number that is not positive")
    case .undecided: throw .undecided("whether a number under a logarithm is positive")
    }
  }

  func magnitude(_ value: PointNumber) throws(ClaimFault) -> PointNumber {
    switch value {
    case .exact(let exact): .exact(exact.magnitude)
    case .surd(let surd, _): surd.signum() < 0 ? -value : value
    case .algebraic(let root, _): root.signum() < 0 ? -value : value
    case .enclosed(let ball): .enclosed(ball.magnitude)
    }
  }

  func floor(_ value: PointNumber) throws(ClaimFault) -> Integer {
    switch value {
    case .exact(let exact): return exact.floor
    case .surd(let surd, _): return surd.algebraic.floor
    case .algebraic(let root, _): return root.floor
    case .enclosed(let ball):
      if let lower = ball.lowerBound?.floor, lower == ball.upperBound?.floor { return lower }
      throw .undecided("the integer part of an irrational number")
    }
  }

  func least(_ values: [PointNumber]) throws(ClaimFault) -> PointNumber {
    var best = values[0]
    for value in values.dropFirst() {
      switch value.isLess(than: best) {
      case .proved: best = value
      case .refuted: break
      case .undecided:
        let (a, b) = (ball(value), ball(best))
        guard let low = a.lowerBound, let other = b.lowerBound, let high = a.upperBound,
          let top = b.upperBound
        else { throw .undecided("the least of several numbers") }
        best = .enclosed(Ball(lower: min(low, other), upper: min(high, top), precision: precision))
      }
    }
    return best
  }

  func shortened(_ value: PointNumber) -> PointNumber {
    guard let exact = value.exactValue, max(exact.numerator.bitWidth, exact.denominator.bitWidth) > 1 << 14
    else {
      return value
    }
    return .enclosed(Ball(exact, precision: precision))
  }

  func isLess(_ a: PointNumber, than b: PointNumber) -> Truth { a.isLess(than: b) }
  func isEqual(_ a: PointNumber, _ b: PointNumber) -> Truth { a.equals(b) }

  func checkPower(_ base: PointNumber, _ exponent: Int) throws(ClaimFault) {
    guard let exact = base.exactValue, exponent > 1 else { return }
    let bits = max(exact.numerator.bitWidth, exact.denominator.bitWidth)
    if bits > 1 && bits * exponent > Self.bitLimit {
      throw .exhausted("a power of more than \(Self.bitLimit) bits")
    }
  }

  // MARK: matrices

  private func exactEntries(_ matrix: Matrix<PointNumber>) -> Matrix<Rational>? {
    var entries: [Rational] = []
    for entry in matrix.entries {
      guard let exact = entry.exactValue else { return nil }
      entries.append(exact)
    }
    return Matrix(rows: matrix.rows, columns: matrix.columns, entries: entries)
  }

  func eigenvalues(_ matrix: Matrix<PointNumber>) throws(ClaimFault) -> [SpectrumRun<PointNumber>] {
    if let exact = exactEntries(matrix), exact.connectedComponents.allSatisfy({ $0.count <= Self.exactOrder })
    {
      do {
        var builder = ExactSpectrumBuilder()
        try builder.add(exact, multiplicity: 1)
        return builder.roots().map {
          SpectrumRun(value: PointNumber($0.root, precision: precision), count: $0.multiplicity.asInt!)
        }
      } catch {
        throw .exhausted("an exact spectrum: \(error)")
      }
    }
    let balls = try EnclosedSpectrum.eigenvalues(of: matrix.map { ball($0) }, precision: precision)
    return balls.map { SpectrumRun(value: .enclosed($0), count: 1) }
  }

  func inertia(_ matrix: Matrix<PointNumber>) throws(ClaimFault) -> Inertia {
    if let exact = exactEntries(matrix) { return exact.inertia() }
    var inertia = Inertia(negative: 0, zero: 0, positive: 0)
    for run in try eigenvalues(matrix) {
      if run.value.isLess(than: 0) == .proved {
        inertia.negative += run.count
      } else if PointNumber.exact(0).isLess(than: run.value) == .proved {
        inertia.positive += run.count
      } else {
        throw .undecided("the sign of an eigenvalue")
      }
    }
    return inertia
  }

  func rank(_ matrix: Matrix<PointNumber>) throws(ClaimFault) -> Int {
    if let exact = exactEntries(matrix) { return exact.rank() }
    throw .undecided("the rank of a matrix with irrational entries")
  }

  func inverse(_ matrix: Matrix<PointNumber>) throws(ClaimFault) -> Matrix<PointNumber> {
    guard let exact = exactEntries(matrix) else {
      throw unsupported("the inverse of a matrix with irrational entries")
    }
    guard let inverse = exact.inverse() else { throw .invalid("the inverse of a singular matrix") }
    return inverse.map { .exact($0) }
  }

  func flow(
    depth: Int, start: PointNumber, target: PointNumber, time: PointNumber
  ) throws(ClaimFault) -> PointNumber {
    guard let start = start.exactValue, let target = target.exactValue, let time = time.exactValue else {
      throw unsupported("gradient flow from irrational numbers")
    }
    if time.signum() < 0 { throw unsupported("gradient flow at a negative time") }
    let digits = precision * 3 / 10
    let value: FlowValue
    do {
      value = try GradientFlow(depth: depth, start: start, x: 1, y: target).value(at: time, digits: digits)
    } catch {
      throw .undecided("a value of gradient flow: \(error)")
    }
    switch value {
    case .enclosed(let interval, _):
      if let exact = interval.singleValue { return .exact(exact) }
      return .enclosed(Ball(lower: interval.lower, upper: interval.upper, precision: precision))
    case .escaped: throw .invalid("gradient flow that leaves every bound")
    }
  }
}
