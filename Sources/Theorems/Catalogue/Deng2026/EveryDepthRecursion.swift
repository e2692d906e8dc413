// EveryDepthRecursion: the recursion of the layer values under gradient descent, for every depth.
//
// Statement   s' = s - eta x s^(2L-1) + eta y s^(L-1), the same in every layer; what does not move.
// Hypotheses  As in `RecursionTheorem`; that the gradient stays diagonal is `EveryDepthFrames`.
// Method      The exponent of the gradient entry for layer k; products of equal values by base case and step.
// References  [Deng et al. 2026, equations 31 to 37]; the proof is ours.

import Exact

enum EveryDepthRecursion {
  static let entry = DepthIdentity.entry(
    "deng-2026-recursion-every-depth", title: "Recursion of the layer values, every depth", family: .seed,
    "For every depth L >= 1 and every layer k, the gradient entry p_k (x s^L - y) q_k of a balanced mode, with p_k and q_k the products of the L - k "
      + "values after and the k - 1 before that layer, is s^(L-1)(x s^L - y): one step of gradient descent maps every layer value s to "
      + "s - eta x s^(2L-1) + eta y s^(L-1), so that the layers stay balanced. A mode with x = y = 0 does not move, nor one with y = x s^L; a mode with "
      + "x = 1, y = 0 becomes s - eta s^(2L-1).",
    formula: "s' = s - eta x s^(2L-1) + eta y s^(L-1)",
    scope:
      "every depth L >= 1, every layer k, every real s != 0, eta, x, y; the gradient's diagonal form is given",
    hypotheses: "aligned balanced network, gradient descent without momentum",
    source: Source.deng2026.cited("equation 37; the proof is ours"),
    notCovered:
      "that the gradient of an aligned network is diagonal with these entries: see deng-2026-constant-frames-every-depth; momentum",
    summary: "the exponent of every layer is L - 1; the step and its fixed points as identities",
    idea: "In the gradient of layer k the other layers enter once each, L - k after and k - 1 before it."
  ) {
    let (L, k, s, S) = (DepthFraction(.L), DepthFraction(.k), DepthFraction(.s), DepthFraction(.S))
    let (x, y, eta) = (DepthFraction(.x), DepthFraction(.y), DepthFraction(.eta))
    let next = s - eta * (x * S - y) * (S / s)
    return DepthArgument(
      leastDepth: 1, variables: [.L, .k, .s, .S, .x, .y, .eta], nonzero: [(s.numerator, .hypothesis)],
      items: [.identity("layer-exponent", (L - k) + (k - 1), L - 1)]
        + DepthArgument.telescoping("product", S, first: s) { $0 * s }
        + DepthArgument.telescoping("others", S / s, first: 1) { $0 * s } + [
          .identity("step", next, DepthIdentity.step(s, S, x: x, y: y, eta: eta)),
          .identity("unseen", next.substituting([.x: 0, .y: 0])!, s),
          .identity("fitted", next.substituting([.y: x * S])!, s),
          .identity("seen-tail", next.substituting([.x: 1, .y: 0])!, s - eta * S * S / s),
        ])
  }

  static let twin = DepthIdentity.twin(
    "deng-2026-recursion-every-depth", family: .seed,
    "For every depth L >= 1, one step of gradient descent on a balanced mode maps each layer value s to s - eta x s^(2L-2) + eta y s^(L-1).",
    scope: "every depth L >= 1, every real s, eta, x, y",
    idea: "x multiplies the product of L values and of the L - 1 others: 2L - 1 in all.",
    DepthWitness(
      depth: 3, values: [("s", Rational(1, 2)), ("x", 1), ("y", 1), ("eta", 1)], relation: .equal
    ) { depth, v in
      func single(_ value: Rational) -> Matrix<Rational> { Matrix(rows: 1, columns: 1, entries: [value]) }
      let stepped = LinearNetwork(
        layers: Array(repeating: single(v[0]), count: depth), inputCovariance: single(v[1]),
        crossCovariance: single(v[2])
      ).descended(rate: v[3], steps: 1).layers[0][0, 0]
      return (stepped, v[0] - v[3] * v[1] * v[0].power(2 * depth - 2) + v[3] * v[2] * v[0].power(depth - 1))
    })
}
