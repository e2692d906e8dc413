// EveryDepthBlockTheorem: the block decomposition for every depth and all widths.
//
// Statement   Theorem A: every entry of the Hessian of an aligned network, and so its blocks {i} and {i, m}.
// Hypotheses  Layers, Sxx and Syx diagonal in common orthonormal frames; any depth, widths and values.
// Method      Words: the mixed derivative in two layers, or in one, on dyads of unit columns; see `AlignedHessianWords`. The twin by a network of two layers.
// References  Derived. The splitting H = H_o + H_f is that of [Papyan 2019; Singh et al. 2021].

import Exact

enum EveryDepthBlockTheorem {
  static let entry = WordIdentity.entry(
    "aligned-block-decomposition-every-depth",
    title: "Exact block decomposition of an aligned network, every depth", family: .seed,
    "Let the layers, Sxx and Syx be diagonal in common orthonormal frames, with values s_(k,i), x_i and y_i, which are 0 beyond the widths; p_(k,i) = prod_(h > k) s_(h,i), "
      + "q_(k,i) = prod_(h < k) s_(h,i), r_(kl,i) = prod_(l < h < k) s_(h,i), e_i = x_i prod_h s_(h,i) - y_i. For l <= k the entry of the Hessian at Delta_k(i,m) and Delta_l(a,b) is "
      + "[a = i][b = m] x_m p_(k,i) q_(k,m) p_(l,i) q_(l,m) + [l < k][a = m][b = i] e_i p_(k,i) r_(kl,m) q_(l,i). So the Hessian is, after a permutation of the parameters, block "
      + "diagonal with the blocks of Theorem A: one for each index i, on all Delta_k(i,i), and one for each pair of indices i, m, on all Delta_k(i,m) and Delta_k(m,i).",
    formula:
      "H[(k,i,m),(l,a,b)] = [a = i][b = m] x_m p_(k,i) q_(k,m) p_(l,i) q_(l,m) + [l < k][a = m][b = i] e_i p_(k,i) r_(kl,m) q_(l,i), l <= k",
    scope:
      "every depth L >= 1, all widths, every real s_(k,i), x_i and y_i; taken as given: columns and values beyond a width are 0, so that |e_(L,i)|^2 p_(k,i) = p_(k,i) and "
      + "|e_(0,m)|^2 q_(l,m) = q_(l,m) where Delta_k(i,m) and Delta_l(a,m) exist; numbers are 1 x 1 matrices, whose order does not matter",
    hypotheses: "layers, Sxx and Syx are diagonal in common orthonormal frames",
    source: "derived (Theorem A)",
    wording: .derived, evidence: .allDepths, notCovered: "networks whose layers have no common frames",
    summary:
      "the mixed derivative in any two layers or one; inductions for the products above, between and below; the entries for equal and different indices",
    idea:
      "Two layers see the others only through U_k, R_kl and V_l, which take unit columns to multiples of unit columns; columns of different indices are orthogonal.",
    items: { AlignedHessianWords.items })

  static let twin = WordIdentity.twin(
    of: "aligned-block-decomposition-every-depth", family: .seed,
    "In every aligned deep linear network, for l <= k, the entry of the Hessian at Delta_k(i,m) and Delta_l(a,b) is [a = i][b = m] x_m p_(k,i) q_(k,m) p_(l,i) q_(l,m) + "
      + "[l < k][a = m][b = i] e_m p_(k,i) r_(kl,m) q_(l,i), with the residual of the other index.",
    scope: "every depth L >= 1, all widths, all layer values, x_i and y_i",
    idea: "The path from input i through l, at m between the layers, to output i meets the residual of i.",
    at: { NetworkInstance.aligned([2, 2, 2], layers: [[1, 1], [1, 1]], x: [1, 1], y: [1, 2]) },
    admits: { $0.network.isDiagonal }
  ) { instance in
    let network = instance.network
    let (widths, hessian) = (network.widths, network.hessian())
    for row in Parameter.all(widths: widths) {
      for column in Parameter.all(widths: widths) where column.layer <= row.layer {
        let found = hessian[row.offset(widths: widths), column.offset(widths: widths)]
        let claimed = claimed(network, row, column)
        if found != claimed {
          return Comparison(
            false,
            "the entry at Delta_\(row.layer)(\(row.row),\(row.column)), Delta_\(column.layer)(\(column.row),\(column.column)) is \(found), not \(claimed)"
          )
        }
      }
    }
    return Comparison(true, "every entry is as stated")
  }

  /// The entry that the false statement gives.
  private static func claimed(
    _ network: LinearNetwork<Rational>, _ row: Parameter, _ column: Parameter
  ) -> Rational {
    func value(_ matrix: Matrix<Rational>, _ i: Int) -> Rational {
      i <= min(matrix.rows, matrix.columns) ? matrix[i - 1, i - 1] : 0
    }
    /// The product over the layers k with `first <= k <= last`.
    func product(_ i: Int, _ first: Int, _ last: Int) -> Rational {
      network.layers[(first - 1)..<last].reduce(1) { $0 * value($1, i) }
    }
    let (k, i, m, l) = (row.layer, row.row, row.column, column.layer)
    let depth = network.depth
    var sum: Rational = 0
    if (column.row, column.column) == (i, m) {
      sum =
        value(network.inputCovariance, m) * product(i, k + 1, depth) * product(m, 1, k - 1)
        * product(i, l + 1, depth) * product(m, 1, l - 1)
    }
    if l < k, (column.row, column.column) == (m, i) {
      let error =
        value(network.inputCovariance, m) * product(m, 1, depth) - value(network.crossCovariance, m)
      sum += error * product(i, k + 1, depth) * product(m, l + 1, k - 1) * product(i, 1, l - 1)
    }
    return sum
  }
}
