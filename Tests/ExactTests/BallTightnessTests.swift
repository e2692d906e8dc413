import Exact
import Support
import Testing

/// Balls are not wider than they need to be, and two precisions agree.
@Suite struct BallTightnessTests {
  @Test func exactOperandsCostHalfAnUlp() {
    var generator = SeededGenerator(seed: 21)
    for _ in 0..<scaled(3000) {
      let precision = generator.precision()
      let a = Ball(generator.dyadic(bits: precision), precision: precision)
      let b = Ball(generator.dyadic(bits: precision), precision: precision)
      #expect(a.isExact && b.isExact)
      var fused = a
      fused.addProduct(a, b)
      for result in [
        a + b, a - b, a * b, a / (b.vanishes == .proved ? 1 : b), a.squared(), a.power(5), fused,
        .sqrt(a.magnitude), .root(a, degree: 3), .atan(a), Ball(Rational(1, 3), precision: precision),
      ] {
        #expect(result.radius! <= result.midpoint.magnitude * Rational(mantissa: 1, exponent: -precision))
      }
    }
  }

  @Test func sumsAndProductsAreOptimal() {
    var generator = SeededGenerator(seed: 22)
    let slack = 1 + Rational(mantissa: 1, exponent: -58)
    for _ in 0..<scaled(3000) {
      let precision = generator.precision()
      let a = generator.ball(precision: precision)
      let b = generator.ball(precision: precision)
      let (sum, product) = (SampledBall(a.ball + b.ball), SampledBall(a.ball * b.ball))
      let ulp = Rational(mantissa: 1, exponent: -precision)
      #expect(sum.radius <= (a.radius + b.radius + sum.midpoint.magnitude * ulp) * slack)
      let spread =
        a.midpoint.magnitude * b.radius + b.midpoint.magnitude * a.radius + a.radius * b.radius
      #expect(product.radius <= (spread + product.midpoint.magnitude * ulp) * slack)
    }
  }

  /// The square and the root of a wide ball are those of its ends.
  @Test func wideBallsUseTheirEnds() {
    let wide = Ball(lower: -1, upper: 3, precision: 64)
    #expect(wide.squared().lowerBound == 0 && wide.squared().upperBound! <= Rational(9_000_001, 1_000_000))
    #expect(wide.magnitude.lowerBound == 0 && wide.magnitude.upperBound! == 3)
    let apart = Ball(lower: 1, upper: 9, precision: 64)
    #expect(Ball.sqrt(apart).contains(1) && Ball.sqrt(apart).contains(3))
    #expect(Ball(lower: Rational(99, 100), upper: Rational(301, 100), precision: 64).contains(.sqrt(apart)))
    #expect(apart.power(4).isPositive != .refuted && apart.power(4).upperBound! < 6562)
    #expect(Ball(lower: -2, upper: 1, precision: 64).power(3).lowerBound! > Rational(-801, 100))
    #expect(Ball.log(apart).upperBound! < Rational(22, 10) && Ball.log(apart).lowerBound! > Rational(-1, 100))
    #expect(Ball.exp(Ball(lower: 0, upper: 1, precision: 64)).lowerBound! > Rational(999, 1000))
  }

  @Test func twoPrecisionsOverlapAndTheHigherIsTighter() {
    var generator = SeededGenerator(seed: 23)
    let formulas: [(Ball, Ball) -> Ball] = [
      { ($0 + $1) * ($0 - $1) / ($0.squared() + $1.squared() + 1) },
      { Ball.sqrt($0.squared() + 1) * .root($1, degree: 3) },
      { Ball.exp(.sin($0)) * .cos($1) + .atan($0 * $1) },
      { Ball.log($0.magnitude + 1) - $1.power(7) / 3 },
    ]
    for trial in 0..<scaled(400) {
      let (x, y) = (
        Rational(Integer(Int.random(in: -999...999, using: &generator)), 97),
        Rational(Integer(Int.random(in: 1...999, using: &generator)), 89)
      )
      let formula = formulas[trial % formulas.count]
      let low = formula(Ball(x, precision: 80), Ball(y, precision: 80))
      let high = formula(Ball(x, precision: 300), Ball(y, precision: 300))
      #expect(low.overlaps(high))
      #expect(low.accuracyBits > 50 && high.accuracyBits > 270)
    }
  }

  /// With an exact midpoint nothing but the radius is rounded, and its bound is attained at an end up to terms far below
  /// its last bit: a step rounded down shows.
  @Test func radiiOfExactMidpointsHoldTheEnds() {
    var generator = SeededGenerator(seed: 24)
    for trial in 0..<scaled(1500) {
      let degree = [2, 3, 5, 12][trial % 4]
      let (j, k) = (Int.random(in: 2...999, using: &generator), Int.random(in: 2...999, using: &generator))
      let (small, other) = (
        Rational(mantissa: generator.runs(bits: 64).magnitude, exponent: -164),
        Rational(mantissa: generator.runs(bits: 64).magnitude, exponent: -164)
      )
      let x = Ball(midpoint: Rational(k), radius: small, precision: 400)
      let divisor = Ball(midpoint: Rational(j), radius: other, precision: 400)
      let multiple = Ball(midpoint: Rational(j * k), radius: small, precision: 400)
      let power = x.power(degree)
      let base = Ball(midpoint: Rational(k).power(degree), radius: small, precision: 400)
      let root = SampledBall(Ball.root(base, degree: degree))
      let quotient = multiple / divisor
      let tight = multiple / Ball(j, precision: 400)
      #expect([power, root.ball, quotient].allSatisfy { $0.midpoint.isInteger })
      let ends = [(-small, -other), (-small, other), (small, -other), (small, other)]
      for (e, f) in ends {
        #expect(power.contains((Rational(k) + e).power(degree)))
        #expect(quotient.contains((Rational(j * k) + e) / (Rational(j) + f)))
        #expect(tight.contains((Rational(j * k) + e) / Rational(j)))
      }
      #expect((root.midpoint - root.radius).power(degree) <= Rational(k).power(degree) - small)
      #expect((root.midpoint + root.radius).power(degree) >= Rational(k).power(degree) + small)
    }
  }
}
