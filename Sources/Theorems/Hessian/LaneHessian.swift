// LaneHessian: the Hessians of many small integer networks of one shape at once, exact in doubles.
//
// Statement   The formula of `HessianEntries` for Sxx = I: with U_k = W_L ... W_(k+1), V_k = W_(k-1) ... W_1, R_kl = W_(k-1) ... W_(l+1), E = W - Syx,
//               H[(k,a,b),(l,c,d)] = (U_k^T U_l)_ac (V_k V_l^T)_bd + (l < k) (U_k^T E V_l^T)_ad (R_kl)_bc.
// Method      Every product is taken in eight lanes. With all weights and targets at most w in magnitude the same formula for the magnitudes, all
//             equal to w, bounds every partial sum; a shape for which one exceeds 2^52 is refused.
// References  As for `HessianEntries`.

import Exact
import Numeric

/// Networks of one shape, layers `W_1, ..., W_L` and then the target `Syx`, and their Hessians.
final class LaneHessian {
  let widths: [Int]
  let order: Int
  /// Entries of the layers and the target of one network.
  let drawn: Int
  /// The drawn entries first, then everything made of them.
  let networks: LaneArray
  /// The Hessians, lower triangles.
  let hessians: LaneArray

  private let layers: [LaneMatrix]
  private let target: LaneMatrix
  private let above: [LaneMatrix]  // U_1, ..., U_L
  private let below: [LaneMatrix]  // V_1, ..., V_L
  private let between: [[LaneMatrix]]  // [k][l], l < k, from 0: R
  private let endToEnd: LaneMatrix
  private let residual: LaneMatrix
  /// Where passing products begin, each with room for the largest.
  private let passing: [Int]

  private var depth: Int { widths.count - 1 }

  init(widths: [Int], groups: Int) {
    precondition(widths.count >= 2 && widths.allSatisfy { $0 >= 1 }, "widths \(widths)")
    self.widths = widths
    let depth = widths.count - 1
    order = (1...depth).reduce(0) { $0 + widths[$1] * widths[$1 - 1] }
    drawn = order + widths[depth] * widths[0]

    // Places first, since the array must know its size.
    var size = 0
    func place(_ rows: Int, _ columns: Int) -> (Int, Int, Int) {
      defer { size += rows * columns }
      return (size, rows, columns)
    }
    let layerPlaces = (1...depth).map { place(widths[$0], widths[$0 - 1]) }
    let targetPlace = place(widths[depth], widths[0])
    let abovePlaces = (1...depth).map { place(widths[depth], widths[$0]) }
    let belowPlaces = (1...depth).map { place(widths[$0 - 1], widths[0]) }
    let betweenPlaces = (0..<depth).map { k in (0..<k).map { l in place(widths[k], widths[l + 1]) } }
    let (endPlace, residualPlace) = (place(widths[depth], widths[0]), place(widths[depth], widths[0]))
    let largest = widths.max()! * widths.max()!
    passing = (0..<4).map { _ in place(1, largest).0 }

    precondition(size == Self.networkEntries(widths: widths), "\(size) entries of widths \(widths)")
    let networks = LaneArray(groups: groups, entries: size)
    func matrix(_ place: (Int, Int, Int)) -> LaneMatrix {
      LaneMatrix(in: networks, offset: place.0, rows: place.1, columns: place.2)
    }
    self.networks = networks
    hessians = LaneArray(groups: groups, entries: LaneArray.symmetricEntries(order: order))
    layers = layerPlaces.map(matrix)
    target = matrix(targetPlace)
    above = abovePlaces.map(matrix)
    below = belowPlaces.map(matrix)
    between = betweenPlaces.map { $0.map(matrix) }
    (endToEnd, residual) = (matrix(endPlace), matrix(residualPlace))
    // What is an identity stays one; the rest is written anew for every batch.
    above[depth - 1].setIdentity()
    below[0].setIdentity()
    for k in 1..<max(depth, 1) { between[k][k - 1].setIdentity() }
  }

  /// Numbers held of one network: layers, target, all products of layers, the end to end matrix, the residual and the passing products.
  static func networkEntries(widths: [Int]) -> Int {
    let depth = widths.count - 1
    let (inputs, outputs, largest) = (widths[0], widths[depth], widths.max()!)
    var entries = 3 * inputs * outputs + 4 * largest * largest
    for k in 0..<depth {
      entries += widths[k] * widths[k + 1] + outputs * widths[k + 1] + widths[k] * inputs
      for l in 0..<k { entries += widths[k] * widths[l + 1] }
    }
    return entries
  }

  /// Writes the Hessians of the networks drawn last.
  func assemble() {
    for k in stride(from: depth - 2, through: 0, by: -1) { above[k].setProduct(above[k + 1], layers[k + 1]) }
    for k in 1..<max(depth, 1) {
      below[k].setProduct(layers[k - 1], below[k - 1])
      for l in 0..<(k - 1) { between[k][l].setProduct(layers[k - 1], between[k - 1][l]) }
    }
    endToEnd.setProduct(layers[depth - 1], below[depth - 1])
    residual.setDifference(endToEnd, target)
    var row = 0
    for k in 0..<depth {
      let pulled = passing(0, widths[k + 1], widths[0])
      pulled.setProduct(above[k].transposed, residual)
      var column = 0
      for l in 0...k {
        let outer = passing(1, widths[k + 1], widths[l + 1])
        let inner = passing(2, widths[k], widths[l])
        outer.setProduct(above[k].transposed, above[l])
        inner.setProduct(below[k], below[l].transposed)
        var twisted: (LaneMatrix, LaneMatrix)?
        if l < k {
          let cross = passing(3, widths[k + 1], widths[l])
          cross.setProduct(pulled, below[l].transposed)
          twisted = (cross, between[k][l])
        }
        hessians.setBlock(row: row, column: column, kronecker: (outer, inner), twisted: twisted)
        column += widths[l + 1] * widths[l]
      }
      row += widths[k + 1] * widths[k]
    }
  }

  private func passing(_ index: Int, _ rows: Int, _ columns: Int) -> LaneMatrix {
    LaneMatrix(in: networks, offset: passing[index], rows: rows, columns: columns)
  }

  /// A bound of every number that `assemble` forms, partial sums included, for weights and targets of at most this magnitude.
  static func largestNumber(widths: [Int], weight: Integer) -> Integer {
    let depth = widths.count - 1
    /// A bound of the entries of `W_j ... W_i`, at least 1 as identities have it.
    func product(from i: Int, through j: Int) -> Integer {
      if j < i { return 1 }
      return (i..<j).reduce(weight) { bound, k in bound * weight * Integer(widths[k]) }
    }
    let residual = product(from: 1, through: depth) + weight
    var largest = residual
    for k in 1...depth {
      let (left, right) = (product(from: k + 1, through: depth), product(from: 1, through: k - 1))
      let pulled = Integer(widths[depth]) * left * residual
      for l in 1...k {
        let outer = Integer(widths[depth]) * left * product(from: l + 1, through: depth)
        let inner = Integer(widths[0]) * right * product(from: 1, through: l - 1)
        var entry = outer * inner
        largest = max(largest, max(outer, inner))
        if l < k {
          let cross = Integer(widths[0]) * pulled * product(from: 1, through: l - 1)
          entry += cross * product(from: l + 1, through: k - 1)
          largest = max(largest, max(pulled, cross))
        }
        largest = max(largest, entry)
      }
    }
    return largest
  }
}
