// EigenvalueEnclosure: all eigenvalues of a symmetric rational matrix from LAPACK's guess and an exact residual.

import Exact

/// Certified enclosures of every eigenvalue of a symmetric matrix.
///
/// *Guarantee*: the i-th largest eigenvalue lies within `radius` of `centers[i]`, for every i, so none is missed.
public struct EigenvalueEnclosure: Sendable {
  /// Decreasing.
  public let centers: [Rational]
  public let radius: Rational

  init(centers: [Rational], radius: Rational) {
    self.centers = centers
    self.radius = radius
  }

  /// Encloses the eigenvalues of a symmetric matrix.
  ///
  /// *Method*: LAPACK gives `X`, `D`. With `R = B X - X D`, `||X^T X - I|| <= g < 1` and `Q` the orthogonal polar factor
  /// of `X`, `||X - Q|| <= g`, hence `||B - Q D Q^T|| <= ||R|| + g (||B|| + ||D||)`, and Weyl's inequality matches the
  /// eigenvalues of `B` with the entries of `D` in order. `X` and `B` are rounded to a grid of 2^-60 relative to the
  /// size of `B`; residuals are exact integers, and the rounding of `B` enters the radius. No floating-point
  /// operation carries a bound. [Ogita, Oishi 2005; Rump 2010, section 13]
  /// *Errors*: LAPACK's failures; `Undecided` if the vectors are not close to orthonormal, which is not seen in practice.
  /// *Cost*: one LAPACK decomposition and `3 n^3` integer products.
  public init(ofSymmetric matrix: Matrix<Rational>) throws {
    precondition(matrix.isSquare, "eigenvalues of a \(matrix.shape) matrix")
    let order = matrix.rows
    let largest = matrix.entries.map(\.magnitude).max() ?? 0
    guard !largest.isZero else {
      centers = Array(repeating: 0, count: order)
      radius = 0
      return
    }
    // Scale by a power of two so that entries lie in [-1, 1]: doubles then neither overflow nor underflow usefully.
    let exponent = largest.numerator.bitWidth - largest.denominator.bitWidth + 1
    let unit = Rational(mantissa: 1, exponent: -exponent)
    let grid = 60
    let scaled = ScaledMatrix(rounding: matrix.map { $0 * unit }, scale: grid)
    // The rounded matrix differs by at most n 2^-(grid + 1) in the Frobenius norm.
    let rounding = Rational(mantissa: Integer(order), exponent: -grid - 1)
    let guess = try SymmetricEigensolver.decomposition(
      of: scaled.integers.map { Rational(mantissa: $0, exponent: -grid).approximateDouble })
    let vectors = ScaledMatrix(rounding: guess.vectors, scale: grid)
    let values = ScaledMatrix(
      rounding: Matrix(diagonal: guess.values, rows: order, columns: order), scale: grid)
    let defect = (vectors.transposed * vectors - ScaledMatrix(integers: Matrix(identity: order), scale: 0))
      .normBound
    guard defect < 1 else { throw LapackFailure(routine: "dsyevd (vectors far from orthonormal)", code: 0) }
    let residual = (scaled * vectors - vectors * values).normBound
    let total = residual + defect * (scaled.normBound + values.normBound) + rounding
    let size = Rational(mantissa: 1, exponent: exponent)
    radius = NormBound.roundedUp(total) * size
    centers = (0..<order).map { Rational(mantissa: values.integers[$0, $0], exponent: -grid) * size }.sorted(
      by: >)
  }
}
