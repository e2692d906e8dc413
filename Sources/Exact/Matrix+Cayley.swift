// Matrix+Cayley: rational orthogonal matrices.

extension Matrix where Scalar == Rational {
  /// The rational orthogonal matrix `(I - K)^-1 (I + K)` of the skew matrix with the given entries above the diagonal.
  ///
  /// Every rational orthogonal matrix without eigenvalue -1 arises this way [Cayley 1846].
  public static func cayley(skew entries: [Rational], order: Int) -> Matrix {
    precondition(
      entries.count == order * (order - 1) / 2,
      "\(entries.count) entries above the diagonal of order \(order)")
    var skew = Matrix(zero: order, order)
    var next = 0
    for i in 0..<order {
      for j in (i + 1)..<Swift.max(order, i + 1) {
        skew[i, j] = entries[next]
        skew[j, i] = -entries[next]
        next += 1
      }
    }
    let identity = Matrix(identity: order)
    // I - K is invertible: v^T (I - K) v = ||v||^2.
    return (identity - skew).solve(identity + skew)!
  }
}
