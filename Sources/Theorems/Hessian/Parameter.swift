// Parameter: the entries of the layers as coordinates of the Hessian.

/// The entry in row `row` and column `column` of layer `layer`, all counted from 1: the variable `(k, a, b)`.
public struct Parameter: Sendable, Hashable {
  public let layer: Int
  public let row: Int
  public let column: Int

  public init(_ layer: Int, _ row: Int, _ column: Int) {
    self.layer = layer
    self.row = row
    self.column = column
  }

  /// All parameters of a network of the given widths, in the order of the Hessian: by layer, then row, then column.
  public static func all(widths: [Int]) -> [Parameter] {
    (1..<widths.count).flatMap { k in
      (1...widths[k]).flatMap { a in (1...widths[k - 1]).map { b in Parameter(k, a, b) } }
    }
  }

  /// The position of this parameter in that order, from 0.
  public func offset(widths: [Int]) -> Int {
    let before = (1..<layer).reduce(0) { $0 + widths[$1] * widths[$1 - 1] }
    return before + (row - 1) * widths[layer - 1] + column - 1
  }
}
