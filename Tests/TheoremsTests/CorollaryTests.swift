import Exact
import Support
import Testing
import Theorems

/// The closed forms of A.3 against the blocks and the dense Hessian.
@Suite struct CorollaryTests {
  private func spectrum(_ network: AlignedNetwork<Rational>, _ part: HessianPart) throws -> [Rational:
    Integer]?
  {
    try Spectrum(aligned: network, part: part).rationalEigenvalues.map { values in
      Dictionary(uniqueKeysWithValues: values.map { ($0.value, $0.multiplicity) })
    }
  }

  @Test(arguments: 1...4) func gaussNewtonSpectra(depth: Int) throws {
    var generator = SeededGenerator(seed: UInt64(300 + depth))
    for widths in allWidths(depth: depth, largest: depth < 3 ? 3 : 2) {
      let network = randomAligned(widths: widths, &generator)
      #expect(try spectrum(network, .gaussNewton) == network.gaussNewtonEigenvalues(), "widths \(widths)")
    }
  }

  @Test func nullitiesAtMinima() throws {
    var generator = SeededGenerator(seed: 310)
    for widths in [[3, 2, 3], [2, 3, 3, 2], [1, 2, 1], [3, 3]] {
      let given = randomAligned(widths: widths, &generator)
      // Targets that make every residual vanish.
      let minimum = AlignedNetwork(
        widths: given.widths,
        modes: given.modes.map {
          ModeRun(count: $0.count, layers: $0.layers, x: $0.x, y: $0.x * $0.layers.reduce(1, *))
        }, restInput: given.restInput)
      let zeros = try Spectrum(aligned: minimum).signs.zero
      if let nullity = minimum.nullityAtMinimum { #expect(nullity == zeros, "widths \(widths)") }
    }
  }

  /// Symbolic, so for all values: the live/null pair block falls apart as stated.
  @Test(arguments: 2...5) func liveNullPairs(depth: Int) {
    typealias Symbol = SparsePolynomial<Rational>
    let everywhere = Array(repeating: true, count: depth + 1)
    let live = IndexClass<Symbol>(
      count: 1, exists: everywhere, layers: (0..<depth).map { .variable($0) }, x: .variable(depth),
      y: .variable(depth + 1))
    let null = IndexClass<Symbol>(
      count: 1, exists: everywhere, layers: Array(repeating: 0, count: depth), x: .variable(depth + 2),
      y: .variable(depth + 3))
    var expected = Matrix<Symbol>(zero: 2 * depth, 2 * depth)
    let (first, cross, last) = HessianCorollaries.nullEndBlock(live, null: null)
    expected[0, 0] = first
    expected[0, 2 * depth - 1] = cross
    expected[2 * depth - 1, 0] = cross
    expected[2 * depth - 1, 2 * depth - 1] = last
    for (j, coupling) in HessianCorollaries.nullHiddenCouplings(live).enumerated() {
      expected[j + 1, depth + j] = coupling
      expected[depth + j, j + 1] = coupling
    }
    #expect(BlockFormula.pair(live, null) == expected)
  }

  @Test(arguments: 2...4) func functionalNorms(depth: Int) throws {
    var generator = SeededGenerator(seed: UInt64(320 + depth))
    for _ in 0..<scaled(6) {
      let modes = (0..<2).map { _ in
        ModeRun<Rational>(
          count: 1, balanced: smallRational(&generator), depth: depth, x: 1, y: smallRational(&generator))
      }
      let network = AlignedNetwork(widths: Array(repeating: 2, count: depth + 1), modes: modes)
      let bound = try #require(network.functionalNormBound)
      for entry in try Spectrum(aligned: network, part: .functional).eigenvalues {
        guard case .exact(let value) = entry.value else { continue }
        #expect(value.compared(to: bound) <= 0 && value.compared(to: -bound) >= 0, "\(modes)")
      }
    }
    // Attained for a single value.
    let single = AlignedNetwork<Rational>(
      widths: Array(repeating: 1, count: depth + 1),
      modes: [ModeRun(count: 1, balanced: 2, depth: depth, x: 1, y: 1)])
    let largest = try Spectrum(aligned: single, part: .functional).eigenvalues.first?.rationalValue
    #expect(largest == single.functionalNormBound)
  }
}
