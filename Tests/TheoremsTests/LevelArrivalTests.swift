import Exact
import Support
import Testing
import Theorems

/// When descent reaches a level, with and without momentum, and orbits of period two with momentum.
@Suite struct LevelArrivalTests {
  /// The first step at which the exact orbit has reached the level.
  private static func expected(
    depth: Int, start: Rational, level: Rational, rate: Rational, momentum: Rational, steps: Int
  ) -> Int? {
    let orbit = ModeRecursion<Rational>(depth: depth, x: 1, y: 1, rate: rate, momentum: momentum)
      .orbit(from: start, steps: steps)
    let rises = start.power(depth) < level
    return orbit.firstIndex { rises ? $0.power(depth) >= level : $0.power(depth) <= level }
  }

  /// The steps with momentum are those of the exact recursion with velocity, and not those without.
  @Test func momentumCounts() throws {
    for (depth, start, level, rate, momentum, steps) in [
      (3, Rational(1, 2), Rational(9, 10), Rational(1, 10), Rational(9, 10), 7),
      (2, Rational(1, 3), Rational(1, 2), Rational(1, 10), Rational(1, 2), 9),
      (1, Rational(2), Rational(11, 10), Rational(1, 9), Rational(4, 5), 12),
      (4, Rational(5, 4), Rational(1, 2), Rational(1, 20), Rational(19, 20), 6),
      // Beyond the equilibrium: overshot with momentum only.
      (3, Rational(1, 2), Rational(11, 10), Rational(1, 10), Rational(9, 10), 8),
    ] {
      let what = "L \(depth) from \(start) to \(level)"
      let flow = GradientFlow(depth: depth, start: start, x: 1, y: 1)
      let step = try #require(
        Self.expected(
          depth: depth, start: start, level: level, rate: rate, momentum: momentum, steps: steps), "\(what)")
      let found = try flow.steps(toProduct: level, rate: rate, momentum: momentum, limit: steps)
      #expect(found == .reached(step: step), "\(what)")
      #expect(try flow.steps(toProduct: level, rate: rate, limit: step) != found, "\(what)")
    }
  }

  /// Long runs against the recursion in doubles, which is off by far less than a step.
  @Test func longRunsWithMomentum() throws {
    for (depth, start, level, rate, momentum) in [
      (3, 0.125, 0.5, 0.001953125, 0.5), (2, 1.5, 1.03125, 0.0001220703125, 0.875),
      (5, 0.5, 0.75, 0.001953125, 0.25),
    ] {
      let recursion = ModeRecursion<Double>(depth: depth, x: 1, y: 1, rate: rate, momentum: momentum)
      let orbit = recursion.orbit(from: start, steps: 20_000).map { $0.power(depth) }
      let rises = orbit[0] < level
      let step = try #require(orbit.firstIndex { rises ? $0 >= level : $0 <= level })
      #expect(step > 300 && abs(orbit[step] - level) > 1e-9 && abs(orbit[step - 1] - level) > 1e-9)
      func exact(_ value: Double) throws -> Rational { try #require(Rational(exactly: value)) }
      let flow = GradientFlow(depth: depth, start: try exact(start), x: 1, y: 1)
      let found = try flow.steps(
        toProduct: try exact(level), rate: try exact(rate), momentum: try exact(momentum), limit: 20_000)
      #expect(found == .reached(step: step), "L \(depth)")
    }
  }

  /// Never, with the interval that is invariant at depth 2 and with the side that monotone orbits keep; a level that is reached is not among them.
  @Test func never() throws {
    let half = Rational(1, 2)
    for (depth, start, level, rate) in [
      // s^2 <= (2 + 19/10)/(19/10), and at eta y = 2 up to s^2 = 2.
      (2, half, Rational(1000), Rational(19, 10)),
      (2, half, Rational(39, 19) + Rational(1, 1_000_000), Rational(19, 10)),
      (2, half, Rational(2_000_001, 1_000_000), 2),
      (3, half, Rational(2), Rational(1, 10)), (3, half, Rational(1, 9), Rational(1, 10)),
      (3, Rational(11, 10), half, Rational(1, 10)), (3, Rational(11, 10), Rational(2), Rational(1, 10)),
    ] {
      let flow = GradientFlow(depth: depth, start: start, x: 1, y: 1)
      let what = "L \(depth) from \(start) to \(level)"
      #expect(try flow.steps(toProduct: level, rate: rate, limit: 1_000_000) == .never, "\(what)")
      #expect(
        Self.expected(depth: depth, start: start, level: level, rate: rate, momentum: 0, steps: 5) == nil,
        "\(what)")
    }
    // Below the end of the interval, and beyond eta y = 2, levels are reached.
    for (start, level, rate) in [
      (half, Rational(3, 2), Rational(19, 10)), (Rational(7, 5), Rational(2), Rational(21, 10)),
    ] {
      let step = Self.expected(depth: 2, start: start, level: level, rate: rate, momentum: 0, steps: 8)
      let found = try GradientFlow(depth: 2, start: start, x: 1, y: 1)
        .steps(toProduct: level, rate: rate, limit: 1000)
      #expect(found == .reached(step: try #require(step)), "from \(start) to \(level)")
    }
    // At rest for ever, with momentum too.
    for start in [Rational(0), 1] {
      let flow = GradientFlow(depth: 2, start: start, x: 1, y: 1)
      #expect(try flow.steps(toProduct: half, rate: half, momentum: half, limit: 10) == .never)
    }
  }

  /// 2 -> -4 -> 56 and so on leaves the bound at the step at which the exact orbit does.
  @Test func escape() throws {
    // Without momentum it is proved that the orbit does not come back.
    let (flow, level) = (GradientFlow(depth: 2, start: 2, x: 1, y: 1), Rational(1, 2))
    #expect(try flow.steps(toProduct: level, rate: 1, limit: 1000) == .never)
    let momentum = Rational(1, 10)
    let orbit = ModeRecursion<Rational>(depth: 2, x: 1, y: 1, rate: 1, momentum: momentum)
      .orbit(from: 2, steps: 11)
    let bound = Rational(mantissa: 1, exponent: 65_536)
    let step = try #require(orbit.firstIndex { $0.magnitude >= bound })
    let found = try flow.steps(toProduct: level, rate: 1, momentum: momentum, limit: 1000)
    #expect(found == .escaped(step: step) && step > 5)
  }

  /// With momentum: the exact state returns after two steps, and trace and determinant are those of the exact derivative.
  @Test(arguments: 2...4) func orbitsOfPeriodTwo(depth: Int) throws {
    var seen: Set<Bool> = []
    for (a, b) in [(Rational(8, 7), Rational(5, 7)), (Rational(21, 20), Rational(19, 20)), (2, 1)] {
      for momentum in [Rational(1, 10), Rational(1, 2), Rational(9, 10)] {
        let (y, plain) = PeriodTwoOrbit.rational(depth: depth, a, b)
        let rate = plain * (1 + momentum)
        let recursion = ModeRecursion<Rational>(depth: depth, x: 1, y: y, rate: rate, momentum: momentum)
        let velocity = -recursion.gradient(at: a) / (1 + momentum)
        let middle = recursion.step(ModeState(value: a, velocity: velocity))
        let back = recursion.step(middle)
        #expect(middle.value == b && back.value == a && back.velocity == velocity)
        // The derivative of two steps, from the coefficients of t.
        let t = Polynomial<Rational>.variable
        func constant(_ value: Rational) -> Polynomial<Rational> { Polynomial(constant: value) }
        let formal = ModeRecursion<Polynomial<Rational>>(
          depth: depth, x: constant(1), y: constant(y), rate: constant(rate), momentum: constant(momentum))
        let along = formal.step(formal.step(ModeState(value: constant(a) + t, velocity: constant(velocity))))
        let across = formal.step(formal.step(ModeState(value: constant(a), velocity: constant(velocity) + t)))
        func slope(_ p: Polynomial<Rational>) -> Rational { p.coefficients.count > 1 ? p.coefficients[1] : 0 }
        let trace = slope(along.value) + slope(across.velocity)
        let determinant =
          slope(along.value) * slope(across.velocity) - slope(along.velocity) * slope(across.value)
        #expect(determinant == momentum * momentum)
        let orbits = try StepSizeThresholds(depth: depth, x: 1, y: y)
          .periodTwoOrbits(rate: rate, momentum: momentum, digits: 20)
        let positive = try #require(orbits.first { $0.kind == .positive })
        let what = "L \(depth) {\(a), \(b)} momentum \(momentum)"
        #expect(positive.points.0.contains(a) && positive.points.1.contains(b), "\(what)")
        #expect(positive.trace.contains(trace), "\(what)")
        #expect(positive.trace.upper - positive.trace.lower < Rational(1, 1_000_000_000))
        #expect(positive.isStable == (trace.magnitude < 1 + determinant ? .proved : .refuted), "\(what)")
        seen.insert(positive.isStable == .proved)
      }
    }
    #expect(seen == [true, false])
  }
}
