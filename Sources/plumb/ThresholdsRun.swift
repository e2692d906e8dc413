// ThresholdsRun: plumb dynamics --thresholds, the step sizes at which gradient descent on one mode changes.

import ArgumentParser
import Exact
import Theorems

struct ThresholdsRun {
  let command: DynamicsCommand

  /// Digits of a bisection, and bits of the numbers that are raised to powers.
  static let digitLimit = 1000
  static let bitLimit = 1 << 24
  static let stepLimit = 1_000_000

  func run() throws {
    let digits = try checkedDigits(command.digits)
    guard digits <= Self.digitLimit else {
      throw CommandFailure.usage("--digits \(digits): --thresholds takes 1 to \(Self.digitLimit)")
    }
    let answer = try self.answer(digits: digits)
    try StandardOutput.write(
      command.json
        ? JSONWriter.prettyText(answer.json(digits: digits)) + "\n"
        : ThresholdsReport(answer: answer, digits: digits).text)
    // Whether the level is reached later is not known then.
    if case .escaped = answer.level?.descent { throw ExitCode(2) }
  }

  private func answer(digits: Int) throws -> StepSizeAnswer {
    let depth = try depthValue(command.depth)
    let x = try exactNumber(command.x, "--x")
    guard x > 0 else {
      throw CommandFailure.badInput("--x \(x): --thresholds needs an input variance above 0")
    }
    let momentum = try exactNumber(command.momentum, "--momentum")
    guard momentum >= 0, momentum < 1 else {
      throw CommandFailure.badInput("--momentum \(momentum): use at least 0 and below 1")
    }
    let (y, rate) = try targetAndRate(depth: depth, x: x, momentum: momentum)
    if let rate, rate <= 0 { throw CommandFailure.badInput("--rate \(rate): a step size is above 0") }
    if y <= 0 && (depth == 1 || command.start == nil) {
      throw CommandFailure.badInput(
        depth == 1
          ? "--y \(y): --thresholds needs a target above 0; at depth 1 none of them depends on the target"
          : "--y \(y): --thresholds needs a target above 0, which has a minimum s > 0, or a --start, of which it then tells what descent from it does"
      )
    }
    let start = try command.start.map { try self.start($0, depth: depth, x: x, y: y) }
    var numbers = [x, y, rate ?? 1, momentum]
    switch start {
    case .balanced(let value, _): numbers.append(value)
    case .pair(let flow): numbers += [flow.first, flow.second]
    case nil: break
    }
    let bits = numbers.map { $0.numerator.bitWidth + $0.denominator.bitWidth }.max()!
    guard bits * 2 * depth <= Self.bitLimit else {
      throw CommandFailure.badInput("numbers of \(bits) bits at depth \(depth) are too long for exact powers")
    }
    let thresholds = y > 0 ? StepSizeThresholds(depth: depth, x: x, y: y) : nil
    let progress = Progress()
    defer { progress.end() }
    return StepSizeAnswer(
      depth: depth, x: x, y: y, rate: rate, momentum: momentum,
      orbits: try rate.flatMap { rate in
        try thresholds?.periodTwoOrbits(rate: rate, momentum: momentum, digits: digits)
      },
      start: start,
      level: try level(
        start, depth: depth, x: x, y: y, rate: rate, momentum: momentum, digits: digits, progress: progress))
  }

  /// Those of --y and --rate, or those for which the pair of --orbit is an orbit.
  private func targetAndRate(depth: Int, x: Rational, momentum: Rational) throws -> (Rational, Rational?) {
    guard let text = command.orbit else {
      return (
        try exactNumber(command.y ?? "1", "--y"), try command.rate.map { try exactNumber($0, "--rate") }
      )
    }
    guard command.y == nil, command.rate == nil else {
      throw CommandFailure.usage("--orbit goes with neither --y nor --rate, which it sets")
    }
    let pair = try exactNumbers(text, "--orbit")
    guard pair.count == 2, pair[0] > 0, pair[1] > 0, pair[0] != pair[1] else {
      throw CommandFailure.usage("--orbit takes two different numbers a,b above 0")
    }
    guard depth >= 2 else { throw CommandFailure.usage("--orbit: no isolated orbit at depth 1") }
    let bits = pair.map { $0.numerator.bitWidth + $0.denominator.bitWidth }.max()!
    guard bits * 8 * depth * depth <= Self.bitLimit else {
      throw CommandFailure.badInput(
        "--orbit: numbers of \(bits) bits at depth \(depth) are too long for exact powers")
    }
    // Only eta x and y/x matter.
    let (y, rate) = PeriodTwoOrbit.rational(depth: depth, pair[0], pair[1])
    return (x * y, rate * (1 + momentum) / x)
  }

  private func start(_ text: String, depth: Int, x: Rational, y: Rational) throws -> StartAnswer {
    guard !text.contains(",") else {
      throw CommandFailure.usage("--start: --thresholds is about one mode; give one start")
    }
    let layers = try command.modes(depth: depth).layers[0]
    if layers.allSatisfy({ $0 == layers[0] }) {
      return .balanced(layers[0], DescentFromStart(depth: depth, start: layers[0], x: x, y: y))
    }
    guard depth == 2 else {
      throw CommandFailure.usage(
        "--start: layers that are not balanced are told of at depth 2 only; give one value, or follow them with --rate and --steps without --thresholds"
      )
    }
    guard layers[0] != -layers[1] else {
      throw CommandFailure.usage(
        "--start: layers of one magnitude are the balanced mode --start \(layers[0]) with --y \(-y)")
    }
    return .pair(UnbalancedFlow(first: layers[0], second: layers[1], x: x, y: y))
  }

  private func level(
    _ start: StartAnswer?, depth: Int, x: Rational, y: Rational, rate: Rational?, momentum: Rational,
    digits: Int, progress: Progress
  ) throws -> (product: Rational, time: Interval?, descent: LevelArrival?)? {
    guard let text = command.level else {
      if command.steps != nil { throw CommandFailure.usage("--steps goes with --level under --thresholds") }
      return nil
    }
    if command.steps != nil && rate == nil {
      throw CommandFailure.usage("--steps goes with --rate under --thresholds")
    }
    let limit = command.steps ?? Self.stepLimit
    guard (0...Self.stepLimit).contains(limit) else {
      throw CommandFailure.usage("--steps \(limit): use 0 to \(Self.stepLimit) with --thresholds")
    }
    let level = try exactNumber(text, "--level")
    switch start {
    case nil: throw CommandFailure.usage("--level needs --start")
    case .pair(let flow):
      guard rate == nil else {
        throw CommandFailure.usage(
          "--rate: the steps to a level are counted for balanced layers; leave it out for the time of the flow, or follow the layers with --rate and --steps without --thresholds"
        )
      }
      return (level, try flow.time(toProduct: level, digits: digits), nil)
    case .balanced(let value, _):
      guard level > 0, value > 0 else {
        throw CommandFailure.badInput("--level \(level) from --start \(value): both are above 0")
      }
      let flow = GradientFlow(depth: depth, start: value, x: x, y: y)
      let time = try flow.time(toProduct: level, digits: digits)
      let descent = try rate.map { rate in
        try flow.steps(toProduct: level, rate: rate, momentum: momentum, limit: limit) { bits, step in
          progress.report("descent  \(bits) bits, step \(step)/\(limit)")
        }
      }
      return (level, time, descent)
    }
  }
}
