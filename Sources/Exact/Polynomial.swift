// Polynomial: dense polynomials in one variable over any ring.

/// The polynomial `c[0] + c[1] x + ... + c[d] x^d` over a commutative ring.
///
/// Coefficients ascend. Leading coefficients that are proved to vanish are dropped, so over an exact ring the
/// representation is canonical and `degree` is the degree; over balls `degree` is an upper bound for it.
public struct Polynomial<Coefficient: CommutativeRing>: Sendable {
  /// The coefficients in ascending order; empty for the zero polynomial.
  public private(set) var coefficients: [Coefficient]

  /// The polynomial with the given ascending coefficients.
  public init(_ coefficients: [Coefficient]) {
    self.coefficients = coefficients
    normalise()
  }

  public init(constant: Coefficient) { self.init([constant]) }
  public init(_ value: Int) { self.init([Coefficient(value)]) }
  public init(integerLiteral value: Int) { self.init(value) }

  /// The monomial `coefficient * x^degree`.
  public init(monomial coefficient: Coefficient, degree: Int) {
    precondition(degree >= 0, "monomial: the degree \(degree) is negative")
    self.init(Array(repeating: 0, count: degree) + [coefficient])
  }

  /// The polynomial `x`.
  public static var variable: Polynomial { Polynomial(monomial: 1, degree: 1) }

  /// The monic polynomial `(x - r[1]) ... (x - r[n])`.
  public init(roots: [Coefficient]) {
    self = roots.reduce(1) { $0 * Polynomial([-$1, 1]) }
  }

  /// The degree; -1 for the zero polynomial.
  public var degree: Int { coefficients.count - 1 }

  /// The coefficient of `x^exponent`, zero beyond the degree.
  public subscript(exponent: Int) -> Coefficient {
    precondition(exponent >= 0, "coefficient of x^\(exponent)")
    return exponent < coefficients.count ? coefficients[exponent] : 0
  }

  /// The coefficient of the highest power; zero for the zero polynomial.
  public var leadingCoefficient: Coefficient { coefficients.last ?? 0 }

  /// The polynomial whose coefficients are the images of these under a ring homomorphism.
  public func map<Other: CommutativeRing>(_ transform: (Coefficient) -> Other) -> Polynomial<Other> {
    Polynomial<Other>(coefficients.map(transform))
  }

  private mutating func normalise() {
    while let last = coefficients.last, last.vanishes == .proved { coefficients.removeLast() }
  }

  /// Changes the coefficients in place and drops leading zeros afterwards.
  mutating func updateCoefficients(_ body: (inout [Coefficient]) -> Void) {
    body(&coefficients)
    normalise()
  }
}

extension Polynomial: Equatable where Coefficient: Equatable {}
extension Polynomial: Hashable where Coefficient: Hashable {}
extension Polynomial: CertifiedScalar where Coefficient: CertifiedScalar {}
extension Polynomial: ExactScalar where Coefficient: ExactScalar {
  public var isZero: Bool { coefficients.isEmpty }
}

extension Polynomial: CustomStringConvertible {
  /// Terms from the highest power down, every coefficient in parentheses.
  public var description: String {
    let terms = coefficients.enumerated().reversed().compactMap { exponent, coefficient -> String? in
      if coefficient.vanishes == .proved { return nil }
      switch exponent {
      case 0: return "(\(coefficient))"
      case 1: return "(\(coefficient))x"
      default: return "(\(coefficient))x^\(exponent)"
      }
    }
    return terms.isEmpty ? "0" : terms.joined(separator: " + ")
  }
}
