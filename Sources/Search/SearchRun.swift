// SearchRun: the trials of a search on several threads, stopped at any time and continued from its record.

import Exact
import Synchronization

/// A search under way.
///
/// Threads take stretches of positions in order, add up what they find, and hand the sums in; a stretch that is interrupted is handed
/// in as far as it came. The sums commute, so neither the stretches nor the threads show in the record.
public final class SearchRun<Subject: TrialSubject>: Sendable {
  /// At most so many trials are handed to a thread at once.
  static var stretchLimit: Int { 256 }
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
  /// `shouldStop` is called on all threads, before each trial; `observe` as well, after a stretch has been handed in.
  public func run(
    threads: Int = 1, until shouldStop: @escaping @Sendable () -> Bool = { false },
    observe: @escaping @Sendable () -> Void = {}
  ) -> SearchRecord {
    let threads = max(1, threads)
    WorkerThreads.run(threads) { [self] in
      while let stretch = take(threads: threads) {
        if !work(on: stretch, observe, shouldStop) { return }
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
    on stretch: Range<Int>, _ observe: () -> Void, _ shouldStop: () -> Bool
  ) -> Bool {
    var tally = TrialTally()
    var start = stretch.lowerBound
    var handedIn = ContinuousClock.now
    for position in stretch {
      if shouldStop() {
        handIn(start..<position, tally)
        return false
      }
      let index = plan.shard.trial(at: position)
      // A counterexample before this one was found meanwhile: nothing from here on is part of the record.
      if plan.stopsAtFirst && index > bound.load(ordering: .relaxed) { return false }
      tally.add(subject.trial(index, seed: plan.seed), index: index)
      let isFirst = plan.stopsAtFirst && tally.counterexamples > 0
      let now = ContinuousClock.now
      if isFirst || now - handedIn >= Self.reportInterval {
        if isFirst { bound.min(index, ordering: .relaxed) }
        handIn(start..<position + 1, tally)
        observe()
        if isFirst { return true }
        (tally, start, handedIn) = (TrialTally(), position + 1, now)
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
