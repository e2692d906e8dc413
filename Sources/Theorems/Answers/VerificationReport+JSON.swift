// VerificationReport+JSON: the answer of `plumb verify --json`.

import Exact

extension VerificationReport {
  /// One object of the array; `certificate` is the path it was written to, or null.
  public func json(certificatePath: String?) -> JSON {
    [
      "certificate": certificatePath.map { .string($0) } ?? .null,
      "evidence": finding.proof.map { .string($0.evidence.rawValue) } ?? .null,
      "expected": .string(entry.expected.rawValue),
      "expectedEvidence": .string(entry.evidence.rawValue), "family": .string(entry.family.rawValue),
      "id": .string(entry.id), "method": .string(entry.method),
      "notCovered": .string(entry.notCovered), "scope": .string(entry.claim.scopeText),
      "seconds": JSON(.number(text: duration.secondsText(decimals: 3))),
      "statement": .string(entry.claim.statement),
      "summary": .string(finding.summary), "twinOf": entry.twinOf.map { .string($0) } ?? .null,
      "verdict": .string(finding.verdict.rawValue),
    ]
  }
}

extension Duration {
  /// The seconds as a decimal, truncated: for reports of time, never for certified numbers.
  public func secondsText(decimals: Int) -> String {
    let (seconds, attoseconds) = components
    let fraction = String(attoseconds)
    let digits = String(repeating: "0", count: 18 - fraction.count) + fraction
    return "\(seconds)" + (decimals == 0 ? "" : "." + digits.prefix(decimals))
  }
}
