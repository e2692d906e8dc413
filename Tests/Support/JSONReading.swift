// JSONReading: short ways into a JSON value, for answers of the command and data of certificates.

import Exact
import Testing
import Theorems

extension JSON {
  /// The value of a member, null when there is none.
  public subscript(key: String) -> JSON {
    if case .object(let members) = content { members.first { $0.key == key }?.value ?? .null } else { .null }
  }

  public var keys: [String] {
    if case .object(let members) = content { members.map(\.key).sorted() } else { [] }
  }

  public var elements: [JSON] { if case .array(let elements) = content { elements } else { [] } }

  /// The text of a string or of a number.
  public var text: String? {
    switch content {
    case .string(let text), .number(let text): text
    default: nil
    }
  }

  /// The exact number that a printed decimal or fraction shows.
  public func rational() throws -> Rational { try NumberText.rational(try #require(text)) }
  public func integer() throws -> Integer { try NumberText.integer(try #require(text)) }
}
