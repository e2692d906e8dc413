// ClaimJSONWriter: the canonical JSON of a claim file, `plumb.claim/1`. Comments are not part of it.

import Exact
import Theorems

/// Syntax to JSON. `ClaimJSONReader` is the inverse; proofs-data/claims/schema.json describes the form.
struct ClaimJSONWriter {
  static let format = "plumb.claim/1"

  /// For the identity: names that are bound become v1, v2, ... in the order in which they are bound, numbers their value,
  /// and labelled arguments stand in alphabetical order.
  private let isCanonical: Bool
  private var names: [String: String] = [:]
  private var count = 0

  private init(isCanonical: Bool) { self.isCanonical = isCanonical }

  static func json(_ file: ClaimFile) -> JSON {
    var writer = ClaimJSONWriter(isCanonical: false)
    return ["claims": .array(file.claims.map { writer.claim($0) }), "format": .string(format)]
  }

  /// The canonical form of one claim, whose hash is its identity.
  static func identityJSON(_ claim: ClaimText) -> JSON {
    var writer = ClaimJSONWriter(isCanonical: true)
    return ["claims": [writer.claim(claim)], "format": .string(format)]
  }

  private mutating func claim(_ claim: ClaimText) -> JSON {
    ["items": .array(claim.items.map { item($0.content) }), "title": .string(claim.title)]
  }

  private mutating func bind(_ name: ClaimName) -> JSON {
    guard isCanonical else { return .string(name.text) }
    count += 1
    names[name.text] = "v\(count)"
    return .string("v\(count)")
  }

  private func use(_ name: String) -> JSON { .string(names[name] ?? name) }

  private mutating func item(_ content: ClaimItem.Content) -> JSON {
    switch content {
    case .source(let text): return ["source": .string(text)]
    case .note(let text): return ["note": .string(text)]
    case .expect(let verdict): return ["expect": .string(verdict.rawValue)]
    case .forAll(let binders, let condition):
      var members = [JSON.Member("forAll", .array(binders.map { binder($0) }))]
      if let condition { members.append(.init("where", expression(condition))) }
      return .object(members)
    case .bind(let names, let value):
      let value = expression(value)
      return ["let": .array(names.map { bind($0) }), "value": value]
    case .show(let statement, let indices):
      let (indices, statement) = (self.indices(indices), expression(statement))
      return .object([.init("show", statement)] + (indices.isEmpty ? [] : [.init("for", .array(indices))]))
    case .enclose(let value, let accuracy):
      return .object(
        [.init("enclose", expression(value))] + (accuracy.map { [.init("to", .string(number($0)))] } ?? []))
    case .attempt(let methods): return ["try": .array(methods.map(method))]
    case .budget(let limits):
      return [
        "budget": .array(
          limits.map { limit in
            .object(
              [.init("limit", .string(limit.limit.rawValue)), .init("value", .string("\(limit.value)"))]
                + (limit.unit.isEmpty ? [] : [.init("unit", .string(limit.unit))]))
          })
      ]
    }
  }

  private func method(_ method: ClaimMethod) -> JSON {
    guard case .points(let count, let seed) = method else {
      return ["method": .string(ClaimMethod.plain.first { $0.method == method }!.words)]
    }
    return .object(
      [.init("method", "exact points"), .init("points", .string("\(count)"))]
        + (seed.map { [.init("seed", .string("\($0)"))] } ?? []))
  }

  private mutating func binder(_ binder: ClaimBinder) -> JSON {
    // The domain is read before the names are bound, so it cannot speak of them.
    let family = binder.family.map { range($0) }
    let domain = domain(binder.domain)
    return .object(
      [.init("in", domain), .init("names", .array(binder.names.map { bind($0) }))]
        + (family.map { [.init("family", $0)] } ?? []))
  }

  private mutating func domain(_ domain: ClaimDomain) -> JSON {
    switch domain.content {
    case .range(let range): return ["range": self.range(range)]
    case .interval(let lower, let upper, let shape):
      let ends: JSON = [expression(lower), expression(upper)]
      return .object(
        [.init("interval", ends)]
          + (shape.isEmpty ? [] : [.init("shape", .array(shape.map { expression($0) }))]))
    case .orthogonal(let order): return ["orthogonal": expression(order)]
    case .values(let values): return ["values": .array(values.map { expression($0) })]
    }
  }

  private mutating func range(_ range: ClaimRange) -> JSON {
    [expression(range.lower), expression(range.upper)]
  }

  private mutating func indices(_ indices: [ClaimIndex]) -> [JSON] {
    indices.map { index in
      let range = range(index.range)
      return ["name": bind(index.name), "range": range]
    }
  }

  // MARK: expressions

  private func number(_ text: String) -> String {
    guard isCanonical, let value = try? NumberText.rational(text) else { return text }
    return "\(value)"
  }

  private mutating func expression(_ expression: ClaimExpression) -> JSON {
    switch expression.node {
    case .number(let text): return ["number": .string(number(text))]
    case .name(let name): return ["name": use(name)]
    case .sum(let terms): return ["sum": chain(terms, "minus")]
    case .product(let factors):
      if isCanonical, let quotient = quotient(factors) { return ["number": .string("\(quotient)")] }
      return ["product": chain(factors, "over")]
    case .negative(let x): return ["negative": self.expression(x)]
    case .power(let base, let exponent): return ["power": [self.expression(base), self.expression(exponent)]]
    case .transpose(let x): return ["transpose": self.expression(x)]
    case .element(let x, let indices): return ["element": list([x] + indices)]
    case .call(let name, let arguments): return call(name, arguments)
    case .tuple(let parts): return ["tuple": list(parts)]
    case .matrix(let rows): return ["matrix": .array(rows.map { list($0) })]
    case .relation(let first, let links):
      var parts = [self.expression(first)]
      for link in links { parts += [.string(link.relation.rawValue), self.expression(link.value)] }
      return ["relation": .array(parts)]
    case .property(let x, let property):
      if case .linear(let name) = property {
        return ["of": self.expression(x), "property": "linear", "variable": use(name.text)]
      }
      return ["of": self.expression(x), "property": .string(ClaimPrinter.text(property))]
    case .not(let x): return ["not": self.expression(x)]
    case .and(let parts): return ["and": list(parts)]
    case .or(let parts): return ["or": list(parts)]
    }
  }

  private mutating func list(_ parts: [ClaimExpression]) -> JSON { .array(parts.map { expression($0) }) }

  private mutating func chain(_ terms: [ClaimExpression.Term], _ inverse: String) -> JSON {
    .array(
      terms.map { term in
        let value = expression(term.value)
        return term.isInverse ? .object([.init(inverse, value)]) : value
      })
  }

  /// The number that a quotient of two written numbers is: 1/10 and 0.1 are the same claim.
  private func quotient(_ factors: [ClaimExpression.Term]) -> Rational? {
    guard factors.count == 2, factors[1].isInverse, case .number(let p) = factors[0].value.node,
      case .number(let q) = factors[1].value.node, let a = try? NumberText.rational(p),
      let b = try? NumberText.rational(q), !b.isZero
    else { return nil }
    return a / b
  }

  private mutating func call(_ name: String, _ arguments: [ClaimExpression.Argument]) -> JSON {
    var ordered = arguments
    if isCanonical {
      let labelled = arguments.filter { $0.label != nil }.sorted { $0.label! < $1.label! }
      ordered = arguments.filter { $0.label == nil } + labelled
    }
    let parts = ordered.map { argument -> JSON in
      let indices = indices(argument.indices)
      let value = expression(argument.value)
      return .object(
        [.init("value", value)] + (argument.label.map { [.init("label", .string($0))] } ?? [])
          + (indices.isEmpty ? [] : [.init("for", .array(indices))]))
    }
    return ["arguments": .array(parts), "call": .string(name)]
  }
}
