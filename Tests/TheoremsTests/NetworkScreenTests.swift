import Exact
import Numeric
import Support
import Testing
import Theorems

@Suite struct NetworkScreenTests {
  /// The Hessian assembled in lanes is that of the exact formula, for shapes of every kind.
  @Test func hessiansAreExact() throws {
    for widths in [
      [3, 3, 3, 3], [1, 1], [2, 3], [1, 2, 1], [3, 1, 2], [2, 3, 1, 2, 2], [1, 1, 1, 1, 1, 1],
    ] {
      let screen = try NetworkScreen(widths: widths, entries: -4...4, seed: 81, groups: 2)
      _ = screen.screen(from: 5)
      for place in 0..<screen.count {
        let network = screen.network(5 + place)
        #expect(network.widths == widths)
        #expect(screen.screenedHessian(place) == network.hessian(), "\(widths), network \(5 + place)")
      }
    }
  }

  /// Thousands of networks: decided means right, and settled means exact, against elimination over the rationals.
  @Test(arguments: [
    ([3, 3, 3, 3], -4...4, 400), ([2, 2, 2], -3...3, 1500), ([2, 1, 2], -1...1, 1000),
    ([2, 3, 2, 1], -2...2, 800),
  ])
  func inertiasAreExact(widths: [Int], range: ClosedRange<Int>, networks: Int) throws {
    let screen = try NetworkScreen(widths: widths, entries: range, seed: 82)
    var (decided, singular) = (0, 0)
    for first in stride(from: 0, to: scaled(networks), by: screen.count) {
      let batch = screen.screen(from: first)
      let settled = try screen.settle(from: first)
      for place in 0..<screen.count {
        let truth = screen.network(first + place).hessian().map { Rational($0) }.inertia()
        #expect(batch.negative[place] <= truth.negative && batch.positive[place] <= truth.positive)
        #expect(batch.inertia(place) == nil || batch.inertia(place) == truth, "network \(first + place)")
        #expect(settled.inertias[place] == truth, "network \(first + place)")
        if truth.zero > 0 { singular += 1 }
        if batch.isDecided(place) { decided += 1 }
      }
    }
    // Every Hessian of the shape 2-3-2-1 is singular.
    #expect(
      (decided > 0 || widths == [2, 3, 2, 1]) && singular > 0, "\(decided) decided, \(singular) singular")
  }

  @Test func networksDependOnSeedAndNumberAlone() throws {
    let large = try NetworkScreen(widths: [2, 3, 2], entries: -4...4, seed: 83, groups: 6)
    let small = try NetworkScreen(widths: [2, 3, 2], entries: -4...4, seed: 83, groups: 1)
    let other = try NetworkScreen(widths: [2, 3, 2], entries: -4...4, seed: 84, groups: 1)
    let all = try large.settle(from: 0).inertias
    let bounds = large.screen(from: 0)
    for first in stride(from: 40, through: 0, by: -8) {
      #expect(try small.settle(from: first).inertias == Array(all[first..<(first + 8)]))
      #expect(small.screen(from: first).negative == Array(bounds.negative[first..<(first + 8)]))
    }
    #expect(small.network(7).layers != other.network(7).layers)
    #expect(small.network(7).layers != small.network(8).layers)
  }

  @Test func numbersThatDoublesDoNotHoldAreRefused() {
    #expect(throws: VerificationError.self) {
      try NetworkScreen(widths: [3, 3, 3, 3], entries: -100_000...100_000, seed: 1)
    }
    #expect(throws: VerificationError.self) {
      try NetworkScreen(widths: Array(repeating: 4, count: 20), entries: -4...4, seed: 1)
    }
  }

  /// What lies beyond the limits is told before memory is taken.
  @Test func screensBeyondTheLimitsAreRefused() throws {
    for (widths, range, groups) in [
      ([65, 65], -1...1, 8), ([Int.max, Int.max], -1...1, 1), ([1, 1], -600_000...600_000, 8),
      ([1, 1], (1 << 30)...(1 << 30 + 1), 8), ([1, 1], Int.min...Int.max, 8), ([64, 64], -1...1, 8),
      ([1, 4096], 0...1, 1), ([1, 1], -1...1, Int.max), (Array(repeating: 1, count: 5000), -1...1, 8),
    ] {
      #expect(throws: VerificationError.self, "\(widths.prefix(2)), \(range), \(groups)") {
        try NetworkScreen(widths: widths, entries: range, seed: 1, groups: groups)
      }
    }
    // The largest range that is drawn from.
    let screen = try NetworkScreen(widths: [1, 1], entries: -524_288...524_287, seed: 1, groups: 1)
    #expect(
      try screen.settle(from: 0).inertias.allSatisfy { $0 == Inertia(negative: 0, zero: 0, positive: 1) })
  }
}
