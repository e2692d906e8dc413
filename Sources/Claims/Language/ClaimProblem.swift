// ClaimProblem: an error or a warning about a claim file, shown with its line and a caret.

import Theorems

/// What is wrong with a claim file: code, place, what was found, what was expected, one suggestion.
///
/// `description` has five or six lines: the message, file, line and column, the line of the source with the place
/// underlined, and the help. Whatever the file holds, every character of it is printable.
public struct ClaimProblem: Error, Sendable, Hashable, CustomStringConvertible {
  public let code: ClaimCode
  public let file: String
  public let position: TextPosition
  public let message: String
  /// The line, shortened around the place when it is long.
  public let excerpt: String
  /// The first underlined character of the excerpt, from 0, and how many are underlined.
  public let caret: (start: Int, count: Int)
  /// What stands beside the underline.
  public let label: String
  public let help: String

  public var description: String {
    let number = String(position.line)
    let margin = String(repeating: " ", count: number.count)
    let underline = String(repeating: " ", count: caret.start) + String(repeating: "^", count: caret.count)
    return """
      \(code.isWarning ? "warning" : "error")[\(code.rawValue)]: \(message)
      \(margin) --> \(escaped(file, limit: 4096, keepingLetters: true)):\(position.line):\(position.column)
      \(margin)  |
       \(number) | \(excerpt)
      \(margin)  | \(underline) \(label)
      \(margin)  = help: \(help)
      """
  }

  public static func == (a: ClaimProblem, b: ClaimProblem) -> Bool { a.description == b.description }
  public func hash(into hasher: inout Hasher) { hasher.combine(description) }
}

/// The text of a claim file, and the maker of complaints about it.
struct ClaimSource: Sendable {
  let file: String
  let text: [UInt8]

  /// Checks that `text` is UTF-8 within the limit.
  init(_ text: [UInt8], file: String) throws(ClaimProblem) {
    (self.file, self.text) = (file, text)
    if text.count > ClaimLimits.bytes {
      throw problem(
        .tooLarge, 0..<1, "a file of \(text.count) bytes", label: "the limit is \(ClaimLimits.bytes)",
        help: "split the file: claims do not refer to each other")
    }
    if text.starts(with: [0xef, 0xbb, 0xbf]) {
      throw problem(
        .notText, 0..<3, "the file starts with a byte order mark", label: "expected 'plumb 1'",
        help: "save it as UTF-8 without BOM")
    }
    if let fault = UTF8Fault.first(in: text) {
      throw problem(
        .notText, fault.offset..<fault.offset + 1, "invalid UTF-8", label: fault.reason,
        help: "save the file as UTF-8")
    }
  }

  func problem(
    _ code: ClaimCode, _ range: Range<Int>, _ message: String, label: String, help: String
  ) -> ClaimProblem {
    let position = TextPosition(offset: range.lowerBound, in: text)
    let start = text[..<min(range.lowerBound, text.count)].lastIndex(of: 0x0a).map { $0 + 1 } ?? 0
    let end = text[start...].firstIndex { $0 == 0x0a || $0 == 0x0d } ?? text.count
    // Four bytes a character, at most: what is shown lies in these windows, however long the line is.
    let from = max(start, range.lowerBound - 400)
    let before = Self.shown(text[from..<max(from, min(range.lowerBound, end))])
    let marked = Self.shown(
      text[min(range.lowerBound, end)..<min(range.upperBound, end, range.lowerBound + 400)])
    let rest = Self.shown(text[min(range.upperBound, end)..<min(end, range.upperBound + 400)])
    let kept = before.count <= 60 && from == start ? before : Array("...") + before.suffix(50)
    let underlined = Array(marked.prefix(60))
    let isCut = underlined.count < marked.count || range.upperBound > range.lowerBound + 400
    let room = max(0, 110 - kept.count - underlined.count)
    let isWhole = rest.count <= room
    let tail = isCut ? Array("...") : isWhole ? rest : rest.prefix(max(0, room - 3)) + Array("...")
    var line = String(kept + underlined + tail)
    while line.last == " " { line.removeLast() }
    return ClaimProblem(
      code: code, file: file, position: position, message: escaped(message, limit: 1000), excerpt: line,
      caret: (kept.count, max(1, underlined.count)), label: escaped(label, limit: 400),
      help: escaped(help, limit: 1000))
  }

  /// The bytes as characters one column wide: a tab is a blank, what does not print is a question mark.
  private static func shown(_ bytes: ArraySlice<UInt8>) -> [Character] {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.map { scalar in
      switch scalar.properties.generalCategory {
      case .control where scalar == "\t", .spaceSeparator: " "
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .decimalNumber,
        .letterNumber, .otherNumber, .mathSymbol, .currencySymbol, .otherSymbol, .modifierSymbol,
        .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
        .finalPunctuation, .otherPunctuation:
        scalar == "\u{fffd}" ? "?" : Character(scalar)
      default: "?"
      }
    }
  }
}
