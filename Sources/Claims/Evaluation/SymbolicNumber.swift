// SymbolicNumber: rational functions of the real names of a claim, and numbers of which nothing is known.

import Exact

typealias RealPolynomial = SparsePolynomial<Rational>

/// A quotient of polynomials with exact coefficients, or an opaque number.
///
/// An opaque number is some function of the names, too large to be written out. Sums and products with it are opaque, except
/// that zero times anything is zero: patterns of zeros survive where formulas grow beyond every size.
enum SymbolicNumber: Sendable {
  /// The denominator is no zero polynomial; that it vanishes nowhere in the domain was shown when it was divided by.
  case fraction(RealPolynomial, over: RealPolynomial)
  case opaque

  /// The most terms of a polynomial, and of the factors of a product together, before a number becomes opaque.
  static let termLimit = 3_000
  private static let productLimit = 200_000
  static let degreeLimit = 2_000

  init(_ polynomial: RealPolynomial) { self = .fraction(polynomial, over: 1) }
  init(constant: Rational) { self.init(RealPolynomial(constant: constant)) }

  var polynomial: RealPolynomial? {
    if case .fraction(let p, let q) = self, q == 1 { p } else { nil }
  }

  var constant: Rational? {
    guard let polynomial, polynomial.degree <= 0 else { return nil }
    return polynomial[Monomial()]
  }

  /// The product, nil beyond the limits.
  private static func product(_ a: RealPolynomial, _ b: RealPolynomial) -> RealPolynomial? {
    if a == 1 { return b }
    if b == 1 { return a }
    if a.terms.count * b.terms.count > productLimit || a.degree + b.degree > degreeLimit { return nil }
    let product = a * b
    return product.terms.count > termLimit ? nil : product
  }

  private static func sum(_ a: SymbolicNumber, _ b: SymbolicNumber, subtracting: Bool) -> SymbolicNumber {
    guard case .fraction(let p, let q) = a, case .fraction(let r, let s) = b else { return .opaque }
    if q == s { return .fraction(subtracting ? p - r : p + r, over: q) }
    guard let left = product(p, s), let right = product(r, q), let denominator = product(q, s) else {
      return .opaque
    }
    return .fraction(subtracting ? left - right : left + right, over: denominator)
  }
}

extension SymbolicNumber: CommutativeRing {
  init(_ value: Int) { self.init(RealPolynomial(value)) }
  init(integerLiteral value: Int) { self.init(value) }

  static func + (a: SymbolicNumber, b: SymbolicNumber) -> SymbolicNumber { sum(a, b, subtracting: false) }
  static func - (a: SymbolicNumber, b: SymbolicNumber) -> SymbolicNumber { sum(a, b, subtracting: true) }

  static func * (a: SymbolicNumber, b: SymbolicNumber) -> SymbolicNumber {
    if a.vanishes == .proved || b.vanishes == .proved { return 0 }
    guard case .fraction(let p, let q) = a, case .fraction(let r, let s) = b,
      let numerator = product(p, r), let denominator = product(q, s)
    else { return .opaque }
    return .fraction(numerator, over: denominator)
  }

  static prefix func - (a: SymbolicNumber) -> SymbolicNumber {
    if case .fraction(let p, let q) = a { .fraction(-p, over: q) } else { .opaque }
  }

  /// Proved for the zero polynomial, refuted for a constant; a polynomial may vanish somewhere.
  var vanishes: Truth {
    guard case .fraction(let p, _) = self else { return .undecided }
    return p.isZero ? .proved : p.degree == 0 ? .refuted : .undecided
  }
}
