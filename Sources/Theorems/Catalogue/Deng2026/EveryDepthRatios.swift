// EveryDepthRatios: the ratio of dominant to bulk with a frozen tail and with approximately balanced inputs, for every depth.
//
// Statement   B.3 and B.5 of the mathematics: L(1 - eps^2) <= L/g <= L; L (a/b)^(3-2/L) <= dominant/bulk <= L (b/a)^(3-2/L).
// Hypotheses  As in `TailRatioTheorem` and `ApproximateBalanceTheorem`; the blocks of Theorem A are given.
// Method      Sums over layers by base case and step, bounds by induction over the depth and by products of factors with a sign.
// References  Derived; the settings are those of [Deng et al. 2026] and of its public review.

import Exact

enum EveryDepthRatios {
  static let entries: [CatalogueEntry] = [tailRatio, approximateBalance]
  static let twins: [CatalogueEntry] = [tailRatioTwin, approximateBalanceTwin]

  private static let (L, s, S) = (DepthFraction(.L), DepthFraction(.s), DepthFraction(.S))

  private static let tailRatio = DepthIdentity.entry(
    "deng-2026-tail-ratio-every-depth", title: "Ratio with a frozen tail, every depth", family: .seed,
    "For every depth L >= 2, in the blocks of Theorem A with r unit signals, Sxx = I_r and a tail of d* - r values eps, r <= d* <= every width, the "
      + "eigenvalues are L (r^2 times), g = 1 + eps^2 + ... + eps^(2L-2) (r(d* - r) times), 1 (r(d_L - d*) times), and 0 otherwise; for 0 <= eps < 1, "
      + "1 <= g <= L and the ratio satisfies L(1 - eps^2) <= L/g <= L.",
    formula: "L(1 - eps^2) <= L/g <= L, g = 1 + eps^2 + ... + eps^(2L-2)",
    scope:
      "every depth L >= 2, every real eps in [0, 1), every r <= d* <= all widths; the blocks of Theorem A are given, see aligned-block-decomposition-every-depth",
    hypotheses: "aligned balanced network at the minimum, unit signals, Sxx = I_r, d* at most every width",
    from: 2, source: DepthIdentity.source2026,
    notCovered:
      "that the Hessian has these blocks: see aligned-block-decomposition-every-depth; tails of different values; tails cut off by a width; eps >= 1",
    summary: "eigenpairs, counts, size and trace with L a symbol; both bounds of L/g",
    idea:
      "A signal and a tail mode have only the block v v^T with v_k = eps^(L-k), as their residuals and the tail's variance are 0; 1 - (1 - eps^2) g = eps^(2L)."
  ) {
    let (k, l, u, r) = (DepthFraction(.k), DepthFraction(.l), DepthFraction(.u), DepthFraction(.r))
    let (d0, dL, star, h) = (
      DepthFraction(.d0), DepthFraction(.dL), DepthFraction(.dstar), DepthFraction(.h)
    )
    let g = (1 - S * S) / (1 - s * s)
    let (own, other) = (EveryDepthBlocks.outside(k).after, EveryDepthBlocks.outside(l).after)
    let nulls = (d0 - star) + (dL - star) + 2 * (h - (L - 1) * (star - r))
    let eigenvalues: [DepthArgument.Item] =
      EveryDepthBlocks.signalPairs(a: 1, c: 0) + [
        // Row k of v v^T v is v_k times the sum of squares; e_l - v_l e_L is orthogonal to v, as v_L = 1.
        .identity("tail-row", own + other + other, own + 2 * other),
        .identity("tail-last", EveryDepthBlocks.outside(L).after, 0),
        .identity("tail-orthogonal", other, other + EveryDepthBlocks.outside(L).after),
        .identity("tail-vectors", 1 + (L - 1) + L, 2 * L),
        .sign("null-other-layers", EveryDepthBlocks.outside(L - u).after, .positive, [[.of(u)]]),
      ] + DepthArgument.telescoping("sum", g, first: 1) { $0 + S * S }
    let counts: [DepthArgument.Item] =
      EveryDepthBlocks.signalCounts + EveryDepthBlocks.dimensionItems + [
        .identity("dimension", L * r * r + 2 * L * r * (star - r) + r * nulls, EveryDepthBlocks.dimension),
        .identity("rank", r * r + r * (star - r) + r * (dL - star), r * dL),
        // ||U_k||^2 tr(V_k Sxx V_k^T): r d_L at the last layer, r (r + (d* - r) eps^(2(L-k))) before it.
        .identity(
          "trace", L * r * r + g * r * (star - r) + r * (dL - star),
          r * dL + (L - 1) * r * r + r * (star - r) * (g - 1)),
      ]
    let ratio = L / g
    let bounds: [DepthArgument.Item] = [
      .induction(
        "at-least-1", g - 1, .nonnegative, base: [[.square(s)]], next: [[.shown("at-least-1")], [.square(S)]]),
      .induction(
        "at-most-L", L - g, .nonnegative, base: [[.of(1 - s * s)]],
        next: [[.shown("at-most-L")], [.of(1 - S * S)]]),
      .sign("upper-bound", 1 - (1 - s * s) * g, .nonnegative, [[.square(S)]]),
      .sign("ratio-at-most", L - ratio, .nonnegative, [[.of(L), .shown("at-least-1"), .of(1 / g)]]),
      .sign(
        "ratio-at-least", ratio - L * (1 - s * s), .nonnegative,
        [[.of(L), .shown("upper-bound"), .of(1 / g)]]),
    ]
    return DepthArgument(
      leastDepth: 2, variables: [.L, .k, .l, .u, .s, .S, .r, .d0, .dL, .d, .dstar, .h],
      ranges: [.above(0, .u), .from(0, .closed, .s, to: 1, .open)],
      nonzero: [((1 - s * s).numerator, .range), ((1 - S * S).numerator, .range)],
      items: eigenvalues + counts + bounds)
  }

  private static let tailRatioTwin = DepthIdentity.twin(
    "deng-2026-tail-ratio-every-depth", family: .seed,
    "For every depth L >= 2 and 0 <= eps < 1, with g = 1 + eps^2 + ... + eps^(2L-2), the ratio satisfies L(1 - eps^L) <= L/g.",
    scope: "every depth L >= 2, every real eps in [0, 1)",
    idea: "True at L = 2 only: g tends to 1/(1 - eps^2), not to 1, when the depth grows.",
    DepthWitness(depth: 3, values: [("eps", Rational(1, 2))], relation: .lessOrEqual) { depth, v in
      let sum = (0..<depth).reduce(Rational(0)) { $0 + v[0].power(2 * $1) }
      return (Rational(depth) * (1 - v[0].power(depth)), Rational(depth) / sum)
    })

  private static let approximateBalance = DepthIdentity.entry(
    "deng-2026-approx-balance-every-depth", title: "Approximately balanced inputs, every depth",
    family: .seed,
    "For every depth L >= 2 and 0 < p <= t < s <= q: with layer values s, t of two signals at the balanced minimum of a target with unit singular "
      + "values, so that their variances are s^(-L) and t^(-L), and all variances x, x' of signals and seen nulls in [q^(-L), p^(-L)], the dominant values "
      + "x h, h the sum of s^(2(L-k)) t^(2(k-1)), L x s^(2L-2) and L x t^(2L-2) lie between L p^(2L-2)/q^L and L q^(2L-2)/p^L, the bulk values x' s^(2L-2) "
      + "and x' t^(2L-2) between p^(2L-2)/q^L and q^(2L-2)/p^L, so that, also with the bulk value of another signal, L (p/q)^(3L-2) <= dominant/bulk <= "
      + "L (q/p)^(3L-2). For b = p^(-L), a = q^(-L) this is L (a/b)^(3-2/L) <= dominant/bulk <= L (b/a)^(3-2/L).",
    formula: "L (a/b)^(3-2/L) <= dominant/bulk <= L (b/a)^(3-2/L)",
    scope:
      "every depth L >= 2, every real p <= t < s <= q with p > 0, every x, x' in [q^(-L), p^(-L)]; the blocks of Theorem A are given, see aligned-block-decomposition-every-depth",
    hypotheses: "balanced minimum, unit singular values of the target, zero tail, x_i in [a, b]", from: 2,
    source: Source.deng2026.cited("its public review; statement and proof are ours"),
    notCovered:
      "that these are the eigenvalues of the Hessian: see aligned-block-decomposition-every-depth; a tail; a minimum that is not balanced",
    summary: "bounds of h, of the powers and of both kinds of eigenvalues; their ratio",
    idea:
      "Every factor lies between its values at p and q: the dominant value is at most L p^(-L) q^(2L-2), the bulk at least q^(-L) p^(2L-2)."
  ) { BalanceArgument.argument }

  private static let approximateBalanceTwin = DepthIdentity.twin(
    "deng-2026-approx-balance-every-depth", family: .seed,
    "For every depth L >= 2 and s > t > 0, with signals of layer values s and t at the balanced minimum, variances s^(-L) and t^(-L), and a seen null of "
      + "variance s^(-L): dominant/bulk <= L (b/a)^(2-2/L), b/a = (s/t)^L.",
    scope: "every depth L >= 2, every real s > t > 0",
    idea:
      "The variances alone change the ratio by (b/a)^2 at most, the powers of the layer values by (b/a)^(2-2/L), together 3-2/L.",
    DepthWitness(depth: 3, values: [("s", 4), ("t", 2)], relation: .lessOrEqual) { depth, v in
      let sum = (1...depth).reduce(Rational(0)) {
        $0 + v[0].power(2 * (depth - $1)) * v[1].power(2 * ($1 - 1))
      }
      let bulk = v[1].power(2 * depth - 2) / v[0].power(depth)
      return (sum / v[1].power(depth) / bulk, Rational(depth) * (v[0] / v[1]).power(2 * depth - 2))
    })
}

/// The bounds of `EveryDepthRatios.approximateBalance`: p and q of the statement are a and b here, with powers A and B.
enum BalanceArgument {
  private static let (L, s, t, S, T) = (
    DepthFraction(.L), DepthFraction(.s), DepthFraction(.t), DepthFraction(.S), DepthFraction(.T)
  )
  private static let (a, b, A, B) = (
    DepthFraction(.a), DepthFraction(.b), DepthFraction(.A), DepthFraction(.B)
  )
  private static let (x, xm) = (DepthFraction(.x), DepthFraction(.xm))
  static let h = (S * S - T * T) / ((s - t) * (s + t))

  static var argument: DepthArgument {
    DepthArgument(
      leastDepth: 2, variables: [.L, .s, .t, .a, .b, .S, .T, .A, .B, .x, .xm],
      ranges: [.above(0, .s), .above(0, .t), .above(0, .a), .above(0, .b), .above(0, .x), .above(0, .xm)],
      hypotheses: [
        ((b - s).numerator, .nonnegative), ((s - t).numerator, .positive), ((t - a).numerator, .nonnegative),
        ((B * x - 1).numerator, .nonnegative), ((1 - A * x).numerator, .nonnegative),
        ((B * xm - 1).numerator, .nonnegative), ((1 - A * xm).numerator, .nonnegative),
      ],
      nonzero: [L, s, t, a, b, A, B].map { ($0.numerator, .range) } + [
        ((s - t).numerator, .hypothesis), ((s + t).numerator, .range),
      ],
      items: sums + powers + sumBounds + ratios)
  }

  /// h in closed form, and its bounds; for equal values it is `L s^(2L-2)`.
  static var sums: [DepthArgument.Item] {
    let gap: [DepthArgument.Factor] = [.of(s - t), .of(s + t)]
    let (high, low) = (L * S * S / (s * s), L * T * T / (t * t))
    return DepthArgument.telescoping("pair", h, first: 1) { s * s * $0 + T * T }
      + DepthArgument.telescoping("equal", high, first: 1) { s * s * $0 + S * S } + [
        .induction(
          "value", h, .positive, base: [[.of(s), .of(s)], [.of(t), .of(t)]],
          next: [[.of(s), .of(s), .shown("value")], [.of(T), .of(T)]]),
        .induction(
          "lower", h - low, .nonnegative, base: [gap],
          next: [[.of(s), .of(s), .shown("lower")], [.of(L), .of(T * T / (t * t))] + gap]),
        .induction(
          "upper", high - h, .nonnegative, base: [gap],
          next: [[.of(s), .of(s), .shown("upper")], gap + [.shown("value")]]),
      ]
  }

  /// A <= T <= S <= B, so that the variances 1/S and 1/T are in [1/B, 1/A]; and the same for the powers L - 1.
  static var powers: [DepthArgument.Item] {
    typealias Value = (base: DepthFraction, power: DepthFraction)
    func pair(_ name: String, _ large: Value, _ small: Value) -> [DepthArgument.Item] {
      let difference = large.base - small.base
      let below = name + "-without-one"
      return [
        .induction(
          name, large.power - small.power, .nonnegative,
          base: [[.of(large.base + small.base), .of(difference)]],
          next: [[.of(large.base), .shown(name)], [.of(small.power), .of(difference)]]),
        .induction(
          below, large.power / large.base - small.power / small.base, .nonnegative,
          base: [[.of(difference)]],
          next: [[.of(large.base), .shown(below)], [.of(small.power / small.base), .of(difference)]]),
      ]
    }
    return pair("largest", (b, B), (s, S)) + pair("middle", (s, S), (t, T)) + pair("least", (t, T), (a, A))
  }

  /// h between L a^(2L-2) and L b^(2L-2).
  static var sumBounds: [DepthArgument.Item] {
    let (top, bottom) = (B / b, A / a)
    return [
      .sign(
        "sum-at-most", L * top * top - h, .nonnegative,
        [[.shown("upper")], [.of(L), .shown("largest-without-one"), .of(top + S / s)]]),
      .sign(
        "sum-at-least", h - L * bottom * bottom, .nonnegative,
        [[.shown("lower")], [.of(L), .shown("least-without-one"), .of(T / t + bottom)]]),
    ]
  }

  private static var ratios: [DepthArgument.Item] {
    let (top, bottom) = (B / b, A / a)
    let (dominantHigh, dominantLow) = (L * top * top / A, L * bottom * bottom / B)
    let (bulkHigh, bulkLow) = (top * top / A, bottom * bottom / B)
    let (ratioHigh, ratioLow) = (
      L * B * B * B / (b * b) * (a * a) / (A * A * A), L * A * A * A / (a * a) * (b * b) / (B * B * B)
    )
    let (high, low) = (S / s, T / t)
    return [
      .sign(
        "dominant-at-most", dominantHigh - x * h, .nonnegative,
        [[.of(1 / A), .of(1 - A * x), .shown("value")], [.of(1 / A), .shown("sum-at-most")]]),
      .sign(
        "dominant-at-least", x * h - dominantLow, .nonnegative,
        [[.of(1 / B), .of(B * x - 1), .shown("value")], [.of(1 / B), .shown("sum-at-least")]]),
      .sign(
        "bulk-at-most", bulkHigh - xm * high * high, .nonnegative,
        [
          [.of(1 / A), .of(1 - A * xm), .of(high), .of(high)],
          [.of(1 / A), .shown("largest-without-one"), .of(top + high)],
        ]),
      .sign(
        "bulk-at-least", xm * low * low - bulkLow, .nonnegative,
        [
          [.of(1 / B), .of(B * xm - 1), .of(low), .of(low)],
          [.of(1 / B), .shown("least-without-one"), .of(low + bottom)],
        ]),
      .identity("ratio-high", dominantHigh / bulkLow, ratioHigh),
      .identity("ratio-low", dominantLow / bulkHigh, ratioLow),
      .sign(
        "ratio-at-most", ratioHigh * xm * low * low - x * h, .nonnegative,
        [[.of(ratioHigh), .shown("bulk-at-least")], [.shown("dominant-at-most")]]),
      .sign(
        "ratio-at-least", x * h - ratioLow * xm * high * high, .nonnegative,
        [[.shown("dominant-at-least")], [.of(ratioLow), .shown("bulk-at-most")]]),
      // The same for one signal, or two of equal value: h is L s^(2L-2), or L t^(2L-2), which is less.
      .sign(
        "equal-at-most", dominantHigh - L * x * high * high, .nonnegative,
        [
          [.of(L / A), .of(1 - A * x), .of(high), .of(high)],
          [.of(L / A), .shown("largest-without-one"), .of(top + high)],
        ]),
      .sign(
        "equal-at-least", L * x * low * low - dominantLow, .nonnegative,
        [
          [.of(L / B), .of(B * x - 1), .of(low), .of(low)],
          [.of(L / B), .shown("least-without-one"), .of(low + bottom)],
        ]),
      .sign(
        "equal-ratio-at-most", ratioHigh * xm * low * low - L * x * high * high, .nonnegative,
        [[.of(ratioHigh), .shown("bulk-at-least")], [.shown("equal-at-most")]]),
      .sign(
        "equal-ratio-at-least", L * x * low * low - ratioLow * xm * high * high, .nonnegative,
        [[.shown("equal-at-least")], [.of(ratioLow), .shown("bulk-at-most")]]),
      .identity("exponent", L * (3 - 2 / L), 3 * L - 2),
    ]
  }
}
