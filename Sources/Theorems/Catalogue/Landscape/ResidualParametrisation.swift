// ResidualParametrisation: near the identity the gradient bounds the excess loss.
//
// Statement   W_k = I + A_k, ||A_k|| <= tau < 1, Sxx - mu I positive semidefinite, mu > 0:
//             sum_k ||grad_k||^2 >= 2 L (1 - tau)^(2L-2) mu (F - F*), F* the least loss of all matrices.
// Method      Spectral norms by inertia: ||A|| <= tau iff tau^2 I - A^T A has no negative eigenvalue. F* at Syx Sxx^-1.
// References  [Hardt, Ma 2017], recalled; the constant for the loss with 1/2 and the proof are derived.

import Exact

enum ResidualParametrisation {
  static let entries: [CatalogueEntry] = [entry, exponentTwin, boundaryTwin]

  /// Parameters: `mu` at most the least eigenvalue of Sxx, `tau` at least the norms.
  private static let theorem = InstanceTheorem<NetworkInstance>(
    candidates: { grid() + seeded() },
    admits: { instance in
      let network = instance.network
      return instance["mu"] > 0 && instance["tau"] < 1 && isNearIdentity(instance)
        && (network.inputCovariance - scalar(instance["mu"], network.widths[0])).isPositiveSemidefinite
    })

  private static func grid() -> [NetworkInstance] {
    var instances: [NetworkInstance] = []
    for depth in [1, 2, 3] {
      let widths = Array(repeating: 1, count: depth + 1)
      let lists: [[Rational]] = InstanceGrid.lists(depth, of: [Rational(1, 2), 1, Rational(3, 2)])
      for values in lists {
        let tau = values.map { ($0 - 1).magnitude }.max()!
        for data: [Rational] in InstanceGrid.lists(2, of: [1, 2]) {
          instances.append(
            .aligned(
              widths, layers: values.map { [$0] }, x: [data[0]], y: [data[1]], ["mu": data[0], "tau": tau]))
        }
      }
    }
    return instances
  }

  private static func seeded() -> [NetworkInstance] {
    var sampler = InstanceSampler(seed: 2017)
    let shapes = [(2, 1), (3, 1), (2, 2), (3, 2), (2, 3), (3, 3), (2, 4)]
    return shapes.map { order, depth in near(order: order, depth: depth, &sampler) }
  }

  /// `Sxx = I + C` with C positive semidefinite and `mu = 1`; `tau` the least multiple of 1/16 that bounds the norms.
  private static func near(order: Int, depth: Int, _ sampler: inout InstanceSampler) -> NetworkInstance {
    let network = LinearNetwork(
      layers: (0..<depth).map { _ in
        Matrix(identity: order) + sampler.matrix(order, order).scaled(by: Rational(1, 16))
      },
      inputCovariance: Matrix(identity: order) + sampler.covariance(order: order),
      crossCovariance: sampler.matrix(order, order))
    let candidates = (0...16).map { NetworkInstance(network, ["mu": 1, "tau": Rational($0) / 16]) }
    return candidates.first(where: isNearIdentity) ?? candidates[16]
  }

  private static func scalar(_ value: Rational, _ order: Int) -> Matrix<Rational> {
    Matrix(identity: order).scaled(by: value)
  }

  /// Square layers with `||W_k - I|| <= tau`, `tau >= 0`.
  private static func isNearIdentity(_ instance: NetworkInstance) -> Bool {
    let tau = instance["tau"]
    let order = instance.network.widths[0]
    return tau >= 0 && instance.network.widths.allSatisfy { $0 == order }
      && instance.network.layers.allSatisfy { layer in
        let step = layer - Matrix(identity: order)
        return (scalar(tau * tau, order) - step.transposed * step).isPositiveSemidefinite
      }
  }

  /// `F - F*` for invertible Sxx.
  private static func excess(_ network: LinearNetwork<Rational>) -> Rational {
    let best = network.crossCovariance * network.inputCovariance.inverse()!
    return network.loss(at: network.endToEnd) - network.loss(at: best)
  }

  /// The squared gradient, and the bound with an exponent of `1 - tau`.
  private static func sides(
    _ instance: NetworkInstance, exponent: Int
  ) -> (slope: Rational, bound: Rational) {
    let network = instance.network
    let slope = network.gradient.reduce(Rational(0)) { $0 + $1.frobeniusNormSquared }
    let bound =
      Rational(2 * network.depth) * (1 - instance["tau"]).power(exponent) * instance["mu"] * excess(network)
    return (slope, bound)
  }

  /// `W_k = (1 - tau) I` and `Sxx = mu I`.
  private static func isUniform(_ instance: NetworkInstance) -> Bool {
    let order = instance.network.widths[0]
    return instance.network.layers.allSatisfy { $0 == scalar(1 - instance["tau"], order) }
      && instance.network.inputCovariance == scalar(instance["mu"], order)
  }

  private static let setting =
    "Square layers W_k = I + A_k with norms ||A_k|| <= tau < 1, Sxx - mu I positive semidefinite with mu > 0, F* the least loss of all end-to-end matrices: sum_k ||grad_k||^2 >= "

  private static let entry = CatalogueEntry.theorem(
    theorem, id: "hardt-ma-2017-no-spurious", title: "No spurious critical points near the identity",
    family: .landscape,
    setting
      + "2 L (1 - tau)^(2L-2) mu (F - F*), so that the gradient vanishes only where F = F*; with equality where all W_k = (1 - tau) I and Sxx = mu I.",
    formula: "sum_k ||grad_k||^2 >= 2 L (1 - tau)^(2L-2) mu (F - F*)",
    count: 163,
    scope:
      "163 networks: depths 1 to 3, width 1, all layers in {1/2, 1, 3/2}, Sxx = mu in {1, 2}, Syx in {1, 2}, tau the largest abs(W_k - 1); and 7 seeded ones of widths 2 and 3 up to depth 4, listed in the certificate",
    hypotheses: "square layers with ||W_k - I|| <= tau < 1, Sxx >= mu I > 0",
    source: "Hardt and Ma 2017", wording: .recalled,
    notCovered: "other networks, for which the inequality is hardt-ma-2017-no-spurious-every-depth",
    summary: "the inequality at every listed network, equality where it is stated",
    idea:
      "The smallest singular value of I + A is at least 1 - tau, so ||U_k^T E V_k^T|| >= (1 - tau)^(L-1) ||E||; and F - F* = tr(E Sxx^-1 E^T)/2 <= ||E||^2/(2 mu)."
  ) { instance in
    let exponent = 2 * instance.network.depth - 2
    let (slope, bound) = sides(instance, exponent: exponent)
    return isUniform(instance) ? slope == bound : slope >= bound
  }

  private static let exponentTwin = CatalogueEntry.twin(
    theorem, of: "hardt-ma-2017-no-spurious", family: .landscape,
    setting + "2 L (1 - tau)^(L-1) mu (F - F*).",
    scope: "every network of square layers with ||W_k - I|| <= tau < 1 and Sxx >= mu I > 0",
    idea: "The layers that contract enter the norm of the gradient, so their factors are squared."
  ) { instance in
    let (slope, bound) = sides(instance, exponent: instance.network.depth - 1)
    return Comparison(slope >= bound, "the squared gradient is \(slope), the bound \(bound)")
  }

  private static let boundary = InstanceTheorem<NetworkInstance>(
    candidates: {
      [2, 3].flatMap { depth in
        InstanceGrid.lists(depth, of: [0, 1]).map { values in
          NetworkInstance.aligned(
            Array(repeating: 1, count: depth + 1), layers: values.map { [$0] }, x: [1], y: [1],
            ["mu": 1, "tau": 1])
        }
      }
    },
    admits: { instance in
      instance["tau"] <= 1 && isNearIdentity(instance) && instance.network.inputCovariance.isPositiveDefinite
        && instance.network.isCritical
    })

  private static let boundaryTwin = CatalogueEntry.twin(
    boundary, of: "hardt-ma-2017-no-spurious", suffix: "false-boundary", family: .landscape,
    "Square layers W_k = I + A_k with norms ||A_k|| <= 1 and Sxx positive definite: where the gradient vanishes, F is the least loss F*.",
    scope: "every critical point with square layers, ||W_k - I|| <= 1 and Sxx positive definite",
    idea: "At A_1 = A_2 = -1 both layers vanish: the origin is critical and not minimal."
  ) { instance in
    let excess = excess(instance.network)
    return Comparison(excess.isZero, "zero gradient and F - F* = \(excess)")
  }
}
