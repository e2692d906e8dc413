// RationalShrinking: simpler fractions to try in place of a rational number.
//
// Method      The path from the root of the Stern-Brocot tree to the number: its continued fraction gives the runs of steps in one direction, and of a
//             long run only the places at half the distance from its end each time are kept.

import Exact

extension Rational {
  /// Simpler rationals in the order in which shrinking should try them: 0, then fractions from the root of the Stern-Brocot tree down to the number,
  /// without the number itself.
  ///
  /// Each has a smaller denominator, or the same and a smaller numerator, so that shrinking by these steps ends. At most 64 are listed.
  public var simplerFractions: [Rational] {
    if isZero { return [] }
    if signum() < 0 { return magnitude.simplerFractions.map { -$0 } }
    var values: [Rational] = [0]
    // The last two convergents, p/q and before it, and what is left of the continued fraction.
    var (p, q): (Integer, Integer) = (1, 0)
    var (before, beneath): (Integer, Integer) = (0, 1)
    var rest = self
    while values.count < 64 {
      let whole = rest.floor
      for step in Self.approaches(to: whole) {
        let (numerator, denominator) = (step * p + before, step * q + beneath)
        if denominator.isZero || numerator.isZero { continue }
        let value = Rational(numerator, denominator)
        if value != self && value.isSimpler(than: self) && !values.contains(value) { values.append(value) }
      }
      (p, before) = (whole * p + before, p)
      (q, beneath) = (whole * q + beneath, q)
      guard let next = (rest - Rational(whole)).reciprocal else { break }
      rest = next
    }
    // A convergent and the step after it are neighbours in the tree, in either order.
    return Array(values.sorted { $0.isSimpler(than: $1) }.prefix(64))
  }

  /// Whether the number has a smaller denominator, or the same and a smaller magnitude, or is the opposite of a negative `other`.
  public func isSimpler(than other: Rational) -> Bool {
    if denominator != other.denominator { return denominator < other.denominator }
    if numerator.magnitude != other.numerator.magnitude {
      return numerator.magnitude < other.numerator.magnitude
    }
    return signum() > other.signum()
  }

  /// 1, then numbers at half the distance from `end` each time, `end`, and `end + 1`: one step beyond the run is the other neighbour.
  private static func approaches(to end: Integer) -> [Integer] {
    if end.signum() <= 0 { return end.isZero ? [1] : [] }
    var steps: [Integer] = []
    var distance = end - 1
    while distance.signum() > 0 {
      steps.append(end - distance)
      distance = distance.shiftedRight(by: 1)
    }
    return steps + [end, end + 1]
  }
}

extension Generator where Value == Rational {
  /// The simpler fractions within the range, the simplest one of the range first; of two opposite numbers the positive one is simpler.
  static func simpler(than value: Rational, in range: ClosedRange<Rational>) -> [Rational] {
    let simplest = Interval(range.lowerBound, range.upperBound).simplestRational
    let opposite = value.signum() < 0 ? [-value] : []
    var values: [Rational] = []
    let fractions = value.simplerFractions
    for candidate in [simplest] + opposite + fractions + fractions.map({ -$0 }) {
      if range.contains(candidate) && candidate.isSimpler(than: value) && !values.contains(candidate) {
        values.append(candidate)
      }
    }
    return values
  }
}
