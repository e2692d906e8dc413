import Exact
import Support
import Testing

@Suite struct BallElementaryTests {
  struct Function: Sendable {
    let ball: @Sendable (Ball) -> Ball
    let bounds: @Sendable (TaylorBounds, Rational) -> TaylorBounds.Bounds
    /// Where the rational reference holds, in 64ths.
    let domain: ClosedRange<Int>
  }

  static let functions = [
    Function(ball: { .exp($0) }, bounds: { $0.exp($1) }, domain: -64...64),
    Function(ball: { .sin($0) }, bounds: { $0.sin($1) }, domain: -64...64),
    Function(ball: { .cos($0) }, bounds: { $0.cos($1) }, domain: -64...64),
    Function(ball: { .atan($0) }, bounds: { $0.atan($1) }, domain: -32...32),
    Function(ball: { .log($0) }, bounds: { $0.log($1) }, domain: 22...192),
  ]

  /// A ball holds the value at every point of its argument. The value is known to 200 bits more than the ball, so it is
  /// inside if the ball reaches over the rational bounds; a miss by an ulp of the radius would show.
  @Test(arguments: [2, 3, 24, 53, 64, 65, 128, 300]) func valuesAgainstRationalTaylorBounds(precision: Int) {
    var generator = SeededGenerator(seed: 41)
    let reference = TaylorBounds(bits: precision + 200)
    for function in Self.functions {
      for trial in 0..<scaled(6) {
        let domain = function.domain
        let inside = domain.lowerBound + 1...domain.upperBound - 1
        let x = Rational(
          Integer(trial == 0 ? max(0, inside.lowerBound) : .random(in: inside, using: &generator)), 64)
        // Radius zero, thin and wide, the last two within the domain of the reference.
        for radius in [
          0, Rational(mantissa: 1, exponent: -60), Rational(mantissa: 1, exponent: -18), Rational(1, 64),
        ] {
          let argument = Ball(midpoint: x, radius: radius, precision: precision)
          let value = function.ball(argument)
          #expect(!value.isWholeLine)
          for point in [x, x - radius, x + radius] {
            let exact = function.bounds(reference, point)
            #expect(value.lowerBound! <= exact.upper && exact.lower <= value.upperBound!, "\(x) ± \(radius)")
          }
          if argument.isExact && trial > 0 && value.vanishes == .refuted {
            #expect(value.radius! <= value.midpoint.magnitude * Rational(mantissa: 1, exponent: -precision))
          }
          let slope = Rational(9)  // above every slope on these domains
          #expect(value.radius! <= argument.radius! * slope + Rational(mantissa: 1, exponent: 3 - precision))
        }
      }
    }
  }

  /// With 400 bits and radii near 2^-100 the rounding of the midpoint and second-order terms are far below the last bit of
  /// the radius, and the error bounds are attained at an end of the argument: one step of a radius rounded down shows.
  @Test func theLastBitOfTheRadiusCounts() {
    var generator = SeededGenerator(seed: 44)
    let reference = TaylorBounds(bits: 400)
    for function in Self.functions {
      for trial in 0..<scaled(60) {
        let domain = function.domain
        // The sine attains its bound at 0 only, and the cosine nowhere near.
        let numerator = trial % 4 == 0 && domain.contains(0) ? 0 : Int.random(in: domain, using: &generator)
        let x = Rational(Integer(numerator), 64)
        let radius = Rational(mantissa: generator.runs(bits: 64).magnitude, exponent: -164)
        let value = function.ball(Ball(midpoint: x, radius: radius, precision: 400))
        for point in [x - radius, x + radius] {
          let exact = function.bounds(reference, point)
          #expect(value.lowerBound! <= exact.upper && exact.lower <= value.upperBound!, "\(x) ± \(radius)")
        }
      }
    }
  }

  @Test func piAgainstMachin() {
    for precision in [2, 10, 53, 64, 200, 1000] {
      let exact = TaylorBounds(bits: precision + 200).pi()
      let pi = Ball.pi(precision: precision)
      #expect(pi.lowerBound! <= exact.upper && exact.lower <= pi.upperBound!)
      #expect(pi.accuracyBits >= precision - 1 && !pi.isExact)
    }
  }

  @Test func identitiesAtTwoPrecisions() {
    var generator = SeededGenerator(seed: 42)
    for _ in 0..<scaled(60) {
      let (p, q) = (
        Rational(Integer(Int.random(in: -20000...20000, using: &generator)), 1024),
        Rational(Integer(Int.random(in: -20000...20000, using: &generator)), 1023)
      )
      for precision in [90, 400] {
        let (x, y) = (Ball(p, precision: precision), Ball(q, precision: precision))
        let zeros: [Ball] = [
          .exp(x + y) / (.exp(x) * .exp(y)) - 1,
          .sin(x).squared() + .cos(x).squared() - 1,
          .sin(x + y) - .sin(x) * .cos(y) - .cos(x) * .sin(y),
          .log(.exp(x)) - x,
          .exp(.log(x.squared() + 1)) / (x.squared() + 1) - 1,
          .sin(.atan(x)) - x / .sqrt(x.squared() + 1),
          4 * .atan(Ball(1, precision: precision)) - .pi(precision: precision),
          .sin(.pi(precision: precision) + x) + .sin(x),
        ]
        for (index, zero) in zeros.enumerated() {
          #expect(zero.contains(0), "identity \(index) at \(p), \(q)")
          #expect(zero.radius! < Rational(mantissa: 1, exponent: 30 - precision), "identity \(index)")
        }
      }
    }
  }

  /// An enclosure of the image grows with its argument: f(x) ⊆ f(hull(x, y)) up to rounding, at the ends too.
  @Test func imagesOfHullsHoldTheImages() {
    var generator = SeededGenerator(seed: 43)
    let functions: [(Ball) -> Ball] = [
      { .exp($0) }, { .sin($0) }, { .cos($0) }, { .atan($0) }, { .log($0.magnitude + 1) },
      { .sqrt($0.magnitude) }, { $0.squared() }, { $0.power(5) }, { .root($0, degree: 3) }, { $0.magnitude },
    ]
    for trial in 0..<scaled(1000) {
      let a = Ball(generator.runs(bits: 30), precision: 64) / 4096
      let b = Ball(generator.runs(bits: 30), precision: 64) / 65536
      let f = functions[trial % functions.count]
      let image = f(a.hull(with: b))
      #expect(image.overlaps(f(a)) && image.overlaps(f(b)))
    }
  }

  @Test func rangesAndFarArguments() {
    let far = Ball(2, precision: 64).power(900)
    for value in [
      Ball.sin(far), .cos(far), .sin(Ball(midpoint: 5, radius: 3, precision: 64)), .cos(0),
      .sin(far.squared()),
    ] {
      #expect(value.lowerBound! >= -1 && value.upperBound! <= 1)
    }
    #expect(Ball.sin(far).radius! < Rational(1, 1000))
    let hopeless = Ball(2, precision: 64).power(1 << 20)
    #expect(Ball.sin(hopeless).radius == 1 && Ball.cos(hopeless).midpoint == 0)
    let top = Ball.sin(Ball.pi(precision: 100) / 2)
    #expect(top.upperBound! <= 1 && top.contains(1))
    #expect(Ball.atan(far).upperBound! < Rational(15708, 10000))
    #expect(Ball.exp(-far).isPositive != .refuted && Ball.exp(-far).contains(0))
  }
}
