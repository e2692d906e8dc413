// CycleSearch: the search for one orbit of period two, as the root of a strictly monotone function.
//
// Statement   With r = 1 + d, d > 0, and S_n(r) = 1 + r + ... + r^(n-1) = (r^n - 1)/d the functions h of `PeriodTwoOrbit` have no differences left:
//               positive    h = (r^(L-1) + 1) / (r^(L-1) S_L(r)) b^(2-2L),     b^-L = (r^(2L-1) + 1)/(r^(L-1) + 1),
//               symmetric   h = 2 / (r^(L-2) d S_L(r)),                          s = r,
//               mixed       h = (1 + q)(1 + q^(L-1)) / (q^(L-1) (1 + q^L)) b^(2-2L),     b^-L = d S_(2L-1)(r) q^(2L-1) / (1 + q^(L-1)),     q = 1/r.
//             So d keeps its relative accuracy however small it is.
// Method      The exponent of d is doubled until the root is passed and then bisected. Between two such powers of two d is narrowed by the secant: the cell of a grid
//             that it names, with its neighbours, replaces the bracket if the signs at its ends are proved; then the grid is squared, else its root is taken and
//             the bracket bisected. Every end that is ever used is a rational at which the sign against h is proved.

import Exact

/// The search for one orbit at one precision.
struct CycleSearch {
  private let depth: Int
  private let precision: Int
  private let unit: Ball
  /// h.
  private let rate: Ball

  init(thresholds: StepSizeThresholds, rate: Rational, precision: Int) {
    depth = thresholds.depth
    self.precision = precision
    unit = .root(Ball(thresholds.y / thresholds.x, precision: precision), degree: depth)
    self.rate = Ball(rate * thresholds.x, precision: precision) * unit.power(2 * depth - 2)
  }

  /// The orbit; nil where the precision does not suffice.
  func orbit(_ kind: PeriodTwoOrbit.Kind) -> PeriodTwoOrbit? {
    switch kind {
    case .positive, .mirrored:
      guard let distance = root({ rate - positiveRate($0) }) else { return nil }
      let smaller = 1 / Ball.root(positiveSize(1 + distance), degree: depth)
      let larger = (1 + distance) * smaller
      return kind == .positive ? finished(kind, larger, smaller) : finished(kind, -larger, -smaller)
    case .symmetric:
      guard let distance = root({ symmetricRate($0) - rate }) else { return nil }
      return finished(kind, 1 + distance, -(1 + distance))
    case .mixed:
      guard let distance = root({ rate - mixedRate($0) }) else { return nil }
      let larger = 1 / Ball.root(mixedSize(distance), degree: depth)
      return finished(kind, larger, -(larger / (1 + distance)))
    }
  }

  // MARK: h as a function of the distance

  private func positiveRate(_ distance: Ball) -> Ball {
    let ratio = 1 + distance
    let low = ratio.power(depth - 1)
    return (low + 1) / (low * Self.geometricSum(ratio, depth)) * raised(positiveSize(ratio))
  }

  private func symmetricRate(_ distance: Ball) -> Ball {
    let value = 1 + distance
    return 2 / (value.power(depth - 2) * distance * Self.geometricSum(value, depth))
  }

  private func mixedRate(_ distance: Ball) -> Ball {
    let q = 1 / (1 + distance)
    let low = q.power(depth - 1)
    return (1 + q) * (1 + low) / (low * (1 + low * q)) * raised(mixedSize(distance))
  }

  /// b^-L of the positive orbit with ratio r.
  private func positiveSize(_ ratio: Ball) -> Ball {
    (ratio.power(2 * depth - 1) + 1) / (ratio.power(depth - 1) + 1)
  }

  /// b^-L of the mixed orbit.
  private func mixedSize(_ distance: Ball) -> Ball {
    let inverse = 1 + distance
    let gap = distance * Self.geometricSum(inverse, 2 * depth - 1) / inverse.power(2 * depth - 1)
    return gap / (1 + 1 / inverse.power(depth - 1))
  }

  /// b^(2-2L) from b^-L.
  private func raised(_ size: Ball) -> Ball { Ball.root(size, degree: depth).power(2 * depth - 2) }

  /// `1 + r + ... + r^(n-1)` for `n >= 1`, by `S_2n = S_n (1 + r^n)`.
  private static func geometricSum(_ ratio: Ball, _ count: Int) -> Ball {
    if count == 1 { return 1 }
    let even = geometricSum(ratio, count / 2) * (1 + ratio.power(count / 2))
    return count % 2 == 0 ? even : 1 + ratio * even
  }

  // MARK: The root

  /// The distance at which `difference` changes from positive to negative; nil where the precision does not suffice.
  private func root(_ difference: (Ball) -> Ball) -> Ball? {
    func value(_ distance: Rational) -> Ball { difference(Ball(distance, precision: precision)) }
    guard var (lower, upper) = bracket({ Self.isBelowRoot(value($0)) }) else { return nil }
    var (first, last) = (value(lower), value(upper))
    /// Moves the end of the bracket on the side of the root on which a number between its ends lies.
    func take(_ distance: Rational) -> Truth {
      let found = value(distance)
      let side = Self.isBelowRoot(found)
      if side == .proved { (lower, first) = (distance, found) }
      if side == .refuted { (upper, last) = (distance, found) }
      return side
    }
    let narrow = Rational(mantissa: 1, exponent: 24 - precision)
    var bits = 2
    while upper - lower > lower * narrow {
      let share = first / (first - last)
      let cell = (upper - lower) * Rational(mantissa: 1, exponent: -bits)
      let guess = share.isWholeLine ? 0 : (share.midpoint * Rational(mantissa: 1, exponent: bits)).floor
      let left = max(lower, lower + cell * Rational(guess - 1))
      let right = min(upper, lower + cell * Rational(guess + 2))
      let isNarrower = left < upper && right > lower && right - left < upper - lower
      if isNarrower && (left == lower || take(left) == .proved) && (right == upper || take(right) == .refuted)
      {
        bits = min(2 * bits, precision)
        continue
      }
      bits = max(2, bits / 2)
      let (quarter, middle, late) = (
        (3 * lower + upper) / 4, (lower + upper) / 2, (lower + 3 * upper) / 4
      )
      // The root may be the middle itself: then the middle half, when its ends can be told from it.
      if take(middle) == .undecided, take(quarter) != .proved || take(late) != .refuted { break }
    }
    return Ball(lower: lower, upper: upper, precision: precision)
  }

  private static func isBelowRoot(_ difference: Ball) -> Truth {
    if difference.isPositive == .proved { return .proved }
    return difference.isNegative == .proved ? .refuted : .undecided
  }

  /// Two positive distances about a factor of two apart with the root between.
  private func bracket(_ isBelowRoot: (Rational) -> Truth) -> (lower: Rational, upper: Rational)? {
    /// A distance of this exponent and its side of the root: another one when the root is too near to the power of two.
    func probe(_ exponent: Int) -> (distance: Rational, side: Truth) {
      let power = Rational(mantissa: 1, exponent: exponent)
      let side = isBelowRoot(power)
      return side == .undecided
        ? (power * Rational(5, 4), isBelowRoot(power * Rational(5, 4))) : (power, side)
    }
    let start = probe(0)
    if start.side == .undecided { return nil }
    var (near, nearDistance) = (0, start.distance)
    var far = start.side == .proved ? 1 : -1
    // Beyond the root, or so far that the precision does not tell: then without a distance.
    var farDistance: Rational?
    while true {
      let found = probe(far)
      if found.side != start.side {
        if found.side != .undecided { farDistance = found.distance }
        break
      }
      (near, nearDistance) = (far, found.distance)
      far *= 2
      if abs(far) > Self.exponentLimit { return nil }
    }
    while abs(far - near) > 1 {
      let middle = (near + far) / 2
      let found = probe(middle)
      if found.side == start.side {
        (near, nearDistance) = (middle, found.distance)
      } else if found.side != .undecided {
        (far, farDistance) = (middle, found.distance)
      } else if farDistance == nil {
        far = middle
      } else {
        return nil
      }
    }
    guard let farDistance else { return nil }
    return start.side == .proved ? (nearDistance, farDistance) : (farDistance, nearDistance)
  }

  /// The largest exponent of a distance that is tried.
  private static let exponentLimit = 1 << 22

  /// The orbit in layer values, with `f'(a) f'(b)` in units of rho.
  private func finished(_ kind: PeriodTwoOrbit.Kind, _ a: Ball, _ b: Ball) -> PeriodTwoOrbit? {
    let map = ModeRecursion<Ball>(depth: depth, x: 1, y: 1, rate: rate)
    let balls = [unit * a, unit * b, map.slope(at: a) * map.slope(at: b)]
    guard balls.allSatisfy({ !$0.isWholeLine }) else { return nil }
    let intervals = balls.map { Interval($0.lowerBound!, $0.upperBound!) }
    return PeriodTwoOrbit(kind: kind, points: (intervals[0], intervals[1]), multiplier: intervals[2])
  }
}
