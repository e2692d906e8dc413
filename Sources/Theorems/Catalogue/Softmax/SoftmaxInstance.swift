// SoftmaxInstance: named rational matrices, the data of a statement about softmax classifiers.

import Exact

struct SoftmaxInstance: ExactInstance {
  /// Alphabetical.
  let matrices: [(name: String, value: Matrix<Rational>)]

  init(_ matrices: KeyValuePairs<String, Matrix<Rational>>) {
    self.matrices = matrices.map { (name: $0.key, value: $0.value) }.sorted { $0.name < $1.name }
  }

  subscript(name: String) -> Matrix<Rational> {
    guard let found = matrices.first(where: { $0.name == name }) else {
      preconditionFailure("no matrix \(name)")
    }
    return found.value
  }

  var json: JSON { .object(matrices.map { JSON.Member($0.name, .matrix($0.value)) }) }

  var text: String {
    matrices.map { name, matrix in
      let rows = (0..<matrix.rows).map { i in
        (0..<matrix.columns).map { matrix[i, $0].description }.joined(separator: ", ")
      }
      return "\(name) = (\(rows.joined(separator: "; ")))"
    }.joined(separator: ", ")
  }
}

extension Matrix<Rational> {
  static func column(_ entries: [Rational]) -> Matrix {
    Matrix(rows: entries.count, columns: 1, entries: entries)
  }

  static func ones(_ count: Int) -> Matrix { .column(Array(repeating: 1, count: count)) }

  /// The column with a one at `index`, counted from 0.
  static func unit(_ index: Int, of count: Int) -> Matrix {
    .column((0..<count).map { $0 == index ? 1 : 0 })
  }

  /// The diagonal matrix of a column.
  var onDiagonal: Matrix { Matrix(diagonal: entries, rows: rows, columns: rows) }

  /// Non-negative entries that sum to 1.
  var isProbability: Bool {
    columns == 1 && entries.allSatisfy { $0 >= 0 } && entries.reduce(0, +) == 1
  }

  var sum: Rational { entries.reduce(0, +) }
}
