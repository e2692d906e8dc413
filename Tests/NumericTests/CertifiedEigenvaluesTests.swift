import Exact
import Numeric
import Support
import Testing

@Suite struct CertifiedEigenvaluesTests {
  /// Disjoint, decreasing, complete, and every cluster holds as many of the true eigenvalues as it says.
  static func check(
    _ enclosure: CertifiedEigenvalues, _ spectrum: [Rational], _ label: String, accuracy: Rational? = nil
  ) {
    #expect(enclosure.order == spectrum.count, "\(label): order")
    for (a, b) in zip(enclosure.clusters, enclosure.clusters.dropFirst()) {
      #expect(b.interval.upper < a.interval.lower, "\(label): clusters touch")
    }
    for cluster in enclosure.clusters {
      let inside = spectrum.filter { cluster.interval.contains($0) }.count
      #expect(inside == cluster.count, "\(label): \(inside) eigenvalues in a cluster of \(cluster.count)")
      if let accuracy {
        let width = cluster.interval.upper - cluster.interval.lower
        #expect(
          width <= accuracy, "\(label): width 2^\(width.numerator.bitWidth - width.denominator.bitWidth)")
      }
    }
  }

  /// A similarity by rational reflections I - 2 v v^T / v^T v keeps the spectrum.
  static func conjugate(_ spectrum: [Rational], reflections: Int, _ generator: inout SeededGenerator)
    -> Matrix<Rational>
  {
    let order = spectrum.count
    var matrix = Matrix(diagonal: spectrum, rows: order, columns: order)
    for _ in 0..<(order < 2 ? 0 : reflections) {
      let v = (0..<order).map { _ in Rational(Int.random(in: -2...2, using: &generator)) }
      let square = v.reduce(into: Rational(0)) { $0.addProduct($1, $1) }
      if square.isZero { continue }
      // H A H = A - v w^T - w v^T with w = (2 / s) (A v - (v^T A v / s) v).
      let image = matrix.applied(to: v)
      var energy = Rational(0)
      for (a, b) in zip(v, image) { energy.addProduct(a, b) }
      let w = zip(image, v).map { Rational(2) / square * ($0 - energy / square * $1) }
      matrix = Matrix(rows: order, columns: order) { matrix[$0, $1] - v[$0] * w[$1] - w[$0] * v[$1] }
    }
    return matrix
  }

  @Test(arguments: [53, 128, 333, 3333])
  func simpleSpectra(bits: Int) throws {
    var generator = SeededGenerator(seed: UInt64(bits))
    for order in [0, 1, 2, 3, 7, 12] {
      let spectrum = (0..<order).map { Rational(Integer(3 * $0 - 7), 2) }
      let matrix = Self.conjugate(spectrum, reflections: 3, &generator)
      let enclosure = try CertifiedEigenvalues(ofSymmetric: matrix, bits: bits)
      Self.check(
        enclosure, spectrum, "\(order) at \(bits)",
        accuracy: Rational(mantissa: 1, exponent: 6 - bits))
    }
  }

  @Test func multiplicitiesOfEverySizeGetAnAnswer() throws {
    var generator = SeededGenerator(seed: 4)
    for order in [2, 3, 5, 9, 16] {
      for multiplicity in 1...order {
        let spectrum = (0..<order).map { $0 < multiplicity ? Rational(1, 3) : Rational(Integer($0), 2) }
        let matrix = Self.conjugate(spectrum, reflections: 2, &generator)
        let enclosure = try CertifiedEigenvalues(ofSymmetric: matrix, bits: 128)
        Self.check(
          enclosure, spectrum, "\(multiplicity) of \(order)", accuracy: Rational(mantissa: 1, exponent: -118))
        #expect(enclosure.clusters.contains { $0.count == multiplicity })
      }
    }
  }

  @Test(arguments: [40, 60, 100, 200])
  func closeEigenvaluesAreSeparatedWhenTheBitsSuffice(distance: Int) throws {
    var generator = SeededGenerator(seed: UInt64(distance))
    let step = Rational(mantissa: 1, exponent: -distance)
    let spectrum = [-1, 0, 1, 2].map { Rational(1, 3) + step * Rational($0) } + [Rational(-2), 1, 1, 5]
    let matrix = Self.conjugate(spectrum, reflections: 3, &generator)
    for bits in [64, 150, 333] {
      let enclosure = try CertifiedEigenvalues(ofSymmetric: matrix, bits: bits)
      Self.check(
        enclosure, spectrum, "2^-\(distance) at \(bits)", accuracy: Rational(mantissa: 1, exponent: 12 - bits)
      )
      if bits > distance + 16 { #expect(enclosure.clusters.count == 7, "2^-\(distance) at \(bits)") }
    }
  }
}
