// CatalogueEntry: a statement of the catalogue, what is said of it, and the computation that decides it.

import Exact

/// What is claimed: the part of an entry that a certificate repeats and hashes.
public struct Claim: Sendable {
  public let id: String
  public let statement: String
  /// The scope in words, and the fields that the checker enumerates.
  public let scopeText: String
  public let scopeFields: [(String, JSON)]

  public init(id: String, statement: String, scope: String, fields: [(String, JSON)] = []) {
    self.id = id
    self.statement = statement
    scopeText = scope
    scopeFields = fields
  }

  /// The object of the certificate format: id, scope, statement.
  public var json: JSON {
    .object([
      JSON.Member("id", .string(id)),
      JSON.Member(
        "scope",
        .object(scopeFields.map { JSON.Member($0.0, $0.1) } + [JSON.Member("text", .string(scopeText))])),
      JSON.Member("statement", .string(statement)),
    ])
  }
}

/// What a computation found: a verdict with the evidence and the data of its certificate.
public struct Finding: Sendable {
  public let verdict: Verdict
  public let evidence: Evidence?
  /// One line for people: the witness, or the conclusion with its numbers.
  public let summary: String
  /// The kind and the `proof` object of the certificate; nil when nothing was shown.
  public let certificateKind: String?
  public let proof: JSON?

  public static func verified(_ evidence: Evidence, _ summary: String, kind: String, proof: JSON) -> Finding {
    Finding(verdict: .verified, evidence: evidence, summary: summary, certificateKind: kind, proof: proof)
  }

  /// A refutation by an exact witness.
  public static func refuted(_ summary: String, proof: JSON) -> Finding {
    Finding(
      verdict: .refuted, evidence: .exact, summary: summary, certificateKind: "exact-witness", proof: proof)
  }

  /// What was to be shown did not come out; the reason names the step.
  public static func unknown(_ reason: String) -> Finding {
    Finding(verdict: .unknown, evidence: nil, summary: reason, certificateKind: nil, proof: nil)
  }
}

/// A theorem of the catalogue, or a false reading that must be refuted.
public struct CatalogueEntry: Sendable {
  public let claim: Claim
  public let title: String
  public let family: String
  public let citation: String
  public let wording: WordingStatus
  public let hypotheses: String
  /// The verdict the catalogue stands for; `verify` reports any other as a failure.
  public let expected: Verdict
  /// What the scope leaves out, for the reader who wants to cite the verdict.
  public let notCovered: String
  public let method: String
  /// Why the statement is true, or what goes wrong: for `explain`.
  public let idea: String
  public let decide: @Sendable () throws -> Finding

  public var id: String { claim.id }
}
