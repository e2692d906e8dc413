// LayerConservation: what gradient flow keeps between neighbouring layers, and what one step of descent adds to it.
//
// Statement   W_(k+1)^T G_(k+1) = G_k W_k^T, so D_k = W_(k+1)^T W_(k+1) - W_k W_k^T is constant under the flow W_k' = -G_k, and
//             D_k -> D_k + eta^2 (G_(k+1)^T G_(k+1) - G_k G_k^T) in one step of descent.
// Method      U_k = U_(k+1) W_(k+1) and V_(k+1) = W_k V_k in G_k = U_k^T E V_k^T.
// References  [Arora, Cohen, Hazan 2018], [Du, Hu, Lee 2018]; recalled, proofs are ours.

import Exact

enum LayerConservation {
  static let entries: [CatalogueEntry] = [matrices, matricesTwin, norms, normsTwin, sumTwin]

  private static let everyNetwork =
    "every depth L >= 2, every 1 <= k < L, every list of widths, all real layers, Sxx and Syx, every real eta"

  private static let matrices = WordIdentity.entry(
    "arora-2018-flow-conservation", title: "What the flow conserves between layers", family: .dynamics,
    "In every deep linear network, with G_k the gradient in layer k: G_k = U_k^T E V_k^T and W_(k+1)^T G_(k+1) = G_k W_k^T. So D_k = W_(k+1)^T W_(k+1) - W_k W_k^T "
      + "has derivative zero under W_k' = -G_k, and one step of gradient descent takes it to D_k + eta^2 (G_(k+1)^T G_(k+1) - G_k G_k^T).",
    formula: "D_k' = 0 under the flow; D_k -> D_k + eta^2 (G_(k+1)^T G_(k+1) - G_k G_k^T) under descent",
    scope: everyNetwork, hypotheses: "none",
    source:
      "Arora, Cohen, Hazan 2018, On the Optimization of Deep Networks: Implicit Acceleration by Overparameterization, arXiv 1802.06509",
    wording: .recalled,
    evidence: .allDepths, notCovered: "existence of the flow, and losses other than the squared one",
    summary: "one identity for the gradients, and its two consequences",
    idea:
      "Both sides are W_(k+1)^T U_(k+1)^T E V_k^T W_k^T; in a step of descent only the squares of the gradients are left."
  ) {
    [
      WordArgument.Item(
        "gradient", NetworkWord.loss(NetworkWord.endToEnd + (above * change * below).times(t: 1)).order(1),
        change.transposed * above.transposed * NetworkWord.residual * below.transposed,
        [NetworkWord.residualIsDefined], isTrace: true),
      WordArgument.Item(
        "layers", upper.transposed * upperGradient, lowerGradient * lower.transposed, gradients),
      WordArgument.Item(
        "flow", squares(upper, lower, upperFlow, lowerFlow), .zero("d(k)", "d(k)"), flow + gradients),
      WordArgument.Item(
        "descent", difference(stepped(upper, upperGradient), stepped(lower, lowerGradient)),
        difference(upper, lower) + difference(upperGradient, lowerGradient).scaled(by: 1, ["eta": 2]),
        gradients),
    ]
  }

  private static let norms = WordIdentity.entry(
    "du-2018-auto-balancing", title: "The squared norms of the layers keep their differences",
    family: .dynamics,
    "In every deep linear network ||W_(k+1)||_F^2 - ||W_k||_F^2 has derivative zero under the gradient flow W_k' = -G_k, and one step of gradient descent adds "
      + "eta^2 (||G_(k+1)||_F^2 - ||G_k||_F^2) to it.",
    formula: "d/dt (||W_(k+1)||_F^2 - ||W_k||_F^2) = 0", scope: everyNetwork, hypotheses: "none",
    source:
      "Du, Hu, Lee 2018, Algorithmic Regularization in Learning Deep Homogeneous Models: Layers are Automatically Balanced, arXiv 1806.00900",
    wording: .recalled,
    evidence: .allDepths, notCovered: "homogeneous activations other than the identity",
    summary: "the traces of the conserved matrices",
    idea: "The trace of D_k: tr(W_(k+1)^T W_(k+1)) - tr(W_k W_k^T)."
  ) {
    [
      WordArgument.Item(
        "flow", squares(upper, lower, upperFlow, lowerFlow), .zero("d(k)", "d(k)"), flow + gradients,
        isTrace: true),
      WordArgument.Item(
        "descent", difference(stepped(upper, upperGradient), stepped(lower, lowerGradient)),
        difference(upper, lower) + difference(upperGradient, lowerGradient).scaled(by: 1, ["eta": 2]),
        gradients,
        isTrace: true),
    ]
  }

  // The letters: layer k + 1 with all that lies above it, layer k with all that lies below it.

  private static let upper = WordExpression(NetworkWord.layer("k+1", below: "k"))
  private static let lower = WordExpression(NetworkWord.layer("k", below: "k-1"))
  private static let above = WordExpression(NetworkWord.above("k", weight: 3))
  private static let below = WordExpression(NetworkWord.below("k", "k-1"))
  private static let change = WordExpression(MatrixSymbol("D", "d(k)", "d(k-1)"))
  private static let upperGradient = WordExpression(MatrixSymbol("G(k+1)", "d(k+1)", "d(k)", weight: 14))
  private static let lowerGradient = WordExpression(MatrixSymbol("G(k)", "d(k)", "d(k-1)", weight: 14))
  private static let upperFlow = WordExpression(MatrixSymbol("dW(k+1)", "d(k+1)", "d(k)", weight: 15))
  private static let lowerFlow = WordExpression(MatrixSymbol("dW(k)", "d(k)", "d(k-1)", weight: 15))

  private static let gradients: [WordArgument.Relation] = {
    let higher = WordExpression(NetworkWord.above("k+1"))
    let past = WordExpression(NetworkWord.below("k+1", "k", weight: 3))
    let residual = NetworkWord.residual
    return [
      .definition(upperGradient, higher.transposed * residual * past.transposed),
      .definition(lowerGradient, above.transposed * residual * below.transposed),
      .definition(above, higher * upper), .definition(past, lower * below),
    ]
  }()

  private static let flow: [WordArgument.Relation] = [
    .definition(upperFlow, -upperGradient), .definition(lowerFlow, -lowerGradient),
  ]

  private static func difference(_ upper: WordExpression, _ lower: WordExpression) -> WordExpression {
    upper.transposed * upper - lower * lower.transposed
  }

  /// The derivative of the difference.
  private static func squares(
    _ upper: WordExpression, _ lower: WordExpression, _ upperFlow: WordExpression, _ lowerFlow: WordExpression
  ) -> WordExpression {
    upperFlow.transposed * upper + upper.transposed * upperFlow - lowerFlow * lower.transposed
      - lower * lowerFlow.transposed
  }

  private static func stepped(_ layer: WordExpression, _ gradient: WordExpression) -> WordExpression {
    layer - gradient.scaled(by: 1, ["eta": 1])
  }

  // False twins.

  private static let twoScalars = { @Sendable in
    NetworkInstance.aligned([1, 1, 1], layers: [[2], [1]], x: [1], y: [1], ["eta": Rational(1, 2)])
  }

  /// `||W_1||_F^2 - ||W_2||_F^2`.
  private static func gap(_ network: LinearNetwork<Rational>) -> Rational {
    network.layers[0].frobeniusNormSquared - network.layers[1].frobeniusNormSquared
  }

  @Sendable private static func gapAfterDescent(_ instance: NetworkInstance) -> Comparison {
    let network = instance.network
    let moved = LinearNetwork(
      layers: zip(network.layers, network.gradient).map { $0 - $1.scaled(by: instance["eta"]) },
      inputCovariance: network.inputCovariance, crossCovariance: network.crossCovariance)
    return Comparison(gap(moved) == gap(network), "\(gap(network)) becomes \(gap(moved))")
  }

  private static let matricesTwin = WordIdentity.twin(
    of: "arora-2018-flow-conservation", family: .dynamics,
    "In every deep linear network D_k = W_(k+1)^T W_(k+1) - W_k W_k^T is conserved by every step of gradient descent.",
    scope: everyNetwork, idea: "Descent adds eta^2 (G_(k+1)^T G_(k+1) - G_k G_k^T).", at: twoScalars,
    compare: gapAfterDescent)

  private static let normsTwin = WordIdentity.twin(
    of: "du-2018-auto-balancing", family: .dynamics,
    "In every deep linear network ||W_(k+1)||_F^2 - ||W_k||_F^2 is conserved by every step of gradient descent.",
    scope: everyNetwork, idea: "Descent adds eta^2 (||G_(k+1)||_F^2 - ||G_k||_F^2).", at: twoScalars,
    compare: gapAfterDescent)

  private static let sumTwin = WordIdentity.twin(
    of: "du-2018-auto-balancing", suffix: "false-sum", family: .dynamics,
    "In every deep linear network ||W_(k+1)||_F^2 + ||W_k||_F^2 has derivative zero under the gradient flow.",
    scope: everyNetwork,
    idea: "The difference is constant, the sum is not: it changes by -4 tr(E^T W) at L = 2.",
    at: { NetworkInstance.aligned([1, 1, 1], layers: [[2], [1]], x: [1], y: [1]) }
  ) { instance in
    let network = instance.network
    let derivative = zip(network.layers, network.gradient).reduce(Rational(0)) { sum, pair in
      sum - 2 * (pair.0.transposed * pair.1).trace
    }
    return Comparison(derivative.isZero, "the derivative is \(derivative)")
  }
}
