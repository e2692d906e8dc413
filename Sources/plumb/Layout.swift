// Layout: numbers, columns and colour as people read them.

import Exact
import Theorems

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Text in columns.
enum Layout {
  static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  static func leading(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  /// A number as it is, or enclosed where it is long.
  static func brief(_ number: Rational, digits: Int) -> String {
    let exact = number.description
    return exact.count <= 24 ? exact : Interval(number).text(digits: digits)
  }

  /// `1234567` as `1,234,567`.
  static func grouped(_ value: Integer) -> String {
    let digits = Array(value.magnitude.description)
    var result = value.signum() < 0 ? "-" : ""
    for (i, digit) in digits.enumerated() {
      if i > 0 && (digits.count - i) % 3 == 0 { result += "," }
      result.append(digit)
    }
    return result
  }

  /// Rows as aligned columns, the first column and those named padded on the right.
  static func table(_ rows: [[String]], leftAligned: Set<Int> = [0]) -> [String] {
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max()! }
    return rows.map { row in
      var line = row.enumerated().map { column, text in
        leftAligned.contains(column) ? padded(text, to: widths[column]) : leading(text, to: widths[column])
      }.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// `negative 5   zero 1   positive 3`, and what is undecided when something is.
  static func signs(_ counts: SignCounts) -> String {
    var parts = [("negative", counts.negative), ("zero", counts.zero), ("positive", counts.positive)]
    if !counts.undecided.isZero { parts.append(("undecided", counts.undecided)) }
    return parts.map { "\($0.0) \(grouped($0.1))" }.joined(separator: "   ")
  }
}

/// Words in colour on a terminal, plain elsewhere and where NO_COLOR is set.
enum Style {
  private static let isOn =
    StandardOutput.isTerminal && getenv("NO_COLOR") == nil
    && getenv("TERM").map { String(cString: $0) } != "dumb"

  static func colored(_ text: String, _ verdict: Verdict) -> String {
    guard isOn else { return text }
    let code =
      switch verdict {
      case .verified: "32"
      case .refuted: "36"
      case .unknown, .vacuous: "33"
      case .invalid: "31"
      }
    return "\u{1b}[\(code)m\(text)\u{1b}[0m"
  }
}
