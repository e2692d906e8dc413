// SingleOutputTheorems: sharpness of the minima of networks with one output, for any input covariance.
//
// Statement   d_L = 1, E = 0: lambda_max >= L a ||w||^(2-2/L), a = w Sxx w^T/||w||^2; at balanced minima the whole spectrum.
// Method      Inertia of H - lambda I and characteristic polynomials at minima with ||w|| = t^L.
// References  [Marion and Chizat 2024]; constants from memory and for their loss twice as large; forms and proofs are ours.

import Exact

enum SingleOutputTheorems {
  static let entries: [CatalogueEntry] = [singleOutput, singleOutputTwin]

  private static let theorem = InstanceTheorem<NetworkInstance>(
    candidates: {
      var instances: [NetworkInstance] = []
      let (values, variances): ([Rational], [Rational]) = ([1, 2, 4], [0, 3, 5])
      for depth in 1...3 {
        for layers in InstanceGrid.lists(depth, of: values) {
          let product = layers.reduce(1, *)
          for x in InstanceGrid.lists(2, of: variances) {
            for t in values {
              instances.append(
                .aligned(
                  [2] + Array(repeating: 1, count: depth), layers: layers.map { [$0] }, x: x,
                  y: [x[0] * product], ["lambda": x.max()!, "t": t]))
            }
          }
        }
      }
      var sampler = InstanceSampler(seed: 2024)
      for widths in [
        [3, 1], [2, 2, 1], [3, 2, 1], [2, 3, 1], [2, 2, 2, 1], [3, 1, 2, 1], [2, 2, 1, 2, 1],
      ] {
        for balanced in [false, true] {
          let (depth, t) = (widths.count - 1, sampler.positive())
          let x = (0..<widths[0]).map { _ in sampler.positive() }
          let frame = sampler.frame(order: widths[0])
          let covariance = frame * Matrix(diagonal: x, rows: x.count, columns: x.count) * frame.transposed
          let layers = (1...depth).map { k -> [Rational] in
            if balanced || depth == 1 { return [t] }
            let factor: Rational = k == 1 ? 2 : k == depth ? Rational(1, 2) : 1
            return [factor * t, sampler.rational()]
          }
          instances.append(
            NetworkInstance(
              sampler.minimum(widths, layers: layers, inputCovariance: covariance, balanced: balanced),
              ["lambda": x.max()!, "t": t]))
        }
      }
      return instances
    },
    admits: { instance in
      let (network, t) = (instance.network, instance["t"])
      guard network.widths[network.depth] == 1, network.interpolates, t.signum() > 0 else { return false }
      return network.endToEnd.frobeniusNormSquared == t.power(2 * network.depth)
        && network.inputCovariance.inertia().negative == 0
        && network.inputCovariance.hasLargestEigenvalue(instance["lambda"])
    })

  /// `a = w Sxx w^T / ||w||^2`.
  private static func seen(_ network: LinearNetwork<Rational>) -> Rational {
    let w = network.endToEnd
    return (w * network.inputCovariance * w.transposed)[0, 0] / w.frobeniusNormSquared
  }

  private static let singleOutput = CatalogueEntry.theorem(
    theorem, id: "marion-chizat-2024-sharpness", title: "Sharpness with one output", family: .sharpness,
    "Where d_L = 1, E = 0 and W = w is not zero, the largest eigenvalue of the Hessian is at least L a ||w||^(2-2/L), a = w Sxx "
      + "w^T/||w||^2. If moreover W_(k+1)^T W_(k+1) = W_k W_k^T "
      + "for all k, the eigenvalues that are not zero are those of ||w||^(2-2/L) (Sxx + (L-1) Sxx^(1/2) w^T w Sxx^(1/2)/||w||^2), and the "
      + "largest is at most ||w||^(2-2/L) (lambda + (L-1) a), "
      + "lambda the largest eigenvalue of Sxx.",
    formula: "lambda_max(H) >= L a ||w||^(2-2/L)", count: 167,
    scope:
      "167 minima: with t^L = ||w||, all networks of widths 2, 1, ..., 1 at depths 1 to 3 with layer values and t in {1, 2, 4} on the first "
      + "input and Sxx = diag(x_1, x_2), x_i in {0, 3, 5}, and 14 seeded ones, 6 of them with hidden bases in general position, listed in the certificate",
    hypotheses: "d_L = 1, E = 0, w not zero; ||w|| = t^L and lambda rational",
    source:
      "Marion and Chizat 2024, Deep linear networks for regression are implicitly regularized towards flat minima: that it grows linearly "
      + "with depth was read, constants from memory",
    wording: .recalled,
    notCovered:
      "other minima, for which the lower bound is marion-chizat-2024-sharpness-every-depth; the loss without the factor 1/2, where all is doubled",
    summary: "inertia at every minimum, characteristic polynomials at the balanced ones",
    substance: Substance("a is not 0") { !seen($0.network).isZero },
    idea:
      "As in mulayoff-2020-flattest-sharpness with the vector Sxx^(1/2) w^T. Balanced layers have U_k U_k^T = ||w||^(2-2k/L) and, for k > 1, "
      + "V_k^T V_k a multiple of w^T w; "
      + "the eigenvalues are compared through (I + (L-1) w^T w/||w||^2) Sxx, which has no square root."
  ) { instance in
    let (network, t) = (instance.network, instance["t"])
    let (depth, inputs) = (network.depth, network.widths[0])
    let (scale, a) = (t.power(2 * depth - 2), seen(network))
    let layers = Rational(depth)
    let hessian = network.hessian()
    let counts = hessian.inertia(around: layers * a * scale)
    if counts.positive + counts.zero == 0 { return false }
    if !network.isBalanced { return true }
    let w = network.endToEnd
    let projection = (w.transposed * w).scaled(by: (layers - 1) / w.frobeniusNormSquared)
    let small = ((Matrix(identity: inputs) + projection) * network.inputCovariance).scaled(by: scale)
    return hessian.characteristicPolynomial()
      == .power(hessian.rows - inputs) * small.characteristicPolynomial()
      && hessian.inertia(around: scale * (instance["lambda"] + (layers - 1) * a)).positive == 0
  }

  private static let singleOutputTwin = CatalogueEntry.twin(
    theorem, of: "marion-chizat-2024-sharpness", family: .sharpness,
    "Where d_L = 1, E = 0, Sxx is positive definite and W = w is not zero, the largest eigenvalue of the Hessian is at least L lambda ||w||^(2-2/L), lambda the "
      + "largest eigenvalue of Sxx.",
    scope: "every network with d_L = 1, E = 0, Sxx positive definite and W not zero",
    idea: "Depth multiplies only the variance that w sees, a; the other directions of Sxx count once."
  ) { instance in
    let depth = instance.network.depth
    let bound = Rational(depth) * instance["lambda"] * instance["t"].power(2 * depth - 2)
    let counts = instance.network.hessian().inertia(around: bound)
    return Comparison(
      !instance.network.inputCovariance.isPositiveDefinite || counts.positive + counts.zero > 0,
      "all eigenvalues are below \(bound)")
  }
}
