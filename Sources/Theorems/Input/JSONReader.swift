// JSONReader: strict RFC 8259, and stricter where that text leaves a choice.

/// The reader of JSON text.
///
/// Refused, with line and column: everything outside the grammar of RFC 8259, duplicate keys, invalid UTF-8, a byte
/// order mark, unpaired surrogates in escapes, nesting beyond `maximumDepth`, texts beyond `maximumBytes` or
/// `maximumValues`, and objects beyond `maximumMembers`. Memory is bounded by the limits, and recursion by the depth.
public enum JSONReader {
  public static let maximumDepth = 64
  public static let maximumBytes = 64 << 20
  public static let maximumValues = 5_000_000
  public static let maximumMembers = 100_000

  /// Reads the whole of `text`; `file` names it in errors.
  public static func read(
    _ text: [UInt8], file: String, maximumValues: Int = maximumValues, maximumDepth: Int = maximumDepth
  ) throws(InputError) -> JSONDocument {
    if text.count > maximumBytes {
      throw InputError(
        file: file, "\(text.count) bytes of JSON: the limit is \(maximumBytes)", suggestion: "split the file")
    }
    var parser = JSONParser(
      text: text, file: file, maximumValues: maximumValues, maximumDepth: maximumDepth)
    return JSONDocument(file: file, text: text, value: try parser.document())
  }
}

/// A recursive descent over bytes; `depth` bounds the recursion.
struct JSONParser {
  let text: [UInt8]
  let file: String
  var position = 0
  private let maximumValues: Int
  private let maximumDepth: Int
  private var valueCount = 0

  init(text: [UInt8], file: String, maximumValues: Int, maximumDepth: Int) {
    (self.text, self.file) = (text, file)
    (self.maximumValues, self.maximumDepth) = (maximumValues, maximumDepth)
  }

  var current: UInt8? { position < text.count ? text[position] : nil }

  func failure(_ message: String, at offset: Int? = nil, _ suggestion: String) -> InputError {
    let place = TextPosition(offset: offset ?? position, in: text)
    return InputError(file: file, at: .text(place), message, suggestion: suggestion)
  }

  mutating func document() throws(InputError) -> JSON {
    if text.starts(with: [0xef, 0xbb, 0xbf]) {
      throw failure("the file starts with a byte order mark", "save it as UTF-8 without BOM")
    }
    if text.starts(with: [0xff, 0xfe]) || text.starts(with: [0xfe, 0xff]) {
      throw failure("the file looks like UTF-16", "save it as UTF-8")
    }
    if let fault = UTF8Fault.first(in: text) {
      throw failure("invalid UTF-8: \(fault.reason)", at: fault.offset, "save the file as UTF-8")
    }
    skipSpace()
    if current == nil { throw failure("no JSON value: the text is empty", "write one value") }
    let value = try value(depth: 0)
    skipSpace()
    if current != nil { throw failure("\(here) after the end of the value", "remove what follows it") }
    return value
  }

  private mutating func skipSpace() {
    while let byte = current, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { position += 1 }
  }

  private mutating func value(depth: Int) throws(InputError) -> JSON {
    valueCount += 1
    if valueCount > maximumValues {
      throw failure("more than \(maximumValues) values", "split the file")
    }
    let start = position
    switch current {
    case UInt8(ascii: "{"): return JSON(.object(try members(depth: depth + 1)), offset: start)
    case UInt8(ascii: "["): return JSON(.array(try elements(depth: depth + 1)), offset: start)
    case UInt8(ascii: "\""): return JSON(.string(try string()), offset: start)
    case .some(0x30...0x39), UInt8(ascii: "-"):
      return JSON(.number(text: try number()), offset: start)
    default: return JSON(try word(), offset: start)
    }
  }

  private mutating func elements(depth: Int) throws(InputError) -> [JSON] {
    try open(depth)
    var elements: [JSON] = []
    if close("]") { return elements }
    while true {
      elements.append(try value(depth: depth))
      if try !continues(before: "]") { return elements }
    }
  }

  private mutating func members(depth: Int) throws(InputError) -> [JSON.Member] {
    try open(depth)
    var members: [JSON.Member] = []
    var offsets: [ExactText: Int] = [:]
    if close("}") { return members }
    while true {
      let keyOffset = position
      if members.count == JSONReader.maximumMembers {
        throw failure("an object with more than \(members.count) members", "split the object")
      }
      guard current == UInt8(ascii: "\"") else {
        throw failure("\(here) where a key is expected", "write keys in double quotes")
      }
      let key = try string()
      if let first = offsets.updateValue(keyOffset, forKey: ExactText(key)) {
        let place = TextPosition(offset: first, in: text)
        throw failure(
          "the key \(quoted(key)) appears twice, first at line \(place.line), column \(place.column)",
          at: keyOffset, "remove one of the two")
      }
      skipSpace()
      guard current == UInt8(ascii: ":") else {
        throw failure("\(here) where ':' is expected", "write ':' between key and value")
      }
      position += 1
      skipSpace()
      members.append(JSON.Member(key, keyOffset: keyOffset, try value(depth: depth)))
      if try !continues(before: "}") { return members }
    }
  }

  private mutating func open(_ depth: Int) throws(InputError) {
    if depth > maximumDepth {
      throw failure("nesting deeper than \(maximumDepth) levels", "flatten the data")
    }
    position += 1
    skipSpace()
  }

  private mutating func close(_ bracket: Unicode.Scalar) -> Bool {
    guard let byte = current, byte == bracket.value else { return false }
    position += 1
    return true
  }

  /// After an element: whether another follows (the comma is consumed) or the bracket closes (it is consumed).
  private mutating func continues(before bracket: Unicode.Scalar) throws(InputError) -> Bool {
    skipSpace()
    if close(bracket) { return false }
    let comma = position
    guard close(",") else {
      throw failure("\(here) where ',' or '\(bracket)' is expected", "check commas, brackets and quotes")
    }
    skipSpace()
    if let byte = current, byte == bracket.value {
      throw failure("a comma before '\(bracket)'", at: comma, "remove the comma")
    }
    return true
  }
}
