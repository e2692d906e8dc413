// Trajectory: certified orbits of the layer values of several modes, balanced or not, to as many digits as asked for.

import Exact

/// Modes of an aligned network under gradient descent, and how long to follow them.
public struct TrajectoryProblem: Sendable {
  public let depth: Int
  /// The layer values of every mode at the start: one for a balanced mode, else one a layer.
  public let layers: [[Rational]]
  /// The data of every mode.
  public let x: [Rational]
  public let y: [Rational]
  public let rate: Rational
  public let momentum: Rational
  public let steps: Int
  /// Values are kept at the steps divisible by this, and at the last.
  public let every: Int

  public init(
    depth: Int, layers: [[Rational]], x: [Rational], y: [Rational], rate: Rational, momentum: Rational,
    steps: Int, every: Int
  ) {
    precondition(
      depth >= 1 && steps >= 0 && every >= 1, "a trajectory of depth \(depth), \(steps) steps, every \(every)"
    )
    precondition(layers.count == x.count && layers.count == y.count, "modes with unequal data")
    precondition(
      layers.allSatisfy { $0.count == 1 || $0.count == depth },
      "a mode with neither one value nor one a layer")
    self.depth = depth
    self.layers = layers
    self.x = x
    self.y = y
    self.rate = rate
    self.momentum = momentum
    self.steps = steps
    self.every = every
  }

  /// Balanced modes, from the common layer value of each.
  public init(
    depth: Int, start: [Rational], x: [Rational], y: [Rational], rate: Rational, momentum: Rational,
    steps: Int, every: Int
  ) {
    self.init(
      depth: depth, layers: start.map { [$0] }, x: x, y: y, rate: rate, momentum: momentum, steps: steps,
      every: every)
  }

  /// The first layer's value of every mode at the start.
  public var start: [Rational] { layers.map { $0[0] } }

  /// Whether every mode is balanced.
  public var isBalanced: Bool { layers.allSatisfy { $0.count == 1 } }

  func isKept(_ step: Int) -> Bool { step % every == 0 || step == steps }
}

/// Enclosures of the layer values at the kept steps.
public struct Trajectory: Sendable {
  public struct Point: Sendable {
    public let step: Int
    /// The layer values of every mode: one enclosure for a balanced mode, else one a layer.
    public let layers: [[Interval]]

    /// The first layer's value of every mode, which is that of all layers of a balanced one.
    public var values: [Interval] { layers.map { $0[0] } }
  }

  public enum Arithmetic: Sendable, Hashable {
    /// Every value is the exact rational.
    case exact
    /// Balls of this many bits.
    case balls(bits: Int)
  }

  public let points: [Point]
  public let arithmetic: Arithmetic
  /// The least number of correct bits, relative to the value, over all kept steps and modes; nil when exact.
  public let accuracyBits: Int?
  /// The first step at which a kept value was not enclosed to the digits asked for, or nothing was known of a value,
  /// where the trajectory ends; nil when all are.
  public let lostAtStep: Int?
  /// The first step at which a mode was proved not to be below `2^escapeBits` in magnitude, where the trajectory ends; nil
  /// if none.
  public let escapedAtStep: Int?
}

extension TrajectoryProblem {
  /// The most bits that exact rationals may reach; beyond, balls take over.
  public static let exactBitsLimit = 20_000
  /// The most bits of a ball; beyond, the answer says from which step on digits are missing. A chaotic orbit that loses log2(3)
  /// bits a step is followed for 10^5 steps with it.
  public static let precisionLimit = 1 << 18
  /// Orbits that leave `(-2^escapeBits, 2^escapeBits)` are not followed further.
  public static let escapeBits = 1 << 16

  /// Follows the modes, exactly while that is cheap, else in balls. The first attempt has few bits; where it loses the digits, the bits
  /// that were lost a step say how many the next needs, until every kept value has `digits` significant digits.
  ///
  /// *Guarantee*: every value lies in its interval, whatever was reached. *Cost*: that of the last attempt and of shorter ones before.
  /// - Parameters:
  ///   - digits: significant digits of every kept value.
  ///   - precisionLimit: the most bits of a ball.
  ///   - progress: called now and then with the precision in bits and the step.
  public func trajectory(
    digits: Int, precisionLimit: Int = TrajectoryProblem.precisionLimit,
    progress: (Int, Int) -> Void = { _, _ in }
  ) -> Trajectory {
    if bitsOfExactValues <= Self.exactBitsLimit { return exactTrajectory() }
    let wanted = DecimalPrecision.bits(forDigits: digits)
    var precision = min(max(128, wanted + 64), precisionLimit)
    while true {
      let (attempt, bitsLeft) = ballTrajectory(
        precision: precision, limit: precisionLimit, wantedBits: wanted, progress: progress)
      guard let lost = attempt.lostAtStep, precision < precisionLimit else { return attempt }
      // As many bits a step as were lost so far, and a sixteenth more. The first steps may not be typical, so a guess from few
      // of them does not raise the precision at once.
      let needed = wanted + 64 + (precision - bitsLeft) * steps / max(1, lost) * 17 / 16
      let reach = precision * (precision < 4096 ? 8 : 64)
      precision = min(max(precision * 3 / 2, min(needed, reach)), precisionLimit)
    }
  }

  /// A bound of the bits of the exact last value: each step multiplies the size by `2L - 1` and adds that of the data.
  private var bitsOfExactValues: Int {
    func bits(_ value: Rational) -> Int { value.numerator.bitWidth + value.denominator.bitWidth }
    let data = (x + y + [rate, momentum]).map(bits).max()! * 2 + 4
    var size = layers.joined().map(bits).max() ?? 0
    for _ in 0..<steps {
      size = size * (2 * depth - 1) + data
      if size > Self.exactBitsLimit { return size }
    }
    return size
  }

  private func exactTrajectory() -> Trajectory {
    var orbits = layers.indices.map { mode -> [LayerState<Rational>] in
      var state = LayerState(values: layers[mode])
      var kept = [state]
      for step in 0..<steps {
        state = exactStep(state, mode: mode)
        if isKept(step + 1) { kept.append(state) }
      }
      return kept
    }
    let points = (0...steps).filter(isKept).map { step in
      let layers = orbits.indices.map { mode in orbits[mode].removeFirst().values.map { Interval($0) } }
      return Trajectory.Point(step: step, layers: layers)
    }
    return Trajectory(
      points: points, arithmetic: .exact, accuracyBits: nil, lostAtStep: nil, escapedAtStep: nil)
  }

  /// One exact step; a balanced mode moves by its one value.
  private func exactStep(_ state: LayerState<Rational>, mode: Int) -> LayerState<Rational> {
    if state.values.count == depth {
      return LayerRecursion(x: x[mode], y: y[mode], rate: rate, momentum: momentum).step(state)
    }
    let next = ModeRecursion(depth: depth, x: x[mode], y: y[mode], rate: rate, momentum: momentum).step(
      ModeState(value: state.values[0], velocity: state.velocities[0]))
    var moved = state
    (moved.values[0], moved.velocities[0]) = (next.value, next.velocity)
    return moved
  }

  /// The orbit of a mode in balls of at most `precision` bits.
  func orbit(mode: Int, precision: Int) -> any CertifiedOrbit {
    func layered(bits: Int) -> LayerRecursion<Ball> {
      func ball(_ value: Rational) -> Ball { Ball(value, precision: bits) }
      return LayerRecursion(x: ball(x[mode]), y: ball(y[mode]), rate: ball(rate), momentum: ball(momentum))
    }
    func balanced(bits: Int) -> ModeRecursion<Ball> {
      func ball(_ value: Rational) -> Ball { Ball(value, precision: bits) }
      return ModeRecursion(
        depth: depth, x: ball(x[mode]), y: ball(y[mode]), rate: ball(rate), momentum: ball(momentum))
    }
    let start = layers[mode].map { Ball($0, precision: precision) }
    if start.count > 1 {
      return LayeredOrbit(
        recursion: layered(bits: precision), rough: layered(bits: 64), hasMomentum: !momentum.isZero,
        start: start)
    }
    if !momentum.isZero {
      return MomentumOrbit(
        recursion: balanced(bits: precision), rough: balanced(bits: 128), start: start[0])
    }
    return BalancedOrbit(
      depth: depth, start: layers[mode][0], x: x[mode], y: y[mode], rate: rate, precision: precision)
  }

  /// One attempt, and the least number of correct bits at the step where it lost the digits.
  private func ballTrajectory(
    precision: Int, limit: Int, wantedBits: Int, progress: (Int, Int) -> Void
  ) -> (Trajectory, bitsLeft: Int) {
    var points: [Trajectory.Point] = []
    var accuracy = Int.max
    var (lost, bitsLeft): (Int?, Int) = (nil, 0)
    var escaped: Int?
    let escape = Ball(Rational(mantissa: 1, exponent: Self.escapeBits), precision: 64)
    var orbits = layers.indices.map { orbit(mode: $0, precision: precision) }
    for step in 0...steps {
      if step > 0 { for i in orbits.indices { orbits[i].advance() } }
      let layers = orbits.map(\.values)
      // A ball that has grown beyond the bound says nothing of its value: more bits may hold it. So an escape is a proof.
      let inside = layers.joined().map { $0.isLess(than: escape) && (-escape).isLess(than: $0) }
      if inside.contains(.refuted) {
        escaped = step
        break
      }
      if inside.contains(.undecided) {
        lost = lost ?? step
        break
      }
      if step % 512 == 0 { progress(precision, step) }
      if !isKept(step) { continue }
      let least = layers.joined().map(\.accuracyBits).min() ?? .max
      accuracy = min(accuracy, least)
      if least < wantedBits, lost == nil {
        (lost, bitsLeft) = (step, least)
        if precision < limit { break }
      }
      points.append(
        Trajectory.Point(
          step: step, layers: layers.map { $0.map { Self.kept($0, wantedBits: wantedBits) } }))
    }
    let trajectory = Trajectory(
      points: points, arithmetic: .balls(bits: precision), accuracyBits: accuracy, lostAtStep: lost,
      escapedAtStep: escaped)
    return (trajectory, bitsLeft)
  }

  /// A value below the escape bound, which is not the whole line. Long orbits keep many points: far more bits than were asked for
  /// are rounded away.
  private static func kept(_ value: Ball, wantedBits: Int) -> Interval {
    let bits = max(4096, 2 * wantedBits)
    let short = value.precision > bits ? value.rounded(toPrecision: bits) : value
    return Interval(short.lowerBound!, short.upperBound!)
  }
}
