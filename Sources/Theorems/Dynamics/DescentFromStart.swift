// DescentFromStart: the step sizes at which gradient descent on a balanced mode, begun at a given value, changes its behaviour.
//
// Statement   s -> -s turns y into (-1)^L y, so for L >= 2 let s_0 > 0. With q(s) = eta s^(L-2) (x s^L - y) it is f(s) = s (1 - q(s)), and for y > 0 with rho = (y/x)^(1/L) and
//             g(s) = eta x s^(L-1) (s^(L-1) + s^(L-2) rho + ... + rho^(L-1)) it is f(s) - rho = (s - rho)(1 - g(s)); g increases for L >= 2, is eta x at L = 1, and
//             g(rho) = eta lambda, lambda = L x rho^(2L-2).
//               below      s_0 < rho. For eta lambda <= 1 the orbit increases to rho and does not reach it, unless L = 1 and eta lambda = 1, and
//                          rho - s_t <= (rho - s_0)(1 - g(s_0))^t <= (rho - s_0)(1 - eta L x s_0^(2L-2))^t .
//                          For eta lambda > 1 it meets or passes rho: an orbit that stays below increases, to rho, where g > 1.
//               above      s_0 > rho. For g(s_0) < 1 the orbit decreases to rho, does not reach it, and s_t - rho <= (s_0 - rho)(1 - eta lambda)^t.
//                          For g(s_0) = 1 it is at rho from the first step on, and for g(s_0) > 1 the first step passes rho.
//               sign       The first step lands at 0 for q(s_0) = 1, and beyond it if and only if q(s_0) > 1.
//               no target  For y <= 0 q increases and is at least 0, so for q(s_0) < 1 the orbit decreases to 0 and never crosses it.
//               near       For |s_0 - rho| = d < rho and g(rho + d) < 2 it is |1 - g| < 1 within d of rho, so |s_t - rho| decreases to 0.
//               f odd      L even or y = 0: for q(s_0) > 2 |s_t| increases strictly and leaves every bound, for q(s_0) = 2 the orbit is {s_0, -s_0}. For y <= 0 and
//                          q(s_0) < 2 |s_t| decreases to 0. At L = 2 with eta y <= 2 the orbit stays in the interval q <= 2, that is s^2 <= (2 + eta y)/(eta x).
//               f not odd  With p(s) = eta s^(L-2) (x s^L - |y|), p(s_0) >= 2 leaves every bound: on the side where the target is negative q = p + 2 eta |y| s^(L-2) > 2,
//                          on the other q = p >= 2, so |s_t| does not decrease, increases on every second step, and has no limit, where q would be 2 on both sides.
//             At L = 1 f(s) - rho = (s - rho)(1 - eta x) for every sign of s and y.
// Hypotheses  x > 0, eta > 0, no momentum.
// Method      q and p against 1 and 2 over the rationals; g against 1 in balls, then by the side of f(s_0) over the rationals where its powers are short enough.
// References  C4, C7, C8 of the mathematics, derived; the condition of escape is that of L = 2 at every depth.

import Exact

/// Gradient descent without momentum on one balanced mode with `x > 0`, from one start.
public struct DescentFromStart: Sendable {
  public let depth: Int
  public let x: Rational
  /// The start, at depth 2 and beyond its magnitude.
  public let value: Rational
  /// The target of the mode, or of its mirror image.
  public let target: Rational
  /// Whether `value` and `target` are those of the mirror image: the start is negative at depth 2 or beyond.
  public let isMirrored: Bool

  public init(depth: Int, start: Rational, x: Rational, y: Rational) {
    precondition(depth >= 1 && x.signum() > 0, "descent at depth \(depth) with x = \(x)")
    self.depth = depth
    self.x = x
    isMirrored = depth >= 2 && start.signum() < 0
    value = isMirrored ? -start : start
    target = isMirrored && depth % 2 == 1 ? -y : y
  }

  /// Where the start lies.
  public enum Side: Sendable, Hashable {
    case below, above, minimum
    /// At 0, depth at least 2.
    case zero
    /// Above 0 with a target that is not: there is no minimum of that sign.
    case noMinimum
  }

  public var side: Side {
    if depth >= 2 && value.isZero { return .zero }
    if depth >= 2 && target.signum() <= 0 { return .noMinimum }
    let sign = excess.signum()
    return sign < 0 ? .below : sign > 0 ? .above : .minimum
  }

  /// `x s^L - y`.
  private var excess: Rational { x * value.power(depth) - target }

  /// Whether `f(-s) = -f(s)`.
  private var isOdd: Bool { depth % 2 == 0 || target.isZero }

  /// The largest Hessian eigenvalue of a network with this one mode and input variance x: `max(L a + (L-1) c, -c)`, `a = x s^(2L-2)`, `c = s^(L-2) (x s^L - y)`.
  /// With `z = x s^L / y` it is `y s^(L-2) max((2L-1) z - (L-1), 1 - z)`.
  public var sharpness: Rational {
    if depth == 1 { return x }
    let residual = value.power(depth - 2) * excess
    return max(Rational(depth) * x * value.power(2 * depth - 2) + Rational(depth - 1) * residual, -residual)
  }

  /// The step size beyond which, and where f is not odd also at which, the orbit leaves every bound; nil where none is known to make it do so.
  public var escapingRate: Rational? {
    if depth == 1 { return side == .minimum ? nil : 2 / x }
    return rate(2, over: isOdd ? excess : x * value.power(depth) - target.magnitude)
  }

  /// The step size with which the first step lands at 0; beyond it the first step changes the sign. At depth 2 and beyond; nil where there is none.
  public var vanishingRate: Rational? { depth == 1 ? nil : rate(1, over: excess) }

  private func rate(_ multiple: Rational, over excess: Rational) -> Rational? {
    value.isZero || excess.signum() <= 0 ? nil : multiple / (value.power(depth - 2) * excess)
  }

  // MARK: The side of the minimum

  private var thresholds: StepSizeThresholds { StepSizeThresholds(depth: depth, x: x, y: target) }

  /// `g(s)/eta` at a value, rho and the value being balls.
  private func overshoot(at value: Ball, root: Ball) -> Ball {
    // The sum by Horner's rule.
    var (sum, power) = (Ball(1), Ball(1))
    for _ in 1..<depth {
      power *= root
      sum = sum * value + power
    }
    return Ball(x, precision: root.precision) * value.power(depth - 1) * sum
  }

  private func root(precision: Int) -> Ball {
    .root(Ball(target / x, precision: precision), degree: depth)
  }

  /// The least step size with which the orbit does not stay on its side of the minimum: 1/lambda from below, `eta/g(s_0)` from above.
  public func monotoneRate(digits: Int) -> Interval? {
    guard side == .below || side == .above else { return nil }
    if depth == 1 { return Interval(1 / x) }
    if side == .below { return thresholds.monotone.interval(digits: digits) }
    // A sum of positive numbers loses a bit a term at most.
    let precision = DecimalPrecision.bits(forDigits: digits) + 128
    let bound = 1 / overshoot(at: Ball(value, precision: precision), root: root(precision: precision))
    return Interval(bound.lowerBound!, bound.upperBound!)
  }

  /// A step size against `monotoneRate`: negative below, 0 at it, positive above. nil where it is not decided, and where there is no side.
  ///
  /// *Guarantee*: proved. From above 0 means that the first step lands on the minimum.
  public func monotonePosition(of rate: Rational) -> Int? {
    if depth == 1 { return side == .minimum ? nil : (rate * x - 1).signum() }
    switch side {
    case .below: return thresholds.monotone.comparison(of: rate)
    case .above:
      for precision in [256, 4096] {
        let balls = (Ball(value, precision: precision), Ball(rate, precision: precision))
        let factor = balls.1 * overshoot(at: balls.0, root: root(precision: precision))
        if factor.isLess(than: 1) == .proved { return -1 }
        if Ball(1).isLess(than: factor) == .proved { return 1 }
      }
      // The sign of f(s_0) - rho.
      guard let next = self.next(rate: rate, bits: (1 << 23) / depth) else { return nil }
      return next.signum() <= 0 ? 1 : (target - x * next.power(depth)).signum()
    case .minimum, .zero, .noMinimum: return nil
    }
  }

  /// What the distance to the minimum, and its first step, are multiplied by at most in every step of a monotone orbit: the sharper number first.
  ///
  /// nil unless the orbit is proved to run to the minimum without passing it.
  public func contraction(rate: Rational, digits: Int) -> [Interval]? {
    guard let position = monotonePosition(of: rate),
      position < 0 || (position == 0 && (side == .below || depth == 1))
    else { return nil }
    if depth == 1 { return [Interval(1 - rate * x)] }
    func factor(_ bound: (Int) -> Ball) -> Interval {
      let wanted = DecimalPrecision.bits(forDigits: digits)
      let tight = refine(from: wanted + 128, until: { $0.accuracyBits >= wanted }) { precision in
        1 - Ball(rate, precision: precision) * bound(precision)
      }
      let ball = tight ?? 1 - Ball(rate, precision: 1 << 14) * bound(1 << 14)
      // It lies between 0 and 1, whatever the balls say.
      return Interval(max(ball.lowerBound ?? 0, 0), min(max(ball.upperBound ?? 1, 0), 1))
    }
    if side == .above {
      return [
        factor { Ball(depth) * Ball(x, precision: $0) * root(precision: $0).power(2 * depth - 2) }
      ]
    }
    return [
      factor { overshoot(at: Ball(value, precision: $0), root: root(precision: $0)) },
      Interval(1 - rate * Rational(depth) * x * value.power(2 * depth - 2)),
    ]
  }

  /// Whether the orbit is proved to close in on the minimum, on both sides of it.
  func closesIn(rate: Rational) -> Bool {
    guard depth >= 2, side == .below || side == .above else { return false }
    let root = self.root(precision: 512)
    let distance = (Ball(value, precision: 512) - root).magnitude
    guard distance.isLess(than: root) == .proved else { return false }
    return (Ball(rate, precision: 512) * overshoot(at: root + distance, root: root)).isLess(than: 2)
      == .proved
  }

  /// `f(s_0)`, in the frame of the mirror image; nil when it would have more than about so many bits.
  func next(rate: Rational, bits limit: Int) -> Rational? {
    func length(_ number: Rational) -> Int { number.numerator.bitWidth + number.denominator.bitWidth }
    guard (2 * depth - 1) * length(value) + length(x) + length(target) + length(rate) <= limit else {
      return nil
    }
    return ModeRecursion<Rational>(depth: depth, x: x, y: target, rate: rate).map(value)
  }
}
