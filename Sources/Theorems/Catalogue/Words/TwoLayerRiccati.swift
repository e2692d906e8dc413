// TwoLayerRiccati: the flow of two balanced layers as a matrix Riccati equation.
//
// Statement   L = 2, Sxx = I, W_1 W_1^T = W_2^T W_2: with Q = [W_1^T; W_2] and F = [[0, Syx^T], [Syx, 0]],
//             d(Q Q^T)/dt = F Q Q^T + Q Q^T F - (Q Q^T)^2 under the gradient flow.
// Method      The four blocks, each an equation between words.
// References  [Fukumizu 1998], [Braun et al. 2022]; recalled, proof is ours.

import Exact

enum TwoLayerRiccati {
  static let entries: [CatalogueEntry] = [riccati, riccatiTwin]

  private static let riccati = WordIdentity.entry(
    "fukumizu-1998-riccati", title: "Two balanced layers follow a Riccati equation", family: .dynamics,
    "For L = 2, Sxx = I and W_1 W_1^T = W_2^T W_2, with Q = [W_1^T; W_2] and F = [[0, Syx^T], [Syx, 0]], the gradient flow gives d(Q Q^T)/dt = F Q Q^T + Q Q^T F - (Q Q^T)^2.",
    formula: "d(Q Q^T)/dt = F Q Q^T + Q Q^T F - (Q Q^T)^2",
    scope: "L = 2, every three widths, all real W_1, W_2 with W_1 W_1^T = W_2^T W_2, Sxx = I, every real Syx",
    hypotheses: "Sxx = I, W_1 W_1^T = W_2^T W_2",
    source:
      "Fukumizu 1998, Effect of Batch Learning in Multilayer Neural Networks; Braun et al. 2022, Exact Learning Dynamics of Deep Linear Networks with Prior Knowledge",
    wording: .recalled, evidence: .symbolic,
    notCovered: "the closed form of the solution, other Sxx, layers that are not balanced",
    summary: "the four blocks of the equation",
    idea:
      "In the diagonal blocks (Q Q^T)^2 has two terms that balance makes equal; together they are the two halves of the derivative."
  ) {
    let first = WordExpression(MatrixSymbol("W(1)", "d(1)", "d(0)", weight: 2))
    let second = WordExpression(MatrixSymbol("W(2)", "d(2)", "d(1)"))
    let firstFlow = WordExpression(MatrixSymbol("dW(1)", "d(1)", "d(0)", weight: 9))
    let secondFlow = WordExpression(MatrixSymbol("dW(2)", "d(2)", "d(1)", weight: 9))
    let residual = WordExpression(MatrixSymbol("E", "d(2)", "d(0)", weight: 5))
    let targets = WordExpression(MatrixSymbol("Syx", "d(2)", "d(0)"))
    let relations: [WordArgument.Relation] = [
      .definition(firstFlow, -(second.transposed * residual)),
      .definition(secondFlow, -(residual * first.transposed)),
      .definition(residual, second * first - targets),
      .hypothesis(first * first.transposed, second.transposed * second),
    ]
    let stacked = [[first.transposed], [second]]
    let moving = [[firstFlow.transposed], [secondFlow]]
    let data: [[WordExpression]] = [
      [.zero("d(0)", "d(0)"), targets.transposed], [targets, .zero("d(2)", "d(2)")],
    ]
    let square = product(stacked, transposed(stacked))
    let left = sum(product(moving, transposed(stacked)), product(stacked, transposed(moving)))
    let quadratic = product(square, square).map { row in row.map { -$0 } }
    let right = sum(sum(product(data, square), product(square, data)), quadratic)
    return [(0, 0), (0, 1), (1, 0), (1, 1)].map { i, j in
      WordArgument.Item("block-\(i + 1)-\(j + 1)", left[i][j], right[i][j], relations)
    }
  }

  // Matrices of blocks.

  private static func transposed(_ a: [[WordExpression]]) -> [[WordExpression]] {
    a[0].indices.map { j in a.map { $0[j].transposed } }
  }

  private static func product(_ a: [[WordExpression]], _ b: [[WordExpression]]) -> [[WordExpression]] {
    a.map { row in
      b[0].indices.map { j in
        row.indices.dropFirst().reduce(row[0] * b[0][j]) { $0 + row[$1] * b[$1][j] }
      }
    }
  }

  private static func sum(_ a: [[WordExpression]], _ b: [[WordExpression]]) -> [[WordExpression]] {
    zip(a, b).map { zip($0, $1).map { $0 + $1 } }
  }

  private static let riccatiTwin = WordIdentity.twin(
    of: "fukumizu-1998-riccati", family: .dynamics,
    "For L = 2 and Sxx = I, balanced or not, with Q = [W_1^T; W_2] and F = [[0, Syx^T], [Syx, 0]], the gradient flow gives d(Q Q^T)/dt = F Q Q^T + Q Q^T F - (Q Q^T)^2.",
    scope: "L = 2, every three widths, all real W_1 and W_2, Sxx = I, every real Syx",
    idea: "With the scalars 2 and 1 and Syx = 0 the first entries are -8 and -20.",
    at: { NetworkInstance.aligned([1, 1, 1], layers: [[2], [1]], x: [1], y: [0]) },
    admits: { $0.network.depth == 2 && $0.network.inputCovariance == Matrix(identity: $0.network.widths[0]) }
  ) { instance in
    let network = instance.network
    let (inputs, outputs) = (network.widths[0], network.widths[2])
    func stack(_ top: Matrix<Rational>, _ bottom: Matrix<Rational>) -> Matrix<Rational> {
      Matrix(rows: inputs + outputs, columns: top.columns) { i, j in
        i < inputs ? top[i, j] : bottom[i - inputs, j]
      }
    }
    let stacked = stack(network.layers[0].transposed, network.layers[1])
    let gradient = network.gradient
    let moving = stack(-gradient[0].transposed, -gradient[1])
    let data = Matrix(rows: inputs + outputs, columns: inputs + outputs) { i, j -> Rational in
      if i < inputs && j >= inputs { return network.crossCovariance[j - inputs, i] }
      return i >= inputs && j < inputs ? network.crossCovariance[i - inputs, j] : 0
    }
    let square = stacked * stacked.transposed
    let found = moving * stacked.transposed + stacked * moving.transposed
    let claimed = data * square + square * data - square * square
    return Comparison(found == claimed, "the first entries are \(found[0, 0]) and \(claimed[0, 0])")
  }
}
