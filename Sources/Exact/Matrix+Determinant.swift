// Matrix+Determinant: fraction-free elimination over the integers, and determinants over every ring.

/// How a determinant is computed. All ways are exact.
public enum DeterminantMethod: Sendable, CaseIterable {
  /// Fraction-free elimination over the integers.
  case bareiss
  /// Samuelson and Berkowitz, without division.
  case berkowitz
}

/// The outcome of fraction-free Gauss and Jordan elimination: the reduced echelon form is `matrix / denominator`.
struct FractionFreeForm {
  var matrix: Matrix<Integer>
  /// The last pivot: up to sign a minor of the matrix.
  var denominator: Integer
  var pivotColumns: [Int]
  /// Whether an odd number of rows was exchanged.
  var isOdd: Bool

  var reduced: EchelonForm<Rational> {
    EchelonForm(matrix: matrix.map { Rational($0, denominator) }, pivotColumns: pivotColumns)
  }
}

extension Matrix where Scalar == Integer {
  /// Elimination in which every entry stays a minor of the matrix, so that the division by the pivot before is exact.
  ///
  /// Cost: `rows * columns * rank` steps on integers no longer than the largest minor. Method: [Bareiss 1968].
  func fractionFreeForm(pivotLimit: Int) -> FractionFreeForm {
    var form = FractionFreeForm(matrix: self, denominator: 1, pivotColumns: [], isOdd: false)
    for column in 0..<pivotLimit {
      let row = form.pivotColumns.count
      if row == rows { break }
      let candidates = (row..<rows).filter { !form.matrix[$0, column].isZero }
      guard
        let best = candidates.min(by: { form.matrix[$0, column].bitWidth < form.matrix[$1, column].bitWidth })
      else { continue }
      if best != row {
        form.matrix.swapRows(best, row)
        form.isOdd.toggle()
      }
      let pivot = form.matrix[row, column]
      for i in 0..<rows where i != row {
        let factor = -form.matrix[i, column]
        for j in 0..<columns where j != column {
          if j < column && form.matrix[i, j].isZero { continue }  // the pivot row is zero there as well
          var entry = pivot * form.matrix[i, j]
          entry.addProduct(factor, form.matrix[row, j])
          form.matrix[i, j] = entry.exactlyDivided(by: form.denominator)
        }
        form.matrix[i, column] = 0
      }
      form.denominator = pivot
      form.pivotColumns.append(column)
    }
    return form
  }

  /// The rank, decided.
  public func rank() -> Int { fractionFreeForm(pivotLimit: columns).pivotColumns.count }

  /// The determinant of a square matrix, exactly; 1 for the empty matrix.
  public func determinant() -> Integer { determinant(by: .bareiss) }

  /// The determinant by a chosen way.
  public func determinant(by method: DeterminantMethod) -> Integer {
    precondition(isSquare, "determinant of a \(shape) matrix")
    switch method {
    case .berkowitz: return berkowitzDeterminant()
    case .bareiss: return bareissDeterminant()
    }
  }

  /// `n^3 / 3` steps: only the rows below the pivot are changed.
  private func bareissDeterminant() -> Integer {
    var work = self
    var (previous, isOdd): (Integer, Bool) = (1, false)
    for k in 0..<rows {
      let candidates = (k..<rows).filter { !work[$0, k].isZero }
      guard let best = candidates.min(by: { work[$0, k].bitWidth < work[$1, k].bitWidth }) else { return 0 }
      if best != k {
        work.swapRows(best, k)
        isOdd.toggle()
      }
      let pivot = work[k, k]
      for i in stride(from: k + 1, to: rows, by: 1) {
        let factor = -work[i, k]
        for j in (k + 1)..<rows {
          var entry = pivot * work[i, j]
          entry.addProduct(factor, work[k, j])
          work[i, j] = entry.exactlyDivided(by: previous)
        }
      }
      previous = pivot
    }
    return isOdd ? -previous : previous
  }
}

extension Matrix where Scalar == Rational {
  /// The determinant of a square matrix, exactly; 1 for the empty matrix.
  public func determinant() -> Rational { determinant(by: .bareiss) }

  /// The determinant by a chosen way.
  public func determinant(by method: DeterminantMethod) -> Rational {
    precondition(isSquare, "determinant of a \(shape) matrix")
    switch method {
    case .berkowitz: return berkowitzDeterminant()
    case .bareiss:
      let (numerator, denominator) = clearedDenominators
      return Rational(numerator.determinant(), denominator.power(rows))
    }
  }
}

extension Matrix {
  /// The determinant of a square matrix over any commutative ring, without division; 1 for the empty matrix.
  ///
  /// Cost: about `n^4 / 4` fused products. See `characteristicPolynomial()`.
  public func determinant() -> Scalar { berkowitzDeterminant() }

  func berkowitzDeterminant() -> Scalar {
    // det(X I - A) at X = 0 is (-1)^n det A.
    let constant = berkowitzCharacteristicPolynomial()[0]
    return rows & 1 == 1 ? -constant : constant
  }
}
