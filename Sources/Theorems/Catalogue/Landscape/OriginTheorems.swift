// OriginTheorems: the Hessian where all layers vanish.
//
// Statement   L = 2: det(X - H) = X^(d_1 (d_0 - d_2)) det(X^2 - Syx Syx^T)^(d_1); L >= 3: H = 0.
// Method      Words; the twin on exact instances.
// References  [Kawaguchi 2016]; forms and proofs are ours.

import Exact

enum OriginTheorems {
  static let entries: [CatalogueEntry] = [origin, originTwin]

  private static let theorem = InstanceTheorem<NetworkInstance>(
    candidates: {
      [2, 3].map { depth in
        .aligned(
          Array(repeating: 1, count: depth + 1), layers: Array(repeating: [], count: depth), x: [1], y: [1])
      }
    },
    admits: { $0.network.layers.allSatisfy { $0.entries.allSatisfy(\.isZero) } && $0.network.depth >= 2 })

  private static let origin = WordIdentity.entry(
    "kawaguchi-2016-origin", title: "The Hessian at the origin", family: .landscape,
    "Where all layers vanish: for L = 2, X^(d_1 d_2) det(X - H) = X^(d_1 d_0) det(X^2 - Syx Syx^T)^(d_1), so that the eigenvalues are plus and minus "
      + "the singular values of Syx, d_1 times each, and 0; for L >= 3, H = 0.",
    formula:
      "L = 2: det(X - H) = X^(N - 2 d_1 q) prod_(i <= q) (X^2 - y_i^2)^(d_1), q = rank Syx; L >= 3: H = 0",
    scope: OriginWords.scope("every real Sxx and Syx"),
    hypotheses: "all layers zero, L >= 2, any Sxx and Syx",
    source: "Kawaguchi 2016, Deep Learning without Poor Local Minima", wording: .derived,
    evidence: .allDepths, notCovered: "other points, and which saddles have a negative eigenvalue",
    summary: "H at two layers with its eigenvectors, and a loss without orders below 3 at more",
    idea:
      "Along layers t D_k the loss is a polynomial in t^L, so for L >= 3 it has no second order; for L = 2 H exchanges the layers through Syx."
  ) { OriginWords.items(decay: false) }

  private static let originTwin = CatalogueEntry.twin(
    theorem, of: "kawaguchi-2016-origin", family: .landscape,
    "At every depth L >= 2, wherever all layers vanish and Syx is not zero the Hessian has a negative eigenvalue.",
    scope: "every network with all layers zero, Syx not zero and L >= 2",
    idea: "For L >= 3 the Hessian at the origin is zero."
  ) { instance in
    let negative = instance.network.hessian().inertia().negative
    return Comparison(
      negative > 0 || instance.network.crossCovariance.entries.allSatisfy(\.isZero),
      "\(negative) negative eigenvalues")
  }
}
