import Exact
import Support
import Testing
import Theorems

/// Quantities of the Hessian that are known without it (mathematics A.4), for arbitrary networks.
@Suite struct InvariantTests {
  typealias Real = Matrix<Rational>

  private struct Factors {
    let network: LinearNetwork<Rational>
    let residual: Real

    init(_ network: LinearNetwork<Rational>) {
      self.network = network
      residual = chained(network, 1, network.depth) * network.inputCovariance - network.crossCovariance
    }

    func u(_ k: Int) -> Real { chained(network, k + 1, network.depth) }
    func v(_ k: Int) -> Real { chained(network, 1, k - 1) }
  }

  /// `||H||_F^2` from the small factors alone.
  private func frobenius(_ factors: Factors) -> Rational {
    let (network, residual) = (factors.network, factors.residual)
    var sum: Rational = 0
    for k in 1...network.depth {
      for l in 1...network.depth {
        let left = factors.u(k).transposed * factors.u(l)
        let right = factors.v(k) * network.inputCovariance * factors.v(l).transposed
        sum += left.frobeniusNormSquared * right.frobeniusNormSquared
        guard l < k else { continue }
        let pulled = factors.u(k).transposed * residual * factors.v(l).transposed
        let between = chained(network, l + 1, k - 1)
        sum += 2 * pulled.frobeniusNormSquared * between.frobeniusNormSquared
        sum += 4 * (left.transposed * pulled * right.transposed * between).trace
      }
    }
    return sum
  }

  @Test(arguments: [[2, 3], [1, 2, 3], [3, 2, 2], [2, 2, 3, 1], [1, 2, 1, 2, 2], [1, 1, 2, 1, 2, 1]])
  func traceAndNormOfArbitraryNetworks(widths: [Int]) {
    let seed = UInt64(widths.reduce(3) { $0 * 5 + $1 })
    var generator = SeededGenerator(seed: seed)
    for round in 0..<scaled(4) {
      let network = randomNetwork(widths: widths, &generator)
      let factors = Factors(network)
      let hessian = network.hessian()
      let trace = (1...network.depth).reduce(into: Rational(0)) { sum, k in
        sum +=
          factors.u(k).frobeniusNormSquared
          * (factors.v(k) * network.inputCovariance * factors.v(k).transposed).trace
      }
      #expect(hessian.trace == trace, "widths \(widths) seed \(seed) round \(round)")
      #expect(
        hessian.frobeniusNormSquared == frobenius(factors), "widths \(widths) seed \(seed) round \(round)")
    }
  }

  /// The same invariants through the blocks of networks whose Hessian could never be written down.
  @Test func blocksOfHugeNetworksHaveTheTraceOfTheFormula() {
    let wide = Integer(10).power(30)
    let network = AlignedNetwork<Rational>(
      widths: [wide, wide + 7, wide * 2, 5],
      modes: [
        ModeRun(count: 3, layers: [2, Rational(-1, 2), 3], x: 1, y: 1),
        ModeRun(count: wide - 10, layers: [Rational(1, 3), 0, 1], x: 2, y: Rational(1, 2)),
      ], restInput: Rational(1, 7))
    let trace = network.hessianBlocks().reduce(into: Rational(0)) {
      $0.addProduct($1.matrix.trace, Rational($1.multiplicity))
    }
    // Three modes of the first run and two of the second lie within the width 5 of the last layer.
    let (n, last) = (Rational(wide), Rational(5))
    let first: Rational = (3 * (9 * Rational(1, 4)) + 0) * (3 + 2 * (n - 10) + Rational(1, 7) * 7)
    let second: Rational = (3 * 9 + 2) * (3 * 4 + 2 * Rational(1, 9) * (n - 10))
    let third: Rational = last * (3 * 4 * Rational(1, 4))
    #expect(trace == first + second + third)
  }
}

/// `W_high ... W_low`, the identity when the range is empty.
private func chained(_ network: LinearNetwork<Rational>, _ low: Int, _ high: Int) -> Matrix<Rational> {
  var product = Matrix<Rational>(identity: network.widths[low - 1])
  if high >= low { for k in low...high { product = network.layers[k - 1] * product } }
  return product
}
