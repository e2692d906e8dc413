import Exact
import Support
import Testing
import Theorems

/// Rates, ratios and bounds at every depth: the quantities of the certificates against orbits, Hessians and sums computed directly.
@Suite struct EveryDepthRateTests {
  private typealias Point = DepthReading.Point
  private typealias Definitions = [String: DepthReading.Definition]

  private static let convergence = "deng-2026-convergence-every-depth"
  private static let gaussNewton = "deng-2026-gauss-newton-ratio-every-depth"
  private static let unequal = "deng-2026-unequal-signals-every-depth"
  private static let growth = "deng-2026-tail-growth-every-depth"
  private static let fixedTail = "deng-2026-fixed-tail-every-depth"

  /// In the scope at every depth up to 8.
  private static let points: [String: Point] = [
    convergence: [
      "s": Rational(2, 3), "a": Rational(1, 2), "eta": Rational(1, 9), "z": Rational(2, 5),
      "u": Rational(1, 2),
    ],
    gaussNewton: EveryDepthTests.sizes.merging(["a": Rational(7, 3)]) { $1 },
    unequal: [
      "s": Rational(3, 2), "t": Rational(2, 3), "a": Rational(1, 2), "b": 2, "u": 2, "xm": Rational(6, 5),
      "z": Rational(5, 4), "p": Rational(2, 3), "q": Rational(3, 4), "G": Rational(8, 7),
      "E": Rational(9, 8), "r": 2, "c": Rational(-3, 2), "j": Rational(-2, 5), "d": Rational(3, 4),
      "x": Rational(5, 4), "y": Rational(4, 3), "k": 5, "l": 3,
    ],
    growth: ["s": Rational(2, 3)],
    fixedTail: [
      "s": Rational(9, 10), "t": Rational(2, 3), "b": Rational(1, 2), "c": Rational(1, 3),
      "z": Rational(4, 5),
    ],
  ]

  private static func sum(_ count: Int, _ term: (Int) -> Rational) -> Rational {
    (0..<count).reduce(Rational(0)) { $0 + term($1) }
  }

  // Convergence

  private static func step(_ depth: Int, _ v: Point) -> Rational {
    ModeRecursion<Rational>(depth: depth, x: 1, y: 1, rate: v["eta"]!).map(v["s"]!)
  }

  /// `s^(L-1) (1 + s + ... + s^(L-1))`.
  private static func pace(_ depth: Int, _ s: Rational) -> Rational {
    s.power(depth - 1) * sum(depth) { s.power($0) }
  }

  private static func rates(_ depth: Int, start: Rational, eta: Rational) -> (
    fast: Rational, slow: Rational
  ) {
    (1 - eta * pace(depth, start), 1 - eta * Rational(depth) * start.power(2 * depth - 2))
  }

  /// The eigenvalue of the pair of the cluster over the bulk, from the Hessian of one mode with x = y = 1.
  private static func ratios(_ depth: Int, _ s: Rational) -> (symmetric: Rational, antisymmetric: Rational) {
    func one(_ value: Rational) -> Matrix<Rational> { Matrix(rows: 1, columns: 1, entries: [value]) }
    let block = LinearNetwork(
      layers: Array(repeating: one(s), count: depth), inputCovariance: one(1), crossCovariance: one(1)
    ).hessian()
    let a = block[0, 0]
    return (sum(depth) { block[0, $0] } / a, sum(depth) { $0 == 0 ? a : 2 * a - block[0, $0] } / a)
  }

  private static let convergenceDefinitions: Definitions = [
    "factors": { L, v in 1 - step(L, v) },
    "powers": { L, v in v["s"]!.power(L - 1) - v["a"]!.power(L - 1) },
    "pace": { L, v in pace(L, v["s"]!) - pace(L, v["a"]!) },
    "stays-above": { L, v in step(L, v) - v["a"]! },
    "rate": { L, v in rates(L, start: v["a"]!, eta: v["eta"]!).fast },
    "slowest-rate": { L, v in rates(L, start: v["a"]!, eta: v["eta"]!).slow },
    "contracts": { L, v in rates(L, start: v["a"]!, eta: v["eta"]!).fast * v["z"]! - (1 - step(L, v)) },
    "contracts-slower": { L, v in
      let rates = rates(L, start: v["a"]!, eta: v["eta"]!)
      return rates.slow * v["u"]! - rates.fast * v["z"]!
    },
    "value-at-most": { L, v in Rational(L) * v["u"]! - (1 - v["s"]!.power(L)) },
    "symmetric": { L, v in ratios(L, v["s"]!).symmetric },
    "antisymmetric": { L, v in ratios(L, v["s"]!).antisymmetric },
    "distance-at-most": { L, v in
      Rational((L - 1) * L) * v["u"]! / v["a"]!.power(L) - (ratios(L, v["s"]!).antisymmetric - Rational(L))
    },
  ]

  // The Gauss-Newton part

  private static let gaussNewtonDefinitions: Definitions = [
    "symmetric-row": { L, v in sum(L) { _ in v["a"]! } },
    "antisymmetric-row": { L, v in sum(L) { _ in v["a"]! } },
    "cluster-count": { _, _ in 4 }, "bulk-count": { _, _ in 2 * (3 - 2) + 2 * (4 - 2) },
    "ratio": { L, _ in Rational(L) }, "above-bulk": { L, v in sum(L - 1) { _ in v["a"]! } },
  ]

  // Signals of different size

  private static func pair(_ depth: Int, _ v: Point) -> Rational {
    sum(depth) { v["s"]!.power(2 * (depth - 1 - $0)) * v["t"]!.power(2 * $0) }
  }

  private static func extreme(_ depth: Int, _ name: String, _ v: Point) -> Rational {
    v[name]!.power(2 * depth - 2)
  }

  private static let unequalDefinitions: Definitions = [
    "value": { L, v in pair(L, v) },
    "lower": { L, v in pair(L, v) - Rational(L) * extreme(L, "t", v) },
    "upper": { L, v in Rational(L) * extreme(L, "s", v) - pair(L, v) },
    "sum-at-most": { L, v in Rational(L) * extreme(L, "b", v) - pair(L, v) },
    "sum-at-least": { L, v in pair(L, v) - Rational(L) * extreme(L, "a", v) },
    "value-at-most": { L, v in extreme(L, "b", v) - extreme(L, "s", v) },
    "value-at-least": { L, v in extreme(L, "t", v) - extreme(L, "a", v) },
    "value-order": { L, v in extreme(L, "s", v) - extreme(L, "t", v) },
    "ratio-at-most": { L, v in
      Rational(L) * (v["b"]! / v["a"]!).power(2 * L - 2) * v["xm"]! - pair(L, v)
    },
    "ratio-at-least": { L, v in
      pair(L, v) * extreme(L, "b", v) - Rational(L) * extreme(L, "a", v) * v["xm"]!
    },
    "own-ratio-at-most": { L, v in
      Rational(L) * ((v["b"]! / v["a"]!).power(2 * L - 2) * v["xm"]! - v["z"]!)
    },
    "own-ratio-at-least": { L, v in
      Rational(L) * (v["z"]! * extreme(L, "b", v) - extreme(L, "a", v) * v["xm"]!)
    },
    "power": { L, v in v["b"]!.power(L - 2) - v["s"]!.power(L - 2) },
    "coupling-at-most": { _, v in v["r"]! * v["G"]! * v["E"]! - v["c"]! * v["p"]! * v["q"]! },
    "coupling-at-least": { _, v in v["r"]! * v["G"]! * v["E"]! + v["c"]! * v["p"]! * v["q"]! },
    "others": { L, _ in Rational(L - 1) },
    "form-at-most": { _, v in
      v["d"]! * (v["x"]!.squared() + v["y"]!.squared()) - 2 * v["j"]! * v["x"]! * v["y"]!
    },
    "form-at-least": { _, v in
      v["d"]! * (v["x"]!.squared() + v["y"]!.squared()) + 2 * v["j"]! * v["x"]! * v["y"]!
    },
  ]

  // Tails

  /// L/g at a depth.
  private static func ratio(_ depth: Int, _ tail: Rational) -> Rational {
    Rational(depth) / sum(depth) { tail.power(2 * $0) }
  }

  private static let growthDefinitions: Definitions = [
    "last-term": { L, v in Rational(L) / ratio(L, v["s"]!) - Rational(L) * v["s"]!.power(2 * L) },
    "opposite-terms": { L, v in
      sum(L) { k in
        1 + v["s"]!.power(2 * L + 2) - v["s"]!.power(2 * k + 2) - v["s"]!.power(2 * (L - k))
      }
    },
    "increases": { L, v in ratio(L + 1, v["s"]!) - ratio(L, v["s"]!) },
    "increment": { L, v in 1 - v["s"]!.squared() - ratio(L + 1, v["s"]!) + ratio(L, v["s"]!) },
    "convex": { L, v in ratio(L + 2, v["s"]!) - 2 * ratio(L + 1, v["s"]!) + ratio(L, v["s"]!) },
  ]

  private static let fixedTailDefinitions: Definitions = [
    "ratio": { L, v in ratio(L, v["t"]!) },
    "growth": { L, v in
      Rational(L + 1) * (1 - v["s"]!.power(L)) - Rational(L) * (1 - v["s"]!.power(L + 1))
    },
    "power": { L, v in v["b"]! - v["b"]!.power(L + 1) },
    "tangent": { L, v in Rational(L) * (1 - v["t"]!) - (1 - v["t"]!.power(L)) },
    "mean": { L, v in sum(L) { v["t"]!.power(2 * $0) - v["t"]!.power(L - 1) } },
    "bounded": { L, v in 1 / v["t"]!.power(L - 1) - ratio(L, v["t"]!) },
    "logarithm": { L, v in
      Rational(L) * v["z"]! / (1 - v["t"]!.power(2 * L)) - ratio(L, v["t"]!)
    },
  ]

  private static let definitions: [String: Definitions] = [
    convergence: convergenceDefinitions, gaussNewton: gaussNewtonDefinitions, unequal: unequalDefinitions,
    growth: growthDefinitions, fixedTail: fixedTailDefinitions,
  ]

  @Test(arguments: definitions.keys.sorted()) func holdsAtDepths(id: String) throws {
    try DepthReading(id).holds(Self.definitions[id]!, at: Self.points[id]!)
    #expect(Catalogue.entry(id: id)?.evidence == .allDepths)
  }

  @Test(arguments: definitions.keys.sorted()) func noticesAChange(id: String) throws {
    try DepthReading(id).noticesChanges(Self.definitions[id]!, at: Self.points[id]!)
  }

  // The statements themselves

  /// Exact orbits of several steps, also from 1 and at the largest rate.
  @Test func ratesHoldAlongOrbits() {
    var strict = 0
    for (depth, start, rate) in [
      (1, Rational(1, 3), Rational(1)), (2, Rational(1, 2), Rational(1, 2)),
      (2, Rational(1), Rational(1, 3)), (3, Rational(2, 3), Rational(1, 3)),
      (4, Rational(4, 5), Rational(1, 5)),
    ] {
      let orbit = ModeRecursion<Rational>(depth: depth, x: 1, y: 1, rate: rate).orbit(from: start, steps: 3)
      let (fast, slow) = Self.rates(depth, start: start, eta: rate)
      for n in 0...3 {
        let s = orbit[n]
        #expect(start <= s && s <= 1 && 1 - s <= (1 - start) * fast.power(n) && fast <= slow)
        #expect(1 - s.power(depth) <= Rational(depth) * (1 - start) * slow.power(n))
        let ratios = Self.ratios(depth, s)
        let bound =
          Rational((depth - 1) * depth) * (1 - start) * slow.power(n) / start.power(depth)
        #expect((ratios.symmetric - Rational(depth)).magnitude <= bound)
        #expect((ratios.antisymmetric - Rational(depth)).magnitude <= bound)
        strict += 1 - s < (1 - start) * fast.power(n) ? 1 : 0
      }
    }
    #expect(strict > 5)
  }

  /// The whole spectrum of H_o away from the minimum, by inertia.
  @Test(arguments: 2...4) func ratioOfTheGaussNewtonPart(depth: Int) {
    let (s, x) = (Rational(2, 3), Rational(3, 2))
    let network = EveryDepthTests.uniform(depth, s, x: x, y: 2)
    let outer = network.dense().hessian(part: .gaussNewton)
    let a = x * s.power(2 * depth - 2)
    let (dominant, bulk) = (outer.counts(around: Rational(depth) * a), outer.counts(around: a))
    #expect(dominant.zero == 4 && dominant.positive == 0)
    #expect(bulk.zero == 2 * (3 + 4 - 4) && bulk.positive == 4)
    #expect(outer.counts(around: 0).positive == 4 + bulk.zero && outer.counts(around: 0).negative == 0)
  }

  /// Three signals away from the minimum: the norm of H_f, and where the eigenvalues of H_o and H lie, by inertia.
  @Test(arguments: 2...4) func signalsOfDifferentSize(depth: Int) {
    let (values, targets) = (
      [Rational(1, 2), Rational(3, 4), Rational(3, 2)], [Rational(2), 1, Rational(1, 3)]
    )
    let network = AlignedNetwork(
      widths: [4] + Array(repeating: 3, count: depth - 1) + [4],
      modes: zip(values, targets).map { ModeRun(count: 1, balanced: $0, depth: depth, x: 1, y: $1) }
        + [ModeRun(count: 1, balanced: 0, depth: depth, x: 1, y: 0)]
    ).dense()
    let (whole, outer) = (network.hessian(), network.hessian(part: .gaussNewton))
    let functional = whole - outer
    let residual = zip(values, targets).map { ($0.power(depth) - $1).magnitude }.max()!
    let margin = Rational(depth - 1) * residual * values[2].power(depth - 2)
    #expect(
      functional.counts(around: margin).positive == 0 && functional.counts(around: -margin).negative == 0)
    let (low, high) = (values[0].power(2 * depth - 2), values[2].power(2 * depth - 2))
    #expect(outer.counts(around: Rational(depth) * high).positive == 0)
    // 9 dominant and 6 bulk values, not 0.
    #expect(outer.counts(around: 0).positive == 15)
    #expect(outer.counts(around: low).negative == whole.rows - 15)
    #expect(whole.counts(around: Rational(depth) * high + margin).positive == 0)
  }

  /// One end-to-end value at two depths: sigma = v^(L(L+1)) has the layer values v^(L+1) and v^L.
  @Test func fixedEndToEndValue() {
    for v in [Rational(1, 2), Rational(4, 5), Rational(49, 50)] {
      for depth in 1...5 {
        let (tail, next) = (v.power(depth + 1), v.power(depth))
        let sigma = tail.power(depth)
        #expect(next.power(depth + 1) == sigma)
        let (now, then) = (Self.ratio(depth, tail), Self.ratio(depth + 1, next))
        #expect(now < then && then < now + 1 && now <= tail / sigma && tail / sigma < 1 / sigma)
      }
    }
  }
}
