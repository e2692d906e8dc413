// BallMatrix: matrices of midpoints on a common grid with radii, on flat storage, and their fast product.
//
// Statement   With |A - a| <= r and |B - b| <= s entry by entry, |A B - a b| <= |a| s + r (|b| + s).
// Method      The product a b is exact. The bound is two products of non-negative doubles in BLAS: a sum of terms that each go
//             through at most m = 2 n + 4 roundings, of order n each, is computed to at least (1 - gamma_m) of its value less
//             n underflows for each product, gamma_m = m u / (1 - m u), u = 2^-53, in any order and fused or not. For m u <= 1/4
//             that is made good by the factor 1 + 4 m u. [Higham 2002, section 3.1]

internal import CLAPACK
import Exact

/// A matrix known entry by entry: within `radii` of `2^-scale midpoints`.
///
/// *Guarantee*: the product and the roundings of ball matrices contain those of all matrices that they contain. An infinite
/// radius says that nothing is known of an entry.
public struct BallMatrix: Sendable {
  public let midpoints: FlatMatrix
  public let scale: Int
  /// Row by row; never negative, never NaN.
  private let radii: [Double]

  private init(midpoints: FlatMatrix, scale: Int, radii: [Double]) {
    self.midpoints = midpoints
    self.scale = scale
    self.radii = radii
  }

  /// The matrix itself, radii zero.
  public init(exactly matrix: ScaledMatrix) {
    self.init(
      midpoints: FlatMatrix(matrix.integers), scale: matrix.scale,
      radii: Array(repeating: 0, count: matrix.integers.entries.count))
  }

  /// The nearest matrix on the grid `2^-scale`, radii half a unit.
  public init(_ matrix: Matrix<Rational>, scale: Int) {
    self.init(
      midpoints: FlatMatrix(ScaledMatrix(rounding: matrix, scale: scale).integers), scale: scale,
      radii: Array(repeating: Self.halfUnit(scale), count: matrix.entries.count))
  }

  /// At least `2^-(scale + 1)`.
  private static func halfUnit(_ scale: Int) -> Double {
    Double(sign: .plus, exponent: Swift.max(-scale - 1, -1074), significand: 1)
  }

  public var rows: Int { midpoints.rows }
  public var columns: Int { midpoints.columns }

  /// What is known of an entry; nil when that is nothing.
  public subscript(i: Int, j: Int) -> Interval? {
    Rational(exactly: radii[i * columns + j]).map {
      Interval(center: Rational(mantissa: midpoints[i, j], exponent: -scale), radius: $0)
    }
  }

  /// On a coarser grid, with half a unit of it added to the radii.
  public func rounded(to coarser: Int) -> BallMatrix {
    if coarser >= scale { return self }
    let half = Self.halfUnit(coarser)
    let nearest = FlatMatrix(
      ScaledMatrix(integers: midpoints.integers, scale: scale).rounded(to: coarser).integers)
    return BallMatrix(midpoints: nearest, scale: coarser, radii: radii.map { ($0 + half).nextUp })
  }

  public static func * (a: BallMatrix, b: BallMatrix) -> BallMatrix {
    precondition(a.columns == b.rows, "product of \(a.rows)x\(a.columns) and \(b.rows)x\(b.columns) balls")
    let product = IntegerMatrixProduct.of(a.midpoints, b.midpoints)
    return BallMatrix(midpoints: product, scale: a.scale + b.scale, radii: radii(a, b))
  }

  private static func radii(_ a: BallMatrix, _ b: BallMatrix) -> [Double] {
    let (rows, inner, columns) = (a.rows, a.columns, b.columns)
    var result = [Double](repeating: 0, count: rows * columns)
    if result.isEmpty || inner == 0 { return result }
    if a.radii.allSatisfy({ $0 == 0 }) && b.radii.allSatisfy({ $0 == 0 }) { return result }
    let reach = zip(b.magnitudes, b.radii).map { $0 + $1 }
    for (left, right) in [(a.magnitudes, b.radii), (a.radii, reach)] {
      cblas_dgemm(
        CblasRowMajor, CblasNoTrans, CblasNoTrans, Int32(rows), Int32(columns), Int32(inner), 1, left,
        Int32(inner), right, Int32(columns), 1, &result, Int32(columns))
    }
    let roundings = 2 * inner + 4
    precondition(roundings < 1 << 50, "an inner dimension of \(inner)")
    // Even multiples of 2^-53, so the factor is exact; the last two roundings are covered by going up.
    let factor = 1 + Double(4 * roundings) * 0x1p-53
    let underflow = Double(2 * inner) * 0x1p-1074
    return result.map {
      let bound = (($0 + underflow).nextUp * factor).nextUp
      return bound.isFinite ? bound : .infinity
    }
  }

  /// Doubles at least the magnitudes of the midpoints: the conversion is off by at most `2^-50` of the value and `2^-1000`.
  private var magnitudes: [Double] {
    midpoints.approximateDoubles(exponent: scale).map {
      let bound = $0.magnitude * (1 + 0x1p-48) + 0x1p-990
      return bound.isFinite ? bound : .infinity
    }
  }
}
