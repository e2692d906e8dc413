// Verdict: the outcome of a check, and the strength of what stands behind it.

/// What was found out about a statement.
public enum Verdict: String, Sendable, CaseIterable {
  /// The statement holds on the whole stated scope.
  case verified
  /// An exact witness in the scope violates it.
  case refuted
  /// Neither was shown.
  case unknown
  /// No admissible point satisfies the hypotheses.
  case vacuous
  /// The statement has no meaning somewhere in its scope.
  case invalid
}

/// How a verdict was reached, strongest first. Grades never mix silently.
public enum Evidence: String, Sendable, CaseIterable {
  /// An identity or sign argument valid for every depth.
  case allDepths = "all-depths"
  /// A polynomial identity or positivity certificate in the parameters, for each listed depth.
  case symbolic
  /// Balls that cover the whole domain.
  case boxes
  /// Finitely many instances, all of them, in rationals.
  case exact
  /// Samples only; the verdict stays unknown.
  case points
}

/// How far the wording of an entry is that of its source.
public enum WordingStatus: String, Sendable {
  /// The literal statement was read.
  case confirmed
  /// A known statement, not read here, in our words. Not the paper's wording.
  case recalled
  /// Our own derivation in the spirit of the source. Not the paper's wording.
  case derived
}
