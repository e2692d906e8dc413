// ConditioningTheorems: the condition number of the Gauss-Newton part, and what rescaling does to sharpness.
//
// Statement   kappa <= kappa(Sxx) sum_k smax^2(U_k) smax^2(V_k) / sum_k smin^2(U_k) smin^2(V_k); layers alpha, 1/alpha, 1, ..., 1 have
//             sharpness alpha^2 + alpha^-2 + L - 2.
// Method      Inertia of H_o at aligned networks; the depth ring.
// References  [Zhao et al. 2024], [Dinh et al. 2017]; forms and proofs are ours.

import Exact

enum ConditioningTheorems {
  static let entries: [CatalogueEntry] = [condition, conditionTwin, rescaling, rescalingTwin]

  private static let candidates: @Sendable () -> [NetworkInstance] = {
    func instance(_ widths: [Int], _ layers: [[Rational]], _ x: [Rational]) -> NetworkInstance {
      let values = AlignedNetwork(widths: widths, layers: layers, inputs: x, targets: [])
        .gaussNewtonEigenvalues().keys.filter { !$0.isZero }
      return .aligned(
        widths, layers: layers, x: x, y: [], ["largest": values.max() ?? 0, "smallest": values.min() ?? 0])
    }
    let grid = InstanceGrid.lists(4, of: [0, 1, 3]).flatMap { v in
      [1, 2].map { instance([2, 2, 2], [[v[0], v[1]], [v[2], v[3]]], [1, $0]) }
    }
    var sampler = InstanceSampler(seed: 2017)
    let seeded = [
      [2, 2], [2, 3, 2], [3, 3, 3], [1, 2, 3], [2, 3, 1], [3, 3, 2], [2, 2, 2, 2], [2, 3, 2, 1],
      [2, 2, 2, 2, 2],
    ].flatMap {
      widths in
      [false, true].map { balanced in
        let values = (1..<widths.count).map { _ in (0..<3).map { _ in sampler.positive() } }
        let x = (0..<widths[0]).map { _ in balanced ? 1 : sampler.positive() }
        // Balanced: one list for all layers, no longer than the least width.
        let common = Array(values[0].prefix(widths.min()!))
        return instance(widths, balanced ? values.map { _ in common } : values, x)
      }
    }
    return grid + seeded
  }

  /// `H_o` has rank `d_0 d_L`, so that its eigenvalues other than 0 are those of a positive definite Gram matrix of that order.
  private static let admits: @Sendable (NetworkInstance) -> Bool = { instance in
    let network = instance.network
    let order = network.widths[0] * network.widths[network.depth]
    guard network.isDiagonal, instance["smallest"].signum() > 0 else { return false }
    let outer = network.hessian(part: .gaussNewton)
    let counts = outer.inertia(around: instance["smallest"])
    return outer.rank() == order && outer.hasLargestEigenvalue(instance["largest"])
      && counts.zero > 0 && counts.zero + counts.positive == order
  }

  /// The largest and the `count`-th singular value of a diagonal matrix.
  private static func range(_ matrix: Matrix<Rational>, _ count: Int) -> (least: Rational, most: Rational) {
    let values = matrix.diagonal.map(\.magnitude).sorted(by: >)
    return (values.count < count ? 0 : values[count - 1], values[0])
  }

  /// Numerator and denominator of the bound, from the singular values of the partial products.
  private static func bound(_ network: LinearNetwork<Rational>) -> (most: Rational, least: Rational) {
    let depth = network.depth
    let (inputs, outputs) = (network.widths[0], network.widths[depth])
    let x = range(network.inputCovariance, inputs)
    var sums = (most: Rational(0), least: Rational(0))
    for k in 1...depth {
      let above = range(network.product(from: k + 1, through: depth), outputs)
      let below = range(network.product(from: 1, through: k - 1), inputs)
      sums.most += above.most.squared() * below.most.squared()
      sums.least += above.least.squared() * below.least.squared()
    }
    return (x.most * sums.most, x.least * sums.least)
  }

  private static let condition = CatalogueEntry.theorem(
    InstanceTheorem(candidates: candidates, admits: admits),
    id: "zhao-2024-gn-condition", title: "Conditioning of the Gauss-Newton part", family: .sharpness,
    "Where the Gram matrix sum_k U_k U_k^T (x) Sxx^(1/2) V_k^T V_k Sxx^(1/2) of the Gauss-Newton part is positive definite, its condition "
      + "number is at most kappa(Sxx) times sum_k smax(U_k)^2 smax(V_k)^2 / sum_k "
      + "smin(U_k)^2 smin(V_k)^2, smin the d_L-th singular value of U_k and the d_0-th of V_k (0 if there is none). It is equal to that and to "
      + "(s_1/s_d)^(2L-2) when Sxx = I, d_0 = d_L = d, W is invertible, W_(k+1)^T W_(k+1) = W_k W_k^T "
      + "for all k, and s_1 and s_d are the largest and the least of the d largest singular values of W_1.",
    formula: "kappa <= kappa(Sxx) sum_k smax(U_k)^2 smax(V_k)^2 / sum_k smin(U_k)^2 smin(V_k)^2", count: 130,
    scope:
      "130 networks: all 2-2-2 networks of diagonal layers with entries in {0, 1, 3}, Sxx = I or diag(1, 2) and Syx = 0 that satisfy the "
      + "hypothesis, and 18 seeded ones, 9 of them balanced, listed in the certificate",
    hypotheses:
      "diagonal layers and Sxx, H_o of rank d_0 d_L; the bound is infinite when its denominator is 0",
    source:
      "Zhao, Singh and Lucchi 2024, Theoretical characterisation of the Gauss-Newton conditioning in neural networks",
    wording: .recalled,
    notCovered: "layers that are not aligned, for which the bound is zhao-2024-gn-condition-every-depth",
    summary: "inertia of H_o gives its largest and least eigenvalue; products compared",
    idea:
      "The largest eigenvalue of a sum is at most the sum of the largest, the least at least the sum of the least; both are products for a Kronecker product."
  ) { instance in
    let network = instance.network
    let (largest, smallest) = (instance["largest"], instance["smallest"])
    let (most, least) = bound(network)
    if largest * least > smallest * most { return false }
    let (inputs, outputs) = (network.widths[0], network.widths[network.depth])
    let s = range(network.layers[0], inputs)
    guard network.isWhitened, inputs == outputs, network.endToEnd.rank() == inputs, network.isBalanced else {
      return true
    }
    let power = 2 * network.depth - 2
    return largest * least == smallest * most
      && largest * s.least.power(power) == smallest * s.most.power(power)
  }

  private static let conditionTwin = CatalogueEntry.twin(
    InstanceTheorem(
      candidates: candidates,
      admits: { instance in
        let network = instance.network
        let (inputs, outputs) = (network.widths[0], network.widths[network.depth])
        return inputs == outputs && network.endToEnd.rank() == inputs && admits(instance)
      }), of: "zhao-2024-gn-condition", family: .sharpness,
    "Where W is invertible and the Gram matrix of the Gauss-Newton part is positive definite, its condition number is at most kappa(Sxx) kappa(W)^2.",
    scope: "every network with diagonal layers and Sxx, d_0 = d_L, W invertible, H_o of rank d_0 d_L",
    idea: "W = c I can have layers that are far from it."
  ) { instance in
    let (network, order) = (instance.network, instance.network.widths[0])
    let (w, x) = (range(network.endToEnd, order), range(network.inputCovariance, order))
    let (left, right) = (
      instance["largest"] / instance["smallest"], x.most / x.least * (w.most / w.least).squared()
    )
    return Comparison(left <= right, "\(left) <= \(right) fails")
  }

  private static let rescaling = DepthIdentity.entry(
    "dinh-2017-rescaling-sharpness", title: "Sharpness is changed by rescaling", family: .sharpness,
    "For every depth L >= 2 and a > 0, the network of width 1 with layers a, 1/a, 1, ..., 1 and x = y = 1 computes W = 1 and is at a "
      + "minimum; its Hessian is g g^T with g = (1/a, a, 1, ..., 1), so that its only "
      + "eigenvalue other than 0 is a^2 + a^(-2) + L - 2, which exceeds a^2. At L = 2: a^2 + a^(-2).",
    formula: "lambda_max = a^2 + a^(-2) + L - 2",
    scope: "every depth L >= 2, every real a > 0", hypotheses: "widths 1, x = y = 1", from: 2,
    source: "Dinh, Pascanu, Bengio and Bengio 2017, Sharp Minima Can Generalize For Deep Nets",
    wording: .derived,
    notCovered: "wider networks",
    summary:
      "W = 1; each g_k is the product of the other layers; rows of g g^T applied to g; length of g by base case and step",
    idea:
      "With E = 0 the entry (k, l) of the Hessian is the product of all layers but k times that of all but l."
  ) {
    let (L, a) = (DepthFraction(.L), DepthFraction(.a))
    let value = a * a + 1 / (a * a) + L - 2
    let (first, second) = (a, 1 / a)
    let (g, h) = (second, first)  // the products of the layers other than the first, than the second
    let others = L - 2  // each of the rest has product 1
    return DepthArgument(
      leastDepth: 2, variables: [.L, .a], ranges: [.above(0, .a)], nonzero: [(a.numerator, .range)],
      items: [
        .identity("function", first * second, 1),
        .identity("row-first", g * (g * g + h * h + others), value * g),
        .identity("row-second", h * (g * g + h * h + others), value * h),
        .identity("row-other", g * g + h * h + others, value),
      ] + DepthArgument.telescoping("length", value, first: g * g + h * h, from: 2) { $0 + 1 } + [
        .sign("exceeds", value - a * a, .positive, [[.of(1 / (a * a))], [.of(L - 2)]])
      ])
  }

  private static let rescalingTwin = DepthIdentity.twin(
    "dinh-2017-rescaling-sharpness", family: .sharpness,
    "For every depth L >= 2 and a > 0, the largest eigenvalue of the Hessian at the minimum with layers a, 1/a, 1, ..., 1, x = y = 1, "
      + "depends on W = 1 only: it is that of a = 1, which is L.",
    scope: "every depth L >= 2, every real a > 0",
    idea: "The same function has minima of any sharpness from L on.",
    DepthWitness(depth: 2, values: [("a", 2)], relation: .equal) { depth, v in
      let layers = [v[0], 1 / v[0]] + Array(repeating: Rational(1), count: depth - 2)
      let lengths = layers.indices.map { k in
        layers.indices.filter { $0 != k }.reduce(Rational(1)) { $0 * layers[$1] }
      }
      return (lengths.reduce(0) { $0 + $1 * $1 }, Rational(depth))
    })
}
