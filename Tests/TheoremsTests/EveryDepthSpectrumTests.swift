import Exact
import Support
import Testing
import Theorems

/// What the seed theorems for every depth state, against the exact spectra of whole networks at depths 2 to 9.
@Suite struct EveryDepthSpectrumTests {
  private func multiset(_ rows: [(Rational, Rational)], of parameters: Int) -> [Rational: Rational] {
    var counts: [Rational: Rational] = [:]
    for (value, count) in rows where count.signum() != 0 { counts[value, default: 0] += count }
    let rest = Rational(parameters) - counts.values.reduce(0, +)
    if rest.signum() != 0 { counts[0, default: 0] += rest }
    return counts
  }

  private func spectrum(_ network: AlignedNetwork<Rational>) throws -> [Rational: Rational] {
    let values = try #require(exactSpectrum(of: network.dense(), part: .full).rationalEigenvalues)
    return Dictionary(uniqueKeysWithValues: values.map { ($0.value, Rational($0.multiplicity)) })
  }

  /// What the certificates say of the eigenvalues, read from their items, against characteristic polynomials of dense Hessians.
  @Test(arguments: 2...9) func spectra(depth: Int) throws {
    let reading = try DepthReading("deng-2026-bifurcation-training-every-depth")
    for (s, x, y) in [
      (Rational(1), Rational(1), Rational(1)), (Rational(1, 2), 2, Rational(1, 3)), (0, 1, 1),
    ] {
      let network = EveryDepthTests.uniform(depth, s, x: x, y: y)
      let (a, c) = (x * s.power(2 * depth - 2), s.power(depth - 2) * (x * s.power(depth) - y))
      let point = EveryDepthTests.sizes.merging(["s": 1, "a": a, "c": c]) { $1 }
      func side(_ name: String) throws -> Rational {
        try reading.fraction(reading.item(name)["right"], depth, point)
      }
      let (plus, cluster) = (try side("symmetric-count"), try side("cluster-count"))
      let (minus, hidden, rest) = (cluster - plus, Rational(2 * 3), Rational(depth - 1))
      let expected = multiset(
        [
          (try side("symmetric-row"), plus), (try side("antisymmetric-row"), minus),
          (a, try side("bulk-count")), (-c, rest * plus + hidden), (c, rest * minus + hidden),
        ], of: network.dense().parameterCount)
      #expect(try spectrum(network) == expected, "L = \(depth), lambda = \(s)")
    }
  }

  @Test(arguments: 2...9) func spectraWithATail(depth: Int) throws {
    for eps in [Rational(1, 2), 0, Rational(2, 3)] {
      let widths = [3] + Array(repeating: Integer(2), count: depth - 1) + [4]
      let network = AlignedNetwork<Rational>(
        widths: widths,
        modes: [
          ModeRun(count: 1, balanced: 1, depth: depth, x: 1, y: 1),
          ModeRun(count: 1, balanced: eps, depth: depth, x: 0, y: 0),
        ])
      let g = EveryDepthTests.sum(depth) { eps.power(2 * $0) }
      let expected = multiset([(Rational(depth), 1), (g, 1), (1, 2)], of: network.dense().parameterCount)
      #expect(try spectrum(network) == expected, "L = \(depth), eps = \(eps)")
    }
  }

  /// Dominant and bulk eigenvalues of dense Hessians with variances in [1/b^L, 1/a^L].
  @Test(arguments: 2...9) func approximateBalance(depth: Int) throws {
    let (s, t) = (Rational(3, 2), Rational(4, 5))
    func network(_ inputs: [Rational]) -> AlignedNetwork<Rational> {
      AlignedNetwork(
        widths: Array(repeating: 2, count: depth) + [3],
        layers: Array(repeating: [s, t], count: depth), inputs: inputs, targets: [1, 1])
    }
    let found = try spectrum(network([1 / s.power(depth), 1 / t.power(depth)])).filter {
      $0.key.signum() != 0
    }
    // Four dominant values, and at Y_L the values of each signal with the third output.
    let bulk = [s, t].map { $0.power(depth - 2) }
    #expect(found.values.reduce(0, +) == 6 && bulk.allSatisfy { found[$0] != nil })
    let bound = Rational(depth) * (s / t).power(3 * depth - 2)
    for value in found.keys {
      for small in bulk where !bulk.contains(value) {
        #expect(value / small <= bound && Rational(depth).squared() / bound <= value / small, "L = \(depth)")
      }
    }
  }
}
