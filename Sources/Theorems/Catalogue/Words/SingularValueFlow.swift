// SingularValueFlow: the singular values of the end-to-end matrix under the gradient flow of balanced layers.
//
// Statement   W v = sigma u, W^T u = sigma v, unit u and v: sigma' = u^T W' v = -L sigma^(2-2/L) u^T E v.
// Hypotheses  Balanced layers, a singular triple that is differentiable in time.
// Method      The derivative of u^T W v, and the equality of the L terms of W'.
// References  [Arora, Cohen, Hu, Luo 2019]; recalled, proof is ours.

import Exact

enum SingularValueFlow {
  static let entries: [CatalogueEntry] = [singularValue, singularValueTwin]

  private static let singularValue = WordIdentity.entry(
    "arora-2019-singular-value-ode", title: "The flow of a singular value", family: .dynamics,
    "In every balanced deep linear network let W v = sigma u, W^T u = sigma v with unit u, v, and r = sigma^(2/L). Under the gradient flow sigma' = u^T W' v, each of the L terms of "
      + "W' = - sum_j P^(L-j) E R^(j-1) gives -r^(L-1) u^T E v, and so sigma' = -L sigma^(2-2/L) u^T E v.",
    formula: "sigma' = -L sigma^(2-2/L) u^T E v",
    scope: BalancedFlow.everyBalanced
      + ", every singular triple that is differentiable in time with sigma > 0; taken as given: the sum for W' (arora-2018-end-to-end-flow), the chain of its L equal terms, and P^k u = r^k u, R^k v = r^k v for the "
      + "positive semidefinite P, R with P^L = W W^T, R^L = W^T W",
    hypotheses: "balanced layers, unit singular vectors that are differentiable in time",
    source:
      "Arora, Cohen, Hu, Luo 2019, Implicit Regularization in Deep Matrix Factorization, arXiv 1905.13655",
    wording: .recalled,
    evidence: .allDepths,
    notCovered: "existence of differentiable singular vectors, and layers that are not balanced",
    summary: "the derivative of u^T W v, the eigenvalue of W W^T, and the equality of all terms",
    idea: "u^T P^(L-j) E R^(j-1) v = r^(L-j) r^(j-1) u^T E v does not depend on j, and there are L terms."
  ) {
    func column(_ name: String, _ space: String) -> WordExpression {
      WordExpression(MatrixSymbol(name, space, WordExpression.numbers))
    }
    let (u, v, du, dv) = (
      column("u", "d(L)"), column("v", "d(0)"), column("du", "d(L)"), column("dv", "d(0)")
    )
    let (w, residual) = (NetworkWord.endToEnd, NetworkWord.residual)
    let flow = WordExpression(MatrixSymbol("dW", "d(L)", "d(0)"))
    let (root, outer, outerNext) = (
      BalancedFlow.letters("P", "d(L)"), BalancedFlow.letters("P^(L-j-1)", "d(L)"),
      BalancedFlow.letters("P^(L-j)", "d(L)", weight: 3)
    )
    let (inside, inner, innerNext) = (
      BalancedFlow.letters("R", "d(0)"), BalancedFlow.letters("R^(j-1)", "d(0)"),
      BalancedFlow.letters("R^j", "d(0)", weight: 3)
    )
    let last = BalancedFlow.letters("R^(L-1)", "d(0)")
    let triple: [WordArgument.Relation] = [
      .hypothesis(w * v, u.scaled(by: 1, ["sigma": 1])),
      .hypothesis(w.transposed * u, v.scaled(by: 1, ["sigma": 1])),
    ]
    return [
      WordArgument.Item(
        "derivative", du.transposed * w * v + u.transposed * flow * v + u.transposed * w * dv,
        u.transposed * flow * v,
        triple + [
          .hypothesis(u.transposed * du, .zero("1", "1")), .hypothesis(v.transposed * dv, .zero("1", "1")),
        ]),
      WordArgument.Item("square", w * w.transposed * u, u.scaled(by: 1, ["sigma": 2]), triple),
      WordArgument.Item(
        "next-term", u.transposed * outerNext * residual * inner * v,
        u.transposed * outer * residual * innerNext * v,
        [
          .definition(outerNext, root * outer), .definition(innerNext, inside * inner),
          .hypothesis(root * u, u.scaled(by: 1, ["r": 1])),
          .hypothesis(inside * v, v.scaled(by: 1, ["r": 1])),
          .hypothesis(outer * u, u.scaled(by: 1, ["r^(L-j-1)": 1])),
          .hypothesis(inner * v, v.scaled(by: 1, ["r^(j-1)": 1])),
        ]),
      WordArgument.Item(
        "last-term", u.transposed * residual * last * v,
        (u.transposed * residual * v).scaled(by: 1, ["r^(L-1)": 1]),
        [.hypothesis(last * v, v.scaled(by: 1, ["r^(L-1)": 1]))]),
    ]
  }

  private static let singularValueTwin = WordIdentity.twin(
    of: "arora-2019-singular-value-ode", family: .dynamics,
    "In every balanced deep linear network sigma' = -sigma^(2-2/L) u^T E v under the gradient flow, for every singular triple of W.",
    scope: "every depth L >= 1, every list of widths, all balanced real layers, all real Sxx and Syx",
    idea: "Each of the L layers contributes the same.",
    at: {
      NetworkInstance.aligned([1, 1, 1], layers: [[Rational(1, 2)], [Rational(1, 2)]], x: [1], y: [1])
    },
    admits: { instance in
      let network = instance.network
      return network.widths == [1, 1, 1] && network.layers[0] == network.layers[1]
        && network.layers[0][0, 0] > 0
    }
  ) { instance in
    let network = instance.network
    // sigma = w = s^2 with the layer value s, and sigma^(2-2/2) = sigma.
    let (found, claimed) = (
      BalancedFlow.velocity(network)[0, 0], -network.endToEnd[0, 0] * network.residual[0, 0]
    )
    return Comparison(found == claimed, "sigma' = \(found), not \(claimed)")
  }
}
