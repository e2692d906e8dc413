// Networks: small exact networks for tests, from a seed and biased to corners.

import Exact
import Theorems

/// A small rational, zero with probability about 1/5.
public func smallRational(_ generator: inout SeededGenerator) -> Rational {
  Int.random(in: 0..<5, using: &generator) == 0
    ? 0
    : Rational(
      Integer(Int.random(in: -4...4, using: &generator)), Integer(Int.random(in: 1...3, using: &generator)))
}

/// An aligned network of the given widths with runs of one to three identical modes, some null, some dead.
public func randomAligned(widths: [Int], _ generator: inout SeededGenerator) -> AlignedNetwork<Rational> {
  var modes: [ModeRun<Rational>] = []
  var covered = 0
  let reach = Int.random(in: 0...(widths.max()! + 1), using: &generator)
  while covered < reach {
    let count = Int.random(in: 1...3, using: &generator)
    let balanced = Bool.random(using: &generator)
    let value = smallRational(&generator)
    let layers = (1..<widths.count).map { _ in balanced ? value : smallRational(&generator) }
    modes.append(
      ModeRun(
        count: Integer(count), layers: layers, x: smallRational(&generator).magnitude,
        y: smallRational(&generator)))
    covered += count
  }
  return AlignedNetwork(
    widths: widths.map { Integer($0) }, modes: modes, restInput: smallRational(&generator).magnitude)
}

/// A network with arbitrary small rational layers and a positive semidefinite input covariance.
public func randomNetwork(widths: [Int], _ generator: inout SeededGenerator) -> LinearNetwork<Rational> {
  func matrix(_ rows: Int, _ columns: Int) -> Matrix<Rational> {
    Matrix(rows: rows, columns: columns) { _, _ in smallRational(&generator) }
  }
  let factor = matrix(widths[0], widths[0])
  return LinearNetwork(
    layers: (1..<widths.count).map { matrix(widths[$0], widths[$0 - 1]) },
    inputCovariance: factor * factor.transposed, crossCovariance: matrix(widths[widths.count - 1], widths[0]))
}

/// Every list of `depth + 1` widths between 1 and `largest`.
public func allWidths(depth: Int, largest: Int) -> [[Int]] {
  (0...depth).reduce([[]]) { lists, _ in lists.flatMap { list in (1...largest).map { list + [$0] } } }
}
