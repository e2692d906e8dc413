// Matrix: rectangular arrays of one scalar, row-major, value semantics.

/// A `rows` by `columns` matrix over any ring, stored row by row. Either dimension may be zero.
///
/// Indices count from zero; the mathematics in documentation counts from one. Shape mismatches are misuse and trap with
/// both shapes in the message; readers of files check shapes before they build a matrix.
public struct Matrix<Scalar: CommutativeRing>: Sendable {
  public let rows: Int
  public let columns: Int
  /// The entries, row by row.
  public private(set) var entries: [Scalar]

  public init(rows: Int, columns: Int, entries: [Scalar]) {
    precondition(
      rows >= 0 && columns >= 0 && entries.count == rows * columns,
      "a \(rows)x\(columns) matrix from \(entries.count) entries")
    self.rows = rows
    self.columns = columns
    self.entries = entries
  }

  /// The matrix with entry `entry(i, j)` in row `i`, column `j`.
  public init(rows: Int, columns: Int, entry: (Int, Int) throws -> Scalar) rethrows {
    var entries: [Scalar] = []
    entries.reserveCapacity(rows * columns)
    for i in 0..<rows { for j in 0..<columns { entries.append(try entry(i, j)) } }
    self.init(rows: rows, columns: columns, entries: entries)
  }

  public init(zero rows: Int, _ columns: Int) {
    self.init(rows: rows, columns: columns, entries: Array(repeating: 0, count: rows * columns))
  }

  public init(identity order: Int) {
    self.init(zero: order, order)
    for i in 0..<order { self[i, i] = 1 }
  }

  /// The `rows` by `columns` matrix with `values` on its main diagonal and zeros elsewhere.
  public init(diagonal values: [Scalar], rows: Int, columns: Int) {
    precondition(
      values.count <= min(rows, columns), "\(values.count) diagonal values in a \(rows)x\(columns) matrix")
    self.init(zero: rows, columns)
    for (i, value) in values.enumerated() { self[i, i] = value }
  }

  public subscript(i: Int, j: Int) -> Scalar {
    get { entries[i * columns + j] }
    set { entries[i * columns + j] = newValue }
  }

  public var isSquare: Bool { rows == columns }
  public var shape: String { "\(rows)x\(columns)" }

  /// The entries on the main diagonal.
  public var diagonal: [Scalar] { (0..<min(rows, columns)).map { self[$0, $0] } }

  public var transposed: Matrix { Matrix(rows: columns, columns: rows) { i, j in self[j, i] } }

  /// The sum of the diagonal entries of a square matrix.
  public var trace: Scalar {
    precondition(isSquare, "trace of a \(shape) matrix")
    return (0..<rows).reduce(into: 0) { $0 += self[$1, $1] }
  }

  /// The sum of the squares of all entries, `||A||_F^2`.
  public var frobeniusNormSquared: Scalar { entries.reduce(into: 0) { $0.addProduct($1, $1) } }

  public func map<Other: CommutativeRing>(_ transform: (Scalar) throws -> Other) rethrows -> Matrix<Other> {
    Matrix<Other>(rows: rows, columns: columns, entries: try entries.map(transform))
  }

  /// The matrix of the given rows and columns, in the given order.
  public func submatrix(rows rowIndices: [Int], columns columnIndices: [Int]) -> Matrix {
    Matrix(rows: rowIndices.count, columns: columnIndices.count) { self[rowIndices[$0], columnIndices[$1]] }
  }
}

extension Matrix {
  public static func + (a: Matrix, b: Matrix) -> Matrix {
    precondition(a.rows == b.rows && a.columns == b.columns, "sum of \(a.shape) and \(b.shape) matrices")
    return Matrix(rows: a.rows, columns: a.columns, entries: zip(a.entries, b.entries).map { $0 + $1 })
  }

  public static func - (a: Matrix, b: Matrix) -> Matrix {
    precondition(
      a.rows == b.rows && a.columns == b.columns, "difference of \(a.shape) and \(b.shape) matrices")
    return Matrix(rows: a.rows, columns: a.columns, entries: zip(a.entries, b.entries).map { $0 - $1 })
  }

  public static prefix func - (a: Matrix) -> Matrix { a.map { -$0 } }

  /// The matrix product, `O(rows * inner * columns)` fused products; exact zeros on the left are skipped.
  public static func * (a: Matrix, b: Matrix) -> Matrix {
    precondition(a.columns == b.rows, "product of \(a.shape) and \(b.shape) matrices")
    var result = Matrix(zero: a.rows, b.columns)
    for i in 0..<a.rows {
      for k in 0..<a.columns {
        let left = a[i, k]
        if left.vanishes == .proved { continue }
        for j in 0..<b.columns {
          result.entries[i * b.columns + j].addProduct(left, b[k, j])
        }
      }
    }
    return result
  }

  public func scaled(by factor: Scalar) -> Matrix { map { factor * $0 } }

  /// The vector `A v`.
  public func applied(to vector: [Scalar]) -> [Scalar] {
    precondition(vector.count == columns, "a \(shape) matrix applied to \(vector.count) entries")
    return (0..<rows).map { i in
      var sum: Scalar = 0
      for j in 0..<columns { sum.addProduct(self[i, j], vector[j]) }
      return sum
    }
  }
}

extension Matrix: Equatable where Scalar: Equatable {}
extension Matrix: Hashable where Scalar: Hashable {}

extension Matrix where Scalar: Equatable {
  public var isSymmetric: Bool { isSquare && self == transposed }
  /// Whether every entry off the main diagonal is zero.
  public var isDiagonal: Bool {
    (0..<rows).allSatisfy { i in (0..<columns).allSatisfy { j in i == j || self[i, j] == 0 } }
  }
}

extension Matrix {
  /// Exchanges two rows in place.
  mutating func swapRows(_ a: Int, _ b: Int) {
    for j in 0..<columns { entries.swapAt(a * columns + j, b * columns + j) }
  }

  /// Exchanges two columns in place.
  mutating func swapColumns(_ a: Int, _ b: Int) {
    for i in 0..<rows { entries.swapAt(i * columns + a, i * columns + b) }
  }
}
