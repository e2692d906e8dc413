// BalancedFlow: the gradient flow of the end-to-end matrix when neighbouring layers are balanced.
//
// Statement   W_(k+1)^T W_(k+1) = W_k W_k^T for all k gives U_j U_j^T = P^(L-j) with P = W_L W_L^T, V_j^T V_j = R^(j-1) with R = W_1^T W_1,
//             W W^T = P^L, W^T W = R^L and W' = - sum_j P^(L-j) E R^(j-1).
// Method      Induction over the layers from the last one down and from the first one up; the powers of P and R are letters of their own.
// References  [Arora, Cohen, Hazan 2018]; recalled, proof is ours.

import Exact

enum BalancedFlow {
  static let entries: [CatalogueEntry] = [endToEnd, endToEndTwin]

  static let everyBalanced =
    "every depth L >= 1, every list of widths, all real layers with W_(k+1)^T W_(k+1) = W_k W_k^T for 1 <= k < L, all real Sxx and Syx"

  private static let endToEnd = WordIdentity.entry(
    "arora-2018-end-to-end-flow", title: "The flow of the end-to-end matrix", family: .dynamics,
    "In every balanced deep linear network, with P = W_L W_L^T and R = W_1^T W_1: U_j U_j^T = P^(L-j), V_j^T V_j = R^(j-1), W W^T = P^L, W^T W = R^L, and under the gradient flow "
      + "W' = - sum_(j=1..L) P^(L-j) E R^(j-1). P and R are the positive semidefinite L-th roots of W W^T and W^T W, so this is W' = - sum_j (W W^T)^((L-j)/L) E (W^T W)^((j-1)/L).",
    formula: "W' = - sum_(j=1..L) (W W^T)^((L-j)/L) E (W^T W)^((j-1)/L)",
    scope: everyBalanced
      + "; taken as given: the sum of the terms along the recursion U_j V'_(j+1) = U_(j-1) V'_j + U_j W'_j V_j from V'_1 = 0 to V'_(L+1) = W', and that a positive semidefinite matrix has one positive semidefinite L-th root",
    hypotheses: "balanced layers: D_k = 0 for all k",
    source:
      "Arora, Cohen, Hazan 2018, On the Optimization of Deep Networks: Implicit Acceleration by Overparameterization, arXiv 1802.06509",
    wording: .recalled,
    evidence: .allDepths, notCovered: "layers that are not balanced, and steps of descent",
    summary: "inductions over the layers for U_j U_j^T and V_j^T V_j, then each term of the product rule",
    idea: "Balance moves W_j W_j^T past U_j as P: U_j W_j W_j^T = P U_j. So U_(j-1) U_(j-1)^T = P U_j U_j^T."
  ) { outputSide + inputSide + terms }

  static func letters(_ name: String, _ space: String, weight: Int = 1) -> WordExpression {
    WordExpression(symmetric(name, space, weight: weight))
  }

  private static func symmetric(_ name: String, _ space: String, weight: Int = 1) -> MatrixSymbol {
    MatrixSymbol(name, space, space, isSymmetric: true, weight: weight)
  }

  private static let (layer, above) = (NetworkWord.layer("j", below: "j-1"), NetworkWord.above("j"))
  private static let aboveNext = NetworkWord.above("j-1", weight: 3)
  private static let (outerPower, outerNext) = (
    symmetric("P^(L-j)", "d(L)"), symmetric("P^(L-j+1)", "d(L)", weight: 3)
  )
  private static let below = NetworkWord.below("j", "j-1")
  private static let belowNext = NetworkWord.below("j+1", "j", weight: 3)
  private static let (innerPower, innerNext) = (
    symmetric("R^(j-1)", "d(0)"), symmetric("R^j", "d(0)", weight: 3)
  )

  /// From the last layer down: `U_j W_j W_j^T = P U_j` and `U_j U_j^T = P^(L-j)`.
  static var outputSide: [WordArgument.Item] {
    let (u, uNext, w) = (WordExpression(above), WordExpression(aboveNext), WordExpression(layer))
    let (first, last) = (NetworkWord.above("L"), NetworkWord.layer("L", below: "L-1"))
    let next = NetworkWord.layer("j-1", below: "j-2", weight: 2)
    let (root, none) = (letters("P", "d(L)"), symmetric("P^0", "d(L)"))
    let (all, product) = (NetworkWord.above("0"), symmetric("P^L", "d(L)"))
    let whole = WordExpression(MatrixSymbol("W", "d(L)", "d(0)", weight: 2))
    func commute(_ u: WordExpression, _ w: WordExpression) -> (WordExpression, WordExpression) {
      (u * w * w.transposed, root * u)
    }
    let base = commute(WordExpression(first), WordExpression(last))
    let step = commute(uNext, WordExpression(next))
    let before = commute(u, w)
    let start = WordArgument.Relation.definition(WordExpression(first), .identity("d(L)"))
    let descend = WordArgument.Relation.definition(uNext, u * w)
    let commutes = WordArgument.Relation.shown(
      "commute-above", [aboveNext: above, next: layer], before.0, before.1)
    let identity = WordExpression(first) * WordExpression(first).transposed
    return [
      WordArgument.Item(
        "commute-above-last", base.0, base.1,
        [start, .definition(WordExpression(last) * WordExpression(last).transposed, root)]),
      WordArgument.Item(
        "commute-above", step.0, step.1,
        [
          descend, .hypothesis(WordExpression(next) * WordExpression(next).transposed, w.transposed * w),
          commutes,
        ], base: ("commute-above-last", [aboveNext: first, next: last])),
      WordArgument.Item(
        "power-above-last", identity, WordExpression(none),
        [start, .definition(WordExpression(none), .identity("d(L)"))]),
      WordArgument.Item(
        "power-above", uNext * uNext.transposed, WordExpression(outerNext),
        [
          descend, commutes,
          .shown(
            "power-above", [aboveNext: above, outerNext: outerPower], u * u.transposed,
            WordExpression(outerPower)),
          .definition(WordExpression(outerNext), root * WordExpression(outerPower)),
        ], base: ("power-above-last", [aboveNext: first, outerNext: none])),
      WordArgument.Item(
        "power-above-all", whole * whole.transposed, WordExpression(product),
        [
          .definition(whole, WordExpression(all)),
          .shown(
            "power-above", [aboveNext: all, outerNext: product],
            WordExpression(all) * WordExpression(all).transposed, WordExpression(product)),
        ]),
    ]
  }

  /// From the first layer up: `W_j^T W_j V_j = V_j R` and `V_j^T V_j = R^(j-1)`.
  static var inputSide: [WordArgument.Item] {
    let (v, vNext, w) = (WordExpression(below), WordExpression(belowNext), WordExpression(layer))
    let (first, bottom) = (NetworkWord.below("1", "0"), NetworkWord.layer("1", below: "0"))
    let next = NetworkWord.layer("j+1", below: "j", weight: 2)
    let (root, none) = (letters("R", "d(0)"), symmetric("R^0", "d(0)"))
    let (all, product) = (NetworkWord.below("L+1", "L"), symmetric("R^L", "d(0)"))
    let whole = WordExpression(MatrixSymbol("W", "d(L)", "d(0)", weight: 2))
    func commute(_ w: WordExpression, _ v: WordExpression) -> (WordExpression, WordExpression) {
      (w.transposed * w * v, v * root)
    }
    let base = commute(WordExpression(bottom), WordExpression(first))
    let step = commute(WordExpression(next), vNext)
    let before = commute(w, v)
    let start = WordArgument.Relation.definition(WordExpression(first), .identity("d(0)"))
    let ascend = WordArgument.Relation.definition(vNext, w * v)
    let commutes = WordArgument.Relation.shown(
      "commute-below", [belowNext: below, next: layer], before.0, before.1)
    return [
      WordArgument.Item(
        "commute-below-first", base.0, base.1,
        [start, .definition(WordExpression(bottom).transposed * WordExpression(bottom), root)]),
      WordArgument.Item(
        "commute-below", step.0, step.1,
        [
          ascend, .hypothesis(WordExpression(next).transposed * WordExpression(next), w * w.transposed),
          commutes,
        ], base: ("commute-below-first", [belowNext: first, next: bottom])),
      WordArgument.Item(
        "power-below-first", WordExpression(first).transposed * WordExpression(first), WordExpression(none),
        [start, .definition(WordExpression(none), .identity("d(0)"))]),
      WordArgument.Item(
        "power-below", vNext.transposed * vNext, WordExpression(innerNext),
        [
          ascend, commutes,
          .shown(
            "power-below", [belowNext: below, innerNext: innerPower], v.transposed * v,
            WordExpression(innerPower)),
          .definition(WordExpression(innerNext), root * WordExpression(innerPower)),
        ], base: ("power-below-first", [belowNext: first, innerNext: none])),
      WordArgument.Item(
        "power-below-all", whole.transposed * whole, WordExpression(product),
        [
          .definition(whole, WordExpression(all)),
          .shown(
            "power-below", [belowNext: all, innerNext: product],
            WordExpression(all).transposed * WordExpression(all), WordExpression(product)),
        ]),
    ]
  }

  /// The product rule, one layer at a time, and the value of each of its terms.
  private static var terms: [WordArgument.Item] {
    let (u, v, w) = (WordExpression(above), WordExpression(below), WordExpression(layer))
    let flow = WordExpression(MatrixSymbol("dW(j)", "d(j)", "d(j-1)", weight: 10))
    let (rate, rateNext) = (
      WordExpression(MatrixSymbol("dV(j)", "d(j-1)", "d(0)")),
      WordExpression(MatrixSymbol("dV(j+1)", "d(j)", "d(0)", weight: 12))
    )
    return [
      WordArgument.Item(
        "product-rule", u * rateNext, WordExpression(aboveNext) * rate + u * flow * v,
        [.definition(rateNext, flow * v + w * rate), .definition(WordExpression(aboveNext), u * w)]),
      WordArgument.Item(
        "term", u * flow * v,
        -(WordExpression(outerPower) * NetworkWord.residual * WordExpression(innerPower)),
        [
          .definition(flow, -(u.transposed * NetworkWord.residual * v.transposed)),
          .shown(
            "power-above", [aboveNext: above, outerNext: outerPower], u * u.transposed,
            WordExpression(outerPower)),
          .shown(
            "power-below", [belowNext: below, innerNext: innerPower], v.transposed * v,
            WordExpression(innerPower)),
        ]),
    ]
  }

  // False twins: scalars, where (W W^T)^(1/2) is |w|.

  /// `W'` under the flow, from the product rule.
  static func velocity(_ network: LinearNetwork<Rational>) -> Matrix<Rational> {
    let gradient = network.gradient
    return (1...network.depth).reduce(Matrix(zero: network.widths[network.depth], network.widths[0])) {
      sum, k in
      sum - network.product(from: k + 1, through: network.depth) * gradient[k - 1]
        * network.product(from: 1, through: k - 1)
    }
  }

  private static let endToEndTwin = WordIdentity.twin(
    of: "arora-2018-end-to-end-flow", family: .dynamics,
    "In every deep linear network, balanced or not, W' = - sum_j (W W^T)^((L-j)/L) E (W^T W)^((j-1)/L) under the gradient flow.",
    scope: "every depth L >= 1, every list of widths, all real layers, Sxx and Syx",
    idea: "Without balance the scalars 2 and 1 give (1 + 4) e, not 2 * 2 e.",
    at: { NetworkInstance.aligned([1, 1, 1], layers: [[2], [1]], x: [1], y: [1]) },
    admits: { $0.network.depth == 2 && $0.network.widths == [1, 1, 1] && $0.network.endToEnd[0, 0] > 0 }
  ) { instance in
    let network = instance.network
    let (found, claimed) = (velocity(network)[0, 0], -2 * network.endToEnd[0, 0] * network.residual[0, 0])
    return Comparison(found == claimed, "W' = \(found), not \(claimed)")
  }
}
