// plumb dynamics: certified trajectories of the layer values under gradient descent.

import ArgumentParser
import Exact
import Theorems

struct DynamicsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dynamics",
    abstract: "Follow the singular values of an aligned network under gradient descent or gradient flow.",
    discussion: """
      Gradient descent needs --start, --rate and --steps. --flow solves the flow in closed form at --times, or at the times of --steps: \
      rate times step when there is a --rate, else the step. --thresholds tells the step sizes at which descent changes, in general and from \
      --start, and with --rate where descent from there ends and the orbits of period two. A mode is one value, or, when its layers are not balanced, one value a layer with colons between: 2:1/2.
      """)

  @Option(help: "Depth L.") var depth: String
  @Option(
    parsing: .unconditional,
    help: "The layer value of every mode at the start: s1,s2,...; a mode of unbalanced layers as a:b:c.")
  var start: String?
  @Option(parsing: .unconditional, help: "The input variance of every mode; one value stands for all.")
  var x = "1"
  @Option(
    parsing: .unconditional, help: "The target of every mode, 1 unless given; one value stands for all.")
  var y: String?
  @Option(parsing: .unconditional, help: "The step size.") var rate: String?
  @Option(parsing: .unconditional, help: "Momentum b, as in v' = b v + g, s' = s - rate v'.")
  var momentum = "0"
  @Option(help: "The number of steps.") var steps: Int?
  @Option(help: "Print every so many steps, and the last.") var every: Int?
  @Option(help: "Significant digits of every bound.") var digits = 15
  @Flag(help: "Hold the same recursion in doubles against the certified one, with a proved bound.")
  var audit = false
  @Flag(help: "Gradient flow instead of gradient descent, in closed form.") var flow = false
  @Option(parsing: .unconditional, help: "With --flow: the times t1,t2,...") var times: String?
  @Flag(help: "The step sizes at which gradient descent changes its behaviour, for one mode.")
  var thresholds = false
  @Option(
    parsing: .unconditional,
    help: "With --thresholds and --start: how long until the product of the layers reaches this level.")
  var level: String?
  @Option(
    parsing: .unconditional,
    help:
      "With --thresholds: two values a,b; sets the --y and --rate for which they are an orbit of period two.")
  var orbit: String?
  @Flag(help: "Answer one JSON object.") var json = false

  static let stepLimit = 10_000_000
  static let pointLimit = 100_000

  func run() throws {
    try reporting {
      try checkCombination()
      if thresholds { return try ThresholdsRun(command: self).run() }
      if flow { return try FlowRun(command: self).run() }
      try descend()
    }
  }

  /// Options that do not go together are refused rather than ignored.
  private func checkCombination() throws {
    if flow && thresholds { throw CommandFailure.usage("--flow and --thresholds: give one of them") }
    if audit && (flow || thresholds) {
      throw CommandFailure.usage("--audit goes with neither --flow nor --thresholds")
    }
    if times != nil && !flow { throw CommandFailure.usage("--times goes with --flow") }
    if times != nil && (steps != nil || rate != nil || every != nil) {
      throw CommandFailure.usage("--times goes with none of --rate, --steps and --every, which set the times")
    }
    if thresholds && every != nil { throw CommandFailure.usage("--every does not go with --thresholds") }
    if orbit != nil && !thresholds { throw CommandFailure.usage("--orbit goes with --thresholds") }
    if level != nil && !thresholds { throw CommandFailure.usage("--level goes with --thresholds") }
  }

  private func descend() throws {
    let digits = try checkedDigits(digits)
    let problem = try self.problem()
    if audit && !problem.isBalanced {
      throw CommandFailure.usage("--audit is for balanced modes: give one value a mode")
    }
    let progress = Progress()
    // The truth must be sharper than doubles, or it would limit the error that is seen.
    let trajectory = problem.trajectory(digits: audit ? max(digits, 40) : digits) { bits, step in
      progress.report("dynamics  \(bits) bits, step \(step)/\(problem.steps)")
    }
    progress.end()
    if audit {
      let audit = TrajectoryAudit(of: problem, against: trajectory)
      try StandardOutput.write(
        json
          ? JSONWriter.prettyText(audit.json(depth: problem.depth)) + "\n"
          : TrajectoryAuditReport(problem: problem, audit: audit).text)
      if audit.isUndecided { throw ExitCode(2) }
      return
    }
    try StandardOutput.write(
      json
        ? JSONWriter.prettyText(trajectory.json(depth: problem.depth, digits: digits)) + "\n"
        : text(trajectory, problem, digits: digits))
    if trajectory.lostAtStep != nil || trajectory.escapedAtStep != nil { throw ExitCode(2) }
  }

  private func problem() throws -> TrajectoryProblem {
    let depth = try depthValue(depth)
    let modes = try self.modes(depth: depth)
    guard let rate else {
      throw CommandFailure.usage("--rate: give the step size, or --flow for gradient flow")
    }
    let (steps, every) = try stepRange()
    return TrajectoryProblem(
      depth: depth, layers: modes.layers, x: modes.x, y: modes.y, rate: try exactNumber(rate, "--rate"),
      momentum: try exactNumber(momentum, "--momentum"), steps: steps, every: every)
  }

  /// The last step and the distance of those that are printed.
  func stepRange() throws -> (steps: Int, every: Int) {
    guard let steps else { throw CommandFailure.usage("--steps: give the number of steps") }
    guard (0...Self.stepLimit).contains(steps) else {
      throw CommandFailure.usage("--steps \(steps): use 0 to \(Self.stepLimit)")
    }
    let every = every ?? max(1, steps / 10)
    guard every >= 1, steps / every <= Self.pointLimit else {
      throw CommandFailure.usage(
        "--every \(every): use at least 1, and at most \(Self.pointLimit) printed steps")
    }
    return (steps, every)
  }

  /// The modes of --start with their data.
  func modes(depth: Int) throws -> (layers: [[Rational]], x: [Rational], y: [Rational]) {
    guard let start, !start.isEmpty else { throw CommandFailure.usage("--start needs at least one value") }
    let layers = try start.split(separator: ",", omittingEmptySubsequences: false).map { mode in
      try mode.split(separator: ":", omittingEmptySubsequences: false).map {
        try exactNumber(String($0), "--start")
      }
    }
    if let wrong = layers.first(where: { $0.count != 1 && $0.count != depth }) {
      throw CommandFailure.usage(
        "--start: a mode with \(wrong.count) layer values at depth \(depth); give one, or one a layer")
    }
    func spread(_ text: String, _ option: String) throws -> [Rational] {
      let given = try exactNumbers(text, option)
      if given.count == 1 { return Array(repeating: given[0], count: layers.count) }
      guard given.count == layers.count else {
        throw CommandFailure.usage("\(option): \(given.count) values for \(layers.count) modes")
      }
      return given
    }
    let inputs = try spread(x, "--x")
    if let negative = inputs.first(where: { $0 < 0 }) {
      throw CommandFailure.badInput("--x \(negative): an input variance is at least 0")
    }
    return (layers, inputs, try spread(y ?? "1", "--y"))
  }

  private func text(_ trajectory: Trajectory, _ problem: TrajectoryProblem, digits: Int) -> String {
    var lines = [
      "depth \(problem.depth), rate \(problem.rate), momentum \(problem.momentum), \(problem.layers.count) modes"
    ]
    let width = "\(problem.steps)".count
    for point in trajectory.points {
      let values = point.layers.map { $0.map { $0.text(digits: digits) }.joined(separator: " : ") }
      lines.append("  \(Layout.leading("\(point.step)", to: width))  \(values.joined(separator: "  "))")
    }
    switch trajectory.arithmetic {
    case .exact: lines.append("  exact rationals throughout")
    case .balls(let bits):
      let left = trajectory.accuracyBits.map { $0 == .max ? "all" : "\($0)" } ?? "0"
      lines.append("  balls of \(bits) bits; at least \(left) correct bits left at every printed step")
    }
    if let step = trajectory.escapedAtStep {
      lines.append(
        "  stopped at step \(step): a value left (-2^\(TrajectoryProblem.escapeBits), 2^\(TrajectoryProblem.escapeBits))"
      )
    } else if let step = trajectory.lostAtStep {
      lines.append(
        "  fewer than \(digits) digits from step \(step) on: the precision limit of \(TrajectoryProblem.precisionLimit) bits was reached"
      )
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
