// Surd: numbers p + q sqrt(r) with rational p, q and r, exact as long as one square root is enough.
//
// Method: numbers of one field Q(sqrt(r)) are added and multiplied there; two radicands belong to one field exactly when their quotient is the
// square of a rational. Products of q sqrt(r) and t sqrt(s) are (q t) sqrt(r s). Signs are found by squaring.

import Exact

/// `rational + factor * sqrt(radicand)`, an irrational number: the factor is not zero, the radicand positive and no square.
struct Surd: Sendable {
  let rational: Rational
  let factor: Rational
  let radicand: Rational

  init(_ rational: Rational, _ factor: Rational, _ radicand: Rational) {
    (self.rational, self.factor, self.radicand) = (rational, factor, radicand)
  }

  /// The root of a polynomial of degree 2 that has no rational root.
  init?(_ root: AlgebraicReal) {
    let polynomial = root.polynomial
    guard polynomial.degree == 2 else { return nil }
    let (c, b, a) = (
      Rational(polynomial.coefficients[0]), Rational(polynomial.coefficients[1]),
      Rational(polynomial.coefficients[2])
    )
    let middle = -b / (2 * a)
    let half = (1 / (2 * a)).magnitude
    self.init(middle, root.compared(to: middle) > 0 ? half : -half, b * b - 4 * a * c)
  }

  /// The same number as the root of a polynomial.
  var algebraic: AlgebraicReal {
    // (x - p)^2 = q^2 r.
    let norm = rational * rational - factor * factor * radicand
    let common = rational.denominator * norm.denominator
    let coefficients = [norm, -2 * rational, 1].map { ($0 * Rational(common)).numerator }
    let roots = Polynomial<Integer>(coefficients).realRoots.map(\.root)
    return factor.signum() > 0 ? roots.last! : roots.first!
  }

  /// The bits of the longest of the three numbers.
  var bits: Int {
    [rational, factor, radicand].map { max($0.numerator.bitWidth, $0.denominator.bitWidth) }.max()!
  }

  /// -1 or 1.
  func signum() -> Int {
    let (a, b) = (rational.signum(), factor.signum())
    if a == 0 || a == b { return b }
    return rational * rational > factor * factor * radicand ? a : b
  }

  /// `sqrt(other.radicand) / sqrt(radicand)` where it is rational.
  private func ratio(_ other: Surd) -> Rational? {
    radicand == other.radicand ? 1 : (other.radicand / radicand).exactRoot(degree: 2)
  }

  static prefix func - (a: Surd) -> Surd { Surd(-a.rational, -a.factor, a.radicand) }

  /// Rational part, factor and radicand of the sum; nil when it takes two square roots.
  static func sum(_ a: Surd, _ b: Surd) -> Surd.Parts? {
    guard let ratio = a.ratio(b) else { return nil }
    return (a.rational + b.rational, a.factor + b.factor * ratio, a.radicand)
  }

  /// Rational part, factor and radicand of the product; nil when it takes two square roots.
  static func product(_ a: Surd, _ b: Surd) -> Surd.Parts? {
    if let ratio = a.ratio(b) {
      let factor = b.factor * ratio
      return (
        a.rational * b.rational + a.factor * factor * a.radicand,
        a.rational * factor + a.factor * b.rational, a.radicand
      )
    }
    guard a.rational.isZero && b.rational.isZero else { return nil }
    return (0, a.factor * b.factor, a.radicand * b.radicand)
  }

  /// What an operation gives: a rational number when the factor is zero.
  typealias Parts = (rational: Rational, factor: Rational, radicand: Rational)

  var reciprocal: Surd {
    let norm = rational * rational - factor * factor * radicand
    return Surd(rational / norm, -factor / norm, radicand)
  }

  /// The sign of `self - other`: -1, 0 or 1.
  func compared(to other: Surd) -> Int {
    let (first, second) = (self, -other)
    if let sum = Surd.sum(first, second) {
      return sum.factor.isZero
        ? sum.rational.signum() : Surd(sum.rational, sum.factor, sum.radicand).signum()
    }
    // The sum of a = p + q sqrt(r) and b = t sqrt(s), which has the sign of the larger one.
    let a = Surd(first.rational + second.rational, first.factor, first.radicand)
    let (signOfA, signOfB) = (a.signum(), second.factor.signum())
    if signOfA == signOfB { return signOfA }
    let rest =
      a.rational * a.rational + a.factor * a.factor * a.radicand
      - second.factor * second.factor * second.radicand
    let mixed = 2 * a.rational * a.factor
    let difference = mixed.isZero ? rest.signum() : Surd(rest, mixed, a.radicand).signum()
    return difference > 0 ? signOfA : signOfB
  }
}
