import Exact
import Support
import Testing
import Theorems

/// The seed theorems for every depth: every quantity of their certificates against Hessians, sums and counts computed directly.
@Suite struct EveryDepthTests {
  typealias Point = DepthReading.Point
  private typealias Definitions = [String: DepthReading.Definition]

  static let sizes: Point = [
    "r": 2, "nx": 3, "d0": 5, "dL": 4, "d": 7, "h": 3, "k": 5, "l": 3, "u": 2, "dstar": 3,
  ]

  /// A point in the scope of each theorem at every depth up to 8.
  private static let points: [String: Point] = [
    "deng-2026-recursion-every-depth": [
      "k": 2, "s": Rational(2, 3), "x": Rational(5, 4), "y": Rational(4, 3), "eta": Rational(1, 9),
    ],
    "deng-2026-bifurcation-minimum-every-depth": sizes,
    "deng-2026-bifurcation-training-every-depth": sizes.merging(
      ["s": Rational(3, 2), "a": Rational(7, 3), "c": Rational(3, 5)]
    ) { $1 },
    "deng-2026-tail-ratio-every-depth": sizes.merging(["s": Rational(2, 3)]) { $1 },
    "deng-2026-approx-balance-every-depth": [
      "s": Rational(3, 2), "t": Rational(2, 3), "a": Rational(1, 2), "b": 2, "x": Rational(5, 4),
      "xm": Rational(4, 5),
    ],
  ]

  /// Widths with r = 2, d_0 = 5, d_L = 4 and h = 3, all of it in the first hidden layer.
  private static func widths(_ depth: Int) -> [Integer] {
    [5] + (1..<depth).map { $0 == 1 ? 5 : 2 } + [4]
  }

  static func uniform(_ depth: Int, _ s: Rational, x: Rational, y: Rational) -> AlignedNetwork<
    Rational
  > {
    AlignedNetwork(
      widths: widths(depth),
      modes: [
        ModeRun(count: 2, balanced: s, depth: depth, x: x, y: y),
        ModeRun(count: 1, balanced: 0, depth: depth, x: x, y: 0),
      ])
  }

  private static func trace(_ network: AlignedNetwork<Rational>) -> Rational {
    let hessian = network.dense().hessian()
    return hessian.diagonal.reduce(0, +)
  }

  /// tr H in units of a, from dense Hessians of networks away from the minimum.
  private static let traces = (0...8).map { depth -> Rational in
    if depth < 2 { return 0 }
    let (s, x) = (Rational(1, 2), Rational(3, 2))
    return trace(uniform(depth, s, x: x, y: 2)) / (x * s.power(2 * depth - 2))
  }

  /// tr H with Sxx = I_2, one tail mode 2/3 and no hidden width but 3.
  private static let tailTraces = (0...8).map { depth -> Rational in
    if depth < 2 { return 0 }
    return trace(
      AlignedNetwork(
        widths: [5] + Array(repeating: 3, count: depth - 1) + [4],
        modes: [
          ModeRun(count: 2, balanced: 1, depth: depth, x: 1, y: 1),
          ModeRun(count: 1, balanced: Rational(2, 3), depth: depth, x: 0, y: 0),
        ]))
  }

  /// Variables with an index of the first two, listed one by one.
  private static func variables(_ widths: [Int]) -> Rational {
    var count = 0
    for (columns, rows) in zip(widths, widths.dropFirst()) {
      for i in 1...rows { for m in 1...columns where i <= 2 || m <= 2 { count += 1 } }
    }
    return Rational(count)
  }

  private static func listed(_ depth: Int, then last: [Int] = []) -> Rational {
    variables(widths(depth).map { Int($0.description)! } + last)
  }

  static func sum(_ count: Int, _ term: (Int) -> Rational) -> Rational {
    (0..<count).reduce(0) { $0 + term($1) }
  }

  /// `L x L`, a on the diagonal and another value elsewhere.
  private static func row(_ depth: Int, _ a: Rational, _ other: Rational) -> Rational {
    sum(depth) { $0 == 0 ? a : other }
  }

  /// How many of the layers 1, ..., L satisfy the condition.
  private static func layers(_ depth: Int, _ condition: (Int) -> Bool) -> Rational {
    Rational((0..<depth).count { condition($0 + 1) })
  }

  /// The pair of values of the cluster, a and c, from the Hessian of one mode with x = y = 1.
  private static func cluster(_ depth: Int, _ v: Point) -> (
    up: Rational, down: Rational, a: Rational, c: Rational
  ) {
    func one(_ value: Rational) -> Matrix<Rational> { Matrix(rows: 1, columns: 1, entries: [value]) }
    let block = LinearNetwork(
      layers: Array(repeating: one(v["s"]!), count: depth), inputCovariance: one(1), crossCovariance: one(1)
    ).hessian()
    let (a, c) = (block[0, 0], block[0, 1] - block[0, 0])
    return (sum(depth) { block[0, $0] }, sum(depth) { $0 == 0 ? a : a - c }, a, c)
  }

  private static let common: Definitions = [
    "outer-exponent": { L, _ in 2 * layers(L) { $0 != 1 } },
    "coupling-exponent": { L, _ in layers(L) { $0 != 1 && $0 != 2 } },
    "input-signal": { L, _ in 2 * layers(L) { $0 > 1 } },
    "input-other-layers": { L, _ in layers(9) { $0 < 3 } },
    "output-signal": { L, _ in 2 * layers(L) { $0 < L } },
    "hidden-signal": { L, _ in layers(L) { $0 != 1 && $0 != 2 } },
    "hidden-other-layers": { L, _ in layers(9) { 3 < $0 && $0 < 6 } },
    "symmetric-count": { _, _ in 3 }, "cluster-count": { _, _ in 4 },
    "bulk-count": { _, _ in 2 * (3 - 2) + 2 * (4 - 2) },
    "dimension-base": { _, _ in variables([5, 4]) },
    "dimension-step": { L, _ in listed(L, then: [7]) }, "dimension": { L, _ in listed(L) },
  ]

  private static let minimum: Definitions = [
    "symmetric-row": { L, _ in row(L, 1, 1) }, "trace": { L, _ in traces[L] },
    "above-bulk": { L, _ in row(L, 1, 1) - 1 },
  ]

  private static let training: Definitions = [
    "symmetric-row": { L, v in row(L, v["a"]!, v["a"]! + v["c"]!) },
    "antisymmetric-row": { L, v in row(L, v["a"]!, v["a"]! - v["c"]!) },
    "symmetric-difference-first": { _, v in -v["c"]! }, "hidden-sum": { _, v in v["c"]! },
    "trace": { L, v in traces[L] * v["a"]! },
    "symmetric-bulk": { L, v in cluster(L, v).up - cluster(L, v).a },
    "symmetric-minus-c": { L, v in cluster(L, v).up + cluster(L, v).c },
    "antisymmetric-bulk": { L, v in cluster(L, v).down - cluster(L, v).a },
    "antisymmetric-minus-c": { L, v in cluster(L, v).down + cluster(L, v).c },
    "antisymmetric-plus-c": { L, v in cluster(L, v).down - cluster(L, v).c },
    "antisymmetric-zero": { L, v in cluster(L, v).down },
  ]

  private static func tailSum(_ depth: Int, _ v: Point) -> Rational { sum(depth) { v["s"]!.power(2 * $0) } }

  private static let tailRatio: Definitions = [
    "symmetric-row": { L, _ in row(L, 1, 1) }, "cluster-count": { _, _ in 4 },
    "dimension-step": { L, _ in listed(L, then: [7]) }, "dimension": { L, _ in listed(L) },
    "sum-step": { L, v in tailSum(L + 1, v) }, "rank": { _, _ in 2 * 4 },
    "trace": { L, v in tailTraces[L] },
    "at-least-1": { L, v in tailSum(L, v) - 1 }, "at-most-L": { L, v in Rational(L) - tailSum(L, v) },
    "upper-bound": { L, v in 1 - (1 - v["s"]!.squared()) * tailSum(L, v) },
    "ratio-at-most": { L, v in Rational(L) - Rational(L) / tailSum(L, v) },
    "ratio-at-least": { L, v in Rational(L) / tailSum(L, v) - Rational(L) * (1 - v["s"]!.squared()) },
  ]

  private static let recursion: Definitions = [
    "product-step": { L, v in v["s"]!.power(L + 1) }, "others-step": { L, v in v["s"]!.power(L) },
    "step": { L, v in
      func one(_ value: Rational) -> Matrix<Rational> { Matrix(rows: 1, columns: 1, entries: [value]) }
      let layers = LinearNetwork(
        layers: Array(repeating: one(v["s"]!), count: L), inputCovariance: one(v["x"]!),
        crossCovariance: one(v["y"]!)
      ).descended(rate: v["eta"]!, steps: 1).layers
      #expect(Set(layers.map { $0[0, 0] }).count == 1)
      return layers[0][0, 0]
    },
    "unseen": { _, v in v["s"]! },
    "seen-tail": { L, v in ModeRecursion(depth: L, x: 1, y: 0, rate: v["eta"]!).map(v["s"]!) },
  ]

  private static func pair(_ depth: Int, _ v: Point) -> Rational {
    sum(depth) { v["s"]!.power(2 * (depth - 1 - $0)) * v["t"]!.power(2 * $0) }
  }

  private static let balance: Definitions = [
    "pair-step": { L, v in pair(L + 1, v) }, "value": { L, v in pair(L, v) },
    "lower": { L, v in pair(L, v) - Rational(L) * v["t"]!.power(2 * L - 2) },
    "upper": { L, v in Rational(L) * v["s"]!.power(2 * L - 2) - pair(L, v) },
    "largest": { L, v in v["b"]!.power(L) - v["s"]!.power(L) },
    "middle-without-one": { L, v in v["s"]!.power(L - 1) - v["t"]!.power(L - 1) },
    "dominant-at-most": { L, v in
      Rational(L) * v["b"]!.power(2 * L - 2) / v["a"]!.power(L) - v["x"]! * pair(L, v)
    },
    "bulk-at-least": { L, v in
      v["xm"]! * v["t"]!.power(2 * L - 2) - v["a"]!.power(2 * L - 2) / v["b"]!.power(L)
    },
    "ratio-high": { L, v in Rational(L) * (v["b"]! / v["a"]!).power(3 * L - 2) },
    "ratio-low": { L, v in Rational(L) * (v["a"]! / v["b"]!).power(3 * L - 2) },
    "exponent": { L, _ in Rational(3 * L - 2) },
  ]

  private static let definitions: [String: Definitions] = [
    "deng-2026-recursion-every-depth": recursion,
    "deng-2026-bifurcation-minimum-every-depth": common.merging(minimum) { $1 },
    "deng-2026-bifurcation-training-every-depth": common.merging(training) { $1 },
    "deng-2026-tail-ratio-every-depth": tailRatio,
    "deng-2026-approx-balance-every-depth": balance,
  ]

  @Test(arguments: definitions.keys.sorted()) func holdsAtDepths(id: String) throws {
    try DepthReading(id).holds(Self.definitions[id]!, at: Self.points[id]!)
    #expect(Catalogue.entry(id: id)?.evidence == .allDepths)
  }

  @Test(arguments: definitions.keys.sorted()) func noticesAChange(id: String) throws {
    try DepthReading(id).noticesChanges(Self.definitions[id]!, at: Self.points[id]!)
  }
}
