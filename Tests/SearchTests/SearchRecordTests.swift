// SearchRecordTests: the format plumb.search/1, read strictly.

import Claims
import Search
import Support
import Testing
import Theorems

@Suite struct SearchRecordTests {
  private static let plan = SearchPlan(
    identity: EulerPolynomial().identity, seed: .max, trials: 3000, shard: Shard(2, of: 3))
  private static let complete = SearchRun(EulerPolynomial(), from: SearchRecord(plan)).run().text

  private func read(_ text: String) throws -> SearchRecord {
    try SearchRecord(text: Array(text.utf8), name: "record.json")
  }

  @Test func comesBack() throws {
    #expect(try read(Self.complete).text == Self.complete)
    let empty = SearchRecord(Self.plan)
    #expect(try read(empty.text) == empty)
    #expect(Self.complete.contains("\"seed\": \"18446744073709551615\""))
  }

  /// Each edit makes the file say something that cannot be, or says it in another way than Plumb does.
  @Test(arguments: [
    ("\"passed\": ", "\"passed\": 1"), ("\"counterexamples\": ", "\"counterexamples\": -"),
    ("\"firstUndecided\": ", "\"firstUndecided\": 1"), ("\"invalid\": ", "\"invalid\": 1"),
    ("plumb.search/1", "plumb.search/2"),
    ("\"shard\": \"2/3\"", "\"shard\": \"3/3\""), ("\"shard\": \"2/3\"", "\"shard\": \"4/3\""),
    ("\"shard\": \"2/3\"", "\"shard\": \"02/3\""), ("\"stopsAtFirst\": false", "\"stopsAtFirst\": true"),
    ("\"trials\": 3000", "\"trials\": 2990"), ("\"trials\": 3000", "\"trials\": 9999999999999"),
    ("\"seed\": \"1", "\"seed\": \"2"), ("\"seed\": \"1", "\"seed\": \"01"),
    ("    [\n      0,\n      1000\n    ]", "    [0, 999]"),
    ("    [\n      0,\n      1000\n    ]", "    [0, 500], [500, 1000]"),
    ("    [\n      0,\n      1000\n    ]", "    [0, 1001]"),
    ("    [\n      0,\n      1000\n    ]", "    [0, 600], [500, 900], [950, 1000]"),
    ("\"value\": \"1/7\"", "\"value\": \"2/14\""), ("\"value\": \"1/7\"", "\"value\": \"0.25\""),
    ("\"format\"", "\"extra\": 1, \"format\""), ("\"inadmissible\"", "\"inadmissable\""),
  ]) func damaged(_ old: String, _ new: String) throws {
    let text = Self.complete.replacing(old, with: new, maxReplacements: 1)
    #expect(text != Self.complete, "\(old) does not occur")
    #expect(throws: InputError.self) { try read(text) }
  }

  /// Blanks and line breaks do not count.
  @Test func compact() throws {
    let compact = Self.complete.replacing("\n", with: "").replacing("  ", with: "")
    #expect(try read(compact).text == Self.complete)
  }
}
