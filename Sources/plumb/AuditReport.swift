// AuditReport: the audit of one precision for people.

import Exact
import Theorems

struct AuditReport {
  let audit: FloatingPointAudit
  let summary: AuditSummary
  let rows: RowLimit

  var lines: [String] {
    ["", "  \(audit.precision.rawValue)"] + table.map { "    " + $0 } + errorLines + signLines
      + clusterLines("gap rule", summary.byGapRule)
      + (summary.byRank.map { clusterLines("r^2 and next", $0) } ?? [])
  }

  private var table: [String] {
    let shown = rows.shown(of: audit.rows.count)
    let head = ["multiplicity", "certified", "reported by LAPACK", "error at most", "tightness", "lost"]
    // The middle is left out: both ends, and what is near zero, are at the ends of what is shown.
    let first = (shown + 1) / 2
    let chosen =
      shown == audit.rows.count
      ? audit.rows[...] : audit.rows.prefix(first) + audit.rows.suffix(shown - first)
    let body = chosen.map { row in
      let (low, high) = row.reported
      return [
        Layout.grouped(row.truth.multiplicity), row.truth.interval.text(digits: 12),
        low == high ? "\(low)" : "[\(low), \(high)]", short(row.error.upper),
        row.tightness.map(short) ?? "-", losses(row),
      ]
    }
    var lines = Layout.table([head] + body, leftAligned: [1, 2, 3, 4, 5])
    if shown < audit.rows.count {
      lines.insert("... \(audit.rows.count - shown) more (--rows 0 shows all)", at: first + 1)
    }
    return lines
  }

  private var errorLines: [String] {
    let error = audit.error
    let observed =
      "    largest error of a reported eigenvalue: at least \(short(error.lower, .down)), at most \(short(error.upper))"
    guard let bound = audit.assemblyBound else {
      return [observed, "    assembled matrix: beyond the range of \(audit.precision.rawValue)"]
    }
    let ratio = error.lower > 0 ? ", \(short(bound / error.lower)) times the largest error seen" : ""
    return [
      observed,
      "    assembled matrix: every eigenvalue within \(short(bound)) of the true one, a priori\(ratio)",
    ]
  }

  private var signLines: [String] {
    let found = summary.falseNegatives
    var line =
      "    \(Layout.grouped(audit.reportedSigns.negative)) negative eigenvalues reported, \(text(found.total)) of them falsely"
    if found.total.atMost > 0 {
      line += ": \(text(found.trulyZero)) truly zero, \(text(found.trulyPositive)) truly positive"
    }
    var names: [String] = []
    if let first = found.members.first, let last = found.members.last {
      let truth = found.total.isDecided ? "falsely negative" : "not proved negative"
      names = [
        "    \(truth): ranks \(last.rank) to \(first.rank), reported \(last.reported) to \(first.reported)"
      ]
    }
    return [
      "    signs reported: \(Layout.signs(audit.reportedSigns))", line,
    ] + names + [
      "    signs lost: \(audit.signsLost);  multiple eigenvalues split: \(audit.multiplicitiesLost)"
    ]
  }

  private func clusterLines(_ rule: String, _ clusters: AuditSummary.Clusters) -> [String] {
    func text(_ reading: ClusterReading?) -> String {
      guard let reading else { return "undecided" }
      let ratio = reading.ratio.map { $0.text(digits: 8) } ?? "undecided"
      return "\(reading.dominant) dominant, \(reading.bulk) bulk, ratio \(ratio)"
    }
    return [
      "    \(rule), certified: \(text(clusters.certified))",
      "    \(rule), reported:  \(text(clusters.reported))",
    ]
  }

  private func text(_ count: CountRange) -> String {
    count.isDecided
      ? Layout.grouped(count.atLeast)
      : "between \(Layout.grouped(count.atLeast)) and \(Layout.grouped(count.atMost))"
  }

  private func short(_ value: Rational) -> String { short(value, .up) }

  private func short(_ value: Rational, _ rounding: DirectedRounding) -> String {
    decimalDigits(of: value, digits: 3, rounding: rounding)
  }

  private func losses(_ row: AuditRow) -> String {
    var parts: [String] = []
    if row.signsLost > 0 { parts.append("\(row.signsLost) signs") }
    if row.multiplicitySurvived == .refuted { parts.append("multiplicity (\(row.distinctValues) numbers)") }
    return parts.joined(separator: ", ")
  }
}
