// Verification: running an entry of the catalogue and saying how it came out.

/// The outcome of one entry in one run.
public struct VerificationReport: Sendable {
  public let entry: CatalogueEntry
  public let finding: Finding
  public let duration: Duration
  public let certificate: Certificate?

  public var isAsExpected: Bool { finding.verdict == entry.expected }

  /// Decides an entry. A failure inside the computation is reported as unknown with its reason.
  public init(running entry: CatalogueEntry) {
    self.entry = entry
    let clock = ContinuousClock()
    let start = clock.now
    do {
      finding = try entry.decide()
    } catch {
      finding = .unknown("\(error)")
    }
    duration = start.duration(to: clock.now)
    certificate = Certificate(of: finding, for: entry.claim)
  }

  public var seconds: Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
  }

  /// One object of the answer of `verify --json`; `certificate` is the path it was written to, or null.
  public func json(certificatePath: String?) -> JSON {
    [
      "certificate": certificatePath.map { .string($0) } ?? .null,
      "evidence": finding.evidence.map { .string($0.rawValue) } ?? .null,
      "expected": .string(entry.expected.rawValue),
      "id": .string(entry.id), "method": .string(entry.method), "notCovered": .string(entry.notCovered),
      "scope": .string(entry.claim.scopeText), "seconds": JSON(.number(text: seconds.fixed(3))),
      "statement": .string(entry.claim.statement), "summary": .string(finding.summary),
      "verdict": .string(finding.verdict.rawValue),
    ]
  }
}

extension Double {
  /// The non-negative number with the given decimals, for times and other measurements; not for certified numbers.
  public func fixed(_ decimals: Int) -> String {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = Int((self * scale).rounded())
    let digits = String(scaled)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return decimals == 0 ? digits : padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }
}
