// plumb list, plumb explain: what the catalogue holds and what an entry means.

import ArgumentParser
import Exact
import Claims
import Theorems

extension Family: ExpressibleByArgument {}
extension Evidence: ExpressibleByArgument {}
extension Verdict: ExpressibleByArgument {}

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the theorems and false readings of the catalogue.")

  @Option(help: "Only this family.") var family: Family?
  @Option(help: "Only statements with this evidence.") var evidence: Evidence?
  @Option(help: "Only statements with this verdict.") var verdict: Verdict?
  @Flag(help: "Answer one JSON array.") var json = false

  func run() throws {
    try reporting {
      let entries = Catalogue.all.filter { entry in
        (family ?? entry.family) == entry.family && (evidence ?? entry.evidence) == entry.evidence
          && (verdict ?? entry.expected) == entry.expected
      }
      if json {
        let rows = entries.map { entry -> JSON in
          [
            "citation": .string(entry.citation), "evidence": .string(entry.evidence.rawValue),
            "expected": .string(entry.expected.rawValue),
            "family": .string(entry.family.rawValue), "id": .string(entry.id),
            "statement": .string(entry.claim.statement),
            "title": .string(entry.title), "wording": .string(entry.wording.rawValue),
          ]
        }
        return try StandardOutput.write(JSONWriter.prettyText(.array(rows)) + "\n")
      }
      let lines = entries.map { entry in
        "\(Layout.padded(entry.id, to: 40)) \(Layout.padded(entry.expected.rawValue, to: 9)) "
          + "\(Layout.padded(entry.evidence.rawValue, to: 10)) "
          + (entry.expected == .refuted ? "false: \(entry.claim.statement)" : entry.title)
      }
      try StandardOutput.write(lines.joined(separator: "\n") + "\n")
    }
  }
}

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain an entry of the catalogue: statement, hypotheses, method, how to reproduce.")

  @Argument(
    help: "An id of the catalogue (see 'plumb list'); 'functions', 'errors' or a code of the claim language.")
  var id: String

  func run() throws {
    try reporting {
      if let text = ClaimHelp.text(id) { return try StandardOutput.write(text) }
      let entry = try catalogueEntry(id)
      let wording =
        switch entry.wording {
        case .confirmed: "the literal statement was read in the source"
        case .recalled:
          "a known statement in our words, not quoted; "
            + (entry.evidence == .exact
              ? "checked on the instances of the scope" : "shown here as far as the scope says")
        case .derived: "our own derivation or reading, not the source's wording"
        }
      let twins = Catalogue.all.filter { $0.twinOf == id }.map(\.id).joined(separator: ", ")
      let fields = [
        ("statement", entry.claim.statement),
        ("definitions", entry.family.definitions), ("formula", entry.formula ?? ""),
        ("expected", "\(entry.expected.rawValue), evidence \(entry.evidence.rawValue)"),
        ("hypotheses", entry.hypotheses), ("scope", entry.claim.scopeText), ("not covered", entry.notCovered),
        ("source", entry.citation), ("wording", wording), ("method", entry.method),
        (entry.expected == .refuted ? "what fails" : "why", entry.idea),
        ("false twins", twins), ("twin of", entry.twinOf ?? ""),
        ("reproduce", "plumb verify \(entry.id)"),
        ("cite", "the source, and \(Plumb.configuration.version), verdict \(entry.id) (CITATION.cff)"),
        ("check", "python3 checker/plumb_check.py proofs-data/certificates/\(entry.id).json"),
      ]
      let body = fields.filter { !$0.1.isEmpty }.map { name, text in
        "  \(Layout.padded(name, to: 12)) \(wrapped(text, width: 96, indent: 15))"
      }
      try StandardOutput.write(([entry.title] + body).joined(separator: "\n") + "\n")
    }
  }

  private func wrapped(_ text: String, width: Int, indent: Int) -> String {
    var lines: [String] = [""]
    for word in text.split(separator: " ") {
      if !lines[lines.count - 1].isEmpty && lines[lines.count - 1].count + word.count + 1 > width {
        lines.append("")
      }
      lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + word
    }
    return lines.joined(separator: "\n" + String(repeating: " ", count: indent))
  }
}

/// The entry of that id, or a complaint with the nearest one.
func catalogueEntry(_ id: String) throws -> CatalogueEntry {
  if let entry = Catalogue.entry(id: id) { return entry }
  let hint = Catalogue.nearest(to: id).map { "did you mean '\($0.id)'?" } ?? "'plumb list' shows all ids"
  throw CommandFailure.usage("no theorem \(shortened(id)) in the catalogue; \(hint)")
}
