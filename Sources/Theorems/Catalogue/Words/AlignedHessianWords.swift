// AlignedHessianWords: the second derivatives of the loss at an aligned network, entry by entry, in words.
//
// Statement   Delta_k(i, m) = e_(k,i) e_(k-1,m)^T for orthonormal columns that every layer takes to multiples of each other. What stands beside t r in the
//             loss along t Delta_k(i, m) + r Delta_l(a, b), l <= k, is x_m p_(k,i) q_(k,m) p_(l,i) q_(l,m) where a = i and b = m, plus, for l < k,
//             e_i p_(k,i) r_(kl,m) q_(l,i) where a = m and b = i.
// Method      The derivative knows the other layers through U_k above, R_kl between and V_l below; each acts on the columns as a number, by induction
//             over the layers. Columns of different indices are orthogonal. Beyond a width columns and values are 0.

import Exact

enum AlignedHessianWords {
  private typealias Relation = WordArgument.Relation
  private typealias Item = WordArgument.Item
  /// The indices i, m of a variable in layer k, and a, b of one in layer l.
  private typealias Indices = (i: String, m: String, a: String, b: String)

  private static let numbers = WordExpression.numbers

  // The letters

  private static let layers = [
    "k": NetworkWord.layer("k", below: "k-1", weight: 2),
    "l": NetworkWord.layer("l", below: "l-1", weight: 2),
  ]
  private static let above = [
    "k": NetworkWord.above("k", weight: 2), "l": NetworkWord.above("l", weight: 7),
    "0": NetworkWord.above("0", weight: 2),
  ]
  private static let below = [
    "k": NetworkWord.below("k", "k-1", weight: 7), "l": NetworkWord.below("l", "l-1", weight: 2),
  ]
  private static let between = MatrixSymbol("R(k,l)", "d(k-1)", "d(l)", weight: 2)
  private static let whole = WordExpression(MatrixSymbol("W", "d(L)", "d(0)", weight: 12))
  private static let residual = WordExpression(MatrixSymbol("E", "d(L)", "d(0)", weight: 16))

  private static func w(_ k: String) -> WordExpression { WordExpression(layers[k]!) }
  private static func u(_ k: String) -> WordExpression { WordExpression(above[k]!) }
  private static func v(_ k: String) -> WordExpression { WordExpression(below[k]!) }
  private static let r = WordExpression(between)

  private static func columnSymbol(_ k: String, _ i: String) -> MatrixSymbol {
    MatrixSymbol("e(\(k),\(i))", "d(\(k))", numbers)
  }

  private static func column(_ k: String, _ i: String) -> WordExpression {
    WordExpression(columnSymbol(k, i))
  }

  private static func p(_ k: String, _ i: String) -> MatrixSymbol { LayerChain.number("p(\(k),\(i))") }
  private static func q(_ k: String, _ m: String) -> MatrixSymbol { LayerChain.number("q(\(k),\(m))") }
  private static func between(_ a: String) -> MatrixSymbol { LayerChain.number("r(k,l,\(a))") }
  private static func error(_ i: String) -> MatrixSymbol { LayerChain.number("E(\(i))", weight: 4) }

  private static func given(_ name: String, _ i: String) -> WordExpression {
    WordExpression(MatrixSymbol("\(name)(\(i))", numbers, numbers, isSymmetric: true))
  }

  // How the parts act on the columns of an index

  private static func up(_ k: String, _ i: String) -> Relation {
    let (own, last) = (columnSymbol(k, i), columnSymbol("L", i))
    return .shown(
      "above",
      [
        LayerChain.aboveNext: above[k]!, LayerChain.before: own, LayerChain.last: last,
        LayerChain.valueAboveNext: p(k, i),
      ], u(k) * WordExpression(own), WordExpression(last) * WordExpression(p(k, i)))
  }

  private static func down(_ k: String, _ m: String) -> Relation {
    let (own, first) = (columnSymbol(k + "-1", m), columnSymbol("0", m))
    return .shown(
      "below-back",
      [
        LayerChain.belowNext: below[k]!, LayerChain.column: own, LayerChain.first: first,
        LayerChain.valueBelowNext: q(k, m),
      ], v(k).transposed * WordExpression(own), WordExpression(first) * WordExpression(q(k, m)).transposed)
  }

  private static func through(_ a: String) -> Relation {
    let (start, end) = (columnSymbol("l", a), columnSymbol("k-1", a))
    return .shown(
      "between",
      [
        betweenNext: between, LayerChain.columnOf("k"): end, LayerChain.columnOf("l"): start,
        valueBetweenNext: between(a),
      ], r * WordExpression(start), WordExpression(end) * WordExpression(between(a)))
  }

  private static func variance(_ b: String) -> Relation {
    .hypothesis(NetworkWord.inputs * column("0", b), column("0", b) * given("x", b))
  }

  private static func error(of b: String) -> Relation {
    .shown(
      "residual",
      [
        columnSymbol("0", "i"): columnSymbol("0", b), columnSymbol("L", "i"): columnSymbol("L", b),
        error("i"): error(b),
      ], residual * column("0", b), column("L", b) * WordExpression(error(b)))
  }

  private static func apart(_ k: String, _ i: String, _ a: String) -> Relation {
    .hypothesis(column(k, i).transposed * column(k, a), .zero(numbers, numbers))
  }

  /// Where i exceeds `d_L`, `p_(k,i)` has the factor `s_(L,i) = 0`: layer L has no row i, so that k < L.
  private static func unitAbove(_ i: String) -> Relation {
    let p = WordExpression(p("k", i))
    return .hypothesis(column("L", i).transposed * column("L", i) * p, p)
  }

  /// Where m exceeds `d_0`, `q_(k,m)` has the factor `s_(1,m) = 0`.
  private static func unitBelow(_ k: String, _ m: String) -> Relation {
    let q = WordExpression(q(k, m)).transposed
    return .hypothesis(column("0", m).transposed * column("0", m) * q, q)
  }

  /// The column m of layer k, which holds the variable.
  private static func exists(_ m: String) -> Relation {
    .hypothesis(column("k-1", m).transposed * column("k-1", m), .identity(numbers))
  }

  // Items

  private static let betweenNext = MatrixSymbol("R(k+1,l)", "d(k)", "d(l)", weight: 5)
  private static let valueBetweenNext = LayerChain.number("r(k+1,l)", weight: 3)

  /// `R_(k+1,l) e_l = e_k r_(k+1,l)`, from `R_(l+1,l) = 1`.
  private static var betweenItems: [Item] {
    let (first, before, end) = (
      LayerChain.columnOf("l"), LayerChain.columnOf("k-1"), LayerChain.columnOf("k")
    )
    let (start, one) = (MatrixSymbol("R(l+1,l)", "d(l)", "d(l)", weight: 2), LayerChain.number("r(l+1,l)"))
    let value = LayerChain.number("r(k,l)")
    let (el, e) = (WordExpression(first), WordExpression(end))
    let (s, m) = (WordExpression(LayerChain.number("s(k)")), WordExpression(value))
    let (next, product) = (WordExpression(betweenNext), WordExpression(valueBetweenNext))
    return [
      Item(
        "between-first", WordExpression(start) * el, el * WordExpression(one),
        [
          .definition(WordExpression(start), .identity("d(l)")),
          .definition(WordExpression(one), .identity(numbers)),
        ]),
      Item(
        "between", next * el, e * product,
        [
          .definition(next, w("k") * r), .definition(product, s * m),
          .hypothesis(w("k") * WordExpression(before), e * s),
          .shown(
            "between", [betweenNext: between, end: before, valueBetweenNext: value], r * el,
            WordExpression(before) * m),
        ], base: ("between-first", [betweenNext: start, end: first, valueBetweenNext: one])),
    ]
  }

  /// `E e_(0,i) = e_(L,i) e_i` with `e_i = p_(0,i) x_i - y_i`.
  private static var residualItem: Item {
    let (first, last, number) = (column("0", "i"), column("L", "i"), WordExpression(error("i")))
    return Item(
      "residual", residual * first, last * number,
      [
        .definition(residual, whole * NetworkWord.inputs - NetworkWord.targets), .definition(whole, u("0")),
        variance("i"), .hypothesis(NetworkWord.targets * first, last * given("y", "i")), up("0", "i"),
        .definition(number, WordExpression(p("0", "i")) * given("x", "i") - given("y", "i")),
      ])
  }

  /// The product of the first derivatives, in layer k and another or the same.
  private static func outer(_ l: String, _ at: Indices) -> WordExpression {
    column(l, at.a).transposed * u(l).transposed * u("k") * column("k", at.i)
      * column("k-1", at.m).transposed * v("k") * NetworkWord.inputs * v(l).transposed
      * column(l + "-1", at.b)
  }

  private static func entry(_ at: Indices) -> WordExpression {
    outer("l", at) + column("k-1", at.m).transposed * r * column("l", at.a)
      * column("l-1", at.b).transposed * v("l") * residual.transposed * u("k") * column("k", at.i)
  }

  private static var derivativeItems: [Item] {
    let at: Indices = ("i", "m", "a", "b")
    func moved(_ k: String, _ i: String, _ m: String, _ scalar: String) -> WordExpression {
      (column(k, i) * column(k + "-1", m).transposed).scaled(by: 1, [scalar: 1])
    }
    func mixed(_ product: WordExpression) -> WordExpression {
      NetworkWord.loss(product).order(1).coefficient(of: "r", power: 1)
    }
    let upper = w("k") + moved("k", at.i, at.m, "t")
    let lower = w("l") + moved("l", at.a, at.b, "r")
    return [
      Item(
        "derivative", mixed(u("k") * upper * r * lower * v("l")), entry(at),
        [
          .definition(v("k"), r * w("l") * v("l")), .definition(u("l"), u("k") * w("k") * r),
          .definition(residual, whole * NetworkWord.inputs - NetworkWord.targets),
          .definition(whole, u("k") * w("k") * r * w("l") * v("l")),
        ], isTrace: true),
      Item(
        "derivative-one-layer", mixed(u("k") * (upper + moved("k", at.a, at.b, "r")) * v("k")),
        outer("k", at), isTrace: true),
    ]
  }

  /// `x_m p_(k,i) q_(k,m) p_(l,i) q_(l,m)`.
  private static func square(_ l: String, _ i: String, _ m: String) -> WordExpression {
    WordExpression(p(l, i)).transposed * WordExpression(p("k", i)) * WordExpression(q("k", m)) * given("x", m)
      * WordExpression(q(l, m)).transposed
  }

  /// `e_i p_(k,i) r_(kl,m) q_(l,i)`.
  private static func coupling(_ i: String, _ m: String) -> WordExpression {
    WordExpression(between(m)) * WordExpression(q("l", i)) * WordExpression(error(i)).transposed
      * WordExpression(p("k", i))
  }

  private static func twoLayers(
    _ name: String, _ at: Indices, _ value: WordExpression, _ further: [Relation]
  ) -> Item {
    let acting = [
      up("k", at.i), up("l", at.a), down("k", at.m), down("l", at.b), through(at.a), variance(at.b),
      error(of: at.b),
    ]
    return Item(name, entry(at), value, acting + further)
  }

  private static func oneLayer(
    _ name: String, _ at: Indices, _ value: WordExpression, _ further: [Relation]
  ) -> Item {
    let others = (at.a != at.i ? [up("k", at.a)] : [], at.b != at.m ? [down("k", at.b)] : [])
    let acting = [up("k", at.i)] + others.0 + [down("k", at.m)] + others.1 + [variance(at.b)]
    return Item(name, outer("k", at), value, acting + further)
  }

  static var items: [WordArgument.Item] {
    let (none, different) = (WordExpression.zero(numbers, numbers), ("i", "m", "a", "b") as Indices)
    // Why the first part vanishes: a is not i, or b is not m. Why the second does: a is not m, or b is not i.
    let outerZero = [apart("L", "a", "i"), apart("0", "m", "b")]
    let couplingZero = [apart("k-1", "m", "a"), apart("L", "b", "i")]
    let zeros = [(0, 0), (0, 1), (1, 0), (1, 1)].map { o, c in
      twoLayers("zero-\(o + 1)-\(c + 1)", different, none, [outerZero[o], couplingZero[c]])
    }
    let equal = [
      twoLayers(
        "diagonal", ("i", "i", "i", "i"), square("l", "i", "i") + coupling("i", "i"),
        [unitAbove("i"), unitBelow("l", "i"), exists("i")]),
      twoLayers(
        "parallel", ("i", "m", "i", "m"), square("l", "i", "m"),
        [unitAbove("i"), unitBelow("l", "m"), apart("k-1", "m", "i")]),
      twoLayers(
        "crossed", ("i", "m", "m", "i"), coupling("i", "m"),
        [unitAbove("i"), exists("m"), apart("L", "m", "i")]),
    ]
    let one = [
      oneLayer(
        "one-layer", ("i", "m", "i", "m"), square("k", "i", "m"), [unitAbove("i"), unitBelow("k", "m")]),
      oneLayer("one-layer-zero-1", different, none, [outerZero[0]]),
      oneLayer("one-layer-zero-2", different, none, [outerZero[1]]),
    ]
    let chains = [
      Array(LayerChain.aboveItems.prefix(2)), Array(LayerChain.belowItems.suffix(2)), betweenItems,
    ]
    return [chains.flatMap { $0 }, [residualItem], derivativeItems, equal, zeros, one].flatMap { $0 }
  }
}
