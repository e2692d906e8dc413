// FlowRun: plumb dynamics --flow, the solution of gradient flow at given times.

import ArgumentParser
import Exact
import Theorems

struct FlowRun {
  let command: DynamicsCommand

  func run() throws {
    let digits = try checkedDigits(command.digits)
    let problem = try self.problem()
    let progress = Progress()
    let trajectory = try problem.trajectory(digits: digits) { time in
      progress.report("flow  time \(time.approximateDouble)")
    }
    progress.end()
    try StandardOutput.write(
      command.json
        ? JSONWriter.prettyText(trajectory.json(depth: problem.depth, digits: digits)) + "\n"
        : text(trajectory, problem, digits: digits))
    if trajectory.lostAtTime != nil || trajectory.escapedAtTime != nil { throw ExitCode(2) }
  }

  private func problem() throws -> FlowProblem {
    let depth = try depthValue(command.depth)
    guard try exactNumber(command.momentum, "--momentum").isZero else {
      throw CommandFailure.usage("--momentum: gradient flow has none; leave it out")
    }
    let modes = try command.modes(depth: depth)
    if depth > 2, modes.layers.contains(where: { $0.count > 1 }) {
      throw CommandFailure.usage(
        "--start: the flow of unbalanced layers has a closed form at depth 2 only; give one value a mode, or follow descent with --rate and --steps without --flow"
      )
    }
    return FlowProblem(depth: depth, layers: modes.layers, x: modes.x, y: modes.y, times: try times())
  }

  /// The times of --times, or those of the steps.
  private func times() throws -> [Rational] {
    if let text = command.times {
      let times = try exactNumbers(text, "--times")
      guard !times.isEmpty else { throw CommandFailure.usage("--times needs at least one time") }
      if let negative = times.first(where: { $0 < 0 }) {
        throw CommandFailure.badInput("--times \(negative): a time is at least 0")
      }
      return times
    }
    guard command.steps != nil else {
      throw CommandFailure.usage("--flow needs --times t1,t2,..., or --steps for times in steps")
    }
    let (steps, every) = try command.stepRange()
    let unit = try command.rate.map { try exactNumber($0, "--rate") } ?? 1
    if unit < 0 { throw CommandFailure.badInput("--rate \(unit): a time is at least 0") }
    var numbers = Array(stride(from: 0, through: steps, by: every))
    if numbers.last != steps { numbers.append(steps) }
    return numbers.map { unit * Rational($0) }
  }

  private func text(_ trajectory: FlowTrajectory, _ problem: FlowProblem, digits: Int) -> String {
    var rows = [["time", "mode", "layers", "product"]]
    for point in trajectory.points {
      for (i, mode) in point.modes.enumerated() {
        let row = [i == 0 ? Layout.brief(point.time, digits: digits) : "", "\(i + 1)"]
        switch mode.escape {
        case .blowUp(let time):
          rows.append(row + ["left every bound at time \(time.text(digits: digits))", ""])
        case .beyondLimit: rows.append(row + ["beyond 2^\(GradientFlow.exponentLimit)", ""])
        case nil:
          let layers = mode.layers.map { $0.text(digits: digits) }.joined(separator: " : ")
          rows.append(row + [layers, mode.product?.text(digits: digits) ?? ""])
        }
      }
    }
    var lines = ["depth \(problem.depth), gradient flow, \(problem.layers.count) modes"]
    lines += Layout.table(rows, leftAligned: [0, 2, 3]).map { "  " + $0 }
    if let time = trajectory.lostAtTime {
      lines.append(
        "  fewer than \(digits) digits at time \(Layout.brief(time, digits: digits)): the limits of precision or exponent were reached"
      )
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
