import Exact
import Support
import Testing
import Theorems

/// The spectrum in the published code's setting at every depth: the quantities of the certificate by definition, and whole Hessians at depths 2 to 5.
@Suite struct EveryDepthCodeSpectrumTests {
  private typealias Point = DepthReading.Point

  private static let id = "deng-2026-code-variant-spectrum-every-depth"

  /// In the scope at every depth up to 8; no value is 0 or 1, so that every changed exponent shows.
  private static let point: Point = [
    "k": 2, "l": 3, "u": 2, "c": Rational(2, 5), "p": Rational(1, 2), "q": Rational(3, 4),
    "x": Rational(5, 4),
    "y": Rational(4, 3), "b": Rational(2, 3), "z": Rational(6, 5), "r": 2, "dstar": 3, "nx": 4, "d0": 5,
    "dL": 4,
    "d": 7, "h": 3,
  ]

  private static func sum(_ eps: Rational, _ depth: Int) -> Rational {
    (0..<depth).reduce(0) { $0 + eps.power(2 * $1) }
  }

  /// `sum v_k^2 v_l^2` over k + l <= depth.
  private static func allowed(_ eps: Rational, _ depth: Int) -> Rational {
    var form: Rational = 0
    for k in 1..<depth {
      for l in 1..<depth where k + l <= depth { form += eps.power(2 * (k + l - 2)) }
    }
    return form
  }

  /// How many variables have an index up to d*, where the first hidden layer has h nulls.
  private static func live(_ depth: Int, _ v: Point) -> Rational {
    let star = v["dstar"]!
    var widths = [v["d0"]!] + Array(repeating: star, count: depth - 1) + [v["dL"]!]
    widths[1] += v["h"]!
    return zip(widths, widths.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 - ($1.0 - star) * ($1.1 - star) }
  }

  /// `sum_k ||U_k||^2 tr(V_k Sxx V_k^T)`, index by index.
  private static func trace(_ depth: Int, _ v: Point) -> Rational {
    func value(_ i: Rational) -> Rational { i <= v["r"]! ? 1 : i <= v["dstar"]! ? v["b"]! : 0 }
    var whole: Rational = 0
    for k in 1...depth {
      for i in 1...5 where Rational(i) <= (k == depth ? v["dL"]! : v["dstar"]!) {
        for m in 1...5 where Rational(m) <= (k == 1 ? v["nx"]! : v["dstar"]!) {
          whole += value(Rational(i)).power(2 * (depth - k)) * value(Rational(m)).power(2 * (k - 1))
        }
      }
    }
    return whole
  }

  private static let definitions: [String: DepthReading.Definition] = [
    "tail-outer": { L, v in v["b"]!.power(2 * L - 2) },
    "tail-symmetric": { L, v in Rational(2 * L - 1) * v["b"]!.power(2 * L - 2) },
    "allowed-step": { L, v in allowed(v["b"]!, L + 1) },
    "antisymmetric-at-least-1": { L, v in
      let g = sum(v["b"]!, L)
      return g * g - v["b"]!.power(L) * allowed(v["b"]!, L) - g
    },
    "bulk-count": { _, v in v["r"]! * (v["nx"]! + v["dL"]! - 2 * v["r"]!) },
    "dimension": { L, v in live(L, v) },
    "trace": { L, v in trace(L, v) },
    "ratio-at-most": { L, v in Rational(L) - Rational(L) / v["z"]! },
    "ratio-at-least": { L, v in
      Rational(L) / v["z"]! - Rational(L) / (sum(v["b"]!, L) * (1 + v["b"]!.power(L)))
    },
    "ratio-at-least-closed": { L, v in
      let (e, square) = (v["b"]!.power(L), v["b"]!.squared())
      return Rational(L) / (sum(v["b"]!, L) * (1 + e)) - Rational(L) * (1 - square) / (1 + e)
    },
  ]

  @Test func holdsAtDepths() throws {
    try DepthReading(Self.id).holds(Self.definitions, at: Self.point)
    #expect(Catalogue.entry(id: Self.id)?.evidence == .allDepths)
  }

  @Test func noticesAChange() throws {
    try DepthReading(Self.id).noticesChanges(Self.definitions, at: Self.point)
  }

  private static let networks: [(widths: [Int], rank: Int, live: Int, seen: Int)] = [
    ([3, 2, 4], 1, 2, 3), ([3, 2, 4], 1, 2, 2), ([4, 3, 3], 2, 3, 4), ([3, 3, 4], 1, 3, 3),
    ([2, 3, 2, 3], 1, 2, 2),
    ([3, 2, 3, 2], 2, 2, 3), ([4, 2, 3, 2], 1, 2, 3), ([3, 2, 2, 2, 3], 1, 2, 2),
    ([2, 2, 2, 2, 2, 3], 1, 2, 2),
  ]

  /// Every eigenvalue of the whole Hessian at eps = 1/2: exact multiplicities, and how many lie where, by inertia; counts are those of the certificate.
  @Test(arguments: networks.indices) func wholeHessians(number: Int) throws {
    let reading = try DepthReading(Self.id)
    let (widths, rank, live, seen) = Self.networks[number]
    let (depth, eps) = (widths.count - 1, Rational(1, 2))
    let hessian = AlignedNetwork(
      widths: widths.map { Integer($0) },
      modes: [
        ModeRun(count: Integer(rank), balanced: Rational(1), depth: depth, x: 1, y: 1),
        ModeRun(count: Integer(live - rank), balanced: eps, depth: depth, x: 1, y: 0),
        ModeRun(count: Integer(seen - live), balanced: 0, depth: depth, x: 1, y: 0),
      ], restInput: 0
    ).dense().hessian()
    let nulls = widths[1..<depth].reduce(0, +) - (depth - 1) * live
    let sizes: Point = [
      "b": eps, "r": Rational(rank), "dstar": Rational(live), "nx": Rational(seen), "d0": Rational(widths[0]),
      "dL": Rational(widths[depth]), "h": Rational(nulls),
    ]
    func count(_ name: String) throws -> Rational {
      let zeros = reading.variables.reduce(into: sizes) { $0[$1] = $0[$1] ?? 0 }
      return try reading.fraction(reading.item(name)["right"], depth, zeros)
    }
    let (g, e, q) = (Self.sum(eps, depth), eps.power(depth), eps.power(2 * depth - 2))
    let plus = try count("tail-symmetric-count")
    let expected: [(Rational, Rational)] = [
      (Rational(depth), try count("cluster-count")), (1, try count("ones-count")),
      (Rational(2 * depth - 1) * q, plus), (q, try count("tail-count")),
      (-q, Rational(depth - 1) * plus + Rational((live - rank) * nulls)),
    ]
    func inertia(_ shift: Rational) -> Inertia {
      (hessian - Matrix(identity: hessian.rows).scaled(by: shift)).inertia()
    }
    for (value, multiplicity) in expected {
      #expect(Rational(inertia(value).zero) == multiplicity, "\(widths), \(value)")
    }
    let (dominant, bulk) = (rank * rank, try count("bulk-count"))
    #expect(Rational(hessian.rows - inertia(1).negative) == bulk + Rational(dominant))
    #expect(inertia(g * (1 + e)).positive == dominant)
    // One value of every S_+ above g, and everything else within e g of 0 or among the tail's own.
    #expect(inertia(g).positive == dominant + rank * (live - rank))
    #expect(Rational(inertia(max(e * g, Rational(2 * depth - 1) * q)).positive) == bulk + Rational(dominant))
    #expect(inertia(-max(e * g, q)).negative == 0)
  }

  /// Whether every twin fails at the depth of its witness for the reason that it names.
  @Test func twinsAreRefuted() {
    for suffix in ["false", "false-count"] {
      let entry = Catalogue.entry(id: "\(Self.id)-\(suffix)")
      #expect(entry.map { VerificationReport(running: $0).finding.verdict } == .refuted, "\(suffix)")
    }
  }
}
