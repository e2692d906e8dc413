// LinearNetwork: a deep linear network with its data, and the partial products every formula is made of.

import Exact

/// A deep linear network `x -> W_L ... W_1 x` with the second moments of its data.
///
/// Widths `d_0, ..., d_L`; layer `W_k` is `d_k x d_(k-1)`. The loss is
///
///     F(W_1, ..., W_L) = 1/2 tr(W Sxx W^T) - tr(W Syx^T) + const = 1/2 E ||y - W x||^2 ,    W = W_L ... W_1 .
///
/// Papers that leave out the 1/2 have Hessians twice as large. Layers count from 1 in every formula and in the
/// arguments of the functions below.
public struct LinearNetwork<Scalar: CommutativeRing>: Sendable {
  /// `layers[k - 1]` is `W_k`.
  public let layers: [Matrix<Scalar>]
  /// `Sxx`, `d_0 x d_0`, symmetric.
  public let inputCovariance: Matrix<Scalar>
  /// `Syx`, `d_L x d_0`.
  public let crossCovariance: Matrix<Scalar>

  /// Shapes must chain; readers of files check them first and report in terms of the file.
  public init(layers: [Matrix<Scalar>], inputCovariance: Matrix<Scalar>, crossCovariance: Matrix<Scalar>) {
    precondition(!layers.isEmpty, "a network without layers")
    for (before, after) in zip(layers, layers.dropFirst()) {
      precondition(after.columns == before.rows, "layers \(before.shape) and \(after.shape) do not chain")
    }
    precondition(
      inputCovariance.isSquare && inputCovariance.rows == layers[0].columns,
      "an input covariance \(inputCovariance.shape) for \(layers[0].columns) inputs")
    precondition(
      crossCovariance.rows == layers[layers.count - 1].rows && crossCovariance.columns == layers[0].columns,
      "a cross covariance \(crossCovariance.shape)")
    self.layers = layers
    self.inputCovariance = inputCovariance
    self.crossCovariance = crossCovariance
  }

  /// `L`.
  public var depth: Int { layers.count }
  /// `d_0, ..., d_L`.
  public var widths: [Int] { [layers[0].columns] + layers.map(\.rows) }
  /// `N = sum_k d_k d_(k-1)`.
  public var parameterCount: Int { layers.reduce(0) { $0 + $1.rows * $1.columns } }

  /// `W_(high) ... W_(low)`, the identity of the fitting order when the range is empty (`high = low - 1`).
  public func product(from low: Int, through high: Int) -> Matrix<Scalar> {
    if high < low { return Matrix(identity: widths[low - 1]) }
    return layers[low..<high].reduce(layers[low - 1]) { $1 * $0 }
  }

  /// The end-to-end matrix `W`, `d_L x d_0`.
  public var endToEnd: Matrix<Scalar> { product(from: 1, through: depth) }

  /// The residual `E = W Sxx - Syx`, `d_L x d_0`; zero exactly at the global minima when `Sxx` is invertible.
  public var residual: Matrix<Scalar> { endToEnd * inputCovariance - crossCovariance }

  /// The gradient `U_k^T E V_k^T` of the loss for every layer, in order.
  public var gradient: [Matrix<Scalar>] {
    let residual = self.residual
    return (1...depth).map { k in
      product(from: k + 1, through: depth).transposed * residual * product(from: 1, through: k - 1).transposed
    }
  }

  public func map<Other: CommutativeRing>(_ transform: (Scalar) throws -> Other) rethrows -> LinearNetwork<
    Other
  > {
    LinearNetwork<Other>(
      layers: try layers.map { try $0.map(transform) }, inputCovariance: try inputCovariance.map(transform),
      crossCovariance: try crossCovariance.map(transform))
  }

  /// The network in other frames: `W_k -> Q_k W_k Q_(k-1)^T`, `Sxx -> Q_0 Sxx Q_0^T`, `Syx -> Q_L Syx Q_0^T`.
  ///
  /// For orthogonal `frames` (`Q_0, ..., Q_L`) the Hessian is conjugated by an orthogonal matrix.
  public func rotated(by frames: [Matrix<Scalar>]) -> LinearNetwork {
    precondition(frames.count == depth + 1, "\(frames.count) frames for depth \(depth)")
    let first = frames[0].transposed
    return LinearNetwork(
      layers: layers.enumerated().map { k, layer in frames[k + 1] * layer * frames[k].transposed },
      inputCovariance: frames[0] * inputCovariance * first,
      crossCovariance: frames[depth] * crossCovariance * first)
  }
}

extension LinearNetwork: Equatable where Scalar: Equatable {}
