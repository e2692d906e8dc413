import Exact
import Foundation

/// A reader of the ITL statements `operation operand … = expected (signal X)?;`, enough for the files in Resources.
enum ITF1788 {
  enum Operand: Equatable {
    case number(Double)
    case interval(Double, Double)
    case empty
    case decorated
    case word(String)

    /// The finite bounds of a bounded, undecorated interval.
    var bounds: (lower: Rational, upper: Rational)? {
      guard case .interval(let lower, let upper) = self else { return nil }
      guard let low = Rational(exactly: lower), let high = Rational(exactly: upper) else { return nil }
      return (low, high)
    }
  }

  struct Statement {
    let file: String
    let text: String
    let operation: String
    let operands: [Operand]
    let expected: [Operand]
  }

  static let files = [
    "libieeep1788_elem", "libieeep1788_bool", "libieeep1788_num", "libieeep1788_set", "libieeep1788_overlap",
    "ieee1788-constructors",
  ]

  static func statements(of file: String) throws -> [Statement] {
    let url = Bundle.module.resourceURL!.appendingPathComponent("itf1788/\(file).itl")
    var text = try String(contentsOf: url, encoding: .utf8)
    while let open = text.range(of: "/*"), let close = text.range(of: "*/") {
      text.removeSubrange(open.lowerBound..<close.upperBound)
    }
    let lines = text.split(separator: "\n").map { line in
      line.range(of: "//").map { String(line[..<$0.lowerBound]) } ?? String(line)
    }
    return lines.joined(separator: "\n").split(separator: ";").compactMap { statement in
      // What precedes the statement in its piece is `testcase name {` or the closing brace of the last one.
      let body = statement.split(separator: "{").last.map { $0.filter { $0 != "}" && $0 != "\n" } } ?? ""
      let sides = body.split(separator: "=", maxSplits: 1).map { tokens(String($0)) }
      guard sides.count == 2, let operation = sides[0].first else { return nil }
      let expected = sides[1].prefix { $0 != "signal" }
      return Statement(
        file: file, text: body.trimmingCharacters(in: .whitespaces), operation: operation,
        operands: sides[0].dropFirst().map(operand), expected: expected.map(operand))
    }
  }

  /// Splits at spaces outside brackets and quotes.
  private static func tokens(_ text: String) -> [String] {
    var (result, current, depth, quoted) = ([String](), "", 0, false)
    for character in text {
      if character == "\"" { quoted.toggle() }
      if character == "[" { depth += 1 }
      if character == "]" { depth -= 1 }
      if character == " " && depth == 0 && !quoted {
        if !current.isEmpty { result.append(current) }
        current = ""
      } else {
        current.append(character)
      }
    }
    return current.isEmpty ? result : result + [current]
  }

  private static func operand(_ token: String) -> Operand {
    guard token.hasPrefix("["), let close = token.lastIndex(of: "]") else {
      return number(token).map { .number($0) } ?? .word(token)
    }
    if token.index(after: close) != token.endIndex { return .decorated }
    let parts = token[token.index(after: token.startIndex)..<close].split(separator: ",").map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    if parts.count == 2, let lower = number(parts[0]), let upper = number(parts[1]) {
      return .interval(lower, upper)
    }
    switch parts.first?.lowercased() {
    case "empty": return .empty
    case "entire": return .interval(-.infinity, .infinity)
    case "nai": return .decorated
    default: return parts.first.flatMap(number).map { .interval($0, $0) } ?? .word(token)
    }
  }

  private static func number(_ text: String) -> Double? { Double(text.lowercased()) }
}
