// plumb audit: what floating point reports about a Hessian, held against the certified spectrum.

import ArgumentParser
import Exact
import Theorems

struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Hold the floating-point spectrum of a network against the certified one."
  )

  @OptionGroup var options: NetworkOptions
  @Option(help: "The audited precision: float64 or float32.") var path: FloatingPointPath = .float64
  @Option(help: "Which part: full, gauss-newton or functional.") var hessian: HessianPart = .full
  @Option(help: "Force a method for the certified side.") var method: Spectrum.Method?
  @Option(help: "The most rows to print; 0 for all.") var rows = 40
  @Flag(help: "Answer one JSON object.") var json = false

  func run() throws {
    try reporting {
      let inputs = try options.read()
      guard inputs.count == 1 else { throw CommandFailure.usage("audit takes one network at a time") }
      let (name, input) = inputs[0]
      guard input.parameterCount <= Integer(FloatingPointAudit.parameterLimit), let network = input.matrices()
      else {
        throw CommandFailure.badInput(
          "\(name): \(Layout.grouped(input.parameterCount)) parameters; a dense Hessian is built up to "
            + "\(FloatingPointAudit.parameterLimit), 'plumb spectrum' has no such limit")
      }
      let spectrum = try input.certifiedSpectrum(method: method, part: hessian).spectrum.refined(toDigits: 40)
      if network.parameterCount > 2000 {
        StandardError.write(
          "plumb: decomposing a dense \(path.rawValue) Hessian of order \(network.parameterCount)\n")
      }
      let audit = try FloatingPointAudit(of: network, against: spectrum, path: path, part: hessian)
      try StandardOutput.write(json ? jsonText(audit, spectrum) : text(audit, spectrum, name: name))
    }
  }

  private func text(_ audit: FloatingPointAudit, _ spectrum: Spectrum, name: String) -> String {
    let signs = spectrum.inertia
    var lines = [
      "\(name)",
      "  \(Layout.grouped(spectrum.parameters)) parameters; certified by \(spectrum.method.rawValue), audited in \(path.rawValue)",
      "  multiplicity  certified                                reported by LAPACK                        error at most  lost",
    ]
    let shown = rows == 0 || audit.rows.count <= rows ? audit.rows.count : rows
    for row in audit.rows.prefix(shown) {
      let truth = Layout.interval(row.truth.lowerBound, row.truth.upperBound, digits: 14)
      let reported =
        row.reported.lowest == row.reported.highest
        ? "\(row.reported.lowest)" : "[\(row.reported.lowest), \(row.reported.highest)]"
      lines.append(
        "  \(Layout.leading(Layout.grouped(row.truth.multiplicity), to: 12))  \(Layout.padded(truth, to: 39))  "
          + "\(Layout.padded(reported, to: 40))  \(Layout.padded(decimalDigits(of: row.errorAtMost, digits: 3, rounding: .up), to: 13))  "
          + losses(row))
    }
    if shown < audit.rows.count {
      lines.append("  ... \(audit.rows.count - shown) more (--rows 0 shows all)")
    }
    let undecided = signs.undecided.isZero ? "" : ", undecided \(Layout.grouped(signs.undecided))"
    lines += [
      "  signs certified: negative \(Layout.grouped(signs.negative)), zero \(Layout.grouped(signs.zero)), positive "
        + "\(Layout.grouped(signs.positive))\(undecided)",
      "  signs reported:  negative \(Layout.grouped(Integer(audit.reportedNegative))), zero "
        + "\(Layout.grouped(Integer(audit.reportedZero))), positive \(Layout.grouped(Integer(audit.reportedPositive)))",
      "  signs lost: \(audit.rows.reduce(0) { $0 + $1.signsLost });  multiple eigenvalues split: \(splitCount(audit))",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  private func splitCount(_ audit: FloatingPointAudit) -> Int { audit.rows.count { isSplit($0) } }

  /// An exact eigenvalue whose copies came out as different numbers.
  private func isSplit(_ row: AuditRow) -> Bool {
    if case .exact = row.truth.value { row.truth.multiplicity > 1 && row.distinctValues > 1 } else { false }
  }

  private func losses(_ row: AuditRow) -> String {
    var parts: [String] = []
    if row.signsLost > 0 { parts.append("\(row.signsLost) signs") }
    if isSplit(row) { parts.append("multiplicity (\(row.distinctValues) numbers)") }
    return parts.joined(separator: ", ")
  }

  private func jsonText(_ audit: FloatingPointAudit, _ spectrum: Spectrum) -> String {
    let rows = audit.rows.map { row -> JSON in
      let (lower, upper) = decimalBounds(lower: row.truth.lowerBound, upper: row.truth.upperBound, digits: 20)
      return [
        "distinctValues": .number(row.distinctValues),
        "errorAtLeast": .string(decimalDigits(of: row.errorAtLeast, digits: 6, rounding: .down)),
        "errorAtMost": .string(decimalDigits(of: row.errorAtMost, digits: 6, rounding: .up)),
        "lower": .string(lower),
        "multiplicity": .string(row.truth.multiplicity.description),
        "reportedHighest": .string("\(row.reported.highest)"),
        "reportedLowest": .string("\(row.reported.lowest)"), "signsLost": .number(row.signsLost),
        "upper": .string(upper),
      ]
    }
    let signs = spectrum.inertia
    let answer: JSON = [
      "certified": [
        "negative": .string("\(signs.negative)"), "positive": .string("\(signs.positive)"),
        "undecided": .string("\(signs.undecided)"), "zero": .string("\(signs.zero)"),
      ],
      "format": "plumb.audit/1", "method": .string(spectrum.method.rawValue),
      "parameters": .string("\(spectrum.parameters)"),
      "path": .string(path.rawValue),
      "reported": [
        "negative": .number(audit.reportedNegative), "positive": .number(audit.reportedPositive),
        "zero": .number(audit.reportedZero),
      ],
      "rows": .array(rows),
    ]
    return JSONWriter.prettyText(answer) + "\n"
  }
}

extension FloatingPointPath: ExpressibleByArgument {}
