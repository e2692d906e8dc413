import Exact
import Numeric
import Support
import Testing

@Suite struct BallMatrixTests {
  private func random(_ rows: Int, _ columns: Int, exponent: Int, _ generator: inout SeededGenerator)
    -> Matrix<Rational>
  {
    Matrix(rows: rows, columns: columns) { _, _ in
      Rational(Integer(Int.random(in: -999...999, using: &generator)), 997)
        * Rational(mantissa: 1, exponent: Int.random(in: (exponent - 20)...exponent, using: &generator))
    }
  }

  @Test func productsContainTheExactProduct() {
    var generator = SeededGenerator(seed: 51)
    for (rows, inner, columns) in [(1, 1, 1), (3, 5, 2), (4, 0, 3), (21, 30, 22)] {
      for (exponent, scale) in [(0, 10), (0, 100), (300, 20), (-300, 333), (-900, 1200)] {
        let a = random(rows, inner, exponent: exponent, &generator)
        let b = random(inner, columns, exponent: -exponent / 2, &generator)
        let exact = a * b
        let product = BallMatrix(a, scale: scale) * BallMatrix(b, scale: scale)
        let rounded = product.rounded(to: scale)
        for i in 0..<rows {
          for j in 0..<columns {
            #expect(product[i, j]!.contains(exact[i, j]), "\(exponent) \(scale)")
            #expect(rounded[i, j]!.contains(exact[i, j]), "\(exponent) \(scale)")
          }
        }
      }
    }
  }

  /// All errors of one sign and as large as the radii allow: the bound is nearly reached, never passed.
  @Test func radiiAreTightAtTheCorners() {
    let (order, scale) = (40, 30)
    let nearHalf = Rational(1, 2) - Rational(mantissa: 1, exponent: -20)
    let entry = (Rational(1 << 30) + nearHalf) * Rational(mantissa: 1, exponent: -scale)
    let a = Matrix(rows: order, columns: order, entries: Array(repeating: entry, count: order * order))
    let ball = BallMatrix(a, scale: scale)
    let product = (ball * ball)[3, 5]!
    let exact = (a * a)[3, 5]
    #expect(product.contains(exact))
    #expect(product.upper - exact <= (product.upper - product.lower) * Rational(1, 1000))
  }

  @Test func whatLeavesTheRangeIsUnknown() {
    let huge = Matrix<Rational>(rows: 1, columns: 1, entries: [Rational(mantissa: 1, exponent: 1100)])
    let ball = BallMatrix(huge, scale: 2)
    #expect((ball * ball)[0, 0] == nil)
    #expect(
      (BallMatrix(exactly: ScaledMatrix(rounding: huge, scale: 0))
        * BallMatrix(exactly: ScaledMatrix(rounding: huge, scale: 0)))[0, 0]!.singleValue != nil)
  }

  @Test func roundingToACoarserGridMovesByHalfAUnit() {
    var generator = SeededGenerator(seed: 52)
    let fine = ScaledMatrix(rounding: random(5, 5, exponent: 3, &generator), scale: 90)
    for scale in [0, 1, 40, 89, 90, 100] {
      let coarse = fine.rounded(to: scale)
      let half = Rational(mantissa: 1, exponent: -min(scale, 90) - 1)
      for index in fine.integers.entries.indices {
        let before = Rational(mantissa: fine.integers.entries[index], exponent: -90)
        let after = Rational(mantissa: coarse.integers.entries[index], exponent: -coarse.scale)
        #expect((before - after).magnitude <= half)
      }
    }
  }
}
