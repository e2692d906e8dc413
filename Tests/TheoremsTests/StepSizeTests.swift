import Exact
import Support
import Testing
import Theorems

/// Thresholds of the step size, orbits of period two, escape times, and long trajectories.
@Suite struct StepSizeTests {
  /// The comparison with a threshold against what the map does: overshoot and the slope at a rational minimum.
  @Test(arguments: 1...6) func thresholdsAgainstTheMap(depth: Int) {
    for (minimum, x) in [(Rational(1), Rational(1)), (Rational(3, 2), Rational(1, 2)), (Rational(1, 2), 3)] {
      let y = x * minimum.power(depth)
      let thresholds = StepSizeThresholds(depth: depth, x: x, y: y)
      let curvature = Rational(depth) * x * minimum.power(2 * depth - 2)
      let bounds = thresholds.curvature(digits: 30)
      #expect(
        bounds.contains(curvature)
          && bounds.upper - bounds.lower < curvature / Rational(Integer(10).power(29)))
      #expect(thresholds.minimum(digits: 20).contains(minimum))
      for percent in [1, 50, 99, 100, 101, 150, 199, 200, 201, 379, 380, 381] {
        let rate = Rational(Integer(percent), 100) / curvature
        let what = "L \(depth) minimum \(minimum) at \(percent)%"
        let map = ModeRecursion<Rational>(depth: depth, x: x, y: y, rate: rate)
        let near = map.map(minimum * Rational(9999, 10_000))
        #expect((near > minimum) == (thresholds.monotone.comparison(of: rate) > 0), "\(what)")
        let slope = map.slope(at: minimum)
        #expect(slope == 1 - Rational(Integer(percent), 100), "\(what)")
        #expect((slope.magnitude - 1).signum() == thresholds.stable.comparison(of: rate), "\(what)")
        let heavy = thresholds.heavyBall(momentum: Rational(9, 10))
        #expect(heavy.comparison(of: rate) == (percent - 380).signum(), "\(what)")
        #expect(heavy.interval(digits: 12).contains(Rational(38, 10) / curvature))
      }
    }
  }

  /// All real points of period two or one, counted by the exact roots of f(f(s)) - s, are those that are claimed, none missing.
  @Test(arguments: [2, 3]) func orbitsOfPeriodTwoAreComplete(depth: Int) throws {
    for rate in [Rational(1, 2), Rational(7, 10), Rational(101, 100), Rational(3, 2), 4] {
      let map = ModeRecursion<Polynomial<Rational>>(
        depth: depth, x: 1, y: 1, rate: Polynomial(constant: rate))
      let variable = Polynomial<Rational>.variable
      let roots = (map.map(map.map(variable)) - variable).realRoots.map(\.root)
      let orbits = try StepSizeThresholds(depth: depth, x: 1, y: 1).periodTwoOrbits(rate: rate, digits: 20)
      let claimed = orbits.flatMap { [$0.points.0, $0.points.1] }
      let fixed = depth % 2 == 0 ? [Rational(-1), 0, 1] : [0, 1]
      #expect(roots.count == claimed.count + fixed.count, "L \(depth) eta \(rate)")
      for interval in claimed + fixed.map({ Interval($0) }) {
        let inside = roots.filter {
          $0.compared(to: interval.lower) >= 0 && $0.compared(to: interval.upper) <= 0
        }
        #expect(inside.count == 1, "L \(depth) eta \(rate) at \(interval)")
      }
    }
  }

  /// Every orbit maps to itself, its multiplier is the derivative there, and the rational orbits are found again.
  @Test(arguments: 2...9) func orbitsOfPeriodTwo(depth: Int) throws {
    for (a, b) in [
      (Rational(8, 7), Rational(5, 7)), (Rational(2), Rational(1)), (Rational(9, 8), Rational(1)),
    ] {
      let (y, rate) = PeriodTwoOrbit.rational(depth: depth, a, b)
      let exact = ModeRecursion<Rational>(depth: depth, x: 1, y: y, rate: rate)
      #expect(exact.map(a) == b && exact.map(b) == a)
      let orbits = try StepSizeThresholds(depth: depth, x: 1, y: y).periodTwoOrbits(rate: rate, digits: 25)
      let positive = try #require(orbits.first { $0.kind == .positive })
      #expect(positive.points.0.contains(a) && positive.points.1.contains(b), "L \(depth) a \(a)")
      #expect(positive.multiplier.contains(exact.slope(at: a) * exact.slope(at: b)), "L \(depth) a \(a)")
      #expect(
        orbits.map(\.kind) == (depth % 2 == 0 ? [.positive, .mirrored, .symmetric] : [.positive, .mixed]))
      for orbit in orbits {
        func ball(_ value: Rational) -> Ball { Ball(value, precision: 200) }
        let balls = ModeRecursion(depth: depth, x: ball(1), y: ball(y), rate: ball(rate))
        let ends = [orbit.points.0, orbit.points.1].map {
          Ball(lower: $0.lower, upper: $0.upper, precision: 200)
        }
        #expect(
          balls.map(ends[0]).overlaps(ends[1]) && balls.map(ends[1]).overlaps(ends[0]),
          "L \(depth) \(orbit.kind)")
        #expect(!ends[0].overlaps(ends[1]))
        if orbit.kind == .symmetric || orbit.kind == .mixed { #expect(orbit.isStable == .refuted) }
      }
    }
    // At and below 2/lambda no positive orbit; just above it there is one, and it attracts: the flip is supercritical.
    let thresholds = StepSizeThresholds(depth: depth, x: 1, y: 1)
    let edge = Rational(2) / Rational(depth)
    #expect(try thresholds.periodTwoOrbits(rate: edge, digits: 10).allSatisfy { $0.kind != .positive })
    let above = try thresholds.periodTwoOrbits(rate: edge * Rational(1001, 1000), digits: 10)
    #expect(above.first?.kind == .positive && above.first?.isStable == .proved)
  }

  /// Depth 2 in closed form: ab = 1/h, a^2 + b^2 = (1+h)/h, multiplier 9 - 2(1+h)^2, and its change of stability at sqrt 5 - 1.
  @Test func depthTwo() throws {
    for (rate, stable) in [
      (Rational(123, 100), Truth.proved), (Rational(124, 100), .refuted), (Rational(2), .refuted),
    ] {
      let orbit = try StepSizeThresholds(depth: 2, x: 1, y: 1).periodTwoOrbits(rate: rate, digits: 30)[0]
      let (a, b) = orbit.points
      #expect(a.lower * b.lower <= 1 / rate && 1 / rate <= a.upper * b.upper)
      let sum = (1 + rate) / rate
      #expect(a.lower * a.lower + b.lower * b.lower <= sum && sum <= a.upper * a.upper + b.upper * b.upper)
      #expect(
        orbit.multiplier.contains(9 - 2 * (1 + rate) * (1 + rate)) && orbit.isStable == stable, "eta \(rate)")
      let thresholds = StepSizeThresholds(depth: 2, x: 2, y: 3)
      let square = thresholds.invariantSquare(rate: rate)
      #expect(square == (2 + 3 * rate) / (2 * rate))
    }
  }

  /// The step at which a level is reached, against the exact recursion.
  @Test func stepsToALevel() throws {
    for (depth, start, level, rate) in [
      (2, Rational(1, 3), Rational(1, 2), Rational(1, 5)),
      (3, Rational(1, 2), Rational(1, 4), Rational(1, 10)),
      (2, Rational(3, 2), Rational(5, 4), Rational(1, 9)),
    ] {
      let flow = GradientFlow(depth: depth, start: start, x: 1, y: 1)
      let orbit = ModeRecursion<Rational>(depth: depth, x: 1, y: 1, rate: rate).orbit(from: start, steps: 7)
      let rises = start.power(depth) < level
      let expected = orbit.firstIndex { rises ? $0.power(depth) >= level : $0.power(depth) <= level }
      let found = try #require(expected)
      #expect(try flow.steps(toProduct: level, rate: rate, limit: 7) == .reached(step: found), "L \(depth)")
      #expect(found > 0)
      #expect(
        try flow.steps(toProduct: level, rate: rate, limit: found - 1) == .notWithin(limit: found - 1))
      // The flow takes about as long: a step is a time of `rate`, up to the curvature.
      let time = try #require(try flow.time(toProduct: level, digits: 10))
      #expect(
        time.lower < rate * Rational(found + 2) && time.upper > rate * Rational(found - 2), "L \(depth)")
    }
  }

  /// Layers of their own: balls hold the exact orbit, for few and many layers, with and without momentum, through a layer at 0.
  @Test(arguments: 1...5) func unbalancedLayers(depth: Int) {
    for momentum in [Rational(0), Rational(1, 3)] {
      let starts: [[Rational]] = [
        (0..<depth).map { Rational(Integer($0 + 1), 3) }, (0..<depth).map { Rational(Integer(2 - $0), 2) },
      ]
      for start in starts {
        let steps = [40, 7, 5, 4, 4][depth - 1]
        let problem = TrajectoryProblem(
          depth: depth, layers: [start], x: [Rational(2, 3)], y: [1], rate: Rational(3, 31),
          momentum: momentum,
          steps: steps, every: 1)
        var (values, velocities) = (start, start.map { _ in Rational(0) })
        let trajectory = problem.trajectory(digits: 25)
        if depth == 2 || depth == 3, case .exact = trajectory.arithmetic {
          Issue.record("no balls at L = \(depth)")
        }
        #expect(trajectory.points.count == steps + 1 && trajectory.lostAtStep == nil)
        for point in trajectory.points {
          for (bounds, value) in zip(point.layers[0], values) {
            #expect(bounds.contains(value), "L \(depth) step \(point.step)")
            #expect(bounds.upper - bounds.lower <= value.magnitude / Rational(Integer(10).power(25)))
          }
          let product = values.reduce(1, *)
          for k in values.indices {
            var others: Rational = 1
            for j in values.indices where j != k { others *= start.count > 1 ? values[j] : 1 }
            velocities[k] = momentum * velocities[k] + (Rational(2, 3) * product - 1) * others
          }
          for k in values.indices { values[k] -= Rational(3, 31) * velocities[k] }
        }
      }
    }
  }

  /// Where gradient descent contracts no bits are lost: 50 digits after 20,000 steps with the precision of the first attempt.
  @Test func contractionsKeepTheirBits() {
    let balanced = TrajectoryProblem(
      depth: 3, start: [Rational(1, 3), Rational(5, 4)], x: [1, 2], y: [2, 1], rate: Rational(1, 20),
      momentum: 0,
      steps: 20_000, every: 5000)
    let layers = TrajectoryProblem(
      depth: 3, layers: [[Rational(1, 2), Rational(3, 2), 1]], x: [1], y: [2], rate: Rational(1, 50),
      momentum: 0,
      steps: 20_000, every: 5000)
    for problem in [balanced, layers] {
      let trajectory = problem.trajectory(digits: 50)
      #expect(trajectory.lostAtStep == nil && trajectory.points.count == 5)
      guard case .balls(let bits) = trajectory.arithmetic else {
        Issue.record("no balls")
        return
      }
      #expect(bits == 232, "\(bits)")
      let last = trajectory.points[4]
      #expect(
        last.layers.joined().allSatisfy { $0.upper - $0.lower < $0.lower / Rational(Integer(10).power(50)) })
      let product = last.layers[0].count == 3 ? last.layers[0] : Array(repeating: last.layers[0][0], count: 3)
      #expect(
        (product.reduce(Rational(1)) { $0 * $1.upper } - 2).magnitude < Rational(1, Integer(10).power(45)))
    }
  }

  /// Orbits in so few bits that rounding shows at once still hold those in many: balanced and not, with and without momentum, calm and chaotic.
  @Test func coarseOrbitsHoldTheTruth() {
    var generator = SeededGenerator(seed: 2602)
    func draw(_ range: ClosedRange<Int>, over denominator: Int) -> Rational {
      Rational(Integer(Int.random(in: range, using: &generator)), Integer(denominator))
    }
    var lastSteps = 0
    for round in 0..<scaled(60) {
      let depth = Int.random(in: 2...4, using: &generator)
      let layers = (0..<(round % 3 == 0 ? 1 : depth)).map { _ in draw(3...14, over: round % 2 == 0 ? 11 : 176)
      }
      let momentum = round % 4 == 3 ? Rational(1, 2) : 0
      let problem = TrajectoryProblem(
        depth: depth, layers: [layers], x: [1], y: [draw(-2...5, over: 4)],
        rate: round % 2 == 0 ? draw(1...9, over: 60) : draw(9...15, over: 10 * depth), momentum: momentum,
        steps: 40, every: 1)
      let truth = problem.trajectory(digits: 60)
      for bits in [12, 20, 33] {
        let coarse = problem.trajectory(digits: 1, precisionLimit: bits)
        for (point, sharp) in zip(coarse.points, truth.points) {
          for (bounds, value) in zip(point.layers[0], sharp.layers[0]) {
            #expect(
              bounds.overlaps(value), "round \(round), \(bits) bits, step \(point.step): \(layers) \(problem)"
            )
          }
        }
        lastSteps += coarse.points.count
      }
    }
    // They are followed far enough to mean something.
    #expect(lastSteps > 60 * 3 * 10)
  }

  /// Layers of opposite signs run into the saddle at 0 and then out again: values shrink while the error grows, along the residual's part of the
  /// Hessian. A bound without that part would be too small.
  @Test func errorsGrowNearTheSaddle() {
    for (first, second) in [(Rational(4, 3), Rational(-7, 5)), (Rational(9, 7), Rational(-13, 11))] {
      let problem = TrajectoryProblem(
        depth: 2, layers: [[first, second]], x: [1], y: [2], rate: Rational(1, 8), momentum: 0, steps: 30,
        every: 1)
      let truth = problem.trajectory(digits: 60)
      for bits in 9...24 {
        let coarse = problem.trajectory(digits: 1, precisionLimit: bits)
        #expect(coarse.points.count > 8)
        for (point, sharp) in zip(coarse.points, truth.points) {
          for (bounds, value) in zip(point.layers[0], sharp.layers[0]) {
            #expect(bounds.overlaps(value), "\(bits) bits, step \(point.step): \(first), \(second)")
          }
        }
      }
    }
  }

  /// A chaotic orbit against its closed form sqrt 2 cos(3^n theta), n steps later up to the sign (C7).
  @Test(arguments: [1, 10, 2000]) func chebyshev(steps: Int) throws {
    let start = Rational(1, 3)
    let trajectory = TrajectoryProblem(
      depth: 2, start: [start], x: [1], y: [1], rate: 2, momentum: 0, steps: steps, every: steps
    ).trajectory(digits: 40)
    let found = try #require(trajectory.points.last).values[0]
    let precision = 200 + 2 * steps
    let root = Ball.sqrt(Ball(2, precision: precision))
    let cosine = Ball(start, precision: precision) / root
    let angle = Ball.atan(.sqrt(1 - cosine.squared()) / cosine)
    // 3^n theta less the multiple of 2 pi that brings it near 0.
    let turn = 2 * Ball.pi(precision: precision)
    let whole = Ball(Integer(3).power(steps), precision: precision) * angle
    let turns = (whole / turn).midpoint.floor
    let value = root * .cos(whole - Ball(turns, precision: precision) * turn)
    let truth = steps % 2 == 0 ? value : -value
    #expect(truth.overlaps(Ball(lower: found.lower, upper: found.upper, precision: 300)))
    #expect(truth.radius! < Rational(1, Integer(10).power(40)))
    #expect(found.upper - found.lower < found.magnitude / Rational(Integer(10).power(39)))
    #expect(trajectory.lostAtStep == nil)
  }
}
