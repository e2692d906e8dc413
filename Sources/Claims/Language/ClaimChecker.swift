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
    var name: ClaimName
    /// An integer as a polynomial in the names, and its bounds.
    var value = ClaimDimension.unknown
    var bounds: ClaimBounds?
    /// The indices of a family.
    var family: (lower: ClaimBounds?, upper: ClaimBounds?)?
    /// The real interval that `for all` gives it.
    var interval: Range<Int>?
    /// Whether it takes more than one value, as far as is known.
    var varies = false
    /// The first equality that balls would have to prove for a statement with a name to hold, and to fail.
    var equality: (toHold: Range<Int>?, toFail: Range<Int>?) = (nil, nil)
  }

  let source: ClaimSource
  var scope: [String: Binding] = [:]
  var used: Set<String> = []
  private(set) var warnings: [ClaimProblem] = []
  private let maximumWarnings: Int
  /// Where the sides of '=' and '!=' need not be integers.
  var inexact: Set<Range<Int>> = []
  /// The first equality that has to be proved.
  private var equality: Range<Int>?
  /// Where the checker is: 'enclose' asks for a number, sup and inf make one of all values of the names.
  enum Place { case elsewhere, enclosure, extremum }
  var place = Place.elsewhere
  /// Whether a name that varies was read.
  var readsVarying = false
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
    if let equality, methods == [.ball], !isRefutation {
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
      try withIndices(indices, warnsWhenEmpty: true) {
        (checker: inout ClaimChecker, _) throws(ClaimProblem) in
        try checker.requireFormula(statement)
        checker.equality = checker.equality ?? checker.equality(in: statement, toHold: true)
      }
    case .enclose(let value, _):
      place = .enclosure
      defer { place = .elsewhere }
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
    readsVarying = false
    let family = try binder.family.map { (range) throws(ClaimProblem) in
      try bounds(of: range, warnsWhenEmpty: true)
    }
    let domain = try domain(binder.domain)
    for name in binder.names {
      var binding = domain(name)
      if let family {
        binding = Binding(
          type: .family(binding.type), name: name, family: (family.lower.bounds, family.upper.bounds),
          varies: binding.varies)
      }
      if readsVarying { binding.varies = true }
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
    let values = try parts.map { (part) throws(ClaimProblem) -> Binding in
      readsVarying = false
      let value = try typed(part)
      var binding = Binding(type: value.type, name: names[0], value: value.value, bounds: value.bounds)
      binding.varies = readsVarying
      // Another name of a family has its members.
      if case .name(let other) = part.node { binding.family = scope[other]?.family }
      binding.equality = (equality(in: part, toHold: true), equality(in: part, toHold: false))
      return binding
    }
    for (name, value) in zip(names, values) {
      var binding = value
      binding.name = name
      try declare(binding)
      bound.append(name)
    }
  }

  /// Runs `body` with the indices in scope; gives it the ends of their ranges.
  mutating func withIndices<Result>(
    _ indices: [ClaimIndex], warnsWhenEmpty: Bool = false,
    _ body: (inout ClaimChecker, [(lower: Typed, upper: Typed)]) throws(ClaimProblem) -> Result
  ) throws(ClaimProblem) -> Result {
    var ends: [(lower: Typed, upper: Typed)] = []
    for index in indices {
      let range = try bounds(of: index.range, warnsWhenEmpty: warnsWhenEmpty)
      try declare(
        Binding(
          type: .integer, name: index.name, value: ClaimDimension(name: index.name.text),
          bounds: hull(range.lower.bounds, range.upper.bounds)))
      ends.append(range)
    }
    // Each end is typed once: an expression may stand in the ends of ranges 60 levels deep.
    let result = try body(&self, ends)
    for index in indices { scope[index.name.text] = nil }
    return result
  }

  func hull(_ lower: ClaimBounds?, _ upper: ClaimBounds?) -> ClaimBounds? {
    guard let lower, let upper, lower.lower <= upper.upper else { return nil }
    return ClaimBounds(lower.lower, upper.upper)
  }
}
