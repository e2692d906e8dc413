// EndToEndMapTheorems: the differential of the layers' product, and the metric that balanced layers induce.
//
// Statement   Rank of the differential of (W_1, ..., W_L) -> W = W_L ... W_1, where rank W = r = min_k d_k: r (d_0 + d_L - r).
//             At balanced points, L >= 2, with P = W_L W_L^T = (W W^T)^(1/L) and Q = W_1^T W_1 = (W^T W)^(1/L), k = rank W: the operator
//             A(Z) = sum_j P^(L-j) Z Q^(j-1) is symmetric, positive semidefinite, of rank k (d_0 + d_L - k), and its image is the tangent
//             space { B W + W C } of the matrices of rank k at W.
// Method      The differential as the Gauss-Newton part of the Hessian with Sxx = I, which is J^T J; Kronecker products, inertia and ranks.
// References  [Trager, Kohn, Bruna 2020], [Bah, Rauhut, Terstiege, Westdickenberg 2022], recalled.

import Exact

enum EndToEndMapTheorems {
  static let entries: [CatalogueEntry] = [
    differential, leastWidthTwin, rankTwin, metric, definiteTwin, singularTwin,
  ]

  // MARK: The differential

  private static func layers() -> [NetworkInstance] {
    var instances: [NetworkInstance] = []
    for depth in [1, 2] {
      for widths in InstanceGrid.lists(depth + 1, of: [1, 2]) {
        let each = (1...depth).map { InstanceGrid.matrices(widths[$0], widths[$0 - 1], of: [0, 1]) }
        for layers in InstanceGrid.choices(each) {
          instances.append(NetworkInstance(LinearNetwork(layers: layers)))
        }
      }
    }
    var sampler = InstanceSampler(seed: 2020)
    let shapes = [
      [3, 2, 3], [3, 3, 2], [2, 3, 3], [3, 1, 3], [2, 2, 2, 2], [3, 2, 3, 2], [2, 3, 2, 3], [3, 1, 2, 3],
      [2, 3, 1, 2, 2],
    ]
    for widths in shapes {
      let layers = (1..<widths.count).map { sampler.matrix(widths[$0], widths[$0 - 1]) }
      instances.append(NetworkInstance(LinearNetwork(layers: layers)))
    }
    return instances
  }

  private static let fullRank = InstanceTheorem<NetworkInstance>(
    candidates: layers, admits: { $0.network.endToEnd.rank() == $0.network.widths.min()! })

  /// The same candidates without the hypothesis on the rank.
  private static let notZero = InstanceTheorem<NetworkInstance>(
    candidates: layers, admits: { $0.network.depth >= 2 && !$0.network.endToEnd.isZero })

  /// The rank of the differential: with `Sxx = I` the Gauss-Newton part of the Hessian is `J^T J`.
  private static func differentialRank(_ network: LinearNetwork<Rational>) -> Int {
    LinearNetwork(layers: network.layers).hessian(part: .gaussNewton).rank()
  }

  private static func claim(rank: Int, _ instance: NetworkInstance) -> Comparison {
    let widths = instance.network.widths
    let claimed = rank * (widths[0] + widths.last! - rank)
    let found = differentialRank(instance.network)
    return Comparison(found == claimed, "the differential has rank \(found), the claim is \(claimed)")
  }

  private static let map = "of (W_1, ..., W_L) -> W = W_L ... W_1"

  private static let differential = CatalogueEntry.theorem(
    fullRank, id: "trager-2020-differential-rank", title: "Rank of the differential of the end-to-end map",
    family: .landscape,
    "Where rank W is the least width r = min_k d_k, the differential \(map) has rank r (d_0 + d_L - r).",
    formula: "rank d(W_1, ..., W_L -> W) = r (d_0 + d_L - r), r = rank W = min_k d_k",
    count: 158,
    scope:
      "158 lists of layers: depths 1 and 2, all widths in {1, 2}, all entries in {0, 1}, as far as rank W is the least width; and 8 seeded ones up to depth 4, listed in the certificate",
    hypotheses: "rank W = min_k d_k", source: "Trager, Kohn and Bruna 2020", wording: .recalled,
    notCovered: "other layers; every depth: see trager-2020-differential-rank-every-depth",
    summary: "exact ranks of J^T J",
    substance: Substance("r is less than d_0 and d_L") {
      $0.network.endToEnd.rank() < min($0.network.endToEnd.rows, $0.network.endToEnd.columns)
    },
    idea:
      "If r is d_0 or d_L one end layer reaches everything. If r is a hidden width d_b, the layers up to b reach all matrices with columns in the column space of W, the later "
      + "layers all with rows in its row space: r d_0 + r d_L - r^2."
  ) { claim(rank: $0.network.widths.min()!, $0).holds }

  private static let leastWidthTwin = CatalogueEntry.twin(
    notZero, of: "trager-2020-differential-rank", family: .landscape,
    "For L >= 2, where W is not zero, the differential \(map) has rank r (d_0 + d_L - r) with r the least width.",
    scope: "all layers with L >= 2 and W not zero",
    idea: "Where W has smaller rank the differential may have smaller rank."
  ) { claim(rank: $0.network.widths.min()!, $0) }

  private static let rankTwin = CatalogueEntry.twin(
    notZero, of: "trager-2020-differential-rank", suffix: "false-rank", family: .landscape,
    "For L >= 2, where W is not zero, the differential \(map) has rank r (d_0 + d_L - r) with r the rank of W.",
    scope: "all layers with L >= 2 and W not zero",
    idea: "One layer of larger rank than W lets the differential leave the matrices of the rank of W."
  ) { claim(rank: $0.network.endToEnd.rank(), $0) }

  // MARK: The metric of balanced layers

  private static let balanced = InstanceTheorem<NetworkInstance>(
    candidates: { balancedGrid() + balancedSeeded() },
    admits: { instance in
      let layers = instance.network.layers
      return layers.count >= 2
        && zip(layers, layers.dropFirst()).allSatisfy {
          $1.transposed * $1 == $0 * $0.transposed
        }
    })

  private static func sameDiagonal(_ values: [Rational], _ widths: [Int]) -> LinearNetwork<Rational> {
    LinearNetwork(
      layers: (1..<widths.count).map {
        Matrix(diagonal: values, rows: widths[$0], columns: widths[$0 - 1])
      })
  }

  private static func balancedGrid() -> [NetworkInstance] {
    var instances: [NetworkInstance] = []
    for depth in [2, 3] {
      for widths in InstanceGrid.lists(depth + 1, of: [1, 2]) {
        for values: [Rational] in InstanceGrid.lists(widths.min()!, of: [0, 1, 2]) {
          instances.append(NetworkInstance(sameDiagonal(values, widths)))
        }
      }
    }
    return instances
  }

  private static func balancedSeeded() -> [NetworkInstance] {
    var sampler = InstanceSampler(seed: 2022)
    let shapes = [
      ([3, 2, 3], 2), ([3, 3, 3], 2), ([2, 3, 3], 1), ([3, 3, 2], 2), ([2, 2, 3, 2], 1), ([3, 2, 2, 3], 2),
      ([2, 2, 2, 2, 2], 2),
    ]
    return shapes.map { widths, rank in
      let values = (0..<rank).map { _ in sampler.positive() }
      let network = sameDiagonal(values, widths).rotated(by: sampler.frames(widths))
      return NetworkInstance(LinearNetwork(layers: network.layers))
    }
  }

  /// A on matrices row by row: `P^(L-j) Z Q^(j-1)` is `P^(L-j) (x) Q^(j-1)`.
  static func metricOperator(_ network: LinearNetwork<Rational>) -> Matrix<Rational> {
    let (left, right) = roots(network)
    func power(_ matrix: Matrix<Rational>, _ exponent: Int) -> Matrix<Rational> {
      (0..<exponent).reduce(Matrix(identity: matrix.rows)) { product, _ in product * matrix }
    }
    let terms = (1...network.depth).map {
      power(left, network.depth - $0).times(power(right, $0 - 1))
    }
    return terms.dropFirst().reduce(terms[0], +)
  }

  /// `P` and `Q`.
  private static func roots(
    _ network: LinearNetwork<Rational>
  ) -> (Matrix<Rational>, Matrix<Rational>) {
    let (first, last) = (network.layers[0], network.layers[network.depth - 1])
    return (last * last.transposed, first.transposed * first)
  }

  private static func tangentDimension(_ network: LinearNetwork<Rational>) -> Int {
    let map = network.endToEnd
    let rank = map.rank()
    return rank * (map.rows + map.columns - rank)
  }

  private static let setting =
    "Balanced layers (W_(k+1)^T W_(k+1) = W_k W_k^T), L >= 2, P = W_L W_L^T, Q = W_1^T W_1, k = rank W: "
  private static let operatorText = "the operator A(Z) = sum_j P^(L-j) Z Q^(j-1) on d_L x d_0 matrices "

  private static let metric = CatalogueEntry.theorem(
    balanced, id: "bah-2022-riemannian", title: "The metric that balanced layers induce",
    family: .landscape,
    setting + "P^L = W W^T, Q^L = W^T W, and " + operatorText
      + "is symmetric, positive semidefinite, of rank k (d_0 + d_L - k), with image { B W + W C }.",
    formula: "rank A = k (d_0 + d_L - k), A >= 0, image A = { B W + W C }",
    count: 91,
    scope:
      "91 lists of layers: depths 2 and 3, all widths in {1, 2}, all layers with the same diagonal, its values in {0, 1, 2}, as many as the least width; and 7 seeded ones in rational frames up to depth 4, listed in the certificate",
    hypotheses: "balanced layers, L >= 2", source: "Bah, Rauhut, Terstiege and Westdickenberg 2022",
    wording: .recalled,
    notCovered:
      "the flow of W in this metric; other layers; every depth: see bah-2022-riemannian-every-depth",
    summary: "powers, symmetry, inertia and image at every listed balanced point",
    substance: Substance("W is not 0") { $0.network.endToEnd.rank() > 0 },
    idea:
      "In frames in which W is diagonal A has the eigenvalue sum_j s_i^(2(L-j)) s_m^(2(j-1)) at (i, m), which is 0 iff s_i = s_m = 0; "
      + "{ B W + W C } are the matrices that vanish where both indices do."
  ) { instance in
    let network = instance.network
    let map = network.endToEnd
    let (left, right) = roots(network)
    func isRoot(_ root: Matrix<Rational>, of square: Matrix<Rational>) -> Bool {
      (1..<network.depth).reduce(root) { product, _ in product * root } == square
    }
    let metric = metricOperator(network)
    let inertia = metric.inertia()
    let dimension = tangentDimension(network)
    // B W and W C for all matrix units B and C, one column each.
    let tangent = Matrix(
      columns: (0..<(map.rows * map.rows)).map { unit in
        (metricUnit(unit, map.rows) * map).entries
      }
        + (0..<(map.columns * map.columns)).map { unit in
          (map * metricUnit(unit, map.columns)).entries
        }, rows: map.rows * map.columns)
    return isRoot(left, of: map * map.transposed) && isRoot(right, of: map.transposed * map)
      && metric.isSymmetric && inertia.negative == 0 && inertia.positive == dimension
      && tangent.rank() == dimension
      && metric.transposed.stacked(tangent.transposed).rank() == dimension
  }

  /// The square matrix unit with the given number, row by row.
  private static func metricUnit(_ number: Int, _ order: Int) -> Matrix<Rational> {
    var unit = Matrix<Rational>(zero: order, order)
    unit[number / order, number % order] = 1
    return unit
  }

  private static let definiteTwin = CatalogueEntry.twin(
    balanced, of: "bah-2022-riemannian", family: .landscape,
    setting + operatorText + "is positive definite where W is not zero.",
    scope: "all balanced layers, L >= 2",
    idea:
      "Matrices that vanish on the kernel's complement on both sides are sent to 0 unless W has full rank."
  ) { instance in
    let metric = metricOperator(instance.network)
    let rank = metric.rank()
    return Comparison(
      instance.network.endToEnd.isZero || metric.isPositiveDefinite, "A has rank \(rank) of \(metric.rows)")
  }

  private static let anyLayers = InstanceTheorem<NetworkInstance>(
    candidates: layers, admits: { $0.network.depth >= 2 })

  private static let singularTwin = CatalogueEntry.twin(
    anyLayers, of: "bah-2022-riemannian", suffix: "false-without-balance", family: .landscape,
    "Layers with L >= 2, balanced or not, P = W_L W_L^T, Q = W_1^T W_1, k = rank W: " + operatorText
      + "has rank k (d_0 + d_L - k).",
    scope: "all layers, L >= 2", idea: "Without balance P and Q need not have the rank of W."
  ) { instance in
    let (found, claimed) = (
      metricOperator(instance.network).rank(), tangentDimension(instance.network)
    )
    return Comparison(found == claimed, "A has rank \(found), the claim is \(claimed)")
  }
}
