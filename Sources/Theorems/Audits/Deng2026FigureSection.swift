// Deng2026FigureSection: the part of the page about Figure 1(d): certified digits of the ratio, and why it is not L.

import Exact
import Numeric

enum FigureSection {
  private static let places = 6
  /// The entry with the spectrum in the setting of the published code.
  private static let code = "deng-2026-code-variant-spectrum-every-depth"

  static func lines(
    folder: String, _ verdicts: inout AuditVerdicts, progress: (String) -> Void
  ) throws -> [String] {
    var runs: [(depth: Int, run: CertifiedRun, trained: ClusterReadings)] = []
    for depth in Deng2026Code.depths {
      progress("Figure 1(d), depth \(depth)")
      let start = try TrainedNetwork.start(depth: depth, folder: folder)
      runs.append(
        (
          depth, try CertifiedRun(depth: depth, start: start),
          try TrainedNetwork.clusters(depth: depth, folder: folder)
        ))
    }
    for id in ["deng-2026-recursion", "deng-2026-R4", "deng-2026-code-variant-every-depth", code] {
      _ = try verdicts.report(id)
    }
    return try introduction + ratios(runs) + gapRule(runs) + reasons(runs) + fit()
  }

  private static let introduction = [
    "## Figure 1(d) with certified digits", "",
    "The published code: widths 16-32-..-32-10, r = 5, Sxx = I_{d_0}, rate 1/100, momentum 9/10, 10000 steps, float32. Two computations:",
    "",
    "* *modes*: the recursion of the ten layer values with momentum, in balls, from the values that the checkpoints of `proofs-data/networks/deng2026` hold at step 0 (at L = 2 from",
    "  the values of L = 3, sigma = s^3, s = sigma^(1/2) rounded down to 40 bits). No rounding of training enters; the digits are those of exact arithmetic.",
    "* *checkpoint*: the network that PyTorch trained in float32 in this setting, its entries read exactly. It was trained for Plumb and is no file of the authors.",
    "",
    "The dominant mean is over the r^2 = 25 largest eigenvalues, the bulk mean over the next r(d_0 + d_L - 2r) = 80. A printed decimal is the nearest one to every number of its",
    "enclosure. The enclosures are proved; there is no certificate file for them.", "",
  ]

  private static func ratio(_ clusters: ClusterSummary) throws -> Interval {
    guard let ratio = clusters.ratio else {
      throw VerificationError.undecided("a bulk mean is not proved positive")
    }
    return ratio
  }

  private static func ratios(
    _ runs: [(depth: Int, run: CertifiedRun, trained: ClusterReadings)]
  ) throws -> [String] {
    let rows = try runs.map { depth, run, trained in
      let modes = run.clusters.bySize
      let published = Deng2026Code.published(depth)
      return [
        "\(depth)", try modes.dominantMean.decimal(places: places),
        try modes.bulkMean.decimal(places: places),
        try ratio(modes).decimal(places: places), try trained.bySize.dominantMean.decimal(places: 4),
        try trained.bySize.bulkMean.decimal(places: 4), try ratio(trained.bySize).decimal(places: 4),
        try Interval(published).decimal(places: 2),
        try Interval(published - ratio(modes).upper, published - ratio(modes).lower).decimal(places: 3),
      ]
    }
    return MarkdownTable.lines(
      [
        "L", "modes: dominant", "modes: bulk", "modes: ratio", "checkpoint: dominant", "checkpoint: bulk",
        "checkpoint: ratio", "published ratio", "published minus modes",
      ], rows)
  }

  /// The same spectra read by the rule of the published code.
  private static func gapRule(
    _ runs: [(depth: Int, run: CertifiedRun, trained: ClusterReadings)]
  ) throws -> [String] {
    let rows = try runs.map { depth, run, trained in
      [
        "\(depth)", "\(run.clusters.gapSizes.dominant)", "\(run.clusters.gapSizes.bulk)",
        try ratio(run.clusters.byGapRule).decimal(places: 4), "\(trained.gapSizes.dominant)",
        "\(trained.gapSizes.bulk)", try ratio(trained.byGapRule).decimal(places: 4),
        try Interval(Deng2026Code.published(depth)).decimal(places: 2),
      ]
    }
    return [
      "The published code does not use these sizes: of the eigenvalues above 1 percent of the largest, its dominant cluster ends at the largest gap and its bulk at the largest gap after",
      "it, or with the last. The same spectra read by that rule, every comparison decided by the enclosures:",
      "",
    ]
      + MarkdownTable.lines(
        [
          "L", "modes: dominant", "modes: bulk", "modes: ratio of means", "checkpoint: dominant",
          "checkpoint: bulk", "checkpoint: ratio of means", "published ratio",
        ], rows)
  }

  /// The tail at the last step, what the ratio is without it, and how it decays.
  private static func reasons(
    _ runs: [(depth: Int, run: CertifiedRun, trained: ClusterReadings)]
  ) throws -> [String] {
    let closeness = Rational(1, Integer(10).power(9))
    var rows: [[String]] = []
    for (depth, run, _) in runs {
      guard run.signals.allSatisfy({ 1 - closeness < $0.lower && $0.upper < 1 + closeness }) else {
        throw VerificationError.undecided("a signal at depth \(depth) is not proved close to 1")
      }
      let m = 2 * depth - 2
      let largest = run.tail.indices.max { run.last[$0].lower < run.last[$1].lower }!
      let smallest = run.tail.indices.min { run.last[$0].lower < run.last[$1].lower }!
      // s^(-m) at the last step minus that at half of the steps, over m times the steps between.
      func inverse(_ value: Interval) throws -> Interval {
        guard value.lower > 0 else {
          throw VerificationError.undecided("a tail value at depth \(depth) is not proved positive")
        }
        return Interval(1 / value.upper.power(m), 1 / value.lower.power(m))
      }
      let (early, late) = (try inverse(run.halfway[largest]), try inverse(run.last[largest]))
      let growth = Interval(late.lower - early.upper, late.upper - early.lower)
        .scaled(by: Rational(1, Integer(m * (Deng2026Code.steps / 2))))
      // L(1 - eps^2)/(1 + eps^L) decreases in eps.
      func least(_ eps: Rational) -> Rational {
        Rational(depth) * (1 - eps * eps) / (1 + eps.power(depth))
      }
      let tail = run.last[largest]
      rows.append([
        "\(depth)", try run.last[smallest].decimal(places: places), try tail.decimal(places: places),
        try Interval(least(tail.upper), least(tail.lower)).decimal(places: 4),
        try run.ratioWithoutTail.decimal(places: places),
        try ratio(run.clusters.bySize).decimal(places: places),
        try growth.decimal(places: 4),
      ])
    }
    return [
      "### Why the ratio is not L", "",
      "At step 10000 every signal is within 10^-9 of 1 at every depth (proved by the enclosures). The tail values are these:",
      "",
    ]
      + MarkdownTable.lines(
        [
          "L", "least tail value", "largest tail value", "L(1 - eps^2)/(1 + eps^L)", "ratio, tail set to 0",
          "ratio",
          "growth of s^-(2L-2)/(2L-2) a step",
        ], rows) + [
        "The fourth column is a lower bound of the ratio of L to a bulk value for signals at 1 and one tail value eps, here the largest of the five; L is an upper bound",
        "(`\(code)`). The fifth column is the same network with the five tail values replaced by zero and nothing else changed: in this run the tail accounts for the",
        "whole difference to L at the printed digits. Since Sxx sees the tail, a tail value moves by s' = s - eta s^(2L-1) without momentum (`deng-2026-recursion`, x = 1, y = 0). It does not decay",
        "exponentially (`deng-2026-R4`); s^-(2L-2) grows about linearly (`deng-2026-code-variant-every-depth`, without momentum). The last column is that growth in this run, for the largest tail",
        "value between steps 5000 and 10000, divided by 2L - 2; rate/(1 - momentum) is 0.1.",
        "",
      ]
  }

  private static func fit() throws -> [String] {
    var rows: [[String]] = []
    var agreeing = 0
    for depth in Deng2026Code.depths {
      let value = FigureFit.ratio(depth: depth)
      let published = try Interval(Deng2026Code.published(depth)).decimal(places: 2)
      let rounded = try value.decimal(places: 2)
      agreeing += rounded == published ? 1 : 0
      rows.append(["\(depth)", try value.decimal(places: places), rounded, published])
    }
    guard agreeing == rows.count else {
      throw VerificationError.undecided("the fit gives \(agreeing) of \(rows.count) published ratios")
    }
    return [
      "### The published digits", "",
      "The figure prints 6.66 at L = 7, neither 7 nor the ratio above. What differs between the run behind the figure and this one was not found. Its six printed ratios are matched by",
      "L/(1 + c (g_L(eps_L) - 1)), g_L(eps) = 1 + eps^2 + ... + eps^(2L-2), eps_L = ((2L-2) B)^(-1/(2L-2)), with c = 0.169 and B = 500: \(agreeing) of \(rows.count) agree when rounded. That is **a fit** of two",
      "parameters to six numbers, **not a proof** of where the digits come from; its form is that of a tail which decays as above. The values of the formula are enclosed:",
      "",
    ] + MarkdownTable.lines(["L", "fit", "rounded", "published"], rows)
  }
}
