// RationalShrinking: simpler fractions to try in place of a rational number.

import Exact

extension Rational {
  /// Simpler rationals in the order in which shrinking should try them: 0, then the simplest rationals of smaller and smaller
  /// intervals around the number, without the number itself.
  ///
  /// Each has a smaller denominator, or the same and a smaller numerator, so that shrinking by these steps ends.
  /// *Method*: the Stern-Brocot tree, the simplest fraction within 2^-k of the number for k = 0, 1, 2, ...
  public var simplerValues: [Rational] {
    if isZero { return [] }
    var values: [Rational] = [0]
    var radius = magnitude
    while values.count < 64 {
      let simplest = Interval(center: self, radius: radius).simplestRational
      if simplest == self { break }
      if simplest != values[values.count - 1] { values.append(simplest) }
      radius = radius / 2
    }
    return values
  }
}
