// EscapeTime: how long one mode takes from its start to a level, under the flow and in steps of gradient descent.
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

extension GradientFlow {
  /// The first step of gradient descent at which the product of the layers has reached `level`: `sigma >= level` from below, `sigma <= level`
  /// from above, 0 when it starts there; nil when that is not within `limit` steps or the orbit left `(-2^65536, 2^65536)` before.
  ///
  /// *Guarantee*: exact; the side of the start is decided over the rationals, and every comparison after it is proved. A level at the equilibrium that is
  /// proved never to be reached is answered without a step. *Throws* `undecided` where the precision limit did not decide a comparison.
  public func steps(
    toProduct level: Rational, rate: Rational, limit: Int, progress: (Int, Int) -> Void = { _, _ in }
  ) throws(VerificationError) -> Int? {
    guard (start.numerator.bitWidth + start.denominator.bitWidth) * depth <= 1 << 24 else {
      throw .undecided(
        "the steps to a level from a start of \(start.numerator.bitWidth) bits at depth \(depth)")
    }
    let first = start.power(depth)
    if first == level { return 0 }
    if x * first == y { return nil }
    let rises = first < level
    let isEquilibrium = x * level == y
    if isEquilibrium && neverReachesEquilibrium(rate: rate) { return nil }
    // Orbits come as close to the equilibrium as one likes: more bits tell no more there.
    let precisionLimit = isEquilibrium ? 1 << 13 : TrajectoryProblem.precisionLimit
    let escape = Ball(Rational(mantissa: 1, exponent: TrajectoryProblem.escapeBits), precision: 64)
    var precision = 192
    search: while true {
      var orbit = BalancedOrbit(depth: depth, start: start, x: x, y: y, rate: rate, precision: precision)
      let goal = Ball(level, precision: precision)
      progress(precision, 0)
      for step in stride(from: 1, through: limit, by: 1) {
        if orbit.values[0].magnitude.isLess(than: escape) == .refuted { return nil }
        orbit.advance()
        if step % 512 == 0 { progress(precision, step) }
        let product = orbit.values[0].power(depth)
        switch rises ? product.isLess(than: goal) : goal.isLess(than: product) {
        case .proved: continue
        case .refuted: return step
        case .undecided:
          if precision < precisionLimit {
            precision = min(precision * 4, precisionLimit)
            continue search
          }
          guard let sign = exactSide(of: level, atStep: step, rate: rate) else {
            throw .undecided("whether step \(step) of gradient descent has reached the level \(level)")
          }
          if rises ? sign >= 0 : sign <= 0 { return step }
        }
      }
      return nil
    }
  }

  /// Whether it is proved that no step reaches the equilibrium rho from a start beside it. With `g(s) = eta x s^(L-1) (s^(L-1) + s^(L-2) rho + ... + rho^(L-1))`
  /// a step gives `f(s) - rho = (s - rho)(1 - g(s))`; g increases for `L >= 2`, is `eta x` at `L = 1`, and `g(rho) = eta lambda`. So the orbit keeps its side
  /// from below for `eta lambda <= 1`, without equality at `L = 1`, and from above for `g(s_0) < 1`.
  private func neverReachesEquilibrium(rate: Rational) -> Bool {
    guard x.signum() > 0, y.signum() > 0, start.signum() > 0, rate.signum() > 0 else { return false }
    let position = StepSizeThresholds(depth: depth, x: x, y: y).monotone.comparison(of: rate)
    if depth == 1 { return position < 0 }
    if x * start.power(depth) < y { return position <= 0 }
    if position >= 0 { return false }
    func ball(_ value: Rational) -> Ball { Ball(value, precision: 4096) }
    let (value, root) = (ball(start), Ball.root(ball(y / x), degree: depth))
    // The sum by Horner's rule.
    var (sum, power) = (Ball(1), Ball(1))
    for _ in 1..<depth {
      power *= root
      sum = sum * value + power
    }
    return (ball(rate * x) * value.power(depth - 1) * sum).isLess(than: 1) == .proved
  }

  /// The sign of `s^L - level` after `step` steps over the rationals; nil when the numbers get too long.
  private func exactSide(of level: Rational, atStep step: Int, rate: Rational) -> Int? {
    let recursion = ModeRecursion<Rational>(depth: depth, x: x, y: y, rate: rate)
    var value = start
    for _ in 0..<step {
      let bits = value.numerator.bitWidth + value.denominator.bitWidth
      guard bits * (2 * depth - 1) <= 1 << 16 else { return nil }
      value = recursion.map(value)
    }
    return (value.power(depth) - level).signum()
  }
}
