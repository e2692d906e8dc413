// Ball+Powers: squares, powers, roots and the absolute value.
//
// A thin ball takes one evaluation at the midpoint and a first-order bound of the error at 64 bits; a wide one takes
// the exact image of its two ends, so that squares are never negative and nothing is lost to linearisation.

internal import CMPFR
internal import CShims

extension BallTarget {
  /// a^n for n >= 2. With a thin ball |(a+δ)^n - a^n| <= n r (|a| + r)^(n-1), by the mean value theorem.
  func power(_ a: BallView, _ n: UInt) {
    if a.isWholeLine { return setWholeLine() }
    if !a.isWide(bits: 16 + UInt.bitWidth - n.leadingZeroBitCount) {
      withScratchRadii { error, scratch in
        if a.isExact {
          mpfr_set_zero(error, 1)
        } else {
          a.magnitude(into: scratch)
          _ = n == 2 ? 0 : mpfr_pow_ui(scratch, scratch, n - 1, MPFR_RNDU)
          _ = mpfr_mul_ui(error, a.radius, n, MPFR_RNDU)
          _ = mpfr_mul(error, error, scratch, MPFR_RNDU)
        }
        let ternary =
          n == 2
          ? mpfr_sqr(midpoint, a.midpoint, MPFR_RNDN) : mpfr_pow_ui(midpoint, a.midpoint, n, MPFR_RNDN)
        _ = mpfr_set(radius, error, MPFR_RNDU)
        absorb(ternary)
      }
    } else if n & 1 == 1 {
      setImage(of: a) { _ = mpfr_pow_ui($0, $1, n, $2) }
    } else {
      // An even power depends on |a| only, and t^n is increasing for t >= 0.
      setAbsoluteValue(a)
      settle()
      setImage(of: view, restrictedToNonNegative: true) { _ = mpfr_pow_ui($0, $1, n, $2) }
    }
  }

  /// |a|: the ball itself when its sign is known; otherwise the numbers from 0 to |a| + r.
  func setAbsoluteValue(_ a: BallView) {
    if mpfr_cmpabs(a.midpoint, a.radius) >= 0 {
      let ternary = mpfr_abs(midpoint, a.midpoint, MPFR_RNDN)
      _ = mpfr_set(radius, a.radius, MPFR_RNDU)
      absorb(ternary)
    } else {
      withScratchRadii { zero, magnitude in
        a.magnitude(into: magnitude)
        setBounds(zero, magnitude)
      }
    }
  }

  /// The root of order n >= 2 of a ball with points of one sign, or of any ball when n is odd.
  ///
  /// Thin, with d = |a| - r > 0: |root(a+δ) - root(a)| <= r root(d) / (n d), as the derivative root(t)/(n t) falls.
  func root(_ a: BallView, _ n: UInt) {
    if a.isWholeLine { return setWholeLine() }
    if a.isWide(bits: 16) {
      setImage(of: a) { _ = n == 2 ? mpfr_sqrt($0, $1, $2) : mpfr_rootn_ui($0, $1, n, $2) }
      return
    }
    withScratchRadii { error, distance in
      if a.isExact {
        mpfr_set_zero(error, 1)
      } else {
        a.distanceFromZero(into: distance)
        _ =
          n == 2
          ? mpfr_sqrt(error, distance, MPFR_RNDU) : mpfr_rootn_ui(error, distance, n, MPFR_RNDU)
        _ = mpfr_mul(error, error, a.radius, MPFR_RNDU)
        _ = mpfr_div(error, error, distance, MPFR_RNDU)
        _ = mpfr_div_ui(error, error, n, MPFR_RNDU)
      }
      let ternary =
        n == 2
        ? mpfr_sqrt(midpoint, a.midpoint, MPFR_RNDN) : mpfr_rootn_ui(midpoint, a.midpoint, n, MPFR_RNDN)
      _ = mpfr_set(radius, error, MPFR_RNDU)
      absorb(ternary)
    }
  }
}

extension Ball {
  /// The square x² of one and the same x, so no negative number is in it unless by the rounding of a thin ball near 0.
  public func squared() -> Ball { power(2) }

  /// The power x^n. For n < 0 the whole line unless the ball is proved non-zero; x^0 = 1.
  ///
  /// Cost: one MPFR power at the result's precision for a thin ball, two for a wide one.
  public func power(_ exponent: Int) -> Ball {
    if exponent < 0 {
      precondition(exponent != .min, "power: the exponent \(exponent) is out of range")
      guard let reciprocal else { return Ball.wholeLine(precision: resultPrecision) }
      return withView { $0.isWide(bits: 16) } ? reciprocal.power(-exponent) : 1 / power(-exponent)
    }
    if exponent == 0 { return 1 }
    if exponent == 1 { return self }
    return Ball.unary(self) { $0.power($1, UInt(exponent)) }
  }

  /// The absolute value.
  public var magnitude: Ball { Ball.unary(self) { $0.setAbsoluteValue($1) } }

  /// The non-negative square root; the whole line unless every point of the ball is at least 0.
  ///
  /// A ball that reaches below 0 by rounding only gives the whole line here. When the number is known to be
  /// non-negative for another reason, say so with `sqrt(knownNonNegative:)`.
  public static func sqrt(_ x: Ball) -> Ball { root(x, degree: 2) }

  /// The square root of a number that lies in `x` and that the caller knows to be at least 0.
  ///
  /// *Guarantee*: contains √t for every t >= 0 in `x`. Says nothing about the other points: the hypothesis `t >= 0`
  /// belongs to the caller's theorem. The whole line when `x` has no such point.
  public static func sqrt(knownNonNegative x: Ball) -> Ball {
    if x.withView({ $0.isNonNegative || $0.isWholeLine }) || x.isNegative == .proved { return sqrt(x) }
    return unary(x) { r, a in
      r.setImage(of: a, restrictedToNonNegative: true) { _ = mpfr_sqrt($0, $1, $2) }
    }
  }

  /// The real root of order `degree >= 1`, negative for a negative number of odd degree.
  ///
  /// The whole line for an even degree unless every point of the ball is at least 0.
  public static func root(_ x: Ball, degree: Int) -> Ball {
    precondition(degree >= 1, "root: the degree \(degree) is not positive")
    if degree == 1 { return x }
    if degree % 2 == 0 && !x.withView({ $0.isNonNegative }) {
      return wholeLine(precision: x.resultPrecision)
    }
    return unary(x) { $0.root($1, UInt(degree)) }
  }
}
