// DepthSums: closed forms of the sums over layers, and the exponents of the signal/tail block.
//
// Statement   The values of h_{L-1}(s^2, t^2) and g_L(s), and why the signal/tail block splits.
// Method      Base case and step; comparison of exponents.
// References  [Deng et al. 2026] for the quantities; the forms and proofs are ours.

import Exact

enum DepthSums {
  static let entries: [CatalogueEntry] = [
    pairSum, pairSumTwin, tailSum, tailSumTwin, tailExponents, tailExponentsTwin,
  ]

  private static let pairSum = DepthIdentity.entry(
    "cert-telescope-h", title: "Sum of a pair of modes",
    "For every depth L >= 1 and real s, t with s^2 != t^2, the sum of s^(2(L-k)) t^(2(k-1)) over k = 1..L is "
      + "(s^(2L) - t^(2L))/(s^2 - t^2).",
    formula: "sum_(k=1..L) s^(2(L-k)) t^(2(k-1)) = (s^(2L) - t^(2L))/(s^2 - t^2)",
    scope: "every depth L >= 1, every real s, t with s^2 != t^2", hypotheses: "s^2 != t^2",
    source: DepthIdentity.source2026,
    notCovered: "s^2 = t^2, where the sum is L s^(2L-2)", summary: "base case L = 1 and step L -> L + 1",
    idea: "With one layer more every term gains a factor s^2, and the new term is t^(2L)."
  ) {
    let (s, t, S, T) = (DepthFraction(.s), DepthFraction(.t), DepthFraction(.S), DepthFraction(.T))
    let closed = (S * S - T * T) / (s * s - t * t)
    return DepthArgument(
      leastDepth: 1, variables: [.L, .s, .t, .S, .T],
      nonzero: [((s * s - t * t).numerator, .hypothesis)],
      items: DepthArgument.telescoping("sum", closed, first: 1) { s * s * $0 + T * T })
  }

  private static let pairSumTwin = DepthIdentity.twin(
    "cert-telescope-h",
    "For every depth L >= 1 and real s, t with s^2 != t^2, the sum of s^(2(L-k)) t^(2(k-1)) over k = 1..L is "
      + "(s^(2L-2) - t^(2L-2))/(s^2 - t^2).",
    scope: "every depth L >= 1, every real s, t with s^2 != t^2", idea: "The exponent is one layer short.",
    DepthWitness(depth: 2, values: [("s", 2), ("t", 1)], relation: .equal) { depth, v in
      let (s, t) = (v[0] * v[0], v[1] * v[1])
      let sum = (1...depth).reduce(Rational(0)) { $0 + s.power(depth - $1) * t.power($1 - 1) }
      return (sum, (s.power(depth - 1) - t.power(depth - 1)) / (s - t))
    })

  private static let tailSum = DepthIdentity.entry(
    "cert-tail-sum-g", title: "Sum of a tail mode, and its bounds",
    "For every depth L >= 1 and 0 <= s < 1, the sum g = 1 + s^2 + ... + s^(2L-2) is (1 - s^(2L))/(1 - s^2), g >= 1 and "
      + "(1 - s^2) g <= 1, that is L(1 - s^2) <= L/g <= L.",
    formula: "g = (1 - s^(2L))/(1 - s^2), L(1 - s^2) <= L/g <= L",
    scope: "every depth L >= 1, every real s in [0, 1)", hypotheses: "0 <= s < 1",
    source: DepthIdentity.source2026,
    notCovered: "s >= 1", summary: "base case, step, and both bounds from S^2 >= 0",
    idea: "The next term s^(2L) is not negative, and (1 - s^2) g = 1 - s^(2L)."
  ) {
    let (s, S) = (DepthFraction(.s), DepthFraction(.S))
    let closed = (1 - S * S) / (1 - s * s)
    return DepthArgument(
      leastDepth: 1, variables: [.L, .s, .S], ranges: [.from(0, .closed, .s, to: 1, .open)],
      nonzero: [((1 - s * s).numerator, .range)],
      items: DepthArgument.telescoping("sum", closed, first: 1) { $0 + S * S } + [
        .induction(
          "at-least-1", closed - 1, .nonnegative, base: [], next: [[.shown("at-least-1")], [.of(S), .of(S)]]),
        .sign("upper-bound", 1 - (1 - s * s) * closed, .nonnegative, [[.of(S), .of(S)]]),
      ])
  }

  private static let tailSumTwin = DepthIdentity.twin(
    "cert-tail-sum-g",
    "For every depth L >= 1 and 0 <= s < 1, with g = 1 + s^2 + ... + s^(2L-2), L/g <= L(1 - s^2).",
    scope: "every depth L >= 1, every real s in [0, 1)", idea: "The bound holds in the other direction.",
    DepthWitness(depth: 2, values: [("s", Rational(1, 2))], relation: .lessOrEqual) { depth, v in
      let sum = (0..<depth).reduce(Rational(0)) { $0 + v[0].power(2 * $1) }
      return (Rational(depth) / sum, Rational(depth) * (1 - v[0] * v[0]))
    })

  private static let tailExponents = DepthIdentity.entry(
    "cert-signal-tail-exponents", title: "Symmetry of the signal/tail block",
    "In the block of a signal at 1 and a tail mode with value eps, x = 1 and y = 0 at depth L >= 2, the Y variables in reverse order: v_(L+1-j) = "
      + "eps^(j-1) = u_j, and the coupling of X_k with Y_(L+1-j), which is there iff k + j <= L, is eps^(L+(k-1)+(j-1)), symmetric in k "
      + "and j.",
    formula: "coupling of X_k and Y_(L+1-j): eps^(L+(k-1)+(j-1)) for k + j <= L",
    scope: "every depth L >= 2, every pair of layers, every eps", hypotheses: "signal at its minimum",
    from: 2, source: DepthIdentity.source2026, notCovered: "a signal away from its minimum",
    summary: "exponents are equal as polynomials in L, k, j",
    idea:
      "u_k = eps^(k-1), v_l = eps^(L-l), C_(k,l) = eps^L eps^(L-1-(l-k)) for k < l: put l = L + 1 - j."
  ) {
    let (L, k, j) = (DepthFraction(.L), DepthFraction(.k), DepthFraction(.j))
    let layer = L + 1 - j
    let coupling = L + (L - 1 - (layer - k))
    let mirrored = L + (L - 1 - (L + 1 - k - j))
    return DepthArgument(
      leastDepth: 2, variables: [.L, .k, .j],
      items: [
        .identity("reversed", L - layer, j - 1),
        .identity("coupling", coupling, L + (k - 1) + (j - 1)),
        .identity("present", layer - k - 1, L - (k + j)),
        .identity("symmetric", coupling, mirrored),
      ])
  }

  private static let tailExponentsTwin = DepthIdentity.twin(
    "cert-signal-tail-exponents",
    "In the block of a signal at 1 and a tail mode eps with x = 1 and y = 0 at depth L >= 2, the Y variables in reverse order, the coupling of "
      + "X_k with Y_(L+1-j) for k + j <= L is eps^(L+k+j).",
    scope: "every depth L >= 2, every pair of layers with k + j <= L",
    idea: "Layers count from 1, so each exponent is one less.",
    DepthWitness(
      depth: 3, values: [("eps", Rational(1, 2)), ("k", 1), ("j", 2)], relation: .equal
    ) { depth, v in
      let (k, j) = (v[1].numerator.asInt!, v[2].numerator.asInt!)
      // e_m times the product of the other layers: L - 1 - (l - k) tail values outside and l - k - 1 signal values inside.
      let coupling = v[0].power(depth) * v[0].power(depth - 1 - ((depth + 1 - j) - k))
      return (coupling, v[0].power(depth + k + j))
    })
}
