import Exact
import Testing
import Theorems

/// Accessors complain with line, column and path; the writer writes what Python writes.
@Suite struct JSONCursorTests {
  static let text = """
    { "layers": [ [["1/3", 2], ["0.25", "x1"]],
        [[1e-3, "1/0"], [true, "\\u0031+"]] ],
      "depth": "2", "odd key": {"k": [-1]}, "long": "\(String(repeating: "7", count: 100_001))", "huge": 1e1000000000000 }
    """
  static func root() throws -> JSONCursor { try JSONReader.read(Array(text.utf8), file: "n.json").root }

  @Test func numbersAreExact() throws {
    let layers = try Self.root().member("layers").elements()
    #expect(try layers[0].elements()[0].elements()[0].rational() == Rational(1, 3))
    #expect(try layers[0].elements()[0].elements()[1].rational() == 2)
    #expect(try layers[1].elements()[0].elements()[0].rational() == Rational(1, 1000))
    #expect(try Self.root().member("depth").count("a depth", in: 1...9) == 2)
  }

  struct Complaint: Sendable {
    let line: Int
    let column: Int
    let words: String
    let read: @Sendable (JSONCursor) throws -> Any
    init(_ line: Int, _ column: Int, _ words: String, _ read: @escaping @Sendable (JSONCursor) throws -> Any)
    {
      (self.line, self.column, self.words, self.read) = (line, column, words, read)
    }
  }

  static let complaints: [Complaint] = [
    .init(1, 38, "layers[0][1][1]: 'x' where a digit", { try $0.entry(0, 1, 1).rational() }),
    .init(2, 16, "layers[1][0][1]: a fraction with denominator zero", { try $0.entry(1, 0, 1).rational() }),
    .init(2, 22, "layers[1][1][0]: a truth value where a number", { try $0.entry(1, 1, 0).rational() }),
    .init(2, 28, "layers[1][1][1]: a '+' sign: leave it out", { try $0.entry(1, 1, 1).rational() }),
    .init(1, 24, "layers[0][0][1]: a JSON number", { try $0.entry(0, 0, 1).rational(canonical: true) }),
    .init(1, 31, "not in canonical form", { try $0.entry(0, 1, 0).rational(canonical: true) }),
    .init(
      3, 12, "depth: 2 as a depth; write an integer from 3",
      { try $0.member("depth").count("a depth", in: 3...9) }),
    .init(3, 35, "[\"odd key\"].k[0]: -1 as a width", { try $0.oddEntry().count("a width", in: 0...9) }),
    .init(2, 8, "not a plain integer", { try $0.entry(1, 0, 0).integer() }),
    .init(1, 1, "the field \"width\" is missing", { try $0.member("width") }),
    .init(
      1, 3, "an unknown field \"layers\"; the fields are \"depth\"",
      { try $0.refuseMembers(except: ["depth"]) }),
    .init(1, 13, "layers: 2 layers where 3", { try $0.member("layers").elements(count: 3, "layers") }),
    .init(1, 13, "layers: an array where a string", { try $0.member("layers").string() }),
    .init(1, 13, "layers: an array where an object", { try $0.member("layers").member("a") }),
    .init(1, 1, ": an object where an array", { try $0.elements() }),
    .init(3, 12, "depth: a string where true or false", { try $0.member("depth").bool() }),
    .init(3, 50, "100,001 digits: the limit is 100,000", { try $0.member("long").rational() }),
    .init(3, 100_064, "an exponent beyond 100,000", { try $0.member("huge").rational() }),
  ]

  @Test(arguments: complaints.indices) func complains(_ index: Int) throws {
    let expected = Self.complaints[index]
    let root = try Self.root()
    #expect {
      _ = try expected.read(root)
    } throws: { error in
      guard let error = error as? InputError else { return false }
      let isRight = error.description.contains(expected.words) && error.kind.exitCode == 65
      let isThere = error.line == expected.line && error.column == expected.column
      if !isRight || !isThere { print(error, expected.line, expected.column) }
      return isRight && isThere
    }
  }

  @Test func budgetStopsShortTextsOfLongNumbers() throws {
    let text = "[" + Array(repeating: "1e100000", count: 100).joined(separator: ",") + "]"
    var budget = NumberBudget(bits: 1 << 23)
    var count = 0
    #expect {
      for element in try JSONReader.read(Array(text.utf8), file: "x").root.elements() {
        _ = try element.rational(within: &budget)
        count += 1
      }
    } throws: { "\($0)".contains("[25]: the numbers up to here exceed the memory") }
    #expect(count == 25)
  }

  /// The expected texts were written by Python 3: `json.dumps(v, sort_keys=True, ensure_ascii=True, ...)`.
  @Test func writesAsPythonDoes() throws {
    let value: JSON = [
      "b": [1, -2, [], [:], .null, true], "a\u{e9}": "\u{7f}\u{0}\n\"\\/\u{1f600}\u{2028}", "\u{1f600}": "",
      "\u{ffff}": "",
      "B": ["x": ["y": false]],
    ]
    #expect(JSONWriter.canonicalText(value) == PythonTexts.canonical)
    #expect(JSONWriter.prettyText(value) == PythonTexts.pretty)
    for text in [JSONWriter.canonicalText(value), JSONWriter.prettyText(value)] {
      let again = try JSONReader.read(Array(text.utf8), file: "x").value
      #expect(JSONWriter.canonicalText(again) == PythonTexts.canonical)
    }
  }
}

extension JSONCursor {
  func entry(_ layer: Int, _ row: Int, _ column: Int) throws -> JSONCursor {
    try member("layers").elements()[layer].elements()[row].elements()[column]
  }
  func oddEntry() throws -> JSONCursor { try member("odd key").member("k").elements()[0] }
}
