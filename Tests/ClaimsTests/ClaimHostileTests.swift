import Foundation
import Support
import Testing
import Claims
import Theorems

/// Hostile claim files: one clear error or a claim, in linear time, and never a crash.
@Suite struct ClaimHostileTests {
  static let head = "plumb 1\nclaim \"x\"\n"
  private static func many(_ text: String, _ count: Int = 100_000) -> String {
    String(repeating: text, count: count)
  }

  static let refused: [(name: String, text: String, code: ClaimCode)] = [
    ("nothing", "", .version), ("two megabytes", many("x", 2_000_000), .tooLarge),
    ("parentheses", head + "show " + many("("), .nesting), ("brackets", head + "show " + many("["), .nesting),
    ("calls", head + "show " + many("abs("), .nesting), ("not", head + "show " + many("not "), .nesting),
    ("ranges in ranges", head + "show " + many("sum(1 for i in 1..", 50_000), .nesting),
    ("ranges before ranges", head + "show " + many("sum(1 for i in sum(", 50_000), .nesting),
    (
      "methods",
      head + "show 1 < 2 try " + (1..<40_000).map { "\($0) exact points" }.joined(separator: ", then "),
      .limitOutside
    ),
    ("transposes", head + "show a" + many("'"), .nesting),
    ("powers", head + "show " + many("2^") + "1 = 1", .nesting),
    ("indices", head + "show " + many("a["), .nesting),
    ("index after index", head + "show a" + many("[1]"), .nesting),
    ("signs", head + "show " + many("-") + "1 = 1", .grammar),
    ("a million digits", head + "show " + many("7", 1_000_000) + " = 1", .number),
    ("a huge exponent", head + "show 1e" + many("9", 1_000_000), .number),
    ("many large numbers", head + "show " + many("1e100000+", 100_000) + "1 = 1", .tooLarge),
    ("a tower", head + "show 2^(2^64) > 1", .exponent),
    ("a larger tower", head + "show 2^(2^(2^1000)) > 1", .exponent),
    ("an absurd range", head + "for all L in 2..10^18\nshow L > 1", .rangeSize),
    ("a range far out", head + "for all L in 2^200..2^200 + 1\nshow L > 1", .rangeSize),
    ("a sum over an absurd range", head + "show sum(k for k in 1..10^9) > 1", .rangeSize),
    ("NUL", head + "show 1 \0 = 1", .character), ("NUL in a comment", head + "# \0\nshow 1 = 1", .character),
    ("escape codes", head + "note \"\u{1b}[31m\"\nshow 1 = 1", .character),
    ("text turned around", head + "# \u{202e}\nshow 1 = 1", .character),
    ("byte order mark", "\u{feff}" + head, .notText),
    ("unclosed", head + "note \"" + many("a", 900_000), .openString),
    ("backslash at the end", head + "note \"\\", .escape),
    ("a long name", head + "show " + many("a", 900_000), .tooLarge),
    ("the same name twice", head + "for all x, x in [0, 1]\nshow x = 1", .repeatedName),
    (
      "an unknown name after many", head + (0..<20_000).map { "let a\($0) = 1\n" }.joined() + "show b = 1",
      .unknownName
    ),
    ("a fault at the end of a long line", head + "show " + many("1+", 400_000) + "$", .character),
    ("no claim", "plumb 1", .grammar), ("only a title", "plumb 1 claim \"x\"", .noGoal),
  ]

  @Test(arguments: refused.map(\.name))
  func refusals(name: String) throws {
    let (_, text, code) = try #require(Self.refused.first { $0.name == name })
    let start = ContinuousClock.now
    do {
      _ = try ClaimSamples.document(text).check()
      Issue.record("accepted: \(name)")
    } catch let problem as ClaimProblem {
      #expect(problem.code == code, "\(problem)")
      expectReadable(problem)
    }
    #expect(ContinuousClock.now - start < .seconds(5))
  }

  /// Six lines, none of them long, nothing that does not show, and the caret under the excerpt.
  private func expectReadable(_ problem: ClaimProblem) {
    let lines = problem.description.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 6, "\(problem)")
    #expect(lines.allSatisfy { $0.unicodeScalars.count < 300 }, "\(problem)")
    let isShown = problem.description.unicodeScalars.allSatisfy {
      $0 == "\n" || ($0.properties.generalCategory != .control && $0.properties.generalCategory != .format)
    }
    #expect(isShown, "\(problem)")
  }

  private static let manyNames = "for all " + (0..<30).map { "n\($0)" }.joined(separator: ",") + " in 1..2 "

  /// What is long and right is accepted, in linear time.
  static let long: [String] = [
    head + "show " + many("1+", 250_000) + "1 > 0", head + "show " + many("1 < ", 200_000) + "2",
    head + "show 1 = 1\n" + many("#\n", 400_000), head + many("note \"a\" ", 80_000) + "show 1 = 1 # end",
    head + "show " + (0..<60).reduce("1") { "sum(1 for i\($1) in 1..\($0))" } + " < 2",
    head + "show " + (0..<60).reduce("1") { "sum(1 for i\($1) in \($0)..2)" } + " < 2",
    head + manyNames + "show " + many("n1+n2*3+n3*n4-", 40_000) + "1 > 0",
    head + manyNames + "show " + many("1*", 200_000) + "n1 > 0",
    head + manyNames + "show (" + (0..<30).map { "n\($0)" }.joined(separator: "+") + ")"
      + many("*1*-1", 150_000) + " < 0",
    head + manyNames + "show " + many("(" + (0..<30).map { "n\($0)" }.joined(separator: "+") + ")*1+", 5_000)
      + "1 > 0",
    head + "let x = 1 " + (0..<25_000).map { "let y\($0) = x = 1/2 and x < 2 " }.joined()
      + "show y7 try exact",
    "plumb 1\n" + (0..<30_000).map { "claim \"\($0)\" show 1 = 1\n" }.joined(),
    head + "for all " + (0..<80_000).map { "a\($0)" }.joined(separator: ",") + " in [0, 1] show a1 < 2",
  ]

  @Test(arguments: long.indices)
  func longClaims(index: Int) throws {
    let text = Self.long[index]
    let start = ContinuousClock.now
    let document = try ClaimSamples.document(text)
    let checked = try document.check()
    #expect(checked.warnings.count <= ClaimLimits.warnings)
    #expect(try ClaimSamples.document(document.text) == document)
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  /// A document or a readable complaint, whatever the bytes.
  private func expectNoCrash(_ bytes: [UInt8]) {
    do {
      let document = try ClaimDocument(text: bytes, name: "fuzz.claim")
      let again = try ClaimDocument(text: Array(document.text.utf8), name: "fuzz.claim")
      #expect(again == document && again.text == document.text)
      #expect(
        try ClaimDocument(json: JSONWriter.canonicalBytes(document.json), name: "fuzz.json") == document)
      _ = try document.check()
    } catch let problem as ClaimProblem {
      expectReadable(problem)
    } catch {
      Issue.record("\(error) for \(String(decoding: bytes, as: UTF8.self))")
    }
  }

  @Test func randomBytes() {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<scaled(500) {
      let count = Int.random(in: 0..<200, using: &random)
      let noise = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      expectNoCrash(noise)
      expectNoCrash(Array(Self.head.utf8) + noise)
    }
  }

  @Test func randomTokens() {
    let tokens = [
      "for all", "let", "show", "enclose", "try", "budget", "claim \"y\"", "note \"n\"", "expect", "where",
      "in", "to", "then",
      "is", "and", "or", "not", "x", "L", "d", "mu", "sum", "hessian", "dln", "depth:", "at:", "1", "0.5",
      "2..8", "[0, 1]", "(",
      ")", "[", "]", "{", "}", ",", ";", "'", "^", "*", "/", "+", "-", "=", "<", ">=", "..", "orthogonal",
      "diagonal", "ball",
      "symbolic", "seed", "time", "s", "verified", "#\n", "λ", "∀", "≤",
    ]
    var random = SeededGenerator(seed: 2)
    for _ in 0..<scaled(2000) {
      let count = Int.random(in: 1..<40, using: &random)
      let soup = (0..<count).map { _ in tokens.randomElement(using: &random)! }
      expectNoCrash(Array((Self.head + soup.joined(separator: " ")).utf8))
    }
  }

  /// The committed files with bytes removed, doubled, changed and swapped between files.
  @Test func mutatedFiles() {
    var random = SeededGenerator(seed: 3)
    let files = ClaimSamples.files.map { Array($0.text.utf8) }
    for _ in 0..<scaled(1500) {
      var bytes = files.randomElement(using: &random)!
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        let end = min(bytes.count, place + Int.random(in: 1...12, using: &random))
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.removeSubrange(place..<end)
        case 1: bytes.insert(contentsOf: bytes[place..<end], at: place)
        case 2: bytes[place] = Array("()[]{},;:'^*/+-=<>.# \n\"x1".utf8).randomElement(using: &random)!
        default:
          let other = files.randomElement(using: &random)!
          bytes.replaceSubrange(place..<end, with: other[min(place, other.count)..<min(end, other.count)])
        }
        if bytes.isEmpty { bytes = [0x70] }
      }
      expectNoCrash(bytes)
    }
  }

  /// Deep JSON is refused like deep text.
  @Test func deepJSON() {
    for part in [#"{"not":"#, #"{"and":["#, "["] {
      let text =
        #"{"format":"plumb.claim/1","claims":[{"title":"x","items":[{"show":"#
        + String(repeating: part, count: 100_000)
      #expect(throws: InputError.self) { try ClaimDocument(json: Array(text.utf8), name: "deep.json") }
    }
    let levels = 80
    let deep =
      String(repeating: #"{"not":"#, count: levels) + #"{"name":"x"}"# + String(repeating: "}", count: levels)
    let text = #"{"format":"plumb.claim/1","claims":[{"title":"x","items":[{"show":\#(deep)}]}]}"#
    #expect(throws: InputError.self) { try ClaimDocument(json: Array(text.utf8), name: "deep.json") }
  }
}
