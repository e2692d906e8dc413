import Exact
import Support
import Testing
import Theorems

/// Orbits of one mode: exact rationals, balls, trajectories, and the facts C4 to C8 of the mathematics.
@Suite struct DynamicsTests {
  private func problem(
    depth: Int, start: [Rational], x: Rational = 1, y: Rational = 1, rate: Rational, momentum: Rational = 0,
    steps: Int,
    every: Int = 1
  ) -> TrajectoryProblem {
    TrajectoryProblem(
      depth: depth, start: start, x: start.map { _ in x }, y: start.map { _ in y }, rate: rate,
      momentum: momentum,
      steps: steps, every: every)
  }

  /// Steps at which the exact orbit leaves the enclosures.
  private func misses(_ trajectory: Trajectory, _ orbits: [[Rational]]) -> [Int] {
    trajectory.points.filter { point in
      zip(point.values, orbits).contains { bounds, orbit in
        orbit[point.step] < bounds.lower || orbit[point.step] > bounds.upper
      }
    }.map(\.step)
  }

  /// Exact orbits from the definition: `v' = b v + g`, `s' = s - eta v'`.
  private func orbit(_ problem: TrajectoryProblem, mode: Int) -> [Rational] {
    var (value, velocity) = (problem.start[mode], Rational(0))
    var values = [value]
    for _ in 0..<problem.steps {
      let product = value.power(problem.depth)
      let slope = value.power(problem.depth - 1) * (problem.x[mode] * product - problem.y[mode])
      velocity = problem.momentum * velocity + slope
      value = value - problem.rate * velocity
      values.append(value)
    }
    return values
  }

  static let rates: [(Rational, Rational)] = [
    (Rational(1, 10), 0), (Rational(1, 3), Rational(9, 10)), (Rational(7, 5), 0), (0, Rational(1, 2)),
  ]

  @Test(arguments: 1...5) func exactOrbitsAndBalls(depth: Int) {
    for (rate, momentum) in Self.rates {
      let steps = depth <= 2 ? 6 : 4
      let starts = [Rational(1, 2), Rational(-3, 4), 0, 1, Rational(6, 5)]
      let problem = problem(depth: depth, start: starts, rate: rate, momentum: momentum, steps: steps)
      for (mode, start) in starts.enumerated() {
        let expected = orbit(problem, mode: mode)
        let recursion = ModeRecursion<Rational>(depth: depth, x: 1, y: 1, rate: rate, momentum: momentum)
        #expect(recursion.orbit(from: start, steps: steps) == expected, "L \(depth) eta \(rate) s \(start)")
        for precision in [16, 64, 300] {
          func ball(_ value: Rational) -> Ball { Ball(value, precision: precision) }
          let balls = ModeRecursion(
            depth: depth, x: ball(1), y: ball(1), rate: ball(rate), momentum: ball(momentum)
          )
          .orbit(from: ball(start), steps: steps)
          #expect(
            Containment.misses(of: expected, in: balls).isEmpty, "L \(depth) eta \(rate) bits \(precision)")
        }
      }
    }
  }

  /// So many steps that exact values are given up for balls: they still contain the exact values.
  @Test(arguments: [(2, 8), (3, 6), (4, 5)]) func trajectoriesInBalls(depth: Int, steps: Int) {
    let problem = problem(
      depth: depth, start: [Rational(1, 3), Rational(5, 7), Rational(1234567, 1_000_000)],
      rate: Rational(3, 31),
      momentum: Rational(1, 9), steps: steps)
    let trajectory = problem.trajectory(digits: 25)
    guard case .balls = trajectory.arithmetic else {
      Issue.record("no balls at L = \(depth)")
      return
    }
    let orbits = problem.start.indices.map { orbit(problem, mode: $0) }
    #expect(misses(trajectory, orbits) == [] && trajectory.points.count == steps + 1)
    #expect(trajectory.lostAtStep == nil && trajectory.escapedAtStep == nil)
    // One unit of the thirtieth digit away from the orbit the check must fail.
    let wrong = orbits.map { $0.map { $0 * (1 + Rational(1, Integer(10).power(30))) } }
    let sharp = problem.trajectory(digits: 35)
    #expect(misses(sharp, orbits) == [] && misses(sharp, wrong).count == steps + 1)
  }

  @Test func shortOrbitsStayExact() {
    let problem = problem(depth: 3, start: [Rational(1, 2)], rate: Rational(1, 10), steps: 4)
    let trajectory = problem.trajectory(digits: 10)
    #expect(trajectory.arithmetic == .exact && trajectory.accuracyBits == nil)
    #expect(trajectory.points.map { $0.values[0].lower } == orbit(problem, mode: 0))
    #expect(trajectory.points.allSatisfy { $0.values[0].lower == $0.values[0].upper })
  }

  /// A chaotic orbit (C7: minus the third Chebyshev map) loses log2 3 bits a step; precision rises until the digits stand.
  @Test func precisionRisesUntilTheDigitsStand() {
    let problem = problem(depth: 2, start: [Rational(1, 3)], rate: 2, steps: 400, every: 20)
    let (rough, fine) = (problem.trajectory(digits: 20), problem.trajectory(digits: 90))
    guard case .balls(let bits) = rough.arithmetic else {
      Issue.record("no balls")
      return
    }
    #expect(bits > 256 && rough.lostAtStep == nil && rough.points.count == 21)
    for (a, b) in zip(rough.points, fine.points) {
      let (wide, narrow) = (a.values[0], b.values[0])
      #expect(wide.lower <= narrow.upper && narrow.lower <= wide.upper, "step \(a.step)")
      let size = min(wide.lower.magnitude, wide.upper.magnitude)
      #expect(wide.upper - wide.lower <= size / Rational(Integer(10).power(20)), "step \(a.step)")
      #expect(narrow.upper - narrow.lower <= size / Rational(Integer(10).power(89)), "step \(a.step)")
    }
  }

  /// Steps that are not kept may lose all bits at a low precision: a bounded orbit is followed all the same, and an orbit
  /// that escapes between kept steps is still proved to.
  @Test func onlyTrueEscapesEndATrajectory() {
    for start in [Rational(1, 5), Rational(-1, 5)] {
      let bounded = problem(depth: 2, start: [start], rate: 2, steps: 500, every: 100).trajectory(digits: 30)
      #expect(bounded.escapedAtStep == nil && bounded.lostAtStep == nil && bounded.points.count == 6)
      let dense = problem(depth: 2, start: [start], rate: 2, steps: 500, every: 1).trajectory(digits: 30)
      for point in bounded.points {
        let (a, b) = (point.values[0], dense.points[point.step].values[0])
        #expect(a.lower <= b.upper && b.lower <= a.upper, "step \(point.step)")
      }
    }
    let escaping = problem(depth: 2, start: [2], rate: 1, steps: 100_000, every: 1000).trajectory(digits: 30)
    #expect(escaping.escapedAtStep.map { $0 < 30 } == true && escaping.lostAtStep == nil)
    #expect(escaping.points.map(\.step) == [0])
  }

  @Test func escapesAreReportedAndEarlierValuesStand() {
    let problem = problem(depth: 2, start: [Rational(1, 2), 2], rate: 1, steps: 60)
    let trajectory = problem.trajectory(digits: 12)
    #expect(trajectory.escapedAtStep != nil && trajectory.points.count == trajectory.escapedAtStep)
    let first = TrajectoryProblem(
      depth: 2, start: problem.start, x: problem.x, y: problem.y, rate: 1, momentum: 0, steps: 7, every: 1)
    let orbits = [0, 1].map { orbit(first, mode: $0) }
    #expect(
      trajectory.points.prefix(8).allSatisfy { point in
        zip(point.values, orbits).allSatisfy { $0.lower <= $1[point.step] && $1[point.step] <= $0.upper }
      })
    #expect(orbits[1][2] == 56)  // R9: 2, -4, 56
  }

  /// More digits than the largest precision can carry through a chaotic orbit: the step is named, enclosures stay true.
  @Test func lostDigitsAreReported() {
    let problem = problem(depth: 2, start: [Rational(1, 3)], rate: 2, steps: 60, every: 1)
    let trajectory = problem.trajectory(digits: 19_700, precisionLimit: 1 << 16)
    #expect(trajectory.lostAtStep.map { (1...60).contains($0) } == true && trajectory.points.count == 61)
    let sharp = problem.trajectory(digits: 60)
    for (a, b) in zip(trajectory.points, sharp.points) {
      #expect(
        a.values[0].lower <= b.values[0].upper && b.values[0].lower <= a.values[0].upper, "step \(a.step)")
    }
  }

  /// C4: `s <= f(s) <= 1` on (0, 1] for eta <= 1/L, with the contraction bounds; 1/L is sharp.
  @Test(arguments: 1...7) func monotonicity(depth: Int) {
    for fraction in [Rational(1), Rational(1, 2), Rational(1, 9)] {
      let rate = fraction / Rational(depth)
      let recursion = ModeRecursion<Rational>(depth: depth, x: 1, y: 1, rate: rate)
      for numerator in 1...20 {
        let s = Rational(Integer(numerator), 20)
        let next = recursion.map(s)
        let sum = (0..<depth).reduce(into: Rational(0)) { $0 += s.power($1) }
        #expect(1 - next == (1 - s) * (1 - rate * s.power(depth - 1) * sum))
        #expect(s <= next && next <= 1, "L \(depth) eta \(rate) s \(s)")
        let contraction = 1 - rate * Rational(depth) * s.power(2 * depth - 2)
        #expect(1 - next <= (1 - s) * contraction, "L \(depth) eta \(rate) s \(s)")
      }
    }
    #expect(
      ModeRecursion<Rational>(depth: 2, x: 1, y: 1, rate: Rational(3, 5)).map(Rational(9, 10))
        == Rational(5013, 5000))
  }

  /// C6: for every depth and every pair a, b there is a rational orbit of period two.
  @Test(arguments: 2...8) func periodTwoOrbits(depth: Int) {
    for (a, b) in [
      (Rational(1), Rational(2)), (Rational(3, 4), Rational(5, 6)), (Rational(7, 2), Rational(1, 5)),
    ] {
      let y = (a.power(2 * depth - 1) + b.power(2 * depth - 1)) / (a.power(depth - 1) + b.power(depth - 1))
      let rate =
        (a - b) * (a.power(depth - 1) + b.power(depth - 1))
        / (a.power(depth - 1) * b.power(depth - 1) * (a.power(depth) - b.power(depth)))
      let recursion = ModeRecursion(depth: depth, x: 1, y: y, rate: rate)
      #expect(recursion.orbit(from: a, steps: 4) == [a, b, a, b, a], "L \(depth) a \(a) b \(b)")
    }
  }

  /// The orbit {8/7, 5/7} at eta = 49/40 with multiplier -721/800, and C5's slope at the minimum.
  @Test func multipliersByJets() {
    func slope(_ depth: Int, _ rate: Rational, at s: Rational) -> Rational {
      ModeRecursion<Jet<Rational>>(depth: depth, x: 1, y: 1, rate: Jet(value: rate)).map(Jet(value: s, u: 1))
        .u
    }
    let rate = Rational(49, 40)
    let recursion = ModeRecursion<Rational>(depth: 2, x: 1, y: 1, rate: rate)
    #expect(
      recursion.map(Rational(8, 7)) == Rational(5, 7) && recursion.map(Rational(5, 7)) == Rational(8, 7))
    #expect(slope(2, rate, at: Rational(8, 7)) * slope(2, rate, at: Rational(5, 7)) == Rational(-721, 800))
    for depth in 1...6 { #expect(slope(depth, rate, at: 1) == 1 - rate * Rational(depth)) }
  }

  /// C8: even depth, an odd map; odd depth, negative values move up.
  @Test(arguments: 1...6) func signs(depth: Int) {
    let recursion = ModeRecursion<Rational>(depth: depth, x: 1, y: 1, rate: Rational(1, 7))
    for s in [Rational(1, 3), Rational(4, 5), 2] {
      if depth % 2 == 0 { #expect(recursion.map(-s) == -recursion.map(s)) }
      if depth % 2 == 1 { #expect(recursion.map(-s) > -s) }
    }
  }
}
