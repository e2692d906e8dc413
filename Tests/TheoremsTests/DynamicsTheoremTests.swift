import Exact
import Support
import Testing
import Theorems

/// The theorems about one mode: every quantity of their certificates against its definition, and what they say against simulations.
@Suite struct DynamicsTheoremTests {
  typealias Point = DepthReading.Point

  /// A point in the scope of each theorem, at every depth up to 8.
  private static let points: [String: Point] = [
    "saxe-2014-two-layer-logistic": [
      "s": Rational(2, 3), "x": Rational(5, 4), "y": Rational(4, 3), "u": Rational(1, 2), "E": Rational(7, 3),
    ],
    "saxe-2014-deep-mode-ode": [
      "s": Rational(5, 3), "x": Rational(5, 4), "y": Rational(4, 3), "a": Rational(3, 4), "b": Rational(2, 5),
    ],
    "gissin-2020-escape-time": [
      "s": Rational(2, 5), "t": Rational(3, 5), "x": Rational(5, 4), "y": Rational(4, 3),
    ],
    "tarmoun-2021-imbalance": [
      "p": 2, "q": Rational(1, 3), "x": Rational(5, 4), "y": Rational(4, 3), "u": Rational(3, 7),
      "z": Rational(5, 3),
    ],
    "arora-2018-preconditioner": ["s": Rational(2, 3), "t": Rational(7, 5)],
    "arora-2019-gd-contraction": [
      "s": Rational(2, 3), "t": Rational(3, 4), "a": Rational(1, 2), "eta": Rational(1, 9),
    ],
    "gidel-2019-discrete-two-layer": [
      "s": Rational(2, 3), "r": Rational(3, 2), "p": Rational(1, 2), "x": Rational(5, 4),
      "eta": Rational(1, 9),
    ],
    "bartlett-2018-negative-target": [
      "s": Rational(1, 2), "t": Rational(2, 3), "x": Rational(5, 4), "r": 3, "eta": Rational(1, 9),
    ],
    "ghosh-2025-gap-decay": [
      "p": 2, "q": Rational(1, 3), "G": Rational(3, 7), "x": Rational(5, 4), "y": Rational(4, 3),
      "eta": Rational(1, 9),
    ],
    "ghosh-2025-period-two": ["a": Rational(3, 2), "b": Rational(2, 5)],
    "nar-sastry-2018-step-size": [
      "s": Rational(2, 3), "t": Rational(1, 3), "p": 3, "a": Rational(3, 2), "eta": Rational(1, 9),
    ],
    "chebyshev-gd-chaos": [
      "s": Rational(2, 3), "t": Rational(5, 3), "eta": Rational(1, 9), "q": 3, "c": Rational(3, 7),
      "r": Rational(5, 2),
    ],
  ]

  private static func sum(_ count: Int, _ term: (Int) -> Rational) -> Rational {
    (0..<count).reduce(0) { $0 + term($1) }
  }

  private static func step(
    _ s: Rational, _ depth: Int, x: Rational = 1, y: Rational = 1, eta: Rational
  ) -> Rational { ModeRecursion(depth: depth, x: x, y: y, rate: eta).map(s) }

  /// `ds/dt`, minus the gradient.
  private static func speed(_ s: Rational, _ depth: Int, x: Rational, y: Rational) -> Rational {
    -ModeRecursion(depth: depth, x: x, y: y, rate: 0).gradient(at: s)
  }

  private static func slope(_ s: Rational, y: Rational, eta: Rational) -> Rational {
    ModeRecursion(depth: 2, x: 1, y: Jet(value: y), rate: Jet(value: eta)).map(Jet(value: s, u: 1)).u
  }

  private static func sigma(_ v: Point) -> Rational {
    v["y"]! * v["u"]! * v["E"]! / (v["y"]! + v["x"]! * v["u"]! * (v["E"]! - 1))
  }

  /// One step of the layers p, q, G as a network.
  private static func gaps(_ v: Point) -> (before: Rational, after: Rational) {
    func one(_ name: String) -> Matrix<Rational> { Matrix(rows: 1, columns: 1, entries: [v[name]!]) }
    let after = LinearNetwork(
      layers: [one("p"), one("q"), one("G")], inputCovariance: one("x"), crossCovariance: one("y")
    ).descended(rate: v["eta"]!, steps: 1).layers.map { $0[0, 0].squared() }
    return (v["p"]!.squared() - v["q"]!.squared(), after[0] - after[1])
  }

  private static func cycle(_ depth: Int, _ v: Point) -> (y: Rational, eta: Rational) {
    let (a, b) = (v["a"]!, v["b"]!)
    let (u, w) = (a.power(depth - 1), b.power(depth - 1))
    return (
      (a.power(2 * depth - 1) + b.power(2 * depth - 1)) / (u + w),
      (a - b) * (u + w) / (u * w * (a.power(depth) - b.power(depth)))
    )
  }

  /// The rate that takes s to t, from the recursion at rate 1.
  private static func rate(_ depth: Int, _ v: Point) -> Rational {
    (v["t"]! - v["s"]!) / (step(v["s"]!, depth, eta: 1) - v["s"]!)
  }

  private static func pace(_ depth: Int, _ s: Rational, _ v: Point) -> Rational {
    -speed(s, depth, x: v["x"]!, y: -v["r"]!) / s
  }

  private static let flows: [String: [String: DepthReading.Definition]] = [
    "saxe-2014-two-layer-logistic": [
      "mode": { L, v in 2 * v["s"]! * speed(v["s"]!, L, x: v["x"]!, y: v["y"]!) },
      "denominator": { _, v in v["y"]! * v["u"]! * v["E"]! / sigma(v) }, "start": { _, v in v["u"]! },
      "equation": { _, v in 2 * sigma(v) * (v["y"]! - v["x"]! * sigma(v)) },
      "odds": { _, v in sigma(v) / (v["y"]! - v["x"]! * sigma(v)) }, "above-0": { _, v in 1 / sigma(v) },
      "below-target": { _, v in v["y"]! / sigma(v) - v["x"]! },
    ],
    "saxe-2014-deep-mode-ode": [
      "chain-rule": { L, v in
        Rational(L) * v["s"]!.power(L - 1) * speed(v["s"]!, L, x: v["x"]!, y: v["y"]!)
      },
      "pace": { L, v in 1 / (v["a"]!.power(L - 1) * speed(v["a"]!, L, x: 1, y: 1)) },
      "at-most": { L, v in
        let A = v["a"]!.power(L)
        return 1 / (A * A * (1 - A)) - 1 / (v["a"]!.power(L - 1) * speed(v["a"]!, L, x: 1, y: 1))
      },
      "at-least": { L, v in
        let A = v["a"]!.power(L)
        return 1 / (v["a"]!.power(L - 1) * speed(v["a"]!, L, x: 1, y: 1))
          - v["b"]!.squared() / (A * A * (1 - A))
      },
      "primitive": { L, v in
        let A = v["a"]!.power(L)
        return 1 / A + 1 / (1 - A) + 1 / (A * A)
      },
    ],
    "gissin-2020-escape-time": [
      "powers": { L, v in v["t"]!.power(L) - v["s"]!.power(L) },
      "room": { L, v in v["y"]! - v["x"]! * v["s"]!.power(L) },
      "partial-fractions": { L, v in 1 / speed(v["s"]!, L, x: v["x"]!, y: v["y"]!) },
      "primitive-power": { L, v in 1 / (v["y"]! * v["s"]!.power(L - 1)) },
      "primitive-bound": { L, v in
        v["x"]! * v["s"]! / (v["y"]! * (v["y"]! - v["x"]! * v["t"]!.power(L)))
      },
      "remainder": { L, v in
        1 / (1 / speed(v["s"]!, L, x: v["x"]!, y: v["y"]!) - 1 / (v["y"]! * v["s"]!.power(L - 1)))
      },
      "below-bound": { L, v in v["y"]! / v["s"]! * (v["t"]!.power(L) - v["s"]!.power(L)) },
    ],
    "tarmoun-2021-imbalance": [
      "conserved": { _, _ in 0 },
      "speed": { _, v in
        (v["p"]!.squared() + v["q"]!.squared()) * (v["y"]! - v["x"]! * v["p"]! * v["q"]!)
      },
      "square": { _, v in
        (v["p"]!.squared() - v["q"]!.squared()).squared() + 4 * (v["p"]! * v["q"]!).squared()
      },
      "slope": { _, v in -v["x"]! * v["z"]! },
      "rate": { _, v in v["x"]! * (v["p"]! - v["q"]!).squared() },
    ],
    "arora-2018-preconditioner": [
      "pair-base": { _, _ in 1 },
      "pair-step": { L, v in sum(L + 1) { v["s"]!.power(2 * (L - $0)) * v["t"]!.power(2 * $0) } },
      "pair-positive": { L, v in sum(L) { v["s"]!.power(2 * (L - 1 - $0)) * v["t"]!.power(2 * $0) } },
      "equal-step": { L, v in sum(L + 1) { v["s"]!.power(2 * (L - $0)) * v["s"]!.power(2 * $0) } },
      "projection-step": { L, v in sum(L) { v["t"]!.power(2 * (L - 1 - $0)) * v["t"]!.power(2 * ($0 + 1)) } },
      "along": { L, v in sum(L) { v["t"]!.power(2 * (L - 1 - $0)) * v["t"]!.power(2 * $0) } },
    ],
  ]

  private static let steps: [String: [String: DepthReading.Definition]] = [
    "arora-2019-gd-contraction": [
      "increases": { L, v in step(v["s"]!, L, eta: v["eta"]!) - v["s"]! },
      "at-most-1": { L, v in 1 - step(v["s"]!, L, eta: v["eta"]!) },
      "rate": { L, v in step(v["s"]!, L, eta: rate(L, v)) },
      "bernoulli": { L, v in (v["t"]! / v["s"]!).power(L) - 1 - Rational(L) * (v["t"]! / v["s"]! - 1) },
      "value": { L, v in
        (1 - v["s"]!.power(L)) * (1 - rate(L, v) * Rational(L) * v["s"]!.power(2 * L - 2))
          - (1 - v["t"]!.power(L))
      },
      "grows": { L, v in v["t"]!.power(L) - v["s"]!.power(L) },
      "powers": { L, v in v["s"]!.power(L - 1) - v["a"]!.power(L - 1) },
      "loss": { L, v in
        (1 - v["s"]!.power(L)).squared() * (1 - rate(L, v) * v["a"]!.power(2 * L - 2))
          - (1 - step(v["s"]!, L, eta: rate(L, v)).power(L)).squared()
      },
    ],
    "gidel-2019-discrete-two-layer": [
      "factors": { L, v in
        v["r"]! - step(v["s"]!, L, x: v["x"]!, y: v["x"]! * v["r"]!.squared(), eta: v["eta"]!)
      },
      "factor": { _, v in 1 - v["eta"]! * v["x"]! * v["s"]! * (v["r"]! + v["s"]!) },
      "increases": { L, v in
        step(v["s"]!, L, x: v["x"]!, y: v["x"]! * v["r"]!.squared(), eta: v["eta"]!) - v["s"]!
      },
      "k-above-0": { _, v in 1 - v["eta"]! * v["x"]! * v["p"]! * (v["r"]! + v["p"]!) },
      "contracts": { L, v in
        (1 - v["eta"]! * v["x"]! * v["p"]! * (v["r"]! + v["p"]!)) * (v["r"]! - v["s"]!)
          - (v["r"]! - step(v["s"]!, L, x: v["x"]!, y: v["x"]! * v["r"]!.squared(), eta: v["eta"]!))
      },
    ],
    "bartlett-2018-negative-target": [
      "powers": { L, v in v["t"]!.power(L - 2) - v["s"]!.power(L - 2) },
      "values": { L, v in v["t"]!.power(L) - v["s"]!.power(L) },
      "pace": { L, v in pace(L, v["t"]!, v) - pace(L, v["s"]!, v) },
      "ratio": { L, v in step(v["s"]!, L, x: v["x"]!, y: -v["r"]!, eta: v["eta"]!) / v["s"]! },
      "stays-positive": { L, v in step(v["s"]!, L, x: v["x"]!, y: -v["r"]!, eta: v["eta"]!) },
      "decreases": { L, v in v["s"]! - step(v["s"]!, L, x: v["x"]!, y: -v["r"]!, eta: v["eta"]!) },
      "flow-decreases": { L, v in -speed(v["s"]!, L, x: v["x"]!, y: -v["r"]!) },
    ],
    "ghosh-2025-gap-decay": [
      "factor": { _, v in gaps(v).after },
      "shrinks": { _, v in gaps(v).before.squared() - gaps(v).after.squared() },
      "keeps-sign": { _, v in gaps(v).before * gaps(v).after },
    ],
    "ghosh-2025-period-two": [
      "difference": { L, v in v["a"]!.power(L) - v["b"]!.power(L) },
      "target": { L, v in cycle(L, v).y },
      "rate": { L, v in (v["a"]! - v["b"]!).squared() / cycle(L, v).eta },
      "a-to-b": { L, v in step(v["a"]!, L, y: cycle(L, v).y, eta: cycle(L, v).eta) },
      "b-to-a": { L, v in step(v["b"]!, L, y: cycle(L, v).y, eta: cycle(L, v).eta) },
      "rate-at-2": { _, v in cycle(2, v).eta }, "target-at-2": { _, v in cycle(2, v).y },
      "sum-at-2": { _, v in 1 + cycle(2, v).eta * cycle(2, v).y },
      "above-edge": { _, v in cycle(2, v).eta * cycle(2, v).y - 1 },
      "multiplier": { _, v in
        let (y, eta) = cycle(2, v)
        return slope(v["a"]!, y: y, eta: eta) * slope(v["b"]!, y: y, eta: eta)
      },
    ],
    "nar-sastry-2018-step-size": [
      // The mean of L ones and of a^(L+1) against its geometric mean a.
      "excess": { L, v in sum(L) { _ in 1 } + v["a"]!.power(L + 1) - Rational(L + 1) * v["a"]! },
      "mean": { L, v in
        v["p"]! + v["t"]! * v["a"]!.power(L + 1) - Rational(L + 1) * v["t"]! * v["a"]!
      },
      "rate": { L, v in 2 - v["eta"]! * Rational(L) * v["t"]! },
      "balanced-step": { L, v in sum(L + 1) { _ in (v["s"]!.power(L + 1) / v["s"]!).squared() } },
      "balanced-rate": { L, v in 2 - v["eta"]! * sum(L) { _ in (v["s"]!.power(L) / v["s"]!).squared() } },
    ],
    "chebyshev-gd-chaos": [
      "cubic": { L, v in
        step(v["r"]! * v["c"]!, L, eta: 2) + v["r"]! * (4 * v["c"]!.power(3) - 3 * v["c"]!)
      },
      "square": { L, v in step(v["s"]!, L, eta: v["q"]!).squared() },
      "end": { L, v in step(v["s"]!, L, eta: v["q"]!) + v["s"]! },
      "inside": { L, v in 1 + 2 / v["eta"]! - step(v["s"]!, L, eta: v["eta"]!).squared() },
      "leaves": { _, v in 1 + 2 / v["q"]! - (1 + v["q"]! / 2).squared() / 2 },
      "escapes": { L, v in step(v["t"]!, L, eta: v["q"]!).squared() - v["t"]!.squared() },
      "peak": { _, v in 4 * (1 + v["q"]!).power(3) / (27 * v["q"]!) - 1 - 2 / v["q"]! },
    ],
  ]

  private static let definitions = flows.merging(steps) { first, _ in first }

  @Test func everyArgumentHasItsTwin() {
    #expect(Set(Self.points.keys) == Set(Self.definitions.keys))
    for id in Self.definitions.keys {
      #expect(Catalogue.entry(id: id)?.family == .dynamics)
      let twin = Catalogue.entry(id: id + "-false")
      #expect(twin?.expected == .refuted && twin?.twinOf == id && twin?.family == .dynamics)
    }
  }

  @Test(arguments: definitions.keys.sorted()) func holdsAtDepths(id: String) throws {
    try DepthReading(id).holds(Self.definitions[id]!, at: Self.points[id]!)
  }

  @Test(arguments: definitions.keys.sorted()) func noticesAChange(id: String) throws {
    try DepthReading(id).noticesChanges(Self.definitions[id]!, at: Self.points[id]!)
  }

  @Test func twinsAreRefuted() throws {
    for id in Self.definitions.keys.sorted() {
      let finding = VerificationReport(running: try #require(Catalogue.entry(id: id + "-false"))).finding
      #expect(finding.verdict == .refuted && finding.proof?.kind == .depthWitness, "\(id)")
    }
  }
}
