import Exact
import Theorems

/// The loss from its definition, by sums over entries, over any ring: shares no formula with the library.
struct LossByDefinition<Scalar: CommutativeRing> {
  let widths: [Int]
  let inputCovariance: Matrix<Scalar>
  let crossCovariance: Matrix<Scalar>

  init(_ network: LinearNetwork<Scalar>) {
    widths = network.widths
    inputCovariance = network.inputCovariance
    crossCovariance = network.crossCovariance
  }

  init(widths: [Int], inputCovariance: Matrix<Scalar>, crossCovariance: Matrix<Scalar>) {
    (self.widths, self.inputCovariance, self.crossCovariance) = (widths, inputCovariance, crossCovariance)
  }

  /// The end-to-end matrix as rows, from the weights in the order of the parameters.
  func endToEnd(_ weights: [Scalar]) -> [[Scalar]] {
    var product = (0..<widths[0]).map { i in (0..<widths[0]).map { Scalar(i == $0 ? 1 : 0) } }
    var offset = 0
    for k in 1..<widths.count {
      let (rows, columns) = (widths[k], widths[k - 1])
      product = (0..<rows).map { a in
        (0..<widths[0]).map { c in
          (0..<columns).reduce(into: Scalar(0)) { $0 += weights[offset + a * columns + $1] * product[$1][c] }
        }
      }
      offset += rows * columns
    }
    return product
  }

  /// `tr(A S B^T)` for matrices given by rows and the input covariance.
  func inner(_ a: [[Scalar]], _ b: [[Scalar]]) -> Scalar {
    var sum: Scalar = 0
    for row in a.indices {
      for i in 0..<widths[0] {
        for j in 0..<widths[0] { sum += a[row][i] * inputCovariance[i, j] * b[row][j] }
      }
    }
    return sum
  }

  /// `2 F = tr(W Sxx W^T) - 2 tr(W Syx^T)`.
  func twiceLoss(_ weights: [Scalar]) -> Scalar {
    let product = endToEnd(weights)
    var cross: Scalar = 0
    for i in product.indices {
      for j in 0..<widths[0] { cross += product[i][j] * crossCovariance[i, j] }
    }
    return inner(product, product) - (cross + cross)
  }
}

extension LinearNetwork {
  /// All weights in the order of the parameters.
  var weights: [Scalar] { layers.flatMap(\.entries) }
}
