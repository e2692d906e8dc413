// LayerRecursion: gradient descent on one mode of an aligned network whose layers need not be balanced.
//
// Statement   Gradient descent with rate eta and momentum b moves the layer values s_1, ..., s_L of a mode with data (x, y) by
//               g_k = (x w - y) prod_{j != k} s_j,    w = s_1 ... s_L,    v_k' = b v_k + g_k,    s_k' = s_k - eta v_k' .
// Hypotheses  Layers aligned; the frames do not move (C1). Equal values stay equal: then this is `ModeRecursion`.

import Exact

/// The layer values of one mode and their velocities.
public struct LayerState<Scalar: CommutativeRing>: Sendable {
  public var values: [Scalar]
  public var velocities: [Scalar]

  public init(values: [Scalar]) {
    self.values = values
    velocities = values.map { _ in 0 }
  }
}

/// The recursion of the layer values of one mode, each layer with its own.
public struct LayerRecursion<Scalar: CommutativeRing>: Sendable {
  public let x: Scalar
  public let y: Scalar
  public let rate: Scalar
  public let momentum: Scalar

  public init(x: Scalar, y: Scalar, rate: Scalar, momentum: Scalar = 0) {
    self.x = x
    self.y = y
    self.rate = rate
    self.momentum = momentum
  }

  /// The products of all values but one, `prod_{j != k} s_j`, without a division.
  public static func cofactors(of values: [Scalar]) -> [Scalar] {
    var cofactors: [Scalar] = []
    var before: Scalar = 1
    for value in values {
      cofactors.append(before)
      before *= value
    }
    var after: Scalar = 1
    for k in values.indices.reversed() {
      cofactors[k] *= after
      after *= values[k]
    }
    return cofactors
  }

  /// The derivatives of the loss with respect to the layer values.
  public func gradient(at values: [Scalar]) -> [Scalar] {
    let cofactors = Self.cofactors(of: values)
    let residual = x * (cofactors[0] * values[0]) - y
    return cofactors.map { residual * $0 }
  }

  /// One step. Exact over an exact ring.
  public func step(_ state: LayerState<Scalar>) -> LayerState<Scalar> {
    var next = state
    for (k, slope) in gradient(at: state.values).enumerated() {
      next.velocities[k] = momentum * state.velocities[k] + slope
      next.values[k] = state.values[k] - rate * next.velocities[k]
    }
    return next
  }
}
