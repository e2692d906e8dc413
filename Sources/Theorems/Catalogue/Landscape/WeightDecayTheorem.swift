// WeightDecayTheorem: the Hessian where all layers vanish, with weight decay.
//
// Statement   With (gamma/2) sum ||W_k||^2 added, gamma > 0, at the origin: L = 2: the eigenvalues of the Hessian are gamma +- y_i, d_1 times each, and
//             gamma; it is positive definite iff gamma > max y_i. L >= 3: it is gamma I.
// Method      Words; the twins on exact instances.
// References  [Ziyin, Li, Meng 2022] for the question; the forms are derived.

import Exact

enum WeightDecayTheorem {
  static let entries: [CatalogueEntry] = [entry, localMinimumTwin, thresholdTwin]

  /// Parameter: `gamma`.
  private static let theorem = InstanceTheorem<NetworkInstance>(
    candidates: {
      [.aligned([1, 1, 1, 1], layers: [[], [], []], x: [1], y: [1], ["gamma": Rational(1, 10)])]
    },
    admits: { instance in
      instance["gamma"] > 0 && instance.network.depth >= 2 && instance.network.layers.allSatisfy(\.isZero)
    })

  private static func hessian(_ instance: NetworkInstance) -> Matrix<Rational> {
    let hessian = instance.network.hessian()
    return hessian + Matrix(identity: hessian.rows).scaled(by: instance["gamma"])
  }

  /// Whether gamma exceeds every singular value of Syx.
  private static func exceedsTargets(_ instance: NetworkInstance) -> Bool {
    let cross = instance.network.crossCovariance
    let square = instance["gamma"] * instance["gamma"]
    return (Matrix(identity: cross.rows).scaled(by: square) - cross * cross.transposed).isPositiveDefinite
  }

  private static let entry = WordIdentity.entry(
    "ziyin-2022-weight-decay-origin", title: "The origin with weight decay", family: .landscape,
    "With (gamma/2) sum_k ||W_k||^2 added to the loss, the Hessian H where all layers vanish is gamma I for L >= 3; for L = 2, (X - gamma)^(d_1 d_2) det(X - H) = "
      + "(X - gamma)^(d_1 d_0) det((X - gamma)^2 - Syx Syx^T)^(d_1), so that for gamma > 0 H is positive definite iff gamma exceeds every singular value of Syx.",
    formula: "L = 2: eigenvalues gamma +- y_i (d_1 times each) and gamma; L >= 3: H = gamma I",
    scope: OriginWords.scope("every real Sxx and Syx, every real gamma"),
    hypotheses: "all layers zero, L >= 2, any Sxx, Syx and gamma",
    source: "the question: Ziyin, Li and Meng 2022; the forms are derived", wording: .derived,
    evidence: .allDepths,
    notCovered: "whether the origin is a local minimum where gamma is equal to the largest singular value",
    summary: "the Hessian without decay, and gamma I for the decay of each layer",
    idea:
      "Weight decay adds gamma I to the Hessian, which at the origin is 0 for L >= 3 and has the singular values of Syx with both signs for L = 2."
  ) { OriginWords.items(decay: true) }

  private static let localMinimumTwin = CatalogueEntry.twin(
    theorem, of: "ziyin-2022-weight-decay-origin", family: .landscape,
    "With weight decay gamma > 0, where the Hessian at the origin is positive definite no network has a smaller loss than the origin.",
    scope: "every network with all layers zero, L >= 2 and gamma > 0",
    idea:
      "For L >= 3 the origin is a strict local minimum for every gamma > 0; with a small gamma the layers with ones on the diagonal have a smaller loss."
  ) { instance in
    let network = instance.network
    if !hessian(instance).isPositiveDefinite { return Comparison(true, "") }
    let ones = network.layers.map { layer in
      Matrix(
        diagonal: Array(repeating: Rational(1), count: min(layer.rows, layer.columns)), rows: layer.rows,
        columns: layer.columns)
    }
    let other = LinearNetwork(
      layers: ones, inputCovariance: network.inputCovariance, crossCovariance: network.crossCovariance)
    let decay = ones.reduce(Rational(0)) { $0 + $1.frobeniusNormSquared } * instance["gamma"] / 2
    let loss = network.loss(at: other.endToEnd) + decay
    return Comparison(
      loss >= 0, "with ones on the diagonals of the layers the loss is \(loss), at the origin 0")
  }

  private static let thresholdTwin = CatalogueEntry.twin(
    theorem, of: "ziyin-2022-weight-decay-origin", suffix: "false-threshold", family: .landscape,
    "With weight decay gamma > 0, at every depth L >= 2, the Hessian at the origin is positive definite iff gamma exceeds every singular value of Syx.",
    scope: "every network with all layers zero, L >= 2 and gamma > 0",
    idea: "For L >= 3 the targets do not enter the Hessian at the origin."
  ) { instance in
    let (definite, claimed) = (hessian(instance).isPositiveDefinite, exceedsTargets(instance))
    return Comparison(
      definite == claimed,
      "the Hessian is \(definite ? "" : "not ")positive definite, gamma \(claimed ? "exceeds" : "does not exceed") the singular values"
    )
  }
}
