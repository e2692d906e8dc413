import Exact
import Support
import Testing
import Theorems

@Suite struct SpectrumTests {
  private func multiset(_ spectrum: Spectrum) -> [(AlgebraicReal, Integer)] {
    spectrum.eigenvalues.map { entry in
      guard case .exact(let value) = entry.value else { preconditionFailure("not exact") }
      return (value, entry.multiplicity)
    }
  }

  /// Blocks and brute force agree, eigenvalue by eigenvalue, on every list of widths up to the bound.
  @Test(arguments: [(1, 3), (2, 3), (3, 2)]) func blocksAgreeWithBruteForce(depth: Int, largest: Int) throws {
    for widths in allWidths(depth: depth, largest: largest) {
      var generator = SeededGenerator(seed: UInt64(widths.reduce(5) { $0 * 4 + $1 }))
      let network = randomAligned(widths: widths, &generator)
      for part in HessianPart.allCases {
        let blocks = try multiset(Spectrum(aligned: network, part: part))
        let dense = multiset(try exactSpectrum(of: network.dense(), part: part))
        #expect(blocks.count == dense.count, "widths \(widths) part \(part)")
        for (a, b) in zip(blocks, dense) {
          #expect(a.0 == b.0 && a.1 == b.1, "widths \(widths) part \(part)")
        }
      }
    }
  }

  @Test func inertiaAndCountsOfAKnownSpectrum() throws {
    // The seed theorem at the minimum: 2 four times, 1 eight times, 0 otherwise.
    let network = AlignedNetwork<Rational>(
      widths: [4, 5, 4], modes: [ModeRun(count: 2, balanced: 1, depth: 2, x: 1, y: 1)], restInput: 1)
    let spectrum = try Spectrum(aligned: network)
    #expect(spectrum.eigenvalues.map(\.rationalValue) == [2, 1, 0])
    #expect(spectrum.eigenvalues.map(\.multiplicity) == [4, 8, 28])
    #expect(spectrum.signs.positive == 12 && spectrum.signs.zero == 28 && spectrum.signs.negative == 0)
    #expect(spectrum.count(in: CountingRange(above: 0, through: 1)).atLeast == 8)
    #expect(spectrum.count(in: CountingRange(above: 1, through: 3)).atMost == 4)
  }
}
