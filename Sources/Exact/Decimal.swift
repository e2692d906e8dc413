// Decimal: numbers as decimal text, rounded outward, so that every printed bound is true.

/// The direction in which a number is rounded.
public enum DirectedRounding: Sendable, Hashable {
  /// Toward minus infinity: the result is at most the number.
  case down
  /// Toward plus infinity: the result is at least the number.
  case up
}

/// The number rounded in the given direction to `digits` significant decimal digits.
///
/// *Guarantee*: the text, read as a rational, is at most (`.down`) or at least (`.up`) the value, differs from it by less
/// than one unit of the last of the `digits` digits, and is the value itself when `digits` suffice. Exact integer
/// arithmetic throughout.
///
/// Plain decimals (`-0.00125`) for magnitudes from 10^-7 up to 10^21, else scientific notation (`1.25e-30`). Zeros at
/// the end of a fraction are dropped.
///
/// *Cost*: a division of integers of `digits` digits plus the size of the value.
public func decimalDigits(of value: Rational, digits: Int, rounding: DirectedRounding) -> String {
  precondition(digits >= 1, "decimalDigits: \(digits) digits")
  if value.isZero { return "0" }
  let awayFromZero = (rounding == .up) == (value.signum() > 0)
  var exponent = decimalExponent(ofPositive: value.magnitude)
  // |value| = (d / 10^(digits-1)) 10^exponent with 10^(digits-1) <= d < 10^digits.
  let scaled = value.magnitude * powerOfTen(digits - 1 - exponent)
  var mantissa = awayFromZero ? scaled.ceiling : scaled.floor
  if mantissa == Integer(10).power(digits) {
    (mantissa, exponent) = (Integer(10).power(digits - 1), exponent + 1)
  }

  var text = Array(mantissa.description)
  while text.count > 1 && text.last == "0" { text.removeLast() }
  let sign = value.signum() < 0 ? "-" : ""
  if exponent < -7 || exponent >= 21 {
    let fraction = text.count > 1 ? "." + String(text[1...]) : ""
    return "\(sign)\(text[0])\(fraction)e\(exponent)"
  }
  if exponent < 0 { return sign + "0." + String(repeating: "0", count: -exponent - 1) + String(text) }
  if text.count <= exponent + 1 {
    return sign + String(text) + String(repeating: "0", count: exponent + 1 - text.count)
  }
  return sign + String(text[...exponent]) + "." + String(text[(exponent + 1)...])
}

/// The two ends of an interval as text, rounded outward to `digits` significant digits each.
public func decimalBounds(
  lower: Rational, upper: Rational, digits: Int
) -> (lowerText: String, upperText: String) {
  (
    decimalDigits(of: lower, digits: digits, rounding: .down),
    decimalDigits(of: upper, digits: digits, rounding: .up)
  )
}

private func powerOfTen(_ exponent: Int) -> Rational {
  exponent >= 0 ? Rational(Integer(10).power(exponent)) : Rational(1, Integer(10).power(-exponent))
}

/// The largest e with 10^e <= value.
private func decimalExponent(ofPositive value: Rational) -> Int {
  // A first guess from the bit counts; log10(2) = 0.30103 to five digits. The loops make it right whatever it is.
  let bits = value.numerator.bitWidth - value.denominator.bitWidth
  var exponent = bits * 30103 / 100_000
  while powerOfTen(exponent) > value { exponent -= 1 }
  while powerOfTen(exponent + 1) <= value { exponent += 1 }
  return exponent
}

extension Ball: CustomStringConvertible {
  /// An enclosure `[lower, upper]`, every printed bound true: about as many digits as the ball is accurate, plus two.
  ///
  /// Numbers whose largest magnitude is beyond 2^±100000 are enclosed by powers of two; the whole line is `(-inf, inf)`.
  public var description: String {
    if isWholeLine { return "(-inf, inf)" }
    if let power = exponentBeyond(100_000) { return "[-2^\(power), 2^\(power)]" }
    let accuracy = min(accuracyBits, max(64, precision))
    // A radius too small for that many digits to show is not worth its size as a fraction.
    let shown =
      accuracy < accuracyBits && !isExact ? widened(by: Rational(mantissa: 1, exponent: -200_000)) : self
    return shown.decimalBounds(digits: accuracy * 30103 / 100_000 + 3).map {
      "[\($0.lowerText), \($0.upperText)]"
    }!
  }

  /// The two ends as decimal text, rounded outward to `digits` significant digits; nil for the whole line.
  public func decimalBounds(digits: Int) -> (lowerText: String, upperText: String)? {
    guard let lower = lowerBound, let upper = upperBound else { return nil }
    return (
      decimalDigits(of: lower, digits: digits, rounding: .down),
      decimalDigits(of: upper, digits: digits, rounding: .up)
    )
  }
}
