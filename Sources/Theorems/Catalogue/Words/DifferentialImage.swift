// DifferentialImage: the image of the differential of the product of the layers as the image of a projection.
//
// Statement   With B_k = V_k C, let U_k X_k U_k = U_k, B_k Y_k B_k = B_k, P_k = U_k X_k, Q_k = Y_k B_k and P_0 = 0. The operator
//             Pi Z = sum_k (P_k - P_(k-1)) Z Q_k fixes every U_l D B_l, and each of its terms is U_k D B_k for some D.
// Method      U_l = U_k R for l <= k and B_l = R B_k for k <= l, so that P_k fixes the columns of U_l and Q_k the rows of B_l. Induction over the
//             partial sums T_k of Pi (U_l D B_l): T_k = P_k U_l D B_l up to k = l, and then nothing is added.
// References  Its trace is the rank of D -> sum_k U_k D_k B_k, that is sum_k (c_k - c_(k-1)) r_k with c_k = rank U_k, r_k = rank B_k; ours.

import Exact

enum DifferentialImage {
  private typealias Relation = WordArgument.Relation
  private typealias Item = WordArgument.Item

  // U(l) and B(l) are written in terms of U(k) and B(k), and P and Q in terms of their factors: these are heavier.

  private static let (upperK, upperL, upperBefore) = (
    NetworkWord.above("k"), NetworkWord.above("l", weight: 3), NetworkWord.above("k-1")
  )
  private static let (lowerK, lowerL) = (lower("k"), lower("l", weight: 3))

  private static func lower(_ k: String, weight: Int = 1) -> MatrixSymbol {
    MatrixSymbol("B(\(k))", "d(\(k)-1)", "d(0)", weight: weight)
  }

  private static func inverse(above k: String) -> MatrixSymbol {
    MatrixSymbol("X(\(k))", "d(\(k))", "d(L)")
  }

  private static func inverse(below k: String) -> MatrixSymbol {
    MatrixSymbol("Y(\(k))", "d(0)", "d(\(k)-1)")
  }

  private static func left(_ k: String, weight: Int) -> MatrixSymbol {
    MatrixSymbol("P(\(k))", "d(L)", "d(L)", weight: weight)
  }

  private static func right(_ k: String, weight: Int) -> MatrixSymbol {
    MatrixSymbol("Q(\(k))", "d(0)", "d(0)", weight: weight)
  }

  private static func partial(_ k: String, weight: Int) -> MatrixSymbol {
    MatrixSymbol("T(\(k))", "d(L)", "d(0)", weight: weight)
  }

  private static let (leftK, leftL, leftBefore, leftNone) = (
    left("k", weight: 3), left("l", weight: 5), left("k-1", weight: 3), left("0", weight: 1)
  )
  private static let (rightK, rightL) = (right("k", weight: 3), right("l", weight: 5))
  private static let (partialK, partialL, partialBefore, partialNone) = (
    partial("k", weight: 20), partial("l", weight: 13), partial("k-1", weight: 11), partial("0", weight: 1)
  )

  private static func word(_ symbol: MatrixSymbol) -> WordExpression { WordExpression(symbol) }

  private static let change = WordExpression(MatrixSymbol("D(l)", "d(l)", "d(l-1)"))
  /// `U_l D B_l`.
  private static let moved = word(upperL) * change * word(lowerL)

  private static func zero(_ symbol: MatrixSymbol) -> Relation {
    .definition(word(symbol), .zero(symbol.rows, symbol.columns))
  }

  /// `U X U = U`.
  private static func inner(_ upper: MatrixSymbol, _ k: String) -> Relation {
    .hypothesis(word(upper) * word(inverse(above: k)) * word(upper), word(upper))
  }

  private static func project(_ projection: MatrixSymbol, _ upper: MatrixSymbol, _ k: String) -> Relation {
    .definition(word(projection), word(upper) * word(inverse(above: k)))
  }

  private static func project(_ projection: MatrixSymbol, below lower: MatrixSymbol, _ k: String) -> Relation
  {
    .definition(word(projection), word(inverse(below: k)) * word(lower))
  }

  private static let columns = Item(
    "columns", word(upperK) * word(inverse(above: "k")) * word(upperL), word(upperL),
    [
      .definition(word(upperL), word(upperK) * WordExpression(MatrixSymbol("R(k,l)", "d(k)", "d(l)"))),
      inner(upperK, "k"),
    ])

  private static let rows = Item(
    "rows", word(lowerL) * word(inverse(below: "k")) * word(lowerK), word(lowerL),
    [
      .definition(
        word(lowerL), WordExpression(MatrixSymbol("R(l-1,k-1)", "d(l-1)", "d(k-1)")) * word(lowerK)),
      .hypothesis(word(lowerK) * word(inverse(below: "k")) * word(lowerK), word(lowerK)),
    ])

  /// `T_k = T_(k-1) + (P_k - P_(k-1)) U_l D B_l Q_k`.
  private static let summed = Relation.definition(
    word(partialK),
    word(partialBefore) + (word(leftK) - word(leftBefore)) * moved * word(rightK))

  /// `T_k = P_k U_l D B_l` for k <= l, as `B_l Q_k = B_l`.
  private static let lowerItems: [Item] = [
    Item("lower-first", word(partialNone), word(leftNone) * moved, [zero(partialNone), zero(leftNone)]),
    Item(
      "lower", word(partialK), word(leftK) * moved,
      [
        summed, project(rightK, below: lowerK, "k"), .shown("rows", [:], rows.left, rows.right),
        .shown(
          "lower", [partialK: partialBefore, leftK: leftBefore], word(partialBefore),
          word(leftBefore) * moved),
      ], base: ("lower-first", [partialK: partialNone, leftK: leftNone])),
  ]

  /// `T_k = U_l D B_l` for k >= l, as `P_k U_l = U_l`.
  private static let upperItems: [Item] = [
    Item(
      "upper-first", word(partialL), moved,
      [
        .shown("lower", [partialK: partialL, leftK: leftL], word(partialL), word(leftL) * moved),
        project(leftL, upperL, "l"), inner(upperL, "l"),
      ]),
    Item(
      "upper", word(partialK), moved,
      [
        summed, project(leftK, upperK, "k"), project(leftBefore, upperBefore, "k-1"),
        .shown("columns", [:], columns.left, columns.right),
        .shown(
          "columns", [upperK: upperBefore, inverse(above: "k"): inverse(above: "k-1")],
          word(upperBefore) * word(inverse(above: "k-1")) * word(upperL), word(upperL)),
        .shown("upper", [partialK: partialBefore], word(partialBefore), moved),
      ], base: ("upper-first", [partialK: partialL])),
  ]

  /// `(P_k - P_(k-1)) Z Q_k = U_k D B_k` with `D = X_k (P_k - P_(k-1)) Z Y_k`.
  private static let image: [Item] = {
    let output = WordExpression(MatrixSymbol("Z", "d(L)", "d(0)"))
    func term(
      _ name: String, before: MatrixSymbol, _ further: [Relation]
    ) -> Item {
      let step = (word(leftK) - word(before)) * output
      let change = word(inverse(above: "k")) * step * word(inverse(below: "k"))
      return Item(
        name, step * word(rightK), word(upperK) * change * word(lowerK),
        [project(leftK, upperK, "k"), project(rightK, below: lowerK, "k"), inner(upperK, "k")] + further)
    }
    return [
      term("image-first", before: leftNone, [zero(leftNone)]),
      term(
        "image", before: leftBefore,
        [
          project(leftBefore, upperBefore, "k-1"),
          .shown(
            "columns", [upperL: upperBefore],
            word(upperK) * word(inverse(above: "k")) * word(upperBefore), word(upperBefore)),
        ]),
    ]
  }()

  static let items: [WordArgument.Item] = [columns, rows] + lowerItems + upperItems + image

  static let given =
    "every matrix A has an X with A X A = A, and then tr(A X) = tr(X A) = rank A; an operator that maps into a space and fixes it has its dimension as trace; Z -> A Z B has the "
    + "trace tr A tr B; the rank of a product is at most that of each factor, and that of a matrix at most its numbers of rows and columns"
}
