// StepSizeThresholds: the step sizes at which gradient descent on a balanced mode changes its behaviour, and where a given one lies.
//
// Statement   Let x, y > 0, rho = (y/x)^(1/L) and lambda = L x rho^(2L-2) = L x (y/x)^(2-2/L), the curvature at the minimum s = rho, sigma = y/x. With h = eta lambda / L
//             and z = s/rho the recursion is z' = z - h z^(L-1)(z^L - 1), and
//               monotone     z <= z' <= 1 for every z in (0, 1]   if and only if  h <= 1/L, that is eta <= 1/lambda   [1 - z' = (1 - z)(1 - h z^(L-1) (1 + z + ... + z^(L-1)))],
//               stable       |dz'/dz| < 1 at z = 1                if and only if  0 < eta < 2/lambda                 [dz'/dz = 1 - eta lambda],
//               heavy ball   the minimum is linearly stable with momentum 0 <= b < 1  if and only if  0 < eta < 2(1+b)/lambda .
//             At eta = 2/lambda the flip is supercritical for every L >= 2: there f''(rho) = -6(L-1)/rho and f'''(rho) = -2(L-1)(7L-11)/rho^2, so
//               f''^2/2 + f'''/3 = 8(L-1)(5L-4)/(3 rho^2) > 0 .
//             Along s at L = 2 the largest Hessian eigenvalue of a network with this one mode is max(y - x s^2, 3 x s^2 - y) [a = x s^2, c = a - y: 2a + c, a, c, -c and 0], so
//             it falls to y/2 at s^2 = y/(2x) and rises to lambda = 2y at the minimum.
//             At L = 2 the interval s^2 <= (2 + eta y)/(eta x) is invariant if and only if eta y <= 2 [4(1+h)^3 - 27(2+h) = (h-2)(2h+5)^2], every orbit from outside it leaves every
//             bound, and at eta y = 2 the map on it is conjugate to minus the third Chebyshev polynomial, which is chaotic.
// Method      eta lambda <= c is decided exactly as (eta L)^L y^(2L-2) <= c^L x^(L-2).
// References  C4 to C7 of the mathematics are derived; [Nar, Sastry 2018] and [Cohen et al. 2021] for 2/lambda, [Polyak 1964] for the heavy ball.

import Exact

/// The thresholds of the step size for one balanced mode with `x > 0`, `y > 0`.
public struct StepSizeThresholds: Sendable {
  public let depth: Int
  public let x: Rational
  public let y: Rational

  public init(depth: Int, x: Rational, y: Rational) {
    precondition(depth >= 1 && x.signum() > 0 && y.signum() > 0, "thresholds without a positive minimum")
    self.depth = depth
    self.x = x
    self.y = y
  }

  /// A step size `factor/lambda`.
  public struct Threshold: Sendable {
    fileprivate let owner: StepSizeThresholds
    public let factor: Rational

    /// The step size to `digits` significant digits.
    public func interval(digits: Int) -> Interval { owner.curvature(digits: digits + 2).dividing(factor) }

    /// Whether a step size lies below the threshold (negative), at it (0) or above it (positive). Exact.
    public func comparison(of rate: Rational) -> Int {
      // (eta lambda)^L against c^L; both sides are at least 0.
      let depth = owner.depth
      let left = (rate * Rational(depth)).power(depth) * owner.y.power(2 * depth - 2)
      let right =
        depth >= 2 ? factor.power(depth) * owner.x.power(depth - 2) : factor / owner.x
      return (left - right).signum()
    }
  }

  public var monotone: Threshold { Threshold(owner: self, factor: 1) }
  public var stable: Threshold { Threshold(owner: self, factor: 2) }
  public func heavyBall(momentum: Rational) -> Threshold {
    precondition(momentum.signum() >= 0 && momentum < 1, "a heavy ball with momentum \(momentum)")
    return Threshold(owner: self, factor: 2 * (1 + momentum))
  }

  /// `lambda = L x (y/x)^(2-2/L)`.
  public func curvature(digits: Int) -> Interval {
    let value = positive(digits: digits) { precision in
      let root = Ball.root(Ball(y / x, precision: precision), degree: depth)
      return Ball(depth) * Ball(x, precision: precision) * root.power(2 * depth - 2)
    }
    return value
  }

  /// The minimum `rho = (y/x)^(1/L)` in one layer.
  public func minimum(digits: Int) -> Interval {
    positive(digits: digits) { .root(Ball(y / x, precision: $0), degree: depth) }
  }

  /// At depth 2, the square of the end of the interval that is invariant for `eta y <= 2`.
  public func invariantSquare(rate: Rational) -> Rational {
    precondition(depth == 2 && rate.signum() > 0, "the invariant interval of depth \(depth)")
    return (2 + rate * y) / (rate * x)
  }

  /// At depth 2 and beyond, `f''^2/2 + f'''/3` at the minimum for the step size `2/lambda`: above 0, so the flip is supercritical.
  public func flip(digits: Int) -> Interval {
    precondition(depth >= 2, "no flip at depth \(depth)")
    return positive(digits: digits) { precision in
      let root = Ball.root(Ball(y / x, precision: precision), degree: depth)
      return Ball(8 * (depth - 1) * (5 * depth - 4)) / (3 * root.squared())
    }
  }

  /// At depth 2, the least of the largest Hessian eigenvalues along the balanced path, with the square of the layer value there.
  public var leastSharpness: (sharpness: Rational, square: Rational) {
    precondition(depth == 2, "the least sharpness of depth \(depth)")
    return (y / 2, y / (2 * x))
  }

  /// Products, quotients and roots of positive balls lose a few bits only, so one precision suffices.
  private func positive(digits: Int, _ formula: (Int) -> Ball) -> Interval {
    let value = formula(DecimalPrecision.bits(forDigits: digits) + 64)
    return Interval(value.lowerBound!, value.upperBound!)
  }
}

extension Interval {
  /// `c/t` for the numbers t of a positive interval and `c > 0`.
  fileprivate func dividing(_ numerator: Rational) -> Interval {
    Interval(numerator / upper, numerator / lower)
  }
}
