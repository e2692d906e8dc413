import Exact
import Support
import Testing
import Theorems

/// The setting of the published code at every depth: the quantities of the certificate against Hessians, orbits and powers computed directly.
@Suite struct EveryDepthCodeVariantTests {
  private typealias Point = DepthReading.Point

  private static let id = "deng-2026-code-variant-every-depth"

  /// In the scope at every depth up to 8: both bounds hold at j steps, not with equality.
  private static let point: Point = [
    "k": 2, "l": 3, "c": Rational(2, 5), "p": Rational(1, 2), "q": Rational(3, 4), "x": Rational(5, 4),
    "y": Rational(4, 3), "b": Rational(2, 3), "s": Rational(3, 2), "t": Rational(1, 2), "a": Rational(1, 3),
    "j": Rational(1, 28),
  ]

  private static func power(_ base: String, _ depth: Int, _ v: Point) -> Rational {
    v[base]!.power(2 * depth - 2)
  }

  /// A tail mode whose factor is `t`, and its value after a step by the recursion.
  private static func step(_ depth: Int, _ v: Point) -> (rate: Rational, next: Rational) {
    let rate = (1 - v["t"]!) / power("s", depth, v)
    return (rate, ModeRecursion<Rational>(depth: depth, x: 1, y: 0, rate: rate).map(v["s"]!))
  }

  /// `s^(-m)` in units of eta after j + 1 steps, less what is allowed: `1/(1 - a) + (j + 1) m slope`.
  private static func excess(_ depth: Int, _ v: Point, slope: Rational) -> Rational {
    let (rate, next) = step(depth, v)
    return 1 / (rate * next.power(2 * depth - 2)) - 1 / (1 - v["a"]!)
      - Rational(2 * depth - 2) * (v["j"]! + 1) * slope
  }

  private static let definitions: [String: DepthReading.Definition] = [
    "inputs": { _, v in Rational((1..<2).count + (1..<3).count) },
    "sum-step": { L, v in (0...L).reduce(0) { $0 + v["b"]!.power(2 * $1) } },
    "below-sum": { _, v in
      let (p, q, x, y) = (v["p"]!, v["q"]!, v["x"]!, v["y"]!)
      return q * q * x * x + p * p * y * y - x * (v["c"]! * p * q) * y - y * (v["c"]! * p * q) * x
    },
    "form-at-v": { _, v in v["p"]! * (v["c"]! * v["p"]! * v["q"]!) * v["q"]! },
    "step": { L, v in step(L, v).next },
    "value-next": { L, v in 1 / step(L, v).next.power(2 * L - 2) },
    "factor-next": { L, v in 1 - step(L, v).rate * step(L, v).next.power(2 * L - 2) },
    "power-below-one": { L, v in 1 - power("t", L, v) },
    "power-grows": { L, v in power("t", L, v) - power("a", L, v) },
    "growth-at-least": { L, v in 1 - (1 + Rational(2 * L - 2) * (1 - v["t"]!)) * power("t", L, v) },
    "growth-at-most": { L, v in Rational(2 * L - 2) * (1 - v["t"]!) - (1 - power("t", L, v)) },
    "decreases": { L, v in 1 - step(L, v).rate * step(L, v).next.power(2 * L - 2) - v["t"]! },
    "lower": { L, v in excess(L, v, slope: 1) },
    "upper": { L, v in -excess(L, v, slope: 1 / power("a", L, v)) },
    "weaker": { L, v in 1 / v["a"]!.power(2 * L - 1) - 1 / power("a", L, v) },
  ]

  @Test func holdsAtDepths() throws {
    try DepthReading(Self.id).holds(Self.definitions, at: Self.point)
    #expect(Catalogue.entry(id: Self.id)?.evidence == .allDepths)
  }

  @Test func noticesAChange() throws {
    try DepthReading(Self.id).noticesChanges(Self.definitions, at: Self.point)
  }

  /// The law along exact orbits of several steps.
  @Test func boundsHoldAlongOrbits() {
    for (depth, start, rate) in [
      (2, Rational(3, 2), Rational(1, 3)), (3, Rational(1, 2), Rational(5)), (4, Rational(1, 2), 1),
    ] {
      let m = 2 * depth - 2
      let orbit = ModeRecursion<Rational>(depth: depth, x: 1, y: 0, rate: rate).orbit(from: start, steps: 3)
      let contraction = 1 - rate * start.power(m)
      for n in 0...3 {
        let (value, linear) = (1 / orbit[n].power(m), Rational(m * n) * rate)
        #expect(
          1 / start.power(m) + linear <= value && value <= 1 / start.power(m) + linear / contraction.power(m))
      }
    }
  }

  /// Whole signal/tail blocks: the signs of all forms that the enclosures rest on, by inertia.
  @Test func enclosuresHold() {
    for (depth, tail) in [
      (2, Rational(4, 5)), (3, Rational(1, 7)), (5, Rational(19, 20)), (7, Rational(2, 3)),
    ] {
      let network = AlignedNetwork(
        widths: Array(repeating: 2, count: depth + 1),
        modes: [
          ModeRun(count: 1, balanced: 1, depth: depth, x: 1, y: 1),
          ModeRun(count: 1, balanced: tail, depth: depth, x: 1, y: 0),
        ])
      let hessian = network.dense().hessian()
      let g = (0..<depth).reduce(Rational(0)) { $0 + tail.power(2 * $1) }
      let e = tail.power(depth)
      // The 2L variables with different indices, four a layer.
      let places = (0..<depth).flatMap { [4 * $0 + 1, 4 * $0 + 2] }
      let block = Matrix(rows: 2 * depth, columns: 2 * depth) { hessian[places[$0], places[$1]] }
      func above(_ shift: Rational) -> Int {
        (block - Matrix(identity: 2 * depth).scaled(by: shift)).inertia().positive
      }
      #expect(above(g * (1 + e)) == 0 && above(e * g) <= 2)
      #expect((block + Matrix(identity: 2 * depth).scaled(by: e * g)).inertia().negative == 0)
      #expect(above(g * (1 - e) - Rational(1, 1_000_000)) >= (g * (1 - e) > e * g ? 2 : 1))
    }
  }
}
