// RecursionTheorem: gradient descent keeps the frames and moves the layer values by one recursion.
//
// Statement   s' = s - eta x s^(2L-1) + eta y s^(L-1) for every mode; frames constant; a mode with x = y = 0 does not move.
// Hypotheses  Aligned balanced network.
// Method      The general gradient of a diagonal network, with a symbol in every layer, is diagonal and acts mode by mode; the recursion as a polynomial;
//             full-matrix descent over Q in rational orthogonal frames, where off-diagonal entries are exactly zero.
// References  [Deng et al. 2026, equations 31 to 37].

import Exact

enum RecursionTheorem {
  private static let depths = 1...8

  static let entry = CatalogueEntry(
    claim: Claim(
      id: "deng-2026-recursion",
      statement:
        "One step of gradient descent on an aligned balanced network keeps the frames and maps each layer value s to "
        + "s - eta x s^(2L-1) + eta y s^(L-1); a mode with x = y = 0 does not move.",
      scope: "depths 1 to 8, every real s, eta, x, y; frames checked on exact matrix trajectories",
      fields: [Claim.depths(depths)]),
    title: "Recursion of the layer values", family: .seed,
    citation: Source.deng2026.cited("equation 37"), wording: .confirmed,
    hypotheses: "aligned balanced network, gradient descent without momentum",
    formula: "s' = s - eta x s^(2L-1) + eta y s^(L-1)", expected: .verified,
    evidence: .symbolic,
    notCovered: "depths above 8; momentum, which changes the iterated map",
    method: "polynomial identity; exact matrix trajectories",
    idea:
      "In the common frames every factor of the gradient U_k^T E V_k^T is diagonal, so a step acts on each index alone.",
    decide: decide)

  private static func decide() -> Finding {
    var maps: [JSON] = []
    for depth in depths {
      guard keepsFrames(depth: depth) else {
        return .unknown("the gradient of a diagonal network is not diagonal at L = \(depth)")
      }
      guard let map = map(depth: depth) else {
        return .unknown("the recursion differs from the gradient at L = \(depth)")
      }
      maps.append(map)
    }
    var trajectories: [JSON] = []
    for instance in instances {
      guard let json = instance.trajectory() else {
        return .unknown("a trajectory leaves its frames at widths \(instance.widths)")
      }
      trajectories.append(json)
    }
    return .verified(
      summary:
        "\(maps.count) depths as polynomials, \(trajectories.count) matrix trajectories exactly diagonal",
      Finding.Proof(
        .symbolic, .polynomialIdentity, ["maps": .array(maps), "trajectories": .array(trajectories)]))
  }

  /// Whether the gradient of a diagonal network is diagonal, with the derivative of each mode alone: entry (a, b) of any partial product of
  /// diagonal matrices involves the indices a and b only, so two modes with symbols in every layer stand for all widths.
  private static func keepsFrames(depth: Int) -> Bool {
    func symbol(_ kind: Int, _ mode: Int) -> Symbol { .variable(2 * kind + mode) }
    func diagonal(_ kind: Int) -> Matrix<Symbol> {
      Matrix(diagonal: [symbol(kind, 0), symbol(kind, 1)], rows: 2, columns: 2)
    }
    let network = LinearNetwork(
      layers: (0..<depth).map(diagonal), inputCovariance: diagonal(depth),
      crossCovariance: diagonal(depth + 1))
    return network.gradient.enumerated().allSatisfy { k, gradient in
      let expected = (0..<2).map { mode in
        let values = (0..<depth).map { symbol($0, mode) }
        let others = values.indices.filter { $0 != k }.reduce(Symbol(1)) { $0 * values[$1] }
        return (symbol(depth, mode) * values.reduce(1, *) - symbol(depth + 1, mode)) * others
      }
      return gradient == Matrix(diagonal: expected, rows: 2, columns: 2)
    }
  }

  private static func map(depth: Int) -> JSON? {
    // Gradient of the one-mode network in (s_1, ..., s_L, x, y).
    let (x, y) = (Symbol.variable(depth), Symbol.variable(depth + 1))
    func single(_ value: Symbol) -> Matrix<Symbol> { Matrix(rows: 1, columns: 1, entries: [value]) }
    let values = (0..<depth).map { Symbol.variable($0) }
    let network = LinearNetwork(
      layers: values.map(single), inputCovariance: single(x), crossCovariance: single(y))
    let gradient = network.gradient.map { $0[0, 0] }
    let product = values.reduce(1, *)
    for k in 0..<depth {
      let others = values.indices.filter { $0 != k }.reduce(Symbol(1)) { $0 * values[$1] }
      guard gradient[k] == (x * product - y) * others else { return nil }
    }
    // The balanced map in (s, eta, x, y).
    let (s, eta) = (Symbol.variable(0), Symbol.variable(1))
    let (sx, sy) = (Symbol.variable(2), Symbol.variable(3))
    let balanced = ModeRecursion(depth: depth, x: sx, y: sy, rate: eta).map(s)
    let stated = s - eta * sx * s.power(2 * depth - 1) + eta * sy * s.power(depth - 1)
    let uniform = gradient[0].evaluated(at: Array(repeating: s, count: depth) + [sx, sy]) {
      Symbol(constant: $0)
    }
    guard balanced == stated, stated == s - eta * uniform else { return nil }
    return [
      "balanced": .polynomial(balanced, variables: 4), "depth": .number(depth),
      "gradient": .array(gradient.map { .polynomial($0, variables: depth + 2) }),
    ]
  }

  /// Full-matrix descent of a network turned into rational orthogonal frames.
  private struct Instance {
    let widths: [Int]
    let start: [Rational]
    let x: [Rational]
    let y: [Rational]
    let rate: Rational
    let steps: Int

    /// The certificate's object; nil when an entry off the diagonal is not zero or a value does not follow the recursion.
    func trajectory() -> JSON? {
      let depth = widths.count - 1
      // Entry n above the diagonal of the skew matrix of frame k, row by row from n = 1, is 1 / (k + n + 1).
      let skew = widths.enumerated().map { k, order in
        (0..<(order * (order - 1) / 2)).map { Rational(1, Integer(k + $0 + 2)) }
      }
      let frames = zip(skew, widths).map { Matrix<Rational>.cayley(skew: $0, order: $1) }
      let aligned = AlignedNetwork(
        widths: widths, layers: Array(repeating: start, count: depth), inputs: x, targets: y)
      let after = aligned.dense().rotated(by: frames).descended(rate: rate, steps: steps)
      let back = after.rotated(by: frames.map(\.transposed))
      let final = start.indices.map { i in
        ModeRecursion(depth: depth, x: x[i], y: y[i], rate: rate).orbit(from: start[i], steps: steps)[steps]
      }
      for layer in back.layers {
        guard layer == Matrix(diagonal: final, rows: layer.rows, columns: layer.columns) else { return nil }
      }
      return [
        "final": .rationals(final), "frames": .array(skew.map { .rationals($0) }), "rate": .rational(rate),
        "start": .rationals(start), "steps": .number(steps), "widths": .counts(widths),
        "x": .rationals(x), "y": .rationals(y),
      ]
    }
  }

  private static let instances: [Instance] = [
    Instance(
      widths: [3, 2, 3], start: [Rational(1, 2), Rational(3, 4)], x: [1, Rational(1, 2), 1],
      y: [1, Rational(2, 3), 0],
      rate: Rational(1, 4), steps: 3),
    Instance(
      widths: [2, 3, 2, 2], start: [Rational(1, 2), Rational(2, 3)], x: [1, 0], y: [1, 0],
      rate: Rational(1, 3), steps: 2),
  ]
}
