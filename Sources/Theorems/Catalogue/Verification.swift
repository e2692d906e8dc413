// Verification: running an entry of the catalogue and saying how it came out.

/// The outcome of one entry in one run.
public struct VerificationReport: Sendable {
  public let entry: CatalogueEntry
  public let finding: Finding
  public let duration: Duration
  public let certificate: Certificate?

  /// The verdict and the evidence are those the catalogue stands for.
  public var isAsExpected: Bool {
    finding.verdict == entry.expected && finding.proof.map { $0.evidence == entry.evidence } ?? true
  }

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
}
