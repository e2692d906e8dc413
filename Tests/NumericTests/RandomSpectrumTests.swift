import Exact
import Numeric
import Support
import Testing

/// Random matrices of six kinds, against the exact characteristic polynomial: counts by sign variations, no root is found.
@Suite struct RandomSpectrumTests {
  private static func random(_ kind: Int, _ order: Int, _ generator: inout SeededGenerator) -> Matrix<
    Rational
  > {
    func number(_ bound: Int) -> Integer { Integer(Int.random(in: -bound...bound, using: &generator)) }
    if kind == 5 {
      // Rank at most half the order, then shifted: a multiple eigenvalue.
      let factor = Matrix<Rational>(rows: order, columns: max(1, order / 2)) { _, _ in Rational(number(2)) }
      let shift = Rational(number(3))
      return factor * factor.transposed + Matrix(identity: order).scaled(by: shift)
    }
    var matrix = Matrix<Rational>(zero: order, order)
    for i in 0..<order {
      for j in i..<order {
        let entry: Rational =
          switch kind {
          case 0: Rational(number(1))
          case 1: Rational(mantissa: number(1000), exponent: Int.random(in: -60...60, using: &generator))
          case 2: Rational(number(50), Integer(Int.random(in: 1...20, using: &generator)))
          case 3:
            i == j
              ? Rational(number(2))
              : Rational(mantissa: number(1), exponent: -Int.random(in: 0..<150, using: &generator))
          default: Rational(mantissa: number(3), exponent: -17 * (i + j))
          }
        matrix[i, j] = entry
        matrix[j, i] = entry
      }
    }
    return matrix
  }

  @Test(arguments: 0..<6)
  func countsSignsAndMultiplicitiesAreThoseOfThePolynomial(kind: Int) throws {
    var generator = SeededGenerator(seed: UInt64(40 + kind))
    for trial in 0..<scaled(10) {
      let order = Int.random(in: 1...11, using: &generator)
      let bits = [30, 40, 53, 80, 128, 333, 1000].randomElement(using: &generator)!
      let matrix = Self.random(kind, order, &generator)
      let label: Comment = "kind \(kind), trial \(trial), order \(order), \(bits) bits"
      let polynomial = matrix.characteristicPolynomial().primitivePart
      let enclosure = try CertifiedEigenvalues(ofSymmetric: matrix, bits: bits)
      #expect(enclosure.order == order, label)
      for (a, b) in zip(enclosure.clusters, enclosure.clusters.dropFirst()) {
        #expect(b.interval.upper < a.interval.lower, label)
      }
      for cluster in enclosure.clusters {
        let below = cluster.interval.lower - Rational(mantissa: 1, exponent: -6000)
        #expect(
          polynomial.budanFourierCount(above: below, through: cluster.interval.upper) == cluster.count, label)
      }
      #expect(try matrix.certifiedInertia() == Inertia(realRooted: polynomial), label)
      let distinct = order - Polynomial<Integer>.gcd(polynomial, polynomial.derivative).degree
      let settled = try enclosure.settledMultiplicities(of: matrix)
      #expect(settled.contains(.unsettled) || enclosure.clusters.count == distinct, label)
    }
  }
}
