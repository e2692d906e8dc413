// Ball+Arithmetic: the field operations, their in-place forms and the fused product.
//
// Notation: operands a ± ra and b ± rb with |δ| <= ra, |ε| <= rb; ulp stands for the error of the rounded midpoint.

internal import CMPFR
internal import CShims

extension BallTarget {
  /// |(a+δ) + (b+ε) - (a+b)| <= ra + rb.
  func add(_ a: BallView, _ b: BallView) {
    let ternary = mpfr_add(midpoint, a.midpoint, b.midpoint, MPFR_RNDN)
    _ = mpfr_add(radius, a.radius, b.radius, MPFR_RNDU)
    absorb(ternary)
  }

  func subtract(_ a: BallView, _ b: BallView) {
    let ternary = mpfr_sub(midpoint, a.midpoint, b.midpoint, MPFR_RNDN)
    _ = mpfr_add(radius, a.radius, b.radius, MPFR_RNDU)
    absorb(ternary)
  }

  func negate(_ a: BallView) {
    let ternary = mpfr_neg(midpoint, a.midpoint, MPFR_RNDN)
    _ = mpfr_set(radius, a.radius, MPFR_RNDU)
    absorb(ternary)
  }

  /// |(a+δ)(b+ε) - ab| <= |a| rb + ra (|b| + rb). Taken before the midpoint, which may share memory with `a`.
  private func productError(into error: RealPointer, scratch: RealPointer, _ a: BallView, _ b: BallView) {
    if b.isExact {
      mpfr_set_zero(error, 1)
    } else {
      _ = mpfr_abs(error, a.midpoint, MPFR_RNDU)
      _ = mpfr_mul(error, error, b.radius, MPFR_RNDU)
    }
    if !a.isExact {
      b.magnitude(into: scratch)
      _ = mpfr_mul(scratch, scratch, a.radius, MPFR_RNDU)
      _ = mpfr_add(error, error, scratch, MPFR_RNDU)
    }
  }

  func multiply(_ a: BallView, _ b: BallView) {
    withScratchRadii { error, scratch in
      productError(into: error, scratch: scratch, a, b)
      let ternary = mpfr_mul(midpoint, a.midpoint, b.midpoint, MPFR_RNDN)
      _ = mpfr_set(radius, error, MPFR_RNDU)
      absorb(ternary)
    }
  }

  /// s + ab with one rounding of the midpoint; the target may be `s`.
  func addProduct(to s: BallView, _ a: BallView, _ b: BallView) {
    withScratchRadii { error, scratch in
      productError(into: error, scratch: scratch, a, b)
      let ternary = mpfr_fma(midpoint, a.midpoint, b.midpoint, s.midpoint, MPFR_RNDN)
      _ = mpfr_add(radius, s.radius, error, MPFR_RNDU)
      absorb(ternary)
    }
  }

  /// The quotient by a ball that excludes zero; the whole line otherwise.
  ///
  ///     |(a+δ)/(b+ε) - a/b| = |bδ - aε| / (|b| |b+ε|) <= (ra + |a/b| rb) / (|b| - rb)
  func divide(_ a: BallView, _ b: BallView) {
    if a.isWholeLine || !b.excludesZero { return setWholeLine() }
    withScratchRadii { error, divisor in
      if b.isExact {
        mpfr_set_zero(error, 1)
      } else {
        _ = mpfr_abs(error, a.midpoint, MPFR_RNDU)
        _ = mpfr_abs(divisor, b.midpoint, MPFR_RNDD)
        _ = mpfr_div(error, error, divisor, MPFR_RNDU)
        _ = mpfr_mul(error, error, b.radius, MPFR_RNDU)
      }
      _ = mpfr_add(error, error, a.radius, MPFR_RNDU)
      if real_is_zero(error) == 0 {
        b.distanceFromZero(into: divisor)
        _ = mpfr_div(error, error, divisor, MPFR_RNDU)
      }
      let ternary = mpfr_div(midpoint, a.midpoint, b.midpoint, MPFR_RNDN)
      _ = mpfr_set(radius, error, MPFR_RNDU)
      absorb(ternary)
    }
  }
}

extension BallTarget {
  /// 1/a for a ball that excludes zero. A wide one takes the image of its ends: [1/upper, 1/lower].
  func invert(_ a: BallView) {
    if !a.isWide(bits: 16) { return Ball(1).withView { divide($0, a) } }
    let precision = max(Int(midpoint.pointee._mpfr_prec), radiusPrecision) + 32
    withScratch(precision: precision) { lower in
      withScratch(precision: precision) { upper in
        // The bounds of the ball are rounded outward and keep their sign, since MPFR never rounds across zero.
        _ = mpfr_add(lower, a.midpoint, a.radius, MPFR_RNDU)
        _ = mpfr_sub(upper, a.midpoint, a.radius, MPFR_RNDD)
        _ = mpfr_ui_div(lower, 1, lower, MPFR_RNDD)
        _ = mpfr_ui_div(upper, 1, upper, MPFR_RNDU)
        setBounds(lower, upper)
      }
    }
  }
}

extension Ball: RadicalField, CertifiedScalar {
  public static func + (a: Ball, b: Ball) -> Ball {
    if case .literal(let x) = a.representation, case .literal(let y) = b.representation {
      let (sum, overflow) = x.addingReportingOverflow(y)
      if !overflow { return Ball(sum) }
    }
    return binary(a, b) { $0.add($1, $2) }
  }

  public static func - (a: Ball, b: Ball) -> Ball {
    if case .literal(let x) = a.representation, case .literal(let y) = b.representation {
      let (difference, overflow) = x.subtractingReportingOverflow(y)
      if !overflow { return Ball(difference) }
    }
    return binary(a, b) { $0.subtract($1, $2) }
  }

  public static func * (a: Ball, b: Ball) -> Ball {
    if case .literal(let x) = a.representation, case .literal(let y) = b.representation {
      let (product, overflow) = x.multipliedReportingOverflow(by: y)
      if !overflow { return Ball(product) }
    }
    return binary(a, b) { $0.multiply($1, $2) }
  }

  /// The quotient; the whole line unless the divisor is proved non-zero.
  public static func / (a: Ball, b: Ball) -> Ball { binary(a, b) { $0.divide($1, $2) } }

  public static prefix func - (a: Ball) -> Ball {
    if case .literal(let x) = a.representation, x != .min { return Ball(-x) }
    return unary(a) { $0.negate($1) }
  }

  public static func += (a: inout Ball, b: Ball) {
    if a.isLiteral { return a = a + b }
    b.withView { y in a.update(toPrecision: max(a.precision, b.precision)) { $0.add($1, y) } }
  }

  public static func -= (a: inout Ball, b: Ball) {
    if a.isLiteral { return a = a - b }
    b.withView { y in a.update(toPrecision: max(a.precision, b.precision)) { $0.subtract($1, y) } }
  }

  public static func *= (a: inout Ball, b: Ball) {
    if a.isLiteral { return a = a * b }
    b.withView { y in a.update(toPrecision: max(a.precision, b.precision)) { $0.multiply($1, y) } }
  }

  public static func /= (a: inout Ball, b: Ball) {
    if a.isLiteral { return a = a / b }
    b.withView { y in a.update(toPrecision: max(a.precision, b.precision)) { $0.divide($1, y) } }
  }

  /// Adds `a * b` with one rounding.
  public mutating func addProduct(_ a: Ball, _ b: Ball) {
    let precision = max(self.precision, a.precision, b.precision)
    if precision == 0 { return self += a * b }
    a.withViews(b) { x, y in update(toPrecision: precision) { $0.addProduct(to: $1, x, y) } }
  }

  /// The inverse, non-nil exactly when the ball is proved not to contain zero.
  public var reciprocal: Ball? {
    withView { $0.excludesZero } ? Ball.unary(self) { $0.invert($1) } : nil
  }

  /// The ball that `kernel` makes of `a`, with its precision.
  static func unary(_ a: Ball, _ kernel: (BallTarget, BallView) -> Void) -> Ball {
    a.withView { x in make(precision: a.resultPrecision) { kernel($0, x) } }.literalIfExact(a.isLiteral)
  }

  /// The ball that `kernel` makes of `a` and `b`, with the larger of their precisions.
  static func binary(_ a: Ball, _ b: Ball, _ kernel: (BallTarget, BallView, BallView) -> Void) -> Ball {
    let precision = max(a.precision, b.precision)
    return a.withViews(b) { x, y in
      make(precision: precision == 0 ? WorkingPrecision.bits : precision) { kernel($0, x, y) }
    }.literalIfExact(precision == 0)
  }

  /// The precision of what is made of this ball alone.
  var resultPrecision: Int { isLiteral ? WorkingPrecision.bits : precision }

  /// A result made of literals only stays one when it is an exact machine word: `6 / 3`, `.sqrt(4)`.
  private func literalIfExact(_ madeOfLiterals: Bool) -> Ball {
    if !madeOfLiterals { return self }
    return withView { x in
      x.isExact && mpfr_integer_p(x.midpoint) != 0 && mpfr_fits_slong_p(x.midpoint, MPFR_RNDN) != 0
        ? Ball(mpfr_get_si(x.midpoint, MPFR_RNDN)) : self
    }
  }
}
