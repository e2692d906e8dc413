// TrajectoryAudit: gradient descent as doubles compute it, step by step beside the certified trajectory, with a proved bound.
//
// Statement   Let (s, v) be the exact value and velocity of a mode, (s', v') what doubles computed. The error of the next step is A e + r, where r is the error of
//             the step that starts from (s', v') exactly, and with momentum b and rate eta
//               A = [[1 - eta g', -eta b], [g', b]],      g' = x (2L-1) z^(2L-2) - y (L-1) z^(L-2),      z between s and s' (mean value theorem).
//             Without momentum the error of s alone is at most max |1 - eta g'| e + |r|.
// Method      g' is enclosed in balls with exact data on the interval that holds s and s'; r comes from `RunningError`, whose values are those
//             that doubles compute; with momentum the error is kept in an `ErrorFrame`. Bounds are rationals rounded up to 64 bits.
// References  [Higham 2002, section 3.3] for running errors; [Lohner 1987] for frames.

import Exact
import Numeric

/// One mode at one step: what doubles reported, the truth, and the bound that was proved without knowing the truth.
public struct TrajectoryAuditValue: Sendable {
  public let reported: Double
  /// The distance of the reported value from the true one lies in this interval; nil where the certified trajectory ended before.
  public let error: Interval?
  /// Proved beforehand, from the recursion alone; nil when the range of doubles was left.
  public let bound: Rational?

  /// The bound over the error that is proved to be there, rounded up; nil when none is.
  public var tightness: Rational? {
    guard let bound, let error, error.lower > 0 else { return nil }
    return NormBound.roundedUp(bound / error.lower)
  }
}

/// The audit of a trajectory at its kept steps.
public struct TrajectoryAudit: Sendable {
  public struct Point: Sendable {
    public let step: Int
    public let values: [TrajectoryAuditValue]
  }

  public let points: [Point]

  /// Whether a bound or an observed error is missing at some kept step.
  public var isUndecided: Bool {
    points.contains { $0.values.contains { $0.bound == nil || $0.error == nil } }
  }

  /// Runs the recursion of balanced modes in doubles and holds it against `certified`, the trajectory of the same problem.
  ///
  /// *Guarantee*: `bound` holds for every step whatever `certified` says; `error` is the observed one.
  /// *Cost*: a few dozen operations on balls of 128 bits a step and mode.
  public init(of problem: TrajectoryProblem, against certified: Trajectory) {
    precondition(problem.isBalanced, "an audit of layers that are not balanced")
    var runs = problem.layers.indices.map { AuditedMode(problem, mode: $0) }
    var points: [Point] = []
    var truth = certified.points[...]
    for step in 0...problem.steps {
      if step > 0 { for i in runs.indices { runs[i].advance() } }
      if !problem.isKept(step) { continue }
      while let first = truth.first, first.step < step { truth.removeFirst() }
      let known = truth.first.flatMap { $0.step == step ? $0.values : nil }
      points.append(
        Point(
          step: step,
          values: runs.enumerated().map { i, run in
            TrajectoryAuditValue(
              reported: run.value,
              error: known.flatMap { values in
                Rational(exactly: run.value).map { Self.distance(from: $0, to: values[i]) }
              }, bound: run.bound)
          }))
    }
    self.points = points
  }

  private static func distance(from value: Rational, to truth: Interval) -> Interval {
    Interval(
      max(0, truth.lower - value, value - truth.upper), max(value - truth.lower, truth.upper - value, 0))
  }
}

/// One mode in doubles with its running bound.
private struct AuditedMode {
  private let recursion: ModeRecursion<RunningError<Double>>
  private let exact: ModeRecursion<Ball>
  private var state: ModeState<RunningError<Double>>
  private let hasMomentum: Bool
  private var frame: ErrorFrame?
  /// `|value - truth|` at most; nil when nothing is known.
  private(set) var bound: Rational?

  var value: Double { state.value.value }

  init(_ problem: TrajectoryProblem, mode: Int) {
    func tracked(_ value: Rational) -> RunningError<Double> { RunningError(value) }
    func ball(_ value: Rational) -> Ball { Ball(value, precision: 128) }
    recursion = ModeRecursion(
      depth: problem.depth, x: tracked(problem.x[mode]), y: tracked(problem.y[mode]),
      rate: tracked(problem.rate), momentum: tracked(problem.momentum))
    exact = ModeRecursion(
      depth: problem.depth, x: ball(problem.x[mode]), y: ball(problem.y[mode]), rate: ball(problem.rate),
      momentum: ball(problem.momentum))
    state = ModeState(value: tracked(problem.layers[mode][0]))
    hasMomentum = !problem.momentum.isZero
    bound = Rational(exactly: state.value.error)
    frame = bound.map { ErrorFrame(first: $0, second: 0) }
  }

  mutating func advance() {
    // The step from the stored numbers, taken as exact: its rounding alone.
    let stored = RunningError<Double>(stored: state.value.value)
    let next = recursion.step(
      ModeState(value: stored, velocity: RunningError<Double>(stored: state.velocity.value)))
    let known = bound
    state = next
    bound = nil
    guard let known, let center = stored.exactValue, let rest = Rational(exactly: next.value.error),
      let restVelocity = Rational(exactly: next.velocity.error)
    else { return }
    let curvature = self.curvature(around: Interval(center: center, radius: known))
    let slope = 1 - exact.rate * curvature
    if hasMomentum {
      frame = frame?.advanced(
        by: [[slope, -(exact.rate * exact.momentum)], [curvature, exact.momentum]],
        plus: [rest, restVelocity])
      bound = frame?.firstBound
    } else if let factor = ErrorFrame.magnitude(slope) {
      bound = NormBound.roundedUp(factor * known + rest)
    }
  }

  /// `g'` on an interval.
  private func curvature(around interval: Interval) -> Ball {
    let s = Ball(interval.lower, precision: 128).hull(with: Ball(interval.upper, precision: 128))
    return exact.curvature(at: s)
  }
}
