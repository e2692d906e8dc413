import Exact
import PropertyTesting
import Testing
import Theorems

@Suite struct NetworkGeneratorTests {
  private func values<Value>(_ generator: Generator<Value>) -> [Value] {
    (0..<200).map { generator.value(seed: 1, case: $0) }
  }

  @Test func alignedNetworks() {
    let networks = values(Generator<AlignedNetwork<Rational>>.aligned())
    #expect(networks.allSatisfy { (1...3).contains($0.depth) && $0.widths.allSatisfy { 1 <= $0 && $0 <= 3 } })
    #expect(Set(networks.map(\.depth)) == [1, 2, 3])
    #expect(networks.allSatisfy { $0.modes.allSatisfy { $0.x >= 0 } && $0.restInput >= 0 })
    let runs = networks.flatMap(\.modes)
    func exists(_ property: (ModeRun<Rational>) -> Bool) -> Bool { runs.contains(where: property) }
    #expect(networks.contains { $0.modes.isEmpty } && exists { $0.layers.allSatisfy(\.isZero) })
    #expect(exists { Set($0.layers).count == 1 && $0.layers.count > 1 && !$0.layers[0].isZero })
    #expect(exists { Set($0.layers).count > 1 } && exists { $0.x.isZero } && exists { $0.count > 1 })
    #expect(exists { !$0.y.isZero && $0.y == $0.x * $0.layers.reduce(1, *) })
    // More modes than fit.
    #expect(
      networks.contains { network in network.modes.reduce(0) { $0 + $1.count } > network.widths.max()! })
  }

  @Test func generalAndTurnedNetworks() {
    let networks = values(Generator<LinearNetwork<Rational>>.network())
    #expect(
      networks.allSatisfy { $0.inputCovariance.isSymmetric && $0.inputCovariance.inertia().negative == 0 })
    #expect(networks.allSatisfy { $0.widths.allSatisfy { 1 <= $0 && $0 <= 3 } && $0.depth <= 3 })
    #expect(networks.contains { $0.widths.contains(3) && AlignedNetwork(diagonal: $0) != nil })
    #expect(
      networks.contains { AlignedNetwork(diagonal: $0) == nil && $0.inputCovariance.rank() < $0.widths[0] })
    #expect(networks.contains { $0.layers.contains { $0.frobeniusNormSquared.isZero } })
    // Aligned in other frames: what meets between two layers, or before the first, has common singular vectors, so that it commutes.
    let turned = values(Generator<LinearNetwork<Rational>>.turned(depth: 2...3, width: 2...3)).prefix(60)
    #expect(turned.contains { AlignedNetwork(diagonal: $0) == nil })
    for network in turned {
      let before = [network.inputCovariance] + network.layers.map { $0 * $0.transposed }
      for (below, layer) in zip(before, network.layers) {
        let above = layer.transposed * layer
        #expect(below * above == above * below)
      }
    }
  }

  @Test func spectra() {
    let samples = values(Generator<KnownSpectrum>.spectrum()).prefix(60)
    for sample in samples {
      let polynomial = sample.matrix.characteristicPolynomial()
      let roots = sample.eigenvalues.flatMap { Array(repeating: $0.value, count: $0.multiplicity) }
      #expect(polynomial == Polynomial(roots: roots) && sample.matrix.isSymmetric)
      #expect(zip(sample.eigenvalues, sample.eigenvalues.dropFirst()).allSatisfy { $0.value < $1.value })
    }
    #expect(samples.contains { $0.eigenvalues.contains { $0.value.isZero && $0.multiplicity > 1 } })
    #expect(samples.contains { !$0.matrix.isDiagonal && $0.eigenvalues.count == 3 })
    #expect(
      samples.contains { $0.eigenvalues[0].value > 0 } && samples.contains { $0.eigenvalues.last!.value < 0 })
    let given = values(Generator<KnownSpectrum>.spectrum(multiplicities: [2, 1, 3]))
    #expect(given.allSatisfy { $0.eigenvalues.map(\.multiplicity) == [2, 1, 3] && $0.matrix.rows == 6 })
  }

  /// Depth goes first, then width, then values.
  @Test func shrinkingOfNetworks() throws {
    let deep = try #require(
      counterexample(to: Generator<AlignedNetwork<Rational>>.aligned()) { $0.depth < 2 })
    #expect(deep.minimal == AlignedNetwork(widths: [1, 1, 1], modes: []) && deep.isComplete)
    let live = try #require(
      counterexample(to: Generator<LinearNetwork<Rational>>.network()) {
        $0.endToEnd.frobeniusNormSquared.isZero
      })
    #expect(live.minimal.widths == [1, 1] && live.minimal.layers[0][0, 0] == 1)
    // A smaller network keeps the entries it has in common with the larger one, so that what fails goes on to fail.
    for seed in 1...10 as ClosedRange<UInt64> {
      let found = try #require(
        counterexample(to: Generator<LinearNetwork<Rational>>.general(depth: 2...4), seed: seed) {
          $0.endToEnd.frobeniusNormSquared.isZero
        })
      let minimal = found.minimal
      #expect(
        minimal.depth == 2 && minimal.parameterCount <= 3
          && minimal.layers.allSatisfy { $0.entries.contains(1) })
    }
    let multiple = try #require(
      counterexample(to: Generator<KnownSpectrum>.spectrum()) {
        $0.eigenvalues.allSatisfy { $0.multiplicity < 2 }
      })
    #expect(multiple.minimal.matrix == Matrix(zero: 2, 2))
  }
}
