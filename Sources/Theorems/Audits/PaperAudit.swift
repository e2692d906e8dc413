// PaperAudit: the audit of a paper as a page of text: its claims by reading, what holds instead, and certified numbers.
//
// Conventions The page is generated: every outcome on it comes from running an entry of the catalogue, every number from a
//             computation with proved bounds. It has the same bytes in every run: no times, and only decimals that the bounds decide.

import Exact

/// A page about one paper.
public struct PaperAudit: Sendable {
  /// As in `deng-2026`.
  public let id: String
  private let write: @Sendable (_ folder: String, _ progress: (String) -> Void) throws -> [String]

  init(
    id: String, write: @escaping @Sendable (_ folder: String, _ progress: (String) -> Void) throws -> [String]
  ) {
    (self.id, self.write) = (id, write)
  }

  public static let all: [PaperAudit] = [Deng2026Audit.audit]

  /// The page in Markdown.
  ///
  /// - Parameter networks: the folder of the trained checkpoints that the page is about.
  /// *Errors*: `InputError` when a checkpoint cannot be read; `VerificationError.undecided` when an entry does not come out as the
  /// catalogue says, or a bound is too wide for a decimal of the page.
  public func page(networks folder: String, progress: (String) -> Void = { _ in }) throws -> String {
    try write(folder, progress).joined(separator: "\n") + "\n"
  }
}

/// A claim of the paper and the ways to read it, each with the entry of the catalogue that decides it.
struct AuditedClaim: Sendable {
  struct Reading: Sendable {
    let text: String
    let id: String

    init(_ text: String, _ id: String) { (self.text, self.id) = (text, id) }
  }

  let title: String
  /// Where it stands, and what it says, in our words.
  let source: String
  let stated: String
  let readings: [Reading]
  /// The entries that say what holds.
  let corrected: [String]
}

/// The outcomes of the entries that a page names, each run once.
struct AuditVerdicts {
  private var reports: [String: VerificationReport] = [:]

  /// Every id asked for so far, in the order of the catalogue.
  var used: [CatalogueEntry] { Catalogue.all.filter { reports[$0.id] != nil } }

  /// Runs an entry. *Errors*: undecided when it does not come out as the catalogue says.
  mutating func report(_ id: String) throws -> VerificationReport {
    if let known = reports[id] { return known }
    guard let entry = Catalogue.entry(id: id) else {
      preconditionFailure("the audit names \(id), which the catalogue does not hold")
    }
    let report = VerificationReport(running: entry)
    guard report.isAsExpected, report.finding.proof != nil else {
      throw VerificationError.undecided(
        "\(id) came out as \(report.finding.verdict.rawValue): \(report.finding.summary)",
        remedy: "see 'plumb verify \(id)'")
    }
    reports[id] = report
    return report
  }
}

/// Markdown, as far as a page needs it.
enum MarkdownTable {
  /// A table; bars in cells are escaped.
  static func lines(_ heads: [String], _ rows: [[String]]) -> [String] {
    func line(_ cells: [String]) -> String {
      "| "
        + cells.map { $0.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|") }
        .joined(separator: " | ") + " |"
    }
    return [line(heads), "|" + String(repeating: "---|", count: heads.count)] + rows.map(line) + [""]
  }
}

extension Interval {
  /// The decimal with that many places which is nearest to every number of the interval.
  ///
  /// *Errors*: undecided when two numbers of the interval round differently, so that the text never depends on how wide it is.
  func decimal(places: Int) throws(VerificationError) -> String {
    let scale = Rational(Integer(10).power(places))
    func rounded(_ value: Rational) -> Integer { (value * scale + Rational(1, 2)).floor }
    let number = rounded(lower)
    guard number == rounded(upper) else {
      throw VerificationError.undecided(
        "\(text(digits: places + 4)) does not decide \(places) decimals", remedy: "use fewer decimals")
    }
    let magnitude = number.magnitude.description
    let padded = String(repeating: "0", count: max(0, places + 1 - magnitude.count)) + magnitude
    let sign = number.signum() < 0 ? "-" : ""
    return places == 0
      ? sign + padded : "\(sign)\(padded.dropLast(places)).\(padded.suffix(places))"
  }
}
