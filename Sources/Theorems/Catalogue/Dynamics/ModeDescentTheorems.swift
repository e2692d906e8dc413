// ModeDescentTheorems: steps of gradient descent on one mode: contraction, monotone growth, a negative target, the gap of two layers.
//
// Statement   f(s) = s - eta x s^(2L-1) + eta y s^(L-1); two layers p, q with the product G of the others and e = x p q G - y.
// Hypotheses  Aligned network, one mode, balanced but for the gap.
// Method      Inductions over the depth (Bernoulli's inequality), signs by factorisation.
// References  [Arora, Cohen, Golowich, Hu 2019], [Gidel, Bach, Lacoste-Julien 2019], [Bartlett, Helmbold, Long 2018], [Ghosh et al. 2025]

import Exact

enum ModeDescentTheorems {
  static let entries: [CatalogueEntry] = [
    contraction, contractionTwin, monotone, monotoneTwin, negativeTarget, negativeTargetTwin, gapDecay,
    gapDecayTwin,
  ]

  private static let contraction = DepthIdentity.entry(
    "arora-2019-gd-contraction", title: "Contraction of the loss of a mode", family: .dynamics,
    "For every depth L >= 1, x = y = 1, 0 < s < 1 and 0 <= eta <= 1/L, the step s' = s - eta s^(2L-1) + eta s^(L-1) has s <= s' <= 1; with sigma = s^L and the loss l = (1 - sigma)^2/2, 1 - "
      + "sigma' <= (1 - sigma)(1 - eta L sigma^(2-2/L)), and for every 0 < c <= sigma, l' <= l (1 - eta c^(2-2/L)). So from sigma_0 = c < 1 on, every step has l_(t+1) <= l_t (1 - eta c^(2-2/L)).",
    formula: "l_(t+1) <= l_t (1 - eta c^(2-2/L)),  c = sigma_0,  eta <= 1/L",
    scope: "every depth L >= 1, every real s in (0, 1), eta in [0, 1/L], c in (0, s^L]",
    hypotheses: "balanced aligned mode, x = y = 1",
    source:
      "Arora, Cohen, Golowich, Hu 2019, A Convergence Analysis of Gradient Descent for Deep Linear Neural Networks: its setting for one mode; statement and proof are ours",
    wording: .derived,
    notCovered:
      "matrices, layers balanced only approximately, and the step bound of the source; the induction over steps, sigma never decreasing and the loss staying 0 at sigma = 1, is taken as given",
    summary:
      "the step stays in [s, 1]; Bernoulli's inequality by induction; the difference of losses as a sum of products",
    idea:
      "(s'/s)^L >= 1 + L (s'/s - 1) gives the bound for 1 - sigma'. Then l - l' is a sum of (1 - sigma) and (1 - sigma') times what sigma gains."
  ) {
    let (L, s, S) = (DepthFraction(.L), DepthFraction(.s), DepthFraction(.S))
    let (t, T) = (DepthFraction(.t), DepthFraction(.T))
    let (a, A) = (DepthFraction(.a), DepthFraction(.A))
    // The rate that takes s to t, and the gain of sigma to first order divided by L.
    let rate = (t - s) * s / (S * (1 - S))
    let gain = S * (t - s) / s
    let margin = 1 - rate * A * A / (a * a)
    return DepthArgument(
      leastDepth: 1, variables: [.L, .s, .S, .eta, .t, .T, .a, .A],
      ranges: [
        .from(0, .open, .s, to: 1, .open), .above(0, .eta, .closed), .from(0, .open, .t, to: 1, .closed),
        .from(0, .open, .a, to: 1, .open),
      ],
      hypotheses: [
        DepthDescent.safeRate, ((t - s).numerator, .nonnegative), ((s - a).numerator, .nonnegative),
      ],
      nonzero: [
        (s.numerator, .range), ((1 - s).numerator, .range), (S.numerator, .range),
        ((1 - S).numerator, .range), (a.numerator, .range),
      ],
      items: DepthDescent.safeStepItems + [
        .identity("rate", DepthIdentity.step(s, S, x: 1, y: 1, eta: rate), t),
        .induction(
          "bernoulli", T / S - 1 - L * (t - s) / s, .nonnegative, base: [],
          next: [[.of(t / s), .shown("bernoulli")], [.of(L), .of((t - s) / s), .of((t - s) / s)]]),
        .sign(
          "value", (1 - S) * (1 - rate * L * S * S / (s * s)) - (1 - T), .nonnegative,
          [[.of(S), .shown("bernoulli")]]),
        .sign(
          "grows", T - S, .nonnegative, [[.of(S), .shown("bernoulli")], [.of(L), .of(S / s), .of(t - s)]]),
        .sign(
          "grows-by-gain", T - S - gain, .nonnegative,
          [[.of(S), .shown("bernoulli")], [.of(L - 1), .of(S / s), .of(t - s)]]),
        .induction(
          "powers", S / s - A / a, .nonnegative, base: [],
          next: [[.of(s), .shown("powers")], [.of(A / a), .of(s - a)]]),
        .sign(
          "loss", (1 - S) * (1 - S) * margin - (1 - T) * (1 - T), .nonnegative,
          [
            [.of(1 - S), .shown("grows-by-gain")], [.of(1 - T), .shown("grows")],
            [.of(1 - S), .of(s / S), .of(t - s), .of(S / s + A / a), .shown("powers")],
          ]),
      ])
  }

  private static let contractionTwin = DepthIdentity.twin(
    "arora-2019-gd-contraction", family: .dynamics,
    "For every depth L >= 1, x = y = 1, 0 < s < 1 and 0 <= eta <= 2/L, the step s' = s - eta s^(2L-1) + eta s^(L-1) has (1 - s'^L)^2 <= (1 - s^L)^2 (1 - eta s^(2L-2)).",
    scope: "every depth L >= 1, every real s in (0, 1), eta in [0, 2/L]",
    idea: "2/L is the bound for stability at 1; a step of that length overshoots.",
    DepthWitness(
      depth: 2, values: [("s", Rational(9, 10)), ("eta", 1)], relation: .lessOrEqual
    ) { depth, v in
      let next = DepthIdentity.step(v[0], depth: depth, x: 1, y: 1, eta: v[1])
      return (
        (1 - next.power(depth)).squared(),
        (1 - v[0].power(depth)).squared() * (1 - v[1] * v[0].power(2 * depth - 2))
      )
    })

  private static let monotone = DepthIdentity.entry(
    "gidel-2019-discrete-two-layer", title: "Monotone growth of a mode of two layers", family: .dynamics,
    "For L = 2, x, y > 0, 0 < eta <= 1/(2y) and 0 < p <= s < r with r = sqrt(y/x), the step f(s) = s - eta x s^3 + eta y s has s < f(s) < r and r - f(s) <= k (r - s) with k = 1 - eta x p (r + p), "
      + "0 < k < 1. So descent from p increases to sqrt(y/x), and r - s_t <= k^t (r - p).",
    formula: "s < f(s) < sqrt(y/x),  r - f(s) <= (1 - eta x p (r + p)) (r - s)",
    scope: "L = 2, every real x, y > 0, eta in (0, 1/(2y)], p <= s in (0, sqrt(y/x))",
    hypotheses: "balanced aligned mode", from: 2,
    source:
      "Gidel, Bach, Lacoste-Julien 2019, Implicit Regularization of Discrete Gradient Dynamics in Linear Neural Networks: its setting; statement and proof are ours",
    evidence: .symbolic,
    notCovered: "larger steps; several modes; the induction over steps is taken as given",
    summary: "r - f = (r - s)(1 - eta x s (r + s)), bounds by factors",
    idea: "Put y = x r^2; then r - f(s) has the factor r - s, and s (r + s) < 2 r^2."
  ) {
    let (s, r, p) = (DepthFraction(.s), DepthFraction(.r), DepthFraction(.p))
    let (x, eta) = (DepthFraction(.x), DepthFraction(.eta))
    let f = DepthIdentity.step(s, s * s, x: x, y: x * r * r, eta: eta)
    let factor = 1 - eta * x * s * (r + s)
    let k = 1 - eta * x * p * (r + p)
    return DepthArgument(
      leastDepth: 2, variables: [.L, .s, .r, .p, .x, .eta],
      ranges: [.above(0, .s), .above(0, .r), .above(0, .p), .above(0, .x), .above(0, .eta)],
      hypotheses: [
        ((1 - 2 * eta * x * r * r).numerator, .nonnegative), ((r - s).numerator, .positive),
        ((s - p).numerator, .nonnegative),
      ],
      items: [
        .identity("factors", r - f, (r - s) * factor),
        .sign(
          "factor", factor, .positive,
          [[.of(1 - 2 * eta * x * r * r)], [.of(eta), .of(x), .of(r - s), .of(2 * r + s)]]),
        .sign("below", r - f, .positive, [[.of(r - s), .shown("factor")]]),
        .sign("increases", f - s, .positive, [[.of(eta), .of(x), .of(s), .of(r - s), .of(r + s)]]),
        .sign(
          "k-above-0", k, .positive,
          [[.shown("factor")], [.of(eta), .of(x), .of(s - p), .of(r + s + p)]]),
        .sign("k-below-1", 1 - k, .positive, [[.of(eta), .of(x), .of(p), .of(r + p)]]),
        .sign(
          "contracts", k * (r - s) - (r - f), .nonnegative,
          [[.of(r - s), .of(eta), .of(x), .of(s - p), .of(r + s + p)]]),
      ])
  }

  private static let monotoneTwin = DepthIdentity.twin(
    "gidel-2019-discrete-two-layer", family: .dynamics,
    "For L = 2, x, y > 0, 0 < eta <= 3/(5y) and s > 0 with x s^2 < y, the step f(s) = s - eta x s^3 + eta y s has x f(s)^2 < y.",
    scope: "L = 2, every real x, y > 0, eta in (0, 3/(5y)], s > 0 with x s^2 < y",
    idea: "Beyond 1/(2y) values near the minimum overshoot.",
    DepthWitness(
      depth: 2, values: [("x", 2), ("y", 1), ("eta", Rational(3, 5)), ("s", Rational(13, 20))],
      relation: .less
    ) { depth, v in
      let (x, y, eta, s) = (v[0], v[1], v[2], v[3])
      return (x * DepthIdentity.step(s, depth: depth, x: x, y: y, eta: eta).squared(), y)
    })

  private static let negativeTarget = DepthIdentity.entry(
    "bartlett-2018-negative-target", title: "A negative target is not reached", family: .dynamics,
    "For every depth L >= 2, x > 0, target y = -r < 0, eta > 0 and 0 < s <= s_0 with eta s_0^(L-2) (r + x s_0^L) < 1, the step f(s) = s - eta x s^(2L-1) - eta r s^(L-1) has 0 < f(s) < s; and "
      + "gradient flow ds/dt = -s^(L-1)(r + x s^L) has -M s <= ds/dt < 0 with M = s_0^(L-2) (r + x s_0^L). So from s_0 > 0 both decrease for ever and stay positive: the end-to-end "
      + "value s^L never reaches a negative value.",
    formula: "0 < f(s) < s for 0 < s <= s_0, eta s_0^(L-2) (r + x s_0^L) < 1",
    scope: "every depth L >= 2, every real x, r, eta > 0, 0 < s <= s_0 with eta s_0^(L-2) (r + x s_0^L) < 1",
    hypotheses: "balanced aligned mode, y = -r < 0", from: 2,
    source:
      "Bartlett, Helmbold, Long 2018, Gradient descent with identity initialization efficiently learns positive definite linear transformations by deep residual networks: its setting; statement and proof are ours",
    notCovered:
      "larger steps; layers that are not balanced. That the limit is the fixed point 0, and s >= s_0 e^(-M t) for the flow, are taken as given",
    summary: "powers by induction; f and s - f as products of positive factors",
    idea: "f(s)/s = 1 - eta s^(L-2) (r + x s^L) lies in (0, 1), and s^(L-2) (r + x s^L) increases with s."
  ) {
    let (s, S, t, T) = (DepthFraction(.s), DepthFraction(.S), DepthFraction(.t), DepthFraction(.T))
    let (x, r, eta) = (DepthFraction(.x), DepthFraction(.r), DepthFraction(.eta))
    let f = DepthIdentity.step(s, S, x: x, y: -r, eta: eta)
    let speed = S / s * (-r - x * S)
    let pace = T / (t * t) * (r + x * T)
    return DepthArgument(
      leastDepth: 2, variables: [.L, .s, .t, .S, .T, .x, .eta, .r],
      ranges: [.above(0, .s), .above(0, .t), .above(0, .x), .above(0, .eta), .above(0, .r)],
      hypotheses: [((t - s).numerator, .nonnegative), ((1 - eta * pace).numerator, .positive)],
      nonzero: [(s.numerator, .range), (t.numerator, .range)],
      items: [
        .induction(
          "powers", T / (t * t) - S / (s * s), .nonnegative, base: [],
          next: [[.of(t), .shown("powers")], [.of(S / (s * s)), .of(t - s)]]),
        .sign(
          "values", T - S, .nonnegative,
          [[.of(t), .of(t), .shown("powers")], [.of(S / (s * s)), .of(t - s), .of(t + s)]]),
        .sign(
          "pace", pace + speed / s, .nonnegative,
          [[.of(r + x * T), .shown("powers")], [.of(S / (s * s)), .of(x), .shown("values")]]),
        .sign("ratio", f / s, .positive, [[.of(1 - eta * pace)], [.of(eta), .shown("pace")]]),
        .sign("stays-positive", f, .positive, [[.of(s), .shown("ratio")]]),
        .sign("decreases", s - f, .positive, [[.of(eta), .of(S / s), .of(r + x * S)]]),
        .sign("flow-decreases", -speed, .positive, [[.of(S / s), .of(r + x * S)]]),
      ])
  }

  private static let negativeTargetTwin = DepthIdentity.twin(
    "bartlett-2018-negative-target", family: .dynamics,
    "For every odd depth L >= 3, x = 1, y = -1, s_0 in (0, 1] and eta in (0, 1/L], descent from s_0 converges to the minimum at -1, for which it has to leave (0, s_0]: "
      + "eta s_0^(L-2) (1 + s_0^L) >= 1.",
    scope: "every odd depth L >= 3, every real s_0 in (0, 1], eta in (0, 1/L]",
    idea: "True at L = 1: deeper chains stall at the saddle 0, before the sign changes.",
    DepthWitness(
      depth: 3, values: [("s", Rational(1, 2)), ("eta", Rational(1, 10))], relation: .lessOrEqual
    ) { depth, v in (1, v[1] * v[0].power(depth - 2) * (1 + v[0].power(depth))) })

  private static let gapDecay = DepthIdentity.entry(
    "ghosh-2025-gap-decay", title: "When the gap of two layers shrinks", family: .dynamics,
    "For every depth L >= 2, one step of gradient descent on two layer values p, q of one mode with p^2 != q^2, G the product of its other layers and e = x p q G - y, multiplies p^2 - q^2 by "
      + "1 - w, w = eta^2 e^2 G^2. For w > 0 the gap abs(p^2 - q^2) becomes smaller iff w < 2, and keeps its sign iff w < 1.",
    formula: "abs(p'^2 - q'^2) < abs(p^2 - q^2) iff eta^2 e^2 G^2 < 2",
    scope: "every depth L >= 2, every real p, q, G, x, y, eta with p^2 != q^2 and eta e G != 0",
    hypotheses: "aligned network, one mode", from: 2,
    source:
      "Ghosh et al. 2025, Learning Dynamics of Deep Linear Networks Beyond the Edge of Stability, arXiv 2502.20531: its setting; statement and proof are ours",
    notCovered: "modes that are not aligned; the gap over many steps",
    summary: "the factor as an identity; the difference of squares has the sign of 2 - w",
    idea: "1 - (1 - w)^2 = w (2 - w)."
  ) {
    let (p, q, G) = (DepthFraction(.p), DepthFraction(.q), DepthFraction(.G))
    let (x, y, eta) = (DepthFraction(.x), DepthFraction(.y), DepthFraction(.eta))
    let error = x * p * q * G - y
    let (first, second) = (p - eta * error * q * G, q - eta * error * p * G)
    let (before, after) = (p * p - q * q, first * first - second * second)
    let w = eta * eta * error * error * G * G
    return DepthArgument(
      leastDepth: 2, variables: [.L, .x, .y, .eta, .p, .q, .G],
      hypotheses: [((before * before).numerator, .positive), (w.numerator, .positive)],
      items: [
        .identity("factor", after, before * (1 - w)),
        .sign(
          "shrinks", before * before - after * after, .same, [[.of(before * before), .of(w), .of(2 - w)]]),
        .sign("keeps-sign", before * after, .same, [[.of(before * before), .of(1 - w)]]),
      ])
  }

  private static let gapDecayTwin = DepthIdentity.twin(
    "ghosh-2025-gap-decay", family: .dynamics,
    "For every depth L >= 2, one step of gradient descent on two layer values p, q of one mode with p^2 != q^2, all other layers at g > 0 and e = x p q g^(L-2) - y not 0, makes abs(p^2 - q^2) smaller.",
    scope: "every depth L >= 2, every real p, q, g, x, y, eta > 0 with p^2 != q^2 and x p q g^(L-2) != y",
    idea: "Only for eta^2 e^2 G^2 < 2; here it is 4.",
    DepthWitness(
      depth: 3,
      values: [("p", 3), ("q", 1), ("g", 2), ("x", 1), ("y", 4), ("eta", Rational(1, 2))], relation: .less
    ) { depth, v in
      let (p, q, x, y, eta) = (v[0], v[1], v[3], v[4], v[5])
      let others = v[2].power(depth - 2)
      let error = x * p * q * others - y
      let (first, second) = (p - eta * error * q * others, q - eta * error * p * others)
      return ((first * first - second * second).magnitude, (p * p - q * q).magnitude)
    })
}
