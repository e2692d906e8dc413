// FlatMatrix: matrices of long integers in one block of memory, for the kernels that do cubic work.

internal import CShims
import Exact

/// A matrix of integers, each in the same number of limbs in two's complement, row by row in one array.
///
/// The storage of fast products and of iterative refinement: `Matrix<Integer>` is for everything else. A value fits its
/// limbs always: whoever makes one computes a bound first.
public struct FlatMatrix: Sendable {
  public let rows: Int
  public let columns: Int
  /// The number of limbs of an entry, at least one.
  let stride: Int
  var words: [UInt]

  /// Zeros, with room for entries of magnitude at most `2^bits`.
  init(zero rows: Int, _ columns: Int, bits: Int) {
    self.rows = rows
    self.columns = columns
    stride = (bits + 2 + 63) / 64
    words = [UInt](repeating: 0, count: rows * columns * stride)
  }

  public init(_ matrix: Matrix<Integer>) {
    self.init(
      zero: matrix.rows, matrix.columns, bits: matrix.entries.reduce(0) { Swift.max($0, $1.bitWidth) })
    let stride = stride
    words.withUnsafeMutableBufferPointer { words in
      for (index, entry) in matrix.entries.enumerated() {
        entry.writeTwosComplement(to: .init(rebasing: words[(index * stride)..<((index + 1) * stride)]))
      }
    }
  }

  /// Whole numbers held in doubles of magnitude at most `2^62`, times `2^shift`.
  init(digits: [Double], rows: Int, columns: Int, shift: Int = 0) {
    precondition(digits.count == rows * columns, "\(digits.count) digits for \(rows)x\(columns)")
    self.init(zero: rows, columns, bits: 63 + shift)
    limbs_add_digits(&words, stride, digits.count, digits, shift)
  }

  public var count: Int { rows * columns }

  /// The least b with all entries in `-2^b ..< 2^b`.
  public var bitWidth: Int { Int(limbs_bit_width(words, stride, count)) }

  public subscript(i: Int, j: Int) -> Integer {
    let start = (i * columns + j) * stride
    return words.withUnsafeBufferPointer {
      Integer(twosComplement: .init(rebasing: $0[start..<(start + stride)]))
    }
  }

  public var integers: Matrix<Integer> { Matrix(rows: rows, columns: columns) { self[$0, $1] } }

  public var transposed: FlatMatrix {
    var result = FlatMatrix(zero: columns, rows, bits: 64 * stride - 2)
    for i in 0..<rows {
      for j in 0..<columns {
        let (from, to) = ((i * columns + j) * stride, (j * rows + i) * stride)
        for k in 0..<stride { result.words[to + k] = words[from + k] }
      }
    }
    return result
  }

  /// The given columns, in the given order.
  func columns(_ indices: Range<Int>) -> FlatMatrix {
    var result = FlatMatrix(zero: rows, indices.count, bits: 64 * stride - 2)
    for i in 0..<rows {
      let from = (i * columns + indices.lowerBound) * stride
      let to = i * indices.count * stride
      for k in 0..<(indices.count * stride) { result.words[to + k] = words[from + k] }
    }
    return result
  }

  /// All entries times `2^shift`, rounded downward for a negative shift, with room for `2^bits`.
  func shifted(by shift: Int, bits: Int) -> FlatMatrix {
    var result = FlatMatrix(zero: rows, columns, bits: bits)
    limbs_shift(&result.words, result.stride, words, stride, count, shift)
    return result
  }

  /// All entries times `2^-exponent` as doubles, to about 50 bits: guesses.
  func approximateDoubles(exponent: Int) -> [Double] {
    var result = [Double](toBeWritten: count)
    limbs_to_doubles(words, stride, count, exponent, &result)
    return result
  }
}
