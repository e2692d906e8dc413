// Matrix+Components: the independent blocks into which a symmetric matrix falls apart.

extension Matrix where Scalar: ExactScalar {
  /// The index sets of the connected components of the non-zero pattern of a symmetric matrix, each ascending.
  ///
  /// After reordering the matrix is block diagonal with one block a component. Cost: one pass over the entries.
  public var connectedComponents: [[Int]] {
    precondition(isSquare, "components of a \(shape) matrix")
    var parent = Array(0..<rows)
    func root(_ i: Int) -> Int {
      var i = i
      while parent[i] != i {
        parent[i] = parent[parent[i]]
        i = parent[i]
      }
      return i
    }
    for i in 0..<rows {
      for j in 0..<i where !self[i, j].isZero {
        let (a, b) = (root(i), root(j))
        if a != b { parent[max(a, b)] = min(a, b) }
      }
    }
    var components: [[Int]] = []
    var position: [Int: Int] = [:]
    for i in 0..<rows {
      let representative = root(i)
      if let known = position[representative] {
        components[known].append(i)
      } else {
        position[representative] = components.count
        components.append([i])
      }
    }
    return components
  }
}
