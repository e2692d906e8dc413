// ResidueSystem: exact integer products through double-precision BLAS modulo many small primes.
//
// Statement   Let p_1 ... p_s be primes with n (p_r / 2 + 8)^2 <= 2^53 and 4 bound < M = p_1 ... p_s, and |A B| <= bound entry
//             by entry. The products of balanced residues are exact in dgemm (all partial sums are integers below 2^53),
//             and with y_r = (A B) (M / p_r)^-1 mod p_r,
//               A B = sum_r y_r (M / p_r) - q M,    q = the integer nearest to sum_r y_r / p_r.
//             sum_r y_r / p_r differs from q by |A B| / M < 1/4, and its rounding errors are below s 2^-40, so q is right.
// Method      Conversions to residues and from them are products with tables of digits, also exact in dgemm: a digit of 22
//             bits times a residue is below 2^21 (2^23 + 8), and at most 2^9 of them are summed in one call.
// References  [Ozaki, Uchino, Imamura 2025] for residues and BLAS together; the classical theorem for the rest.

internal import CLAPACK
internal import CShims
import Exact

/// Fixed primes with the tables of both conversions.
struct ResidueSystem {
  static let width = 22
  /// Digits and primes beyond this would let sums of a conversion leave the exact range.
  static let longest = 500

  let primes: [Double]
  /// `(M / p_r)^-1 mod p_r`, balanced.
  private let inverses: [Double]
  /// Row t: the digit t of `M / p_r` for all r, then of `-M`.
  private let cofactorDigits: [Double]
  private let digitCount: Int

  /// Primes for products of inner dimension `inner` with entries of magnitude at most `2^bits`; nil when they run out.
  init?(inner: Int, bits: Int) {
    var product: Integer = 1
    var primes: [Int] = []
    for prime in Self.primes(inner: inner) {
      if product.bitWidth > bits + 3 { break }
      product *= Integer(prime)
      primes.append(prime)
    }
    // 2^(bitWidth - 1) <= M, so M >= 2^(bits + 3) > 4 bound.
    guard product.bitWidth > bits + 3, primes.count < Self.longest else { return nil }
    let cofactors = primes.map { product.exactlyDivided(by: Integer($0)) }
    inverses = zip(primes, cofactors).map { prime, cofactor in
      Self.balanced(Self.inverse(Int(cofactor.residue(modulo: UInt(prime))), modulo: prime), prime)
    }
    self.primes = primes.map(Double.init)
    let columns = cofactors.count + 1
    let table = SlicedMatrix(
      FlatMatrix(Matrix(rows: 1, columns: columns, entries: cofactors + [-product])),
      bits: product.bitWidth, width: Self.width)
    cofactorDigits = table.allDigits
    digitCount = table.digitCount
  }

  /// Odd primes from the largest admissible one down to 2^12.
  private static func primes(inner: Int) -> some Sequence<Int> {
    // The largest p with inner (p / 2 + 8)^2 <= 2^53.
    let quotient = Int(
      (Integer(1).shiftedLeft(by: 53).floorDivided(by: Integer(Swift.max(inner, 1)))).quotient.asInt!)
    let half = Integer(quotient).floorSquareRoot().asInt! - 8
    let largest = Swift.min(1 << 23, 2 * half)
    return stride(from: largest | 1 > largest ? largest - 1 : largest, through: 1 << 12, by: -2).lazy.filter {
      candidate in
      var divisor = 3
      while divisor * divisor <= candidate {
        if candidate % divisor == 0 { return false }
        divisor += 2
      }
      return true
    }
  }

  private static func inverse(_ value: Int, modulo prime: Int) -> Int {
    var (previous, current, previousFactor, factor) = (prime, value, 0, 1)
    while current != 0 {
      let quotient = previous / current
      (previous, current) = (current, previous - quotient * current)
      (previousFactor, factor) = (factor, previousFactor - quotient * factor)
    }
    return previousFactor < 0 ? previousFactor + prime : previousFactor
  }

  private static func balanced(_ value: Int, _ prime: Int) -> Double {
    Double(value > prime / 2 ? value - prime : value)
  }

  /// How many integers are converted at a time: their digits stay in the cache.
  private static let block = 512

  /// Writes the balanced residues of all entries modulo the primes of `range` to `result`, prime by prime.
  func writeResidues(
    of matrix: FlatMatrix, bits: Int, primes range: Range<Int>, to result: UnsafeMutablePointer<Double>
  ) {
    let digits = SlicedMatrix.count(bits: bits, width: Self.width)
    precondition(digits <= Self.longest, "\(bits) bits in a residue system")
    var weights: [Double] = []
    for prime in primes[range] {
      var weight = 1
      for _ in 0..<digits {
        weights.append(Self.balanced(weight, Int(prime)))
        weight = (weight << Self.width) % Int(prime)
      }
    }
    let (count, stride) = (matrix.count, matrix.stride)
    var buffer = [Double](toBeWritten: digits * Self.block)
    var failed: Int32 = 0
    matrix.words.withUnsafeBufferPointer { words in
      for start in Swift.stride(from: 0, to: count, by: Self.block) {
        let size = Swift.min(Self.block, count - start)
        failed |= limbs_to_digits(
          words.baseAddress! + start * stride, stride, size, UInt32(Self.width), digits, &buffer, size)
        cblas_dgemm(
          CblasRowMajor, CblasNoTrans, CblasNoTrans, Int32(range.count), Int32(size), Int32(digits), 1,
          weights, Int32(digits), buffer, Int32(size), 0, result + start, Int32(count))
        for (row, prime) in primes[range].enumerated() {
          residues_reduce(result + row * count + start, size, prime)
        }
      }
    }
    precondition(failed == 0, "integers longer than \(bits) bits")
  }

  /// The integers with the given residues: one row a prime, and one more row of work space.
  func writeIntegers(from rows: UnsafeMutablePointer<Double>, to matrix: inout FlatMatrix) {
    let (count, stride, columns) = (matrix.count, matrix.stride, primes.count + 1)
    var buffer = [Double](toBeWritten: digitCount * Self.block)
    matrix.words.withUnsafeMutableBufferPointer { words in
      for start in Swift.stride(from: 0, to: count, by: Self.block) {
        let size = Swift.min(Self.block, count - start)
        residues_prepare(rows + start, size, count, primes, inverses, primes.count)
        cblas_dgemm(
          CblasRowMajor, CblasNoTrans, CblasNoTrans, Int32(digitCount), Int32(size), Int32(columns), 1,
          cofactorDigits, Int32(columns), rows + start, Int32(count), 0, &buffer, Int32(size))
        limbs_from_digits(
          words.baseAddress! + start * stride, stride, size, UInt32(Self.width), digitCount, buffer, size)
      }
    }
  }
}
