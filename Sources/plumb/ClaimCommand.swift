// plumb claim: claim files formatted, checked, and exchanged as JSON.

import ArgumentParser
import Exact
import Claims
import Theorems

struct ClaimCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "claim",
    abstract: "Read claim files: check, format, convert. 'plumb verify FILE.claim' decides them.",
    discussion: """
      A claim file states something about deep linear networks in the language of proofs-data/README.md.
      'plumb explain functions' lists its functions, 'plumb explain P0203' explains an error.
      """,
    subcommands: [Check.self, Format.self, ToJSON.self, FromJSON.self])
}

extension ClaimCommand {
  /// The claim file at `path`; `-` is standard input.
  static func document(_ path: String) throws -> ClaimDocument {
    let name = path == "-" ? "standard input" : path
    return try ClaimDocument(text: try InputFile.read(path), name: name)
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Check grammar, names, types and shapes; print scope and identity of each claim.")

    @Argument(help: "Claim files; - is standard input.") var files: [String]
    @Flag(help: "Answer one JSON array.") var json = false
    @Flag(help: "Print errors and warnings only.") var quiet = false

    func run() throws {
      try reporting {
        var rows: [JSON] = []
        var lines: [String] = []
        var isRefused = false
        for file in files {
          do {
            let checked = try ClaimCommand.document(file).check()
            for warning in checked.warnings { StandardError.write("\(warning)\n") }
            lines.append(file)
            for claim in checked.claims {
              rows.append(claim.json(file: file))
              lines += claim.lines
            }
          } catch let problem as ClaimProblem {
            StandardError.write("\(problem)\n")
            isRefused = true
          }
        }
        if json {
          try StandardOutput.write(JSONWriter.prettyText(.array(rows)) + "\n")
        } else if !quiet && !lines.isEmpty {
          try StandardOutput.write(lines.joined(separator: "\n") + "\n")
        }
        if isRefused { throw ExitCode(65) }
      }
    }
  }

  struct Format: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "fmt", abstract: "Print a claim file in canonical form, comments included.")

    @Argument(help: "A claim file; - is standard input.") var file: String
    @Flag(help: "Print nothing; exit with 1 when the file is not in canonical form.") var check = false

    func run() throws {
      try reporting {
        let bytes = try InputFile.read(file)
        let text = try ClaimDocument(text: bytes, name: file == "-" ? "standard input" : file).text
        if !check { return try StandardOutput.write(text) }
        if Array(text.utf8) == bytes { return }
        throw CommandFailure(
          description: "\(file): not in canonical form; 'plumb claim fmt' prints that", exitCode: 1)
      }
    }
  }

  struct ToJSON: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "to-json",
      abstract: "Print a claim file as canonical JSON (proofs-data/claims/schema.json).")

    @Argument(help: "A claim file; - is standard input.") var file: String

    func run() throws {
      try reporting {
        try StandardOutput.write(JSONWriter.prettyText(try ClaimCommand.document(file).json) + "\n")
      }
    }
  }

  struct FromJSON: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "from-json", abstract: "Print canonical JSON as a claim file.")

    @Argument(help: "A JSON file; - is standard input.") var file: String

    func run() throws {
      try reporting {
        let name = file == "-" ? "standard input" : file
        try StandardOutput.write(try ClaimDocument(json: try InputFile.read(file), name: name).text)
      }
    }
  }
}

extension CheckedClaim {
  fileprivate var asks: String {
    let parts = [(statements, "statement"), (enclosures, "enclosure")].filter { $0.0 > 0 }
    return parts.map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }.joined(separator: ", ")
  }

  fileprivate var lines: [String] {
    [
      "  claim     \(title)", "  scope     \(scope)", "  asks for  \(asks)",
      "  expects   \(expected?.rawValue ?? "nothing stated")", "  identity  \(identity)",
    ]
  }

  fileprivate func json(file: String) -> JSON {
    [
      "enclosures": .number(enclosures), "expected": expected.map { .string($0.rawValue) } ?? .null,
      "file": .string(file), "identity": .string(identity), "scope": .string(scope),
      "statements": .number(statements), "title": .string(title),
    ]
  }
}

/// What 'plumb explain' says about the claim language: its functions, and its error codes.
enum ClaimHelp {
  static func text(_ topic: String) -> String? {
    switch topic {
    case "functions": return functions
    case "errors":
      return ClaimCode.allCases.map { "\($0.rawValue)  \($0.explanation)" }.joined(separator: "\n") + "\n"
    default: return ClaimCode(rawValue: topic).map { "\($0.rawValue)  \($0.explanation)\n" }
    }
  }

  private static var functions: String {
    let groups = Dictionary(grouping: ClaimLanguage.functions, by: \.group)
    return ClaimLanguage.groups.map { group in
      let rows = groups[group]!
      let width = rows.map { $0.signature.count }.filter { $0 <= 44 }.max()!
      let lines = rows.map { row in
        let head = "  \(Layout.padded("\(row.signature)", to: width))"
        let tail = "\(Layout.padded(row.result, to: 8)) \(row.meaning)"
        return row.signature.count <= width
          ? "\(head)  \(tail)" : "\(head)\n  \(Layout.padded("", to: width))  \(tail)"
      }
      return "\(group)\n" + lines.joined(separator: "\n")
    }.joined(separator: "\n\n") + "\n"
  }
}
