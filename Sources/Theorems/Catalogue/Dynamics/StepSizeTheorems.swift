// StepSizeTheorems: what large steps do: orbits of period two, the bound on the step at a minimum, the tripling map.
//
// Statement   f(s) = s - eta x s^(2L-1) + eta y s^(L-1); sharpness sum_k (sigma/s_k)^2 at a minimum of a mode with layer values s_k.
// Hypotheses  Aligned network, one mode.
// Method      Identities, the step of the inequality of the means by induction, squares, signs by factorisation.
// References  [Ghosh et al. 2025], [Nar, Sastry 2018]

import Exact

enum StepSizeTheorems {
  static let entries: [CatalogueEntry] = [
    periodTwo, periodTwoTwin, stepBound, stepBoundTwin, tripling, triplingTwin,
  ]

  private static let periodTwo = DepthIdentity.entry(
    "ghosh-2025-period-two", title: "All positive orbits of period two", family: .dynamics,
    "For every depth L >= 1, x = 1 and a > b > 0, f(a) = b and f(b) = a for f(s) = s - eta s^(2L-1) + eta y s^(L-1) exactly when y = (a^(2L-1) + b^(2L-1))/(a^(L-1) + b^(L-1)) and eta = (a-b)(a^(L-1) "
      + "+ b^(L-1))/(a^(L-1) b^(L-1) (a^L - b^L)), both positive. At L = 2: eta = 1/(a b), y = a^2 - a b + b^2, eta y - 1 = (a-b)^2/(a b) > 0, and the multiplier f'(a) f'(b) is 9 - 2 (1 + eta y)^2 < 1, above -1 iff (1 + eta y)^2 < 5.",
    formula: "L = 2, y = 1: a b = 1/eta, a^2 + b^2 = (1 + eta)/eta, f'(a) f'(b) = 9 - 2 (1 + eta)^2",
    scope: "every depth L >= 1 (the multiplier at L = 2), every real a > b > 0",
    hypotheses: "balanced aligned mode, x = 1",
    source:
      "Ghosh et al. 2025, Learning Dynamics of Deep Linear Networks Beyond the Edge of Stability, arXiv 2502.20531: its setting; statement and proof are ours",
    notCovered: "stability at other depths; orbits with values of both signs; longer orbits",
    summary: "two linear equations with one solution; (a^L - b^L)/(a - b) > 0 by induction; the multiplier",
    idea: "f(a) = b and f(b) = a are linear in eta and eta y with a determinant that does not vanish."
  ) {
    let (a, b, A, B) = (DepthFraction(.a), DepthFraction(.b), DepthFraction(.A), DepthFraction(.B))
    let sum = A / a + B / b
    let y = (A * A / a + B * B / b) / sum
    let eta = (a - b) * sum / (A / a * (B / b) * (A - B))
    let (freeTarget, freeRate) = (DepthFraction(.y), DepthFraction(.eta))
    func slope(_ base: DepthSymbol) -> DepthFraction {
      let power = DepthFraction(base.power!)
      return DepthIdentity.step(DepthFraction(base), power, x: 1, y: freeTarget, eta: freeRate)
        .derivative(in: base).substituting([.y: y, .eta: eta])!.at(depth: 2)!
    }
    let multiplier = slope(.a) * slope(.b)
    let w = (a * a + b * b) / (a * b)
    // Rows: f(a) - a and f(b) - b as linear forms in eta and eta y.
    let determinant = -(A * A / a) * (B / b) + A / a * (B * B / b)
    return DepthArgument(
      leastDepth: 1, variables: [.L, .a, .b, .A, .B], ranges: [.above(0, .a), .above(0, .b)],
      hypotheses: [((a - b).numerator, .positive)],
      nonzero: [
        (a.numerator, .range), (b.numerator, .range), (A.numerator, .range), (B.numerator, .range),
        ((A * b + B * a).numerator, .range), ((a - b).numerator, .hypothesis),
        ((A - B).numerator, .item("difference")), ((a + b).numerator, .range),
      ],
      items: [
        .induction(
          "difference", A - B, .positive, base: [[.of(a - b)]],
          next: [[.of(a), .shown("difference")], [.of(B), .of(a - b)]]),
        .sign("determinant", -determinant, .positive, [[.of(A / a), .of(B / b), .shown("difference")]]),
        .sign("target", y, .positive, [[.of(A * A / a + B * B / b), .of(1 / sum)]]),
        .sign(
          "rate", (a - b) * (a - b) / eta, .positive,
          [[.of(a - b), .of(A / a), .of(B / b), .of(1 / sum), .shown("difference")]]),
        .identity("a-to-b", DepthIdentity.step(a, A, x: 1, y: y, eta: eta), b),
        .identity("b-to-a", DepthIdentity.step(b, B, x: 1, y: y, eta: eta), a),
        .identity("rate-at-2", eta.at(depth: 2)!, 1 / (a * b)),
        .identity("target-at-2", y.at(depth: 2)!, a * a - a * b + b * b),
        .identity("sum-at-2", (1 + eta * y).at(depth: 2)!, w),
        .sign("above-edge", w - 2, .positive, [[.of(a - b), .of(a - b), .of(1 / (a * b))]]),
        .identity("multiplier", multiplier, 9 - 2 * w * w),
        .sign(
          "multiplier-below-1", 1 - multiplier, .positive,
          [[.of(a - b), .of(a - b), .of(2 * (a + b) * (a + b) / (a * a * b * b))]]),
        .sign("multiplier-above-minus-1", multiplier + 1, .same, [[.of(2), .of(5 - w * w)]]),
      ])
  }

  private static let periodTwoTwin = DepthIdentity.twin(
    "ghosh-2025-period-two", family: .dynamics,
    "For L = 2, x = y = 1 and a > b > 0 with a^2 - a b + b^2 = 1, eta = 1/(a b), the orbit a, b of f(s) = s - eta s^3 + eta s has the multiplier f'(a) f'(b) = 9 - 2 eta^2.",
    scope: "L = 2, every real a > b > 0 with a^2 - a b + b^2 = 1",
    idea: "The square is that of 1 + eta. The witness is the orbit 8/7, 5/7 at eta = 49/40.",
    DepthWitness(depth: 2, values: [("a", Rational(8, 7)), ("b", Rational(5, 7))], relation: .equal) { _, v in
      let eta = 1 / (v[0] * v[1])
      func slope(_ s: Rational) -> Rational { 1 + eta - 3 * eta * s * s }
      return (slope(v[0]) * slope(v[1]), 9 - 2 * eta * eta)
    })

  private static let stepBound = DepthIdentity.entry(
    "nar-sastry-2018-step-size", title: "The largest step that is stable at some minimum", family: .dynamics,
    "For every depth L >= 1 and L positive layer values s_k of a mode with x = 1 at a minimum, sigma the product of the s_k, m = sigma^(2-2/L) and lambda the sum of (sigma/s_k)^2, the eigenvalue of the mode: lambda >= L m, "
      + "with equality for balanced layers. So if eta > 0 and 1 - eta lambda >= -1, then eta <= 2/(L m); at the balanced minimum 1 - eta lambda > -1 iff eta L m < 2.",
    formula: "1 - eta lambda >= -1 implies eta <= 2/(L sigma^(2-2/L))",
    scope: "every depth L >= 1, every L positive layer values, every real eta > 0",
    hypotheses: "aligned minimum, Sxx = I, one mode with value sigma > 0",
    source: "Nar, Sastry 2018, Step Size Matters in Deep Learning", wording: .recalled,
    notCovered:
      "minima that are not aligned: see nar-sastry-2018-step-size-every-minimum. That the block of the mode is g g^T with g_k = sigma/s_k is aligned-block-decomposition (listed shapes); the induction over the number of terms, of which the step is shown, is taken as given",
    summary:
      "the step of the inequality of the means by inductions; the bound on the rate; the balanced case",
    idea:
      "The terms (sigma/s_k)^2 have the product m^L. If n terms with geometric mean t have a sum p >= n t, and one more makes the mean t a, then the new sum is p + t a^(n+1) >= (n+1) t a."
  ) {
    let (L, s, S) = (DepthFraction(.L), DepthFraction(.s), DepthFraction(.S))
    let (t, a, A) = (DepthFraction(.t), DepthFraction(.a), DepthFraction(.A))
    let (p, eta, m) = (DepthFraction(.p), DepthFraction(.eta), S * S / (s * s))
    let excess = A * a - (L + 1) * a + L
    return DepthArgument(
      leastDepth: 1, variables: [.L, .s, .S, .eta, .t, .p, .a, .A],
      ranges: [.above(0, .s), .above(0, .eta), .above(0, .t), .above(0, .a)],
      hypotheses: [((p - L * t).numerator, .nonnegative), ((2 - eta * p).numerator, .nonnegative)],
      nonzero: [(s.numerator, .range)],
      items: [
        .induction(
          "excess", excess, .nonnegative, base: [[.square(a - 1)]],
          next: [[.of(a), .shown("excess")], [.of(L + 1), .square(a - 1)]]),
        .sign(
          "mean", p + t * A * a - (L + 1) * t * a, .nonnegative,
          [[.of(p - L * t)], [.of(t), .shown("excess")]]),
        .sign("rate", 2 - eta * L * t, .nonnegative, [[.of(2 - eta * p)], [.of(eta), .of(p - L * t)]]),
      ] + DepthArgument.telescoping("balanced", L * m, first: 1) { s * s * $0 + S * S } + [
        .sign("balanced-rate", 1 - eta * (L * m) + 1, .same, [[.of(2 - eta * L * m)]])
      ])
  }

  private static let stepBoundTwin = DepthIdentity.twin(
    "nar-sastry-2018-step-size", family: .dynamics,
    "For every depth L >= 1 and the balanced minimum of a mode with x = 1, layer values s > 0, lambda the sum of (sigma/s)^2 over the layers and 0 < eta < 2/s^(2L-2): 1 - eta lambda > -1.",
    scope: "every depth L >= 1, every real s > 0, eta in (0, 2/s^(2L-2))",
    idea: "The factor L of the sharpness is lost.",
    DepthWitness(depth: 2, values: [("s", 1), ("eta", Rational(3, 2))], relation: .greater) { depth, v in
      let sigma = v[0].power(depth)
      let sharpness = (1...depth).reduce(Rational(0)) { sum, _ in sum + (sigma / v[0]).squared() }
      return (1 - v[1] * sharpness, -1)
    })

  private static let tripling = DepthIdentity.entry(
    "chebyshev-gd-chaos", title: "The tripling map and the invariant interval", family: .dynamics,
    "For L = 2, x = y = 1 and f(s) = s - eta s^3 + eta s: at eta = 2 and s = sqrt(2) c, f(s) = -sqrt(2) (4 c^3 - 3 c), so sqrt(2) cos(theta) goes to -sqrt(2) cos(3 theta). For eta > 0 and b^2 = (2 + eta)/eta: f(b) = -b; abs(s) <= b "
      + "implies abs(f(s)) <= b if eta <= 2; s = 1/sqrt(2) < b goes outside if eta > 2; abs(s) > b implies abs(f(s)) > abs(s). So [-b, b] is invariant iff eta <= 2. At s^2 = (1 + eta)/(3 eta), "
      + "where f' = 0, f^2 - b^2 = (eta - 2)(2 eta + 5)^2/(27 eta).",
    formula: "eta = 2: f(sqrt(2) cos(theta)) = -sqrt(2) cos(3 theta);  [-b, b] invariant iff eta <= 2",
    scope: "L = 2, every real s, theta, eta > 0", hypotheses: "balanced aligned mode, x = y = 1", from: 2,
    source: "derived here: the cubic of gradient descent at eta = 2 is minus the third Chebyshev polynomial",
    evidence: .symbolic,
    notCovered:
      "other depths; what the tripling map implies for typical orbits; cos(3 theta) is taken as the real part of (cos + i sin)^3",
    summary: "the cubic modulo r^2 = 2, the triple angle, b^2 - f^2 as products, a square",
    idea:
      "b^2 - f(s)^2 = (b^2 - s^2)(1 - eta^2 s^2 (1 - s^2)), and s^2 (1 - s^2) <= 1/4 with equality at s^2 = 1/2."
  ) {
    let (s, t, c, r) = (DepthFraction(.s), DepthFraction(.t), DepthFraction(.c), DepthFraction(.r))
    // The rate in (0, 2], and any rate.
    let (eta, q) = (DepthFraction(.eta), DepthFraction(.q))
    func step(_ s: DepthFraction, _ rate: DepthFraction) -> DepthFraction {
      DepthIdentity.step(s, s * s, x: 1, y: 1, eta: rate)
    }
    /// `f(s)^2` from `w = s^2`.
    func square(_ w: DepthFraction, _ rate: DepthFraction) -> DepthFraction {
      w * (1 + rate - rate * w) * (1 + rate - rate * w)
    }
    func end(_ rate: DepthFraction) -> DepthFraction { (2 + rate) / rate }
    let half = DepthFraction(1) / 2
    return DepthArgument(
      leastDepth: 2, variables: [.L, .s, .t, .eta, .r, .q, .c],
      ranges: [.above(0, .t), .from(0, .open, .eta, to: 2, .closed), .above(0, .q)],
      hypotheses: [
        ((2 + eta - eta * s * s).numerator, .nonnegative), ((q * t * t - q - 2).numerator, .positive),
      ],
      nonzero: [(eta.numerator, .range), (q.numerator, .range)],
      items: [
        .identity("cubic", step(r * c, 2) + r * (4 * c * c * c - 3 * c), 2 * r * c * c * c * (2 - r * r)),
        .identity("triple-angle", c * c * c - 3 * c * (1 - c * c), 4 * c * c * c - 3 * c),
        .identity("square", step(s, q) * step(s, q), square(s * s, q)),
        .identity("end", step(s, q) + s, s * (2 + q - q * s * s)),
        .sign(
          "factor", 1 - eta * eta * s * s * (1 - s * s), .nonnegative,
          [[.of((2 - eta) / 4), .of(2 + eta)], [.square(eta * (s * s - half))]]),
        .sign(
          "inside", end(eta) - square(s * s, eta), .nonnegative,
          [[.of(end(eta) - s * s), .shown("factor")]]),
        .sign("half-inside", end(q) - half, .positive, [[.of((4 + q) / (2 * q))]]),
        .sign(
          "leaves", end(q) - square(half, q), .same, [[.of(end(q) - half), .of((2 + q) / 4), .of(2 - q)]]),
        .sign("beyond-1", t * t - 1, .positive, [[.of(t * t - end(q))], [.of(2 / q)]]),
        .sign(
          "escapes", step(t, q) * step(t, q) - t * t, .positive,
          [[.of(q * q), .of(t * t), .shown("beyond-1"), .of(t * t - end(q))]]),
        .identity(
          "peak", square((1 + q) / (3 * q), q) - end(q),
          (q - 2) * (2 * q + 5) * (2 * q + 5) / (27 * q)),
      ])
  }

  private static let triplingTwin = DepthIdentity.twin(
    "chebyshev-gd-chaos", family: .dynamics,
    "For L = 2, x = y = 1, 0 < eta <= 2 and every real s, f(s) = s - eta s^3 + eta s is 3 s - 2 s^3, so sqrt(2) cos(theta) goes to -sqrt(2) cos(3 theta).",
    scope: "L = 2, every real s, eta in (0, 2]", idea: "Only at eta = 2.",
    DepthWitness(depth: 2, values: [("s", Rational(1, 2)), ("eta", 1)], relation: .equal) { depth, v in
      let s = v[0]
      return (DepthIdentity.step(s, depth: depth, x: 1, y: 1, eta: v[1]), 3 * s - 2 * s * s * s)
    })
}
