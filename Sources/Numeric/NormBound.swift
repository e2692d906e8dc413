// NormBound: rigorous upper bounds of matrix norms in exact integers.

import Exact

/// A matrix of integers over a common power of two: entry `(i, j)` stands for `integers[i, j] * 2^-scale`.
///
/// The workspace of rigorous residuals: products and sums are exact, no gcd is ever taken.
public struct ScaledMatrix: Sendable {
  public let integers: Matrix<Integer>
  public let scale: Int

  public init(integers: Matrix<Integer>, scale: Int) {
    self.integers = integers
    self.scale = scale
  }

  /// The nearest matrix on the grid `2^-scale`; each entry moves by at most `2^-(scale + 1)`.
  public init(rounding matrix: Matrix<Rational>, scale: Int) {
    integers = matrix.map { value in
      let doubled = value.numerator.shiftedLeft(by: scale + 1)
      let quotient = value.isInteger ? doubled : doubled.floorDivided(by: value.denominator).quotient
      return (quotient + 1).shiftedRight(by: 1)
    }
    self.scale = scale
  }

  /// The doubles rounded to the grid: a choice of nearby matrix, not an enclosure. Entries must be finite.
  public init(rounding matrix: Matrix<Double>, scale: Int) {
    self.init(rounding: matrix.map { Rational(exactly: $0)! }, scale: scale)
  }

  /// The matrix itself, when all its entries are dyadic.
  public init?(exactly matrix: Matrix<Rational>) {
    var scale = 0
    for entry in matrix.entries where !entry.isInteger {
      let bits = entry.denominator.bitWidth - 1
      guard entry.denominator.trailingZeroBitCount == bits else { return nil }
      scale = max(scale, bits)
    }
    integers = matrix.map { entry in
      entry.numerator.shiftedLeft(by: scale - (entry.denominator.bitWidth - 1))
    }
    self.scale = scale
  }

  public var transposed: ScaledMatrix { ScaledMatrix(integers: integers.transposed, scale: scale) }

  /// The same matrix on a finer grid.
  public func rescaled(to finer: Int) -> ScaledMatrix {
    precondition(finer >= scale, "rescaling from 2^-\(scale) to 2^-\(finer)")
    if finer == scale { return self }
    return ScaledMatrix(integers: integers.map { $0.shiftedLeft(by: finer - scale) }, scale: finer)
  }

  public static func * (a: ScaledMatrix, b: ScaledMatrix) -> ScaledMatrix {
    ScaledMatrix(integers: IntegerMatrixProduct.of(a.integers, b.integers), scale: a.scale + b.scale)
  }

  public static func - (a: ScaledMatrix, b: ScaledMatrix) -> ScaledMatrix {
    let scale = max(a.scale, b.scale)
    return ScaledMatrix(
      integers: a.rescaled(to: scale).integers - b.rescaled(to: scale).integers, scale: scale)
  }

  /// An upper bound of the spectral norm: the smaller of the Frobenius norm and `sqrt(||A||_1 ||A||_inf)`.
  ///
  /// *Guarantee*: `||A||_2 <= normBound`, exactly; at most a unit in the 64th bit above the smaller of the two.
  public var normBound: Rational {
    var rowSums = Array(repeating: Integer(0), count: integers.rows)
    var columnSums = Array(repeating: Integer(0), count: integers.columns)
    var squares: Integer = 0
    for i in 0..<integers.rows {
      for j in 0..<integers.columns {
        let entry = integers[i, j].magnitude
        rowSums[i] += entry
        columnSums[j] += entry
        squares.addProduct(entry, entry)
      }
    }
    let product = (rowSums.max() ?? 0) * (columnSums.max() ?? 0)
    return NormBound.squareRootAbove(Rational(mantissa: min(squares, product), exponent: -2 * scale))
  }
}

/// Upper bounds that are short rationals, so that long chains of bounds stay cheap.
public enum NormBound {
  /// A dyadic rational with at most 64 significant bits, at least `value >= 0`.
  public static func roundedUp(_ value: Rational) -> Rational {
    precondition(value.signum() >= 0, "roundedUp: the value is negative")
    if value.isZero { return 0 }
    let exponent = value.numerator.bitWidth - value.denominator.bitWidth - 63
    let scaled = value * Rational(mantissa: 1, exponent: -exponent)
    return Rational(mantissa: scaled.ceiling, exponent: exponent)
  }

  /// A dyadic rational of at most 66 bits, at least `numerator / denominator`, for a non-negative and a positive integer.
  public static func quotientAbove(_ numerator: Integer, _ denominator: Integer) -> Rational {
    precondition(numerator.signum() >= 0 && denominator.signum() > 0, "quotientAbove: signs")
    let shift = 64 - numerator.bitWidth + denominator.bitWidth
    let scaled =
      shift >= 0
      ? numerator.shiftedLeft(by: shift).floorDivided(by: denominator).quotient
      : numerator.floorDivided(by: denominator.shiftedLeft(by: -shift)).quotient
    return Rational(mantissa: scaled + 1, exponent: -shift)
  }

  /// A short dyadic rational at least the square root of `value >= 0`.
  public static func squareRootAbove(_ value: Rational) -> Rational {
    precondition(value.signum() >= 0, "squareRootAbove: the value is negative")
    if value.isZero { return 0 }
    // sqrt(value) = sqrt(value 4^k) / 2^k with value 4^k above 2^126, so the ceiling costs below 2^-62 relatively.
    let k = (130 - value.numerator.bitWidth + value.denominator.bitWidth) / 2
    let scaled = (value * Rational(mantissa: 1, exponent: 2 * k)).ceiling
    return roundedUp(Rational(mantissa: scaled.floorSquareRoot() + 1, exponent: -k))
  }
}
