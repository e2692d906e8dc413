// SymbolicData: polynomials as the scalars of a network, so that one computation covers every value of the parameters.

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
        [.rational($0.coefficient), .array($0.exponents.map { .number($0) })]
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
    let values = Matrix(rows: pairs.count, columns: matrix.rows) { pairs[$0].vector[$1].evaluated(at: point) }
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
