// Matrix+Elimination: echelon forms, and rank, systems, inverse and nullspace over any field.
//
// Pivots are entries proved to be invertible. Over an exact field every question is decided; a column without such an
// entry that is not proved to vanish (balls around zero, jets with a nilpotent value) ends in `undecided`.

/// The reduced row echelon form of a matrix: pivot columns are unit vectors.
struct EchelonForm<Scalar: Field> {
  let matrix: Matrix<Scalar>
  /// The columns of the pivots, ascending; row i has its pivot in `pivotColumns[i]`.
  let pivotColumns: [Int]

  /// A basis of the nullspace of the first `columns` columns: one vector for each column without a pivot.
  func nullspaceBasis() -> [[Scalar]] {
    (0..<matrix.columns).filter { !pivotColumns.contains($0) }.map { free in
      var vector = [Scalar](repeating: 0, count: matrix.columns)
      vector[free] = 1
      for (row, column) in pivotColumns.enumerated() { vector[column] = -matrix[row, free] }
      return vector
    }
  }
}

extension Matrix where Scalar: Field {
  /// Gauss and Jordan's elimination with pivots in the first `pivotLimit` columns. Cost: `rows * columns * rank`.
  func echelonForm(pivotLimit: Int) throws(VerificationError) -> EchelonForm<Scalar> {
    var work = self
    var pivotColumns: [Int] = []
    for column in 0..<pivotLimit {
      let row = pivotColumns.count
      if row == rows { break }
      guard let best = (row..<rows).first(where: { work[$0, column].reciprocal != nil }) else {
        if (row..<rows).allSatisfy({ work[$0, column].vanishes == .proved }) { continue }
        throw .undecided(
          "no entry of column \(column + 1) is proved to be invertible, and not all to be zero")
      }
      if best != row { work.swapRows(row, best) }
      let pivot = work[row, column]
      for j in column..<columns { work[row, j] = j == column ? 1 : work[row, j] / pivot }
      for i in 0..<rows where i != row && work[i, column].vanishes != .proved {
        let factor = -work[i, column]
        work[i, column] = 0
        for j in stride(from: column + 1, to: columns, by: 1) {
          var entry = work[i, j]
          entry.addProduct(factor, work[row, j])
          work[i, j] = entry
        }
      }
      pivotColumns.append(column)
    }
    return EchelonForm(matrix: work, pivotColumns: pivotColumns)
  }

  /// The rank. Errors: `undecided` when it is not proved.
  public func rank() throws(VerificationError) -> Int {
    try echelonForm(pivotLimit: columns).pivotColumns.count
  }

  /// The solution X of `A X = B` for a square A; nil is a proof that A is singular.
  ///
  /// Errors: `undecided` when neither regularity nor singularity is proved.
  public func solve(_ right: Matrix) throws(VerificationError) -> Matrix? {
    precondition(isSquare && right.rows == rows, "a \(shape) system with a \(right.shape) right side")
    let form = try adjoined(right).echelonForm(pivotLimit: columns)
    return form.pivotColumns.count < rows ? nil : form.matrix.rightPart(from: columns)
  }

  /// The inverse of a square matrix; nil is a proof that there is none. Errors: `undecided`.
  public func inverse() throws(VerificationError) -> Matrix? { try solve(Matrix(identity: rows)) }

  /// A basis of the vectors with `A v = 0`, one for each column without a pivot. Errors: `undecided`.
  public func nullspaceBasis() throws(VerificationError) -> [[Scalar]] {
    try echelonForm(pivotLimit: columns).nullspaceBasis()
  }
}

extension Matrix {
  /// `[A | B]`.
  func adjoined(_ right: Matrix) -> Matrix {
    precondition(rows == right.rows, "a \(shape) matrix beside a \(right.shape) one")
    return Matrix(rows: rows, columns: columns + right.columns) { i, j in
      j < columns ? self[i, j] : right[i, j - columns]
    }
  }

  /// The columns from `first` on.
  func rightPart(from first: Int) -> Matrix {
    Matrix(rows: rows, columns: columns - first) { i, j in self[i, first + j] }
  }
}

extension Matrix where Scalar == Rational {
  /// The rank, decided.
  public func rank() -> Int { withIntegerRows.fractionFreeForm(pivotLimit: columns).pivotColumns.count }

  /// The solution X of `A X = B` for a square A, exactly; nil when A is singular.
  public func solve(_ right: Matrix) -> Matrix? {
    precondition(isSquare && right.rows == rows, "a \(shape) system with a \(right.shape) right side")
    let form = adjoined(right).withIntegerRows.fractionFreeForm(pivotLimit: columns)
    return form.pivotColumns.count < rows ? nil : form.reduced.matrix.rightPart(from: columns)
  }

  /// The inverse of a square matrix, exactly; nil when it is singular.
  public func inverse() -> Matrix? { solve(Matrix(identity: rows)) }

  /// A basis of the vectors with `A v = 0`, exactly: one for each column without a pivot, ascending.
  public func nullspaceBasis() -> [[Rational]] {
    withIntegerRows.fractionFreeForm(pivotLimit: columns).reduced.nullspaceBasis()
  }

  /// The rows times the least common multiples of their denominators: same solutions, same nullspace.
  private var withIntegerRows: Matrix<Integer> {
    let scales = (0..<rows).map { i in
      (0..<columns).reduce(Integer(1)) { Integer.lcm($0, self[i, $1].denominator) }
    }
    return Matrix<Integer>(rows: rows, columns: columns) { i, j in
      self[i, j].numerator * scales[i].exactlyDivided(by: self[i, j].denominator)
    }
  }
}
