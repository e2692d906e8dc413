// AlignedStrictness: which critical points of an aligned network have a direction of negative curvature.
//
// Statement   At an aligned critical point with all x_i > 0 the Hessian has a negative eigenvalue iff for some i with e_i != 0 there is an index a with
//             the variables (k, i, a) and (j, a, i), prod_(j < l < k) s_(l,a) != 0, and a = i or x_i x_a w_a^2 < y_i^2,
//             where j and k are the first and last layer in which s_(.,i) = 0, and w_a = prod_l s_(l,a).
// Method      The combinatorial criterion against the inertia of the blocks of Theorem A.
// References  [Achour, Malgouyres, Gerchinovitz 2024] for the question; the criterion and its proof are derived, for aligned networks only.

import Exact

enum AlignedStrictness {
  static let entries: [CatalogueEntry] = [entry, inequalityTwin, minimumTwin]

  private static let theorem = InstanceTheorem<NetworkInstance>(
    candidates: { grid() + seeded() },
    admits: admits)

  /// A critical point of an aligned network with all `x_i > 0`.
  static let admits: @Sendable (NetworkInstance) -> Bool = { instance in
    let network = instance.network
    return AlignedNetwork(diagonal: network) != nil && network.inputCovariance.isPositiveDefinite
      && network.isCritical
  }

  private static func grid() -> [NetworkInstance] {
    var instances: [NetworkInstance] = []
    for depth in [2, 3] {
      for widths in InstanceGrid.lists(depth + 1, of: [1, 2]) {
        let each: [[[Rational]]] = (1...depth).map {
          InstanceGrid.lists(min(widths[$0], widths[$0 - 1]), of: [0, 1])
        }
        let targets: [[Rational]] = InstanceGrid.lists(min(widths[0], widths[depth]), of: [1, 2])
        for layers in InstanceGrid.choices(each) {
          for y in targets {
            instances.append(
              .aligned(widths, layers: layers, x: Array(repeating: 1, count: widths[0]), y: y))
          }
        }
      }
    }
    return instances
  }

  private static func seeded() -> [NetworkInstance] {
    var sampler = InstanceSampler(seed: 2024)
    let shapes = [
      [2, 3, 2], [3, 2, 3], [2, 2, 2], [3, 3, 3], [2, 3, 3, 2], [3, 2, 3, 3], [3, 3, 2, 3], [2, 2, 2, 2],
      [3, 3, 3, 3], [2, 2, 2, 2, 2], [2, 3, 2, 3, 2], [3, 3, 2, 3, 3],
    ]
    return shapes.flatMap { widths in [false, true].map { critical(widths, bridged: $0, &sampler) } }
  }

  /// Random layer values, none of the first index zero where bridged; targets that make the point critical.
  private static func critical(
    _ widths: [Int], bridged: Bool, _ sampler: inout InstanceSampler
  ) -> NetworkInstance {
    let depth = widths.count - 1
    let layers = (1...depth).map { k in
      (0..<min(widths[k], widths[k - 1])).map { i in
        if bridged && i == 0 { return sampler.positive() }
        return sampler.integer(in: 0...1) == 0 ? Rational(0) : sampler.rational()
      }
    }
    let x = (0..<widths[0]).map { _ in sampler.positive() }
    let y = (0..<min(widths[0], widths[depth])).map { i in
      let values = layers.map { i < $0.count ? $0[i] : 0 }
      let zeros = values.filter(\.isZero).count
      return zeros >= 2 ? sampler.rational() : x[i] * values.reduce(1, *)
    }
    return NetworkInstance.aligned(widths, layers: layers, x: x, y: y)
  }

  /// The criterion, with or without its inequality, or with equality allowed in it.
  static func isStrict(
    _ network: LinearNetwork<Rational>, inequality: Bool = true, equality: Bool = false
  ) -> Bool {
    let (widths, depth) = (network.widths, network.depth)
    func entry(_ matrix: Matrix<Rational>, _ i: Int) -> Rational {
      i < min(matrix.rows, matrix.columns) ? matrix[i, i] : 0
    }
    func layer(_ k: Int, _ i: Int) -> Rational { entry(network.layers[k - 1], i) }
    func product(_ i: Int) -> Rational { (1...depth).reduce(1) { $0 * layer($1, i) } }
    func x(_ i: Int) -> Rational { entry(network.inputCovariance, i) }
    return (0..<min(widths[0], widths[depth])).contains { i in
      let y = entry(network.crossCovariance, i)
      if x(i) * product(i) == y { return false }
      let zeros = (1...depth).filter { layer($0, i).isZero }
      guard let j = zeros.first, let k = zeros.last, j < k else { return false }
      return (0..<widths.max()!).contains { a in
        guard i < widths[k], a < widths[k - 1], a < widths[j], i < widths[j - 1] else { return false }
        if ((j + 1)..<k).contains(where: { layer($0, a).isZero }) { return false }
        let gain = y * y - x(i) * x(a) * product(a) * product(a)
        return a == i || !inequality || gain > 0 || (equality && gain.isZero)
      }
    }
  }

  /// What a criterion says, and the number of negative eigenvalues.
  static func comparison(_ claimed: Bool, _ network: LinearNetwork<Rational>) -> Comparison {
    let negative = negativeEigenvalues(network)
    return Comparison(
      claimed == (negative > 0),
      "\(negative) negative eigenvalues, the claim says \(claimed ? "some" : "none")")
  }

  private static func negativeEigenvalues(_ network: LinearNetwork<Rational>) -> Int {
    AlignedNetwork(diagonal: network)!.hessianBlocks().reduce(0) { sum, block in
      sum + block.matrix.inertia().negative * block.multiplicity.asInt!
    }
  }

  static let criterion =
    "for some i with x_i w_i != y_i there is an index a such that, with j and k the first and last layer in which the value of i is 0, j < k, the variables "
    + "(k, i, a) and (j, a, i) exist, no value of a between the layers j and k is 0, and "

  private static let entry = CatalogueEntry.theorem(
    theorem, id: "achour-2024-aligned-strictness", title: "Which aligned critical points are strict",
    family: .landscape,
    "At a critical point of an aligned network with all x_i > 0 the Hessian has a negative eigenvalue iff "
      + criterion
      + "a = i or x_i x_a w_a^2 < y_i^2; here w_i is the product of all values of i.",
    formula:
      "strict iff exists i, a: (k,i,a) and (j,a,i) exist, e_i r_(kj,a) != 0 and (a = i or x_i x_a w_a^2 < y_i^2)",
    count: 423,
    scope:
      "423 networks: depths 2 and 3, all widths in {1, 2}, all layer values in {0, 1}, x_i = 1, all y_i in {1, 2}, as far as they are critical; and 24 seeded ones of depths 2 to 4, listed in the certificate",
    hypotheses: "layers, Sxx and Syx diagonal, all x_i > 0, zero gradient",
    source: "the question: Achour, Malgouyres and Gerchinovitz 2024; the criterion is derived",
    wording: .derived,
    notCovered:
      "critical points that are not aligned; other networks; every depth: see achour-2024-aligned-strictness-every-depth",
    summary: "the criterion agrees with the inertia of the blocks at every listed critical point",
    substance: Substance("the inequality decides") {
      isStrict($0.network) != isStrict($0.network, inequality: false)
    },
    idea:
      "A coupling survives only between the layers j and k of the zeros of i. When w_a = 0 one of the two diagonal entries vanishes, otherwise the block collapses to a "
      + "2 x 2 matrix with determinant a positive multiple of x_i x_a w_a^2 - y_i^2."
  ) { comparison(isStrict($0.network), $0.network).holds }

  private static let inequalityTwin = CatalogueEntry.twin(
    theorem, of: "achour-2024-aligned-strictness", family: .landscape,
    "At a critical point of an aligned network with all x_i > 0 the Hessian has a negative eigenvalue iff "
      + criterion
      + "nothing more.",
    scope: "every critical point of an aligned network with all x_i > 0",
    idea:
      "Where x_i x_a w_a^2 >= y_i^2 the exchange of a for i does not lower the loss: the global minimum of too narrow a network would be called strict."
  ) { comparison(isStrict($0.network, inequality: false), $0.network) }

  private static let minimumTwin = CatalogueEntry.twin(
    theorem, of: "achour-2024-aligned-strictness", suffix: "false-every-saddle", family: .landscape,
    "At a critical point of an aligned network with all x_i > 0 where x_i w_i differs from y_i for some i at most the least width, w_i the product of its values, the Hessian has a negative eigenvalue.",
    scope: "every critical point of an aligned network with all x_i > 0",
    idea:
      "With three zeros in the layers of i, or with zeros that no other index bridges, the Hessian has no negative eigenvalue: the saddle is not strict."
  ) { instance in
    let network = instance.network
    let residual = network.residual
    let unfit = (0..<network.widths.min()!).contains { !residual[$0, $0].isZero }
    let negative = negativeEigenvalues(network)
    return Comparison(!unfit || negative > 0, "a residual is not 0, and \(negative) eigenvalues are negative")
  }
}
