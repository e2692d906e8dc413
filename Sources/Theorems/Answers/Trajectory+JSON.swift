// Trajectory+JSON: the answer of `plumb dynamics --json`, format plumb.dynamics/1.

import Exact

extension Trajectory {
  /// The kept steps; bounds are decimals of `digits` significant digits, rounded outward.
  public func json(depth: Int, digits: Int) -> JSON {
    let bits: JSON =
      switch arithmetic {
      case .exact: .null
      case .balls(let bits): .number(bits)
      }
    return [
      "bits": bits, "depth": .number(depth), "escapedAtStep": escapedAtStep.map { .number($0) } ?? .null,
      "format": "plumb.dynamics/1", "lostAtStep": lostAtStep.map { .number($0) } ?? .null,
      "trajectory": .array(
        points.map { point in
          [
            "modes": .array(
              point.layers.map { layers in
                layers.count == 1
                  ? layers[0].json(digits: digits)
                  : ["layers": .array(layers.map { $0.json(digits: digits) })]
              }), "step": .number(point.step),
          ]
        }),
    ]
  }
}
