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
// Method      Bisection of the strictly monotone function of r, of 1/q, or of s: at both ends of the last bracket, which are rational, its sign against h is proved in balls.
// References  Derived; [Ghosh et al. 2025] study these orbits.

import Exact

/// One orbit of period two, enclosed.
public struct PeriodTwoOrbit: Sendable {
  public enum Kind: Sendable, Hashable, CaseIterable { case positive, mirrored, symmetric, mixed }

  public let kind: Kind
  /// The two layer values, the larger in magnitude first.
  public let points: (Interval, Interval)
  /// The derivative of the second iterate.
  public let multiplier: Interval

  /// Whether the orbit attracts: |multiplier| < 1.
  public var isStable: Truth {
    if multiplier.lower > -1 && multiplier.upper < 1 { return .proved }
    return multiplier.lower > 1 || multiplier.upper < -1 ? .refuted : .undecided
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
  /// All orbits of period two at the step size `rate > 0`; at depth 1 none but at `eta x = 2`, where every orbit is one.
  ///
  /// *Guarantee*: complete for `L >= 2`; each point and multiplier lies in its interval. *Throws* `undecided` where the precision limit did not give
  /// `digits` digits of the points.
  public func periodTwoOrbits(rate: Rational, digits: Int) throws(VerificationError) -> [PeriodTwoOrbit] {
    precondition(rate.signum() > 0, "orbits at the step size \(rate)")
    if depth == 1 { return [] }
    var kinds: [PeriodTwoOrbit.Kind] = []
    if stable.comparison(of: rate) > 0 { kinds = depth % 2 == 0 ? [.positive, .mirrored] : [.positive] }
    kinds.append(depth % 2 == 0 ? .symmetric : .mixed)
    var orbits: [PeriodTwoOrbit] = []
    for kind in kinds { orbits.append(try orbit(kind, rate: rate, digits: digits)) }
    return orbits
  }

  private func orbit(
    _ kind: PeriodTwoOrbit.Kind, rate: Rational, digits: Int
  ) throws(VerificationError) -> PeriodTwoOrbit {
    let wanted = DecimalPrecision.bits(forDigits: digits)
    let found = refine(
      from: wanted + 64, upTo: 1 << 16, until: { orbit in orbit.map { $0.isSharp(bits: wanted) } ?? false }
    ) { CycleSearch(thresholds: self, rate: rate, precision: $0).orbit(kind) }
    guard let found = found ?? nil else {
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

/// The search for one orbit at one precision.
private struct CycleSearch {
  let depth: Int
  let precision: Int
  let unit: Ball
  /// h.
  let rate: Ball

  init(thresholds: StepSizeThresholds, rate: Rational, precision: Int) {
    depth = thresholds.depth
    self.precision = precision
    unit = .root(Ball(thresholds.y / thresholds.x, precision: precision), degree: depth)
    self.rate = Ball(rate * thresholds.x, precision: precision) * unit.power(2 * depth - 2)
  }

  private func ball(_ value: Rational) -> Ball { Ball(value, precision: precision) }

  func orbit(_ kind: PeriodTwoOrbit.Kind) -> PeriodTwoOrbit? {
    switch kind {
    case .positive, .mirrored:
      guard let ratio = root({ rateOfPositive($0) }) else { return nil }
      let smaller = Ball.root((ratio.power(depth - 1) + 1) / (ratio.power(2 * depth - 1) + 1), degree: depth)
      return finished(
        kind, kind == .mirrored ? -(ratio * smaller) : ratio * smaller, kind == .mirrored ? -smaller : smaller
      )
    case .symmetric:
      guard let value = root(decreasing: true, { 2 / ($0.power(depth - 2) * ($0.power(depth) - 1)) })
      else { return nil }
      return finished(kind, value, -value)
    case .mixed:
      // q = 1/p with p > 1, on which h increases.
      guard let inverse = root({ rateOfMixed(1 / $0) }) else { return nil }
      let q = 1 / inverse
      let larger = Ball.root((1 + q.power(depth - 1)) / (1 - q.power(2 * depth - 1)), degree: depth)
      return finished(kind, larger, -(q * larger))
    }
  }

  /// h of the positive orbit with ratio r.
  private func rateOfPositive(_ r: Ball) -> Ball {
    let (low, high, outer) = (r.power(depth - 1), r.power(depth), r.power(2 * depth - 1))
    // b^-(2L-2) = (b^-L)^(2-2/L).
    let size = Ball.root((outer + 1) / (low + 1), degree: depth).power(2 * depth - 2)
    return (r - 1) * (low + 1) / (low * (high - 1)) * size
  }

  private func rateOfMixed(_ q: Ball) -> Ball {
    let (low, high, outer) = (q.power(depth - 1), q.power(depth), q.power(2 * depth - 1))
    let size = Ball.root((1 - outer) / (1 + low), degree: depth).power(2 * depth - 2)
    return (1 + q) * (1 + low) / (low * (1 + high)) * size
  }

  /// The argument above 1 at which the monotone `function` equals h, between two rationals at which the sign of the difference is proved.
  private func root(decreasing: Bool = false, _ function: (Ball) -> Ball) -> Ball? {
    /// Whether the root lies above 1 + distance.
    func isBelowRoot(_ distance: Rational) -> Truth {
      let value = function(ball(1 + distance))
      return decreasing ? rate.isLess(than: value) : value.isLess(than: rate)
    }
    guard var (lower, upper) = bracket(isBelowRoot) else { return nil }
    let narrow = Rational(mantissa: 1, exponent: 24 - precision)
    while upper - lower > lower * narrow {
      let middle = (lower + upper) / 2
      switch isBelowRoot(middle) {
      case .proved: lower = middle
      case .refuted: upper = middle
      case .undecided:
        // The root may be the middle itself: the middle quarter, when its ends can be told from it.
        let (left, right) = ((3 * lower + upper) / 4, (lower + 3 * upper) / 4)
        guard isBelowRoot(left) == .proved, isBelowRoot(right) == .refuted else {
          return enclosure(lower, upper)
        }
        (lower, upper) = (left, right)
      }
    }
    return enclosure(lower, upper)
  }

  /// Two distances from 1 with the root between, the one twice the other: doubled or halved from 1 on.
  private func bracket(_ isBelowRoot: (Rational) -> Truth) -> (Rational, Rational)? {
    var distance: Rational = 1
    for _ in 0..<2 * precision {
      switch isBelowRoot(distance) {
      case .proved:
        if isBelowRoot(2 * distance) == .refuted { return (distance, 2 * distance) }
        distance *= 2
      case .refuted:
        if isBelowRoot(distance / 2) == .proved { return (distance / 2, distance) }
        distance = distance / 2
      case .undecided: distance = distance * Rational(9, 8)
      }
    }
    return nil
  }

  private func enclosure(_ lower: Rational, _ upper: Rational) -> Ball {
    Ball(lower: 1 + lower, upper: 1 + upper, precision: precision)
  }

  /// The orbit in layer values, with `f'(a) f'(b)` in units of rho.
  private func finished(_ kind: PeriodTwoOrbit.Kind, _ a: Ball, _ b: Ball) -> PeriodTwoOrbit? {
    let map = ModeRecursion<Ball>(depth: depth, x: 1, y: 1, rate: rate)
    let balls = [unit * a, unit * b, map.slope(at: a) * map.slope(at: b)]
    guard balls.allSatisfy({ !$0.isWholeLine }) else { return nil }
    let intervals = balls.map { Interval($0.lowerBound!, $0.upperBound!) }
    return PeriodTwoOrbit(kind: kind, points: (intervals[0], intervals[1]), multiplier: intervals[2])
  }
}
