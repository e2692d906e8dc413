// ExactRoots: roots of rationals, monomials and polynomials that are again rationals, monomials and polynomials.

extension Rational {
  /// The real root of the given degree when it is rational, nil when there is none or it is irrational. Decided.
  public func exactRoot(degree: Int) -> Rational? {
    precondition(degree >= 1, "exactRoot: the degree \(degree) is not positive")
    let sign = signum()
    if sign < 0 && degree % 2 == 0 { return nil }
    let (p, q) = (numerator.magnitude.floorRoot(degree: degree), denominator.floorRoot(degree: degree))
    let root = Rational(sign < 0 ? -p : p, q)
    return root.power(degree) == self ? root : nil
  }
}

extension SparsePolynomial where Coefficient == Rational {
  /// The polynomial q with q^2 = self and a positive leading coefficient, when there is one.
  ///
  /// *Method*: term by term from the leading one, as for numbers.
  public var squareRoot: SparsePolynomial? {
    guard let first = terms.first else { return 0 }
    guard let leading = first.coefficient.exactRoot(degree: 2), leading.signum() > 0,
      let monomial = first.monomial.root(degree: 2)
    else { return nil }
    var root = SparsePolynomial(terms: [Term(leading, monomial)])
    var rest = self - root * root
    let half = (2 * leading).reciprocal!
    // Each step removes the leading term of the rest; a root has no more terms than its square.
    for _ in 0..<terms.count {
      guard let next = rest.terms.first else { return root }
      guard let quotient = next.monomial.divided(by: monomial) else { return nil }
      let term = SparsePolynomial(terms: [Term(next.coefficient * half, quotient)])
      rest = rest - term * (root.scaled(by: 2) + term)
      root = root + term
    }
    return rest.isZero ? root : nil
  }
}

extension Monomial {
  /// The monomial whose power is this one, nil when some exponent is no multiple of the degree.
  public func root(degree: Int) -> Monomial? {
    exponents.allSatisfy { $0 % degree == 0 } ? Monomial(exponents.map { $0 / degree }) : nil
  }
}
