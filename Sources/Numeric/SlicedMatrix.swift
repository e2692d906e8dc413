// SlicedMatrix: long integers cut into short digits, whose products dgemm computes without any rounding.
//
// Statement   Let |a_ik| <= 2^(v-1) and |b_kj| <= 2^(w-1) be integers and n 2^(v+w-2) <= 2^53. Then every partial sum of
//             the products a_ik b_kj, in any order, fused or not, is an integer of magnitude at most 2^53, so it is a
//             double, and dgemm's result is exact whatever its blocking, its kernels and the number of its threads.
// References  [Ozaki, Ogita, Oishi, Rump 2012] for slices of exact products.

internal import CLAPACK
internal import CShims
import Exact

/// The balanced digits of a matrix of integers in base `2^width`, one matrix of doubles a digit, lowest first.
struct SlicedMatrix {
  let rows: Int
  let columns: Int
  let width: Int
  let digitCount: Int
  /// Digit t of all entries from `t rows columns` on.
  private let digits: Scratch

  /// Digits of `matrix`, which has magnitudes at most `2^bits`.
  ///
  /// s balanced digits reach `(2^(w-1) - 1) (2^(w s) - 1) / (2^w - 1) >= 2^(w s - 2)` for w >= 2, hence the count; the kernel
  /// reports an integer that was not exhausted.
  init(_ matrix: FlatMatrix, bits: Int, width: Int) {
    rows = matrix.rows
    columns = matrix.columns
    self.width = width
    digitCount = Self.count(bits: bits, width: width)
    let (count, digits) = (digitCount, Scratch(count: digitCount * matrix.count))
    let failed = digits.withNumbers {
      limbs_to_digits(matrix.words, matrix.stride, matrix.count, UInt32(width), count, $0, matrix.count)
    }
    precondition(failed == 0, "integers longer than \(bits) bits")
    self.digits = digits
  }

  static func count(bits: Int, width: Int) -> Int { (bits + 2 + width - 1) / width }

  /// The most that `v + w` may be for an inner dimension: `v + w - 2 + log2 n <= 53`.
  static func jointWidth(inner: Int) -> Int { 55 - (Swift.max(inner, 1) - 1).bitSize }

  /// The widths for factors of the given bits that need the fewest products.
  static func widths(leftBits: Int, rightBits: Int, inner: Int) -> (left: Int, right: Int, products: Int) {
    let joint = jointWidth(inner: inner)
    var best = (left: joint / 2, right: joint - joint / 2, products: Int.max)
    for left in 2...(joint - 2) {
      let right = joint - left
      let products = count(bits: leftBits, width: left) * count(bits: rightBits, width: right)
      if products < best.products { best = (left, right, products) }
    }
    return best
  }

  /// Adds `2^shift self other` to `sum`; bits below 1 of each partial product are dropped for a negative shift.
  func addProduct(with other: SlicedMatrix, to sum: inout FlatMatrix, shift: Int = 0) {
    precondition(columns == other.rows && sum.rows == rows && sum.columns == other.columns)
    precondition(width + other.width <= Self.jointWidth(inner: columns))
    if sum.count == 0 || columns == 0 { return }
    let scratch = Scratch(count: sum.count)
    scratch.withNumbers { product in
      for i in 0..<digitCount {
        for j in 0..<other.digitCount {
          let position = i * width + j * other.width + shift
          if position <= -53 { continue }
          digits.withNumbers { left in
            other.digits.withNumbers { right in
              cblas_dgemm(
                CblasRowMajor, CblasNoTrans, CblasNoTrans, Int32(rows), Int32(other.columns), Int32(columns),
                1, left + i * rows * columns, Int32(columns), right + j * other.rows * other.columns,
                Int32(other.columns), 0, product, Int32(other.columns))
            }
          }
          limbs_add_digits(&sum.words, sum.stride, sum.count, product, position)
        }
      }
    }
  }

  /// All digits, lowest first, one after another.
  var allDigits: [Double] {
    digits.withNumbers { Array(UnsafeBufferPointer(start: $0, count: digits.count)) }
  }
}

extension [Double] {
  /// Room for `count` numbers that will all be written before they are read.
  init(toBeWritten count: Int) {
    self.init(unsafeUninitializedCapacity: count) { $1 = count }
  }
}

extension Int {
  /// The least b with `self < 2^b`, for a value that is not negative.
  var bitSize: Int { Int.bitWidth - leadingZeroBitCount }
}
