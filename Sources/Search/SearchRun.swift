// SearchRun: the trials of a search on several threads, stopped at any time and continued from its record.

import Exact
import Synchronization

/// A search under way.
///
/// Threads take stretches of positions in order, add up what they find, and hand the sums in; a stretch that is interrupted is handed
/// in as far as it came. The sums commute, so neither the stretches nor the threads show in the record.
public final class SearchRun<Subject: TrialSubject>: Sendable {
  /// At most so many trials are handed to a thread at once.
  static var stretchLimit: Int { 4096 }
  /// At most so many trials are looked at together, and fewer when they take longer than this: a run stops between batches.
  static var batchLimit: Int { 512 }
  static var batchTime: Duration { .milliseconds(50) }
  /// A thread hands in what it has after this long, so that progress and checkpoints are up to date however slow a trial is.
  static var reportInterval: Duration { .milliseconds(250) }

  /// A finished stretch.
  private struct Part {
    let positions: Range<Int>
    let tally: TrialTally
  }

  private struct State {
    var record: SearchRecord
    /// What no thread has taken yet, the next stretch last.
    var open: [Range<Int>]
    /// Stretches of a search that stops at the first counterexample, as long as one before them is under way.
    var waiting: [Part] = []
  }

  /// What a thread has learned of its trials.
  private struct Pace {
    /// Trials looked at together.
    var batch = 1
    /// The least margin among its trials, all of them before those to come.
    var least: TrialTally.Margin?

    mutating func adapt(_ elapsed: Duration, _ tally: TrialTally) {
      batch = elapsed < batchTime ? min(2 * batch, batchLimit) : max(1, batch / 2)
      if let margin = tally.leastMargin, least.map({ margin.value < $0.value }) ?? true { least = margin }
    }
  }

  private let subject: Subject
  private let plan: SearchPlan
  private let state: Mutex<State>
  /// The least trial known to be a counterexample, in a search that stops there.
  private let bound = Atomic<Int>(.max)

  /// Continues `record`, which may be new; its plan must be one for `subject`.
  public init(_ subject: Subject, from record: SearchRecord) {
    precondition(subject.identity == record.plan.identity, "the record of another subject")
    (self.subject, plan) = (subject, record.plan)
    state = Mutex(State(record: record, open: record.remaining.reversed()))
  }

  /// The record of what has been handed in so far; fit for a checkpoint at any time.
  public var record: SearchRecord { state.withLock { $0.record } }

  /// Runs until every trial is done or `shouldStop` says so, and returns the record.
  ///
  /// `shouldStop` is called on all threads, before each batch of trials; `observe` as well, after a stretch has been handed in.
  public func run(
    threads: Int = 1, until shouldStop: @escaping @Sendable () -> Bool = { false },
    observe: @escaping @Sendable () -> Void = {}
  ) -> SearchRecord {
    let threads = max(1, threads)
    WorkerThreads.run(threads) { [self] in
      var pace = Pace()
      while let stretch = take(threads: threads) {
        if !work(on: stretch, &pace, observe, shouldStop) { return }
      }
    }
    return record
  }

  /// The next stretch; nil when there is none.
  private func take(threads: Int) -> Range<Int>? {
    let bound = bound.load(ordering: .relaxed)
    return state.withLock { state in
      guard let gap = state.open.popLast(), gap.lowerBound < bound else { return nil }
      // Shorter toward the end, so that the threads end together.
      let left = state.open.reduce(gap.count) { $0 + $1.count }
      let length = min(gap.count, Self.stretchLimit, max(1, left / (8 * threads)))
      let middle = gap.lowerBound + length
      if middle < gap.upperBound { state.open.append(middle..<gap.upperBound) }
      return gap.lowerBound..<middle
    }
  }

  /// Tries a stretch; false when the search should stop.
  private func work(
    on stretch: Range<Int>, _ pace: inout Pace, _ observe: () -> Void, _ shouldStop: () -> Bool
  ) -> Bool {
    var tally = TrialTally()
    var start = stretch.lowerBound
    var position = start
    var handedIn = ContinuousClock.now
    while position < stretch.upperBound {
      if shouldStop() {
        handIn(start..<position, tally)
        return false
      }
      let batch = (position..<min(position + pace.batch, stretch.upperBound)).map(plan.shard.trial)
      // A counterexample before this one was found meanwhile: nothing from here on is part of the record.
      if plan.stopsAtFirst && batch[0] > bound.load(ordering: .relaxed) { return false }
      let began = ContinuousClock.now
      let outcomes = subject.trials(batch, seed: plan.seed, least: pace.least)
      for (index, outcome) in zip(batch, outcomes) {
        tally.add(outcome, index: index)
        position += 1
        if plan.stopsAtFirst && tally.counterexamples > 0 {
          bound.min(index, ordering: .relaxed)
          handIn(start..<position, tally)
          observe()
          return true
        }
      }
      let now = ContinuousClock.now
      pace.adapt(now - began, tally)
      if now - handedIn >= Self.reportInterval {
        handIn(start..<position, tally)
        observe()
        (tally, start, handedIn) = (TrialTally(), position, now)
      }
    }
    handIn(start..<stretch.upperBound, tally)
    observe()
    return true
  }

  private func handIn(_ positions: Range<Int>, _ tally: TrialTally) {
    if positions.isEmpty { return }
    state.withLock { state in
      if !plan.stopsAtFirst { return state.record.add(positions, tally) }
      // The record grows from 0 without gaps and ends with the first counterexample.
      state.waiting.append(Part(positions: positions, tally: tally))
      while !state.record.isComplete,
        let next = state.waiting.firstIndex(where: {
          $0.positions.lowerBound == state.record.finishedCount
        })
      {
        let part = state.waiting.remove(at: next)
        state.record.add(part.positions, part.tally)
      }
    }
  }
}
