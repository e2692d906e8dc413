// FlowTrajectory+JSON: the answer of `plumb dynamics --flow --json`, format plumb.dynamics/1.

import Exact

extension Interval {
  /// The ends as decimals of `digits` significant digits, rounded outward.
  func json(digits: Int) -> JSON {
    let (lower, upper) = decimalTexts(digits: digits)
    return ["lower": .string(lower), "upper": .string(upper)]
  }
}

extension FlowTrajectory {
  /// The times asked for. A balanced mode has `lower` and `upper` of its layer value, an unbalanced one a list `layers`; every mode has the `product` of its
  /// layers. A mode that has left every bound has
  /// `escapedAt`, one too large to be written `beyondPowerOfTwo`.
  public func json(depth: Int, digits: Int) -> JSON {
    [
      "depth": .number(depth), "escapedAtTime": escapedAtTime.map { .string($0.description) } ?? .null,
      "format": "plumb.dynamics/1", "lostAtTime": lostAtTime.map { .string($0.description) } ?? .null,
      "trajectory": .array(
        points.map { point in
          [
            "modes": .array(point.modes.map { $0.json(digits: digits) }),
            "time": .string(point.time.description),
          ]
        }),
    ]
  }
}

extension FlowTrajectory.Mode {
  fileprivate func json(digits: Int) -> JSON {
    switch escape {
    case .blowUp(let time): return ["escapedAt": time.json(digits: digits)]
    case .beyondLimit: return ["beyondPowerOfTwo": .number(GradientFlow.exponentLimit)]
    case nil: break
    }
    let product = self.product?.json(digits: digits) ?? .null
    if layers.count > 1 {
      return ["layers": .array(layers.map { $0.json(digits: digits) }), "product": product]
    }
    let (lower, upper) = layers[0].decimalTexts(digits: digits)
    return ["lower": .string(lower), "product": product, "upper": .string(upper)]
  }
}
