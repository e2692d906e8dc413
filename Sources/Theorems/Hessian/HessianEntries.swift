// HessianEntries: every entry of the Hessian of any deep linear network in closed form.
//
// Statement   With U_k = W_L ... W_(k+1), V_k = W_(k-1) ... W_1, R_(kl) = W_(k-1) ... W_(l+1) and E = W Sxx - Syx,
//               H_o[(k,a,b),(l,c,d)] = (U_k^T U_l)_ac (V_k Sxx V_l^T)_bd
//               H_f[(k,a,b),(l,c,d)] = (U_k^T E V_l^T)_ad (R_kl)_bc   for l < k, its transpose for l > k, 0 for l = k.
// Hypotheses  None: any weights, any data.
// Conventions Parameters (k, a, b) ordered by layer, row, column; the loss has the factor 1/2.
// References  Second derivative of a multilinear map; the splitting is that of [Papyan 2019] and [Singh et al. 2021].

import Exact

/// The small matrices from which every Hessian entry of one network is read off.
///
/// Cost: `O(L^2)` matrix products of the layer sizes; afterwards an entry costs at most two ring products.
public struct HessianEntries<Scalar: CommutativeRing>: Sendable {
  public let widths: [Int]
  private let outerLeft: [[Matrix<Scalar>]]  // [k][l]: U_k^T U_l
  private let outerRight: [[Matrix<Scalar>]]  // [k][l]: V_k Sxx V_l^T
  private let functionalLeft: [[Matrix<Scalar>]]  // [k][l], l < k: U_k^T E V_l^T
  private let functionalRight: [[Matrix<Scalar>]]  // [k][l], l < k: R_kl

  public init(_ network: LinearNetwork<Scalar>) {
    let depth = network.depth
    widths = network.widths
    var above = [Matrix<Scalar>(identity: widths[depth])]  // U_L, U_(L-1), ...
    var below = [Matrix<Scalar>(identity: widths[0])]  // V_1, V_2, ...
    for k in 1..<max(depth, 1) {
      above.append(above[k - 1] * network.layers[depth - k])
      below.append(network.layers[k - 1] * below[k - 1])
    }
    above.reverse()
    let residual = network.residual
    let transposed = above.map(\.transposed)
    let pulled = transposed.map { $0 * residual }
    let seen = below.map { $0 * network.inputCovariance }
    let turned = below.map(\.transposed)
    outerLeft = transposed.map { left in above.map { left * $0 } }
    outerRight = seen.map { left in turned.map { left * $0 } }
    functionalLeft = pulled.enumerated().map { k, left in turned[..<k].map { left * $0 } }
    // Row k holds W_k ... W_(l+2) for l < k, counted from 0: the row before times one layer, then the identity.
    var between: [[Matrix<Scalar>]] = [[]]
    for k in 1..<max(depth, 1) {
      between.append(between[k - 1].map { network.layers[k - 1] * $0 } + [Matrix(identity: widths[k])])
    }
    functionalRight = between
  }

  /// The same factors with every entry mapped.
  func map<Other: CommutativeRing>(_ transform: (Scalar) -> Other) -> HessianEntries<Other> {
    func each(_ matrices: [[Matrix<Scalar>]]) -> [[Matrix<Other>]] {
      matrices.map { row in row.map { $0.map(transform) } }
    }
    return HessianEntries<Other>(
      widths: widths, outerLeft: each(outerLeft), outerRight: each(outerRight),
      functionalLeft: each(functionalLeft), functionalRight: each(functionalRight))
  }

  fileprivate init(
    widths: [Int], outerLeft: [[Matrix<Scalar>]], outerRight: [[Matrix<Scalar>]],
    functionalLeft: [[Matrix<Scalar>]], functionalRight: [[Matrix<Scalar>]]
  ) {
    self.widths = widths
    (self.outerLeft, self.outerRight) = (outerLeft, outerRight)
    (self.functionalLeft, self.functionalRight) = (functionalLeft, functionalRight)
  }

  /// The second derivative of the loss in the parameters `u = (k, a, b)` and `v = (l, c, d)`.
  public func entry(_ u: Parameter, _ v: Parameter, part: HessianPart = .full) -> Scalar {
    switch part {
    case .gaussNewton: outer(u, v)
    case .functional: functional(u, v)
    case .full: outer(u, v) + functional(u, v)
    }
  }

  private func outer(_ u: Parameter, _ v: Parameter) -> Scalar {
    outerLeft[u.layer - 1][v.layer - 1][u.row - 1, v.row - 1]
      * outerRight[u.layer - 1][v.layer - 1][u.column - 1, v.column - 1]
  }

  private func functional(_ u: Parameter, _ v: Parameter) -> Scalar {
    if u.layer == v.layer { return 0 }
    let (high, low) = u.layer > v.layer ? (u, v) : (v, u)
    return functionalLeft[high.layer - 1][low.layer - 1][high.row - 1, low.column - 1]
      * functionalRight[high.layer - 1][low.layer - 1][high.column - 1, low.row - 1]
  }

  /// The factors of block `(k, l)`, `l <= k`: `H_kl` is the Kronecker product of the outer pair plus the (twisted) product
  /// of the functional pair, which is absent for `k = l`.
  func factors(
    _ k: Int, _ l: Int
  ) -> (outer: (Matrix<Scalar>, Matrix<Scalar>), functional: (Matrix<Scalar>, Matrix<Scalar>)?) {
    precondition(l <= k, "the factors of block (\(k), \(l)) are those of (\(l), \(k))")
    let outer = (outerLeft[k - 1][l - 1], outerRight[k - 1][l - 1])
    return (outer, l < k ? (functionalLeft[k - 1][l - 1], functionalRight[k - 1][l - 1]) : nil)
  }

  /// The whole Hessian, `N x N`, in the order of the parameters. Cost: `N^2` entries.
  public func matrix(part: HessianPart = .full) -> Matrix<Scalar> {
    let parameters = Parameter.all(widths: widths)
    return Matrix(rows: parameters.count, columns: parameters.count) { i, j in
      entry(parameters[i], parameters[j], part: part)
    }
  }
}

extension LinearNetwork {
  /// The Hessian of the loss at this network, `N x N`, exact over an exact ring.
  public func hessian(part: HessianPart = .full) -> Matrix<Scalar> { HessianEntries(self).matrix(part: part) }
}
