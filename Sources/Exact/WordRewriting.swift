// WordRewriting: normal forms of matrix expressions under relations that only ever replace a word by smaller ones.
//
// Words are compared by weight, then letter by letter. Both are kept when the same word is written before and after, and below a word there are
// finitely many others, so that rewriting ends whatever the relations are. Two expressions with one normal form are equal wherever
// the relations hold. Different normal forms show nothing: the relations need not be complete.

/// A word that equals an expression.
public struct WordRelation: Sendable, Hashable {
  public let word: [WordLetter]
  public let value: WordExpression

  /// The left side must be one word with coefficient 1; both sides must map between the same spaces.
  public init?(_ word: WordExpression, _ value: WordExpression) {
    guard word.terms.count == 1, let (monomial, coefficient) = word.terms.first, coefficient == 1,
      monomial.powers.isEmpty, !monomial.letters.isEmpty, word.rows == value.rows,
      word.columns == value.columns
    else { return nil }
    self.init(word: monomial.letters, value: value)
  }

  private init(word: [WordLetter], value: WordExpression) {
    self.word = word
    self.value = value
  }

  /// The relation between the transposes.
  public var transposed: WordRelation {
    WordRelation(word: word.reversed().map(\.transposed), value: value.transposed)
  }

  public var left: WordExpression {
    WordExpression(rows: value.rows, columns: value.columns, terms: [WordMonomial(letters: word): 1])
  }

  /// Whether every word of the value is smaller than the word.
  public var isDecreasing: Bool { value.terms.keys.allSatisfy { Self.precedes($0.letters, word) } }

  private static func precedes(_ a: [WordLetter], _ b: [WordLetter]) -> Bool {
    let (left, right) = (a.reduce(0) { $0 + $1.symbol.weight }, b.reduce(0) { $0 + $1.symbol.weight })
    return left != right ? left < right : a.map(\.text).lexicographicallyPrecedes(b.map(\.text))
  }
}

/// Rewriting by relations and their transposes.
public struct WordRewriting: Sendable {
  private let relations: [WordRelation]

  /// Nil when a relation, or its transpose, does not decrease.
  public init?(_ relations: [WordRelation]) {
    self.relations = relations.flatMap { $0.transposed == $0 ? [$0] : [$0, $0.transposed] }
    if !self.relations.allSatisfy(\.isDecreasing) { return nil }
  }

  /// The expression in which no word of a relation occurs: at each step the leftmost place, there the first relation that fits.
  public func normalForm(of expression: WordExpression) -> WordExpression {
    var open = expression.terms
    var closed: [WordMonomial: Rational] = [:]
    while let (monomial, coefficient) = open.popFirst() {
      guard let next = step(monomial) else {
        closed[monomial, default: 0] += coefficient
        continue
      }
      for (other, factor) in next { open[other, default: 0].addProduct(coefficient, factor) }
    }
    return WordExpression(rows: expression.rows, columns: expression.columns, terms: closed)
  }

  private func step(_ monomial: WordMonomial) -> [(WordMonomial, Rational)]? {
    let letters = monomial.letters
    for start in letters.indices {
      for relation in relations where letters[start...].starts(with: relation.word) {
        let before = WordMonomial(powers: monomial.powers, letters: Array(letters[..<start]))
        let after = WordMonomial(letters: Array(letters[(start + relation.word.count)...]))
        return relation.value.terms.map { (before * $0.key * after, $0.value) }
      }
    }
    return nil
  }
}
