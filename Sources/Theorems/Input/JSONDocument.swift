// JSONDocument: a JSON text that was read, and cursors into it that complain with line, column and path.

/// A JSON text and its value. Shared and immutable.
public final class JSONDocument: Sendable {
  public let file: String
  public let value: JSON
  let text: [UInt8]

  init(file: String, text: [UInt8], value: JSON) { (self.file, self.text, self.value) = (file, text, value) }

  public var root: JSONCursor { JSONCursor(document: self, value: value) }

  public func position(ofOffset offset: Int) -> TextPosition { TextPosition(offset: offset, in: text) }

  /// The path of the value that starts at `offset`, as `layers[1][0][3]`; empty for the root.
  ///
  /// Found when it is asked for, by walking from the root: in an error, and nowhere else.
  func path(toOffset offset: Int) -> String {
    var path = ""
    var value = value
    while value.offset < offset {
      switch value.content {
      case .array(let elements):
        guard let index = elements.lastIndex(where: { $0.offset <= offset }) else { return path }
        path += "[\(index)]"
        value = elements[index]
      case .object(let members):
        guard let member = members.last(where: { $0.keyOffset <= offset }) else { return path }
        let isPlain = member.key.utf8.allSatisfy {
          $0 == 0x5f || Unicode.Scalar($0).properties.isAlphabetic && $0 < 0x80
        }
        path +=
          isPlain && !member.key.isEmpty ? (path.isEmpty ? "" : ".") + member.key : "[\(quoted(member.key))]"
        value = member.value
      default: return path
      }
    }
    return path
  }
}

/// A value inside a document.
///
/// Every accessor either returns what is asked for or throws an `InputError` that names file, line, column and path.
public struct JSONCursor: Sendable {
  public let document: JSONDocument
  public let value: JSON

  public var position: TextPosition { document.position(ofOffset: value.offset) }
  public var path: String { document.path(toOffset: value.offset) }
  public var isNull: Bool { if case .null = value.content { true } else { false } }

  /// A complaint about this value; `shift` moves the place by so many bytes.
  public func error(_ message: String, suggestion: String, shift: Int = 0) -> InputError {
    let path = path
    let place = document.position(ofOffset: value.offset + shift)
    return InputError(
      file: document.file, at: .text(place), path.isEmpty ? message : "\(path): \(message)",
      suggestion: suggestion)
  }

  private func mismatch(_ wanted: String) -> InputError {
    error("\(value.kindName) where \(wanted) is expected", suggestion: "write \(wanted)")
  }

  // MARK: containers

  public func elements() throws(InputError) -> [JSONCursor] {
    guard case .array(let elements) = value.content else { throw mismatch("an array") }
    return elements.map { JSONCursor(document: document, value: $0) }
  }

  /// The elements, which must be `count` many of what `noun` says: "numbers", "layers".
  public func elements(count: Int, _ noun: String) throws(InputError) -> [JSONCursor] {
    let elements = try elements()
    if elements.count != count {
      throw error("\(elements.count) \(noun) where \(count) are expected", suggestion: "write \(count)")
    }
    return elements
  }

  public func members() throws(InputError) -> [(key: String, value: JSONCursor)] {
    guard case .object(let members) = value.content else { throw mismatch("an object") }
    return members.map { ($0.key, JSONCursor(document: document, value: $0.value)) }
  }

  /// The member of that key, or nil when the object has none.
  public func optionalMember(_ key: String) throws(InputError) -> JSONCursor? {
    guard case .object(let members) = value.content else { throw mismatch("an object") }
    return members.first { sameText($0.key, key) }.map { JSONCursor(document: document, value: $0.value) }
  }

  public func member(_ key: String) throws(InputError) -> JSONCursor {
    if let member = try optionalMember(key) { return member }
    throw error("the field \(quoted(key)) is missing", suggestion: "add it")
  }

  /// Refuses the first member whose key is not among `known`.
  public func refuseMembers(except known: [String]) throws(InputError) {
    guard case .object(let members) = value.content else { throw mismatch("an object") }
    for member in members where !known.contains(where: { sameText($0, member.key) }) {
      let list = known.map { quoted($0) }.joined(separator: ", ")
      throw error(
        "an unknown field \(quoted(member.key))", suggestion: "the fields are \(list)",
        shift: member.keyOffset - value.offset)
    }
  }

  // MARK: scalars

  public func string() throws(InputError) -> String {
    guard case .string(let text) = value.content else { throw mismatch("a string") }
    return text
  }

  public func bool() throws(InputError) -> Bool {
    guard case .bool(let truth) = value.content else { throw mismatch("true or false") }
    return truth
  }
}
