// plumb audit: what floating point reports about a Hessian, held against the certified spectrum.

import ArgumentParser
import Exact
import Theorems

struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Hold the floating-point spectrum of a network against the certified one."
  )

  @OptionGroup var options: NetworkOptions
  @Option(help: "The audited precision; both when left out.") var path: FloatingPointPrecision?
  @Option(help: "Which part of the Hessian.") var hessian: HessianPart = .full
  @Option(help: "Force a method for the certified side.") var method: Spectrum.Method?
  @Option(help: "The most rows to print; 0 for all.") var rows = 12
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
      let sizes = options.rank.map { ClusterSummary.sizes(of: input, rank: Integer($0)) }
      let progress = Progress()
      let audits = try (path.map { [$0] } ?? [.float32, .float64]).map { path in
        if network.parameterCount > 2000 {
          progress.report("audit  a dense \(path.rawValue) Hessian of order \(network.parameterCount)")
        }
        let audit = try FloatingPointAudit(of: network, against: spectrum, precision: path, part: hessian)
        return (audit, AuditSummary(of: audit, against: spectrum, sizes: sizes))
      }
      progress.end()
      if json {
        return try StandardOutput.write(
          JSONWriter.prettyText(FloatingPointAudit.json(audits, against: spectrum)) + "\n")
      }
      let head = [
        "\(name)",
        "  \(Layout.grouped(spectrum.parameters)) parameters; certified by \(spectrum.method.rawValue): "
          + Layout.signs(spectrum.signs),
      ]
      let bodies = audits.flatMap { AuditReport(audit: $0, summary: $1, rows: rows).lines }
      try StandardOutput.write((head + bodies).joined(separator: "\n") + "\n")
    }
  }
}

extension FloatingPointPrecision: ExpressibleByArgument {}
