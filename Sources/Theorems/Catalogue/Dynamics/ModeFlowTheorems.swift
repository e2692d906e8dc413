// ModeFlowTheorems: gradient flow of the end-to-end value of one mode: logistic growth, the deep equation, escape times, imbalance.
//
// Statement   Balanced layers: ds/dt = s^(L-1)(y - x s^L) and sigma = s^L. Two layers p, q: dp/dt = q(y - x p q), dq/dt = p(y - x p q).
// Hypotheses  Aligned network, one mode. Exponentials, logarithms and integrals enter by their derivatives and signs only.
// Method      Derivations of the depth ring, partial fractions, signs by factorisation.
// References  [Saxe, McClelland, Ganguli 2014], [Gissin, Shalev-Shwartz, Daniely 2020], [Tarmoun et al. 2021]

import Exact

enum ModeFlowTheorems {
  static let entries: [CatalogueEntry] = [
    logistic, logisticTwin, deepMode, deepModeTwin, escape, escapeTwin, imbalance, imbalanceTwin,
  ]

  private static let saxe2014 =
    "Saxe, McClelland, Ganguli 2014, Exact solutions to the nonlinear dynamics of learning in deep linear neural networks"

  private static let logistic = DepthIdentity.entry(
    "saxe-2014-two-layer-logistic", title: "Logistic growth of a mode of two layers", family: .dynamics,
    "For L = 2 and gradient flow ds/dt = s (y - x s^2) of a balanced mode, x, u > 0 and x u < y, sigma = s^2 and E = e^(2 y t): dsigma/dt = 2 sigma (y - x sigma), "
      + "and sigma(t) = y u E/(y - x u + x u E) is its solution with sigma(0) = u: at every time the denominator is positive, sigma > 0 and x sigma < y, "
      + "and sigma/(y - x sigma) = E u/(y - x u).",
    formula: "sigma(t) = y u e^(2yt)/(y - x u + x u e^(2yt))",
    scope: "L = 2, every real x, u > 0, y > x u, every time",
    hypotheses: "balanced aligned mode, 0 < x u < y",
    from: 2, source: saxe2014, wording: .recalled, evidence: .symbolic,
    notCovered:
      "modes that start at or above y/x; that E > 0 and dE/dt = 2 y E, and that the solution is unique, are taken as given",
    summary: "start, equation and odds as identities; signs of 1/sigma and y/sigma - x",
    idea: "E is a symbol with dE/dt = 2 y E; the odds sigma/(y - x sigma) grow like E."
  ) {
    let (s, S) = (DepthFraction(.s), DepthFraction(.S))
    let (x, y, u, E) = (DepthFraction(.x), DepthFraction(.y), DepthFraction(.u), DepthFraction(.E))
    let below = y - x * u + x * u * E
    let sigma = y * u * E / below
    let speed = S.derivative(in: .s) * (S / s) * (y - x * S)
    return DepthArgument(
      leastDepth: 2, variables: [.L, .s, .x, .y, .u, .E],
      ranges: [.above(0, .x), .above(0, .y), .above(0, .u), .above(0, .E)],
      hypotheses: [((y - x * u).numerator, .positive)],
      nonzero: [
        (y.numerator, .range), (u.numerator, .range), (E.numerator, .range),
        ((y - x * u).numerator, .hypothesis), (below.numerator, .item("denominator")),
      ],
      items: [
        .identity("mode", speed.at(depth: 2)!, 2 * (s * s) * (y - x * s * s)),
        .sign("denominator", below, .positive, [[.of(y - x * u)], [.of(x), .of(u), .of(E)]]),
        .identity("start", sigma.substituting([.E: 1])!, u),
        .identity("equation", sigma.derivative(in: .E) * (2 * y * E), 2 * sigma * (y - x * sigma)),
        .identity("odds", sigma / (y - x * sigma), E * u / (y - x * u)),
        .sign(
          "above-0", 1 / sigma, .positive, [[.of(y - x * u), .of(1 / (y * u * E))], [.of(x), .of(1 / y)]]),
        .sign("below-target", y / sigma - x, .positive, [[.of(y - x * u), .of(1 / (u * E))]]),
      ])
  }

  private static let logisticTwin = DepthIdentity.twin(
    "saxe-2014-two-layer-logistic", family: .dynamics,
    "For L = 2, x, u > 0 and x u < y, sigma(t) = y u e^(y t)/(y - x u + x u e^(y t)) solves dsigma/dt = 2 sigma (y - x sigma).",
    scope: "L = 2, every real x, u > 0, y > x u, every time",
    idea: "The rate is 2 y, once for each layer. The witness is at t = 0, with de^(yt)/dt = y e^(yt).",
    DepthWitness(depth: 2, values: [("x", 1), ("y", 1), ("u", Rational(1, 2))], relation: .equal) {
      depth, v in
      let (x, y, u) = (v[0], v[1], v[2])
      // Of N/D with N = y u e and D = y - x u + x u e, at e = 1 and de = y e.
      let (top, bottom) = (y * u, y - x * u + x * u)
      let slope = (y * u * y * bottom - top * (x * u * y)) / (bottom * bottom)
      let sigma = top / bottom
      return (slope, Rational(depth) * sigma * (y - x * sigma))
    })

  private static let deepMode = DepthIdentity.entry(
    "saxe-2014-deep-mode-ode", title: "The equation of a deep mode and its infinite depth", family: .dynamics,
    "For every depth L >= 1 and gradient flow ds/dt = s^(L-1)(y - x s^L) of a balanced mode, s > 0, sigma = s^L has dsigma/dt = L sigma^(2-2/L) (y - x sigma). For x = y = 1 and "
      + "0 < sigma_0 <= sigma < 1, L dt/dsigma lies between sigma_0^(2/L)/(sigma^2 (1 - sigma)) and 1/(sigma^2 (1 - sigma)) = 1/sigma + 1/(1 - sigma) + 1/sigma^2, the derivative of "
      + "ln(sigma/(1 - sigma)) - 1/sigma. So L times the time from sigma_0 to sigma_1 in (sigma_0, 1) lies between sigma_0^(2/L) T and T, T = "
      + "ln(sigma_1 (1 - sigma_0)/(sigma_0 (1 - sigma_1))) + 1/sigma_0 - 1/sigma_1, and tends to T as L grows.",
    formula: "dsigma/dt = L sigma^(2-2/L) (y - x sigma);  sigma_0^(2/L) T <= L t <= T for x = y = 1",
    scope:
      "every depth L >= 1, every real s > 0, x, y; for the times x = y = 1 and 0 < sigma_0 < sigma_1 < 1",
    hypotheses: "balanced aligned mode",
    source: saxe2014 + ": the equation and its limit; the bounds at finite depth are ours", wording: .derived,
    notCovered:
      "times for other x, y; the derivative of ln, that integrals keep inequalities, and sigma_0^(2/L) -> 1 are taken as given",
    summary: "chain rule; the pace as an identity, its two bounds as products; partial fractions",
    idea:
      "In a = sigma^(1/L) the pace L dt/dsigma is a^2/(sigma^2 (1 - sigma)), and b^2 <= a^2 <= 1 from the start b = sigma_0^(1/L) on."
  ) {
    let (L, s, S) = (DepthFraction(.L), DepthFraction(.s), DepthFraction(.S))
    let (x, y) = (DepthFraction(.x), DepthFraction(.y))
    let (a, A, b) = (DepthFraction(.a), DepthFraction(.A), DepthFraction(.b))
    let speed = S / s * (y - x * S)
    let limit = 1 / (A * A * (1 - A))
    return DepthArgument(
      leastDepth: 1, variables: [.L, .s, .S, .x, .y, .a, .A, .b],
      ranges: [.above(0, .s), .from(0, .open, .a, to: 1, .open), .from(0, .open, .b, to: 1, .open)],
      hypotheses: [((a - b).numerator, .nonnegative)],
      nonzero: [(s.numerator, .range), (A.numerator, .range), ((1 - A).numerator, .range)],
      items: [
        .identity("chain-rule", S.derivative(in: .s) * speed, L * (S * S / (s * s)) * (y - x * S)),
        .identity("pace", L / (A.derivative(in: .a) * (A / a) * (1 - A)), a * a * limit),
        .sign("at-most", limit - a * a * limit, .nonnegative, [[.of(1 - a), .of(1 + a), .of(limit)]]),
        .sign(
          "at-least", a * a * limit - b * b * limit, .nonnegative, [[.of(a - b), .of(a + b), .of(limit)]]),
        .identity("primitive", 1 / A + 1 / (1 - A) + 1 / (A * A), limit),
      ])
  }

  private static let deepModeTwin = DepthIdentity.twin(
    "saxe-2014-deep-mode-ode", family: .dynamics,
    "For every depth L >= 1, where ds/dt = s^(L-1)(y - x s^L) with s > 0, sigma = s^L has dsigma/dt = L sigma^(2-1/L) (y - x sigma).",
    scope: "every depth L >= 1, every real s > 0, x, y",
    idea: "The layer and the chain rule each bring sigma^((L-1)/L), twice 1 - 1/L.",
    DepthWitness(
      depth: 2, values: [("s", Rational(1, 2)), ("x", 1), ("y", 2)], relation: .equal
    ) { depth, v in
      let (s, x, y, layers) = (v[0], v[1], v[2], Rational(depth))
      let sigma = s.power(depth)
      let speed = s.power(depth - 1) * (y - x * sigma)
      return (layers * s.power(depth - 1) * speed, layers * s.power(2 * depth - 1) * (y - x * sigma))
    })

  private static let escape = DepthIdentity.entry(
    "gissin-2020-escape-time", title: "Time to escape from a small start", family: .dynamics,
    "For every depth L >= 3, x, y > 0 and gradient flow ds/dt = s^(L-1)(y - x s^L) of a balanced mode from s_0 > 0 to s_1 >= s_0 with x s_1^L < y: along the path dt/ds = 1/(y s^(L-1)) + R "
      + "with 0 < R <= x s/(y (y - x s_1^L)); the first term is the derivative of -s^(2-L)/((L-2) y), the bound that of x s^2/(2 y (y - x s_1^L)). So the time lies between T and T + "
      + "x (s_1^2 - s_0^2)/(2 y (y - x s_1^L)), T = (s_0^(2-L) - s_1^(2-L))/((L-2) y): sigma_0^(1-2/L) t tends to 1/((L-2) y) as sigma_0 = s_0^L tends to 0 with s_1 fixed.",
    formula:
      "T <= t <= T + x (s_1^2 - s_0^2)/(2 y (y - x s_1^L)),  T = (s_0^(2-L) - s_1^(2-L))/((L-2) y)",
    scope: "every depth L >= 3, every real x, y > 0, 0 < s_0 <= s_1 with x s_1^L < y",
    hypotheses: "balanced aligned mode, x s_1^L < y", from: 3,
    source:
      "Gissin, Shalev-Shwartz, Daniely 2020, The Implicit Bias of Depth: its setting; statement and proof are ours",
    notCovered:
      "L = 2, where saxe-2014-two-layer-logistic gives a logarithm; that integrals keep inequalities, and the limit s_0 -> 0 of the bounds, are taken as given",
    summary: "partial fractions, two primitives by derivation, the remainder between 0 and its bound",
    idea:
      "Partial fractions split off the power, which diverges at 0; the rest is bounded because s^L <= s_1^L by induction over the depth."
  ) {
    let (L, s, S) = (DepthFraction(.L), DepthFraction(.s), DepthFraction(.S))
    let (t, T) = (DepthFraction(.t), DepthFraction(.T))
    let (x, y) = (DepthFraction(.x), DepthFraction(.y))
    let speed = S / s * (y - x * S)
    let remainder = x * s / (y * (y - x * S))
    let bound = x * s / (y * (y - x * T))
    return DepthArgument(
      leastDepth: 3, variables: [.L, .s, .t, .S, .T, .x, .y],
      ranges: [.above(0, .s), .above(0, .t), .above(0, .x), .above(0, .y)],
      hypotheses: [((t - s).numerator, .nonnegative), ((y - x * T).numerator, .positive)],
      nonzero: [
        (s.numerator, .range), (S.numerator, .range), (x.numerator, .range), (y.numerator, .range),
        ((L - 2).numerator, .range), ((y - x * T).numerator, .hypothesis),
        ((y - x * S).numerator, .item("room")),
      ],
      items: [
        .induction(
          "powers", T - S, .nonnegative,
          base: [[.of(t - s), .of(t * t + t * s + s * s)]],
          next: [[.of(t), .shown("powers")], [.of(S), .of(t - s)]]),
        .sign("room", y - x * S, .positive, [[.of(y - x * T)], [.of(x), .shown("powers")]]),
        .identity("partial-fractions", 1 / speed, s / (y * S) + remainder),
        .identity("primitive-power", (-s * s / (S * (L - 2) * y)).derivative(in: .s), s / (y * S)),
        .identity("primitive-bound", (x * s * s / (2 * y * (y - x * T))).derivative(in: .s), bound),
        .sign("remainder", 1 / remainder, .positive, [[.of(y), .of(1 / x), .of(1 / s), .shown("room")]]),
        .sign("bound", 1 / bound, .positive, [[.of(y), .of(1 / x), .of(1 / s), .of(y - x * T)]]),
        .sign(
          "below-bound", 1 / remainder - 1 / bound, .nonnegative, [[.of(y), .of(1 / s), .shown("powers")]]),
      ])
  }

  private static let escapeTwin = DepthIdentity.twin(
    "gissin-2020-escape-time", family: .dynamics,
    "For every depth L >= 2, x = y = 1 and 0 < s_0 < s_1 < 1, the time of the flow ds/dt = s^(L-1)(1 - s^L) from s_0 to s_1 is at most ln(s_1/s_0)/(1 - s_1^L), logarithmic in 1/s_0.",
    scope: "every depth L >= 2, every real 0 < s_0 < s_1 < 1",
    idea:
      "True at L = 2 only. At the witness a lower bound of the time, the integral of s^(1-L), exceeds an upper bound of the right side, ln r <= r - 1.",
    DepthWitness(
      depth: 3, values: [("s_0", Rational(1, 4)), ("s_1", Rational(1, 2))], relation: .lessOrEqual
    ) { depth, v in
      let (start, end) = (v[0], v[1])
      let time = (1 / start.power(depth - 2) - 1 / end.power(depth - 2)) / Rational(depth - 2)
      return (time, (end / start - 1) / (1 - end.power(depth)))
    })

  private static let imbalance = DepthIdentity.entry(
    "tarmoun-2021-imbalance", title: "Two layers that are not balanced", family: .dynamics,
    "For L = 2 and gradient flow dp/dt = q (y - x p q), dq/dt = p (y - x p q) of the two layer values of a mode: c = p^2 - q^2 is constant, sigma = p q has dsigma/dt = (p^2 + q^2)(y - x "
      + "sigma), and (p^2 + q^2)^2 = c^2 + 4 sigma^2, so dsigma/dt = sqrt(c^2 + 4 sigma^2) (y - x sigma). Where x sigma = y and c^2 + 4 sigma^2 > 0 the derivative of the right side in sigma is "
      + "-x sqrt(c^2 + 4 sigma^2); and for x > 0 the rate x (p^2 + q^2) is 2 y + x (p - q)^2 >= 2 y there.",
    formula: "dsigma/dt = sqrt(c^2 + 4 sigma^2) (y - x sigma),  rate x sqrt(c^2 + 4 y^2/x^2) >= 2 y",
    scope: "L = 2, every real p, q, x, y; x > 0 for the rate", hypotheses: "aligned network, one mode",
    from: 2,
    source:
      "Tarmoun, Franca, Haeffele, Vidal 2021, Understanding the Dynamics of Gradient Flow in Overparameterized Linear Models: its setting; statement and proof are ours",
    evidence: .symbolic,
    notCovered: "the solution in closed form; matrices that are not aligned",
    summary: "conservation, speed and square as identities; the rate exceeds 2y by a square",
    idea: "The square root of c^2 + 4 sigma^2 is p^2 + q^2; with root z, dz/dsigma = 4 sigma/z."
  ) {
    let (p, q, x, y) = (DepthFraction(.p), DepthFraction(.q), DepthFraction(.x), DepthFraction(.y))
    let (z, u) = (DepthFraction(.z), DepthFraction(.u))
    let force = y - x * p * q
    func alongFlow(_ value: DepthFraction) -> DepthFraction {
      value.derivative(in: .p) * (q * force) + value.derivative(in: .q) * (p * force)
    }
    let gap = p * p - q * q
    // The right side at sigma = u, with the root z of c^2 + 4 u^2.
    let side = z * (y - x * u)
    let slope = side.derivative(in: .u) + side.derivative(in: .z) * (4 * u / z)
    return DepthArgument(
      leastDepth: 2, variables: [.L, .x, .p, .q, .u, .z, .y], ranges: [.above(0, .x), .above(0, .z)],
      nonzero: [(z.numerator, .range)],
      items: [
        .identity("conserved", alongFlow(gap), 0),
        .identity("speed", alongFlow(p * q), (p * p + q * q) * force),
        .identity("square", (p * p + q * q) * (p * p + q * q), gap * gap + 4 * (p * q) * (p * q)),
        .identity("slope", slope.substituting([.y: x * u])!, -x * z),
        .sign("rate", x * (p * p + q * q) - 2 * (x * p * q), .nonnegative, [[.of(x), .square(p - q)]]),
      ])
  }

  private static let imbalanceTwin = DepthIdentity.twin(
    "tarmoun-2021-imbalance", family: .dynamics,
    "For L = 2, x, y > 0 and p >= q > 0 with x p q = y, the rate x (p^2 + q^2) at the minimum is x (p^2 - q^2) + 2 y.",
    scope: "L = 2, every real x > 0, p >= q > 0, y = x p q",
    idea: "The root of a sum of squares is not the sum of the roots: equal only for p = q.",
    DepthWitness(depth: 2, values: [("p", 2), ("q", Rational(1, 2)), ("x", 1)], relation: .equal) { _, v in
      let (p, q, x) = (v[0], v[1], v[2])
      return (x * (p * p + q * q), x * (p * p - q * q) + 2 * (x * p * q))
    })
}
