// EveryDepthSignals: what the Gauss-Newton part alone says of the clusters, and signals of different size, for every depth.
//
// Statement   B.1 and B.2 of the mathematics: H_o has the ratio L at every step; a pair of signals has a value of H_o in [L min^(2L-2), L max^(2L-2)], and
//             the functional part H_f has a norm of at most (L-1) max|e| max|lambda|^(L-2).
// Hypotheses  Aligned balanced network, zero tail, every width at least the number of signals; the blocks of Theorem A are given.
// Method      `EveryDepthBlocks` without couplings; bounds by induction over the depth; quadratic forms pair by pair, as squares.
// References  Derived; the settings are those of [Deng et al. 2026].

import Exact

enum EveryDepthSignals {
  static let entries: [CatalogueEntry] = [gaussNewton, unequal]
  static let twins: [CatalogueEntry] = [gaussNewtonTwin] + unequalTwins

  private static let (L, k, l) = (DepthFraction(.L), DepthFraction(.k), DepthFraction(.l))
  private static let (s, t, S, T) = (
    DepthFraction(.s), DepthFraction(.t), DepthFraction(.S), DepthFraction(.T)
  )
  private static let given =
    "taken as given: the blocks of Theorem A, see aligned-block-decomposition-every-depth, in which H_o is what does not contain the residuals e_i and H_f, linear in them, the rest"

  // The Gauss-Newton part of equal signals

  private static let gaussNewton = DepthIdentity.entry(
    "deng-2026-gauss-newton-ratio-every-depth", title: "Ratio of the Gauss-Newton part, every depth",
    family: .seed,
    "For every depth L >= 2, in the blocks of Theorem A with r uniform signals lambda, zero tail, Sxx = x times the identity on n_x >= r directions, any targets y and a = x lambda^(2L-2), the "
      + "Gauss-Newton part H_o has the eigenvalues L a (r^2 times), a (r(n_x + d_L - 2r) times), and 0 otherwise: where a > 0, dominant/bulk of H_o is exactly L, at every step of training that "
      + "has this form and not only at the minimum.",
    formula: "H_o: L a (r^2 times), a (r(n_x + d_L - 2r) times), 0 otherwise; a = x lambda^(2L-2)",
    scope: "every depth L >= 2, every real lambda, x, y, all widths >= r, every r and n_x; " + given,
    hypotheses: "aligned balanced network, r equal signals, zero tail, every width at least r", from: 2,
    source: DepthIdentity.source2026,
    notCovered:
      "the full Hessian: see deng-2026-bifurcation-training-every-depth; signals of different size: see deng-2026-unequal-signals-every-depth; that descent keeps this form: see "
      + "deng-2026-recursion-every-depth",
    summary:
      "entries by their exponents, eigenpairs without couplings, counts, size and trace: ratio exactly L",
    idea:
      "Without the residual a pair of signals has the block a 11^T (+) a 11^T, at the minimum or not: the eigenvalue L a."
  ) {
    let (a, r, h) = (DepthFraction(.a), DepthFraction(.r), DepthFraction(.h))
    let (nx, dL) = (DepthFraction(.nx), DepthFraction(.dL))
    let rest = (L - 1) * r * r + 2 * r * h
    return DepthArgument(
      leastDepth: 2, variables: [.L, .k, .l, .u, .a, .r, .nx, .d0, .dL, .d, .h],
      ranges: [.above(0, .u), .above(0, .a)], nonzero: [(a.numerator, .range)],
      items: EveryDepthBlocks.signalEntries + EveryDepthBlocks.nullEntries
        + EveryDepthBlocks.signalPairs(a: a, c: 0) + EveryDepthBlocks.nullPairs(c: 0)
        + EveryDepthBlocks.signalCounts + EveryDepthBlocks.dimensionItems
        + EveryDepthBlocks.countItems(a: a, [(L * a, r * r), (a, r * (nx + dL - 2 * r)), (0, rest)]) + [
          .identity("ratio", L * a / a, L),
          .sign("above-bulk", L * a - a, .positive, [[.of(L - 1), .of(a)]]),
        ])
  }

  /// The Hessian of a network of width 1 with equal layers and x = 1.
  private static func hessian(_ depth: Int, _ s: Rational, y: Rational) -> Matrix<Rational> {
    func single(_ value: Rational) -> Matrix<Rational> { Matrix(rows: 1, columns: 1, entries: [value]) }
    return LinearNetwork(
      layers: Array(repeating: single(s), count: depth), inputCovariance: single(1),
      crossCovariance: single(y)
    ).hessian()
  }

  private static func rowSum(_ matrix: Matrix<Rational>) -> Rational {
    (0..<matrix.columns).reduce(Rational(0)) { $0 + matrix[0, $1] }
  }

  private static let gaussNewtonTwin = DepthIdentity.twin(
    "deng-2026-gauss-newton-ratio-every-depth", family: .seed,
    "For every depth L >= 2 and s, y > 0, with uniform signals s, zero tail and x = 1, the symmetric dominant eigenvalue of the full Hessian is L times the bulk eigenvalue, at every step.",
    scope: "every depth L >= 2, every real s, y > 0",
    idea: "H_f adds (L-1) s^(L-2) (s^L - y), which is 0 at the minimum only.",
    DepthWitness(depth: 3, values: [("s", Rational(1, 2)), ("y", 1)], relation: .equal) { depth, v in
      let block = hessian(depth, v[0], y: v[1])
      return (rowSum(block), Rational(depth) * block[0, 0])
    })

  // Signals of different size

  private static let unequal = DepthIdentity.entry(
    "deng-2026-unequal-signals-every-depth", title: "Signals of different size, every depth", family: .seed,
    "For every depth L >= 2, in the blocks of Theorem A with balanced signals in [a, b], 0 < a <= b, zero tail, x = 1 and all residuals in [-e, e]: two signals s > t have the Gauss-Newton value h = "
      + "sum_(k=1..L) s^(2(L-k)) t^(2(k-1)), once for each order of the two, with L t^(2L-2) <= h <= L s^(2L-2), and two equal ones L s^(2L-2) twice; a signal s has L s^(2L-2) in its own block, and s^(2L-2) with each null output and each "
      + "seen null input. So the dominant values of H_o lie in [L a^(2L-2), L b^(2L-2)], its bulk values in [a^(2L-2), b^(2L-2)], and their ratios, at E = 0 those of the Hessian, between L "
      + "(a/b)^(2L-2) and L (b/a)^(2L-2). The couplings are at most e b^(L-2) in size, at most L - 1 at each variable, so that the functional part H_f has a norm of at most (L-1) e b^(L-2): by Weyl's "
      + "inequality every eigenvalue of the Hessian is within that of the one of H_o of the same rank in order.",
    formula: "L min^(2L-2) <= h <= L max^(2L-2); |H_f| <= (L-1) max|e| max|lambda|^(L-2)",
    scope:
      "every depth L >= 2, every real 0 < a <= t < s <= b, a bulk value of any signal in [a, b], every e >= 0, all widths at least the number of signals; "
      + given
      + "; that the values listed are the eigenvalues of H_o, those of a Hessian at E = 0 with the same layers, see ghosh-2025-balanced-hessian-every-depth; Weyl's inequality, and that the norm of a symmetric matrix is the largest size of its form on unit vectors",
    hypotheses: "aligned balanced network, positive signals, x = 1, zero tail", from: 2,
    source: DepthIdentity.source2026,
    notCovered:
      "signals of both signs; a tail; which eigenvalue is which when the clusters overlap, as in deng-2026-R8",
    summary:
      "bounds of h and of powers by induction; sizes of the couplings; the form of H_f pair by pair, as squares",
    idea:
      "Every term of h lies between t^(2L-2) and s^(2L-2). In H_f a variable meets at most L - 1 others, and 2 c x y <= m (x^2 + y^2) where abs(c) <= m."
  ) {
    let (most, least) = (DepthFraction(.b), DepthFraction(.a))
    return DepthArgument(
      leastDepth: 2,
      variables: [
        .L, .k, .l, .s, .t, .a, .b, .S, .T, .A, .B, .u, .xm, .z, .p, .q, .G, .E, .r, .c, .j, .d, .x, .y,
      ],
      ranges: [
        .above(0, .s), .above(0, .t), .above(0, .a), .above(0, .b), .above(0, .u), .above(0, .p),
        .above(0, .q),
        .above(0, .G), .above(0, .r, .closed),
      ],
      hypotheses: [
        ((most - s).numerator, .nonnegative), ((s - t).numerator, .positive),
        ((t - least).numerator, .nonnegative),
      ]
        + [
          bulk - low, high - bulk, own - low, high - own, firstBound - first, secondBound - second,
          residual - error,
          residual + error, bound - coupling, bound + coupling,
        ].map { ($0.numerator, DepthSign.nonnegative) },
      nonzero: [s, t, least, most, DepthFraction(.A)].map { ($0.numerator, .range) } + [
        ((s - t).numerator, .hypothesis), ((s + t).numerator, .range),
      ],
      items: EveryDepthBlocks.signalEntries + EveryDepthBlocks.nullEntries + BalanceArgument.sums
        + BalanceArgument.powers
        + BalanceArgument.sumBounds + ratios + couplings)
  }

  /// `a^(2L-2)` and `b^(2L-2)`; xm and z, the values `s^(2L-2)` of any two signals.
  private static let (low, high) = (
    DepthFraction(.A) * DepthFraction(.A) / (DepthFraction(.a) * DepthFraction(.a)),
    DepthFraction(.B) * DepthFraction(.B) / (DepthFraction(.b) * DepthFraction(.b))
  )
  private static let (bulk, own) = (DepthFraction(.xm), DepthFraction(.z))

  private static let ratios: [DepthArgument.Item] = {
    let (h, top, bottom) = (BalanceArgument.h, S / s, T / t)
    let (most, least) = (DepthFraction(.B) / DepthFraction(.b), DepthFraction(.A) / DepthFraction(.a))
    return [
      .sign(
        "value-at-most", high - top * top, .nonnegative,
        [[.shown("largest-without-one"), .of(most + top)]]),
      .sign(
        "value-at-least", bottom * bottom - low, .nonnegative,
        [[.shown("least-without-one"), .of(bottom + least)]]),
      .sign(
        "value-order", top * top - bottom * bottom, .nonnegative,
        [[.shown("middle-without-one"), .of(top + bottom)]]),
      .sign(
        "ratio-at-most", L * (high / low) * bulk - h, .nonnegative,
        [[.of(L * high / low), .of(bulk - low)], [.shown("sum-at-most")]]),
      .sign(
        "ratio-at-least", h * high - L * low * bulk, .nonnegative,
        [[.of(high), .shown("sum-at-least")], [.of(L * low), .of(high - bulk)]]),
      .sign(
        "own-ratio-at-most", L * (high / low) * bulk - L * own, .nonnegative,
        [[.of(L * high / low), .of(bulk - low)], [.of(L), .of(high - own)]]),
      .sign(
        "own-ratio-at-least", L * own * high - L * low * bulk, .nonnegative,
        [[.of(L * high), .of(own - low)], [.of(L * low), .of(high - bulk)]]),
    ]
  }()

  /// p and q, powers of two signals with exponents that add up to L - 2, at most G and E, those of b; a residual c in [-r, r].
  private static let (first, second) = (DepthFraction(.p), DepthFraction(.q))
  private static let (firstBound, secondBound) = (DepthFraction(.G), DepthFraction(.E))
  private static let (residual, error) = (DepthFraction(.r), DepthFraction(.c))
  /// A coupling j in [-d, d].
  private static let (bound, coupling) = (DepthFraction(.d), DepthFraction(.j))

  /// Summed over the couplings of a block, the forms show that `m |v|^2 -+ v^T H_f v` is not negative, m = (L-1) d.
  private static let couplings: [DepthArgument.Item] = {
    let (x, y, b, B) = (DepthFraction(.x), DepthFraction(.y), DepthFraction(.b), DepthFraction(.B))
    let half = DepthFraction(1) / 2
    let sizes: [[DepthArgument.Factor]] = [
      [.of(residual), .of(firstBound), .of(secondBound - second)],
      [.of(residual), .of(second), .of(firstBound - first)],
    ]
    let (above, below) = (bound - coupling, bound + coupling)
    return [
      // Exponents from 0 on: n = L - 2.
      .induction(
        "power", B / (b * b) - S / (s * s), .nonnegative, base: [],
        next: [[.of(b), .shown("power")], [.of(S / (s * s)), .of(b - s)]]),
      .sign(
        "coupling-at-most", residual * firstBound * secondBound - error * first * second, .nonnegative,
        sizes + [[.of(residual - error), .of(first), .of(second)]]),
      .sign(
        "coupling-at-least", residual * firstBound * secondBound + error * first * second, .nonnegative,
        sizes + [[.of(residual + error), .of(first), .of(second)]]),
      .identity("others", (k - 1) + (L - k), L - 1),
      .sign("hidden-others", (L - 1) - 1, .nonnegative, [[.of(L - 2)]]),
      .sign(
        "form-at-most", bound * (x * x + y * y) - 2 * coupling * x * y, .nonnegative,
        [[.of(half), .of(above), .square(x + y)], [.of(half), .of(below), .square(x - y)]]),
      .sign(
        "form-at-least", bound * (x * x + y * y) + 2 * coupling * x * y, .nonnegative,
        [[.of(half), .of(above), .square(x - y)], [.of(half), .of(below), .square(x + y)]]),
    ]
  }()

  private static let unequalTwins: [CatalogueEntry] = [
    DepthIdentity.twin(
      "deng-2026-unequal-signals-every-depth", family: .seed,
      "For every depth L >= 2 and s > t > 0, at the balanced minimum with signals s and t, x = 1 and zero tail, the dominant value of the smaller signal, L t^(2L-2), is above the bulk value of the "
        + "larger one, s^(2L-2).",
      scope: "every depth L >= 2, every real s > t > 0",
      idea: "Only where s/t < L^(1/(2L-2)), which tends to 1: see deng-2026-R8.",
      DepthWitness(depth: 3, values: [("s", 2), ("t", 1)], relation: .greater) { depth, v in
        let (larger, smaller) = (
          hessian(depth, v[0], y: v[0].power(depth)), hessian(depth, v[1], y: v[1].power(depth))
        )
        return (rowSum(smaller), larger[0, 0])
      }),
    DepthIdentity.twin(
      "deng-2026-unequal-signals-every-depth", suffix: "false-norm", family: .seed,
      "For every depth L >= 2, with one signal s > 0, x = 1, zero tail and the residual e = s^L - y, the form of the functional part H_f at (1, ..., 1)/sqrt(L) is at most abs(e) s^(L-2) in size.",
      scope: "every depth L >= 2, every real s, y > 0",
      idea: "The coupling of two layers is that; each layer meets L - 1 others.",
      DepthWitness(depth: 3, values: [("s", 2), ("y", 1)], relation: .lessOrEqual) { depth, v in
        let functional =
          rowSum(hessian(depth, v[0], y: v[1])) - rowSum(hessian(depth, v[0], y: v[0].power(depth)))
        return (functional.magnitude, (v[0].power(depth) - v[1]).magnitude * v[0].power(depth - 2))
      }),
  ]
}
