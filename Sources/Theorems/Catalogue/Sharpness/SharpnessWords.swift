// SharpnessWords: the largest eigenvalue of the Hessian at a minimum from below, for every depth and all widths.
//
// Statement   E = 0: with alpha_k = |U_k^T u|^2 and beta_k = |V_k r|^2 some Z has <Z, J J^* Z> = sum_k alpha_k beta_k, and alpha_k beta_(k+1) is at least the same
//             number for every k, so that the product of the alpha_k beta_k is bounded, and by the inequality of means their sum.
//             Sxx = I: lambda_max >= L sigma_1^(2-2/L). d_L = 1: lambda_max >= L a |w|^(2-2/L).
// Method      Cauchy and Schwarz as a square of matrices; U_k V_(k+1) = W by induction over the layers; the product and the means in the depth ring.
// References  [Mulayoff and Michaeli 2020], [Marion and Chizat 2024], constants from memory; forms and proofs are ours.

import Exact

enum SharpnessWords {
  static let entries: [CatalogueEntry] = [flattest, flattestTwin, singleOutput, singleOutputTwin]

  private typealias Item = WordArgument.Item
  private typealias Relation = WordArgument.Relation

  static let given =
    "H = H_o where E = 0, see interpolation-hessian-is-gauss-newton; H_o = J^* J and J J^* have the same nonzero eigenvalues, see gn-kronecker-gram, the largest of "
    + "which is at least every Rayleigh quotient; sums and products over the layers by their first case and step"

  private static let flattest = WordInequality.entry(
    "mulayoff-2020-flattest-sharpness-every-depth", title: "The flattest minima, every depth",
    family: .sharpness,
    "Where Sxx = I, E = 0 and W is not 0: with unit vectors W v = sigma_1 u, alpha_k = |U_k^T u|^2, beta_k = |V_k v|^2 and Z = u v^T of length 1, <Z, J J^* Z> = sum_k alpha_k "
      + "beta_k, alpha_L = beta_1 = 1 and alpha_k beta_(k+1) >= sigma_1^2, so that the product of the alpha_k beta_k is at least sigma_1^(2L-2) and, by the inequality of means, "
      + "their sum at least L sigma_1^(2-2/L): the largest eigenvalue of the Hessian is at least L sigma_1^(2-2/L).",
    formula: "lambda_max(H) >= L sigma_1^(2-2/L)",
    scope:
      "every depth L >= 1, every list of widths, all real layers with Sxx = I, Syx = W not 0; taken as given: unit vectors with W v = sigma_1 u; "
      + given,
    hypotheses: "Sxx = I, E = 0, W not 0",
    source: "Mulayoff and Michaeli 2020, Unique Properties of Flat Minima in Deep Networks",
    wording: .recalled,
    notCovered: "that balanced minima attain it: see ghosh-2025-balanced-hessian-every-depth",
    summary:
      "U_k V_(k+1) = W by induction, Cauchy and Schwarz as a square, the inequality of means by induction",
    idea:
      "What a layer above stretches less a layer below must stretch more: alpha_k beta_(k+1) >= sigma_1^2. The product over k depends on W alone, and equal factors have the least sum."
  ) {
    flattestItems
  } numbers: {
    Means.argument(isSingleOutput: false)
  }

  /// The argument in words of `flattest`.
  static var flattestItems: [WordArgument.Item] {
    let (u, v) = (column("u", "d(L)"), column("v", "d(0)"))
    let (left, z) = (part("d(L)"), WordExpression(MatrixSymbol("Z", "d(L)", "d(0)", weight: 5)))
    let unit = [u, v].map { Relation.hypothesis($0.transposed * $0, .identity(WordExpression.numbers)) }
    let number = WordExpression.identity(WordExpression.numbers)
    let defined = Relation.definition(z, u * v.transposed)
    let (outer, inner) = values(left, u, v)
    let sizes = (left.above * left.above.transposed, left.below.transposed * left.below)
    return whole(left) + [
      Item("last", number, u.transposed * left.last * left.last.transposed * u, [left.isLast, unit[0]]),
      Item("first", number, v.transposed * left.first.transposed * left.first * v, [left.isFirst, unit[1]]),
      Item(
        "inner", squared(left, u, v), number.scaled(by: 1, ["sigma": 2]),
        [left.product, .hypothesis(left.whole * v, u.scaled(by: 1, ["sigma": 1])), unit[0]]),
      cauchy(left, u, v),
      Item(
        "form", sizes.0 * z * sizes.1 * z.transposed, outer.letter * inner.letter,
        [defined, outer.relation, inner.relation], isTrace: true),
      Item("length", z * z.transposed, (u.transposed * u) * (v.transposed * v), [defined], isTrace: true),
    ]
  }

  private static let singleOutput = WordInequality.entry(
    "marion-chizat-2024-sharpness-every-depth", title: "Sharpness with one output, every depth",
    family: .sharpness,
    "Where d_L = 1, E = 0 and a = w Sxx w^T/|w|^2 > 0, W = w: with alpha_k = |U_k|^2, beta_k = |V_k Sxx w^T|^2 and Z = w C, C C = Sxx, of squared length w Sxx w^T, <Z, J J^* Z> = "
      + "sum_k alpha_k beta_k, alpha_L = 1, alpha_k beta_(k+1) >= (w Sxx w^T)^2 and |w|^2 beta_1 >= (w Sxx w^T)^2, so that the product of the alpha_k beta_k is at least "
      + "(w Sxx w^T)^(2L)/|w|^2 and, by the inequality of means, the largest eigenvalue of the Hessian is at least L a |w|^(2-2/L).",
    formula: "lambda_max(H) >= L a |w|^(2-2/L), a = w Sxx w^T/|w|^2",
    scope:
      "every depth L >= 1, every list of widths with d_L = 1, all real layers and positive semidefinite Sxx with Syx = w Sxx and a > 0; taken as given: a symmetric root C of Sxx; "
      + given,
    hypotheses: "d_L = 1, E = 0, a > 0; for a = 0 the bound is 0",
    source:
      "Marion and Chizat 2024, Deep linear networks for regression are implicitly regularized towards flat minima: that it grows linearly "
      + "with depth was read, constants from memory",
    wording: .recalled,
    notCovered:
      "the spectrum at balanced minima: see marion-chizat-2024-sharpness; the loss without the factor 1/2, where all is doubled",
    summary:
      "U_k V_(k+1) = w by induction, Cauchy and Schwarz as squares, the inequality of means by induction",
    idea:
      "As in mulayoff-2020-flattest-sharpness-every-depth with Sxx w^T for v; the first layer sees |Sxx w^T|^2, which is at least (w Sxx w^T)^2/|w|^2."
  ) {
    let left = part(WordExpression.numbers)
    let (one, w) = (WordExpression.identity(WordExpression.numbers), left.whole)
    let c = WordExpression(MatrixSymbol("C", "d(0)", "d(0)", isSymmetric: true))
    let (inputs, r) = (NetworkWord.inputs, NetworkWord.inputs * w.transposed)
    let z = WordExpression(MatrixSymbol("Z", WordExpression.numbers, "d(0)", weight: 5))
    let (defined, root) = (Relation.definition(z, w * c), Relation.hypothesis(inputs, c * c))
    let (outer, inner) = values(left, one, r)
    let sizes = (left.above * left.above.transposed, left.below.transposed * left.below)
    let seen = w * inputs * w.transposed
    let start = r.transposed * left.first.transposed * left.first * r
    return whole(left) + [
      Item("last", left.last * left.last.transposed, one, [left.isLast]),
      Item("inner", squared(left, one, r), seen * seen, [left.product]),
      cauchy(left, one, r),
      Item(
        "first", start * w * w.transposed, seen * seen, [left.isFirst], isTrace: true,
        squares: [WordSquare(w.transposed * r.transposed - r * w, factor: Rational(1, 2))]),
      Item(
        "form", sizes.0 * z * c * sizes.1 * c * z.transposed, outer.letter * inner.letter,
        [defined, root, outer.relation, inner.relation]),
      Item("length", z * z.transposed, seen, [defined, root]),
    ]
  } numbers: {
    Means.argument(isSingleOutput: true)
  }

  // Letters

  private static func column(_ name: String, _ space: String) -> WordExpression {
    WordExpression(MatrixSymbol(name, space, WordExpression.numbers))
  }

  /// The products above and below layer j, and those at the ends; `space` is that of the outputs.
  private struct Part {
    let space: String
    let above, below, next, last, first, whole: WordExpression
    let symbols: [String: MatrixSymbol]

    var isLast: Relation { .definition(last, .identity(space)) }
    var isFirst: Relation { .definition(first, .identity("d(0)")) }
    /// `U_j V_(j+1) = W`.
    var product: Relation {
      .shown(
        "whole", [symbols["U(j-1)"]!: symbols["U(j)"]!, symbols["V(j)"]!: symbols["V(j+1)"]!], above * next,
        whole)
    }
  }

  private static func part(_ space: String) -> Part {
    var symbols: [String: MatrixSymbol] = [:]
    func letter(_ name: String, _ rows: String, _ columns: String, _ weight: Int) -> WordExpression {
      let symbol = MatrixSymbol(name, rows, columns, weight: weight)
      symbols[name] = symbol
      return WordExpression(symbol)
    }
    let above = letter("U(j)", space, "d(j)", 2)
    let next = letter("V(j+1)", "d(j)", "d(0)", 2)
    let below = letter("V(j)", "d(j-1)", "d(0)", 2)
    let (last, first) = (letter("U(L)", space, space, 2), letter("V(1)", "d(0)", "d(0)", 2))
    let whole = letter("W", space, "d(0)", 1)
    _ = letter("U(j-1)", space, "d(j-1)", 5)
    _ = letter("V(L+1)", space, "d(0)", 2)
    return Part(
      space: space, above: above, below: below, next: next, last: last, first: first, whole: whole,
      symbols: symbols)
  }

  /// `U_(j-1) V_j = W` from `U_L V_(L+1) = W`.
  private static func whole(_ part: Part) -> [Item] {
    let layer = WordExpression(MatrixSymbol("W(j)", "d(j)", "d(j-1)", weight: 2))
    let (end, previous) = (part.symbols["V(L+1)"]!, part.symbols["U(j-1)"]!)
    return [
      Item(
        "whole-last", part.last * WordExpression(end), part.whole,
        [part.isLast, .definition(WordExpression(end), part.whole)]),
      Item(
        "whole", WordExpression(previous) * part.below, part.whole,
        [
          .definition(WordExpression(previous), part.above * layer),
          .definition(layer * part.below, part.next),
          part.product,
        ], base: ("whole-last", [previous: part.symbols["U(L)"]!, part.symbols["V(j)"]!: end])),
    ]
  }

  /// `alpha_j = |U_j^T u|^2` and `beta_j = |V_j r|^2`, with the letters for them.
  private static func values(
    _ part: Part, _ u: WordExpression, _ r: WordExpression
  ) -> (
    outer: (letter: WordExpression, relation: Relation), inner: (letter: WordExpression, relation: Relation)
  ) {
    func named(_ name: String, _ column: WordExpression) -> (WordExpression, Relation) {
      let letter = WordExpression(
        MatrixSymbol(name, WordExpression.numbers, WordExpression.numbers, isSymmetric: true, weight: 20))
      return (letter, .definition(letter, column.transposed * column))
    }
    return (named("alpha(j)", part.above.transposed * u), named("beta(j)", part.below * r))
  }

  /// `(u^T U_j V_(j+1) r)^2`.
  private static func squared(_ part: Part, _ u: WordExpression, _ r: WordExpression) -> WordExpression {
    let inner = u.transposed * part.above * part.next * r
    return inner * inner
  }

  /// `|p|^2 |q|^2 - (p^T q)^2 = 1/2 |p q^T - q p^T|^2` for `p = U_j^T u` and `q = V_(j+1) r`.
  private static func cauchy(_ part: Part, _ u: WordExpression, _ r: WordExpression) -> Item {
    let (p, q) = (part.above.transposed * u, part.next * r)
    return Item(
      "cauchy", p.transposed * p * q.transposed * q, squared(part, u, r), isTrace: true,
      squares: [WordSquare(p * q.transposed - q * p.transposed, factor: Rational(1, 2))])
  }

  // False twins

  /// The largest eigenvalue at the minimum with all layers s of width 1 and Sxx = x, which has rank 1: its trace.
  private static func sharpness(_ depth: Int, _ s: Rational, x: Rational) -> Rational {
    func one(_ value: Rational) -> Matrix<Rational> { Matrix(rows: 1, columns: 1, entries: [value]) }
    return LinearNetwork(
      layers: Array(repeating: one(s), count: depth), inputCovariance: one(x),
      crossCovariance: one(x * s.power(depth))
    ).hessian().diagonal.reduce(0, +)
  }

  private static let flattestTwin = DepthIdentity.twin(
    "mulayoff-2020-flattest-sharpness-every-depth", family: .sharpness,
    "For every depth L >= 2, at the minimum with all layers s of width 1, Sxx = 1 and sigma_1 = s^L, the largest eigenvalue of the Hessian is at least L sigma_1^(2-1/L).",
    scope: "every depth L >= 2, widths 1, all layers s > 0, Sxx = 1",
    idea: "Each of the L terms is the square of the L - 1 other layers: 2L - 2 factors.",
    DepthWitness(depth: 2, values: [("s", 2)], relation: .lessOrEqual) { depth, v in
      (Rational(depth) * v[0].power(2 * depth - 1), sharpness(depth, v[0], x: 1))
    })

  private static let singleOutputTwin = DepthIdentity.twin(
    "marion-chizat-2024-sharpness-every-depth", family: .sharpness,
    "For every depth L >= 2, at the minimum with all layers s of width 1 and Sxx = a = x, |w| = s^L, the largest eigenvalue of the Hessian is at least L a^2 |w|^(2-2/L).",
    scope: "every depth L >= 2, widths 1, all layers s > 0, every Sxx = x > 0",
    idea: "The form at Z = w C has a^2, and the squared length of Z takes one factor.",
    DepthWitness(depth: 2, values: [("s", 2), ("x", 3)], relation: .lessOrEqual) { depth, v in
      (
        Rational(depth) * v[1].squared() * v[0].power(2 * depth - 2), sharpness(depth, v[0], x: v[1])
      )
    })
}

/// The product of the alpha_k beta_k and the inequality of means.
enum Means {
  /// p, q, z: alpha_L, beta_(L+1), alpha_(L+1); b^2 the bound of p q; G the product of L values, s their mean and t that of L + 1; r = beta_1, x = |w|.
  ///
  /// With a step of descent at the rate eta also u, the largest eigenvalue, and c, sigma_1^(2-2/L).
  static func argument(isSingleOutput: Bool, hasStep: Bool = false) -> DepthArgument {
    let (L, s, t, S, T) = (
      DepthFraction(.L), DepthFraction(.s), DepthFraction(.t), DepthFraction(.S), DepthFraction(.T)
    )
    let (b, B, G, x) = (DepthFraction(.b), DepthFraction(.B), DepthFraction(.G), DepthFraction(.x))
    let (p, q, z) = (DepthFraction(.p), DepthFraction(.q), DepthFraction(.z))
    let r = isSingleOutput ? DepthFraction(.r) : 1
    let power = B * B / (b * b)
    let (chain, end, next) = (G - power * p * r, G - power * r, (L + 1) * t - L * s)
    let bound: DepthArgument.Item =
      isSingleOutput
      ? .sign(
        "bound", S - B * B / (x * x), .nonnegative,
        [[.of(S - G)], [.of(end)], [.of(power / (x * x)), .of(r * x * x - b * b)]])
      : .sign("bound", S - power, .nonnegative, [[.of(S - G)], [.of(end)]])
    let (eta, u, c) = (DepthFraction(.eta), DepthFraction(.u), DepthFraction(.c))
    let step: [DepthArgument.Item] = [
      .sign("multiplier", eta * u - 2, .positive, [[.of(eta), .of(u - L * c)], [.of(eta * L * c - 2)]])
    ]
    let assumed = [
      G * b * b - B * B * p * r, p * q - b * b, S - G, next, G * b * b - B * B * r,
    ]
    return DepthArgument(
      leastDepth: 1,
      variables: [.L, .s, .t, .S, .T, .b, .B, .G, .p, .q, .z] + (isSingleOutput ? [.r, .x] : [])
        + (hasStep ? [.eta, .u, .c] : []),
      ranges: [.above(0, .s), .above(0, .t), .above(0, .b), .above(0, .q), .above(0, .z)]
        + (isSingleOutput ? [.above(0, .r), .above(0, .x)] : []) + (hasStep ? [.above(0, .eta)] : []),
      hypotheses: (assumed + (isSingleOutput ? [r * x * x - b * b] : [])).map {
        ($0.numerator, .nonnegative)
      }
        + (hasStep
          ? [((u - L * c).numerator, .nonnegative), ((eta * L * c - 2).numerator, .positive)] : []),
      nonzero: ([L, b] + (isSingleOutput ? [x] : [])).map { ($0.numerator, .range) },
      items: [
        .identity("chain-first", chain.substituting([.B: b, .G: p * r])!, 0),
        .sign(
          "chain", G * q * z - B * B * z * r, .nonnegative,
          [[.of(chain), .of(q), .of(z)], [.of(power), .of(r), .of(z), .of(p * q - b * b)]]),
        .identity("mean-first", S.at(depth: 1)!, s),
        .induction(
          "tangent", T * t - S * next, .nonnegative, base: [[.square(t - s)]],
          next: [[.of(t), .shown("tangent")], [.of(L + 1), .of(S), .square(t - s)]]),
        .sign("mean", T * t - G * next, .nonnegative, [[.shown("tangent")], [.of(S - G), .of(next)]]),
        bound, .identity("exponent", (2 * L - 2) / L, 2 - 2 / L),
      ] + (hasStep ? step : []))
  }
}
