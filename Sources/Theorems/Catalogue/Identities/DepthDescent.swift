// DepthDescent: gradient descent and flow of one balanced mode, at every depth.
//
// Statement   f(s) = s - eta x s^(2L-1) + eta y s^(L-1): safe steps, stability, the flip, orbits of period two, signs, the flow.
// Method      Derivatives by ds = 1, dS = L S/s; identities; factorisations and inductions over the depth for signs.
// References  The recursion is that of [Deng et al. 2026, equation 37]; the forms and proofs are ours.

import Exact

enum DepthDescent {
  static let entries: [CatalogueEntry] = [
    safeStep, safeStepTwin, multiplier, multiplierTwin, flip, flipTwin, flow, flowTwin, twoCycle,
    twoCycleTwin,
    gap, gapTwin, oddNegative, oddNegativeTwin,
  ]

  private static let safeStep = DepthIdentity.entry(
    "cert-safe-step", title: "Safe steps",
    "For every depth L >= 1, 0 < s < 1 and 0 <= eta <= 1/L, the step f(s) = s - eta s^(2L-1) + eta s^(L-1) has 1 - f(s) = (1-s)(1 - eta s^(L-1) G) "
      + "with G = 1 + s + ... + s^(L-1), and s <= f(s) <= 1.",
    formula: "1 - f(s) = (1-s)(1 - eta s^(L-1) (1 + s + ... + s^(L-1)))",
    scope: "every depth L >= 1, every real s in (0, 1), eta in [0, 1/L]", hypotheses: "x = y = 1",
    source: DepthIdentity.source2026,
    notCovered: "larger steps; s >= 1; that 1/L cannot be improved, which is a limit",
    summary: "one identity; G <= L and s^L <= s by induction; both bounds by factors",
    idea:
      "1 - eta s^(L-1) G = (1 - eta L) + eta L (1 - s^(L-1)) + eta s^(L-1) (L - G), three terms that are not negative."
  ) {
    DepthArgument(
      leastDepth: 1, variables: [.L, .s, .S, .eta],
      ranges: [.from(0, .open, .s, to: 1, .open), .above(0, .eta, .closed)],
      hypotheses: [safeRate], nonzero: [(DepthPolynomial(.s), .range), (1 - DepthPolynomial(.s), .range)],
      items: safeStepItems)
  }

  /// `1 - eta L >= 0`.
  static let safeRate = (
    polynomial: 1 - DepthPolynomial(.eta) * DepthPolynomial(.L), sign: DepthSign.nonnegative
  )

  /// The items that show `s <= f(s) <= 1` for s in (0, 1) and rates with `eta L <= 1`, where s and 1 - s do not vanish.
  static var safeStepItems: [DepthArgument.Item] {
    let (L, s, S, eta) = (DepthFraction(.L), DepthFraction(.s), DepthFraction(.S), DepthFraction(.eta))
    let f = DepthIdentity.step(s, S, x: 1, y: 1, eta: eta)
    let sum = (1 - S) / (1 - s)
    let factor = 1 - eta * S / s * sum
    return DepthArgument.telescoping("sum", sum, first: 1) { $0 + S } + [
      .identity("factors", 1 - f, (1 - s) * factor),
      .sign("increases", f - s, .nonnegative, [[.of(eta), .of(S / s), .of(1 - S)]]),
      .induction(
        "power", s - S, .nonnegative, base: [],
        next: [[.of(s), .shown("power")], [.of(s), .of(1 - s)]]),
      .induction(
        "sum-at-most-L", L - sum, .nonnegative, base: [], next: [[.shown("sum-at-most-L")], [.of(1 - S)]]),
      .sign(
        "factor", factor, .nonnegative,
        [
          [.of(1 - eta * L)], [.of(eta), .of(L), .of(1 / s), .shown("power")],
          [.of(eta), .of(S / s), .shown("sum-at-most-L")],
        ]),
      .sign("at-most-1", 1 - f, .nonnegative, [[.of(1 - s), .shown("factor")]]),
    ]
  }

  private static let safeStepTwin = DepthIdentity.twin(
    "cert-safe-step",
    "For every depth L >= 1, 0 < s < 1 and 0 <= eta <= 2/L, the step f(s) = s - eta s^(2L-1) + eta s^(L-1) has f(s) <= 1.",
    scope: "every depth L >= 1, every real s in (0, 1), eta in [0, 2/L]",
    idea: "2/L is the bound for stability at 1.",
    DepthWitness(
      depth: 2, values: [("s", Rational(9, 10)), ("eta", Rational(3, 5))], relation: .lessOrEqual
    ) { depth, v in
      (DepthIdentity.step(v[0], depth: depth, x: 1, y: 1, eta: v[1]), 1)
    })

  private static let multiplier = DepthIdentity.entry(
    "cert-multiplier", title: "Stability of the minimum",
    "For every depth L >= 1 and s, x, eta > 0, with y = x s^L held fixed when f is differentiated: f(s) = s for f(s) = s"
      + " - eta x s^(2L-1) + eta y s^(L-1), f'(s) = 1 - eta L x s^(2L-2), f'(s) < 1, and f'(s) > -1 iff eta L x s^(2L-2) < "
      + "2.",
    formula: "f'(s) = 1 - eta L x s^(2L-2)", scope: "every depth L >= 1, every real s, x, eta > 0",
    hypotheses: "y = x s^L",
    source: Source.deng2026.cited("its setting; the condition is that of Nar and Sastry 2018, from memory"),
    notCovered: "the case of equality; for x = y = 1 and L >= 2 see cert-supercritical-flip",
    summary: "derivative by dS = L S/s; 1 - f' and 1 + f' as products",
    idea: "Differentiate with y fixed, then put y = x s^L."
  ) {
    let (L, s, S) = (DepthFraction(.L), DepthFraction(.s), DepthFraction(.S))
    let (x, y, eta) = (DepthFraction(.x), DepthFraction(.y), DepthFraction(.eta))
    let f = DepthIdentity.step(s, S, x: x, y: y, eta: eta)
    let slope = f.derivative(in: .s).substituting([.y: x * S])!
    return DepthArgument(
      leastDepth: 1, variables: [.L, .s, .S, .x, .eta],
      ranges: [.above(0, .s), .above(0, .x), .above(0, .eta)], nonzero: [(s.numerator, .range)],
      items: [
        .identity("fixed", f.substituting([.y: x * S])!, s),
        .identity("slope", slope, 1 - eta * L * x * S * S / (s * s)),
        .sign("below-1", 1 - slope, .positive, [[.of(eta), .of(L), .of(x), .of(S * S / (s * s))]]),
        .sign("above-minus-1", 1 + slope, .same, [[.of(2 - eta * L * x * S * S / (s * s))]]),
      ])
  }

  private static let multiplierTwin = DepthIdentity.twin(
    "cert-multiplier",
    "For every depth L >= 1 and s, x, eta > 0, with y = x s^L held fixed when f is differentiated, the step f(s) = s - "
      + "eta x s^(2L-1) + eta y s^(L-1) has f'(s) = 1 - eta (L-1) x s^(2L-2).",
    scope: "every depth L >= 1, every real s, x, eta > 0", idea: "(2L-1) - (L-1) is L.",
    DepthWitness(
      depth: 2, values: [("s", 2), ("x", 3), ("eta", Rational(1, 5))], relation: .equal
    ) { depth, v in
      let (s, x, eta, layers) = (v[0], v[1], v[2], Rational(depth))
      let y = x * s.power(depth)
      let slope = 1 - eta * x * (2 * layers - 1) * s.power(2 * depth - 2)
      return (
        slope + eta * y * (layers - 1) * s.power(depth - 2),
        1 - eta * (layers - 1) * x * s.power(2 * depth - 2)
      )
    })

  private static let flip = DepthIdentity.entry(
    "cert-supercritical-flip", title: "The flip at eta = 2/L",
    "For every depth L >= 2, the step f(s) = s - eta s^(2L-1) + eta s^(L-1) has f''(1) = -3 eta L(L-1), f'''(1) = -eta L(L-1)(7L-11), and at "
      + "eta = 2/L, where f'(1) = -1, f''(1)^2/2 + f'''(1)/3 = 8(L-1)(5L-4)/3 > 0: the flip is supercritical.",
    formula: "f''(1)^2/2 + f'''(1)/3 = 8(L-1)(5L-4)/3 at eta = 2/L", scope: "every depth L >= 2",
    hypotheses: "x = y = 1, s = 1", from: 2, source: DepthIdentity.source2026,
    notCovered:
      "what the criterion says about orbits: the flip theorem itself is standard and is not proved here",
    summary: "derivatives by dS = L S/s; the coefficient is 8/3 (L-1)(5L-4)",
    idea: "Three derivatives at s = 1."
  ) {
    let (L, eta) = (DepthFraction(.L), DepthFraction(.eta))
    let f = DepthIdentity.step(DepthFraction(.s), DepthFraction(.S), x: 1, y: 1, eta: eta)
    var derivatives = [f]
    for _ in 0..<3 { derivatives.append(derivatives.last!.derivative(in: .s)) }
    let atOne = derivatives.map { $0.substituting([.s: 1, .S: 1])! }
    let critical = atOne.map { $0.substituting([.eta: 2 / L])! }
    let coefficient = critical[2] * critical[2] / 2 + critical[3] / 3
    return DepthArgument(
      leastDepth: 2, variables: [.L, .eta], nonzero: [(L.numerator, .range)],
      items: [
        .identity("first", critical[1], -1),
        .identity("second", atOne[2], -3 * eta * L * (L - 1)),
        .identity("third", atOne[3], -eta * L * (L - 1) * (7 * L - 11)),
        .sign("coefficient", coefficient, .positive, [[.of(8 / 3), .of(L - 1), .of(5 * L - 4)]]),
      ])
  }

  private static let flipTwin = DepthIdentity.twin(
    "cert-supercritical-flip",
    "For every depth L >= 2, the step f(s) = s - eta s^(2L-1) + eta s^(L-1) at eta = 2/L has f''(1)^2/2 + f'''(1)/3 = 8(L-1)(5L-3)/3.",
    scope: "every depth L >= 2", idea: "The last factor is 5L - 4.",
    DepthWitness(depth: 2, values: [], relation: .equal) { depth, _ in
      let (layers, eta) = (Rational(depth), Rational(2, Integer(depth)))
      /// The derivative at 1 of `-eta s^(2L-1) + eta s^(L-1)` of the given order, at least 2.
      func derivative(_ order: Int) -> Rational {
        func falling(_ n: Rational) -> Rational { (0..<order).reduce(1) { $0 * (n - Rational($1)) } }
        return eta * (falling(layers - 1) - falling(2 * layers - 1))
      }
      let coefficient = derivative(2).squared() / 2 + derivative(3) / 3
      return (coefficient, 8 * (layers - 1) * (5 * layers - 3) / 3)
    })

  private static let flow = DepthIdentity.entry(
    "cert-flow", title: "Gradient flow of the end-to-end value",
    "For every depth L >= 1, where ds/dt = s^(L-1)(y - x s^L) with s > 0, the value sigma = s^L has dsigma/dt = L sigma^2/s^2 (y - x sigma), with "
      + "the sign of y - x sigma; and where y and y - x s^L are not 0, dt/ds = (1/s^(L-1) + x s/(y - x s^L))/y.",
    formula: "dsigma/dt = L sigma^(2-2/L) (y - x sigma)", scope: "every depth L >= 1, every real s > 0, x, y",
    hypotheses: "balanced mode; y != 0 and x s^L != y for dt/ds",
    source: Source.deng2026.cited(
      "its setting; the equation is that of Saxe et al. 2014 and Arora et al. 2019, from memory"),
    notCovered: "the integral itself, which needs logarithms and arctangents",
    summary: "chain rule and partial fractions", idea: "dS = L S/s ds."
  ) {
    let (L, s, S) = (DepthFraction(.L), DepthFraction(.s), DepthFraction(.S))
    let (x, y) = (DepthFraction(.x), DepthFraction(.y))
    let speed = S / s * (y - x * S)
    return DepthArgument(
      leastDepth: 1, variables: [.L, .s, .S, .x, .y], ranges: [.above(0, .s)],
      nonzero: [
        (s.numerator, .range), (S.numerator, .range), (y.numerator, .hypothesis),
        // With its leading coefficient positive: x S - y.
        ((x * S - y).numerator, .hypothesis),
      ],
      items: [
        .identity("chain-rule", S.derivative(in: .s) * speed, L * S * S / (s * s) * (y - x * S)),
        .sign(
          "direction", S.derivative(in: .s) * speed, .same, [[.of(L), .of(S * S / (s * s)), .of(y - x * S)]]),
        .identity("partial-fractions", 1 / speed, (s / S + x * s / (y - x * S)) / y),
      ])
  }

  private static let flowTwin = DepthIdentity.twin(
    "cert-flow",
    "For every depth L >= 1, where ds/dt = s^(L-1)(y - x s^L) with s > 0, the value sigma = s^L has dsigma/dt = L sigma^2 (y - x sigma).",
    scope: "every depth L >= 1, every real s > 0, x, y", idea: "The factor s^(-2) is lost: 2L - 2 is not 2L.",
    DepthWitness(depth: 2, values: [("s", 2), ("x", 1), ("y", 3)], relation: .equal) { depth, v in
      let (s, x, y, layers) = (v[0], v[1], v[2], Rational(depth))
      let sigma = s.power(depth)
      let speed = s.power(depth - 1) * (y - x * sigma)
      return (layers * s.power(depth - 1) * speed, layers * sigma * sigma * (y - x * sigma))
    })

  private static let twoCycle = DepthIdentity.entry(
    "cert-two-cycle", title: "Orbits of period two",
    "For every depth L >= 1 and a, b > 0, a != b, x = 1, y = (a^(2L-1) + b^(2L-1))/(a^(L-1) + b^(L-1)) and eta = (a-b)(a^(L-1) + "
      + "b^(L-1))/(a^(L-1) b^(L-1) (a^L - b^L)): y > 0, eta > 0, f(a) = b and f(b) = a for f(s) = s - eta s^(2L-1) + eta y s^(L-1).",
    formula: "f(a) = b, f(b) = a", scope: "every depth L >= 1, every real a, b > 0, a != b",
    hypotheses: "x = 1",
    source: Source.deng2026.cited("its setting; such orbits are studied by Ghosh et al. 2025, from memory"),
    notCovered: "the stability of the orbit",
    summary: "two identities; (a^L - b^L)/(a - b) > 0 by induction, hence eta > 0",
    idea: "f(a) = b and f(b) = a are two linear equations for eta and eta y."
  ) {
    let (a, b, A, B) = (DepthFraction(.a), DepthFraction(.b), DepthFraction(.A), DepthFraction(.B))
    let sum = A / a + B / b
    let y = (A * A / a + B * B / b) / sum
    let eta = (a - b) * sum / (A / a * (B / b) * (A - B))
    return DepthArgument(
      leastDepth: 1, variables: [.L, .a, .b, .A, .B], ranges: [.above(0, .a), .above(0, .b)],
      nonzero: [
        (a.numerator, .range), (b.numerator, .range), (A.numerator, .range), (B.numerator, .range),
        ((A * b + B * a).numerator, .range), ((a - b).numerator, .hypothesis),
        ((A - B).numerator, .item("quotient")),
      ],
      items: [
        .induction(
          "quotient", (A - B) / (a - b), .positive, base: [[.of(1)]],
          next: [[.of(a), .shown("quotient")], [.of(B)]]),
        .sign("target", y, .positive, [[.of(A * A / a + B * B / b), .of(1 / sum)]]),
        .sign(
          "rate", 1 / eta, .positive, [[.of(A / a), .of(B / b), .of(1 / sum), .shown("quotient")]]),
        .identity("a-to-b", DepthIdentity.step(a, A, x: 1, y: y, eta: eta), b),
        .identity("b-to-a", DepthIdentity.step(b, B, x: 1, y: y, eta: eta), a),
      ])
  }

  private static let twoCycleTwin = DepthIdentity.twin(
    "cert-two-cycle",
    "For every depth L >= 1 and a, b > 0, a != b, x = 1, y = (a^L + b^L)/2 and eta = (a-b)(a^(L-1) + b^(L-1))/(a^(L-1) b^(L-1) (a^L - b^L)): "
      + "f(a) = b for f(s) = s - eta s^(2L-1) + eta y s^(L-1).",
    scope: "every depth L >= 1, every real a, b > 0, a != b",
    idea: "The target is a weighted mean of a^L and b^L; the weights are equal at L = 1 only.",
    DepthWitness(depth: 2, values: [("a", 2), ("b", 1)], relation: .equal) { depth, v in
      let (a, b) = (v[0], v[1])
      let (low, high) = ((a.power(depth - 1), b.power(depth - 1)), (a.power(depth), b.power(depth)))
      let eta = (a - b) * (low.0 + low.1) / (low.0 * low.1 * (high.0 - high.1))
      return (DepthIdentity.step(a, depth: depth, x: 1, y: (high.0 + high.1) / 2, eta: eta), b)
    })

  private static let gap = DepthIdentity.entry(
    "cert-gap-contraction", title: "Gap of two layers under one step",
    "For every depth L >= 2, one step of gradient descent on two layer values p, q of one mode, G the product of its other layers and e = x p q G - y, gives "
      + "p'^2 - q'^2 = (p^2 - q^2)(1 - eta^2 e^2 G^2).",
    formula: "p'^2 - q'^2 = (p^2 - q^2)(1 - eta^2 e^2 G^2)",
    scope: "every depth L >= 2, every real p, q, G, x, y, eta", hypotheses: "aligned network, one mode",
    from: 2,
    source: Source.deng2026.cited(
      "its setting; known from Wang et al. 2022 and Ghosh et al. 2025, from memory"),
    notCovered: "modes that are not aligned",
    summary: "one identity in p, q, G",
    idea: "The cross terms 2 eta e p q G are the same in both squares."
  ) {
    let (p, q, G) = (DepthFraction(.p), DepthFraction(.q), DepthFraction(.G))
    let (x, y, eta) = (DepthFraction(.x), DepthFraction(.y), DepthFraction(.eta))
    let error = x * p * q * G - y
    let (first, second) = (p - eta * error * q * G, q - eta * error * p * G)
    let factor = 1 - eta * eta * error * error * G * G
    return DepthArgument(
      leastDepth: 2, variables: [.L, .x, .y, .eta, .p, .q, .G],
      items: [.identity("gap", first * first - second * second, (p * p - q * q) * factor)])
  }

  private static let gapTwin = DepthIdentity.twin(
    "cert-gap-contraction",
    "For every depth L >= 2, one step of gradient descent on two layer values p, q of one mode, all other layers at g, keeps p^2 - q^2.",
    scope: "every depth L >= 2, every real p, q, g, x, y, eta", idea: "Only gradient flow keeps it.",
    DepthWitness(
      depth: 3,
      values: [("p", 2), ("q", 1), ("g", 3), ("x", 1), ("y", 1), ("eta", Rational(1, 10))], relation: .equal
    ) { depth, v in
      let (p, q, x, y, eta) = (v[0], v[1], v[3], v[4], v[5])
      let others = v[2].power(depth - 2)
      let error = x * p * q * others - y
      let (first, second) = (p - eta * error * q * others, q - eta * error * p * others)
      return (first * first - second * second, p * p - q * q)
    })

  private static let oddNegative = DepthIdentity.entry(
    "cert-odd-negative", title: "Negative values at odd depth",
    "For every odd depth L >= 1 and s > 0, x, y, eta > 0, the step f(v) = v - eta x v^(2L-1) + eta y v^(L-1) from v = -s has f(-s) - (-s) = "
      + "eta s^(L-1) (y + x s^L) > 0.",
    formula: "f(-s) + s = eta s^(L-1) (y + x s^L) > 0",
    scope: "every odd depth L >= 1, every real s, x, y, eta > 0", hypotheses: "L odd",
    source: DepthIdentity.source2026, notCovered: "even depths, where f is odd",
    summary: "one product of positive factors",
    idea: "For odd L the powers are (-s)^L = -s^L, so both terms of the step point upwards."
  ) {
    let (s, S) = (DepthFraction(.s), DepthFraction(.S))
    let (x, y, eta) = (DepthFraction(.x), DepthFraction(.y), DepthFraction(.eta))
    let f = DepthIdentity.step(s, S, x: x, y: y, eta: eta)
    let mirrored = f.substituting([.s: -s, .S: -S])!
    return DepthArgument(
      leastDepth: 1, variables: [.L, .s, .S, .x, .y, .eta],
      ranges: [.above(0, .s), .above(0, .x), .above(0, .y), .above(0, .eta)],
      nonzero: [(s.numerator, .range)],
      items: [
        .sign("increases", mirrored + s, .positive, [[.of(eta), .of(S / s), .of(y + x * S)]])
      ])
  }

  private static let oddNegativeTwin = DepthIdentity.twin(
    "cert-odd-negative",
    "For every depth L >= 1 and v < 0, x, y, eta > 0, the step f(v) = v - eta x v^(2L-1) + eta y v^(L-1) has f(v) > v.",
    scope: "every depth L >= 1, every real v < 0, x, y, eta > 0",
    idea: "At even depth f is odd, and small negative values fall towards the minimum at -1.",
    DepthWitness(
      depth: 2, values: [("v", Rational(-1, 2)), ("x", 1), ("y", 1), ("eta", Rational(1, 3))],
      relation: .greater
    ) { depth, v in
      (DepthIdentity.step(v[0], depth: depth, x: v[1], y: v[2], eta: v[3]), v[0])
    })
}
