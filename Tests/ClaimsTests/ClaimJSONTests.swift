import Support
import Testing
import Claims
import Theorems

/// JSON at its edges: fields that do not belong, and the deepest trees.
@Suite struct ClaimJSONTests {
  /// Every object of the schema stands in it.
  static let everything = """
    plumb 1 claim "x" source "s" note "n" expect verified
    for all L in 1..2, a[1..L] in [0, 1]^2, A in [0, 1]^(2, 2), x in [0, 1] where x > 0
    for all Q in orthogonal(2), k in {1, 2}
    let b, c = (1 - 2*3/4, -x^2)
    show A'[1,1] + sum(i for i in 1..2) < 2 and not [1, 2; 3, 4] is zero or x is linear in x for j in 1..2
    show f(A, at: (1, 2)) = 0
    enclose sup(x) to 1e-6
    try ball, then 40 exact points seed 7
    budget precision 128 bits, time 60 s, boxes 100
    """

  /// The value with one more member in one of its objects, for each of them.
  private func extended(_ value: JSON, by key: String) -> [JSON] {
    switch value.content {
    case .object(let members):
      var all: [JSON] = []
      if !members.contains(where: { $0.key == key }) { all.append(.object(members + [.init(key, "x")])) }
      for (index, member) in members.enumerated() {
        for inner in extended(member.value, by: key) {
          var copy = members
          copy[index] = .init(member.key, inner)
          all.append(.object(copy))
        }
      }
      return all
    case .array(let elements):
      return elements.indices.flatMap { index in
        extended(elements[index], by: key).map { inner in
          var copy = elements
          copy[index] = inner
          return .array(copy)
        }
      }
    default: return []
    }
  }

  @Test(arguments: ["more", "note", "to", "unit", "seed", "variable", "where"])
  func furtherFields(key: String) throws {
    let schema = try #require(ClaimFormTests.schema)
    let document = try ClaimSamples.document(Self.everything)
    #expect(schema.fault(of: document.json) == nil)
    let damaged = extended(document.json, by: key)
    #expect(damaged.count > 90)
    for value in damaged {
      let bytes = JSONWriter.canonicalBytes(value)
      #expect(throws: InputError.self) { try ClaimDocument(json: bytes, name: "sample.json") }
      #expect(schema.fault(of: value) != nil, "\(value)")
    }
  }

  /// A part of each kind in each of its places.
  static let parts = [
    "1 - (@)", "(@) - 1", "2/(@)", "-(@)", "2^(@)", "(@)^2", "(@)'", "(@)[1]", "a[@]", "f(@)", "f(1, at: @)",
    "f(1 for i in (@)..2)", "f(1 for i in 1..(@))", "f(1 for i in 1..2, j in 1..(@))", "f(@ for i in 1..2)",
    "(1, @)", "[1; @]", "1 < (@)", "(@) < 1 < 2", "(@) is zero", "(@) is linear in x", "not (@)", "1 and (@)",
    "1 or (@)",
  ]

  static let places = [
    "show @", "show 1 for i in 1..(@)", "let a = @", "enclose @", "for all x in 1..(@) where 1",
    "for all x in [0, @]", "for all x in [0, 1]^(2, @)", "for all x[0..(@)] in orthogonal(2)",
    "for all x in orthogonal((@))", "for all x in {1, @}", "for all x in [0, 1] where @",
  ]

  private func document(_ part: String, _ place: String, levels: Int) -> ClaimDocument? {
    var text = "x"
    for _ in 1..<levels { text = part.replacing("@", with: text) }
    // Domains are sums: what is none stands in parentheses.
    let needsParentheses = place.hasPrefix("for all") && !place.contains("(@)") && !place.contains("where @")
    text = place.replacing("@", with: needsParentheses ? "(\(text))" : text)
    return try? ClaimSamples.document("plumb 1 claim \"x\" \(text)")
  }

  /// Text accepts as many levels in each part and place, and its JSON is read back.
  @Test(arguments: parts)
  func deepestTrees(part: String) throws {
    for place in Self.places {
      // The two sides of a box are read as a tuple, which is a level.
      let levels = ClaimLimits.depth - (place.contains("^(") ? 1 : 0)
      #expect(document(part, place, levels: levels + 1) == nil)
      let deepest = try #require(document(part, place, levels: levels), "\(part) \(place)")
      #expect(try ClaimSamples.document(deepest.text) == deepest)
      let json = JSONWriter.canonicalBytes(deepest.json)
      #expect(try ClaimDocument(json: json, name: "deep.json") == deepest, "\(part) \(place)")
    }
  }
}
