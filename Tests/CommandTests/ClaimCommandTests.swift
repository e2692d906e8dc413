import Foundation
import Support
import Testing

/// plumb claim, and what plumb explain says about the language.
@Suite struct ClaimCommandTests {
  static let folder = "proofs-data/claims"

  @Test func committedFiles() throws {
    let paths = ClaimSamples.files.map { "\(Self.folder)/\($0.name)" }
    let outcome = try Command.run(["claim", "check"] + paths, folder: Command.package)
    #expect(outcome.exitCode == 0 && outcome.error.isEmpty, "\(outcome)")
    for path in paths { #expect(outcome.output.contains("\(path)\n  claim     ")) }
    for (path, sample) in zip(paths, ClaimSamples.files) {
      #expect(try Command.succeed("claim", "fmt", path) == sample.text)
      #expect(try Command.succeed("claim", "fmt", "--check", path).isEmpty)
      let scratch = try Scratch()
      let json = try scratch.file("claim.json", try Command.succeed("claim", "to-json", path))
      let text = try scratch.file("claim.claim", try Command.succeed("claim", "from-json", json))
      #expect(try identities(text) == identities(path))
    }
  }

  private func identities(_ path: String) throws -> [Substring] {
    try Command.succeed("claim", "check", path).split(separator: "\n").filter { $0.hasPrefix("  identity  ") }
  }

  /// A refused file does not keep the others from being checked.
  @Test func severalFiles() throws {
    let scratch = try Scratch()
    let bad = try scratch.file("bad.claim", "plumb 1\nclaim \"x\"\nshow y = 1\n")
    let good = Command.package.appendingPathComponent("\(Self.folder)/conjecture-T2.claim").path
    let outcome = try Command.run(["claim", "check", bad, good])
    #expect(outcome.exitCode == 65 && outcome.output.contains("telescoping"), "\(outcome)")
    #expect(outcome.error.hasPrefix("error[P0203]: unknown name 'y'\n  --> \(bad):3:6\n"), "\(outcome)")
  }

  static let codes: [(arguments: [String], code: Int32)] = [
    (["claim", "check", "no-such"], 66), (["claim", "check", "Sources"], 66),
    (["claim", "check", "Package.swift"], 65),
    (["claim", "check", "LICENSE"], 65), (["claim", "fmt", "LICENSE"], 65),
    (["claim", "to-json", "LICENSE"], 65),
    (["claim", "from-json", "LICENSE"], 65), (["claim", "from-json", "Package.swift"], 65),
    (["claim", "check"], 64),
    (["claim", "prove", "x"], 64), (["explain", "P9999"], 64),
    (["claim", "check", "checker/plumb_check.py"], 65),
  ]

  @Test(arguments: codes)
  func exitCodes(arguments: [String], code: Int32) throws {
    let outcome = try Command.run(arguments, folder: Command.package)
    #expect(outcome.exitCode == code && !outcome.error.isEmpty && outcome.output.isEmpty, "\(outcome)")
  }

  /// Through the whole command: one complaint, exit code 65, and quickly.
  @Test(arguments: ["(", "[", "not ", "2^", "abs(", "7"])
  func hostileText(part: String) throws {
    let text =
      "plumb 1\nclaim \"x\"\nshow " + String(repeating: part, count: part == "7" ? 1_000_000 : 100_000)
    let outcome = try Command.run(["claim", "check", "-"], input: Data(text.utf8))
    #expect(
      outcome.exitCode == 65 && outcome.errorLines.count == 6 && outcome.error.utf8.count < 2000,
      "\(part): \(outcome)")
    #expect(outcome.seconds < 5)
  }

  @Test func formatting() throws {
    let loose = Data("plumb 1 claim \"x\" for all x∈[0,1] show ((x))≤1 # sure".utf8)
    let printed = try Command.run(["claim", "fmt", "-"], input: loose)
    #expect(printed.output == "plumb 1\n\nclaim \"x\"\n  for all x in [0, 1]\n\n  show x <= 1  # sure\n")
    let checked = try Command.run(["claim", "fmt", "--check", "-"], input: loose)
    #expect(checked.exitCode == 1 && checked.output.isEmpty && checked.errorLines.count == 1, "\(checked)")
  }

  @Test func explanations() throws {
    #expect(try Command.succeed("explain", "P0203").hasPrefix("P0203  "))
    let functions = try Command.succeed("explain", "functions")
    for name in [
      "hessian(network, at: layers, target: matrix)", "lambda_max(square matrix)", "sum(real for i in a..b)",
    ] {
      #expect(functions.contains(name), "\(name)")
    }
    #expect(try Command.succeed("explain", "errors").contains("\nP0417  "))
  }

  @Test func answersInJSON() throws {
    let answer = try Command.succeed("claim", "check", "--json", "\(Self.folder)/clusters-separate.claim")
    let rows = try #require(try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [[String: Any]])
    #expect(rows.count == 1 && rows[0]["expected"] as? String == "refuted")
    #expect((rows[0]["identity"] as? String)?.count == 64)
  }
}
