import Exact
import Support
import Testing
import Theorems

/// Matrix-free products and the largest eigenvalues, against the dense Hessian and its exact spectrum.
@Suite struct TopEigenvaluesTests {
  private func problem(_ seed: Int) -> LinearNetwork<Rational> {
    var generator = SeededGenerator(seed: UInt64(seed + 900))
    let widths = [[2, 3, 2], [3, 2, 2, 3], [4, 3], [2, 2, 2, 2, 2], [3, 1, 3]][seed % 5]
    return seed % 2 == 0
      ? randomNetwork(widths: widths, &generator) : randomAligned(widths: widths, &generator).dense()
  }

  @Test(arguments: 0..<15) func productsHoldTheTruth(seed: Int) throws {
    let network = problem(seed)
    for part in HessianPart.allCases {
      let operation = try HessianProduct(network, part: part)
      let hessian = network.hessian(part: part)
      let direction = (0..<operation.order).map { Double(($0 * 7 + seed) % 11) / 8 - 0.5 }
      let truth = hessian.applied(to: direction.map { Rational(exactly: $0)! })
      let found = try operation.applied(to: direction)
      let error = found.map(\.error).reduce(0, +)
      for (value, exact) in zip(found.flatMap(\.entries), truth) {
        #expect((Rational(exactly: value)! - exact).magnitude <= error, "seed \(seed) \(part)")
      }
      #expect(error <= (1 + hessian.frobeniusNormSquared) * Rational(mantissa: 1, exponent: -30))
      let square = try operation.frobeniusSquaredAbove()
      #expect(square >= hessian.frobeniusNormSquared, "seed \(seed) \(part)")
      #expect(
        square <= hessian.frobeniusNormSquared * (1 + Rational(mantissa: 1, exponent: -30))
          + Rational(mantissa: 1, exponent: -60), "seed \(seed) \(part)")
    }
  }

  @Test(arguments: 0..<15) func enclosuresHoldTheLargest(seed: Int) throws {
    let network = problem(seed)
    for part in HessianPart.allCases {
      let truth = try exactSpectrum(of: network, part: part)
      var values: [Interval] = []
      for entry in truth.refined(toDigits: 30).eigenvalues {
        values += Array(repeating: entry.interval, count: entry.multiplicity.asInt!)
      }
      for count in [1, 3, network.parameterCount] where count <= network.parameterCount {
        let top = try TopEigenvalues(of: network, count: count, part: part)
        #expect(top.centers.count == count)
        guard top.areTheLargest == .proved else { continue }
        for (interval, value) in zip(top.intervals, values) {
          #expect(interval.overlaps(value), "seed \(seed) \(part) \(count)")
        }
      }
    }
  }

  /// One eigenvalue of many equal ones is no proof that it is the only one.
  @Test func unknownIsSaid() throws {
    let aligned = AlignedNetwork<Rational>(
      widths: [9, 9, 9], modes: [ModeRun(count: 9, balanced: 1, depth: 2, x: 1, y: 1)])
    let top = try TopEigenvalues(of: aligned.dense(), count: 2, part: .full)
    #expect(top.areTheLargest == .undecided)
    #expect(top.intervals.allSatisfy { $0.contains(2) || $0.lower > 1 })
    let seeds = AlignedNetwork<Rational>(
      widths: [6, 6, 6], modes: [ModeRun(count: 1, balanced: 1, depth: 2, x: 1, y: 1)])
    let proved = try TopEigenvalues(of: seeds.dense(), count: 1, part: .full)
    #expect(proved.areTheLargest == .proved && proved.intervals[0].contains(2))
  }
}
