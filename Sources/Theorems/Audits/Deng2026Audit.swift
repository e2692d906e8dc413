// Deng2026Audit: the page about Deng et al. 2026: claims by reading, the depth sweep of Figure 1(d), limits.

import Exact
import Numeric

enum Deng2026Audit {
  static let audit = PaperAudit(id: "deng-2026") { folder, progress in
    var verdicts = AuditVerdicts()
    var lines = introduction
    var quoted: [String: Int] = [:]
    for (i, claim) in Deng2026Claims.all.enumerated() {
      progress("claim \(i + 1)/\(Deng2026Claims.all.count)")
      lines += try section(claim, number: i + 1, &verdicts, &quoted)
    }
    lines += try counts(&verdicts)
    lines += try FigureSection.lines(folder: folder, &verdicts, progress: progress)
    lines += try nearMisses(&verdicts)
    lines += try limits(&verdicts)
    return lines
  }

  private static let introduction = [
    "# Audit of Deng et al. 2026",
    "",
    "*Depth, Not Data: An Analysis of Hessian Spectral Bifurcation*, arXiv 2602.00545. Written by `plumb paper deng-2026`; `make audits` writes it again and compares.",
    "",
    "The paper itself was not read here. Claims are given in our words, from its public project page, the fragments of its proofs (equations 31 to 37) that a",
    "public review quotes, and the published code. A claim that fails in one reading may hold in another, and a reading need not be what the authors mean.",
    "",
    "Every outcome is that of an entry of the catalogue, run when this page was written: *holds* stands for verified, *fails* for refuted by an exact witness. The",
    "scope is that of the entry; nothing is claimed beyond it. Evidence: `all-depths`, an argument for every depth; `symbolic`, polynomial identities",
    "at the listed depths; `exact`, finitely many rational instances, or one exact witness. Certificates of all entries are in `proofs-data/certificates`, and",
    "`checker/plumb_check.py` checks them without Plumb.",
    "",
    "Setting: F(x) = W_L ... W_1 x, loss 1/2 E||y - F(x)||^2, Syx = U I_r V^T, balanced start in the frames of the target. n_x is the rank of Sxx. The paper's assumption",
    "appears in two forms that are not equivalent, and the code uses a third: **I_r** (fragments, n_x = r), **I_{d\\*}** (project page, n_x = d*, the least width),",
    "**I_{d_0}** (code, n_x = d_0). *Tail*: the layer values r < i <= d*.",
    "",
    "## Claims",
    "",
  ]

  private static func section(
    _ claim: AuditedClaim, number: Int, _ verdicts: inout AuditVerdicts, _ quoted: inout [String: Int]
  ) throws -> [String] {
    var rows: [[String]] = []
    for reading in claim.readings {
      let report = try verdicts.report(reading.id)
      rows.append([
        reading.text, report.finding.verdict == .verified ? "holds" : "fails", "`\(reading.id)`",
        report.finding.proof!.evidence.rawValue, report.entry.claim.scopeText, report.finding.summary,
      ])
    }
    var lines = [
      "### \(number). \(claim.title)", "", "Source: \(claim.source). Stated: \(claim.stated)", "",
    ]
    lines += MarkdownTable.lines(
      ["reading", "outcome", "verdict", "evidence", "scope", "conclusion or witness"], rows)
    for id in claim.corrected {
      let report = try verdicts.report(id)
      let statement = quoted[id].map { "quoted under \($0)." } ?? report.entry.claim.statement
      quoted[id] = quoted[id] ?? number
      lines += [
        "What holds (`\(id)`, \(report.finding.verdict.rawValue), \(report.finding.proof!.evidence.rawValue)): \(statement)",
        "",
      ]
    }
    return lines
  }

  /// The number of eigenvalues 1 at the minimum with zero tail, from exact spectra, for the three forms of the assumption.
  private static func counts(_ verdicts: inout AuditVerdicts) throws -> [String] {
    let theorem = "deng-2026-bifurcation-minimum-every-depth"
    _ = try verdicts.report(theorem)
    let (r, star) = (Deng2026Code.rank, Deng2026Code.starCount)
    let forms = [("I_r", r), ("I_{d\\*}", star), ("I_{d_0}", Deng2026Code.inputs)]
    let stated = r * (star + Deng2026Code.outputs - 2 * r)
    var rows: [[String]] = []
    for (name, seen) in forms {
      var found: Set<String> = []
      for depth in Deng2026Code.depths {
        let network = AlignedNetwork<Rational>(
          widths: Deng2026Code.widths(depth).map { Integer($0) },
          modes: [
            ModeRun(count: Integer(r), balanced: 1, depth: depth, x: 1, y: 1),
            ModeRun(count: Integer(seen - r), balanced: 0, depth: depth, x: 1, y: 0),
          ])
        guard let values = try Spectrum(aligned: network).rationalEigenvalues,
          let bulk = values.first(where: { $0.value == 1 })
        else { throw VerificationError.undecided("no exact bulk at depth \(depth)") }
        found.insert(bulk.multiplicity.description)
      }
      guard found.count == 1, let count = found.first else {
        throw VerificationError.undecided("the bulk of \(name) depends on the depth")
      }
      rows.append([
        name, "\(seen)", count, "\(r * (seen + Deng2026Code.outputs - 2 * r))", "\(stated)",
        count == "\(stated)" ? "agrees" : "differs",
      ])
    }
    return [
      "### The bulk in the widths of the code", "",
      "Widths 16-32-..-32-10, r = 5, d* = 10, minimum with zero tail. The counts are those of `\(theorem)`; here from exact spectra of the networks of depth 2 to 7, the same at each.",
      "",
    ]
      + MarkdownTable.lines(
        [
          "Sxx", "n_x", "eigenvalues 1", "r(n_x + d_L - 2r)", "stated r(d* + d_L - 2r)",
          "stated count",
        ], rows)
  }

  /// The twins of the verified entries on the page: how little may be changed.
  private static func nearMisses(_ verdicts: inout AuditVerdicts) throws -> [String] {
    let named = verdicts.used
    let onPage = Set(named.map(\.id))
    let theorems = Set(named.filter { $0.expected == .verified }.map(\.id))
    var rows: [[String]] = []
    for entry in Catalogue.all {
      guard let original = entry.twinOf, theorems.contains(original), !onPage.contains(entry.id) else {
        continue
      }
      let report = try verdicts.report(entry.id)
      rows.append([
        "`\(original)`", "`\(entry.id)`", entry.claim.statement, report.finding.verdict.rawValue,
        report.finding.proof!.evidence.rawValue, report.finding.summary,
      ])
    }
    return [
      "## Deliberate errors", "",
      "Each theorem used above with one thing changed, refuted by an exact witness: how little may be changed. The errors are ours and are not attributed to the paper.",
      "",
    ]
      + MarkdownTable.lines(
        ["theorem", "verdict", "changed statement", "outcome", "evidence", "witness"], rows)
  }

  private static func limits(_ verdicts: inout AuditVerdicts) throws -> [String] {
    let rows = verdicts.used.filter { $0.expected == .verified }.map { entry in
      ["`\(entry.id)`", entry.wording.rawValue, entry.claim.scopeText, entry.notCovered]
    }
    return [
      "## Limits", "",
      "* Not checked: networks with tanh (the paper's other figure), float32 training as such, and every statement of the paper that is not listed above.",
      "* Equation 37 is plain gradient descent; the code uses momentum. The reproduction follows the momentum.",
      "* A fail refutes the sentence as written here, on its scope, by one witness; it does not say how often the sentence fails.",
      "* Wording: `confirmed`, the statement was read in a public source; `recalled`, a known statement that was not read here, in our words; `derived`, ours.",
      "",
    ] + MarkdownTable.lines(["verified entry", "wording", "scope", "not covered"], rows)
  }
}
