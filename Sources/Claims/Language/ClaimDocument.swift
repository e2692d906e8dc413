// ClaimDocument: a claim file as the rest of Plumb sees it: read, checked, printed, and identified.

import Exact
import Theorems

/// A claim file that follows the grammar.
///
/// The language is described in proofs-data/README.md. A document can be checked, printed in canonical form, and turned
/// into JSON and back. Nothing here evaluates or decides a claim.
public struct ClaimDocument: Sendable, Equatable {
  let file: ClaimFile
  let source: ClaimSource

  public static func == (a: ClaimDocument, b: ClaimDocument) -> Bool { a.file == b.file }

  /// Reads the text of a claim file; `name` names it in errors.
  ///
  /// *Cost*: linear in the text. Recursion is bounded by `ClaimLimits.depth`.
  public init(text: [UInt8], name: String) throws(ClaimProblem) {
    let source = try ClaimSource(text, file: name)
    (file, self.source) = (try ClaimParser.parse(source), source)
  }

  /// Reads canonical JSON.
  public init(json text: [UInt8], name: String) throws(InputError) {
    let document = try JSONReader.read(text, file: name, maximumDepth: ClaimJSONReader.maximumDepth)
    let file = try ClaimJSONReader.file(document.root)
    // The text decides: what the grammar cannot say is refused here, and places in later complaints are those of the text.
    do {
      self = try ClaimDocument(text: Array(ClaimPrinter.text(file).utf8), name: name)
    } catch {
      throw document.root.error("as text: \(error.code.rawValue), \(error.message)", suggestion: error.help)
    }
    if self.file != file {
      throw document.root.error(
        "a form that the text of a claim cannot have", suggestion: "write the claim as text")
    }
  }

  /// The canonical text: what it prints parses to the same claims, with their comments.
  public var text: String { ClaimPrinter.text(file) }

  /// The canonical JSON. Comments are left out; everything else comes back from it.
  public var json: JSON { ClaimJSONWriter.json(file) }

  /// Checks names, arguments, types and shapes; gives at most `ClaimLimits.warnings` warnings.
  ///
  /// *Guarantee*: a shape, index or divisor that is refused is wrong for all values of the names. What is accepted may
  /// still turn out to be `invalid` when it is evaluated: a shape may depend on a name, a divisor may vanish.
  public func check() throws(ClaimProblem) -> (claims: [CheckedClaim], warnings: [ClaimProblem]) {
    var claims: [CheckedClaim] = []
    var warnings: [ClaimProblem] = []
    var titles: Set<ExactText> = []
    for claim in file.claims {
      if !titles.insert(ExactText(claim.title)).inserted {
        throw source.problem(
          .repeatedTitle, claim.titleRange, "two claims with the same title", label: "the second one",
          help: "titles tell the claims of a file apart")
      }
      var checker = ClaimChecker(source, maximumWarnings: ClaimLimits.warnings - warnings.count)
      try checker.check(claim)
      warnings += checker.warnings
      claims.append(CheckedClaim(claim))
    }
    return (claims, warnings)
  }
}

extension CheckedClaim {
  init(_ claim: ClaimText) {
    title = claim.title
    expected =
      claim.items.lazy.compactMap { if case .expect(let verdict) = $0.content { verdict } else { nil } }.first
    scope = Self.scope(of: claim)
    statements = claim.items.count { if case .show = $0.content { true } else { false } }
    enclosures = claim.items.count { if case .enclose = $0.content { true } else { false } }
    identity = Certificate.hash(of: ClaimJSONWriter.identityJSON(claim))
  }

  /// What the names range over, in words.
  static func scope(of claim: ClaimText) -> String {
    let parts = claim.items.flatMap { item -> [String] in
      guard case .forAll(let binders, let condition) = item.content else { return [] }
      return binders.map(words) + (condition.map { ["where \(ClaimPrinter.text($0))"] } ?? [])
    }
    return parts.isEmpty ? "one case, nothing is bound" : parts.joined(separator: "; ")
  }

  private static func words(_ binder: ClaimBinder) -> String {
    let isSingle = binder.names.count == 1
    var names = binder.names.map(\.text).joined(separator: ", ")
    if let family = binder.family { names += "[\(ClaimPrinter.text(family))]" }
    let domain = ClaimPrinter.text(binder.domain)
    switch binder.domain.content {
    case .range: return "every integer \(names) in \(domain)"
    case .values: return "every \(names) in \(domain)"
    case .orthogonal(let order): return "every orthogonal \(names) of order \(ClaimPrinter.text(order))"
    case .interval(_, _, let shape):
      let noun = shape.isEmpty ? "real" : shape.count == 1 ? "real vector" : "real matrix"
      return isSingle && binder.family == nil || !shape.isEmpty
        ? "every \(noun) \(names) in \(domain)" : "all real \(names) in \(domain)"
    }
  }
}

/// The vocabulary of the claim language, as a user sees it.
public enum ClaimLanguage {
  public struct Function: Sendable {
    public let signature: String
    public let group: String
    public let result: String
    public let meaning: String
  }

  public static let groups = ClaimFunction.Group.allCases.map(\.rawValue)

  public static let functions = ClaimVocabulary.all.map {
    Function(signature: $0.signature, group: $0.group.rawValue, result: $0.resultWords, meaning: $0.meaning)
  }
}
