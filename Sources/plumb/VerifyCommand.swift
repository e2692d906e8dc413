// plumb verify: the theorems of the catalogue, each with its verdict and evidence.

import ArgumentParser
import Exact
import Theorems

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract:
      "Check theorems of the catalogue or the claims of files; without arguments, the seed paper's theorems.")

  @Argument(
    help: "Ids of the catalogue (see 'plumb list'), or claim files (NAME.claim; - is standard input).")
  var ids: [String] = []
  @Flag(help: "Check the whole catalogue.") var all = false
  @Option(help: "Check this family.") var family: Family?
  @Option(help: "Write the certificate of every verdict into this folder.") var certificates: String?
  @Flag(help: "Answer one JSON array.") var json = false
  @Flag(help: "Print only the closing line.") var quiet = false

  @OptionGroup(title: "Claim files") var claims: ClaimOptionGroup

  private var areFiles: Bool { !ids.isEmpty && ids.allSatisfy { $0.hasSuffix(".claim") || $0 == "-" } }

  func validate() throws {
    if !areFiles && ids.contains(where: { $0.hasSuffix(".claim") || $0 == "-" }) {
      throw ValidationError("ids of the catalogue and claim files in one call: give either")
    }
    if areFiles && certificates != nil {
      throw ValidationError(
        "--certificates goes with ids of the catalogue; for claim files --counterexamples says where evidence is kept"
      )
    }
    if !areFiles, let option = claims.given {
      throw ValidationError("\(option) goes with claim files, not with ids of the catalogue")
    }
    if [all, family != nil, !ids.isEmpty].count(where: { $0 }) > 1 {
      throw ValidationError("--all, --family and ids exclude each other")
    }
  }

  func run() throws {
    try reporting {
      if areFiles { return try ClaimVerification(files: ids, group: claims, json: json, quiet: quiet).run() }
      let entries =
        try all
        ? Catalogue.all
        : ids.isEmpty ? Catalogue.entries(of: family ?? .seed) : ids.map { try catalogueEntry($0) }
      if let certificates { try AtomicFile.makeFolder(certificates) }
      let clock = ContinuousClock()
      let start = clock.now
      let progress = Progress()
      var reports: [(report: VerificationReport, path: String?)] = []
      for (i, entry) in entries.enumerated() {
        progress.report("verify \(i + 1)/\(entries.count)  \(entry.id)")
        let report = VerificationReport(running: entry)
        var path: String?
        if let certificates, let certificate = report.certificate {
          path = "\(certificates)/\(certificate.fileName)"
          try AtomicFile.write(certificate.text, to: path!)
        }
        reports.append((report, path))
      }
      progress.end()
      let elapsed = start.duration(to: clock.now)
      try StandardOutput.write(json ? jsonText(reports) : text(reports, elapsed: elapsed))
      if let code = exitCode(reports.map(\.report)) { throw code }
    }
  }

  private func exitCode(_ reports: [VerificationReport]) -> ExitCode? {
    let failed = reports.filter { !$0.isAsExpected }
    if failed.isEmpty { return nil }
    return ExitCode(failed.contains { $0.finding.verdict != .unknown } ? 1 : 2)
  }

  private func jsonText(_ reports: [(report: VerificationReport, path: String?)]) -> String {
    JSONWriter.prettyText(.array(reports.map { $0.report.json(certificatePath: $0.path) })) + "\n"
  }

  private func text(_ reports: [(report: VerificationReport, path: String?)], elapsed: Duration) -> String {
    var lines: [String] = []
    if ids.isEmpty && !all && family == nil && !quiet {
      let seed = Source.deng2026
      lines += ["\(seed.key), \(seed.title) (\(seed.locator))", ""]
    }
    let idWidth = max(31, reports.map { $0.report.entry.id.count }.max() ?? 0)
    let evidenceWidth = max(
      9, reports.map { $0.report.finding.proof?.evidence.rawValue.count ?? 0 }.max() ?? 0)
    for (report, _) in quiet ? [] : reports {
      let (entry, finding) = (report.entry, report.finding)
      let word = Style.colored(Layout.padded(finding.verdict.rawValue.uppercased(), to: 9), finding.verdict)
      let evidence = Layout.padded(finding.proof?.evidence.rawValue ?? "-", to: evidenceWidth)
      lines.append("  \(word) \(Layout.padded(entry.id, to: idWidth)) \(evidence)  \(entry.claim.scopeText)")
      switch finding.verdict {
      case .refuted:
        lines += ["            \"\(entry.claim.statement)\"", "            witness  \(finding.summary)"]
      default: lines.append("            \(finding.summary)")
      }
      if !report.isAsExpected {
        lines.append(
          "            AGAINST EXPECTATION: expected \(entry.expected.rawValue), evidence \(entry.evidence.rawValue)"
        )
      }
    }
    func count(_ verdict: Verdict) -> Int { reports.count { $0.report.finding.verdict == verdict } }
    let unexpected = reports.count { !$0.report.isAsExpected }
    let refuted = unexpected == 0 && count(.refuted) > 0 ? "refuted as expected" : "refuted"
    var closing =
      "  \(reports.count) claims: \(count(.verified)) verified, \(count(.refuted)) \(refuted), \(count(.unknown)) unknown"
      + (count(.vacuous) > 0 ? ", \(count(.vacuous)) vacuous.  " : ".  ")
      + "\(elapsed.secondsText(decimals: 1)) s."
    if unexpected > 0 { closing += "  \(unexpected) against expectation." }
    if let certificates { closing += "  Certificates: \(certificates)" }
    return (lines + (quiet ? [] : [""]) + [closing]).joined(separator: "\n") + "\n"
  }
}
