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
      command.json ? JSONWriter.prettyText(answer.json(digits: digits)) + "\n" : text(answer, digits: digits))
    // Whether the level is reached later is not known then.
    if case .escaped = answer.level?.descent { throw ExitCode(2) }
  }

  private func answer(digits: Int) throws -> StepSizeAnswer {
    let depth = try depthValue(command.depth)
    let x = try exactNumber(command.x, "--x")
    let y = try exactNumber(command.y, "--y")
    guard x > 0 else {
      throw CommandFailure.badInput("--x \(x): --thresholds needs an input variance above 0")
    }
    guard y > 0 else {
      throw CommandFailure.badInput(
        "--y \(y): --thresholds needs a target above 0, which has a minimum s > 0")
    }
    let rate = try command.rate.map { try exactNumber($0, "--rate") }
    let momentum = try exactNumber(command.momentum, "--momentum")
    if let rate, rate <= 0 { throw CommandFailure.badInput("--rate \(rate): a step size is above 0") }
    guard momentum >= 0, momentum < 1 else {
      throw CommandFailure.badInput("--momentum \(momentum): use at least 0 and below 1")
    }
    let bits = [x, y, rate ?? 1, momentum].map { $0.numerator.bitWidth + $0.denominator.bitWidth }.max()!
    guard bits * 2 * depth <= Self.bitLimit else {
      throw CommandFailure.badInput("numbers of \(bits) bits at depth \(depth) are too long for exact powers")
    }
    let thresholds = StepSizeThresholds(depth: depth, x: x, y: y)
    let progress = Progress()
    defer { progress.end() }
    return StepSizeAnswer(
      thresholds: thresholds, rate: rate, momentum: momentum,
      orbits: try rate.map { try thresholds.periodTwoOrbits(rate: $0, momentum: momentum, digits: digits) },
      level: try level(
        depth: depth, x: x, y: y, rate: rate, momentum: momentum, digits: digits, progress: progress))
  }

  private func level(
    depth: Int, x: Rational, y: Rational, rate: Rational?, momentum: Rational, digits: Int,
    progress: Progress
  ) throws -> (product: Rational, time: Interval?, descent: LevelArrival?)? {
    guard let text = command.level else {
      if command.start != nil { throw CommandFailure.usage("--start goes with --level under --thresholds") }
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
    guard let start = command.start else { throw CommandFailure.usage("--level needs --start") }
    let value = try exactNumber(start, "--start")
    guard level > 0, value > 0 else {
      throw CommandFailure.badInput("--level \(level) from --start \(value): both are above 0")
    }
    guard (value.numerator.bitWidth + value.denominator.bitWidth) * depth <= Self.bitLimit else {
      throw CommandFailure.badInput("--start: a number too long for exact powers at depth \(depth)")
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

  private func text(_ answer: StepSizeAnswer, digits: Int) -> String {
    let thresholds = answer.thresholds
    // With momentum every row says which recursion it is about.
    func condition(_ text: String, momentum: Rational = 0) -> String {
      answer.momentum.isZero ? text : "\(text), b = \(momentum)"
    }
    var rows = [
      ["minimum", "s = (y/x)^(1/L)", thresholds.minimum(digits: digits + 2).text(digits: digits), ""],
      [
        "curvature", "lambda = L x s^(2L-2)", thresholds.curvature(digits: digits + 2).text(digits: digits),
        "",
      ],
    ]
    for row in answer.rows {
      let position = answer.rate.map { rate -> String in
        let sign = row.threshold.comparison(of: rate)
        return "rate \(rate) is \(sign < 0 ? "below" : sign > 0 ? "above" : "at it")"
      }
      rows.append([
        row.name, condition(row.condition, momentum: row.momentum),
        row.threshold.interval(digits: digits).text(digits: digits), position ?? "",
      ])
    }
    if thresholds.depth == 2, let rate = answer.rate {
      let square = thresholds.invariantSquare(rate: rate)
      let product = rate * thresholds.y
      rows.append([
        "invariant", condition("s^2 <= (2 + rate y)/(rate x)"), square.description,
        product > 2
          ? "not invariant: rate y > 2" : product == 2 ? "invariant, chaotic" : "invariant: rate y < 2",
      ])
    }
    var lines = [
      "depth \(thresholds.depth), x \(thresholds.x), y \(thresholds.y)"
        + (answer.momentum.isZero ? "" : ", momentum b = \(answer.momentum)")
    ]
    lines += Layout.table(rows, leftAligned: [0, 1, 2, 3]).map { "  " + $0 }
    lines += (answer.orbits ?? []).map { orbit in
      let stable =
        switch orbit.isStable {
        case .proved: "attracts"
        case .refuted: "repels"
        case .undecided: "undecided"
        }
      let points = [orbit.points.0, orbit.points.1].map { $0.text(digits: digits) }.joined(separator: ", ")
      let derivative =
        orbit.momentum.isZero
        ? "multiplier \(orbit.multiplier.text(digits: digits))"
        : "two steps of trace \(orbit.trace.text(digits: digits)) and determinant b^2"
      return "  period two, \(orbit.kind): {\(points)}, \(derivative), \(stable)"
    }
    if answer.orbits?.isEmpty == true { lines.append("  period two: no isolated orbit at depth 1") }
    if let level = answer.level {
      let time = level.time.map { "time \($0.text(digits: digits))" } ?? "never"
      lines.append("  product \(level.product): flow \(time), descent \(level.descent?.text ?? "-")")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension LevelArrival {
  fileprivate var text: String {
    let bits = TrajectoryProblem.escapeBits
    return switch self {
    case .reached(let step): "\(step) step\(step == 1 ? "" : "s")"
    case .never: "never"
    case .escaped(let step): "left (-2^\(bits), 2^\(bits)) before, at step \(step)"
    case .notWithin(let limit): "not within \(limit) steps"
    }
  }
}
