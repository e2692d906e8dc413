// NearIdentityWords: near a multiple of the identity the gradient bounds the excess loss, at every depth and width.
//
// Statement   W_k = rho I + A_k, ||A_k|| <= tau < rho: ||grad_k||^2 >= (rho - tau)^(2L-2) ||E||^2 in every layer, and ||E||^2 >= 2 mu (F - F*).
// Method      With gamma = rho - tau, W W^T - gamma^2 I = (1 + gamma/tau)(A + tau)(A + tau)^T + (gamma/tau)(tau^2 I - A A^T), and the same for W^T W. Induction over
//             the layers: U_k U_k^T = gamma^(2(L-k)) I + P_k and V_k^T V_k = gamma^(2(k-1)) I + R_k with P_k and R_k positive semidefinite.
// References  [Hardt, Ma 2017], recalled; the constant for the loss with 1/2 and the proof are derived.

import Exact

enum NearIdentityWords {
  static let entries: [CatalogueEntry] = [entry, twin]

  private typealias Item = WordArgument.Item
  private typealias Relation = WordArgument.Relation

  private static let entry = WordInequality.entry(
    "hardt-ma-2017-no-spurious-every-depth",
    title: "No spurious critical points near the identity, every depth", family: .landscape,
    "Square layers W_k = rho I + A_k with norms ||A_k|| <= tau, 0 < tau < rho, Sxx - mu I positive semidefinite with mu > 0, F* the least loss of all end-to-end "
      + "matrices: every layer has ||grad_k||^2 >= (rho - tau)^(2L-2) ||E||^2 in the Frobenius norm, and ||E||^2 >= 2 mu (F - F*), so that sum_k ||grad_k||^2 >= "
      + "2 L (rho - tau)^(2L-2) mu (F - F*) and the gradient vanishes only where F = F*. With rho = 1 these are layers near the identity.",
    formula: "sum_k ||grad_k||^2 >= 2 L (1 - tau)^(2L-2) mu (F - F*)",
    scope:
      "every depth L >= 1, every width, all real layers with norms ||W_k - rho I|| <= tau, 0 < tau < rho, every Sxx with Sxx - mu I positive semidefinite, mu > 0, "
      + "every real Syx; taken as given: ||A|| <= tau gives N and M with tau^2 I - A^T A = N^T N and tau^2 I - A A^T = M M^T; X M X^T is positive semidefinite and "
      + "tr(P X M X^T) >= 0 for positive semidefinite P and M",
    hypotheses: "square layers with ||W_k - rho I|| <= tau < rho, Sxx >= mu I > 0",
    source: "Hardt and Ma 2017",
    wording: .recalled,
    notCovered: "tau = 0, where all W_k = rho I and every tau > 0 is allowed; other norms",
    summary:
      "sums of squares for one layer, for the products above and below by induction, for the gradient and the excess loss",
    idea:
      "Every layer stretches each vector by rho - tau at least, in both directions: its Gram matrices exceed (rho - tau)^2 I by squares, and products keep that.",
    nonnegative: ["gamma", "mu", "tau"], items: { layer + above + below + gradient + loss }, numbers: numbers)

  // Letters, all of one space: the layers are square.

  private static func matrix(_ name: String, _ weight: Int) -> MatrixSymbol {
    MatrixSymbol(name, "d", "d", weight: weight)
  }

  private static func symmetric(_ name: String, _ weight: Int) -> MatrixSymbol {
    MatrixSymbol(name, "d", "d", isSymmetric: true, weight: weight)
  }

  private static let one = WordExpression.identity("d")
  private static func scalar(_ powers: [String: Int], _ factor: Rational = 1) -> WordExpression {
    one.scaled(by: factor, powers)
  }

  private static let w = WordExpression(matrix("W(j)", 3))
  private static let (upperGap, lowerGap) = (symmetric("T(j)", 5), symmetric("Q(j)", 5))
  private static let (t, q) = (WordExpression(upperGap), WordExpression(lowerGap))

  /// One layer: `W W^T = gamma^2 + T` and `W^T W = gamma^2 + Q`, with T and Q positive semidefinite.
  private static let layer: [Item] = {
    let a = WordExpression(matrix("A(j)", 2))
    let (m, n) = (WordExpression(matrix("M(j)", 3)), WordExpression(matrix("N(j)", 3)))
    let whole = a + scalar(["tau": 1]) + scalar(["gamma": 1])
    let (gammaSquared, tauSquared) = (scalar(["gamma": 2]), scalar(["tau": 2]))
    let isNear = Relation.hypothesis(w, whole)
    let upper = Relation.definition(t, whole * whole.transposed - gammaSquared)
    let lower = Relation.definition(q, whole.transposed * whole - gammaSquared)
    let shifted = a + scalar(["tau": 1])
    func squares(_ root: WordExpression, _ rest: WordExpression) -> [WordSquare] {
      let ratio = ["gamma": 1, "tau": -1]
      return [WordSquare(root), WordSquare(root, factor: 1, ratio), WordSquare(rest, factor: 1, ratio)]
    }
    return [
      Item("layer-above", w * w.transposed, gammaSquared + t, [isNear, upper]),
      Item(
        "layer-above-gap", t, .zero("d", "d"),
        [upper, .hypothesis(m * m.transposed, tauSquared - a * a.transposed)], squares: squares(shifted, m)),
      Item("layer-below", w.transposed * w, gammaSquared + q, [isNear, lower]),
      Item(
        "layer-below-gap", q, .zero("d", "d"),
        [lower, .hypothesis(n.transposed * n, tauSquared - a.transposed * a)],
        squares: squares(shifted.transposed, n.transposed)),
    ]
  }()

  /// What is shown of one product: its Gram matrix is `scale + gap`.
  private typealias Part = (product: MatrixSymbol, scale: MatrixSymbol, gap: MatrixSymbol)

  private static let upper: Part = (matrix("U(j)", 4), symmetric("C(j)", 1), symmetric("P(j)", 2))
  private static let lower: Part = (matrix("V(j)", 4), symmetric("D(j)", 2), symmetric("R(j)", 2))
  private static let upperNext: Part = (matrix("U(j-1)", 8), symmetric("C(j-1)", 2), symmetric("P(j-1)", 14))
  private static let lowerNext: Part = (matrix("V(j+1)", 8), symmetric("D(j+1)", 3), symmetric("R(j+1)", 14))

  /// `G(next) = scale + gap` by induction from `1 = 1 + 0`, with both positive semidefinite.
  private static func induction(
    _ name: String, first: Part, now: Part, next: Part, firstName: String,
    gram: (WordExpression) -> WordExpression,
    grown: WordExpression, layer: Relation, kept: WordSquare, keptExpression: WordExpression
  ) -> [Item] {
    let gammaSquared = ["gamma": 2]
    let zero = WordExpression.zero("d", "d")
    func e(_ symbol: MatrixSymbol) -> WordExpression { WordExpression(symbol) }
    let start: [Relation] = [
      .definition(e(first.product), one), .definition(e(first.scale), one), .definition(e(first.gap), zero),
    ]
    let scale = Relation.definition(e(next.scale), e(now.scale).scaled(by: 1, gammaSquared))
    let gap = Relation.definition(e(next.gap), e(now.gap).scaled(by: 1, gammaSquared) + keptExpression)
    let known = Relation.shown(
      name, [next.product: now.product, next.scale: now.scale, next.gap: now.gap], gram(e(now.product)),
      e(now.scale) + e(now.gap))
    return [
      Item("\(name)-\(firstName)", gram(e(first.product)), e(first.scale) + e(first.gap), start),
      Item(
        name, gram(e(next.product)), e(next.scale) + e(next.gap),
        [.definition(e(next.product), grown), layer, scale, gap, known],
        base: (
          "\(name)-\(firstName)",
          [next.product: first.product, next.scale: first.scale, next.gap: first.gap]
        )),
      Item("\(name)-scale-\(firstName)", e(first.scale), zero, [start[1]], squares: [WordSquare(one)]),
      Item(
        "\(name)-scale", e(next.scale), zero, [scale],
        base: ("\(name)-scale-\(firstName)", [next.scale: first.scale]),
        squares: [
          WordSquare(
            one, middle: .shown("\(name)-scale", [next.scale: now.scale], now.scale), factor: 1, gammaSquared)
        ]),
      Item("\(name)-gap-\(firstName)", e(first.gap), zero, [start[2]], squares: []),
      Item(
        "\(name)-gap", e(next.gap), zero, [gap], base: ("\(name)-gap-\(firstName)", [next.gap: first.gap]),
        squares: [
          WordSquare(
            one, middle: .shown("\(name)-gap", [next.gap: now.gap], now.gap), factor: 1, gammaSquared), kept,
        ]),
    ]
  }

  private static let (u, v) = (WordExpression(upper.product), WordExpression(lower.product))

  private static let above = induction(
    "above", first: (matrix("U(L)", 4), symmetric("C(L)", 1), symmetric("P(L)", 2)), now: upper,
    next: upperNext,
    firstName: "last", gram: { $0 * $0.transposed }, grown: u * w,
    layer: .shown("layer-above", [:], w * w.transposed, scalar(["gamma": 2]) + t),
    kept: WordSquare(u, middle: .shown("layer-above-gap", upperGap)), keptExpression: u * t * u.transposed)

  private static let below = induction(
    "below", first: (matrix("V(1)", 4), symmetric("D(1)", 2), symmetric("R(1)", 2)), now: lower,
    next: lowerNext,
    firstName: "first", gram: { $0.transposed * $0 }, grown: w * v,
    layer: .shown("layer-below", [:], w.transposed * w, scalar(["gamma": 2]) + q),
    kept: WordSquare(v.transposed, middle: .shown("layer-below-gap", lowerGap)),
    keptExpression: v.transposed * q * v)

  private static let residual = WordExpression(matrix("E", 7))

  /// `C_j E D_j` is the same in every layer, F; `||G||^2 >= tr(F E^T)`.
  private static let gradient: [Item] = {
    let e = residual
    let (f, g) = (WordExpression(matrix("F", 9)), WordExpression(matrix("G(j)", 20)))
    let (c, d) = (WordExpression(upper.scale), WordExpression(lower.scale))
    let (firstScale, firstInput) = (symmetric("C(1)", 1), symmetric("D(1)", 2))
    let (nextScale, nextInput) = (symmetric("C(j+1)", 2), lowerNext.scale)
    let same: WordArgument.Renaming = [nextScale: upper.scale, nextInput: lower.scale]
    let scales = Relation.shown("scales", same, c * e * d, f)
    func back(_ next: Part, _ now: Part) -> WordArgument.Renaming {
      [next.product: now.product, next.scale: now.scale, next.gap: now.gap]
    }
    let (p, r) = (WordExpression(upper.gap), WordExpression(lower.gap))
    let grams = u * u.transposed * e * v.transposed * v * e.transposed
    return [
      Item(
        "scales-first", WordExpression(firstScale) * e * WordExpression(firstInput), f,
        [.definition(WordExpression(firstInput), one), .definition(f, WordExpression(firstScale) * e)]),
      Item(
        "scales", WordExpression(nextScale) * e * WordExpression(nextInput), f,
        [
          .definition(WordExpression(nextScale), c.scaled(by: 1, ["gamma": -2])),
          .definition(WordExpression(nextInput), d.scaled(by: 1, ["gamma": 2])), scales,
        ], base: ("scales-first", [nextScale: firstScale, nextInput: firstInput])),
      Item(
        "norm", g * g.transposed, grams, [.definition(g, u.transposed * e * v.transposed)], isTrace: true),
      Item(
        "gradient", grams, f * e.transposed,
        [
          .shown("above", back(upperNext, upper), u * u.transposed, c + p),
          .shown("below", back(lowerNext, lower), v.transposed * v, d + r), scales,
        ], isTrace: true,
        squares: [
          WordSquare(
            e, middle: .shown("below-gap", [lowerNext.gap: lower.gap], lower.gap),
            outer: .shown("above-scale", [upperNext.scale: upper.scale], upper.scale)),
          WordSquare(e * v.transposed, outer: .shown("above-gap", [upperNext.gap: upper.gap], upper.gap)),
        ]),
    ]
  }()

  /// `F(W) - F(Syx B) = 1/2 tr(E B E^T)` with `B = Sxx^(-1)`, no loss is less than F(Syx B), and `||E||^2 >= mu tr(E B E^T)`.
  private static let loss: [Item] = {
    let e = residual
    let (inputs, gapSymbol) = (symmetric("Sxx", 1), symmetric("K", 2))
    let (s, k) = (WordExpression(inputs), WordExpression(gapSymbol))
    let b = WordExpression(symmetric("Sxx^-1", 1))
    let (y, all, any) = (
      WordExpression(matrix("Syx", 1)), WordExpression(matrix("W", 1)), WordExpression(matrix("Z", 1))
    )
    let inverse: [Relation] = [.hypothesis(s * b, one), .hypothesis(b * s, one)]
    func loss(_ z: WordExpression) -> WordExpression {
      (z * s * z.transposed).scaled(by: Rational(1, 2)) - z * y.transposed
    }
    return [
      Item(
        "excess", loss(all) - loss(y * b), (e * b * e.transposed).scaled(by: Rational(1, 2)),
        inverse + [.definition(e, all * s - y)], isTrace: true),
      Item(
        "least", loss(any), loss(y * b), inverse, isTrace: true,
        squares: [WordSquare(any - y * b, middle: .hypothesis(inputs), factor: Rational(1, 2))]),
      Item(
        "residual", e * e.transposed, (e * b * e.transposed).scaled(by: 1, ["mu": 1]),
        inverse + [.definition(k, s - scalar(["mu": 1]))], isTrace: true,
        squares: [
          WordSquare(e * b, middle: .hypothesis(gapSymbol), factor: 1, ["mu": 1]), WordSquare(e * b * k),
        ]),
    ]
  }()

  /// The exponents of gamma, and the sum: s = gamma, x = ||E||^2, y = F - F*, z = mu, G the sum over the layers.
  private static let numbers: @Sendable () -> DepthArgument = {
    let (L, k, s, S) = (DepthFraction(.L), DepthFraction(.k), DepthFraction(.s), DepthFraction(.S))
    let (x, y, z, G) = (DepthFraction(.x), DepthFraction(.y), DepthFraction(.z), DepthFraction(.G))
    let scale = S * S / (s * s)
    let (outer, inner) = (2 * (L - k), 2 * (k - 1))
    let slope = G - L * scale * x
    return DepthArgument(
      leastDepth: 1, variables: [.L, .k, .s, .S, .x, .y, .z, .G], ranges: [.above(0, .s)],
      hypotheses: [
        ((G * s * s - L * S * S * x).numerator, .nonnegative), ((x - 2 * z * y).numerator, .nonnegative),
      ],
      nonzero: [(s.numerator, .range)],
      items: [
        .identity("above-last", outer.substituting([.k: L])!, 0),
        .identity("above", outer.substituting([.k: k - 1])!, outer + 2),
        .identity("below-first", inner.substituting([.k: 1])!, 0),
        .identity("below", inner.substituting([.k: k + 1])!, inner + 2),
        .identity("both", outer + inner, 2 * L - 2),
        .sign(
          "bound", G - 2 * L * scale * z * y, .nonnegative,
          [[.of(slope)], [.of(L), .of(scale), .of(x - 2 * z * y)]]),
      ])
  }

  private static let twin = DepthIdentity.twin(
    "hardt-ma-2017-no-spurious-every-depth", family: .landscape,
    "For every depth L >= 2, with layers W_k = s = 1 - tau of width 1, 0 < s < 1, and Sxx = 1: 2 L (1 - tau^2)^(L-1) (F - F*) <= sum_k ||grad_k||^2.",
    scope: "every depth L >= 2, widths 1, all layers s in (0, 1), tau = 1 - s, Sxx = 1, every Syx = y > 0",
    idea: "1 - tau^2 is (1 - tau)(1 + tau): a layer may shrink by 1 - tau, and it enters squared.",
    DepthWitness(depth: 2, values: [("s", Rational(1, 2)), ("y", 1)], relation: .lessOrEqual) { depth, v in
      func one(_ value: Rational) -> Matrix<Rational> { Matrix(rows: 1, columns: 1, entries: [value]) }
      let network = LinearNetwork(
        layers: Array(repeating: one(v[0]), count: depth), inputCovariance: one(1), crossCovariance: one(v[1])
      )
      let slope = network.gradient.reduce(Rational(0)) { $0 + $1.frobeniusNormSquared }
      let excess = network.loss(at: network.endToEnd) - network.loss(at: one(v[1]))
      let factor = (1 - (1 - v[0]).squared()).power(depth - 1)
      return (Rational(2 * depth) * factor * excess, slope)
    })
}
