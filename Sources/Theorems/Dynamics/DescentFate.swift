// DescentFate: where gradient descent on a balanced mode ends from one start with one step size, as far as `DescentFromStart` decides it.
//
// Method      The conditions of `DescentFromStart` at s_0, then at s_1, s_2, ... over the rationals, until one of them decides, a value comes again, the numbers
//             get long or the steps many.

import Exact

/// What becomes of gradient descent from a start.
public enum DescentFate: Sendable, Hashable {
  /// It does not move: at the minimum, or at 0.
  case rests
  /// To the minimum of the sign of the value, without passing it.
  case monotone
  /// To the minimum of the sign of the value, at both sides of it, closer at every step.
  case closingIn
  /// To 0, smaller in magnitude at every step.
  case vanishing
  /// Between two values, one the mirror image of the other: in 0, at depth 1 in the minimum.
  case alternating
  /// It leaves every bound.
  case escaping
  /// Its values come again after so many steps.
  case periodic(Int)
  /// In the invariant interval of depth 2 for ever; where to is not decided.
  case confined
  /// Not decided, not even whether it stays bounded.
  case undecided

  /// Whether the orbit stays bounded.
  public var isBounded: Truth {
    switch self {
    case .escaping: .refuted
    case .undecided: .undecided
    default: .proved
    }
  }
}

extension DescentFromStart {
  /// The sign of the value in which the first step lands and rests, 1 for the minimum and 0 for 0, at depth 1 that of the minimum; nil where it does not.
  private func landing(rate: Rational) -> Int? {
    if depth == 1 { return rate * x == 1 ? target.signum() : nil }
    if rate == vanishingRate { return 0 }
    return side == .above && monotonePosition(of: rate) == 0 ? 1 : nil
  }

  /// The fate as one of the conditions decides it at the start itself.
  func fateAtOnce(rate: Rational) -> DescentFate {
    let side = self.side
    if side == .minimum || side == .zero { return .rests }
    if let escapingRate, rate >= escapingRate {
      return rate == escapingRate && (depth == 1 || depth % 2 == 0 || target.isZero)
        ? .alternating : .escaping
    }
    if depth == 1 { return rate * x < 1 ? .monotone : .closingIn }
    if side == .noMinimum {
      // Below twice it the magnitudes decrease where f is odd; below it nothing is crossed at any depth.
      if let vanishingRate, rate < vanishingRate { return .vanishing }
      return depth % 2 == 0 || target.isZero ? .vanishing : .undecided
    }
    if let position = monotonePosition(of: rate), position < 0 || (position == 0 && side == .below) {
      return .monotone
    }
    if closesIn(rate: rate) { return .closingIn }
    return depth == 2 && rate * target <= 2 ? .confined : .undecided
  }

  /// The fate, the step from which on it was proved, and the side of 0 on which that step lies: 1, 0 or -1. An undecided orbit is told with the last step that was looked at.
  ///
  /// *Guarantee*: proved for all later steps.
  public func fate(rate: Rational) -> (fate: DescentFate, from: Int, sign: Int) {
    precondition(rate.signum() > 0, "descent with the step size \(rate)")
    var (current, step, isMirrored) = (self, 0, self.isMirrored)
    var confined: (DescentFate, Int, Int)?
    var steps: [Rational: Int] = [:]
    while true {
      let value = isMirrored ? -current.value : current.value
      if let landed = current.landing(rate: rate), current.side != .minimum {
        return (.rests, step + 1, isMirrored ? -landed : landed)
      }
      if let before = steps.updateValue(step, forKey: value) {
        return (.periodic(step - before), before, value.signum())
      }
      let fate = current.fateAtOnce(rate: rate)
      let answer = (fate, step, value.signum())
      if fate == .confined { confined = confined ?? answer }
      if fate != .undecided && fate != .confined { return answer }
      guard step < Self.followedSteps, let next = current.next(rate: rate, bits: Self.followedBits) else {
        return confined ?? answer
      }
      current = DescentFromStart(depth: depth, start: next, x: x, y: current.target)
      isMirrored = isMirrored != current.isMirrored
      step += 1
    }
  }

  /// The bits up to which an orbit is followed.
  private static let followedBits = 1 << 15
  private static let followedSteps = 1 << 12
}
