// ClaimParser+Expressions: formulas and expressions, from 'or' down to numbers and names.
//
// Precedence, loosest first: or, and, not, relations and 'is', + and -, * and /, unary -, ^ (to the right), then the
// postfixes ' and [...]. Parentheses make a part of their own, which the tree keeps as a nested node.

extension ClaimParser {
  /// A formula or an expression, one level deeper.
  mutating func formula() throws(ClaimProblem) -> ClaimExpression {
    try nested { (parser: inout ClaimParser) throws(ClaimProblem) in
      try parser.list("or", ClaimExpression.Node.or) { (parser) throws(ClaimProblem) in
        try parser.list("and", ClaimExpression.Node.and) { (parser) throws(ClaimProblem) in try parser.atom()
        }
      }
    }
  }

  mutating func nested(
    _ body: (inout ClaimParser) throws(ClaimProblem) -> ClaimExpression
  ) throws(ClaimProblem) -> ClaimExpression {
    // A level of the tree takes at most two of the recursion: an exponent in parentheses.
    if depth == 2 * ClaimLimits.depth { throw tooDeep(current.range) }
    depth += 1
    defer { depth -= 1 }
    return try body(&self)
  }

  private func tooDeep(_ range: Range<Int>) -> ClaimProblem {
    source.problem(
      .nesting, range, "the formula is nested too deeply: the limit is \(ClaimLimits.depth) levels",
      label: "one level too many", help: "name a part of it with 'let'")
  }

  private func make(_ node: ClaimExpression.Node, from start: Int) throws(ClaimProblem) -> ClaimExpression {
    let expression = ClaimExpression(node, start..<previousEnd)
    if expression.height > ClaimLimits.depth { throw tooDeep(start..<min(start + 1, previousEnd)) }
    return expression
  }

  private mutating func list(
    _ word: String, _ combined: ([ClaimExpression]) -> ClaimExpression.Node,
    _ part: (inout ClaimParser) throws(ClaimProblem) -> ClaimExpression
  ) throws(ClaimProblem) -> ClaimExpression {
    let start = current.range.lowerBound
    var parts = [try part(&self)]
    while take(word: word) { parts.append(try part(&self)) }
    return parts.count == 1 ? parts[0] : try make(combined(parts), from: start)
  }

  private mutating func atom() throws(ClaimProblem) -> ClaimExpression {
    let start = current.range.lowerBound
    if take(word: "not") {
      let negated = try nested { (parser: inout ClaimParser) throws(ClaimProblem) in try parser.atom() }
      return try make(.not(negated), from: start)
    }
    let first = try sum()
    var links: [ClaimExpression.Link] = []
    while case .sign(let sign) = current.kind, let relation = ClaimRelation(rawValue: sign) {
      position += 1
      if isSign("=") || isSign(">") {
        throw unexpected("an expression", "relations are =, !=, <, <=, > and >=")
      }
      links.append(.init(relation: relation, value: try sum()))
    }
    if !links.isEmpty { return try make(.relation(first, links), from: start) }
    if !take(word: "is") { return first }
    let property = try property()
    return try make(.property(first, property), from: start)
  }

  private mutating func property() throws(ClaimProblem) -> ClaimProperty {
    for (words, property) in ClaimProperty.plain {
      let parts = words.split(separator: " ").map(String.init)
      if parts.indices.allSatisfy({ isWord(parts[$0], ahead: $0) }) {
        position += parts.count
        return property
      }
    }
    let help =
      "properties are diagonal, symmetric, orthogonal, zero, positive definite, positive semidefinite, and linear in a name"
    if take(word: "linear") {
      try require(word: "in", help)
      return .linear(in: try name("the name in which it is linear"))
    }
    throw unexpected("a property", nearest(ClaimProperty.plain.map(\.words) + ["linear"]) ?? help)
  }

  /// Terms with + and -.
  mutating func sum() throws(ClaimProblem) -> ClaimExpression {
    try chain("+", "-", ClaimExpression.Node.sum) { (parser) throws(ClaimProblem) in
      try parser.chain("*", "/", ClaimExpression.Node.product) { (parser) throws(ClaimProblem) in
        try parser.factor()
      }
    }
  }

  private mutating func chain(
    _ plain: String, _ inverse: String, _ combined: ([ClaimExpression.Term]) -> ClaimExpression.Node,
    _ part: (inout ClaimParser) throws(ClaimProblem) -> ClaimExpression
  ) throws(ClaimProblem) -> ClaimExpression {
    let start = current.range.lowerBound
    var terms = [ClaimExpression.Term(isInverse: false, value: try part(&self))]
    while isSign(plain) || isSign(inverse) {
      let isInverse = isSign(inverse)
      position += 1
      terms.append(.init(isInverse: isInverse, value: try part(&self)))
    }
    return terms.count == 1 ? terms[0].value : try make(combined(terms), from: start)
  }

  private mutating func factor() throws(ClaimProblem) -> ClaimExpression {
    let start = current.range.lowerBound
    guard take(sign: "-") else { return try power() }
    let value = try power()
    return try make(.negative(value), from: start)
  }

  private mutating func power() throws(ClaimProblem) -> ClaimExpression {
    let start = current.range.lowerBound
    let base = try postfix()
    guard take(sign: "^") else { return base }
    let exponent = try nested { (parser: inout ClaimParser) throws(ClaimProblem) in try parser.factor() }
    return try make(.power(base, exponent), from: start)
  }

  private mutating func postfix() throws(ClaimProblem) -> ClaimExpression {
    let start = current.range.lowerBound
    var value = try primary()
    while true {
      if take(sign: "'") {
        value = try make(.transpose(value), from: start)
      } else if take(sign: "[") {
        let indices = try expressions()
        try require(sign: "]", "an index ends with ']'")
        value = try make(.element(value, indices), from: start)
      } else {
        return value
      }
    }
  }

  private mutating func expressions() throws(ClaimProblem) -> [ClaimExpression] {
    var list = [try formula()]
    while take(sign: ",") { list.append(try formula()) }
    return list
  }

  mutating func primary() throws(ClaimProblem) -> ClaimExpression {
    let start = current.range.lowerBound
    switch current.kind {
    case .number(let text):
      position += 1
      return try make(.number(text), from: start)
    case .word(let word) where !ClaimWords.reserved.contains(word):
      position += 1
      return isSign("(") ? try call(word, from: start) : try make(.name(word), from: start)
    case .sign("("):
      position += 1
      let parts = try expressions()
      try require(sign: ")", "every '(' has its ')'")
      return parts.count == 1 ? parts[0] : try make(.tuple(parts), from: start)
    case .sign("["):
      position += 1
      var rows = [try expressions()]
      while take(sign: ";") { rows.append(try expressions()) }
      try require(sign: "]", "a matrix is written row by row: [1, 2; 3, 4]")
      return try make(.matrix(rows), from: start)
    default:
      throw unexpected(
        "an expression", nearest(["not"]) ?? "write a number, a name, a function or parentheses")
    }
  }

  private mutating func call(_ function: String, from start: Int) throws(ClaimProblem) -> ClaimExpression {
    position += 1
    var arguments: [ClaimExpression.Argument] = []
    repeat {
      var label: String?
      if case .word(let word) = current.kind, isSign(":", ahead: 1) {
        label = word
        position += 2
      }
      let value = try formula()
      arguments.append(.init(label: label, value: value, indices: take(word: "for") ? try indices() : []))
    } while take(sign: ",")
    try require(sign: ")", "the arguments of '\(function)' end with ')'")
    return try make(.call(function, arguments), from: start)
  }
}
