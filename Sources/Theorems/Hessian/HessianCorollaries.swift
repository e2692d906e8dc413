// HessianCorollaries: what Theorem A gives in closed form, without any block being formed.
//
// Statement   (A.3) For indices i, m of an aligned network, with p, q, e as in `IndexClass`:
//             - the Gauss-Newton part has, for every ordered pair (i, m) with i <= d_L and m <= d_0, the eigenvalue
//               x_m sum_k p_(k,i)^2 q_(k,m)^2, and 0 otherwise;
//             - when m is null (all its layer values are 0) and L >= 2, the pair block is [[x_m p_(1,i)^2, -y_m r], [-y_m r, x_i q_(L,i)^2]]
//               on X_1, Y_L, with r the product of the inner layer values of i, and [[0, c_j], [c_j, 0]] on X_(j+1), Y_j, c_j = e_i prod_(l != j, j+1) s_(l,i);
//             - at E = 0 the Hessian has N minus the number of non-zero Gauss-Newton eigenvalues zeros;
//             - for balanced values ||H_f|| <= (L-1) max |e_i| (max |s_i|)^(L-2), attained for a single value.
// Hypotheses  Aligned network.
// Method      Derived from the block formula; each is held against the blocks in the tests.

import Exact

/// Closed forms for eigenvalues of aligned networks, generic over the scalar.
public enum HessianCorollaries {
  /// The Gauss-Newton eigenvalue of an output index in `a` and an input index in `b`: `x_m sum_k p_(k,i)^2 q_(k,m)^2`.
  public static func gaussNewtonEigenvalue<S>(_ a: IndexClass<S>, _ b: IndexClass<S>) -> S {
    (1...a.depth).reduce(into: 0) { sum, k in
      let factor = a.p[k - 1] * b.q[k - 1]
      sum += b.x * factor * factor
    }
  }

  /// The end coupling of an index with a null index: the block on `X_1, Y_L` as `(a, b, c)` for `[[a, b], [b, c]]`, of depth at least 2.
  public static func nullEndBlock<S>(_ a: IndexClass<S>, null b: IndexClass<S>) -> (S, S, S) {
    precondition(a.depth >= 2, "the null corollary at depth 1")
    let inner = a.layers[1..<(a.depth - 1)].reduce(1, *)
    let first = a.p[0]
    let last = a.q[a.depth - 1]
    return (b.x * first * first, -(b.y * inner), a.x * last * last)
  }

  /// `c_j` for `j = 1, ..., L - 1`: the eigenvalues of the hidden variables of an index with a null one are plus and minus these.
  public static func nullHiddenCouplings<S>(_ a: IndexClass<S>) -> [S] {
    (1..<max(a.depth, 1)).map { j in
      a.layers.indices.filter { $0 != j - 1 && $0 != j }.reduce(a.residual) { $0 * a.layers[$1] }
    }
  }
}

extension AlignedNetwork where Scalar == Rational {
  /// The distinct Gauss-Newton eigenvalues with their multiplicities; zero takes the remaining parameters.
  ///
  /// *Cost*: `K^2 L` products for `K` classes.
  public func gaussNewtonEigenvalues() -> [Rational: Integer] {
    let classes = indexClasses()
    var found: [Rational: Integer] = [:]
    var rest = parameterCount
    for a in classes where a.exists[depth] {
      for b in classes where b.exists[0] {
        let count = a.count * b.count
        found[HessianCorollaries.gaussNewtonEigenvalue(a, b), default: 0] += count
        rest -= count
      }
    }
    if !rest.isZero { found[0, default: 0] += rest }
    return found
  }

  /// The number of zero eigenvalues of the Hessian at a network without residual; nil when a residual is not zero.
  public var nullityAtMinimum: Integer? {
    guard indexClasses().allSatisfy({ $0.residual.isZero }) else { return nil }
    return gaussNewtonEigenvalues()[0] ?? 0
  }

  /// `(L-1) max |e_i| (max |s_i|)^(L-2) >= ||H_f||` for a balanced network; nil when a mode has different values in its layers.
  public var functionalNormBound: Rational? {
    if depth == 1 { return 0 }
    guard modes.allSatisfy({ Set($0.layers).count == 1 }) else { return nil }
    let residual = indexClasses().map(\.residual.magnitude).max() ?? 0
    let value = modes.map { $0.layers[0].magnitude }.max() ?? 0
    return Rational(depth - 1) * residual * value.power(depth - 2)
  }
}
