import Exact
import Support
import Testing
import Theorems

/// The identities for every depth, held at concrete depths against sums, powers, orbits and Hessians computed directly.
@Suite struct DepthIdentityTests {
  private static let point: [String: Rational] = [
    "s": Rational(2, 3), "t": Rational(3, 5), "a": Rational(3, 2), "b": Rational(2, 5), "x": Rational(5, 4),
    "xm": Rational(7, 3), "y": Rational(4, 3), "eta": Rational(1, 9), "r": 3, "p": 2, "q": Rational(1, 3),
    "G": Rational(3, 7), "k": 2, "j": 3,
  ]

  private static func sum(_ count: Int, _ term: (Int) -> Rational) -> Rational {
    (0..<count).reduce(0) { $0 + term($1) }
  }

  private static func step(_ s: Rational, _ depth: Int, x: Rational, y: Rational, eta: Rational) -> Rational {
    ModeRecursion(depth: depth, x: x, y: y, rate: eta).map(s)
  }

  /// A derivative of the step by jets.
  private static func jet(
    _ s: Rational, _ depth: Int, x: Rational, y: Rational, eta: Rational
  ) -> (first: Rational, second: Rational) {
    func constant(_ value: Rational) -> Jet<Rational> { Jet(value: value) }
    let result = ModeRecursion(depth: depth, x: constant(x), y: constant(y), rate: constant(eta)).map(
      Jet(value: s, u: 1, v: 1, uv: 0))
    return (result.u, result.uv)
  }

  /// The Hessian of the network with one mode and all widths 1: its row sum is the symmetric eigenvalue.
  private static func block(_ s: Rational, _ depth: Int, x: Rational, y: Rational) -> Matrix<Rational> {
    func one(_ value: Rational) -> Matrix<Rational> { Matrix(rows: 1, columns: 1, entries: [value]) }
    return LinearNetwork(
      layers: Array(repeating: one(s), count: depth), inputCovariance: one(x), crossCovariance: one(y)
    ).hessian()
  }

  private static func symmetric(_ s: Rational, _ depth: Int) -> Rational {
    let matrix = block(s, depth, x: 1, y: 1)
    return sum(depth) { matrix[0, $0] }
  }

  /// `-c` is the diagonal minus another entry; the antisymmetric value is `2 L a` minus the symmetric one.
  private static func minusC(_ s: Rational, _ depth: Int) -> Rational {
    let matrix = block(s, depth, x: 1, y: 1)
    return matrix[0, 0] - matrix[0, 1]
  }

  private static func cycle(_ depth: Int) -> (y: Rational, eta: Rational) {
    let (a, b) = (point["a"]!, point["b"]!)
    let (u, v) = (a.power(depth - 1), b.power(depth - 1))
    return (
      (a.power(2 * depth - 1) + b.power(2 * depth - 1)) / (u + v),
      (a - b) * (u + v) / (u * v * (a.power(depth) - b.power(depth)))
    )
  }

  typealias Direct = @Sendable (Int) -> Rational
  private static let (s, t, x, y, eta) = (
    point["s"]!, point["t"]!, point["x"]!, point["y"]!, point["eta"]!
  )

  /// Item by item: the left side, or the quantity whose sign is shown, by its definition.
  private static let direct: [String: [String: Direct]] = [
    "cert-telescope-h": [
      "sum-base": { _ in 1 },
      "sum-step": { L in sum(L + 1) { s.power(2 * (L - $0)) * t.power(2 * $0) } },
    ],
    "cert-tail-sum-g": [
      "sum-step": { L in sum(L + 1) { s.power(2 * $0) } },
      "at-least-1": { L in sum(L) { s.power(2 * $0) } - 1 },
      "upper-bound": { L in 1 - (1 - s * s) * sum(L) { s.power(2 * $0) } },
    ],
    "cert-signal-tail-exponents": [
      "coupling": { L in Rational(L + (L - 1 - ((L + 1 - 3) - 2))) },
      "present": { L in Rational(L + 1 - 3 - 2 - 1) },
      "reversed": { L in Rational(L - (L + 1 - 3)) },
    ],
    "cert-safe-step": [
      "sum-step": { L in sum(L + 1) { s.power($0) } },
      "factors": { L in 1 - step(s, L, x: 1, y: 1, eta: eta) },
      "increases": { L in step(s, L, x: 1, y: 1, eta: eta) - s }, "power": { L in s - s.power(L) },
      "sum-at-most-L": { L in Rational(L) - sum(L) { s.power($0) } },
      "factor": { L in 1 - eta * s.power(L - 1) * sum(L) { s.power($0) } },
      "at-most-1": { L in 1 - step(s, L, x: 1, y: 1, eta: eta) },
    ],
    "cert-multiplier": [
      "fixed": { L in step(s, L, x: x, y: x * s.power(L), eta: eta) },
      "slope": { L in jet(s, L, x: x, y: x * s.power(L), eta: eta).first },
      "below-1": { L in 1 - jet(s, L, x: x, y: x * s.power(L), eta: eta).first },
      "above-minus-1": { L in 1 + jet(s, L, x: x, y: x * s.power(L), eta: eta).first },
    ],
    "cert-supercritical-flip": [
      "first": { L in jet(1, L, x: 1, y: 1, eta: Rational(2, Integer(L))).first },
      "second": { L in jet(1, L, x: 1, y: 1, eta: eta).second },
      "third": { L in
        func falling(_ n: Int) -> Int { n * (n - 1) * (n - 2) }
        return eta * Rational(falling(L - 1) - falling(2 * L - 1))
      },
    ],
    "cert-flow": [
      "chain-rule": { L in Rational(L) * s.power(2 * L - 2) * (y - x * s.power(L)) },
      "direction": { L in Rational(L) * s.power(2 * L - 2) * (y - x * s.power(L)) },
      "partial-fractions": { L in 1 / (s.power(L - 1) * (y - x * s.power(L))) },
    ],
    "cert-two-cycle": [
      "quotient": { L in sum(L) { point["a"]!.power(L - 1 - $0) * point["b"]!.power($0) } },
      "target": { L in cycle(L).y }, "rate": { L in 1 / cycle(L).eta },
      "a-to-b": { L in step(point["a"]!, L, x: 1, y: cycle(L).y, eta: cycle(L).eta) },
      "b-to-a": { L in step(point["b"]!, L, x: 1, y: cycle(L).y, eta: cycle(L).eta) },
    ],
    "cert-gap-contraction": [
      "gap": { _ in
        let (p, q, G) = (point["p"]!, point["q"]!, point["G"]!)
        func one(_ value: Rational) -> Matrix<Rational> { Matrix(rows: 1, columns: 1, entries: [value]) }
        let after = LinearNetwork(
          layers: [one(p), one(q), one(G)], inputCovariance: one(x), crossCovariance: one(y)
        ).descended(rate: eta, steps: 1).layers
        return after[0][0, 0].squared() - after[1][0, 0].squared()
      }
    ],
    "cert-odd-negative": [
      "increases": { L in
        L % 2 == 1 ? step(-s, L, x: x, y: y, eta: eta) + s : eta * s.power(L - 1) * (y + x * s.power(L))
      }
    ],
    "cert-diagonal-block": [
      "row-sum": { L in
        let matrix = block(s, L, x: x, y: y)
        return sum(L) { matrix[0, $0] }
      },
      "difference-row-1": { L in block(s, L, x: x, y: y)[0, 0] - block(s, L, x: x, y: y)[0, 1] },
      "difference-row-j": { L in block(s, L, x: x, y: y)[1, 0] - block(s, L, x: x, y: y)[1, 1] },
      "trace": { L in
        let matrix = block(s, L, x: x, y: y)
        return sum(L) { matrix[$0, $0] }
      },
    ],
    "cert-crossing": [
      "size-of-c": { L in minusC(s, L) },
      "symmetric-bulk": { L in symmetric(s, L) - s.power(2 * L - 2) },
      "symmetric-c": { L in symmetric(s, L) - minusC(s, L) },
      "antisymmetric-bulk": { L in
        2 * Rational(L) * s.power(2 * L - 2) - symmetric(s, L) - s.power(2 * L - 2)
      },
      "antisymmetric-c": { L in 2 * Rational(L) * s.power(2 * L - 2) - symmetric(s, L) - minusC(s, L) },
    ],
    "cert-ratio-time-t": [
      "symmetric": { L in symmetric(s, L) / s.power(2 * L - 2) },
      "antisymmetric": { L in 2 * Rational(L) - symmetric(s, L) / s.power(2 * L - 2) },
      "mean": { L in
        let first = symmetric(s, L) / s.power(2 * L - 2)
        return (6 * first + 3 * (2 * Rational(L) - first)) / 9  // r = 3
      },
      "symmetric-below": { L in Rational(L) - symmetric(s, L) / s.power(2 * L - 2) },
      "antisymmetric-above": { L in Rational(L) - symmetric(s, L) / s.power(2 * L - 2) },
    ],
    "cert-negative-threshold": ["product": { L in symmetric(s, L) }, "sign": { L in symmetric(s, L) }],
    "cert-approx-balance": [
      "by-variance": { L in Rational(L) * s.power(2 * L - 2) / s.power(L) },
      "by-value": { L in Rational(L) * s.power(2 * L - 2) / s.power(L) },
      "ratio": { L in Rational(L) / s.power(L) / point["xm"]! },
    ],
  ]

  private static func definitions(_ id: String) -> [String: DepthReading.Definition] {
    direct[id]!.mapValues { definition -> DepthReading.Definition in { depth, _ in definition(depth) } }
  }

  @Test func everyIdentityHasItsDirectComputation() {
    let family = Catalogue.entries(of: .identities)
    #expect(family.count == 30)
    #expect(Set(Self.direct.keys) == Set(family.filter { $0.expected == .verified }.map(\.id)))
    for entry in family where entry.expected == .verified {
      #expect(Catalogue.entry(id: entry.id + "-false")?.expected == .refuted)
    }
  }

  /// Both sides, products and signs of every item at depths 1 to 8; the stated quantity against its definition.
  @Test(arguments: direct.keys.sorted()) func holdsAtDepths(id: String) throws {
    try DepthReading(id).holds(Self.definitions(id), at: Self.point)
  }

  /// One exponent or one sign changed anywhere on a left side, and the direct computation disagrees at some depth.
  @Test(arguments: direct.keys.sorted()) func noticesAChange(id: String) throws {
    try DepthReading(id).noticesChanges(Self.definitions(id), at: Self.point)
  }

  /// The twins are refuted with certificates that differ from those of the true statements.
  @Test func twinsAreRefuted() throws {
    for entry in Catalogue.entries(of: .identities) where entry.expected == .refuted {
      let finding = VerificationReport(running: entry).finding
      #expect(finding.verdict == .refuted && finding.proof?.kind == .depthWitness, "\(entry.id)")
    }
  }
}
