import Exact
import Testing
import Theorems

/// An instance as its certificate writes it, read back, with derivatives by jets of the loss as defined: no formula of the library is shared.
struct CertificateInstance {
  let network: LinearNetwork<Rational>
  private let parameters: JSON

  init(_ json: JSON) throws {
    func matrix(_ json: JSON) throws -> Matrix<Rational> {
      let rows = try json.list.map { try $0.list.map { try $0.number() } }
      return Matrix(rows: rows.count, columns: rows[0].count) { rows[$0][$1] }
    }
    network = LinearNetwork(
      layers: try json.member("layers").list.map(matrix),
      inputCovariance: try matrix(json.member("inputCovariance")),
      crossCovariance: try matrix(json.member("crossCovariance")))
    parameters = json.member("parameters")
  }

  /// All instances of a theorem, or the one that refutes a twin.
  static func all(_ id: String) throws -> [CertificateInstance] {
    let report = VerificationReport(running: try #require(Catalogue.entry(id: id)))
    #expect(report.isAsExpected)
    let data = try #require(report.finding.proof).data
    return try (data.member("instances").list + [data.member("instance")].filter { !$0.isNull }).map(
      CertificateInstance.init)
  }

  subscript(name: String) -> Rational {
    get throws { try parameters.member(name).number() }
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

extension JSON {
  fileprivate func member(_ key: String) -> JSON {
    if case .object(let members) = content { members.first { $0.key == key }?.value ?? .null } else { .null }
  }

  fileprivate var list: [JSON] {
    if case .array(let elements) = content { elements } else { [] }
  }

  fileprivate var isNull: Bool {
    if case .null = content { true } else { false }
  }

  fileprivate func number() throws -> Rational {
    guard case .string(let text) = content else {
      Issue.record("a rational is expected")
      return 0
    }
    return try NumberText.rational(text)
  }
}
