// PeriodTwoOrbit: the orbits of period two of gradient descent on a balanced mode, all of them, enclosed, with their multipliers.
//
// Statement   In units of rho the map is f(z) = z - h z^(L-1)(z^L - 1), h = eta x rho^(2L-2) > 0, L >= 2. Points a = r b != b form an orbit of period two with a + b != 0
//             if and only if (add and subtract the two equations)
//               b^L = (r^(L-1) + 1)/(r^(2L-1) + 1),      h = (r - 1)(r^(L-1) + 1) / (r^(L-1) (r^L - 1) b^(2L-2)) .
//             positive   r > 1: with r = e^(2u), h = (1 - sinh((L-2)u)/sinh(Lu)) (cosh((2L-1)u)/cosh((L-1)u))^(2-2/L) increases strictly from 2/L to infinity.
//                        So there is one such orbit for h > 2/L, that is beyond eta = 2/lambda, and none for h <= 2/L.
//             mirrored   L even: f is odd, so minus the positive one is another.
//             symmetric  L even: {s, -s} with h s^(L-2)(s^L - 1) = 2, one s > 1 for every h; f'(s) < -4L + 3, so it repels.
//             mixed      L odd: r = -q with 0 < q < 1 gives b > 0 > a, and h = (1+q)(1+q^(L-1))/(q^(L-1)(1+q^L)) ((1-q^(2L-1))/(1+q^(L-1)))^(2-2/L) decreases
//                        strictly from infinity to 0: one for every h.
//             These are all: for L even, r < 0 other than -1 gives h < 0, and for L odd a + b = 0 gives s = 0. The multiplier of an orbit is f'(a) f'(b).
//             At L = 2 the positive orbit is explicit: ab = 1/h, a^2 + b^2 = (1+h)/h, multiplier 9 - 2(1+h)^2, stable if and only if 1 < h < sqrt 5 - 1.
//             For rationals a != b > 0, x = 1, y = (a^(2L-1)+b^(2L-1))/(a^(L-1)+b^(L-1)) and eta = (a-b)(a^(L-1)+b^(L-1))/(a^(L-1)b^(L-1)(a^L-b^L)) the orbit {a, b} is rational.
//             Momentum b: v_1 = b v_0 + g(a) and back at a with v_0 = -v_1 give (1+b) v_1 = g(a), so the orbits are those without momentum at eta/(1+b). The derivative of
//             two steps there has determinant b^2 and, with the multiplier m without momentum, trace (1+b)^2 m - 2b. So the orbit attracts where
//             -((1-b)/(1+b))^2 < m < 1 and repels outside the closed interval.
// Method      `CycleSearch`: the strictly monotone function of r, of 1/q, or of s between two rationals at which its sign against h is proved.
// References  Derived; [Ghosh et al. 2025] study these orbits.

import Exact

/// One orbit of period two, enclosed.
public struct PeriodTwoOrbit: Sendable {
  public enum Kind: Sendable, Hashable, CaseIterable { case positive, mirrored, symmetric, mixed }

  public let kind: Kind
  /// The two layer values, the larger in magnitude first.
  public let points: (Interval, Interval)
  /// The derivative of the second iterate of gradient descent without momentum, whose orbit at the step size `eta/(1+b)` this is.
  public let multiplier: Interval
  public internal(set) var momentum: Rational = 0

  /// The trace of the derivative of two steps with momentum b, on value and velocity; its determinant is `b^2`.
  public var trace: Interval {
    let square = (1 + momentum) * (1 + momentum)
    return Interval(square * multiplier.lower - 2 * momentum, square * multiplier.upper - 2 * momentum)
  }

  /// Whether the orbit attracts: |trace| < 1 + b^2, without momentum |multiplier| < 1.
  public var isStable: Truth {
    let limit = 1 + momentum * momentum
    if trace.lower > -limit && trace.upper < limit { return .proved }
    return trace.lower > limit || trace.upper < -limit ? .refuted : .undecided
  }

  /// The data `x = 1`, `y`, `eta` for which two rationals `a != b > 0` form an orbit of period two at depth `L >= 2`.
  public static func rational(depth: Int, _ a: Rational, _ b: Rational) -> (y: Rational, rate: Rational) {
    precondition(depth >= 2 && a.signum() > 0 && b.signum() > 0 && a != b, "no orbit {\(a), \(b)}")
    let (lowA, lowB) = (a.power(depth - 1), b.power(depth - 1))
    let sum = lowA + lowB
    return (
      (a * lowA * lowA + b * lowB * lowB) / sum, (a - b) * sum / (lowA * lowB * (a * lowA - b * lowB))
    )
  }
}

extension StepSizeThresholds {
  /// All orbits of period two at the step size `rate > 0` with momentum `0 <= b < 1`; at depth 1 none but at `eta x = 2(1+b)`, where every orbit is one.
  ///
  /// *Guarantee*: complete for `L >= 2`; each point and multiplier lies in its interval. The multiplier is refined until stability is decided, where the precision
  /// limit suffices for that. *Throws* `undecided` where it did not give `digits` digits of the points.
  public func periodTwoOrbits(
    rate: Rational, momentum: Rational = 0, digits: Int
  ) throws(VerificationError) -> [PeriodTwoOrbit] {
    precondition(
      rate.signum() > 0 && momentum.signum() >= 0 && momentum < 1,
      "orbits at the step size \(rate) with momentum \(momentum)")
    if depth == 1 { return [] }
    let rate = rate / (1 + momentum)
    var kinds: [PeriodTwoOrbit.Kind] = []
    if stable.comparison(of: rate) > 0 { kinds = depth % 2 == 0 ? [.positive, .mirrored] : [.positive] }
    kinds.append(depth % 2 == 0 ? .symmetric : .mixed)
    var orbits: [PeriodTwoOrbit] = []
    for kind in kinds { orbits.append(try orbit(kind, rate: rate, momentum: momentum, digits: digits)) }
    return orbits
  }

  private func orbit(
    _ kind: PeriodTwoOrbit.Kind, rate: Rational, momentum: Rational, digits: Int
  ) throws(VerificationError) -> PeriodTwoOrbit {
    let wanted = DecimalPrecision.bits(forDigits: digits)
    var found: PeriodTwoOrbit?
    _ = refine(from: wanted + 64, upTo: 1 << 16, until: { $0 }) { precision in
      let orbit = CycleSearch(thresholds: self, rate: rate, precision: precision).orbit(kind)
      guard var orbit, orbit.isSharp(bits: wanted) else { return false }
      orbit.momentum = momentum
      found = orbit
      return orbit.isStable != .undecided
    }
    guard let found else {
      throw .undecided("the orbit of period two at the step size \(rate)", remedy: "ask for fewer digits")
    }
    return found
  }
}

extension PeriodTwoOrbit {
  fileprivate func isSharp(bits: Int) -> Bool {
    [points.0, points.1].allSatisfy {
      $0.sign != .undecided
        && ($0.upper - $0.lower) * Rational(mantissa: 1, exponent: bits)
          <= min($0.lower.magnitude, $0.upper.magnitude)
    }
  }
}
