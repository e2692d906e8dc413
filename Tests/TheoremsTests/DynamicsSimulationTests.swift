import Exact
import Support
import Testing
import Theorems

/// What the theorems about one mode say, held against orbits, sums over short steps of time, and networks.
@Suite struct DynamicsSimulationTests {
  private static func step(
    _ s: Rational, _ depth: Int, x: Rational = 1, y: Rational = 1, eta: Rational
  ) -> Rational { ModeRecursion(depth: depth, x: x, y: y, rate: eta).map(s) }

  /// Rounded down to a multiple of `2^-40`: the statements hold from every start, so from this one.
  private static func rounded(_ value: Rational) -> Rational {
    let scale = Rational(2).power(40)
    return Rational((scale * value).floor) / scale
  }

  /// Bounds of the time of the flow from `start` to `end` by the extremes of `dt/ds` on short intervals.
  private static func time(
    _ depth: Int, from start: Rational, to end: Rational, x: Rational, y: Rational, pieces: Int
  ) -> Interval {
    let width = (end - start) / Rational(pieces)
    return (0..<pieces).reduce(Interval(0, 0)) { sum, i in
      let (low, high) = (start + Rational(i) * width, start + Rational(i + 1) * width)
      let least = 1 / (high.power(depth - 1) * (y - x * low.power(depth)))
      let most = 1 / (low.power(depth - 1) * (y - x * high.power(depth)))
      return sum + Interval(rounded(least), rounded(most) + 1 / Rational(2).power(40)).scaled(by: width)
    }
  }

  @Test(arguments: 3...6) func escapeTimesLieBetweenTheBounds(depth: Int) {
    let (start, end, x, y) = (Rational(1, 2), Rational(4, 5), Rational(5, 4), Rational(3, 2))
    let time = Self.time(depth, from: start, to: end, x: x, y: y, pieces: 400)
    let power = (1 / start.power(depth - 2) - 1 / end.power(depth - 2)) / (Rational(depth - 2) * y)
    let rest =
      x * (end.squared() - start.squared()) / (2 * y * (y - x * end.power(depth)))
    #expect(power < time.lower && time.upper < power + rest, "L = \(depth): \(time)")
  }

  /// `L` times the time against `T`, with logarithms by balls; the relative distance is at most `1 - sigma_0^(2/L)`.
  @Test(arguments: [1, 2, 3, 6]) func timesOfDeepModesLieBetweenTheBounds(depth: Int) {
    let (a, b) = (Rational(2, 5), Rational(4, 5))  // mode values: sigma_0 = a^L, sigma_1 = b^L
    let (first, last) = (a.power(depth), b.power(depth))
    let time = Self.time(depth, from: a, to: b, x: 1, y: 1, pieces: 600).scaled(by: Rational(depth))
    let odds = Ball(last * (1 - first) / (first * (1 - last)), precision: 80)
    let limit = Ball.log(odds) + Ball(1 / first - 1 / last, precision: 80)
    #expect(time.upper < limit.lowerBound!, "L = \(depth)")
    #expect(time.lower > a.squared() * limit.upperBound!, "L = \(depth)")
  }

  /// The closed form at rational times of `E`: the odds multiply by `E`, so a step in time composes.
  @Test func logisticSolutionsCompose() {
    let (x, y, start) = (Rational(5, 4), Rational(4, 3), Rational(1, 7))
    func sigma(_ u: Rational, _ growth: Rational) -> Rational {
      y * u * growth / (y - x * u + x * u * growth)
    }
    #expect(sigma(sigma(start, 3), Rational(5, 2)) == sigma(start, Rational(15, 2)))
    // A short Euler step of the flow agrees to first order: the error is of the order of h^2.
    let h = Rational(1, 10_000)
    let grown = 1 + 2 * y * h + 2 * (y * h).squared()  // e^(2 y h) up to h^3
    let euler = start + h * 2 * start * (y - x * start)
    #expect((sigma(start, grown) - euler).magnitude < 10 * h * h)
  }

  @Test(arguments: 1...6) func lossesContract(depth: Int) {
    let start = Rational(3, 5)
    let margin = start.power(2 * depth - 2)
    for eta in [Rational(1, Integer(depth)), Rational(1, Integer(2 * depth))] {
      var s = start
      for _ in 0..<12 {
        let next = Self.step(s, depth, eta: eta)
        let (before, after) = ((1 - s.power(depth)).squared(), (1 - next.power(depth)).squared())
        #expect(s <= next && next <= 1 && after <= before * (1 - eta * margin))
        #expect(
          1 - next.power(depth) <= (1 - s.power(depth)) * (1 - eta * Rational(depth) * s.power(2 * depth - 2))
        )
        s = max(Self.rounded(next), start)
      }
    }
    // At 2/L they do not: near 1 the step flips.
    let (near, long) = (Rational(999, 1000), Rational(2, Integer(depth)))
    let next = Self.step(near, depth, eta: long)
    #expect(
      (1 - next.power(depth)).squared()
        > (1 - near.power(depth)).squared() * (1 - long * near.power(2 * depth - 2)))
  }

  @Test func twoLayersGrowGeometrically() {
    let (x, r, p) = (Rational(5, 4), Rational(3, 2), Rational(1, 10))
    let y = x * r * r
    let eta = 1 / (2 * y)
    let factor = 1 - eta * x * p * (r + p)
    var s = p
    for t in 1...40 {
      let next = Self.step(s, 2, x: x, y: y, eta: eta)
      #expect(s < next && next < r && r - next <= factor.power(t) * (r - p))
      s = max(Self.rounded(next), s)
    }
    #expect(r - s < Rational(1, 100))
  }

  @Test(arguments: 2...6) func negativeTargetsAreNotReached(depth: Int) {
    let (x, r, start) = (Rational(5, 4), Rational(3), Rational(1))
    let eta = Rational(99, 100) / (r + x)
    var s = start
    for _ in 0..<20 {
      let next = Self.step(s, depth, x: x, y: -r, eta: eta)
      #expect(0 < next && next < s)
      s = max(Self.rounded(next), Rational(1, 1_000_000))
    }
    // Beyond the bound on the step the first value is not positive.
    #expect(Self.step(start, depth, x: x, y: -r, eta: 1 / (r + x)) == 0)
  }

  /// Every orbit of period two at L = 2 comes from the formula, and its stability is that of the multiplier.
  @Test func orbitsOfPeriodTwoAttractUpToTheBound() {
    // eta = 1/(a b) with a, b = (p +- q)/2 and p^2 + 3 q^2 = 4: 49/40 is below sqrt 5 - 1, 169/105 beyond.
    for (a, b, attracts) in [
      (Rational(8, 7), Rational(5, 7), true), (Rational(15, 13), Rational(7, 13), false),
    ] {
      let eta = 1 / (a * b)
      #expect(a * a - a * b + b * b == 1 && Self.step(a, 2, eta: eta) == b && Self.step(b, 2, eta: eta) == a)
      let shifted = a + Rational(1, 100_000)
      let returned = Self.step(Self.step(shifted, 2, eta: eta), 2, eta: eta)
      #expect(((returned - a).magnitude < (shifted - a).magnitude) == attracts)
      #expect(((1 + eta).squared() < 5) == attracts)
    }
  }

  /// At minima of chains with any positive layers: the sharpness of the whole network, by inertia, against `L sigma^(2-2/L)`.
  @Test func sharpnessOfChainsIsAtLeastThatOfTheBalancedOne() {
    var generator = SeededGenerator(seed: 2018)
    for depth in 1...5 {
      for _ in 0..<4 {
        // Balanced value m = s; the others are scaled by factors with product 1.
        let s = Rational(Integer(Int.random(in: 1...5, using: &generator)), 3)
        var values = Array(repeating: s, count: depth)
        for k in 0..<(depth - 1) {
          let factor = Rational(Integer(Int.random(in: 1...4, using: &generator)), 2)
          values[k] *= factor
          values[k + 1] = values[k + 1] / factor
        }
        func one(_ value: Rational) -> Matrix<Rational> { Matrix(rows: 1, columns: 1, entries: [value]) }
        let network = LinearNetwork(
          layers: values.map(one), inputCovariance: one(1), crossCovariance: one(s.power(depth)))
        let bound = Rational(depth) * s.power(2 * depth - 2)
        let hessian = network.hessian()
        let sharpness = (0..<depth).reduce(Rational(0)) { $0 + hessian[$1, $1] }  // rank one: the trace
        #expect(sharpness >= bound && (sharpness == bound) == values.allSatisfy { $0 == s })
        let shift = Matrix(
          diagonal: Array(repeating: bound, count: depth), rows: depth, columns: depth)
        #expect((hessian - shift).inertia().negative == depth - 1)
      }
    }
  }

  @Test func theIntervalIsInvariantUpToTwo() {
    for (eta, invariant) in [
      (Rational(1, 3), true), (1, true), (Rational(19, 10), true), (2, true), (Rational(21, 10), false),
      (3, false),
    ] {
      let end = (2 + eta) / eta  // b^2
      let stays = (1...400).allSatisfy { k in
        let s = Rational(k) / 200
        return s.squared() > end || Self.step(s, 2, eta: eta).squared() <= end
      }
      #expect(stays == invariant, "eta = \(eta)")
      for k in 1...20 {
        let s = Rational(k) / 4
        if s.squared() > end { #expect(Self.step(s, 2, eta: eta).squared() > s.squared()) }
      }
    }
    // At eta = 2 the values are -sqrt 2 cos(3 theta): compared by balls.
    let angle = Ball(Rational(7, 10), precision: 120)
    let root = Ball.sqrt(Ball(2, precision: 120))
    let s = root * Ball.cos(angle)
    let next = ModeRecursion(depth: 2, x: Ball(1), y: Ball(1), rate: Ball(2)).map(s)
    #expect(next.overlaps(-root * Ball.cos(Ball(3) * angle)) && next.radius! < Rational(1, 1_000_000))
  }
}
