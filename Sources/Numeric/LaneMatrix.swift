// LaneMatrix: rectangular parts of a lane array, and the arithmetic that assembles structured symmetric matrices of them.
//
// Exactness   Entries that are integers stay exact as long as every sum of products of magnitudes is at most 2^53: then no partial sum is
//             rounded. Callers prove that from bounds of their factors.

internal import CShims

/// A `rows x columns` matrix per lane, stored from `offset` in every matrix of an array.
public struct LaneMatrix {
  public let array: LaneArray
  public let offset: Int
  public let rows: Int
  public let columns: Int
  private let isTransposed: Bool

  public init(in array: LaneArray, offset: Int, rows: Int, columns: Int) {
    precondition(
      rows >= 1 && columns >= 1 && offset >= 0 && offset + rows * columns <= array.entries,
      "a \(rows) x \(columns) matrix at \(offset) of \(array.entries) entries")
    self.init(array: array, offset: offset, rows: rows, columns: columns, isTransposed: false)
  }

  private init(array: LaneArray, offset: Int, rows: Int, columns: Int, isTransposed: Bool) {
    (self.array, self.offset, self.rows, self.columns) = (array, offset, rows, columns)
    self.isTransposed = isTransposed
  }

  /// The transposed of what is stored, as a factor of a product.
  public var transposed: LaneMatrix {
    LaneMatrix(array: array, offset: offset, rows: columns, columns: rows, isTransposed: !isTransposed)
  }

  private var start: UnsafeMutablePointer<Double> { array.start + offset * LaneArray.lanes }

  /// The identity in every lane.
  public func setIdentity() {
    precondition(rows == columns, "an identity of \(rows) x \(columns)")
    for matrix in 0..<array.count {
      for i in 0..<rows {
        for j in 0..<columns { array[matrix, offset + i * columns + j] = i == j ? 1 : 0 }
      }
    }
  }

  /// `a b`, in floating point, summed in the order of the inner index.
  public func setProduct(_ a: LaneMatrix, _ b: LaneMatrix) {
    precondition(
      a.rows == rows && b.columns == columns && a.columns == b.rows,
      "a product of \(a.rows) x \(a.columns) and \(b.rows) x \(b.columns)")
    precondition(!overlaps(a) && !overlaps(b), "a product over its own factor")
    checkStored(self)
    checkGroups(a, b)
    withExtendedLifetime((array, a, b)) {
      lanes_multiply(
        start, array.entries, a.start, a.array.entries, a.isTransposed ? 1 : 0, b.start, b.array.entries,
        b.isTransposed ? 1 : 0, rows, a.columns, columns, array.groups)
    }
  }

  /// `a - b`, in floating point.
  public func setDifference(_ a: LaneMatrix, _ b: LaneMatrix) {
    precondition(
      a.rows == rows && b.rows == rows && a.columns == columns && b.columns == columns,
      "a difference of two shapes")
    checkStored(self, a, b)
    checkGroups(a, b)
    withExtendedLifetime((array, a, b)) {
      lanes_subtract(
        start, array.entries, a.start, a.array.entries, b.start, b.array.entries, rows * columns, array.groups
      )
    }
  }

  private func overlaps(_ other: LaneMatrix) -> Bool {
    array === other.array && offset < other.offset + other.rows * other.columns
      && other.offset < offset + rows * columns
  }

  fileprivate func checkStored(_ matrices: LaneMatrix...) {
    for matrix in matrices { precondition(!matrix.isTransposed, "a transposed is a factor only") }
  }

  private func checkGroups(_ others: LaneMatrix...) {
    for other in others {
      precondition(other.array.groups == array.groups, "\(other.array.groups) groups for \(array.groups)")
    }
  }
}

extension LaneArray {
  /// Writes a block of symmetric matrices: with `G` of `p x v`, `K` of `q x t`, `S` of `p x t`, `M` of `q x v`, the entry
  /// `(row + a q + b, column + c t + d)` becomes `G_ac K_bd + S_ad M_bc`, where that is on or below the diagonal.
  ///
  /// The first term is a Kronecker product, the second one with the column indices exchanged; `twisted` may be absent. All factors lie
  /// in one array.
  public func setBlock(
    row: Int, column: Int, kronecker: (LaneMatrix, LaneMatrix), twisted: (LaneMatrix, LaneMatrix)? = nil
  ) {
    let (g, k) = kronecker
    let (p, v, q, t) = (g.rows, g.columns, k.rows, k.columns)
    let last = row + p * q - 1
    precondition(
      row >= 0 && column >= 0 && column <= row && Self.symmetricEntries(order: last + 1) <= entries
        && (column + v * t - 1 <= last), "a block at (\(row), \(column))")
    precondition(k.array === g.array && g.array.groups == groups, "the factors of a block lie in one array")
    g.checkStored(g, k)
    func start(_ matrix: LaneMatrix) -> UnsafeMutablePointer<Double> {
      matrix.array.start + matrix.offset * Self.lanes
    }
    if let (s, m) = twisted {
      precondition(
        s.array === g.array && m.array === g.array && s.rows == p && s.columns == t && m.rows == q
          && m.columns == v,
        "the shapes of a twisted product")
      s.checkStored(s, m)
    }
    withExtendedLifetime((self, g.array)) {
      lanes_twisted_block(
        self.start, entries, row, column, p, q, v, t, start(g), start(k), twisted.map { start($0.0) },
        twisted.map { start($0.1) }, g.array.entries, groups)
    }
  }
}
