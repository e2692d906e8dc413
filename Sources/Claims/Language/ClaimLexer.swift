// ClaimLexer: bytes to tokens, in one pass.

import Exact

/// The tokens of a claim file, and its comments.
struct ClaimLexer {
  private let source: ClaimSource
  private var position = 0
  private var digits = 0
  /// How many tokens there are after the last superscript.
  private var superscript: Int?
  private(set) var tokens: [ClaimToken] = []
  private(set) var comments: [ClaimComment] = []

  /// Splits the whole text; the last token is the end.
  ///
  /// *Cost*: linear in the text. Numbers are checked, not computed.
  init(_ source: ClaimSource) throws(ClaimProblem) {
    self.source = source
    while position < source.text.count { try token() }
    tokens.append(ClaimToken(kind: .end, range: position..<position))
  }

  private var text: [UInt8] { source.text }
  private func byte(_ offset: Int) -> UInt8? { offset < text.count ? text[offset] : nil }

  private mutating func append(_ kind: ClaimToken.Kind, from start: Int) {
    tokens.append(ClaimToken(kind: kind, range: start..<position))
  }

  private mutating func token() throws(ClaimProblem) {
    let start = position
    switch text[position] {
    case 0x20, 0x0a, 0x09: position += 1
    case 0x0d where byte(position + 1) == 0x0a: position += 2
    case UInt8(ascii: "#"): try comment()
    case UInt8(ascii: "\""): try string()
    case 0x30...0x39: try number()
    case let first where ClaimWords.isNameByte(first): try word()
    case let first where first < 0x80:
      let pair = String(decoding: text[position...].prefix(2), as: UTF8.self)
      let sign = String(Unicode.Scalar(first))
      if ["!=", "<=", ">=", ".."].contains(pair) {
        position += 2
        append(.sign(pair), from: start)
      } else if "()[]{},;:'^*/+-=<>".contains(sign) {
        position += 1
        if sign == "^" { try refuseAfterSuperscript(start) }
        append(.sign(sign), from: start)
      } else {
        throw unexpected(Unicode.Scalar(first), length: 1)
      }
    default:
      let (scalar, length) = scalar(at: position)
      if ClaimSpelling.letters[scalar] != nil { return try word() }
      guard let spelling = ClaimSpelling.tokens[scalar] else { throw unexpected(scalar, length: length) }
      position += length
      let isSuperscript = spelling.hasPrefix("^")
      if isSuperscript { try refuseAfterSuperscript(start) }
      defer { if isSuperscript { superscript = tokens.count } }
      for part in spelling.split(separator: " ").map(String.init) {
        let kind: ClaimToken.Kind =
          part.utf8.allSatisfy(ClaimWords.isNameByte)
          ? (part == "2" || part == "3" ? .number(part) : .word(part)) : .sign(part)
        append(kind, from: start)
      }
    }
  }

  /// Powers bind to the right, so that two superscripts would be a tower and not a number of two digits.
  private func refuseAfterSuperscript(_ start: Int) throws(ClaimProblem) {
    guard superscript == tokens.count, case .number(let first)? = tokens.last?.kind else { return }
    let second = scalar(at: start).0
    let isSign = second == "^"
    let digit = second == "\u{b2}" ? "2" : "3"
    throw source.problem(
      .character, tokens[tokens.count - 1].range.lowerBound..<position,
      isSign ? "'^' after a superscript" : "a superscript after a superscript",
      label: "could mean two things",
      help: isSign
        ? "write (x^\(first))^n, or x^(\(first)^n)"
        : "write x^\(first)\(digit) or (x^\(first))^\(digit)")
  }

  private func scalar(at offset: Int) -> (Unicode.Scalar, Int) {
    let scalar = String(decoding: text[offset...].prefix(4), as: UTF8.self).unicodeScalars.first!
    return (scalar, UTF8.width(scalar))
  }

  private func unexpected(_ scalar: Unicode.Scalar, length: Int) -> ClaimProblem {
    let code = String(scalar.value, radix: 16, uppercase: true)
    let isPrintable = scalar.value > 0x20 && scalar.value < 0x7f
    let name =
      isPrintable
      ? "the character '\(scalar)'"
      : "the character U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code
    let help =
      switch scalar {
      case "&": "write 'and'"
      case "|": "write 'or', or abs(...) for a magnitude"
      case "!": "write 'not', or '!=' for 'differs from'"
      case "%", "$", "@", "\\", "`", "?", "~": "proofs-data/README.md describes the language"
      case ".": "a number has a digit before its point, and a range two points: 0.5, 1..3"
      case "\u{201c}", "\u{201d}", "\u{2018}": "write straight quotes"
      default: "remove it"
      }
    return source.problem(
      .character, position..<position + length, "\(name) has no meaning here",
      label: "not part of the language",
      help: help)
  }

  /// Refuses characters that do not show, in comments and strings.
  private func refuseHidden(_ range: Range<Int>) throws(ClaimProblem) {
    var offset = range.lowerBound
    while offset < range.upperBound {
      if text[offset] >= 0x20 && text[offset] < 0x7f || text[offset] == 0x09 {
        offset += 1
        continue
      }
      let (scalar, length) = scalar(at: offset)
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate:
        let code = String(scalar.value, radix: 16, uppercase: true)
        throw source.problem(
          .character, offset..<offset + length, "a character that does not show, U+\(code)",
          label: "not allowed, in comments and strings neither", help: "remove it")
      default: offset += length
      }
    }
  }

  private mutating func comment() throws(ClaimProblem) {
    let start = position
    while let byte = byte(position), byte != 0x0a { position += 1 }
    var end = position
    while end > start, [0x0d, 0x20, 0x09].contains(text[end - 1]) { end -= 1 }
    try refuseHidden(start..<end)
    comments.append(ClaimComment(text: String(decoding: text[start..<end], as: UTF8.self), offset: start))
  }

  private mutating func string() throws(ClaimProblem) {
    let start = position
    var content: [UInt8] = []
    position += 1
    while true {
      switch byte(position) {
      case nil, 0x0a, 0x0d:
        throw source.problem(
          .openString, start..<position, "a string without its closing quote",
          label: "expected '\"' before the end of the line", help: "close it on the same line")
      case UInt8(ascii: "\""):
        try refuseHidden(start..<position)
        position += 1
        return append(.string(String(decoding: content, as: UTF8.self)), from: start)
      case UInt8(ascii: "\\"):
        guard let next = byte(position + 1), next == 0x22 || next == 0x5c else {
          throw source.problem(
            .escape, position..<min(position + 1, text.count),
            "a backslash before a character that needs none",
            label: "expected \\\" or \\\\", help: "write \\\\ for a backslash")
        }
        content.append(next)
        position += 2
      case .some(let byte):
        content.append(byte)
        position += 1
      }
    }
  }

  private mutating func word() throws(ClaimProblem) {
    let start = position
    var name: [UInt8] = []
    while let next = byte(position) {
      if ClaimWords.isNameByte(next) {
        name.append(next)
        position += 1
      } else if next >= 0x80, case let (scalar, length) = scalar(at: position),
        let letters = ClaimSpelling.letters[scalar]
      {
        name += letters.utf8
        position += length
      } else {
        break
      }
    }
    if name.count > ClaimLimits.nameLength {
      throw source.problem(
        .tooLarge, start..<position, "a name of \(name.count) characters",
        label: "the limit is \(ClaimLimits.nameLength)", help: "choose a shorter name")
    }
    append(.word(String(decoding: name, as: UTF8.self)), from: start)
  }

  private mutating func number() throws(ClaimProblem) {
    let start = position
    let isHex = text[start] == 0x30 && byte(start + 1).map { $0 | 0x20 } == UInt8(ascii: "x")
    let mark = UInt8(ascii: isHex ? "p" : "e")
    while let next = byte(position) {
      let isSign =
        (next == UInt8(ascii: "+") || next == UInt8(ascii: "-")) && text[position - 1] | 0x20 == mark
      let isPoint = next == UInt8(ascii: ".") && byte(position + 1) != UInt8(ascii: ".")
      guard ClaimWords.isNameByte(next) || (isSign && position > start) || isPoint else { break }
      position += 1
    }
    let token = Array(text[start..<position])
    do {
      digits += try NumberText.digitBound(utf8: token)
    } catch {
      let place = min(start + error.offset, position - 1)
      let isLetter = ClaimWords.isNameByte(text[place]) && text[place] > 0x39 && !isHex
      throw source.problem(
        .number, place..<place + 1, "\(error)", label: "expected a number such as 3, 0.1, 1e-3 or 0x1.8p3",
        help: isLetter
          ? "write a product with '*', as in 2*x" : "'plumb explain P0105' shows the forms of a number")
    }
    if digits > ClaimLimits.digits {
      throw source.problem(
        .tooLarge, start..<position, "the numbers up to here take more than \(ClaimLimits.digits) digits",
        label: "too many digits in all", help: "write large numbers as powers, as in 10^1000")
    }
    append(.number(String(decoding: token, as: UTF8.self)), from: start)
  }
}
