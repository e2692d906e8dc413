// DifferentialRanks: the rank of the differential of the product of the layers, and what follows, at every depth.
//
// Statement   The rank is sum_k (c_k - c_(k-1)) r_k with c_k = rank U_k, r_k = rank V_k, c_0 = 0; r (d_0 + d_L - r) where rank W is the least width r. With
//             V_k C in place of V_k, C C = Sxx, it is the rank of H_o; and at balanced points that of the metric sum_j P^(L-j) Z Q^(j-1).
// Method      The image is that of a projection (DifferentialImage), whose trace is a sum over the layers (StaircaseCounts).
// References  [Trager, Kohn, Bruna 2020], [Singh, Bachmann, Hofmann 2021], [Bah, Rauhut, Terstiege, Westdickenberg 2022], recalled; proofs are ours.

import Exact

enum DifferentialRanks {
  static let entries: [CatalogueEntry] = [
    differential, differentialTwin, metric, metricTwin, outer, outerTwin,
  ]

  private static let idea =
    "Column spaces of U_k grow with k, row spaces of V_k fall. With projections P_k and Q_k on them sum_k (P_k - P_(k-1)) Z Q_k is a projection on the image, with trace "
    + "sum_k (c_k - c_(k-1)) r_k."

  // MARK: The differential

  private static let differential = WordIdentity.entry(
    "trager-2020-differential-rank-every-depth",
    title: "Rank of the differential of the end-to-end map, every depth", family: .landscape,
    "In every deep linear network, with c_k = rank U_k, r_k = rank V_k and c_0 = 0, the differential D -> sum_k U_k D_k V_k of (W_1, ..., W_L) -> W = W_L ... W_1 has rank "
      + "sum_k (c_k - c_(k-1)) r_k. Where rank W is the least width r = min_k d_k, this is r (d_0 + d_L - r).",
    formula:
      "rank d(W_1, ..., W_L -> W) = sum_k (c_k - c_(k-1)) r_k; r (d_0 + d_L - r) where r = rank W = min_k d_k",
    scope: "every depth L >= 1, every list of widths, all real layers; taken as given: "
      + DifferentialImage.given,
    hypotheses: "none; rank W = min_k d_k for the second formula", source: "Trager, Kohn and Bruna 2020",
    wording: .recalled,
    evidence: .allDepths, notCovered: "the image itself, beyond its dimension",
    summary:
      "a projection on the image, by induction over the layers, and its trace, by induction over the layers",
    idea: idea
  ) { DifferentialImage.items + StaircaseCounts.values }

  /// The rank of the differential: with `Sxx = I` the Gauss-Newton part of the Hessian is `J^T J`.
  private static func rank(_ network: LinearNetwork<Rational>) -> Int {
    LinearNetwork(layers: network.layers).hessian(part: .gaussNewton).rank()
  }

  private static let differentialTwin = WordIdentity.twin(
    of: "trager-2020-differential-rank-every-depth", family: .landscape,
    "In every deep linear network in which every layer has rank at least r = min_k d_k, the differential of (W_1, ..., W_L) -> W = W_L ... W_1 has rank r (d_0 + d_L - r).",
    scope: "every depth L >= 1, every list of widths, all real layers of rank at least the least width",
    idea:
      "The product of such layers may still vanish: widths 2, 1, 2, 1, 2 with W_3 W_2 = 0 have rank 1, not 3.",
    at: {
      let (column, row) = (
        Matrix<Rational>(rows: 2, columns: 1, entries: [1, 0]),
        Matrix<Rational>(rows: 1, columns: 2, entries: [0, 1])
      )
      return NetworkInstance(LinearNetwork(layers: [row, column, row, column]))
    },
    admits: { instance in
      let least = instance.network.widths.min()!
      return instance.network.layers.allSatisfy { $0.rank() >= least }
    }
  ) { instance in
    let widths = instance.network.widths
    let least = widths.min()!
    let (found, claimed) = (
      rank(instance.network), least * (widths[0] + widths[instance.network.depth] - least)
    )
    return Comparison(found == claimed, "the differential has rank \(found), the claim is \(claimed)")
  }

  // MARK: The metric of balanced layers

  private static let metric = WordIdentity.entry(
    "bah-2022-riemannian-every-depth", title: "The metric that balanced layers induce, every depth",
    family: .landscape,
    "In every balanced deep linear network, L >= 2, with P = W_L W_L^T, Q = W_1^T W_1 and k = rank W: P^L = W W^T, Q^L = W^T W, and the operator A(Z) = sum_j P^(L-j) Z Q^(j-1) on d_L x d_0 "
      + "matrices is J J^T for the differential J of (W_1, ..., W_L) -> W. It is symmetric, positive semidefinite, of rank k (d_0 + d_L - k), with image { B W + W C }.",
    formula: "A = J J^T, rank A = k (d_0 + d_L - k), A >= 0, image A = { B W + W C }",
    scope:
      "every depth L >= 2, every list of widths, all real layers with W_(k+1)^T W_(k+1) = W_k W_k^T for 1 <= k < L; taken as given: "
      + DifferentialImage.given
      + "; A A^T has the image of A; a power of a symmetric matrix with exponent at least 1 has its rank; where A and A B have one rank, they have one column space",
    hypotheses: "balanced layers, L >= 2", source: "Bah, Rauhut, Terstiege and Westdickenberg 2022",
    wording: .recalled,
    evidence: .allDepths, notCovered: "the flow of W in this metric; L = 1, where A is the identity",
    summary:
      "the powers of P and Q, then the image of J: a projection with its trace, and both inclusions in { B W + W C }",
    idea:
      "A Z = sum_k U_k U_k^T Z V_k^T V_k, and rank U_k = rank W for k < L, rank V_k = rank W for k > 1: the staircase has two steps."
  ) {
    BalancedFlow.outputSide + BalancedFlow.inputSide + tangentSpace + DifferentialImage.items
      + StaircaseCounts.hidden
  }

  /// `J J^T` term by term, and why its image is `{ B W + W C }`.
  private static var tangentSpace: [WordArgument.Item] {
    func word(_ name: String, _ rows: String, _ columns: String, weight: Int = 1) -> WordExpression {
      WordExpression(MatrixSymbol(name, rows, columns, weight: weight))
    }
    let (u, v) = (
      WordExpression(NetworkWord.above("k")), WordExpression(NetworkWord.below("k", "k-1"))
    )
    let (next, power) = (
      NetworkWord.above("j-1", weight: 3),
      MatrixSymbol("P^(L-j+1)", "d(L)", "d(L)", isSymmetric: true, weight: 3)
    )
    let (nextBelow, powerBelow) = (
      NetworkWord.below("j+1", "j", weight: 3),
      MatrixSymbol("R^j", "d(0)", "d(0)", isSymmetric: true, weight: 3)
    )
    let (outerPower, innerPower) = (
      MatrixSymbol("P^(L-k)", "d(L)", "d(L)", isSymmetric: true),
      MatrixSymbol("R^(k-1)", "d(0)", "d(0)", isSymmetric: true)
    )
    let (output, whole) = (word("Z", "d(L)", "d(0)"), word("W", "d(L)", "d(0)", weight: 2))
    let (first, last) = (
      WordExpression(NetworkWord.layer("1", below: "0")),
      WordExpression(NetworkWord.layer("L", below: "L-1"))
    )
    let (top, bottom) = (
      WordExpression(NetworkWord.above("L")), WordExpression(NetworkWord.below("1", "0"))
    )
    let (afterFirst, beforeLast) = (
      WordExpression(NetworkWord.above("1", weight: 2)),
      WordExpression(NetworkWord.below("L", "L-1", weight: 2))
    )
    let (inner, left, right) = (
      word("G", "d(0)", "d(L)"), word("B", "d(L)", "d(L)"), word("C", "d(0)", "d(0)")
    )
    let (change, changeLast) = (word("D(k)", "d(k)", "d(k-1)"), word("D(L)", "d(L)", "d(L-1)"))
    let topIsOne = WordArgument.Relation.definition(top, .identity("d(L)"))
    let bottomIsOne = WordArgument.Relation.definition(bottom, .identity("d(0)"))
    return [
      WordArgument.Item(
        "metric", u * (u.transposed * output * v.transposed) * v,
        WordExpression(outerPower) * output * WordExpression(innerPower),
        [
          .shown(
            "power-above", [next: NetworkWord.above("k"), power: outerPower], u * u.transposed,
            WordExpression(outerPower)),
          .shown(
            "power-below", [nextBelow: NetworkWord.below("k", "k-1"), powerBelow: innerPower],
            v.transposed * v,
            WordExpression(innerPower)),
        ]),
      WordArgument.Item(
        "contains-right", whole * right, afterFirst * (first * right) * bottom,
        [.definition(afterFirst * first, whole), bottomIsOne]),
      WordArgument.Item(
        "contains-left", left * whole, top * (left * last) * beforeLast,
        [.definition(last * beforeLast, whole), topIsOne]),
      WordArgument.Item(
        "contained-right", u * change * v, whole * (inner * u * change * v),
        [.hypothesis(whole * inner * u, u)]),
      WordArgument.Item(
        "contained-left", top * changeLast * beforeLast, (changeLast * beforeLast * inner) * whole,
        [topIsOne, .hypothesis(beforeLast * inner * whole, beforeLast)]),
    ]
  }

  private static let metricTwin = WordIdentity.twin(
    of: "bah-2022-riemannian-every-depth", family: .landscape,
    "In every balanced deep linear network, with P = W_L W_L^T, Q = W_1^T W_1 and k = rank W, the operator A(Z) = sum_j P^(L-j) Z Q^(j-1) on d_L x d_0 matrices has rank k (d_0 + d_L - k).",
    scope: "every depth L >= 1, every list of widths, all balanced real layers",
    idea: "One layer is always balanced, and A is the identity, of rank d_0 d_1 whatever the rank of W.",
    at: { NetworkInstance(LinearNetwork(layers: [Matrix(diagonal: [1, 0], rows: 2, columns: 2)])) },
    admits: { $0.network.depth == 1 }
  ) { instance in
    let map = instance.network.endToEnd
    let (found, claimed) = (
      EndToEndMapTheorems.metricOperator(instance.network).rank(),
      map.rank() * (map.rows + map.columns - map.rank())
    )
    return Comparison(found == claimed, "A has rank \(found), the claim is \(claimed)")
  }

  // MARK: The outer-product part

  private static let outer = WordIdentity.entry(
    "singh-2021-rank-outer-every-depth", title: "Rank of the outer-product part, every depth",
    family: .structure,
    "In every deep linear network, with Sxx = C C, C symmetric, c_k = rank U_k, r_k = rank(V_k C) and c_0 = 0: rank H_o = sum_k (c_k - c_(k-1)) r_k. With r = rank Sxx, K = d_L and q "
      + "the least of r, K and the hidden widths, rank H_o <= q (r + K - q), and it is equal where rank(W Sxx) = q.",
    formula:
      "rank H_o = sum_k (c_k - c_(k-1)) r_k <= q (r + K - q), equal if rank(W Sxx) = q",
    scope:
      "every depth L >= 1, every list of widths, all real layers and Syx, every positive semidefinite Sxx; taken as given: H_o = J^* J with J D = sum_k U_k D_k V_k C "
      + "(gn-kronecker-gram), so that rank H_o = rank J; Sxx has a symmetric root C, and rank(A C C) = rank(A C); "
      + DifferentialImage.given,
    hypotheses: "none; rank(W Sxx) = q for equality",
    source:
      "Singh, Bachmann and Hofmann 2021, Analytic Insights into Structure and Rank of Neural Network Hessian Maps",
    wording: .recalled, evidence: .allDepths,
    notCovered: "that rank(W Sxx) = q for most weights; the functional part and the whole Hessian",
    summary:
      "a projection on the image of J, its trace, and what is missing from the bound as sums of products of numbers that are not negative",
    idea: idea
  ) { DifferentialImage.items + StaircaseCounts.values + StaircaseCounts.bounds }

  private static let outerTwin = WordIdentity.twin(
    of: "singh-2021-rank-outer-every-depth", family: .structure,
    "In every deep linear network, with r = rank Sxx, K = d_L and q the least of r, K and the hidden widths, rank H_o = q (r + K - q) where rank W = q.",
    scope:
      "every depth L >= 1, every list of widths, all real layers and Syx with rank W = q, every positive semidefinite Sxx",
    idea: "W may act where the inputs have no variance: then W Sxx = 0, and H_o has rank q r only.",
    at: {
      NetworkInstance(
        LinearNetwork(
          layers: [
            Matrix(rows: 1, columns: 3, entries: [0, 0, 1]), Matrix(rows: 2, columns: 1, entries: [1, 0]),
          ], inputCovariance: Matrix(diagonal: [1, 1], rows: 3, columns: 3),
          crossCovariance: Matrix(zero: 2, 3)))
    },
    admits: { $0.network.endToEnd.rank() == outerRanks($0.network).least }
  ) { instance in
    let (inputs, outputs, least) = outerRanks(instance.network)
    let (found, claimed) = (
      instance.network.hessian(part: .gaussNewton).rank(), least * (inputs + outputs - least)
    )
    return Comparison(found == claimed, "H_o has rank \(found), the claim is \(claimed)")
  }

  private static func outerRanks(
    _ network: LinearNetwork<Rational>
  ) -> (inputs: Int, outputs: Int, least: Int) {
    let (inputs, outputs) = (network.inputCovariance.rank(), network.widths[network.depth])
    return (
      inputs, outputs, network.widths[1..<network.depth].reduce(min(inputs, outputs)) { min($0, $1) }
    )
  }
}
