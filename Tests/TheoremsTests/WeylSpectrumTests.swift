import Exact
import Support
import Testing
import Theorems

/// Enclosures by aligned blocks and a remainder, and by a dense matrix of doubles, against the exact spectrum of the very same network.
@Suite struct WeylSpectrumTests {
  static let shapes = [
    [2, 2], [2, 3, 2], [3, 2, 2], [2, 2, 2, 2], [3, 3, 1], [1, 3, 3], [2, 3, 2, 1], [2, 1, 1, 2, 2],
  ]

  /// Positions at which the exact eigenvalue, counted from the largest, is not in the enclosure of that position.
  private func misses(_ enclosures: Spectrum, _ exact: Spectrum) -> [Int] {
    var truth: [AlgebraicReal] = []
    for entry in exact.eigenvalues {
      guard case .exact(let value) = entry.value else { preconditionFailure("not exact") }
      truth += Array(repeating: value, count: entry.multiplicity.asInt!)
    }
    let bounds = enclosures.eigenvalues.flatMap { entry in
      Array(repeating: entry.interval, count: entry.multiplicity.asInt!)
    }
    precondition(bounds.count == truth.count, "\(bounds.count) enclosures for \(truth.count) eigenvalues")
    return truth.indices.filter {
      truth[$0].compared(to: bounds[$0].lower) < 0 || truth[$0].compared(to: bounds[$0].upper) > 0
    }
  }

  private func expectEnclosed(_ network: LinearNetwork<Rational>, _ comment: String) throws {
    for part in HessianPart.allCases {
      let exact = try exactSpectrum(of: network, part: part)
      let candidates = [
        try weylSpectrum(of: network, part: part), try denseSpectrum(of: network, part: part),
        try denseSpectrum(of: network, part: part, digits: 40),
      ]
      for enclosures in candidates {
        #expect(misses(enclosures, exact) == [], "\(comment) part \(part) \(enclosures.method)")
        for (higher, lower) in zip(enclosures.eigenvalues, enclosures.eigenvalues.dropFirst()) {
          #expect(lower.interval.upper < higher.interval.lower, "\(comment): entries that touch")
        }
        let (signs, truth) = (enclosures.signs, exact.signs)
        #expect(
          signs.negative <= truth.negative && signs.positive <= truth.positive && signs.zero <= truth.zero,
          "\(comment)")
        #expect(signs.negative + signs.zero + signs.positive + signs.undecided == exact.parameters)
      }
    }
  }

  /// Aligned networks in random frames, rounded to float32 and float64.
  @Test(arguments: shapes) func roundedAlignedNetworks(widths: [Int]) throws {
    let seed = UInt64(widths.reduce(11) { $0 * 4 + $1 })
    var generator = SeededGenerator(seed: seed)
    for round in 0..<scaled(1) {
      let exact = randomAligned(widths: widths, &generator).dense()
      let turned = exact.rotated(by: cayleyFrames(widths: widths, &generator))
      for single in [true, false] {
        let stored = turned.stored(singlePrecision: single)
        try expectEnclosed(stored, "widths \(widths) seed \(seed) round \(round) single \(single)")
      }
    }
  }

  /// The remainder is of the size of the rounding for well separated modes, and the certified counts are right.
  @Test func remaindersFollowThePrecision() throws {
    var generator = SeededGenerator(seed: 5)
    let aligned = AlignedNetwork<Rational>(
      widths: [3, 3, 3],
      modes: [
        ModeRun(count: 1, balanced: 2, depth: 2, x: 1, y: 1),
        ModeRun(count: 1, balanced: 1, depth: 2, x: 1, y: 1),
        ModeRun(count: 1, balanced: Rational(1, 2), depth: 2, x: 1, y: 0),
      ])
    let turned = aligned.dense().rotated(by: cayleyFrames(widths: [3, 3, 3], &generator))
    let single = try AlignedApproximation(turned.stored(singlePrecision: true)).remainder
    let double = try AlignedApproximation(turned.stored(singlePrecision: false)).remainder
    #expect(single < Rational(1, 10_000) && single > Rational(mantissa: 1, exponent: -40))
    #expect(double < Rational(mantissa: 1, exponent: -36))
  }

  /// Networks that are not aligned at all: the remainder is large, and the enclosures are still true.
  @Test(arguments: shapes) func arbitraryNetworks(widths: [Int]) throws {
    let seed = UInt64(widths.reduce(13) { $0 * 4 + $1 })
    var generator = SeededGenerator(seed: seed)
    try expectEnclosed(randomNetwork(widths: widths, &generator), "widths \(widths) seed \(seed)")
  }

  /// Growing disturbances of an aligned network: growing remainders, true enclosures throughout.
  @Test(arguments: [-40, -20, -10, -3, 0]) func disturbedNetworks(exponent: Int) throws {
    var generator = SeededGenerator(seed: UInt64(200 + exponent))
    let size = Rational(mantissa: 1, exponent: exponent)
    var (aligned, disturbed): (LinearNetwork<Rational>, LinearNetwork<Rational>)
    // Of full rank in every factor, so that the disturbed network is aligned in no other frames.
    repeat {
      aligned = randomAligned(widths: [2, 3, 2], &generator).dense()
      disturbed = LinearNetwork(
        layers: aligned.layers.map { layer in layer.map { $0 + size * smallRational(&generator) } },
        inputCovariance: aligned.inputCovariance, crossCovariance: aligned.crossCovariance)
    } while AlignedNetwork(diagonal: disturbed) != nil || aligned.endToEnd.rank() < 2
      || aligned.inputCovariance.rank() < 2
    try expectEnclosed(disturbed, "disturbance 2^\(exponent)")
    let remainder = try AlignedApproximation(disturbed).remainder
    let undisturbed = try AlignedApproximation(aligned).remainder
    if exponent > -40 { #expect(remainder > undisturbed) }
    if exponent <= -20 { #expect(remainder < Rational(1, 1000)) }
  }

  /// The check above notices eigenvalues of a network that differs in one weight by more than the remainder.
  @Test func theCheckCatchesAnotherNetwork() throws {
    var generator = SeededGenerator(seed: 3)
    let aligned = AlignedNetwork<Rational>(
      widths: [2, 2, 2], modes: [ModeRun(count: 2, balanced: 1, depth: 2, x: 1, y: Rational(1, 2))])
    let stored = aligned.dense().rotated(by: cayleyFrames(widths: [2, 2, 2], &generator)).stored(
      singlePrecision: true)
    let enclosures = try weylSpectrum(of: stored)
    #expect(try misses(enclosures, exactSpectrum(of: stored)).isEmpty)
    var layers = stored.layers
    layers[0][0, 1] += Rational(1, 1000)
    let other = LinearNetwork(
      layers: layers, inputCovariance: stored.inputCovariance, crossCovariance: stored.crossCovariance)
    #expect(try !misses(enclosures, exactSpectrum(of: other)).isEmpty)
  }
}
