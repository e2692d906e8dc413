// WidthAndDataTheorems: what further hidden units and further data do to the spectrum.
//
// Statement   A unit without weights adds the eigenvalues of [[0, M], [M^T, 0]]; at E = 0 the rank is at most rank(Sxx) d_L; an unused input of variance xi
//             adds xi times the spectrum of U_1^T U_1.
// Method      Characteristic polynomials and ranks of exact instances.
// References  [Sagun et al. 2017]: their observations, instantiated; forms and proofs are ours.

import Exact

enum WidthAndDataTheorems {
  static let entries: [CatalogueEntry] = [
    width, widthTwin, rankBound, rankBoundTwin, singleOutputTwin, data, outliersTwin,
  ]

  static let source =
    "Sagun, Evci, Guney, Dauphin and Bottou 2017, Empirical Analysis of the Hessian of Over-Parametrized Neural Networks: the abstract was "
    + "read, the form is ours"

  private static let widthTheorem = InstanceTheorem<NetworkInstance>(
    candidates: {
      let grid = [2, 3].flatMap { depth in
        InstanceGrid.lists(depth + 1, of: [1, 2]).flatMap { widths in
          (1..<depth).flatMap { layer in
            [false, true].map { interpolates in
              NetworkInstance.aligned(
                widths, layers: Array(repeating: [2, 1], count: depth),
                x: Array(repeating: 1, count: widths[0]),
                y: interpolates ? [Rational(2).power(depth), widths.contains(1) ? 0 : 1] : [3, 3],
                ["layer": Rational(layer)])
            }
          }
        }
      }
      var sampler = InstanceSampler(seed: 41)
      let seeded = [[2, 2, 2], [3, 1, 2], [2, 3, 1], [2, 2, 2, 2], [2, 1, 2, 2]].map { widths in
        NetworkInstance(
          sampler.network(widths), ["layer": Rational(sampler.integer(in: 1...(widths.count - 2)))])
      }
      return grid + seeded
    },
    admits: { instance in
      (1..<max(instance.network.depth, 1)).contains { Rational($0) == instance["layer"] }
    })

  /// The network with one unit more in hidden layer `j`, which nothing enters and nothing leaves.
  static func widened(_ network: LinearNetwork<Rational>, _ j: Int) -> LinearNetwork<Rational> {
    var layers = network.layers
    let (into, out) = (layers[j - 1], layers[j])
    layers[j - 1] = Matrix(rows: into.rows + 1, columns: into.columns) { $0 < into.rows ? into[$0, $1] : 0 }
    layers[j] = Matrix(rows: out.rows, columns: out.columns + 1) { $1 < out.columns ? out[$0, $1] : 0 }
    return LinearNetwork(
      layers: layers, inputCovariance: network.inputCovariance, crossCovariance: network.crossCovariance)
  }

  private static let width = CatalogueEntry.theorem(
    widthTheorem, id: "sagun-2017-width-invariance", title: "Units without weights", family: .structure,
    "A further unit of hidden layer j, L >= 2, whose weights are all zero adds to the eigenvalues of the Hessian those of [[0, M], [M^T, "
      + "0]], M = U_(j+1)^T E V_j^T: only zeros where E = 0, and for diagonal layers of one width with value s_i in every "
      + "layer plus and minus e_i s_i^(L-2) for each index i.",
    formula: "det(X - H') = det(X - H) X^(d_(j-1) + d_(j+1) - 2 rank M) prod (X^2 - sigma(M)^2)", count: 85,
    scope:
      "85 networks and layers j: all diagonal networks of widths in {1, 2} at depths 2 and 3 with layer values (2, 1), Sxx = I and Syx of "
      + "diagonal (3, 3) or at the minimum, and 5 seeded ones of any weights and data, listed in the certificate",
    hypotheses: "L >= 2, any weights and data", source: source, wording: .derived,
    notCovered: "other networks; every depth: see sagun-2017-width-invariance-every-depth",
    summary: "characteristic polynomials before and after",
    idea:
      "Column j of U_j and row j of V_(j+1) vanish at the new unit, so H_o does; the only couplings of its weights into and out of it are the entries of M."
  ) { instance in
    let network = instance.network
    let (depth, j) = (network.depth, instance["layer"].numerator.asInt!)
    let coupling =
      network.product(from: j + 2, through: depth).transposed * network.residual
      * network.product(from: 1, through: j - 1).transposed
    let wide = widened(network, j).hessian().characteristicPolynomial()
    let narrow = network.hessian().characteristicPolynomial()
    if wide != narrow * LiveNetwork.symmetricEmbedding(coupling).characteristicPolynomial() { return false }
    let added = network.widths[j - 1] + network.widths[j + 1]
    if network.interpolates && wide != narrow * .power(added) { return false }
    let (values, errors) = (network.layers[0].diagonal, network.residual.diagonal)
    guard network.isDiagonal, Set(network.widths).count == 1,
      network.layers.allSatisfy({ $0.diagonal == values })
    else { return true }
    return wide
      == zip(values, errors).reduce(narrow) { product, mode in
        let value = mode.1 * mode.0.power(depth - 2)
        return product * .root(value) * .root(-value)
      }
  }

  private static let widthTwin = CatalogueEntry.twin(
    widthTheorem, of: "sagun-2017-width-invariance", family: .structure,
    "A further hidden unit whose weights are all zero adds only zero eigenvalues to the Hessian.",
    scope: "every network with L >= 2",
    idea: "The residual couples the weights into the unit with those out of it."
  ) { instance in
    let network = instance.network
    let j = instance["layer"].numerator.asInt!
    let (before, after) = (network.hessian().rank(), widened(network, j).hessian().rank())
    return Comparison(
      before == after, "with a unit more in hidden layer \(j) the rank is \(after), not \(before)")
  }

  private static let rankCandidates: @Sendable () -> [NetworkInstance] = {
    let entries: [Rational] = [1, 0]
    var grid: [NetworkInstance] = []
    for v in InstanceGrid.lists(4, of: entries) {
      for x in entries {
        for y in [[v[0] * v[2], x * v[1] * v[3]], [2, 0]] {
          grid.append(.aligned([2, 2, 2], layers: [[v[0], v[1]], [v[2], v[3]]], x: [1, x], y: y))
        }
      }
    }
    var sampler = InstanceSampler(seed: 17)
    let seeded = [
      [2, 2], [3, 2, 2], [2, 3, 1], [3, 3, 3], [2, 2, 2, 2], [2, 3, 1, 2], [2, 1, 2, 2, 1],
    ].map { widths in
      let network = sampler.network(widths)
      return NetworkInstance(
        LinearNetwork(
          layers: network.layers, inputCovariance: network.inputCovariance,
          crossCovariance: network.endToEnd * network.inputCovariance))
    }
    return grid + seeded
  }

  private static let rankBound = CatalogueEntry.theorem(
    InstanceTheorem(candidates: rankCandidates, admits: { $0.network.interpolates }),
    id: "sagun-2017-rank-bound", title: "Rank at interpolation", family: .structure,
    "Where E = 0, rank H <= rank(Sxx) d_L, which for n samples and K outputs is at most n K, whatever the number of parameters.",
    formula: "rank H <= rank(Sxx) d_L", count: 39,
    scope:
      "39 networks: all 2-2-2 networks of diagonal layers with entries in {1, 0} and Sxx = I or diag(1, 0) at their minimum, and 7 seeded minima of any weights, listed in the certificate",
    hypotheses: "E = 0", source: source,
    wording: .derived, notCovered: "other networks; every depth: see sagun-2017-rank-bound-every-depth",
    summary: "exact ranks",
    idea:
      "H_f vanishes with E, and H_o = J^T J for the Jacobian J of W Sxx^(1/2), which has rank(Sxx) d_L independent outputs at most."
  ) { instance in
    let network = instance.network
    return network.hessian().rank() <= network.inputCovariance.rank() * network.widths[network.depth]
  }

  private static let rankBoundTwin = CatalogueEntry.twin(
    InstanceTheorem(candidates: rankCandidates, admits: { _ in true }),
    of: "sagun-2017-rank-bound", suffix: "false-without-interpolation", family: .structure,
    "At all weights rank H <= rank(Sxx) d_L.", scope: "every network",
    idea: "Away from E = 0 the functional part has a rank that grows with the hidden widths."
  ) { instance in
    let network = instance.network
    let (rank, bound) = (
      network.hessian().rank(), network.inputCovariance.rank() * network.widths[network.depth]
    )
    return Comparison(rank <= bound, "rank \(rank), rank(Sxx) d_L = \(bound)")
  }

  private static let singleOutputTwin = CatalogueEntry.twin(
    InstanceTheorem(candidates: rankCandidates, admits: { $0.network.interpolates }),
    of: "sagun-2017-rank-bound", family: .structure,
    "Where E = 0, rank H <= rank(Sxx), the number of independent samples.", scope: "every network with E = 0",
    idea: "Every output of every sample counts."
  ) { instance in
    let (rank, bound) = (instance.network.hessian().rank(), instance.network.inputCovariance.rank())
    return Comparison(rank <= bound, "rank \(rank), rank(Sxx) = \(bound)")
  }

  private static let dataCandidates: @Sendable () -> [NetworkInstance] = {
    var grid: [NetworkInstance] = []
    for depth in 1...3 {
      for widths in InstanceGrid.lists(depth + 1, of: [1, 2, 3]) where widths.reduce(0, +) <= 9 {
        for r in [1, 2] where r <= widths.min()! && r < widths[0] {
          let ones = Array(repeating: Rational(1), count: r)
          grid.append(
            .aligned(widths, layers: Array(repeating: ones, count: depth), x: ones, y: ones, ["variance": 1]))
        }
      }
    }
    var sampler = InstanceSampler(seed: 4117)
    let seeded = [[2, 2], [2, 2, 2], [3, 2, 1], [3, 2, 2, 2], [2, 1, 3, 1], [2, 2, 2, 1, 2]].map { widths in
      let network = sampler.network(widths)
      func used(_ matrix: Matrix<Rational>, rows: Bool = false) -> Matrix<Rational> {
        Matrix(rows: matrix.rows, columns: matrix.columns) { i, j in
          j == matrix.columns - 1 || (rows && i == matrix.rows - 1) ? 0 : matrix[i, j]
        }
      }
      return NetworkInstance(
        LinearNetwork(
          layers: [used(network.layers[0])] + network.layers.dropFirst(),
          inputCovariance: used(network.inputCovariance, rows: true),
          crossCovariance: used(network.crossCovariance)), ["variance": sampler.positive()])
    }
    return grid + seeded
  }

  /// The last input has variance zero, and neither weights nor targets.
  private static let hasUnusedInput: @Sendable (NetworkInstance) -> Bool = { instance in
    let network = instance.network
    let last = network.widths[0] - 1
    return [network.layers[0], network.inputCovariance, network.crossCovariance].allSatisfy { matrix in
      (0..<matrix.rows).allSatisfy { matrix[$0, last].isZero }
    } && instance["variance"].signum() > 0
  }

  /// The network when its last input has variance xi.
  static func withData(_ instance: NetworkInstance) -> LinearNetwork<Rational> {
    let network = instance.network
    let last = network.widths[0] - 1
    var covariance = network.inputCovariance
    covariance[last, last] = instance["variance"]
    return LinearNetwork(
      layers: network.layers, inputCovariance: covariance, crossCovariance: network.crossCovariance)
  }

  private static let data = CatalogueEntry.theorem(
    InstanceTheorem(candidates: dataCandidates, admits: hasUnusedInput),
    id: "sagun-2017-data", title: "What unseen data add to the spectrum", family: .structure,
    "Let the last input have variance 0, and zero weights and cross covariances. When it gets variance xi and the weights stay, d_1 zero "
      + "eigenvalues of the Hessian become xi times the eigenvalues of U_1^T U_1, U_1 = W_L ... W_2, and all others stay.",
    formula: "X^(d_1) det(X - H') = det(X - H) det(X - xi U_1^T U_1)", count: 77,
    scope:
      "77 networks: all of widths in {1, 2, 3}, of sum at most 9, at depths 1 to 3 with r = 1 or 2 signals at 1, d_0 > r, all else 0 and xi = "
      + "1, and 6 seeded ones of any other weights and data, listed in the certificate",
    hypotheses: "the last columns of W_1, Sxx and Syx are zero; any other weights and data", source: source,
    wording: .derived,
    notCovered: "other networks; every depth: see sagun-2017-data-every-depth",
    summary: "characteristic polynomials before and after",
    idea:
      "The weights of the input couple with nothing else, since E and all V_l with l > 1 vanish on it; their block is xi U_1^T U_1. At the "
      + "uniform minimum it has r eigenvalues xi: bulk, not outliers."
  ) { instance in
    let network = instance.network
    let above = network.product(from: 2, through: network.depth)
    let block = (above.transposed * above).scaled(by: instance["variance"])
    return withData(instance).hessian().characteristicPolynomial() * .power(network.widths[1])
      == network.hessian().characteristicPolynomial() * block.characteristicPolynomial()
  }

  private static let outliersTwin = CatalogueEntry.twin(
    InstanceTheorem(
      candidates: dataCandidates,
      admits: { hasUnusedInput($0) && $0.network.depth >= 2 && $0.network.interpolates }),
    of: "sagun-2017-data", suffix: "outliers", family: .structure,
    "Where L >= 2 and E = 0, a change of the data (Sxx) that keeps weights and minimum changes outliers only, the r^2 largest eigenvalues, "
      + "r = rank W: no more others are positive than before.",
    scope: "every network with L >= 2 and E = 0 whose last input, without weights, gets positive variance",
    idea: "Depth, not data, sets the outliers; further data add to the bulk: r(d_0 + d_L - 2r) counts inputs."
  ) { instance in
    let outliers = instance.network.endToEnd.rank() * instance.network.endToEnd.rank()
    func bulk(_ network: LinearNetwork<Rational>) -> Int {
      max(network.hessian().inertia().positive - outliers, 0)
    }
    let (before, after) = (bulk(instance.network), bulk(withData(instance)))
    return Comparison(
      after <= before, "\(before) positive eigenvalues beside the outliers before, \(after) after")
  }
}
