import Exact
import Numeric
import Support
import Testing

@Suite struct EigenvalueEnclosureTests {
  /// An orthogonal similarity (I - K)^-1 (I + K) of order 2 applied blockwise gives matrices with known rational spectra.
  @Test func knownSpectraAreEnclosedInOrder() throws {
    var generator = SeededGenerator(seed: 11)
    for order in [1, 2, 5, 14] {
      for exponent in [-400, 0, 300] {
        var matrix = Matrix<Rational>(identity: order)
        var spectrum = (0..<order).map { _ in
          Rational(mantissa: Integer(Int.random(in: -3...3, using: &generator)), exponent: exponent)
        }
        matrix = Matrix(diagonal: spectrum, rows: order, columns: order)
        for _ in 0..<order where order > 1 {
          // A reflection I - 2 v v^T / v^T v with small integer v keeps the spectrum.
          let v = (0..<order).map { _ in Rational(Int.random(in: -2...2, using: &generator)) }
          let square = v.reduce(into: Rational(0)) { $0.addProduct($1, $1) }
          if square.isZero { continue }
          let reflection =
            Matrix(identity: order)
            - Matrix(rows: order, columns: order) { Rational(2) * v[$0] * v[$1] / square }
          matrix = reflection * matrix * reflection
        }
        spectrum.sort(by: >)
        let enclosure = try EigenvalueEnclosure(ofSymmetric: matrix)
        for (center, value) in zip(enclosure.centers, spectrum) {
          #expect((center - value).magnitude <= enclosure.radius)
        }
        let scale = Rational(mantissa: 1, exponent: exponent - 40)
        #expect(enclosure.radius <= scale, "radius relative to 2^\(exponent): \(enclosure.radius)")
      }
    }
  }

  @Test func theZeroAndTheEmptyMatrixAreExact() throws {
    #expect(try EigenvalueEnclosure(ofSymmetric: Matrix(zero: 3, 3)).radius == 0)
    #expect(try EigenvalueEnclosure(ofSymmetric: Matrix(zero: 0, 0)).centers.isEmpty)
  }

  @Test func squareRootBoundsAreAboveAndTight() {
    for value in [
      Rational(2), Rational(1, 3), Rational(mantissa: 5, exponent: 400),
      Rational(mantissa: 7, exponent: -333),
    ] {
      let bound = NormBound.squareRootAbove(value)
      #expect(bound * bound >= value)
      #expect(bound * bound <= value * (1 + Rational(mantissa: 1, exponent: -60)))
    }
  }
}
