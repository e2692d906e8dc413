import Exact
import Numeric
import Support
import Testing

/// Products of matrices of balls hold the exact products of members, and are not much wider than they must be.
@Suite struct BallMatrixTests {
  private func sample(_ rows: Int, _ columns: Int, _ exponent: Int, _ generator: inout SeededGenerator)
    -> Matrix<Rational>
  {
    Matrix(rows: rows, columns: columns) { _, _ in
      let numerator = Integer(Int.random(in: -1000...1000, using: &generator))
      let value = Rational(numerator, Integer(Int.random(in: 1...999, using: &generator)))
      return value * Rational(mantissa: 1, exponent: exponent)
    }
  }

  /// A member of the matrix of balls: midpoints moved by a random part of the radius, ends included.
  private func member(_ balls: BallMatrix, _ generator: inout SeededGenerator) -> Matrix<Rational> {
    Matrix(rows: balls.rows, columns: balls.columns) { i, j in
      let interval = balls.interval(i, j)
      let part = Rational(Integer(Int.random(in: 0...4, using: &generator)), 4)
      return interval.lower + part * (interval.upper - interval.lower)
    }
  }

  @Test func productsHoldTheProductsOfMembers() {
    var generator = SeededGenerator(seed: 500)
    for (m, n, k) in [(1, 1, 1), (2, 3, 4), (5, 1, 5), (7, 8, 6), (30, 31, 29), (0, 3, 2)] {
      for (scale, left, right) in [(53, 0, 0), (128, -200, 90), (333, 500, -900), (20, -1100, -1100)] {
        let a = BallMatrix(
          sample(m, n, left, &generator), radius: Rational(mantissa: 3, exponent: left - 30),
          scale: max(0, scale - left))
        let b = BallMatrix(sample(n, k, right, &generator), scale: max(0, scale - right))
        let product = a * b
        #expect(
          product.contains(member(a, &generator) * member(b, &generator)), "\(m)x\(n)x\(k) scale \(scale)")
        let coarse = product.rounded(toScale: product.scale - scale / 2)
        #expect(
          coarse.contains(member(a, &generator) * member(b, &generator)),
          "\(m)x\(n)x\(k) scale \(scale) rounded")
        let squared = (a * b) * BallMatrix(Matrix(identity: k), scale: 0)
        #expect(squared.contains(member(a, &generator) * member(b, &generator)))
      }
    }
  }

  /// Radii are within a small factor of the sum of magnitudes that they have to cover.
  @Test func radiiAreTight() {
    var generator = SeededGenerator(seed: 501)
    let radius = Rational(mantissa: 1, exponent: -40)
    let (x, y) = (sample(12, 12, 0, &generator), sample(12, 12, 0, &generator))
    let product = BallMatrix(x, radius: radius, scale: 200) * BallMatrix(y, radius: radius, scale: 200)
    for i in 0..<12 {
      for j in 0..<12 {
        let needed = (0..<12).reduce(into: Rational(0)) { sum, l in
          sum += radius * (x[i, l].magnitude + y[l, j].magnitude + radius)
        }
        let interval = product.interval(i, j)
        let found = (interval.upper - interval.lower) / 2
        #expect(
          found >= needed && found <= needed * (1 + Rational(mantissa: 1, exponent: -30)), "entry \(i), \(j)")
      }
    }
  }

  /// The check can fail: a product of exact matrices does not hold the product of others.
  @Test func otherProductsAreNotHeld() {
    var generator = SeededGenerator(seed: 502)
    let (a, b) = (sample(3, 3, 0, &generator), sample(3, 3, 0, &generator))
    let product = BallMatrix(a, scale: 100) * BallMatrix(b, scale: 100)
    #expect(product.contains(a * b))
    #expect(!product.contains(a * b + Matrix(identity: 3).scaled(by: Rational(mantissa: 1, exponent: -90))))
  }
}
