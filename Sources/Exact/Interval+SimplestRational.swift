// Interval+SimplestRational: the first fraction of the Stern-Brocot tree that lies in an interval.

extension Interval {
  /// The rational of least denominator in the interval, and among those of least magnitude of the numerator.
  ///
  /// *Method*: the walk down the Stern-Brocot tree, a whole run of steps at a time: the continued fraction that both ends share, then the least integer between what is left of them.
  public var simplestRational: Rational {
    if lower.signum() <= 0 && upper.signum() >= 0 { return 0 }
    if upper.signum() < 0 { return -Interval(-upper, -lower).simplestRational }
    let whole = lower.ceiling
    if Rational(whole) <= upper { return Rational(whole) }
    let part = Rational(lower.floor)
    let rest = Interval((upper - part).reciprocal!, (lower - part).reciprocal!)
    return part + rest.simplestRational.reciprocal!
  }
}
