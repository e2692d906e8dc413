// EveryDepthSpectra: the seed paper's spectrum at the minimum and at every step of training, with a zero tail, for every depth.
//
// Statement   B1 and B2 of the mathematics: eigenvalues with multiplicity, and the order of the clusters, with L a symbol.
// Hypotheses  As in `ZeroTailTheorems`; the blocks of Theorem A are given, see aligned-block-decomposition-every-depth.
// Method      `EveryDepthBlocks`; for the order, differences of eigenvalues as products of factors with a sign.
// References  [Deng et al. 2026]; the count of the bulk is corrected to r(n_x + d_L - 2r) with n_x the rank of Sxx.

import Exact

enum EveryDepthSpectra {
  static let entries: [CatalogueEntry] = [minimum, training]
  static let twins: [CatalogueEntry] = [minimumTwin, trainingTwin]

  private static let (L, s, S) = (DepthFraction(.L), DepthFraction(.s), DepthFraction(.S))
  private static let (r, h) = (DepthFraction(.r), DepthFraction(.h))
  private static let (nx, dL) = (DepthFraction(.nx), DepthFraction(.dL))
  private static let layers: [DepthSymbol] = [.L, .k, .l, .u]
  private static let sizes: [DepthSymbol] = [.r, .nx, .d0, .dL, .d, .h]
  private static let given = "the blocks of Theorem A are given, see aligned-block-decomposition-every-depth"

  private static let minimum = DepthIdentity.entry(
    "deng-2026-bifurcation-minimum-every-depth", title: "Bifurcation at the minimum, every depth",
    family: .seed,
    "For every depth L >= 2, in the blocks of Theorem A at the balanced minimum with r unit signals, zero tail and Sxx = identity on n_x >= r "
      + "directions: two signals have the matrices with all entries 1, with eigenvalue L; a signal and a null have 1 at Y_L, 1 at X_1 where the input "
      + "is seen, and 0 elsewhere. Counted over all indices this is the eigenvalue L with multiplicity r^2, 1 with multiplicity r(n_x + d_L - 2r), and 0 "
      + "otherwise: dominant/bulk is exactly L.",
    formula: "L (r^2 times), 1 (r(n_x + d_L - 2r) times), 0 otherwise",
    scope: "every depth L >= 2, all widths >= r, every r and n_x; " + given,
    hypotheses: "aligned balanced network at the minimum, r unit signals, zero tail, every width at least r",
    from: 2, source: Source.deng2026.cited("statement of the theorem; the proof is ours"),
    notCovered:
      "that the Hessian has these blocks: see aligned-block-decomposition-every-depth; unequal signals; unbalanced layers",
    summary:
      "L (r^2 times), 1 (r(n_x + d_L - 2r) times), 0 else, with sizes and trace: ratio exactly L",
    idea:
      "At the minimum a = 1 and c = 0: the block of two signals is 11^T (+) 11^T, and the trace is (L-2) r^2 + r n_x + r d_L."
  ) {
    let (x, y) = (DepthFraction(.x), DepthFraction(.y))
    let point: [DepthSymbol: DepthFraction] = [.s: 1, .S: 1, .x: 1, .y: 1]
    let bulk = r * (nx + dL - 2 * r)
    let rest = (L - 1) * r * r + 2 * r * h
    return DepthArgument(
      leastDepth: 2, variables: layers + sizes, ranges: [.above(0, .u)],
      items: EveryDepthBlocks.signalEntries + EveryDepthBlocks.nullEntries + [
        .identity("outer-at-minimum", (x * S * S / (s * s)).substituting(point)!, 1),
        .identity("coupling-at-minimum", ((x * S - y) * S / (s * s)).substituting(point)!, 0),
      ] + EveryDepthBlocks.signalPairs(a: 1, c: 0) + EveryDepthBlocks.nullPairs(c: 0)
        + EveryDepthBlocks.signalCounts + EveryDepthBlocks.dimensionItems
        + EveryDepthBlocks.countItems(a: 1, [(L, r * r), (1, bulk), (0, rest)]) + [
          .sign("above-bulk", L - 1, .positive, [[.of(L - 1)]])
        ])
  }

  private static let minimumTwin = DepthIdentity.twin(
    "deng-2026-bifurcation-minimum-every-depth", family: .seed,
    "For every depth L >= 2, at the balanced minimum with r unit signals, zero tail and Sxx = identity on n_x >= r directions, the Hessian has "
      + "eigenvalue L with multiplicity r^2, 1 with multiplicity r(n_x + d_L - r), and 0 otherwise.",
    scope: "every depth L >= 2, all widths >= r, every r and n_x",
    idea: "The r signals are among the n_x seen inputs and among the d_L outputs.",
    DepthWitness(
      depth: 3, values: [("r", 1), ("nx", 2), ("dL", 2)], relation: .equal
    ) { depth, v in
      // x_m sum_k (p_(k,i) q_(k,m))^2 over ordered pairs: all that is not zero where E = 0. Their sum is not that of the statement.
      let (rank, seen, outputs) = (v[0], v[1], v[2])
      var trace = Rational(0)
      for i in 1...8 where Rational(i) <= outputs {
        for m in 1...8 where Rational(m) <= seen {
          let (out, into) = (Rational(i) <= rank ? Rational(1) : 0, Rational(m) <= rank ? Rational(1) : 0)
          trace += (1...depth).reduce(Rational(0)) {
            $0 + out.power(2 * (depth - $1)) * into.power(2 * ($1 - 1))
          }
        }
      }
      return (trace, Rational(depth) * rank * rank + rank * (seen + outputs - rank))
    })

  private static let training = DepthIdentity.entry(
    "deng-2026-bifurcation-training-every-depth", title: "Bifurcation at every step, every depth",
    family: .seed,
    "For every depth L >= 2, in the blocks of Theorem A with r uniform signals lambda, zero tail, Sxx = x times the identity on n_x >= r directions, "
      + "a = x lambda^(2L-2), c = lambda^(L-2)(x lambda^L - y) and h the sum of d_j - r over hidden layers, the eigenvalues are L a + (L-1) c (r(r+1)/2 "
      + "times), L a - (L-1) c (r(r-1)/2 times), a (r(n_x + d_L - 2r) times), -c ((L-1) r(r+1)/2 + r h times), c ((L-1) r(r-1)/2 + r h times), and 0 "
      + "otherwise; for x = y = 1 and lambda > 0 the r^2 cluster lies above all others iff lambda^L > 1/2.",
    formula:
      "L a + (L-1) c, L a - (L-1) c, a, -c, c, 0; for x = y = 1, lambda > 0: cluster on top iff lambda^L > 1/2",
    scope: "every depth L >= 2, every real lambda, x, y, all widths >= r, every r and n_x; " + given,
    hypotheses: "aligned balanced network, r equal signals, zero tail, every width at least r", from: 2,
    source: DepthIdentity.source2026,
    notCovered:
      "that the Hessian has these blocks: see aligned-block-decomposition-every-depth; unequal signals; unbalanced layers",
    summary: "eigenpairs, counts, size and trace with L a symbol; on top iff lambda^L > 1/2",
    idea:
      "The exponents L-1 and L-2 of the entries do not depend on the layers. The symmetric value exceeds -c by L lambda^(L-2) (2 lambda^L - 1), and -c "
      + "always occurs; where 2 lambda^L > 1 every other difference is a sum of positive terms."
  ) {
    let (a, c) = (DepthFraction(.a), DepthFraction(.c))
    let (plus, minus) = (EveryDepthBlocks.plus, EveryDepthBlocks.minus)
    return DepthArgument(
      leastDepth: 2, variables: layers + [.s, .S, .a, .c] + sizes,
      ranges: [.above(0, .u), .above(0, .s), .above(1, .r, .closed), .above(0, .h, .closed)],
      nonzero: [(s.numerator, .range)],
      items: EveryDepthBlocks.signalEntries + EveryDepthBlocks.nullEntries
        + EveryDepthBlocks.signalPairs(a: a, c: c) + EveryDepthBlocks.nullPairs(c: c)
        + EveryDepthBlocks.signalCounts + EveryDepthBlocks.dimensionItems
        + EveryDepthBlocks.countItems(
          a: a,
          [
            (L * a + (L - 1) * c, plus), (L * a - (L - 1) * c, minus), (a, r * (nx + dL - 2 * r)),
            (-c, (L - 1) * plus + r * h), (c, (L - 1) * minus + r * h),
          ]) + order)
  }

  /// At x = y = 1 and s > 0: differences of the two values of the cluster from a, -c, c and 0.
  private static let order: [DepthArgument.Item] = {
    let unit = S / (s * s)
    let (a, c) = (S * unit, (S - 1) * unit)
    let symmetric = L * a + (L - 1) * c
    let antisymmetric = L * a - (L - 1) * c
    let half = 2 * S - 1
    return [
      .sign("symmetric-bulk", symmetric - a, .same, [[.of(L - 1), .of(unit), .of(half)]]),
      .sign("symmetric-minus-c", symmetric + c, .same, [[.of(L), .of(unit), .of(half)]]),
      .sign("symmetric-plus-c", symmetric - c - (L - 1) * unit * half, .positive, [[.of(unit)]]),
      .sign("symmetric-zero", symmetric - (L - 1 / 2) * unit * half, .positive, [[.of(unit / 2)]]),
      .sign("antisymmetric-bulk", antisymmetric - a, .positive, [[.of(L - 1), .of(unit)]]),
      .sign("antisymmetric-minus-c", antisymmetric + c, .positive, [[.of(L - 2 + 2 * S), .of(unit)]]),
      .sign("antisymmetric-plus-c", antisymmetric - c, .positive, [[.of(L), .of(unit)]]),
      .sign("antisymmetric-zero", antisymmetric, .positive, [[.of(L - 1 + S), .of(unit)]]),
      .sign(
        "minus-c-occurs", (L - 1) * EveryDepthBlocks.plus + r * h, .positive,
        [[.of(L - 1), .of(r), .of((r + 1) / 2)], [.of(r), .of(h)]]),
    ]
  }()

  private static let trainingTwin = DepthIdentity.twin(
    "deng-2026-bifurcation-training-every-depth", family: .seed,
    "For every depth L >= 2 and 0 < s <= 1, with uniform signals s, zero tail and x = y = 1, the symmetric value is at most the larger of a and -c where "
      + "s^L <= 1 - 1/L: the r^2 cluster lies above all others only if s^L > 1 - 1/L.",
    scope: "every depth L >= 2, every real s in (0, 1] with s^L <= 1 - 1/L",
    idea: "True at L = 2 only: the clusters cross at s^L = 1/2 at every depth.",
    DepthWitness(depth: 3, values: [("s", Rational(5, 6))], relation: .lessOrEqual) { depth, v in
      func single(_ value: Rational) -> Matrix<Rational> { Matrix(rows: 1, columns: 1, entries: [value]) }
      let block = LinearNetwork(
        layers: Array(repeating: single(v[0]), count: depth), inputCovariance: single(1),
        crossCovariance: single(1)
      ).hessian()
      let symmetric = (0..<depth).reduce(Rational(0)) { $0 + block[0, $1] }
      return (symmetric, max(block[0, 0], block[0, 0] - block[0, 1]))
    })
}
