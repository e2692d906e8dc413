// InputError: what is wrong with an input, where, and what to do about it. One line, always.

/// A place in a text: lines and columns count from 1.
///
/// A line ends with a line feed. Columns count Unicode scalars, a tab as one.
public struct TextPosition: Sendable, Hashable {
  public let line: Int
  public let column: Int

  public init(line: Int, column: Int) { (self.line, self.column) = (line, column) }

  /// The place of the byte at `offset` in `text`, whose bytes before `offset` are valid UTF-8.
  package init(offset: Int, in text: [UInt8]) {
    let before = text[..<min(offset, text.count)]
    let start = before.lastIndex(of: 0x0a).map { $0 + 1 } ?? 0
    line = before[..<start].count(where: { $0 == 0x0a }) + 1
    column = before[start...].count(where: { $0 & 0xc0 != 0x80 }) + 1
  }
}

/// The refusal of an input.
///
/// `description` is one line, `FILE:LINE:COLUMN: what is wrong; what to do`, whatever the input holds: names taken from
/// it are quoted, escaped and shortened. It is printable ASCII but for letters in the name of the file.
public struct InputError: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Kind: Sendable, Hashable {
    /// The content is not what it should be.
    case badContent
    /// There is no such input, or it is a folder.
    case noSuchInput
    /// The input is there, and reading it failed.
    case inputOutput

    /// The exit code of the command line, as in sysexits.h.
    public var exitCode: Int32 {
      switch self {
      case .badContent: 65
      case .noSuchInput: 66
      case .inputOutput: 74
      }
    }
  }

  public enum Location: Sendable, Hashable {
    case whole
    case text(TextPosition)
    /// An offset in a binary file, from 0.
    case byte(Int)
  }

  public let kind: Kind
  /// The name of the input as the user knows it.
  public let file: String
  public let location: Location
  public let message: String
  public let suggestion: String

  public init(
    _ kind: Kind = .badContent, file: String, at location: Location = .whole, _ message: String,
    suggestion: String
  ) {
    self.kind = kind
    self.file = file
    self.location = location
    self.message = message
    self.suggestion = suggestion
  }

  public var line: Int? { if case .text(let position) = location { position.line } else { nil } }
  public var column: Int? { if case .text(let position) = location { position.column } else { nil } }

  public var description: String {
    let place =
      switch location {
      case .whole: ""
      case .text(let position): ":\(position.line):\(position.column)"
      case .byte(let offset): ":byte \(offset)"
      }
    return
      "\(escaped(file, limit: 4096, keepingLetters: true))\(place): \(escaped(message, limit: 2000)); \(suggestion)"
  }
}

/// A name taken from an input, in quotes, made harmless and short.
package func quoted(_ name: some StringProtocol) -> String { "\"\(escaped(name, limit: 60))\"" }

/// `text` with every scalar outside printable ASCII written as an escape, cut after `limit` scalars.
package func escaped(_ text: some StringProtocol, limit: Int, keepingLetters: Bool = false) -> String {
  var result = ""
  for (index, scalar) in text.unicodeScalars.enumerated() {
    if index == limit { return result + "..." }
    let isKept =
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .otherLetter, .decimalNumber, .nonspacingMark: keepingLetters
      default: false
      }
    if (0x20..<0x7f).contains(scalar.value) || isKept {
      result.unicodeScalars.append(scalar)
    } else {
      result += "\\u{\(String(scalar.value, radix: 16))}"
    }
  }
  return result
}
