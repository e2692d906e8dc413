// FlowTrajectory: several modes under gradient flow at the times asked for.

import Exact

/// Modes of an aligned network under gradient flow: balanced, or two layers with values of their own.
public struct FlowProblem: Sendable {
  public let depth: Int
  /// The layer values of every mode at time 0: one for a balanced mode, else one a layer.
  public let layers: [[Rational]]
  public let x: [Rational]
  public let y: [Rational]
  /// The times asked for, at least 0.
  public let times: [Rational]

  public init(depth: Int, layers: [[Rational]], x: [Rational], y: [Rational], times: [Rational]) {
    precondition(layers.count == x.count && layers.count == y.count, "modes with unequal data")
    precondition(
      layers.allSatisfy { $0.count == 1 || ($0.count == depth && depth == 2) },
      "unbalanced layers have a closed form at depth 2 only")
    precondition(times.allSatisfy { $0.signum() >= 0 }, "a negative time")
    self.depth = depth
    self.layers = layers
    self.x = x
    self.y = y
    self.times = times
  }
}

/// Enclosures of the layer values and of their products at the times asked for.
public struct FlowTrajectory: Sendable {
  public struct Mode: Sendable {
    /// One enclosure for a balanced mode, else one a layer; none after an escape.
    public let layers: [Interval]
    /// The product of the layers.
    public let product: Interval?
    /// Why there are no values.
    public let escape: FlowEscape?
    /// Whether all numbers have the digits asked for.
    public let isSharp: Bool
  }

  public struct Point: Sendable {
    public let time: Rational
    public let modes: [Mode]
  }

  public let points: [Point]

  /// The first time at which a number has fewer digits than asked for; nil when all have them.
  public var lostAtTime: Rational? { points.first { $0.modes.contains { !$0.isSharp } }?.time }
  /// The first time at which a mode had escaped; nil if none.
  public var escapedAtTime: Rational? { points.first { $0.modes.contains { $0.escape != nil } }?.time }
}

extension FlowProblem {
  /// Solves every mode at every time.
  ///
  /// *Guarantee*: every number lies in its interval, whatever was reached.
  public func trajectory(
    digits: Int, progress: (Rational) -> Void = { _ in }
  ) throws(VerificationError) -> FlowTrajectory {
    var points: [FlowTrajectory.Point] = []
    for time in times {
      var modes: [FlowTrajectory.Mode] = []
      for mode in layers.indices {
        modes.append(try self.mode(mode, at: time, digits: digits))
        progress(time)
      }
      points.append(FlowTrajectory.Point(time: time, modes: modes))
    }
    return FlowTrajectory(points: points)
  }

  private func mode(_ mode: Int, at time: Rational, digits: Int) throws(VerificationError)
    -> FlowTrajectory.Mode
  {
    let (values, x, y) = (layers[mode], x[mode], y[mode])
    if values.count == 1 { return try balanced(values[0], x, y, signs: [1], at: time, digits: digits) }
    let (first, second) = (values[0], values[1])
    if first == second { return try balanced(first, x, y, signs: [1, 1], at: time, digits: digits) }
    // The second layer with the other sign turns y into -y.
    if first == -second { return try balanced(first, x, -y, signs: [1, -1], at: time, digits: digits) }
    let flow = UnbalancedFlow(first: first, second: second, x: x, y: y)
    switch try flow.value(at: time, digits: digits) {
    case .enclosed(let first, let second, let product, let isSharp):
      return FlowTrajectory.Mode(layers: [first, second], product: product, escape: nil, isSharp: isSharp)
    case .escaped(let end): return FlowTrajectory.Mode(layers: [], product: nil, escape: end, isSharp: true)
    }
  }

  /// A balanced mode whose layers are `signs` times one value.
  private func balanced(
    _ start: Rational, _ x: Rational, _ y: Rational, signs: [Int], at time: Rational, digits: Int
  ) throws(VerificationError) -> FlowTrajectory.Mode {
    // The product of the layers has the relative error of L values.
    let flow = GradientFlow(depth: depth, start: start, x: x, y: y)
    let extra = depth == 1 ? 0 : "\(depth)".count + 1
    switch try flow.value(at: time, digits: digits + extra) {
    case .escaped(let end): return FlowTrajectory.Mode(layers: [], product: nil, escape: end, isSharp: true)
    case .enclosed(let value, let isSharp):
      guard let power = value.power(depth) else {
        throw .undecided("the product of \(depth) layers at time \(time): it is beyond every ball")
      }
      let layers = signs.map { $0 > 0 ? value : value.negated }
      return FlowTrajectory.Mode(
        layers: layers, product: signs == [1, -1] ? power.negated : power, escape: nil, isSharp: isSharp)
    }
  }
}

extension Interval {
  /// `{-t : t in self}`.
  var negated: Interval { Interval(-upper, -lower) }

  /// The powers of the numbers of the interval; nil where they leave the exponents of balls, which end at `2^(2^30 - 1)`. Values within
  /// `GradientFlow.exponentLimit` stay inside at depths up to 1000, for 1000 * 2^20 < 2^30 - 1.
  ///
  /// Ends are moved outward to a few hundred bits beyond those that tell them apart.
  func power(_ exponent: Int) -> Interval? {
    if exponent == 1 { return self }
    let bits = max(lower.numerator.bitWidth, upper.numerator.bitWidth) + 128
    if lower == upper && bits * exponent <= 1 << 16 { return Interval(lower.power(exponent)) }
    let ends = [lower, upper].map { Ball($0, precision: bits).power(exponent) }
    let (least, largest) = lower.signum() < 0 && exponent % 2 == 0 ? (ends[1], ends[0]) : (ends[0], ends[1])
    guard let below = least.lowerBound, let above = largest.upperBound else { return nil }
    if exponent % 2 == 0 && lower.signum() < 0 && upper.signum() > 0 {
      return Interval(0, max(above, least.upperBound!))
    }
    return Interval(below, above)
  }
}
