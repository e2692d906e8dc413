// BlockTwins: deliberate errors in the block decomposition, and the exact entry or count that shows each.
//
// References  Derived; the true statement is that of `BlockTheorem`.

import Exact

enum BlockTwins {
  static let entries: [CatalogueEntry] = [exchangedCoupling, nonexistingVariables]

  private static let exchangedCoupling = CatalogueEntry.twin(
    of: "aligned-block-decomposition", family: .seed,
    "The Hessian of an aligned deep linear network has the blocks of Theorem A with both indices of the coupling from the residual: X_k and Y_j "
      + "are coupled by e_i p_(k,i) r_(kj,i) q_(j,i) for k > j and by e_m p_(j,m) r_(jk,m) q_(k,m) for k < j.",
    scope: "every depth L >= 1, all widths, layer values, x_i and y_i",
    idea: "Between the two layers the other index runs: the product of those layers is r_(kj,m), or r_(jk,i)."
  ) {
    let network = AlignedNetwork<Rational>(
      widths: [2, 2, 2, 2], layers: [[1, 1], [1, 2], [1, 1]], inputs: [1, 3], targets: [1, 3])
    let (dense, classes) = (network.dense(), network.indexClasses())
    guard classes.count == 2 else { return .unknown("the two indices have the same data") }
    let hessian = dense.hessian()
    for k in 1...network.depth {
      for j in 1...network.depth where j != k {
        let own = k > j ? classes[0] : classes[1]
        let (high, low) = (max(k, j), min(k, j))
        let claimed = own.residual * own.p[high - 1] * own.between(high, low) * own.q[low - 1]
        let (row, column) = (Parameter(k, 1, 2), Parameter(j, 2, 1))
        let entry = hessian[row.offset(widths: dense.widths), column.offset(widths: dense.widths)]
        if entry == claimed { continue }
        return .refuted(
          "L = 3, widths 2-2-2-2, middle layer diag(1, 2): the entry of the Hessian at X_\(k), Y_\(j) is \(entry), the formula gives \(claimed)",
          witness: [
            "claimed": .rational(claimed), "column": .counts([j, 2, 1]), "entry": .rational(entry),
            "network": network.certificateJSON, "row": .counts([k, 1, 2]),
          ])
      }
    }
    return .unknown("no coupling differs")
  }

  private static let nonexistingVariables = CatalogueEntry.twin(
    of: "aligned-block-decomposition", suffix: "false-nonexisting", family: .seed,
    "The spectrum of the Hessian of an aligned deep linear network is that of the blocks of Theorem A with all L variables for each index and "
      + "all 2L for each pair of indices up to the largest width.",
    scope: "every depth L >= 1, all widths, layer values, x_i and y_i",
    idea:
      "Where the residual is zero, a variable that does not exist has a zero row, so keeping it adds an eigenvalue 0 that the Hessian does not have."
  ) {
    let network = SeedNetwork.balanced(widths: [3, 1, 3], rank: 1, seesAllInputs: true)
    let dense = network.dense()
    let nullity = dense.parameterCount - dense.hessian().rank()
    // With the hidden width 3 and the same layer values every variable exists, and the coefficients are the same.
    let whole = SeedNetwork.balanced(widths: [3, 3, 3], rank: 1, seesAllInputs: true)
    let kept = whole.hessianBlocks().reduce(into: 0) { sum, block in
      sum += (block.matrix.rows - block.matrix.rank()) * block.multiplicity.asInt!
    }
    guard kept != nullity else { return .unknown("the multiplicity of 0 is the same") }
    return .refuted(
      "widths 3-1-3, r = 1: the Hessian has the eigenvalue 0 with multiplicity \(nullity), the completed blocks with \(kept)",
      witness: [
        "completed": .string("\(kept)"), "network": network.certificateJSON, "nullity": .string("\(nullity)"),
      ])
  }
}
