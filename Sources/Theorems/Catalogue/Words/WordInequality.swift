// WordInequality: the entries about inequalities between matrices of every size, and their certificates: words, and numbers in the depth ring.

import Exact

enum WordInequality {
  static let entries: [CatalogueEntry] =
    NearIdentityWords.entries + ConditioningWords.entries + SharpnessWords.entries + StepSizeWords.entries

  /// A true statement for every depth: an argument in words whose inequalities are sums of squares, and one in the depth ring for the numbers
  /// that it leaves, if any.
  static func entry(
    _ id: String, title: String, family: Family, _ statement: String, formula: String? = nil, scope: String,
    hypotheses: String, source: String, wording: WordingStatus = .derived, notCovered: String,
    summary: String, idea: String, nonnegative: [String] = [],
    items: @escaping @Sendable () -> [WordArgument.Item],
    numbers: (@Sendable () -> DepthArgument)? = nil
  ) -> CatalogueEntry {
    CatalogueEntry(
      claim: Claim(id: id, statement: statement, scope: scope), title: title, family: family,
      citation: source, wording: wording, hypotheses: hypotheses, formula: formula, expected: .verified,
      evidence: .allDepths, notCovered: notCovered,
      method:
        "words in matrices of open sizes under oriented relations, inequalities as sums of squares, numbers in the depth ring; that definitions and indices mean what the statement says is read, not checked",
      idea: idea
    ) {
      let words: JSON
      do {
        words = try WordArgument(items: items(), nonnegative: nonnegative).proof()
      } catch { return .unknown("\(error)") }
      do {
        let proof: JSON = ["numbers": .array(try numbers.map { [try $0().proof()] } ?? []), "words": words]
        return .verified(summary: summary, Finding.Proof(.allDepths, .wordInequality, proof))
      } catch { return .unknown("\(error)") }
    }
  }
}
