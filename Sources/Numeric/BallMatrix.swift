// BallMatrix: matrices of balls on flat storage, with a product whose cubic work is done by double-precision BLAS.
//
// Statement   Midpoints are integers over 2^scale, exact; radii are upper bounds held in doubles, in units of 2^radiusExponent. For A in
//             (A0, R), B in (B0, S) entry by entry, A B lies in (A0 B0, |A0| S + R (|B0| + S)).
// Method      A0 B0 is an exact integer product; the two products of non-negative doubles are dgemm calls, rounded to nearest in
//             any order: the true value is at most (computed + (n + 2) 2^-1074) (1 + (2n + 8) 2^-53) for n terms, and what conversions to
//             doubles lose is added before. Radii never decrease by rounding.
// References  [Johansson 2019] for balls in matrices; [Higham 2002, section 3.5] for sums of non-negative terms.

internal import CLAPACK
import Exact

/// A matrix of balls `(midpoint, radius)`: it stands for all real matrices whose entries lie in the balls.
///
/// *Guarantee*: every operation's result holds the result for all members of the operands. Neither `Equatable` nor `Comparable`.
public struct BallMatrix: Sendable {
  public let rows: Int
  public let columns: Int
  /// Midpoints times `2^scale`.
  public let midpoints: FlatMatrix
  public let scale: Int
  /// Radii in units of `2^radiusExponent`, row by row; finite and non-negative.
  let radii: [Double]
  let radiusExponent: Int

  init(midpoints: FlatMatrix, scale: Int, radii: [Double], radiusExponent: Int) {
    precondition(radii.count == midpoints.count, "\(radii.count) radii for \(midpoints.count) midpoints")
    rows = midpoints.rows
    columns = midpoints.columns
    self.midpoints = midpoints
    self.scale = scale
    self.radii = radii
    self.radiusExponent = radiusExponent
  }

  /// The matrix rounded to the grid `2^-scale`: midpoints to nearest, radii half a unit, or none where all entries are on the grid.
  public init(_ matrix: Matrix<Rational>, scale: Int) {
    precondition(scale >= 0, "the grid 2^\(-scale)")
    if let exact = ScaledMatrix(exactly: matrix), exact.scale <= scale {
      self.init(
        midpoints: FlatMatrix(exact.integers), scale: exact.scale,
        radii: [Double](repeating: 0, count: matrix.entries.count), radiusExponent: -scale)
    } else {
      self.init(
        midpoints: FlatMatrix(ScaledMatrix(rounding: matrix, scale: scale).integers), scale: scale,
        radii: [Double](repeating: 0.5, count: matrix.entries.count), radiusExponent: -scale)
    }
  }

  /// The matrix of balls around `matrix`, with a common radius, on the grid `2^-scale`.
  public init(_ matrix: Matrix<Rational>, radius: Rational, scale: Int) {
    precondition(radius >= 0, "a radius of \(radius)")
    let exact = BallMatrix(matrix, scale: scale)
    let bound = RadiusBound(radius)
    let (radii, exponent) = RadiusBound.sum(
      exact.radii, exact.radiusExponent, [Double](repeating: bound.value, count: exact.radii.count),
      bound.exponent)
    self.init(midpoints: exact.midpoints, scale: exact.scale, radii: radii, radiusExponent: exponent)
  }

  /// The ball of an entry, exactly.
  public func interval(_ i: Int, _ j: Int) -> Interval {
    Interval(
      center: Rational(mantissa: midpoints[i, j], exponent: -scale),
      radius: Rational(exactly: radii[i * columns + j])! * Rational(mantissa: 1, exponent: radiusExponent))
  }

  /// Whether every entry of `matrix` lies in its ball.
  public func contains(_ matrix: Matrix<Rational>) -> Bool {
    precondition(
      matrix.rows == rows && matrix.columns == columns, "a \(matrix.shape) matrix in a \(rows)x\(columns) one"
    )
    return (0..<rows).allSatisfy { i in
      (0..<columns).allSatisfy { j in interval(i, j).contains(matrix[i, j]) }
    }
  }

  /// The product, see the header. *Cost*: one exact integer product, and two products of doubles for the radii where there are any.
  public static func * (a: BallMatrix, b: BallMatrix) -> BallMatrix {
    precondition(a.columns == b.rows, "product of \(a.rows)x\(a.columns) and \(b.rows)x\(b.columns) matrices")
    let midpoints = IntegerMatrixProduct.of(a.midpoints, b.midpoints)
    let scale = a.scale + b.scale
    let (aSize, bSize) = (
      RadiusBound.magnitudes(a.midpoints, scale: a.scale), RadiusBound.magnitudes(b.midpoints, scale: b.scale)
    )
    let left = RadiusBound.product(
      aSize.values, aSize.exponent, b.radii, b.radiusExponent, rows: a.rows, inner: a.columns,
      columns: b.columns)
    let outer = RadiusBound.sum(bSize.values, bSize.exponent, b.radii, b.radiusExponent)
    let right = RadiusBound.product(
      a.radii, a.radiusExponent, outer.values, outer.exponent, rows: a.rows, inner: a.columns,
      columns: b.columns)
    let radii = RadiusBound.sum(left.values, left.exponent, right.values, right.exponent)
    return BallMatrix(midpoints: midpoints, scale: scale, radii: radii.values, radiusExponent: radii.exponent)
  }

  /// The same balls with midpoints on a coarser grid; each radius grows by one unit of it.
  public func rounded(toScale coarser: Int) -> BallMatrix {
    if coarser >= scale { return self }
    let moved = midpoints.shifted(by: coarser - scale, bits: max(1, midpoints.bitWidth + coarser - scale))
    let (radii, exponent) = RadiusBound.sum(
      radii, radiusExponent, [Double](repeating: 1, count: radii.count), -coarser)
    return BallMatrix(midpoints: moved, scale: coarser, radii: radii, radiusExponent: exponent)
  }
}

/// Non-negative upper bounds in doubles with a common power of two. Every function rounds upward, as derived in place.
private struct RadiusBound {
  let value: Double
  let exponent: Int

  /// At least `radius`, within a relative 2^-50.
  init(_ radius: Rational) {
    exponent = radius.isZero ? 0 : radius.numerator.bitWidth - radius.denominator.bitWidth
    let scaled = (radius * Rational(mantissa: 1, exponent: -exponent)).approximateDouble
    value = radius.isZero ? 0 : RadiusBound.above(scaled, terms: 4)
  }

  /// At least the true sum of `terms` non-negative terms whose computed value is `sum`: the header's bound, doubled.
  static func above(_ sum: Double, terms: Int) -> Double {
    let slack = Double(4 * terms + 32) * 0x1p-53  // exact: a small integer times a power of two
    return ((sum + Double(terms + 2) * 0x1p-1070) * (1 + slack)).nextUp.nextUp
  }

  /// Upper bounds of the magnitudes of the entries of `matrix * 2^-scale`, at most about 1 in units of `2^exponent`.
  static func magnitudes(_ matrix: FlatMatrix, scale: Int) -> (values: [Double], exponent: Int) {
    let bits = matrix.bitWidth
    // Off by at most 2^-50 |entry| + 2^-1000.
    let values = matrix.approximateDoubles(exponent: bits).map {
      ($0.magnitude * (1 + 0x1p-48) + 0x1p-990).nextUp
    }
    return (values, bits - scale)
  }

  /// Entrywise sums in units of the larger power of two; what underflow takes is below the smallest normal number, which is added.
  static func sum(
    _ a: [Double], _ aExponent: Int, _ b: [Double], _ bExponent: Int
  ) -> (values: [Double], exponent: Int) {
    if !b.contains(where: { $0 > 0 }) { return (a, aExponent) }
    if !a.contains(where: { $0 > 0 }) { return (b, bExponent) }
    let exponent = max(aExponent, bExponent)
    let (left, right) = (factor(aExponent - exponent), factor(bExponent - exponent))
    return (zip(a, b).map { above($0 * left + $1 * right, terms: 3) + 0x1p-1022 }, exponent)
  }

  /// A power of two at most one, or the least positive number where that underflows: still at least the true factor.
  private static func factor(_ exponent: Int) -> Double {
    exponent < -1022
      ? Double.leastNonzeroMagnitude.nextUp : Double(sign: .plus, exponent: exponent, significand: 1)
  }

  /// The order of the blocks that dgemm is called on. OpenBLAS runs `60^3` multiplications on one thread, and the order of the calls
  /// is fixed, so radii do not depend on the number of threads. That they are upper bounds holds in any order.
  private static let tile = 60

  /// Upper bounds of a product of non-negative matrices, by dgemm.
  static func product(
    _ a: [Double], _ aExponent: Int, _ b: [Double], _ bExponent: Int, rows: Int, inner: Int, columns: Int
  ) -> (values: [Double], exponent: Int) {
    var result = [Double](repeating: 0, count: rows * columns)
    let isZero = !a.contains { $0 > 0 } || !b.contains { $0 > 0 }
    if isZero || rows * columns * inner == 0 { return (result, aExponent + bExponent) }
    // Scaled so that neither factor exceeds one: no sum overflows.
    let (aTop, bTop) = (Int(a.max()!.exponent) + 1, Int(b.max()!.exponent) + 1)
    let left = scaled(a, by: -aTop)
    let right = scaled(b, by: -bTop)
    for l in stride(from: 0, to: inner, by: tile) {
      for i in stride(from: 0, to: rows, by: tile) {
        for j in stride(from: 0, to: columns, by: tile) {
          left.withUnsafeBufferPointer { left in
            right.withUnsafeBufferPointer { right in
              result.withUnsafeMutableBufferPointer { result in
                cblas_dgemm(
                  CblasRowMajor, CblasNoTrans, CblasNoTrans, Int32(min(tile, rows - i)),
                  Int32(min(tile, columns - j)), Int32(min(tile, inner - l)), 1,
                  left.baseAddress! + i * inner + l, Int32(inner), right.baseAddress! + l * columns + j,
                  Int32(columns), 1, result.baseAddress! + i * columns + j, Int32(columns))
              }
            }
          }
        }
      }
    }
    return (result.map { above($0, terms: inner) }, aExponent + bExponent + aTop + bTop)
  }

  /// The values times a power of two, rounded upward where they become subnormal.
  private static func scaled(_ values: [Double], by exponent: Int) -> [Double] {
    values.map { value in
      if value == 0 { return 0 }
      let moved = Double(sign: .plus, exponent: exponent, significand: value)
      return moved < 0x1p-1021 ? moved.nextUp : moved
    }
  }
}
