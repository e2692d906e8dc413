// DepthClusters: eigenvalues of the diagonal block and the order of the clusters, at every depth.
//
// Statement   With a = x s^(2L-2) and c = s^(L-2)(x s^L - y): symmetric L a + (L-1) c, antisymmetric L a - (L-1) c, bulk a.
// Method      One identity each; differences of eigenvalues as products of factors with a sign.
// References  [Deng et al. 2026] for the clusters; the forms and proofs are ours.

import Exact

enum DepthClusters {
  static let entries: [CatalogueEntry] = [
    diagonalBlock, diagonalBlockTwin, crossing, crossingTwin, ratio, ratioTwin, threshold, thresholdTwin,
    approximateBalance, approximateBalanceTwin,
  ]

  /// `a` and `c` in the ring.
  private static func entries(x: DepthFraction, y: DepthFraction) -> (a: DepthFraction, c: DepthFraction) {
    let (s, S) = (DepthFraction(.s), DepthFraction(.S))
    return (x * S * S / (s * s), (x * S * S - y * S) / (s * s))
  }

  /// `a` and `c` at a depth of at least 2.
  private static func values(
    _ s: Rational, depth: Int, x: Rational, y: Rational
  ) -> (a: Rational, c: Rational) {
    (x * s.power(2 * depth - 2), s.power(depth - 2) * (x * s.power(depth) - y))
  }

  private static let diagonalBlock = DepthIdentity.entry(
    "cert-diagonal-block", title: "Eigenpairs of a diagonal block",
    "For every depth L >= 2, the L x L block with diagonal a = x s^(2L-2) and all other entries a + c, c = s^(L-2)(x s^L - y), has the "
      + "eigenvector (1, ..., 1) with value L a + (L-1) c and the eigenvectors e_1 - e_j with value -c.",
    formula: "L a + (L-1) c once, -c L - 1 times", scope: "every depth L >= 2, every real s != 0, x, y",
    hypotheses: "balanced layer values s != 0", from: 2,
    source: DepthIdentity.source2026, notCovered: "s = 0",
    summary: "row sums, differences of rows, and the trace",
    idea:
      "A row holds the diagonal entry once and the other entry L - 1 times; in e_1 - e_j two entries of a row are subtracted."
  ) {
    let (L, s, x) = (DepthFraction(.L), DepthFraction(.s), DepthFraction(.x))
    let S = DepthFraction(.S)
    let (a, c) = entries(x: x, y: DepthFraction(.y))
    let other = x * S * S / (s * s) + c  // of the block: x g_k g_l + e s^(L-2)
    return DepthArgument(
      leastDepth: 2, variables: [.L, .s, .S, .x, .y], nonzero: [(s.numerator, .hypothesis)],
      items: [
        .identity("row-sum", a + (L - 1) * other, L * a + (L - 1) * c),
        .identity("difference-row-1", a - other, -c),
        .identity("difference-row-j", other - a, c),
        .identity("difference-other-row", other - other, 0),
        .identity("trace", (L * a + (L - 1) * c) + (L - 1) * -c, L * a),
      ])
  }

  private static let diagonalBlockTwin = DepthIdentity.twin(
    "cert-diagonal-block",
    "For every depth L >= 2, the L x L block with diagonal a = x s^(2L-2) and all other entries a + c, c = s^(L-2)(x s^L - y), has the "
      + "eigenvector (1, ..., 1) with value L (a + c).",
    scope: "every depth L >= 2, every real s, x, y", idea: "The diagonal has no c: H_f has zero diagonal.",
    DepthWitness(depth: 2, values: [("s", 2), ("x", 3), ("y", 1)], relation: .equal) { depth, v in
      let (a, c) = values(v[0], depth: depth, x: v[1], y: v[2])
      let rowSum = (1...depth).reduce(Rational(0)) { $0 + ($1 == 1 ? a : a + c) }
      return (rowSum, Rational(depth) * (a + c))
    })

  private static let crossing = DepthIdentity.entry(
    "cert-crossing", title: "Where the clusters cross",
    "For every depth L >= 2 and 0 < s <= 1, x = y = 1, z = s^L, a = s^(2L-2) (bulk), c = s^(L-2)(z - 1): the symmetric "
      + "value L a + (L-1) c minus a is (L-1)(s^L/s^2)(2z - 1), and minus abs(c) it is L(s^L/s^2)(2z - 1); the antisymmetric"
      + " value L a - (L-1) c is above a by (L-1) s^L/s^2 and above abs(c) by (L-2+2z) s^L/s^2. So both values exceed a and "
      + "abs(c) iff z > 1/2.",
    formula: "L a + (L-1) c > max(a, abs(c)) iff s^L > 1/2",
    scope: "every depth L >= 2, every real s in (0, 1]", hypotheses: "uniform signals, zero tail, x = y = 1",
    from: 2, source: DepthIdentity.source2026,
    notCovered:
      "s > 1; unequal signals; a tail; that these are the eigenvalues and how often each occurs, see deng-2026-bifurcation-training (listed depths)",
    summary: "differences have the sign of 2 s^L - 1, or are positive",
    idea: "All differences factor; abs(c) = -c because s^L <= 1."
  ) {
    let (L, s, S) = (DepthFraction(.L), DepthFraction(.s), DepthFraction(.S))
    let (a, c) = entries(x: 1, y: 1)
    let symmetric = L * a + (L - 1) * c
    let antisymmetric = L * a - (L - 1) * c
    let unit = S / (s * s)
    return DepthArgument(
      leastDepth: 2, variables: [.L, .s, .S], ranges: [.from(0, .open, .s, to: 1, .closed)],
      nonzero: [(s.numerator, .range)],
      items: [
        .sign("size-of-c", -c, .nonnegative, [[.of(unit), .of(1 - S)]]),
        .sign("symmetric-bulk", symmetric - a, .same, [[.of(L - 1), .of(unit), .of(2 * S - 1)]]),
        .sign("symmetric-c", symmetric + c, .same, [[.of(L), .of(unit), .of(2 * S - 1)]]),
        .sign("antisymmetric-bulk", antisymmetric - a, .positive, [[.of(L - 1), .of(unit)]]),
        .sign("antisymmetric-c", antisymmetric + c, .positive, [[.of(L - 2 + 2 * S), .of(unit)]]),
      ])
  }

  private static let crossingTwin = DepthIdentity.twin(
    "cert-crossing",
    "For every depth L >= 2 and 0 < s <= 1, x = y = 1, the symmetric value L s^(2L-2) + (L-1) s^(L-2)(s^L - 1) is above "
      + "the bulk value s^(2L-2).",
    scope: "every depth L >= 2, every real s in (0, 1]", idea: "Only for s^L > 1/2.",
    DepthWitness(depth: 2, values: [("s", Rational(1, 2))], relation: .greater) { depth, v in
      let (a, c) = values(v[0], depth: depth, x: 1, y: 1)
      return (Rational(depth) * a + Rational(depth - 1) * c, a)
    })

  private static let ratio = DepthIdentity.entry(
    "cert-ratio-time-t", title: "Ratios during training",
    "For every depth L >= 2 and 0 < s <= 1, x = y = 1, z = s^L, a = s^(2L-2) (bulk), c = s^(L-2)(z - 1): (L a + (L-1) "
      + "c)/a = L - (L-1)(1-z)/z <= L, (L a - (L-1) c)/a = L + (L-1)(1-z)/z >= L, and the mean of r(r+1)/2 times the first "
      + "and r(r-1)/2 times the second is L - (L-1)(1-z)/(r z).",
    formula: "(L a +- (L-1) c)/a = L -+ (L-1)(1-z)/z",
    scope: "every depth L >= 2, every real s in (0, 1], every r >= 1",
    hypotheses: "uniform signals, zero tail, x = y = 1",
    from: 2, source: DepthIdentity.source2026,
    notCovered:
      "s > 1; unequal signals; a tail; that these are the eigenvalues and how often each occurs, see deng-2026-bifurcation-training (listed depths)",
    summary: "three ratios as identities, the gap to L as a product",
    idea:
      "c/a = -(1-z)/z; the cluster has r(r+1)/2 symmetric and r(r-1)/2 antisymmetric eigenvalues."
  ) {
    let (L, s, S, r) = (DepthFraction(.L), DepthFraction(.s), DepthFraction(.S), DepthFraction(.r))
    let (a, c) = entries(x: 1, y: 1)
    let symmetric = L * a + (L - 1) * c
    let antisymmetric = L * a - (L - 1) * c
    let mean = ((r + 1) * symmetric + (r - 1) * antisymmetric) / (2 * r)
    let gap = (1 - S) / S
    let product: [[DepthArgument.Factor]] = [[.of(L - 1), .of(1 - S), .of(1 / S)]]
    return DepthArgument(
      leastDepth: 2, variables: [.L, .s, .S, .r],
      ranges: [.from(0, .open, .s, to: 1, .closed), .above(1, .r, .closed)],
      nonzero: [(s.numerator, .range), (S.numerator, .range), (r.numerator, .range)],
      items: [
        .identity("symmetric", symmetric / a, L - (L - 1) * gap),
        .identity("antisymmetric", antisymmetric / a, L + (L - 1) * gap),
        .identity("mean", mean / a, L - (L - 1) * gap / r),
        .sign("symmetric-below", L - symmetric / a, .nonnegative, product),
        .sign("antisymmetric-above", antisymmetric / a - L, .nonnegative, product),
      ])
  }

  private static let ratioTwin = DepthIdentity.twin(
    "cert-ratio-time-t",
    "For every depth L >= 2 and 0 < s <= 1, x = y = 1, z = s^L, a = s^(2L-2) (bulk), c = s^(L-2)(z - 1): (L a + (L-1) "
      + "c)/a = L + (L-1)(1-z)/z.",
    scope: "every depth L >= 2, every real s in (0, 1]", idea: "The sign is that of the antisymmetric ratio.",
    DepthWitness(depth: 2, values: [("s", Rational(1, 2))], relation: .equal) { depth, v in
      let (a, c) = values(v[0], depth: depth, x: 1, y: 1)
      let (z, layers) = (v[0].power(depth), Rational(depth))
      return ((layers * a + (layers - 1) * c) / a, layers + (layers - 1) * (1 - z) / z)
    })

  private static let threshold = DepthIdentity.entry(
    "cert-negative-threshold", title: "Sign of the symmetric eigenvalue",
    "For every depth L >= 2 and s > 0, x = y = 1, a = s^(2L-2), c = s^(L-2)(s^L - 1): the symmetric value L a + (L-1) c "
      + "is (s^L/s^2)((2L-1) s^L - (L-1)): it is negative iff s^L < (L-1)/(2L-1).",
    formula: "L a + (L-1) c < 0 iff s^L < (L-1)/(2L-1)", scope: "every depth L >= 2, every real s > 0",
    hypotheses: "uniform signals, zero tail, x = y = 1",
    from: 2,
    source: DepthIdentity.source2026, notCovered: "s <= 0",
    summary: "positive factors times s^L - (L-1)/(2L-1)",
    idea: "L a + (L-1) c is a quadratic in s^L without constant term."
  ) {
    let (L, s, S) = (DepthFraction(.L), DepthFraction(.s), DepthFraction(.S))
    let (a, c) = entries(x: 1, y: 1)
    let symmetric = L * a + (L - 1) * c
    let unit = S / (s * s)
    return DepthArgument(
      leastDepth: 2, variables: [.L, .s, .S], ranges: [.above(0, .s)],
      nonzero: [(s.numerator, .range), ((2 * L - 1).numerator, .range)],
      items: [
        .identity("product", symmetric, unit * ((2 * L - 1) * S - (L - 1))),
        .sign("sign", symmetric, .same, [[.of(unit), .of(2 * L - 1), .of(S - (L - 1) / (2 * L - 1))]]),
      ])
  }

  private static let thresholdTwin = DepthIdentity.twin(
    "cert-negative-threshold",
    "For every depth L >= 2 and s > 0 with s^L < 1/2, x = y = 1, the symmetric value L s^(2L-2) + (L-1) s^(L-2)(s^L - 1)"
      + " is negative.",
    scope: "every depth L >= 2, every real s > 0 with s^L < 1/2",
    idea: "At s^L = 1/2 it crosses the bulk; it changes sign at (L-1)/(2L-1), which is below 1/2.",
    DepthWitness(depth: 2, values: [("s", Rational(2, 3))], relation: .less) { depth, v in
      let (a, c) = values(v[0], depth: depth, x: 1, y: 1)
      return (Rational(depth) * a + Rational(depth - 1) * c, 0)
    })

  private static let approximateBalance = DepthIdentity.entry(
    "cert-approx-balance", title: "Dominant value under input variance x",
    "For every depth L >= 1 and s > 0, x = s^(-L) (the balanced minimum of a unit target): L x s^(2L-2) = L/(x s^2) = L s^L/s^2, and its ratio to the "
      + "bulk value xm s^(2L-2) of an input variance xm > 0 is L x/xm.",
    formula: "L x s^(2L-2) = L/(x s^2), ratio L x/x_m", scope: "every depth L >= 1, every real s > 0, xm > 0",
    hypotheses: "x s^L = 1",
    source: DepthIdentity.source2026,
    notCovered:
      "pairs of different signals, where the dominant value is a sum; the bounds of deng-2026-approx-balance",
    summary: "the value in three forms, and the ratio", idea: "Substitute s^L = 1/x."
  ) {
    let (L, s, S, xm) = (DepthFraction(.L), DepthFraction(.s), DepthFraction(.S), DepthFraction(.xm))
    let x = 1 / S
    let dominant = L * x * S * S / (s * s)
    return DepthArgument(
      leastDepth: 1, variables: [.L, .s, .S, .xm], ranges: [.above(0, .s), .above(0, .xm)],
      nonzero: [(s.numerator, .range), (S.numerator, .range), (xm.numerator, .range)],
      items: [
        .identity("by-variance", dominant, L / (x * s * s)),
        .identity("by-value", dominant, L * S / (s * s)),
        .identity("ratio", dominant / (xm * S * S / (s * s)), L * x / xm),
      ])
  }

  private static let approximateBalanceTwin = DepthIdentity.twin(
    "cert-approx-balance",
    "For every depth L >= 1 and s > 0, x = s^(-L), the dominant value L x s^(2L-2) is L.",
    scope: "every depth L >= 1, every real s > 0", idea: "True at L = 2 only: the value is L s^(L-2).",
    DepthWitness(depth: 3, values: [("s", 2)], relation: .equal) { depth, v in
      let x = 1 / v[0].power(depth)
      return (Rational(depth) * x * v[0].power(2 * depth - 2), Rational(depth))
    })
}
