// WordSquare: what makes an expression of matrices positive: c X M X^T with c >= 0 and M positive semidefinite, or under the trace c P X M X^T.
//
// Statement   X M X^T is positive semidefinite where M is, and tr(P X M X^T) >= 0 where P and M are.
// Method      The factor is a positive rational times powers of scalars that are at least 0. M and P are 1 or symmetric letters that the statement takes to be
//             positive semidefinite, or of which an earlier item shows it; in an induction, the item itself at the index before.

import Exact

package struct WordSquare: Sendable {
  /// A symmetric matrix that is positive semidefinite, and why: by hypothesis, or as the left side of an item "P >= 0".
  package struct Positive: Sendable {
    let symbol: MatrixSymbol
    let reason: WordArgument.Reason

    package static func hypothesis(_ symbol: MatrixSymbol) -> Positive {
      Positive(symbol: symbol, reason: .hypothesis)
    }

    /// By an item, with its symbols renamed.
    package static func shown(_ name: String, _ renaming: WordArgument.Renaming, _ symbol: MatrixSymbol)
      -> Positive
    {
      Positive(symbol: symbol, reason: .item(name, renaming))
    }

    package static func shown(_ name: String, _ symbol: MatrixSymbol) -> Positive { shown(name, [:], symbol) }
  }

  let factor: Rational
  let powers: [String: Int]
  let root: WordExpression
  let middle: Positive?
  /// A further factor on the left, for traces.
  let outer: Positive?

  /// `factor outer root middle root^T`.
  package init(
    _ root: WordExpression, middle: Positive? = nil, outer: Positive? = nil, factor: Rational = 1,
    _ powers: [String: Int] = [:]
  ) {
    (self.root, self.middle, self.outer) = (root, middle, outer)
    (self.factor, self.powers) = (factor, powers)
  }

  var positives: [Positive] { [outer, middle].compactMap { $0 } }

  var expression: WordExpression {
    let inner = middle.map { root * WordExpression($0.symbol) } ?? root
    let product = inner * root.transposed
    return (outer.map { WordExpression($0.symbol) * product } ?? product).scaled(by: factor, powers)
  }

  /// Why the term is not known to be positive; nil when it is.
  func flaw(
    in user: WordArgument.Item, nonnegative scalars: [String], _ shown: [String: WordArgument.Item]
  ) -> String? {
    guard factor.signum() > 0, powers.keys.allSatisfy(scalars.contains) else {
      return "a factor without a sign"
    }
    if outer != nil && !user.isTrace { return "an outer factor without a trace" }
    for matrix in positives {
      switch matrix.reason {
      case .definition: return "a definition shows no sign"
      case .hypothesis: break
      case .item(let name, let renaming):
        let (word, nothing) = (
          WordExpression(matrix.symbol), WordExpression.zero(matrix.symbol.rows, matrix.symbol.columns)
        )
        guard let item = shown[name], item.squares != nil, item.becomes(word, nothing, renaming) else {
          return "\(name) does not show that \(matrix.symbol.name) is positive"
        }
        if name == user.name && !user.isBefore(word, nothing, renaming) {
          return "it uses itself, not the index before"
        }
      }
      if !matrix.symbol.isSymmetric { return "\(matrix.symbol.name) is not symmetric" }
    }
    return nil
  }
}
