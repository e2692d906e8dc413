import Exact
import PropertyTesting
import Support
import Testing

/// Every operation contains the exact result for exact points of its operands, whatever the precision.
@Suite struct BallContainmentTests {
  static let balls = Generator<EnclosedPoints>.enclosedPoints()

  @Test func operations() { check(EnclosureLaws(), zip(Self.balls, Self.balls), count: 1000) }

  @Test func rootsByTheirPowers() {
    var generator = SeededGenerator(seed: 13)
    for trial in 0..<scaled(3000) {
      let a = generator.ball(precision: generator.precision())
      let degree = [2, 2, 3, 4, 5][trial % 5]
      let result = Ball.root(a.ball, degree: degree)
      if degree % 2 == 0 && a.midpoint < a.radius {
        #expect(result.isWholeLine)
        continue
      }
      let (lower, upper) = (result.lowerBound!, result.upperBound!)
      for x in a.points(using: &generator) {
        if degree % 2 == 0 {
          // lower <= root(x) <= upper
          #expect(upper.signum() >= 0 && upper.power(degree) >= x)
          #expect(lower.signum() <= 0 || lower.power(degree) <= x)
        } else {
          #expect(lower.power(degree) <= x && x <= upper.power(degree))
        }
      }
    }
    let touching = Ball(lower: Rational(-1, 1_000_000), upper: 4, precision: 100)
    #expect(Ball.sqrt(touching).isWholeLine)
    #expect(Ball.sqrt(knownNonNegative: touching).contains(Ball(1).hull(with: 2)))
    #expect(Ball.sqrt(knownNonNegative: Ball(-1)).isWholeLine)
    #expect(!Ball.sqrt(touching.squared()).isWholeLine)
  }

  @Test func fusedProductAndInPlaceForms() {
    var generator = SeededGenerator(seed: 14)
    for trial in 0..<scaled(2000) {
      let precision = generator.precision()
      let s = generator.ball(precision: Bool.random(using: &generator) ? precision : generator.precision())
      let (a, b) = (generator.ball(precision: precision), generator.ball(precision: generator.precision()))
      var sum = s.ball
      sum.addProduct(a.ball, b.ball)
      for x in a.points(using: &generator) {
        for y in b.points(using: &generator) {
          #expect(sum.contains(s.midpoint - s.radius + x * y), "trial \(trial)")
          #expect(sum.contains(s.midpoint + s.radius + x * y), "trial \(trial)")
        }
      }
      // The in-place forms give the very same ball as the others, with a unique and with a shared left side.
      for (inPlace, plain) in [
        ((+=), (+)), ((-=), (-)), ((*=), (*)), ((/=), (/)),
      ] as [((inout Ball, Ball) -> Void, (Ball, Ball) -> Ball)] {
        let expected = plain(s.ball, b.ball)
        var shared = s.ball
        inPlace(&shared, b.ball)
        var unique = s.ball.rounded(toPrecision: s.ball.precision)
        inPlace(&unique, b.ball)
        #expect(same(shared, expected) && same(unique, expected))
        #expect(s.ball.midpoint == s.midpoint && s.ball.radius == s.radius)
      }
    }
  }

  @Test func aliasing() {
    var generator = SeededGenerator(seed: 15)
    for _ in 0..<scaled(1500) {
      let a = generator.ball(precision: generator.precision())
      let fresh = { a.ball.rounded(toPrecision: a.ball.precision) }
      var (sum, difference, product, quotient, fused) = (fresh(), fresh(), fresh(), fresh(), fresh())
      sum += sum
      difference -= difference
      product *= product
      quotient /= quotient
      fused.addProduct(fused, fused)
      #expect(same(sum, a.ball + fresh()) && same(difference, a.ball - fresh()))
      #expect(same(product, a.ball * fresh()) && same(quotient, a.ball / fresh()))
      var apart = fresh()
      apart.addProduct(fresh(), fresh())
      #expect(same(fused, apart))
      var left = fresh()
      let other = generator.ball(precision: a.ball.precision).ball
      left.addProduct(left, other)
      var right = fresh()
      right.addProduct(other, right)
      for x in a.points(using: &generator) {
        #expect(left.contains(x + x * other.midpoint) && right.contains(x + x * other.midpoint))
      }
    }
  }

  /// The containment checks above can fail: a radius that is right before its last rounding and then rounded down
  /// instead of up misses an end of the sum.
  @Test func aRadiusRoundedDownIsCaught() {
    var (caught, missesOfTheRealOne, trials) = (0, 0, 0)
    let balls = Generator<EnclosedPoints>.enclosedPoints(precision: .constant(100))
    for index in 0..<scaled(1500) {
      let pair = zip(balls, balls).value(seed: 16, case: index)
      let (a, b) = (SampledBall(pair.0.ball), SampledBall(pair.1.ball))
      let result = SampledBall(a.ball + b.ball)
      let ends = [
        a.midpoint + a.radius + b.midpoint + b.radius, a.midpoint - a.radius + b.midpoint - b.radius,
      ]
      let needed = ends.map { ($0 - result.midpoint).magnitude }.max()!
      if needed.isZero { continue }
      // The largest 64-bit number not above what is needed.
      let shift = 64 - (needed.numerator.bitWidth - needed.denominator.bitWidth)
      let scaledUp = needed * Rational(mantissa: 1, exponent: shift)
      let excess = max(0, scaledUp.floor.bitWidth - 64)
      let down = Rational(
        mantissa: scaledUp.floor.shiftedRight(by: excess).shiftedLeft(by: excess), exponent: -shift)
      trials += 1
      if ends.contains(where: { ($0 - result.midpoint).magnitude > down }) { caught += 1 }
      if ends.contains(where: { ($0 - result.midpoint).magnitude > result.radius }) {
        missesOfTheRealOne += 1
      }
    }
    #expect(missesOfTheRealOne == 0)
    #expect(caught * 4 > trials, "\(caught) of \(trials)")
  }

  func same(_ a: Ball, _ b: Ball) -> Bool {
    a.midpoint == b.midpoint && a.radius == b.radius && a.precision == b.precision
  }
}
