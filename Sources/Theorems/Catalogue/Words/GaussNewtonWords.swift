// GaussNewtonWords: the Gauss-Newton part of the Hessian as J^* J, its Gram operator J J^*, and the Hessian at interpolation.
//
// Statement   J Delta = sum_k U_k Delta_k V_k C with C C = Sxx: H_o = J^* J, J J^* Z = sum_k U_k U_k^T Z C V_k^T V_k C, and H_f = 0 where E = 0.
// Method      Traces of words; the second order of the loss along W + t A + t^2 B.
// References  [Singh, Bachmann, Hofmann 2021] for the Gram matrix, recalled; proofs are ours.

import Exact

enum GaussNewtonWords {
  static let entries: [CatalogueEntry] = [gram, gramTwin, interpolation, interpolationTwin]

  private static let root = WordExpression(MatrixSymbol("C", "d(0)", "d(0)", isSymmetric: true))

  private static func around(_ k: String) -> (WordExpression, WordExpression, WordExpression) {
    (
      WordExpression(NetworkWord.above(k)),
      WordExpression(MatrixSymbol("D(\(k))", "d(\(k))", "d(\(k)-1)")),
      WordExpression(NetworkWord.below(k, "\(k)-1"))
    )
  }

  private static let gram = WordIdentity.entry(
    "gn-kronecker-gram", title: "The Gram operator of the Gauss-Newton part", family: .structure,
    "In every deep linear network, with Sxx = C C, C symmetric, and J Delta = sum_k U_k Delta_k V_k C: H_o = J^* J, (J^* Z)_k = U_k^T Z C V_k^T, and "
      + "J J^* Z = sum_k U_k U_k^T Z C V_k^T V_k C, so that H_o has the nonzero eigenvalues of sum_k (C V_k^T V_k C) (x) (U_k U_k^T) with their multiplicities. A change of one layer has no second "
      + "order in W, so that the diagonals of H and H_o agree and tr H = tr H_o = sum_k ||U_k||_F^2 tr(V_k Sxx V_k^T).",
    formula: "nonzero spectrum of H_o = that of sum_k U_k U_k^T (x) C V_k^T V_k C",
    scope:
      "every depth L >= 1, every list of widths, all real layers and Syx, every positive semidefinite Sxx; taken as given: J^* J and J J^* have the same nonzero eigenvalues with "
      + "multiplicity, Z -> A Z B has the matrix B^T (x) A and the trace tr A tr B, and Sxx has a symmetric root",
    hypotheses: "none", source: "Singh, Bachmann, Hofmann 2021; statement and proof in this form are ours",
    wording: .derived, evidence: .allDepths, notCovered: "the eigenvalues themselves",
    summary: "the form, the adjoint, the Gram operator and the trace, each term for itself",
    idea:
      "The quadratic form is ||J Delta||^2; the adjoint moves U_k and V_k C to the other side of the trace."
  ) {
    let (u, change, v) = around("k")
    let (ul, changeL, vl) = around("l")
    let output = WordExpression(MatrixSymbol("Z", "d(L)", "d(0)"))
    let image = u * change * v * root
    let imageL = ul * changeL * vl * root
    let adjoint = u.transposed * output * root * v.transposed
    let isSquare = WordArgument.Relation.definition(NetworkWord.inputs, root * root)
    let direction = u * change * v
    return [
      WordArgument.Item(
        "form", image * imageL.transposed,
        changeL.transposed * (ul.transposed * u) * change * (v * NetworkWord.inputs * vl.transposed),
        [isSquare], isTrace: true),
      WordArgument.Item("adjoint", image.transposed * output, change.transposed * adjoint, isTrace: true),
      WordArgument.Item(
        "gram", u * adjoint * v * root,
        (u * u.transposed) * output * (root * v.transposed * v * root)),
      WordArgument.Item("trace-output", u * u.transposed, u.transposed * u, isTrace: true),
      WordArgument.Item(
        "trace-input", root * v.transposed * v * root, v * NetworkWord.inputs * v.transposed, [isSquare],
        isTrace: true),
      WordArgument.Item(
        "one-layer", NetworkWord.loss(NetworkWord.endToEnd + direction.times(t: 1)).order(2),
        (direction * NetworkWord.inputs * direction.transposed).scaled(by: Rational(1, 2)), isTrace: true),
    ]
  }

  private static let gramTwin = WordIdentity.twin(
    of: "gn-kronecker-gram", family: .structure,
    "In every deep linear network with square layers, Sxx = C C, the nonzero eigenvalues of H_o are those of sum_k (C V_k V_k^T C) (x) (U_k U_k^T), with their multiplicities.",
    scope: "every depth L >= 1, equal widths, all real layers and Syx, every positive semidefinite Sxx",
    idea: "V_k^T V_k acts on the inputs; with V_k V_k^T the trace is 22 and not 28.",
    at: {
      NetworkInstance(
        LinearNetwork(
          layers: [Matrix(rows: 2, columns: 2, entries: [1, 1, 0, 1]), Matrix(identity: 2)],
          inputCovariance: Matrix(diagonal: [1, 4], rows: 2, columns: 2), crossCovariance: Matrix(zero: 2, 2))
      )
    },
    admits: { Set($0.network.widths).count == 1 }
  ) { instance in
    let network = instance.network
    // tr(C V V^T C) = tr(V V^T Sxx), so that the root is not needed.
    let claimed = (1...network.depth).reduce(Rational(0)) { sum, k in
      let (u, v) = (
        network.product(from: k + 1, through: network.depth), network.product(from: 1, through: k - 1)
      )
      return sum + u.frobeniusNormSquared * (v * v.transposed * network.inputCovariance).trace
    }
    let found = network.hessian(part: .gaussNewton).trace
    return Comparison(found == claimed, "the traces are \(found) and \(claimed)")
  }

  private static let interpolation = WordIdentity.entry(
    "interpolation-hessian-is-gauss-newton", title: "At interpolation the Hessian is its Gauss-Newton part",
    family: .structure,
    "Along every W(t) = W + t A + t^2 B + ... the second order of the loss is 1/2 tr(A Sxx A^T) + tr(B E^T). In every deep linear network the first term is 1/2 of the form of H_o and the second "
      + "1/2 of that of H_f; where E = 0 the second vanishes, and H = H_o, H_f = 0.",
    formula: "E = 0 => H_f = 0, H = H_o",
    scope: "every depth L >= 1, every list of widths, all real layers and Sxx, Syx = W Sxx",
    hypotheses: "E = W Sxx - Syx = 0", source: "textbook; statement and proof in this form are ours",
    wording: .derived, evidence: .allDepths, notCovered: "losses other than the squared one",
    summary: "the second order of the loss, and what is left of it at E = 0",
    idea: "The residual stands in front of the second order of W, and only there."
  ) {
    let (first, second) = (
      WordExpression(MatrixSymbol("A", "d(L)", "d(0)")), WordExpression(MatrixSymbol("B", "d(L)", "d(0)"))
    )
    let path = NetworkWord.endToEnd + first.times(t: 1) + second.times(t: 2)
    let outer = (first * NetworkWord.inputs * first.transposed).scaled(by: Rational(1, 2))
    let order = NetworkWord.loss(path).order(2)
    return [
      WordArgument.Item(
        "second-order", order, outer + second * NetworkWord.residual.transposed,
        [NetworkWord.residualIsDefined], isTrace: true),
      WordArgument.Item(
        "interpolation", order, outer,
        [.hypothesis(NetworkWord.targets, NetworkWord.endToEnd * NetworkWord.inputs)], isTrace: true),
    ]
  }

  private static let interpolationTwin = WordIdentity.twin(
    of: "interpolation-hessian-is-gauss-newton", family: .structure,
    "In every deep linear network H_f = 0 implies E = 0.",
    scope: "every depth L >= 1, every list of widths, all real layers, Sxx and Syx",
    idea: "At L >= 3 every term of H_f at the origin keeps a vanishing layer.",
    at: { NetworkInstance.aligned([1, 1, 1, 1], layers: [[0], [0], [0]], x: [1], y: [1]) },
    admits: { $0.network.hessian(part: .functional).entries.allSatisfy(\.isZero) }
  ) { instance in
    let residual = instance.network.residual
    return Comparison(residual.entries.allSatisfy(\.isZero), "H_f = 0 and E = \(residual[0, 0])")
  }
}
