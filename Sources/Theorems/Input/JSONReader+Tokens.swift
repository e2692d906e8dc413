// JSONReader+Tokens: strings, numbers and words, byte by byte.

extension JSONParser {
  /// What stands at the current position, for a message.
  var here: String {
    guard position < text.count else { return "the end of the text" }
    let scalar = String(decoding: text[position...].prefix(4), as: UTF8.self).unicodeScalars.first!
    switch scalar.value {
    case 0x20: return "a space"
    case 0x21..<0x7f: return "'\(scalar)'"
    default:
      let code = String(scalar.value, radix: 16, uppercase: true)
      return "the character U+\(String(repeating: "0", count: max(0, 4 - code.count)))\(code)"
    }
  }

  /// A string; the current byte is its opening quote.
  mutating func string() throws(InputError) -> String {
    let opening = position
    position += 1
    var start = position
    var decoded: [UInt8] = []
    while true {
      guard let byte = current else {
        throw failure("a string without its closing quote", at: opening, "close it with a double quote")
      }
      switch byte {
      case UInt8(ascii: "\""):
        let rest = text[start..<position]
        position += 1
        return String(decoding: decoded.isEmpty ? rest : decoded + rest, as: UTF8.self)
      case UInt8(ascii: "\\"):
        decoded += text[start..<position]
        decoded += UTF8.encode(try escape())!
        start = position
      case 0x0a, 0x0d:
        throw failure("a line break inside a string", "write \\n, or close the string")
      case 0..<0x20:
        throw failure("the control \(here.dropFirst(4)) inside a string", "write it as an escape \\u00XX")
      default: position += 1
      }
    }
  }

  private static let shortEscapes: [UInt8: Unicode.Scalar] = [
    0x22: "\"", 0x5c: "\\", 0x2f: "/", 0x62: "\u{8}", 0x66: "\u{c}", 0x6e: "\n", 0x72: "\r", 0x74: "\t",
  ]

  /// The scalar of an escape; the current byte is its backslash.
  private mutating func escape() throws(InputError) -> Unicode.Scalar {
    let start = position
    position += 1
    if let letter = current, let scalar = Self.shortEscapes[letter] {
      position += 1
      return scalar
    }
    guard current == UInt8(ascii: "u") else {
      throw failure("an unknown escape: \(here) after a backslash", at: start, "write \\\\ for a backslash")
    }
    let unit = try codeUnit()
    if let scalar = Unicode.Scalar(unit) { return scalar }
    let pairHint = "write both halves of the pair, high then low"
    guard unit < 0xdc00 else { throw failure("a low surrogate without a high one", at: start, pairHint) }
    guard current == UInt8(ascii: "\\"), position + 1 < text.count, text[position + 1] == UInt8(ascii: "u")
    else {
      throw failure("a high surrogate without a low one", at: start, pairHint)
    }
    position += 1
    let low = try codeUnit()
    guard (0xdc00...0xdfff).contains(low) else {
      throw failure("a high surrogate without a low one", at: start, pairHint)
    }
    return Unicode.Scalar(0x10000 + (UInt32(unit) - 0xd800) << 10 + (UInt32(low) - 0xdc00))!
  }

  /// The four hexadecimal digits after `u`, which is the current byte.
  private mutating func codeUnit() throws(InputError) -> UInt16 {
    position += 1
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard let byte = current, byte < 0x80, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw failure("\(here) where a hexadecimal digit is expected", "write four of them after \\u")
      }
      unit = unit << 4 | UInt16(digit)
      position += 1
    }
    return unit
  }

  /// The text of a number; the current byte is `-` or a digit.
  mutating func number() throws(InputError) -> String {
    let start = position
    if current == UInt8(ascii: "-") { position += 1 }
    if current == UInt8(ascii: "I") {
      throw failure("-Infinity is not a number of JSON", at: start, "write a finite number")
    }
    let whole = position
    try digits("a digit")
    if text[whole] == UInt8(ascii: "0") && position > whole + 1 {
      throw failure("a number with a leading zero", at: whole, "write it without")
    }
    if current == UInt8(ascii: ".") {
      position += 1
      try digits("a digit after the point")
    }
    if let byte = current, byte | 0x20 == UInt8(ascii: "e") {
      position += 1
      if let sign = current, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { position += 1 }
      try digits("a digit of the exponent")
    }
    if let byte = current, isWordByte(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "/") {
      throw failure(
        "\(here) inside a number", "write fractions and hexadecimal numbers as strings, such as \"1/3\"")
    }
    return String(decoding: text[start..<position], as: UTF8.self)
  }

  private mutating func digits(_ wanted: String) throws(InputError) {
    let start = position
    while let byte = current, (0x30...0x39).contains(byte) { position += 1 }
    if position == start { throw failure("\(here) where \(wanted) is expected", "complete the number") }
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    (0x61...0x7a).contains(byte | 0x20) || (0x30...0x39).contains(byte)
      || byte == 0x5f
  }

  /// `true`, `false`, `null`, or the complaint about what stands there instead.
  mutating func word() throws(InputError) -> JSON.Content {
    let start = position
    while let byte = current, isWordByte(byte) { position += 1 }
    let word = String(decoding: text[start..<position], as: UTF8.self)
    position = word.isEmpty ? start : position
    switch word {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "null": return .null
    case "NaN", "nan", "Infinity", "inf", "Inf":
      throw failure("\(word) is not a number of JSON", at: start, "write a finite number")
    case "True", "False", "None", "TRUE", "FALSE", "NULL", "Null":
      throw failure("the word \(word)", at: start, "JSON writes true, false and null in lower case")
    case "": break
    default:
      throw failure("the word \(quoted(word)) where a value is expected", at: start, "put texts in quotes")
    }
    let hint =
      switch current {
      case UInt8(ascii: "'"): "write strings in double quotes"
      case UInt8(ascii: "/"), UInt8(ascii: "#"): "JSON has no comments: remove it"
      case UInt8(ascii: "+"): "leave the plus sign out"
      case UInt8(ascii: "."): "write a digit before the point"
      case UInt8(ascii: ","): "remove the comma, or write a value before it"
      default: "write a value: an object, array, string, number, true, false or null"
      }
    throw failure("\(here) where a value is expected", hint)
  }
}
