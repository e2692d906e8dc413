import Exact
import Numeric
import Support
import Testing

@Suite struct CertifiedInertiaTests {
  private func expected(_ spectrum: [Rational]) -> Inertia {
    Inertia(
      negative: spectrum.count { $0.signum() < 0 }, zero: spectrum.count(where: \.isZero),
      positive: spectrum.count { $0.signum() > 0 })
  }

  @Test func inertiaOfKnownSpectra() throws {
    var generator = SeededGenerator(seed: 21)
    for order in [0, 1, 2, 5, 11, 20] {
      for zeros in [0, 1, order / 2, order] where zeros <= order {
        let spectrum = (0..<order).map { $0 < zeros ? Rational(0) : Rational(Integer($0 % 5 - 2), 3) }
        let matrix = CertifiedEigenvaluesTests.conjugate(spectrum, reflections: 2, &generator)
        #expect(try matrix.certifiedInertia() == expected(spectrum), "\(zeros) zeros of \(order)")
      }
    }
  }

  @Test func signsFarBelowTheGridOfDoublesAreFound() throws {
    var generator = SeededGenerator(seed: 22)
    for depth in [40, 70, 200, 1000] {
      let tiny = Rational(mantissa: 1, exponent: -depth)
      let spectrum = [tiny, -tiny, -tiny, 3 * tiny, 0, 0, 1, -2]
      let matrix = CertifiedEigenvaluesTests.conjugate(spectrum, reflections: 2, &generator)
      #expect(try matrix.certifiedInertia() == expected(spectrum), "2^-\(depth)")
    }
  }

  /// The three exact ways agree on random matrices of every rank.
  @Test func agreesWithExactElimination() throws {
    var generator = SeededGenerator(seed: 23)
    for _ in 0..<scaled(40) {
      let order = Int.random(in: 1...9, using: &generator)
      let rank = Int.random(in: 0...order, using: &generator)
      let factor = Matrix<Rational>(rows: order, columns: rank) { _, _ in
        Rational(Int.random(in: -3...3, using: &generator))
      }
      let signs = (0..<rank).map { _ in Rational(Bool.random(using: &generator) ? 1 : -1) }
      let matrix = factor * Matrix(diagonal: signs, rows: rank, columns: rank) * factor.transposed
      #expect(try matrix.certifiedInertia() == matrix.inertia(), "\(matrix.entries)")
    }
  }

  @Test func rankBoundsHoldAndMeet() {
    var generator = SeededGenerator(seed: 24)
    for _ in 0..<scaled(30) {
      let rows = Int.random(in: 0...8, using: &generator)
      let columns = Int.random(in: 0...8, using: &generator)
      let rank = Int.random(in: 0...8, using: &generator)
      let left = Matrix<Integer>(rows: rows, columns: rank) { _, _ in
        Integer(Int.random(in: -9...9, using: &generator))
      }
      let right = Matrix<Integer>(rows: rank, columns: columns) { _, _ in
        Integer(Int.random(in: -9...9, using: &generator))
      }
      let matrix = left * right
      let exact = matrix.map { Rational($0) }.rank()
      #expect(matrix.rankByImages() == exact)
      #expect(matrix.rankBounds(primeLimit: 1).contains(exact))
    }
  }

  @Test func longNullVectorsNeedTheBoundOnMinors() {
    var generator = SeededGenerator(seed: 27)
    for (order, rank) in [(6, 3), (9, 8), (12, 5)] {
      let factor = Matrix<Integer>(rows: order, columns: rank) { _, _ in
        Integer(Int.random(in: -(1 << 40)...(1 << 40), using: &generator))
      }
      let matrix = factor * factor.transposed
      #expect(matrix.rankByImages() == rank)
      #expect(matrix.rankBounds(primeLimit: 1) == rank...order)
    }
  }

  @Test func countsInHalfOpenRanges() throws {
    var generator = SeededGenerator(seed: 25)
    let spectrum: [Rational] = [-2, -2, 0, Rational(1, 3), Rational(1, 3), 1, 1, 1, 7]
    let matrix = CertifiedEigenvaluesTests.conjugate(spectrum, reflections: 3, &generator)
    for above in [Rational(-3), -2, 0, Rational(1, 3), 1] {
      for through in [Rational(1, 3), 1, 7, 8] where above <= through {
        let count = spectrum.count { above < $0 && $0 <= through }
        #expect(
          try matrix.certifiedEigenvalueCount(in: CountingRange(above: above, through: through)) == count)
      }
    }
  }

  @Test func multiplicitiesAreSettledExactly() throws {
    var generator = SeededGenerator(seed: 26)
    let spectrum: [Rational] = [5, Rational(2, 7), Rational(2, 7), Rational(2, 7), 0, 0, -1]
    let matrix = CertifiedEigenvaluesTests.conjugate(spectrum, reflections: 3, &generator)
    let enclosure = try CertifiedEigenvalues(ofSymmetric: matrix, bits: 100)
    let settled = try enclosure.settledMultiplicities(of: matrix)
    #expect(enclosure.clusters.map(\.count) == [1, 3, 2, 1])
    #expect(settled[1] == .equalRational(Rational(2, 7)) && settled[2] == .equalRational(0))
    // Irrational: the golden ratios of two equal blocks [[1, 1], [1, 0]], mixed.
    var blocks = Matrix<Rational>(zero: 4, 4)
    for i in [0, 2] { (blocks[i, i], blocks[i, i + 1], blocks[i + 1, i]) = (1, 1, 1) }
    let golden = try CertifiedEigenvalues(ofSymmetric: blocks, bits: 80)
    #expect(golden.clusters.map(\.count) == [2, 2])
    #expect(try golden.settledMultiplicities(of: blocks) == [.equal, .equal])
    #expect(
      try golden.settledMultiplicities(of: blocks, polynomialLimit: 0) == [.unsettled, .unsettled])
    // Two different numbers that 64 bits do not separate are never called equal.
    let close = [Rational(1), 1 + Rational(mantissa: 1, exponent: -200), 3]
    let near = CertifiedEigenvaluesTests.conjugate(close, reflections: 2, &generator)
    let merged = try CertifiedEigenvalues(ofSymmetric: near, bits: 64)
    #expect(merged.clusters.map(\.count) == [1, 2])
    #expect(try merged.settledMultiplicities(of: near)[1] == .unsettled)
  }
}
