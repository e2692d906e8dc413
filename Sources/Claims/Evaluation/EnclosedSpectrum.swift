// EnclosedSpectrum: eigenvalues of a symmetric matrix of balls.
//
// Statement   For every symmetric matrix A in the balls, the k-th largest eigenvalue of A lies in the k-th ball.
// Method      The eigenvalues of the matrix of midpoints, certified, and Weyl's inequality with the Frobenius norm of the radii.

import Exact
import Numeric

enum EnclosedSpectrum {
  /// The enclosures, largest first.
  static func eigenvalues(of matrix: Matrix<Ball>, precision: Int) throws(ClaimFault) -> [Ball] {
    // Entries above and below the diagonal are two enclosures of one number; the upper one is taken.
    let order = matrix.rows
    var squares: Rational = 0
    for i in 0..<order {
      for j in i..<order {
        guard let radius = matrix[i, j].radius else {
          throw .undecided("a matrix with an entry of which nothing is known")
        }
        squares.addProduct(i == j ? radius : 2 * radius, radius)
      }
    }
    let middle = Matrix<Rational>(rows: order, columns: order) { i, j in
      matrix[min(i, j), max(i, j)].midpoint
    }
    let spread = NormBound.squareRootAbove(squares)
    let intervals: [Interval]
    do {
      intervals =
        precision <= 64
        ? try EigenvalueEnclosure(ofSymmetric: middle).intervals
        : try CertifiedEigenvalues(ofSymmetric: middle, bits: precision).intervals
    } catch {
      throw .undecided("eigenvalues: \(error)")
    }
    return intervals.map { interval in
      Ball(lower: interval.lower - spread, upper: interval.upper + spread, precision: precision)
    }
  }
}
