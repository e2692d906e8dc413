// plumb spectrum: the certified Hessian spectrum of a network, or a summary line for each of several.

import ArgumentParser
import Exact
import Theorems

struct SpectrumCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "spectrum",
    abstract: "Certify the whole Hessian spectrum of a network; several networks give a table.")

  @OptionGroup var options: NetworkOptions
  @Option(help: "Significant digits of every bound.") var digits = 12
  @Option(help: "Which part of the Hessian.") var hessian: HessianPart = .full
  @Option(help: "Force a method.") var method: Spectrum.Method?
  @Option(help: "Count the eigenvalues in (a, b]: two exact numbers a,b.") var count: String?
  @Option(help: "The most rows to print; 0 for all.") var rows = 40
  @Flag(help: "Answer one JSON object.") var json = false

  func run() throws {
    try reporting {
      let digits = try checkedDigits(digits)
      let rows = try RowLimit(rows)
      let range = try count.map { try countingRange($0) }
      let inputs = try options.read()
      if inputs.count > 1 {
        guard !json, count == nil else {
          throw CommandFailure.usage("--json and --count take one network at a time")
        }
        return try StandardOutput.write(
          try SpectrumTable.text(inputs, method: method, part: hessian, rank: options.rank))
      }
      let (name, network) = inputs[0]
      let clock = ContinuousClock()
      let start = clock.now
      let progress = Progress()
      let certified = try network.certifiedSpectrum(method: method, part: hessian, digits: digits) {
        progress.report("spectrum  \($0)")
      }
      progress.end()
      let spectrum = certified.spectrum.refined(toDigits: digits)
      if json {
        return try StandardOutput.write(
          JSONWriter.prettyText(spectrum.json(digits: digits, counting: range)) + "\n")
      }
      let report = SpectrumReport(
        name: name, network: network, spectrum: spectrum, reason: certified.reason, part: hessian,
        digits: digits,
        rows: rows, rank: options.rank, range: range)
      let elapsed = start.duration(to: clock.now).secondsText(decimals: 2)
      try StandardOutput.write((report.lines + ["  \(elapsed) s"]).joined(separator: "\n") + "\n")
    }
  }
}

extension HessianPart: ExpressibleByArgument {}
extension Spectrum.Method: ExpressibleByArgument {}
