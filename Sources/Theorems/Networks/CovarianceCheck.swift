// CovarianceCheck: what makes a matrix a covariance, decided exactly.

import Exact

/// Whether a matrix is a covariance: symmetric, with no negative eigenvalue, decided exactly.
enum CovarianceCheck {
  /// What is wrong, or nil.
  static func fault(of matrix: Matrix<Rational>) -> String? {
    for i in 0..<matrix.rows {
      for j in 0..<i where matrix[i, j] != matrix[j, i] {
        return "not symmetric: entries (\(i + 1), \(j + 1)) and (\(j + 1), \(i + 1)) differ"
      }
    }
    if matrix.isDiagonal {
      let negative = (0..<matrix.rows).first { matrix[$0, $0] < 0 }
      return negative.map { "not positive semidefinite: entry (\($0 + 1), \($0 + 1)) is negative" }
    }
    if matrix.rows > NetworkLimits.covarianceOrder {
      return
        "of order \(matrix.rows): positive semidefiniteness is decided up to order \(NetworkLimits.covarianceOrder)"
    }
    let negative = matrix.inertia().negative
    return negative == 0 ? nil : "not positive semidefinite: \(negative) eigenvalues are negative"
  }
}
