// WeightDecayTheorem: the Hessian where all layers vanish, with weight decay.
//
// Statement   With (gamma/2) sum ||W_k||^2 added, gamma > 0, at the origin: L = 2: the eigenvalues of the Hessian are gamma +- y_i, d_1 times each, and
//             gamma; it is positive definite iff gamma > max y_i. L >= 3: it is gamma I.
// Method      Characteristic polynomials, shifted by gamma; inertia.
// References  [Ziyin, Li, Meng 2022] for the question; the forms are derived.

import Exact

enum WeightDecayTheorem {
  static let entries: [CatalogueEntry] = [entry, localMinimumTwin, thresholdTwin]

  /// Parameter: `gamma`.
  private static let theorem = InstanceTheorem<NetworkInstance>(
    candidates: { grid() + seeded() },
    admits: { instance in
      instance["gamma"] > 0 && instance.network.depth >= 2 && instance.network.layers.allSatisfy(\.isZero)
    })

  private static func grid() -> [NetworkInstance] {
    var instances: [NetworkInstance] = []
    for depth in [2, 3] {
      for widths in InstanceGrid.lists(depth + 1, of: [1, 2]) {
        let x = Array(repeating: Rational(1), count: widths[0])
        let y = (1...min(widths[0], widths[depth])).map { Rational($0) }
        for gamma in [Rational(1, 10), 1, Rational(3, 2), 3] {
          instances.append(
            .aligned(widths, layers: Array(repeating: [], count: depth), x: x, y: y, ["gamma": gamma]))
        }
      }
    }
    return instances
  }

  private static func seeded() -> [NetworkInstance] {
    var sampler = InstanceSampler(seed: 2022)
    var instances: [NetworkInstance] = []
    for widths in [[3, 2, 2], [2, 3, 3], [3, 1, 3], [3, 2, 3], [2, 2, 3, 2], [2, 1, 1, 2, 2]] {
      let network = sampler.network(widths)
      let origin = LinearNetwork(
        layers: network.layers.map { Matrix(zero: $0.rows, $0.columns) },
        inputCovariance: network.inputCovariance, crossCovariance: network.crossCovariance)
      instances.append(NetworkInstance(origin, ["gamma": sampler.positive()]))
      instances.append(NetworkInstance(origin, ["gamma": 12]))
    }
    return instances
  }

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

  private static let entry = CatalogueEntry.theorem(
    theorem, id: "ziyin-2022-weight-decay-origin", title: "The origin with weight decay",
    family: .landscape,
    "With (gamma/2) sum_k ||W_k||^2 added to the loss, gamma > 0, the Hessian H where all layers vanish is gamma I for L >= 3; for L = 2, (X - gamma)^(d_1 d_2) det(X - H) = "
      + "(X - gamma)^(d_1 d_0) det((X - gamma)^2 - Syx Syx^T)^(d_1), and H is positive definite iff gamma exceeds every singular value of Syx.",
    formula: "L = 2: eigenvalues gamma +- y_i (d_1 times each) and gamma; L >= 3: H = gamma I",
    count: 108,
    scope:
      "108 networks: all widths in {1, 2} at depths 2 and 3 with Sxx = I, y_i = i and gamma in {1/10, 1, 3/2, 3}, and 12 seeded ones, listed in the certificate",
    hypotheses: "all layers zero, L >= 2, gamma > 0, any Sxx and Syx",
    source: "the question: Ziyin, Li and Meng 2022; the forms are derived", wording: .derived,
    notCovered:
      "whether the origin is a local minimum where gamma is equal to the largest singular value; other networks, for which the argument of the idea holds but is not checked here",
    summary: "characteristic polynomials and inertia at L = 2, multiples of the identity at L = 3 and 4",
    idea:
      "Weight decay adds gamma I to the Hessian, which at the origin is 0 for L >= 3 and has the singular values of Syx with both signs for L = 2."
  ) { instance in
    let hessian = hessian(instance)
    let network = instance.network
    let gamma = instance["gamma"]
    if network.depth > 2 { return hessian == Matrix(identity: hessian.rows).scaled(by: gamma) }
    let (inputs, hidden, outputs) = (network.widths[0], network.widths[1], network.widths[2])
    let square = (network.crossCovariance * network.crossCovariance.transposed).characteristicPolynomial()
    let shifted = Polynomial([-gamma, 1])
    let right = shifted.power(hidden * inputs) * square.composed(with: shifted * shifted).power(hidden)
    return hessian.characteristicPolynomial() * shifted.power(hidden * outputs) == right
      && hessian.isPositiveDefinite == exceedsTargets(instance)
  }

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
