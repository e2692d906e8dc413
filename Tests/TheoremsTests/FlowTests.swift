import Exact
import Support
import Testing
import Theorems

/// Gradient flow in closed form: against validated Taylor steps, both clocks against one another, and the inverse against the clock.
@Suite struct FlowTests {
  private func value(_ flow: GradientFlow, at time: Rational, digits: Int = 30) throws -> Interval {
    guard case .enclosed(let interval, let isSharp) = try flow.value(at: time, digits: digits) else {
      Issue.record("no value of \(flow) at \(time)")
      return Interval(0)
    }
    #expect(isSharp, "\(flow) at \(time)")
    return interval
  }

  /// `s' = s^(L-1)(y - x s^L)` over any ring.
  private static func velocity<R: CommutativeRing>(_ s: R, depth: Int, x: R, y: R) -> R {
    s.power(depth - 1) * (y - x * s.power(depth))
  }

  static let modes: [(start: Rational, x: Rational, y: Rational)] = [
    (Rational(1, 3), 1, 1), (Rational(9, 8), 1, 1), (Rational(3, 4), Rational(1, 2), -1),
    (Rational(-2, 3), 1, Rational(4, 5)), (Rational(4, 5), 2, 0), (Rational(1, 2), 0, Rational(2, 3)),
    (Rational(5, 4), 0, Rational(-1, 3)), (Rational(-1, 2), Rational(3, 7), Rational(-5, 6)), (0, 1, 1),
  ]

  /// Every branch of the formula at depths 1 to 6 lies in what Taylor steps with a-priori bounds enclose, and its value a little later does not.
  @Test(arguments: 1...6) func closedFormsAgainstValidatedSteps(depth: Int) throws {
    let time = Rational(1, 5)
    for (start, x, y) in Self.modes {
      let interval = try value(GradientFlow(depth: depth, start: start, x: x, y: y), at: time)
      let (bx, by) = (Ball(x, precision: 160), Ball(y, precision: 160))
      let solved = ValidatedFlow.solve(from: [start], time: time, steps: 50, order: 13, precision: 160) {
        [
          Self.velocity(
            $0[0], depth: depth, x: TimeSeries(constant: bx), y: TimeSeries(constant: by))
        ]
      }
      let truth = try #require(solved?[0], "L \(depth) s \(start) x \(x) y \(y)")
      let bounds = Ball(lower: interval.lower, upper: interval.upper, precision: 160)
      #expect(truth.overlaps(bounds), "L \(depth) s \(start) x \(x) y \(y)")
      let radius = try #require(truth.radius)
      #expect(radius < Rational(1, 1_000_000_000_000), "L \(depth) s \(start) x \(x) y \(y)")
      // The steps tell the closed form from itself a millionth later.
      if depth >= 2 && start.isZero { continue }
      let flow = GradientFlow(depth: depth, start: start, x: x, y: y)
      let later = try value(flow, at: time + Rational(1, 1_000_000))
      #expect(
        !truth.overlaps(Ball(lower: later.lower, upper: later.upper, precision: 160)),
        "L \(depth) s \(start) x \(x) y \(y)")
    }
  }

  static let pairs: [(first: Rational, second: Rational, x: Rational, y: Rational)] = [
    (2, Rational(1, 2), 1, 3), (Rational(1, 3), -1, 1, 1), (Rational(-1, 2), Rational(-3, 2), 2, -1),
    (1, 0, 1, 1), (0, Rational(2, 3), 1, -1), (Rational(3, 2), Rational(1, 3), 1, 0),
    (Rational(1, 2), Rational(3, 4), 0, Rational(4, 5)), (1, Rational(-5, 4), 0, Rational(4, 5)),
  ]

  /// Two layers that are not balanced: both layers, their product and the conserved difference of squares.
  @Test func unbalancedPairsAgainstValidatedSteps() throws {
    for (first, second, x, y) in Self.pairs {
      let time = Rational(2, 5)
      let flow = UnbalancedFlow(first: first, second: second, x: x, y: y)
      guard case .enclosed(let s1, let s2, let product, true) = try flow.value(at: time, digits: 30) else {
        Issue.record("no values of \(flow)")
        continue
      }
      let (bx, by) = (Ball(x, precision: 160), Ball(y, precision: 160))
      let solved = ValidatedFlow.solve(
        from: [first, second], time: time, steps: 40, order: 14, precision: 160
      ) {
        let rest = TimeSeries(constant: by) - TimeSeries(constant: bx) * ($0[0] * $0[1])
        return [$0[1] * rest, $0[0] * rest]
      }
      let truth = try #require(solved, "\(flow)")
      guard
        case .enclosed(let later1, let later2, let laterProduct, true) = try flow.value(
          at: time + Rational(1, 10_000), digits: 30)
      else {
        Issue.record("no later values of \(flow)")
        continue
      }
      for (interval, later, ball) in [
        (s1, later1, truth[0]), (s2, later2, truth[1]), (product, laterProduct, truth[0] * truth[1]),
      ] {
        #expect(ball.contains(interval.lower) && ball.contains(interval.upper), "\(flow)")
        #expect(ball.radius! < Rational(1, 1_000_000_000), "\(flow)")
        #expect(!ball.overlaps(Ball(lower: later.lower, upper: later.upper, precision: 160)), "\(flow)")
      }
      let difference = Interval(s1.lower, s1.upper).squares.lower - s2.squares.upper
      #expect((difference - flow.imbalance).magnitude < Rational(1, Integer(10).power(25)), "\(flow)")
    }
  }

  static let points: [FlowClock.Course: [(Rational, Rational)]] = [
    .rising: [
      (Rational(1, 10), Rational(1, 2)), (Rational(1, 2), Rational(9, 10)),
      (Rational(9, 10), Rational(999, 1000)),
    ],
    .falling: [(5, 2), (2, Rational(11, 10)), (Rational(11, 10), Rational(1001, 1000))],
    .vanishing: [(4, Rational(3, 2)), (Rational(3, 2), Rational(2, 3)), (1, Rational(1, 10))],
  ]

  /// Logarithms and arctangents against Gauss's function, on every course, for odd and even depths, and against the derivative: both, but for the series next to the equilibrium.
  @Test(arguments: [3, 4, 5, 6, 7, 8, 9, 16, 51]) func bothClocksAgree(depth: Int) throws {
    for (course, pairs) in Self.points {
      let clock = FlowClock(depth: depth, course: course, precision: 200)
      for (from, to) in pairs {
        let (a, b) = (Ball(from, precision: 200), Ball(to, precision: 200))
        let direct = clock.time(from: a, to: b, by: .elementary)
        let series = clock.time(from: a, to: b, by: .hypergeometric)
        let what = "L \(depth) \(course) \(from) to \(to)"
        #expect(direct.overlaps(series) && direct.isPositive == .proved, "\(what)")
        #expect(direct.accuracyBits > 60, "\(what)")
        let isSeriesSharp = to != Rational(999, 1000) && to != Rational(1001, 1000)
        if isSeriesSharp { #expect(series.accuracyBits > 60, "\(what)") }
        // The mean of the speed over the way: least speed <= distance / time <= largest speed. Rising, z^(L-1)(1 - z^L) is bounded factor by factor.
        let (least, largest) =
          course == .rising
          ? (a.power(depth - 1) * (1 - b.power(depth)), b.power(depth - 1) * (1 - a.power(depth)))
          : (clock.speed(at: b), clock.speed(at: a))
        for time in isSeriesSharp ? [direct, series] : [direct] {
          let pace = (a - b).magnitude / time
          #expect(least.isLess(than: pace) == .proved, "\(what)")
          #expect(pace.isLess(than: largest) == .proved, "\(what)")
        }
        // Another depth gives another time.
        let other = FlowClock(depth: depth + 1, course: course, precision: 200).time(from: a, to: b)
        #expect(!other.overlaps(direct), "\(what)")
      }
    }
  }

  /// Closer to the equilibrium than the series can sum, its enclosure is wide and still holds the truth; on the wrong side nothing is claimed.
  @Test func nearTheEquilibriumTheSeriesIsWideNotWrong() {
    let clock = FlowClock(depth: 5, course: .rising, precision: 128)
    let (a, b) = (
      Ball(Rational(1, 2), precision: 128), Ball(1 - Rational(mantissa: 1, exponent: -60), precision: 128)
    )
    let direct = clock.time(from: a, to: b, by: .elementary)
    let series = clock.time(from: a, to: b, by: .hypergeometric)
    #expect(direct.accuracyBits > 50 && series.overlaps(direct) && series.accuracyBits < 10)
    #expect(clock.time(from: a, to: Ball(2, precision: 128), by: .elementary).isWholeLine)
    #expect(clock.time(from: a, to: Ball(1, precision: 128), by: .hypergeometric).isWholeLine)
  }

  /// The value at the time that the clock gives for a level is that level: the inverse and the clock are one function.
  @Test(arguments: [1, 2, 3, 4, 7, 30]) func theInverseOfTheClock(depth: Int) throws {
    let cases: [(Rational, Rational, Rational, Rational)] = [
      (Rational(1, 2), 1, 1, Rational(9, 10)), (Rational(1, 2), 2, 3, Rational(1, 2)),
      (Rational(6, 5), 1, 1, Rational(2, 3)),
      (Rational(6, 5), 1, -1, Rational(1, 2)), (Rational(4, 5), 1, 0, Rational(1, 5)),
      (Rational(1, 2), 1, 1, 1 - Rational(1, Integer(10).power(12))),
    ]
    for (start, x, y, factor) in cases {
      // A level between the start and where the flow goes.
      let base = start.power(depth)
      let limit = y > 0 ? y / x : 0
      let goal = base + (limit - base) * factor
      let flow = GradientFlow(depth: depth, start: start, x: x, y: y)
      let time = try #require(try flow.time(toProduct: goal, digits: 40), "L \(depth) s \(start) y \(y)")
      #expect(time.lower > 0 && time.upper - time.lower < time.lower / Rational(Integer(10).power(39)))
      let early = try value(flow, at: time.lower - time.lower / Rational(Integer(10).power(20)), digits: 35)
      let late = try value(flow, at: time.upper + time.upper / Rational(Integer(10).power(20)), digits: 35)
      let (least, largest) = early.lower < late.lower ? (early, late) : (late, early)
      #expect(
        least.upper.power(depth) < goal && goal < largest.lower.power(depth), "L \(depth) s \(start) y \(y)")
      let at = try value(flow, at: (time.lower + time.upper) / 2, digits: 30)
      #expect(
        (at.upper.power(depth) - goal).magnitude < goal / Rational(Integer(10).power(20)),
        "L \(depth) s \(start) y \(y)")
    }
  }

  /// What the theory says without a formula: fixed values, no crossing, order in time, blow-up, levels that are never reached.
  @Test(arguments: 2...9) func course(depth: Int) throws {
    let root = Rational(3, 2)
    let fixed = GradientFlow(depth: depth, start: root, x: 2, y: 2 * root.power(depth))
    #expect(try value(fixed, at: 1000).singleValue == root)
    #expect(try value(GradientFlow(depth: depth, start: 0, x: 1, y: 1), at: 7).singleValue == 0)
    let falling = GradientFlow(depth: depth, start: 1, x: 1, y: -1)
    var last = Interval(1)
    for time in [Rational(1, 10), 1, 3, 10] {
      let next = try value(falling, at: time)
      #expect(next.lower > 0 && next.upper < last.lower, "L \(depth) t \(time)")
      last = next
    }
    // From the other side of 0 the target 1 repels at odd depth, and its mirror image attracts at even depth.
    let mirrored = try value(GradientFlow(depth: depth, start: Rational(-1, 2), x: 1, y: 1), at: 5)
    #expect(
      mirrored.upper < 0
        && (depth % 2 == 0 ? mirrored.upper < Rational(-1, 2) : mirrored.lower > Rational(-1, 2)))
    #expect(try falling.time(toProduct: 2, digits: 10) == nil)
    #expect(
      try GradientFlow(depth: depth, start: Rational(1, 2), x: 1, y: 1).time(toProduct: 1, digits: 10) == nil)
    if depth >= 3 {
      let free = GradientFlow(depth: depth, start: Rational(1, 2), x: 0, y: 3)
      let end = Rational(2).power(depth - 2) / Rational(3 * (depth - 2))
      guard case .escaped(.blowUp(let at)) = try free.value(at: end, digits: 10) else {
        Issue.record("no blow-up at L = \(depth)")
        return
      }
      #expect(at.singleValue == end)
      #expect(try value(free, at: end * Rational(99, 100)).lower > Rational(1, 2))
    }
  }

  /// Ten thousand units of time after the digits were settled the value is still between its start and its limit.
  @Test func digitsAndLimits() throws {
    for digits in [1, 15, 60, 400] {
      for start in [Rational(1, 2), Rational(7, 4)] {
        let late = try value(GradientFlow(depth: 4, start: start, x: 1, y: 1), at: 10_000, digits: digits)
        #expect(start < 1 ? late.upper == 1 || late.upper < 1 : late.lower >= 1)
        #expect(late.upper - late.lower <= 1 / Rational(Integer(10).power(digits)))
      }
    }
    let tiny = GradientFlow(depth: 2, start: 1, x: 1, y: -1)
    guard case .enclosed(let interval, false) = try tiny.value(at: Rational(Integer(10).power(40)), digits: 5)
    else {
      Issue.record("a value below every exponent has digits")
      return
    }
    #expect(interval.lower == 0 && interval.upper > 0)
  }
}

extension Interval {
  /// The squares of an interval of one sign.
  fileprivate var squares: Interval {
    let ends = [lower * lower, upper * upper]
    return Interval(ends.min()!, ends.max()!)
  }
}
