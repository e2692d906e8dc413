// WordArgument: a proof for matrices of every size as data: equations between words, each with the relations it uses and why they hold.
//
// Method      Both sides of an item have the same normal form under its relations. A relation is a definition, a hypothesis of the statement, or
//             an item already shown with its symbols renamed. An induction is an item with a base: the base is the item at the first
//             index, and the item may use itself at the index before.

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

    package init(
      _ name: String, _ left: WordExpression, _ right: WordExpression, _ relations: [Relation] = [],
      isTrace: Bool = false, base: (name: String, renaming: Renaming)? = nil
    ) {
      (self.name, self.left, self.right, self.relations) = (name, left, right, relations)
      (self.isTrace, self.base) = (isTrace, base)
    }

    var expressions: [WordExpression] { [left, right] + relations.flatMap { [$0.word, $0.value] } }

    /// Whether the sides of another pair are those of this item with other symbols.
    func becomes(_ left: WordExpression, _ right: WordExpression, _ renaming: Renaming) -> Bool {
      !isTrace && self.left.renamed(renaming) == left && self.right.renamed(renaming) == right
    }

    /// Whether a citation of an induction within itself is of the index before: of exactly what the base renames, as other symbols, and
    /// not of the item itself.
    func isBefore(_ relation: Relation, _ renaming: Renaming) -> Bool {
      guard let keys = base.map({ Set($0.renaming.keys) }) else { return false }
      return keys == Set(renaming.keys) && keys.isDisjoint(with: renaming.values)
        && !(relation.word == left && relation.value == right)
    }
  }

  let items: [Item]

  package init(items: [Item]) { self.items = items }

  /// A step that did not come out.
  package struct Failure: Error, CustomStringConvertible {
    let item: String
    let reason: String
    package var description: String { "\(item): \(reason)" }
  }

  /// Checks every item and writes the certificate's `proof` object.
  package func proof() throws(Failure) -> JSON {
    let expressions = items.flatMap(\.expressions)
    let renamed = items.flatMap { item in
      item.relations.flatMap { relation -> [MatrixSymbol] in
        if case .item(_, let renaming) = relation.reason { Array(renaming.keys) } else { [] }
      }
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
        guard let first = shown[base.name], item.becomes(first.left, first.right, base.renaming) else {
          throw Failure(item: item.name, reason: "\(base.name) is not its first case")
        }
        shown[item.name] = item  // the hypothesis of the induction, which its own relations may use
      }
      let normal = try check(item, shown)
      shown[item.name] = item
      written.append(json(item, normal, scalars))
    }
    return [
      "items": .array(written), "scalars": .array(scalars.map { .string($0) }),
      "symbols": .array(
        symbols.map {
          [
            "columns": .string($0.columns), "name": .string($0.name), "rows": .string($0.rows),
            "symmetric": .bool($0.isSymmetric), "weight": .number($0.weight),
          ]
        }),
    ]
  }

  /// The terms of the common normal form of both sides.
  private func check(_ item: Item, _ shown: [String: Item]) throws(Failure) -> [WordMonomial: Rational] {
    var relations: [WordRelation] = []
    for relation in item.relations {
      guard let made = WordRelation(relation.word, relation.value) else {
        throw Failure(item: item.name, reason: "a relation is not between a word and an expression")
      }
      if case .item(let name, let renaming) = relation.reason {
        guard let earlier = shown[name], earlier.becomes(relation.word, relation.value, renaming) else {
          throw Failure(item: item.name, reason: "a relation is not what \(name) says")
        }
        guard name != item.name || item.isBefore(relation, renaming) else {
          throw Failure(item: item.name, reason: "it uses itself, not the index before")
        }
      }
      relations.append(made)
    }
    guard let rewriting = WordRewriting(relations) else {
      throw Failure(item: item.name, reason: "a relation does not decrease")
    }
    let sides = [item.left, item.right].map { rewriting.normalForm(of: $0) }
    if !item.isTrace {
      guard sides[0] == sides[1] else { throw Failure(item: item.name, reason: "the sides differ") }
      return sides[0].terms
    }
    guard let left = sides[0].underTrace, left == sides[1].underTrace else {
      throw Failure(item: item.name, reason: "the traces differ")
    }
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
    let relations = item.relations.map { relation -> JSON in
      let (reason, pairs): (String, Renaming) =
        switch relation.reason {
        case .definition: ("definition", [:])
        case .hypothesis: ("hypothesis", [:])
        case .item(let name, let renaming): ("item " + name, renaming)
        }
      return [
        "reason": .string(reason), "renaming": renaming(pairs), "value": expression(relation.value),
        "word": expression(relation.word),
      ]
    }
    let base = item.base.map { ["item": .string($0.name), "renaming": renaming($0.renaming)] as JSON }
    return [
      "base": .array(base.map { [$0] } ?? []), "left": expression(item.left), "name": .string(item.name),
      "normal": terms(normal), "relations": .array(relations), "right": expression(item.right),
      "trace": .bool(item.isTrace),
    ]
  }
}
