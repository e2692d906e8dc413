// ClaimParser+Domains: quantifiers, ranges, methods and budgets.

import Theorems

extension ClaimParser {
  /// What follows `for all`.
  mutating func quantifier() throws(ClaimProblem) -> ClaimItem.Content {
    var binders = [try binder()]
    while take(sign: ",") { binders.append(try binder()) }
    return .forAll(binders, where: take(word: "where") ? try formula() : nil)
  }

  private mutating func binder() throws(ClaimProblem) -> ClaimBinder {
    var names = [try name("a name")]
    var family: ClaimRange?
    if take(sign: "[") {
      family = try range()
      try require(sign: "]", "a family is written: a[1..L] in [0, 1]")
    } else {
      while take(sign: ",") { names.append(try name("a name")) }
    }
    try require(word: "in", "a quantifier names its domain: x in [0, 1], or L in 2..8")
    return ClaimBinder(names: names, family: family, domain: try domain())
  }

  private mutating func domain() throws(ClaimProblem) -> ClaimDomain {
    let start = current.range.lowerBound
    let content: ClaimDomain.Content
    if take(sign: "[") {
      let lower = try sum()
      try require(sign: ",", "an interval is written [a, b], a range of integers a..b")
      let upper = try sum()
      try require(sign: "]", "an interval is written [a, b]")
      content = .interval(lower, upper, shape: take(sign: "^") ? try shape() : [])
    } else if take(sign: "{") {
      var values = [try sum()]
      while take(sign: ",") { values.append(try sum()) }
      try require(sign: "}", "a finite set is written {1, 2, 5}")
      content = .values(values)
    } else if isWord("orthogonal") && isSign("(", ahead: 1) {
      position += 2
      let order = try sum()
      try require(sign: ")", "the orthogonal matrices of order d are written orthogonal(d)")
      content = .orthogonal(order)
    } else {
      content = .range(try range())
    }
    return ClaimDomain(content: content, range: start..<previousEnd)
  }

  /// `n`, or `(m, n)`.
  private mutating func shape() throws(ClaimProblem) -> [ClaimExpression] {
    let shape = try primary()
    if case .tuple(let sides) = shape.node, sides.count == 2 { return sides }
    return [shape]
  }

  mutating func range() throws(ClaimProblem) -> ClaimRange {
    // Index ranges stand inside of each other: 1..sum(1 for i in 1..2).
    let lower = try nested { (parser: inout ClaimParser) throws(ClaimProblem) in try parser.sum() }
    try require(
      sign: "..", "a range of integers is written a..b; other domains are [a, b], {a, b} and orthogonal(d)")
    let upper = try nested { (parser: inout ClaimParser) throws(ClaimProblem) in try parser.sum() }
    return ClaimRange(lower: lower, upper: upper)
  }

  /// What follows `for` in a sum or after `show`.
  mutating func indices() throws(ClaimProblem) -> [ClaimIndex] {
    var indices: [ClaimIndex] = []
    repeat {
      let name = try name("the name of an index")
      try require(word: "in", "an index is written: for i in 1..n")
      indices.append(ClaimIndex(name: name, range: try range()))
    } while take(sign: ",")
    return indices
  }

  // MARK: methods and budgets

  mutating func methods() throws(ClaimProblem) -> [ClaimMethod] {
    var methods: [ClaimMethod] = []
    repeat {
      if !methods.isEmpty { try require(word: "then", "methods follow one another: try symbolic, then grid") }
      let range = current.range
      let method = try method()
      if methods.contains(method) {
        throw source.problem(
          .repeatedMethod, range.lowerBound..<previousEnd, "a method that is already in the list",
          label: "listed before", help: "remove it")
      }
      if methods.count == ClaimLimits.methods {
        throw source.problem(
          .limitOutside, range.lowerBound..<previousEnd, "more than \(ClaimLimits.methods) methods",
          label: "one too many", help: "ask for more points in one of them")
      }
      methods.append(method)
    } while take(sign: ",")
    return methods
  }

  private mutating func method() throws(ClaimProblem) -> ClaimMethod {
    if case .number = current.kind {
      let help = "write: 400 exact points seed 1"
      let count = try requireInteger(
        try count("a number of points", help), in: ClaimLimits.points, "a number of points")
      try require(word: "exact", help)
      try require(word: "points", help)
      if !take(word: "seed") { return .points(count: count, seed: nil) }
      return .points(
        count: count, seed: try requireInteger(try self.count("the seed", help), in: 0...Int.max, "a seed"))
    }
    for (words, method) in ClaimMethod.plain {
      let parts = words.split(separator: " ").map(String.init)
      if parts.indices.allSatisfy({ isWord(parts[$0], ahead: $0) }) {
        position += parts.count
        return method
      }
    }
    guard case .word(let word) = current.kind else {
      throw unexpected(
        "a method", "write: try closed form, exact, symbolic, ball, grid, climb, or 400 exact points")
    }
    let known = ClaimMethod.plain.map(\.words)
    throw source.problem(
      .unknownMethod, current.range, "unknown method '\(word)'",
      label: NearestName.among(known, to: word, limit: 3).map { "did you mean '\($0)'?" }
        ?? "expected closed form, exact, symbolic, ball, grid, climb, or a number of exact points",
      help: "'plumb explain P0401' lists the methods")
  }

  mutating func budget() throws(ClaimProblem) -> [ClaimBudget] {
    var limits: [ClaimBudget] = []
    repeat {
      guard case .word(let kind) = current.kind, let limit = ClaimBudget.Limit(rawValue: kind) else {
        guard case .word(let word) = current.kind else {
          throw unexpected("a limit", "write: budget boxes 100000, time 60 s")
        }
        throw source.problem(
          .unknownLimit, current.range, "unknown limit '\(word)'",
          label: NearestName.among(ClaimBudget.Limit.allCases.map(\.rawValue), to: word, limit: 3).map {
            "did you mean '\($0)'?"
          }
            ?? "expected precision, time, boxes or tries",
          help: "write: budget precision 128 bits, time 60 s, boxes 100000, tries 20000")
      }
      if limits.contains(where: { $0.limit == limit }) {
        throw source.problem(
          .repeatedItem, current.range, "the limit '\(kind)' stands twice", label: "given before",
          help: "keep one of the two")
      }
      position += 1
      let value = try requireInteger(
        try count("a number", "a limit is an integer"), in: limit.range, "a limit for '\(kind)'")
      let units = limit.units.map(\.name)
      guard let unit = units.first(where: { $0.isEmpty || isWord($0) }) else {
        throw unexpected(
          "the unit \(units.joined(separator: ", "))", "write: budget precision 128 bits, time 60 s")
      }
      if !unit.isEmpty { position += 1 }
      limits.append(ClaimBudget(limit: limit, value: value, unit: unit))
    } while take(sign: ",")
    return limits
  }

  private func requireInteger(
    _ number: (text: String, range: Range<Int>), in limits: ClosedRange<Int>, _ noun: String
  ) throws(ClaimProblem) -> Int {
    if let value = Int(number.text), limits.contains(value) { return value }
    throw source.problem(
      .limitOutside, number.range, "not acceptable as \(noun)",
      label: "expected an integer from \(limits.lowerBound) to \(limits.upperBound)",
      help: "choose another number")
  }
}
