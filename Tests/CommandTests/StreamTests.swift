import Foundation
import Support
import Testing
import Theorems

/// Streams, colour, files that appear whole or not at all, and the same bytes in every run.
@Suite struct StreamTests {
  private static let commands = [
    ["verify", "deng-2026-R2"], ["list"], ["explain", "deng-2026-R2"], SuccessTests.balanced,
    SuccessTests.balanced + ["--json"],
    ["dynamics", "--depth", "2", "--start", "1/2", "--rate", "1/10", "--steps", "2"],
    ["check", "proofs-data/certificates/deng-2026-R2.json"],
    ["audit", "--balanced", "--widths", "2,2", "--rank", "1"],
  ]

  @Test(arguments: commands) func aClosedPipeEndsInOneLine(arguments: [String]) throws {
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let outcome = try Command.run(
      arguments, standardOutput: pipe.fileHandleForWriting, folder: Command.package)
    #expect(outcome.exitCode == 74 && outcome.errorLines.count == 1, "\(arguments): \(outcome)")
    #expect(outcome.error.hasPrefix("plumb: standard output: "))
  }

  #if os(Linux)
    @Test(arguments: commands) func aFullDiskEndsInOneLine(arguments: [String]) throws {
      let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
      let outcome = try Command.run(arguments, standardOutput: full, folder: Command.package)
      #expect(outcome.exitCode == 74 && outcome.errorLines.count == 1, "\(arguments): \(outcome)")
      #expect(outcome.error.contains("No space left on device"))
    }
  #endif

  @Test(arguments: commands) func noEscapeCodesOutsideATerminal(arguments: [String]) throws {
    for environment in [["TERM": "xterm-256color"], ["TERM": "xterm", "NO_COLOR": "1"], [:]] {
      let outcome = try Command.run(arguments, environment: environment, folder: Command.package)
      #expect(outcome.exitCode == 0 && outcome.error.isEmpty && !outcome.output.isEmpty, "\(arguments)")
      #expect(!outcome.output.utf8.contains(0x1b), "\(arguments) \(environment)")
    }
  }

  #if os(Linux)
    /// `script` of bsdutils runs a command on a terminal of its own.
    @Test(arguments: [
      (["TERM": "xterm"], true), (["TERM": "xterm", "NO_COLOR": "1"], false), (["TERM": "dumb"], false),
    ])
    func colourOnATerminalUnlessRefused(environment: [String: String], colours: Bool) throws {
      let line = "'\(Command.executable.path)' verify deng-2026-R2"
      let outcome = try Command.run(
        ["-qec", line, "/dev/null"], environment: environment,
        executable: URL(fileURLWithPath: "/usr/bin/script"))
      #expect(outcome.exitCode == 0 && outcome.output.contains("REFUTED"), "\(outcome)")
      #expect(outcome.output.utf8.contains(0x1b) == colours, "\(environment)")
    }
  #endif

  /// Two runs write the same bytes, and they are the bytes kept with the project.
  @Test func certificatesAreReproducible() throws {
    let scratch = try Scratch()
    let kept = Command.package.appendingPathComponent("proofs-data/certificates")
    let names = try FileManager.default.contentsOfDirectory(atPath: kept.path).filter {
      $0.hasSuffix(".json")
    }.sorted()
    #expect(names.count == Catalogue.all.count)
    for run in ["first", "second"] {
      let folder = scratch.folder.appendingPathComponent("deep/\(run)")
      let outcome = try Command.run(["verify", "--all", "--certificates", folder.path])
      #expect(outcome.exitCode == 0, "\(outcome.error)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == names)
      for name in names {
        let written = try Data(contentsOf: folder.appendingPathComponent(name))
        #expect(written == (try Data(contentsOf: kept.appendingPathComponent(name))), "\(run) run: \(name)")
      }
    }
  }

  /// Output that cannot be written: exit 74, one line, and nothing left behind.
  @Test func certificatesThatCannotBeWritten() throws {
    let scratch = try Scratch()
    let file: String = try scratch.file("file", "")
    for target in [file, file + "/below", "/proc/no-such-folder", "/dev/null"] {
      let outcome = try Command.run(["verify", "deng-2026-R2", "--certificates", target])
      #expect(
        outcome.exitCode == 74 && outcome.errorLines.count == 1 && outcome.output.isEmpty,
        "\(target): \(outcome)")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path) == ["file"])
  }

  /// The number of BLAS threads moves the guesses, and with them the last digits of the enclosures; never what is proved.
  @Test func threadsDoNotShow() throws {
    func answer(_ threads: String) throws -> String {
      try Command.succeed(
        "spectrum", SuccessTests.checkpoint, "--json", environment: ["OPENBLAS_NUM_THREADS": threads])
    }
    let texts = try ["1", "1", "2"].map(answer)
    #expect(texts[0] == texts[1])
    let (one, two) = (try JSON(printed: texts[0]), try JSON(printed: texts[2]))
    #expect(one["inertia"] == two["inertia"] && one["method"] == two["method"])
    let rows = (one["eigenvalues"].elements, two["eigenvalues"].elements)
    #expect(rows.0.map { $0["multiplicity"] } == rows.1.map { $0["multiplicity"] })
    for (a, b) in zip(rows.0, rows.1) {
      #expect(try a["lower"].rational() <= b["upper"].rational())
      #expect(try b["lower"].rational() <= a["upper"].rational())
    }
  }
}
