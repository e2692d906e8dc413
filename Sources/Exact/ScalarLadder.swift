// The scalar ladder: the algebra a formula may use, so that its signature is its hypothesis.
//
//   CommutativeRing   polynomial identities          Integer, Rational, Ball, Double, Polynomial, Jet
//     Field           division                       Rational, Ball, Double, Jet over a field
//       RadicalField  roots                          Ball, Double
//   ExactScalar       equality is decidable          Integer, Rational, Polynomial
//   CertifiedScalar   may support a verdict          everything but Double
//
// None of the protocols asks for Equatable or Comparable: a ball has neither.

/// A commutative ring with one. A formula generic over it is a polynomial identity with integer coefficients.
public protocol CommutativeRing: Sendable, ExpressibleByIntegerLiteral {
  /// The image of an integer. Exact in every certified ring.
  init(_ value: Int)
  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static prefix func - (a: Self) -> Self
  static func += (a: inout Self, b: Self)
  static func -= (a: inout Self, b: Self)
  static func *= (a: inout Self, b: Self)
  /// Adds `a * b` in place; types backed by GMP or MPFR fuse the two steps.
  mutating func addProduct(_ a: Self, _ b: Self)
  /// The square. A requirement, so that generic formulas reach a type's own tighter or faster version.
  func squared() -> Self
  /// The power `self^exponent` for `exponent >= 0`, with `0^0 = 1`.
  func power(_ exponent: Int) -> Self
  /// Whether this element is zero, as far as it is known.
  var vanishes: Truth { get }
}

extension CommutativeRing {
  public static func += (a: inout Self, b: Self) { a = a + b }
  public static func -= (a: inout Self, b: Self) { a = a - b }
  public static func *= (a: inout Self, b: Self) { a = a * b }
  public mutating func addProduct(_ a: Self, _ b: Self) { self += a * b }

  /// The square `self * self`. Never inferred from storage identity; a type with a tighter square provides its own.
  public func squared() -> Self { self * self }

  /// The power `self^exponent` for `exponent >= 0`, with `0^0 = 1`.
  ///
  /// Cost: at most `2 log2(exponent)` products.
  public func power(_ exponent: Int) -> Self {
    precondition(exponent >= 0, "power: the exponent \(exponent) is negative")
    var result: Self = 1
    var base = self
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 { result *= base }
      rest >>= 1
      if rest > 0 { base = base.squared() }
    }
    return result
  }
}

/// A ring in which an element proved non-zero can be inverted.
public protocol Field: CommutativeRing {
  /// The quotient. For exact scalars a zero divisor is misuse and traps with a message; for balls it gives the whole line.
  static func / (a: Self, b: Self) -> Self
  /// The inverse, non-nil exactly when the element is proved to be invertible.
  var reciprocal: Self? { get }
}

/// A field with real roots of its non-negative elements.
public protocol RadicalField: Field {
  /// The non-negative square root.
  static func sqrt(_ x: Self) -> Self
  /// The real root of order `degree >= 1`; non-negative for a non-negative `x`.
  static func root(_ x: Self, degree: Int) -> Self
}

/// A ring in which equality is decidable, so `vanishes` is never undecided.
public protocol ExactScalar: CommutativeRing, CertifiedScalar, Hashable {
  var isZero: Bool { get }
}

extension ExactScalar {
  public var isZero: Bool { self == 0 }
  public var vanishes: Truth { Truth(decided: isZero) }
}

/// Marks the scalars whose results may support a verdict. `Double` never conforms.
public protocol CertifiedScalar: CommutativeRing {}
