// CenteredOrbit: orbits in balls whose radii follow the derivative of the map, so that a contraction is seen as one.
//
// Statement   If s lies in [c - r, c + r] then f(s) = f(c) + f'(z)(s - c) for a z between: the error grows by |f'|, not by the sum of the
//             magnitudes of the terms of f, and it shrinks where gradient descent contracts. With
//               f'(z) = 1 - eta (x (2L-1) z^(2L-2) - y (L-1) z^(L-2)) .
//             For the layer values of one mode the error in the Euclidean norm grows by at most
//               ||I - eta H|| <= max(1, |1 - eta x |g|^2|) + eta |x w - y| (L - 1) M,      H = x g g^T + (x w - y) K,
//             where g_k = prod_{j != k} s_j, K has zero diagonal and the products without two factors elsewhere, and M bounds those: H is symmetric,
//             so the mean of H over a segment is bounded by the largest bound on it.
// Method      f(c) with exact c in full precision, everything about the error at 64 bits. What the radius makes meaningless of a midpoint is rounded away, so that
//             an orbit that loses bits gets cheaper from step to step. With momentum and balanced layers the error is kept in an `ErrorFrame`, with
//             momentum and layers of their own it is that of plain ball arithmetic.
// References  Mean value form: [Moore 1966]; frames: [Lohner 1987].

import Exact
import Numeric

/// Gradient descent on one mode in balls.
protocol CertifiedOrbit {
  /// Enclosures of the layer values: one for balanced layers, else one a layer.
  var values: [Ball] { get }
  mutating func advance()
}

/// A rational that multiplies balls: by machine words where it is made of them, which costs no full product.
struct RationalFactor {
  private let value: Rational
  private let words: (numerator: Int, denominator: Int)?

  init(_ value: Rational) {
    self.value = value
    words = value.numerator.asInt.flatMap { p in value.denominator.asInt.map { (p, $0) } }
  }

  func callAsFunction(_ ball: Ball) -> Ball {
    guard let (numerator, denominator) = words else {
      return Ball(value, precision: max(2, ball.precision)) * ball
    }
    let scaled = numerator == 1 ? ball : Ball(numerator) * ball
    return denominator == 1 ? scaled : scaled / Ball(denominator)
  }

  /// The rational as a ball that raises no precision beyond `precision`.
  func ball(precision: Int) -> Ball {
    if let words, words.denominator == 1 { return Ball(words.numerator) }
    return Ball(value, precision: precision)
  }
}

/// One balanced mode without momentum.
struct BalancedOrbit: CertifiedOrbit {
  private let depth: Int
  private let x: RationalFactor
  private let y: RationalFactor
  private let rate: RationalFactor
  /// The same map at 64 bits, for its derivative.
  private let rough: ModeRecursion<Ball>
  private let precision: Int
  private var value: Ball

  var values: [Ball] { [value] }

  init(depth: Int, start: Rational, x: Rational, y: Rational, rate: Rational, precision: Int) {
    self.depth = depth
    (self.x, self.y, self.rate) = (RationalFactor(x), RationalFactor(y), RationalFactor(rate))
    func ball(_ value: Rational) -> Ball { Ball(value, precision: 64) }
    rough = ModeRecursion(depth: depth, x: ball(x), y: ball(y), rate: ball(rate))
    self.precision = precision
    value = Ball(start, precision: precision)
  }

  mutating func advance() {
    let center = value.center
    let below = center.power(depth - 1)
    let slope = below * (x(below * center) - y.ball(precision: max(2, center.precision)))
    let growth = rough.slope(at: value.rounded(toPrecision: 64))
    value = (center - rate(slope)).widened(byMagnitudeOf: growth * value.spread).trimmed(to: precision)
  }
}

extension ModeRecursion {
  /// The derivative of the gradient, `x (2L-1) s^(2L-2) - y (L-1) s^(L-2)`.
  func curvature(at value: Scalar) -> Scalar {
    let outer = x * Scalar(2 * depth - 1) * value.power(2 * depth - 2)
    return depth == 1 ? outer : outer - y * Scalar(depth - 1) * value.power(depth - 2)
  }

  /// The derivative `f'(s)` of one step from rest.
  public func slope(at value: Scalar) -> Scalar { 1 - rate * curvature(at: value) }
}

extension Ball {
  /// The same numbers with no more bits than the radius leaves meaning to, 64 to spare, and at most `precision`.
  fileprivate func trimmed(to precision: Int) -> Ball {
    let accuracy = accuracyBits
    return rounded(toPrecision: accuracy > precision - 64 ? precision : accuracy + 64)
  }
}

/// One balanced mode with momentum.
struct MomentumOrbit: CertifiedOrbit {
  private let recursion: ModeRecursion<Ball>
  private let rough: ModeRecursion<Ball>
  private var center: ModeState<Ball>
  private var frame: ErrorFrame?

  init(recursion: ModeRecursion<Ball>, rough: ModeRecursion<Ball>, start: Ball) {
    (self.recursion, self.rough) = (recursion, rough)
    center = ModeState(value: start.center, velocity: 0)
    frame = ErrorFrame(first: start.radius ?? 0, second: 0)
  }

  var values: [Ball] { [frame.map { center.value.widened(by: $0.firstBound) } ?? .wholeLine] }

  mutating func advance() {
    let around = values[0].rounded(toPrecision: 128)
    let next = recursion.step(center)
    let curvature = rough.curvature(at: around)
    let map = [
      [1 - rough.rate * curvature, -(rough.rate * rough.momentum)], [curvature, rough.momentum],
    ]
    if let first = next.value.radius, let second = next.velocity.radius {
      frame = frame?.advanced(by: map, plus: [first, second])
    } else {
      frame = nil
    }
    center = ModeState(value: next.value.center, velocity: next.velocity.center)
  }
}

/// One mode whose layers have values of their own.
struct LayeredOrbit: CertifiedOrbit {
  private let recursion: LayerRecursion<Ball>
  private let rough: LayerRecursion<Ball>
  private let hasMomentum: Bool
  private var state: LayerState<Ball>
  /// Without momentum the values of `state` are exact and the truth is within this distance, in the Euclidean norm.
  private var distance: Ball
  /// The values at the start, each with the radius of its own.
  private var first: [Ball]?

  init(recursion: LayerRecursion<Ball>, rough: LayerRecursion<Ball>, hasMomentum: Bool, start: [Ball]) {
    (self.recursion, self.rough, self.hasMomentum) = (recursion, rough, hasMomentum)
    state = LayerState(values: start)
    first = start
    distance = 0
    if !hasMomentum { absorbRadii() }
  }

  var values: [Ball] {
    first ?? (hasMomentum ? state.values : state.values.map { $0.widened(byMagnitudeOf: distance) })
  }

  mutating func advance() {
    defer { first = nil }
    if hasMomentum { return state = recursion.step(state) }
    let growth = normBound(around: values.map { $0.rounded(toPrecision: 64) })
    state = recursion.step(state)
    state.velocities = state.velocities.map { _ in 0 }
    distance = (growth * distance).ceiling
    absorbRadii()
  }

  /// Moves the radii of the values into the distance.
  private mutating func absorbRadii() {
    let squares = state.values.reduce(into: Ball(0)) { $0 += $1.spread.squared() }
    distance = (distance + .sqrt(knownNonNegative: squares.rounded(toPrecision: 64))).ceiling
    state.values = state.values.map(\.center)
  }

  /// A bound of `||I - eta H||` on the box.
  private func normBound(around box: [Ball]) -> Ball {
    let depth = box.count
    let cofactors = LayerRecursion<Ball>.cofactors(of: box)
    let square = cofactors.reduce(into: Ball(0)) { $0 += $1.squared() }
    let residual = rough.x * (cofactors[0] * box[0]) - rough.y
    let along = (1 - rough.rate * rough.x * square).magnitude.ceiling
    let symmetric = along.isLess(than: 1) == .proved ? Ball(1) : along
    if depth == 1 { return along }
    // The products without two factors are at most the one without the two smallest.
    let sizes = box.map { $0.magnitude.ceiling }.sorted { $0.isLess(than: $1) == .proved }
    let without = sizes.dropFirst(2).reduce(Ball(1, precision: 64)) { $0 * $1 }
    return (symmetric + (rough.rate * residual).magnitude * Ball(depth - 1) * without).ceiling
  }
}
