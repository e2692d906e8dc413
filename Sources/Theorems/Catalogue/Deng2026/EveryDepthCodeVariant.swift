// EveryDepthCodeVariant: the setting of the published code, where the data see every input, for every depth.
//
// Statement   B.4 of the mathematics: a signal/tail block splits into S_+ (+) S_-, with their eigenvalues enclosed; the tail decays like n^(-1/(2L-2)).
// Hypotheses  Unit signals (x = y = 1), one tail value eps in (0, 1) with x = 1, y = 0; for the decay eta s_0^(2L-2) < 1.
// Method      The entries by their exponents; quadratic forms pair by pair, as squares; the decay from two inequalities of Bernoulli's kind by induction
//             over the depth, then by induction over the steps.
// References  Derived; the setting is that of the public code of [Deng et al. 2026].

import Exact

enum EveryDepthCodeVariant {
  static let entry = DepthIdentity.entry(
    "deng-2026-code-variant-every-depth", title: "The published code's setting, every depth", family: .seed,
    "For every depth L >= 2, with unit signals, Sxx = I, a tail value eps in (0, 1), e = eps^L and g = 1 + eps^2 + ... + eps^(2L-2): each signal/tail block "
      + "splits into S_+ and S_- with the entries eps^(k+l-2) (1 +- e [k + l <= L]); the top eigenvalue of S_+ lies in [g, g(1 + e)], that of S_- in [g(1 - e), "
      + "g], all others in [-e g, e g]. From s_0 > 0 at a rate eta > 0 with eta s_0^m < 1, m = 2L-2, after every number n of steps a tail value obeys 0 < s_n "
      + "<= s_0 and s_0^(-m) + m eta n <= s_n^(-m) <= s_0^(-m) + m eta n (1 - eta s_0^m)^(-m), which is at most the same with the exponent -(2L-1): s_n "
      + "decays like n^(-1/(2L-2)).",
    formula: "s_0^(-m) + m eta n <= s_n^(-m) <= s_0^(-m) + m eta n (1 - eta s_0^m)^(-m), m = 2L-2",
    scope:
      "every depth L >= 2, every real eps in (0, 1), every real s_0, eta > 0 with eta s_0^(2L-2) < 1, every number n of steps; taken as given: the blocks of "
      + "Theorem A, see aligned-block-decomposition-every-depth, and the theorem of Courant and Fischer: the largest eigenvalue is at least every Rayleigh quotient, and at "
      + "most one exceeds the largest quotient on a hyperplane",
    hypotheses: "unit signals, one tail value, Sxx = I; descent without momentum", from: 2,
    source: Source.deng2026.cited("public code; statement and proof are ours"),
    notCovered:
      "that the Hessian has these blocks: see aligned-block-decomposition-every-depth; how often each eigenvalue occurs: see deng-2026-code-variant-spectrum-every-depth; tails of different values; momentum",
    summary:
      "entries by their exponents, forms as sums of squares pair by pair; both bounds of the tail by induction over depth and steps",
    idea:
      "S_+- = v v^T +- e N with v_k = eps^(k-1) and 0 <= N_kl <= v_k v_l, so that g I - N and g I + N are sums of squares weighted by v. With t = 1 - eta s^m a step is "
      + "s -> s t, and s^(-m) grows by s^(-m) (t^(-m) - 1), between m eta and m eta t^(-m)."
  ) {
    DepthArgument(
      leastDepth: 2,
      variables: [.L, .k, .l, .c, .p, .q, .x, .y, .b, .B, .s, .S, .t, .T, .a, .A, .j],
      ranges: [
        .from(0, .closed, .c, to: 1, .closed), .from(0, .open, .b, to: 1, .open), .above(0, .s),
        .from(0, .open, .t, to: 1, .open), .from(0, .open, .a, to: 1, .open), .above(0, .j, .closed),
      ],
      hypotheses: TailDecay.hypotheses,
      nonzero: [s, S, t, T, a, A, 1 - t, 1 - a, 1 - b * b].map { ($0.numerator, .range) },
      items: entries + forms + TailDecay.items)
  }

  private static let (L, k, l) = (DepthFraction(.L), DepthFraction(.k), DepthFraction(.l))
  private static let (s, S, b, B) = (
    DepthFraction(.s), DepthFraction(.S), DepthFraction(.b), DepthFraction(.B)
  )
  private static let (t, T, a, A) = (
    DepthFraction(.t), DepthFraction(.T), DepthFraction(.a), DepthFraction(.A)
  )

  /// Exponents of eps in the entries; the signal has the value 1 and no residual, the tail the residual eps^L. `Y` is taken in reverse order.
  static let entries: [DepthArgument.Item] = {
    func mirrored(_ k: DepthFraction) -> DepthFraction { L + 1 - k }
    func after(_ k: DepthFraction) -> DepthFraction { EveryDepthBlocks.outside(k).after }
    func before(_ k: DepthFraction) -> DepthFraction { EveryDepthBlocks.outside(k).before }
    return [
      .identity("inputs", before(k) + before(l), k + l - 2),
      .identity("outputs", after(mirrored(k)) + after(mirrored(l)), k + l - 2),
      // X_k and Y_j are coupled by the residual of the tail where k < j.
      .identity("coupling", L + after(mirrored(l)) + before(k), L + (k + l - 2)),
      .identity("coupling-mirrored", L + after(mirrored(k)) + before(l), L + (k + l - 2)),
      .identity("coupled-layers", mirrored(l) - k, L - (k + l) + 1),
      .identity("coupled-layers-mirrored", mirrored(k) - l, L - (k + l) + 1),
    ]
  }()

  /// `v_k = p`, `v_l = q`, the entries of a vector x and y, and an entry `c p q` of a symmetric matrix with c in [0, 1].
  ///
  /// Summed over all k and l these show that `g |x|^2 -+ x^T C x` is not negative, and `0 <= v^T C v <= g^2`.
  static let forms: [DepthArgument.Item] = {
    let (c, p, q) = (DepthFraction(.c), DepthFraction(.p), DepthFraction(.q))
    let (x, y) = (DepthFraction(.x), DepthFraction(.y))
    let lengths = q * q * x * x + p * p * y * y
    let rest: [[DepthArgument.Factor]] = [[.of(1 - c), .square(q * x)], [.of(1 - c), .square(p * y)]]
    let cross = 2 * c * p * q * x * y
    return DepthArgument.telescoping("sum", (1 - B * B) / (1 - b * b), first: 1) { $0 + B * B } + [
      .sign("below-sum", lengths - cross, .nonnegative, rest + [[.of(c), .square(q * x - p * y)]]),
      .sign("above-minus-sum", lengths + cross, .nonnegative, rest + [[.of(c), .square(q * x + p * y)]]),
      .sign("form-at-v", c * p * q * p * q, .nonnegative, [[.of(c), .square(p * q)]]),
      .sign(
        "form-at-v-most", p * p * q * q - c * p * q * p * q, .nonnegative, [[.of(1 - c), .square(p * q)]]),
      // The entries v_k v_l (1 - e [k + l <= L]) of S_- are of this form.
      .sign("entry-positive", 1 - B, .positive, [[.of(1 - B)]]),
      .sign("entry-most", B, .positive, [[.of(B)]]),
    ]
  }()

  static let twins: [CatalogueEntry] = [
    DepthIdentity.twin(
      "deng-2026-code-variant-every-depth", family: .seed,
      "For every depth L >= 2, s > 0 and eta > 0 with eta s^m < 1, m = 2L-2, a tail value s becomes s' in one step of descent with s'^(-m) <= s^(-m) + m eta.",
      scope: "every depth L >= 2, every real s, eta > 0 with eta s^(2L-2) < 1",
      idea:
        "That is the law of the gradient flow. A step of descent uses the rate at its start, where it is largest.",
      DepthWitness(depth: 3, values: [("s", Rational(1, 2)), ("eta", 1)], relation: .lessOrEqual) {
        depth, v in
        let m = 2 * depth - 2
        let next = ModeRecursion<Rational>(depth: depth, x: 1, y: 0, rate: v[1]).orbit(from: v[0], steps: 1)[
          1]
        return (1 / next.power(m), 1 / v[0].power(m) + Rational(m) * v[1])
      }),
    DepthIdentity.twin(
      "deng-2026-code-variant-every-depth", suffix: "false-enclosure", family: .seed,
      "For every depth L >= 2 and eps in (0, 1), with v_k = eps^(k-1), g = v^T v and S_- the antisymmetric half of a signal/tail block, v^T S_- v/g <= g(1 - eps^L).",
      scope: "every depth L >= 2, every real eps in (0, 1)",
      idea: "Only the entries with k + l <= L are smaller by the factor 1 - eps^L.",
      DepthWitness(depth: 3, values: [("eps", Rational(1, 2))], relation: .lessOrEqual) { depth, v in
        guard let half = CodeVariantTheorem.halves(depth: depth, tail: v[0])?.antisymmetric else {
          return (0, 0)
        }
        let powers = (0..<depth).map { v[0].power($0) }
        let g = powers.reduce(0) { $0 + $1 * $1 }
        var form = Rational(0)
        for k in 0..<depth {
          for l in 0..<depth { form += powers[k] * half[k, l] * powers[l] }
        }
        return (form / g, g * (1 - v[0].power(depth)))
      }),
  ]
}

/// The decay of the tail: `t = 1 - eta s_n^m` after n = j steps and `a` the same at the start, so that `s^(-m) = eta/(1 - t)`; divided by eta throughout.
private enum TailDecay {
  private static let (L, s, S, j) = (
    DepthFraction(.L), DepthFraction(.s), DepthFraction(.S), DepthFraction(.j)
  )
  private static let (t, T, a, A) = (
    DepthFraction(.t), DepthFraction(.T), DepthFraction(.a), DepthFraction(.A)
  )
  private static let m = 2 * L - 2
  private static let (value, start) = (1 / (1 - t), 1 / (1 - a))
  /// `t^m` and `a^m`.
  private static let (power, powerAtStart) = (T * T / (t * t), A * A / (a * a))
  private static let next = value / power
  private static let factor = 1 - (1 - t) * power

  private static let low = value - start - m * j
  private static let high = start + m * j / powerAtStart - value

  /// The value has not grown, and both bounds hold after j steps.
  static let hypotheses: [(polynomial: DepthPolynomial, sign: DepthSign)] = {
    let positive = (1 - t) * (1 - a)
    let lower = (t - a) - m * j * positive
    let upper = a * a * m * j * positive - A * A * (t - a)
    return [t - a, lower, upper].map { ($0.numerator, .nonnegative) }
  }()

  static let items: [DepthArgument.Item] = {
    let rate = (1 - t) * (s * s / (S * S))
    let lost: [DepthArgument.Factor] = [.of(1 - t), .of(1 + t)]
    let step: [DepthArgument.Item] = [
      .identity("step", s - rate * (S * S / s), s * t),
      .identity("value", rate * value, s * s / (S * S)),
      .identity("value-next", rate * next, (s * t) * (s * t) / ((S * T) * (S * T))),
      .identity("factor-next", 1 - rate * ((S * T) * (S * T)) / ((s * t) * (s * t)), factor),
      .identity("start-lower", low.substituting([.t: a, .j: 0])!, 0),
      .identity("start-upper", high.substituting([.t: a, .j: 0])!, 0),
    ]
    let powers: [DepthArgument.Item] = [
      .induction(
        "power-below-one", 1 - power, .positive, base: [lost],
        next: [[.shown("power-below-one")], [.of(power)] + lost]),
      .induction(
        "power-grows", power - powerAtStart, .nonnegative, base: [[.of(t - a), .of(t + a)]],
        next: [[.of(t), .of(t), .shown("power-grows")], [.of(powerAtStart), .of(t - a), .of(t + a)]]),
      .induction(
        "growth-at-least", 1 - (1 + m * (1 - t)) * power, .positive,
        base: [[.of(1 - t), .of(1 - t), .of(1 + 2 * t)]],
        next: [[.shown("growth-at-least")], [.of(power), .square(1 - t), .of(1 + 2 * t + m * (1 + t))]]),
      .induction(
        "growth-at-most", m * (1 - t) - (1 - power), .nonnegative, base: [[.square(1 - t)]],
        next: [
          [.shown("growth-at-most")], [.of(1 - t), .of(1 + t), .shown("power-below-one")], [.square(1 - t)],
        ]),
    ]
    let after: [DepthArgument.Item] = [
      .sign("decreases", factor - t, .positive, [[.of(1 - t), .shown("power-below-one")]]),
      .sign("stays-below", factor - a, .positive, [[.shown("decreases")], [.of(t - a)]]),
      .sign("stays-positive", 1 - factor, .positive, [[.of(1 - t), .of(power)]]),
      .sign(
        "lower", next - start - m * (j + 1), .nonnegative,
        [[.of(low)], [.of(value), .of(1 / power), .shown("growth-at-least")]]),
      .sign(
        "upper", start + m * (j + 1) / powerAtStart - next, .nonnegative,
        [
          [.of(high)], [.of(m), .of(1 / (power * powerAtStart)), .shown("power-grows")],
          [.of(value), .of(1 / power), .shown("growth-at-most")],
        ]),
      .sign(
        "weaker", 1 / (a * powerAtStart) - 1 / powerAtStart, .positive,
        [[.of(1 - a), .of(1 / (a * powerAtStart))]]),
    ]
    return step + powers + after
  }()
}
