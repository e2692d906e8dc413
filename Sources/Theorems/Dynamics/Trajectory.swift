// Trajectory: certified orbits of the layer values of several modes, to as many digits as asked for.

import Exact

/// Modes of an aligned balanced network under gradient descent, and how long to follow them.
public struct TrajectoryProblem: Sendable {
  public let depth: Int
  /// `s_0` of every mode, with its data.
  public let start: [Rational]
  public let x: [Rational]
  public let y: [Rational]
  public let rate: Rational
  public let momentum: Rational
  public let steps: Int
  /// Values are kept at the steps divisible by this, and at the last.
  public let every: Int

  public init(
    depth: Int, start: [Rational], x: [Rational], y: [Rational], rate: Rational, momentum: Rational,
    steps: Int, every: Int
  ) {
    precondition(
      depth >= 1 && steps >= 0 && every >= 1, "a trajectory of depth \(depth), \(steps) steps, every \(every)"
    )
    precondition(start.count == x.count && start.count == y.count, "modes with unequal data")
    self.depth = depth
    self.start = start
    self.x = x
    self.y = y
    self.rate = rate
    self.momentum = momentum
    self.steps = steps
    self.every = every
  }

  func isKept(_ step: Int) -> Bool { step % every == 0 || step == steps }
}

/// Enclosures of the layer values at the kept steps.
public struct Trajectory: Sendable {
  public struct Point: Sendable {
    public let step: Int
    /// One enclosure a mode.
    public let values: [Interval]
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
  /// The most bits of a ball; beyond, the answer says from which step on digits are missing.
  public static let precisionLimit = 1 << 16
  /// Orbits that leave `(-2^escapeBits, 2^escapeBits)` are not followed further.
  public static let escapeBits = 1 << 16

  /// Follows the modes, exactly while that is cheap, else in balls whose precision is doubled until every kept value has
  /// `digits` significant digits.
  ///
  /// *Guarantee*: every value lies in its interval, whatever was reached. *Cost*: at most twice the last attempt.
  /// - Parameters:
  ///   - digits: significant digits of every kept value.
  ///   - progress: called now and then with the precision in bits and the step.
  public func trajectory(digits: Int, progress: (Int, Int) -> Void = { _, _ in }) -> Trajectory {
    if bitsOfExactValues <= Self.exactBitsLimit { return exactTrajectory() }
    let wanted = DecimalPrecision.bits(forDigits: digits)
    var precision = max(128, wanted + 64)
    while true {
      let attempt = ballTrajectory(precision: precision, wantedBits: wanted, progress: progress)
      if attempt.lostAtStep == nil || precision >= Self.precisionLimit { return attempt }
      precision *= 2
    }
  }

  /// A bound of the bits of the exact last value: each step multiplies the size by `2L - 1` and adds that of the data.
  private var bitsOfExactValues: Int {
    func bits(_ value: Rational) -> Int { value.numerator.bitWidth + value.denominator.bitWidth }
    let data = (x + y + [rate, momentum]).map(bits).max()! * 2 + 4
    var size = start.map(bits).max() ?? 0
    for _ in 0..<steps {
      size = size * (2 * depth - 1) + data
      if size > Self.exactBitsLimit { return size }
    }
    return size
  }

  private func exactTrajectory() -> Trajectory {
    var points: [Trajectory.Point] = []
    follow(
      embedding: { $0 },
      each: { step, values in
        if isKept(step) {
          points.append(Trajectory.Point(step: step, values: values.map { Interval($0) }))
        }
        return true
      })
    return Trajectory(
      points: points, arithmetic: .exact, accuracyBits: nil, lostAtStep: nil, escapedAtStep: nil)
  }

  private func ballTrajectory(precision: Int, wantedBits: Int, progress: (Int, Int) -> Void) -> Trajectory {
    var points: [Trajectory.Point] = []
    var accuracy = Int.max
    var lost: Int?
    var escaped: Int?
    let escape = Ball(Rational(mantissa: 1, exponent: Self.escapeBits), precision: 64)
    follow(embedding: { Ball($0, precision: precision) }) { (step, values: [Ball]) in
      // A ball that has grown beyond the bound says nothing of its value: more bits may hold it. So an escape is a proof.
      let inside = values.map { $0.isLess(than: escape) && (-escape).isLess(than: $0) }
      if inside.contains(.refuted) {
        escaped = step
        return false
      }
      if inside.contains(.undecided) {
        lost = lost ?? step
        return false
      }
      if !isKept(step) { return true }
      progress(precision, step)
      let least = values.map(\.accuracyBits).min() ?? .max
      accuracy = min(accuracy, least)
      if least < wantedBits, lost == nil {
        lost = step
        if precision < Self.precisionLimit { return false }
      }
      // Values below the escape bound are not the whole line.
      points.append(
        Trajectory.Point(step: step, values: values.map { Interval($0.lowerBound!, $0.upperBound!) }))
      return true
    }
    return Trajectory(
      points: points, arithmetic: .balls(bits: precision), accuracyBits: accuracy, lostAtStep: lost,
      escapedAtStep: escaped)
  }

  /// Runs the recursion in any ring, handing the values at every step to `each` until it returns false.
  private func follow<Scalar: CommutativeRing>(
    embedding: (Rational) -> Scalar, each: (Int, [Scalar]) -> Bool
  ) {
    let recursions = zip(x, y).map { x, y in
      ModeRecursion(
        depth: depth, x: embedding(x), y: embedding(y), rate: embedding(rate), momentum: embedding(momentum))
    }
    var states = start.map { ModeState(value: embedding($0), velocity: embedding(0)) }
    for step in 0...steps {
      if step > 0 { for i in states.indices { states[i] = recursions[i].step(states[i]) } }
      if !each(step, states.map(\.value)) { return }
    }
  }
}
