// FlattestMinimumTheorems: how flat a minimum can be.
//
// Statement   Sxx = I, E = 0: lambda_max >= L sigma_1^(2-2/L), attained by balanced layers; for L = 2 it is ||W_1||^2 + ||W_2||^2.
// Method      Inertia of H - lambda I at minima with rational singular values, many of them with layers in general position.
// References  [Mulayoff and Michaeli 2020], [Kamber and Parhi 2025]; forms and proofs are ours.

import Exact

enum FlattestMinimumTheorems {
  static let entries: [CatalogueEntry] = [
    flattest, flattestTwin, twoLayers, equalNormsTwin, frobeniusTwin,
  ]

  /// Networks of width 1 and diagonal 2-2-2 networks at their minimum, with every candidate t; then minima in general position.
  private static let minima: @Sendable () -> [NetworkInstance] = {
    let scale: [Rational] = [1, 2, Rational(1, 2), 0]
    var instances: [NetworkInstance] = []
    for depth in 1...3 {
      for values in InstanceGrid.lists(depth, of: scale) {
        let product = values.reduce(1, *)
        for t in scale {
          instances.append(
            .aligned(
              Array(repeating: 1, count: depth + 1), layers: values.map { [$0] }, x: [1], y: [product],
              ["t": t]))
        }
      }
    }
    let entries: [Rational] = [0, 1, 2]
    for v in InstanceGrid.lists(4, of: entries) {
      for t in entries {
        instances.append(
          .aligned(
            [2, 2, 2], layers: [[v[0], v[1]], [v[2], v[3]]], x: [1, 1], y: [v[0] * v[2], v[1] * v[3]],
            ["t": t]))
      }
    }
    var sampler = InstanceSampler(seed: 2020)
    for widths in [
      [2, 2], [3, 2, 2], [2, 3, 2], [1, 2, 3], [2, 2, 2, 2], [2, 1, 2, 3], [3, 2, 2, 1], [2, 2, 2, 2, 1],
    ] {
      for balanced in [false, true] {
        let depth = widths.count - 1
        let t = sampler.positive()
        // The first mode has end-to-end value t^L, the second at most that.
        let layers = (1...depth).map { k -> [Rational] in
          if balanced && widths.contains(1) { return [t] }
          if balanced || depth == 1 { return [t, t / 2] }
          let factor: Rational = k == 1 ? 3 : k == depth ? Rational(1, 3) : 1
          return [factor * t, t / Rational(k + 1)]
        }
        instances.append(
          NetworkInstance(sampler.minimum(widths, layers: layers, balanced: balanced), ["t": t]))
      }
    }
    return instances
  }

  private static let admits: @Sendable (NetworkInstance) -> Bool = { instance in
    let (network, t) = (instance.network, instance["t"])
    guard network.isWhitened, network.interpolates, t.signum() >= 0 else { return false }
    let gram = network.endToEnd * network.endToEnd.transposed
    return gram.hasLargestEigenvalue(t.power(2 * network.depth))
  }

  private static func bound(_ instance: NetworkInstance) -> Rational {
    let depth = instance.network.depth
    return Rational(depth) * instance["t"].power(2 * depth - 2)
  }

  private static let flattest = CatalogueEntry.theorem(
    InstanceTheorem(candidates: minima, admits: admits),
    id: "mulayoff-2020-flattest-sharpness", title: "The flattest minima", family: .sharpness,
    "Where Sxx = I and E = 0, the largest eigenvalue of the Hessian is at least L sigma_1^(2-2/L), sigma_1 the largest singular value of W, and it is "
      + "equal to that when W_(k+1)^T W_(k+1) = W_k W_k^T for all k.",
    formula: "lambda_max(H) >= L sigma_1^(2-2/L)", count: 131,
    scope:
      "131 minima: with t^L = sigma_1, all networks of widths 1 at depths 1 to 3 with layer values and t in {1, 2, 1/2, 0}, all 2-2-2 "
      + "networks of diagonal layers with entries and t in {0, 1, 2}, and 16 seeded ones, 7 of them with hidden bases in general position, listed in "
      + "the certificate",
    hypotheses: "Sxx = I, E = 0; sigma_1 = t^L with t rational, so that the bound is rational",
    source: "Mulayoff and Michaeli 2020, Unique Properties of Flat Minima in Deep Networks",
    wording: .recalled,
    notCovered:
      "other minima, for which the bound is mulayoff-2020-flattest-sharpness-every-depth",
    summary: "inertia of H - L t^(2L-2) I at every minimum",
    substance: Substance("W is not 0") { !$0["t"].isZero },
    idea:
      "With u, v the top singular vectors of W and a_k = ||U_k^T u||, b_k = ||V_k v||, the directions (U_k^T u)(V_k v)^T give lambda_max >= "
      + "sum (a_k b_k)^2; a_k b_(k+1) >= "
      + "sigma_1 and a_L = b_1 = 1, so the product of the a_k b_k is at least sigma_1^(L-1), and the sum of L numbers is at least L times their geometric mean."
  ) { instance in
    let counts = instance.network.hessian().inertia(around: bound(instance))
    return counts.positive + counts.zero > 0 && (counts.positive == 0 || !instance.network.isBalanced)
  }

  private static let flattestTwin = CatalogueEntry.twin(
    InstanceTheorem(candidates: minima, admits: { admits($0) && $0["t"].signum() > 0 }),
    of: "mulayoff-2020-flattest-sharpness", family: .sharpness,
    "Where Sxx = I, E = 0 and W is not zero, the largest eigenvalue of the Hessian is L sigma_1^(2-2/L).",
    scope: "every network with Sxx = I, E = 0 and W not zero",
    idea: "Layers that are not balanced make a minimum sharper; W does not determine the sharpness."
  ) { instance in
    let counts = instance.network.hessian().inertia(around: bound(instance))
    return Comparison(
      counts.positive == 0 && counts.zero > 0, "\(counts.positive) eigenvalues above \(bound(instance))")
  }

  private static let twoLayerTheorem = InstanceTheorem<NetworkInstance>(
    candidates: {
      let entries: [Rational] = [0, 1, 2]
      let grid = InstanceGrid.lists(4, of: entries).map { (v: [Rational]) -> NetworkInstance in
        let products = [v[0] * v[2], v[1] * v[3]]
        let (first, second) = (max(v[0], v[1]), max(v[2], v[3]))
        return .aligned(
          [2, 2, 2], layers: [[v[0], v[1]], [v[2], v[3]]], x: [1, 1], y: products,
          ["first": first.squared(), "second": second.squared(), "sigma": products.max()!])
      }
      var sampler = InstanceSampler(seed: 2025)
      let seeded = [[2, 3, 2], [3, 2, 2], [1, 2, 3], [2, 1, 2], [3, 3, 3], [2, 2, 1]].map {
        (widths: [Int]) -> NetworkInstance in
        let frames = sampler.frames(widths)
        func diagonal(_ k: Int) -> Matrix<Rational> {
          let count = min(widths[k], widths[k - 1])
          return Matrix(
            diagonal: (0..<count).map { _ in sampler.positive() }, rows: widths[k], columns: widths[k - 1])
        }
        // The hidden indices are reversed between the layers, so that their largest modes need not meet.
        let reversal = Matrix<Rational>(rows: widths[1], columns: widths[1]) {
          $0 + $1 == widths[1] - 1 ? 1 : 0
        }
        let (first, second) = (diagonal(1), diagonal(2))
        let core = second * reversal * first
        let matrices = [
          frames[1] * first * frames[0].transposed, frames[2] * second * reversal * frames[1].transposed,
        ]
        return NetworkInstance(
          LinearNetwork(
            layers: matrices, inputCovariance: Matrix(identity: widths[0]),
            crossCovariance: matrices[1] * matrices[0]),
          [
            "first": first.entries.max()!.squared(), "second": second.entries.max()!.squared(),
            "sigma": core.entries.max()!,
          ])
      }
      return grid + seeded
    },
    admits: { instance in
      let network = instance.network
      guard network.depth == 2, network.isWhitened, network.interpolates, instance["sigma"].signum() >= 0
      else {
        return false
      }
      func isSquaredNorm(_ value: Rational, _ matrix: Matrix<Rational>) -> Bool {
        (matrix * matrix.transposed).hasLargestEigenvalue(value)
      }
      return isSquaredNorm(instance["first"], network.layers[0])
        && isSquaredNorm(instance["second"], network.layers[1])
        && isSquaredNorm(instance["sigma"].squared(), network.endToEnd)
    })

  private static func isFlat(_ instance: NetworkInstance) -> Bool {
    instance["first"] + instance["second"] == 2 * instance["sigma"]
  }

  private static let twoLayers = CatalogueEntry.theorem(
    twoLayerTheorem, id: "kamber-parhi-2025-depth2-sharpness", title: "Sharpness of two layers",
    family: .sharpness,
    "Where L = 2, Sxx = I and E = 0, the largest eigenvalue of the Hessian is ||W_1||^2 + ||W_2||^2 in the spectral norm; it has its least "
      + "value 2 sigma_1, sigma_1 = ||W_2 W_1||, "
      + "if and only if ||W_1||^2 = ||W_2||^2 = sigma_1.",
    formula: "lambda_max(H) = ||W_1||^2 + ||W_2||^2", count: 87,
    scope:
      "87 minima: all 2-2-2 networks of diagonal layers with entries in {0, 1, 2}, and 6 seeded ones in rotated frames, listed in the certificate",
    hypotheses: "L = 2, Sxx = I, E = 0; squared norms and sigma_1 rational",
    source: "Kamber and Parhi 2025, arXiv 2509.25783: the abstract was read, the formula is ours",
    wording: .derived,
    notCovered: "irrational norms",
    summary: "inertia of H - (||W_1||^2 + ||W_2||^2) I at every minimum",
    idea:
      "The nonzero spectrum of H is that of I (x) W_1^T W_1 + W_2 W_2^T (x) I. And p^2 + q^2 >= 2pq >= 2 sigma_1."
  ) { instance in
    let (first, second, sigma) = (instance["first"], instance["second"], instance["sigma"])
    return instance.network.hessian().hasLargestEigenvalue(first + second)
      && first + second >= 2 * sigma && isFlat(instance) == (first == sigma && second == sigma)
  }

  private static let equalNormsTwin = CatalogueEntry.twin(
    twoLayerTheorem, of: "kamber-parhi-2025-depth2-sharpness", family: .sharpness,
    "Where L = 2, Sxx = I, E = 0 and W is invertible, ||W_1|| = ||W_2|| in the spectral norm suffices for the largest eigenvalue of the Hessian to be 2 sigma_1.",
    scope: "every network with L = 2, Sxx = I, E = 0 and W invertible",
    idea: "The largest modes of the two layers need not meet: then ||W_1|| ||W_2|| > sigma_1."
  ) { instance in
    let w = instance.network.endToEnd
    let isInvertible = w.rows == w.columns && !w.determinant().isZero
    return Comparison(
      !isInvertible || instance["first"] != instance["second"] || isFlat(instance),
      "the largest eigenvalue is \(instance["first"] + instance["second"]), 2 sigma_1 is \(2 * instance["sigma"])"
    )
  }

  private static let frobeniusTwin = CatalogueEntry.twin(
    twoLayerTheorem, of: "kamber-parhi-2025-depth2-sharpness", suffix: "false-frobenius", family: .sharpness,
    "Where L = 2, Sxx = I and E = 0, the largest eigenvalue of the Hessian is 2 sigma_1 only if W_1 and W_2 have equal Frobenius norms.",
    scope: "every network with L = 2, Sxx = I and E = 0",
    idea: "Only the largest modes matter: the others may be unbalanced."
  ) { instance in
    let norms = instance.network.layers.map(\.frobeniusNormSquared)
    return Comparison(
      !isFlat(instance) || norms[0] == norms[1],
      "flat with squared Frobenius norms \(norms[0]) and \(norms[1])")
  }
}
