// TrialSubject: what a search tries, one trial at a time, and what a trial can find.

import Exact

/// One subject of a search. Trial k is a pure function of the seed and of k, whatever thread, shard or process runs it:
/// everything that a search promises about equal bytes rests on this.
public protocol TrialSubject: Sendable {
  /// Names the subject together with the way in which its trials are drawn; records of different identities never merge.
  var identity: String { get }

  /// The trial of this index, from 0. Called from several threads at once.
  func trial(_ index: Int, seed: UInt64) -> TrialOutcome

  /// The outcomes of several trials, in order, each the same as by itself, but that the margin of a trial that passed may be left out where it comes after
  /// `least`, the margin of some trial: it is greater, or equal and of a later trial.
  func trials(_ indices: [Int], seed: UInt64, least: TrialTally.Margin?) -> [TrialOutcome]
}

extension TrialSubject {
  public func trials(_ indices: [Int], seed: UInt64, least: TrialTally.Margin?) -> [TrialOutcome] {
    indices.map { trial($0, seed: seed) }
  }
}

/// What one trial found.
public enum TrialOutcome: Sendable, Equatable {
  /// The statement holds here; `margin` says by how much, exactly, or is nil where that is not a number.
  case passed(margin: Rational?)
  /// A hypothesis fails here, so that the trial says nothing.
  case inadmissible
  /// Precision did not decide.
  case undecided
  /// The statement has no meaning here, neither true nor false; `reason` says why, and where.
  case invalid(reason: String)
  /// The statement fails here. `witness` is the canonical text of the place; of two, the one whose `simplicity` comes first in
  /// lexicographic order is simpler.
  case counterexample(simplicity: [Int], witness: String)
}
