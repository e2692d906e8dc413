// TrialTally: what a set of trials found, added up so that the order of the trials does not matter.

import Exact

/// The sum of the outcomes of a set of trials.
///
/// *Guarantee*: adding trials or merging tallies of disjoint sets is commutative and associative, so the tally of a set of trials is
/// the same however the set was split: into threads, shards, or runs that were interrupted.
public struct TrialTally: Sendable, Equatable {
  public struct Margin: Sendable, Equatable {
    public var value: Rational
    public var index: Int

    public init(value: Rational, index: Int) { (self.value, self.index) = (value, index) }
  }

  public struct Fault: Sendable, Equatable {
    public var reason: String
    public var index: Int

    public init(reason: String, index: Int) { (self.reason, self.index) = (reason, index) }
  }

  public struct Counterexample: Sendable, Equatable {
    public var simplicity: [Int]
    public var witness: String
    public var index: Int

    public init(simplicity: [Int], witness: String, index: Int) {
      (self.simplicity, self.witness, self.index) = (simplicity, witness, index)
    }
  }

  public var passed = 0
  public var inadmissible = 0
  public var undecided = 0
  public var invalid = 0
  public var counterexamples = 0
  /// The least margin of the trials that passed; of equal ones that of the least index.
  public var leastMargin: Margin?
  /// The least index of an undecided trial.
  public var firstUndecided: Int?
  /// The invalid trial of the least index.
  public var firstInvalid: Fault?
  /// The simplest counterexample; of equally simple ones that of the least index.
  public var simplest: Counterexample?

  public init() {}

  public var trials: Int { passed + inadmissible + undecided + invalid + counterexamples }

  public mutating func add(_ outcome: TrialOutcome, index: Int) {
    switch outcome {
    case .passed(let margin):
      passed += 1
      if let margin { take(Margin(value: margin, index: index)) }
    case .inadmissible: inadmissible += 1
    case .undecided:
      undecided += 1
      takeUndecided(index)
    case .invalid(let reason):
      invalid += 1
      take(Fault(reason: reason, index: index))
    case .counterexample(let simplicity, let witness):
      counterexamples += 1
      take(Counterexample(simplicity: simplicity, witness: witness, index: index))
    }
  }

  /// Adds the tally of trials that are not in this one.
  public mutating func merge(_ other: TrialTally) {
    passed += other.passed
    inadmissible += other.inadmissible
    undecided += other.undecided
    invalid += other.invalid
    counterexamples += other.counterexamples
    if let margin = other.leastMargin { take(margin) }
    if let index = other.firstUndecided { takeUndecided(index) }
    if let fault = other.firstInvalid { take(fault) }
    if let counterexample = other.simplest { take(counterexample) }
  }

  private mutating func takeUndecided(_ index: Int) { firstUndecided = min(firstUndecided ?? index, index) }

  private mutating func take(_ fault: Fault) {
    if let firstInvalid, firstInvalid.index < fault.index { return }
    firstInvalid = fault
  }

  private mutating func take(_ margin: Margin) {
    if let least = leastMargin,
      least.value < margin.value || least.value == margin.value && least.index < margin.index
    {
      return
    }
    leastMargin = margin
  }

  private mutating func take(_ other: Counterexample) {
    if let simplest,
      simplest.simplicity.lexicographicallyPrecedes(other.simplicity)
        || simplest.simplicity == other.simplicity && simplest.index < other.index
    {
      return
    }
    simplest = other
  }
}
