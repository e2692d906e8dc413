// Answers: the JSON that plumb prints, read back by the strict reader.

import Exact
import Testing
import Theorems

extension JSON {
  init(printed text: String) throws {
    self = try JSONReader.read(Array(text.utf8), file: "standard output").value
  }

  var keys: [String] {
    if case .object(let members) = content { members.map(\.key).sorted() } else { [] }
  }

  var elements: [JSON] { if case .array(let elements) = content { elements } else { [] } }

  /// The text of a string or of a number.
  var text: String? {
    switch content {
    case .string(let text), .number(let text): text
    default: nil
    }
  }

  subscript(key: String) -> JSON {
    if case .object(let members) = content { members.first { $0.key == key }?.value ?? .null } else { .null }
  }

  /// The exact number that a printed decimal or fraction shows.
  func rational() throws -> Rational { try NumberText.rational(try #require(text)) }
  func integer() throws -> Integer { try NumberText.integer(try #require(text)) }
}
