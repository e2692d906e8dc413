// StepSizeThresholds+JSON: the answer of `plumb dynamics --thresholds --json`, format plumb.dynamics-thresholds/1.

import Exact

/// What `--thresholds` finds out: the thresholds, and for a given step size where it lies and which orbits of period two there are.
public struct StepSizeAnswer: Sendable {
  public let depth: Int
  public let x: Rational
  public let y: Rational
  public let rate: Rational?
  public let momentum: Rational
  /// nil for `y <= 0`, where there is no minimum above 0.
  public var thresholds: StepSizeThresholds? {
    y.signum() > 0 ? StepSizeThresholds(depth: depth, x: x, y: y) : nil
  }
  /// nil without a step size or a minimum.
  public let orbits: [PeriodTwoOrbit]?
  public let start: StartAnswer?
  /// The level asked for; the time of the flow, nil when it is never reached; what gradient descent does, nil without a step size.
  public let level: (product: Rational, time: Interval?, descent: LevelArrival?)?

  public init(
    depth: Int, x: Rational, y: Rational, rate: Rational?, momentum: Rational, orbits: [PeriodTwoOrbit]?,
    start: StartAnswer?, level: (product: Rational, time: Interval?, descent: LevelArrival?)?
  ) {
    self.depth = depth
    self.x = x
    self.y = y
    self.rate = rate
    self.momentum = momentum
    self.orbits = orbits
    self.start = start
    self.level = level
  }

  /// A threshold with the momentum that it is for.
  public typealias Row = (
    name: String, condition: String, threshold: StepSizeThresholds.Threshold, momentum: Rational
  )

  public var rows: [Row] {
    guard let thresholds else { return [] }
    var rows: [Row] = [
      ("monotone", "rate <= 1/lambda", thresholds.monotone, 0),
      ("stable", "rate < 2/lambda", thresholds.stable, 0),
    ]
    if !momentum.isZero {
      rows.append(("heavy ball", "rate < 2(1+b)/lambda", thresholds.heavyBall(momentum: momentum), momentum))
    }
    return rows
  }

  /// At depth 2 with a step size.
  public var invariantSquare: Rational? {
    guard depth == 2, let thresholds, let rate else { return nil }
    return thresholds.invariantSquare(rate: rate)
  }

  /// At depth 2.
  public var leastSharpness: (sharpness: Rational, square: Rational)? {
    depth == 2 ? thresholds?.leastSharpness : nil
  }

  public func json(digits: Int) -> JSON {
    let words = ["below", "at", "above"]
    return [
      "curvature": thresholds?.curvature(digits: digits + 2).json(digits: digits) ?? .null,
      "depth": .number(depth),
      "flip": depth >= 2 ? thresholds?.flip(digits: digits + 2).json(digits: digits) ?? .null : .null,
      "format": "plumb.dynamics-thresholds/1",
      "invariantSquare": invariantSquare.map { .string($0.description) } ?? .null,
      "leastSharpness": leastSharpness.map { least in
        ["sharpness": .string(least.sharpness.description), "square": .string(least.square.description)]
      } ?? .null,
      "level": level.map { level in
        [
          "descent": level.descent?.json ?? .null, "product": .string(level.product.description),
          "time": level.time?.json(digits: digits) ?? .null,
        ]
      } ?? .null,
      "minimum": thresholds?.minimum(digits: digits + 2).json(digits: digits) ?? .null,
      "momentum": .string(momentum.description),
      "periodTwo": orbits.map { .array($0.map { $0.json(digits: digits) }) } ?? .null,
      "rate": rate.map { .string($0.description) } ?? .null,
      "start": start?.json(rate: rate, digits: digits) ?? .null,
      "thresholds": .array(
        rows.map { row in
          [
            "momentum": .string(row.momentum.description), "name": .string(row.name),
            "position": rate.map { .string(words[1 + row.threshold.comparison(of: $0)]) } ?? .null,
            "rate": row.threshold.interval(digits: digits).json(digits: digits),
          ]
        }), "x": .string(x.description), "y": .string(y.description),
    ]
  }
}

extension PeriodTwoOrbit {
  fileprivate func json(digits: Int) -> JSON {
    let stable: JSON =
      switch isStable {
      case .proved: .bool(true)
      case .refuted: .bool(false)
      case .undecided: .null
      }
    return [
      "kind": .string("\(kind)"), "multiplier": momentum.isZero ? multiplier.json(digits: digits) : .null,
      "points": .array([points.0.json(digits: digits), points.1.json(digits: digits)]), "stable": stable,
      "trace": momentum.isZero ? .null : trace.json(digits: digits),
    ]
  }
}

extension LevelArrival {
  fileprivate var json: JSON {
    func answer(_ outcome: String, step: Int? = nil, limit: Int? = nil) -> JSON {
      [
        "limit": limit.map { .number($0) } ?? .null, "outcome": .string(outcome),
        "step": step.map { .number($0) } ?? .null,
      ]
    }
    return switch self {
    case .reached(let step): answer("reached", step: step)
    case .never: answer("never")
    case .escaped(let step): answer("escaped", step: step)
    case .notWithin(let limit): answer("not within", limit: limit)
    }
  }
}
