// InstanceSampler: seeded exact data for the instances of theorems, and small grids.

import Exact

/// Random small rationals, matrices and frames; the same for a seed on every machine.
struct InstanceSampler {
  private var generator: SplitMix64

  init(seed: UInt64) { generator = SplitMix64(seed: seed) }

  mutating func integer(in range: ClosedRange<Int>) -> Int {
    // By remainder: the bias is below range/2^64, and the sequence does not depend on the standard library.
    range.lowerBound + Int(generator.next() % UInt64(range.count))
  }

  /// `p/q` with `1 <= p <= 4`, `1 <= q <= 3`.
  mutating func positive() -> Rational {
    Rational(Integer(integer(in: 1...4)), Integer(integer(in: 1...3)))
  }

  /// Zero about one time in five, else a positive number with any sign.
  mutating func rational() -> Rational {
    if integer(in: 0...4) == 0 { return 0 }
    let value = positive()
    return integer(in: 0...1) == 0 ? value : -value
  }

  mutating func matrix(_ rows: Int, _ columns: Int) -> Matrix<Rational> {
    Matrix(rows: rows, columns: columns) { _, _ in rational() }
  }

  /// A covariance `A A^T`, of any rank.
  mutating func covariance(order: Int) -> Matrix<Rational> {
    let factor = matrix(order, order)
    return factor * factor.transposed
  }

  /// An orthogonal matrix: the Cayley transform of a skew matrix with small entries.
  mutating func frame(order: Int) -> Matrix<Rational> {
    Matrix.cayley(skew: (0..<(order * (order - 1) / 2)).map { _ in rational() }, order: order)
  }

  /// One frame a width.
  mutating func frames(_ widths: [Int]) -> [Matrix<Rational>] { widths.map { frame(order: $0) } }

  /// Any layers, covariance and targets.
  mutating func network(_ widths: [Int]) -> LinearNetwork<Rational> {
    LinearNetwork(
      layers: (1..<widths.count).map { matrix(widths[$0], widths[$0 - 1]) },
      inputCovariance: covariance(order: widths[0]),
      crossCovariance: matrix(widths[widths.count - 1], widths[0]))
  }
}

enum InstanceGrid {
  /// Every list of `count` elements of `values`, lexicographically in the order given.
  static func lists<Element>(_ count: Int, of values: [Element]) -> [[Element]] {
    (0..<count).reduce([[]]) { lists, _ in lists.flatMap { list in values.map { list + [$0] } } }
  }
}
