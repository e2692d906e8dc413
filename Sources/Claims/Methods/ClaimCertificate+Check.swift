// ClaimCertificate+Check: counterexamples to claims checked by deciding the claim at the point again.

import Exact
import Theorems

extension Certificate {
  /// Checks a certificate of any kind: counterexamples to claims here, the others by `check`.
  ///
  /// Nothing in `document` is trusted: the claim is read, checked and identified again, the point is decided again, and every
  /// field is compared. The independent check is that of `checker/plumb_check.py`.
  public static func checkAnyKind(_ document: JSONDocument) throws -> AcceptedCertificate {
    let root = document.root
    guard let claim = try? root.member("claim"), (try? claim.member("id").string()) == "claim-counterexample"
    else {
      return try check(document)
    }
    func refused(_ field: String, _ reason: String) -> CertificateRejection {
      CertificateRejection(field: field, reason: reason)
    }
    let embedded: ClaimDocument
    do {
      let text = JSONWriter.prettyText(try root.member("proof").member("claim").value)
      embedded = try ClaimDocument(json: Array(text.utf8), name: "proof.claim")
    } catch {
      throw refused("proof.claim", "no claim of the language: \(error)")
    }
    let checked: CheckedClaim
    do {
      guard let only = try embedded.check().claims.first, embedded.file.claims.count == 1 else {
        throw refused("proof.claim", "one claim is expected")
      }
      checked = only
    } catch let problem as ClaimProblem {
      throw refused("proof.claim", problem.message)
    }
    let statement = ClaimStatement(embedded.file.claims[0], identity: checked.identity)
    guard let point = statement.point(of: root.value), statement.membership(of: point) == .proved else {
      throw refused("proof.point", "no point of the claim's domains")
    }
    guard case .violated(let goal, let indices) = statement.outcome(at: point, maximumPrecision: 4096) else {
      throw refused("proof.point", "the claim is not shown to be false there")
    }
    let derived = Certificate(
      ofCounterexample: .init(point: point, goal: goal, indices: indices), to: statement,
      document: embedded.json)
    try requireSame(root.value, derived.json)
    return AcceptedCertificate(
      id: "claim-counterexample", verdict: .refuted, scopeText: "\"\(checked.title)\"")
  }
}
