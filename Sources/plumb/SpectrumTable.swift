// SpectrumTable: one line for each of several networks.

import Exact
import Theorems

enum SpectrumTable {
  private static let heads = [
    "network", "L", "parameters", "method", "remainder", "negative", "zero", "undecided", "positive",
    "dominant", "bulk", "ratio",
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
      let signs = spectrum.inertia
      var row = [
        String(name.split(separator: "/").last ?? "-"), "\(network.depth)",
        Layout.grouped(spectrum.parameters),
        spectrum.method.rawValue,
        spectrum.remainder.map { decimalDigits(of: $0, digits: 2, rounding: .up) } ?? "0",
        Layout.grouped(signs.negative), Layout.grouped(signs.zero), Layout.grouped(signs.undecided),
        Layout.grouped(signs.positive),
      ]
      if let rank { row += clusters(network, spectrum, rank: rank) }
      rows.append(row)
    }
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max()! }
    let lines = rows.map { row in
      row.enumerated().map { column, text in
        column == 0 || column == 3
          ? Layout.padded(text, to: widths[column]) : Layout.leading(text, to: widths[column])
      }.joined(separator: "  ")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The two means and their ratio, enclosed.
  private static func clusters(_ network: NetworkInput, _ spectrum: Spectrum, rank: Int) -> [String] {
    let sizes = network.clusterSizes(rank: Integer(rank))
    guard let clusters = ClusterSummary(of: spectrum, dominantCount: sizes.dominant, bulkCount: sizes.bulk)
    else {
      return ["-", "-", "-"]
    }
    func text(_ interval: ClusterSummary.Interval) -> String {
      Layout.interval(interval.lower, interval.upper, digits: 5)
    }
    return [text(clusters.dominantMean), text(clusters.bulkMean), clusters.ratio.map(text) ?? "undecided"]
  }
}
