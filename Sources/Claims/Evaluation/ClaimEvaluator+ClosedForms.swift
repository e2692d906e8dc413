// ClaimEvaluator+ClosedForms: balanced minima, their modes, and gradient flow.

import Exact
import Theorems

extension ClaimEvaluator {
  /// The singular values `s_i` with `y_i = s_i^L` of a diagonal target, one for each index up to the least width at its ends;
  /// beyond the least width of all they are zero.
  private func layerValues(_ target: Matrix<Number>, _ widths: [Int]) throws(ClaimFault) -> [Number] {
    for i in 0..<target.rows {
      for j in 0..<target.columns where i != j {
        switch target[i, j].vanishes {
        case .proved: break
        case .refuted: throw .invalid("a target that is not diagonal")
        case .undecided: throw .undecided("whether the target is diagonal")
        }
      }
    }
    var values: [Number] = []
    for y in target.diagonal {
      switch arithmetic.isLess(y, than: arithmetic.literal(0)) {
      case .proved: throw .invalid("a target with a negative entry: give singular values")
      case .undecided: throw .undecided("whether an entry of the target is negative")
      case .refuted: break
      }
      values.append(try arithmetic.root(y, degree: widths.count - 1))
    }
    for value in values.dropFirst(widths.min()!) {
      switch value.vanishes {
      case .proved: break
      case .refuted: throw .invalid("a target whose rank exceeds the least width: no minimum reaches it")
      case .undecided: throw .undecided("whether the target's rank exceeds the least width")
      }
    }
    return values
  }

  func balanced(
    _ widths: [Int], _ target: Matrix<Number>
  ) throws(ClaimFault) -> [FramedMatrix<Number>] {
    try requireTarget(target, widths)
    let values = try layerValues(target, widths)
    return zip(widths, widths.dropFirst()).map { columns, rows in
      FramedMatrix(Matrix(diagonal: Array(values.prefix(min(rows, columns))), rows: rows, columns: columns))
    }
  }

  private func requireTarget(_ target: Matrix<Number>, _ widths: [Int]) throws(ClaimFault) {
    if (target.rows, target.columns) != (widths.last!, widths[0]) {
      throw .invalid(
        "a target of shape \(target.shape) for a network with \(widths.last!) outputs and \(widths[0]) inputs"
      )
    }
  }

  func modes(_ widths: [Int], _ target: Matrix<Number>) throws(ClaimFault) -> Matrix<Number> {
    try requireTarget(target, widths)
    let depth = widths.count - 1
    let values = try layerValues(target, widths)
    for value in values { try arithmetic.checkPower(value, 2 * depth) }
    let powers = values.map { value in
      (0..<depth).reduce(into: [value.power(0)]) { list, _ in list.append(list.last! * value.squared()) }
    }
    let zero = [arithmetic.literal(1)] + Array(repeating: arithmetic.literal(0), count: depth)
    return Matrix(rows: target.rows, columns: target.columns) { i, j in
      let (a, b) = (i < powers.count ? powers[i] : zero, j < powers.count ? powers[j] : zero)
      return (1...depth).reduce(into: arithmetic.literal(0)) { $0.addProduct(a[depth - $1], b[$1 - 1]) }
    }
  }

  func flow(
    _ widths: [Int], _ layers: [FramedMatrix<Number>], _ target: FramedMatrix<Number>, _ time: Number
  ) throws(ClaimFault) -> [FramedMatrix<Number>] {
    if widths.contains(where: { $0 != 1 }) {
      throw .unsupported("gradient flow of a network wider than 1")
    }
    let values = layers.map { $0.core[0, 0] }
    for value in values.dropFirst() where arithmetic.isEqual(value, values[0]) != .proved {
      throw .unsupported("gradient flow from layers that are not known to be equal")
    }
    let end = try arithmetic.flow(
      depth: values.count, start: values[0], target: target.core[0, 0], time: time)
    return values.map { _ in FramedMatrix(Matrix(rows: 1, columns: 1, entries: [end])) }
  }
}
