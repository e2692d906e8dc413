// EveryDepthTails: how the ratio L/g with a tail grows with the depth, the layer value of the tail held fixed or its end-to-end value.
//
// Statement   B.3 of the mathematics, g_L(t) = 1 + t^2 + ... + t^(2L-2): for fixed t the ratio grows convexly by less than 1 - t^2 a layer; for a fixed
//             end-to-end value sigma = t^L it increases, by less than 1 a layer, and stays below 1/sigma and 2 ln(1/sigma)/(1 - sigma^2).
// Hypotheses  Those of `EveryDepthRatios.tailRatio`, where L/g is the ratio of dominant to bulk.
// Method      Inductions over the depth. At depths L and L + 1 one sigma has the tail values t^2 = w^(L+1) and u^2 = w^L, so that w is the base of the ring.
// References  Derived; the setting with a fixed end-to-end value is that of the public code of [Deng et al. 2026].

import Exact

enum EveryDepthTails {
  static let entries: [CatalogueEntry] = [growth, endToEnd]
  static let twins: [CatalogueEntry] = [growthTwin, endToEndTwin]

  private static let (L, s, S) = (DepthFraction(.L), DepthFraction(.s), DepthFraction(.S))

  /// L/g at one depth, with the sum taken term by term.
  private static func ratio(_ depth: Int, _ tail: Rational) -> Rational {
    Rational(depth) / (0..<depth).reduce(Rational(0)) { $0 + tail.power(2 * $1) }
  }

  private static let growth = DepthIdentity.entry(
    "deng-2026-tail-growth-every-depth", title: "Growth of the ratio with a frozen tail, every depth",
    family: .seed,
    "For 0 < eps < 1 and every depth L >= 1, with g_L = 1 + eps^2 + ... + eps^(2L-2), the quantity R_L = L/g_L, for L >= 2 the ratio of deng-2026-tail-ratio-every-depth, has 0 < R_(L+1) - R_L < 1 - "
      + "eps^2 and R_(L+2) - 2 R_(L+1) + R_L >= 0: for a fixed layer value eps of the tail it increases with the depth, convexly and by less than 1 - eps^2 for each layer.",
    formula: "0 < (L+1)/g_(L+1) - L/g_L < 1 - eps^2, second difference >= 0",
    scope: "every depth L >= 1, every real eps in (0, 1)",
    hypotheses: "the layer value eps of the tail does not change with the depth",
    source: DepthIdentity.source2026,
    notCovered:
      "that the increments tend to 1 - eps^2, a limit; a fixed end-to-end value: see deng-2026-fixed-tail-every-depth",
    summary: "g >= L eps^(2L) and 2 eps^2 g <= L (1 + eps^(2L+2)) by induction; differences as products",
    idea:
      "R_(L+1) - R_L = (g_L - L eps^(2L))/(g_L g_(L+1)): the new term is the least of all. The second difference has the factor L (1 + eps^(2L+2)) - 2 eps^2 g_L, a sum over pairs of "
      + "opposite terms."
  ) {
    let e = s * s
    let g = (1 - S * S) / (1 - e)
    let (next, after) = (g.shifted, g.shifted.shifted)
    let increment = (L + 1) / next - L / g
    return DepthArgument(
      leastDepth: 1, variables: [.L, .s, .S], ranges: [.from(0, .open, .s, to: 1, .open)],
      nonzero: [1 - e, 1 - S * S, 1 - S * S * e, 1 - S * S * e * e].map { ($0.numerator, .range) },
      items: DepthArgument.telescoping("sum", g, first: 1) { $0 + S * S } + [
        .induction(
          "last-term", g - L * S * S, .positive, base: [[.of(1 - e)]],
          next: [[.shown("last-term")], [.of(L + 1), .of(S * S), .of(1 - e)]]),
        .induction(
          "at-most-L", L - g, .nonnegative, base: [], next: [[.shown("at-most-L")], [.of(1 - S * S)]]),
        .induction(
          "opposite-terms", L * (1 + S * S * e) - 2 * e * g, .nonnegative, base: [[.square(1 - e)]],
          next: [
            [.shown("opposite-terms")], [.of(1 - e), .shown("last-term")],
            [.of(L + 1), .square(S * (1 - e))],
          ]),
        .sign("increases", increment, .positive, [[.shown("last-term"), .of(1 / (g * next))]]),
        .sign(
          "increment", 1 - e - increment, .positive,
          [
            [.of(S * S), .shown("at-most-L"), .of(1 / (g * next))],
            [.of(S * S), .of(1 - S * S), .of(1 / (g * next))],
          ]),
        .sign(
          "convex", (L + 2) / after - 2 * (L + 1) / next + L / g, .nonnegative,
          [[.of(S * S), .shown("opposite-terms"), .of(1 / (g * next * after))]]),
      ])
  }

  private static let growthTwin = DepthIdentity.twin(
    "deng-2026-tail-growth-every-depth", family: .seed,
    "For 0 < eps < 1 and every depth L >= 1, with R_L = L/(1 + eps^2 + ... + eps^(2L-2)), R_(L+1) - R_L >= 1 - eps^2.",
    scope: "every depth L >= 1, every real eps in (0, 1)",
    idea: "1 - eps^2 is the limit of the increments, which they approach from below.",
    DepthWitness(depth: 2, values: [("eps", Rational(1, 2))], relation: .lessOrEqual) { depth, v in
      (1 - v[0] * v[0], ratio(depth + 1, v[0]) - ratio(depth, v[0]))
    })

  private static let endToEnd = DepthIdentity.entry(
    "deng-2026-fixed-tail-every-depth", title: "Ratio with a fixed end-to-end tail, every depth",
    family: .seed,
    "For 0 < sigma < 1 and every depth L >= 1, with t = sigma^(1/L), g = 1 + t^2 + ... + t^(2L-2) and R_L = L/g = L (1 - t^2)/(1 - sigma^2), for L >= 2 the ratio of "
      + "deng-2026-tail-ratio-every-depth with the end-to-end tail value sigma: 0 < R_(L+1) - R_L < 1, R_L <= t/sigma < 1/sigma, and R_L <= 2 ln(1/sigma)/(1 - sigma^2). The ratio increases with the "
      + "depth, and is bounded: it does not scale with it.",
    formula: "0 < R_(L+1) - R_L < 1; R_L <= sigma^(1/L)/sigma < 1/sigma; R_L <= 2 ln(1/sigma)/(1 - sigma^2)",
    scope:
      "every depth L >= 1, every real sigma in (0, 1); taken as given: the positive root w of w^(L(L+1)) = sigma^2, so that t^2 = w^(L+1), and w^L is the square of the tail value at depth L + 1; for "
      + "the last bound, 1 - v <= ln(1/v) for 0 < v < 1, and ln(1/sigma^2) = L ln(1/t^2)",
    hypotheses: "the end-to-end value sigma of the tail does not change with the depth",
    source: DepthIdentity.source2026,
    notCovered: "that 2 ln(1/sigma)/(1 - sigma^2) is the limit of R_L; tails of different values",
    summary:
      "L (1 - w^(L+1)) < (L+1)(1 - w^L) by induction; g >= L t^(L-1) by induction; the logarithm by its tangent",
    idea:
      "(1 - sigma^2) R_L = L (1 - t^2) is L times the distance of the L-th root of sigma^2 from 1. The terms of g have the geometric mean t^(L-1) = sigma/t."
  ) {
    let (t, T) = (DepthFraction(.t), DepthFraction(.T))
    let (b, B, c, z) = (DepthFraction(.b), DepthFraction(.B), DepthFraction(.c), DepthFraction(.z))
    let g = (1 - T * T) / (1 - t * t)
    // s = w, S = w^L the square of the next tail value, c = sigma^2.
    let growth = (L + 1) * (1 - S) - L * (1 - S * s)
    let increment = (L + 1) * (1 - S) / (1 - c) - L * (1 - S * s) / (1 - c)
    return DepthArgument(
      leastDepth: 1, variables: [.L, .s, .t, .b, .S, .T, .B, .c, .z],
      ranges: [DepthSymbol.s, .t, .b, .c].map { .from(0, .open, $0, to: 1, .open) },
      hypotheses: [((S - c).numerator, .positive), ((z - (1 - t * t)).numerator, .nonnegative)],
      nonzero: [L, L + 1, t, T, 1 - t * t, 1 - T * T, 1 - c].map { ($0.numerator, .range) },
      items: DepthArgument.telescoping("sum", g, first: 1) { $0 + T * T } + [
        .identity("ratio", L / g, L * (1 - t * t) / (1 - T * T)),
        .identity("exponent", (L + 1) * 2 / (L * (L + 1)), 2 / L),
        .identity("exponent-next", L * 2 / (L * (L + 1)), 2 / (L + 1)),
        .induction(
          "growth", growth, .positive, base: [[.of(1 - s), .of(1 - s)]],
          next: [[.shown("growth")], [.of(L + 1), .of(S), .square(1 - s)]]),
        .sign("increases", increment, .positive, [[.shown("growth"), .of(1 / (1 - c))]]),
        // sigma^2 is the power L + 1 of u^2 = S: the hypothesis S - c > 0, for any b in place of S.
        .sign("power", b - B * b, .positive, [[.of(b), .of(1 - B)]]),
        .sign(
          "increment", 1 - increment, .positive,
          [[.of(S - c), .of(1 / (1 - c))], [.of(L), .of(S), .of(1 - s), .of(1 / (1 - c))]]),
        .induction(
          "tangent", L * (1 - t) - (1 - T), .nonnegative, base: [],
          next: [[.shown("tangent")], [.of(1 - t), .of(1 - T)]]),
        .induction(
          "mean", g - L * (T / t), .nonnegative, base: [],
          next: [[.shown("mean")], [.of(T), .shown("tangent")], [.of(L), .of(T / t), .square(1 - t)]]),
        .sign("bounded", t / T - L / g, .nonnegative, [[.of(t / T), .of(1 / g), .shown("mean")]]),
        .sign("below-inverse", 1 / T - t / T, .positive, [[.of(1 - t), .of(1 / T)]]),
        .sign(
          "logarithm", L * z / (1 - T * T) - L / g, .nonnegative,
          [[.of(L), .of(z - (1 - t * t)), .of(1 / (1 - T * T))]]),
      ])
  }

  private static let endToEndTwin = DepthIdentity.twin(
    "deng-2026-fixed-tail-every-depth", family: .seed,
    "For 0 < sigma < 1 and every depth L >= 1, with t = sigma^(1/L) and R_L = L/(1 + t^2 + ... + t^(2L-2)), R_L >= L (1 - sigma^2): for a fixed end-to-end tail the ratio is proportional to the depth "
      + "up to a constant.",
    scope: "every depth L >= 1, every real sigma = t^L with t in (0, 1)",
    idea: "The bound has the layer value t for sigma, and t tends to 1 when the depth grows.",
    DepthWitness(depth: 3, values: [("t", Rational(1, 2))], relation: .lessOrEqual) { depth, v in
      (Rational(depth) * (1 - v[0].power(2 * depth)), ratio(depth, v[0]))
    })
}
