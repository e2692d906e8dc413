// ClaimPrinter: the canonical text of a claim file. What it prints is read back as the same syntax, comments included.

/// The printer. Items are indented by two blanks, groups of items are separated by an empty line, and parentheses stand
/// where the grammar needs them and nowhere else.
enum ClaimPrinter {
  static func text(_ file: ClaimFile) -> String {
    var lines = lines(["plumb \(ClaimFile.version)"], file.comments, indent: "")
    for claim in file.claims {
      lines.append("")
      lines += self.lines(["claim \(quoted(claim.title))"], claim.comments, indent: "")
      var group = 0
      for item in claim.items {
        let next = groupNumber(item.content)
        if next != group && group != 0 { lines.append("") }
        group = next
        lines += self.lines([text(item.content)], item.comments, indent: "  ")
      }
    }
    if !file.closing.isEmpty { lines += [""] + file.closing }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func lines(_ body: [String], _ comments: ClaimComments, indent: String) -> [String] {
    (comments.before + body.map { $0 + (comments.after.map { "  \($0)" } ?? "") }).map { indent + $0 }
  }

  private static func groupNumber(_ content: ClaimItem.Content) -> Int {
    switch content {
    case .source, .note, .expect: 1
    case .forAll: 2
    case .bind: 3
    case .show, .enclose, .attempt, .budget: 4
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { result.unicodeScalars.append("\\") }
      result.unicodeScalars.append(scalar)
    }
    return result + "\""
  }

  static func text(_ content: ClaimItem.Content) -> String {
    switch content {
    case .source(let text): "source \(quoted(text))"
    case .note(let text): "note \(quoted(text))"
    case .expect(let verdict): "expect \(verdict.rawValue)"
    case .forAll(let binders, let condition):
      "for all " + binders.map(text).joined(separator: ", ") + (condition.map { " where \(text($0))" } ?? "")
    case .bind(let names, let value): "let \(names.map(\.text).joined(separator: ", ")) = \(text(value))"
    case .show(let statement, let indices): "show \(text(statement))" + text(indices)
    case .enclose(let value, let accuracy): "enclose \(text(value))" + (accuracy.map { " to \($0)" } ?? "")
    case .attempt(let methods): "try " + methods.map(text).joined(separator: ", then ")
    case .budget(let limits):
      "budget "
        + limits.map { "\($0.limit.rawValue) \($0.value)" + ($0.unit.isEmpty ? "" : " \($0.unit)") }.joined(
          separator: ", ")
    }
  }

  static func text(_ binder: ClaimBinder) -> String {
    binder.names.map(\.text).joined(separator: ", ") + (binder.family.map { "[\(text($0))]" } ?? "")
      + " in \(text(binder.domain))"
  }

  static func text(_ domain: ClaimDomain) -> String {
    switch domain.content {
    case .range(let range): domainText(range)
    case .interval(let lower, let upper, let shape):
      "[\(text(lower, .sum)), \(text(upper, .sum))]"
        + (shape.count == 2
          ? "^(\(text(shape[0])), \(text(shape[1])))" : shape.first.map { "^\(text($0, .primary))" } ?? "")
    case .orthogonal(let order): "orthogonal(\(text(order, .sum)))"
    case .values(let values): "{\(values.map { text($0, .sum) }.joined(separator: ", "))}"
    }
  }

  /// A range as a domain: its lower end must not look like an interval or a set of orthogonal matrices.
  private static func domainText(_ range: ClaimRange) -> String {
    let lower = text(range.lower, .sum)
    let looksOtherwise = lower.hasPrefix("[") || lower.hasPrefix("orthogonal(")
    return (looksOtherwise ? "(\(lower))" : lower) + "..\(text(range.upper, .sum))"
  }

  static func text(_ range: ClaimRange) -> String { "\(text(range.lower, .sum))..\(text(range.upper, .sum))" }

  static func text(_ method: ClaimMethod) -> String {
    if case .points(let count, let seed) = method {
      return "\(count) exact points" + (seed.map { " seed \($0)" } ?? "")
    }
    return ClaimMethod.plain.first { $0.method == method }!.words
  }

  static func text(_ property: ClaimProperty) -> String {
    if case .linear(let name) = property { return "linear in \(name.text)" }
    return ClaimProperty.plain.first { $0.property == property }!.words
  }

  private static func text(_ indices: [ClaimIndex]) -> String {
    indices.isEmpty
      ? "" : " for " + indices.map { "\($0.name.text) in \(text($0.range))" }.joined(separator: ", ")
  }

  // MARK: expressions

  /// How tightly a node binds; a part that binds less than its place needs stands in parentheses.
  enum Strength: Int { case or, and, atom, sum, product, factor, power, postfix, primary }

  static func strength(of node: ClaimExpression.Node) -> Strength {
    switch node {
    case .or: .or
    case .and: .and
    case .not, .relation, .property: .atom
    case .sum: .sum
    case .product: .product
    case .negative: .factor
    case .power: .power
    case .transpose, .element: .postfix
    case .number, .name, .call, .tuple, .matrix: .primary
    }
  }

  static func text(_ expression: ClaimExpression, _ needed: Strength = .or) -> String {
    let body = body(expression.node)
    return strength(of: expression.node).rawValue < needed.rawValue ? "(\(body))" : body
  }

  private static func body(_ node: ClaimExpression.Node) -> String {
    switch node {
    case .number(let text), .name(let text): return text
    case .sum(let terms): return chain(terms, " + ", " - ", .product)
    case .product(let factors): return chain(factors, "*", "/", .factor)
    case .negative(let x): return "-" + text(x, .power)
    case .power(let base, let exponent): return "\(text(base, .postfix))^\(text(exponent, .factor))"
    case .transpose(let x): return text(x, .postfix) + "'"
    case .element(let x, let indices): return "\(text(x, .postfix))[\(list(indices))]"
    case .call(let name, let arguments):
      let parts = arguments.map { ($0.label.map { "\($0): " } ?? "") + text($0.value) + text($0.indices) }
      return "\(name)(\(parts.joined(separator: ", ")))"
    case .tuple(let parts): return "(\(list(parts)))"
    case .matrix(let rows): return "[\(rows.map(list).joined(separator: "; "))]"
    case .relation(let first, let links):
      return text(first, .sum) + links.map { " \($0.relation.rawValue) \(text($0.value, .sum))" }.joined()
    case .property(let x, let property): return "\(text(x, .sum)) is \(text(property))"
    case .not(let x): return "not \(text(x, .atom))"
    case .and(let parts): return parts.map { text($0, .atom) }.joined(separator: " and ")
    case .or(let parts): return parts.map { text($0, .and) }.joined(separator: " or ")
    }
  }

  private static func chain(
    _ terms: [ClaimExpression.Term], _ plain: String, _ inverse: String, _ needed: Strength
  ) -> String {
    terms.enumerated().map { index, term in
      (index == 0 ? "" : term.isInverse ? inverse : plain) + text(term.value, needed)
    }.joined()
  }

  private static func list(_ parts: [ClaimExpression]) -> String {
    parts.map { text($0) }.joined(separator: ", ")
  }
}
