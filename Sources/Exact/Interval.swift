// Interval: closed intervals with rational ends, the form in which enclosures leave a computation.

/// The sign of a number as far as it is known.
public enum Sign: Sendable, Hashable {
  case negative
  case zero
  case positive
  case undecided
}

/// A closed interval `[lower, upper]` with exact ends, `lower <= upper`.
///
/// Every operation gives the exact image: there is no rounding. For long computations use `Ball`; an interval is what a
/// result is handed over in.
public struct Interval: Sendable {
  public let lower: Rational
  public let upper: Rational

  public init(_ lower: Rational, _ upper: Rational) {
    precondition(lower <= upper, "an interval from \(lower) to \(upper)")
    self.lower = lower
    self.upper = upper
  }

  /// The single number.
  public init(_ value: Rational) { self.init(value, value) }

  /// `[center - radius, center + radius]` for `radius >= 0`.
  public init(center: Rational, radius: Rational) { self.init(center - radius, center + radius) }

  /// The number, when the interval holds only one.
  public var singleValue: Rational? { lower == upper ? lower : nil }

  /// The sign of every number of the interval; undecided when they differ.
  public var sign: Sign {
    if lower > 0 { return .positive }
    if upper < 0 { return .negative }
    return lower == upper ? .zero : .undecided
  }

  /// The largest magnitude in the interval.
  public var magnitude: Rational { max(lower.magnitude, upper.magnitude) }

  public func contains(_ value: Rational) -> Bool { lower <= value && value <= upper }
  public func overlaps(_ other: Interval) -> Bool { lower <= other.upper && other.lower <= upper }

  /// The smallest interval that holds both.
  public func hull(with other: Interval) -> Interval {
    Interval(min(lower, other.lower), max(upper, other.upper))
  }

  /// Both ends moved outward by `margin >= 0`.
  public func widened(by margin: Rational) -> Interval { Interval(lower - margin, upper + margin) }

  public static func + (a: Interval, b: Interval) -> Interval {
    Interval(a.lower + b.lower, a.upper + b.upper)
  }

  /// The interval times a non-negative number.
  public func scaled(by factor: Rational) -> Interval { Interval(factor * lower, factor * upper) }

  /// The quotients of a non-negative interval by a positive one; nil when either is not proved to be that.
  public func quotient(by divisor: Interval) -> Interval? {
    guard lower >= 0, divisor.lower > 0 else { return nil }
    return Interval(lower / divisor.upper, upper / divisor.lower)
  }

  /// The ends as decimal texts, rounded outward to `digits` significant digits each.
  public func decimalTexts(digits: Int) -> (lower: String, upper: String) {
    (
      decimalDigits(of: lower, digits: digits, rounding: .down),
      decimalDigits(of: upper, digits: digits, rounding: .up)
    )
  }

  /// `[lower, upper]` rounded outward, or the number alone when both texts agree.
  public func text(digits: Int) -> String {
    let ends = decimalTexts(digits: digits)
    return ends.lower == ends.upper ? ends.lower : "[\(ends.lower), \(ends.upper)]"
  }
}

/// The half-open interval `(above, through]`, in which eigenvalues and roots are counted.
public struct CountingRange: Sendable {
  public let above: Rational
  public let through: Rational

  public init(above: Rational, through: Rational) {
    precondition(above <= through, "a range above \(above) through \(through)")
    self.above = above
    self.through = through
  }
}

/// How many bits and how many decimal digits answer to each other.
public enum DecimalPrecision {
  /// Bits that suffice for `digits` significant decimal digits, with two to spare: log2(10) < 3.3220.
  public static func bits(forDigits digits: Int) -> Int { digits * 33220 / 10000 + 2 }
}

extension AlgebraicReal {
  /// The stored enclosure; a single number exactly for a rational.
  public var interval: Interval { Interval(lowerBound, upperBound) }

  /// The same number with an interval narrower than `10^-digits` times its magnitude.
  public func refined(toDigits digits: Int) -> AlgebraicReal {
    if asRational != nil { return self }
    // An irrational is not zero: refine until the sign shows, then to that many bits below the leading one.
    var value = self
    var depth = 64
    while value.lowerBound.signum() * value.upperBound.signum() <= 0 {
      value = value.refined(toBits: depth)
      depth *= 2
    }
    let smallest = min(value.lowerBound.magnitude, value.upperBound.magnitude)
    let leading = smallest.denominator.bitWidth - smallest.numerator.bitWidth + 1
    return value.refined(toBits: DecimalPrecision.bits(forDigits: digits) + leading)
  }
}
