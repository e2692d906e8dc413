import Exact
import Testing
import Theorems

/// Statements about zeros are decided on small chains: here against all networks of a few layers, by definition, and against what they must refuse.
@Suite struct ZeroPatternTests {
  private typealias Clause = ZeroPattern.Clause

  private func reason(_ pattern: ZeroPattern) -> String? {
    do throws(ZeroPattern.Failure) {
      _ = try pattern.proof()
      return nil
    } catch {
      return error.reason
    }
  }

  /// A value passes a zero: with one named layer the chains have at most three layers.
  @Test func aProductPassesAZero() throws {
    func pattern(_ hypotheses: [Clause]) -> ZeroPattern {
      ZeroPattern("test", layers: ["n", "m"], indices: ["c"], if: hypotheses, then: [[!.above("m", "c")]])
    }
    #expect(reason(pattern([[.earlier("m", "n")], [!.value("n", "c")]])) == nil)
    #expect(reason(pattern([[!.earlier("n", "m")], [!.value("n", "c")]]))?.contains("refute") == true)
    #expect(reason(pattern([[.earlier("m", "n")]]))?.contains("refute") == true)
    for stranger: ZeroPattern.Fact in [!.value("n", "a"), !.value("k", "c"), .earlier("n", "k")] {
      #expect(reason(pattern([[stranger]]))?.contains("not named") == true)
    }
    #expect(
      reason(pattern([[.same("n", "m")], [.earlier("m", "n")]])) == "no chain satisfies its hypotheses")
  }

  /// A value needs both widths of its layer, a residual those of the network; and no more than that follows.
  @Test func widths() {
    func follows(_ hypotheses: [Clause], _ conclusion: ZeroPattern.Fact) -> Bool {
      let named = ZeroPattern("test", layers: ["n"], indices: ["c"], if: hypotheses, then: [[conclusion]])
      return reason(named) == nil
    }
    for fact: ZeroPattern.Fact in [.row("n", "c"), .column("n", "c")] {
      #expect(follows([[.value("n", "c")]], fact))
      #expect(!follows([[.residual("c")]], fact) && !follows([[.input("c")], [.output("c")]], fact))
    }
    for fact: ZeroPattern.Fact in [.input("c"), .output("c")] {
      #expect(follows([[.residual("c")]], fact) && !follows([[.value("n", "c")]], fact))
    }
    #expect(!follows([[.input("c")], [.output("c")]], .residual("c")))
    // The products on both sides of a layer, and a residual, reach it from both ends.
    #expect(follows([[.residual("c")], [.below("n", "c")]], .column("n", "c")))
    #expect(follows([[.residual("c")], [.above("n", "c")]], .row("n", "c")))
    #expect(!follows([[.below("n", "c")]], .column("n", "c")))
  }

  /// The small chains of one layer and one index with a value other than 0: none, one or two further layers, each of any value the widths allow.
  @Test func chainsAreCounted() {
    let pattern = ZeroPattern(
      "test", layers: ["n"], indices: ["c"], if: [[.value("n", "c")]], then: [[.row("n", "c")]])
    // An end without a further layer is reached; a further layer is not reached, or it is and its value is 0 or not: three ways, two of them reached.
    let reached = 1 + 2
    let all = (1 + 3) * (1 + 3)
    #expect(SmallChains.count(of: pattern).met == all + reached * reached)
  }

  /// What the criterion of strictness stands on.
  @Test func everyHypothesisIsNeeded() {
    for pattern in AlignedSaddles.patterns {
      #expect(reason(pattern) == nil)
      for n in pattern.hypotheses.indices {
        var fewer = pattern.hypotheses
        fewer.remove(at: n)
        let weaker = ZeroPattern(
          pattern.name, layers: pattern.layers, indices: pattern.indices, if: fewer,
          then: pattern.conclusions)
        #expect(
          reason(weaker)?.contains("refute") == true, "\(pattern.name) without \(pattern.hypotheses[n])")
      }
    }
  }
}
