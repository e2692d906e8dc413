// FlowInverse: the value at a given time, from the clock that gives the time at a value.
//
// Statement   Let z(t) run monotonically from z_0, with T(m) the time at which it is at m. If z(t) lies in [a, b] then, by the mean value theorem,
//               z(t) = m +- (t - T(m)) |dz/dt|(zeta)   for some zeta in [a, b],
//             with + on a rising course. The sign of t - T(m), once the enclosure of T(m) excludes t, says on which side of m the value lies: this
//             is the certificate of a bisection, and it is contained in the formula.
// Method      Interval Newton from a bracket that is proved at the start. The point m halves the bracket on the scale on which the clock runs evenly: the
//             logarithm of z far below the equilibrium, that of the distance to it nearby, and z itself once the bracket is short.
// References  [Moore 1966] for the interval Newton method.

import Exact

/// The value of the flow at one time, between two rationals.
struct FlowInverse {
  let clock: FlowClock
  /// The value at time 0.
  let start: Ball
  /// The time in the units of the clock, at least 0.
  let elapsed: Ball

  /// A bracket of `z(t)`, narrower than `2^-bits` times the value where the precision of the clock allows it. Always an enclosure.
  func bracket(bits: Int) -> Interval? {
    guard var bracket = firstBracket() else { return nil }
    let narrow = Rational(mantissa: 1, exponent: -bits)
    var stalls = 0
    for _ in 0..<maximumRounds {
      let width = bracket.upper - bracket.lower
      if width <= bracket.lower * narrow { break }
      let (middle, isShort) = probe(bracket)
      let next = improved(bracket, at: middle)
      // On the logarithmic scales the ends move by their distance to the equilibrium or to 0, which the width does not show.
      let moved = next.upper - next.lower < width * Rational(9, 10)
      stalls = moved || (!isShort && next.upper - next.lower < width) ? 0 : stalls + 1
      bracket = next
      if stalls == 4 { break }
    }
    return bracket
  }

  private var maximumRounds: Int { 400 + 4 * clock.precision.bitWidth }

  private func ball(_ value: Rational) -> Ball { Ball(value, precision: clock.precision) }

  private func firstBracket() -> Interval? {
    guard let low = start.lowerBound, let high = start.upperBound, low > 0 else { return nil }
    switch clock.course {
    case .rising: return high < 1 ? Interval(low, 1) : nil
    case .falling: return low > 1 ? Interval(1, high) : nil
    case .vanishing:
      // dz/dt >= -z^(L-1) (1 + z_0^L), so z^(2-L) <= z_0^(2-L) + (L-2)(1 + z_0^L) t.
      let depth = clock.depth
      let bound = start.power(2 - depth) + Ball(depth - 2) * (1 + start.power(depth)) * elapsed
      guard let least = (1 / Ball.root(bound, degree: depth - 2)).lowerBound, least > 0 else { return nil }
      return Interval(min(least, high), high)
    }
  }

  /// The point at which the bracket is divided, and whether the bracket is short on the scale of the clock.
  private func probe(_ bracket: Interval) -> (Ball, isShort: Bool) {
    let (a, b) = (bracket.lower, bracket.upper)
    if b > 4 * a { return (Ball.sqrt(ball(a) * ball(b)).center, false) }
    let least = Rational(mantissa: 1, exponent: -clock.precision)
    switch clock.course {
    case .vanishing: break
    case .rising:
      let (far, near) = (1 - a, max(1 - b, least))
      if far > 4 * near { return ((1 - .sqrt(ball(far) * ball(near))).center, false) }
    case .falling:
      let (far, near) = (b - 1, max(a - 1, least))
      if far > 4 * near { return ((1 + .sqrt(ball(far) * ball(near))).center, false) }
    }
    return (ball((a + b) / 2).center, true)
  }

  /// The part of the bracket that the formula leaves.
  ///
  /// The steps at the least and the largest speed are enclosed each on its own: the radius of one ball around both would have 64 bits, too few for a
  /// bracket whose ends have very different distances to the equilibrium.
  private func improved(_ bracket: Interval, at middle: Ball) -> Interval {
    let ahead = elapsed - clock.time(from: start, to: middle)
    let speeds = self.speeds(on: bracket)
    let ends = [speeds.least, speeds.largest].map { speed in
      clock.course == .rising ? middle + ahead * speed : middle - ahead * speed
    }
    guard let low = ends.map(\.lowerBound).reduce(bracket.upper, Self.lesser),
      let high = ends.map(\.upperBound).reduce(bracket.lower, Self.larger)
    else { return bracket }
    let (lower, upper) = (max(low, bracket.lower), min(high, bracket.upper))
    // The value lies in both, so they meet; ends are kept short.
    return lower <= upper ? Interval(lower, upper).rounded(bits: clock.precision + 64) : bracket
  }

  private static func lesser(_ a: Rational?, _ b: Rational?) -> Rational? {
    a.flatMap { a in b.map { min(a, $0) } }
  }

  private static func larger(_ a: Rational?, _ b: Rational?) -> Rational? {
    a.flatMap { a in b.map { max(a, $0) } }
  }

  /// Bounds of the speed on the bracket: both of its factors are monotonic in z.
  private func speeds(on bracket: Interval) -> (least: Ball, largest: Ball) {
    let (a, b) = (ball(bracket.lower), ball(bracket.upper))
    switch clock.course {
    case .rising:
      let (low, high) = (a.power(clock.depth), b.power(clock.depth))
      return (a.power(clock.depth - 1) * (1 - high), b.power(clock.depth - 1) * (1 - low))
    case .falling, .vanishing: return (clock.speed(at: a), clock.speed(at: b))
    }
  }
}

extension Interval {
  /// The interval with ends of at most about `bits` bits below the leading one, moved outward.
  func rounded(bits: Int) -> Interval {
    func shift(_ value: Rational) -> Int { bits - value.numerator.bitWidth + value.denominator.bitWidth }
    func isLong(_ value: Rational) -> Bool { value.numerator.bitWidth + 1 > bits + 64 }
    func scaled(_ value: Rational, _ exponent: Int) -> Rational {
      value * Rational(mantissa: 1, exponent: exponent)
    }
    let low =
      isLong(lower)
      ? Rational(mantissa: scaled(lower, shift(lower)).floor, exponent: -shift(lower)) : lower
    let high =
      isLong(upper)
      ? Rational(mantissa: scaled(upper, shift(upper)).ceiling, exponent: -shift(upper)) : upper
    return Interval(low, high)
  }
}
