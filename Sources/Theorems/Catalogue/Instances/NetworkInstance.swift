// NetworkInstance: a small exact network with the further numbers of a statement.

import Exact

/// A network over the rationals and named parameters of the statement, such as a step size.
package struct NetworkInstance: ExactInstance {
  package let network: LinearNetwork<Rational>
  /// In the order in which the certificate lists them: alphabetical.
  let parameters: [(name: String, value: Rational)]

  package init(_ network: LinearNetwork<Rational>, _ parameters: KeyValuePairs<String, Rational> = [:]) {
    self.network = network
    self.parameters = parameters.map { (name: $0.key, value: $0.value) }.sorted { $0.name < $1.name }
  }

  /// The value of a parameter; a name that the statement does not have is misuse.
  package subscript(name: String) -> Rational {
    guard let entry = parameters.first(where: { $0.name == name }) else {
      preconditionFailure("no parameter \(name)")
    }
    return entry.value
  }

  package var json: JSON {
    [
      "crossCovariance": .matrix(network.crossCovariance),
      "inputCovariance": .matrix(network.inputCovariance),
      "layers": .array(network.layers.map { .matrix($0) }),
      "parameters": .object(parameters.map { JSON.Member($0.name, .rational($0.value)) }),
    ]
  }

  package var text: String {
    func rows(_ matrix: Matrix<Rational>) -> String {
      if matrix.rows == 1 && matrix.columns == 1 { return matrix[0, 0].description }
      let rows = (0..<matrix.rows).map { i in
        (0..<matrix.columns).map { matrix[i, $0].description }.joined(separator: " ")
      }
      return "[" + rows.joined(separator: "; ") + "]"
    }
    let layers = network.layers.enumerated().map { "W_\($0 + 1) = \(rows($1))" }
    return
      (layers + ["Sxx = \(rows(network.inputCovariance))", "Syx = \(rows(network.crossCovariance))"]
      + parameters.map { "\($0.name) = \($0.value)" }).joined(separator: ", ")
  }
}

extension NetworkInstance {
  /// The aligned network with the given diagonals; missing values are zero.
  static func aligned(
    _ widths: [Int], layers: [[Rational]], x: [Rational], y: [Rational],
    _ parameters: KeyValuePairs<String, Rational> = [:]
  ) -> NetworkInstance {
    NetworkInstance(AlignedNetwork(widths: widths, layers: layers, inputs: x, targets: y).dense(), parameters)
  }
}

extension JSON {
  static func matrix(_ matrix: Matrix<Rational>) -> JSON {
    .array((0..<matrix.rows).map { i in .rationals((0..<matrix.columns).map { matrix[i, $0] }) })
  }
}
