// ClaimChecker: names, arities, types and shapes of a claim, as far as they are known without evaluation.

import Exact
import Theorems

/// What a checked claim says, in words, and what its reader should know.
public struct CheckedClaim: Sendable {
  public let title: String
  public let expected: Verdict?
  /// What the claim ranges over.
  public let scope: String
  /// How many statements it makes, and how many numbers it asks for.
  public let statements: Int
  public let enclosures: Int
  /// SHA-256 of the canonical form, independent of comments, spacing, spelling of numbers, and names that are bound.
  public let identity: String
}

/// The checker of one claim. It stops at the first error and collects warnings.
struct ClaimChecker {
  /// A name that is in scope.
  struct Binding {
    let type: ClaimType
    let name: ClaimName
    /// An integer as a polynomial in the names, and its bounds.
    var value = ClaimDimension.unknown
    var bounds: ClaimBounds?
    /// The indices of a family.
    var family: (lower: ClaimBounds?, upper: ClaimBounds?)?
    /// The real interval that `for all` gives it.
    var interval: Range<Int>?
  }

  let source: ClaimSource
  var scope: [String: Binding] = [:]
  var used: Set<String> = []
  private(set) var warnings: [ClaimProblem] = []
  private let maximumWarnings: Int
  /// Equalities between numbers that need not be integers.
  var equalities: [Range<Int>] = []
  var allowsExtrema = false
  private var bound: [ClaimName] = []

  init(_ source: ClaimSource, maximumWarnings: Int) {
    (self.source, self.maximumWarnings) = (source, maximumWarnings)
  }

  /// Each warning looks its line up, so there is a limit to them.
  mutating func warn(
    _ code: ClaimCode, _ range: Range<Int>, _ message: String, label: String, help: String
  ) {
    if warnings.count == maximumWarnings { return }
    warnings.append(source.problem(code, range, message, label: label, help: help))
  }

  /// Checks `claim`.
  mutating func check(_ claim: ClaimText) throws(ClaimProblem) {
    try checkItems(claim)
    for item in claim.items { try check(item) }
    for name in bound where !used.contains(name.text) {
      warn(
        .unusedName, name.range, "the name '\(name.text)' is never used", label: "bound here",
        help: "remove it, or use it")
    }
    let methods = claim.items.flatMap { item -> [ClaimMethod] in
      if case .attempt(let methods) = item.content { methods } else { [] }
    }
    let isRefutation = claim.items.contains { $0.content == .expect(.refuted) }
    if let equality = equalities.first, methods == [.ball], !isRefutation {
      throw source.problem(
        .equalityByBalls, equality, "'=' between real quantities cannot be proved with balls",
        label: "enclosures can refute an equality, never prove it",
        help: "use 'try closed form', or bound the difference: abs(a - b) <= 1e-30")
    }
  }

  private func checkItems(_ claim: ClaimText) throws(ClaimProblem) {
    var seen: Set<String> = []
    var hasGoal = false
    for item in claim.items {
      let word: String
      switch item.content {
      case .expect: word = "expect"
      case .attempt: word = "try"
      case .budget: word = "budget"
      case .show, .enclose:
        hasGoal = true
        continue
      default: continue
      }
      if !seen.insert(word).inserted {
        throw source.problem(
          .repeatedItem, item.range, "'\(word)' stands twice in a claim", label: "the second one",
          help: "keep one of the two")
      }
    }
    if !hasGoal {
      throw source.problem(
        .noGoal, claim.titleRange, "the claim states nothing",
        label: "expected 'show' or 'enclose' in this claim",
        help: "add: show a <= b")
    }
  }

  private mutating func check(_ item: ClaimItem) throws(ClaimProblem) {
    switch item.content {
    case .source, .note, .expect, .attempt, .budget: break
    case .forAll(let binders, let condition):
      for binder in binders { try bind(binder) }
      if let condition { try requireFormula(condition) }
    case .bind(let names, let value): try bind(names, to: value)
    case .show(let statement, let indices):
      try withIndices(indices, warnsWhenEmpty: true) { (checker: inout ClaimChecker) throws(ClaimProblem) in
        try checker.requireFormula(statement)
      }
    case .enclose(let value, _):
      allowsExtrema = true
      defer { allowsExtrema = false }
      _ = try requireNumber(value)
    }
  }

  // MARK: names

  mutating func declare(_ binding: Binding) throws(ClaimProblem) {
    let name = binding.name
    if let earlier = scope[name.text] {
      let line = TextPosition(offset: earlier.name.range.lowerBound, in: source.text).line
      throw source.problem(
        .repeatedName, name.range, "the name '\(name.text)' is bound twice",
        label: "bound before on line \(line)",
        help: "choose another name")
    }
    if ClaimVocabulary.table[name.text] != nil {
      throw source.problem(
        .takenName, name.range, "the name '\(name.text)' belongs to a function", label: "cannot be bound",
        help: "choose another name")
    }
    scope[name.text] = binding
  }

  private mutating func bind(_ binder: ClaimBinder) throws(ClaimProblem) {
    let family = try binder.family.map { (range) throws(ClaimProblem) in
      try bounds(of: range, warnsWhenEmpty: true)
    }
    let domain = try domain(binder.domain)
    for name in binder.names {
      var binding = domain(name)
      if let family {
        binding = Binding(
          type: .family(binding.type), name: name, family: (family.lower.bounds, family.upper.bounds))
      }
      try declare(binding)
      bound.append(name)
    }
  }

  private mutating func bind(_ names: [ClaimName], to value: ClaimExpression) throws(ClaimProblem) {
    var parts = [value]
    if names.count > 1 {
      guard case .tuple(let values) = value.node, values.count == names.count else {
        throw source.problem(
          .argumentCount, value.range, "\(names.count) names for one value",
          label: "expected \(names.count) values in parentheses", help: "write: let a, b = (1, 2)")
      }
      parts = values
    }
    let values = try parts.map { (part) throws(ClaimProblem) in try typed(part) }
    for (name, value) in zip(names, values) {
      try declare(Binding(type: value.type, name: name, value: value.value, bounds: value.bounds))
      bound.append(name)
    }
  }

  /// Runs `body` with the indices in scope.
  mutating func withIndices<Result>(
    _ indices: [ClaimIndex], warnsWhenEmpty: Bool = false,
    _ body: (inout ClaimChecker) throws(ClaimProblem) -> Result
  ) throws(ClaimProblem) -> Result {
    for index in indices {
      let range = try bounds(of: index.range, warnsWhenEmpty: warnsWhenEmpty)
      try declare(
        Binding(
          type: .integer, name: index.name, value: ClaimDimension(name: index.name.text),
          bounds: hull(range.lower.bounds, range.upper.bounds)))
    }
    let result = try body(&self)
    for index in indices { scope[index.name.text] = nil }
    return result
  }

  func hull(_ lower: ClaimBounds?, _ upper: ClaimBounds?) -> ClaimBounds? {
    guard let lower, let upper, lower.lower <= upper.upper else { return nil }
    return ClaimBounds(lower.lower, upper.upper)
  }
}
