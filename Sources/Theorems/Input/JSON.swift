// JSON: the value tree. Numbers stay text, objects stay ordered, keys are compared scalar by scalar.

/// A JSON value, and where it started in the text it was read from.
public struct JSON: Sendable {
  public enum Content: Sendable {
    /// The members in the order written; no key appears twice.
    case object([Member])
    case array([JSON])
    case string(String)
    /// A number as the text that was written: never a double on the way.
    case number(text: String)
    case bool(Bool)
    case null
  }

  public struct Member: Sendable {
    public let key: String
    /// The offset of the key's opening quote in bytes.
    public let keyOffset: Int
    public let value: JSON

    public init(_ key: String, keyOffset: Int = 0, _ value: JSON) {
      (self.key, self.keyOffset, self.value) = (key, keyOffset, value)
    }
  }

  public let content: Content
  /// The offset of the first byte of the value in its text; 0 for a value made by a program.
  public let offset: Int

  public init(_ content: Content, offset: Int = 0) { (self.content, self.offset) = (content, offset) }

  public static func object(_ members: [Member]) -> JSON { JSON(.object(members)) }
  public static func array(_ elements: [JSON]) -> JSON { JSON(.array(elements)) }
  public static func string(_ text: String) -> JSON { JSON(.string(text)) }
  public static func number(_ value: Int) -> JSON { JSON(.number(text: String(value))) }
  public static func bool(_ value: Bool) -> JSON { JSON(.bool(value)) }
  public static var null: JSON { JSON(.null) }

  /// What the value is, for a message: "an object", "a string".
  public var kindName: String {
    switch content {
    case .object: "an object"
    case .array: "an array"
    case .string: "a string"
    case .number: "a number"
    case .bool: "a truth value"
    case .null: "null"
    }
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int) { self = .number(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(arrayLiteral elements: JSON...) { self = .array(elements) }
  public init(dictionaryLiteral members: (String, JSON)...) {
    self = .object(members.map { Member($0.0, $0.1) })
  }
}

/// Same content in the same order; offsets do not count, and the texts of numbers must agree letter by letter.
extension JSON: Equatable {
  public static func == (a: JSON, b: JSON) -> Bool {
    switch (a.content, b.content) {
    case (.object(let x), .object(let y)):
      x.count == y.count && zip(x, y).allSatisfy { sameText($0.key, $1.key) && $0.value == $1.value }
    case (.array(let x), .array(let y)): x == y
    case (.string(let x), .string(let y)), (.number(let x), .number(let y)): sameText(x, y)
    case (.bool(let x), .bool(let y)): x == y
    case (.null, .null): true
    default: false
    }
  }
}

/// Equality of texts scalar by scalar. (`==` on `String` identifies canonically equivalent texts, such as one accented
/// letter and a letter with an accent, which are different keys to every other reader of JSON.)
package func sameText(_ a: String, _ b: String) -> Bool { a.utf8.elementsEqual(b.utf8) }

/// A text as a key of a dictionary, compared scalar by scalar.
package struct ExactText: Hashable {
  package let text: String
  package init(_ text: String) { self.text = text }
  package static func == (a: ExactText, b: ExactText) -> Bool { sameText(a.text, b.text) }
  package func hash(into hasher: inout Hasher) { for byte in text.utf8 { hasher.combine(byte) } }
}
