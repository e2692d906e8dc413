// LaneSpectra: eigenvalues, and how many are negative or positive, of symmetric matrices of intervals, a matrix in each lane.
//
// Statement   For every symmetric matrix A with entries in the intervals of a lane: its k-th largest eigenvalue lies in the k-th interval of that lane, and the
//             numbers of its negative, zero and positive eigenvalues lie in the intervals of the counts.
// Method      A differs from the matrix M of midpoints by at most R, the Frobenius norm of the half widths, rounded up. Eigenvalues: those of M, certified
//             (`DenseEnclosure.swift`), widened by R (Weyl). Counts: A <= M + R I, so A has at least as many negative eigenvalues as M + R I, and
//             at least as many positive ones as M - R I; both in one batch (`BatchedInertia.swift`).

import Exact

public enum LaneSpectra {
  /// The matrices of midpoints and the bounds of the distance, a lane each; nil for a lane of which nothing is known.
  private struct Middle {
    let entries: [Double]
    let radius: Double

    /// The entries on and above the diagonal stand for those below as well: both enclose one number.
    init?(_ matrix: Matrix<LaneIntervals>, lane: Int) {
      let order = matrix.rows
      var entries = [Double](repeating: 0, count: order * order)
      var squares = 0.0
      for i in 0..<order {
        for j in i..<order {
          let (lower, upper) = (matrix[i, j].lower(lane), matrix[i, j].upper(lane))
          let middle = lower == upper ? lower : lower / 2 + upper / 2
          let radius = max(upper - middle, middle - lower)
          entries[i * order + j] = middle
          entries[j * order + i] = middle
          squares += (i == j ? 1 : 2) * radius * radius
        }
      }
      // NaN and infinities of any entry are in the sum.
      guard squares.isFinite else { return nil }
      self.entries = entries
      // Each term has a relative error of a few u or is below 2^-1000, and there are fewer than 2^26.
      let isExact = squares == 0 && Self.isPoint(matrix, lane: lane)
      radius = isExact ? 0 : squares.squareRoot() * (1 + 0x1p-24) + 0x1p-480
    }

    private static func isPoint(_ matrix: Matrix<LaneIntervals>, lane: Int) -> Bool {
      matrix.entries.allSatisfy { $0.lower(lane) == $0.upper(lane) }
    }
  }

  private static func count(_ matrix: Matrix<LaneIntervals>) -> Int { matrix.entries.map(\.count).max() ?? 1 }

  /// The eigenvalues, largest first. A lane that LAPACK does not manage decides nothing.
  ///
  /// *Cost*: a decomposition with vectors and two products a lane.
  public static func eigenvalues(of matrix: Matrix<LaneIntervals>) -> [LaneIntervals] {
    precondition(matrix.isSquare, "eigenvalues of a \(matrix.shape) matrix")
    let count = count(matrix)
    let lanes = (0..<count).map { lane -> EigenvalueEnclosure? in
      guard let middle = Middle(matrix, lane: lane), let error = Rational(exactly: middle.radius) else {
        return nil
      }
      return try? EigenvalueEnclosure(ofSymmetric: middle.entries, order: matrix.rows, error: error)
    }
    return (0..<matrix.rows).map { k in
      let lower = lanes.map { $0.map { $0.centers[k] - $0.radius } }
      let upper = lanes.map { $0.map { $0.centers[k] + $0.radius } }
      func outward(_ values: [Rational?]) -> LaneIntervals { LaneIntervals(values.map { $0 ?? 0 }) }
      let (low, high) = (outward(lower), outward(upper))
      return LaneIntervals(count: count) {
        lower[$0] == nil ? (.nan, .nan) : (low.lower($0), high.upper($0))
      }
    }
  }

  /// How many eigenvalues are negative, zero and positive: between the bounds of each lane.
  ///
  /// *Cost*: two factorisations a lane where a matrix is known exactly, four elsewhere; eight lanes in a vector.
  public static func inertia(
    of matrix: Matrix<LaneIntervals>
  ) -> (negative: LaneIntervals, zero: LaneIntervals, positive: LaneIntervals) {
    precondition(matrix.isSquare && matrix.rows >= 1, "the inertia of a \(matrix.shape) matrix")
    let (order, count) = (matrix.rows, count(matrix))
    let middles = (0..<count).map { Middle(matrix, lane: $0) }
    let inertia = BatchedInertia(order: order)
    let array = LaneArray(
      groups: (count + LaneArray.lanes - 1) / LaneArray.lanes,
      entries: LaneArray.symmetricEntries(order: order))
    /// The counts of M + sign R I.
    func screened(sign: Double) -> InertiaBatch {
      for (lane, middle) in middles.enumerated() {
        for i in 0..<order {
          for j in 0...i {
            var entry = middle?.entries[i * order + j] ?? .nan
            // Moved by more than R, whatever the sum is rounded to.
            if i == j, let radius = middle?.radius, radius > 0 {
              entry += sign * (radius * (1 + 0x1p-40) + abs(entry) * 0x1p-50)
            }
            array[lane, i * (i + 1) / 2 + j] = entry
          }
        }
      }
      return inertia.screen(array)
    }
    let above = screened(sign: 1)
    let below = middles.allSatisfy { $0?.radius == 0 } ? above : screened(sign: -1)
    let (negative, positive) = (above.negative, below.positive)
    func between(_ bounds: (Int) -> (Int32, Int)) -> LaneIntervals {
      LaneIntervals(count: count) {
        if middles[$0]?.radius == nil { return (.nan, .nan) }
        let (lower, upper) = bounds($0)
        return (Double(lower), Double(upper))
      }
    }
    return (
      between { (negative[$0], order - Int(positive[$0])) },
      between { (0, order - Int(negative[$0]) - Int(positive[$0])) },
      between { (positive[$0], order - Int(negative[$0])) }
    )
  }
}
