// SearchMergeTests: shards that are missing, twice there, or of another search are named.

import Claims
import Exact
import Search
import Support
import Testing

@Suite struct SearchMergeTests {
  private func part(
    _ shard: Shard, identity: String = EulerPolynomial().identity, seed: UInt64 = 1, trials: Int = 500
  ) -> (name: String, record: SearchRecord) {
    struct Renamed: TrialSubject {
      let identity: String
      func trial(_ index: Int, seed: UInt64) -> TrialOutcome { EulerPolynomial().trial(index, seed: seed) }
    }
    let plan = SearchPlan(identity: identity, seed: seed, trials: trials, shard: shard)
    return ("s\(shard.index).json", SearchRun(Renamed(identity: identity), from: SearchRecord(plan)).run())
  }

  /// The complaint about `parts`, the same in every order.
  private func complaint(_ parts: [(name: String, record: SearchRecord)]) -> MergeError? {
    var random = SeededGenerator(seed: 3)
    var found: [MergeError?] = []
    for _ in 0..<8 {
      do throws(MergeError) {
        _ = try SearchRecord.merged(parts.shuffled(using: &random))
        found.append(nil)
      } catch {
        found.append(error)
      }
    }
    #expect(found.allSatisfy { $0 == found[0] })
    return found[0]
  }

  @Test func complete() { #expect(complaint((1...4).map { part(Shard($0, of: 4)) }) == nil) }

  @Test func missing() {
    let parts = [1, 4, 5, 8].map { part(Shard($0, of: 9)) }
    #expect(complaint(parts) == MergeError(kind: .incomplete, description: "missing shards 2-3, 6-7, 9 of 9"))
    #expect(
      complaint([part(Shard(1, of: 2))])
        == MergeError(kind: .incomplete, description: "missing shard 2 of 2"))
  }

  @Test func unfinished() {
    let plan = SearchPlan(
      identity: EulerPolynomial().identity, seed: 1, trials: 500, shard: Shard(2, of: 3))
    let parts = [part(Shard(1, of: 3)), ("half.json", SearchRecord(plan))]
    #expect(
      complaint(parts)
        == MergeError(
          kind: .incomplete,
          description: "missing shard 3 of 3; half.json: shard 2/3 stopped after 0 of 167 trials"))
  }

  @Test func overlap() {
    let parts = [part(Shard(1, of: 3)), part(Shard(2, of: 3)), ("t.json", part(Shard(2, of: 3)).record)]
    #expect(
      complaint(parts)
        == MergeError(kind: .conflict, description: "t.json: overlaps with s2.json: both are shard 2/3"))
  }

  @Test func otherSearches() {
    let first = part(Shard(1, of: 2))
    let others: [((name: String, record: SearchRecord), String)] = [
      (part(Shard(2, of: 2), identity: "else"), "identity than s1.json: else, not n^2 + n + 41 is prime"),
      (part(Shard(2, of: 2), seed: 9), "seed than s1.json: 9, not 1"),
      (part(Shard(2, of: 2), trials: 501), "number of trials than s1.json: 501, not 500"),
      (part(Shard(2, of: 3)), "number of shards than s1.json: 3, not 2"),
    ]
    for (other, text) in others {
      #expect(
        complaint([first, other]) == MergeError(kind: .conflict, description: "s2.json: another \(text)"))
    }
  }

  @Test func shardsShareTheTrials() {
    for count in 1...9 {
      for trials in 0...30 {
        let all = (1...count).flatMap { index -> [Int] in
          let shard = Shard(index, of: count)
          return (0..<shard.size(of: trials)).map(shard.trial(at:))
        }
        #expect(all.sorted() == Array(0..<trials))
      }
    }
  }
}
