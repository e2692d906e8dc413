import Exact
import Testing
import Theorems

/// What becomes of a statement on instances: all of them count, none of them is vacuous, and a false one names the first that refutes it.
@Suite struct InstanceTheoremTests {
  /// Layers s = 0, 1, 2, 3 of width 1, of which those above `least` are the instances.
  private func theorem(above least: Rational) -> InstanceTheorem<NetworkInstance> {
    @Sendable func single(_ value: Rational) -> Matrix<Rational> {
      Matrix(rows: 1, columns: 1, entries: [value])
    }
    return InstanceTheorem(
      candidates: {
        (0...3).map {
          NetworkInstance(
            LinearNetwork(
              layers: [single(Rational($0))], inputCovariance: single(1), crossCovariance: single(0)),
            ["s": Rational($0)])
        }
      }, admits: { $0["s"] > least })
  }

  @Test func hypothesesWithoutInstancesAreVacuous() throws {
    let none = theorem(above: 3)
    #expect(try none.verified(count: 0, summary: "") { _ in true }.verdict == .vacuous)
    #expect(try none.refuted { _ in Comparison(false, "") }.verdict == .vacuous)
    let finding = try none.verified(count: 0, summary: "") { _ in true }
    #expect(finding.proof == nil && finding.summary.contains("4 candidates"))
  }

  @Test func everyInstanceCounts() throws {
    let positive = theorem(above: 0)
    #expect(try positive.verified(count: 3, summary: "") { $0["s"] > 0 }.verdict == .verified)
    #expect(try positive.verified(count: 4, summary: "") { $0["s"] > 0 }.verdict == .unknown)
    #expect(try positive.verified(count: 3, summary: "") { $0["s"] < 3 }.verdict == .unknown)
    let tested = try positive.verified(
      count: 3, summary: "held", substance: Substance("s is odd") { $0["s"] != 2 }
    ) { $0["s"] > 0 }
    #expect(tested.summary == "held; 2 of 3 where s is odd")
  }

  @Test func theFirstInstanceRefutes() throws {
    let finding = try theorem(above: 0).refuted { Comparison($0["s"] < 2, "s is \($0["s"])") }
    #expect(finding.verdict == .refuted && finding.summary.hasSuffix("s is 2"))
    #expect(try theorem(above: 0).refuted { _ in Comparison(true, "") }.verdict == .unknown)
  }
}
