// Rational+Arithmetic: field operations and order.

extension Rational: ExactScalar, Field, Comparable {
  public static func + (a: Rational, b: Rational) -> Rational {
    if a.denominator == b.denominator {
      if a.denominator == 1 { return Rational(a.numerator + b.numerator) }
      return Rational(a.numerator + b.numerator, a.denominator)
    }
    // With g = gcd of the denominators, only g can share a factor with the new numerator (Knuth 4.5.1).
    let divisor = Integer.gcd(a.denominator, b.denominator)
    if divisor == 1 {
      var numerator = a.numerator * b.denominator
      numerator.addProduct(b.numerator, a.denominator)
      return Rational(reducedNumerator: numerator, denominator: a.denominator * b.denominator)
    }
    let aRest = a.denominator.exactlyDivided(by: divisor)
    let bRest = b.denominator.exactlyDivided(by: divisor)
    var numerator = a.numerator * bRest
    numerator.addProduct(b.numerator, aRest)
    let common = Integer.gcd(numerator, divisor)
    if common == 1 { return Rational(reducedNumerator: numerator, denominator: aRest * b.denominator) }
    return Rational(
      reducedNumerator: numerator.exactlyDivided(by: common),
      denominator: aRest * b.denominator.exactlyDivided(by: common))
  }

  public static func - (a: Rational, b: Rational) -> Rational { a + (-b) }

  public static prefix func - (a: Rational) -> Rational {
    Rational(reducedNumerator: -a.numerator, denominator: a.denominator)
  }

  public static func * (a: Rational, b: Rational) -> Rational {
    if a.denominator == 1 && b.denominator == 1 { return Rational(a.numerator * b.numerator) }
    let left = Integer.gcd(a.numerator, b.denominator)
    let right = Integer.gcd(b.numerator, a.denominator)
    if a.isZero || b.isZero { return 0 }
    return Rational(
      reducedNumerator: divide(a.numerator, left) * divide(b.numerator, right),
      denominator: divide(a.denominator, right) * divide(b.denominator, left))
  }

  private static func divide(_ a: Integer, _ b: Integer) -> Integer { b == 1 ? a : a.exactlyDivided(by: b) }

  /// The quotient. A zero divisor is misuse.
  public static func / (a: Rational, b: Rational) -> Rational {
    guard let inverse = b.reciprocal else { preconditionFailure("division of a rational by zero") }
    return a * inverse
  }

  public var reciprocal: Rational? {
    switch numerator.signum() {
    case 0: nil
    case 1: Rational(reducedNumerator: denominator, denominator: numerator)
    default: Rational(reducedNumerator: -denominator, denominator: -numerator)
    }
  }

  public func power(_ exponent: Int) -> Rational {
    precondition(exponent >= 0, "power: the exponent \(exponent) is negative")
    return Rational(
      reducedNumerator: numerator.power(exponent), denominator: denominator.power(exponent))
  }

  public static func < (a: Rational, b: Rational) -> Bool {
    if a.denominator == b.denominator { return a.numerator < b.numerator }
    return a.numerator * b.denominator < b.numerator * a.denominator
  }
}

extension Rational: CustomStringConvertible {
  /// `p` for an integer, `p/q` in lowest terms otherwise: the form used in certificates.
  public var description: String { isInteger ? numerator.description : "\(numerator)/\(denominator)" }
}
