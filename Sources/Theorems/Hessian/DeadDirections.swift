// DeadDirections: hidden units that nothing enters and nothing leaves, split off exactly.
//
// Statement   Let unit a of hidden layer j be dead: row a of W_j and column a of W_(j+1) are zero. Then the variables (j, a, d) and (j+1, c, a)
//             couple with each other only, through M_j = U_(j+1)^T E V_j^T:  H[(j+1, c, a), (j, a, d)] = (M_j)_cd , and all
//             their other Hessian entries are zero. Hence the Hessian is the direct sum of the Hessian of the network without its
//             dead units, of one block [[0, M_j], [M_j^T, 0]] for every dead unit, and of zeros for edges between two dead units.
// Hypotheses  None; a network without dead units is its own live part.
// Method      Column a of U_j and row a of V_(j+1) vanish, so H_o does; in H_f a product R_kl with a dead index at either end
//             vanishes unless it is the empty product, which leaves the one coupling.
// References  Derived; for aligned networks this is the live/null corollary of Theorem A.

import Exact

/// A network without its dead hidden units, and what the dead ones contribute to the Hessian.
public struct LiveNetwork: Sendable {
  /// The network on the live units; its widths are at least 1.
  public let network: LinearNetwork<Rational>
  /// For every hidden layer `j` with dead units: `M_j` on the live units, and the number of dead units.
  public let couplings: [(matrix: Matrix<Rational>, count: Int)]
  /// The number of edges between dead units of adjacent layers: exact zeros of the Hessian, uncoupled.
  public let deadEdges: Int

  /// `N` of the whole network, dead units included.
  public let parameterCount: Integer

  /// The number of hidden units removed.
  public var removed: Int { couplings.reduce(0) { $0 + $1.count } }

  /// Splits off the dead hidden units. In a layer without live units one dead unit is kept, so that the live network is one.
  public init(of given: LinearNetwork<Rational>) {
    let depth = given.depth
    let widths = given.widths
    var live = widths.map { Array(0..<$0) }
    for j in 1..<max(depth, 1) {
      let (into, out) = (given.layers[j - 1], given.layers[j])
      let alive = live[j].filter { a in
        (0..<into.columns).contains { !into[a, $0].isZero } || (0..<out.rows).contains { !out[$0, a].isZero }
      }
      live[j] = alive.isEmpty ? [0] : alive
    }
    let network = LinearNetwork(
      layers: (0..<depth).map { given.layers[$0].submatrix(rows: live[$0 + 1], columns: live[$0]) },
      inputCovariance: given.inputCovariance, crossCovariance: given.crossCovariance)
    let dead = zip(widths, live).map { $0 - $1.count }
    let residual = network.residual
    self.network = network
    parameterCount = Integer(given.parameterCount)
    couplings = (1..<max(depth, 1)).filter { dead[$0] > 0 }.map { j in
      let above = network.product(from: j + 2, through: depth)
      let below = network.product(from: 1, through: j - 1)
      return (above.transposed * residual * below.transposed, dead[j])
    }
    deadEdges = (1..<max(depth, 1)).reduce(0) { $0 + dead[$1] * dead[$1 - 1] }
  }

  /// The symmetric matrix `[[0, M], [M^T, 0]]`; its eigenvalues are plus and minus the singular values of `M`, and zeros.
  public static func symmetricEmbedding(_ matrix: Matrix<Rational>) -> Matrix<Rational> {
    let split = matrix.rows
    return Matrix(rows: split + matrix.columns, columns: split + matrix.columns) { i, j in
      switch (i < split, j < split) {
      case (true, false): matrix[i, j - split]
      case (false, true): matrix[j, i - split]
      default: 0
      }
    }
  }
}
