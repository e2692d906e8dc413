// HessianBlocks: the complete block decomposition of the Hessian of an aligned network.
//
// Statement   (Theorem A) The Hessian is, after a permutation of the variables, block diagonal: one block for each index i
//             on the variables (k, i, i), one for each pair i, m on X_k = (k, i, m) and Y_k = (k, m, i).
// Hypotheses  Layers, Sxx and Syx are diagonal in common frames. Any widths, any depth L >= 1, any layer values.
// Conventions Only variables that exist are kept, or the multiplicity of 0 would be wrong.
// Method      Indices with equal data give equal blocks; a class of n identical modes splits into S_+ and S_-.
// References  Derived; the seed paper's spectrum [Deng et al. 2026] is the special case of equal signals.

import Exact

/// Which part of the Hessian is meant: `H = H_o + H_f`.
public enum HessianPart: String, Sendable, CaseIterable {
  case full
  /// `H_o`, the outer-product part.
  case gaussNewton = "gauss-newton"
  /// `H_f`, the part that carries the residual.
  case functional
}

/// A block of the Hessian together with the number of times it occurs.
public struct HessianBlock<Scalar: CommutativeRing>: Sendable {
  public let matrix: Matrix<Scalar>
  public let multiplicity: Integer

  public init(matrix: Matrix<Scalar>, multiplicity: Integer) {
    self.matrix = matrix
    self.multiplicity = multiplicity
  }
}

/// The blocks of Theorem A as formulas in the data of one class or of a pair of classes.
///
/// With `g_k = p_k q_k`, the coupling of layers `k > j` in the block of one index is `e p_k r_(k,j) q_j`, and in the block
/// of the pair `{i, m}` it is `e_i p_(k,i) r_(kj,m) q_(j,i)` between `X_k` and `Y_j`, exchanging the roles for `k < j`.
public enum BlockFormula {
  /// The layers `k` for which the variable `(k, i, m)` exists, `i` in `a` and `m` in `b`.
  public static func layers<S>(_ a: IndexClass<S>, _ b: IndexClass<S>) -> [Int] {
    (1...a.depth).filter { a.reaches(b, layer: $0) }
  }

  /// `S_+ = x g g^T + C` (also the block of a single index) and `S_- = x g g^T - C` on the existing layers.
  public static func diagonal<S>(
    _ a: IndexClass<S>, part: HessianPart = .full
  ) -> (symmetric: Matrix<S>, antisymmetric: Matrix<S>) {
    let present = layers(a, a)
    func outer(_ k: Int, _ l: Int) -> S { a.x * (a.p[k - 1] * a.q[k - 1]) * (a.p[l - 1] * a.q[l - 1]) }
    func coupling(_ k: Int, _ l: Int) -> S {
      if k == l { return 0 }
      let (high, low) = (max(k, l), min(k, l))
      return a.residual * a.p[high - 1] * a.between(high, low) * a.q[low - 1]
    }
    func block(_ sign: S) -> Matrix<S> {
      Matrix(rows: present.count, columns: present.count) { i, j in
        combine(part, outer(present[i], present[j]), sign * coupling(present[i], present[j]))
      }
    }
    return (block(1), block(-1))
  }

  /// The block of an index of `a` with an index of `b`, variables ordered `X` by layer, then `Y` by layer.
  public static func pair<S>(_ a: IndexClass<S>, _ b: IndexClass<S>, part: HessianPart = .full) -> Matrix<S> {
    let forward = layers(a, b)
    let backward = layers(b, a)
    func coupling(_ k: Int, _ j: Int) -> S {  // X_k with Y_j
      if k > j { return a.residual * a.p[k - 1] * b.between(k, j) * a.q[j - 1] }
      if k < j { return b.residual * b.p[j - 1] * a.between(j, k) * b.q[k - 1] }
      return 0
    }
    func outer(_ from: IndexClass<S>, _ to: IndexClass<S>, _ k: Int, _ l: Int) -> S {
      to.x * (from.p[k - 1] * to.q[k - 1]) * (from.p[l - 1] * to.q[l - 1])
    }
    let split = forward.count
    return Matrix(rows: split + backward.count, columns: split + backward.count) { i, j in
      switch (i < split, j < split) {
      case (true, true): combine(part, outer(a, b, forward[i], forward[j]), 0)
      case (false, false): combine(part, outer(b, a, backward[i - split], backward[j - split]), 0)
      case (true, false): combine(part, 0, coupling(forward[i], backward[j - split]))
      case (false, true): combine(part, 0, coupling(forward[j], backward[i - split]))
      }
    }
  }

  private static func combine<S: CommutativeRing>(_ part: HessianPart, _ outer: S, _ functional: S) -> S {
    switch part {
    case .full: outer + functional
    case .gaussNewton: outer
    case .functional: functional
    }
  }
}

extension AlignedNetwork {
  /// The distinct blocks of the Hessian with their multiplicities (mathematics A.4, steps 2 and 3), one after the other.
  ///
  /// *Guarantee*: the sizes times multiplicities sum to the number of parameters, which is asserted.
  /// *Cost*: `O(K^2 L^3)` ring operations for `K <= runs + L + 2` classes, independent of the widths; one block in memory at a time.
  public func forEachHessianBlock<Failure: Error>(
    part: HessianPart = .full, _ body: (HessianBlock<Scalar>) throws(Failure) -> Void
  ) throws(Failure) {
    try forEachHessianBlockWithLayers(part: part) { (matrix, _, multiplicity) throws(Failure) in
      try body(HessianBlock(matrix: matrix, multiplicity: multiplicity))
    }
  }

  /// The same, each block with the layer of every variable.
  func forEachHessianBlockWithLayers<Failure: Error>(
    part: HessianPart = .full, _ body: (Matrix<Scalar>, [Int], Integer) throws(Failure) -> Void
  ) throws(Failure) {
    let classes = indexClasses()
    var covered: Integer = 0
    func emit(_ matrix: Matrix<Scalar>, _ layers: [Int], _ multiplicity: Integer) throws(Failure) {
      if matrix.rows == 0 || multiplicity.isZero { return }
      covered.addProduct(Integer(matrix.rows), multiplicity)
      try body(matrix, layers, multiplicity)
    }
    for (position, a) in classes.enumerated() {
      let n = a.count
      let (symmetric, antisymmetric) = BlockFormula.diagonal(a, part: part)
      let pairs = (n * (n - 1)).shiftedRight(by: 1)
      let present = BlockFormula.layers(a, a)
      try emit(symmetric, present, pairs + n)
      try emit(antisymmetric, present, pairs)
      for b in classes[(position + 1)...] {
        let layers = BlockFormula.layers(a, b) + BlockFormula.layers(b, a)
        try emit(BlockFormula.pair(a, b, part: part), layers, n * b.count)
      }
    }
    precondition(covered == parameterCount, "blocks cover \(covered) of \(parameterCount) parameters")
  }

  /// All distinct blocks at once.
  public func hessianBlocks(part: HessianPart = .full) -> [HessianBlock<Scalar>] {
    var blocks: [HessianBlock<Scalar>] = []
    forEachHessianBlock(part: part) { blocks.append($0) }
    return blocks
  }
}
