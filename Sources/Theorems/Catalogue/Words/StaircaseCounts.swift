// StaircaseCounts: the sum of (c_k - c_(k-1)) r_k over the layers, for ranks c_k that grow and r_k that fall.
//
// Statement   S_L = q r + (K - q) q where r_1 = r, c_L = K and one of: c_k = q for k <= b and r_k = q for k > b; q = r = r_k for all k; q = K = c_k for all k.
//             In all cases q r + (K - q) q - S_L = G_b + H_L + (q - c_b)(r - rho) + (K - q)(q - rho) and K r - S_L = G_L, where
//             G_k = sum_(j <= k) (c_j - c_(j-1))(r - r_j) and H_k = sum_(b < j <= k) (c_j - c_(j-1))(rho - r_j).
// Method      Induction over the layers; numbers are 1 x 1 matrices. With rho = r_(b+1) all factors are not negative.

import Exact

enum StaircaseCounts {
  private typealias Relation = WordArgument.Relation
  typealias Item = WordArgument.Item

  private static let none = WordExpression.zero(WordExpression.numbers, WordExpression.numbers)

  private static func word(_ symbol: MatrixSymbol) -> WordExpression { WordExpression(symbol) }

  private static let (q, r, outputs, rho) = (
    word(LayerChain.number("q", weight: 2)), word(LayerChain.number("r")), word(LayerChain.number("K")),
    word(LayerChain.number("rho"))
  )

  private static func column(_ k: String, weight: Int = 3) -> MatrixSymbol {
    LayerChain.number("c(\(k))", weight: weight)
  }

  private static func row(_ k: String) -> MatrixSymbol { LayerChain.number("r(\(k))", weight: 3) }

  private static func sum(_ k: String, weight: Int) -> MatrixSymbol {
    LayerChain.number("S(\(k))", weight: weight)
  }

  private static let (sumK, sumBefore, sumFirst, sumNone, sumB, sumL) = (
    sum("k", weight: 12), sum("k-1", weight: 7), sum("1", weight: 12), sum("0", weight: 1),
    sum("b", weight: 6), sum("L", weight: 7)
  )
  private static let (columnK, columnBefore, columnFirst, columnNone, columnB, columnL) = (
    column("k"), column("k-1"), column("1"), column("0", weight: 1), column("b"), column("L")
  )
  private static let (rowK, rowFirst) = (row("k"), row("1"))

  private static func gap(_ name: String, _ k: String, weight: Int = 1) -> MatrixSymbol {
    LayerChain.number("\(name)(\(k))", weight: weight)
  }

  private static func zero(_ symbol: MatrixSymbol) -> Relation { .definition(word(symbol), none) }

  private static func equal(_ symbol: MatrixSymbol, _ value: WordExpression) -> Relation {
    .hypothesis(word(symbol), value)
  }

  private static let step = Relation.definition(
    word(sumK), word(sumBefore) + (word(columnK) - word(columnBefore)) * word(rowK))
  private static let first = [
    Relation.definition(
      word(sumFirst), word(sumNone) + (word(columnFirst) - word(columnNone)) * word(rowFirst)),
    zero(sumNone), zero(columnNone), equal(rowFirst, r),
  ]
  /// `U_L = 1`.
  private static let last = equal(columnL, outputs)
  private static let bound = q * r + (outputs - q) * q

  /// q is the width of the hidden layer b.
  static let hidden: [Item] = {
    func value(_ column: MatrixSymbol) -> WordExpression { q * r + (word(column) - q) * q }
    return [
      Item("hidden-first", word(sumFirst), q * r, first + [equal(columnFirst, q)]),
      Item(
        "hidden-lower", word(sumK), q * r,
        [
          step, equal(columnK, q), equal(columnBefore, q),
          .shown("hidden-lower", [sumK: sumBefore], word(sumBefore), q * r),
        ], base: ("hidden-first", [sumK: sumFirst])),
      Item(
        "hidden-at", word(sumB), value(columnB),
        [.shown("hidden-lower", [sumK: sumB], word(sumB), q * r), equal(columnB, q)]),
      Item(
        "hidden-upper", word(sumK), value(columnK),
        [
          step, equal(rowK, q),
          .shown(
            "hidden-upper", [sumK: sumBefore, columnK: columnBefore], word(sumBefore), value(columnBefore)),
        ], base: ("hidden-at", [sumK: sumB, columnK: columnB])),
      Item(
        "hidden", word(sumL), bound,
        [
          .shown("hidden-upper", [sumK: sumL, columnK: columnL], word(sumL), value(columnL)), last,
        ]),
    ]
  }()

  /// q = r, or q = K.
  private static let ends: [Item] = {
    let same = WordArgument.Relation.hypothesis(q, r)
    return [
      Item("inputs-first", word(sumNone), word(columnNone) * r, [zero(sumNone), zero(columnNone)]),
      Item(
        "inputs-lower", word(sumK), word(columnK) * r,
        [
          step, equal(rowK, r),
          .shown(
            "inputs-lower", [sumK: sumBefore, columnK: columnBefore], word(sumBefore), word(columnBefore) * r),
        ], base: ("inputs-first", [sumK: sumNone, columnK: columnNone])),
      Item(
        "inputs", word(sumL), bound,
        [
          .shown("inputs-lower", [sumK: sumL, columnK: columnL], word(sumL), word(columnL) * r), last, same,
        ]),
      Item("outputs-first", word(sumFirst), outputs * r, first + [equal(columnFirst, outputs)]),
      Item(
        "outputs-lower", word(sumK), outputs * r,
        [
          step, equal(columnK, outputs), equal(columnBefore, outputs),
          .shown("outputs-lower", [sumK: sumBefore], word(sumBefore), outputs * r),
        ], base: ("outputs-first", [sumK: sumFirst])),
      Item(
        "outputs", word(sumL), bound,
        [.shown("outputs-lower", [sumK: sumL], word(sumL), outputs * r), .hypothesis(q, outputs)]),
    ]
  }()

  /// What is missing from the bound, as sums of products of numbers that are not negative.
  static let bounds: [Item] = {
    let (gapK, gapBefore, gapNone, gapB, gapL) = (
      gap("G", "k", weight: 8), gap("G", "k-1"), gap("G", "0"), gap("G", "b"), gap("G", "L")
    )
    let (restK, restBefore, restB, restL) = (
      gap("H", "k", weight: 8), gap("H", "k-1"), gap("H", "b"), gap("H", "L")
    )
    func missing(
      _ gap: MatrixSymbol, _ before: MatrixSymbol, _ height: WordExpression
    ) -> Relation {
      .definition(
        word(gap), word(before) + (word(columnK) - word(columnBefore)) * (height - word(rowK)))
    }
    func lower(_ column: MatrixSymbol, _ gap: MatrixSymbol) -> WordExpression { word(column) * r - word(gap) }
    func upper(_ column: MatrixSymbol, _ gap: MatrixSymbol) -> WordExpression {
      word(sumB) + (word(column) - word(columnB)) * rho - word(gap)
    }
    func lowerAt(_ sum: MatrixSymbol, _ column: MatrixSymbol, _ gap: MatrixSymbol) -> Relation {
      .shown("gap", [sumK: sum, columnK: column, gapK: gap], word(sum), lower(column, gap))
    }
    func upperAt(_ sum: MatrixSymbol, _ column: MatrixSymbol, _ gap: MatrixSymbol) -> Relation {
      .shown("rest", [sumK: sum, columnK: column, restK: gap], word(sum), upper(column, gap))
    }
    let room = (q - word(columnB)) * (r - rho) + (outputs - q) * (q - rho)
    return [
      Item(
        "gap-first", word(sumNone), lower(columnNone, gapNone),
        [zero(sumNone), zero(columnNone), zero(gapNone)]),
      Item(
        "gap", word(sumK), lower(columnK, gapK),
        [step, missing(gapK, gapBefore, r), lowerAt(sumBefore, columnBefore, gapBefore)],
        base: ("gap-first", [sumK: sumNone, columnK: columnNone, gapK: gapNone])),
      Item("rest-first", word(sumB), upper(columnB, restB), [zero(restB)]),
      Item(
        "rest", word(sumK), upper(columnK, restK),
        [step, missing(restK, restBefore, rho), upperAt(sumBefore, columnBefore, restBefore)],
        base: ("rest-first", [sumK: sumB, columnK: columnB, restK: restB])),
      Item(
        "bound-hidden", bound - word(sumL), word(gapB) + word(restL) + room,
        [upperAt(sumL, columnL, restL), lowerAt(sumB, columnB, gapB), last]),
      Item(
        "bound-ends", outputs * r - word(sumL), word(gapL), [lowerAt(sumL, columnL, gapL), last]),
    ]
  }()

  /// The value of the sum where the ranks are as large as the narrowest layer allows.
  static let values: [WordArgument.Item] = hidden + ends
}
