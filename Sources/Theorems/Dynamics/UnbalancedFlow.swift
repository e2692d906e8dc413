// UnbalancedFlow: gradient flow of one mode of two layers that are not balanced, in closed form.
//
// Statement   For ds_1/dt = s_2 (y - x sigma), ds_2/dt = s_1 (y - x sigma), sigma = s_1 s_2, the number c = s_1^2 - s_2^2 is conserved and
//             dsigma/dt = sqrt(c^2 + 4 sigma^2) (y - x sigma). Let p = s_1 + s_2 and P = p^2. Then p keeps its sign, s_1 - s_2 = c/p, sigma = (P - c^2/P)/4, and
//               dP/dt = 2P (y - x sigma) = -(x/2)(P - P_+)(P - P_-),    P_+- = (2y +- S)/x,    S = sqrt(4y^2 + x^2 c^2),    P_+ P_- = -c^2,
//             a Riccati equation with constant coefficients. With E = e^(-St), N = P_0 (P_+ - P_- E) + c^2 (1 - E) and D = P_0 (1 - E) - P_- + P_+ E, both sums of positive terms,
//               P = N/D,      sigma = y/x + (4S^2/x^2) P_0 (sigma_0 - y/x) E / (N D) .
//             So sigma tends to y/x at the rate S = x sqrt(c^2 + 4y^2/x^2), which is also x (s_1^2 + s_2^2), the largest Hessian eigenvalue, where it ends. For x = 0:
//             P = P_0 e^(2yt). sigma increases with P, P = 2 sigma + sqrt(4 sigma^2 + c^2), and the time from P_0 to P_1 is
//               t = ln( (P_1 - P_-)(P_+ - P_0) / ((P_+ - P_1)(P_0 - P_-)) ) / S,  ln(P_1/P_0)/(2y) for x = 0.
// Hypotheses  c != 0: the layers differ in magnitude. Otherwise s_2 = +-s_1 is balanced, up to a sign of one layer and of y.
// References  The equation of sigma: [Saxe, McClelland, Ganguli 2014], [Tarmoun et al. 2021]; the solution is derived here.

import Exact

/// Two layers of one mode at one time, with their product.
public enum LayerPairValue: Sendable {
  case enclosed(first: Interval, second: Interval, product: Interval, isSharp: Bool)
  case escaped(FlowEscape)
}

/// One mode of two layers `s_1^2 != s_2^2` under gradient flow.
public struct UnbalancedFlow: Sendable {
  public let first: Rational
  public let second: Rational
  public let x: Rational
  public let y: Rational

  public init(first: Rational, second: Rational, x: Rational, y: Rational) {
    precondition(
      first.magnitude != second.magnitude && x.signum() >= 0, "an unbalanced flow of \(first), \(second)")
    self.first = first
    self.second = second
    self.x = x
    self.y = y
  }

  /// `s_1^2 - s_2^2`, the same at all times.
  public var imbalance: Rational { first * first - second * second }

  /// `S = sqrt(4y^2 + x^2 c^2)`: the rate of the product near its limit, and the largest Hessian eigenvalue there.
  public func finalSharpness(digits: Int) -> Interval {
    let square = 4 * y * y + x * x * imbalance * imbalance
    let root = Ball.sqrt(Ball(square, precision: DecimalPrecision.bits(forDigits: digits) + 64))
    return Interval(root.lowerBound!, root.upperBound!)
  }

  /// The time at which the product reaches `level`, or nil when it never does: the level lies behind the start, or at or beyond the limit `y/x`.
  ///
  /// *Guarantee*: contains that time. *Throws* `undecided` where the precision limit did not give `digits` digits.
  public func time(toProduct level: Rational, digits: Int) throws(VerificationError) -> Interval? {
    let product = first * second
    if product == level { return Interval(0) }
    let direction = (y - x * product).signum()
    guard (level - product).signum() == direction, (y - x * level).signum() == direction else { return nil }
    let wanted = DecimalPrecision.bits(forDigits: digits)
    let found = refine(
      from: wanted + 64, upTo: GradientFlow.precisionLimit, until: { $0.accuracyBits >= wanted }
    ) { precision -> Ball in
      let start = Ball((first + second) * (first + second), precision: precision)
      let root = Ball.sqrt(Ball(4 * level * level + imbalance * imbalance, precision: precision))
      let double = Ball(2 * level, precision: precision)
      // Neither form cancels.
      let end =
        level.signum() < 0
        ? Ball(imbalance * imbalance, precision: precision) / (root - double) : root + double
      if x.isZero { return .log(end / start) / Ball(2 * y, precision: precision) }
      let (rate, above, below) = fixedPoints(precision: precision)
      return .log((end - below) * (above - start) / ((above - end) * (start - below))) / rate
    }
    guard let found, let lower = found.lowerBound, let upper = found.upperBound else {
      throw .undecided("the time to the level \(level)", remedy: "ask for fewer digits")
    }
    return Interval(lower, upper)
  }

  /// S, P_+ and P_- for x > 0.
  private func fixedPoints(precision: Int) -> (rate: Ball, above: Ball, below: Ball) {
    func ball(_ value: Rational) -> Ball { Ball(value, precision: precision) }
    let c = imbalance
    let rate = Ball.sqrt(ball(4 * y * y + x * x * c * c))
    // The root of larger magnitude directly, the other from the product: neither cancels.
    let outer = (2 * ball(y) + (y.signum() < 0 ? -rate : rate)) / ball(x)
    let inner = -(ball(c * c) / outer)
    return y.signum() < 0 ? (rate, inner, outer) : (rate, outer, inner)
  }

  /// The values at a time `t >= 0` to `digits` significant digits.
  ///
  /// *Guarantee*: each number lies in its interval, whatever was reached. Escaped when a layer is proved to be beyond `2^exponentLimit` in magnitude.
  public func value(at time: Rational, digits: Int) throws(VerificationError) -> LayerPairValue {
    precondition(time.signum() >= 0, "a flow at time \(time)")
    if time.isZero || x * first * second == y {
      return .enclosed(
        first: Interval(first), second: Interval(second), product: Interval(first * second), isSharp: true)
    }
    if x.isZero && 2 * y.magnitude * time > Rational(unforcedLimit) {
      return .escaped(.beyondLimit)
    }
    let wanted = DecimalPrecision.bits(forDigits: digits)
    var precision = wanted + 64
    var known: [Interval]?
    while true {
      let balls = values(at: time, precision: precision)
      if balls.prefix(2).contains(where: { GradientFlow.exponentBound.isLess(than: $0.magnitude) == .proved })
      {
        return .escaped(.beyondLimit)
      }
      if balls.allSatisfy({ !$0.isWholeLine }) {
        let intervals = balls.map { Interval($0.lowerBound!, $0.upperBound!) }
        known = intervals
        if balls.allSatisfy({ $0.accuracyBits >= wanted }) {
          return .enclosed(first: intervals[0], second: intervals[1], product: intervals[2], isSharp: true)
        }
      }
      if precision >= GradientFlow.precisionLimit { break }
      precision = min(2 * precision, GradientFlow.precisionLimit)
    }
    guard let known else {
      throw .undecided("the flow from \(first), \(second) at time \(time)", remedy: "ask for fewer digits")
    }
    return .enclosed(first: known[0], second: known[1], product: known[2], isSharp: false)
  }

  /// For x = 0, where `2|y|t` is cut off. `p = s_1 + s_2` grows like `e^(yt)` for y > 0 and `c/p = s_1 - s_2` like `e^(|y|t)` for y < 0, from `2^-b` at least,
  /// b the bits of its denominator, and the layer of larger magnitude is at least half of it: beyond this `2|y|t` it is beyond `2^exponentLimit`.
  private var unforcedLimit: Int {
    let growing = y.signum() > 0 ? first + second : first - second
    return 2 * (GradientFlow.exponentLimit + 1 + growing.denominator.bitWidth)
  }

  /// `e^-a` for `a >= 0`, only known to be below `2^-exponentLimit` where `a` is beyond that limit: e^-1 < 2^-4/3.
  private static func decay(_ a: Ball, precision: Int) -> Ball {
    let limit = Ball(GradientFlow.exponentLimit)
    if a.isLess(than: limit) == .proved { return .exp(-a) }
    guard (limit * 3).isLess(than: a * 4) == .proved else { return .wholeLine }
    return Ball(
      lower: 0, upper: Rational(mantissa: 1, exponent: -GradientFlow.exponentLimit), precision: precision)
  }

  /// s_1, s_2 and sigma.
  private func values(at time: Rational, precision: Int) -> [Ball] {
    func ball(_ value: Rational) -> Ball { Ball(value, precision: precision) }
    let sum = first + second
    let c = imbalance
    let start = sum * sum
    let square: Ball
    let product: Ball
    if x.isZero {
      let decay = GradientFlow.decay(2 * y.magnitude * time, limit: unforcedLimit, precision: precision)
      square = y.signum() < 0 ? ball(start) * decay : ball(start) / decay
      product = (square - ball(c * c) / square) / 4
    } else {
      let (rate, above, below) = fixedPoints(precision: precision)
      let decay = Self.decay(rate * ball(time), precision: precision)
      let rest = 1 - decay
      let numerator = ball(start) * (above - below * decay) + ball(c * c) * rest
      let denominator = ball(start) * rest - below + above * decay
      square = numerator / denominator
      let offset = ball(4 * start * (first * second - y / x) / (x * x)) * rate.squared() * decay
      product = ball(y / x) + offset / (numerator * denominator)
    }
    // The layer of larger magnitude is a sum of two numbers of one sign; the other is the product over it.
    let root = sum.signum() < 0 ? -Ball.sqrt(square) : Ball.sqrt(square)
    let difference = ball(c) / root
    if c.signum() > 0 {
      let larger = (root + difference) / 2
      return [larger, product / larger, product]
    }
    let larger = (root - difference) / 2
    return [product / larger, larger, product]
  }
}
