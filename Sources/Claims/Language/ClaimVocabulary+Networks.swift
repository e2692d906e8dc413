// ClaimVocabulary+Networks: deep linear networks, their Hessians and their dynamics.
//
// y = W_L ... W_1 x, loss half the squared Frobenius distance of W_L ... W_1 to the target: inputs have the identity as
// covariance. `modes` and `pair_block` speak of networks whose layers are diagonal.

extension ClaimVocabulary {
  private static func labelled(_ label: String, _ kind: ClaimFunction.Kind) -> ClaimFunction.Parameter {
    ClaimFunction.Parameter(label: label, kind: kind)
  }

  /// The arguments of what is taken at a point for a target.
  private static let atPoint = plain(.network) + [labelled("at", .point), labelled("target", .target)]

  private static func networkRow(
    _ name: String, _ parameters: [ClaimFunction.Parameter], _ words: String, _ meaning: String,
    _ result: @escaping @Sendable ([ClaimFunction.Actual]) -> ClaimType
  ) -> ClaimFunction { row(name, .networks, parameters, words, meaning, result) }

  private static func square(
    _ name: String, _ parameters: [ClaimFunction.Parameter], _ meaning: String
  ) -> ClaimFunction { networkRow(name, parameters, "matrix", meaning) { _ in .anyMatrix } }

  private static func endToEnd(_ type: ClaimType) -> ClaimType {
    if case .network(let input, let output) = type { return .matrix(rows: output, columns: input) }
    return .anyMatrix
  }

  static let networks: [ClaimFunction] = [
    networkRow(
      "dln", [labelled("depth", .positive), labelled("width", .positive)], "network",
      "the network of that depth whose widths are all the same"
    ) { .network(input: $0[1].value, output: $0[1].value) },
    networkRow("dln", [labelled("widths", .integers)], "network", "the network of widths (d_0, ..., d_L)") {
      _ in
      .network(input: .unknown, output: .unknown)
    },
    networkRow("parameters", plain(.network), "integer", "the number of entries of all layers") { _ in
      .integer
    },
    row(
      "layers", .networks, plain(.matrix), "layers",
      "layers(A, B): the matrices of the layers, the first layer first",
      isVariadic: true
    ) { _ in .layers },
    row(
      "layers", .networks, plain(.matrix), "layers", "layers(W for l in 1..L): layer l is the matrix W",
      takesIndices: true
    ) {
      _ in .layers
    },
    networkRow(
      "balanced", plain(.network, .target), "layers",
      "balanced(net, Y): the minimum with W_l = diag(s) for a target Y = diag(s^L), s not negative"
    ) { _ in .layers },
    networkRow("product", plain(.point), "matrix", "the product W_L ... W_1 of layers") { _ in .anyMatrix },
    networkRow("loss", atPoint, "real", "half the squared Frobenius distance of the product to the target") {
      _ in .real
    },
    networkRow("residual", atPoint, "matrix", "the product of the layers minus the target") {
      endToEnd($0[0].type)
    },
    networkRow("gradient", atPoint, "layers", "the gradient of the loss") { _ in .layers },
    square("hessian", atPoint, "the Hessian of the loss; parameters by layer, then row, then column"),
    square(
      "gauss_newton", atPoint, "the Gauss-Newton part of the Hessian: J' J for the Jacobian J of the product"),
    square("functional", atPoint, "the Hessian minus its Gauss-Newton part"),
    square(
      "pair_block",
      plain(.network, .positive, .positive) + [labelled("at", .point), labelled("target", .target)],
      "pair_block(net, i, j, ...): the Hessian restricted to the entries (i, j) and (j, i) of all layers"),
    networkRow(
      "modes", plain(.network, .target), "matrix",
      "modes(net, Y): for a target Y = diag(s^L) the matrix mu[i,j] = sum of s_i^(2(L-l)) s_j^(2(l-1)) over the layers l"
    ) { endToEnd($0[0].type) },
    networkRow(
      "descend",
      plain(.network) + [
        labelled("from", .point), labelled("target", .target), labelled("rate", .real),
        labelled("steps", .size),
        ClaimFunction.Parameter(label: "momentum", kind: .real, isOptional: true),
      ], "layers", "the layers after steps of gradient descent"
    ) { _ in .layers },
    networkRow(
      "flow",
      plain(.network) + [labelled("from", .point), labelled("target", .target), labelled("time", .real)],
      "layers",
      "the layers after that time of gradient flow"
    ) { _ in .layers },
  ]
}
