// AlignedSaddles: which critical points of an aligned network have a direction of negative curvature, at every depth.
//
// Statement   Steps toward: with all x_i > 0 there is one iff for some i with e_i != 0 there is an index a with the variables (k, i, a) and (j, a, i), no value of a between j and k that is
//             0, and a = i or x_i x_a w_a^2 < y_i^2; j and k are the first and last layer in which the value of i is 0, w_a the product of the values of a.
// Method      The blocks of Theorem A. p_(l,i) = 0 for l < k and q_(l,i) = 0 for l > j, so couplings of e_i sit in layers l >= k and m <= j. In (X_k, Y_j) the minor is
//             (p_(k,i) r_(kj,a) q_(j,i))^2 (x_i x_a w_a^2 - e_i^2), e_i = -y_i. Where w_a != 0 the coupling is e_i u_l v_m / w_a: the form is one in two
//             numbers. Where w_a = 0 and the condition fails, every coupling of existing variables has a factor 0.
// References  [Achour, Malgouyres, Gerchinovitz 2024] for the question; criterion and proof are derived, for aligned networks only.

import Exact

enum AlignedSaddles {
  static let entries: [CatalogueEntry] = [entry, twin]

  private static let entry = WordIdentity.entry(
    "achour-2024-aligned-strictness-every-depth",
    title: "Steps toward the strictness of aligned critical points, every depth", family: .landscape,
    "Steps toward the criterion of achour-2024-aligned-strictness, for indices i and a of an aligned network, with p, r and q the products of the values "
      + "of i above the layer k, of a between j and k, and of i below j: the derivative in the variable (j, i, i) is e_i times the product of the other values "
      + "of i; a product of values through a layer with the value 0 vanishes; the minor of the variables (k, i, a) and (j, a, i) is (p r q)^2 (x_i x_a w_a^2 - "
      + "e_i^2); and where w_a is not 0, x_a w_a^2 times the form of the variables of i and a, in two numbers X and Y, is (x_a w_a X + e_i Y)^2 + (x_i x_a "
      + "w_a^2 - e_i^2) Y^2.",
    formula: "minor = (p r q)^2 (x_i x_a w_a^2 - e_i^2)",
    scope:
      "every depth L >= 1, all widths, every real s_(k,i) and y_i, every x_i; taken as given: the blocks of Theorem A "
      + "(aligned-block-decomposition-every-depth) and that products of values split at every layer",
    hypotheses: "layers, Sxx and Syx diagonal in common frames",
    source: "the question: Achour, Malgouyres and Gerchinovitz 2024; the criterion is derived",
    wording: .derived, evidence: .allDepths,
    notCovered:
      "that the cases of zeros and of missing variables are all, and with it the criterion: decided on instances (achour-2024-aligned-strictness)",
    summary:
      "where the factors of the couplings vanish, the minor of two variables, the form where the couplings are products",
    idea:
      "A zero gradient and e_i != 0 need two zeros of i. Couplings of e_i are left in layers l >= k, m <= j only. If the condition holds, the minor of X_k and Y_j is negative. If it "
      + "fails and w_a != 0, all couplings of i and a are products u_l v_m and the form is a sum of squares; if it fails and w_a = 0, a value of a between j and k is 0, or the variable of j "
      + "and k is missing with a value 0 in both layers: then no coupling of existing variables is left."
  ) { gradient + factors + minors }

  private static func word(_ name: String, weight: Int = 1) -> WordExpression {
    WordExpression(LayerChain.number(name, weight: weight))
  }

  private static let none = WordExpression.zero(WordExpression.numbers, WordExpression.numbers)

  /// The derivative in `Delta_j(i,i)` is e_i times the product of the other values of i.
  private static var gradient: [WordArgument.Item] {
    let (upper, lower) = (
      NetworkWord.above("j", weight: 2), NetworkWord.below("j", "j-1", weight: 2)
    )
    let (p, q, value) = (LayerChain.number("u(j)"), LayerChain.number("v(j)"), word("e(i)"))
    let (first, before, own, last) = (
      WordExpression(LayerChain.first), WordExpression(LayerChain.before), WordExpression(LayerChain.column),
      WordExpression(LayerChain.last)
    )
    let residual = WordExpression(MatrixSymbol("E", "d(L)", "d(0)", weight: 16))
    return LayerChain.aboveItems.prefix(2) + LayerChain.belowItems.suffix(2) + [
      WordArgument.Item(
        "gradient",
        own.transposed * (WordExpression(upper).transposed * residual * WordExpression(lower).transposed)
          * before,
        WordExpression(p).transposed * value * WordExpression(q).transposed,
        [
          .shown(
            "above",
            [
              LayerChain.aboveNext: upper, LayerChain.before: LayerChain.column,
              LayerChain.valueAboveNext: p,
            ],
            WordExpression(upper) * own, last * WordExpression(p)),
          .shown(
            "below-back",
            [
              LayerChain.belowNext: lower, LayerChain.column: LayerChain.before,
              LayerChain.valueBelowNext: q,
            ],
            WordExpression(lower).transposed * before, first * WordExpression(q).transposed),
          .hypothesis(residual * first, last * value),
          .hypothesis(last.transposed * last, .identity(WordExpression.numbers)),
        ])
    ]
  }

  /// A product of values that passes a zero.
  private static var factors: [WordArgument.Item] {
    func vanishes(
      _ name: String, _ product: String, above: String? = nil, _ zero: String, below: String? = nil
    ) -> WordArgument.Item {
      let whole = word(product, weight: 5)
      let parts = ([above, zero, below].compactMap { $0 }).map { word($0) }
      return WordArgument.Item(
        name, whole, none,
        [
          .definition(whole, parts.dropFirst().reduce(parts[0], *)), .hypothesis(word(zero), none),
        ])
    }
    return [
      vanishes("above", "p(l,i)", above: "p(k,i)", "s(k,i)", below: "r(k,l,i)"),
      vanishes("below", "q(l,i)", above: "r(l,j,i)", "s(j,i)", below: "q(j,i)"),
      vanishes("wider", "r(l,m,a)", above: "r(l,k-1,a)", "r(k,j,a)", below: "r(j+1,m,a)"),
      vanishes("wider-above", "r(l,m,a)", above: "r(l,k,a)", "s(k,a)", below: "r(k,m,a)"),
      vanishes("wider-below", "r(l,m,a)", above: "r(l,j,a)", "s(j,a)", below: "r(j,m,a)"),
      vanishes("missing-above", "r'(k,j,a)", "s(k-1,a)", below: "r(k-1,j,a)"),
      vanishes("missing-below", "r'(k,j,a)", above: "r(k,j+1,a)", "s(j+1,a)"),
    ].map { WordArgument.Item("zero-" + $0.name, $0.left, $0.right, $0.relations) }
  }

  /// Numbers that commute: the values of a below j, in j, between j and k, in k, above k; those of i above k and below j.
  private static var minors: [WordArgument.Item] {
    func number(_ powers: [String: Int]) -> WordExpression {
      WordExpression.identity(WordExpression.numbers).scaled(by: 1, powers)
    }
    let (below, inLower, between, inUpper, above) = (
      number(["q(j,a)": 1]), number(["s(j,a)": 1]), number(["r(k,j,a)": 1]), number(["s(k,a)": 1]),
      number(["p(k,a)": 1])
    )
    let (p, q, error) = (number(["p(k,i)": 1]), number(["q(j,i)": 1]), number(["e(i)": 1]))
    let (x, other) = (number(["x(i)": 1]), number(["x(a)": 1]))
    let product = below * inLower * between * inUpper * above
    let (u, v) = (p * (below * inLower * between), (between * inUpper * above) * q)
    let coupling = error * p * between * q
    let (first, second, w) = (number(["X": 1]), number(["Y": 1]), number(["w": 1]))
    let form =
      other * first * first + x * second * second
      + (error * first * second).scaled(by: 2, ["w": -1])
    let root = other * w * first + error * second
    return [
      WordArgument.Item(
        "minor", other * u * u * x * v * v - coupling * coupling,
        p * p * between * between * q * q * (x * other * product * product - error * error)),
      WordArgument.Item("product", product * coupling, error * u * v),
      WordArgument.Item(
        "form", other * w * w * form,
        root * root + (x * other * w * w - error * error) * second * second),
    ]
  }

  private static let twin = WordIdentity.twin(
    of: "achour-2024-aligned-strictness-every-depth", family: .landscape,
    "At a critical point of an aligned network with all x_i > 0 the Hessian has a negative eigenvalue iff "
      + AlignedStrictness.criterion
      + "a = i or x_i x_a w_a^2 <= y_i^2; here w_i is the product of all values of i.",
    scope: "every depth L >= 1, every critical point of an aligned network with all x_i > 0",
    idea:
      "At equality the minor is 0: two equal signals and one hidden unit, either of them learnt, is a minimum.",
    at: { NetworkInstance.aligned([2, 1, 2], layers: [[1], [1]], x: [1, 1], y: [1, 1]) },
    admits: AlignedStrictness.admits
  ) { instance in
    let claimed = AlignedStrictness.isStrict(instance.network, equality: true)
    let negative = AlignedStrictness.negativeEigenvalues(instance.network)
    return Comparison(
      claimed == (negative > 0),
      "\(negative) negative eigenvalues, the claim says \(claimed ? "some" : "none")")
  }
}
