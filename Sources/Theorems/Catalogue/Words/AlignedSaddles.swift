// AlignedSaddles: which critical points of an aligned network have a direction of negative curvature, at every depth.
//
// Statement   With all x_i > 0 there is one iff for some i with e_i != 0 there is an index a with the variables (k, i, a) and (j, a, i), no value of a between
//             j and k that is 0, and a = i or x_i x_a w_a^2 < y_i^2; j and k are the first and last layer in which the value of i is 0, w_a the product of the
//             values of a.
// Method      The blocks of Theorem A. Which of their entries vanish is a matter of zeros, decided at every depth on small chains. In the variables (k, i, a)
//             and (j, a, i) the minor is (p_(k,i) r_(kj,a) q_(j,i))^2 (x_i x_a w_a^2 - e_i^2), e_i = -y_i. Where w_a != 0 the couplings are e_i u_l v_m / w_a:
//             the form is one in two numbers, and a square plus a multiple of that difference.
// References  [Achour, Malgouyres, Gerchinovitz 2024] for the question; criterion and proof are derived, for aligned networks only.

import Exact

package enum AlignedSaddles {
  static let entries: [CatalogueEntry] = [entry, twin]

  private static let id = "achour-2024-aligned-strictness-every-depth"

  private static let entry = CatalogueEntry(
    claim: Claim(
      id: id,
      statement:
        "At a critical point of an aligned network with all x_i > 0 the Hessian has a negative eigenvalue iff "
        + AlignedStrictness.criterion
        + "a = i or x_i x_a w_a^2 < y_i^2; here w_i is the product of all values of i.",
      scope:
        "every depth L >= 1, all widths, every real s_(k,i) and y_i, every x_i > 0; taken as given: the blocks of Theorem A (aligned-block-decomposition-every-depth)"
    ),
    title: "Which aligned critical points are strict, every depth", family: .landscape,
    citation: "the question: Achour, Malgouyres and Gerchinovitz 2024; the criterion is derived",
    wording: .derived,
    hypotheses:
      "layers, Sxx and Syx diagonal in common frames, zero gradient; (k, i, a) is the entry (i, a) of W_k, the values of i are the s_(k,i); s_(k,i), x_i and y_i are 0 beyond the widths, x_i > 0 for i <= d_0",
    formula:
      "strict iff exists i, a: (k,i,a) and (j,a,i) exist, e_i r_(kj,a) != 0 and (a = i or x_i x_a w_a^2 < y_i^2)",
    expected: .verified, evidence: .allDepths,
    notCovered: "critical points that are not aligned",
    method:
      "which products of values vanish, on all small chains of layers; identities between numbers and words under oriented relations; how they make the criterion is read, not checked",
    idea:
      "A zero gradient and e_i != 0 need two zeros of i. Couplings of e_i are left in layers l >= k, m <= j only. If the condition holds, the minor of (k, i, a) and (j, a, i) is negative. "
      + "If it fails for a variable or a value 0, no coupling of e_i is left; if it fails by the inequality, w_a is not 0, all couplings of i and a are e_i u_l v_m / w_a and the form is a sum of squares."
  ) {
    do {
      let shown: JSON = ["patterns": .array(try patterns.map { try $0.proof() }), "words": try words.proof()]
      return .verified(
        summary:
          "which couplings vanish, on \(patterns.count) patterns of zeros; the minor of two variables; the form where the couplings are products",
        Finding.Proof(.allDepths, .zeroPatterns, shown))
    } catch { return .unknown("\(error)") }
  }

  // Zeros

  /// The layers j < k are the first and last in which the value of i is 0; the variables (l, i, a) and (m, a, i) exist. Every hypothesis is needed, and stronger ones are left out.
  package static let patterns: [ZeroPattern] = {
    let zeros: [ZeroPattern.Clause] = [[!.value("j", "i")], [!.value("k", "i")]]
    let between = [[.earlier("j", "k")]] + zeros
    /// The condition does not hold in the index a, whatever its inequality says.
    func fails(_ a: String) -> ZeroPattern.Clause {
      [!.row("k", "i"), !.column("k", a), !.row("j", a), !.column("j", "i"), !.between("k", "j", a)]
    }
    /// No coupling of e_i between the variables.
    func none(_ a: String) -> ZeroPattern.Clause {
      [!.above("l", "i"), !.between("l", "m", a), !.below("m", "i")]
    }
    return [
      ZeroPattern(
        "gradient", layers: ["n"], indices: ["i"],
        if: [[.residual("i")], [!.row("n", "i"), !.column("n", "i"), !.below("n", "i"), !.above("n", "i")]],
        then: [[!.below("n", "i"), !.above("n", "i")]]),
      ZeroPattern(
        "own-square", layers: ["j", "k", "l"], indices: ["i"], if: between,
        then: [[!.above("l", "i"), !.below("l", "i")]]),
      ZeroPattern(
        "own-coupling", layers: ["j", "k", "l", "m"], indices: ["i"],
        if: zeros + [[.row("l", "i")], [.column("l", "i")], [.column("m", "i")], fails("i")],
        then: [none("i")]),
      ZeroPattern(
        "coupling", layers: ["j", "k", "l", "m"], indices: ["i", "a"],
        if: between + [
          [.below("j", "i")], [.above("k", "i")], [.row("l", "i")], [.column("l", "a")], [.column("m", "i")],
          fails("a"),
        ], then: [none("a")]),
      ZeroPattern(
        "ordered", layers: ["j", "k", "l", "m"], indices: ["i"],
        if: between + [[.above("l", "i")], [.below("m", "i")]], then: [[.earlier("m", "l")]]),
      ZeroPattern(
        "input", layers: ["j", "k"], indices: ["a"], if: [[.earlier("j", "k")], [.below("k", "a")]],
        then: [[.input("a")]]),
    ]
  }()

  // Numbers

  private static var words: WordArgument { WordArgument(items: gradient + forms) }

  private static func word(_ name: String, weight: Int = 1) -> WordExpression {
    WordExpression(LayerChain.number(name, weight: weight))
  }

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

  /// Numbers that commute: for layers m < l the values of a below m, in m, between, in l and above l; those of i above l and below m.
  private static var forms: [WordArgument.Item] {
    func number(_ name: String) -> WordExpression {
      WordExpression.identity(WordExpression.numbers).scaled(by: 1, [name: 1])
    }
    let (below, inLower, between) = (number("q(m,a)"), number("s(m,a)"), number("r(l,m,a)"))
    let (inUpper, above) = (number("s(l,a)"), number("p(l,a)"))
    let (p, q, error) = (number("p(l,i)"), number("q(m,i)"), number("e(i)"))
    let (x, other) = (number("x(i)"), number("x(a)"))
    let product = below * inLower * between * inUpper * above
    let (u, v) = (p * (below * inLower * between), (between * inUpper * above) * q)
    let coupling = error * p * between * q
    let (first, second, w) = (number("X"), number("Y"), number("w"))
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
    of: id, family: .landscape,
    "At a critical point of an aligned network with all x_i > 0 the Hessian has a negative eigenvalue iff "
      + AlignedStrictness.criterion
      + "a = i or x_i x_a w_a^2 <= y_i^2; here w_i is the product of all values of i.",
    scope: "every depth L >= 1, every critical point of an aligned network with all x_i > 0",
    idea:
      "At equality the minor is 0: two equal signals and one hidden unit, either of them learnt, is a minimum.",
    at: { NetworkInstance.aligned([2, 1, 2], layers: [[1], [1]], x: [1, 1], y: [1, 1]) },
    admits: AlignedStrictness.admits
  ) {
    AlignedStrictness.comparison(AlignedStrictness.isStrict($0.network, equality: true), $0.network)
  }
}
