// TwoLayerCriticalPoints: value and negative curvature of every critical point of full rank at depth 2.
//
// Statement   L = 2, Sxx positive definite, zero gradient, rank W = d_1; M = Syx Sxx^-1 Syx^T and P the orthogonal projection on the column space of W_2:
//             P M = M P, W = P Syx Sxx^-1, F = -tr(P M)/2, and the Hessian has one negative eigenvalue for every pair of an eigenvalue
//             lambda of M on the range of P and mu on its kernel with mu > lambda.
// Method      Pairs are counted without any eigenvalue: with bases U of the range and V of the kernel, the inertia of
//             (U^T M U) (x) (V^T V) - (U^T U) (x) (V^T M V), congruent to diag(lambda_i - mu_j).
// References  [Baldi, Hornik 1989], recalled; the count and its proof by the pair block [[x_j s_2^2, -y_j], [-y_j, x_i s_1^2]] are derived.

import Exact

enum TwoLayerCriticalPoints {
  static let entries: [CatalogueEntry] = [entry, countTwin, valueTwin]

  private static let theorem = InstanceTheorem<NetworkInstance>(
    candidates: { grid() + seeded() },
    admits: { instance in
      let network = instance.network
      return network.depth == 2 && network.inputCovariance.isPositiveDefinite && network.isCritical
        && network.endToEnd.rank() == network.widths[1]
    })

  private static func grid() -> [NetworkInstance] {
    var instances: [NetworkInstance] = []
    for widths in InstanceGrid.choices([[1, 2, 3], [1, 2], [1, 2, 3]]) {
      let (inputs, hidden, outputs) = (widths[0], widths[1], widths[2])
      let order = (1...3).map { Rational($0) }
      let covariance = Matrix(diagonal: Array(order.prefix(inputs)), rows: inputs, columns: inputs)
      let cross = Matrix(
        diagonal: Array(order.prefix(min(inputs, outputs))), rows: outputs, columns: inputs)
      for first in InstanceGrid.matrices(hidden, inputs, of: [0, 1]) {
        for second in InstanceGrid.matrices(outputs, hidden, of: [0, 1]) {
          instances.append(
            NetworkInstance(
              LinearNetwork(layers: [first, second], inputCovariance: covariance, crossCovariance: cross)))
        }
      }
    }
    return instances
  }

  private static func seeded() -> [NetworkInstance] {
    var sampler = InstanceSampler(seed: 1989)
    let points = [
      ([2, 1, 2], [1]), ([3, 1, 2], [0]), ([2, 1, 3], [1]), ([3, 1, 3], [1]), ([2, 2, 3], [0, 1]),
      ([3, 2, 3], [0, 2]), ([3, 2, 3], [1, 2]), ([3, 2, 4], [0, 1]), ([4, 2, 3], [0, 2]),
      ([4, 2, 4], [1, 3]),
    ]
    return points.map { widths, chosen in critical(widths: widths, chosen: chosen, tied: false, &sampler) }
      + [([2, 1, 2], [0]), ([3, 2, 3], [0, 2])].map { widths, chosen in
        critical(widths: widths, chosen: chosen, tied: true, &sampler)
      }
  }

  /// The critical point at the chosen indices of an aligned problem, in rational frames; with `lambda_1 = lambda_2` where tied.
  private static func critical(
    widths: [Int], chosen: [Int], tied: Bool, _ sampler: inout InstanceSampler
  ) -> NetworkInstance {
    let (inputs, hidden, outputs) = (widths[0], widths[1], widths[2])
    var x = (0..<inputs).map { _ in sampler.positive() }
    var y = (0..<min(inputs, outputs)).map {
      chosen.contains($0) ? sampler.positive() : sampler.rational()
    }
    if tied { (x[1], y[1]) = (4 * x[0], 2 * y[0]) }
    var (first, second) = (Matrix<Rational>(zero: hidden, inputs), Matrix<Rational>(zero: outputs, hidden))
    for (a, i) in chosen.enumerated() {
      first[a, i] = sampler.positive()
      second[i, a] = y[i] / (x[i] * first[a, i])
    }
    let network = LinearNetwork(
      layers: [first, second], inputCovariance: Matrix(diagonal: x, rows: inputs, columns: inputs),
      crossCovariance: Matrix(diagonal: y, rows: outputs, columns: inputs))
    return NetworkInstance(network.rotated(by: sampler.frames(widths)))
  }

  /// What the statement is about, of an admitted instance.
  private struct Geometry {
    let signal: Matrix<Rational>  // M
    let projection: Matrix<Rational>  // P
    /// Pairs of an eigenvalue on the range and a larger one on the kernel.
    let pairs: Int

    init(_ network: LinearNetwork<Rational>) {
      let range = network.layers[1]
      let kernel = Matrix(columns: range.transposed.nullspaceBasis(), rows: range.rows)
      signal =
        network.crossCovariance * network.inputCovariance.inverse()! * network.crossCovariance.transposed
      let gram = range.transposed * range
      projection = range * gram.solve(range.transposed)!  // full column rank, since rank W = d_1
      let difference =
        (range.transposed * signal * range).times(kernel.transposed * kernel)
        - gram.times(kernel.transposed * signal * kernel)
      pairs = difference.inertia().negative
    }
  }

  private static let hypotheses =
    "L = 2, Sxx positive definite, zero gradient, end-to-end matrix of rank d_1"
  private static let setting =
    "L = 2, Sxx positive definite, zero gradient, rank W = d_1, M = Syx Sxx^-1 Syx^T and P the orthogonal projection on the column space of W_2"

  private static let entry = CatalogueEntry.theorem(
    theorem, id: "baldi-hornik-1989", title: "Critical points of two layers",
    family: .landscape,
    setting
      + ": P M = M P, W = P Syx Sxx^-1, F = -tr(P M)/2, and the Hessian has as many negative eigenvalues as there are pairs of an "
      + "eigenvalue lambda of M on the range of P and an eigenvalue mu of M on the kernel of P with mu > lambda, with multiplicity.",
    formula:
      "W = P Syx Sxx^-1, F = -1/2 sum_(i in I) lambda_i, n_- = #{(i, j): i in I, j not in I, lambda_j > lambda_i}",
    count: 38,
    scope:
      "38 networks: all widths d_0, d_2 in {1, 2, 3} and d_1 in {1, 2}, all entries of the layers in {0, 1}, x_i = y_i = i, as far as the hypotheses hold; and 12 seeded ones in rational frames up to 4-2-4, two of them with lambda_1 = lambda_2, listed in the certificate",
    hypotheses: hypotheses, source: "Baldi and Hornik 1989", wording: .recalled,
    notCovered:
      "critical points of smaller rank; other networks, for which the argument of the idea holds but is not checked here",
    summary: "projection, value and inertia of the Hessian at every listed critical point",
    idea:
      "In frames in which M is diagonal the variables of i in I and j not in I couple in [[x_j s_2^2, -y_j], [-y_j, x_i s_1^2]], whose determinant has "
      + "the sign of lambda_i - lambda_j; all other blocks have no negative eigenvalue."
  ) { instance in
    let network = instance.network
    let geometry = Geometry(network)
    let (signal, projection) = (geometry.signal, geometry.projection)
    let map = network.endToEnd
    return projection * signal == signal * projection
      && map * network.inputCovariance == projection * network.crossCovariance
      && network.loss(at: map) == -(projection * signal).trace / 2
      && network.hessian().inertia().negative == geometry.pairs
  }

  private static let countTwin = CatalogueEntry.twin(
    theorem, of: "baldi-hornik-1989", family: .landscape,
    setting
      + ", eigenvalues of M rational: the Hessian has as many negative eigenvalues as there are of the d_1 largest eigenvalues of M not on the range of P.",
    scope: "every critical point of two layers with rank W = d_1 and Sxx positive definite",
    idea: "A chosen eigenvalue can be exchanged for every larger one that was not chosen, not only for one."
  ) { instance in
    let geometry = Geometry(instance.network)
    let hidden = instance.network.widths[1]
    let leaders = descendingRoots(geometry.signal).prefix(hidden)
    // Where P vanishes the eigenvalue of P M is 0; the chosen ones are positive because W has rank d_1.
    let missing =
      hidden
      - descendingRoots(geometry.projection * geometry.signal).prefix(hidden)
      .filter(leaders.contains).count
    let negative = instance.network.hessian().inertia().negative
    return Comparison(negative == missing, "\(negative) negative eigenvalues, not \(missing)")
  }

  private static func descendingRoots(_ matrix: Matrix<Rational>) -> [Rational] {
    matrix.characteristicPolynomial().rationalRoots
      .flatMap { Array(repeating: $0.root, count: $0.multiplicity) }.sorted(by: >)
  }

  private static let valueTwin = CatalogueEntry.twin(
    theorem, of: "baldi-hornik-1989", suffix: "false-value", family: .landscape,
    setting + ": F = -tr(M)/2.",
    scope: "every critical point of two layers with rank W = d_1 and Sxx positive definite",
    idea: "Only the eigenvalues on the range of P count; -tr(M)/2 is the least loss of all matrices."
  ) { instance in
    let network = instance.network
    let (found, claimed) = (network.loss(at: network.endToEnd), -Geometry(network).signal.trace / 2)
    return Comparison(found == claimed, "F = \(found), not \(claimed)")
  }
}
