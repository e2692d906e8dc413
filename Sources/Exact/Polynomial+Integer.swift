// Polynomial+Integer: content, primitive part, exact division, signs, and the way from the rationals.

extension Polynomial where Coefficient == Integer {
  /// The non-negative greatest common divisor of the coefficients; zero for the zero polynomial.
  public var content: Integer {
    var content: Integer = 0
    for coefficient in coefficients.reversed() where content != 1 {
      content = Integer.gcd(content, coefficient)
    }
    return content
  }

  /// The positive rational multiple, up to sign, with content 1 and positive leading coefficient; zero for zero.
  public var primitivePart: Polynomial {
    if isZero { return self }
    let divisor = leadingCoefficient.signum() < 0 ? -content : content
    return divisor == 1 ? self : Polynomial(coefficients.map { $0.exactlyDivided(by: divisor) })
  }

  /// The quotient when `divisor` divides this polynomial in `Z[x]`; nil is a proof that it does not.
  ///
  /// Cost: `deg quotient * deg divisor` fused products.
  public func exactQuotient(by divisor: Polynomial) -> Polynomial? {
    precondition(!divisor.isZero, "division of a polynomial by zero")
    if isZero { return self }
    let shift = degree - divisor.degree
    if shift < 0 { return nil }
    var remainder = coefficients
    var quotient = [Integer](repeating: 0, count: shift + 1)
    for i in stride(from: shift, through: 0, by: -1) {
      let (factor, rest) = remainder[i + divisor.degree].floorDivided(by: divisor.leadingCoefficient)
      if !rest.isZero { return nil }
      if factor.isZero { continue }
      quotient[i] = factor
      let negative = -factor
      for j in 0..<divisor.degree { remainder[i + j].addProduct(negative, divisor.coefficients[j]) }
    }
    return remainder.prefix(divisor.degree).allSatisfy(\.isZero) ? Polynomial(quotient) : nil
  }

  /// `q^degree p(a/q)`, an integer with the sign of `p(a/q)`, for `q > 0`.
  func homogeneousValue(_ a: Integer, _ q: Integer) -> Integer {
    guard var value = coefficients.last else { return 0 }
    var power: Integer = 1
    for coefficient in coefficients.dropLast().reversed() {
      power *= q
      value *= a
      value.addProduct(coefficient, power)
    }
    return value
  }

  /// The sign of the value at a rational point: -1, 0 or 1, exactly.
  public func sign(at point: Rational) -> Int {
    homogeneousValue(point.numerator, point.denominator).signum()
  }

  /// The number of sign changes in the sequence of coefficients, zeros left out.
  ///
  /// Descartes: at least the number of positive roots with multiplicity, and equal to it when all roots are real.
  public var signVariations: Int { signChanges(in: coefficients) }

  /// The exponent of the highest power of `x` that divides a non-zero polynomial.
  public var orderAtZero: Int {
    precondition(!isZero, "the order at zero of the zero polynomial")
    return coefficients.firstIndex { !$0.isZero }!
  }
}

extension Polynomial where Coefficient == Rational {
  /// The integer polynomial `N` and the least positive `d` with `p = N / d`.
  public var clearedDenominators: (numerator: Polynomial<Integer>, denominator: Integer) {
    var denominator: Integer = 1
    for coefficient in coefficients where coefficient.denominator != denominator {
      denominator = Integer.lcm(denominator, coefficient.denominator)
    }
    return (map { $0.numerator * denominator.exactlyDivided(by: $0.denominator) }, denominator)
  }

  /// The integer polynomial with the same roots, content 1 and positive leading coefficient; zero for zero.
  public var primitivePart: Polynomial<Integer> { clearedDenominators.numerator.primitivePart }
}

/// The number of sign changes in a sequence, zeros left out.
func signChanges(in values: [Integer]) -> Int {
  var (variations, last) = (0, 0)
  for value in values {
    let sign = value.signum()
    if sign == 0 { continue }
    if last * sign < 0 { variations += 1 }
    last = sign
  }
  return variations
}
