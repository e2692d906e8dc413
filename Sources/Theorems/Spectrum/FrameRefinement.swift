// FrameRefinement: frames improved until the off-diagonal entries are as small as one common choice can make them. A guess.

import Exact

extension AlignedFrames {
  /// One Gauss-Newton step on the sum of squares of all off-diagonal entries.
  ///
  /// To first order a turn of frame `k` by the angle `t_k` in the plane of the modes `i` and `m` changes the entries of
  /// `A_k = Q_k^T W_k Q_(k-1)`, whose diagonal is `d`, by
  ///
  ///     (i, m):  -t_k d_m + t_(k-1) d_i ,      (m, i):  t_k d_i - t_(k-1) d_m ,
  ///
  /// so every plane is a linear least-squares problem of its own in `t_0, ..., t_L`.
  mutating func refine(_ network: LinearNetwork<Double>) {
    let depth = network.depth
    let framed = network.rotated(by: frames.map(\.transposed))
    var turns = frames.map { Matrix<Double>(zero: $0.rows, $0.columns) }
    let widths = network.widths
    for i in 0..<(widths.max()! - 1) {
      for m in (i + 1)..<widths.max()! {
        var plane = PlaneTurns(count: depth + 1)
        func add(_ matrix: Matrix<Double>, left: Int, right: Int) {
          guard m < matrix.rows, m < matrix.columns else { return }
          let (di, dm) = (matrix[i, i], matrix[m, m])
          plane.add([(left, -dm), (right, di)], target: -matrix[i, m])
          plane.add([(left, di), (right, -dm)], target: -matrix[m, i])
        }
        for k in 1...depth { add(framed.layers[k - 1], left: k, right: k - 1) }
        add(framed.crossCovariance, left: depth, right: 0)
        add(framed.inputCovariance, left: 0, right: 0)
        guard let angles = plane.solve() else { continue }
        for k in 0...depth where m < widths[k] {
          turns[k][i, m] = angles[k]
          turns[k][m, i] = -angles[k]
        }
      }
    }
    for k in 0...depth {
      frames[k] = orthonormalised(frames[k] + frames[k] * turns[k])
    }
  }

  /// Newton's step toward the orthogonal polar factor, `Q (3 - Q^T Q) / 2`, twice.
  private func orthonormalised(_ matrix: Matrix<Double>) -> Matrix<Double> {
    var result = matrix
    for _ in 0..<2 {
      let correction = Matrix<Double>(identity: matrix.rows).scaled(by: 3) - result.transposed * result
      result = (result * correction).scaled(by: 0.5)
    }
    return result
  }
}

/// The normal equations of the angles of one plane.
private struct PlaneTurns {
  private var matrix: Matrix<Double>
  private var right: [Double]

  init(count: Int) {
    matrix = Matrix(zero: count, count)
    right = Array(repeating: 0, count: count)
  }

  /// The equation `sum of coefficient * angle = target`, to be met in the least-squares sense.
  mutating func add(_ terms: [(position: Int, coefficient: Double)], target: Double) {
    for a in terms {
      for b in terms { matrix[a.position, b.position] += a.coefficient * b.coefficient }
      right[a.position] += a.coefficient * target
    }
  }

  /// The angles, or nil when nothing asks for a turn; a small ridge leaves undetermined angles at zero.
  func solve() -> [Double]? {
    if right.allSatisfy({ $0 == 0 }) { return nil }
    var a = matrix
    var x = right
    let count = x.count
    let ridge = 1e-12 * ((0..<count).map { a[$0, $0] }.max() ?? 0)
    for i in 0..<count { a[i, i] += ridge }
    for pivot in 0..<count {  // positive definite: no pivoting needed
      if a[pivot, pivot] <= 0 { return nil }
      for row in (pivot + 1)..<max(count, pivot + 1) {
        let factor = a[row, pivot] / a[pivot, pivot]
        if factor == 0 { continue }
        for column in pivot..<count { a[row, column] -= factor * a[pivot, column] }
        x[row] -= factor * x[pivot]
      }
    }
    for i in stride(from: count - 1, through: 0, by: -1) {
      for j in (i + 1)..<max(count, i + 1) { x[i] -= a[i, j] * x[j] }
      x[i] /= a[i, i]
    }
    // Large angles are outside the first-order picture; such a plane keeps its frame.
    return x.allSatisfy { abs($0) < 0.1 } ? x : nil
  }
}
