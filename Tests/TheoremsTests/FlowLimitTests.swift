import Exact
import Support
import Testing
import Theorems

/// Flow, descent and orbits of period two at the limits of exponent and precision. The decimals were computed with mpmath at 60 digits.
@Suite struct FlowLimitTests {
  /// `digits 10^exponent` for an integer `digits`.
  private static func decimal(_ digits: String, _ exponent: Int) throws -> Rational {
    let power = Rational(Integer(10).power(abs(exponent)))
    let value = try NumberText.rational(digits)
    return exponent < 0 ? value / power : value * power
  }

  /// Whether the interval holds a number known to 40 digits and is itself known to 20.
  private static func holds(_ interval: Interval, _ value: Rational) -> Bool {
    let slack = value.magnitude / Rational(Integer(10).power(39))
    let width = value.magnitude / Rational(Integer(10).power(20))
    return interval.lower <= value + slack && value - slack <= interval.upper
      && interval.upper - interval.lower <= width
  }

  /// `s = s_0 e^(yt)` at x = 0: with digits up to `2^(2^20)`, escaped only beyond.
  @Test func unforcedDepthTwo() throws {
    for (start, y, time, digits, exponent) in [
      (Rational(1), Rational(1), 600_000, "4.88812103660281914892944048422882813495665787", 260_576),
      (Rational(-1), 1, 600_000, "-4.88812103660281914892944048422882813495665787", 260_576),
      (1, -1, 600_000, "2.04577585643212111724910887121518646625538781", -260_577),
      (
        1 / Rational(Integer(10).power(50_000)), 1, 524_289, "6.60119518165848766901236199094444497366200388",
        177_695
      ),
    ] {
      let flow = GradientFlow(depth: 2, start: start, x: 0, y: y)
      guard case .enclosed(let value, true) = try flow.value(at: Rational(time), digits: 25) else {
        Issue.record("no value at y \(y), time \(time)")
        continue
      }
      #expect(Self.holds(value, try Self.decimal(digits, exponent)), "y \(y), time \(time)")
    }
    // 726817/ln 2 = 1048575.28..., 726818/ln 2 = 1048576.72...
    let flow = GradientFlow(depth: 2, start: 1, x: 0, y: 1)
    guard case .enclosed(_, true) = try flow.value(at: 726_817, digits: 10),
      case .escaped(.beyondLimit) = try flow.value(at: 726_818, digits: 10)
    else {
      Issue.record("the limit is not at 2^(2^20)")
      return
    }
  }

  /// `p = 3 e^(yt)`, `c/p = e^(-yt)` for the layers 2 and 1 at x = 0.
  @Test func unforcedLayers() throws {
    for (y, first, second, product) in [
      (
        Rational(1), ("7.33218155490422872339416072634324220243498681", 260_576),
        ("7.33218155490422872339416072634324220243498681", 260_576),
        ("5.37608863540777932493528966822213583281278557", 521_153)
      ),
      (
        -1, ("2.44406051830140957446472024211441406747832894", 260_576),
        ("-2.44406051830140957446472024211441406747832894", 260_576),
        ("-5.97343181711975480548365518691348425868087286", 521_152)
      ),
    ] {
      let flow = UnbalancedFlow(first: 2, second: 1, x: 0, y: y)
      guard case .enclosed(let a, let b, let sigma, true) = try flow.value(at: 600_000, digits: 25) else {
        Issue.record("no layers at y \(y)")
        continue
      }
      #expect(Self.holds(a, try Self.decimal(first.0, first.1)), "y \(y)")
      #expect(Self.holds(b, try Self.decimal(second.0, second.1)), "y \(y)")
      #expect(Self.holds(sigma, try Self.decimal(product.0, product.1)), "y \(y)")
      // The larger layer is at least e^t/2 and at most 2 e^t.
      guard case .enclosed = try flow.value(at: 726_816, digits: 10),
        case .escaped(.beyondLimit) = try flow.value(at: 726_819, digits: 10)
      else {
        Issue.record("the limit is not at 2^(2^20) for y \(y)")
        continue
      }
    }
  }

  /// A flow of depth 1 that has crossed 0: s(1) - y/x = (1/2 - y/x) e^(-x), less than |y/x| = 10^-399979 for x = 10^199989.
  @Test func tinyValueBehindZero() throws {
    let (x, size) = (Rational(Integer(10).power(199_989)), 1 / Rational(Integer(10).power(199_990)))
    for (start, y) in [(Rational(1, 2), -size), (Rational(-1, 2), size), (Rational(1, 2), size), (0, -size)] {
      let flow = GradientFlow(depth: 1, start: start, x: x, y: y)
      guard case .enclosed(let value, _) = try flow.value(at: 1, digits: 15) else {
        Issue.record("no value")
        continue
      }
      #expect(value.contains(y / x), "start \(start.signum()), y \(y.signum())")
      if start.signum() == y.signum() { #expect(value.sign == .positive || value.lower == 0) }
    }
  }

  /// A product that no ball can hold is told, not trapped on.
  @Test func productBeyondBalls() {
    let start = Rational(mantissa: 1, exponent: 1_200_000)
    let problem = FlowProblem(depth: 1000, layers: [[start]], x: [0], y: [0], times: [1])
    #expect(throws: VerificationError.self) { try problem.trajectory(digits: 5) }
  }

  /// The side of the start and equality are decided exactly, however near; expected steps from the exact recursion.
  @Test func stepsFromBesideTheLevel() throws {
    let quarter = Rational(1, 4)
    let (below, above) = (
      quarter - Rational(mantissa: 1, exponent: -194), quarter + Rational(mantissa: 1, exponent: -400)
    )
    for (depth, start, x, rate, level) in [
      (1, below, Rational(1), Rational(1, 10), above), (1, above, 1, Rational(1, 10), below),
      (2, Rational(1, 3), 1, Rational(1, 10), Rational(1, 9)),
      // Reached exactly at the first step: at depth 1 the equilibrium at rate 1/x; at depth 2 from 1/3 the value 1/3 + (1/10)(8/27) = 49/135.
      (1, Rational(1, 2), 3, Rational(1, 3), Rational(1, 3)),
      (2, Rational(1, 3), 1, Rational(1, 10), Rational(49 * 49, 135 * 135)),
    ] {
      let orbit = ModeRecursion<Rational>(depth: depth, x: x, y: 1, rate: rate).orbit(from: start, steps: 2)
      let rises = start.power(depth) < level
      let expected = orbit.firstIndex { rises ? $0.power(depth) >= level : $0.power(depth) <= level }
      let found = try GradientFlow(depth: depth, start: start, x: x, y: 1)
        .steps(toProduct: level, rate: rate, limit: 2)
      #expect(
        found == (expected.map { .reached(step: $0) } ?? .never), "L \(depth) from \(start) to \(level)")
    }
    #expect(
      try GradientFlow(depth: 1, start: below, x: 1, y: 1)
        .steps(toProduct: above, rate: Rational(1, 10), limit: 5) == .reached(step: 1))
  }

  /// The equilibrium is never reached monotonically, and from above by the first step exactly when the exact step says so.
  @Test func stepsToTheEquilibrium() throws {
    for (depth, start, rate) in [
      (3, Rational(1, 2), Rational(1, 10)), (3, Rational(1, 2), Rational(1, 3)),
      (3, Rational(11, 10), Rational(1, 10)), (1, Rational(1, 2), Rational(9, 10)), (1, 2, Rational(9, 10)),
      (2, 1, Rational(1, 10)),
    ] {
      let flow = GradientFlow(depth: depth, start: start, x: 1, y: 1)
      let found = try flow.steps(toProduct: 1, rate: rate, limit: 1_000_000)
      #expect(found == (start == 1 ? .reached(step: 0) : .never), "L \(depth) from \(start) at \(rate)")
      let orbit = ModeRecursion<Rational>(depth: depth, x: 1, y: 1, rate: rate).orbit(from: start, steps: 4)
      if start != 1 { #expect(orbit.allSatisfy { start < 1 ? $0 < 1 : $0 > 1 }) }
    }
    let over = GradientFlow(depth: 3, start: Rational(3, 2), x: 1, y: 1)
    #expect(ModeRecursion<Rational>(depth: 3, x: 1, y: 1, rate: Rational(1, 10)).map(Rational(3, 2)) < 1)
    #expect(try over.steps(toProduct: 1, rate: Rational(1, 10), limit: 5) == .reached(step: 1))
    let line = GradientFlow(depth: 1, start: 2, x: 1, y: 1)
    #expect(try line.steps(toProduct: 1, rate: 1, limit: 5) == .reached(step: 1))
  }

  /// Step sizes far from and next to 2/lambda at depth 2: ab = 1/h, a^2 + b^2 = (1+h)/h, multiplier 9 - 2(1+h)^2; s^2 = 1 + 2/h, multiplier (5+2h)^2.
  @Test func orbitsAtExtremeRates() throws {
    let tiny = { (power: Int) in 1 / Rational(Integer(10).power(power)) }
    for rate in [
      Rational(Integer(10).power(50_000)), 1 + tiny(100), 1 + tiny(9000), tiny(20_000), tiny(60_000),
    ] {
      let what = "rate about \(rate.approximateDouble)"
      let orbits = try StepSizeThresholds(depth: 2, x: 1, y: 1).periodTwoOrbits(rate: rate, digits: 15)
      #expect(
        orbits.map(\.kind) == (rate > 1 ? [.positive, .mirrored, .symmetric] : [.symmetric]), "\(what)")
      let symmetric = try #require(orbits.last)
      #expect(symmetric.multiplier.contains((5 + 2 * rate) * (5 + 2 * rate)), "\(what)")
      let square = 1 + 2 / rate
      let value = symmetric.points.0
      #expect(value.lower * value.lower <= square && square <= value.upper * value.upper, "\(what)")
      #expect(symmetric.isStable == .refuted, "\(what)")
      guard rate > 1 else { continue }
      let (a, b) = orbits[0].points
      #expect(a.lower * b.lower <= 1 / rate && 1 / rate <= a.upper * b.upper, "\(what)")
      let sum = (1 + rate) / rate
      #expect(a.lower * a.lower + b.lower * b.lower <= sum && sum <= a.upper * a.upper + b.upper * b.upper)
      #expect(orbits[0].multiplier.contains(9 - 2 * (1 + rate) * (1 + rate)), "\(what)")
      #expect(orbits[0].isStable == (rate < 2 ? .proved : .refuted), "\(what)")
    }
    // Stability changes where (1 + h)^2 = 5: h on both sides of sqrt 5 - 1, by less than 10^-60 (the integer part of sqrt(5 10^120)).
    let root = try NumberText.rational("2.236067977499789696409173668731276235440618359611525724270897") - 1
    for (rate, stable) in [(root, Truth.proved), (root + tiny(60), .refuted)] {
      #expect(((1 + rate) * (1 + rate) < 5) == (stable == .proved))
      let orbit = try StepSizeThresholds(depth: 2, x: 1, y: 1).periodTwoOrbits(rate: rate, digits: 15)[0]
      #expect(orbit.isStable == stable)
    }
  }

  /// The mixed orbit of depth 3 at h = 10^-20000: a = -b (1 + O(h)) leaves h a^4 = 2, and both slopes 1 - 5 h a^4 = -9 up to O(h^(3/4)).
  @Test func mixedOrbitAtATinyRate() throws {
    let rate = 1 / Rational(Integer(10).power(20_000))
    let orbit = try StepSizeThresholds(depth: 3, x: 1, y: 1).periodTwoOrbits(rate: rate, digits: 20)[0]
    #expect(orbit.kind == .mixed && orbit.points.0.lower > 0 && orbit.points.1.upper < 0)
    let slack = 1 / Rational(Integer(10).power(18))
    for end in [orbit.points.0.lower, orbit.points.0.upper, orbit.points.1.lower, orbit.points.1.upper] {
      #expect((rate * end.power(4) - 2).magnitude < slack)
    }
    #expect(
      (orbit.multiplier.lower - 81).magnitude < slack && (orbit.multiplier.upper - 81).magnitude < slack)
  }
}
