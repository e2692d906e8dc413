import Exact
import Support
import Testing
import Theorems

/// Splitting off dead hidden units changes no eigenvalue: against the characteristic polynomial of the whole Hessian.
@Suite struct DeadDirectionTests {
  /// The network with the given hidden units cut off on both sides.
  private func killing(_ units: [(layer: Int, unit: Int)], in network: LinearNetwork<Rational>)
    -> LinearNetwork<Rational>
  {
    var layers = network.layers
    for (layer, unit) in units {
      for j in 0..<layers[layer - 1].columns { layers[layer - 1][unit, j] = 0 }
      for i in 0..<layers[layer].rows { layers[layer][i, unit] = 0 }
    }
    return LinearNetwork(
      layers: layers, inputCovariance: network.inputCovariance, crossCovariance: network.crossCovariance)
  }

  @Test(arguments: HessianPart.allCases) func spectraWithDeadUnits(part: HessianPart) throws {
    var generator = SeededGenerator(seed: 400)
    let cases: [(widths: [Int], dead: [(Int, Int)])] = [
      ([2, 3, 2], [(1, 0)]), ([2, 3, 2], [(1, 0), (1, 2)]), ([1, 2, 2], [(1, 0), (1, 1)]),
      ([2, 2, 3, 2], [(1, 1), (2, 0)]), ([2, 2, 2, 1], [(2, 0), (2, 1)]),
      ([2, 3, 3, 1, 2], [(1, 0), (2, 1), (3, 0)]),
    ]
    for (widths, dead) in cases {
      let network = killing(dead, in: randomNetwork(widths: widths, &generator))
      let live = LiveNetwork(of: network)
      // One unit of a layer that is dead altogether stays, so that the live part is a network.
      #expect(live.removed >= dead.count - widths.count + 2, "widths \(widths)")
      let whole = network.hessian(part: part).characteristicPolynomial().realRoots
      let parts = try exactSpectrum(of: network, part: part)
      #expect(parts.eigenvalues.count == whole.count, "widths \(widths) part \(part)")
      for (entry, root) in zip(parts.eigenvalues, whole.reversed()) {
        guard case .exact(let value) = entry.value else { preconditionFailure("not exact") }
        #expect(
          value == root.root && entry.multiplicity == Integer(root.multiplicity),
          "widths \(widths) part \(part)")
      }
      for enclosed in [
        try weylSpectrum(of: network, part: part), try denseSpectrum(of: network, part: part),
        try denseSpectrum(of: network, part: part, digits: 25),
      ] {
        let truth = parts.intervalsInOrder
        #expect(
          zip(enclosed.intervalsInOrder, truth).allSatisfy { $0.overlaps($1) },
          "widths \(widths) \(enclosed.method)")
        #expect(enclosed.signs.zero <= parts.signs.zero && enclosed.signs.negative <= parts.signs.negative)
      }
    }
  }
}
