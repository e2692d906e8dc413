import Foundation
import Support
import Testing
import Theorems

/// Exit codes as the help documents them. (1, a verdict against expectation, has no input that gives it: every entry of
/// the catalogue comes out as expected, which `verify` shows with code 0.)
@Suite struct ExitCodeTests {
  static let codes: [(arguments: [String], code: Int32)] = [
    (["verify"], 0), (["verify", "deng-2026-R2"], 0), (["list"], 0),
    (["check", "proofs-data/certificates"], 0),
    (SuccessTests.balanced, 0),
    (SuccessTests.balanced + ["--method", "aligned-weyl"], 0),
    (SuccessTests.balanced + ["--method", "dense-exact"], 0),
    (["spectrum", SuccessTests.checkpoint, "--method", "aligned-exact"], 2),
    (["dynamics", "--depth", "2", "--start", "2", "--rate", "1", "--steps", "200"], 2),
    (["dynamics", "--depth", "2", "--start", "1/3", "--rate", "2", "--steps", "60", "--digits", "10000"], 0),
    (["verify", "nonsense"], 64), (["spectrum"], 64), (["nonsense"], 64),
    (["spectrum", "Package.swift"], 65), (["check", "Package.swift"], 65), (["audit", "LICENSE"], 65),
    (["spectrum", "no-such"], 66), (["check", "no-such"], 66), (["audit", "Sources"], 66),
    (["paper", "nonsense"], 64), (["paper", "deng-2026", "--networks", "no-such"], 66),
    (["verify", "deng-2026-R2", "--certificates", "LICENSE"], 74),
  ]

  @Test(arguments: codes)
  func documentedCodes(arguments: [String], code: Int32) throws {
    let outcome = try Command.run(arguments, folder: Command.package)
    #expect(outcome.exitCode == code, "plumb \(arguments): \(outcome)")
  }

  @Test func theHelpNamesEveryCode() throws {
    let help = try Command.succeed("--help").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for words in [
      "0 as expected", "1 refuted", "2 undecided", "3 certificate rejected", "64 usage", "66 no such",
      "74 input",
    ] {
      #expect(help.contains(words), "\(words)")
    }
  }

  /// One digit, one sign, one field changed: rejected with code 3, and the closing line counts it.
  @Test(arguments: [
    ("\"verdict\": \"refuted\"", "\"verdict\": \"verified\""), ("\"1/2\"", "\"1/3\""),
    ("\"5/4\"", "\"-5/4\""),
    ("\"kind\": \"exact-witness\"", "\"kind\": \"exact-witness\", \"more\": 1"),
  ])
  func damagedCertificates(original: String, damaged: String) throws {
    let scratch = try Scratch()
    let kept = Command.package.appendingPathComponent("proofs-data/certificates/deng-2026-R2.json")
    let text = try String(contentsOf: kept, encoding: .utf8)
    let range = try #require(text.range(of: original))
    let path = try scratch.file("damaged.json", text.replacingCharacters(in: range, with: damaged))
    let outcome = try Command.run(["check", kept.path, path])
    #expect(outcome.exitCode == 3 && outcome.output.hasSuffix("1 accepted, 1 rejected\n"), "\(outcome)")
    #expect(outcome.output.contains("REJECTED  \(path)"), "\(outcome)")
  }
}
