// Generator+Balls: balls of every precision and kind of radius, with exact points in them.

import Exact
import Search

extension Generator where Value == Int {
  /// A precision in bits: the smallest, those around one and two words, those of floating-point formats, once in 40 a large one.
  public static var precision: Generator {
    let usual = [2, 3, 4, 11, 24, 31, 53, 63, 64, 65, 100, 127, 128, 129, 192, 256, 521, 1024]
    return .frequency([(39, .one(of: usual)), (1, .constant(4096))])
  }
}

extension Generator where Value == EnclosedPoints {
  /// A ball with points in it. The radius is 0, far below an ulp of the midpoint, between, like the midpoint, or independent of it.
  public static func enclosedPoints(precision: Generator<Int> = .precision) -> Generator {
    precision.flatMap { precision in
      zip(Generator<Rational>.dyadic(bits: precision), fraction).flatMap { midpoint, fraction in
        radius(near: midpoint, precision).map {
          EnclosedPoints(Ball(midpoint: midpoint, radius: $0, precision: precision), fraction: fraction)
        }
      }
    }
  }

  /// Seldom dyadic.
  private static var fraction: Generator<Rational> {
    Generator<Int>.int(in: -999...999).map { Rational(Integer($0), 1001) }
  }

  private static func radius(near midpoint: Rational, _ precision: Int) -> Generator<Rational> {
    let scale = midpoint.isZero ? 1 : midpoint.magnitude
    func relative(bits: Int, exponent: Int) -> Generator<Rational> {
      Generator<Integer>.integer(bits: bits).map {
        scale * Rational(mantissa: $0.magnitude, exponent: exponent)
      }
    }
    return .frequency([
      (1, .constant(0)), (1, relative(bits: 64, exponent: -precision - 64)),
      (1, relative(bits: 64, exponent: -70)),
      (1, relative(bits: 30, exponent: -20)),
      // Far above an ulp of the midpoint and far below the midpoint: a lost last bit of the radius shows.
      (2, relative(bits: 64, exponent: -precision / 2 - 16)),
      (1, Generator<Rational>.dyadic(bits: 64).map(\.magnitude)),
    ])
  }
}
