// ModeRecursion: gradient descent on one mode of an aligned balanced network.
//
// Statement   Gradient descent with rate eta and momentum b, as practitioners use it (v' = b v + g, s' = s - eta v'), moves
//             the common layer value s of a mode with data (x, y) by
//               g = s^(L-1) (x s^L - y),    without momentum  f(s) = s - eta x s^(2L-1) + eta y s^(L-1) .
// Hypotheses  Layers aligned and balanced; they stay so, and the frames do not move (C1).
// References  [Deng et al. 2026, equations 31 to 37]; for momentum the same computation.

import Exact

/// The layer value of one mode and its velocity.
public struct ModeState<Scalar: CommutativeRing>: Sendable {
  public var value: Scalar
  public var velocity: Scalar

  public init(value: Scalar, velocity: Scalar = 0) {
    self.value = value
    self.velocity = velocity
  }
}

/// The recursion of the layer values of one mode.
public struct ModeRecursion<Scalar: CommutativeRing>: Sendable {
  public let depth: Int
  public let x: Scalar
  public let y: Scalar
  public let rate: Scalar
  public let momentum: Scalar

  public init(depth: Int, x: Scalar, y: Scalar, rate: Scalar, momentum: Scalar = 0) {
    precondition(depth >= 1, "a recursion of depth \(depth)")
    self.depth = depth
    self.x = x
    self.y = y
    self.rate = rate
    self.momentum = momentum
  }

  /// The derivative of the loss with respect to the value in one layer: `s^(L-1) (x s^L - y)`.
  public func gradient(at value: Scalar) -> Scalar {
    let below = value.power(depth - 1)
    return below * (x * (below * value) - y)
  }

  /// One step. Exact over an exact ring, where digits grow by the factor `2L - 1`.
  public func step(_ state: ModeState<Scalar>) -> ModeState<Scalar> {
    let velocity = momentum * state.velocity + gradient(at: state.value)
    return ModeState(value: state.value - rate * velocity, velocity: velocity)
  }

  /// One step from rest: `f(s)`.
  public func map(_ value: Scalar) -> Scalar { step(ModeState(value: value)).value }

  /// `s, f(s), f(f(s)), ...`: the values at steps `0, ..., steps`.
  public func orbit(from start: Scalar, steps: Int) -> [Scalar] {
    var state = ModeState(value: start)
    var values = [start]
    for _ in 0..<steps {
      state = step(state)
      values.append(state.value)
    }
    return values
  }
}
