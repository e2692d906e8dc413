// Matrix+CharacteristicPolynomial: det(X I - A) three ways.
//
//   berkowitz    any commutative ring, no division           O(n^4) products
//   hessenberg   any field                                   O(n^3) operations
//   modular      integers and rationals, the default there   O(n^3) word operations per prime, proved bound
//
// The three share no code, so each is a test of the others.

/// How the characteristic polynomial of an integer or rational matrix is computed. All ways are exact.
public enum CharacteristicPolynomialMethod: Sendable, CaseIterable {
  /// Images modulo word primes, enough of them for a proved bound on the coefficients.
  case modular
  /// Samuelson and Berkowitz, without division.
  case berkowitz
  /// Reduction to Hessenberg form over the rationals.
  case hessenberg
}

extension Matrix {
  /// The characteristic polynomial `det(X I - A)` of a square matrix over any commutative ring.
  ///
  /// Guarantee: a polynomial identity in the entries; no division, so it holds for balls and polynomials as well.
  /// Cost: about `n^4 / 4` fused products.
  /// Method: Samuelson and Berkowitz: with `A = [a R; C B]` bordering `B`, the polynomial of `A` is the Toeplitz product
  /// of `(1, -a, -R C, -R B C, -R B^2 C, ...)` with that of `B`. [Berkowitz 1984]
  public func characteristicPolynomial() -> Polynomial<Scalar> { berkowitzCharacteristicPolynomial() }

  func berkowitzCharacteristicPolynomial() -> Polynomial<Scalar> {
    precondition(isSquare, "characteristic polynomial of a \(shape) matrix")
    var descending: [Scalar] = [1]  // of the trailing block grown so far
    for first in (0..<rows).reversed() {
      let block = (first + 1)..<rows
      var toeplitz: [Scalar] = [1, -self[first, first]]
      var column = block.map { self[$0, first] }
      for step in 0..<block.count {
        var product: Scalar = 0
        for (offset, j) in block.enumerated() { product.addProduct(self[first, j], column[offset]) }
        toeplitz.append(-product)
        if step + 1 == block.count { break }
        column = block.map { i in
          var sum: Scalar = 0
          for (offset, j) in block.enumerated() { sum.addProduct(self[i, j], column[offset]) }
          return sum
        }
      }
      descending = (0...descending.count).map { i in
        var sum: Scalar = 0
        for j in 0...min(i, descending.count - 1) { sum.addProduct(toeplitz[i - j], descending[j]) }
        return sum
      }
    }
    return Polynomial(descending.reversed())
  }
}

extension Matrix where Scalar: Field {
  /// The characteristic polynomial through Hessenberg form.
  ///
  /// Errors: `undecided` when no entry below the diagonal of a column is proved to be invertible although one is needed.
  /// Cost: about `n^3` field operations. Method: [Cohen 1993, 2.2.9].
  public func characteristicPolynomialByHessenberg() throws(VerificationError) -> Polynomial<Scalar> {
    precondition(isSquare, "characteristic polynomial of a \(shape) matrix")
    var h = self
    for m in stride(from: 1, to: rows - 1, by: 1) {
      // Nothing to eliminate below the subdiagonal: no pivot is needed.
      if ((m + 1)..<rows).allSatisfy({ h[$0, m - 1].vanishes == .proved }) { continue }
      guard let pivot = (m..<rows).first(where: { h[$0, m - 1].reciprocal != nil }) else {
        throw .undecided("no pivot below the diagonal in column \(m) of the Hessenberg reduction")
      }
      if pivot != m {
        h.swapRows(pivot, m)
        h.swapColumns(pivot, m)
      }
      for i in stride(from: m + 1, to: rows, by: 1) where h[i, m - 1].vanishes != .proved {
        let factor = h[i, m - 1] / h[m, m - 1]
        for j in m..<rows { h[i, j] -= factor * h[m, j] }
        h[i, m - 1] = 0
        for j in 0..<rows { h[j, m].addProduct(factor, h[j, i]) }
      }
    }
    var polynomials: [Polynomial<Scalar>] = [1]
    for m in 0..<rows {
      var next = Polynomial([-h[m, m], 1]) * polynomials[m]
      var subdiagonal: Scalar = 1
      for i in stride(from: m - 1, through: 0, by: -1) {
        subdiagonal *= h[i + 1, i]
        next -= Polynomial(constant: subdiagonal * h[i, m]) * polynomials[i]
      }
      polynomials.append(next)
    }
    return polynomials[rows]
  }
}

extension Matrix where Scalar == Integer {
  /// The characteristic polynomial of an integer matrix. By modular images; exact.
  public func characteristicPolynomial() -> Polynomial<Integer> { characteristicPolynomial(by: .modular) }

  /// The characteristic polynomial by a chosen way.
  public func characteristicPolynomial(by method: CharacteristicPolynomialMethod) -> Polynomial<Integer> {
    precondition(isSquare, "characteristic polynomial of a \(shape) matrix")
    switch method {
    case .modular: return modularCharacteristicPolynomial()
    case .berkowitz: return berkowitzCharacteristicPolynomial()
    case .hessenberg:
      return map { Rational($0) }.characteristicPolynomial(by: .hessenberg).map { $0.numerator }
    }
  }

  /// A bound for the magnitude of every coefficient of the characteristic polynomial.
  ///
  /// The coefficient of `X^(n-k)` is up to sign the sum of the principal minors of order `k`; Hadamard bounds each by the
  /// product of its row norms. Summed over all k, `sum_S prod_{i in S} r_i = prod_i (1 + r_i)`. Rows or columns serve.
  var characteristicCoefficientBound: Integer {
    func bound(_ matrix: Matrix) -> Integer {
      (0..<matrix.rows).reduce(into: 1) { product, i in
        var sum: Integer = 0
        for j in 0..<matrix.columns { sum.addProduct(matrix[i, j], matrix[i, j]) }
        product *= sum.floorSquareRoot() + 2
      }
    }
    return min(bound(self), bound(transposed))
  }

  private func modularCharacteristicPolynomial() -> Polynomial<Integer> {
    let moduli = ChineseRemainder.moduli(forMagnitude: characteristicCoefficientBound)
    let reconstruction = ChineseRemainder(moduli)
    // Equal entries across the diagonal are reduced once.
    let sources = entries.indices.map { index in
      let (i, j) = (index / columns, index % columns)
      return i > j && self[i, j] == self[j, i] ? j * columns + i : index
    }
    let words = IntegerWords(entries.indices.map { sources[$0] < $0 ? 0 : entries[$0] })
    let images = moduli.map { modulus in
      var residues = words.residues(modulo: modulus)
      for (index, source) in sources.enumerated() where source < index { residues[index] = residues[source] }
      return HessenbergImage(residues: residues, order: rows, modulus: modulus).characteristicPolynomial()
    }
    return Polynomial((0...rows).map { k in reconstruction.integer { images[$0][k] } })
  }
}

extension Matrix where Scalar == Rational {
  /// The characteristic polynomial of a rational matrix. By modular images; exact.
  public func characteristicPolynomial() -> Polynomial<Rational> { characteristicPolynomial(by: .modular) }

  /// The characteristic polynomial by a chosen way.
  public func characteristicPolynomial(by method: CharacteristicPolynomialMethod) -> Polynomial<Rational> {
    precondition(isSquare, "characteristic polynomial of a \(shape) matrix")
    switch method {
    case .berkowitz: return berkowitzCharacteristicPolynomial()
    case .hessenberg:
      do { return try characteristicPolynomialByHessenberg() } catch {
        preconditionFailure("an exact field decides every pivot: \(error)")
      }
    case .modular:
      // det(X - N/d) = d^-n det(d X - N): the coefficient of X^k is divided by d^(n-k).
      let (numerator, denominator) = clearedDenominators
      var power: Integer = 1
      let descending = numerator.characteristicPolynomial(by: .modular).coefficients.reversed().map {
        coefficient in
        defer { power *= denominator }
        return Rational(coefficient, power)
      }
      return Polynomial(descending.reversed())
    }
  }

  /// The integer matrix `N` and the least positive `d` with `A = N / d`.
  public var clearedDenominators: (numerator: Matrix<Integer>, denominator: Integer) {
    var denominator: Integer = 1
    for entry in entries where entry.denominator != denominator {
      denominator = Integer.lcm(denominator, entry.denominator)
    }
    return (map { $0.numerator * denominator.exactlyDivided(by: $0.denominator) }, denominator)
  }
}
