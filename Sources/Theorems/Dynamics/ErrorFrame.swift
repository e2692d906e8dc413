// ErrorFrame: a bound of an error in the plane that turns with the map, so that errors which rotate do not add up.
//
// Statement   The error lies in { B w : |w_1| <= o_1, |w_2| <= o_2 }. If the next error is A e + r with A in given balls and |r| below given bounds,
//             it lies in the frame of any invertible B' with o' = |B'^-1 A B| o + |B'^-1| |r| .
// Method      B' is the rotation that QR gives for A B, columns by size, in doubles that are then taken as exact. [Lohner 1987]

import Exact
import Numeric

/// An error of two components, enclosed in a rotated box.
struct ErrorFrame {
  /// Columns of `B = [[c, -s], [s, c]]`, exact.
  private var cosine: Rational = 1
  private var sine: Rational = 0
  private var extent: [Rational]

  private static let precision = 128

  init(first: Rational, second: Rational) { extent = [first, second] }

  /// At least the magnitude of the first component of the error.
  var firstBound: Rational {
    NormBound.roundedUp(cosine.magnitude * extent[0] + sine.magnitude * extent[1])
  }

  /// The next error, `A e + r`; nil when a ball is the whole line.
  func advanced(by map: [[Ball]], plus rest: [Rational]) -> ErrorFrame? {
    func ball(_ value: Rational) -> Ball { Ball(value, precision: Self.precision) }
    let basis = [[ball(cosine), ball(-sine)], [ball(sine), ball(cosine)]]
    let image = Self.product(map, basis)
    guard image.allSatisfy({ row in row.allSatisfy { $0.lowerBound != nil } }) else { return nil }
    // The rotation whose first column points along the longer column of the image, as its box weighs it.
    // Only the direction counts: extents are taken relative to the larger one, which may lie far below the range of doubles.
    let largest = extent[0] > extent[1] ? extent[0] : extent[1]
    let unit =
      largest.isZero
      ? 1
      : Rational(
        mantissa: 1, exponent: largest.numerator.bitWidth - largest.denominator.bitWidth)
    let columns = (0..<2).map { j in
      (0..<2).map { i in (image[i][j].midpoint * (extent[j] / unit)).approximateDouble }
    }
    let lengths = columns.map { ($0[0] * $0[0] + $0[1] * $0[1]).squareRoot() }
    let longer = lengths[1] > lengths[0] ? 1 : 0
    var next = self
    let scale = columns[longer].map(\.magnitude).max()!
    let direction = columns[longer].map { $0 / scale }
    let length = (direction[0] * direction[0] + direction[1] * direction[1]).squareRoot()
    if let c = Rational(exactly: direction[0] / length), let s = Rational(exactly: direction[1] / length),
      !(c.isZero && s.isZero)
    {
      (next.cosine, next.sine) = (c, s)
    }
    let determinant = ball(next.cosine * next.cosine + next.sine * next.sine)
    let (c, s) = (ball(next.cosine) / determinant, ball(next.sine) / determinant)
    let inverse = [[c, s], [-s, c]]
    let turned = Self.product(inverse, image)
    var bounds: [Rational] = []
    for i in 0..<2 {
      var bound: Rational = 0
      for j in 0..<2 {
        guard let weight = Self.magnitude(turned[i][j]), let share = Self.magnitude(inverse[i][j]) else {
          return nil
        }
        bound += weight * extent[j] + share * rest[j]
      }
      bounds.append(NormBound.roundedUp(bound))
    }
    next.extent = bounds
    return next
  }

  private static func product(_ a: [[Ball]], _ b: [[Ball]]) -> [[Ball]] {
    (0..<2).map { i in (0..<2).map { j in a[i][0] * b[0][j] + a[i][1] * b[1][j] } }
  }

  static func magnitude(_ ball: Ball) -> Rational? {
    guard let lower = ball.lowerBound, let upper = ball.upperBound else { return nil }
    return max(lower.magnitude, upper.magnitude)
  }
}
