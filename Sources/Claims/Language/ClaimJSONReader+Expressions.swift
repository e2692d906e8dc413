// ClaimJSONReader+Expressions: the tree of a formula, node by node.

import Theorems

extension ClaimJSONReader {
  static func expressions(_ cursor: JSONCursor, _ least: Int) throws(InputError) -> [ClaimExpression] {
    try nonEmpty(cursor, least).map { (cursor) throws(InputError) in try expression(cursor) }
  }

  static func expression(_ cursor: JSONCursor) throws(InputError) -> ClaimExpression {
    let expression = ClaimExpression(try node(cursor), 0..<0)
    if expression.height <= ClaimLimits.depth { return expression }
    throw cursor.error(
      "nested more than \(ClaimLimits.depth) levels deep", suggestion: "name a part of it with \"let\"")
  }

  private static func node(_ cursor: JSONCursor) throws(InputError) -> ClaimExpression.Node {
    let form = try form(
      cursor,
      [
        "number", "name", "sum", "product", "negative", "power", "transpose", "element", "call", "tuple",
        "matrix",
        "relation", "property", "not", "and", "or",
      ])
    switch form.key {
    case "call": try cursor.refuseMembers(except: ["arguments", "call"])
    case "property": try cursor.refuseMembers(except: ["of", "property", "variable"])
    default: try cursor.refuseMembers(except: [form.key])
    }
    switch form.key {
    case "number": return .number(try number(form.value))
    case "name": return .name(try name(form.value).text)
    case "sum": return .sum(try chain(form.value, "minus"))
    case "product": return .product(try chain(form.value, "over"))
    case "negative": return .negative(try expression(form.value))
    case "power":
      let parts = try form.value.elements(count: 2, "parts of a power")
      return .power(try expression(parts[0]), try expression(parts[1]))
    case "transpose": return .transpose(try expression(form.value))
    case "element":
      let parts = try expressions(form.value, 2)
      return .element(parts[0], Array(parts.dropFirst()))
    case "call":
      let arguments = try nonEmpty(cursor.member("arguments"), 1)
      return .call(
        try name(form.value).text, try arguments.map { (cursor) throws(InputError) in try argument(cursor) })
    case "tuple": return .tuple(try expressions(form.value, 2))
    case "matrix":
      return .matrix(try nonEmpty(form.value, 1).map { (row) throws(InputError) in try expressions(row, 1) })
    case "relation": return try relation(form.value)
    case "property": return try property(cursor, form.value)
    case "not": return .not(try expression(form.value))
    case "and": return .and(try expressions(form.value, 2))
    default: return .or(try expressions(form.value, 2))
    }
  }

  private static func chain(_ cursor: JSONCursor, _ inverse: String) throws(InputError) -> [ClaimExpression
    .Term]
  {
    var terms: [ClaimExpression.Term] = []
    for element in try nonEmpty(cursor, 2) {
      if !terms.isEmpty, let value = try element.optionalMember(inverse) {
        try element.refuseMembers(except: [inverse])
        terms.append(.init(isInverse: true, value: try expression(value)))
      } else {
        terms.append(.init(isInverse: false, value: try expression(element)))
      }
    }
    return terms
  }

  private static func relation(_ cursor: JSONCursor) throws(InputError) -> ClaimExpression.Node {
    let parts = try nonEmpty(cursor, 3)
    if parts.count % 2 == 0 {
      throw cursor.error(
        "\(parts.count) elements of a relation", suggestion: "alternate expressions and relations")
    }
    let links = try stride(from: 1, to: parts.count, by: 2).map { (index) throws(InputError) in
      ClaimExpression.Link(
        relation: try word(parts[index], ClaimRelation.allCases.map { ($0.rawValue, $0) }),
        value: try expression(parts[index + 1]))
    }
    return .relation(try expression(parts[0]), links)
  }

  private static func property(_ cursor: JSONCursor, _ value: JSONCursor) throws(InputError)
    -> ClaimExpression.Node
  {
    let x = try expression(cursor.member("of"))
    let plain = ClaimProperty.plain.map { ($0.words, ClaimProperty?.some($0.property)) }
    if let property = try word(value, plain + [("linear", nil)]) {
      try cursor.refuseMembers(except: ["of", "property"])
      return .property(x, property)
    }
    return .property(x, .linear(in: try name(cursor.member("variable"))))
  }

  private static func argument(_ cursor: JSONCursor) throws(InputError) -> ClaimExpression.Argument {
    try cursor.refuseMembers(except: ["for", "label", "value"])
    let label = try cursor.optionalMember("label").map { (cursor) throws(InputError) in try labelText(cursor)
    }
    return .init(label: label, value: try expression(cursor.member("value")), indices: try indices(cursor))
  }

  /// A label may be a word of the language.
  private static func labelText(_ cursor: JSONCursor) throws(InputError) -> String {
    let text = try cursor.string()
    return ClaimWords.reserved.contains(text) ? text : try name(cursor).text
  }
}
