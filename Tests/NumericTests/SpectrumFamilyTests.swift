import Exact
import Numeric
import Support
import Testing

@Suite struct SpectrumFamilyTests {
  /// Every cluster holds as many roots of the characteristic polynomial as it says: counted by signs, no root is found.
  private func checkAgainstPolynomial(_ matrix: Matrix<Rational>, bits: Int, _ label: String) throws {
    let polynomial = matrix.characteristicPolynomial().primitivePart
    let enclosure = try CertifiedEigenvalues(ofSymmetric: matrix, bits: bits)
    #expect(enclosure.order == matrix.rows)
    for cluster in enclosure.clusters {
      // The count is over a half-open interval: its lower end is moved down by less than clusters are apart.
      let below = cluster.interval.lower - Rational(mantissa: 1, exponent: -2000)
      #expect(
        polynomial.budanFourierCount(above: below, through: cluster.interval.upper) == cluster.count,
        "\(label) at \(bits)")
    }
  }

  @Test(arguments: [40, 100, 333])
  func familiesWithRationalSpectra(bits: Int) throws {
    var families = SpectrumFamilies.laplacians
    for (order, exponent) in [(2, 0), (7, -30), (7, 30), (20, 2)] {
      families.append(SpectrumFamilies.rankOne(order, scale: -1, exponent: exponent))
    }
    for family in families {
      let enclosure = try CertifiedEigenvalues(ofSymmetric: family.matrix, bits: bits)
      CertifiedEigenvaluesTests.check(enclosure, family.spectrum, family.name)
      let inertia = try family.matrix.certifiedInertia()
      #expect(inertia.zero == family.spectrum.count(where: \.isZero), "\(family.name)")
      #expect(inertia.negative == family.spectrum.count { $0 < 0 }, "\(family.name)")
      if bits == 333 {
        let settled = try enclosure.settledMultiplicities(of: family.matrix)
        for (cluster, multiplicity) in zip(enclosure.clusters, settled) where cluster.count > 1 {
          let value = family.spectrum.first { cluster.interval.contains($0) }!
          #expect(multiplicity == .equalRational(value), "\(family.name)")
        }
      }
    }
  }

  @Test func rosserWilkinsonAndHilbert() throws {
    for bits in [50, 128, 333] {
      try checkAgainstPolynomial(SpectrumFamilies.rosser, bits: bits, "Rosser")
      try checkAgainstPolynomial(SpectrumFamilies.wilkinson(10), bits: bits, "W21+")
      try checkAgainstPolynomial(SpectrumFamilies.hilbert(12), bits: bits, "Hilbert 12")
    }
    // Rosser's null vector is exact: one zero, one negative.
    #expect(try SpectrumFamilies.rosser.certifiedInertia() == Inertia(negative: 1, zero: 1, positive: 6))
    #expect(
      try SpectrumFamilies.hilbert(24).certifiedInertia() == Inertia(negative: 0, zero: 0, positive: 24))
    let pairs = try CertifiedEigenvalues(ofSymmetric: SpectrumFamilies.wilkinson(10), bits: 128)
    #expect(pairs.clusters.count == 21)
  }

  @Test func gluedWilkinson() throws {
    let glue = Rational(mantissa: 1, exponent: -30)
    for bits in [40, 200] {
      try checkAgainstPolynomial(
        SpectrumFamilies.wilkinson(5, copies: 3, glue: glue), bits: bits, "glued Wilkinson")
    }
  }

  @Test func clementWithinItsError() throws {
    for order in [1, 2, 5, 20, 50] {
      let clement = SpectrumFamilies.clement(order)
      for bits in [50, 128] {
        let enclosure = try CertifiedEigenvalues(
          ofSymmetric: clement.entries, order: order, bits: bits, error: clement.error)
        CertifiedEigenvaluesTests.check(enclosure, clement.spectrum, "Clement \(order)")
        #expect(enclosure.clusters.count == order)
      }
    }
  }

  @Test func everyOrderUpToSixtyFour() throws {
    var generator = SeededGenerator(seed: 31)
    for order in Array(0...16) + [23, 31, 32, 33, 48, 63, 64] {
      let spectrum = (0..<order).map { _ in Rational(Integer(Int.random(in: -9...9, using: &generator)), 4) }
      let matrix = CertifiedEigenvaluesTests.conjugate(spectrum, reflections: 1, &generator)
      let enclosure = try CertifiedEigenvalues(ofSymmetric: matrix, bits: 80)
      CertifiedEigenvaluesTests.check(
        enclosure, spectrum, "order \(order)", accuracy: Rational(mantissa: 1, exponent: -60))
      #expect(enclosure.clusters.count == Set(spectrum).count, "order \(order)")
    }
  }

  @Test func entriesOfEverySize() throws {
    var generator = SeededGenerator(seed: 32)
    for exponent in [-1000, -400, 400, 1000] {
      let unit = Rational(mantissa: 1, exponent: exponent)
      let spectrum = [-2, 1, 1, 1, 3].map { unit * Rational($0) }
      let matrix = CertifiedEigenvaluesTests.conjugate(spectrum, reflections: 2, &generator)
      let enclosure = try CertifiedEigenvalues(ofSymmetric: matrix, bits: 100)
      CertifiedEigenvaluesTests.check(
        enclosure, spectrum, "2^\(exponent)", accuracy: Rational(mantissa: 1, exponent: exponent - 90))
      #expect(try matrix.certifiedInertia() == Inertia(negative: 1, zero: 0, positive: 4))
    }
    // Both ends of the range in one matrix.
    let (huge, tiny) = (Rational(mantissa: 1, exponent: 1000), Rational(mantissa: 1, exponent: -1000))
    let mixed = Matrix<Rational>(
      rows: 4, columns: 4, entries: [huge, 1, 0, 0, 1, tiny, 0, 0, 0, 0, -tiny, 0, 0, 0, 0, 0])
    #expect(try mixed.certifiedInertia() == mixed.inertia())
    let enclosure = try CertifiedEigenvalues(ofSymmetric: mixed, bits: 2300)
    // The leading block has determinant 2^1000 2^-1000 - 1 = 0: zero is double.
    #expect(enclosure.clusters.map(\.count) == [1, 2, 1])
  }

  @Test func cayleyConjugatesOfAnyMultiset() throws {
    var generator = SeededGenerator(seed: 33)
    for _ in 0..<scaled(12) {
      let order = Int.random(in: 2...7, using: &generator)
      let distinct = Int.random(in: 1...order, using: &generator)
      let spectrum = (0..<order).map { _ in
        Rational(Integer(Int.random(in: 0..<distinct, using: &generator) - 1), 7)
      }
      let skew = (0..<(order * (order - 1) / 2)).map { _ in
        Rational(Integer(Int.random(in: -3...3, using: &generator)), 2)
      }
      let rotation = Matrix.cayley(skew: skew, order: order)
      let matrix =
        rotation * Matrix(diagonal: spectrum, rows: order, columns: order) * rotation.transposed
      for bits in [53, 128, 1000] {
        let enclosure = try CertifiedEigenvalues(ofSymmetric: matrix, bits: bits)
        CertifiedEigenvaluesTests.check(enclosure, spectrum, "\(spectrum)")
        #expect(enclosure.clusters.count == Set(spectrum).count)
      }
      #expect(try matrix.certifiedInertia() == matrix.inertia())
    }
  }

  @Test func twoPrecisionsOverlapAndNarrow() throws {
    var generator = SeededGenerator(seed: 34)
    for order in [10, 30] {
      var matrix = Matrix<Rational>(zero: order, order)
      for i in 0..<order {
        for j in i..<order {
          matrix[i, j] = Rational(
            mantissa: Integer(Int.random(in: -(1 << 29)...(1 << 29), using: &generator)), exponent: -20)
          matrix[j, i] = matrix[i, j]
        }
      }
      var last: [Interval]?
      for bits in [53, 128, 333] {
        let intervals = try CertifiedEigenvalues(ofSymmetric: matrix, bits: bits).intervals
        #expect(intervals.count == order)
        #expect(intervals.allSatisfy { $0.upper - $0.lower <= Rational(mantissa: 1, exponent: 16 - bits) })
        if let last { #expect(zip(last, intervals).allSatisfy { $0.overlaps($1) }) }
        last = intervals
      }
      let sum = last!.reduce(Interval(0)) { $0 + $1 }
      #expect(sum.contains(matrix.trace))
    }
  }
}
