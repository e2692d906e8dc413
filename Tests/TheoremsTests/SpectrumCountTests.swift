import Exact
import Support
import Testing
import Theorems

/// Multiplicities, counts and signs of spectra against Sylvester's law and the moments of the Hessian.
@Suite struct SpectrumCountTests {
  private func networks(_ seed: UInt64) -> [LinearNetwork<Rational>] {
    var generator = SeededGenerator(seed: seed)
    return [[2, 2], [2, 3, 2], [1, 2, 3], [2, 2, 2, 2], [1, 2, 2, 1, 2]].flatMap { widths in
      [randomNetwork(widths: widths, &generator), randomAligned(widths: widths, &generator).dense()]
    }
  }

  @Test(arguments: [41, 42] as [UInt64]) func inertiaAndCountsBySylvester(seed: UInt64) throws {
    for network in networks(seed) {
      for part in HessianPart.allCases {
        let hessian = network.hessian(part: part)
        let spectrum = try exactSpectrum(of: network, part: part)
        let signs = hessian.inertia()
        let counted = spectrum.signs
        #expect(
          counted.undecided == 0 && counted.zero == Integer(signs.zero), "seed \(seed) \(network.widths)")
        #expect(counted.negative == Integer(signs.negative) && counted.positive == Integer(signs.positive))
        let cuts: [Rational] = [-5, Rational(-1, 3), 0, Rational(1, 2), 1, 7]
        func below(_ cut: Rational) -> Integer {
          let shifted = (hessian - Matrix(identity: hessian.rows).scaled(by: cut)).inertia()
          return Integer(shifted.negative + shifted.zero)
        }
        for (low, high) in zip(cuts, cuts.dropFirst()) {
          let count = spectrum.count(in: CountingRange(above: low, through: high))
          #expect(count.atLeast == count.atMost && count.atLeast == below(high) - below(low), "seed \(seed)")
        }
        #expect(spectrum.count(in: CountingRange(above: 1, through: 1)).atMost == 0)
      }
    }
  }

  /// The sums of eigenvalues and of their squares enclose tr H and ||H||_F^2.
  @Test(arguments: [43, 44] as [UInt64]) func momentsOfTheEigenvalues(seed: UInt64) throws {
    for network in networks(seed) {
      let hessian = network.hessian()
      let spectrum = try exactSpectrum(of: network).refined(toDigits: 30)
      var (sum, squares) = (Ball(0, precision: 200), Ball(0, precision: 200))
      for entry in spectrum.eigenvalues {
        let value = Ball(lower: entry.interval.lower, upper: entry.interval.upper, precision: 200)
        let count = Ball(entry.multiplicity, precision: 200)
        sum.addProduct(count, value)
        squares.addProduct(count, value.squared())
      }
      #expect(sum.contains(hessian.trace) && squares.contains(hessian.frobeniusNormSquared), "seed \(seed)")
      #expect(squares.accuracyBits > 60 || hessian.frobeniusNormSquared.isZero, "seed \(seed)")
    }
  }

  /// Enclosures with many eigenvalues give two-sided counts, and signs only where they are proved.
  @Test func countsOfEnclosures() throws {
    var generator = SeededGenerator(seed: 8)
    let aligned = AlignedNetwork<Rational>(
      widths: [3, 4, 3], modes: [ModeRun(count: 1, balanced: 1, depth: 2, x: 1, y: 1)], restInput: 1)
    let stored = aligned.dense().rotated(by: cayleyFrames(widths: [3, 4, 3], &generator)).stored(
      singlePrecision: true)
    let spectrum = try weylSpectrum(of: stored)
    // The rounding may split the four bulk eigenvalues; the simple one and the nineteen zeros stand apart.
    #expect(spectrum.eigenvalues.first?.multiplicity == 1 && spectrum.eigenvalues.last?.multiplicity == 19)
    // Weyl's inequality in order decides some of the signs that the merged group no longer shows.
    let (signs, truth) = (spectrum.signs, try exactSpectrum(of: stored).signs)
    #expect(signs.positive >= 5 && signs.positive <= truth.positive && signs.negative <= truth.negative)
    #expect(signs.undecided > 0 && signs.negative + signs.undecided + signs.positive == 24)
    let split = spectrum.count(in: CountingRange(above: 0, through: 3))
    #expect(split.atLeast == 5 && split.atMost == 24)
    let outside = spectrum.count(in: CountingRange(above: 3, through: 4))
    #expect(outside.atLeast == 0 && outside.atMost == 0)
  }
}
