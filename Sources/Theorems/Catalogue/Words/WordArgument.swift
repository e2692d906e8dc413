// WordArgument: a proof for matrices of every size as data: equations between words, each with the relations it uses and why they hold.
//
// Method      Both sides of an item have the same normal form under its relations. A relation is a definition, a hypothesis of the statement, or
//             an item already shown with its symbols renamed. An induction is an item with a base: the base is the item at the first
//             index, and the item may use itself at the index before. An item may be an inequality, shown by squares: see WordSquare.

import Exact

package struct WordArgument: Sendable {
  package typealias Renaming = [MatrixSymbol: MatrixSymbol]

  package enum Reason: Sendable {
    case definition, hypothesis
    /// The item of that name with other symbols; of an induction also within itself.
    case item(String, Renaming)
  }

  package struct Relation: Sendable {
    let word: WordExpression
    let value: WordExpression
    let reason: Reason

    package static func definition(_ word: WordExpression, _ value: WordExpression) -> Relation {
      Relation(word: word, value: value, reason: .definition)
    }

    package static func hypothesis(_ word: WordExpression, _ value: WordExpression) -> Relation {
      Relation(word: word, value: value, reason: .hypothesis)
    }

    package static func shown(
      _ name: String, _ renaming: Renaming, _ word: WordExpression, _ value: WordExpression
    ) -> Relation {
      Relation(word: word, value: value, reason: .item(name, renaming))
    }
  }

  package struct Item: Sendable {
    let name: String
    let left: WordExpression
    let right: WordExpression
    let relations: [Relation]
    /// The equation is between traces.
    var isTrace = false
    /// The item at the first index of an induction, and the symbols there.
    var base: (name: String, renaming: Renaming)? = nil
    /// What the left side exceeds the right one by; nil for an equation.
    var squares: [WordSquare]? = nil

    /// An equation.
    package init(
      _ name: String, _ left: WordExpression, _ right: WordExpression, _ relations: [Relation] = [],
      isTrace: Bool = false, base: (name: String, renaming: Renaming)? = nil
    ) {
      self.init(name, left, right, relations, isTrace: isTrace, base: base, squares: nil)
    }

    /// An equation, or an inequality with its squares.
    package init(
      _ name: String, _ left: WordExpression, _ right: WordExpression, _ relations: [Relation] = [],
      isTrace: Bool = false, base: (name: String, renaming: Renaming)? = nil, squares: [WordSquare]?
    ) {
      (self.name, self.left, self.right, self.relations) = (name, left, right, relations)
      (self.isTrace, self.base, self.squares) = (isTrace, base, squares)
    }

    var expressions: [WordExpression] {
      [left, right] + relations.flatMap { [$0.word, $0.value] } + (squares ?? []).map(\.expression)
        + (squares ?? []).map(\.root)
    }

    /// Why its relations hold, and why the matrices in its squares are positive.
    var reasons: [Reason] {
      relations.map(\.reason) + (squares ?? []).flatMap(\.positives).map(\.reason)
    }

    /// Whether the sides of another pair are those of this item with other symbols.
    func becomes(_ left: WordExpression, _ right: WordExpression, _ renaming: Renaming) -> Bool {
      !isTrace && self.left.renamed(renaming) == left && self.right.renamed(renaming) == right
    }

    /// Whether a citation of an induction within itself is of the index before: of exactly what the base renames, as other symbols, and
    /// not of the item itself.
    func isBefore(_ left: WordExpression, _ right: WordExpression, _ renaming: Renaming) -> Bool {
      guard let keys = base.map({ Set($0.renaming.keys) }) else { return false }
      return keys == Set(renaming.keys) && keys.isDisjoint(with: renaming.values)
        && !(left == self.left && right == self.right)
    }
  }

  let items: [Item]
  /// The scalars that the statement takes to be at least 0; a negative power is that of one which is not 0.
  let nonnegative: [String]

  /// Whether some item is an inequality.
  private var isOrdered: Bool { items.contains { $0.squares != nil } }

  package init(items: [Item], nonnegative: [String] = []) {
    (self.items, self.nonnegative) = (items, nonnegative)
  }

  /// A step that did not come out.
  package struct Failure: Error, CustomStringConvertible {
    let item: String
    let reason: String
    package var description: String { "\(item): \(reason)" }
  }

  /// Checks every item and writes the certificate's `proof` object.
  package func proof() throws(Failure) -> JSON {
    let expressions = items.flatMap(\.expressions)
    let renamed = items.flatMap(\.reasons).flatMap { reason -> [MatrixSymbol] in
      if case .item(_, let renaming) = reason { Array(renaming.keys) } else { [] }
    }
    let symbols = expressions.reduce(into: Set(renamed)) { $0.formUnion($1.symbols) }
      .sorted { $0.name < $1.name }
    let scalars = expressions.reduce(into: Set<String>()) { $0.formUnion($1.scalars) }.sorted()
    guard Set(symbols.map(\.name)).count == symbols.count else {
      throw Failure(item: "symbols", reason: "two symbols share a name")
    }
    var shown: [String: Item] = [:]
    var written: [JSON] = []
    for item in items {
      guard shown[item.name] == nil else {
        throw Failure(item: item.name, reason: "two items have this name")
      }
      if let base = item.base {
        guard let first = shown[base.name], !first.isTrace, (first.squares == nil) == (item.squares == nil),
          item.becomes(first.left, first.right, base.renaming)
        else {
          throw Failure(item: item.name, reason: "\(base.name) is not its first case")
        }
        shown[item.name] = item  // the hypothesis of the induction, which its own relations may use
      }
      let normal = try check(item, shown)
      shown[item.name] = item
      written.append(json(item, normal, scalars))
    }
    let members = [
      JSON.Member("items", .array(written)),
      JSON.Member("nonnegative", .array(nonnegative.map { .string($0) })),
      JSON.Member("scalars", .array(scalars.map { .string($0) })),
      JSON.Member(
        "symbols",
        .array(
          symbols.map {
            [
              "columns": .string($0.columns), "name": .string($0.name), "rows": .string($0.rows),
              "symmetric": .bool($0.isSymmetric), "weight": .number($0.weight),
            ]
          })),
    ]
    return .object(members.filter { isOrdered || $0.key != "nonnegative" })
  }

  /// The terms of the common normal form of both sides.
  private func check(_ item: Item, _ shown: [String: Item]) throws(Failure) -> [WordMonomial: Rational] {
    var relations: [WordRelation] = []
    for relation in item.relations {
      guard let made = WordRelation(relation.word, relation.value) else {
        throw Failure(item: item.name, reason: "a relation is not between a word and an expression")
      }
      if case .item(let name, let renaming) = relation.reason {
        guard let earlier = shown[name], earlier.squares == nil,
          earlier.becomes(relation.word, relation.value, renaming)
        else {
          throw Failure(item: item.name, reason: "a relation is not what \(name) says")
        }
        guard name != item.name || item.isBefore(relation.word, relation.value, renaming) else {
          throw Failure(item: item.name, reason: "it uses itself, not the index before")
        }
      }
      relations.append(made)
    }
    guard let rewriting = WordRewriting(relations) else {
      throw Failure(item: item.name, reason: "a relation does not decrease")
    }
    let squares = item.squares ?? []
    for square in squares {
      if let flaw = square.flaw(in: item, nonnegative: nonnegative, shown) {
        throw Failure(item: item.name, reason: flaw)
      }
    }
    if !item.isTrace {
      let right = squares.reduce(item.right) { $0 + $1.expression }
      let sides = [item.left, right].map { rewriting.normalForm(of: $0) }
      guard sides[0] == sides[1] else { throw Failure(item: item.name, reason: "the sides differ") }
      return sides[0].terms
    }
    // Traces of matrices of different sizes may be added.
    var rest: [WordMonomial: Rational] = [:]
    for part in [item.right] + squares.map(\.expression) {
      guard let terms = rewriting.normalForm(of: part).underTrace else {
        throw Failure(item: item.name, reason: "the trace of an identity")
      }
      rest.merge(terms, uniquingKeysWith: +)
    }
    guard let left = rewriting.normalForm(of: item.left).underTrace, left == rest.filter({ !$0.value.isZero })
    else { throw Failure(item: item.name, reason: "the traces differ") }
    return left
  }

  private func json(_ item: Item, _ normal: [WordMonomial: Rational], _ scalars: [String]) -> JSON {
    func renaming(_ pairs: Renaming) -> JSON {
      .array(
        pairs.sorted { $0.key.name < $1.key.name }.map { [.string($0.key.name), .string($0.value.name)] })
    }
    func terms(_ terms: [WordMonomial: Rational]) -> JSON {
      let rows = terms.map { monomial, coefficient in
        (
          powers: scalars.map { monomial.powers[$0, default: 0] }, letters: monomial.letters.map(\.text),
          coefficient: coefficient
        )
      }
      let ordered = rows.sorted { a, b in
        a.powers != b.powers
          ? b.powers.lexicographicallyPrecedes(a.powers) : a.letters.lexicographicallyPrecedes(b.letters)
      }
      return .array(
        ordered.map {
          [.rational($0.coefficient), .counts($0.powers), .array($0.letters.map { .string($0) })]
        })
    }
    func expression(_ expression: WordExpression) -> JSON {
      [
        "columns": .string(expression.columns), "rows": .string(expression.rows),
        "terms": terms(expression.terms),
      ]
    }
    func words(_ reason: Reason) -> (String, Renaming) {
      switch reason {
      case .definition: ("definition", [:])
      case .hypothesis: ("hypothesis", [:])
      case .item(let name, let renaming): ("item " + name, renaming)
      }
    }
    let relations = item.relations.map { relation -> JSON in
      let (reason, pairs) = words(relation.reason)
      return [
        "reason": .string(reason), "renaming": renaming(pairs), "value": expression(relation.value),
        "word": expression(relation.word),
      ]
    }
    func positive(_ matrix: WordSquare.Positive?) -> JSON {
      guard let matrix else { return .array([]) }
      let (reason, pairs) = words(matrix.reason)
      return .array([
        ["matrix": .string(matrix.symbol.name), "reason": .string(reason), "renaming": renaming(pairs)]
      ])
    }
    let squares = (item.squares ?? []).map { square -> JSON in
      [
        "factor": .rational(square.factor), "middle": positive(square.middle),
        "outer": positive(square.outer),
        "powers": .counts(scalars.map { square.powers[$0, default: 0] }), "root": expression(square.root),
      ]
    }
    let base = item.base.map { ["item": .string($0.name), "renaming": renaming($0.renaming)] as JSON }
    let members = [
      JSON.Member("base", .array(base.map { [$0] } ?? [])), JSON.Member("left", expression(item.left)),
      JSON.Member("name", .string(item.name)), JSON.Member("normal", terms(normal)),
      JSON.Member("relation", .string(item.squares == nil ? "=" : ">=")),
      JSON.Member("relations", .array(relations)), JSON.Member("right", expression(item.right)),
      JSON.Member("squares", .array(squares)), JSON.Member("trace", .bool(item.isTrace)),
    ]
    return .object(members.filter { isOrdered || ($0.key != "relation" && $0.key != "squares") })
  }
}
