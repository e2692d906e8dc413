import Foundation
import Support
import Testing
import Claims
import Theorems

/// The forms of a claim: text, canonical text, JSON, identity. Each goes to each other and back.
@Suite struct ClaimFormTests {
  static let schema: SchemaCheck? = {
    let url = ClaimSamples.folder.appendingPathComponent("schema.json")
    guard let bytes = try? Data(contentsOf: url) else { return nil }
    return (try? JSONReader.read(Array(bytes), file: "schema.json")).map { SchemaCheck($0.value) }
  }()

  @Test func thereAreThirteenFiles() {
    #expect(ClaimSamples.files.count == 13)
    #expect(Self.schema != nil)
  }

  @Test(arguments: ClaimSamples.files.map(\.name))
  func committedFilesAreCanonicalAndCheck(name: String) throws {
    let text = try #require(ClaimSamples.files.first { $0.name == name }?.text)
    let document = try ClaimSamples.document(text)
    #expect(document.text == text)
    let checked = try document.check()
    #expect(checked.warnings.isEmpty && !checked.claims.isEmpty)
    try expectAllForms(text)
  }

  /// Canonical text is a fixed point, JSON comes back as itself and meets the schema, identities survive all of it.
  private func expectAllForms(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let document = try ClaimSamples.document(text)
    let canonical = document.text
    let again = try ClaimSamples.document(canonical)
    #expect(again == document && again.text == canonical, "\(text)", sourceLocation: sourceLocation)
    let json = document.json
    #expect(try #require(Self.schema).fault(of: json) == nil, sourceLocation: sourceLocation)
    let back = try ClaimDocument(json: JSONWriter.canonicalBytes(json), name: "sample.json")
    #expect(back == document && back.json == json, "\(text)", sourceLocation: sourceLocation)
  }

  /// What the grammar says about each operator, against the tree written out by hand.
  @Test(arguments: [
    ("-a^2", #"{"negative":{"power":[{"name":"a"},{"number":"2"}]}}"#),
    ("a^b^c", #"{"power":[{"name":"a"},{"power":[{"name":"b"},{"name":"c"}]}]}"#),
    ("(a^b)^c", #"{"power":[{"power":[{"name":"a"},{"name":"b"}]},{"name":"c"}]}"#),
    ("a^-b", #"{"power":[{"name":"a"},{"negative":{"name":"b"}}]}"#),
    ("a/b*c", #"{"product":[{"name":"a"},{"over":{"name":"b"}},{"name":"c"}]}"#),
    ("a - b*c", #"{"sum":[{"name":"a"},{"minus":{"product":[{"name":"b"},{"name":"c"}]}}]}"#),
    ("a - (b - c)", #"{"sum":[{"name":"a"},{"minus":{"sum":[{"name":"b"},{"minus":{"name":"c"}}]}}]}"#),
    ("a*-b", #"{"product":[{"name":"a"},{"negative":{"name":"b"}}]}"#),
    ("a'[1]^2", #"{"power":[{"element":[{"transpose":{"name":"a"}},{"number":"1"}]},{"number":"2"}]}"#),
    ("(a, b)", #"{"tuple":[{"name":"a"},{"name":"b"}]}"#),
    ("[1, 2; 3, 4]", #"{"matrix":[[{"number":"1"},{"number":"2"}],[{"number":"3"},{"number":"4"}]]}"#),
  ])
  func precedence(expression: String, tree: String) throws {
    let document = try ClaimSamples.document("plumb 1\nclaim \"x\"\nshow \(expression) = 0\n")
    let expected = """
      {"claims":[{"items":[{"show":{"relation":[\(tree),"=",{"number":"0"}]}}],"title":"x"}],"format":"plumb.claim/1"}
      """
    #expect(JSONWriter.canonicalText(document.json) == expected)
    #expect(document.text.contains("show \(expression) = 0"))
  }

  @Test(arguments: [
    ("not a = b and c < d or e is zero", "not a = b and c < d or e is zero"),
    ("not (a = b and c < d)", "not (a = b and c < d)"),
    ("(a = b) and ((c < d) or (e is zero))", "a = b and (c < d or e is zero)"),
    ("((a) + ((b)))<=  c<d", "a + b <= c < d"), ("λ·μ² ≤ σ′", "lambda*mu^2 <= sigma'"),
    ("x ∧ y ∨ ¬ z", "x and y or not z"), ("a − b ≠ c × d", "a - b != c*d"),
    ("sum(x for i∈1…n) ≥ 0x1.8p3", "sum(x for i in 1..n) >= 0x1.8p3"),
  ])
  func spelling(written: String, canonical: String) throws {
    let document = try ClaimSamples.document("plumb 1\nclaim \"x\" show \(written)\n")
    #expect(document.text == "plumb 1\n\nclaim \"x\"\n  show \(canonical)\n")
  }

  /// What starts like another domain stands in parentheses.
  @Test(arguments: ["([1, 2][1, 1])..3", "(orthogonal(2) + 1)..3", "-[1, 2][1, 1]..3", "orthogonal + 1..3"])
  func domainsThatLookOtherwise(domain: String) throws {
    let text = "plumb 1\n\nclaim \"x\"\n  for all x in \(domain)\n\n  show x\n"
    #expect(try ClaimSamples.document(text).text == text)
    try expectAllForms(text)
  }

  @Test func commentsStayWhereTheyBelong() throws {
    let text = """
      # head
      plumb 1  # version

      # about the claim
      claim "x"  # title
        # before
        for all x in [0, 1]  # after

        # inside one
        # inside two
        show x <= 1  # end

      # last

      """
    #expect(try ClaimSamples.document(text).text == text)
    let loose = "plumb 1 claim \"x\" for all x in # domain\n[0,1] show # now\n x<=1# end\n#last"
    let printed = try ClaimSamples.document(loose).text
    for comment in ["# domain", "# now", "# end", "#last"] { #expect(printed.contains(comment)) }
    #expect(try ClaimSamples.document(printed).text == printed)
  }

  // MARK: identity

  /// Names, comments, spaces, spelling of numbers and order of labels do not count.
  @Test(arguments: [
    ("for all L in 2..8", "for all depth in 2..8\n# a comment\n"),
    ("dln(depth: L, width: d)", "dln(width: d, depth: L)"),
    ("[1/10, 10]", "[ 0.1 ,0x1.4p3 ]"), ("[1/10, 10]", "[1e-1, 1e1]"), ("for all", "∀"), ("L*mu", "L · mu"),
    ("2*r*(d - r)", "2*r*((d) - (r))"),
  ])
  func whatKeepsTheIdentity(original: String, changed: String) throws {
    let text = try #require(ClaimSamples.files.first { $0.name == "ratio-depth.claim" }?.text)
    #expect(text.contains(original))
    var other = text.replacingOccurrences(of: original, with: changed)
    if changed.contains("depth in") {
      other = other.replacing(/\bL\b/) { _ in "depth" }
    }
    #expect(try ClaimSamples.identities(other) == ClaimSamples.identities(text))
  }

  /// Every name of every file renamed, one at a time: the same identity.
  @Test func renaming() throws {
    for (name, text) in ClaimSamples.files {
      let names = Set(text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
      var renamed = 0
      for word in names {
        let pattern = try Regex("\\b\(word)\\b")
        // Only names that are bound can be renamed: others make another claim or none.
        guard text.contains(try Regex("(let|all|,|for) \(word)( in|\\[| =|,)")) else { continue }
        let body = text.split(separator: "\n").map { line -> String in
          line.contains("\"") ? String(line) : String(line).replacing(pattern) { _ in "renamed_\(word)" }
        }.joined(separator: "\n")
        guard let identities = try? ClaimSamples.identities(body) else { continue }
        #expect(try identities == ClaimSamples.identities(text), "\(word) in \(name)")
        renamed += 1
      }
      #expect(renamed >= 1, "\(name)")
    }
  }

  /// One token changed: another identity, or no claim. All identities met are different.
  @Test func whatChangesTheIdentity() throws {
    var met: [String: String] = [:]
    for (name, text) in ClaimSamples.files {
      met[try ClaimSamples.identities(text)[0]] = name
    }
    #expect(met.count == ClaimSamples.files.count)
    let swaps = [
      ("<=", "<"), ("<", ">"), (" = 0", " != 0"), ("+", "-"), ("*", "/"), ("1", "3"), ("2", "5"),
      ("verified", "refuted"),
      ("symbolic", "exact"), ("and", "or"), ("diagonal", "symmetric"), ("max", "min"),
      ("claim \"", "claim \"a"),
    ]
    for (name, text) in ClaimSamples.files {
      let own = try ClaimSamples.identities(text)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      for (original, changed) in swaps {
        for index in lines.indices where lines[index].contains(original) && index > 0 {
          let line = lines[index].split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
          guard let range = line[0].range(of: original) else { continue }
          var copy = lines
          copy[index] = Substring(line[0].replacingCharacters(in: range, with: changed))
          guard let identities = try? ClaimSamples.identities(copy.joined(separator: "\n")) else { continue }
          #expect(identities != own, "\(name): \(original) -> \(changed) in \(lines[index])")
        }
      }
    }
  }

  /// Random formulas, with and without needless parentheses.
  @Test func randomFormulas() throws {
    var random = SeededGenerator(seed: 20_261_121)
    for _ in 0..<scaled(300) {
      try expectAllForms("plumb 1 claim \"x\" show \(formula(3, &random)) try ball")
    }
  }

  private func formula(_ size: Int, _ random: inout SeededGenerator) -> String {
    func next(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }
    let part = { (random: inout SeededGenerator) in self.expression(size, &random) }
    switch size > 0 ? next(6) : 0 {
    case 1: return "not \(formula(size - 1, &random))"
    case 2: return "(\(formula(size - 1, &random))) and \(formula(size - 1, &random))"
    case 3: return "\(formula(size - 1, &random)) or (\(formula(size - 1, &random)))"
    case 4: return "\(part(&random)) is \(["zero", "positive definite", "linear in x"][next(3)])"
    default: return "\(part(&random)) \(["=", "<", ">=", "!="][next(4)]) \(part(&random)) < \(part(&random))"
    }
  }

  private func expression(_ size: Int, _ random: inout SeededGenerator) -> String {
    func next(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }
    func inner() -> String {
      let text = expression(size - 1, &random)
      return next(2) == 0 ? "(\(text))" : text
    }
    // A sign after an operator needs no parentheses, but a sign after a sign does.
    switch size > 0 ? next(11) : next(2) {
    case 0: return ["x", "L", "mu_1"][next(3)]
    case 1: return ["1", "0.25", "1e-3", "0x1.8p3"][next(4)]
    case 2: return "\(inner()) + \(inner())"
    case 3: return "\(inner()) - \(inner())"
    case 4: return "\(inner()) * \(inner())"
    case 5: return "\(inner()) / \(inner())"
    case 6: return "-(\(inner()))"
    case 7: return "(\(inner()))^\(next(2) == 0 ? "(\(inner()))" : "2")"
    case 8: return "(\(inner()))'[\(inner()), \(inner())]"
    case 9: return "f(\(inner()), at: \(inner()) for i in \(inner())..\(inner()))"
    default: return "[\(inner()), (\(inner()), \(inner())); 1, 2]"
    }
  }

  /// Damaged JSON is refused by the reader with a place, and by the schema where the schema can tell.
  @Test(arguments: [
    (#""format":"plumb.claim/1""#, #""format":"plumb.claim/2""#), (#""expect""#, #""hope""#),
    (#""refuted""#, #""false""#),
    (#""names":["L"]"#, #""names":[]"#), (#""title""#, #""name""#), (#""number":"2""#, #""number":2"#),
    (#""name":"L""#, #""name":"L","more":"1""#), (#""relation""#, #""relations""#), (#""grid""#, #""guess""#),
    (#""unit":"s""#, #""unit":"years""#), (#"">""#, #""=>""#),
  ])
  func damagedJSON(original: String, damaged: String) throws {
    let text = try #require(ClaimSamples.files.first { $0.name == "clusters-separate.claim" }?.text)
    let json = JSONWriter.canonicalText(try ClaimSamples.document(text).json)
    let range = try #require(json.range(of: original))
    let other = json.replacingCharacters(in: range, with: damaged)
    #expect(throws: InputError.self) { try ClaimDocument(json: Array(other.utf8), name: "sample.json") }
    let value = try JSONReader.read(Array(other.utf8), file: "sample.json").value
    #expect(try #require(Self.schema).fault(of: value) != nil)
  }

  /// What the schema lets through and the text cannot say.
  @Test(arguments: [
    (#""number":"2""#, #""number":"-2""#), (#""names":["L"]"#, #""names":["for"]"#),
    (#""number":"2""#, #""number":"1/2""#),
    (#""names":["L"]"#, #""names":["a b"]"#), (#""title":""#, #""title":"\u0007"#),
  ])
  func unsayableJSON(original: String, damaged: String) throws {
    let text = try #require(ClaimSamples.files.first { $0.name == "clusters-separate.claim" }?.text)
    let json = JSONWriter.canonicalText(try ClaimSamples.document(text).json)
    let range = try #require(json.range(of: original))
    let other = json.replacingCharacters(in: range, with: damaged)
    #expect(throws: InputError.self) { try ClaimDocument(json: Array(other.utf8), name: "sample.json") }
  }
}
