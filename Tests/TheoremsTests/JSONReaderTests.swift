import Exact
import Support
import Testing
import Theorems

/// Strict JSON: a table of texts to refuse with their places, and texts to accept with their values.
@Suite struct JSONReaderTests {
  static let deep = 100_000
  static let refusals: [Hostile] = [
    // Structure.
    .init("", 1, 1, "the text is empty"), .init(" \n\t ", 2, 3, "the text is empty"),
    .init("[", 1, 2, "the end of the text where a value"),
    .init("{", 1, 2, "the end of the text where a key"),
    .init("]", 1, 1, "']' where a value"), .init("[1", 1, 3, "the end of the text where ',' or ']'"),
    .init("[1}", 1, 3, "'}' where ',' or ']'"), .init("{\"a\":1]", 1, 7, "']' where ',' or '}'"),
    .init("[1,]", 1, 3, "a comma before ']'"), .init("{\"a\":1,}", 1, 7, "a comma before '}'"),
    .init("[,1]", 1, 2, "','"), .init("[1,,2]", 1, 4, "','"), .init("[1 2]", 1, 4, "'2' where ','"),
    .init("[1]]", 1, 4, "']' after the end"), .init("1 2", 1, 3, "'2' after the end"),
    .init("{}\n{}", 2, 1, "'{' after the end"), .init("[1],", 1, 4, "',' after the end"),
    .init("{a:1}", 1, 2, "'a' where a key"), .init("{'a':1}", 1, 2, "write keys in double quotes"),
    .init("{1:1}", 1, 2, "'1' where a key"), .init("{\"a\" 1}", 1, 6, "'1' where ':'"),
    .init("{\"a\"}", 1, 5, "'}' where ':'"), .init("{\"a\":}", 1, 6, "'}' where a value"),
    .init("{\"a\"::1}", 1, 6, "':' where a value"), .init("{,\"a\":1}", 1, 2, "',' where a key"),
    .init("{\"a\":1 \"b\":2}", 1, 8, "'\"' where ','"), .init("{\"a\":1,,\"b\":2}", 1, 8, "',' where a key"),
    .init("[\"a\":1]", 1, 5, "':' where ','"), .init("{\"a\",\"b\"}", 1, 5, "',' where ':'"),
    .init("{[1]:2}", 1, 2, "'[' where a key"), .init("(1)", 1, 1, "'(' where a value"),
    // Words and comments.
    .init("tru", 1, 1, "the word \"tru\""), .init("truee", 1, 1, "the word"),
    .init("True", 1, 1, "lower case"),
    .init("[None]", 1, 2, "lower case"), .init("NULL", 1, 1, "lower case"),
    .init("[NaN]", 1, 2, "finite number"),
    .init("{\"x\":Infinity}", 1, 6, "finite number"), .init("-Infinity", 1, 1, "finite number"),
    .init("inf", 1, 1, "finite number"), .init("// x\n1", 1, 1, "no comments"),
    .init("[1 /* */]", 1, 4, "'/'"),
    .init("# x", 1, 1, "no comments"), .init("nul\u{e9}", 1, 1, "the word \"nul\""),
    .init("\u{e9}", 1, 1, "U+00E9"),
    .init("undefined", 1, 1, "the word"), .init("*", 1, 1, "'*'"), .init("[\u{a0}1]", 1, 2, "U+00A0"),
    .init("[1\u{c}]", 1, 3, "U+000C"), .init("\u{0}", 1, 1, "U+0000"), .init("1\u{0}", 1, 2, "U+0000"),
    .init("[\u{2060}]", 1, 2, "U+2060"),
    // Numbers.
    .init("-", 1, 2, "a digit is expected"), .init("+1", 1, 1, "leave the plus"), .init("--1", 1, 2, "'-'"),
    .init("01", 1, 1, "leading zero"), .init("[-012]", 1, 3, "leading zero"),
    .init("00", 1, 1, "leading zero"),
    .init(".5", 1, 1, "a digit before the point"), .init("-.5", 1, 2, "'.'"),
    .init("1.", 1, 3, "after the point"),
    .init("1.e1", 1, 3, "'e'"), .init("1e", 1, 3, "digit of the exponent"), .init("1e+", 1, 4, "exponent"),
    .init("[1eE2]", 1, 4, "'E'"), .init("0x10", 1, 2, "as strings"),
    .init("[1/3]", 1, 3, "as strings, such as"),
    .init("1.2.3", 1, 4, "inside a number"), .init("1_000", 1, 2, "'_'"), .init("1n", 1, 2, "'n'"),
    .init("[1,5a]", 1, 5, "'a'"), .init("\u{661}", 1, 1, "U+0661"), .init("1\u{660}", 1, 2, "U+0660"),
    // Strings.
    .init("\"", 1, 1, "without its closing quote"), .init("[\"a", 1, 2, "without its closing quote"),
    .init("\"a\nb\"", 1, 3, "a line break"), .init("\"\t\"", 1, 2, "control character U+0009"),
    .init("\"\u{0}\"", 1, 2, "U+0000"), .init("\"\u{1f}\"", 1, 2, "U+001F"),
    .init("'a'", 1, 1, "double quotes"),
    .init("\"\\x41\"", 1, 2, "unknown escape"), .init("\"\\'\"", 1, 2, "unknown escape"),
    .init("\"\\", 1, 2, "escape"),
    .init("\"\\u12\"", 1, 6, "hexadecimal"), .init("\"\\u12G4\"", 1, 6, "'G'"),
    .init("\"\\U0041\"", 1, 2, "escape"),
    .init("\"\\u", 1, 4, "the end of the text"), .init("\"\\ud800\"", 1, 2, "a high surrogate without"),
    .init("\"\\udc00\"", 1, 2, "a low surrogate"), .init("\"\\ud800\\ud800\"", 1, 2, "a high surrogate"),
    .init("\"\\ud800\\n\"", 1, 2, "a high surrogate"), .init("\"\\ud800\\u\"", 1, 10, "hexadecimal"),
    .init("\"\\ud83d\u{1f600}\"", 1, 2, "a high surrogate"), .init("\"\\uD8\u{e9}0\"", 1, 6, "U+00E9"),
    // Keys.
    .init("{\"a\":1,\"a\":2}", 1, 8, "the key \"a\" appears twice, first at line 1, column 2"),
    .init("{\"a\":1,\n \"\\u0061\":2}", 2, 2, "appears twice"), .init("{\"\":1,\"\":1}", 1, 7, "twice"),
    .init("[{\"b\":{\"x\u{1b}[31m\":1,\"x\\u001b[31m\":1}}]", 1, 10, "control"),
    .init("{\"\u{1f600}\":1,\"\u{1f600}\":1}", 1, 8, "\\u{1f600}"),
    // Encoding.
    .init("\u{feff}1", 1, 1, "without BOM"), .init(bytes: [0xff, 0xfe, 0x31, 0], 1, 1, "UTF-16"),
    .init(bytes: [0x22, 0xc0, 0x80, 0x22], 1, 2, "overlong"),
    .init(bytes: [0x22, 0xe0, 0x80, 0xaf, 0x22], 1, 2, "overlong"),
    .init(bytes: [0x22, 0xf0, 0x80, 0x80, 0x80, 0x22], 1, 2, "overlong"),
    .init(bytes: [0x22, 0xed, 0xa0, 0x80, 0x22], 1, 2, "surrogate"),
    .init(bytes: [0x22, 0x80, 0x22], 1, 2, "continuation"),
    .init(bytes: [0x22, 0xe2, 0x82, 0x22], 1, 2, "truncated"),
    .init(bytes: [0x22, 0xe2, 0x82], 1, 2, "truncated"),
    .init(bytes: [0x22, 0xf4, 0x90, 0x80, 0x80, 0x22], 1, 2, "beyond U+10FFFF"),
    .init(bytes: [0x22, 0xff, 0x22], 1, 2, "0xff"),
    .init(bytes: [0x22, 0xf5, 0x80, 0x80, 0x80, 0x22], 1, 2, "0xf5"),
    .init(bytes: [0x5b, 0x0a, 0x22, 0xc3, 0xa9, 0xc3, 0x22], 2, 3, "truncated"),
    .init(bytes: [0x93] + Array("NUMPY".utf8), 1, 1, "UTF-8"), .init(bytes: Array(0...255), 2, 118, "UTF-8"),
    .init(bytes: [0x22, 0xfc, 0x80, 0x80, 0x80, 0x80, 0x80, 0x22], 1, 2, "never uses"),
    // Size and depth.
    .init(String(repeating: "[", count: deep), 1, 65, "nesting deeper than 64"),
    .init(String(repeating: "{\"a\":", count: deep), 1, 321, "nesting deeper than 64"),
    .init(String(repeating: "[\n", count: deep) + String(repeating: "]", count: deep), 65, 1, "nesting"),
    .init(String(repeating: "[", count: 65) + String(repeating: "]", count: 65), 1, 65, "nesting"),
  ]

  @Test(arguments: refusals) func refuses(_ hostile: Hostile) {
    hostile.expectRefusal { _ = try JSONReader.read($0, file: "x.json") }
  }

  @Test func theTableIsLarge() { #expect(Self.refusals.count >= 100) }

  @Test(
    arguments: [
      ("[]", []), (" { } ", [:]), ("null", JSON.null), ("\"\"", ""), ("[true,false]", [true, false]),
      ("{\"a\":[1,{\"b\":\"c\"}]}", ["a": [1, ["b": "c"]]]), ("\r\n[ 1 ,\t2 ]\n", [1, 2]),
      ("\"\\u0041\\n\\/\\\\\\\"\\b\\f\\r\\t\"", "A\n/\\\"\u{8}\u{c}\r\t"),
      ("\"\\ud83d\\uDE00\"", "\u{1f600}"),
      ("\"\\u0000\"", "\u{0}"), ("\"\u{7f}\u{2028}\u{ffff}\u{10ffff}\"", "\u{7f}\u{2028}\u{ffff}\u{10ffff}"),
      ("{\"\":0}", ["": 0]), ("{\"e\u{301}\":1,\"\u{e9}\":2}", ["e\u{301}": 1, "\u{e9}": 2]),
      ("-0", JSON(.number(text: "-0"))), ("1E+2", JSON(.number(text: "1E+2"))),
      ("1e-400", JSON(.number(text: "1e-400"))),
      ("123456789012345678901234567890.5", JSON(.number(text: "123456789012345678901234567890.5"))),
      ("\"\\uFFFF\"", "\u{ffff}"), ("[[[[]]]]", [[[[]]]]),
    ] as [(String, JSON)])
  func accepts(_ text: String, _ value: JSON) throws {
    #expect(try JSONReader.read(Array(text.utf8), file: "x").value == value)
  }

  @Test func depth64IsAccepted() throws {
    let text = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
    _ = try JSONReader.read(Array(text.utf8), file: "x")
  }

  @Test func tooManyBytesAndValuesAreRefused() {
    let large = [UInt8](repeating: 0x20, count: JSONReader.maximumBytes + 1)
    Hostile(bytes: large, nil, nil, "the limit is 67108864").expectRefusal {
      _ = try JSONReader.read($0, file: "x")
    }
    Hostile("[1,2,[3],4]", 1, 10, "more than 5 values").expectRefusal {
      _ = try JSONReader.read($0, file: "x", maximumValues: 5)
    }
  }

  @Test func tooManyMembersAreRefused() {
    let members = (0...JSONReader.maximumMembers).map { "\"\($0)\":1" }.joined(separator: ",")
    Hostile("{\(members)}", 1, 988_892, "more than 100000 members").expectRefusal {
      _ = try JSONReader.read($0, file: "x")
    }
  }

  /// Every prefix of a valid text that ends inside it is refused, and random damage never traps.
  @Test func truncationAndDamage() {
    let text = Array("{\"a\":[1.5e3,\"\u{1f600}\\u00e9\",null,true],\"b\":{\"c\":\"\"}}".utf8)
    for length in 0..<text.count {
      #expect(throws: InputError.self) { try JSONReader.read(Array(text[..<length]), file: "x") }
    }
    var generator = SeededGenerator(seed: 21)
    for _ in 0..<20_000 {
      var damaged = text
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        damaged[Int.random(in: 0..<text.count, using: &generator)] = UInt8.random(
          in: 0...255, using: &generator)
      }
      guard let document = try? JSONReader.read(damaged, file: "x") else { continue }
      let again = try? JSONReader.read(JSONWriter.canonicalBytes(document.value), file: "y")
      #expect(again.map { JSONWriter.canonicalBytes($0.value) } == JSONWriter.canonicalBytes(document.value))
    }
    for length in 0..<300 {
      let garbage = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
      _ = try? JSONReader.read(garbage, file: "x")
    }
  }
}
