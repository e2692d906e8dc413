// SymbolicBlock: blocks of the Hessian with polynomial entries, their eigenpairs, and how often each occurs.

import Exact

/// Polynomials in the parameters of a theorem, the scalars of a symbolic proof.
typealias Symbol = SparsePolynomial<Rational>

extension JSON {
  /// `[[rational, [exponents]], ...]` in `variables` variables, strictly decreasing lexicographically by exponents.
  static func polynomial(_ polynomial: Symbol, variables: Int) -> JSON {
    let terms = polynomial.terms.map { term in
      (exponents: (0..<variables).map { term.monomial[$0] }, coefficient: term.coefficient)
    }
    return .array(
      terms.sorted { $1.exponents.lexicographicallyPrecedes($0.exponents) }.map {
        [.rational($0.coefficient), .counts($0.exponents)]
      })
  }
}

/// An eigenvalue and an eigenvector of a symbolic block, both polynomials in its parameters.
struct SymbolicEigenpair {
  let value: Symbol
  let vector: [Symbol]

  func holds(for block: Matrix<Symbol>) -> Bool {
    block.applied(to: vector) == vector.map { value * $0 }
  }
}

/// The eigenpairs of one kind of block at one depth.
struct SymbolicBlock {
  let name: String
  let matrix: Matrix<Symbol>
  let pairs: [SymbolicEigenpair]

  /// As many pairs as variables, every pair an identity, vectors independent at the given point (hence generically).
  func isComplete(at point: [Rational]) -> Bool {
    guard pairs.count == matrix.rows, pairs.allSatisfy({ $0.holds(for: matrix) }) else { return false }
    let values = Matrix(rows: pairs.count, columns: matrix.rows) {
      pairs[$0].vector[$1].evaluated(at: point)
    }
    return values.rank() == matrix.rows
  }

  func json(variables: Int) -> JSON {
    [
      "block": .string(name),
      "pairs": .array(
        pairs.map {
          [
            "value": .polynomial($0.value, variables: variables),
            "vector": .array($0.vector.map { .polynomial($0, variables: variables) }),
          ]
        }),
    ]
  }
}

/// The vector with the given entries, counted from zero, and zeros elsewhere.
func sparseVector(_ count: Int, _ entries: [(Int, Symbol)]) -> [Symbol] {
  var vector = Array(repeating: Symbol(0), count: count)
  for (position, value) in entries { vector[position] = value }
  return vector
}

/// Polynomials in the sizes of a network: the rank `r`, the rank `n_x` of `Sxx`, the number `d*` of signals and tail modes, and the widths.
enum NetworkSize {
  static let rank = Symbol.variable(0)
  static let seen = Symbol.variable(1)
  static let star = Symbol.variable(2)
  static func width(_ j: Int) -> Symbol { .variable(3 + j) }
}

/// Eigenvalues with their multiplicities, both polynomials: values in the parameters, counts in the sizes of the network.
struct SymbolicSpectrum: Equatable {
  private var counts: [Symbol: Symbol] = [:]

  mutating func add(_ value: Symbol, _ count: Symbol) {
    if value.isZero { return }  // zero takes what is left
    let sum = counts[value, default: 0] + count
    counts[value] = sum.isZero ? nil : sum
  }

  init() {}

  init(_ entries: [(value: Symbol, count: Symbol)]) {
    for entry in entries { add(entry.value, entry.count) }
  }
}
