// ApproximateEigenvalues: eigenvalues of small symmetric matrices in doubles, to guess by.
//
// Method  Cyclic Jacobi rotations [Golub, Van Loan, section 8.5]. LAPACK is faster for large matrices, but its digits depend on the machine, and with them the path of a climb.

import Exact

enum ApproximateEigenvalues {
  private static let sweeps = 12

  /// The eigenvalues, largest first; the same on every machine. Nothing is promised of their digits.
  static func eigenvalues(of matrix: Matrix<Double>) -> [Double] {
    let n = matrix.rows
    var a = matrix.entries
    for _ in 0..<sweeps {
      var rest = 0.0
      for p in 0..<n {
        for q in (p + 1)..<max(n, p + 1) where a[p * n + q] != 0 {
          rest = max(rest, abs(a[p * n + q]))
          rotate(&a, n, p, q)
        }
      }
      if rest < 1e-300 { break }
    }
    return (0..<n).map { a[$0 * n + $0] }.sorted(by: >)
  }

  /// The rotation of rows and columns p and q that makes their common entry zero.
  private static func rotate(_ a: inout [Double], _ n: Int, _ p: Int, _ q: Int) {
    let half = (a[q * n + q] - a[p * n + p]) / (2 * a[p * n + q])
    let t = (half < 0 ? -1 : 1) / (abs(half) + (half * half + 1).squareRoot())
    let c = 1 / (t * t + 1).squareRoot()
    let s = t * c
    for k in 0..<n {
      let (x, y) = (a[k * n + p], a[k * n + q])
      a[k * n + p] = c * x - s * y
      a[k * n + q] = s * x + c * y
    }
    for k in 0..<n {
      let (x, y) = (a[p * n + k], a[q * n + k])
      a[p * n + k] = c * x - s * y
      a[q * n + k] = s * x + c * y
    }
  }
}
