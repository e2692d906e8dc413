// Ball+Predicates: what can be shown about the numbers in balls, and balls as sets.
//
// Pointwise predicates speak of the numbers inside and answer with a `Truth`. Set predicates speak of the balls
// themselves, are decided exactly and answer with a `Bool`. All compare exactly: sums of midpoints and radii are taken by
// MPFR's correctly rounded sum, whose sign is right whatever the exponents.

internal import CGMP
internal import CMPFR
internal import CShims

extension Ball {
  /// Whether the number is zero: proved for the exact zero only, refuted when zero lies outside.
  public var vanishes: Truth {
    withView { x in
      if x.excludesZero { return .refuted }
      return x.isExact && real_is_zero(x.midpoint) != 0 ? .proved : .undecided
    }
  }

  /// Whether the number is above 0.
  public var isPositive: Truth { isLess(than: 0, reversed: true) }

  /// Whether the number is below 0.
  public var isNegative: Truth { isLess(than: 0) }

  /// Whether `self < other`, for the two numbers enclosed.
  public func isLess(than other: Ball) -> Truth { isLess(than: other, reversed: false) }

  /// Whether `self <= other`, for the two numbers enclosed.
  public func isAtMost(_ other: Ball) -> Truth { !other.isLess(than: self) }

  private func isLess(than other: Ball, reversed: Bool) -> Truth {
    let (low, high) = reversed ? (other, self) : (self, other)
    return low.withViews(high) { a, b in
      if a.isWholeLine || b.isWholeLine { return .undecided }
      if Self.compare(a, .upper, b, .lower) < 0 { return .proved }
      if Self.compare(a, .lower, b, .upper) >= 0 { return .refuted }
      return .undecided
    }
  }

  private enum End: Int32 { case lower = -1, upper = 1 }

  /// The sign of (an end of a) - (an end of b), exactly. Neither is the whole line.
  private static func compare(_ a: BallView, _ aEnd: End, _ b: BallView, _ bEnd: End) -> Int {
    withScratch(precision: radiusPrecision) { sum in
      // Rounding away from zero keeps the sign, even of a sum below the exponent range.
      _ = real_signed_sum(
        sum, a.midpoint, 1, a.radius, aEnd.rawValue, b.midpoint, -1, b.radius, -bEnd.rawValue, MPFR_RNDA)
      return Int(real_sign(sum))
    }
  }
}

extension Ball {
  /// Whether `value` is one of the numbers in the ball.
  public func contains(_ value: Rational) -> Bool {
    if isWholeLine { return true }
    return containsByMPFR(value) ?? (lowerBound! <= value && value <= upperBound!)
  }

  /// Whether the integer is one of the numbers in the ball.
  public func contains(_ value: Int) -> Bool { contains(Rational(value)) }

  /// Whether every number of `other` is in this ball.
  public func contains(_ other: Ball) -> Bool {
    withViews(other) { a, b in
      if a.isWholeLine { return true }
      if b.isWholeLine { return false }
      return Self.compare(a, .lower, b, .lower) <= 0 && Self.compare(b, .upper, a, .upper) <= 0
    }
  }

  /// Whether every number of `other` is in this ball and is none of its two ends: what fixed-point theorems ask for.
  public func containsInInterior(_ other: Ball) -> Bool {
    withViews(other) { a, b in
      if a.isWholeLine { return true }
      if b.isWholeLine { return false }
      return Self.compare(a, .lower, b, .lower) < 0 && Self.compare(b, .upper, a, .upper) < 0
    }
  }

  /// Whether the two balls have a number in common. Overlapping shows nothing about the numbers enclosed.
  public func overlaps(_ other: Ball) -> Bool {
    withViews(other) { a, b in
      if a.isWholeLine || b.isWholeLine { return true }
      return Self.compare(a, .lower, b, .upper) <= 0 && Self.compare(b, .lower, a, .upper) <= 0
    }
  }

  /// A ball that contains both.
  public func hull(with other: Ball) -> Ball {
    combine(other) { lower, upper, low, high in
      if mpfr_less_p(low, lower) != 0 { _ = mpfr_set(lower, low, MPFR_RNDD) }
      if mpfr_greater_p(high, upper) != 0 { _ = mpfr_set(upper, high, MPFR_RNDU) }
    }
  }

  /// A ball that contains what the two have in common; nil exactly when that is nothing.
  public func intersection(with other: Ball) -> Ball? {
    if isWholeLine { return other }
    if other.isWholeLine { return self }
    if !overlaps(other) { return nil }
    return combine(other) { lower, upper, low, high in
      if mpfr_greater_p(low, lower) != 0 { _ = mpfr_set(lower, low, MPFR_RNDD) }
      if mpfr_less_p(high, upper) != 0 { _ = mpfr_set(upper, high, MPFR_RNDU) }
    }
  }

  /// The ball over the ends that `choose(lower, upper, otherLower, otherUpper)` leaves in its first two arguments.
  private func combine(
    _ other: Ball, _ choose: (RealPointer, RealPointer, RealPointer, RealPointer) -> Void
  ) -> Ball {
    Ball.binary(self, other) { r, a, b in
      let precision = Int(r.midpoint.pointee._mpfr_prec) + radiusPrecision
      withScratch(precision: precision) { lower in
        withScratch(precision: precision) { upper in
          withScratch(precision: precision) { low in
            withScratch(precision: precision) { high in
              _ = mpfr_sub(lower, a.midpoint, a.radius, MPFR_RNDD)
              _ = mpfr_add(upper, a.midpoint, a.radius, MPFR_RNDU)
              _ = mpfr_sub(low, b.midpoint, b.radius, MPFR_RNDD)
              _ = mpfr_add(high, b.midpoint, b.radius, MPFR_RNDU)
              choose(lower, upper, low, high)
              r.setBounds(lower, upper)
            }
          }
        }
      }
    }
  }

  /// d m - d r <= n <= d m + d r for the value n/d, every product exact, so that far exponents cost nothing; nil when a
  /// product leaves MPFR's exponent range. The ball is not the whole line.
  private func containsByMPFR(_ value: Rational) -> Bool? {
    let denominatorBits = value.denominator.bitWidth
    return withView { x in
      let productBits = Int(x.midpoint.pointee._mpfr_prec) + denominatorBits
      return withScratch(precision: productBits) { dm in
        withScratch(precision: radiusPrecision + denominatorBits) { dr in
          withScratch(precision: max(2, value.numerator.bitWidth)) { n in
            mpfr_clear_flags()
            _ = value.numerator.withPointer { mpfr_set_z(n, $0, MPFR_RNDN) }
            value.denominator.withPointer { d in
              _ = mpfr_mul_z(dm, x.midpoint, d, MPFR_RNDN)
              _ = mpfr_mul_z(dr, x.radius, d, MPFR_RNDN)
            }
            // Inexact is raised by any of the other troubles too.
            if mpfr_flags_test(mpfr_flags_t(MPFR_FLAGS_INEXACT | MPFR_FLAGS_NAN)) != 0 { return nil }
            return withScratch(precision: radiusPrecision) { zero in
              let product = BallView(midpoint: dm, radius: dr)
              let number = BallView(midpoint: n, radius: zero)
              return Self.compare(product, .lower, number, .lower) <= 0
                && Self.compare(product, .upper, number, .upper) >= 0
            }
          }
        }
      }
    }
  }
}
