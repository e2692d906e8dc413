// Polynomial+GreatestCommonDivisor: gcd over the integers by modular images, proved by division; square-free parts.

extension Polynomial where Coefficient == Integer {
  /// The primitive greatest common divisor of the primitive parts, with positive leading coefficient.
  ///
  /// Guarantee: the result divides both (checked by exact division), and no common divisor has a higher degree, since
  /// the degree modulo any prime that does not divide a leading coefficient is an upper bound. `gcd(0, p)` is the
  /// primitive part of p.
  /// Method: images modulo word primes, normalised to the gcd of the leading coefficients, joined by Chinese remainders
  /// until they are stable and the division succeeds. [Brown 1971; Cohen 1993, 3.3]
  public static func gcd(_ a: Polynomial, _ b: Polynomial) -> Polynomial {
    let (a, b) = (a.primitivePart, b.primitivePart)
    if a.isZero { return b }
    if b.isZero { return a }
    if a.degree == 0 || b.degree == 0 { return 1 }
    let leading = Integer.gcd(a.leadingCoefficient, b.leadingCoefficient)
    var image: [Integer] = []
    var modulus: Integer = 1
    for index in 0... {
      let ring = WordPrimes.modulus(at: index)
      let leadingResidue = ring.residue(of: leading)
      if leadingResidue == 0 { continue }
      let residues = PolynomialImage(a, ring).gcd(PolynomialImage(b, ring)).scaled(toLeading: leadingResidue)
      if residues.count == 1 { return 1 }
      if image.isEmpty || residues.count < image.count {
        // Every earlier prime was unlucky: its image had too high a degree.
        image = []
        modulus = 1
      } else if residues.count > image.count {
        continue
      }
      let next = Self.joined(image, modulus, residues, ring)
      modulus *= Integer(ring.prime)
      let isStable = next == image
      image = next
      if !isStable { continue }
      let candidate = Polynomial(image).primitivePart
      if a.exactQuotient(by: candidate) != nil && b.exactQuotient(by: candidate) != nil { return candidate }
    }
    preconditionFailure("the sequence of primes has no end")
  }

  /// The symmetric representatives modulo `modulus * prime` of residues known modulo both; `image` may be empty.
  private static func joined(
    _ image: [Integer], _ modulus: Integer, _ residues: [UInt], _ ring: WordModulus
  ) -> [Integer] {
    let inverse = ring.inverse(of: ring.residue(of: modulus))
    return residues.indices.map { i in
      var value = image.isEmpty ? 0 : image[i]
      let digit = ring.plain(ring.multiply(ring.subtract(residues[i], ring.residue(of: value)), inverse))
      // A digit in the symmetric range keeps the representative symmetric.
      value.addProduct(modulus, Integer(digit > ring.prime / 2 ? Int(digit) - Int(ring.prime) : Int(digit)))
      return value
    }
  }

  /// The product of the distinct irreducible factors: primitive, square-free, positive leading coefficient.
  public var squareFreePart: Polynomial {
    if degree < 1 { return isZero ? 0 : 1 }
    let primitive = primitivePart
    let repeated = Polynomial.gcd(primitive, primitive.derivative)
    return primitive.exactQuotient(by: repeated)!.primitivePart
  }

  /// The square-free factors with their multiplicities, in ascending order of multiplicity.
  ///
  /// Guarantee: `primitivePart = product of factor^multiplicity`, factors primitive, square-free, pairwise coprime, of
  /// positive degree. A constant (and zero) has none. Method: [Yun 1976].
  public var squareFreeFactors: [(factor: Polynomial, multiplicity: Int)] {
    if degree < 1 { return [] }
    let primitive = primitivePart
    let derivative = primitive.derivative
    let repeated = Polynomial.gcd(primitive, derivative)
    if repeated.degree == 0 { return [(primitive, 1)] }
    var factors: [(Polynomial, Int)] = []
    var rest = primitive.exactQuotient(by: repeated)!
    var slope = derivative.exactQuotient(by: repeated)!
    for multiplicity in 1... {
      let difference = slope - rest.derivative
      if difference.isZero {
        if rest.degree > 0 { factors.append((rest, multiplicity)) }
        break
      }
      let factor = Polynomial.gcd(rest, difference)
      if factor.degree > 0 { factors.append((factor, multiplicity)) }
      rest = rest.exactQuotient(by: factor)!
      slope = difference.exactQuotient(by: factor)!
    }
    return factors
  }
}

/// A polynomial modulo a word prime: ascending residues in Montgomery form without leading zeros.
private struct PolynomialImage {
  private var residues: [UInt]
  private let ring: WordModulus

  init(_ polynomial: Polynomial<Integer>, _ ring: WordModulus) {
    self.ring = ring
    residues = polynomial.coefficients.map { ring.residue(of: $0) }
    while residues.last == 0 { residues.removeLast() }
  }

  /// A greatest common divisor, by Euclid's algorithm.
  func gcd(_ other: PolynomialImage) -> PolynomialImage {
    var (a, b) = (self, other)
    while !b.residues.isEmpty {
      a.reduce(by: b)
      swap(&a, &b)
    }
    return a
  }

  private mutating func reduce(by divisor: PolynomialImage) {
    let inverse = ring.inverse(of: divisor.residues.last!)
    while residues.count >= divisor.residues.count {
      let shift = residues.count - divisor.residues.count
      let factor = ring.multiply(residues.last!, inverse)
      for (i, residue) in divisor.residues.enumerated() {
        residues[shift + i] = ring.subtract(residues[shift + i], ring.multiply(factor, residue))
      }
      while residues.last == 0 { residues.removeLast() }
    }
  }

  /// The residues of the multiple with the given leading residue.
  func scaled(toLeading leading: UInt) -> [UInt] {
    let factor = ring.multiply(leading, ring.inverse(of: residues.last!))
    return residues.map { ring.multiply($0, factor) }
  }
}
