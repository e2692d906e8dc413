// UniformBlocks: the blocks of a network with equal signals, their eigenpairs and their number, for all widths at once.
//
// Method      Indices come in kinds: signals, tail, nulls. A theorem gives, for every kind of block, a full set of eigenpairs that are
//             polynomial identities in the parameters. A block of a signal with an index m that ends at some widths is the full block without
//             the variables that do not exist; when every eigenvector lives on variables that exist together, whole eigenvectors go with them.
//             So the eigenvalue of a vector on the variables that exist for m <= d_j occurs once for every such m: counting indices gives
//             the multiplicities as polynomials in r, n_x, d* and the widths, which are compared with those of the statement.

import Exact

/// The proof of one statement about all eigenvalues, for a range of depths.
struct UniformProof {
  static let depths = 2...8

  /// Names of the parameters, and a point at which the eigenvectors are independent.
  let variables: [String]
  let point: [Rational]
  /// The kinds of indices other than signals, at a depth; none of them may see another one, nor itself.
  let others: (Int) -> [IndexClass<Symbol>]
  /// The blocks with their eigenpairs, at a depth.
  let blocks: (Int) -> [SymbolicBlock]
  /// The spectrum counted from the eigenpairs, and the one that is stated.
  let counted: (Int, [SymbolicBlock]) -> SymbolicSpectrum?
  let stated: (Int) -> SymbolicSpectrum

  /// An index that exists at every width.
  static func index(_ depth: Int, value: Symbol, x: Symbol, y: Symbol) -> IndexClass<Symbol> {
    IndexClass(
      count: 1, exists: Array(repeating: true, count: depth + 1),
      layers: Array(repeating: value, count: depth), x: x, y: y)
  }

  func finding(_ summary: String) -> Finding {
    var found: [JSON] = []
    for depth in Self.depths {
      let blocks = blocks(depth)
      for block in blocks where !block.isComplete(at: point) {
        return .unknown("the eigenpairs of \(block.name) are not complete at L = \(depth)")
      }
      let others = others(depth)
      guard others.indices.allSatisfy({ i in others[i...].allSatisfy { Self.isQuiet(others[i], $0) } }) else {
        return .unknown("indices without a signal have curvature at L = \(depth)")
      }
      guard counted(depth, blocks) == stated(depth) else {
        return .unknown("the multiplicities are not those of the statement at L = \(depth)")
      }
      found.append([
        "blocks": .array(blocks.map { $0.json(variables: variables.count) }), "depth": .number(depth),
      ])
    }
    return .verified(
      summary: summary,
      Finding.Proof(
        .symbolic, .blockEigenvectors,
        ["depths": .array(found), "variables": .array(variables.map { .string($0) })]))
  }

  /// Whether the blocks of these indices with themselves and with each other vanish.
  private static func isQuiet(_ a: IndexClass<Symbol>, _ b: IndexClass<Symbol>) -> Bool {
    let (symmetric, antisymmetric) = BlockFormula.diagonal(a)
    return [symmetric, antisymmetric, BlockFormula.pair(a, b)].allSatisfy { $0.entries.allSatisfy(\.isZero) }
  }
}

/// Eigenpairs and counts of the blocks that all these theorems share.
enum UniformBlocks {
  /// `(1, ..., 1)` with `top`, and `e_k - e_L` with `rest`.
  static func signalPairs(_ depth: Int, top: Symbol, rest: Symbol) -> [SymbolicEigenpair] {
    [SymbolicEigenpair(value: top, vector: Array(repeating: 1, count: depth))]
      + (1..<depth).map {
        SymbolicEigenpair(value: rest, vector: sparseVector(depth, [($0 - 1, 1), (depth - 1, -1)]))
      }
  }

  /// `S_+` and `S_-` of the signals.
  static func signalBlocks(
    _ signal: IndexClass<Symbol>, symmetric: (top: Symbol, rest: Symbol),
    antisymmetric: (top: Symbol, rest: Symbol)
  ) -> [SymbolicBlock] {
    let (plus, minus) = BlockFormula.diagonal(signal)
    return [
      SymbolicBlock(
        name: "signal-symmetric", matrix: plus,
        pairs: signalPairs(signal.depth, top: symmetric.top, rest: symmetric.rest)),
      SymbolicBlock(
        name: "signal-antisymmetric", matrix: minus,
        pairs: signalPairs(signal.depth, top: antisymmetric.top, rest: antisymmetric.rest)),
    ]
  }

  /// `X_1` and `Y_L` alone, and `X_(j+1) +- Y_j` for `j = 1, ..., L - 1`, in the order `X_1, ..., X_L, Y_1, ..., Y_L`.
  static func nullBlock(
    _ signal: IndexClass<Symbol>, _ null: IndexClass<Symbol>, input: Symbol, output: Symbol, hidden: Symbol
  ) -> SymbolicBlock {
    let depth = signal.depth
    let size = 2 * depth
    return SymbolicBlock(
      name: "signal-null", matrix: BlockFormula.pair(signal, null),
      pairs: [
        SymbolicEigenpair(value: input, vector: sparseVector(size, [(0, 1)])),
        SymbolicEigenpair(value: output, vector: sparseVector(size, [(size - 1, 1)])),
      ]
        + (1..<depth).flatMap { j in
          [Symbol(1), Symbol(-1)].map { sign in
            SymbolicEigenpair(
              value: sign * hidden, vector: sparseVector(size, [(j, 1), (depth + j - 1, sign)]))
          }
        })
  }

  /// The eigenvalues of the signals among themselves: `S_+` for `r(r+1)/2` pairs, `S_-` for `r(r-1)/2`.
  static func addSignals(_ blocks: [SymbolicBlock], to spectrum: inout SymbolicSpectrum) {
    let (r, half) = (NetworkSize.rank, Symbol(constant: Rational(1, 2)))
    for pair in blocks[0].pairs { spectrum.add(pair.value, half * r * (r + 1)) }
    for pair in blocks[1].pairs { spectrum.add(pair.value, half * r * (r - 1)) }
  }

  /// The eigenvalues of signals with the indices `first + 1, ...` that are null; `seen` sends the eigenvalue of an input to its values on
  /// inputs with and without variance. False when a vector is not supported on variables that exist together.
  static func addNulls(
    _ block: SymbolicBlock, after first: Symbol, seen: (Symbol) -> (with: Symbol, without: Symbol),
    to spectrum: inout SymbolicSpectrum
  ) -> Bool {
    let depth = block.matrix.rows / 2
    let r = NetworkSize.rank
    for pair in block.pairs {
      // X_k exists for m <= d_(k-1), Y_k for m <= d_k.
      let levels = Set(
        pair.vector.indices.filter { !pair.vector[$0].isZero }.map { $0 < depth ? $0 : $0 - depth + 1 })
      guard levels.count == 1, let level = levels.first else { return false }
      let (with, without) = seen(pair.value)
      if with == without {
        spectrum.add(with, r * (NetworkSize.width(level) - first))
      } else {
        guard level == 0 else { return false }
        spectrum.add(with, r * (NetworkSize.seen - first))
        spectrum.add(without, r * (NetworkSize.width(0) - NetworkSize.seen))
      }
    }
    return true
  }
}
