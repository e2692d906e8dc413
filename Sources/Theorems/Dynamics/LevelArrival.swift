// LevelArrival: the first step at which gradient descent takes the product of the layers of one mode to a level.
//
// Statement   Without momentum no step after the start of f(s) = s - eta s^(L-1)(x s^L - y), eta, x, s_0 > 0, reaches the level sigma if
//               monotone    y > 0, sigma does not lie strictly between s_0^L and y/x, and the orbit runs from s_0 to rho = (y/x)^(1/L) without passing or meeting it
//                           (`DescentFromStart`).
//               vanishing   abs(s_t) decreases, at every step, and sigma > s_0^L.
//               growing     L is even, abs(s_t) does not decrease, as eta s_0^(L-2) (x s_0^L - y) >= 2, and sigma < s_0^L.
//               bounded     y > 0, L = 2, eta y <= 2, s_0^2 <= (2 + eta y)/(eta x) < sigma: that interval is invariant (`StepSizeThresholds`).
//             A start at 0, L >= 2, or at rho stays there, with momentum too.
// Method      The orbit in balls, with more bits where a comparison with the level is not decided, and over the rationals where the level is met in the first steps.
//             The work of a step is reckoned from its bits, so that where a search ends does not depend on the machine.

import Exact

/// What becomes of gradient descent on its way to a level.
public enum LevelArrival: Sendable, Hashable {
  /// At this step, and at none before.
  case reached(step: Int)
  /// Proved for every number of steps.
  case never
  /// Not up to this step, whose value is proved not to lie in `(-2^65536, 2^65536)`; nothing is said of later ones.
  case escaped(step: Int)
  /// Not in so many steps; nothing is said of later ones.
  case notWithin(limit: Int)
}

extension GradientFlow {
  /// The first step of gradient descent from rest at which the product of the layers has reached `level`: `sigma >= level` from below, `sigma <= level`
  /// from above, 0 when it starts there. Momentum as in `ModeRecursion`.
  ///
  /// *Guarantee*: exact; the side of the start is decided over the rationals, and every comparison after it is proved. *Throws* `undecided` where the precision limit
  /// did not decide a comparison, and at the work limit, which is about ten seconds.
  public func steps(
    toProduct level: Rational, rate: Rational, momentum: Rational = 0, limit: Int,
    progress: (Int, Int) -> Void = { _, _ in }
  ) throws(VerificationError) -> LevelArrival {
    guard (start.numerator.bitWidth + start.denominator.bitWidth) * depth <= 1 << 24 else {
      throw .undecided(
        "the steps to a level from a start of \(start.numerator.bitWidth) bits at depth \(depth)")
    }
    let first = start.power(depth)
    if first == level { return .reached(step: 0) }
    if x * first == y || (start.isZero && depth >= 2) { return .never }
    if momentum.isZero && neverReaches(level, from: first, rate: rate) { return .never }
    let rises = first < level
    // Orbits come as close to the equilibrium as one likes: more bits tell no more there.
    let isEquilibrium = x * level == y
    let precisionLimit = isEquilibrium ? 1 << 13 : TrajectoryProblem.precisionLimit
    let escape = Ball(Rational(mantissa: 1, exponent: TrajectoryProblem.escapeBits), precision: 64)
    let problem = TrajectoryProblem(
      depth: depth, start: [start], x: [x], y: [y], rate: rate, momentum: momentum, steps: limit, every: 1)
    var precision = 192
    var spent = 0
    search: while true {
      var orbit = problem.orbit(mode: 0, precision: precision)
      let goal = Ball(level, precision: precision)
      progress(precision, 0)
      for step in stride(from: 1, through: limit, by: 1) {
        let value = orbit.values[0]
        if value.magnitude.isLess(than: escape) == .refuted { return .escaped(step: step - 1) }
        spent += work(ofStepAt: value.precision, hasMomentum: !momentum.isZero)
        guard spent <= Self.workLimit else {
          throw .undecided(
            "whether gradient descent reaches the level \(level) within \(limit) steps: the work limit was reached at step \(step - 1) in \(precision) bits",
            remedy: "ask for fewer steps, or for a trajectory")
        }
        orbit.advance()
        if step % 512 == 0 { progress(precision, step) }
        let product = orbit.values[0].power(depth)
        switch rises ? product.isLess(than: goal) : goal.isLess(than: product) {
        case .proved: continue
        case .refuted: return .reached(step: step)
        case .undecided:
          if precision < precisionLimit {
            precision = min(precision * 4, precisionLimit)
            continue search
          }
          guard let sign = exactSide(of: level, atStep: step, rate: rate, momentum: momentum) else {
            throw .undecided(
              "whether step \(step) of gradient descent has reached the level \(level)",
              remedy: isEquilibrium
                ? "the level is the equilibrium: ask for one beside it" : "ask for fewer steps")
          }
          if rises ? sign >= 0 : sign <= 0 { return .reached(step: step) }
        }
      }
      return .notWithin(limit: limit)
    }
  }

  /// What one search may cost, in nanoseconds of a processor of 2020.
  private static let workLimit = 10_000_000_000

  /// The cost of a step with values of so many bits. Powers take about three products for every bit of the depth, and the cost of a product grows with the power 3/2
  /// of the length, between schoolbook and FFT.
  private func work(ofStepAt bits: Int, hasMomentum: Bool) -> Int {
    let limbs = bits / 64 + 1
    let products = 3 * (Int.bitWidth - depth.leadingZeroBitCount) + (hasMomentum ? 6 : -1)
    let product = 150 + 4 * limbs * Int(Double(limbs).squareRoot())
    return products * product + (hasMomentum ? 60_000 : 1000)
  }

  /// Whether one of the proofs of the header applies.
  private func neverReaches(_ level: Rational, from first: Rational, rate: Rational) -> Bool {
    guard x.signum() > 0, start.signum() > 0, rate.signum() > 0 else { return false }
    let descent = DescentFromStart(depth: depth, start: start, x: x, y: y)
    let fate = descent.fateAtOnce(rate: rate)
    if level > first && fate == .vanishing { return true }
    if level < first && depth % 2 == 0, let growing = descent.escapingRate, rate >= growing { return true }
    guard y.signum() > 0 else { return false }
    if depth == 2 {
      let (end, unit) = (2 + rate * y, rate * x)
      if rate * y <= 2 && unit * first <= end && end < unit * level { return true }
    }
    let isBetween = first < level ? x * level < y : x * level > y
    return !isBetween && fate == .monotone
  }

  /// The sign of `s^L - level` after `step` steps over the rationals; nil when the numbers get too long.
  private func exactSide(of level: Rational, atStep step: Int, rate: Rational, momentum: Rational) -> Int? {
    let recursion = ModeRecursion<Rational>(depth: depth, x: x, y: y, rate: rate, momentum: momentum)
    var state = ModeState(value: start)
    for _ in 0..<step {
      let bits = [state.value, state.velocity].map { $0.numerator.bitWidth + $0.denominator.bitWidth }.max()!
      guard bits * (2 * depth - 1) <= 1 << 16 else { return nil }
      state = recursion.step(state)
    }
    return (state.value.power(depth) - level).signum()
  }
}
