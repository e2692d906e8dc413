import Exact
import Support
import Testing
import Theorems

/// Blocks of layers against the same rows and columns of the dense Hessian.
@Suite struct LayerBlockTests {
  private func dense(
    _ network: LinearNetwork<Rational>, _ block: LayerBlock, _ part: HessianPart
  ) -> Matrix<Rational> {
    let parameters = Parameter.all(widths: network.widths)
    func positions(_ layer: Int) -> [Int] { parameters.indices.filter { parameters[$0].layer == layer } }
    return network.hessian(part: part).submatrix(
      rows: positions(block.rows), columns: positions(block.columns))
  }

  /// The squares of the singular values, or the eigenvalues, with multiplicities, zeros left out.
  private func truth(_ matrix: Matrix<Rational>, isDiagonal: Bool) -> [(AlgebraicReal, Integer)] {
    let symmetric = isDiagonal ? matrix : matrix.transposed * matrix
    return symmetric.characteristicPolynomial().realRoots.filter { $0.root.signum() != 0 }
      .map { ($0.root, Integer($0.multiplicity)) }.sorted { $0.0 > $1.0 }
  }

  @Test(arguments: 0..<12) func smallBlocksAreExact(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed + 300))
    let widths = [[2, 3, 2], [1, 2, 3], [2, 2, 2, 2], [3, 1, 2]][seed % 4]
    let aligned = randomAligned(widths: widths, &generator)
    let inputs: [(NetworkInput, LinearNetwork<Rational>)] = [
      (NetworkInput(.aligned(aligned), provenance: "test"), aligned.dense()),
      {
        let network = randomNetwork(widths: widths, &generator)
        return (NetworkInput(.matrices(network), provenance: "test"), network)
      }(),
    ]
    for (input, network) in inputs {
      for part in HessianPart.allCases {
        for rows in 1..<widths.count {
          for columns in 1..<widths.count {
            let block = LayerBlock(rows: rows, columns: columns)
            let matrix = dense(network, block, part)
            let found = try input.certifiedSpectrum(of: block, part: part).spectrum
            #expect(found.parameters == Integer(min(matrix.rows, matrix.columns)))
            let expected = truth(matrix, isDiagonal: rows == columns)
            let nonzero = found.eigenvalues.filter { $0.sign != .zero }
            #expect(nonzero.map(\.multiplicity) == expected.map(\.1), "seed \(seed) \(block) \(part)")
            for (entry, value) in zip(nonzero, expected) {
              let interval = rows == columns ? entry.interval : squared(entry.interval)
              #expect(
                value.0.compared(to: interval.lower) >= 0 && value.0.compared(to: interval.upper) <= 0,
                "seed \(seed) \(block) \(part)")
            }
          }
        }
      }
    }
  }

  private func squared(_ interval: Interval) -> Interval {
    Interval(interval.lower * interval.lower, interval.upper * interval.upper)
  }

  /// Above the exact limit: traces and Frobenius norms must lie in the sums of the enclosures.
  @Test func largeBlocksAreEnclosed() throws {
    var generator = SeededGenerator(seed: 77)
    var network = randomNetwork(widths: [17, 16, 15], &generator)
    while network.residual.frobeniusNormSquared.isZero || network.endToEnd.frobeniusNormSquared.isZero {
      network = randomNetwork(widths: [17, 16, 15], &generator)
    }
    let input = NetworkInput(.matrices(network), provenance: "test")
    for block in [LayerBlock(rows: 1, columns: 1), LayerBlock(rows: 2, columns: 1)] {
      let matrix = dense(network, block, .full)
      let spectrum = try input.certifiedSpectrum(of: block, part: .full).spectrum
      #expect(spectrum.method == .dense && spectrum.parameters == Integer(min(matrix.rows, matrix.columns)))
      let sum = spectrum.eigenvalues.reduce(Interval(0)) {
        $0 + (block.isDiagonal ? $1.interval : squared($1.interval)).scaled(by: Rational($1.multiplicity))
      }
      #expect(sum.contains(block.isDiagonal ? matrix.trace : matrix.frobeniusNormSquared))
      #expect(sum.upper - sum.lower < sum.upper / 1_000_000)
    }
  }
}
