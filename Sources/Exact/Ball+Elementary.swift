// Ball+Elementary: exponential, logarithm, sine, cosine, arc tangent and pi.
//
// MPFR rounds each of these correctly, so a midpoint has an error of half an ulp, absorbed like any other. The radius
// comes from the mean value theorem or monotonicity, stated at each kernel; wide balls use the images of their ends.

internal import CMPFR
internal import CShims

extension BallTarget {
  /// |e^(a+δ) - e^a| <= e^a (e^r - 1).
  func exponential(_ a: BallView) {
    if a.isExact {
      mpfr_set_zero(radius, 1)
      return absorb(mpfr_exp(midpoint, a.midpoint, MPFR_RNDN))
    }
    if a.isWholeLine || real_exponent(a.radius) > -16 {
      return setImage(of: a) { _ = mpfr_exp($0, $1, $2) }
    }
    withScratchRadii { error, growth in
      _ = mpfr_expm1(growth, a.radius, MPFR_RNDU)
      let ternary = mpfr_exp(midpoint, a.midpoint, MPFR_RNDN)
      // e^a <= m + error of m, which also holds when m underflowed.
      roundingError(into: error)
      _ = mpfr_add(error, midpoint, error, MPFR_RNDU)
      _ = mpfr_mul(radius, error, growth, MPFR_RNDU)
      absorb(ternary)
    }
  }

  /// |log(a+δ) - log a| <= -log(1 - r/a) = log(1 + r/(a - r)) for a > r.
  func logarithm(_ a: BallView) {
    if a.isWide(bits: 16) { return setImage(of: a) { _ = mpfr_log($0, $1, $2) } }
    withScratchRadii { error, distance in
      if a.isExact {
        mpfr_set_zero(error, 1)
      } else {
        a.distanceFromZero(into: distance)
        _ = mpfr_div(error, a.radius, distance, MPFR_RNDU)
        _ = mpfr_log1p(error, error, MPFR_RNDU)
      }
      let ternary = mpfr_log(midpoint, a.midpoint, MPFR_RNDN)
      _ = mpfr_set(radius, error, MPFR_RNDU)
      absorb(ternary)
    }
  }

  /// |atan(a+δ) - atan a| <= r/(1 + d²) with d = |a| - r > 0 the least magnitude in the ball.
  func arcTangent(_ a: BallView) {
    if a.isWide(bits: 16) { return setImage(of: a) { _ = mpfr_atan($0, $1, $2) } }
    withScratchRadii { error, slope in
      if a.isExact {
        mpfr_set_zero(error, 1)
      } else {
        a.distanceFromZero(into: slope)
        _ = mpfr_sqr(slope, slope, MPFR_RNDD)
        _ = mpfr_add_ui(slope, slope, 1, MPFR_RNDD)
        _ = mpfr_div(error, a.radius, slope, MPFR_RNDU)
      }
      let ternary = mpfr_atan(midpoint, a.midpoint, MPFR_RNDN)
      _ = mpfr_set(radius, error, MPFR_RNDU)
      absorb(ternary)
    }
  }

  /// |f(a+δ) - f(a)| <= r for the sine and the cosine, whose slopes are at most 1 in magnitude.
  func lipschitz(_ a: BallView, _ function: (RealPointer, RealView) -> Int32) {
    _ = mpfr_set(radius, a.radius, MPFR_RNDU)
    absorb(function(midpoint, a.midpoint))
  }
}

extension Ball {
  /// e^x. The whole line when the result overflows.
  public static func exp(_ x: Ball) -> Ball { unary(x) { $0.exponential($1) } }

  /// The natural logarithm; the whole line unless every point of the ball is above 0.
  public static func log(_ x: Ball) -> Ball {
    x.isPositive == .proved ? unary(x) { $0.logarithm($1) } : wholeLine(precision: x.resultPrecision)
  }

  /// The arc tangent, in (-pi/2, pi/2).
  public static func atan(_ x: Ball) -> Ball { unary(x) { $0.arcTangent($1) } }

  /// The sine. `[-1, 1]` when the radius is 2 or more or the argument exceeds 2^65536, and never outside it.
  ///
  /// Cost: that of MPFR at the result's precision plus the exponent of the argument.
  public static func sin(_ x: Ball) -> Ball {
    circular(x) { $0.lipschitz($1) { mpfr_sin($0, $1, MPFR_RNDN) } }
  }

  /// The cosine. `[-1, 1]` when the radius is 2 or more or the argument exceeds 2^65536, and never outside it.
  public static func cos(_ x: Ball) -> Ball {
    circular(x) { $0.lipschitz($1) { mpfr_cos($0, $1, MPFR_RNDN) } }
  }

  private static func circular(_ x: Ball, _ kernel: (BallTarget, BallView) -> Void) -> Ball {
    let range = Ball(midpoint: 0, radius: 1, precision: x.resultPrecision)
    let hopeless = x.withView { a in
      mpfr_cmp_ui_2exp(a.radius, 1, 1) >= 0
        || (real_is_zero(a.midpoint) == 0 && real_exponent(a.midpoint) > 1 << 16)
    }
    if hopeless { return range }
    let value = unary(x, kernel)
    return range.contains(value) ? value : value.intersection(with: range)!
  }

  /// The circle number, at the given precision.
  public static func pi(precision: Int) -> Ball {
    make(precision: precision) { $0.absorb(mpfr_const_pi($0.midpoint, MPFR_RNDN)) }
  }
}
