// TrajectoryAuditReport: the audit of a trajectory for people, one line for each kept step and mode.

import Exact
import Theorems

struct TrajectoryAuditReport {
  let problem: TrajectoryProblem
  let audit: TrajectoryAudit

  var text: String {
    let head = ["step", "mode", "float64", "error at least", "error at most", "proved bound", "tightness"]
    let body = audit.points.flatMap { point in
      point.values.enumerated().map { mode, value in
        [
          "\(point.step)", "\(mode + 1)", "\(value.reported)", short(value.error?.lower, .down),
          short(value.error?.upper, .up), short(value.bound, .up), short(value.tightness, .up),
        ]
      }
    }
    let first =
      "depth \(problem.depth), rate \(problem.rate), momentum \(problem.momentum), \(problem.start.count) modes: doubles against the certified trajectory"
    let lines = Layout.table([head] + body, leftAligned: [2, 3, 4, 5, 6]).map { "  " + $0 }
    return ([first] + lines).joined(separator: "\n") + "\n"
  }

  private func short(_ value: Rational?, _ rounding: DirectedRounding) -> String {
    value.map { decimalDigits(of: $0, digits: 3, rounding: rounding) } ?? "-"
  }
}
