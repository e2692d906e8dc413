// SpectrumReport: one spectrum for people.

import Exact
import Theorems

struct SpectrumReport {
  let name: String
  let network: NetworkInput
  let spectrum: Spectrum
  let reason: String
  let part: HessianPart
  let digits: Int
  let rows: RowLimit
  let rank: Int?
  let range: CountingRange?
  let block: LayerBlock?

  var lines: [String] {
    let part = part == .full ? "" : ", \(part.rawValue) part"
    let place =
      block.map { ["  layers \($0.rows), \($0.columns): \(spectrum.parameters) \($0.values)"] } ?? []
    return [
      "\(name)",
      "  \(Layout.grouped(network.parameterCount)) parameters, depth \(network.depth), \(network.provenance)\(part)",
      "  method \(spectrum.method.rawValue): \(reason)",
    ] + place + eigenvalueLines + ["  " + Layout.signs(spectrum.signs)] + clusterLines + countLines
  }

  private var eigenvalueLines: [String] { Self.eigenvalueLines(of: spectrum, digits: digits, rows: rows) }

  /// One line an entry, the middle left out when there are more than `rows`.
  static func eigenvalueLines(of spectrum: Spectrum, digits: Int, rows: RowLimit) -> [String] {
    let entries = spectrum.eigenvalues
    let shown = rows.shown(of: entries.count)
    let widest = entries.map { Layout.grouped($0.multiplicity).count }.max() ?? 0
    func line(_ entry: SpectrumEntry) -> String {
      "    \(Layout.leading(Layout.grouped(entry.multiplicity), to: widest)) x  \(valueText(entry, digits: digits))"
    }
    if shown == entries.count { return entries.map(line) }
    let head = (shown + 1) / 2
    return entries.prefix(head).map(line) + ["    ... \(entries.count - shown) more (--rows 0 shows all)"]
      + entries.suffix(shown - head).map(line)
  }

  /// The fraction when it is known and short, else the enclosure.
  private static func valueText(_ entry: SpectrumEntry, digits: Int) -> String {
    if let text = entry.rationalValue?.description, text.count <= max(40, digits) { return text }
    return entry.interval.text(digits: digits)
  }

  private var clusterLines: [String] {
    guard let rank, part != .functional else { return [] }
    let sizes = ClusterSummary.sizes(of: network, rank: Integer(rank))
    guard let clusters = ClusterSummary(of: spectrum, sizes: sizes) else {
      return [
        "  rank \(rank): the clusters r^2 = \(sizes.dominant) and \(sizes.bulk) do not fit the spectrum"
      ]
    }
    let digits = min(digits, 12)
    return [
      "  r^2 largest  \(Layout.grouped(clusters.dominantCount)) eigenvalues, mean \(clusters.dominantMean.text(digits: digits))",
      "  next         \(Layout.grouped(clusters.bulkCount)) eigenvalues, mean \(clusters.bulkMean.text(digits: digits))",
      "  ratio        \(clusters.ratio?.text(digits: digits) ?? "undecided (the means are not proved positive)")",
    ]
  }

  private var countLines: [String] { Self.countLines(of: spectrum, in: range) }

  static func countLines(of spectrum: Spectrum, in range: CountingRange?) -> [String] {
    guard let range else { return [] }
    let (least, most) = spectrum.count(in: range)
    let number =
      least == most ? Layout.grouped(least) : "between \(Layout.grouped(least)) and \(Layout.grouped(most))"
    return ["  \(number) eigenvalues in (\(range.above), \(range.through)]"]
  }
}

extension Spectrum {
  /// Whether the number of eigenvalues in the range is known only between two numbers: exit code 2.
  func isCountUndecided(in range: CountingRange?) -> Bool {
    guard let range else { return false }
    let (least, most) = count(in: range)
    return least != most
  }
}
