// SpectrumTable: one line for each of several networks.

import Exact
import Theorems

enum SpectrumTable {
  private static let heads = [
    "network", "L", "parameters", "method", "error at most", "negative", "zero", "undecided", "positive",
    "r^2 largest", "next",
    "ratio",
  ]

  static func text(
    _ inputs: [(name: String, network: NetworkInput)], method: Spectrum.Method?, part: HessianPart, rank: Int?
  ) throws -> String {
    let progress = Progress()
    defer { progress.end() }
    var rows = [rank == nil ? Array(heads.dropLast(3)) : heads]
    for (name, network) in inputs {
      progress.report("spectrum \(rows.count)/\(inputs.count)  \(name)")
      let spectrum = try network.certifiedSpectrum(method: method, part: part).spectrum
      let signs = spectrum.signs
      let row = [
        String(name.split(separator: "/").last ?? "-"), "\(network.depth)",
        Layout.grouped(spectrum.parameters),
        spectrum.method.rawValue,
        spectrum.errorBound.map { decimalDigits(of: $0, digits: 2, rounding: .up) } ?? "exact",
        Layout.grouped(signs.negative), Layout.grouped(signs.zero), Layout.grouped(signs.undecided),
        Layout.grouped(signs.positive),
      ]
      rows.append(row + (rank.map { clusters(network, spectrum, rank: $0) } ?? []))
    }
    return Layout.table(rows, leftAligned: [0, 3]).joined(separator: "\n") + "\n"
  }

  /// The two means and their ratio, enclosed.
  private static func clusters(_ network: NetworkInput, _ spectrum: Spectrum, rank: Int) -> [String] {
    let sizes = ClusterSummary.sizes(of: network, rank: Integer(rank))
    guard let clusters = ClusterSummary(of: spectrum, sizes: sizes) else { return ["-", "-", "-"] }
    return [
      clusters.dominantMean.text(digits: 6), clusters.bulkMean.text(digits: 6),
      clusters.ratio?.text(digits: 6) ?? "undecided",
    ]
  }
}
