// EscapeTime: how long one mode takes from its start to a level under the flow; `LevelArrival` counts the steps of gradient descent.
//
// Statement   With sigma = s^L, begun at sigma_0 > 0, the flow reaches the level sigma after
//               L = 1     t = ln((y - x sigma_0)/(y - x sigma)) / x,  (sigma - sigma_0)/y for x = 0,
//               L = 2     t = ln( sigma (y - x sigma_0) / (sigma_0 (y - x sigma)) ) / (2y),
//               y = 0     t = (s^(2-2L) - s_0^(2-2L)) / ((2L-2) x),
//               x = 0     t = (s_0^(2-L) - s^(2-L)) / ((L-2) y)  at L >= 3,
//               else      the difference of two readings of `FlowClock`,
//             and never when the level lies behind the start, at or beyond the equilibrium y/x, or at or below 0.
// References  Times of escape from a small start: [Gissin, Shalev-Shwartz, Daniely 2020], here for any two levels.

import Exact

extension GradientFlow {
  /// The time at which the product `sigma = s^L` of the layers reaches `level`, or nil when it never does.
  ///
  /// *Guarantee*: contains that time. In closed form at every depth: at `L >= 3` by the clock, in both its forms up to 2048 bits,
  /// whose enclosures are intersected. Only for `start > 0`, `level > 0`; misuse otherwise.
  public func time(toProduct level: Rational, digits: Int) throws(VerificationError) -> Interval? {
    precondition(start.signum() > 0 && level.signum() > 0, "the time to a level without signs")
    let begin = try course()
    guard (start.numerator.bitWidth + start.denominator.bitWidth) * depth <= 1 << 24 else {
      throw .undecided(
        "the time to a level from a start of \(start.numerator.bitWidth) bits at depth \(depth)")
    }
    let product = start.power(depth)
    if product == level { return Interval(0) }
    let velocity = y - x * product
    if begin == .constant || (level > product) != (velocity.signum() > 0) { return nil }
    // It never reaches its equilibrium nor what lies beyond.
    if (y - x * level).signum() != velocity.signum() { return nil }
    let wanted = DecimalPrecision.bits(forDigits: digits)
    let found = refine(from: wanted + 64, upTo: Self.precisionLimit, until: { $0.accuracyBits >= wanted }) {
      duration(from: product, to: level, course: begin, precision: $0)
    }
    guard let found, let lower = found.lowerBound, let upper = found.upperBound else {
      throw .undecided("the time to the level \(level)", remedy: "ask for fewer digits")
    }
    return Interval(lower, upper)
  }

  private func duration(from product: Rational, to level: Rational, course: Course, precision: Int) -> Ball {
    func ball(_ value: Rational) -> Ball { Ball(value, precision: precision) }
    // s^-n for both products, with s^L given.
    func negativePowers(_ n: Int) -> Ball {
      ball(start).power(-n) - 1 / Ball.root(ball(level), degree: depth).power(n)
    }
    switch course {
    case .constant: return .wholeLine
    case .linear:
      if x.isZero { return ball((level - product) / y) }
      return .log(ball((y - x * product) / (y - x * level))) / ball(x)
    case .logistic:
      // sigma/(y - x sigma) = sigma_0/(y - x sigma_0) e^(2yt)
      return .log(ball(level * (y - x * product) / (product * (y - x * level)))) / ball(2 * y)
    case .decaying: return -negativePowers(2 * depth - 2) / (Ball(2 * depth - 2) * ball(x))
    case .unforced: return negativePowers(depth - 2) / (Ball(depth - 2) * ball(y))
    case .implicit(let side):
      let units = FlowUnits(depth: depth, x: x, y: y, precision: precision)
      let clock = FlowClock(depth: depth, course: side, precision: precision)
      let (begin, end) = (ball(start) / units.value, Ball.root(ball(level), degree: depth) / units.value)
      let direct = clock.time(from: begin, to: end, by: .elementary)
      // A second opinion where it is cheap: near the equilibrium a long series says little.
      if precision > 2048 { return units.time * direct }
      let series = clock.time(from: begin, to: end, by: .hypergeometric)
      return units.time * (direct.intersection(with: series) ?? .wholeLine)
    }
  }
}
