// plumb audit: what floating point reports about a Hessian, held against the certified spectrum.

import ArgumentParser
import Exact
import Theorems

struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Hold the floating-point spectrum of a network against the certified one."
  )

  @OptionGroup var options: NetworkOptions
  @Option(help: "The audited precision.") var path: FloatingPointPrecision = .float64
  @Option(help: "Which part of the Hessian.") var hessian: HessianPart = .full
  @Option(help: "Force a method for the certified side.") var method: Spectrum.Method?
  @Option(help: "The most rows to print; 0 for all.") var rows = 40
  @Flag(help: "Answer one JSON object.") var json = false

  func run() throws {
    try reporting {
      let rows = try RowLimit(rows)
      let inputs = try options.read()
      guard inputs.count == 1 else { throw CommandFailure.usage("audit takes one network at a time") }
      let (name, input) = inputs[0]
      guard input.parameterCount <= Integer(FloatingPointAudit.parameterLimit), let network = input.matrices()
      else {
        throw CommandFailure.badInput(
          "\(name): \(Layout.grouped(input.parameterCount)) parameters; a dense Hessian is built up to "
            + "\(FloatingPointAudit.parameterLimit), 'plumb spectrum' has no such limit")
      }
      // 40 digits: beyond what any double can show, so that an exact eigenvalue never limits an error.
      let spectrum = try input.certifiedSpectrum(method: method, part: hessian).spectrum.refined(toDigits: 40)
      if network.parameterCount > 2000 {
        StandardError.write(
          "plumb: decomposing a dense \(path.rawValue) Hessian of order \(network.parameterCount)\n")
      }
      let audit = try FloatingPointAudit(of: network, against: spectrum, precision: path, part: hessian)
      try StandardOutput.write(
        json
          ? JSONWriter.prettyText(audit.json(against: spectrum)) + "\n"
          : text(audit, spectrum, name: name, rows: rows)
      )
    }
  }

  private func text(
    _ audit: FloatingPointAudit, _ spectrum: Spectrum, name: String, rows: RowLimit
  ) -> String {
    let shown = rows.shown(of: audit.rows.count)
    let table =
      [["multiplicity", "certified", "reported by LAPACK", "error at most", "lost"]]
      + audit.rows.prefix(shown).map { row in
        let (low, high) = row.reported
        return [
          Layout.grouped(row.truth.multiplicity), row.truth.interval.text(digits: 14),
          low == high ? "\(low)" : "[\(low), \(high)]",
          decimalDigits(of: row.error.upper, digits: 3, rounding: .up),
          losses(row),
        ]
      }
    var lines = [
      "\(name)",
      "  \(Layout.grouped(spectrum.parameters)) parameters; certified by \(spectrum.method.rawValue), audited in \(path.rawValue)",
    ]
    lines += Layout.table(table, leftAligned: [1, 2, 3, 4]).map { "  " + $0 }
    if shown < audit.rows.count {
      lines.append("  ... \(audit.rows.count - shown) more (--rows 0 shows all)")
    }
    lines += [
      "  signs certified:  \(Layout.signs(spectrum.signs))",
      "  signs reported:   \(Layout.signs(audit.reportedSigns))",
      "  signs lost: \(audit.signsLost);  multiple eigenvalues split: \(audit.multiplicitiesLost)",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  private func losses(_ row: AuditRow) -> String {
    var parts: [String] = []
    if row.signsLost > 0 { parts.append("\(row.signsLost) signs") }
    if row.multiplicitySurvived == .refuted { parts.append("multiplicity (\(row.distinctValues) numbers)") }
    return parts.joined(separator: ", ")
  }
}

extension FloatingPointPrecision: ExpressibleByArgument {}
