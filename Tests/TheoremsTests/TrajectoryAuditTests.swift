import Exact
import Support
import Testing
import Theorems

/// Doubles along gradient descent: the proved bound holds, the observed error is that of the exact orbit.
@Suite struct TrajectoryAuditTests {
  @Test(arguments: [
    (2, Rational(1, 10), Rational(0)), (3, Rational(1, 10), 0), (3, Rational(2, 7), Rational(1, 2)),
    (1, Rational(1, 3), 0),
  ]) func boundsHold(depth: Int, rate: Rational, momentum: Rational) throws {
    let start = [Rational(1, 3), Rational(6, 5), Rational(-1, 7), 0]
    let problem = TrajectoryProblem(
      depth: depth, start: start, x: [1, Rational(2, 3), 1, 1], y: [1, 1, 0, Rational(1, 3)], rate: rate,
      momentum: momentum, steps: 200, every: 7)
    let certified = problem.trajectory(digits: 40)
    let audit = TrajectoryAudit(of: problem, against: certified)
    #expect(audit.points.map(\.step) == certified.points.map(\.step))
    for (point, truth) in zip(audit.points, certified.points) {
      for (value, interval) in zip(point.values, truth.values) {
        let (error, bound) = (try #require(value.error), try #require(value.bound))
        #expect(error.lower <= bound, "depth \(depth), step \(point.step)")
        let reported = try #require(Rational(exactly: value.reported))
        #expect((reported - interval.lower).magnitude <= error.upper)
        if let tightness = value.tightness { #expect(tightness >= 1) }
      }
    }
    // A converging orbit forgets its errors: the bound stays near the unit roundoff.
    if momentum.isZero {
      let last = try #require(audit.points.last)
      #expect(try #require(last.values[0].bound) < Rational(mantissa: 1, exponent: -40))
    }
  }

  @Test func lostBoundsAreSaid() throws {
    let problem = TrajectoryProblem(
      depth: 3, start: [3], x: [1], y: [1], rate: 1, momentum: 0, steps: 12, every: 1)
    let audit = TrajectoryAudit(of: problem, against: problem.trajectory(digits: 20))
    let last = try #require(audit.points.last)
    #expect(last.values[0].bound == nil && last.values[0].tightness == nil)
  }
}
