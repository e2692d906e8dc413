// plumb dynamics: certified trajectories of the layer values under gradient descent.

import ArgumentParser
import Exact
import Theorems

struct DynamicsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dynamics",
    abstract: "Follow the singular values of an aligned balanced network under gradient descent.")

  @Option(help: "Depth L.") var depth: String
  @Option(help: "The layer value of every mode at the start: s1,s2,...") var start: String
  @Option(help: "The input variance of every mode; one value stands for all.") var x = "1"
  @Option(help: "The target of every mode; one value stands for all.") var y = "1"
  @Option(help: "The step size.") var rate: String
  @Option(help: "Momentum b, as in v' = b v + g, s' = s - rate v'.") var momentum = "0"
  @Option(help: "The number of steps.") var steps: Int
  @Option(help: "Print every so many steps, and the last.") var every: Int?
  @Option(help: "Significant digits of every bound.") var digits = 15
  @Flag(help: "Hold the same recursion in doubles against the certified one, with a proved bound.")
  var audit = false
  @Flag(help: "Answer one JSON object.") var json = false

  static let stepLimit = 10_000_000
  static let pointLimit = 100_000

  func run() throws {
    try reporting {
      let digits = try checkedDigits(digits)
      let problem = try self.problem()
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
  }

  private func problem() throws -> TrajectoryProblem {
    let values = try exactNumbers(start, "--start")
    guard !values.isEmpty else { throw CommandFailure.usage("--start needs at least one value") }
    guard (0...Self.stepLimit).contains(steps) else {
      throw CommandFailure.usage("--steps \(steps): use 0 to \(Self.stepLimit)")
    }
    let every = every ?? max(1, steps / 10)
    guard every >= 1, steps / every <= Self.pointLimit else {
      throw CommandFailure.usage(
        "--every \(every): use at least 1, and at most \(Self.pointLimit) printed steps")
    }
    func spread(_ text: String, _ option: String) throws -> [Rational] {
      let given = try exactNumbers(text, option)
      if given.count == 1 { return Array(repeating: given[0], count: values.count) }
      guard given.count == values.count else {
        throw CommandFailure.usage("\(option): \(given.count) values for \(values.count) modes")
      }
      return given
    }
    let inputs = try spread(x, "--x")
    if let negative = inputs.first(where: { $0 < 0 }) {
      throw CommandFailure.badInput("--x \(negative): an input variance is at least 0")
    }
    return TrajectoryProblem(
      depth: try depthValue(depth), start: values, x: inputs, y: try spread(y, "--y"),
      rate: try exactNumber(rate, "--rate"), momentum: try exactNumber(momentum, "--momentum"), steps: steps,
      every: every)
  }

  private func text(_ trajectory: Trajectory, _ problem: TrajectoryProblem, digits: Int) -> String {
    var lines = [
      "depth \(problem.depth), rate \(problem.rate), momentum \(problem.momentum), \(problem.start.count) modes"
    ]
    let width = "\(problem.steps)".count
    for point in trajectory.points {
      let values = point.values.map { $0.text(digits: digits) }
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
