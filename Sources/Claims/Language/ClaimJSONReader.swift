// ClaimJSONReader: canonical JSON back to syntax. Whatever it accepts is printed as text that parses to the same syntax.

import Exact
import Theorems

/// JSON to syntax, strictly: unknown fields, words of the language as names, and lists that are too short are refused with
/// line, column and path.
struct ClaimJSONReader {
  /// The upper end of an index range stands six levels below its call: the object, its arguments, one of them, its indices,
  /// one of them, its range. No part of the syntax nests deeper, and up to the first formula there are at most ten levels.
  static let maximumDepth = 6 * ClaimLimits.depth + 10

  static func file(_ root: JSONCursor) throws(InputError) -> ClaimFile {
    try root.refuseMembers(except: ["claims", "format"])
    let format = try root.member("format")
    if try format.string() != ClaimJSONWriter.format {
      throw format.error("an unknown format", suggestion: "write \(quoted(ClaimJSONWriter.format))")
    }
    let claims = try root.member("claims")
    return ClaimFile(claims: try nonEmpty(claims, 1).map { (cursor) throws(InputError) in try claim(cursor) })
  }

  static func nonEmpty(_ cursor: JSONCursor, _ least: Int) throws(InputError) -> [JSONCursor] {
    let elements = try cursor.elements()
    if elements.count < least {
      throw cursor.error("\(elements.count) elements", suggestion: "write at least \(least)")
    }
    return elements
  }

  private static func claim(_ cursor: JSONCursor) throws(InputError) -> ClaimText {
    try cursor.refuseMembers(except: ["items", "title"])
    let items = try cursor.member("items").elements()
    return ClaimText(
      title: try text(cursor.member("title")), titleRange: 0..<0,
      items: try items.map { (cursor) throws(InputError) in ClaimItem(content: try item(cursor), range: 0..<0)
      })
  }

  /// A text that stands on one line without characters that do not show.
  private static func text(_ cursor: JSONCursor) throws(InputError) -> String {
    let text = try cursor.string()
    let isShown = text.unicodeScalars.allSatisfy {
      switch $0.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate:
        $0 == "\t"
      default: true
      }
    }
    if isShown { return text }
    throw cursor.error("a character that does not show", suggestion: "remove it")
  }

  static func name(_ cursor: JSONCursor) throws(InputError) -> ClaimName {
    let text = try cursor.string()
    if ClaimWords.isName(text) { return ClaimName(text: text, range: 0..<0) }
    throw cursor.error(
      "\(quoted(text)) as a name",
      suggestion: "a name is a letter with letters, digits and '_', and no word of the language")
  }

  static func number(_ cursor: JSONCursor) throws(InputError) -> String {
    let text = try cursor.string()
    if !text.contains("/") && !text.hasPrefix("-")
      && (try? NumberText.digitBound(utf8: Array(text.utf8))) != nil
    {
      return text
    }
    throw cursor.error(
      "\(quoted(text)) as a number",
      suggestion: "write a literal such as \"3\", \"0.1\", \"1e-3\" or \"0x1.8p3\"")
  }

  /// An integer in decimal digits.
  static func integer(_ cursor: JSONCursor, in range: ClosedRange<Int>) throws(InputError) -> Int {
    let text = try number(cursor)
    if let value = Int(text), range.contains(value) { return value }
    throw cursor.error(
      "\(quoted(text)) is not acceptable here",
      suggestion: "write an integer from \(range.lowerBound) to \(range.upperBound)")
  }

  static func word<Value>(
    _ cursor: JSONCursor, _ known: [(words: String, value: Value)]
  ) throws(InputError) -> Value {
    let text = try cursor.string()
    if let found = known.first(where: { sameText($0.words, text) }) { return found.value }
    throw cursor.error(
      "the word \(quoted(text))", suggestion: "write one of \(known.map(\.words).joined(separator: ", "))")
  }

  private static func item(_ cursor: JSONCursor) throws(InputError) -> ClaimItem.Content {
    let forms = ["source", "note", "expect", "forAll", "let", "show", "enclose", "try", "budget"]
    let form = try form(cursor, forms)
    let further = ["forAll": ["where"], "let": ["value"], "show": ["for"], "enclose": ["to"]][form.key] ?? []
    try cursor.refuseMembers(except: [form.key] + further)
    switch form.key {
    case "source": return .source(try text(form.value))
    case "note": return .note(try text(form.value))
    case "expect":
      return .expect(try word(form.value, [Verdict.verified, .refuted, .unknown].map { ($0.rawValue, $0) }))
    case "forAll":
      let binders = try nonEmpty(form.value, 1)
      let condition = try cursor.optionalMember("where")
      return .forAll(
        try binders.map { (cursor) throws(InputError) in try binder(cursor) },
        where: try condition.map { (cursor) throws(InputError) in try expression(cursor) })
    case "let":
      let names = try nonEmpty(form.value, 1)
      return .bind(
        try names.map { (cursor) throws(InputError) in try name(cursor) },
        try expression(cursor.member("value")))
    case "show":
      return .show(try expression(form.value), for: try indices(cursor))
    case "enclose":
      let accuracy = try cursor.optionalMember("to")
      return .enclose(
        try expression(form.value), to: try accuracy.map { (cursor) throws(InputError) in try number(cursor) }
      )
    case "try":
      let methods = try nonEmpty(form.value, 1)
      return .attempt(try methods.map { (cursor) throws(InputError) in try method(cursor) })
    default:
      let limits = try nonEmpty(form.value, 1)
      return .budget(try limits.map { (cursor) throws(InputError) in try limit(cursor) })
    }
  }

  /// The first member whose key is among `forms`, of an object that has one.
  static func form(
    _ cursor: JSONCursor, _ forms: [String]
  ) throws(InputError) -> (key: String, value: JSONCursor) {
    let members = try cursor.members()
    if let found = members.first(where: { forms.contains($0.key) }) { return found }
    throw cursor.error(
      "an object of no known form", suggestion: "give it one of the fields \(forms.joined(separator: ", "))")
  }

  private static func method(_ cursor: JSONCursor) throws(InputError) -> ClaimMethod {
    try cursor.refuseMembers(except: ["method", "points", "seed"])
    let plain = ClaimMethod.plain.map { ($0.words, ClaimMethod?.some($0.method)) }
    if let method = try word(cursor.member("method"), plain + [("exact points", nil)]) {
      try cursor.refuseMembers(except: ["method"])
      return method
    }
    let seed = try cursor.optionalMember("seed")
    return .points(
      count: try integer(cursor.member("points"), in: ClaimLimits.points),
      seed: try seed.map { (cursor) throws(InputError) in try integer(cursor, in: 0...Int.max) })
  }

  private static func limit(_ cursor: JSONCursor) throws(InputError) -> ClaimBudget {
    try cursor.refuseMembers(except: ["limit", "unit", "value"])
    let limit = try word(cursor.member("limit"), ClaimBudget.Limit.allCases.map { ($0.rawValue, $0) })
    let units = limit.units.map(\.name)
    var unit = ""
    if units == [""] {
      try cursor.refuseMembers(except: ["limit", "value"])
    } else {
      unit = try word(cursor.member("unit"), units.map { ($0, $0) })
    }
    return ClaimBudget(
      limit: limit, value: try integer(cursor.member("value"), in: limit.range), unit: unit)
  }

  private static func binder(_ cursor: JSONCursor) throws(InputError) -> ClaimBinder {
    try cursor.refuseMembers(except: ["family", "in", "names"])
    let family = try cursor.optionalMember("family")
    let list = try cursor.member("names")
    let names = try family == nil ? nonEmpty(list, 1) : list.elements(count: 1, "names of a family")
    return ClaimBinder(
      names: try names.map { (cursor) throws(InputError) in try name(cursor) },
      family: try family.map { (cursor) throws(InputError) in try range(cursor) },
      domain: try domain(cursor.member("in")))
  }

  private static func domain(_ cursor: JSONCursor) throws(InputError) -> ClaimDomain {
    let form = try form(cursor, ["range", "interval", "orthogonal", "values"])
    let content: ClaimDomain.Content
    switch form.key {
    case "range": content = .range(try range(form.value))
    case "orthogonal": content = .orthogonal(try expression(form.value))
    case "values": content = .values(try expressions(form.value, 1))
    default:
      let ends = try range(form.value)
      let shape = try cursor.optionalMember("shape").map { (cursor) throws(InputError) in
        try expressions(cursor, 1)
      }
      if let shape, shape.count > 2 {
        throw try cursor.member("shape").error(
          "\(shape.count) sides of a box", suggestion: "write one or two")
      }
      if let shape, shape.count == 1, case .tuple(let sides) = shape[0].node, sides.count == 2 {
        throw try cursor.member("shape").error(
          "a tuple as the shape", suggestion: "write its two parts as two elements")
      }
      try cursor.refuseMembers(except: ["interval", "shape"])
      return ClaimDomain(content: .interval(ends.lower, ends.upper, shape: shape ?? []), range: 0..<0)
    }
    try cursor.refuseMembers(except: [form.key])
    return ClaimDomain(content: content, range: 0..<0)
  }

  static func range(_ cursor: JSONCursor) throws(InputError) -> ClaimRange {
    let ends = try cursor.elements(count: 2, "ends of a range")
    return ClaimRange(lower: try expression(ends[0]), upper: try expression(ends[1]))
  }

  static func indices(_ cursor: JSONCursor) throws(InputError) -> [ClaimIndex] {
    guard let list = try cursor.optionalMember("for") else { return [] }
    return try nonEmpty(list, 1).map { (cursor) throws(InputError) in
      try cursor.refuseMembers(except: ["name", "range"])
      return ClaimIndex(name: try name(cursor.member("name")), range: try range(cursor.member("range")))
    }
  }
}
