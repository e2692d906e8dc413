// SpectrumFamilies: symmetric matrices whose spectra are known exactly, for tests of every eigenvalue method.

import Exact
import Support

/// A symmetric matrix with its eigenvalues where they are rational.
struct KnownSpectrum {
  let name: String
  let matrix: Matrix<Rational>
  let spectrum: [Rational]
}

enum SpectrumFamilies {
  static func tridiagonal(_ diagonal: [Rational], _ beside: [Rational]) -> Matrix<Rational> {
    Matrix(rows: diagonal.count, columns: diagonal.count) { i, j in
      i == j ? diagonal[i] : abs(i - j) == 1 ? beside[min(i, j)] : 0
    }
  }

  /// Graph Laplacians with rational spectra: complete graphs, stars, complete bipartite graphs, hypercubes.
  static var laplacians: [KnownSpectrum] {
    func laplacian(_ order: Int, _ isEdge: (Int, Int) -> Bool) -> Matrix<Rational> {
      var matrix = Matrix<Rational>(zero: order, order)
      for i in 0..<order {
        for j in 0..<order where i != j && isEdge(i, j) {
          matrix[i, j] = -1
          matrix[i, i] += 1
        }
      }
      return matrix
    }
    var result: [KnownSpectrum] = []
    for n in [2, 3, 8, 24] {
      result.append(
        KnownSpectrum(
          name: "complete graph \(n)", matrix: laplacian(n) { _, _ in true },
          spectrum: [0] + Array(repeating: Rational(n), count: n - 1)))
      result.append(
        KnownSpectrum(
          name: "star \(n)", matrix: laplacian(n) { i, j in i == 0 || j == 0 },
          spectrum: [0, Rational(n)] + Array(repeating: 1, count: n - 2)))
    }
    result.append(
      KnownSpectrum(
        name: "bipartite 4, 7", matrix: laplacian(11) { i, j in (i < 4) != (j < 4) },
        spectrum: [0, 11] + Array(repeating: 7, count: 3) + Array(repeating: 4, count: 6)))
    let binomials = [1, 5, 10, 10, 5, 1]
    result.append(
      KnownSpectrum(
        name: "hypercube 5", matrix: laplacian(32) { i, j in (i ^ j).nonzeroBitCount == 1 },
        spectrum: binomials.enumerated().flatMap {
          Array(repeating: Rational(2 * $0.offset), count: $0.element)
        }))
    return result
  }

  /// Clement's symmetric matrix, its square roots rounded to doubles, and a bound of the norm of what that moves.
  ///
  /// `c_(i,i+1)^2 = i (n - i)`; the eigenvalues of the unrounded matrix are `n - 1, n - 3, ..., 1 - n`. A square root at most
  /// n is off by at most `n 2^-53`, and there are two a row.
  static func clement(_ order: Int) -> (entries: [Double], spectrum: [Rational], error: Rational) {
    var entries = [Double](repeating: 0, count: order * order)
    for i in stride(from: 1, to: order, by: 1) {
      let root = Double(i * (order - i)).squareRoot()
      entries[(i - 1) * order + i] = root
      entries[i * order + i - 1] = root
    }
    return (
      entries, (0..<order).map { Rational(order - 1 - 2 * $0) },
      Rational(mantissa: Integer(2 * order), exponent: -53)
    )
  }

  /// `c I + s v v^T` with eigenvalue `c + s |v|^2` once.
  static func rankOne(_ order: Int, scale: Rational, exponent: Int) -> KnownSpectrum {
    let v = (0..<order).map { Rational($0 + 1) * Rational(mantissa: 1, exponent: exponent) }
    let square = v.reduce(into: Rational(0)) { $0.addProduct($1, $1) }
    return KnownSpectrum(
      name: "rank one \(order) at 2^\(exponent)",
      matrix: Matrix(rows: order, columns: order) { scale * v[$0] * v[$1] + ($0 == $1 ? 3 : 0) },
      spectrum: [3 + scale * square] + Array(repeating: 3, count: order - 1))
  }

  /// Rosser's matrix; its eigenvalues are algebraic, so they are compared with roots of the characteristic polynomial.
  static var rosser: Matrix<Rational> {
    let rows = [
      [611, 196, -192, 407, -8, -52, -49, 29], [196, 899, 113, -192, -71, -43, -8, -44],
      [-192, 113, 899, 196, 61, 49, 8, 52], [407, -192, 196, 611, 8, 44, 59, -23],
      [-8, -71, 61, 8, 411, -599, 208, 208], [-52, -43, 49, 44, -599, 411, 208, 208],
      [-49, -8, 8, 59, 208, 208, 99, -911], [29, -44, 52, -23, 208, 208, -911, 99],
    ]
    return Matrix(rows: 8, columns: 8, entries: rows.flatMap { $0.map { Rational($0) } })
  }

  /// Wilkinson's W(2 m + 1)+, with close pairs of eigenvalues; `copies` of them glued by a small entry.
  static func wilkinson(_ m: Int, copies: Int = 1, glue: Rational = 0) -> Matrix<Rational> {
    let order = 2 * m + 1
    let diagonal = (0..<(copies * order)).map { Rational(abs($0 % order - m)) }
    let beside = (0..<(copies * order - 1)).map { $0 % order == order - 1 ? glue : Rational(1) }
    return tridiagonal(diagonal, beside)
  }

  static func hilbert(_ order: Int) -> Matrix<Rational> {
    Matrix(rows: order, columns: order) { Rational(1, Integer($0 + $1 + 1)) }
  }
}
