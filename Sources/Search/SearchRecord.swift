// SearchRecord: how far a search has come and what it found: its result, and its checkpoint on the way.

import Exact

/// What is searched: the subject, the seed, the trials, and the part of them.
public struct SearchPlan: Sendable, Hashable {
  /// The most trials of a search.
  public static let maximumTrials = 1_000_000_000_000

  /// The identity of the subject.
  public let identity: String
  public let seed: UInt64
  /// The trials of the whole search are 0 ..< trials.
  public let trials: Int
  public let shard: Shard
  /// Ends with the counterexample of the least index. Only for a whole search: a shard does not know what the others have found.
  public let stopsAtFirst: Bool

  public init(identity: String, seed: UInt64, trials: Int, shard: Shard = .whole, stopsAtFirst: Bool = false)
  {
    precondition((0...Self.maximumTrials).contains(trials), "\(trials) trials")
    precondition(shard.count == 1 || !stopsAtFirst, "a shard cannot stop at the first counterexample")
    (self.identity, self.seed, self.trials) = (identity, seed, trials)
    (self.shard, self.stopsAtFirst) = (shard, stopsAtFirst)
  }

  /// How many trials the shard has.
  public var positions: Int { shard.size(of: trials) }
}

/// How far a search has come and what it found.
///
/// *Guarantee*: a complete record depends on its plan alone, not on threads, interruptions or shards. A record that stops at the first
/// counterexample holds the trials from 0 through that one and no others.
public struct SearchRecord: Sendable, Equatable {
  public let plan: SearchPlan
  /// The finished trials as positions of the shard.
  public private(set) var finished = RangeSet<Int>()
  public private(set) var tally = TrialTally()

  public init(_ plan: SearchPlan) { self.plan = plan }

  /// A record as it was written; nil when its parts contradict one another.
  public init?(_ plan: SearchPlan, finished: RangeSet<Int>, tally: TrialTally) {
    (self.plan, self.finished, self.tally) = (plan, finished, tally)
    if !isConsistent { return nil }
  }

  public var finishedCount: Int { finished.ranges.reduce(0) { $0 + $1.count } }

  public var isComplete: Bool {
    plan.stopsAtFirst && tally.counterexamples > 0 || finishedCount == plan.positions
  }

  /// The positions that are left, in order.
  public var remaining: [Range<Int>] {
    if isComplete { return [] }
    return Array(RangeSet(0..<plan.positions).subtracting(finished).ranges)
  }

  /// Adds the tally of `positions`, none of which is finished yet.
  mutating func add(_ positions: Range<Int>, _ other: TrialTally) {
    finished.insert(contentsOf: positions)
    tally.merge(other)
  }

  /// Everything that a reader can hold against the counts without repeating a trial.
  private var isConsistent: Bool {
    let counts = [tally.passed, tally.inadmissible, tally.undecided, tally.invalid, tally.counterexamples]
    guard counts.allSatisfy({ (0...plan.trials).contains($0) }), tally.trials == finishedCount,
      finished.ranges.allSatisfy({ $0.lowerBound >= 0 && $0.upperBound <= plan.positions }),
      tally.leastMargin == nil || tally.passed > 0,
      (tally.firstUndecided != nil) == (tally.undecided > 0),
      (tally.firstInvalid != nil) == (tally.invalid > 0),
      (tally.simplest != nil) == (tally.counterexamples > 0)
    else { return false }
    let indices = [
      tally.leastMargin?.index, tally.firstUndecided, tally.firstInvalid?.index, tally.simplest?.index,
    ].compactMap { $0 }
    guard indices.allSatisfy(hasFinished) else { return false }
    if !plan.stopsAtFirst { return true }
    // From 0 on without a gap, and nothing after the counterexample.
    return finished.ranges.count <= 1 && (finished.ranges.first?.lowerBound ?? 0) == 0
      && tally.counterexamples <= 1
      && (tally.simplest.map { $0.index + 1 == finishedCount } ?? true)
  }

  private func hasFinished(_ trial: Int) -> Bool {
    guard trial >= 0, trial % plan.shard.count == plan.shard.index - 1 else { return false }
    return finished.contains(trial / plan.shard.count)
  }
}
