// WordPrimes: the primes of modular images, in a fixed order.

import Synchronization

/// The primes below `2^62`, from the largest down; always the same sequence.
enum WordPrimes {
  private static let found = Mutex<[WordModulus]>([])

  /// The first `count` moduli of the sequence.
  static func first(_ count: Int) -> [WordModulus] {
    found.withLock { moduli in
      var candidate = (moduli.last?.prime ?? (1 << 62) + 1) - 2
      while moduli.count < count {
        if isPrime(candidate) { moduli.append(WordModulus(prime: candidate)) }
        candidate -= 2
      }
      return Array(moduli.prefix(count))
    }
  }

  /// The modulus at `index` of the sequence.
  static func modulus(at index: Int) -> WordModulus { first(index + 1)[index] }

  /// Whether an odd number in `2^16 ..< 2^62` is prime: Miller and Rabin's test, deterministic.
  ///
  /// The first twelve primes as bases decide every number below `3.1 * 10^23`. [Sorenson, Webster 2015]
  static func isPrime(_ candidate: UInt) -> Bool {
    let bases: [UInt] = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37]
    for base in bases where candidate % base == 0 { return false }
    let ring = WordModulus(prime: candidate)
    let minusOne = ring.negate(ring.one)
    let twos = (candidate - 1).trailingZeroBitCount
    for base in bases {
      var power = ring.power(ring.multiply(base, ring.radixSquared), (candidate - 1) >> UInt(twos))
      if power == ring.one || power == minusOne { continue }
      var isWitness = true
      for _ in 1..<max(twos, 1) {
        power = ring.multiply(power, power)
        if power == minusOne {
          isWitness = false
          break
        }
      }
      if isWitness { return false }
    }
    return true
  }
}
