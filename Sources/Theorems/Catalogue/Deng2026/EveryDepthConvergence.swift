// EveryDepthConvergence: how fast the signals of the seed paper reach their target, for every depth and every number of steps.
//
// Statement   C4 and B.1 of the mathematics: with k = 1 - eta s_0^(L-1) (1 + s_0 + ... + s_0^(L-1)), 1 - s_n <= (1 - s_0) k^n, and the ratios approach L as fast.
// Hypotheses  One balanced mode with x = y = 1, or r equal ones with zero tail; 0 < s_0 <= 1 and 0 <= eta <= 1/L.
// Method      The safe step, inductions over the depth for sums and powers, then one step of the induction over the steps.
// References  [Deng et al. 2026] for the setting and the shape of the law; statement and proof are ours.

import Exact

enum EveryDepthConvergence {
  static let entry = DepthIdentity.entry(
    "deng-2026-convergence-every-depth", title: "Rate of convergence, every depth", family: .seed,
    "For every depth L >= 1, x = y = 1, 0 < s_0 <= 1 and 0 <= eta <= 1/L, descent s_(n+1) = s_n - eta s_n^(2L-1) + eta s_n^(L-1) has, after every number n of steps, s_0 <= s_n <= 1 and 1 - s_n <= "
      + "(1 - s_0) k^n with k = 1 - eta s_0^(L-1) (1 + s_0 + ... + s_0^(L-1)), and 0 <= k <= K = 1 - eta L s_0^(2L-2). So 1 - s_n^L <= L (1 - s_0) K^n. With r equal signals and zero tail the "
      + "ratios of the two values of the r^2 cluster to the bulk, for L >= 2, are L - (L-1)(1 - z)/z and L + (L-1)(1 - z)/z with z = s_n^L: they differ from L by at most (L-1) L (1 - s_0) "
      + "K^n/s_0^L.",
    formula:
      "1 - s_n <= (1 - s_0)(1 - eta s_0^(L-1) (1 + ... + s_0^(L-1)))^n, 1 - s_n^L <= L (1 - s_0)(1 - eta L s_0^(2L-2))^n",
    scope:
      "every depth L >= 1 (the ratios: L >= 2), every real s_0 in (0, 1], eta in [0, 1/L], every number n of steps; taken as given: the recursion and the two values of the cluster, see "
      + "deng-2026-recursion-every-depth and deng-2026-bifurcation-training-every-depth",
    hypotheses: "balanced aligned mode, x = y = 1; for the ratios r equal signals and zero tail",
    source: DepthIdentity.source2026,
    notCovered:
      "s_0 > 1; larger steps; signals of different size; a tail; K^n <= e^(-L eta s_0^(2L-2) n), which needs the exponential function",
    summary:
      "the safe step; sums and powers by induction over the depth; the bounds by induction over the steps",
    idea:
      "1 - f(s) = (1 - s)(1 - eta s^(L-1) G(s)) with G(s) = 1 + s + ... + s^(L-1), and s^(L-1) G(s) increases with s, which never falls: the first step contracts least."
  ) {
    DepthArgument(
      leastDepth: 1, variables: [.L, .s, .S, .eta, .a, .A, .z, .u],
      ranges: [
        .from(0, .open, .s, to: 1, .open), .above(0, .eta, .closed), .from(0, .open, .a, to: 1, .open),
        .above(0, .z, .closed), .above(0, .u, .closed),
      ],
      hypotheses: [
        DepthDescent.safeRate, ((s - a).numerator, .nonnegative), ((z - (1 - s)).numerator, .nonnegative),
        ((u - z).numerator, .nonnegative),
      ],
      nonzero: [s, S, a, A, 1 - s, 1 - a].map { ($0.numerator, .range) },
      items: DepthDescent.safeStepItems + sums + steps + ratios)
  }

  // s = s_n, a = s_0, z = (1 - s_0) k^n and u = (1 - s_0) K^n.
  private static let (L, s, S, a, A) = (
    DepthFraction(.L), DepthFraction(.s), DepthFraction(.S), DepthFraction(.a), DepthFraction(.A)
  )
  private static let (eta, z, u) = (DepthFraction(.eta), DepthFraction(.z), DepthFraction(.u))
  private static let f = DepthIdentity.step(s, S, x: 1, y: 1, eta: eta)
  /// `1 + s + ... + s^(L-1)` at s_n and at s_0.
  private static let (sum, sumAtStart) = ((1 - S) / (1 - s), (1 - A) / (1 - a))
  /// k and K.
  private static let (rate, slowest) = (1 - eta * (A / a) * sumAtStart, 1 - eta * L * (A / a) * (A / a))

  /// `s^(L-1) G(s)` is least at s_0, and there at least `L s_0^(2L-2)`.
  private static let sums: [DepthArgument.Item] = [
    .induction(
      "powers", S / s - A / a, .nonnegative, base: [],
      next: [[.of(s), .shown("powers")], [.of(A / a), .of(s - a)]]),
    .sign("values", S - A, .nonnegative, [[.of(s), .shown("powers")], [.of(A / a), .of(s - a)]]),
    .induction(
      "sums", sum - sumAtStart, .nonnegative, base: [],
      next: [[.shown("sums")], [.of(s), .shown("powers")], [.of(A / a), .of(s - a)]]),
    .sign(
      "pace", S / s * sum - A / a * sumAtStart, .nonnegative,
      [[.of(S / s), .shown("sums")], [.of(sumAtStart), .shown("powers")]]),
    .induction(
      "sum-at-least", sumAtStart - L * (A / a), .nonnegative, base: [],
      next: [[.shown("sum-at-least")], [.of(L), .of(A / a), .of(1 - a)]]),
  ]

  /// What holds at s_0 for n = 0, and after a step what held before it; a value 1 stays.
  private static let steps: [DepthArgument.Item] = [
    .identity("one-stays", DepthIdentity.step(1, 1, x: 1, y: 1, eta: eta), 1),
    .identity("start", (z - (1 - s)).substituting([.s: a, .z: 1 - a])!, 0),
    .sign("stays-above", f - a, .nonnegative, [[.shown("increases")], [.of(s - a)]]),
    .sign("rate", rate, .nonnegative, [[.shown("factor")], [.of(eta), .shown("pace")]]),
    .sign(
      "slower", slowest - rate, .nonnegative, [[.of(eta), .of(A / a), .shown("sum-at-least")]]),
    .sign("slowest-rate", slowest, .nonnegative, [[.shown("rate")], [.shown("slower")]]),
    .sign(
      "contracts", rate * z - (1 - f), .nonnegative,
      [[.shown("rate"), .of(z - (1 - s))], [.of(1 - s), .of(eta), .shown("pace")]]),
    .sign(
      "contracts-slower", slowest * u - rate * z, .nonnegative,
      [[.shown("slowest-rate"), .of(u - z)], [.of(z), .shown("slower")]]),
  ]

  /// `1 - s^L <= L (1 - s)`, and the distance of both ratios from L.
  private static let ratios: [DepthArgument.Item] = {
    let (bulk, coupling) = (S * S / (s * s), S * (S - 1) / (s * s))
    let distance = (L - 1) * (1 - S) / S
    return [
      .sign("power-at-most", L * (1 - s) - (1 - S), .nonnegative, [[.of(1 - s), .shown("sum-at-most-L")]]),
      .sign(
        "value-at-most", L * u - (1 - S), .nonnegative,
        [[.of(L), .of(u - z)], [.of(L), .of(z - (1 - s))], [.shown("power-at-most")]]),
      .identity("symmetric", (L * bulk + (L - 1) * coupling) / bulk, L - distance),
      .identity("antisymmetric", (L * bulk - (L - 1) * coupling) / bulk, L + distance),
      .sign("distance", distance, .nonnegative, [[.of(L - 1), .of(1 - S), .of(1 / S)]]),
      .sign(
        "distance-at-most", (L - 1) * L * u / A - distance, .nonnegative,
        [
          [.of(L - 1), .of(1 / A), .shown("value-at-most")],
          [.of(L - 1), .of(1 - S), .of(1 / (A * S)), .shown("values")],
        ]),
    ]
  }()

  static let twin = DepthIdentity.twin(
    "deng-2026-convergence-every-depth", family: .seed,
    "For every depth L >= 1, x = y = 1, 0 < s_0 <= 1 and 0 <= eta <= 1/L, descent has 1 - s_n <= (1 - s_0)(1 - eta L s_0^(L-1))^n after every number n of steps.",
    scope: "every depth L >= 1, every real s_0 in (0, 1], eta in [0, 1/L], every number n of steps",
    idea:
      "The gradient s^(L-1) (1 - s^L) has the factor 1 - s^L = (1 - s)(1 + ... + s^(L-1)), and that sum is L at the target only.",
    DepthWitness(
      depth: 2, values: [("s", Rational(1, 2)), ("eta", Rational(1, 2)), ("n", 2)], relation: .lessOrEqual
    ) { depth, v in
      let steps = v[2].numerator.asInt!
      let orbit = ModeRecursion<Rational>(depth: depth, x: 1, y: 1, rate: v[1]).orbit(
        from: v[0], steps: steps)
      let claimed = 1 - v[1] * Rational(depth) * v[0].power(depth - 1)
      return (1 - orbit[steps], (1 - v[0]) * claimed.power(steps))
    })
}
