// AlignedFrames: orthonormal frames in which a network is as nearly diagonal as floating point can find. A guess.

import Exact
import Numeric

/// Approximate common frames `Q_0, ..., Q_L` of a network that is aligned up to rounding.
///
/// *Guarantee*: none; `AlignedApproximation` measures how far from diagonal the network is in these frames.
/// *Method*: a generic positive combination of `V^T V` over all partial products, of `Sxx` and of `Syx^T Syx` separates all modes at once,
/// because in the right frame every one of these matrices is diagonal. Its eigenvectors are carried through the
/// layers, re-orthonormalised, and completed where layers have dead directions.
struct AlignedFrames {
  /// `frames[k]` is `d_k x d_k`; its column `i` is the direction of mode `i`.
  var frames: [Matrix<Double>]

  init(_ network: LinearNetwork<Double>) throws {
    let depth = network.depth
    var search = FrameSearch(network)
    let inputs = try search.principalDirections()
    // A direction that survives more layers, or is asked for by the target, needs a lower index.
    let reach = inputs.map { search.reach($0) }
    let order = inputs.indices.sorted { reach[$0] != reach[$1] ? reach[$0] > reach[$1] : $0 < $1 }
    for (i, position) in order.enumerated() { search.place(inputs[position], layer: 0, index: i) }
    for k in 0..<depth { search.carryForward(from: k) }
    search.followTargets()
    for k in stride(from: depth, to: 0, by: -1) { search.carryBackward(to: k - 1) }
    for k in 1...depth { search.complete(layer: k) }
    frames = search.columns.enumerated().map { k, columns in
      let order = network.widths[k]
      return Matrix(rows: order, columns: order) { i, j in columns[j]![i] }
    }
    for _ in 0..<2 { refine(network) }
  }
}

/// The state of the search: for every layer, the directions found so far by index.
private struct FrameSearch {
  let network: LinearNetwork<Double>
  let widths: [Int]
  let sizes: [Double]  // a size for each layer, against which a direction counts as dead
  var columns: [[[Double]?]]

  init(_ network: LinearNetwork<Double>) {
    self.network = network
    widths = network.widths
    sizes = network.layers.map { $0.frobeniusNormSquared.squareRoot() }
    columns = widths.map { Array(repeating: nil, count: $0) }
  }

  /// Below this part of a layer's size a direction is taken as dead; what it carried goes to the remainder.
  private static let deadBelow = 1e-6

  func principalDirections() throws -> [[Double]] {
    let order = widths[0]
    var partial = Matrix<Double>(identity: order)
    var combination = Matrix<Double>(zero: order, order)
    func add(_ matrix: Matrix<Double>, weight: Double) {
      let size = matrix.frobeniusNormSquared.squareRoot()
      if size > 0 { combination = combination + matrix.scaled(by: weight / size) }
    }
    for (k, layer) in network.layers.enumerated() {
      partial = layer * partial
      add(partial.transposed * partial, weight: 1 + 1 / (Double(k) + 1.4142))
    }
    add(network.inputCovariance, weight: 0.7310)
    add(network.crossCovariance.transposed * network.crossCovariance, weight: 1.6180)
    let vectors = try SymmetricEigensolver.decomposition(of: combination).vectors
    return (0..<order).reversed().map { j in (0..<order).map { vectors[$0, j] } }
  }

  /// How many layers the direction survives, counting the target as all of them.
  func reach(_ direction: [Double]) -> Int {
    var vector = direction
    var layers = 0
    for (k, layer) in network.layers.enumerated() {
      let image = layer.applied(to: vector)
      let norm = length(image)
      if norm <= Self.deadBelow * sizes[k] { break }
      vector = image.map { $0 / norm }
      layers += 1
    }
    let asked = length(network.crossCovariance.applied(to: direction))
    let scale = network.crossCovariance.frobeniusNormSquared.squareRoot()
    return max(layers, asked > Self.deadBelow * scale ? network.depth : 0)
  }

  mutating func place(_ direction: [Double], layer k: Int, index: Int) {
    guard index < widths[k], columns[k][index] == nil, let unit = orthonormalised(direction, layer: k) else {
      return
    }
    columns[k][index] = unit
  }

  /// The part of `direction` orthogonal to the directions of layer `k` found so far, normalised; nil when little is left.
  private func orthonormalised(_ direction: [Double], layer k: Int) -> [Double]? {
    var vector = direction
    let before = length(vector)
    if before == 0 { return nil }
    for _ in 0..<2 {  // twice is enough [Giraud et al. 2005]
      for case .some(let known) in columns[k] {
        let overlap = dot(known, vector)
        for i in vector.indices { vector[i] -= overlap * known[i] }
      }
    }
    let after = length(vector)
    return after > 1e-3 * before ? vector.map { $0 / after } : nil
  }

  mutating func carryForward(from k: Int) {
    carry(from: k, to: k + 1, by: network.layers[k], size: sizes[k])
  }

  mutating func carryBackward(to k: Int) {
    carry(from: k + 1, to: k, by: network.layers[k].transposed, size: sizes[k])
  }

  mutating func followTargets() {
    let target = network.crossCovariance
    carry(from: 0, to: network.depth, by: target, size: target.frobeniusNormSquared.squareRoot())
  }

  /// Places the images of known directions under `map`, largest first, at the same index.
  private mutating func carry(from source: Int, to destination: Int, by map: Matrix<Double>, size: Double) {
    var images: [(index: Int, image: [Double], norm: Double)] = []
    for (index, column) in columns[source].enumerated() where index < widths[destination] {
      guard let column, columns[destination][index] == nil else { continue }
      let image = map.applied(to: column)
      let norm = length(image)
      if norm > Self.deadBelow * size { images.append((index, image, norm)) }
    }
    for item in images.sorted(by: { $0.norm > $1.norm }) {
      place(item.image, layer: destination, index: item.index)
    }
  }

  /// Fills the free indices of layer `k` with an orthonormal basis of what is left, directions alive in the next layer first.
  mutating func complete(layer k: Int) {
    let order = widths[k]
    var fresh: [[Double]] = []
    if k < network.depth {
      // Directions of the complement that the next layer still uses: columns of W_(k+1)^T applied to a basis.
      let next = network.layers[k]
      for row in 0..<next.rows { fresh.append((0..<next.columns).map { next[row, $0] }) }
      fresh.removeAll { length($0) <= Self.deadBelow * sizes[k] }
    }
    fresh += (0..<order).map { unit in (0..<order).map { $0 == unit ? 1.0 : 0.0 } }
    var candidates = fresh[...]
    for index in 0..<order where columns[k][index] == nil {
      while columns[k][index] == nil, let direction = candidates.popFirst() {
        place(direction, layer: k, index: index)
      }
    }
    if k < network.depth { carryForward(from: k) }
  }

  private func dot(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for i in a.indices { sum += a[i] * b[i] }
    return sum
  }

  private func length(_ a: [Double]) -> Double { dot(a, a).squareRoot() }
}
