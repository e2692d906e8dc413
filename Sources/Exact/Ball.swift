// Ball: real numbers as midpoint ± radius over MPFR.

internal import CMPFR
internal import CShims

/// A real number known to lie in `[midpoint - radius, midpoint + radius]`.
///
/// The contract, in three sentences. The result of an operation contains `f` of every choice of points in the input
/// balls. Soundness never depends on a precision; only tightness does. A ball is neither `Equatable` nor `Comparable`:
/// what can be shown about the numbers inside is told by `Truth`-valued predicates.
///
/// *Precision* is in bits, at least 2, and travels in the value: a result has the larger precision of its operands.
/// A literal (`Ball(3)`, or `3` where a ball is expected) is exact and carries none; when operands are literals only
/// and the result is not a machine word (`1 / 3`, `.sqrt(2)`), and only then, `WorkingPrecision.bits` is read, which
/// `refine` raises. So a constant made of literals inside `refine` shrinks with everything else.
///
/// *No information* is a value too: the whole line. Overflow, NaN, a division by a ball not proved non-zero and a
/// function outside its domain all give it.
///
/// *Cost*: one allocation, `precision/64` limbs plus about 100 bytes; copies share it. Operations do one correctly rounded MPFR
/// operation at the result's precision and a few at 64 bits for the radius, always rounded up.
///
/// `@unchecked Sendable`: storage is written only when uniquely referenced, and C keeps no pointer after a call.
/// MPFR's flags are per thread and are cleared and read within one synchronous call.
public struct Ball: @unchecked Sendable {
  enum Representation {
    /// An exact machine word without a precision of its own.
    case literal(Int)
    /// Midpoint finite and radius finite and at least 0; or midpoint 0 and radius infinite, the whole line.
    case stored(BallStorage)
  }

  var representation: Representation

  init(representation: Representation) { self.representation = representation }

  /// The precisions a ball can have, in bits.
  public static let precisionRange = 2...(1 << 32)

  /// The integer, exact, as a literal.
  public init(_ value: Int) { representation = .literal(value) }
  public init(integerLiteral value: Int) { representation = .literal(value) }

  /// A ball around `rational`; exact when the rational is a dyadic fraction of at most `precision` bits.
  public init(_ rational: Rational, precision: Int) {
    self = .make(precision: precision) { r in
      r.absorb(rational.withFraction { mpfr_set_q(r.midpoint, $0, MPFR_RNDN) })
    }
  }

  /// A ball around `integer`; exact when the integer has at most `precision` significant bits.
  public init(_ integer: Integer, precision: Int) {
    self = .make(precision: precision) { r in
      r.absorb(integer.withPointer { mpfr_set_z(r.midpoint, $0, MPFR_RNDN) })
    }
  }

  /// The integer with a precision to carry; exact when it has at most `precision` significant bits.
  public init(_ value: Int, precision: Int) { self = Ball(value).rounded(toPrecision: precision) }

  /// A ball that contains every number within `radius` of `midpoint`. A negative radius is misuse.
  public init(midpoint: Rational, radius: Rational, precision: Int) {
    precondition(radius.signum() >= 0, "a ball with radius \(radius)")
    self = .make(precision: precision) { r in
      _ = radius.withFraction { mpfr_set_q(r.radius, $0, MPFR_RNDU) }
      r.absorb(midpoint.withFraction { mpfr_set_q(r.midpoint, $0, MPFR_RNDN) })
    }
  }

  /// A ball that contains `[lower, upper]`, without negative numbers when `lower >= 0`. A wrong order is misuse.
  public init(lower: Rational, upper: Rational, precision: Int) {
    precondition(lower <= upper, "a ball with bounds \(lower) > \(upper)")
    self = .make(precision: precision) { r in
      withScratch(precision: precision + radiusPrecision) { low in
        withScratch(precision: precision + radiusPrecision) { high in
          _ = lower.withFraction { mpfr_set_q(low, $0, MPFR_RNDD) }
          _ = upper.withFraction { mpfr_set_q(high, $0, MPFR_RNDU) }
          r.setBounds(low, high)
        }
      }
    }
  }

  /// The ball that says nothing, with the smallest precision, so that it raises no other.
  public static var wholeLine: Ball { wholeLine(precision: precisionRange.lowerBound) }

  static func wholeLine(precision: Int) -> Ball { .make(precision: precision) { $0.setWholeLine() } }
}

extension Ball {
  /// The precision in bits that the value carries; 0 for an exact literal, which carries none.
  public var precision: Int {
    switch representation {
    case .literal: 0
    case .stored(let storage): storage.precision
    }
  }

  var isLiteral: Bool { if case .literal = representation { true } else { false } }

  /// The midpoint, exactly; 0 for the whole line. Cost: as many bits as the exponent is large.
  public var midpoint: Rational { withView { Rational($0.midpoint) } }

  /// The radius, exactly; nil for the whole line.
  public var radius: Rational? { withView { $0.isWholeLine ? nil : Rational($0.radius) } }

  /// The midpoint as a ball of radius 0, with the same precision.
  public var center: Ball {
    if isLiteral { return self }
    return withView { x in
      Ball.make(precision: precision) { r in _ = mpfr_set(r.midpoint, x.midpoint, MPFR_RNDN) }
    }
  }

  /// The radius as a ball of radius 0 and 64 bits; the whole line for the whole line.
  public var spread: Ball {
    withView { x in
      Ball.make(precision: radiusPrecision) { r in _ = mpfr_set(r.midpoint, x.radius, MPFR_RNDN) }
    }
  }

  /// A number of 64 bits that is at least every number of the ball; the whole line for the whole line.
  public var ceiling: Ball {
    withView { x in
      Ball.make(precision: radiusPrecision) { r in
        _ = mpfr_add(r.midpoint, x.midpoint, x.radius, MPFR_RNDU)
      }
    }
  }

  /// The least number in the ball, exactly; nil for the whole line.
  public var lowerBound: Rational? { radius.map { midpoint - $0 } }

  /// The largest number in the ball, exactly; nil for the whole line.
  public var upperBound: Rational? { radius.map { midpoint + $0 } }

  /// Whether the ball is a single known number.
  public var isExact: Bool { withView { $0.isExact } }

  /// Whether the ball says nothing.
  public var isWholeLine: Bool { withView { $0.isWholeLine } }

  /// A number of bits b >= 0 with radius <= 2^-b |midpoint|, at most one below the best; `Int.max` when exact.
  public var accuracyBits: Int {
    withView { x in
      if x.isExact { return .max }
      if x.isWholeLine || real_is_zero(x.midpoint) != 0 { return 0 }
      // |m| >= 2^(e(m)-1) and r < 2^e(r).
      return max(0, real_exponent(x.midpoint) - 1 - real_exponent(x.radius))
    }
  }

  /// A double near the midpoint. Loses the guarantee: a guess, for display and starting values only.
  public var approximateDouble: Double { withView { mpfr_get_d($0.midpoint, MPFR_RNDN) } }

  /// The same numbers with another precision; lowering it adds the rounding error to the radius.
  public func rounded(toPrecision precision: Int) -> Ball {
    withView { x in
      Ball.make(precision: precision) { r in
        _ = mpfr_set(r.radius, x.radius, MPFR_RNDU)
        r.absorb(mpfr_set(r.midpoint, x.midpoint, MPFR_RNDN))
      }
    }
  }

  /// The ball that contains every number within `error` of this ball. A negative error is misuse.
  public func widened(by error: Rational) -> Ball {
    precondition(error.signum() >= 0, "a ball widened by \(error)")
    return widened { bound in _ = error.withFraction { mpfr_set_q(bound, $0, MPFR_RNDU) } }
  }

  /// The ball that contains `x + e` for every `x` here and every `|e| <= |t|` with `t` in `error`.
  public func widened(byMagnitudeOf error: Ball) -> Ball {
    error.withView { e in widened { bound in e.magnitude(into: bound) } }
  }

  private func widened(_ setBound: (RealPointer) -> Void) -> Ball {
    var result = self
    result.update(toPrecision: isLiteral ? WorkingPrecision.bits : precision) { r, x in
      withScratch(precision: radiusPrecision) { bound in
        setBound(bound)
        _ = mpfr_add(r.radius, x.radius, bound, MPFR_RNDU)
        r.absorb(mpfr_set(r.midpoint, x.midpoint, MPFR_RNDN))
      }
    }
    return result
  }
}

extension Ball {
  /// A k with every number of the ball below 2^k in magnitude, when the larger exponent of midpoint and radius exceeds
  /// `limit` in magnitude; nil otherwise.
  func exponentBeyond(_ limit: Int) -> Int? {
    withView { x in
      let exponents = [x.midpoint, x.radius].filter { real_is_zero($0) == 0 }.map { real_exponent($0) }
      guard let largest = exponents.max(), abs(largest) > limit else { return nil }
      return largest + 1
    }
  }
}
