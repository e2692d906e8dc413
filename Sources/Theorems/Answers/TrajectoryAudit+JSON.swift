// TrajectoryAudit+JSON: the answer of `plumb dynamics --audit --json`, format plumb.dynamics-audit/1.

import Exact

extension TrajectoryAudit {
  /// The kept steps; bounds are rounded up, lower ends down.
  public func json(depth: Int) -> JSON {
    func text(_ value: Rational?, _ rounding: DirectedRounding) -> JSON {
      value.map { .string(decimalDigits(of: $0, digits: 6, rounding: rounding)) } ?? .null
    }
    return [
      "depth": .number(depth), "format": "plumb.dynamics-audit/1",
      "trajectory": .array(
        points.map { point in
          [
            "modes": .array(
              point.values.map { value in
                [
                  "bound": text(value.bound, .up), "errorAtLeast": text(value.error?.lower, .down),
                  "errorAtMost": text(value.error?.upper, .up), "reported": .string("\(value.reported)"),
                  "tightness": text(value.tightness, .up),
                ]
              }), "step": .number(point.step),
          ]
        }),
    ]
  }
}
