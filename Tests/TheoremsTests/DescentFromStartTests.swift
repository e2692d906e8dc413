import Exact
import Support
import Testing
import Theorems

/// What gradient descent does from a start: against the recursion itself, exactly where numbers stay short and in doubles over many steps.
@Suite struct DescentFromStartTests {
  private static let starts: [Rational] = [
    Rational(1, 5), Rational(2, 3), Rational(9, 10), Rational(11, 10), Rational(3, 2), 2, Rational(-1, 2),
    Rational(-3, 2),
  ]
  private static let rates: [Rational] = [
    Rational(1, 40), Rational(1, 10), Rational(1, 4), Rational(3, 10), Rational(1, 2), Rational(7, 10), 1,
    Rational(3, 2), 2, 3,
  ]

  /// The side of the first step, the sign of it, and for monotone orbits the factors, as the exact orbit has them; rho is rational, so its side is known exactly.
  @Test(arguments: 1...5) func firstStepsAgainstTheRecursion(depth: Int) throws {
    var seen: [String: Int] = [:]
    for root in [Rational(1), Rational(3, 4)] {
      for start in Self.starts where depth == 1 || start > 0 {
        for rate in Self.rates {
          let x = Rational(4, 3)
          let y = x * root.power(depth)
          let descent = DescentFromStart(depth: depth, start: start, x: x, y: y)
          let map = ModeRecursion<Rational>(depth: depth, x: x, y: y, rate: rate)
          let orbit = map.orbit(from: start, steps: depth == 1 ? 6 : 3)
          let what = "L \(depth) from \(start) to \(root) at \(rate)"
          if let vanishing = descent.vanishingRate {
            #expect((rate - vanishing).signum() == -orbit[1].signum(), "\(what)")
          } else if depth >= 2 {
            #expect(orbit[1] >= start, "\(what)")
          }
          if start == root { continue }
          let position = try #require(descent.monotonePosition(of: rate), "\(what)")
          let above = start > root
          let distances = orbit.map { above ? $0 - root : root - $0 }
          if above || depth == 1 { #expect(distances[1].signum() == -position, "\(what)") }
          let bound = try #require(descent.monotoneRate(digits: 20))
          #expect(bound.lower <= rate || position <= 0)
          #expect(rate <= bound.upper || position >= 0)
          seen["\(position)", default: 0] += 1
          guard let factors = descent.contraction(rate: rate, digits: 20) else {
            #expect(position > 0 || (position == 0 && (above || depth == 1)) || depth == 1, "\(what)")
            continue
          }
          // The sum term by term.
          let at = above ? root : start
          let sum = (0..<depth).map { at.power(depth - 1 - $0) * root.power($0) }.reduce(0, +)
          let sharp = 1 - rate * x * at.power(depth - 1) * sum
          #expect(
            factors[0].contains(sharp) && factors[0].upper - factors[0].lower < Rational(1, 1_000_000_000),
            "\(what)")
          if factors.count == 2 {
            #expect(factors[1].contains(1 - rate * Rational(depth) * x * start.power(2 * depth - 2)))
          }
          for factor in factors {
            for (t, distance) in distances.enumerated() {
              #expect(distance > 0 && distance <= distances[0] * factor.upper.power(t), "\(what) step \(t)")
            }
          }
        }
      }
    }
    #expect(seen["-1", default: 0] > 10 && seen["1", default: 0] > 10)
  }

  /// Where the orbit ends, against some thousand steps in doubles: every fate is met, none where the orbit does otherwise.
  @Test(arguments: 1...5) func fatesAgainstLongRuns(depth: Int) throws {
    var seen: Set<DescentFate> = []
    for y in [Rational(1), Rational(-1), Rational(0), Rational(1, 3)] where depth >= 2 || y > 0 {
      for start in Self.starts + [0, 1] {
        for rate in Self.rates {
          let (fate, step, sign) = DescentFromStart(depth: depth, start: start, x: 1, y: y).fate(rate: rate)
          seen.insert(fate)
          let what = "L \(depth) from \(start) to \(y) at \(rate): \(fate) from \(step)"
          let doubles = ModeRecursion<Double>(
            depth: depth, x: 1, y: y.approximateDouble, rate: rate.approximateDouble)
          let orbit = doubles.orbit(from: start.approximateDouble, steps: 10_000)
          let bounded = orbit.allSatisfy { abs($0) < 1e6 }
          #expect(
            fate == .alternating || fate.isBounded == .undecided || bounded == (fate.isBounded == .proved),
            "\(what)")
          guard bounded, fate != .undecided, fate != .confined, fate != .alternating else { continue }
          // Rationals land on a repelling point that doubles miss.
          if fate == .rests && step > 0 { continue }
          #expect(
            (orbit[step] > 0 ? 1 : orbit[step] < 0 ? -1 : 0) == sign || abs(orbit[step]) < 1e-12, "\(what)")
          let last = orbit[10_000]
          let residual = abs(last.power(depth) - y.approximateDouble)
          switch fate {
          case .monotone, .closingIn:
            #expect(residual < 0.05 && (depth == 1 || (last > 0) == (sign > 0)), "\(what): \(last)")
          case .vanishing:
            #expect(abs(last) < 0.45 && abs(last) < abs(orbit[step]), "\(what): \(last)")
          default: #expect(abs(last - orbit[step]) < 1e-9, "\(what): \(last)")
          }
        }
      }
    }
    #expect(
      seen.isSuperset(
        of: depth == 1
          ? [.rests, .monotone, .closingIn, .alternating, .escaping]
          : [.rests, .monotone, .vanishing, .escaping]), "\(seen)")
  }

  /// At and beyond the escaping step size the exact orbit grows, by less than it the first step does not leave; at depth 2 it is the end of the invariant interval.
  @Test(arguments: 2...5) func escape(depth: Int) throws {
    for (start, y) in [(Rational(3, 2), Rational(1)), (-2, 1), (Rational(5, 4), -1), (Rational(6, 5), 0)] {
      let descent = DescentFromStart(depth: depth, start: start, x: 1, y: y)
      let edge = try #require(descent.escapingRate)
      let isOdd = depth % 2 == 0 || y.isZero
      for (rate, isBeyond) in [(edge * Rational(101, 100), true), (edge, false)] {
        let orbit = ModeRecursion<Rational>(depth: depth, x: 1, y: y, rate: rate).orbit(from: start, steps: 4)
          .map(\.magnitude)
        let what = "L \(depth) from \(start) to \(y)"
        if isBeyond {
          #expect(zip(orbit, orbit.dropFirst()).allSatisfy { $0 < $1 }, "\(what)")
        } else {
          #expect(isOdd == (orbit[2] == start.magnitude), "\(what)")
          #expect(isOdd == (orbit == Array(repeating: start.magnitude, count: 5)), "\(what)")
        }
        #expect(descent.fate(rate: rate).fate == (isBeyond || !isOdd ? .escaping : .alternating), "\(what)")
      }
      if depth == 2 && y > 0 {
        #expect(StepSizeThresholds(depth: 2, x: 1, y: y).invariantSquare(rate: edge) == start * start)
      }
    }
    // 2 -> -4/5 at depth 3, then up to the saddle.
    let fate = DescentFromStart(depth: 3, start: 2, x: 1, y: 1).fate(rate: Rational(1, 10))
    #expect(fate.fate == .vanishing && fate.from == 1 && fate.sign == -1)
  }

  /// The largest Hessian eigenvalue along the path, by the inertia of the dense Hessian of networks of several shapes.
  @Test(arguments: [[1, 1], [1, 1, 1], [2, 3, 2], [2, 1, 3], [2, 2, 1, 2]]) func sharpness(widths: [Int]) {
    let depth = widths.count - 1
    for (x, y) in [(Rational(1), Rational(1)), (Rational(3, 2), Rational(2, 3)), (1, -1)] {
      for value in [Rational(1, 4), Rational(1, 2), Rational(9, 10), Rational(4, 3), Rational(-2, 3)] {
        let network = AlignedNetwork<Rational>(
          widths: widths.map { Integer($0) },
          modes: [ModeRun(count: 1, balanced: value, depth: depth, x: x, y: y)], restInput: x)
        let hessian = network.dense().hessian()
        let largest = DescentFromStart(depth: depth, start: value, x: x, y: y).sharpness
        let inertia = (hessian - Matrix(identity: hessian.rows).map { $0 * largest }).inertia()
        #expect(inertia.positive == 0 && inertia.zero >= 1, "\(widths) x \(x) y \(y) at \(value): \(largest)")
        guard depth == 2, y > 0 else { continue }
        let (least, square) = StepSizeThresholds(depth: 2, x: x, y: y).leastSharpness
        #expect(largest >= least && (largest == least) == (value * value == square))
        #expect(least == y * max(1 - x * square / y, 3 * x * square / y - 1))
      }
    }
  }

  /// The constant of the flip by formal derivatives of the map at a rational minimum, at the step size 2/lambda.
  @Test(arguments: 2...7) func flip(depth: Int) {
    for (root, x) in [(Rational(1), Rational(1)), (Rational(2, 3), Rational(5, 2))] {
      let y = x * root.power(depth)
      let rate = 2 / (Rational(depth) * x * root.power(2 * depth - 2))
      func constant(_ value: Rational) -> Polynomial<Rational> { Polynomial(constant: value) }
      let map = ModeRecursion<Polynomial<Rational>>(
        depth: depth, x: constant(x), y: constant(y), rate: constant(rate)
      ).map(.variable)
      #expect(map.derivative.evaluated(at: root) == -1)
      let second = map.derivative.derivative
      let (a, b) = (second.evaluated(at: root), second.derivative.evaluated(at: root))
      let value = StepSizeThresholds(depth: depth, x: x, y: y).flip(digits: 20)
      #expect(
        value.contains(a * a / 2 + b / 3) && value.upper - value.lower < value.lower / 1_000_000_000_000)
    }
  }

  /// The time at which an unbalanced pair reaches a level: there its product, enclosed at that time, holds the level, and the curvature where it ends is S.
  @Test func unbalancedTimes() throws {
    let cases: [(Rational, Rational, Rational, Rational, [Rational])] = [
      (1, 0, 1, 1, [Rational(1, 2), Rational(99, 100)]),
      (2, Rational(1, 2), 1, 3, [2, Rational(3, 2)]),
      (Rational(1, 3), -1, 1, 1, [Rational(-1, 5), 0, Rational(1, 2)]),
      (Rational(3, 2), Rational(1, 3), 2, -1, [Rational(1, 4), 0, Rational(-2, 5)]),
      (1, Rational(-5, 4), 0, Rational(4, 5), [0, 7]),
      (Rational(3, 2), Rational(1, 3), 1, 0, [Rational(1, 100)]),
    ]
    for (first, second, x, y, levels) in cases {
      let flow = UnbalancedFlow(first: first, second: second, x: x, y: y)
      for level in levels {
        let time = try #require(try flow.time(toProduct: level, digits: 25), "\(flow) to \(level)")
        #expect(time.lower > 0 && time.upper - time.lower < time.lower / 1_000_000_000_000_000)
        var ends: [Rational] = []
        for end in [time.lower, time.upper] {
          guard case .enclosed(_, _, let product, _) = try flow.value(at: end, digits: 30) else {
            Issue.record("no value of \(flow) at \(end)")
            return
          }
          ends.append(product.lower - level)
          ends.append(product.upper - level)
        }
        #expect(ends.min()! <= 0 && ends.max()! >= 0, "\(flow) to \(level)")
        #expect(ends.allSatisfy { $0.magnitude < Rational(1, 1_000_000_000_000) }, "\(flow) to \(level)")
      }
      // Behind the start, at the limit and beyond it.
      let product = first * second
      #expect(try flow.time(toProduct: product, digits: 10)?.singleValue == 0)
      let velocity = y - x * product
      #expect(try flow.time(toProduct: product - velocity, digits: 10) == nil)
      if !x.isZero {
        #expect(try flow.time(toProduct: y / x, digits: 10) == nil)
        #expect(try flow.time(toProduct: y / x + velocity, digits: 10) == nil)
      }
    }
    // s = (2, 1/2) lies at the minimum sigma = 1, where the curvature is 4 + 1/4.
    #expect(
      UnbalancedFlow(first: 2, second: Rational(1, 2), x: 1, y: 1).finalSharpness(digits: 20).contains(
        Rational(17, 4)))
  }

  /// Orbits that come again, decided although their numbers stay short: period two by construction, begun at either value and mirrored, and one step before it.
  @Test(arguments: [2, 3, 4, 5]) func orbitsThatComeAgain(depth: Int) {
    for (a, b): (Rational, Rational) in [(Rational(8, 7), Rational(5, 7)), (1, 2), (Rational(1, 3), 3)] {
      let (y, rate) = PeriodTwoOrbit.rational(depth: depth, a, b)
      for start in [a, b] {
        let orbit = ModeRecursion<Rational>(depth: depth, x: 1, y: y, rate: rate).orbit(from: start, steps: 2)
        #expect(orbit[2] == start && orbit[1] != start)
        let found = DescentFromStart(depth: depth, start: start, x: 1, y: y).fate(rate: rate)
        #expect(found.fate == .periodic(2) && found.from == 0 && found.sign == 1, "\(depth), \(start)")
        #expect(found.fate.isBounded == .proved)
        if depth % 2 == 0 {
          let mirrored = DescentFromStart(depth: depth, start: -start, x: 1, y: y).fate(rate: rate)
          #expect(mirrored.fate == .periodic(2) && mirrored.sign == -1)
        }
      }
    }
  }

  /// A step that lands exactly on 0 or on the minimum rests there from then on, however long its numbers.
  @Test func stepsThatLand() {
    let long = Rational(Integer(10).power(100_000))
    let cases: [(depth: Int, start: Rational, y: Rational, rate: Rational, sign: Int)] = [
      (1, long, 1, 1, 1), (1, Rational(1, 3), -2, 1, -1), (2, Rational(1, 2), -1, Rational(4, 5), 0),
      (2, Rational(3, 2), 1, Rational(4, 15), 1), (2, Rational(-3, 2), 1, Rational(4, 15), -1),
    ]
    for (depth, start, y, rate, sign) in cases {
      let found = DescentFromStart(depth: depth, start: start, x: 1, y: y).fate(rate: rate)
      #expect(found.fate == .rests && found.from == 1 && found.sign == sign, "depth \(depth), y \(y)")
    }
  }

  /// Levels that the magnitudes rule out.
  @Test func levelsBehindMagnitudes() throws {
    let cases: [(start: Rational, y: Rational, rate: Rational, level: Rational)] = [
      (3, -1, Rational(1, 100), 10), (3, 0, Rational(1, 100), 4000), (3, 1, Rational(1, 3), 1),
    ]
    for (start, y, rate, level) in cases {
      let flow = GradientFlow(depth: 2, start: start, x: 1, y: y)
      #expect(try flow.steps(toProduct: level, rate: rate, limit: 1000) == .never, "y \(y), level \(level)")
    }
  }
}
