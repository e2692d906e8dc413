// MatrixNetworkReader: the form of a network that lists the entries of its layers and covariances.

import Exact

enum MatrixNetworkReader {
  static func read(_ root: JSONCursor) throws(InputError) -> NetworkInput {
    try root.refuseMembers(
      except: ["format", "widths", "layers", "inputCovariance", "crossCovariance", "target"])
    let widths = try smallWidths(root.member("widths"))
    let (inputs, outputs) = (widths[0], widths[widths.count - 1])
    var budget = NumberBudget()
    var layers: [Matrix<Rational>] = []
    for (k, element) in try root.member("layers").elements(count: widths.count - 1, "layers").enumerated() {
      layers.append(try matrix(element, rows: widths[k + 1], columns: widths[k], &budget))
    }
    let covariance = try inputCovariance(root.optionalMember("inputCovariance"), order: inputs, &budget)
    let target = try root.optionalMember("target")
    let cross = try root.optionalMember("crossCovariance")
    let crossCovariance: Matrix<Rational>
    switch (cross, target) {
    case (.some(let cross), nil): crossCovariance = try matrix(cross, rows: outputs, columns: inputs, &budget)
    case (nil, .some(let target)):
      crossCovariance = try matrix(target, rows: outputs, columns: inputs, &budget) * covariance
    case (.some, .some(let target)):
      throw target.error("both a target and a cross covariance", suggestion: "give one of them")
    case (nil, nil):
      throw root.error(
        "neither \"crossCovariance\" nor \"target\"", suggestion: "add one: a \(outputs)x\(inputs) matrix")
    }
    return NetworkInput(
      .matrices(
        LinearNetwork(layers: layers, inputCovariance: covariance, crossCovariance: crossCovariance)),
      provenance: "exact numbers")
  }

  private static func smallWidths(_ cursor: JSONCursor) throws(InputError) -> [Int] {
    var widths: [Int] = []
    for width in try AlignedNetworkReader.widths(cursor) {
      guard let small = width.asInt, small <= NetworkLimits.entries else {
        throw cursor.error(
          "a width too large for matrices", suggestion: "give the network by its \"modes\"")
      }
      widths.append(small)
    }
    var entries = widths[0] * widths[0]
    for (a, b) in zip(widths, widths.dropFirst()) {
      let (product, overflow) = a.multipliedReportingOverflow(by: b)
      entries += overflow ? NetworkLimits.entries : product
      if entries > NetworkLimits.entries {
        throw cursor.error(
          "more than \(NetworkLimits.entries) matrix entries", suggestion: "give the network by its \"modes\""
        )
      }
    }
    return widths
  }

  private static func matrix(
    _ cursor: JSONCursor, rows: Int, columns: Int, _ budget: inout NumberBudget
  ) throws(InputError) -> Matrix<Rational> {
    var entries: [Rational] = []
    for row in try cursor.elements(count: rows, "rows") {
      for entry in try row.elements(count: columns, "entries") {
        entries.append(try entry.rational(within: &budget))
      }
    }
    return Matrix(rows: rows, columns: columns, entries: entries)
  }

  /// `"identity"`, `{"diagonal": [...]}` or `{"matrix": [[...]]}`; the identity when left out.
  private static func inputCovariance(
    _ given: JSONCursor?, order: Int, _ budget: inout NumberBudget
  ) throws(InputError) -> Matrix<Rational> {
    guard let given else { return Matrix(identity: order) }
    if case .string = given.value.content {
      guard try given.string() == "identity" else {
        throw given.error(
          "an unknown covariance",
          suggestion: "write \"identity\", {\"diagonal\": [...]} or {\"matrix\": [[...]]}")
      }
      return Matrix(identity: order)
    }
    try given.refuseMembers(except: ["diagonal", "matrix"])
    if let diagonal = try given.optionalMember("diagonal") {
      var values: [Rational] = []
      for entry in try diagonal.elements(count: order, "variances") {
        let value = try entry.rational(within: &budget)
        if value < 0 { throw entry.error("a negative variance", suggestion: "write a number of at least 0") }
        values.append(value)
      }
      return Matrix(diagonal: values, rows: order, columns: order)
    }
    let cursor = try given.member("matrix")
    let covariance = try matrix(cursor, rows: order, columns: order, &budget)
    if let fault = CovarianceCheck.fault(of: covariance) {
      throw cursor.error(fault, suggestion: "a covariance is symmetric and positive semidefinite")
    }
    return covariance
  }
}
