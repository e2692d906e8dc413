// Ball+Rounding: the error accounting that every kernel shares.
//
// Rules. A midpoint is rounded to nearest and its error goes into the radius; a radius is rounded up at every step; a
// bound used as a divisor is rounded the other way. Nothing is ever rounded to nearest and then trusted.

internal import CMPFR
internal import CShims

extension BallTarget {
  /// Adds to the radius a bound of the error of a midpoint just rounded to nearest with this ternary value.
  ///
  ///     |exact - m| <= ulp(m)/2 = 2^(e-p-1)      for m ≠ 0 with exponent e and precision p
  ///     |exact - m| <= 2^(emin-1)                when the result underflowed to m = 0
  ///
  /// Ternary value 0 means that the midpoint is exact. A power of two below the exponent range is rounded up to the
  /// smallest positive number, which also covers a result that underflowed to that number.
  func absorb(_ ternary: Int32) {
    if ternary == 0 || real_is_finite(midpoint) == 0 { return }
    withScratch(precision: radiusPrecision) { error in
      roundingError(into: error)
      _ = mpfr_add(radius, radius, error, MPFR_RNDU)
    }
  }

  /// Sets `error` to the bound described at `absorb` for the present midpoint, whether exact or not; infinity when the
  /// midpoint overflowed.
  func roundingError(into error: RealPointer) {
    if real_is_finite(midpoint) == 0 { return mpfr_set_inf(error, 1) }
    let exponent =
      real_is_zero(midpoint) != 0
      ? mpfr_get_emin() - 1 : real_exponent(midpoint) - midpoint.pointee._mpfr_prec - 1
    _ = mpfr_set_ui_2exp(error, 1, exponent, MPFR_RNDU)
  }

  /// Canonical form: anything that is not a finite midpoint with a finite radius, or that raised a flag of lost
  /// information on the way, becomes the whole line. Underflow is not lost information: see `absorb`.
  func settle() {
    let lost = mpfr_flags_t(MPFR_FLAGS_NAN | MPFR_FLAGS_OVERFLOW | MPFR_FLAGS_ERANGE | MPFR_FLAGS_DIVBY0)
    if real_is_finite(midpoint) == 0 || real_is_finite(radius) == 0 || mpfr_flags_test(lost) != 0 {
      setWholeLine()
    }
  }

  func setWholeLine() {
    mpfr_set_zero(midpoint, 1)
    mpfr_set_inf(radius, 1)
  }

  /// The ball over `[lower, upper]`. Neither may be the midpoint or radius of the target.
  ///
  /// With c = (lower + upper)/2 exactly and m the rounded midpoint, |x - m| <= (upper - lower)/2 + |c - m|.
  /// When that reaches below zero although `lower >= 0`, the ball over `[0, upper]` is taken instead, so that a
  /// number enclosed by non-negative bounds stays in the domain of a square root.
  func setBounds(_ lower: RealPointer, _ upper: RealPointer) {
    let sum = mpfr_add(midpoint, lower, upper, MPFR_RNDN)
    let half = mpfr_div_2ui(midpoint, midpoint, 1, MPFR_RNDN)
    _ = mpfr_sub(radius, upper, lower, MPFR_RNDU)
    _ = mpfr_div_2ui(radius, radius, 1, MPFR_RNDU)
    absorb(sum | half)
    if real_sign(lower) >= 0 && mpfr_cmp3(midpoint, radius, 1) < 0 {
      // One number h >= upper/2 that fits both fields: [h - h, h + h] contains [0, upper].
      let narrow = midpoint.pointee._mpfr_prec < radiusPrecision ? midpoint : radius
      _ = mpfr_div_2ui(narrow, upper, 1, MPFR_RNDU)
      _ = narrow == midpoint ? mpfr_set(radius, midpoint, MPFR_RNDU) : mpfr_set(midpoint, radius, MPFR_RNDU)
    }
  }

  /// The ball over the image of `a` under a non-decreasing function, from its two ends.
  ///
  /// `function(result, argument, rounding)` must round its value as told; it may work in place. Restricting the
  /// argument to `x >= 0` is done before the function is applied.
  func setImage(
    of a: BallView, restrictedToNonNegative: Bool = false,
    _ function: (RealPointer, RealPointer, mpfr_rnd_t) -> Void
  ) {
    let precision = max(Int(midpoint.pointee._mpfr_prec), radiusPrecision) + 32
    withScratch(precision: precision) { lower in
      withScratch(precision: precision) { upper in
        _ = mpfr_sub(lower, a.midpoint, a.radius, MPFR_RNDD)
        _ = mpfr_add(upper, a.midpoint, a.radius, MPFR_RNDU)
        if restrictedToNonNegative && real_sign(lower) < 0 { mpfr_set_zero(lower, 1) }
        function(lower, lower, MPFR_RNDD)
        function(upper, upper, MPFR_RNDU)
        setBounds(lower, upper)
      }
    }
  }
}

extension BallView {
  var isWholeLine: Bool { real_is_finite(radius) == 0 }
  var isExact: Bool { real_is_zero(radius) != 0 }

  /// Whether zero lies outside the ball: |m| > r, decided exactly.
  var excludesZero: Bool { !isWholeLine && mpfr_cmpabs(midpoint, radius) > 0 }

  /// Whether every point is at least 0: m >= r, decided exactly.
  var isNonNegative: Bool {
    !isWholeLine && real_sign(midpoint) >= 0 && mpfr_cmpabs(midpoint, radius) >= 0
  }

  /// Whether the radius is above about 2^-bits of the magnitude, so that first-order error bounds are loose.
  func isWide(bits: Int) -> Bool {
    if real_is_zero(radius) != 0 { return false }
    if real_is_zero(midpoint) != 0 || isWholeLine { return true }
    return real_exponent(radius) + bits > real_exponent(midpoint)
  }

  /// Sets `distance` to a lower bound of |m| - r, the distance of a ball that excludes zero from zero.
  func distanceFromZero(into distance: RealPointer) {
    if real_sign(midpoint) > 0 {
      _ = mpfr_sub(distance, midpoint, radius, MPFR_RNDD)
    } else {
      _ = mpfr_add(distance, midpoint, radius, MPFR_RNDU)
      _ = mpfr_neg(distance, distance, MPFR_RNDD)
    }
  }

  /// Sets `magnitude` to an upper bound of |m| + r, the largest magnitude in the ball.
  func magnitude(into magnitude: RealPointer) {
    _ = mpfr_abs(magnitude, midpoint, MPFR_RNDU)
    _ = mpfr_add(magnitude, magnitude, radius, MPFR_RNDU)
  }
}
