// ClaimReport: the decision of a claim as text and as JSON.

import Claims
import Exact
import Theorems

extension ClaimDecision {
  /// The report; `evidencePath` is where the certificate of a counterexample was written.
  func text(evidencePath: String?) -> String {
    func line(_ key: String, _ value: String) -> String { "  \(Layout.padded(key, to: 11)) \(value)" }
    let word = Style.colored(Layout.padded(verdict.rawValue.uppercased(), to: 9), verdict)
    let expectation =
      claim.expected.map {
        $0 == verdict ? "   (as expected)" : "   AGAINST EXPECTATION: expected \($0.rawValue)"
      } ?? ""
    var lines = ["\(word) \(claim.title)\(expectation)"]
    if let witness {
      lines.append("  counterexample, exact" + (witness.shrinking.map { ", shrunk \($0)" } ?? ""))
      lines += witness.names.map { "      \($0)" }
      lines.append("  at this point")
      lines += witness.lines.map { "      \($0)" }
      if let evidencePath {
        lines.append(line("evidence", evidencePath))
        lines.append(line("check it", "python3 checker/plumb_check.py \(evidencePath)"))
      }
      lines.append(line("seed", "\(seed)"))
    } else {
      lines.append(line("scope", claim.scope))
      if let problem {
        lines += "\(problem)".split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }
      } else if verdict == .unknown {
        lines.append(line("undecided", reason ?? "no method decided"))
        if let evidence { lines.append(line("evidence", "\(evidence.rawValue): samples never prove")) }
        if let remedy { lines.append(line("try", remedy)) }
      } else if let evidence {
        lines.append(line("evidence", "\(evidence.rawValue): \(support)"))
      } else {
        lines.append(line("because", support))
      }
    }
    if let notCovered { lines.append(line("note", notCovered)) }
    for enclosure in enclosures {
      let digits = enclosure.interval.decimalText(digits: 12)
      let state = enclosure.isSharp ? "" : ", wider than asked for"
      lines.append(line("enclosure", "\(enclosure.text) in \(digits)   (\(enclosure.boxes) boxes\(state))"))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  func json(file: String, evidencePath: String?) -> JSON {
    [
      "certificate": evidencePath.map { .string($0) } ?? .null,
      "enclosures": .array(
        enclosures.map {
          [
            "boxes": .number($0.boxes), "expression": .string($0.text), "isSharp": .bool($0.isSharp),
            "lower": .string(decimalDigits(of: $0.interval.lower, digits: 20, rounding: .down)),
            "upper": .string(decimalDigits(of: $0.interval.upper, digits: 20, rounding: .up)),
          ]
        }),
      "evidence": evidence.map { .string($0.rawValue) } ?? .null,
      "expected": claim.expected.map { .string($0.rawValue) } ?? .null, "file": .string(file),
      "id": .string(claim.identity), "method": .string(support),
      "notCovered": notCovered.map { .string($0) } ?? .null, "reason": reason.map { .string($0) } ?? .null,
      "remedy": remedy.map { .string($0) } ?? .null, "scope": .string(claim.scope),
      "title": .string(claim.title),
      "verdict": .string(verdict.rawValue),
      "witness": .array((witness?.names ?? []).map { .string($0) }),
    ]
  }

  /// 0 as expected, 1 refuted, invalid or against expectation, 2 undecided.
  var exitCode: Int32 {
    if isAsExpected { return 0 }
    return verdict == .unknown || verdict == .vacuous ? 2 : 1
  }
}

extension Interval {
  /// `[lower, upper]` in decimals rounded outward, or the number when it is one of few digits.
  fileprivate func decimalText(digits: Int) -> String {
    if let value = singleValue, value.description.utf8.count <= 24 { return "{\(value)}" }
    let lower = decimalDigits(of: lower, digits: digits, rounding: .down)
    return "[\(lower), \(decimalDigits(of: upper, digits: digits, rounding: .up))]"
  }
}
