// EveryDepthCodeSpectrum: the whole spectrum in the setting of the published code, and the ratio of dominant to bulk, for every depth.
//
// Statement   B.4 of the mathematics: every kind of pair of indices with its eigenvalues and how many there are; L(1 - eps^2)/(1 + e) <= L/bulk <= L.
// Hypotheses  Unit signals (x = y = 1), tail values eps in (0, 1) with x = 1, y = 0, nulls with x = 1 (n_x - d* of them) or 0, y = 0; signals and tail within every width.
// Method      The blocks of `EveryDepthBlocks` at the values of a signal and of a tail mode, the enclosures of `EveryDepthCodeVariant`, counts as polynomials
//             in the sizes. That S_- reaches 1: v^T S_- v = g^2 - e P with P the sum of v_k^2 v_l^2 over k + l <= L in closed form.
// References  Derived; the setting is that of the public code of [Deng et al. 2026]. The bound L improves on L/min(1, g(1 - e)).

import Exact

enum EveryDepthCodeSpectrum {
  private typealias Item = DepthArgument.Item

  private static let name = "deng-2026-code-variant-spectrum-every-depth"
  private static let (L, k, b, B) = (
    DepthFraction(.L), DepthFraction(.k), DepthFraction(.b), DepthFraction(.B)
  )
  private static let (r, h, z) = (DepthFraction(.r), DepthFraction(.h), DepthFraction(.z))
  private static let (d0, dL, star) = (DepthFraction(.d0), DepthFraction(.dL), DepthFraction(.dstar))
  private static let nx = DepthFraction(.nx)
  /// `g = 1 + eps^2 + ... + eps^(2L-2)`, and `q = eps^(2L-2)`: the values a and c of a tail mode.
  private static let (g, q) = ((1 - B * B) / (1 - b * b), B * B / (b * b))
  /// The number of tail modes.
  private static let n = star - r

  static let entry = DepthIdentity.entry(
    name, title: "The spectrum in the published code's setting, every depth", family: .seed,
    "For every depth L >= 2, in the blocks of Theorem A with Sxx = identity on n_x >= d* directions, Syx = 1 on r signals and 0 elsewhere, layer values 1 on the signals, eps in (0, 1) on n = d* - r "
      + "tail modes and 0 elsewhere, r <= d* <= every width, let e = eps^L, q = eps^(2L-2), g = 1 + eps^2 + ... + eps^(2L-2) and h the sum of d_j - d* over hidden "
      + "layers. The eigenvalues are L (r^2 times); 1 (r(n_x + d_L - 2d*) times); for each of the r n pairs of a signal and a tail mode the top ones of S_+ and S_-, with the entries "
      + "eps^(k+l-2) (1 +- e [k + l <= L]), in [g, g(1 + e)] and in [max(1, g(1 - e)), g], and 2(L-1) others in [-e g, e g]; (2L-1) q (n(n+1)/2 times); q (L n(n-1)/2 + n(n_x + d_L - 2d* + h) times); -q "
      + "((L-1) n(n+1)/2 + n h times); and 0 otherwise. The bulk, that is the values 1 and the top ones, has r(n_x + d_L - 2r) members, and for each of them "
      + "L(1 - eps^2)/(1 + e) <= L/(g(1 + e)) <= dominant/bulk <= L, with the dominant value L. Every value but L is at most g(1 + e), so that where g(1 + e) <= L the r^2 largest are L "
      + "and the next r(n_x + d_L - 2r) lie in [1, g(1 + e)].",
    formula:
      "L(1 - eps^2)/(1 + eps^L) <= L/(g(1 + eps^L)) <= dominant/bulk <= L, r(n_x + d_L - 2r) bulk values",
    scope:
      "every depth L >= 2, every real eps in (0, 1), every r <= d* <= all widths, every n_x from d* to d_0; taken as given: the blocks of Theorem A, see "
      + "aligned-block-decomposition-every-depth, and the theorem of Courant and Fischer: the largest eigenvalue is at least every Rayleigh quotient, and at most "
      + "one exceeds the largest quotient on a hyperplane",
    hypotheses:
      "unit signals, one tail value, Sxx the identity on n_x >= d* directions, d* at most every width",
    from: 2,
    source: Source.deng2026.cited("public code; statement and proof are ours"),
    notCovered:
      "that the Hessian has these blocks: see aligned-block-decomposition-every-depth; tails of different values or cut off by a width; signals before they have "
      + "converged; that L is the largest eigenvalue where g(1 + eps^L) > L, and that the bulk lies above the rest, which both fail for eps near 1",
    summary:
      "entries, eigenpairs, enclosures, counts, size and trace with L a symbol; both bounds of dominant/bulk",
    idea:
      "A tail mode has a = c = q, so that S_+ of two of them has (2L-1) q and -q, S_- only q, and a hidden null +-q. At v the form of S_- is g^2 - e P, and g(g - 1) - e P "
      + "= (eps^2 - e) P + e^2 (L - 1 - L eps^2 + eps^(2L))/(1 - eps^2)^2 is not negative: every bulk value is at least 1."
  ) {
    DepthArgument(
      leastDepth: 2,
      variables: [.L, .k, .l, .u, .c, .p, .q, .x, .y, .b, .B, .z, .r, .nx, .d0, .dL, .d, .dstar, .h],
      ranges: [
        .above(0, .u), .from(0, .closed, .c, to: 1, .closed), .from(0, .open, .b, to: 1, .open),
        .above(1, .z, .closed),
      ],
      hypotheses: [((1 - B * B) * (1 + B) - z * (1 - b * b)).numerator].map { ($0, .nonnegative) },
      nonzero: [b, z, 1 - b * b, 1 - B, 1 + B].map { ($0.numerator, .range) },
      items: blocks + EveryDepthCodeVariant.entries + EveryDepthCodeVariant.forms + antisymmetric + counts
        + ratios)
  }

  /// Entries and eigenpairs: a signal has a = 1 and c = 0, a tail mode a = c = q, a null a = c = 0.
  private static let blocks: [Item] = {
    let (s, S, x, y) = (DepthFraction(.s), DepthFraction(.S), DepthFraction(.x), DepthFraction(.y))
    let (outer, coupling) = (x * S * S / (s * s), (x * S - y) * S / (s * s))
    let signal: [DepthSymbol: DepthFraction] = [.s: 1, .S: 1, .x: 1, .y: 1]
    let tail: [DepthSymbol: DepthFraction] = [.s: b, .S: B, .x: 1, .y: 0]
    return EveryDepthBlocks.signalEntries + EveryDepthBlocks.nullEntries + [
      .identity("signal-outer", outer.substituting(signal)!, 1),
      .identity("signal-coupling", coupling.substituting(signal)!, 0),
      .identity("tail-outer", outer.substituting(tail)!, q),
      .identity("tail-coupling", coupling.substituting(tail)!, q),
    ] + EveryDepthBlocks.signalPairs(a: 1, c: 0) + EveryDepthBlocks.nullPairs(c: 0)
      + EveryDepthBlocks.signalPairs("tail-", a: q, c: q) + EveryDepthBlocks.nullPairs("tail-", c: q) + [
        .identity("tail-symmetric", L * q + (L - 1) * q, (2 * L - 1) * q),
        .identity("tail-antisymmetric", L * q - (L - 1) * q, q),
      ]
  }()

  /// `v^T S_- v >= g = v^T v`, so that the top eigenvalue of S_- is at least 1.
  private static let antisymmetric: [Item] = {
    // The pairs with k + l = m + 1 are m in number, each with eps^(2(m-1)): with one layer more those with m = L become allowed.
    let allowed = (1 - L * q + (L - 1) * (B * B)) / ((1 - b * b) * (1 - b * b))
    let remainder = L - 1 - L * (b * b) + B * B
    return [.identity("allowed-exponent", 2 * (k - 1) + 2 * (L + 1 - k - 1), 2 * L - 2)]
      + DepthArgument.telescoping("allowed", allowed, first: 1, from: 2) { $0 + L * q } + [
        .induction(
          "allowed-sum", allowed, .positive, base: [[.of(1)]],
          next: [[.shown("allowed-sum")], [.of(L), .of(q)]]),
        .induction(
          "tail-at-most", b * b - B, .nonnegative, base: [],
          next: [[.of(b), .shown("tail-at-most")], [.of(b), .of(b), .of(1 - b)]]),
        .induction(
          "remainder", remainder, .nonnegative, base: [[.square(1 - b * b)]],
          next: [[.shown("remainder")], [.of(1 - b * b), .of(1 - B * B)]]),
        .induction(
          "sum-at-least-1", g - 1, .nonnegative, base: [[.square(b)]],
          next: [[.shown("sum-at-least-1")], [.square(B)]]),
        // The largest value of the tail modes alone is below that of S_+.
        .induction(
          "tangent", L * (1 - b) - (1 - B), .nonnegative, base: [[.square(1 - b)]],
          next: [[.shown("tangent")], [.of(1 - b), .of(1 - B)]]),
        .induction(
          "mean", g - L * (B / b), .nonnegative, base: [[.square(1 - b)]],
          next: [[.shown("mean")], [.of(B), .shown("tangent")], [.of(L), .of(B / b), .square(1 - b)]]),
        .induction(
          "twice-the-last", 1 + B - 2 * (B / b), .nonnegative, base: [[.square(1 - b)]],
          next: [[.of(b), .shown("twice-the-last")], [.of(1 - b)]]),
        .sign(
          "tail-below-bulk", g * (1 + B) - (2 * L - 1) * q, .nonnegative,
          [[.of(1 + B), .shown("mean")], [.of(L), .of(B / b), .shown("twice-the-last")], [.of(q)]]),
        .sign(
          "antisymmetric-at-least-1", g * g - B * allowed - g, .nonnegative,
          [
            [.square(B / (1 - b * b)), .shown("remainder")],
            [.shown("tail-at-most"), .shown("allowed-sum")],
          ]),
      ]
  }()

  /// How often each value occurs; h counts the nulls of the hidden layers, of which each meets every signal and tail mode twice.
  private static let counts: [Item] = {
    let (plus, minus) = EveryDepthBlocks.halves(n)
    let (ones, nulls) = (r * (nx - star) + r * (dL - star), n * (nx - star) + n * (dL - star))
    let (positive, negative) = (L * minus + nulls + n * h, (L - 1) * plus + n * h)
    let zeros = (L - 1) * (r * r) + 2 * r * h + star * (d0 - nx)
    let (first, last) = (nx * (r + n * q), dL * (r + n * q))
    // ||U_k||^2 tr(V_k V_k^T) = (r + n eps^(2(L-k))) (r + n eps^(2(k-1))), summed over the layers between the first and the last.
    let between = (L - 2) * (r * r + n * n * q) + 2 * r * n * (g - 1 - q)
    return EveryDepthBlocks.halfCounts(of: r) + EveryDepthBlocks.halfCounts("tail-", of: n)
      + EveryDepthBlocks.dimensionItems(star) + [
        .identity("ones-count", ones, r * (nx + dL - 2 * star)),
        .identity("bulk-count", 2 * r * n + ones, r * (nx + dL - 2 * r)),
        .identity("tail-count", positive, L * n * (n - 1) / 2 + n * (nx + dL - 2 * star + h)),
        .identity(
          "dimension", r * r + ones + 2 * L * r * n + plus + positive + negative + zeros,
          EveryDepthBlocks.dimension(star)),
        .identity(
          "trace", L * r * r + ones + 2 * g * r * n + ((2 * L - 1) * plus + positive - negative) * q,
          first + last + between),
      ]
  }()

  /// z is a bulk value: it lies in [1, g(1 + e)].
  private static let ratios: [Item] = {
    let most = g * (1 + B)
    return [
      .sign("bulk-range", most - 1, .nonnegative, [[.shown("sum-at-least-1")], [.of(g), .of(B)]]),
      .sign("sum-at-most", 1 - (1 - b * b) * g, .nonnegative, [[.square(B)]]),
      .sign("ratio-at-most", L - L / z, .nonnegative, [[.of(L), .of(z - 1), .of(1 / z)]]),
      .sign(
        "ratio-at-least", L / z - L / most, .nonnegative, [[.of(L), .of(most - z), .of(1 / (z * most))]]),
      .sign(
        "ratio-at-least-closed", L / most - L * (1 - b * b) / (1 + B), .nonnegative,
        [[.of(L / (1 + B)), .shown("sum-at-most"), .of(1 / g)]]),
    ]
  }()

  static let twins: [CatalogueEntry] = [
    DepthIdentity.twin(
      name, family: .seed,
      "For every depth L >= 2 and eps in (0, 1), with v_k = eps^(k-1) and S_+ the symmetric half of a signal/tail block of the code's setting, L(1 - eps^2) <= L "
        + "v^T v/(v^T S_+ v): the bound of a frozen tail.",
      scope: "every depth L >= 2, every real eps in (0, 1)",
      idea:
        "A tail that the data see has the residual eps^L, which raises the top eigenvalue of S_+ above 1/(1 - eps^2).",
      DepthWitness(depth: 2, values: [("eps", Rational(1, 2))], relation: .lessOrEqual) { depth, v in
        guard let half = CodeVariantTheorem.halves(depth: depth, tail: v[0])?.symmetric else { return (0, 0) }
        let powers = (0..<depth).map { v[0].power($0) }
        let length = powers.reduce(Rational(0)) { $0 + $1 * $1 }
        var form = Rational(0)
        for k in 0..<depth {
          for l in 0..<depth { form += powers[k] * half[k, l] * powers[l] }
        }
        return (Rational(depth) * (1 - v[0] * v[0]), Rational(depth) * length / form)
      }),
    DepthIdentity.twin(
      name, suffix: "false-count", family: .seed,
      "For every depth L >= 2, in the code's setting, the eigenvalues are those of \(name), but 1 occurs r(d_L - d*) times and the bulk has r(d* + d_L - 2r) members: "
        + "the sum of all eigenvalues is L r^2 + r(d_L - d*) + 2 g r n + (L n^2 + n(d_0 + d_L - 2d*)) q.",
      scope: "every depth L >= 2, every real eps in (0, 1), every r <= d* <= all widths, n = d* - r",
      idea:
        "The data of the code see every input, so that the d_0 - d* null inputs have the curvature 1 as well.",
      DepthWitness(
        depth: 2, values: [("r", 1), ("dstar", 2), ("d0", 3), ("dL", 2), ("eps", Rational(1, 2))],
        relation: .equal
      ) { depth, v in
        let (rank, live, inputs, outputs, tail) = (v[0], v[1], v[2], v[3], v[4])
        let (layers, modes) = (Rational(depth), live - rank)
        let hidden = Array(repeating: live.numerator, count: depth - 1)
        let hessian = AlignedNetwork(
          widths: [inputs.numerator] + hidden + [outputs.numerator],
          modes: [
            ModeRun(count: rank.numerator, balanced: Rational(1), depth: depth, x: 1, y: 1),
            ModeRun(count: modes.numerator, balanced: tail, depth: depth, x: 1, y: 0),
          ], restInput: 1
        ).dense().hessian()
        let sum = (0..<hessian.rows).reduce(Rational(0)) { $0 + hessian[$1, $1] }
        let g = (0..<depth).reduce(Rational(0)) { $0 + tail.power(2 * $1) }
        let rest = layers * modes * modes + modes * (inputs + outputs - 2 * live)
        return (
          sum,
          layers * rank * rank + rank * (outputs - live) + 2 * g * rank * modes
            + rest * tail.power(2 * depth - 2)
        )
      }),
  ]
}
