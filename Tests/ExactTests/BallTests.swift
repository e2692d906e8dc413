import Exact
import Support
import Testing

/// Constructors, predicates, sets, literals and the whole line.
@Suite struct BallTests {
  @Test func constructorsEncloseAndAreExactWhenTheyCanBe() {
    var generator = SeededGenerator(seed: 31)
    for _ in 0..<scaled(2000) {
      let precision = generator.precision()
      let value = generator.dyadic(bits: 200) / 3
      #expect(Ball(value, precision: precision).contains(value))
      let integer = generator.runs(bits: 300)
      let ball = Ball(integer, precision: precision)
      #expect(ball.contains(Rational(integer)))
      #expect(
        ball.isExact == (integer.bitWidth - integer.trailingZeroBitCount <= precision))
      let width = generator.dyadic(bits: 80).magnitude / 7
      let interval = Ball(lower: value, upper: value + width, precision: precision)
      #expect(interval.contains(value) && interval.contains(value + width))
      if value.signum() >= 0 { #expect(interval.lowerBound!.signum() >= 0) }
      let round = Ball(midpoint: value, radius: width, precision: precision)
      #expect(round.contains(value - width) && round.contains(value + width))
      #expect(!round.contains(round.upperBound! + Rational(mantissa: 1, exponent: -20000)))
    }
    #expect(Ball(Int.min).midpoint == Rational(Int.min) && (-Ball(Int.min)).contains(-Rational(Int.min)))
  }

  @Test func predicatesAreProvedExactlyAtTheBorder() {
    let touching = Ball(midpoint: 1, radius: 1, precision: 64)
    #expect(touching.isPositive == .undecided && touching.isNegative == .refuted)
    #expect(touching.vanishes == .undecided && touching.reciprocal == nil)
    #expect(Ball(0).vanishes == .proved && Ball(0).isPositive == .refuted)
    let tiny = Rational(mantissa: 1, exponent: -4000)
    let above = Ball(midpoint: 1 + tiny, radius: 1, precision: 4096)
    #expect(above.isPositive == .proved && above.vanishes == .refuted && above.reciprocal != nil)
    let two = Ball(midpoint: 3, radius: 1, precision: 64)
    #expect(touching.isLess(than: two) == .undecided && touching.isAtMost(two) == .proved)
    #expect(two.isLess(than: touching) == .refuted && two.isAtMost(touching) == .undecided)
    #expect(two.isLess(than: above) == .undecided)
    #expect(Ball(2).isAtMost(2) == .proved && Ball(2).isLess(than: 2) == .refuted)
    for truth in [
      Ball.wholeLine.isPositive, Ball.wholeLine.isNegative, Ball.wholeLine.vanishes,
      Ball.wholeLine.isLess(than: 3), Ball(3).isAtMost(.wholeLine),
    ] { #expect(truth == .undecided) }
  }

  @Test func setOperationsAgreeWithExactEnds() {
    var generator = SeededGenerator(seed: 32)
    for _ in 0..<scaled(2000) {
      let precision = generator.precision()
      let (a, b) = (generator.ball(precision: precision), generator.ball(precision: precision))
      let (al, au) = (a.midpoint - a.radius, a.midpoint + a.radius)
      let (bl, bu) = (b.midpoint - b.radius, b.midpoint + b.radius)
      #expect(a.ball.contains(b.ball) == (al <= bl && bu <= au))
      #expect(a.ball.containsInInterior(b.ball) == (al < bl && bu < au))
      #expect(a.ball.overlaps(b.ball) == (al <= bu && bl <= au))
      #expect(a.ball.isLess(than: b.ball) == (au < bl ? .proved : al >= bu ? .refuted : .undecided))
      for x in b.points(using: &generator) { #expect(a.ball.contains(x) == (al <= x && x <= au)) }
      let common = a.ball.intersection(with: b.ball)
      #expect((common != nil) == a.ball.overlaps(b.ball))
      if let common {
        #expect(common.contains(max(al, bl)) && common.contains(min(au, bu)))
        #expect(common.radius! <= min(a.radius, b.radius) * 2 + common.midpoint.magnitude)
      }
      let hull = a.ball.hull(with: b.ball)
      #expect(hull.contains(a.ball) && hull.contains(b.ball))
    }
  }

  @Test func theWholeLineSpreads() {
    let line = Ball.wholeLine
    let x = Ball(Rational(1, 3), precision: 100)
    let results: [Ball] = [
      x / Ball(midpoint: 0, radius: 1, precision: 64), x / 0, line + x, line * x, line * 0, -line, line / x,
      x - line, .sqrt(line), .exp(line), .log(line), .log(0), .log(-x), .sqrt(-x), line.squared(),
      line.power(3),
      line.magnitude, .sqrt(knownNonNegative: line), x / line, line.hull(with: x), line.widened(by: 1),
      line.rounded(toPrecision: 80), .root(line, degree: 3),
    ]
    for result in results {
      #expect(result.isWholeLine && result.lowerBound == nil && result.radius == nil && result.midpoint == 0)
      #expect(result.contains(Rational(1, 7)) && result.contains(x) && !x.contains(result))
      #expect(result.accuracyBits == 0 && !result.isExact)
    }
    var sum = x
    sum.addProduct(line, 0)
    #expect(sum.isWholeLine)
    #expect(line.intersection(with: x)!.contains(x) && line.power(0).isExact)
    #expect(Ball.sin(line).upperBound == 1 && Ball.cos(line).lowerBound == -1)
  }

  /// MPFR's exponents end near ±2^30: beyond is the whole line on one side and a sound neighbourhood of 0 on the other.
  @Test func exponentsAtTheEndOfTheRange() {
    let two = Ball(2, precision: 64)
    let huge = two.power(1 << 29)
    let tiny = 1 / huge
    #expect(!huge.isWholeLine && huge.isExact && tiny.isExact && tiny.isPositive == .proved)
    #expect((huge * huge).isWholeLine && huge.power(3).isWholeLine && Ball.exp(huge).isWholeLine)
    let nearlyHuge = huge.widened(by: 1)
    #expect(Ball.exp(nearlyHuge).isWholeLine && Ball.exp(-nearlyHuge).contains(0))
    #expect(
      nearlyHuge.power(5).isWholeLine && nearlyHuge.squared().isWholeLine && (nearlyHuge * huge).isWholeLine)
    var sum = huge
    sum.addProduct(huge, huge)
    #expect(sum.isWholeLine)
    let cube = tiny * tiny * tiny
    let smalls: [Ball] = [tiny.power(3), cube, -cube, .exp(-huge), tiny * tiny / huge]
    for small in smalls {
      #expect(!small.isExact && !small.isWholeLine && small.contains(0))
      #expect(small.isLess(than: tiny) == .proved && small.isPositive == .undecided)
    }
    // 3/2 u ± u with the smallest positive number u: the lower end is below the exponent range, and still positive.
    let aboveZero = Ball(midpoint: Rational(3, 2), radius: 1, precision: 64) * (tiny * tiny)
    #expect(aboveZero.isPositive == .proved && aboveZero.vanishes == .refuted)
    // The rounding error of a midpoint at the end of the range is below the range and still counted.
    let inexact = Ball(1 + Rational(mantissa: 1, exponent: -40), precision: 64) * tiny
    #expect(inexact.isExact && !(inexact * inexact).isExact && !(inexact * inexact).isWholeLine)
    // A radius that underflows is rounded up, not to zero.
    let thin = Ball(midpoint: 0, radius: 1, precision: 64) * tiny * tiny
    #expect(!(thin * tiny).isExact && !(thin * thin).isExact)
    // The sum of far apart numbers costs no memory and stays exact in its predicates.
    #expect((huge + tiny).contains(huge) && (huge + tiny).isLess(than: huge) == .undecided)
    #expect(huge.contains(Rational(5)) == false && tiny.contains(0) == false)
    let thinOne = Ball(1, precision: 64).widened(byMagnitudeOf: tiny)
    for text in [huge, tiny, thinOne].map(\.description) { #expect(text.count < 60) }
  }

  @Test func literalsAreExactAndCarryNoPrecision() {
    let two: Ball = 2
    #expect(two.precision == 0 && (two + 3).precision == 0 && (two * 3 - 1).isExact)
    #expect((Ball(6) / 3).precision == 0 && Ball.sqrt(4).precision == 0 && Ball.exp(0).midpoint == 1)
    let x = Ball(Rational(1, 3), precision: 20)
    #expect((x + 1).precision == 20 && (1 / x).precision == 20 && (x * Ball(Int.max)).precision == 20)
    #expect((Ball(1) / 3).precision == 128 && (Ball(Int.max) * Ball(Int.max)).isExact)
    var sum: Ball = 0
    sum.addProduct(x, x)
    #expect(sum.precision == 20)
    sum.addProduct(2, 3)
    #expect(sum.precision == 20 && sum.contains(Rational(55, 9)))
  }

  @Test func copiesDoNotShareWrites() {
    let original = Ball(Rational(1, 3), precision: 200)
    let (midpoint, radius) = (original.midpoint, original.radius!)
    var copy = original
    copy += 1
    copy *= copy
    copy.addProduct(original, copy)
    copy -= original
    copy /= 7
    #expect(original.midpoint == midpoint && original.radius == radius)
    let third = Rational(1, 3)
    let square = (third + 1) * (third + 1)
    #expect(copy.contains((square + third * square - third) / 7))
  }

  /// A formula generic over the ladder reaches the ball's own square, which keeps the sign.
  @Test func genericFormulasReachTheTighterSquare() {
    func square<R: CommutativeRing>(_ x: R) -> R { x.squared() }
    func fourth<R: CommutativeRing>(_ x: R) -> R { x.power(4) }
    let wide = Ball(midpoint: 0, radius: 1, precision: 64)
    #expect(square(wide).lowerBound == 0 && fourth(wide).lowerBound == 0)
    #expect((wide * wide).lowerBound == -1)
  }
}
