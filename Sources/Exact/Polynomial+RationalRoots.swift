// Polynomial+RationalRoots: all rational roots of an integer polynomial, by lifting roots modulo a small prime.

extension Polynomial where Coefficient == Integer {
  /// The rational roots with multiplicities, ascending. The zero polynomial is misuse.
  ///
  /// Guarantee: complete and exact. Every root `u/v` has `v` dividing the leading coefficient, so modulo a prime q that
  /// does not divide it `u/v` is a root modulo q; when all roots modulo q are simple each lifts uniquely to a root modulo
  /// any power of q (Hensel), and a power above twice the largest possible `|lc u/v|` shows the only candidate, which is
  /// tried by exact division.
  public var rationalRoots: [(root: Rational, multiplicity: Int)] {
    precondition(!isZero, "the rational roots of the zero polynomial")
    return
      squareFreeFactors
      .flatMap { factor, multiplicity in
        factor.splittingRationalRoots().roots.map { ($0, multiplicity) }
      }
      .sorted { $0.root < $1.root }
  }

  /// The rational roots of a square-free polynomial, and the cofactor, which has none.
  func splittingRationalRoots() -> (roots: [Rational], cofactor: Polynomial) {
    var roots: [Rational] = []
    var cofactor = self
    if cofactor[0].isZero && !cofactor.isZero {
      roots.append(0)
      cofactor = Polynomial(Array(cofactor.coefficients.dropFirst()))
    }
    if cofactor.degree < 1 { return (roots, cofactor) }
    let start = cofactor.smallPrimeRoots()
    if start.roots.isEmpty { return (roots, cofactor) }

    // |root| <= 2^bound, so |lc root| <= |lc| 2^bound.
    let bound = max(0, cofactor.rootBoundExponent)
    let limit = cofactor.leadingCoefficient.magnitude.shiftedLeft(by: bound + 1)
    for root in start.roots where cofactor.degree > 0 {
      let (lifted, modulus) = cofactor.lifted(root: root, prime: start.prime, above: limit)
      var scaled = (lifted * cofactor.leadingCoefficient).floorDivided(by: modulus).remainder
      if scaled + scaled > modulus { scaled -= modulus }
      let candidate = Rational(scaled, cofactor.leadingCoefficient)
      let linear = Polynomial([-candidate.numerator, candidate.denominator])
      if let quotient = cofactor.exactQuotient(by: linear) {
        roots.append(candidate)
        cofactor = quotient
      }
    }
    return (roots, cofactor)
  }

  /// A small prime that does not divide the leading coefficient, modulo which all roots are simple, with these roots.
  ///
  /// Among twenty primes the one with the fewest roots is taken, and one without roots at once. A square-free polynomial
  /// has multiple roots modulo finitely many primes only, so the search ends.
  private func smallPrimeRoots() -> (prime: Int, roots: [Int]) {
    var best: (prime: Int, roots: [Int])?
    var tried = 0
    for candidate in 3... {
      if (2...).prefix(while: { $0 * $0 <= candidate }).contains(where: { candidate % $0 == 0 }) { continue }
      if tried >= 20, let best { return best }
      let residues = coefficients.map { Int($0.residue(modulo: UInt(candidate))) }
      if residues.last == 0 { continue }
      tried += 1
      var roots: [Int] = []
      var areSimple = true
      for x in 0..<candidate {
        var (value, slope) = (0, 0)
        for residue in residues.reversed() {
          slope = (slope * x + value) % candidate
          value = (value * x + residue) % candidate
        }
        if value != 0 { continue }
        roots.append(x)
        if slope == 0 { areSimple = false }
      }
      if roots.isEmpty { return (candidate, []) }
      if areSimple && roots.count < best?.roots.count ?? .max { best = (candidate, roots) }
    }
    preconditionFailure("the sequence of primes has no end")
  }

  /// The root modulo `q^(2^j)`, the first such power above `limit`, that is congruent to a simple root modulo q.
  private func lifted(root: Int, prime: Int, above limit: Integer) -> (root: Integer, modulus: Integer) {
    var modulus = Integer(prime)
    var root = Integer(root)
    let slope = derivative.value(at: root, modulo: modulus).asInt!
    var inverse = Integer((1..<prime).first { $0 * slope % prime == 1 }!)
    while modulus <= limit {
      // Newton: the root and the inverse of the slope there both double their number of digits.
      modulus = modulus.squared()
      root = (root - value(at: root, modulo: modulus) * inverse).floorDivided(by: modulus).remainder
      let slope = derivative.value(at: root, modulo: modulus)
      inverse = (inverse * (2 - slope * inverse)).floorDivided(by: modulus).remainder
    }
    return (root, modulus)
  }

  private func value(at x: Integer, modulo modulus: Integer) -> Integer {
    coefficients.reversed().reduce(0) { value, coefficient in
      (value * x + coefficient).floorDivided(by: modulus).remainder
    }
  }

  /// An exponent e, of any sign, such that every complex root is below `2^e` in magnitude; for a non-zero constant
  /// term and positive degree.
  ///
  /// Fujiwara: `|root| <= 2 max_i |a_(n-i) / a_n|^(1/i)`. [Fujiwara 1916]
  var rootBoundExponent: Int {
    let leadingBits = leadingCoefficient.bitWidth
    var exponent: Int?
    for i in 1...degree where !coefficients[degree - i].isZero {
      // |a_(n-i)| < 2^b and |a_n| >= 2^(leadingBits - 1).
      let bits = coefficients[degree - i].bitWidth - leadingBits + 1
      let quotient = bits >= 0 ? (bits + i - 1) / i : -(-bits / i)
      exponent = max(exponent ?? quotient, quotient)
    }
    return exponent! + 1
  }
}
