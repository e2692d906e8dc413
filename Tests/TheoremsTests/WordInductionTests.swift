import Exact
import Testing
import Theorems

/// An induction in words may use itself at the index before and nowhere else: otherwise it would prove whatever has a first case.
@Suite struct WordInductionTests {
  private typealias Item = WordArgument.Item
  private typealias Relation = WordArgument.Relation

  // P(j+1) = A P(j) from P(1) = 1, where A e = e; N and M are any matrices.
  private static let a = MatrixSymbol("A", "d", "d")
  private static let first = MatrixSymbol("P(1)", "d", "d", weight: 2)
  private static let now = MatrixSymbol("P(j)", "d", "d", weight: 2)
  private static let next = MatrixSymbol("P(j+1)", "d", "d", weight: 5)
  private static let (n, m) = (MatrixSymbol("N", "d", "d", weight: 2), MatrixSymbol("M", "d", "d", weight: 4))
  private static let e = WordExpression(MatrixSymbol("e", "d", WordExpression.numbers))

  private static func times(_ symbol: MatrixSymbol) -> WordExpression { WordExpression(symbol) * e }

  private static var base: Item {
    Item("first", times(first), e, [.definition(WordExpression(first), .identity("d"))])
  }

  private static func induction(
    _ citation: Relation, name: String = "power", base: WordArgument.Renaming = [next: first]
  ) -> Item {
    Item(
      name, times(next), e,
      [
        .definition(WordExpression(next), WordExpression(a) * WordExpression(now)), .hypothesis(times(a), e),
        citation,
      ],
      base: ("first", base))
  }

  private func isRefused(_ items: [Item]) -> Bool {
    do throws(WordArgument.Failure) {
      _ = try WordArgument(items: items).proof()
      return false
    } catch {
      return true
    }
  }

  @Test func theIndexBefore() {
    let good = Self.induction(.shown("power", [Self.next: Self.now], Self.times(Self.now), Self.e))
    #expect(!isRefused([Self.base, good]))
    // Outside itself an induction may be used at any index, that of its own symbols too.
    let use = Item(
      "use", WordExpression(Self.a) * Self.times(Self.next), Self.times(Self.a),
      [.shown("power", [:], Self.times(Self.next), Self.e)])
    #expect(!isRefused([Self.base, good, use]))
  }

  @Test func theItemItself() {
    for renaming: WordArgument.Renaming in [[:], [Self.next: Self.next], [Self.a: Self.n]] {
      let itself = Relation.shown("power", renaming, Self.times(Self.next), Self.e)
      #expect(isRefused([Self.base, Self.induction(itself)]))
      let both = renaming.merging([Self.next: Self.first]) { $1 }
      #expect(isRefused([Self.base, Self.induction(itself, base: both)]))
    }
    // N e = e for every N.
    let all = Item(
      "all", Self.times(Self.n), Self.e, [.shown("all", [:], Self.times(Self.n), Self.e)],
      base: ("first", [Self.n: Self.first]))
    #expect(isRefused([Self.base, all]))
  }

  /// M e = N e for all matrices, since N e = M e.
  @Test func twoIndicesExchanged() {
    let start = Item("start", Self.times(Self.first), Self.times(Self.first))
    let exchanged = Relation.shown(
      "equal", [Self.n: Self.m, Self.m: Self.n], Self.times(Self.m), Self.times(Self.n))
    let equal = Item(
      "equal", Self.times(Self.n), Self.times(Self.m), [exchanged],
      base: ("start", [Self.n: Self.first, Self.m: Self.first]))
    #expect(isRefused([start, equal]))
  }

  @Test func otherSymbolsThanAtTheFirstIndex() {
    let good = Relation.shown("power", [Self.next: Self.now], Self.times(Self.now), Self.e)
    #expect(isRefused([Self.base, Self.induction(good, base: [Self.next: Self.first, Self.a: Self.n])]))
    let more = Relation.shown("power", [Self.next: Self.now, Self.a: Self.n], Self.times(Self.now), Self.e)
    #expect(isRefused([Self.base, Self.induction(more)]))
  }

  /// S(j+1) = A S(j) A^T >= 0 from S(1) = 1; that S(j+1) >= 0 because S(j+1) >= 0 shows nothing, whatever else is renamed.
  @Test func signs() {
    func positive(_ name: String, weight: Int) -> MatrixSymbol {
      MatrixSymbol(name, "d", "d", isSymmetric: true, weight: weight)
    }
    let (first, now, next) = (
      positive("S(1)", weight: 2), positive("S(j)", weight: 2), positive("S(j+1)", weight: 5)
    )
    let (nothing, one) = (WordExpression.zero("d", "d"), WordExpression.identity("d"))
    let base = Item(
      "first", WordExpression(first), nothing, [.definition(WordExpression(first), one)],
      squares: [WordSquare(one)])
    func induction(_ square: WordSquare, _ relations: [Relation] = []) -> Item {
      Item(
        "sign", WordExpression(next), nothing, relations, base: ("first", [next: first]), squares: [square])
    }
    let a = WordExpression(Self.a)
    let step = Relation.definition(WordExpression(next), a * WordExpression(now) * a.transposed)
    #expect(!isRefused([base, induction(WordSquare(a, middle: .shown("sign", [next: now], now)), [step])]))
    let renamings: [WordArgument.Renaming] = [
      [:], [next: next], [Self.a: Self.n], [Self.a: Self.n, Self.n: Self.a],
    ]
    for renaming in renamings {
      #expect(isRefused([base, induction(WordSquare(one, middle: .shown("sign", renaming, next)))]))
    }
  }

  @Test func twoItemsOfOneName() {
    let trivial = Item("first", Self.times(Self.a), Self.times(Self.a))
    #expect(isRefused([trivial, Self.base]) && isRefused([Self.base, trivial]))
    let shadow = Relation.shown("first", [Self.next: Self.now], Self.times(Self.now), Self.e)
    #expect(isRefused([Self.base, Self.induction(shadow, name: "first")]))
  }
}
