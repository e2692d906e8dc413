// SoftmaxCovariance: the matrix diag(p) - p p^T of a softmax output, its factor, and its bound.
//
// Statement   (I - 1 p^T)^T diag(p) (I - 1 p^T) = diag(p) - p p^T when 1^T p = 1; the rows of the factor; diag(p) - p p^T <= 1/2 (I - 1 1^T/C).
// Method      Words with diag(p) 1 = p and 1^T p = 1; for the bound an explicit sum of squares, entry by entry.
// References  [Papyan 2019] Lemma 2.1 and equations (13), (18), (20), read; [Boehning 1992], recalled. Proofs are ours.

import Exact

enum SoftmaxCovariance {
  static let entries: [CatalogueEntry] = [
    lemma, lemmaTwin, lemmaWithoutSum, rows, rowsTwin, gradientSign, bound, boundTwin,
  ]

  private static let papyan =
    "Papyan 2019, Measurements of Three-Level Hierarchical Structure in the Outliers in the Spectrum of Deepnet Hessians, arXiv 1901.08244"

  private static func column(_ name: String, _ space: String = "C") -> WordExpression {
    WordExpression(MatrixSymbol(name, space, WordExpression.numbers))
  }

  private static let (p, one) = (column("p"), column("1"))
  private static let diagonal = WordExpression(
    MatrixSymbol("diag(p)", "C", "C", isSymmetric: true, weight: 3))
  private static let identity = WordExpression.identity("C")
  private static let number = WordExpression.identity(WordExpression.numbers)
  private static let centring = identity - one * p.transposed
  private static let covariance = diagonal - p * p.transposed
  private static let rowSums = WordArgument.Relation.definition(diagonal * one, p)
  private static let sumsToOne = WordArgument.Relation.hypothesis(one.transposed * p, number)

  private static let lemma = WordIdentity.entry(
    "papyan-2019-lemma-2-1", title: "The softmax covariance has a factor", family: .softmax,
    "For every p with 1^T p = 1, (I - 1 p^T)^T diag(p) (I - 1 p^T) = diag(p) - p p^T.",
    formula: "(I - 1 p^T)^T diag(p) (I - 1 p^T) = diag(p) - p p^T",
    scope: "every number of classes C, every real p with sum 1", hypotheses: "1^T p = 1",
    source: papyan + ", Lemma 2.1", wording: .confirmed, evidence: .symbolic,
    notCovered: "nothing in the scope is left out", summary: "both sides have one normal form",
    idea: "Expand: diag(p) 1 = p, and the last term is p (1^T p) p^T = p p^T."
  ) {
    [
      WordArgument.Item(
        "lemma", centring.transposed * diagonal * centring, covariance, [rowSums, sumsToOne])
    ]
  }

  private static let lemmaTwin = WordIdentity.twin(
    of: "papyan-2019-lemma-2-1", family: .softmax,
    "For every p with 1^T p = 1, (I - p 1^T)^T diag(p) (I - p 1^T) = diag(p) - p p^T.",
    scope: "every number of classes C, every real p with sum 1", idea: "The vectors p and 1 change places.",
    at: { SoftmaxInstance(["p": .column([Rational(1, 4), Rational(3, 4)])]) },
    admits: { $0["p"].isProbability }
  ) { instance in
    let p = instance["p"]
    return compare(Matrix(identity: p.rows) - p * Matrix.ones(p.rows).transposed, p)
  }

  private static let lemmaWithoutSum = WordIdentity.twin(
    of: "papyan-2019-lemma-2-1", suffix: "false-any-sum", family: .softmax,
    "For every p, (I - 1 p^T)^T diag(p) (I - 1 p^T) = diag(p) - p p^T.",
    scope: "every number of classes C, every real p", idea: "The last term is (1^T p) p p^T.",
    at: { SoftmaxInstance(["p": .column([1, 1])]) }
  ) { instance in
    let p = instance["p"]
    return compare(Matrix(identity: p.rows) - Matrix.ones(p.rows) * p.transposed, p)
  }

  /// `A^T diag(p) A` beside `diag(p) - p p^T`.
  private static func compare(_ factor: Matrix<Rational>, _ p: Matrix<Rational>) -> Comparison {
    let found = factor.transposed * p.onDiagonal * factor
    let claimed = p.onDiagonal - p * p.transposed
    return Comparison(found == claimed, "the first entries are \(found[0, 0]) and \(claimed[0, 0])")
  }

  private static let rows = WordIdentity.entry(
    "papyan-2019-eq-20-index", title: "The rows of the softmax factor", family: .softmax,
    "With s = sqrt(p) entrywise, row c' of diag(s)(I - 1 p^T) J is s_(c') (e_(c') - p)^T J; J^T (diag(p) - p p^T) J is the sum of the squares of these rows, and sum_(c') s_(c') times row c' is 0, "
      + "so that one example gives rank at most C - 1. The printed (20) has s_c (y_c - p)^T J instead.",
    formula: "row c' = sqrt(p_(c')) (e_(c') - p)^T J",
    scope: "every number of classes C, every p > 0 with sum 1, every real matrix J with C rows",
    hypotheses: "1^T p = 1",
    source: papyan + ", equation (13), and a correction of (20), both read; the other sentences are ours",
    wording: .derived,
    evidence: .symbolic, notCovered: "nothing in the scope is left out",
    summary: "the row, the sum of squares and the linear relation between the rows",
    idea: "Row c' of diag(s) is s_(c') e_(c')^T, and e_(c')^T 1 = 1."
  ) {
    let (root, unit) = (column("sqrt(p)"), column("e(c')"))
    let roots = WordExpression(MatrixSymbol("diag(sqrt(p))", "C", "C", isSymmetric: true))
    let jacobian = WordExpression(MatrixSymbol("J", "C", "parameters"))
    let factor = roots * centring * jacobian
    let squareRoot = WordArgument.Relation.definition(diagonal, roots * roots)
    return [
      WordArgument.Item(
        "row", unit.transposed * factor,
        ((unit - p).transposed * jacobian).scaled(by: 1, ["sqrt(p)(c')": 1]),
        [
          .definition(roots * unit, unit.scaled(by: 1, ["sqrt(p)(c')": 1])),
          .definition(one.transposed * unit, number),
        ]),
      WordArgument.Item(
        "squares", factor.transposed * factor, jacobian.transposed * covariance * jacobian,
        [squareRoot, .definition(roots * one, root), .definition(roots * root, p), sumsToOne]),
      WordArgument.Item(
        "relation", root.transposed * factor, .zero(WordExpression.numbers, "parameters"),
        [.definition(roots * root, p), sumsToOne]),
    ]
  }

  private static let rowsTwin = WordIdentity.twin(
    of: "papyan-2019-eq-20-index", family: .softmax,
    "With s = sqrt(p) entrywise and true class c, row c' of diag(s)(I - 1 p^T) J is s_c (e_c - p)^T J, for all c and c'.",
    scope: "every number of classes C, every p > 0 with sum 1, every real matrix J with C rows, all c and c'",
    misprint: papyan + ", equation (20) as printed",
    idea: "The index of the row is c', not that of the true class.",
    at: {
      SoftmaxInstance([
        "J": Matrix(identity: 2), "c": .column([1]), "c'": .column([2]),
        "s": .column([Rational(3, 5), Rational(4, 5)]),
      ])
    },
    admits: { $0["s"].entries.reduce(0) { $0 + $1 * $1 } == 1 }
  ) { instance in
    let (root, jacobian) = (instance["s"], instance["J"])
    let p = Matrix.column(root.entries.map { $0 * $0 })
    let (c, other) = (instance["c"][0, 0].numerator.asInt! - 1, instance["c'"][0, 0].numerator.asInt! - 1)
    let factor = root.onDiagonal * (Matrix(identity: p.rows) - Matrix.ones(p.rows) * p.transposed) * jacobian
    let unit = Matrix<Rational>.unit(c, of: p.rows)
    let direction: Matrix<Rational> = (unit - p).transposed
    let claimed = (direction * jacobian).scaled(by: root[c, 0])
    let holds = (0..<jacobian.columns).allSatisfy { factor[other, $0] == claimed[0, $0] }
    return Comparison(holds, "the row begins with \(factor[other, 0]), not \(claimed[0, 0])")
  }

  private static let signReading = InstanceTheorem<SoftmaxInstance>(
    candidates: { [SoftmaxInstance(["c": .column([1]), "exp(z)": .column([1, 1])])] },
    admits: { $0["exp(z)"].entries.allSatisfy { $0 > 0 } })

  private static let gradientSign = CatalogueEntry(
    claim: Claim(
      id: "papyan-2019-eq-18-sign",
      statement:
        "The gradient of the cross-entropy log(sum_i e^(z_i)) - z_c in the logits z is y_c - p, with y_c the unit vector of the class and p the softmax of z (equation (18)).",
      scope: "every number of classes C, all real logits z, every c"),
    title: "The sign of the gradient of the cross-entropy", family: .softmax,
    citation: papyan + ", equation (18) as printed", wording: .confirmed, hypotheses: "none",
    expected: .refuted, evidence: .exact, notCovered: "nothing else is said of the gradient here",
    method: "exact witness", idea: "It is p - y_c."
  ) {
    try signReading.refuted { instance in
      // d/dz_i of log(sum_j e_j) is e_i / sum_j e_j for e_j = e^(z_j), and z_c has the derivative y_c.
      let weights = instance["exp(z)"]
      let c = instance["c"][0, 0].numerator.asInt! - 1
      let unit = Matrix<Rational>.unit(c, of: weights.rows)
      let softmax = weights.scaled(by: 1 / weights.sum)
      let (found, claimed) = (softmax - unit, unit - softmax)
      return Comparison(found == claimed, "the first entries are \(found[0, 0]) and \(claimed[0, 0])")
    }
  }

  private static let bound = WordIdentity.entry(
    "bohning-1992-softmax-bound", title: "The softmax covariance is at most half the centring matrix",
    family: .softmax,
    "For every p >= 0 with 1^T p = 1, 1/2 (I - 1 1^T/C) - (diag(p) - p p^T) is positive semidefinite: it is K M K with K = I - 1 1^T/C, M = 1/2 I - diag(p) + p p^T, and "
      + "M = 1/2 (I - 2 diag(p))^2 + T with T = sum_(i<j) p_i p_j (e_i + e_j)(e_i + e_j)^T.",
    formula: "diag(p) - p p^T <= 1/2 (I - 1 1^T/C)",
    scope: "every number of classes C >= 1, every real p >= 0 with sum 1", hypotheses: "p >= 0, 1^T p = 1",
    source: "Boehning 1992, Multinomial Logistic Regression Algorithm", wording: .recalled,
    evidence: .symbolic,
    notCovered:
      "taken as given: the diagonal of T, p_i (1 - p_i), which is the sum of the p_i p_j because p has sum 1; and that a sum of squares with coefficients that are not negative is positive semidefinite",
    summary: "the centring, and the entries of M on and off the diagonal as those of a sum of squares",
    idea:
      "M is diagonally dominant: (i, i) is 1/2 (1 - 2 p_i)^2 + p_i (1 - p_i), and p_i (1 - p_i) is the sum of the p_i p_j of its row."
  ) {
    let (unit, other) = (column("e(i)"), column("e(j)"))
    let pairs = WordExpression(MatrixSymbol("T", "C", "C", isSymmetric: true))
    let mean = identity - (one * one.transposed).scaled(by: 1, ["C": -1])
    let middle = identity.scaled(by: Rational(1, 2)) - covariance
    let factor = identity - diagonal.scaled(by: 2)
    let squares = (factor * factor).scaled(by: Rational(1, 2)) + pairs
    let pi = ["p(i)": 1]
    let entries: [WordArgument.Relation] = [
      .definition(diagonal * unit, unit.scaled(by: 1, pi)),
      .definition(diagonal * other, other.scaled(by: 1, ["p(j)": 1])),
      .definition(unit.transposed * unit, number),
      .definition(other.transposed * unit, .zero(WordExpression.numbers, WordExpression.numbers)),
      .definition(p.transposed * unit, number.scaled(by: 1, pi)),
      .definition(p.transposed * other, number.scaled(by: 1, ["p(j)": 1])),
      // Row i of T: p_i p_j off the diagonal, and on it their sum p_i (1 - p_i), because p has sum 1.
      .hypothesis(
        unit.transposed * pairs * unit, number.scaled(by: 1, pi) - number.scaled(by: 1, ["p(i)": 2])),
      .definition(other.transposed * pairs * unit, number.scaled(by: 1, ["p(i)": 1, "p(j)": 1])),
    ]
    return [
      WordArgument.Item(
        "centring", mean * middle * mean, mean.scaled(by: Rational(1, 2)) - covariance,
        [
          rowSums, sumsToOne,
          .definition(one.transposed * one, number.scaled(by: 1, ["C": 1])),
        ]),
      WordArgument.Item(
        "diagonal-entry", unit.transposed * middle * unit, unit.transposed * squares * unit, entries),
      WordArgument.Item(
        "other-entry", other.transposed * middle * unit, other.transposed * squares * unit, entries),
    ]
  }

  private static let boundTwin = WordIdentity.twin(
    of: "bohning-1992-softmax-bound", family: .softmax,
    "For every p >= 0 with 1^T p = 1, 1/4 (I - 1 1^T/C) - (diag(p) - p p^T) is positive semidefinite.",
    scope: "every number of classes C >= 1, every real p >= 0 with sum 1",
    idea: "At p = (1/2, 1/2) the larger eigenvalue of diag(p) - p p^T is 1/2.",
    at: {
      SoftmaxInstance(["p": .column([Rational(1, 2), Rational(1, 2)]), "x": .column([3, 1])])
    },
    admits: { $0["p"].isProbability && $0["x"].rows == $0["p"].rows }
  ) { instance in
    let (p, x) = (instance["p"], instance["x"])
    let found = (x.transposed * (p.onDiagonal - p * p.transposed) * x)[0, 0]
    let centred = x.frobeniusNormSquared - x.sum * x.sum / Rational(x.rows)
    return Comparison(found <= centred / 4, "x^T (diag(p) - p p^T) x = \(found) > \(centred / 4)")
  }
}
