// ClaimDecision: what was found out about a claim, and how.

import Exact
import Theorems

/// How far a decision may go; what a claim's own budget says counts where an option is nil.
public struct ClaimOptions: Sendable {
  public var seed: UInt64 = 1
  public var precision: Int?
  public var boxes: Int?
  public var tries: Int?
  public var seconds: Int?
  public init() {}
}

/// A counterexample: exact, in the domains, shrunk.
public struct ClaimWitness: Sendable {
  /// `name = value`.
  public let names: [String]
  /// What the violated statement says there, line by line.
  public let lines: [String]
  /// How it was simplified: "in 3 steps from ..."; nil when it was found as it is.
  public let shrinking: String?
  public let certificate: Certificate
}

/// The outcome of one claim.
public struct ClaimDecision: Sendable {
  public let claim: CheckedClaim
  public let verdict: Verdict
  /// Nil when nothing was shown.
  public let evidence: Evidence?
  /// What the evidence consists of: "42 cases (L, d, r), each for all real values of s".
  public let support: String
  public let notCovered: String?
  public let witness: ClaimWitness?
  public let enclosures: [ClaimEnclosure]
  /// Why the verdict is unknown or invalid, and what to try next.
  public let reason: String?
  public let remedy: String?
  /// The place of what is invalid.
  public let problem: ClaimProblem?
  public let tries: Int
  public let seed: UInt64

  public var isAsExpected: Bool {
    if let expected = claim.expected { return expected == verdict }
    return verdict == .verified
  }
}

extension ClaimDocument {
  /// Decides every claim of the document.
  ///
  /// *Guarantee*: `verified` holds at every admissible point of the scope, by the evidence that is named; `refuted` comes with
  /// an exact counterexample that the independent checker decides again. Everything else is `unknown`, with a reason.
  /// - Parameter known: a stored counterexample for an identity; it is tried first and believed only when it is one.
  public func decide(
    options: ClaimOptions = ClaimOptions(), known: (String) -> JSON? = { _ in nil },
    progress: (String) -> Void = { _ in }
  ) throws(ClaimProblem) -> [ClaimDecision] {
    let claims = try check().claims
    var decisions: [ClaimDecision] = []
    for (text, claim) in zip(file.claims, claims) {
      progress(claim.title)
      let run = ClaimRun(ClaimStatement(text, identity: claim.identity), claim, options, source: source)
      decisions.append(run.decision(known: known(claim.identity)))
    }
    return decisions
  }
}
