import Exact
import Testing
import Theorems

/// An instance as its certificate writes it, read back, with derivatives by jets of the loss as defined: no formula of the library is shared.
struct CertificateInstance {
  let network: LinearNetwork<Rational>
  private let parameters: JSON

  init(_ json: JSON) throws {
    func matrix(_ json: JSON) throws -> Matrix<Rational> {
      let rows = try json.elements.map { try $0.elements.map { try $0.rational() } }
      return Matrix(rows: rows.count, columns: rows[0].count) { rows[$0][$1] }
    }
    network = LinearNetwork(
      layers: try json["layers"].elements.map(matrix),
      inputCovariance: try matrix(json["inputCovariance"]),
      crossCovariance: try matrix(json["crossCovariance"]))
    parameters = json["parameters"]
  }

  init(_ network: LinearNetwork<Rational>) { (self.network, parameters) = (network, .null) }

  /// All instances of a theorem, or the one that refutes a twin.
  static func all(_ id: String) throws -> [CertificateInstance] {
    let report = VerificationReport(running: try #require(Catalogue.entry(id: id)))
    #expect(report.isAsExpected)
    let data = try #require(report.finding.proof).data
    return try (data["instances"].elements + [data["instance"]].filter { !$0.keys.isEmpty }).map {
      try CertificateInstance($0)
    }
  }

  subscript(name: String) -> Rational {
    get throws { try parameters[name].rational() }
  }

  /// The loss, but for a constant.
  var loss: Rational { LossByDefinition(network).twiceLoss(network.weights) / 2 }

  /// The first derivatives of the loss, one a weight.
  var gradient: [Rational] {
    let loss = LossByDefinition(network.map { Jet(value: $0) })
    let weights = network.weights
    return weights.indices.map { i in
      loss.twiceLoss(weights.enumerated().map { Jet(value: $1, u: $0 == i ? 1 : 0, v: 0) }).u / 2
    }
  }

  /// The derivative of the end-to-end matrix, one row a weight.
  var differential: Matrix<Rational> {
    let loss = LossByDefinition(network.map { Jet(value: $0) })
    let weights = network.weights
    let rows = weights.indices.map { i in
      loss.endToEnd(weights.enumerated().map { Jet(value: $1, u: $0 == i ? 1 : 0, v: 0) }).flatMap {
        $0.map(\.u)
      }
    }
    return Matrix(rows: rows.count, columns: rows[0].count) { rows[$0][$1] }
  }

  /// The second derivatives of the loss.
  var hessian: Matrix<Rational> { Self.hessian(of: network) }

  static func hessian(of network: LinearNetwork<Rational>) -> Matrix<Rational> {
    let loss = LossByDefinition(network.map { Jet(value: $0) })
    let weights = network.weights
    return Matrix(rows: weights.count, columns: weights.count) { i, j in
      loss.twiceLoss(weights.enumerated().map { Jet(value: $1, u: $0 == i ? 1 : 0, v: $0 == j ? 1 : 0) }).uv
        / 2
    }
  }

  /// The derivative of `W Sxx`, one row a weight: W is affine in each single weight, so a difference is a derivative.
  var jacobian: Matrix<Rational> {
    let loss = LossByDefinition(network)
    let weights = network.weights
    func seen(_ weights: [Rational]) -> [Rational] {
      loss.endToEnd(weights).flatMap { row in
        (0..<loss.widths[0]).map { j in
          row.indices.reduce(0) { $0 + row[$1] * network.inputCovariance[$1, j] }
        }
      }
    }
    let start = seen(weights)
    return Matrix(rows: weights.count, columns: start.count) { i, j in
      var moved = weights
      moved[i] += 1
      return seen(moved)[j] - start[j]
    }
  }
}

extension Matrix<Rational> {
  /// The numbers of eigenvalues below, at and above a value.
  func counts(around value: Rational) -> Inertia {
    (self - Matrix(identity: rows).scaled(by: value)).inertia()
  }
}
