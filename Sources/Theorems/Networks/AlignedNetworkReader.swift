// AlignedNetworkReader: the form of a network that lists runs of modes.

import Exact

enum AlignedNetworkReader {
  static func read(_ root: JSONCursor) throws(InputError) -> NetworkInput {
    try root.refuseMembers(except: ["format", "widths", "modes", "restInput"])
    let widths = try widths(root.member("widths"))
    var budget = NumberBudget()
    var modes: [ModeRun<Rational>] = []
    for element in try root.member("modes").elements() {
      modes.append(try mode(element, depth: widths.count - 1, &budget))
    }
    let rest = try root.optionalMember("restInput")
    let restInput = try rest.map { cursor throws(InputError) in try input(cursor, &budget) } ?? 0
    return NetworkInput(
      .aligned(AlignedNetwork(widths: widths, modes: modes, restInput: restInput)),
      provenance: "exact numbers")
  }

  /// `d_0, ..., d_L`: at least two positive integers of any size.
  static func widths(_ cursor: JSONCursor) throws(InputError) -> [Integer] {
    let elements = try cursor.elements()
    if elements.count < 2 {
      throw cursor.error("\(elements.count) widths", suggestion: "write d_0, ..., d_L for at least one layer")
    }
    if elements.count > NetworkLimits.depth + 1 {
      throw cursor.error(
        "\(elements.count - 1) layers", suggestion: "use at most \(NetworkLimits.depth) layers")
    }
    var widths: [Integer] = []
    for element in elements { widths.append(try count(element, "a width", least: 1)) }
    return widths
  }

  private static func mode(
    _ cursor: JSONCursor, depth: Int, _ budget: inout NumberBudget
  ) throws(InputError) -> ModeRun<Rational> {
    try cursor.refuseMembers(except: ["count", "layers", "x", "y"])
    var layers: [Rational] = []
    for value in try cursor.member("layers").elements(count: depth, "layer values") {
      layers.append(try value.rational(within: &budget))
    }
    return ModeRun(
      count: try count(cursor.member("count"), "a count of modes", least: 0), layers: layers,
      x: try input(cursor.member("x"), &budget), y: try cursor.member("y").rational(within: &budget))
  }

  /// An eigenvalue of the input covariance: not negative.
  private static func input(_ cursor: JSONCursor, _ budget: inout NumberBudget) throws(InputError) -> Rational
  {
    let value = try cursor.rational(within: &budget)
    if value < 0 {
      throw cursor.error(
        "a negative input variance", suggestion: "eigenvalues of a covariance are at least 0")
    }
    return value
  }

  private static func count(_ cursor: JSONCursor, _ noun: String, least: Int) throws(InputError) -> Integer {
    let value = try cursor.integer()
    if value < Integer(least) || value.bitWidth > NetworkLimits.countBits {
      let shown = value.bitWidth > 100 ? "a number of \(value.bitWidth) bits" : "\(value)"
      throw cursor.error("\(shown) as \(noun)", suggestion: "write an integer of at least \(least)")
    }
    return value
  }
}
