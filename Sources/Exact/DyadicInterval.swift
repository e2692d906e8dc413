// DyadicInterval: the cells in which real roots are caught.

/// The open interval `(m 2^e, (m+1) 2^e)`.
///
/// Two such cells are nested or disjoint, and halving a cell gives cells: this is what makes comparison of roots simple.
struct DyadicInterval: Sendable, Hashable {
  var mantissa: Integer
  var exponent: Int

  var lowerBound: Rational { Rational(mantissa: mantissa, exponent: exponent) }
  var upperBound: Rational { Rational(mantissa: mantissa + 1, exponent: exponent) }

  /// Whether the two cells share a point; then the one with the smaller exponent lies in the other.
  func overlaps(_ other: DyadicInterval) -> Bool {
    let (fine, coarse) = exponent <= other.exponent ? (self, other) : (other, self)
    return fine.mantissa.shiftedRight(by: coarse.exponent - fine.exponent) == coarse.mantissa
  }

  /// Whether this cell lies to the left of another that it does not overlap.
  func precedes(_ other: DyadicInterval) -> Bool {
    let common = min(exponent, other.exponent)
    return mantissa.shiftedLeft(by: exponent - common)
      < other.mantissa.shiftedLeft(by: other.exponent - common)
  }
}
