// ChineseRemainder: integers from their residues modulo word primes.

/// Reconstruction of an integer from its residues modulo fixed distinct primes.
///
/// With `M` the product of the primes, `x = sum_i (x_i (M/p_i)^-1 mod p_i) (M/p_i) mod M`.
struct ChineseRemainder {
  let moduli: [WordModulus]
  /// The product of all primes.
  let product: Integer
  private let halfProduct: Integer
  /// `M / p_i`.
  private let cofactors: [Integer]
  /// `(M / p_i)^-1 mod p_i`, in Montgomery form.
  private let inverses: [UInt]

  init(_ moduli: [WordModulus]) {
    self.moduli = moduli
    let product = moduli.reduce(Integer(1)) { $0 * Integer($1.prime) }
    self.product = product
    halfProduct = product.shiftedRight(by: 1)
    cofactors = moduli.map { product.exactlyDivided(by: Integer($0.prime)) }
    inverses = zip(moduli, cofactors).map { $0.inverse(of: $0.residue(of: $1)) }
  }

  /// Primes whose product exceeds `2 bound`, so that residues determine every integer of magnitude at most `bound`.
  static func moduli(forMagnitude bound: Integer) -> [WordModulus] {
    var count = (bound.bitWidth + 1) / 62 + 1
    while WordPrimes.first(count).reduce(Integer(1), { $0 * Integer($1.prime) }) <= bound + bound {
      count += 1
    }
    return WordPrimes.first(count)
  }

  /// The integer of least magnitude whose plain residue modulo the `i`-th prime is `residue(i)`.
  func integer(residue: (Int) -> UInt) -> Integer {
    var sum: Integer = 0
    for (i, modulus) in moduli.enumerated() {
      // A plain residue times an inverse in Montgomery form is again plain.
      let digit = modulus.multiply(residue(i), inverses[i])
      sum.addProduct(Integer(Int(digit)), cofactors[i])
    }
    let remainder = sum.floorDivided(by: product).remainder
    return remainder > halfProduct ? remainder - product : remainder
  }
}
