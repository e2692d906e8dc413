// EveryDepthFrames: gradient descent leaves the frames of an aligned network alone, for every depth and every number of steps.
//
// Statement   Where every layer, Sxx and Syx take the columns e(0), ..., e(L) of an index to multiples of each other, they do after every step of descent.
// Hypotheses  Those relations at the start; nothing else: no balance, no orthonormality, any widths.
// Method      Words: the partial products by induction over the layers, then a step of the induction over the steps; see `LayerChain`.
// References  [Deng et al. 2026] for the balanced case, [Saxe et al. 2014] for the setting; statement and proof are ours.

import Exact

enum EveryDepthFrames {
  static let entry = WordIdentity.entry(
    "deng-2026-constant-frames-every-depth", title: "Constant frames, every depth", family: .seed,
    "In every deep linear network let columns e(0), ..., e(L) and numbers s_1, ..., s_L, x, y have W_j e(j-1) = e(j) s_j and W_j^T e(j) = e(j-1) s_j for every layer j, Sxx e(0) = e(0) x, "
      + "Syx e(0) = e(L) y and Syx^T e(L) = e(0) y. After every number of steps of gradient descent the same columns have these relations, with s_j' = s_j - eta (x w - y) prod_(k != j) s_k "
      + "at each step, w the product of all s_k. So an aligned network, balanced or not, keeps its frames, and its gradient is diagonal in them.",
    formula: "s_j' = s_j - eta (x w - y) prod_(k != j) s_k, w = prod_k s_k",
    scope:
      "every depth L >= 1, every list of widths, every number of steps, all real layers, Sxx and Syx, every real eta; taken as given: an aligned network has such columns for every index, 0 "
      + "beyond a width; numbers are 1 x 1 matrices, whose order does not matter",
    hypotheses: "the layers, Sxx and Syx take the columns of an index to multiples of each other",
    source: Source.deng2026.cited("equations 31 to 37; statement and proof are ours"),
    wording: .derived, evidence: .allDepths, notCovered: "momentum; networks without common frames",
    summary: "inductions over the layers for the partial products, and over the steps for the layers",
    idea:
      "The gradient of layer j sees the column e(j-1) through the layers below, the data and the layers above, each of which only multiplies.",
    items: { LayerChain.constantFrames })

  static let twin = WordIdentity.twin(
    of: "deng-2026-constant-frames-every-depth", family: .seed,
    "In every deep linear network with diagonal layers and diagonal Syx one step of gradient descent leaves all layers diagonal, whatever Sxx is.",
    scope: "every depth L >= 1, all diagonal layers and Syx, every Sxx, every eta > 0",
    idea: "Sxx has to be diagonal in the same frame: otherwise it mixes the directions.",
    at: {
      let one = Matrix<Rational>(identity: 2)
      return NetworkInstance(
        LinearNetwork(
          layers: [one, one.scaled(by: 2)],
          inputCovariance: Matrix(rows: 2, columns: 2, entries: [2, 1, 1, 2]), crossCovariance: one),
        ["rate": Rational(1, 10)])
    },
    admits: { instance in
      let network = instance.network
      return instance["rate"].signum() > 0 && network.layers.allSatisfy(\.isDiagonal)
        && network.crossCovariance.isDiagonal
    }
  ) { instance in
    let layers = instance.network.descended(rate: instance["rate"], steps: 1).layers
    return Comparison(
      layers.allSatisfy(\.isDiagonal),
      "after a step the entry (2, 1) of W_1 is \(layers[0][1, 0])")
  }
}
