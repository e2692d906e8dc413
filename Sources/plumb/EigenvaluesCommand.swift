// plumb eigenvalues: the certified spectrum of any symmetric matrix.

import ArgumentParser
import Exact
import Theorems

struct EigenvaluesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eigenvalues",
    abstract: "Certify all eigenvalues of a symmetric matrix; several matrices give an array.")

  @Argument(help: "Matrix files: plumb.matrix JSON or .npy; '-' reads standard input.") var matrices: [String]
  @Option(help: "Significant digits of every bound.") var digits = 12
  @Option(help: "Force a method: dense-exact or dense.") var method: MatrixMethod?
  @Option(parsing: .unconditional, help: "Count the eigenvalues in (a, b]: two exact numbers a,b.") var count:
    String?
  @Option(help: "The most rows to print; 0 for all.") var rows = 40
  @Flag(help: "Answer one JSON object, or an array for several matrices.") var json = false

  func run() throws {
    try reporting {
      let digits = try checkedDigits(digits)
      let rows = try RowLimit(rows)
      let range = try count.map { try countingRange($0) }
      let progress = Progress()
      var spectra: [(name: String, spectrum: Spectrum)] = []
      for path in matrices {
        let matrix = try SymmetricMatrixReader.read(path: path)
        progress.report("eigenvalues \(path), order \(matrix.rows)")
        let spectrum = try Spectrum(ofSymmetric: matrix, method: method?.method, digits: digits).refined(
          toDigits: digits)
        spectra.append((path, spectrum))
      }
      progress.end()
      if json {
        let answers = spectra.map { $0.spectrum.json(digits: digits, counting: range) }
        try StandardOutput.write(
          JSONWriter.prettyText(answers.count == 1 ? answers[0] : .array(answers)) + "\n")
      } else {
        try StandardOutput.write(text(of: spectra, counting: range, rows: rows))
      }
      if spectra.contains(where: { $0.spectrum.isCountUndecided(in: range) }) { throw ExitCode(2) }
    }
  }

  private func text(
    of spectra: [(name: String, spectrum: Spectrum)], counting range: CountingRange?, rows: RowLimit
  ) -> String {
    let lines = spectra.flatMap { name, spectrum in
      [name, "  order \(spectrum.parameters), method \(spectrum.method.rawValue)"]
        + SpectrumReport.eigenvalueLines(of: spectrum, digits: digits, rows: rows)
        + ["  " + Layout.signs(spectrum.signs)] + SpectrumReport.countLines(of: spectrum, in: range)
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// The methods for a matrix that is not the Hessian of a network.
enum MatrixMethod: String, CaseIterable, ExpressibleByArgument {
  case denseExact = "dense-exact"
  case dense

  var method: Spectrum.Method { self == .dense ? .dense : .denseExact }
}
