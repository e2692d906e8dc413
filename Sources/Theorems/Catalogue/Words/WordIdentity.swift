// WordIdentity: the entries that hold for matrices of every size, and the parts of a deep network that their words are made of.

import Exact

enum WordIdentity {
  static let entries: [CatalogueEntry] =
    LayerConservation.entries + BalancedFlow.entries + SingularValueFlow.entries + TwoLayerRiccati.entries
    + GaussNewtonWords.entries + DifferentialRanks.entries
    + WidthAndDataWords.entries + AlignedSaddles.entries

  /// A true statement with its argument.
  static func entry(
    _ id: String, title: String, family: Family, _ statement: String, formula: String? = nil, scope: String,
    hypotheses: String, source: String, wording: WordingStatus, evidence: Evidence, notCovered: String,
    summary: String, idea: String, items: @escaping @Sendable () -> [WordArgument.Item]
  ) -> CatalogueEntry {
    CatalogueEntry(
      claim: Claim(id: id, statement: statement, scope: scope), title: title, family: family,
      citation: source, wording: wording, hypotheses: hypotheses, formula: formula, expected: .verified,
      evidence: evidence, notCovered: notCovered,
      method:
        "equal normal forms of words in matrices of open sizes, under oriented relations; that definitions and indices mean what the statement says is read, not checked",
      idea: idea
    ) {
      do {
        let proof = try WordArgument(items: items()).proof()
        return .verified(summary: summary, Finding.Proof(evidence, .wordIdentity, proof))
      } catch {
        return .unknown("\(error)")
      }
    }
  }

  /// A false statement, and the point that refutes it: the sides are computed there, and must differ as the comparison says.
  static func twin<Instance: ExactInstance>(
    of id: String, suffix: String = "false", family: Family, _ statement: String, scope: String,
    misprint: String? = nil, idea: String,
    at instance: @escaping @Sendable () -> Instance,
    admits: @escaping @Sendable (Instance) throws -> Bool = { _ in true },
    compare: @escaping @Sendable (Instance) throws -> Comparison
  ) -> CatalogueEntry {
    .twin(
      InstanceTheorem(candidates: { [instance()] }, admits: admits), of: id, suffix: suffix, family: family,
      statement, scope: scope, misprint: misprint, idea: idea, compare: compare)
  }
}

/// A layer-wise matrix of a deep network with its index in its name.
///
/// `W(k)` is `d(k) x d(k-1)`, `U(k) = W(L) ... W(k+1)` is `d(L) x d(k)`, `V(k) = W(k-1) ... W(1)` is `d(k-1) x d(0)`.
enum NetworkWord {
  static func layer(_ k: String, below: String, weight: Int = 1) -> MatrixSymbol {
    MatrixSymbol("W(\(k))", "d(\(k))", "d(\(below))", weight: weight)
  }

  static func above(_ k: String, weight: Int = 1) -> MatrixSymbol {
    MatrixSymbol("U(\(k))", "d(L)", "d(\(k))", weight: weight)
  }

  static func below(_ k: String, _ width: String, weight: Int = 1) -> MatrixSymbol {
    MatrixSymbol("V(\(k))", "d(\(width))", "d(0)", weight: weight)
  }

  /// `E = W Sxx - Syx`, the end-to-end matrix and the moments of the data.
  static let residual = WordExpression(MatrixSymbol("E", "d(L)", "d(0)", weight: 7))
  static let endToEnd = WordExpression(MatrixSymbol("W", "d(L)", "d(0)"))
  static let inputs = WordExpression(MatrixSymbol("Sxx", "d(0)", "d(0)", isSymmetric: true, weight: 3))
  static let targets = WordExpression(MatrixSymbol("Syx", "d(L)", "d(0)", weight: 5))

  static let residualIsDefined = WordArgument.Relation.definition(residual, endToEnd * inputs - targets)

  /// Under the trace: the loss `1/2 tr(W Sxx W^T) - tr(W Syx^T)`.
  static func loss(_ matrix: WordExpression) -> WordExpression {
    (matrix * inputs * matrix.transposed).scaled(by: Rational(1, 2)) - matrix * targets.transposed
  }
}

extension WordExpression {
  /// The part at first or second order in the scalar `t`.
  func order(_ n: Int) -> WordExpression { coefficient(of: "t", power: n) }
  /// The multiple by a power of `t`.
  func times(t power: Int) -> WordExpression { scaled(by: 1, ["t": power]) }
}
