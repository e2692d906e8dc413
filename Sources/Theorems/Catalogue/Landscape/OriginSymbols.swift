// OriginSymbols: the Hessian where all layers vanish, with Sxx, Syx and the weight decay as symbols.
//
// Statement   L = 2: for every hidden index h the variables (1, h, b) and (2, c, h) form the block [[gamma, -Syx^T], [-Syx, gamma]], and nothing else couples;
//             with Y = X - gamma, Y^(d_2) det(X - block) = Y^(d_0) det(Y^2 - Syx Syx^T). L >= 3: the Hessian is gamma I.
// Method      Every entry of the general Hessian, and the characteristic polynomial of the block, as polynomials.

import Exact

enum OriginSymbols {
  static let scope =
    "all widths in {1, 2, 3} at depth 2 and all widths in {1, 2} at depths 3 and 4"

  /// The proof on all shapes in scope; without decay gamma is 0.
  static func finding(decay: Bool) -> Finding {
    var shapes: [JSON] = []
    for widths in InstanceGrid.lists(3, of: [1, 2, 3]) {
      guard let shape = twoLayers(widths, decay: decay) else {
        return .unknown("the Hessian or its characteristic polynomial differs at widths \(widths)")
      }
      shapes.append(shape)
    }
    var deep: [JSON] = []
    for depth in [3, 4] {
      for widths in InstanceGrid.lists(depth + 1, of: [1, 2]) {
        let origin = Origin(widths, decay: decay)
        if origin.hessian != Matrix(identity: origin.hessian.rows).scaled(by: origin.gamma) {
          return .unknown("the Hessian is not a multiple of the identity at widths \(widths)")
        }
        deep.append(.counts(widths))
      }
    }
    return .verified(
      summary:
        "\(shapes.count) shapes of two layers and \(deep.count) deeper ones, every entry as a polynomial",
      Finding.Proof(.symbolic, .polynomialIdentity, ["deep": .array(deep), "shapes": .array(shapes)]))
  }

  /// Symbols: the entries of Syx row by row, gamma, then those of Sxx.
  private struct Origin {
    let cross: Matrix<Symbol>
    let gamma: Symbol
    let hessian: Matrix<Symbol>
    /// How many symbols come before those of Sxx.
    let variables: Int

    init(_ widths: [Int], decay: Bool) {
      let (inputs, outputs) = (widths[0], widths[widths.count - 1])
      let cross = Matrix<Symbol>(rows: outputs, columns: inputs) { .variable($0 * inputs + $1) }
      let gamma: Symbol = decay ? .variable(inputs * outputs) : 0
      let variables = inputs * outputs + (decay ? 1 : 0)
      let covariance = Matrix<Symbol>(rows: inputs, columns: inputs) {
        .variable(variables + min($0, $1) * inputs + max($0, $1))
      }
      let network = LinearNetwork(
        layers: (1..<widths.count).map { Matrix(zero: widths[$0], widths[$0 - 1]) },
        inputCovariance: covariance, crossCovariance: cross)
      let loss = network.hessian()
      hessian = loss + Matrix(identity: loss.rows).scaled(by: gamma)
      (self.cross, self.gamma, self.variables) = (cross, gamma, variables)
    }
  }

  private static func twoLayers(_ widths: [Int], decay: Bool) -> JSON? {
    let (inputs, hidden, outputs) = (widths[0], widths[1], widths[2])
    let origin = Origin(widths, decay: decay)
    let block = Matrix<Symbol>(rows: inputs + outputs, columns: inputs + outputs) { i, j in
      if i == j { return origin.gamma }
      if i < inputs && j >= inputs { return -origin.cross[j - inputs, i] }
      if i >= inputs && j < inputs { return -origin.cross[i - inputs, j] }
      return 0
    }
    var expected = Matrix<Symbol>(zero: origin.hessian.rows, origin.hessian.rows)
    var blocks: [JSON] = []
    for h in 1...hidden {
      let variables =
        (1...inputs).map { Parameter(1, h, $0) } + (1...outputs).map { Parameter(2, $0, h) }
      for (i, u) in variables.enumerated() {
        for (j, v) in variables.enumerated() {
          expected[u.offset(widths: widths), v.offset(widths: widths)] = block[i, j]
        }
      }
      blocks.append(.array(variables.map { .counts([$0.layer, $0.row, $0.column]) }))
    }
    let characteristic = block.characteristicPolynomial()
    let square = (origin.cross * origin.cross.transposed).characteristicPolynomial()
    let shifted = Polynomial<Symbol>([-origin.gamma, 1])
    guard origin.hessian == expected,
      shifted.power(outputs) * characteristic
        == shifted.power(inputs) * square.composed(with: shifted * shifted)
    else { return nil }
    return [
      "blocks": .array(blocks),
      "characteristic": .array(
        characteristic.coefficients.reversed().map { .polynomial($0, variables: origin.variables) }),
      "widths": .counts(widths),
    ]
  }
}
