// GradientFlow: gradient flow of one balanced mode, solved in closed form and enclosed to as many digits as asked for.
//
// Statement   ds/dt = s^(L-1)(y - x s^L), x >= 0, is solved for t >= 0 by
//               L = 1             s = y/x + (s_0 - y/x) e^(-xt),                                   s_0 + yt for x = 0,
//               L = 2, y > 0      s^2 = y s_0^2 / (x s_0^2 + (y - x s_0^2) e^(-2yt)),
//               L = 2, y < 0      s^2 = |y| s_0^2 e^(-2|y|t) / (|y| + x s_0^2 (1 - e^(-2|y|t))),
//               L >= 2, y = 0     s = (s_0^(2-2L) + (2L-2) x t)^(-1/(2L-2)),
//               L >= 3, x = 0     s = (s_0^(2-L) - (L-2) y t)^(-1/(L-2)),  for y > 0 until t = s_0^(2-L)/((L-2) y), where it leaves every bound,
//               L >= 3, else      implicitly, by `FlowClock`.
//             At L >= 2 the values 0 and, for y > 0, rho = (y/x)^(1/L) are fixed, and no solution crosses them: from s_0 > 0 the flow runs to rho for y > 0 and to 0
//             for y <= 0. A negative s_0 is the mirror image: s -> -s turns y into (-1)^L y.
// Hypotheses  Layers aligned and balanced; they stay so along the flow (C2).
// References  [Saxe, McClelland, Ganguli 2014] for L = 2 and the equation at other depths; the implicit form is derived.

import Exact

/// Why there is no value at a time.
public enum FlowEscape: Sendable {
  /// The solution left every bound at a time in the interval.
  case blowUp(at: Interval)
  /// The solution is proved to be beyond `2^exponentLimit` in magnitude.
  case beyondLimit
}

/// A layer value at one time.
public enum FlowValue: Sendable {
  /// The value lies in the interval; it has the digits asked for unless `isSharp` is false.
  case enclosed(Interval, isSharp: Bool)
  /// The solution is gone, or too large to be written.
  case escaped(FlowEscape)
}

/// One balanced mode under gradient flow.
public struct GradientFlow: Sendable {
  public let depth: Int
  public let start: Rational
  public let x: Rational
  public let y: Rational

  /// The most bits of a ball; beyond, values are enclosed as well as they are known.
  public static let precisionLimit = 1 << 17
  /// Magnitudes below `2^-exponentLimit` may only be told to be below it, and those above `2^exponentLimit` count as escaped.
  public static let exponentLimit = 1 << 20
  /// `2^exponentLimit`.
  static let exponentBound = Ball(Rational(mantissa: 1, exponent: exponentLimit), precision: 64)

  public init(depth: Int, start: Rational, x: Rational, y: Rational) {
    precondition(depth >= 1 && x.signum() >= 0, "a flow of depth \(depth) with x = \(x)")
    self.depth = depth
    self.start = start
    self.x = x
    self.y = y
  }

  /// Where the flow goes.
  public enum Course: Sendable, Hashable {
    case constant
    /// Depth 1: explicit for every sign.
    case linear
    /// Depth 2 with `y != 0`.
    case logistic
    /// `y = 0`, depth at least 2.
    case decaying
    /// `x = 0`, depth at least 3.
    case unforced
    /// Depth at least 3, `x > 0`, `y != 0`.
    case implicit(FlowClock.Course)
  }

  /// The sign of the value, which at depth 2 and beyond never changes, and the data of the mirrored mode with a positive value.
  private var mirrored: (sign: Int, start: Rational, y: Rational) {
    depth >= 2 && start.signum() < 0 ? (-1, -start, depth % 2 == 0 ? y : -y) : (1, start, y)
  }

  /// Decided exactly. *Throws* `undecided` where `x s_0^L - y` is too long to be computed and too small to be enclosed.
  public func course() throws(VerificationError) -> Course {
    if depth == 1 { return try equilibriumSign(1, y, start) == 0 ? .constant : .linear }
    let (_, start, y) = mirrored
    if start.isZero || (x.isZero && y.isZero) { return .constant }
    if y.isZero { return .decaying }
    let sign = try equilibriumSign(depth, y, start)
    if sign == 0 { return .constant }
    if depth == 2 { return .logistic }
    if x.isZero { return .unforced }
    return .implicit(y.signum() < 0 ? .vanishing : sign < 0 ? .rising : .falling)
  }

  /// The sign of `x s^L - y`.
  private func equilibriumSign(_ depth: Int, _ y: Rational, _ start: Rational) throws(VerificationError)
    -> Int
  {
    let bits = start.numerator.bitWidth + start.denominator.bitWidth
    if bits * depth <= 1 << 24 { return (x * start.power(depth) - y).signum() }
    let difference = Ball(x, precision: 4096) * Ball(start, precision: 4096).power(depth)
    switch difference.isLess(than: Ball(y, precision: 4096)) {
    case .proved: return -1
    case .refuted where Ball(y, precision: 4096).isLess(than: difference) == .proved: return 1
    default:
      throw .undecided("whether x s^L is above or below y for a value of \(bits) bits at depth \(depth)")
    }
  }

  /// The value at a time `t >= 0` to `digits` significant digits.
  ///
  /// *Guarantee*: the value lies in the interval, whatever was reached; a value that escaped beyond the limit is proved to be beyond it.
  /// *Cost*: a few dozen elementary functions at about the precision asked for, `O(L)` times as many in implicit cases.
  public func value(at time: Rational, digits: Int) throws(VerificationError) -> FlowValue {
    precondition(time.signum() >= 0, "a flow at time \(time)")
    let course = try course()
    if time.isZero || course == .constant { return .enclosed(Interval(start), isSharp: true) }
    if course == .linear && x.isZero { return .enclosed(Interval(start + y * time), isSharp: true) }
    let wanted = DecimalPrecision.bits(forDigits: digits)
    var precision = wanted + 64 + depth.bitWidth - depth.leadingZeroBitCount
    var best = Ball.wholeLine
    while true {
      if course == .unforced, let end = unforcedEnd(before: time, precision: precision) {
        return .escaped(.blowUp(at: end))
      }
      if course == .logistic, x.isZero, y.signum() > 0, 2 * y * time > Rational(logisticLimit) {
        return .escaped(.beyondLimit)
      }
      let value = positiveValue(at: time, course: course, precision: precision, bits: wanted)
      if let value {
        best = best.intersection(with: value) ?? value
        if Self.exponentBound.isLess(than: value.magnitude) == .proved { return .escaped(.beyondLimit) }
        if value.accuracyBits >= wanted { return enclosed(value, course: course, isSharp: true) }
        if let tiny = tinyValue(value) { return tiny }
      }
      if precision >= Self.precisionLimit { break }
      precision = min(2 * precision, Self.precisionLimit)
    }
    if best.isWholeLine {
      throw .undecided("the flow from \(start) at time \(time)", remedy: "ask for fewer digits")
    }
    return enclosed(best, course: course, isSharp: false)
  }

  /// The value between its start and where it goes: no solution turns back or crosses its equilibrium.
  private func enclosed(_ value: Ball, course: Course, isSharp: Bool) -> FlowValue {
    let (sign, start, y) = mirrored
    var (lower, upper) = (value.lowerBound!, value.upperBound!)
    let rises =
      switch course {
      case .implicit(let side): side == .rising
      case .linear: x * start < y
      case .logistic: x * start * start < y
      case .unforced: y.signum() > 0
      case .constant, .decaying: false
      }
    if rises { lower = max(lower, start) } else { upper = min(upper, start) }
    if let limit = shortLimit(y, precision: value.precision) {
      if rises { upper = min(upper, limit) } else { lower = max(lower, limit) }
    }
    return .enclosed(sign > 0 ? Interval(lower, upper) : Interval(-upper, -lower), isSharp: isSharp)
  }

  /// Where the mirrored mode goes, when that is a number of few bits.
  private func shortLimit(_ y: Rational, precision: Int) -> Rational? {
    if y.isZero || (depth > 1 && y.signum() < 0) { return 0 }
    if x.isZero { return nil }
    let root = Ball.root(Ball(y / x, precision: precision), degree: depth)
    return root.isExact ? root.midpoint : nil
  }

  /// `[-2^-exponentLimit, 2^-exponentLimit]` for a value proved to be that small, without the half that its sign excludes.
  private func tinyValue(_ value: Ball) -> FlowValue? {
    let least = Rational(mantissa: 1, exponent: -Self.exponentLimit)
    guard value.magnitude.isLess(than: Ball(least, precision: 64)) == .proved else { return nil }
    // At depth 1 the value lies between the start and y/x, and crosses 0 when their signs differ.
    let signs = depth == 1 ? [start.signum(), y.signum()] : [mirrored.sign]
    return .enclosed(
      Interval(signs.contains(-1) ? -least : 0, signs.contains(1) ? least : 0), isSharp: false)
  }

  /// At depth 2, where `2|y|t` is cut off. Beyond it `|y| t` exceeds `exponentLimit` by the bits b of the start, `2^-b < |s_0| < 2^b`: for x = 0 then
  /// `|s_0| e^(|y|t) > 2^exponentLimit`, and for y < 0 the value, at most `|s_0| e^(-|y|t)`, is below `2^-exponentLimit`.
  private var logisticLimit: Int {
    2 * (Self.exponentLimit + start.numerator.bitWidth + start.denominator.bitWidth)
  }

  /// `e^-a` for `a >= 0`; for `a > limit` only the bound `2^-limit` is kept, so that no exponent gets out of hand.
  static func decay(_ a: Rational, limit: Int = exponentLimit, precision: Int) -> Ball {
    if a > Rational(limit) {
      return Ball(lower: 0, upper: Rational(mantissa: 1, exponent: -limit), precision: precision)
    }
    return .exp(Ball(-a, precision: precision))
  }

  /// The time at which an unforced flow leaves every bound, when that is proved to be at or before `time`.
  private func unforcedEnd(before time: Rational, precision: Int) -> Interval? {
    let (_, start, y) = mirrored
    if y.signum() < 0 { return nil }
    let bits = start.numerator.bitWidth + start.denominator.bitWidth
    if bits * depth <= 1 << 20 {
      let end = (1 / start.power(depth - 2)) / (Rational(depth - 2) * y)
      return end <= time ? Interval(end) : nil
    }
    let end =
      Ball(start, precision: precision).power(2 - depth)
      / (Ball(depth - 2) * Ball(y, precision: precision))
    guard Ball(time, precision: precision).isLess(than: end) == .refuted, let low = end.lowerBound,
      let high = end.upperBound
    else { return nil }
    return Interval(low, high)
  }

  /// The value of the mirrored mode; nil where the precision does not suffice.
  private func positiveValue(at time: Rational, course: Course, precision: Int, bits: Int) -> Ball? {
    let (_, start, y) = mirrored
    func ball(_ value: Rational) -> Ball { Ball(value, precision: precision) }
    let value: Ball
    switch course {
    case .constant: value = ball(start)
    case .linear:
      let limit = y / x
      value = ball(limit) + ball(start - limit) * Self.decay(x * time, precision: precision)
    case .logistic:
      let square = start * start
      let decay = Self.decay(2 * y.magnitude * time, limit: logisticLimit, precision: precision)
      value = .sqrt(
        knownNonNegative: y.signum() > 0
          ? ball(y * square) / (ball(x * square) + ball(y - x * square) * decay)
          : ball(-y * square) * decay / (ball(-y) + ball(x * square) * (1 - decay)))
    case .decaying:
      let n = 2 * depth - 2
      value = 1 / .root(ball(start).power(-n) + Ball(n) * ball(x * time), degree: n)
    case .unforced:
      let n = depth - 2
      value = 1 / .root(ball(start).power(-n) - Ball(n) * ball(y * time), degree: n)
    case .implicit(let side):
      return implicitValue(at: time, side: side, precision: precision, bits: bits)
    }
    return value.isWholeLine ? nil : value
  }

  private func implicitValue(at time: Rational, side: FlowClock.Course, precision: Int, bits: Int) -> Ball? {
    let (_, start, y) = mirrored
    let units = FlowUnits(depth: depth, x: x, y: y, precision: precision)
    let first = Ball(start, precision: precision)
    // All values lie between the first and the equilibrium, so near it there is nothing to solve.
    let hull = side == .vanishing ? nil : first.hull(with: units.value)
    if let hull, hull.accuracyBits >= bits { return hull }
    let inverse = FlowInverse(
      clock: FlowClock(depth: depth, course: side, precision: precision), start: first / units.value,
      elapsed: Ball(time, precision: precision) / units.time)
    guard let bracket = inverse.bracket(bits: bits + 2) else { return hull }
    let value = units.value * Ball(lower: bracket.lower, upper: bracket.upper, precision: precision)
    return hull.map { value.intersection(with: $0) ?? value } ?? value
  }
}
