// InvariantSubspaceTheorem: gradient descent from scaled orthogonal layers leaves a subspace alone.
//
// Statement   W_l = eps_l O_l with O_l orthogonal, Sxx = I, r = rank Syx, d > 2r; Q_l = O_l ... O_1. On
//             K = ker Q_L^T Syx  intersected with  ker (Q_L^T Syx)^T, of dimension at least d - 2r, every layer stays a scalar,
//             Q_l^T W_l(t) Q_(l-1) = rho_l(t), with rho_l' = rho_l - eta rho_l prod_(k != l) rho_k^2.
// Method      Words, by induction over the steps; the twins by full-matrix gradient descent of two steps on a basis of K from the echelon form.
// References  [Yaras et al. 2023], recalled; the form is derived.

import Exact

enum InvariantSubspaceTheorem {
  static let entries: [CatalogueEntry] = [entry, dimensionTwin, recursionTwin]

  private static let steps = 2

  private static let theorem = InstanceTheorem<NetworkInstance>(
    candidates: { [instance(order: 1, target: nil), instance(order: 3, target: (0, 1))] },
    admits: { instance in
      let network = instance.network
      let order = network.widths[0]
      return network.widths.allSatisfy { $0 == order } && network.inputCovariance == Matrix(identity: order)
        && network.layers.allSatisfy { scaledFrame($0) != nil } && order > 2 * network.crossCovariance.rank()
    })

  /// One layer `-I` of that order and the target 1 at a place, or none.
  private static func instance(order: Int, target: (row: Int, column: Int)?) -> NetworkInstance {
    var cross = Matrix<Rational>(zero: order, order)
    if let target { cross[target.row, target.column] = 1 }
    let one = Matrix<Rational>(identity: order)
    return NetworkInstance(
      LinearNetwork(layers: [one.scaled(by: -1)], inputCovariance: one, crossCovariance: cross),
      ["rate": Rational(1, 2)])
  }

  /// `eps >= 0` and `O` with `W = eps O`, `O = I` for `W = 0`; nil when there are none over the rationals.
  private static func scaledFrame(
    _ layer: Matrix<Rational>
  ) -> (scale: Rational, frame: Matrix<Rational>)? {
    let gram = layer * layer.transposed
    let square = gram[0, 0]
    let scale = Rational(square.numerator.floorSquareRoot(), square.denominator.floorSquareRoot())
    guard scale * scale == square, gram == Matrix(identity: layer.rows).scaled(by: square) else { return nil }
    return (scale, scale.isZero ? Matrix(identity: layer.rows) : layer.scaled(by: 1 / scale))
  }

  private struct Frames {
    let scales: [Rational]
    /// `Q_0 = I, ..., Q_L`.
    let products: [Matrix<Rational>]
    /// A basis of K.
    let basis: Matrix<Rational>

    init(_ network: LinearNetwork<Rational>) {
      let frames = network.layers.map { scaledFrame($0)! }  // admitted
      scales = frames.map(\.scale)
      products = frames.reduce(into: [Matrix(identity: network.widths[0])]) { $0.append($1.frame * $0.last!) }
      let turned = products.last!.transposed * network.crossCovariance
      basis = Matrix(columns: turned.stacked(turned.transposed).nullspaceBasis(), rows: turned.columns)
    }
  }

  /// Whether the layers act on K as scalars that follow `next` at every step.
  private static func follows(
    _ instance: NetworkInstance, _ frames: Frames, next: ([Rational], Int) -> Rational
  ) -> Bool {
    var network = instance.network
    var scales = frames.scales
    let (basis, frames) = (frames.basis, frames.products)
    for _ in 0..<steps {
      network = network.descended(rate: instance["rate"], steps: 1)
      scales = scales.indices.map { next(scales, $0) }
      for (l, layer) in network.layers.enumerated() {
        let (before, after) = (frames[l] * basis, frames[l + 1] * basis)
        guard layer * before == after.scaled(by: scales[l]),
          layer.transposed * after == before.scaled(by: scales[l])
        else { return false }
      }
    }
    return true
  }

  private static let entry = WordIdentity.entry(
    "yaras-2023-invariant-subspace", title: "A subspace on which every layer stays a scalar",
    family: .dynamics,
    "Square layers W_l = eps_l O_l, O_l orthogonal, Sxx = I, r = rank Syx, d > 2r; Q_l = O_l ... O_1 and P = Q_L^T Syx: the subspace K = ker P intersected with ker P^T has dimension at least d - 2r, "
      + "and after every number of steps of gradient descent with rate eta, W_l Q_(l-1) v = rho_l Q_l v and W_l^T Q_l v = rho_l Q_(l-1) v for every v in K, where rho_l starts at eps_l and "
      + "rho_l' = rho_l - eta rho_l prod_(k != l) rho_k^2.",
    formula: "rho_l' = rho_l - eta rho_l prod_(k != l) rho_k^2 on K, dim K >= d - 2r",
    scope:
      "every depth L >= 1, every d, every number of steps, all real eps_l, orthogonal O_l and Syx, every real eta; taken as given: K is where 2d equations of rank at most 2r hold",
    hypotheses: "square layers that are multiples of orthogonal matrices, Sxx = I, d > 2 rank Syx",
    source: "Yaras et al. 2023", wording: .recalled, evidence: .allDepths,
    notCovered: "what the layers do off K, and other losses",
    summary: "inductions over the layers for the partial products on K, and over the steps for the layers",
    idea:
      "On K the end-to-end matrix acts as the product of all rho and Syx as 0, so the gradient of layer l acts as rho_l prod_(k != l) rho_k^2 in the frames; "
      + "this repeats at every step. K is where 2r linear conditions vanish.",
    items: { LayerChain.invariantSubspace })

  private static func othersSquared(_ scales: [Rational], _ l: Int) -> Rational {
    scales.indices.filter { $0 != l }.reduce(1) { $0 * scales[$1] * scales[$1] }
  }

  private static let dimensionTwin = CatalogueEntry.twin(
    theorem, of: "yaras-2023-invariant-subspace", family: .dynamics,
    "Square layers W_l = eps_l O_l, Sxx = I, r = rank Syx, d > 2r, P = (O_L ... O_1)^T Syx: the subspace ker P intersected with ker P^T has dimension at least d - r.",
    scope: "every network of scaled orthogonal layers with Sxx = I and d > 2r",
    idea: "ker P and ker P^T are different subspaces of codimension r."
  ) { instance in
    let basis = Frames(instance.network).basis
    let claimed = basis.rows - instance.network.crossCovariance.rank()
    return Comparison(basis.columns >= claimed, "dimension \(basis.columns), not at least \(claimed)")
  }

  private static let recursionTwin = CatalogueEntry.twin(
    theorem, of: "yaras-2023-invariant-subspace", suffix: "false-recursion", family: .dynamics,
    "Square layers W_l = eps_l O_l, Sxx = I, r = rank Syx, d > 2r: on K every layer follows rho_l' = rho_l - eta rho_l prod_k rho_k^2, the product over all layers, at the first two steps.",
    scope: "every network of scaled orthogonal layers with Sxx = I and d > 2r",
    idea: "The gradient of a layer does not contain the square of its own value."
  ) { instance in
    let frames = Frames(instance.network)
    let holds = follows(instance, frames) { scales, l in
      scales[l] - instance["rate"] * scales[l] * scales[l] * scales[l] * othersSquared(scales, l)
    }
    return Comparison(holds, "a layer does not act on K as the claimed scalar")
  }
}
