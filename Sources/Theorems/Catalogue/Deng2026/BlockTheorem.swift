// BlockTheorem: the block decomposition, entry by entry, with every layer value a symbol.
//
// Statement   Theorem A: the Hessian of an aligned network is block diagonal on the index sets {i} and {i, m}.
// Hypotheses  Layers, Sxx and Syx diagonal in common frames; any widths and values.
// Method      The general Hessian and the block formula are evaluated with independent symbols s_(k,i), x_i, y_i; their entries are
//             compared as polynomials, for every list of widths in scope.
// References  Derived. The splitting H = H_o + H_f is that of [Papyan 2019; Singh et al. 2021].

import Exact

enum BlockTheorem {
  private static let depths = 1...3
  private static let largest = 3

  static let entry = CatalogueEntry(
    claim: Claim(
      id: "aligned-block-decomposition",
      statement:
        "The Hessian of an aligned deep linear network is, after a permutation of the parameters, block diagonal with "
        + "one block for each index i and one for each pair of indices i, m, with the entries of Theorem A.",
      scope: "every list of widths between 1 and 3 at depths 1 to 3; all layer values, x_i and y_i free",
      fields: [
        Claim.depths(depths),
        ("widths", [1, .number(largest)]),
      ]),
    title: "Exact block decomposition of an aligned network", family: .seed, citation: "derived (Theorem A)",
    wording: .derived, hypotheses: "layers, Sxx and Syx are diagonal in common orthonormal frames",
    formula:
      "H(X_k, X_j) = x_m p_(k,i) p_(j,i) q_(k,m) q_(j,m), H(X_k, Y_j) = e_i p_(k,i) r_(kj,m) q_(j,i) for k > j",
    expected: .verified, evidence: .symbolic,
    notCovered: "larger widths and depths, where the proof is the same index by index",
    method: "polynomial identity of every Hessian entry",
    idea:
      "With diagonal factors the first-order term of the product couples only variables with the same pair of indices, and the "
      + "second-order term couples (i, a) only with (a, i).",
    decide: decide)

  private static func decide() -> Finding {
    var shapes: [JSON] = []
    for depth in depths {
      for widths in lists(count: depth + 1) {
        guard let blocks = blocks(widths: widths) else {
          return .unknown("an entry of the Hessian differs from its block at widths \(widths)")
        }
        shapes.append(["blocks": .array(blocks), "widths": .counts(widths)])
      }
    }
    return .verified(
      summary: "\(shapes.count) lists of widths, every entry equal as a polynomial",
      Finding.Proof(.symbolic, .blockDecomposition, ["shapes": .array(shapes)]))
  }

  private static func lists(count: Int) -> [[Int]] {
    (0..<count).reduce([[]]) { lists, _ in lists.flatMap { list in (1...largest).map { list + [$0] } } }
  }

  /// The blocks of one list of widths, or nil when an entry of the Hessian is not that of its block.
  private static func blocks(widths: [Int]) -> [JSON]? {
    let (depth, order) = (widths.count - 1, widths.max()!)
    // Symbols: s_(k,i) for every layer and index, then x_i, then y_i.
    func s(_ k: Int, _ i: Int) -> Symbol { .variable((k - 1) * order + i - 1) }
    func x(_ i: Int) -> Symbol { .variable(depth * order + i - 1) }
    func y(_ i: Int) -> Symbol { .variable((depth + 1) * order + i - 1) }
    // An identity says nothing of values that share a symbol.
    let symbols =
      (1...depth).flatMap { k in (1...order).map { s(k, $0) } } + (1...order).flatMap { [x($0), y($0)] }
    guard Set(symbols).count == symbols.count else { return nil }
    func diagonal(_ rows: Int, _ columns: Int, _ entry: (Int) -> Symbol) -> Matrix<Symbol> {
      Matrix(diagonal: (1...min(rows, columns)).map(entry), rows: rows, columns: columns)
    }
    let network = LinearNetwork(
      layers: (1...depth).map { k in diagonal(widths[k], widths[k - 1]) { s(k, $0) } },
      inputCovariance: diagonal(widths[0], widths[0], x),
      crossCovariance: diagonal(widths[depth], widths[0], y))
    let classes = (1...order).map { i in
      IndexClass(
        count: 1, exists: widths.map { i <= $0 }, layers: (1...depth).map { s($0, i) }, x: x(i), y: y(i))
    }
    var expected = Matrix<Symbol>(zero: network.parameterCount, network.parameterCount)
    var found: [JSON] = []
    func place(_ matrix: Matrix<Symbol>, _ variables: [Parameter], modes: [Int]) {
      for (i, u) in variables.enumerated() {
        for (j, v) in variables.enumerated() {
          expected[u.offset(widths: widths), v.offset(widths: widths)] = matrix[i, j]
        }
      }
      if variables.isEmpty { return }
      found.append([
        "modes": .counts(modes),
        "variables": .array(variables.map { .counts([$0.layer, $0.row, $0.column]) }),
      ])
    }
    for i in 1...order {
      let own = classes[i - 1]
      place(
        BlockFormula.diagonal(own).symmetric, BlockFormula.layers(own, own).map { Parameter($0, i, i) },
        modes: [i])
    }
    for i in 1...order {
      for m in (i + 1)..<max(order + 1, i + 1) {
        let (a, b) = (classes[i - 1], classes[m - 1])
        let variables =
          BlockFormula.layers(a, b).map { Parameter($0, i, m) }
          + BlockFormula.layers(b, a).map { Parameter($0, m, i) }
        place(BlockFormula.pair(a, b), variables, modes: [i, m])
      }
    }
    return network.hessian() == expected ? found : nil
  }
}
