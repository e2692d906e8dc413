import Foundation
import Support
import Testing

/// A hostile run: arguments, a file where `FILE` stands, and what must come of it.
struct HostileRun: Sendable, CustomTestStringConvertible {
  let name: String
  var arguments = ["spectrum", "FILE"]
  var file = Data()
  let exitCode: Int32
  /// A part of the one line on stderr; places are `:line:column:`.
  let words: String

  init(_ name: String, _ arguments: [String], _ exitCode: Int32, _ words: String) {
    (self.name, self.arguments, self.exitCode, self.words) = (name, arguments, exitCode, words)
  }

  init(_ name: String, text: String, _ words: String, _ arguments: [String] = [], code: Int32 = 65) {
    self.init(name, bytes: Data(text.utf8), words, arguments, code: code)
  }

  init(_ name: String, bytes: Data, _ words: String, _ arguments: [String] = [], code: Int32 = 65) {
    self.init(name, arguments.isEmpty ? ["spectrum", "FILE"] : arguments, code, words)
    file = bytes
  }

  var testDescription: String { name }
}

/// One line, the documented exit code, no trace, no crash, below five seconds: whatever comes in.
@Suite struct HostileTests {
  static let all = [
    HostileTables.json, HostileTables.modes, HostileTables.checkpoints, HostileTables.options,
    HostileTables.certificates, HostileTables.missing,
  ].flatMap { $0 }

  @Test(arguments: all) func endsInOneLine(run: HostileRun) throws {
    let scratch = try Scratch()
    let file = try scratch.file("file", run.file).path
    let folder = scratch.folder.appendingPathComponent("empty")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let outcome = try Command.run(run.arguments.map { $0 == "FILE" ? file : $0 }, folder: folder)
    #expect(outcome.exitCode == run.exitCode, "\(outcome)")
    #expect(outcome.exitCode < 128 && outcome.seconds < 5, "\(outcome)")
    if run.words.isEmpty {
      // What was found is on stdout; stderr may stay empty.
      #expect(outcome.errorLines.count <= 1 && !outcome.output.isEmpty, "\(outcome)")
      return
    }
    #expect(outcome.errorLines.count == 1 && outcome.error.hasPrefix("plumb: "), "\(outcome)")
    #expect(outcome.error.contains(run.words), "\(outcome)")
    #expect(outcome.error.utf8.count < 3000 && outcome.output.isEmpty, "\(outcome)")
    #expect(outcome.error.dropLast().utf8.allSatisfy { (0x20..<0x7f).contains($0) }, "\(outcome)")
    for trace in ["Fatal", "swift", "Swift", "operation could not be completed", "0x0000"] {
      #expect(!outcome.error.contains(trace), "\(outcome)")
    }
  }

  @Test func theTableIsLarge() {
    #expect(Self.all.count >= 120 && Set(Self.all.map(\.name)).count == Self.all.count)
  }

  /// What the parser of options refuses itself comes with its usage: exit 64, a few lines, no trace.
  @Test(arguments: [
    ["foo"], ["spectrum", "--digits", "abc", "x"], ["spectrum", "--nope"], ["dynamics", "--start", "2"],
    ["verify", "--json=yes"], ["spectrum", "--method", "guess", "x"], ["spectrum", "--hessian", "half", "x"],
    ["dynamics", "--depth", "2", "--start", "1", "--rate", "1", "--steps", "99999999999999999999"], ["check"],
    ["explain"],
    ["spectrum", "--balanced", "--widths", "2,2", "--rank", "1e3"],
  ])
  func usage(arguments: [String]) throws {
    let outcome = try Command.run(arguments)
    #expect(outcome.exitCode == 64 && outcome.output.isEmpty && outcome.seconds < 5, "\(outcome)")
    #expect(
      (1...8).contains(outcome.errorLines.count) && outcome.error.contains("Usage: plumb"), "\(outcome)")
  }
}
