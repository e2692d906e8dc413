// ClosedFormSpectrum: eigenvalues of a matrix of polynomials that are polynomials themselves.
//
// Method  The characteristic polynomial, exactly; zero is split off; what is left is split into linear factors, each of which is divided out, so that
//         the product of the factors is the characteristic polynomial identically in the variables.

import Exact

enum ClosedFormSpectrum {
  /// *Errors*: `unsupported` when some eigenvalue is no polynomial, or none that was found.
  static func eigenvalues(of block: Matrix<RealPolynomial>) throws(ClaimFault) -> [RealPolynomial] {
    if block.rows == 1 { return [block[0, 0]] }
    let variables = block.entries.map(\.variableCount).max() ?? 0
    if block.rows > 4 && variables > 4 {
      throw .unsupported(
        "a characteristic polynomial of order \(block.rows) in \(variables) names is beyond this method")
    }
    // det(t I - B), lowest coefficient first, leading coefficient 1.
    let characteristic = block.characteristicPolynomial()
    var coefficients = (0...block.rows).map { characteristic[$0] }
    var values: [RealPolynomial] = []
    while coefficients.count > 1, coefficients[0].isZero {
      coefficients.removeFirst()
      values.append(0)
    }
    while coefficients.count > 1 {
      guard let root = root(of: coefficients, block) else {
        throw .unsupported("eigenvalues that are no polynomials in the names are beyond this method")
      }
      values.append(root)
      coefficients = divided(coefficients, by: root)
    }
    return values
  }

  /// A polynomial root of a monic polynomial, verified by division.
  private static func root(of coefficients: [RealPolynomial], _ block: Matrix<RealPolynomial>)
    -> RealPolynomial?
  {
    let degree = coefficients.count - 1
    let trace = -coefficients[degree - 1]
    if degree == 1 { return trace }
    var candidates: [RealPolynomial] = [trace.scaled(by: Rational(1, Integer(degree)))]
    if degree == 2 {
      let discriminant = trace * trace - coefficients[0].scaled(by: 4)
      if let root = discriminant.squareRoot { candidates.append((trace + root).scaled(by: Rational(1, 2))) }
    }
    // Sums of the entries of a row are eigenvalues of matrices with constant row sums; diagonal entries, of triangular ones.
    for i in 0..<block.rows {
      candidates.append((0..<block.columns).reduce(into: 0) { $0 += block[i, $1] })
      candidates.append(block[i, i])
    }
    return candidates.first { remainder(coefficients, $0).isZero }
  }

  /// Horner's rule.
  private static func remainder(_ coefficients: [RealPolynomial], _ root: RealPolynomial) -> RealPolynomial {
    coefficients.reversed().reduce(into: 0) { $0 = $0 * root + $1 }
  }

  private static func divided(_ coefficients: [RealPolynomial], by root: RealPolynomial) -> [RealPolynomial] {
    var quotient: [RealPolynomial] = []
    var carry: RealPolynomial = 0
    for coefficient in coefficients.reversed().dropLast() {
      carry = carry * root + coefficient
      quotient.append(carry)
    }
    return quotient.reversed()
  }
}
