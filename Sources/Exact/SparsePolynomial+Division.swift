// SparsePolynomial+Division: division without remainder, for fractions of polynomials.

extension Monomial {
  /// The quotient, or nil when some exponent would be negative.
  public func divided(by other: Monomial) -> Monomial? {
    let count = max(exponents.count, other.exponents.count)
    let difference = (0..<count).map { self[$0] - other[$0] }
    return difference.allSatisfy { $0 >= 0 } ? Monomial(difference) : nil
  }
}

extension SparsePolynomial where Coefficient: Field {
  /// The polynomial `q` with `self = q * divisor`, or nil when there is none. The divisor must not be zero.
  ///
  /// Method: the leading term of a product is the product of the leading terms, so each term of `q` is forced.
  public func dividedExactly(by divisor: SparsePolynomial) -> SparsePolynomial? {
    precondition(!divisor.isZero, "division by the zero polynomial")
    let lead = divisor.terms[0]
    var rest = self
    var quotient: [Term] = []
    while let top = rest.terms.first {
      guard let monomial = top.monomial.divided(by: lead.monomial) else { return nil }
      let term = Term(top.coefficient / lead.coefficient, monomial)
      quotient.append(term)
      rest = rest - SparsePolynomial(terms: [term]) * divisor
    }
    return SparsePolynomial(terms: quotient)
  }
}
