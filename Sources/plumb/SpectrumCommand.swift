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
  @Option(parsing: .unconditional, help: "Count the eigenvalues in (a, b]: two exact numbers a,b.") var count:
    String?
  @Option(help: "Only the n largest eigenvalues, without a matrix: for large networks.") var top: Int?
  @Option(
    help: "Only the block of the layers k,l: its eigenvalues, or its singular values when k and l differ.")
  var layerBlock: String?
  @Option(help: "The most rows to print; 0 for all.") var rows = 40
  @Option(help: "Write a certificate for the independent checker into this file (small networks).")
  var certificate: String?
  @Option(
    parsing: .unconditional,
    help: "Certify the inertia at these exact shifts a,b,... instead of the spectrum.") var shifts: String?
  @Flag(help: "Answer one JSON object.") var json = false

  func run() throws {
    try reporting {
      let digits = try checkedDigits(digits)
      let rows = try RowLimit(rows)
      let range = try count.map { try countingRange($0) }
      if layerBlock != nil && (certificate != nil || method != nil) {
        throw CommandFailure.usage("--layer-block chooses its own method and has no certificate")
      }
      if top != nil && (layerBlock != nil || certificate != nil || method != nil || count != nil) {
        throw CommandFailure.usage(
          "--top goes with none of --layer-block, --certificate, --method and --count")
      }
      let inputs = try options.read()
      if shifts != nil && certificate == nil {
        throw CommandFailure.usage("--shifts says what a --certificate is about; give both")
      }
      if inputs.count > 1 {
        guard certificate == nil, layerBlock == nil, top == nil else {
          throw CommandFailure.usage("--certificate, --layer-block and --top take one network at a time")
        }
        guard !json, count == nil else {
          throw CommandFailure.usage("--json and --count take one network at a time")
        }
        return try StandardOutput.write(
          try SpectrumTable.text(inputs, method: method, part: hessian, rank: options.rank))
      }
      let (name, network) = inputs[0]
      if let certificate {
        let statement = try shifts.map {
          Certificate.NetworkStatement.inertia(shifts: try exactNumbers($0, "--shifts"))
        }
        let made = try Certificate(of: statement ?? .spectrum, for: network, part: hessian)
        try AtomicFile.write(made.text, to: certificate)
      }
      let clock = ContinuousClock()
      let start = clock.now
      if let top {
        let (lines, areTheLargest) = try topLines(
          top, name: name, network: network, digits: digits, rows: rows)
        let elapsed = start.duration(to: clock.now).secondsText(decimals: 2)
        try StandardOutput.write((lines + (json ? [] : ["  \(elapsed) s"])).joined(separator: "\n") + "\n")
        if areTheLargest != .proved { throw ExitCode(2) }
        return
      }
      let progress = Progress()
      let block = try layerBlock.map { try layerBlockValue($0, depth: network.depth) }
      let certified =
        try block.map { try network.certifiedSpectrum(of: $0, part: hessian) }
        ?? network.certifiedSpectrum(method: method, part: hessian, digits: digits) {
          progress.report("spectrum  \($0)")
        }
      progress.end()
      let spectrum = certified.spectrum.refined(toDigits: digits)
      if json {
        try StandardOutput.write(
          JSONWriter.prettyText(spectrum.json(digits: digits, counting: range, block: block)) + "\n")
      } else {
        let report = SpectrumReport(
          name: name, network: network, spectrum: spectrum, reason: certified.reason, part: hessian,
          digits: digits,
          rows: rows, rank: block == nil ? options.rank : nil, range: range, block: block)
        let elapsed = start.duration(to: clock.now).secondsText(decimals: 2)
        try StandardOutput.write((report.lines + ["  \(elapsed) s"]).joined(separator: "\n") + "\n")
      }
      if spectrum.isCountUndecided(in: range) { throw ExitCode(2) }
    }
  }

  private func topLines(
    _ count: Int, name: String, network: NetworkInput, digits: Int, rows: RowLimit
  ) throws -> (lines: [String], areTheLargest: Truth) {
    guard (1...TopEigenvalues.countLimit).contains(count) else {
      throw CommandFailure.usage("--top \(count): use 1 to \(TopEigenvalues.countLimit)")
    }
    guard let matrices = network.matrices(), network.depth <= Spectrum.matrixDepthLimit else {
      throw VerificationError.undecided(
        "\(network.parameterCount) parameters at depth \(network.depth) are too many for matrices",
        remedy: "leave out --top: networks given by their modes have no such limit")
    }
    let progress = Progress()
    let top = try TopEigenvalues(of: matrices, count: count, part: hessian) {
      progress.report("spectrum --top  \($0) products")
    }
    progress.end()
    let report = TopReport(name: name, network: network, top: top, digits: digits, rows: rows)
    return (json ? [JSONWriter.prettyText(top.json(digits: digits))] : report.lines, top.areTheLargest)
  }
}

extension HessianPart: ExpressibleByArgument {}
extension Spectrum.Method: ExpressibleByArgument {}
