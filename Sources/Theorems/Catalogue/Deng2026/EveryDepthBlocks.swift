// EveryDepthBlocks: what the seed theorems for every depth share: entries of the blocks, eigenpairs, and counts.
//
// Statement   Theorem A for balanced layers: with a = x s^(2L-2) and c = (x s^L - y) s^(L-2), two signals have the block with a everywhere in X-X and
//             Y-Y and c between X_k and Y_l, k != l; a signal and a null have x_m s^(2L-2) at X_1, a at Y_L, and c between X_(j+1) and Y_j.
// Method      The entries by their exponents, as polynomials in L and the layers k, l; the eigenpairs row by row, with a and c as free symbols, so that
//             s = 0 is no exception; the counts as polynomials in the sizes. The blocks themselves are those of aligned-block-decomposition.
// References  Derived (Theorem A and B.1 of the mathematics).

import Exact

enum EveryDepthBlocks {
  typealias Item = DepthArgument.Item

  private static let (L, k, l, u) = (
    DepthFraction(.L), DepthFraction(.k), DepthFraction(.l), DepthFraction(.u)
  )
  private static let (r, h, nx) = (DepthFraction(.r), DepthFraction(.h), DepthFraction(.nx))
  private static let (d0, dL, d) = (DepthFraction(.d0), DepthFraction(.dL), DepthFraction(.d))

  /// The exponents in `u_k = s_i^(L-k) s_m^(k-1)` and `v_k = s_m^(L-k) s_i^(k-1)`: those of the layers after and before layer k.
  static func outside(_ k: DepthFraction) -> (after: DepthFraction, before: DepthFraction) { (L - k, k - 1) }

  /// The exponents in the coupling of `X_k` with `Y_l`, l < k: layers after k, between them, and before l.
  private static func coupling(
    _ k: DepthFraction, _ l: DepthFraction
  ) -> (after: DepthFraction, between: DepthFraction, before: DepthFraction) {
    (L - k, k - l - 1, l - 1)
  }

  /// Two signals of equal value, any layers k and l: the exponents of s.
  static let signalEntries: [Item] = {
    let (own, other) = (outside(k), outside(l))
    let (below, above) = (coupling(k, l), coupling(l, k))
    return [
      .identity("outer", own.after + own.before + other.after + other.before, 2 * L - 2),
      .identity("coupling-below", below.after + below.between + below.before, L - 2),
      .identity("coupling-above", above.after + above.between + above.before, L - 2),
      .sign("outer-exponent", 2 * L - 2, .positive, [[.of(2 * L - 2)]]),
      .sign("coupling-exponent", L - 2, .nonnegative, [[.of(L - 2)]]),
    ]
  }()

  /// A signal and a null: where the exponent of the value 0 is 0, and that it is positive elsewhere, u layers away.
  static let nullEntries: [Item] = {
    let (first, last, hidden) = (outside(1), outside(L), coupling(l + 1, l))
    return [
      .identity("input-signal", first.after + first.after, 2 * L - 2),
      .identity("input-null", first.before, 0),
      .sign("input-other-layers", outside(1 + u).before, .positive, [[.of(u)]]),
      .identity("output-signal", last.before + last.before, 2 * L - 2),
      .identity("output-null", last.after, 0),
      .sign("output-other-layers", outside(L - u).after, .positive, [[.of(u)]]),
      .identity("hidden-signal", hidden.after + hidden.before, L - 2),
      .identity("hidden-null", hidden.between, 0),
      .sign("hidden-other-layers", coupling(l + 1 + u, l).between, .positive, [[.of(u)]]),
      .sign("null-residual", L, .positive, [[.of(L)]]),
    ]
  }()

  /// `S_+` and `S_-` have a on the diagonal and a + c or a - c elsewhere: `(1, ..., 1)` and `e_1 - e_j`, which are L independent vectors.
  static func signalPairs(_ prefix: String = "", a: DepthFraction, c: DepthFraction) -> [Item] {
    func part(_ half: String, _ c: DepthFraction) -> [Item] {
      let (name, other) = (prefix + half, a + c)
      return [
        .identity(name + "-row", a + (L - 1) * other, L * a + (L - 1) * c),
        .identity(name + "-difference-first", a - other, -c),
        .identity(name + "-difference-second", other - a, c),
        .identity(name + "-difference-other", other - other, 0),
      ]
    }
    return part("symmetric", c) + part("antisymmetric", -c) + [
      .identity(prefix + "orthogonal", 1 * 1 + 1 * -DepthFraction(1), 0),
      .identity(prefix + "vectors", 1 + (L - 1), L),
    ]
  }

  /// `[[0, c], [c, 0]]` at `X_(j+1)`, `Y_j`: `(1, 1)` and `(1, -1)`.
  static func nullPairs(_ prefix: String = "", c: DepthFraction) -> [Item] {
    [
      .identity(prefix + "hidden-sum", 0 + c, c),
      .identity(prefix + "hidden-difference-first", 0 - c, -c),
      .identity(prefix + "hidden-difference-second", c - 0, -c * -1),
    ]
  }

  /// How many pairs of n equal modes give `S_+` and `S_-`: n diagonal blocks are `S_+`, n(n-1)/2 pair blocks both.
  static func halves(_ n: DepthFraction) -> (plus: DepthFraction, minus: DepthFraction) {
    (n * (n + 1) / 2, n * (n - 1) / 2)
  }

  static func halfCounts(_ prefix: String = "", of n: DepthFraction) -> [Item] {
    let (plus, minus) = halves(n)
    return [
      .identity(prefix + "symmetric-count", n + n * (n - 1) / 2, plus),
      .identity(prefix + "cluster-count", plus + minus, n * n),
    ]
  }

  static let (plus, minus) = halves(r)
  static let signalCounts = halfCounts(of: r)

  /// The number of variables with an index of the first n, where h is the sum of `d_j - n` over the hidden layers.
  static func dimension(_ n: DepthFraction) -> DepthFraction {
    L * n * n + n * (d0 - n) + n * (dL - n) + 2 * n * h
  }

  /// The same counted layer by layer: a layer of d' rows and d columns has d' d - (d' - n)(d - n) of them. The last width becomes a hidden one.
  static func dimensionItems(_ n: DepthFraction) -> [Item] {
    func holding(_ rows: DepthFraction, _ columns: DepthFraction) -> DepthFraction {
      rows * columns - (rows - n) * (columns - n)
    }
    let whole = dimension(n)
    return [
      .identity("dimension-base", holding(dL, d0), whole.substituting([.L: 1, .h: 0])!),
      .identity(
        "dimension-step", whole + holding(d, dL), whole.substituting([.L: L + 1, .h: h + dL - n, .dL: d])!),
    ]
  }

  static let dimension = dimension(r)
  static let dimensionItems = dimensionItems(r)

  /// A count with the value that it is the multiplicity of.
  typealias Row = (value: DepthFraction, count: DepthFraction)

  /// The multiplicities of the theorem: they leave `r (d_0 - n_x)` zeros for inputs without variance, and their trace is that of H, whose layer k has
  /// `||U_k||^2 tr(V_k Sxx V_k^T)`: r n_x a at the first, r d_L a at the last, r^2 a at each of the L - 2 others.
  static func countItems(a: DepthFraction, _ rows: [Row]) -> [Item] {
    let (size, trace) = rows.reduce((DepthFraction(0), DepthFraction(0))) {
      ($0.0 + $1.count, $0.1 + $1.count * $1.value)
    }
    return [
      .identity("bulk-count", r * (nx - r) + r * (dL - r), r * (nx + dL - 2 * r)),
      .identity("dimension", size + r * (d0 - nx), dimension),
      .identity("trace", trace, (r * nx + (L - 2) * r * r + r * dL) * a),
    ]
  }
}
