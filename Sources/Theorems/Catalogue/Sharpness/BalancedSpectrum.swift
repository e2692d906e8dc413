// BalancedSpectrum: all eigenvalues at a balanced minimum with whitened inputs, with multiplicities, for every depth.
//
// Statement   h(s_i, s_m) = sum_k s_i^(2(L-k)) s_m^(2(k-1)) for ordered pairs i, m <= r; s_i^(2L-2), d_0 + d_L - 2r times for each i <= r; 0 otherwise.
// Hypotheses  Sxx = I, E = 0, layers diagonal in common frames with the values s_1, ..., s_r > 0 each, and 0 otherwise; every width at least r.
// Method      `EveryDepthBlocks` with a = s^(2L-2), c = 0; in the block of a pair of signals u u^T and v v^T, by the exponents of both values; counts.
// References  [Ghosh et al. 2025] for the formula; proofs are ours.

import Exact

enum BalancedSpectrum {
  private static let name = "ghosh-2025-balanced-hessian-every-depth"
  private static let (L, k, l) = (DepthFraction(.L), DepthFraction(.k), DepthFraction(.l))
  private static let (s, t, S, T) = (
    DepthFraction(.s), DepthFraction(.t), DepthFraction(.S), DepthFraction(.T)
  )
  private static let (r, h) = (DepthFraction(.r), DepthFraction(.h))
  private static let (d0, dL) = (DepthFraction(.d0), DepthFraction(.dL))

  static let entry = DepthIdentity.entry(
    name, title: "The spectrum at a balanced minimum, every depth", family: .sharpness,
    "For every depth L >= 2, in the blocks of Theorem A where Sxx = I, E = 0 and every layer has the values s_1 >= ... >= s_r > 0, sigma_i = s_i^L, and 0 otherwise, r at "
      + "most every width: the eigenvalues are sum_(k=1)^L s_i^(2(L-k)) s_m^(2(k-1)) = sum_(l=0)^(L-1) (sigma_i^(1-1/L-l/L) sigma_m^(l/L))^2 for all ordered pairs i, m <= "
      + "r, s_i^(2L-2) = sigma_i^(2-2/L) with multiplicity d_0 + d_L - 2r for each i <= r, and 0 otherwise, so that the rank is r(d_0 + d_L - r). For s_i = s > t = s_m the "
      + "sum is (s^(2L) - t^(2L))/(s^2 - t^2), between L t^(2L-2) and L s^(2L-2), and for s = t it is L s^(2L-2): the largest eigenvalue is L sigma_1^(2-2/L).",
    formula:
      "sum_(k=1)^L s_i^(2(L-k)) s_m^(2(k-1)) (ordered pairs i, m <= r), s_i^(2L-2) (d_0 + d_L - 2r times, i <= r), 0 otherwise",
    scope:
      "every depth L >= 2, every r >= 1, all widths >= r, every real s_1 >= ... >= s_r > 0; taken as given: the blocks of Theorem A, see aligned-block-decomposition-every-depth",
    hypotheses: "Sxx = I, E = 0; the layers are diagonal in common orthonormal frames, with equal values",
    from: 2, source: BalancedSpectrumTheorems.ghosh + ", from memory; statement and proof are ours",
    notCovered:
      "that the Hessian has these blocks: see aligned-block-decomposition-every-depth; that layers with W_(k+1)^T W_(k+1) = W_k W_k^T have common frames",
    summary:
      "entries by their exponents, eigenpairs, counts and size with L a symbol; closed forms and both bounds by induction",
    idea:
      "At E = 0 the block of a pair is u u^T (+) v v^T with u_k = s^(L-k) t^(k-1), and v is u in reverse order: each of the two ordered pairs has the value u^T u. A null "
      + "index leaves the single entry s^(2L-2), at the first layer for an input and at the last for an output."
  ) {
    DepthArgument(
      leastDepth: 2, variables: [.L, .k, .l, .u, .s, .t, .S, .T, .r, .d0, .dL, .d, .h],
      ranges: [.above(0, .u), .above(0, .s), .above(0, .t)],
      hypotheses: [((s * s - t * t).numerator, .positive)],
      nonzero: [L, s, t].map { ($0.numerator, .range) } + [((s * s - t * t).numerator, .hypothesis)],
      items: blocks + pair + BalancedSpectrumTheorems.pairItems(s, t, S, T, from: 2) + counts)
  }

  /// One signal, two of equal value, and a signal with a null: a = s^(2L-2), and c = 0 as there is no residual.
  private static let blocks: [DepthArgument.Item] = {
    let (x, y) = (DepthFraction(.x), DepthFraction(.y))
    let coupling = (x * S - y) * S / (s * s)
    let value = S * S / (s * s)
    return EveryDepthBlocks.signalEntries + EveryDepthBlocks.nullEntries + [
      .identity("coupling-at-minimum", coupling.substituting([.y: x * S])!, 0),
      .sign("null-at-most", L * value - value, .nonnegative, [[.of(L - 1), .of(value)]]),
    ] + EveryDepthBlocks.signalPairs(a: value, c: 0) + EveryDepthBlocks.nullPairs(c: 0)
  }()

  /// Two signals of values s and t: exponents of both in `u_k`, in row k of `u u^T` times u, in `v_k`, and of sigma_i and sigma_m in the sum.
  private static let pair: [DepthArgument.Item] = {
    let (own, other) = (EveryDepthBlocks.outside(k), EveryDepthBlocks.outside(l))
    let (last, mirrored) = (EveryDepthBlocks.outside(L), EveryDepthBlocks.outside(L + 1 - k))
    return [
      .identity("pair-row-first", (own.after + other.after) + other.after, own.after + 2 * other.after),
      .identity("pair-row-second", (own.before + other.before) + other.before, own.before + 2 * other.before),
      // u_L = t^(L-1) is not 0, so that the L - 1 vectors u_L e_l - u_l e_L, which are orthogonal to u, are independent.
      .identity("pair-last-first", last.after, 0), .identity("pair-last-second", last.before, L - 1),
      .identity("pair-vectors", (1 + (L - 1)) + (1 + (L - 1)), 2 * L),
      .identity("mirrored-first", own.before, mirrored.after),
      .identity("mirrored-second", own.after, mirrored.before),
      .identity("exponent-first", L * (1 - 1 / L - (k - 1) / L), own.after),
      .identity("exponent-second", L * ((k - 1) / L), own.before),
      .identity("exponent-null", L * (2 - 2 / L), 2 * L - 2),
    ]
  }()

  private static let counts: [DepthArgument.Item] = {
    let minus = EveryDepthBlocks.minus
    let nulls = r * (d0 - r) + r * (dL - r)
    // A block of one signal has L - 1 zeros, one of two has 2(L - 1), and a signal has two with every hidden null.
    let zeros = (L - 1) * r + 2 * (L - 1) * minus + 2 * r * h
    return EveryDepthBlocks.signalCounts + EveryDepthBlocks.dimensionItems + [
      .identity("ordered-pairs", r + 2 * minus, r * r),
      .identity("null-count", (d0 - r) + (dL - r), d0 + dL - 2 * r),
      .identity("dimension", r + 2 * minus + nulls + zeros, EveryDepthBlocks.dimension),
      .identity("rank", r + 2 * minus + nulls, r * (d0 + dL - r)),
    ]
  }()

  static let lengthTwin = DepthIdentity.twin(
    name, family: .sharpness,
    "For every depth L >= 1 and s > t > 0, the squared length of the vector with entries s^(L-k) t^(k-1), k = 1..L, is L (s t)^(L-1).",
    scope: "every depth L >= 1, every real s > t > 0",
    idea: "L (s t)^(L-1) is the geometric mean, and the sum is larger.",
    DepthWitness(depth: 2, values: [("s", 2), ("t", 1)], relation: .equal) { depth, v in
      let entries = (1...depth).map { v[0].power(depth - $0) * v[1].power($0 - 1) }
      return (entries.reduce(0) { $0 + $1 * $1 }, Rational(depth) * (v[0] * v[1]).power(depth - 1))
    })

  static let countTwin = DepthIdentity.twin(
    name, suffix: "false-multiplicity", family: .sharpness,
    "For every depth L >= 2, where Sxx = I, E = 0 and every layer has the values s > t > 0 and 0 otherwise, the eigenvalues are those of \(name) with r = 2, but s^(2L-2) "
      + "and t^(2L-2) have multiplicity d_0 + d_L - r: the sum of all eigenvalues is L s^(2L-2) + L t^(2L-2) + 2 h + (d_0 + d_L - 2)(s^(2L-2) + t^(2L-2)), h the sum of "
      + "s^(2(L-k)) t^(2(k-1)).",
    scope: "every depth L >= 2, every real s > t > 0, all widths >= 2",
    idea: "The r signals are among the d_0 inputs and among the d_L outputs.",
    DepthWitness(
      depth: 3, values: [("s", 2), ("t", 1), ("d0", 3), ("dL", 2)], relation: .equal
    ) { depth, v in
      let hidden = Array(repeating: Integer(2), count: depth - 1)
      let hessian = AlignedNetwork(
        widths: [v[2].numerator] + hidden + [v[3].numerator],
        modes: v[..<2].map {
          ModeRun(count: 1, balanced: $0, depth: depth, x: 1, y: $0.power(depth))
        }, restInput: 1
      ).dense().hessian()
      let sum = (0..<hessian.rows).reduce(Rational(0)) { $0 + hessian[$1, $1] }
      let powers = [v[0], v[1]].reduce(Rational(0)) { $0 + $1.power(2 * depth - 2) }
      let h = (1...depth).reduce(Rational(0)) {
        $0 + v[0].power(2 * (depth - $1)) * v[1].power(2 * ($1 - 1))
      }
      return (sum, Rational(depth) * powers + 2 * h + (v[2] + v[3] - 2) * powers)
    })
}
