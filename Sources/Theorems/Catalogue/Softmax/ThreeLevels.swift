// ThreeLevels: the second moment of the gradients of a softmax classifier, split by cells and by classes.
//
// Statement   With delta_(i,c,c') the n C^2 vectors of balanced classes, G = 1/(n C) sum delta delta^T:
//               (23)  G = (1/C) sum_(c,c') (delta_(c,c') delta_(c,c')^T + Sigma_(c,c'))
//               (28)  G = G_0 + G_1 + G_2 + G_3, means and covariances in delta_c, Sigma_c over the C - 1 values c' != c.
// Method      The columns of a matrix A have the second moment A A^T/n = m m^T + (A - m 1^T)(A - m 1^T)^T/n with m = A 1/n.
// References  [Papyan 2019] equations (23) and (28), read; proofs are ours.

import Exact

enum ThreeLevels {
  static let entries: [CatalogueEntry] = [cells, cellsTwin, levels, figureTwin, sumTwin]

  private static let papyan =
    "Papyan 2019, Measurements of Three-Level Hierarchical Structure in the Outliers in the Spectrum of Deepnet Hessians, arXiv 1901.08244"

  /// A matrix whose columns are averaged, with their mean and covariance; `count` is the scalar that counts them.
  private struct Columns {
    let count: String
    let all: WordExpression
    let mean: WordExpression
    let covariance: WordExpression
    let relations: [WordArgument.Relation]

    init(_ name: String, _ count: String, mean: String, covariance: String) {
      self.count = count
      let ones = WordExpression(MatrixSymbol("1(\(count))", count, WordExpression.numbers))
      let columns = WordExpression(MatrixSymbol(name, "parameters", count))
      let average = WordExpression(MatrixSymbol(mean, "parameters", WordExpression.numbers))
      let spread = WordExpression(
        MatrixSymbol(covariance, "parameters", "parameters", isSymmetric: true, weight: 9))
      let centred = columns - average * ones.transposed
      all = columns
      self.mean = average
      self.covariance = spread
      relations = [
        .definition(spread, (centred * centred.transposed).scaled(by: 1, [count: -1])),
        .definition(columns * ones, average.scaled(by: 1, [count: 1])),
        .definition(
          ones.transposed * ones, WordExpression.identity(WordExpression.numbers).scaled(by: 1, [count: 1])),
      ]
    }

    /// The square of the mean and the covariance.
    var split: WordExpression { mean * mean.transposed + covariance }
    /// The sum of the squares of the columns.
    var squares: WordExpression { all * all.transposed }
  }

  private static let cell = Columns("delta(c,c')", "n", mean: "mean(c,c')", covariance: "Sigma(c,c')")

  private static let cellItem = WordArgument.Item(
    "cell", cell.squares.scaled(by: 1, ["C": -1, "n": -1]), cell.split.scaled(by: 1, ["C": -1]),
    cell.relations)

  private static let cells = WordIdentity.entry(
    "papyan-2019-eq-23", title: "Between and within the cells", family: .softmax,
    "For balanced classes, G = 1/(n C) sum_(i,c,c') delta_(i,c,c') delta_(i,c,c')^T is (1/C) sum_(c,c') delta_(c,c') delta_(c,c')^T + (1/C) sum_(c,c') Sigma_(c,c'), with the mean delta_(c,c') and the covariance "
      + "Sigma_(c,c') over the n examples i of class c.",
    formula: "G = (1/C) sum_(c,c') delta_(c,c') delta_(c,c')^T + (1/C) sum_(c,c') Sigma_(c,c')",
    scope:
      "every number of classes C and of examples n a class, every number of parameters, all real vectors delta_(i,c,c')",
    hypotheses: "every class has n examples", source: papyan + ", equation (23)", wording: .confirmed,
    evidence: .symbolic, notCovered: "classes of different sizes, where the formula is another one",
    summary: "the equation of one cell, for every size",
    idea:
      "The second moment of n vectors is the square of their mean plus their covariance; sum over the cells."
  ) { [cellItem] }

  private static let levels = WordIdentity.entry(
    "papyan-2019-eq-28", title: "The three levels", family: .softmax,
    "For balanced classes, G = G_0 + G_1 + G_2 + G_3 with G_0 = Ave_c delta_(c,c) delta_(c,c)^T, G_1 = (C-1) Ave_c delta_c delta_c^T, G_2 = (C-1) Ave_c Sigma_c, G_3 = (1/C) sum_(c,c') Sigma_(c,c'), where delta_c and "
      + "Sigma_c are the mean and the covariance of delta_(c,c') over the C - 1 values c' != c.",
    formula: "G = G_0 + G_1 + G_2 + G_3",
    scope:
      "every number of classes C >= 2 and of examples n a class, every number of parameters, all real vectors delta_(i,c,c')",
    hypotheses: "every class has n examples", source: papyan + ", equation (28)", wording: .confirmed,
    evidence: .symbolic, notCovered: "classes of different sizes",
    summary: "the equation of one cell and that of one class, for every size",
    idea:
      "Once more the second moment of vectors, now of the C - 1 cell means of one class; the factor C - 1 counts them."
  ) {
    let others = Columns("means(c)", "C-1", mean: "delta(c)", covariance: "Sigma(c)")
    let own = WordExpression(MatrixSymbol("mean(c,c)", "parameters", WordExpression.numbers))
    let square = own * own.transposed
    let weight = ["C": -1, "C-1": 1]
    return [
      cellItem,
      WordArgument.Item(
        "class", (square + others.squares).scaled(by: 1, ["C": -1]),
        square.scaled(by: 1, ["C": -1]) + (others.mean * others.mean.transposed).scaled(by: 1, weight)
          + others.covariance.scaled(by: 1, weight), others.relations),
    ]
  }

  // False twins: numbers delta_(i,c,c') in a matrix for each class, one row an example and one column a c'.

  /// `G` and the cell means of numbers.
  private static func moments(_ classes: [Matrix<Rational>]) -> (second: Rational, means: [[Rational]]) {
    let examples = classes.reduce(0) { $0 + $1.rows }
    let total = classes.reduce(Rational(0)) { $0 + $1.frobeniusNormSquared }
    let means = classes.map { matrix in
      (0..<matrix.columns).map { j in
        (0..<matrix.rows).reduce(Rational(0)) { $0 + matrix[$1, j] } / Rational(matrix.rows)
      }
    }
    return (total / Rational(examples), means)
  }

  private static func classes(_ instance: SoftmaxInstance) -> [Matrix<Rational>] {
    instance.matrices.map(\.value)
  }

  /// The average over the cells of one column of their variances, summed over the columns and the classes.
  private static func within(_ classes: [Matrix<Rational>], _ means: [[Rational]]) -> Rational {
    zip(classes, means).reduce(0) { sum, entry in
      let (matrix, mean) = entry
      let squares = matrix.frobeniusNormSquared / Rational(matrix.rows)
      return sum + squares - mean.reduce(Rational(0)) { $0 + $1 * $1 }
    }
  }

  private static let cellsTwin = WordIdentity.twin(
    of: "papyan-2019-eq-23", suffix: "false-unbalanced", family: .softmax,
    "For classes of any sizes, G = Ave_(i,c) sum_(c') delta_(i,c,c') delta_(i,c,c')^T is (1/C) sum_(c,c') delta_(c,c') delta_(c,c')^T + (1/C) sum_(c,c') Sigma_(c,c').",
    scope:
      "every number of classes C, every number of examples in each class, every number of parameters, all real vectors delta_(i,c,c')",
    idea: "With 1 and 2 examples the average over the examples weighs the second class twice.",
    at: {
      SoftmaxInstance([
        "class 1": Matrix(rows: 1, columns: 2, entries: [1, 2]),
        "class 2": Matrix(rows: 2, columns: 2, entries: [2, 3, 2, 3]),
      ])
    }
  ) { instance in
    let classes = classes(instance)
    let (found, means) = moments(classes)
    let squares = means.joined().reduce(Rational(0)) { $0 + $1 * $1 }
    let claimed = (squares + within(classes, means)) / Rational(classes.count)
    return Comparison(found == claimed, "G = \(found), not \(claimed)")
  }

  /// `G`, and `G_0 + first G_1/(C-1) + second G_2/(C-1) + G_3`.
  private static func compare(
    _ instance: SoftmaxInstance, first: (Int) -> Rational, second: (Int) -> Rational
  ) -> Comparison {
    let classes = classes(instance)
    let count = classes.count
    let (found, means) = moments(classes)
    var claimed = within(classes, means)
    for (c, mean) in means.enumerated() {
      let others = mean.indices.filter { $0 != c }.map { mean[$0] }
      let average = others.reduce(0, +) / Rational(count - 1)
      let variance =
        others.reduce(Rational(0)) { $0 + ($1 - average) * ($1 - average) } / Rational(count - 1)
      claimed += mean[c] * mean[c] + first(count) * average * average + second(count) * variance
    }
    claimed = claimed / Rational(count)
    return Comparison(found == claimed, "G = \(found), not \(claimed)")
  }

  private static func numbers(_ rows: [[Rational]]) -> SoftmaxInstance {
    let names = ["class 1", "class 2", "class 3"]
    let matrices = rows.map { Matrix(rows: 1, columns: $0.count, entries: $0) }
    return matrices.count == 2
      ? SoftmaxInstance([names[0]: matrices[0], names[1]: matrices[1]])
      : SoftmaxInstance([names[0]: matrices[0], names[1]: matrices[1], names[2]: matrices[2]])
  }

  private static let figureTwin = WordIdentity.twin(
    of: "papyan-2019-eq-28", suffix: "false-figure-2", family: .softmax,
    "For balanced classes, G = G_0 + Ave_c delta_c delta_c^T + Ave_c Sigma_c + G_3 (Figure 2 and introduction, without the factors C - 1).",
    scope:
      "every number of classes C >= 2 and of examples n a class, every number of parameters, all real vectors delta_(i,c,c')",
    misprint: papyan + ", Figure 2 and the introduction as printed",
    idea: "The two agree at C = 2; at C = 3 there are two cells c' != c.",
    at: { numbers([[0, 1, 2], [1, 0, 1], [3, 1, 0]]) }
  ) { compare($0, first: { _ in 1 }, second: { _ in 1 }) }

  private static let sumTwin = WordIdentity.twin(
    of: "papyan-2019-eq-28", suffix: "false-section-5", family: .softmax,
    "For balanced classes, G = G_0 + (C-1) sum_c delta_c delta_c^T + G_2 + G_3 (section 5, a sum where the average belongs).",
    scope:
      "every number of classes C >= 2 and of examples n a class, every number of parameters, all real vectors delta_(i,c,c')",
    misprint: papyan + ", section 5 as printed",
    idea: "The sum is C times the average; it fails at C = 2 already.",
    at: { numbers([[0, 1], [1, 0]]) }
  ) { compare($0, first: { Rational($0 * ($0 - 1)) }, second: { Rational($0 - 1) }) }
}
