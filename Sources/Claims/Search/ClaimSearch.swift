// ClaimSearch: a claim as the subject of a search: one exact random point a trial.

import Exact
import Search
import Theorems

/// A claim as the subject of a search.
public enum ClaimSearch {
  /// The subject of the claim at `index` in a document that has been checked.
  ///
  /// The first trials, at most 2,048, are the small points of the claim in order of size. Trial k from there on takes the case k modulo their number and a seeded exact
  /// point in it, biased to corners and small fractions; one of 1,021 goes downhill from there on the margin in doubles, to a simple point near the end. The
  /// claim is decided at the point: in certified doubles where these decide it, exactly elsewhere. Without `isScreened` every trial is decided exactly, with
  /// the same outcome wherever exact arithmetic decides within its limits.
  /// *Errors*: `ClaimSearchError` for claims without a statement, without a case, or with too many.
  public static func subject(
    of document: ClaimDocument, claim index: Int, isScreened: Bool = true
  ) throws -> any TrialSubject {
    let statement = ClaimStatement(
      document.file.claims[index], identity: CheckedClaim(document.file.claims[index]).identity)
    if statement.goals.isEmpty {
      throw ClaimSearchError(description: "the claim shows nothing that could have a counterexample")
    }
    let cases: [ClaimCase]
    do {
      cases = try statement.cases(limit: ClaimRun.caseLimit)
    } catch {
      throw ClaimSearchError(description: error.message)
    }
    if cases.isEmpty {
      throw ClaimSearchError(description: "no choice of the names satisfies the hypotheses")
    }
    return ClaimSubject(statement, cases, isScreened: isScreened)
  }

  /// The counterexample of a record, decided again at its own point, shrunk, and with its certificate.
  ///
  /// *Errors*: `ClaimSearchError` when the claim is not shown to be false there.
  public static func refutation(
    of document: ClaimDocument, claim index: Int, by witness: String
  ) throws -> ClaimDecision {
    let (run, point) = try run(of: document, claim: index, at: witness)
    guard let cases = try? run.statement.cases(limit: ClaimRun.caseLimit),
      let decision = run.refutation(at: point, cases)
    else { throw ClaimSearchError(unconfirmed: witness) }
    return decision
  }

  /// Decides the counterexample of a record again.
  ///
  /// *Errors*: `ClaimSearchError` when the claim is not shown to be false there.
  public static func confirm(_ witness: String, of document: ClaimDocument, claim index: Int) throws {
    let (run, point) = try run(of: document, claim: index, at: witness)
    if run.violation(at: point) == nil { throw ClaimSearchError(unconfirmed: witness) }
  }

  private static func run(
    of document: ClaimDocument, claim index: Int, at witness: String
  ) throws(ClaimSearchError) -> (ClaimRun, ClaimPoint) {
    let text = document.file.claims[index]
    let claim = CheckedClaim(text)
    let statement = ClaimStatement(text, identity: claim.identity)
    guard let root = try? JSONReader.read(Array(witness.utf8), file: "the witness").root,
      let stored = try? root.member("point").value, let point = statement.point(stored)
    else { throw ClaimSearchError(unconfirmed: witness) }
    return (ClaimRun(statement, claim, ClaimOptions(), source: document.source), point)
  }
}

/// Why a claim is no subject of a search.
public struct ClaimSearchError: Error, Sendable, CustomStringConvertible {
  public let description: String

  init(description: String) { self.description = description }

  init(unconfirmed witness: String) {
    description = "the counterexample of the record is not confirmed: \(witness)"
  }
}
