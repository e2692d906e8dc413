// RankBound: a proof that a symmetric integer matrix, whose rank is at least r, has rank r.
//
// Statement   If A has rank at most r modulo distinct primes whose product M exceeds every minor of order r + 1, its rank is at most r: each of those
//             minors is divisible by every prime, hence by M, hence zero. Hadamard bounds a minor by the product of the r + 1 largest
//             Euclidean norms of rows.
// Method      Primes below 2^26, eight at a time, exact in doubles (`lanes_rank`): the first r pivots of a permutation known to be a good one from
//             the factorisation in floating point. A prime that divides a pivot is not counted.
//             The comparison M^2 > product of squared norms: a squared norm is rounded n times by at most 2^-53 of itself, p^2 < 2^52 is exact, and a
//             product of m factors by m times that; each factor is moved by 2^-30 to the safe side, which holds all of it for n <= 4096.
// References  Hadamard's inequality; as in `Matrix+Rank.swift`.

internal import CShims

enum RankBound {
  /// Whether the rank is proved to be at most `rank`. False says nothing.
  ///
  /// `entries` is the lower triangle; false for entries that are not integers of at most 52 bits. `pivots` is a permutation.
  static func isRank(of entries: [Double], order: Int, _ rank: Int, pivots: [Int32], work: LaneArray) -> Bool
  {
    precondition(
      entries.count == LaneArray.symmetricEntries(order: order) && pivots.count == order && rank >= 0
        && work.groups >= 1 && work.entries >= entries.count + order, "the rank of a matrix of order \(order)"
    )
    guard rank < order, entries.allSatisfy({ $0.magnitude <= 0x1p52 && Double(Int64($0)) == $0 }) else {
      return false
    }
    let norms = squaredNorms(entries, order: order).sorted(by: >)
    var room = ScaledProduct()
    for norm in norms.prefix(rank + 1) { room.multiply(by: norm * (1 + 0x1p-30)) }
    var product = ScaledProduct()
    for block in 0..<primeBlocks {
      if product.exceeds(room) { return true }
      let primes = allPrimes[block]
      let found = withExtendedLifetime(work) {
        lanes_rank(entries, order, rank, pivots, primes, work.start)
      }
      if found == 0 { return false }
      for (lane, prime) in primes.enumerated() where found >> UInt32(lane) & 1 == 1 {
        product.multiply(by: prime * prime * (1 - 0x1p-30))
      }
    }
    return product.exceeds(room)
  }

  private static func squaredNorms(_ entries: [Double], order: Int) -> [Double] {
    var norms = [Double](repeating: 0, count: order)
    var place = 0
    for i in 0..<order {
      for j in 0..<i {
        let square = entries[place] * entries[place]
        norms[i] += square
        norms[j] += square
        place += 1
      }
      norms[i] += entries[place] * entries[place]
      place += 1
    }
    return norms
  }

  /// Eight times so many primes at most: 1,600 bits.
  private static var primeBlocks: Int { 8 }

  /// The largest primes below `2^26`, from the largest down, eight to a block.
  private static let allPrimes: [[Double]] = {
    var blocks: [[Double]] = [[]]
    var candidate = (1 << 26) - 1
    while blocks.count <= primeBlocks {
      // A divisor of a composite number below 2^26 is below 2^13.
      if stride(from: 3, to: 1 << 13, by: 2).allSatisfy({ candidate % $0 != 0 }) {
        blocks[blocks.count - 1].append(Double(candidate))
        if blocks[blocks.count - 1].count == LaneArray.lanes { blocks.append([]) }
      }
      candidate -= 2
    }
    return Array(blocks.dropLast())
  }()
}

/// A product of non-negative doubles without overflow.
private struct ScaledProduct {
  private var significand = 1.0
  private var exponent = 0

  mutating func multiply(by factor: Double) {
    significand *= factor
    if significand == 0 { return }
    exponent += Int(significand.exponent)
    significand = significand.significand
  }

  func exceeds(_ other: ScaledProduct) -> Bool {
    if other.significand == 0 { return significand != 0 }
    return exponent > other.exponent || (exponent == other.exponent && significand > other.significand)
  }
}
