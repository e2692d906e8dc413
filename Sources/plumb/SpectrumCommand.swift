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
  @Option(help: "Which part: full, gauss-newton or functional.") var hessian: HessianPart = .full
  @Option(help: "Force a method: aligned-exact, aligned-weyl or dense-exact.") var method: Spectrum.Method?
  @Option(help: "Count the eigenvalues in (a, b]: two exact numbers a,b.") var count: String?
  @Option(help: "The most rows to print; 0 for all.") var rows = 40
  @Flag(help: "Answer one JSON object.") var json = false

  func run() throws {
    try reporting {
      let digits = try checkedDigits(digits)
      guard rows >= 0 else { throw CommandFailure.usage("--rows \(rows): write 0 for all rows, or how many") }
      let bounds = try count.map { text -> [Rational] in
        let bounds = try exactNumbers(text, "--count")
        guard bounds.count == 2, bounds[0] <= bounds[1] else {
          throw CommandFailure.usage("--count takes two numbers a,b with a <= b")
        }
        return bounds
      }
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
      let certified = try network.certifiedSpectrum(method: method, part: hessian)
      let spectrum = certified.spectrum.refined(toDigits: digits)
      let counted = bounds.map { (range: $0, count: spectrum.count(above: $0[0], through: $0[1])) }
      if json { return try StandardOutput.write(spectrum.jsonText(digits: digits, counted: counted)) }
      let report = SpectrumText(
        name: name, network: network, spectrum: spectrum, reason: certified.reason, part: hessian,
        digits: digits,
        rows: rows, rank: options.rank)
      var lines = report.lines
      if let counted {
        let (least, most) = (counted.count.atLeast, counted.count.atMost)
        let number =
          least == most
          ? Layout.grouped(least) : "between \(Layout.grouped(least)) and \(Layout.grouped(most))"
        lines.append("  \(number) eigenvalues in (\(counted.range[0]), \(counted.range[1])]")
      }
      let elapsed = start.duration(to: clock.now)
      lines.append(
        "  \((Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18).fixed(2)) s"
      )
      try StandardOutput.write(lines.joined(separator: "\n") + "\n")
    }
  }
}

extension HessianPart: ExpressibleByArgument {}
extension Spectrum.Method: ExpressibleByArgument {}

/// The report of one spectrum for people.
struct SpectrumText {
  let name: String
  let network: NetworkInput
  let spectrum: Spectrum
  let reason: String
  let part: HessianPart
  let digits: Int
  let rows: Int
  let rank: Int?

  var lines: [String] {
    let part = part == .full ? "" : ", \(part.rawValue) part"
    return [
      "\(name)",
      "  \(Layout.grouped(spectrum.parameters)) parameters, depth \(network.depth), \(network.provenance)\(part)",
      "  method \(spectrum.method.rawValue): \(reason)",
    ] + eigenvalueLines + [signLine] + clusterLines
  }

  private var eigenvalueLines: [String] {
    let entries = spectrum.eigenvalues
    let shown = rows == 0 || entries.count <= rows ? entries.count : rows
    let widest = entries.map { Layout.grouped($0.multiplicity).count }.max() ?? 0
    func line(_ entry: SpectrumEntry) -> String {
      let count = Layout.leading(Layout.grouped(entry.multiplicity), to: widest)
      if let value = entry.exactValue { return "    \(count) x  \(exactText(value))" }
      return "    \(count) x  \(Layout.interval(entry.lowerBound, entry.upperBound, digits: digits))"
    }
    if shown == entries.count { return entries.map(line) }
    let head = (shown + 1) / 2
    let tail = shown - head
    return entries.prefix(head).map(line) + ["    ... \(entries.count - shown) more (--rows 0 shows all)"]
      + entries.suffix(tail).map(line)
  }

  /// The fraction when it is short, else its enclosure.
  private func exactText(_ value: Rational) -> String {
    let text = value.description
    return text.count <= max(40, digits) ? text : Layout.interval(value, value, digits: digits)
  }

  private var signLine: String {
    let signs = spectrum.inertia
    func part(_ word: String, _ count: Integer) -> String { "\(word) \(Layout.grouped(count))" }
    var parts = [
      part("negative", signs.negative), part("zero", signs.zero), part("positive", signs.positive),
    ]
    if !signs.undecided.isZero { parts.append(part("zero or undecided", signs.undecided)) }
    return "  " + parts.joined(separator: "   ")
  }

  private var clusterLines: [String] {
    guard let rank, part != .functional else { return [] }
    let sizes = network.clusterSizes(rank: Integer(rank))
    guard let clusters = ClusterSummary(of: spectrum, dominantCount: sizes.dominant, bulkCount: sizes.bulk)
    else {
      return [
        "  rank \(rank): the clusters r^2 = \(sizes.dominant) and \(sizes.bulk) do not fit the spectrum"
      ]
    }
    func mean(_ interval: ClusterSummary.Interval) -> String {
      Layout.interval(interval.lower, interval.upper, digits: min(digits, 12))
    }
    return [
      "  dominant  \(Layout.grouped(clusters.dominantCount)) eigenvalues, mean \(mean(clusters.dominantMean))",
      "  bulk      \(Layout.grouped(clusters.bulkCount)) eigenvalues, mean \(mean(clusters.bulkMean))",
      "  ratio     \(clusters.ratio.map(mean) ?? "undecided (the bulk mean is not proved positive)")",
    ]
  }
}

extension Spectrum {
  /// The `plumb.spectrum/1` object.
  func jsonText(
    digits: Int, counted: (range: [Rational], count: (atLeast: Integer, atMost: Integer))?
  ) -> String {
    let signs = inertia
    func text(_ value: Integer) -> JSON { .string(value.description) }
    var members: [JSON.Member] = [
      JSON.Member("format", "plumb.spectrum/1"), JSON.Member("parameters", text(parameters)),
      JSON.Member("complete", true), JSON.Member("method", .string(method.rawValue)),
      JSON.Member(
        "eigenvalues",
        .array(
          eigenvalues.map { entry in
            let (lower, upper) = decimalBounds(
              lower: entry.lowerBound, upper: entry.upperBound, digits: digits)
            return [
              "exact": entry.exactValue.map { .string($0.description) } ?? .null, "lower": .string(lower),
              "multiplicity": text(entry.multiplicity), "separated": .bool(entry.isSeparated),
              "upper": .string(upper),
            ]
          })),
      JSON.Member(
        "inertia",
        [
          "negative": text(signs.negative), "positive": text(signs.positive),
          "undecided": text(signs.undecided),
          "zero": text(signs.zero),
        ]),
    ]
    if let remainder {
      members.append(
        JSON.Member("remainder", .string(decimalDigits(of: remainder, digits: 6, rounding: .up))))
    }
    if let counted {
      members.append(
        JSON.Member(
          "count",
          [
            "above": .string(counted.range[0].description), "atLeast": text(counted.count.atLeast),
            "atMost": text(counted.count.atMost), "through": .string(counted.range[1].description),
          ]))
    }
    return JSONWriter.prettyText(.object(members)) + "\n"
  }
}
