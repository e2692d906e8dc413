// WordModulus: arithmetic modulo a prime of one machine word, for modular images of exact problems.
//
// Residues are kept in Montgomery form x R mod p with R = 2^64, so a product costs three word products and no
// division. [Montgomery 1985]

/// The integers modulo an odd prime `p < 2^62`. Residues are words below `p` in Montgomery form unless said otherwise.
struct WordModulus: Sendable {
  /// The prime.
  let prime: UInt
  /// `p^-1 mod 2^64`.
  private let inverseModuloWord: UInt
  /// `R mod p`: the residue 1.
  let one: UInt
  /// `R^2 mod p`: multiplying by it brings a plain residue into Montgomery form.
  let radixSquared: UInt

  init(prime: UInt) {
    precondition(prime & 1 == 1 && prime > 2 && prime < 1 << 62, "WordModulus: \(prime)")
    self.prime = prime
    var inverse = prime  // correct to 3 bits; each Newton step doubles them
    for _ in 0..<5 { inverse = inverse &* (2 &- prime &* inverse) }
    inverseModuloWord = inverse
    one = prime.dividingFullWidth((1, 0)).remainder
    radixSquared = prime.dividingFullWidth((one, 0)).remainder
  }

  /// `(high 2^64 + low) R^-1 mod p`, for `high < p`.
  @inline(__always) func reduce(_ high: UInt, _ low: UInt) -> UInt {
    // m p = low (mod 2^64), so the low words cancel and the difference of the high words lies in (-p, p).
    let correction = (low &* inverseModuloWord).multipliedFullWidth(by: prime).high
    let difference = high &- correction
    return high < correction ? difference &+ prime : difference
  }

  @inline(__always) func multiply(_ a: UInt, _ b: UInt) -> UInt {
    let product = a.multipliedFullWidth(by: b)
    return reduce(product.high, product.low)
  }

  @inline(__always) func add(_ a: UInt, _ b: UInt) -> UInt {
    let sum = a &+ b
    return min(sum, sum &- prime)
  }

  @inline(__always) func subtract(_ a: UInt, _ b: UInt) -> UInt {
    let difference = a &- b
    return min(difference, difference &+ prime)
  }

  @inline(__always) func negate(_ a: UInt) -> UInt { a == 0 ? 0 : prime &- a }

  /// `sum a_i b_i R^-1` over `count` residues each, reduced once at the end.
  ///
  /// The 128-bit accumulator stays below `p 2^64`: a product has a high word below `p / 4`, so after two products the
  /// high word is below `2 p`, and is brought below p at once.
  @inline(__always)
  func dotProduct(_ a: UnsafePointer<UInt>, _ b: UnsafePointer<UInt>, _ count: Int) -> UInt {
    var high: UInt = 0
    var low: UInt = 0
    var i = 0
    while i + 1 < count {
      Self.addProduct(&high, &low, a[i], b[i])
      Self.addProduct(&high, &low, a[i + 1], b[i + 1])
      high = min(high, high &- prime)
      i += 2
    }
    if i < count {
      Self.addProduct(&high, &low, a[i], b[i])
      high = min(high, high &- prime)
    }
    return reduce(high, low)
  }

  /// `sum w_i b_i R^-1` over `count` terms: any words `w_i`, residues `b_i`.
  ///
  /// As for `dotProduct`, but the high word of a product is only below `b_i < p`, so every one is followed by a step.
  @inline(__always)
  func weightedSum(_ words: UnsafePointer<UInt>, _ b: UnsafePointer<UInt>, _ count: Int) -> UInt {
    var high: UInt = 0
    var low: UInt = 0
    for i in 0..<count {
      Self.addProduct(&high, &low, words[i], b[i])
      high = min(high, high &- prime)
    }
    return reduce(high, low)
  }

  @inline(__always)
  private static func addProduct(_ high: inout UInt, _ low: inout UInt, _ a: UInt, _ b: UInt) {
    let product = a.multipliedFullWidth(by: b)
    let sum = low.addingReportingOverflow(product.low)
    low = sum.partialValue
    high = high &+ product.high &+ (sum.overflow ? 1 : 0)
  }

  /// `R^2, R^3, ... mod p`: the weights with which the words of an integer sum to its residue.
  func wordWeights(_ count: Int) -> [UInt] {
    var weights = [UInt](repeating: radixSquared, count: count)
    for i in weights.indices.dropFirst() { weights[i] = multiply(weights[i - 1], radixSquared) }
    return weights
  }

  /// The residue of an integer, in Montgomery form.
  func residue(of value: Integer) -> UInt {
    if let small = value.asInt {
      let magnitude = multiply(small.magnitude, radixSquared)
      return small < 0 ? negate(magnitude) : magnitude
    }
    return multiply(value.residue(modulo: prime), radixSquared)
  }

  /// The plain residue in `0..<p`.
  func plain(_ a: UInt) -> UInt { reduce(0, a) }

  /// The inverse of a non-zero residue, by the extended Euclidean algorithm.
  func inverse(of a: UInt) -> UInt {
    var (previous, current) = (Int(prime), Int(plain(a)))
    var (previousFactor, factor) = (0, 1)
    while current != 0 {
      let quotient = previous / current
      (previous, current) = (current, previous &- quotient &* current)
      (previousFactor, factor) = (factor, previousFactor &- quotient &* factor)
    }
    precondition(previous == 1, "inverse of a residue that shares a factor with the modulus")
    let plainInverse = previousFactor < 0 ? previousFactor + Int(prime) : previousFactor
    return multiply(UInt(plainInverse), radixSquared)
  }

  func power(_ base: UInt, _ exponent: UInt) -> UInt {
    var (result, square, rest) = (one, base, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result = multiply(result, square) }
      square = multiply(square, square)
      rest >>= 1
    }
    return result
  }
}
