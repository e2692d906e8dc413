// DenseEnclosure: all eigenvalues of a large symmetric matrix of doubles, certified with matrix products in BLAS.
//
// Statement   Let X, D be LAPACK's eigenvectors and eigenvalues of A. With r >= ||A X - X D|| and g >= ||X^T X - I||, g < 1, the i-th largest
//             eigenvalue of A lies within r + g (||A|| + ||D||) of the i-th largest entry of D.
// Method      As for `EigenvalueEnclosure`, but both products are computed by dgemm in double and their rounding errors are bounded a priori:
//             for any order of summation, with or without fused operations, and products that underflow,
//               |fl(A B) - A B| <= gamma_m |A| |B| + n mu,    gamma_m = m u / (1 - m u),    u = 2^-53,    mu = 2^-1074,
//             where m is the most roundings that a term goes through. The inner dimension is cut into chunks of b, so m = b + n/b + 2.
//             Norms come from row and column sums of magnitudes, themselves bounded against rounding. No rounding mode is changed.
// References  [Higham 2002, section 3.5] for gamma; [Rump 2010, section 13] for the approach.

import Exact

extension EigenvalueEnclosure {
  /// Encloses the eigenvalues of a symmetric matrix of doubles, full square, row by row.
  ///
  /// - Parameters:
  ///   - entries: `order * order` finite doubles, exactly symmetric.
  ///   - order: the number of rows, and of columns.
  ///   - error: a bound of `||A - entries||_2` when the entries stand for another matrix; it is added to the radius.
  /// *Errors*: `VerificationError.undecided` when LAPACK fails, or its vectors are too far from orthonormal for the argument.
  /// *Cost*: one decomposition with vectors and two matrix products; `5 order^2` doubles of memory.
  public init(ofSymmetric entries: [Double], order: Int, error: Rational = 0) throws(VerificationError) {
    let decomposition = try CertifiedDecomposition(entries, order: order, error: error)
    self.init(
      centers: decomposition.values.reversed().map { Rational(exactly: $0)! }, radius: decomposition.radius)
  }
}

/// LAPACK's decomposition of a symmetric matrix of doubles, with a proved bound of the errors of its eigenvalues.
struct CertifiedDecomposition {
  /// The inner dimension of one call of dgemm; short chunks make the a-priori bound small.
  private static let chunk = 128

  /// Ascending, as LAPACK gives them.
  let values: [Double]
  /// Row by row; column j is an approximate unit eigenvector of value j.
  let vectors: [Double]
  /// The i-th least eigenvalue lies within this of `values[i]`.
  let radius: Rational

  init(_ entries: [Double], order: Int, error: Rational) throws(VerificationError) {
    precondition(entries.count == order * order, "\(entries.count) entries for order \(order)")
    if order == 0 {
      (values, vectors, radius) = ([], [], 0)
      return
    }
    let guess = try SymmetricEigensolver.decomposition(
      of: Matrix(rows: order, columns: order, entries: entries))
    values = guess.values
    vectors = guess.vectors.entries
    let product = ChunkedProduct(entries, vectors, order: order, transposedLeft: false, chunk: Self.chunk)
    let gram = ChunkedProduct(gramOf: vectors, order: order, chunk: Self.chunk)
    guard let residual = product.residual(subtracting: vectors, times: guess.values),
      let defect = gram.defectFromIdentity(), defect < 1
    else {
      throw .undecided("LAPACK's eigenvectors are far from orthonormal, or a sum left the range of doubles")
    }
    let size = MagnitudeSums(entries, rows: order, columns: order).normBound
    guard let norm = size, let top = Rational(exactly: guess.values.map(\.magnitude).max()!) else {
      throw .undecided("the norm of the matrix leaves the range of doubles")
    }
    radius = NormBound.roundedUp(residual + defect * (norm + top) + error)
  }
}
