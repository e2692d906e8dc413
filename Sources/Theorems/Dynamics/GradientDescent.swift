// GradientDescent: full-matrix gradient descent on any deep linear network.

import Exact

extension LinearNetwork {
  /// The network after `steps` steps `V_k' = b V_k + G_k`, `W_k' = W_k - eta V_k'` from rest.
  ///
  /// Exact over an exact ring: over the rationals this shows that frames stay put to the last digit, not to rounding.
  /// *Cost*: `O(L)` matrix products a step; over the rationals digits grow by the factor `2L - 1` a step.
  public func descended(rate: Scalar, momentum: Scalar = 0, steps: Int) -> LinearNetwork {
    var network = self
    var velocities = layers.map { Matrix<Scalar>(zero: $0.rows, $0.columns) }
    for _ in 0..<steps {
      velocities = zip(velocities, network.gradient).map { $0.scaled(by: momentum) + $1 }
      network = LinearNetwork(
        layers: zip(network.layers, velocities).map { $0 - $1.scaled(by: rate) },
        inputCovariance: inputCovariance, crossCovariance: crossCovariance)
    }
    return network
  }
}
