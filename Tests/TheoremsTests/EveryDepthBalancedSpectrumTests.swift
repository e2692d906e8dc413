import Exact
import Support
import Testing
import Theorems

/// The spectrum at balanced minima at every depth: the quantities of the certificate by definition, and the exact spectra of whole networks.
@Suite struct EveryDepthBalancedSpectrumTests {
  private typealias Point = DepthReading.Point

  private static let id = "ghosh-2025-balanced-hessian-every-depth"

  private static let point: Point = [
    "k": 2, "l": 3, "u": 2, "s": Rational(3, 2), "t": Rational(2, 3), "r": 2, "d0": 5, "dL": 4, "d": 7,
    "h": 3,
  ]

  private static func sum(_ s: Rational, _ t: Rational, _ depth: Int) -> Rational {
    (1...depth).reduce(0) { $0 + s.power(2 * (depth - $1)) * t.power(2 * ($1 - 1)) }
  }

  private static let definitions: [String: DepthReading.Definition] = [
    "null-at-most": { L, v in Rational(L - 1) * v["s"]!.power(2 * L - 2) },
    "symmetric-row": { L, v in sum(v["s"]!, v["s"]!, L) },
    "pair-step": { L, v in sum(v["s"]!, v["t"]!, L + 1) },
    "null": { L, v in v["s"]!.power(2 * L - 2) },
    "value": { L, v in sum(v["s"]!, v["t"]!, L) },
    "lower": { L, v in sum(v["s"]!, v["t"]!, L) - Rational(L) * v["t"]!.power(2 * L - 2) },
    "upper": { L, v in Rational(L) * v["s"]!.power(2 * L - 2) - sum(v["s"]!, v["t"]!, L) },
    "null-count": { _, v in v["d0"]! + v["dL"]! - 2 * v["r"]! },
    "dimension": { L, v in
      var widths = [v["d0"]!] + Array(repeating: v["r"]!, count: L - 1) + [v["dL"]!]
      widths[1] += v["h"]!
      return zip(widths, widths.dropFirst()).reduce(0) {
        $0 + $1.0 * $1.1 - ($1.0 - v["r"]!) * ($1.1 - v["r"]!)
      }
    },
    "rank": { _, v in v["r"]! * (v["d0"]! + v["dL"]! - v["r"]!) },
  ]

  @Test func holdsAtDepths() throws {
    try DepthReading(Self.id).holds(Self.definitions, at: Self.point)
    #expect(Catalogue.entry(id: Self.id)?.evidence == .allDepths)
  }

  @Test func noticesAChange() throws {
    try DepthReading(Self.id).noticesChanges(Self.definitions, at: Self.point)
  }

  private static let networks: [(widths: [Int], values: [Rational])] = [
    ([3, 2, 4], [3, 2]), ([2, 4, 3], [Rational(1, 2)]), ([3, 3, 4], [3, 2, 1]), ([3, 2, 2], [2, 2]),
    ([2, 3, 2, 3], [2, 2]), ([4, 3, 3, 3], [2, 1, 1]), ([3, 2, 3, 2, 2], [3, 1]),
    ([2, 2, 2, 2, 2, 3], [2, Rational(1, 3)]),
  ]

  /// Ranks 1 to 3, equal and different values, more inputs or more outputs, wider hidden layers.
  @Test(arguments: networks.indices) func wholeSpectra(number: Int) throws {
    let (widths, values) = Self.networks[number]
    let (depth, rank) = (widths.count - 1, values.count)
    let network = AlignedNetwork(
      widths: widths.map { Integer($0) },
      modes: values.map { ModeRun(count: 1, balanced: $0, depth: depth, x: 1, y: $0.power(depth)) },
      restInput: 1
    ).dense()
    let reading = try DepthReading(Self.id)
    let sizes: Point = [
      "r": Rational(rank), "d0": Rational(widths[0]), "dL": Rational(widths[depth]),
    ]
    let full = reading.variables.reduce(into: sizes) { $0[$1] = $0[$1] ?? 0 }
    func count(_ name: String) throws -> Rational {
      try reading.fraction(reading.item(name)["right"], depth, full)
    }
    var expected: [Rational: Rational] = [:]
    for s in values {
      for t in values { expected[Self.sum(s, t, depth), default: 0] += 1 }
      let nulls = try count("null-count")
      if nulls.signum() > 0 { expected[s.power(2 * depth - 2), default: 0] += nulls }
    }
    #expect(try expected.values.reduce(0, +) == count("rank"))
    expected[0] = try Rational(network.parameterCount) - count("rank")
    let found = try #require(exactSpectrum(of: network, part: .full).rationalEigenvalues)
    #expect(
      Dictionary(uniqueKeysWithValues: found.map { ($0.value, Rational($0.multiplicity)) }) == expected,
      "\(widths)")
  }

  @Test func twinsAreRefuted() {
    for suffix in ["false", "false-multiplicity"] {
      let entry = Catalogue.entry(id: "\(Self.id)-\(suffix)")
      #expect(entry.map { VerificationReport(running: $0).finding.verdict } == .refuted, "\(suffix)")
    }
  }
}
