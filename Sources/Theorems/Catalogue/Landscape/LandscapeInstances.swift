// LandscapeInstances: what the instances of the landscape theorems share.

import Exact

extension InstanceGrid {
  /// Every `rows` by `columns` matrix with entries in `values`, lexicographically by its rows.
  static func matrices(_ rows: Int, _ columns: Int, of values: [Rational]) -> [Matrix<Rational>] {
    lists(rows * columns, of: values).map { Matrix(rows: rows, columns: columns, entries: $0) }
  }

  /// One element of each list, the last list varying fastest.
  static func choices<Element>(_ lists: [[Element]]) -> [[Element]] {
    lists.reduce([[]]) { choices, list in choices.flatMap { choice in list.map { choice + [$0] } } }
  }
}

extension LinearNetwork where Scalar == Rational {
  /// Layers alone: `Sxx = I`, `Syx = 0`.
  init(layers: [Matrix<Rational>]) {
    self.init(
      layers: layers, inputCovariance: Matrix(identity: layers[0].columns),
      crossCovariance: Matrix(zero: layers[layers.count - 1].rows, layers[0].columns))
  }

  /// `1/2 tr(A Sxx A^T) - tr(A Syx^T)`: the loss where the end-to-end matrix is `A`.
  func loss(at map: Matrix<Rational>) -> Rational {
    (map * inputCovariance * map.transposed).trace / 2 - (map * crossCovariance.transposed).trace
  }

  var isCritical: Bool { gradient.allSatisfy { $0.entries.allSatisfy(\.isZero) } }
}

extension Matrix where Scalar == Rational {
  var isZero: Bool { entries.allSatisfy(\.isZero) }
  /// For a symmetric matrix.
  var isPositiveDefinite: Bool { inertia().positive == rows }
  var isPositiveSemidefinite: Bool { inertia().negative == 0 }

  /// The matrix whose columns are the given vectors of length `rows`.
  init(columns vectors: [[Rational]], rows: Int) {
    self.init(rows: rows, columns: vectors.count) { vectors[$1][$0] }
  }

  /// The Kronecker product.
  func times(_ other: Matrix) -> Matrix {
    Matrix(rows: rows * other.rows, columns: columns * other.columns) { i, j in
      self[i / other.rows, j / other.columns] * other[i % other.rows, j % other.columns]
    }
  }

  /// The rows of both, those of `other` below.
  func stacked(_ other: Matrix) -> Matrix {
    Matrix(rows: rows + other.rows, columns: columns, entries: entries + other.entries)
  }
}
