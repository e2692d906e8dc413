// HessianProduct: products of the Hessian with vectors from the layers alone, in doubles with proved bounds.
//
// Statement   With dW = sum_k U_k D_k V_k, dU_(k-1) = dU_k W_k + U_k D_k and dV_(k+1) = D_k V_k + W_k dV_k the product of H with the direction
//             (D_1, ..., D_L) has the layers
//               (H_o D)_k = U_k^T dW (V_k Sxx)^T,      (H_f D)_k = dU_k^T E V_k^T + U_k^T E dV_k^T .
// Hypotheses  None; this is the derivative of the gradient U_k^T E V_k^T.
// Method      `BoundedMatrix` throughout. Cost: O(sum_k d^3) a product; no matrix of order N.

import Exact
import Numeric

/// The Hessian of a network as an operator on directions.
public struct HessianProduct: Sendable {
  public let order: Int
  private let part: HessianPart
  private let layers: [BoundedMatrix]
  private let above: [BoundedMatrix]  // U_k
  private let below: [BoundedMatrix]  // V_k
  private let seen: [BoundedMatrix]  // V_k Sxx
  private let pulledLeft: [BoundedMatrix]  // U_k^T E
  private let pulledRight: [BoundedMatrix]  // E V_k^T

  /// *Errors*: `VerificationError.undecided` when a product leaves the range of doubles.
  public init(_ network: LinearNetwork<Rational>, part: HessianPart) throws(VerificationError) {
    let depth = network.depth
    order = network.parameterCount
    self.part = part
    func bounded(_ matrix: Matrix<Rational>) throws(VerificationError) -> BoundedMatrix {
      try BoundedMatrix(matrix).withSharperNorm()
    }
    var layers: [BoundedMatrix] = []
    for layer in network.layers { layers.append(try bounded(layer)) }
    let inputs = try bounded(network.inputCovariance)
    var above = [try Self.identity(network.widths[depth])]
    var below = [try Self.identity(network.widths[0])]
    for k in 1..<max(depth, 1) {
      above.append(try above[k - 1].times(layers[depth - k]))
      below.append(try layers[k - 1].times(below[k - 1]))
    }
    above.reverse()
    let endToEnd = try layers[depth - 1].times(below[depth - 1])
    let residual = try endToEnd.times(inputs).plus(bounded(network.crossCovariance), factor: -1)
      .withSharperNorm()
    var (seen, left, right): ([BoundedMatrix], [BoundedMatrix], [BoundedMatrix]) = ([], [], [])
    for k in 0..<depth {
      seen.append(try below[k].times(inputs))
      left.append(try above[k].times(residual, transposed: (true, false)))
      right.append(try residual.times(below[k], transposed: (false, true)))
    }
    (self.layers, self.above, self.below) = (layers, above, below)
    (self.seen, pulledLeft, pulledRight) = (seen, left, right)
  }

  /// `H v` for a vector of doubles in the order of the parameters, one column.
  public func applied(to vector: [Double]) throws(VerificationError) -> [BoundedMatrix] {
    precondition(vector.count == order, "a direction of \(vector.count) entries for \(order) parameters")
    let depth = layers.count
    var directions: [BoundedMatrix] = []
    var start = 0
    for layer in layers {
      let count = layer.rows * layer.columns
      directions.append(
        try BoundedMatrix(
          rows: layer.rows, columns: layer.columns, entries: Array(vector[start..<(start + count)])))
      start += count
    }
    // dV_1, ..., dV_(L+1) = dW, and dU_L, ..., dU_1 in reverse.
    var forward: [BoundedMatrix?] = [nil]
    for k in 0..<depth {
      var moved = try directions[k].times(below[k])
      if let known = forward[k] { moved = try layers[k].times(known).plus(moved) }
      forward.append(moved)
    }
    var backward: [BoundedMatrix?] = [nil]
    for k in stride(from: depth - 1, to: 0, by: -1) {
      var moved = try above[k].times(directions[k])
      if let known = backward[backward.count - 1] { moved = try known.times(layers[k]).plus(moved) }
      backward.append(moved)
    }
    backward.reverse()
    let change = forward[depth]!
    var result: [BoundedMatrix] = []
    for k in 0..<depth {
      var terms: [BoundedMatrix] = []
      if part != .functional {
        let inner = try change.times(seen[k], transposed: (false, true))
        terms.append(try above[k].times(inner, transposed: (true, false)))
      }
      if part != .gaussNewton {
        if let moved = backward[k] {
          terms.append(try moved.times(pulledRight[k], transposed: (true, false)))
        }
        if let moved = forward[k] { terms.append(try pulledLeft[k].times(moved, transposed: (false, true))) }
      }
      if terms.isEmpty { terms = [try Self.zero(layers[k].rows, layers[k].columns)] }
      var sum = terms[0]
      for term in terms.dropFirst() { sum = try sum.plus(term) }
      result.append(sum)
    }
    return result
  }

  /// An upper bound of `||H||_F^2`: with A = U_k^T U_l, C = V_k Sxx V_l^T, B = U_k^T E V_l^T and R = R_kl the block `k > l` has the square
  /// `||A||^2 ||C||^2 + ||B||^2 ||R||^2 + 2 <A, B C^T R>`, a diagonal block only the first term.
  public func frobeniusSquaredAbove() throws(VerificationError) -> Rational {
    var total: Rational = 0
    for k in layers.indices {
      var between = try Self.identity(layers[k].columns)
      for l in stride(from: k, through: 0, by: -1) {
        let outerLeft = try above[k].times(above[l], transposed: (true, false))
        let outerRight = try seen[k].times(below[l], transposed: (false, true))
        var square: Rational = 0
        if part != .functional { square = outerLeft.frobeniusSquaredAbove * outerRight.frobeniusSquaredAbove }
        if l < k, part != .gaussNewton {
          if l < k - 1 { between = try between.times(layers[l + 1]) }
          let mixed = try pulledLeft[k].times(below[l], transposed: (false, true))
          square += mixed.frobeniusSquaredAbove * between.frobeniusSquaredAbove
          if part == .full {
            let chain = try mixed.times(outerRight, transposed: (false, true)).times(between)
            square += 2 * (try outerLeft.innerProduct(with: chain)).upper
          }
        }
        total = total + (l < k ? 2 * square : square)
      }
    }
    return NormBound.roundedUp(max(0, total))
  }

  private static func identity(_ order: Int) throws(VerificationError) -> BoundedMatrix {
    let entries = (0..<(order * order)).map { $0 / order == $0 % order ? 1.0 : 0.0 }
    return try BoundedMatrix(rows: order, columns: order, entries: entries, norm: 1)
  }

  private static func zero(_ rows: Int, _ columns: Int) throws(VerificationError) -> BoundedMatrix {
    try BoundedMatrix(rows: rows, columns: columns, entries: Array(repeating: 0, count: rows * columns))
  }
}
