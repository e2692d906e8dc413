// GenericRankTheorems: ranks of the Hessian and of its two parts.
//
// Statement   With r = rank Sxx, K = d_L, M the sum and h the least of the hidden widths, s = rank E, q = min(r, K, h), q' = min(h, s):
//             rank H_o <= q (r + K - q), rank H_f <= 2 q' M + 2 q' s - L q'^2, rank H <= 2 q M + q (r + K) - L q^2, with equality in general position.
// Method      Exact ranks; layers in general position are Cauchy matrices, others are sparse.
// References  [Singh et al. 2021]; the dimension count for H_o is ours.

import Exact

enum GenericRankTheorems {
  static let entries: [CatalogueEntry] = [outer, outerTwin, functional, functionalTwin, total, totalTwin]

  /// Entry `(a, b)` is `1/(2n + 3a + b)`: every square submatrix is invertible.
  private static func cauchy(_ n: Int, _ rows: Int, _ columns: Int) -> Matrix<Rational> {
    Matrix(rows: rows, columns: columns) { Rational(1, Integer(2 * n + 3 * ($0 + 1) + $1 + 1)) }
  }

  /// The grid of networks with Cauchy layers, for every rank of Sxx and of E, marked `general`; then diagonal and sparse ones.
  private static let candidates: @Sendable () -> [NetworkInstance] = {
    let shapes = InstanceGrid.lists(3, of: [1, 2, 3]) + InstanceGrid.lists(4, of: [1, 2])
    let general = shapes.flatMap { widths -> [NetworkInstance] in
      let (depth, inputs, outputs) = (widths.count - 1, widths[0], widths[widths.count - 1])
      return (1...inputs).flatMap { r in
        (0...min(r, outputs)).map { s in
          let layers = (1...depth).map { cauchy($0, widths[$0], widths[$0 - 1]) }
          let covariance = Matrix(
            diagonal: Array(repeating: Rational(1), count: r), rows: inputs, columns: inputs)
          let residual = cauchy(depth + 1, outputs, max(s, 1)) * cauchy(depth + 2, max(s, 1), inputs)
          let product = layers.dropFirst().reduce(layers[0]) { $1 * $0 }
          return NetworkInstance(
            LinearNetwork(
              layers: layers, inputCovariance: covariance,
              crossCovariance: (product - residual.scaled(by: s == 0 ? 0 : 1)) * covariance),
            ["general": 1])
        }
      }
    }
    let diagonal = InstanceGrid.lists(4, of: [1, 0]).map { v in
      NetworkInstance.aligned(
        [2, 2, 2], layers: [[v[0], v[1]], [v[2], v[3]]], x: [1, 1], y: [1, 1], ["general": 0])
    }
    var sampler = InstanceSampler(seed: 2021)
    let sparse = [
      [2, 2], [2, 2, 2], [3, 2, 2], [2, 1, 3], [2, 2, 2, 2], [3, 1, 2, 2], [2, 2, 1, 2, 1],
    ].map { widths in
      let network = sampler.network(widths)
      return NetworkInstance(
        LinearNetwork(
          layers: network.layers, inputCovariance: network.inputCovariance,
          crossCovariance: network.crossCovariance * network.inputCovariance), ["general": 0])
    }
    return general + diagonal + sparse
  }

  /// The integers in the formulas.
  private struct Ranks {
    let depth: Int
    let hidden: [Int]
    /// `r`, `K`, `s`.
    let inputs: Int
    let outputs: Int
    let residual: Int
    let isGeneral: Bool

    init(_ instance: NetworkInstance) {
      let network = instance.network
      depth = network.depth
      hidden = Array(network.widths[1..<network.depth])
      inputs = network.inputCovariance.rank()
      outputs = network.widths[network.depth]
      residual = network.residual.rank()
      isGeneral = instance["general"] == 1
    }

    var bottleneck: Int { min(inputs, outputs, hidden.min() ?? outputs) }
    var residualBottleneck: Int { min(residual, hidden.min() ?? residual) }
    var sum: Int { hidden.reduce(0, +) }
    var outer: Int { bottleneck * (inputs + outputs - bottleneck) }
    var functional: Int { functional(residualBottleneck) }
    func functional(_ q: Int) -> Int { 2 * q * sum + 2 * q * residual - depth * q * q }
    var total: Int {
      2 * bottleneck * sum + bottleneck * (inputs + outputs) - depth * bottleneck * bottleneck
    }
    /// The residual has the rank it has for most targets.
    var isFull: Bool { residual == min(inputs, outputs) }
  }

  /// The rows of Syx lie in the range of Sxx.
  private static func isAttainable(_ network: LinearNetwork<Rational>) -> Bool {
    let stacked = Matrix(
      rows: network.widths[0] + network.widths[network.depth], columns: network.widths[0]
    ) { i, j in
      i < network.widths[0]
        ? network.inputCovariance[i, j] : network.crossCovariance[i - network.widths[0], j]
    }
    return stacked.rank() == network.inputCovariance.rank()
  }

  private static let outerTheorem = InstanceTheorem(candidates: candidates, admits: { _ in true })
  private static let functionalTheorem = InstanceTheorem(
    candidates: candidates, admits: { $0.network.depth >= 2 })
  private static let totalTheorem = InstanceTheorem(
    candidates: candidates,
    admits: { isAttainable($0.network) && ($0["general"].isZero || Ranks($0).isFull) })

  private static let source =
    "Singh, Bachmann and Hofmann 2021, Analytic Insights into Structure and Rank of Neural Network Hessian Maps"
  private static let notCovered =
    "other networks: neither the upper bound for all weights nor that equality is generic is proved here; both are those of the source, from memory"

  private static let outer = CatalogueEntry.theorem(
    outerTheorem, id: "singh-2021-rank-outer", title: "Rank of the outer-product part", family: .structure,
    "rank H_o <= q (r + K - q) with r = rank Sxx, K = d_L and q the least of r, K and the hidden widths, and it is equal when rank(W Sxx) = q.",
    formula: "rank H_o <= q (r + K - q), equal if rank(W Sxx) = q", count: 204,
    scope:
      "204 networks: Cauchy layers (W_k)_ab = 1/(2k + 3a + b), all widths in {1, 2, 3} at depth 2 and in {1, 2} at depth 3, all r >= 1 and s "
      + "<= min(r, d_L) with Sxx = diag(1, .., 1, 0, .., 0) of rank r and E = C Sxx, C the product of two such matrices of inner width s; all "
      + "2-2-2 networks of diagonal layers with entries in {1, 0}, Sxx = Syx = I; and 7 seeded ones with zeros, listed in the certificate",
    hypotheses: "none for the inequality; rank(W Sxx) = q for equality", source: source, wording: .recalled,
    notCovered: "other networks; every depth: see singh-2021-rank-outer-every-depth",
    summary: "exact ranks of H_o",
    idea:
      "The range of the Jacobian is sum_k col(U_k) (x) row(V_k Sxx). If q is the hidden width d_b, the layers up to b contribute inside "
      + "col(W_(>b)) and k = 1 gives all of it, the layers after b inside row(W_(<=b) Sxx) and k = L gives all of it: qr + Kq - q^2. "
      + "If q is r or K one end layer gives rK."
  ) { instance in
    let (network, ranks) = (instance.network, Ranks(instance))
    let rank = network.hessian(part: .gaussNewton).rank()
    return rank <= ranks.outer
      && (rank == ranks.outer || (network.endToEnd * network.inputCovariance).rank() < ranks.bottleneck)
  }

  private static let outerTwin = CatalogueEntry.twin(
    outerTheorem, of: "singh-2021-rank-outer", family: .structure,
    "rank H_o = q (r + K - q) for all weights, with r = rank Sxx, K = d_L and q the least of r, K and the hidden widths.",
    scope: "every network",
    idea: "Weights of lower rank have a smaller range: equality needs rank(W Sxx) = q."
  ) { instance in
    let (rank, ranks) = (instance.network.hessian(part: .gaussNewton).rank(), Ranks(instance))
    return Comparison(rank == ranks.outer, "rank \(rank), not \(ranks.outer)")
  }

  private static let functional = CatalogueEntry.theorem(
    functionalTheorem, id: "singh-2021-rank-functional", title: "Rank of the functional part",
    family: .structure,
    "For L >= 2, rank H_f <= 2 q' M + 2 q' s - L q'^2 with s = rank E, M the sum of the hidden widths and q' the least of s and the hidden "
      + "widths, with equality for weights in general position.",
    formula: "rank H_f <= 2 q' M + 2 q' s - L q'^2, equal in general position", count: 203,
    scope:
      "203 networks: Cauchy layers (W_k)_ab = 1/(2k + 3a + b), all widths in {1, 2, 3} at depth 2 and in {1, 2} at depth 3, all r >= 1 and s "
      + "<= min(r, d_L) with Sxx = diag(1, .., 1, 0, .., 0) of rank r and E = C Sxx, C the product of two such matrices of inner width s; all "
      + "2-2-2 networks of diagonal layers with entries in {1, 0}, Sxx = Syx = I; and 6 seeded ones with zeros, listed in the certificate",
    hypotheses: "L >= 2; weights in general position for equality: the networks with Cauchy layers",
    source: source,
    wording: .recalled, notCovered: notCovered, summary: "exact ranks of H_f",
    substance: Substance("E is not 0") { $0.network.residual.rank() > 0 },
    idea:
      "The rank is largest for weights in general position, all E of rank s being equivalent under changes of basis at the two ends."
  ) { instance in
    let (rank, ranks) = (instance.network.hessian(part: .functional).rank(), Ranks(instance))
    return ranks.isGeneral ? rank == ranks.functional : rank <= ranks.functional
  }

  private static let functionalTwin = CatalogueEntry.twin(
    InstanceTheorem(candidates: candidates, admits: { $0.network.depth >= 2 && $0["general"] == 1 }),
    of: "singh-2021-rank-functional", family: .structure,
    "For L >= 2 and weights in general position, rank H_f = 2 q M + 2 q s - L q^2 with s = rank E, M the sum of the hidden widths and q the "
      + "least of rank Sxx, d_L and the hidden widths.",
    scope: "networks with L >= 2 and Cauchy layers",
    idea: "The rank of the residual limits all blocks: q' <= s."
  ) { instance in
    let (rank, ranks) = (instance.network.hessian(part: .functional).rank(), Ranks(instance))
    let claimed = ranks.functional(ranks.bottleneck)
    return Comparison(rank == claimed, "rank \(rank), not \(claimed)")
  }

  private static let total = CatalogueEntry.theorem(
    totalTheorem, id: "singh-2021-rank-total", title: "Rank of the Hessian", family: .structure,
    "Where the rows of Syx lie in the range of Sxx, rank H <= 2 q M + q (r + K) - L q^2 with r = rank Sxx, K = d_L, M the sum of the hidden "
      + "widths and q the least of r, K and the hidden widths, with equality for weights in general position and E of rank min(r, K).",
    formula: "rank H <= 2 q M + q (r + K) - L q^2, equal in general position with rank E = min(r, K)",
    count: 101,
    scope:
      "101 networks: Cauchy layers (W_k)_ab = 1/(2k + 3a + b), all widths in {1, 2, 3} at depth 2 and in {1, 2} at depth 3, all r >= 1 with "
      + "Sxx = diag(1, .., 1, 0, .., 0) of rank r and E = C Sxx of rank min(r, d_L), C the product of two such matrices; all 2-2-2 networks of "
      + "diagonal layers with entries in {1, 0}, Sxx = Syx = I; and 7 seeded ones with zeros, listed in the certificate",
    hypotheses:
      "rows of Syx in the range of Sxx; weights in general position and rank E = min(r, K) for equality: the networks with Cauchy layers",
    source: source, wording: .recalled, notCovered: notCovered, summary: "exact ranks of H",
    idea: "The ranges of H_o and H_f overlap; the rank is largest for weights in general position."
  ) { instance in
    let (rank, ranks) = (instance.network.hessian().rank(), Ranks(instance))
    return ranks.isGeneral ? rank == ranks.total : rank <= ranks.total
  }

  private static let totalTwin = CatalogueEntry.twin(
    InstanceTheorem(
      candidates: candidates,
      admits: { isAttainable($0.network) && $0["general"] == 1 && Ranks($0).isFull }),
    of: "singh-2021-rank-total", family: .structure,
    "For weights in general position and E of rank min(r, K), rank H = rank H_o + rank H_f.",
    scope: "networks with Cauchy layers, the rows of Syx in the range of Sxx, rank E = min(r, K)",
    idea: "The ranges of the two parts overlap."
  ) { instance in
    let hessian = HessianEntries(instance.network)
    let ranks = HessianPart.allCases.map { ($0, hessian.matrix(part: $0).rank()) }
    let parts = ranks.filter { $0.0 != .full }.map(\.1)
    let whole = ranks.first { $0.0 == .full }!.1
    return Comparison(
      whole == parts.reduce(0, +), "rank \(whole), the parts have ranks \(parts[0]) and \(parts[1])")
  }
}
