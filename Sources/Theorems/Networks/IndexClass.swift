// IndexClass: indices of an aligned network that cannot be told apart, found without enumerating indices.

import Exact

/// All indices with the same existence pattern and the same data (mathematics A.4, step 1).
///
/// Layer values are zero where the layer does not exist at these indices, `x` is zero beyond `d_0`, and `y` is zero
/// unless the index exists at both ends. The partial products of Theorem A are prepared once:
///
///     p_k = [i <= d_L] prod_(l > k) s_l      q_k = [i <= d_0] prod_(l < k) s_l      e = x prod s - y .
public struct IndexClass<Scalar: CommutativeRing & Hashable>: Sendable {
  public let count: Integer
  /// `exists[k]`: whether the indices lie within width `d_k`, for `k = 0, ..., L`.
  public let exists: [Bool]
  public let layers: [Scalar]
  public let x: Scalar
  public let y: Scalar
  /// `p[k - 1]` is `p_k`, and `q[k - 1]` is `q_k`.
  let p: [Scalar]
  let q: [Scalar]
  /// The residual at these indices, 0 unless they exist at both ends.
  public let residual: Scalar

  public init(count: Integer, exists: [Bool], layers: [Scalar], x: Scalar, y: Scalar) {
    let depth = layers.count
    precondition(
      exists.count == depth + 1, "an existence pattern of \(exists.count) widths at depth \(depth)")
    self.count = count
    self.exists = exists
    self.layers = (1...depth).map { exists[$0] && exists[$0 - 1] ? layers[$0 - 1] : 0 }
    self.x = exists[0] ? x : 0
    self.y = exists[0] && exists[depth] ? y : 0
    var above: [Scalar] = [exists[depth] ? 1 : 0]
    var below: [Scalar] = [exists[0] ? 1 : 0]
    for k in 1..<max(depth, 1) {
      above.append(above[k - 1] * self.layers[depth - k])
      below.append(below[k - 1] * self.layers[k - 1])
    }
    p = above.reversed()
    q = below
    residual =
      exists[0] && exists[depth] ? self.layers.reduce(1, *) * self.x - self.y : 0
  }

  public var depth: Int { layers.count }

  /// `r_(k,j) = prod_(j < l < k) s_l` for `j < k`.
  func between(_ k: Int, _ j: Int) -> Scalar { layers[j..<(k - 1)].reduce(1, *) }

  /// Whether variables `(k, i, m)` exist for `i` in this class and `m` in `other`.
  func reaches(_ other: IndexClass, layer k: Int) -> Bool { exists[k] && other.exists[k - 1] }

  private struct Key: Hashable {
    let exists: [Bool]
    let layers: [Scalar]
    let x: Scalar
    let y: Scalar
  }

  fileprivate var key: some Hashable { Key(exists: exists, layers: layers, x: x, y: y) }
}

extension AlignedNetwork {
  /// The classes of indistinguishable indices up to the largest width, in order of first appearance.
  ///
  /// Cost: `O(runs * (runs + L))`, independent of the widths.
  public func indexClasses() -> [IndexClass<Scalar>] {
    let largest = widths.max()!
    var start: Integer = 0
    var spans: [(start: Integer, end: Integer, run: ModeRun<Scalar>)] = []
    for run in modes where !run.count.isZero && start < largest {
      spans.append((start, min(start + run.count, largest), run))
      start += run.count
    }
    if start < largest {
      let rest = ModeRun<Scalar>(count: largest - start, balanced: 0, depth: depth, x: restInput, y: 0)
      spans.append((start, largest, rest))
    }
    let cuts = Set(spans.map(\.start) + spans.map(\.end) + widths).sorted()
    var classes: [IndexClass<Scalar>] = []
    var positions: [AnyHashable: Int] = [:]
    var span = 0
    var low: Integer = 0
    for high in cuts where high.signum() > 0 {
      while spans[span].end <= low { span += 1 }
      let run = spans[span].run
      let found = IndexClass(
        count: high - low, exists: widths.map { low < $0 }, layers: run.layers, x: run.x, y: run.y)
      if let position = positions[AnyHashable(found.key)] {
        let known = classes[position]
        classes[position] = IndexClass(
          count: known.count + found.count, exists: found.exists, layers: found.layers, x: found.x, y: found.y
        )
      } else {
        positions[AnyHashable(found.key)] = classes.count
        classes.append(found)
      }
      low = high
    }
    return classes
  }
}
