import Testing
import Theorems

/// Files: what is missing, what is no file, what is too large, and what cannot be read.
@Suite struct InputFileTests {
  @Test(arguments: [
    ("no-such-file.json", "no-such-file.json: no such file (looked in /", InputError.Kind.noSuchInput, 66),
    ("/no/such/file", "/no/such/file: no such file; check the path", .noSuchInput, 66),
    ("/dev/null/x", "no such file", .noSuchInput, 66), ("", "an empty path", .noSuchInput, 66),
    ("a\u{0}b", "a zero byte", .noSuchInput, 66), ("/", "is a folder", .noSuchInput, 66),
    ("a\u{1b}[2J\nb", "a\\u{1b}[2J\\u{a}b: no such file", .noSuchInput, 66),
    ("/dev/zero", "more than 100 bytes, which is the limit", .badContent, 65),
    (#filePath, "more than 100 bytes", .badContent, 65),
    (String(repeating: "x", count: 300), "reading failed: File name too long", .inputOutput, 74),
  ])
  func refuses(_ path: String, _ words: String, _ kind: InputError.Kind, _ code: Int32) {
    #expect {
      try InputFile.read(path, limit: 100)
    } throws: { error in
      guard let error = error as? InputError else { return false }
      let line = error.description
      return error.kind == kind && kind.exitCode == code && line.contains(words) && !line.contains("\n")
    }
  }

  #if os(Linux)
    /// The memory of this process opens, and reading its first page fails.
    @Test func failuresWhileReadingAreInputOutput() {
      #expect {
        try InputFile.read("/proc/self/mem")
      } throws: { ($0 as? InputError)?.kind == .inputOutput }
    }
  #endif

  @Test func readsWholeFiles() throws {
    let text = String(decoding: try InputFile.read(#filePath), as: UTF8.self)
    #expect(text.hasPrefix("import Testing") && text.hasSuffix("}\n"))
    #expect(try InputFile.read("/dev/null").isEmpty)
  }
}
