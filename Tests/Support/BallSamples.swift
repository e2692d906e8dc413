// BallSamples: balls biased to corners, and exact points inside them.

import Exact

/// A ball with the exact numbers it was read back as.
public struct SampledBall {
  public let ball: Ball
  public let midpoint: Rational
  public let radius: Rational

  public init(_ ball: Ball) {
    self.ball = ball
    midpoint = ball.midpoint
    radius = ball.radius!
  }

  /// The two ends, the midpoint and a few exact rationals between, one of them not dyadic.
  public func points(using generator: inout SeededGenerator) -> [Rational] {
    let fraction = Rational(Integer(Int.random(in: -999...999, using: &generator)), 1001)
    if radius.isZero { return [midpoint] }
    return [midpoint - radius, midpoint + radius, midpoint, midpoint + radius * fraction]
  }
}

extension SeededGenerator {
  /// A precision biased to the borders between limbs and to the smallest.
  public mutating func precision() -> Int {
    let corners = [2, 3, 4, 11, 24, 31, 53, 63, 64, 65, 100, 127, 128, 129, 192, 256, 521, 1024]
    return Int.random(in: 0..<40, using: &self) == 0 ? 4096 : corners.randomElement(using: &self)!
  }

  /// An integer of at most `bits` bits made of long runs of zeros and ones, of either sign.
  public mutating func runs(bits: Int) -> Integer {
    var value: Integer = 1
    var left = Int.random(in: 0..<max(1, bits), using: &self)
    while left > 0 {
      let run = Int.random(in: 1...left, using: &self)
      value = value.shiftedLeft(by: run)
      if Bool.random(using: &self) { value += Integer(1).shiftedLeft(by: run) - 1 }
      left -= run
    }
    return Bool.random(using: &self) ? value : -value
  }

  /// A dyadic rational with long runs; exponents mostly near 0, sometimes far away; sometimes 0.
  public mutating func dyadic(bits: Int) -> Rational {
    if Int.random(in: 0..<20, using: &self) == 0 { return 0 }
    let far = Int.random(in: 0..<25, using: &self) == 0 ? 6000 : 40
    return Rational(
      mantissa: runs(bits: bits), exponent: Int.random(in: -far...far, using: &self) - bits / 2)
  }

  /// A ball with a radius that is zero, tiny, between, like the midpoint, or huge.
  public mutating func ball(precision: Int) -> SampledBall {
    let midpoint = dyadic(bits: precision)
    let size = Int.random(in: 0..<7, using: &self)
    let shape = dyadic(bits: 64).magnitude
    let scale = midpoint.isZero ? 1 : midpoint.magnitude
    let radius: Rational =
      switch size {
      case 0: 0
      case 1: scale * Rational(mantissa: runs(bits: 64).magnitude, exponent: -precision - 64)
      case 2: scale * Rational(mantissa: runs(bits: 64).magnitude, exponent: -70)
      case 3: scale * Rational(mantissa: runs(bits: 30).magnitude, exponent: -20)
      // Far above an ulp of the midpoint and far below the midpoint: a lost last bit of the radius shows.
      case 4, 5: scale * Rational(mantissa: runs(bits: 64).magnitude, exponent: -precision / 2 - 16)
      default: shape
      }
    return SampledBall(Ball(midpoint: midpoint, radius: radius, precision: precision))
  }
}
