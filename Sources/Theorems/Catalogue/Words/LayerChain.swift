// LayerChain: columns that every layer takes to multiples of each other, and what a step of descent makes of them.
//
// Statement   W_j e_(j-1) = e_j s_j and W_j^T e_j = e_(j-1) s_j give V_(j+1) e_0 = e_j s_j ... s_1 and U_(j-1) e_(j-1) = e_L s_L ... s_j, and back. Where
//             Sxx e_0 = e_0 x, Syx e_0 = e_L y and Syx^T e_L = e_0 y, a step of descent keeps the relations, with s_j' = s_j - eta (x w - y) prod_(k != j) s_k.
// Method      Induction over the layers, then over the steps. Numbers are 1 x 1 matrices: their transposes are themselves and their order does not matter.

import Exact

enum LayerChain {
  static func number(_ name: String, weight: Int = 1) -> MatrixSymbol {
    MatrixSymbol(name, WordExpression.numbers, WordExpression.numbers, weight: weight)
  }

  static func columnOf(_ k: String) -> MatrixSymbol {
    MatrixSymbol("e(\(k))", "d(\(k))", WordExpression.numbers)
  }

  static let (first, before, column, last) = (
    columnOf("0"), columnOf("j-1"), columnOf("j"), columnOf("L")
  )
  private static let layer = NetworkWord.layer("j", below: "j-1", weight: 2)
  private static let value = number("s(j)")

  private static let (e0, eBefore, e, eLast) = (
    WordExpression(first), WordExpression(before), WordExpression(column), WordExpression(last)
  )
  private static let (w, s) = (WordExpression(layer), WordExpression(value))
  private static let forth = WordArgument.Relation.hypothesis(w * eBefore, e * s)
  private static let back = WordArgument.Relation.hypothesis(w.transposed * e, eBefore * s.transposed)

  private static let below = NetworkWord.below("j", "j-1", weight: 2)
  private static let above = NetworkWord.above("j", weight: 2)
  private static let (valueBelow, valueAbove) = (number("v(j)"), number("u(j)"))
  private static let (v, m) = (WordExpression(below), WordExpression(valueBelow))
  private static let (u, p) = (WordExpression(above), WordExpression(valueAbove))

  static let belowNext = NetworkWord.below("j+1", "j", weight: 5)
  static let valueBelowNext = number("v(j+1)", weight: 3)
  static let aboveNext = NetworkWord.above("j-1", weight: 5)
  static let valueAboveNext = number("u(j-1)", weight: 3)

  private static let belowForth = WordArgument.Relation.shown(
    "below", [belowNext: below, column: before, valueBelowNext: valueBelow], v * e0, eBefore * m)
  private static let belowBack = WordArgument.Relation.shown(
    "below-back", [belowNext: below, column: before, valueBelowNext: valueBelow], v.transposed * eBefore,
    e0 * m.transposed)
  private static let aboveForth = WordArgument.Relation.shown(
    "above", [aboveNext: above, before: column, valueAboveNext: valueAbove], u * e, eLast * p)
  private static let aboveBack = WordArgument.Relation.shown(
    "above-back", [aboveNext: above, before: column, valueAboveNext: valueAbove], u.transposed * eLast,
    e * p.transposed)

  static var belowItems: [WordArgument.Item] {
    let (start, one) = (NetworkWord.below("1", "0", weight: 2), number("v(1)"))
    let (v1, m1) = (WordExpression(start), WordExpression(one))
    let (next, product) = (WordExpression(belowNext), WordExpression(valueBelowNext))
    let trivial: [WordArgument.Relation] = [
      .definition(v1, .identity("d(0)")), .definition(m1, .identity(WordExpression.numbers)),
    ]
    let up: [WordArgument.Relation] = [.definition(next, w * v), .definition(product, s * m)]
    let begin = [belowNext: start, column: first, valueBelowNext: one]
    return [
      WordArgument.Item("below-first", v1 * e0, e0 * m1, trivial),
      WordArgument.Item(
        "below", next * e0, e * product, up + [forth, belowForth], base: ("below-first", begin)),
      WordArgument.Item("below-back-first", v1.transposed * e0, e0 * m1.transposed, trivial),
      WordArgument.Item(
        "below-back", next.transposed * e, e0 * product.transposed, up + [back, belowBack],
        base: ("below-back-first", begin)),
    ]
  }

  static var aboveItems: [WordArgument.Item] {
    let (start, one) = (NetworkWord.above("L", weight: 2), number("u(L)"))
    let (uL, pL) = (WordExpression(start), WordExpression(one))
    let (next, product) = (WordExpression(aboveNext), WordExpression(valueAboveNext))
    let trivial: [WordArgument.Relation] = [
      .definition(uL, .identity("d(L)")), .definition(pL, .identity(WordExpression.numbers)),
    ]
    let down: [WordArgument.Relation] = [.definition(next, u * w), .definition(product, p * s)]
    let begin = [aboveNext: start, before: last, valueAboveNext: one]
    return [
      WordArgument.Item("above-last", uL * eLast, eLast * pL, trivial),
      WordArgument.Item(
        "above", next * eBefore, eLast * product, down + [forth, aboveForth], base: ("above-last", begin)),
      WordArgument.Item("above-back-last", uL.transposed * eLast, eLast * pL.transposed, trivial),
      WordArgument.Item(
        "above-back", next.transposed * eLast, eBefore * product.transposed, down + [back, aboveBack],
        base: ("above-back-last", begin)),
    ]
  }

  /// What the columns and numbers of a chain satisfy, for the steps of descent from it.
  struct Descent {
    /// Why `W0_j e_(j-1) = e_j s0_j`, and why `W0_j^T e_j = e_(j-1) s0_j`.
    let start: (forth: [WordArgument.Relation], back: [WordArgument.Relation])
    /// What Sxx makes of `e_0`, and Syx of `e_0` and, transposed, of `e_L`.
    let inputs: WordArgument.Relation
    let targets: [WordArgument.Relation]
    /// `s' = s - eta rate`, of the values above, in and below the layer.
    let rate: WordExpression
    var weight = 6
  }

  /// The layers at the start, and their value.
  static let start = MatrixSymbol("W0(j)", "d(j)", "d(j-1)", weight: 3)
  static let valueAtStart = number("s0(j)")

  /// The relations after any number of steps; W are the layers at some step, W+ those after the next.
  static func items(_ descent: Descent) -> [WordArgument.Item] {
    let next = MatrixSymbol("W+(j)", "d(j)", "d(j-1)", weight: 30)
    let valueNext = number("s+(j)", weight: descent.weight)
    let gradient = WordExpression(MatrixSymbol("G(j)", "d(j)", "d(j-1)", weight: 20))
    let product = WordExpression(MatrixSymbol("W", "d(L)", "d(0)", weight: 7))
    let residual = WordExpression(MatrixSymbol("E", "d(L)", "d(0)", weight: 12))
    let (w0, s0) = (WordExpression(start), WordExpression(valueAtStart))
    let (wNext, sNext) = (WordExpression(next), WordExpression(valueNext))
    let step: [WordArgument.Relation] =
      [
        .definition(wNext, w - gradient.scaled(by: 1, ["eta": 1])),
        .definition(gradient, u.transposed * residual * v.transposed),
        .definition(residual, product * NetworkWord.inputs - NetworkWord.targets), descent.inputs,
        .definition(product, u * w * v),
      ] + descent.targets + [
        .definition(sNext, s - descent.rate.scaled(by: 1, ["eta": 1])),
        belowForth, belowBack, aboveForth, aboveBack,
      ]
    let (now, begin) = ([next: layer, valueNext: value], [next: start, valueNext: valueAtStart])
    return belowItems + aboveItems + [
      WordArgument.Item("start", w0 * eBefore, e * s0, descent.start.forth),
      WordArgument.Item("start-back", w0.transposed * e, eBefore * s0.transposed, descent.start.back),
      WordArgument.Item(
        "step", wNext * eBefore, e * sNext, step + [.shown("step", now, w * eBefore, e * s)],
        base: ("start", begin)),
      WordArgument.Item(
        "step-back", wNext.transposed * e, eBefore * sNext.transposed,
        step + [.shown("step-back", now, w.transposed * e, eBefore * s.transposed)],
        base: ("start-back", begin)),
    ]
  }

  /// From scaled orthogonal layers W0, on the columns that Syx and Syx^T do not see.
  static var invariantSubspace: [WordArgument.Item] {
    let frame = WordExpression(MatrixSymbol("O(j)", "d(j)", "d(j-1)"))
    let scaled: [WordArgument.Relation] = [
      .hypothesis(WordExpression(start), frame.scaled(by: 1, ["eps": 1])),
      .definition(
        WordExpression(valueAtStart),
        WordExpression.identity(WordExpression.numbers).scaled(by: 1, ["eps": 1])),
    ]
    let none = WordExpression.numbers
    return items(
      Descent(
        start: (
          scaled + [.definition(frame * eBefore, e)], scaled + [.hypothesis(frame.transposed * e, eBefore)]
        ),
        inputs: .hypothesis(NetworkWord.inputs, .identity("d(0)")),
        targets: [
          .hypothesis(NetworkWord.targets * e0, .zero("d(L)", none)),
          .hypothesis(NetworkWord.targets.transposed * eLast, .zero("d(0)", none)),
        ], rate: p.transposed * p * s * m * m.transposed))
  }

  /// From any layers W0 with the relations, where the data take `e_0` and `e_L` to multiples of each other too.
  static var constantFrames: [WordArgument.Item] {
    let (numbers, w0, s0) = (
      WordExpression.numbers, WordExpression(start), WordExpression(valueAtStart)
    )
    let x = WordExpression(MatrixSymbol("x", numbers, numbers, isSymmetric: true))
    let y = WordExpression(number("y"))
    return items(
      Descent(
        start: (
          [.hypothesis(w0 * eBefore, e * s0)], [.hypothesis(w0.transposed * e, eBefore * s0.transposed)]
        ),
        inputs: .hypothesis(NetworkWord.inputs * e0, e0 * x),
        targets: [
          .hypothesis(NetworkWord.targets * e0, eLast * y),
          .hypothesis(NetworkWord.targets.transposed * eLast, e0 * y.transposed),
        ], rate: p.transposed * (p * s * m * x - y) * m.transposed, weight: 8))
  }
}
