// SchemaCheck: JSON against the part of JSON Schema that proofs-data/claims/schema.json uses.

import Theorems

/// A validator of `type`, `const`, `enum`, `required`, `properties`, `additionalProperties`, `items`, `minItems`,
/// `maxItems`, `oneOf`, `maxLength` and local `$ref`; `pattern` is left to the reader of numbers and names.
public struct SchemaCheck: Sendable {
  private let root: JSON
  private static let known: Set<String> = [
    "$schema", "$ref", "$defs", "title", "description", "type", "const", "enum", "required", "properties",
    "additionalProperties", "items", "minItems", "maxItems", "oneOf", "maxLength", "pattern",
  ]

  public init(_ root: JSON) { self.root = root }

  /// The first fault of `value`, or nil.
  public func fault(of value: JSON) -> String? { fault(value, root, path: "") }

  private func member(_ value: JSON, _ key: String) -> JSON? {
    guard case .object(let members) = value.content else { return nil }
    return members.first { $0.key == key }?.value
  }

  private func text(_ value: JSON?) -> String? {
    if case .string(let text)? = value?.content { text } else { nil }
  }

  private func count(_ value: JSON?) -> Int? {
    if case .number(let text)? = value?.content { Int(text) } else { nil }
  }

  private func list(_ value: JSON?) -> [JSON] {
    if case .array(let elements)? = value?.content { elements } else { [] }
  }

  private func fault(_ value: JSON, _ schema: JSON, path: String) -> String? {
    guard case .object(let rules) = schema.content else { return "\(path): the schema is no object" }
    if let odd = rules.first(where: { !Self.known.contains($0.key) }) { return "unknown keyword \(odd.key)" }
    if let reference = text(member(schema, "$ref")) {
      let name = String(reference.dropFirst("#/$defs/".count))
      guard let target = member(root, "$defs").flatMap({ member($0, name) }) else { return "no \(reference)" }
      if let fault = fault(value, target, path: path) { return fault }
    }
    if let wanted = member(schema, "const"), wanted != value { return "\(path): not the constant" }
    if member(schema, "enum") != nil, !list(member(schema, "enum")).contains(value) {
      return "\(path): not in the list"
    }
    let options = list(member(schema, "oneOf"))
    if !options.isEmpty {
      let matching = options.count { fault(value, $0, path: path) == nil }
      if matching != 1 { return "\(path): \(matching) of the forms fit" }
    }
    switch (text(member(schema, "type")), value.content) {
    case (nil, _): return nil
    case ("string", .string(let text)):
      return text.unicodeScalars.count > count(member(schema, "maxLength")) ?? .max
        ? "\(path): too long" : nil
    case ("array", .array(let elements)):
      if elements.count < count(member(schema, "minItems")) ?? 0 { return "\(path): too short" }
      if elements.count > count(member(schema, "maxItems")) ?? .max { return "\(path): too long" }
      guard let rule = member(schema, "items") else { return nil }
      for (index, element) in elements.enumerated() {
        if let fault = fault(element, rule, path: "\(path)[\(index)]") { return fault }
      }
      return nil
    case ("object", .object(let members)):
      for key in list(member(schema, "required")) where member(value, text(key) ?? "") == nil {
        return "\(path): no \(text(key) ?? "?")"
      }
      for entry in members {
        guard let rule = member(schema, "properties").flatMap({ member($0, entry.key) }) else {
          return "\(path): unknown \(entry.key)"
        }
        if let fault = fault(entry.value, rule, path: "\(path).\(entry.key)") { return fault }
      }
      return nil
    default: return "\(path): another type"
    }
  }
}
