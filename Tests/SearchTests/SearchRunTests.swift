// SearchRunTests: one record, whatever threads, interruptions and shards it came from.

import Claims
import Exact
import Search
import Support
import Synchronization
import Testing

@Suite struct SearchRunTests {
  private let euler = SearchPlan(identity: EulerPolynomial().identity, seed: 1, trials: 3000)
  private let bytes = SearchPlan(identity: RandomBytes().identity, seed: 5, trials: 4001)

  private func whole(_ subject: some TrialSubject, _ plan: SearchPlan, threads: Int = 1) -> SearchRecord {
    SearchRun(subject, from: SearchRecord(plan)).run(threads: threads)
  }

  /// Every field from its definition.
  @Test func tally() {
    let record = whole(EulerPolynomial(), euler, threads: 2)
    let all = Array(0..<3000)
    let admissible = all.filter { !EulerPolynomial.isExcluded($0) && !EulerPolynomial.isOpen($0) }
    let decided = admissible.filter { !EulerPolynomial.isMeaningless($0) }
    let failing = decided.filter { !EulerPolynomial.isPrime($0 * $0 + $0 + 41) }
    let passing = decided.filter { EulerPolynomial.isPrime($0 * $0 + $0 + 41) }
    #expect(record.isComplete)
    #expect(record.tally.inadmissible == all.filter(EulerPolynomial.isExcluded).count)
    #expect(record.tally.undecided == all.filter { EulerPolynomial.isOpen($0) && $0 % 13 != 5 }.count)
    #expect(record.tally.firstUndecided == 20)
    #expect(record.tally.invalid == admissible.count - decided.count)
    #expect(record.tally.firstInvalid == .init(reason: "no meaning at 7", index: 7))
    #expect(record.tally.passed == passing.count)
    #expect(record.tally.counterexamples == failing.count)
    let least = passing.compactMap(EulerPolynomial.margin).min()!
    #expect(record.tally.leastMargin?.value == least)
    #expect(record.tally.leastMargin?.index == passing.first { EulerPolynomial.margin($0) == least })
    // The fewest ones in binary, and of those the largest.
    let simplest = failing.min {
      EulerPolynomial.simplicity($0).lexicographicallyPrecedes(EulerPolynomial.simplicity($1))
    }!
    #expect(record.tally.simplest?.index == simplest && simplest != 40)
    #expect(record.tally.simplest?.witness == "{\"n\":\(simplest)}")
  }

  @Test(arguments: 1...3) func threads(_ count: Int) {
    #expect(whole(EulerPolynomial(), euler, threads: count).text == whole(EulerPolynomial(), euler).text)
    #expect(whole(RandomBytes(), bytes, threads: count).text == whole(RandomBytes(), bytes).text)
  }

  /// Two trials are under way at the same time when there are two threads.
  @Test func threadsRunTogether() {
    struct Meeting: TrialSubject {
      let identity = "two trials meet"
      let arrived = Box()
      final class Box: Sendable { let count = Atomic(0) }
      func trial(_ index: Int, seed: UInt64) -> TrialOutcome {
        arrived.count.wrappingAdd(1, ordering: .sequentiallyConsistent)
        let deadline = ContinuousClock.now + .seconds(20)
        while arrived.count.load(ordering: .sequentiallyConsistent) < 2 {
          if ContinuousClock.now > deadline { return .undecided }
        }
        return .passed(margin: nil)
      }
    }
    let record = whole(Meeting(), SearchPlan(identity: "two trials meet", seed: 1, trials: 2), threads: 2)
    #expect(record.tally.passed == 2)
  }

  @Test(arguments: 1...3) func firstCounterexample(threads: Int) {
    let plan = SearchPlan(
      identity: EulerPolynomial().identity, seed: 1, trials: 100_000, stopsAtFirst: true)
    let record = whole(EulerPolynomial(), plan, threads: threads)
    #expect(record.isComplete && record.tally.trials == 41 && record.tally.counterexamples == 1)
    #expect(record.tally.simplest?.index == 40)
    #expect(record.text == whole(EulerPolynomial(), plan).text)
  }

  /// The first counterexample comes late, many stretches are under way beside it, and further ones follow.
  @Test(arguments: 1...4) func firstCounterexampleFarOut(threads: Int) {
    struct Late: TrialSubject {
      let identity = "k < 9000"
      func trial(_ k: Int, seed: UInt64) -> TrialOutcome {
        // The stretches before the counterexample take longer than those behind it.
        if k < 9000 { _ = EulerPolynomial.isPrime(1_000_003) }
        return k < 9000
          ? .passed(margin: Rational(9000 - k)) : .counterexample(simplicity: [-k], witness: "\(k)")
      }
    }
    let plan = SearchPlan(identity: "k < 9000", seed: 1, trials: 20_000, stopsAtFirst: true)
    let tally = whole(Late(), plan, threads: threads).tally
    #expect(tally.trials == 9001 && tally.counterexamples == 1 && tally.simplest?.index == 9000)
    #expect(tally.leastMargin == TrialTally.Margin(value: 1, index: 8999))
  }

  @Test(arguments: 0..<UInt64(8)) func interruptions(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let (record, count) = try SearchRecord.interrupted(EulerPolynomial(), euler, using: &random)
    #expect(record.text == whole(EulerPolynomial(), euler).text, "seed \(seed)")
    #expect(count >= 3, "seed \(seed): hardly interrupted")

    let plan = SearchPlan(identity: EulerPolynomial().identity, seed: 1, trials: 100, stopsAtFirst: true)
    let (first, _) = try SearchRecord.interrupted(EulerPolynomial(), plan, using: &random)
    #expect(first.text == whole(EulerPolynomial(), plan).text, "seed \(seed)")
  }

  @Test(arguments: 1...7) func shards(count: Int) throws {
    var random = SeededGenerator(seed: UInt64(count))
    for subject in [EulerPolynomial(), RandomBytes()] as [any TrialSubject] {
      let plan = subject.identity == bytes.identity ? bytes : euler
      var parts = try (1...count).map { index -> (name: String, record: SearchRecord) in
        let part = SearchPlan(
          identity: plan.identity, seed: plan.seed, trials: plan.trials, shard: Shard(index, of: count))
        return ("\(index).json", try SearchRecord.interrupted(subject, part, using: &random).record)
      }
      let expected = whole(subject, plan).text
      for _ in 0..<5 {
        parts.shuffle(using: &random)
        #expect(try SearchRecord.merged(parts).text == expected)
      }
    }
  }

  /// More shards than trials: some have nothing to do, and say so.
  @Test func emptyShards() throws {
    let plan = SearchPlan(identity: EulerPolynomial().identity, seed: 1, trials: 3)
    let parts = (1...5).map { index in
      let part = SearchPlan(identity: plan.identity, seed: 1, trials: 3, shard: Shard(index, of: 5))
      return (name: "\(index)", record: whole(EulerPolynomial(), part, threads: 2))
    }
    #expect(parts.map(\.record.tally.trials) == [1, 1, 1, 0, 0])
    #expect(try SearchRecord.merged(parts) == whole(EulerPolynomial(), plan))
  }

  @Test func seedsAndTrialsDiffer() {
    var seen: Set<UInt64> = []
    for seed in 0..<UInt64(50) {
      for index in 0..<50 {
        var random = SplitMix64(seed: seed, part: index)
        seen.insert(random.next())
      }
    }
    #expect(seen.count == 2500)
  }
}
