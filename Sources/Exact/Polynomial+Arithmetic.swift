// Polynomial+Arithmetic: ring operations, evaluation, derivative, substitution, division over a field.

extension Polynomial: CommutativeRing {
  public static func + (a: Polynomial, b: Polynomial) -> Polynomial {
    var result = a
    result += b
    return result
  }

  public static func - (a: Polynomial, b: Polynomial) -> Polynomial {
    var result = a
    result -= b
    return result
  }

  public static prefix func - (a: Polynomial) -> Polynomial { Polynomial(a.coefficients.map { -$0 }) }

  public static func += (a: inout Polynomial, b: Polynomial) {
    a.updateCoefficients { coefficients in
      for (i, value) in b.coefficients.enumerated() {
        if i < coefficients.count { coefficients[i] += value } else { coefficients.append(value) }
      }
    }
  }

  public static func -= (a: inout Polynomial, b: Polynomial) {
    a.updateCoefficients { coefficients in
      for (i, value) in b.coefficients.enumerated() {
        if i < coefficients.count { coefficients[i] -= value } else { coefficients.append(-value) }
      }
    }
  }

  /// The product; `(deg a + 1)(deg b + 1)` fused products of coefficients.
  public static func * (a: Polynomial, b: Polynomial) -> Polynomial {
    if a.coefficients.isEmpty || b.coefficients.isEmpty { return 0 }
    var product = [Coefficient](repeating: 0, count: a.coefficients.count + b.coefficients.count - 1)
    for (i, left) in a.coefficients.enumerated() where left.vanishes != .proved {
      for (j, right) in b.coefficients.enumerated() { product[i + j].addProduct(left, right) }
    }
    return Polynomial(product)
  }

  /// Proved exactly when every coefficient vanishes, refuted when one is proved not to.
  public var vanishes: Truth {
    coefficients.reduce(.proved) { truth, coefficient in truth && coefficient.vanishes }
  }
}

extension Polynomial {
  /// The value at `x` by Horner's rule: `degree` fused products.
  public func evaluated(at x: Coefficient) -> Coefficient {
    guard var value = coefficients.last else { return 0 }
    for coefficient in coefficients.dropLast().reversed() {
      var next = coefficient
      next.addProduct(value, x)
      value = next
    }
    return value
  }

  /// The value at `x` in another ring, with coefficients sent there by the ring homomorphism `embedding`.
  public func evaluated<Other: CommutativeRing>(at x: Other, embedding: (Coefficient) -> Other) -> Other {
    guard let last = coefficients.last else { return 0 }
    var value = embedding(last)
    for coefficient in coefficients.dropLast().reversed() {
      var next = embedding(coefficient)
      next.addProduct(value, x)
      value = next
    }
    return value
  }

  /// The formal derivative.
  public var derivative: Polynomial {
    Polynomial(coefficients.enumerated().dropFirst().map { Coefficient($0.offset) * $0.element })
  }

  /// `p(x + c)`, by `degree^2 / 2` fused products (the Taylor shift as repeated synthetic division).
  public func shifted(by c: Coefficient) -> Polynomial {
    var shifted = self
    shifted.updateCoefficients { coefficients in
      for first in 0..<coefficients.count {
        for i in stride(from: coefficients.count - 2, through: first, by: -1) {
          coefficients[i].addProduct(c, coefficients[i + 1])
        }
      }
    }
    return shifted
  }

  /// `p(c x)`.
  public func scaled(by c: Coefficient) -> Polynomial {
    var power: Coefficient = 1
    return Polynomial(
      coefficients.enumerated().map { i, coefficient in
        if i > 0 { power *= c }
        return power * coefficient
      })
  }

  /// `p(-x)`.
  public var reflected: Polynomial {
    Polynomial(coefficients.enumerated().map { $0.offset & 1 == 1 ? -$0.element : $0.element })
  }

  /// `p(q(x))`.
  public func composed(with inner: Polynomial) -> Polynomial {
    evaluated(at: inner, embedding: { Polynomial(constant: $0) })
  }

  /// `x^degree p(1/x)`: the coefficients in the opposite order.
  public var reciprocalPolynomial: Polynomial { Polynomial(coefficients.reversed()) }
}

extension Polynomial where Coefficient: Field & ExactScalar {
  /// The quotient and remainder: `self = quotient * divisor + remainder`, `deg remainder < deg divisor`.
  public func divided(by divisor: Polynomial) -> (quotient: Polynomial, remainder: Polynomial) {
    precondition(!divisor.isZero, "division of a polynomial by zero")
    var remainder = coefficients
    let shift = degree - divisor.degree
    if shift < 0 { return (0, self) }
    var quotient = [Coefficient](repeating: 0, count: shift + 1)
    for i in stride(from: shift, through: 0, by: -1) {
      let factor = remainder[i + divisor.degree] / divisor.leadingCoefficient
      quotient[i] = factor
      for j in 0...divisor.degree { remainder[i + j].addProduct(-factor, divisor[j]) }
    }
    return (Polynomial(quotient), Polynomial(remainder))
  }
}
