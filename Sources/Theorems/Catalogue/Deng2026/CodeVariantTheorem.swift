// CodeVariantTheorem: the setting of the published code, where the data see every input.
//
// Statement   A signal/tail block splits into S_+ (+) S_-, whose top eigenvalues lie in [g, g(1+e)] and [g(1-e), g] with e = eps^L; all others in
//             [-e g, e g]. The first steps of the tail obey the two-sided algebraic law: s_t^(-(2L-2)) grows about linearly in t.
// Hypotheses  Unit signals (x = y = 1), one tail value eps in (0, 1) with x = 1, y = 0.
// Method      The split is checked entry by entry; the enclosures by the exact inertia of S - shift I; the tail law on exact orbits.
// References  Derived; the setting is that of the public code of [Deng et al. 2026].

import Exact

enum CodeVariantTheorem {
  private static let depths = 2...6
  private static let tails = [
    Rational(1, 10), Rational(1, 4), Rational(1, 3), Rational(1, 2), Rational(2, 3), Rational(3, 4),
    Rational(9, 10),
  ]

  static let entry = CatalogueEntry(
    claim: Claim(
      id: "deng-2026-code-variant",
      statement:
        "With unit signals, Sxx = I and a tail value eps in (0, 1), each signal/tail block splits into S_+ and S_-; the top "
        + "eigenvalue of S_+ lies in [g, g(1 + eps^L)], that of S_- in [g(1 - eps^L), g], all others in [-eps^L g, eps^L g], with "
        + "g = 1 + eps^2 + ... + eps^(2L-2); and after t = 1, 2, 3 steps from s_0 = 1/2 at rate eta = 1/L a tail value "
        + "obeys s_0^(-m) + m eta t <= s_t^(-m) <= s_0^(-m) + m eta t (1 - eta s_0^m)^(-(2L-1)) with m = 2L-2.",
      scope: "depths 2 to 6, the seven listed tails, three steps of the tail a depth",
      fields: [
        Claim.depths(depths), ("tails", .rationals(tails)),
      ]),
    title: "The published code's setting: Sxx is the identity on all inputs", family: .seed,
    citation: Source.deng2026.cited("public code"), wording: .derived,
    hypotheses: "unit signals, tail value eps in (0, 1), Sxx = I",
    formula: "lambda_max(S_+) in [g, g(1 + eps^L)], lambda_max(S_-) in [g(1 - eps^L), g]",
    expected: .verified, evidence: .exact,
    notCovered: "other tail values and depths: see deng-2026-code-variant-every-depth; momentum",
    method: "exact inertia at shifts; exact orbits",
    idea:
      "S_+- = D (J +- e T) D with D = diag(eps^(k-1)), J all ones and T_kj = [k + j <= L], so S_+- is a rank-one matrix with "
      + "eigenvalue g plus a part dominated by e times it.",
    decide: decide)

  private static func decide() -> Finding {
    var instances: [JSON] = []
    for depth in depths {
      for tail in tails {
        guard let instance = instance(depth: depth, tail: tail) else {
          return .unknown("an enclosure fails at L = \(depth), eps = \(tail)")
        }
        instances.append(instance)
      }
    }
    var trajectories: [JSON] = []
    for depth in depths {
      let start = Rational(1, 2)
      guard
        let trajectory = trajectory(depth: depth, start: start, rate: Rational(1, Integer(depth)), steps: 3)
      else {
        return .unknown("the tail law fails at L = \(depth) from \(start)")
      }
      trajectories.append(trajectory)
    }
    return .verified(
      summary:
        "\(instances.count) exact instances of the split and its enclosures, \(trajectories.count) orbits of the tail",
      Finding.Proof(.exact, .inertia, ["instances": .array(instances), "trajectories": .array(trajectories)]))
  }

  /// `S_+` and `S_-` of the signal/tail block; nil when it does not split.
  static func halves(
    depth: Int, tail: Rational
  ) -> (symmetric: Matrix<Rational>, antisymmetric: Matrix<Rational>)? {
    let everywhere = Array(repeating: true, count: depth + 1)
    let signal = IndexClass<Rational>(
      count: 1, exists: everywhere, layers: Array(repeating: 1, count: depth), x: 1, y: 1)
    let other = IndexClass<Rational>(
      count: 1, exists: everywhere, layers: Array(repeating: tail, count: depth), x: 1, y: 0)
    let block = BlockFormula.pair(signal, other)
    // Under (X_k, Y_(L+1-k)) -> (X_k +- Y_(L+1-k)) / sqrt 2 the block becomes S_+ (+) S_-.
    func mirrored(_ k: Int) -> Int { 2 * depth - 1 - k }
    func part(_ sign: Rational) -> Matrix<Rational> {
      Matrix(rows: depth, columns: depth) { block[$0, $1] + sign * block[$0, mirrored($1)] }
    }
    for k in 0..<depth {
      for j in 0..<depth {
        guard block[k, j] == block[mirrored(k), mirrored(j)], block[k, mirrored(j)] == block[mirrored(k), j]
        else {
          return nil
        }
      }
    }
    return (part(1), part(-1))
  }

  private static func instance(depth: Int, tail: Rational) -> JSON? {
    guard let (symmetric, antisymmetric) = halves(depth: depth, tail: tail) else { return nil }
    let e = tail.power(depth)
    let g = (0..<depth).reduce(into: Rational(0)) { $0 += tail.power(2 * $1) }
    func counts(_ matrix: Matrix<Rational>, _ shift: Rational) -> Inertia {
      (matrix - Matrix(identity: depth).scaled(by: shift)).inertia()
    }
    // One eigenvalue in the top interval, all others within e g of zero.
    func holds(_ matrix: Matrix<Rational>, top: Rational, bottom: Rational) -> Bool {
      counts(matrix, top).positive == 0 && counts(matrix, bottom).negative < depth
        && counts(matrix, e * g).positive <= 1 && counts(matrix, -(e * g)).negative == 0
    }
    guard holds(symmetric, top: g * (1 + e), bottom: g), holds(antisymmetric, top: g, bottom: g * (1 - e))
    else {
      return nil
    }
    let shifts = [
      ("symmetric", g * (1 + e)), ("symmetric", g), ("symmetric", e * g), ("symmetric", -(e * g)),
      ("antisymmetric", g), ("antisymmetric", g * (1 - e)), ("antisymmetric", e * g),
      ("antisymmetric", -(e * g)),
    ]
    return [
      "counts": .array(
        shifts.map { name, shift in
          let inertia = counts(name == "symmetric" ? symmetric : antisymmetric, shift)
          return [
            "matrix": .string(name), "negative": .number(inertia.negative),
            "positive": .number(inertia.positive),
            "shift": .rational(shift), "zero": .number(inertia.zero),
          ]
        }), "depth": .number(depth), "tail": .rational(tail),
    ]
  }

  /// The orbit of a tail mode, each value within the two-sided law
  /// `s_0^(-m) + m eta t <= s_t^(-m) <= s_0^(-m) + m eta t (1 - eta s_0^m)^(-(2L-1))` with `m = 2L - 2`.
  private static func trajectory(depth: Int, start: Rational, rate: Rational, steps: Int) -> JSON? {
    let m = 2 * depth - 2
    let orbit = ModeRecursion<Rational>(depth: depth, x: 1, y: 0, rate: rate).orbit(from: start, steps: steps)
    let first = 1 / start.power(m)
    let contraction = 1 - rate * start.power(m)
    guard contraction > 0 else { return nil }
    for t in 1...steps {
      let value = 1 / orbit[t].power(m)
      let linear = Rational(m * t) * rate
      guard first + linear <= value, value <= first + linear / contraction.power(2 * depth - 1) else {
        return nil
      }
    }
    return [
      "depth": .number(depth), "rate": .rational(rate), "start": .rational(start),
      "values": .rationals(Array(orbit.dropFirst())),
    ]
  }
}
