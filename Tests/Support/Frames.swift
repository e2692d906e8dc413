// Frames: exact orthogonal matrices, and networks turned by them or rounded to floating point.

import Exact
import Theorems

/// The Cayley transform `(I - K)^-1 (I + K)` of a random skew matrix: orthogonal with rational entries.
public func cayleyFrame(order: Int, _ generator: inout SeededGenerator) -> Matrix<Rational> {
  let entries = (0..<order * (order - 1) / 2).map { _ in
    Rational(
      Integer(Int.random(in: -3...3, using: &generator)), Integer(Int.random(in: 1...4, using: &generator)))
  }
  return .cayley(skew: entries, order: order)
}

/// One frame for each width.
public func cayleyFrames(widths: [Int], _ generator: inout SeededGenerator) -> [Matrix<Rational>] {
  widths.map { cayleyFrame(order: $0, &generator) }
}

extension LinearNetwork where Scalar == Rational {
  /// The network whose entries are those of this one in double or single precision, exactly as stored.
  public func stored(singlePrecision: Bool) -> LinearNetwork<Rational> {
    map { value in
      let double = value.approximateDouble
      return Rational(exactly: singlePrecision ? Double(Float(double)) : double)!
    }
  }
}

/// The parameters of a network in the order of its Hessian: by layer, row, column; layers count from 1.
public func parameterList(widths: [Int]) -> [(layer: Int, row: Int, column: Int)] {
  (1..<widths.count).flatMap { k in
    (0..<widths[k]).flatMap { row in (0..<widths[k - 1]).map { (layer: k, row: row, column: $0) } }
  }
}
