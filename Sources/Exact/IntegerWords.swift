// IntegerWords: many integers as words in one slab, to be reduced modulo many primes.

/// Integers laid out word by word, lowest first, all padded to the same number of words; signs apart.
struct IntegerWords {
  private let count: Int
  /// The number of words of each integer, at least one.
  private let stride: Int
  private var words: [UInt]
  private let isNegative: [Bool]

  init(_ integers: [Integer]) {
    count = integers.count
    stride = integers.reduce(1) { max($0, ($1.bitWidth + 63) / 64) }
    isNegative = integers.map { $0.signum() < 0 }
    words = []
    words.reserveCapacity(count * stride)
    for integer in integers {
      let end = words.count + stride
      integer.withMagnitudeWords { words.append(contentsOf: $0) }
      words.append(contentsOf: repeatElement(0, count: end - words.count))
    }
  }

  /// The residues in Montgomery form. Cost: one word product a word.
  func residues(modulo modulus: WordModulus) -> [UInt] {
    let weights = modulus.wordWeights(stride)
    return words.withUnsafeBufferPointer { words in
      weights.withUnsafeBufferPointer { weights in
        (0..<count).map { index in
          let magnitude = modulus.weightedSum(
            words.baseAddress! + index * stride, weights.baseAddress!, stride)
          return isNegative[index] ? modulus.negate(magnitude) : magnitude
        }
      }
    }
  }
}
