// Certificate: the evidence of a verdict as a file that a second program checks.

import Crypto
import Exact

/// A verdict's evidence: exact data in a fixed form, nothing that is trusted.
///
/// The format is described in `proofs-data/README.md`; `checker/plumb_check.py` re-derives the conclusion from it.
public struct Certificate: Sendable {
  public let id: String
  public let json: JSON

  /// The certificate of a finding, or nil when nothing was shown.
  public init?(of finding: Finding, for claim: Claim) {
    guard let proof = finding.proof else { return nil }
    let claim = proof.kind.belongsToTheClaim ? claim.naming(proof.data) : claim
    self.init(id: claim.id, json: Self.envelope(claim, proof, verdict: finding.verdict))
  }

  init(id: String, json: JSON) { (self.id, self.json) = (id, json) }

  static func envelope(_ claim: Claim, _ proof: Finding.Proof, verdict: Verdict) -> JSON {
    [
      "claim": claim.json, "claimHash": .string(hash(of: claim.json)),
      "evidence": .string(proof.evidence.rawValue), "format": "plumb.certificate/1",
      "kind": .string(proof.kind.rawValue), "proof": proof.data, "verdict": .string(verdict.rawValue),
    ]
  }

  /// The SHA-256 of the canonical JSON of a claim, in lower-case hexadecimal digits.
  public static func hash(of claim: JSON) -> String {
    SHA256.hash(data: JSONWriter.canonicalBytes(claim)).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }

  /// The file's content: sorted keys, one number a line, the same bytes in every run.
  public var text: String { JSONWriter.prettyText(json) + "\n" }

  public var fileName: String { id + ".json" }
}

/// Why a certificate was not accepted.
public struct CertificateRejection: Error, Sendable, CustomStringConvertible {
  /// The path of the field, as in `proof.instances[3].tail`.
  public let field: String
  public let reason: String

  package init(field: String, reason: String) { (self.field, self.reason) = (field, reason) }

  public var description: String { "\(field): \(reason)" }
}

/// What an accepted certificate supports.
public struct AcceptedCertificate: Sendable {
  public let id: String
  public let verdict: Verdict
  public let scopeText: String

  package init(id: String, verdict: Verdict, scopeText: String) {
    (self.id, self.verdict, self.scopeText) = (id, verdict, scopeText)
  }
}

extension Certificate {
  /// Checks a certificate by deriving the verdict again and comparing every field.
  ///
  /// Nothing in `document` is trusted: the evidence is recomputed from the claim that the id names, or from the one network
  /// it is about, and the first field that differs is the reason of the rejection. The independent check is that of `checker/plumb_check.py`.
  public static func check(_ document: JSONDocument) throws -> AcceptedCertificate {
    let root = document.root
    guard case .object = root.value.content, let claim = try root.optionalMember("claim"),
      let id = try? claim.member("id").string()
    else { throw CertificateRejection(field: "claim.id", reason: "missing") }
    if let derived = try derivedAgain(id: id, from: root) {
      try requireSame(root.value, derived.json)
      return AcceptedCertificate(id: id, verdict: .verified, scopeText: "one network")
    }
    guard let entry = Catalogue.entry(id: id) else {
      throw CertificateRejection(field: "claim.id", reason: "no such claim in the catalogue")
    }
    let finding = try entry.decide()
    guard finding.verdict == entry.expected, let derived = Certificate(of: finding, for: entry.claim) else {
      throw CertificateRejection(field: "verdict", reason: "the verdict could not be derived again")
    }
    try requireSame(root.value, derived.json)
    return AcceptedCertificate(id: id, verdict: entry.expected, scopeText: entry.claim.scopeText)
  }

  package static func requireSame(_ given: JSON, _ derived: JSON) throws(CertificateRejection) {
    if let field = firstDifference(given, derived, path: "") {
      throw CertificateRejection(field: field, reason: "differs from what the claim yields")
    }
  }

  /// The path of the first place where two values differ, keys in sorted order; nil when they agree.
  private static func firstDifference(_ a: JSON, _ b: JSON, path: String) -> String? {
    let here = path.isEmpty ? "the certificate" : path
    switch (a.content, b.content) {
    case (.object(let left), .object(let right)):
      let keys = Set(left.map(\.key) + right.map(\.key)).sorted()
      for key in keys {
        let inner = path.isEmpty ? key : "\(path).\(key)"
        guard let x = left.first(where: { $0.key == key }), let y = right.first(where: { $0.key == key })
        else {
          return inner
        }
        if let difference = firstDifference(x.value, y.value, path: inner) { return difference }
      }
      return nil
    case (.array(let left), .array(let right)):
      for (i, (x, y)) in zip(left, right).enumerated() {
        if let difference = firstDifference(x, y, path: "\(path)[\(i)]") { return difference }
      }
      return left.count == right.count ? nil : here
    default: return a == b ? nil : here
    }
  }
}
