// IntegerMatrixProduct: exact products of integer matrices, by the fastest of three ways.
//
//   schoolbook   fused products of long integers               small matrices
//   slices       digits of both factors, dgemm on each pair     short factors
//   residues     one dgemm a prime of 23 bits                  long factors
//
// All three are exact: the bound |A B| <= n 2^(a+b) on the entries comes from the widths of the factors, and decides how
// many limbs, digits and primes are taken. The result does not depend on the number of threads of BLAS.

internal import CLAPACK
import Exact

/// How an exact product is computed.
public enum IntegerMatrixProductMethod: Sendable, CaseIterable {
  case schoolbook
  case slices
  case residues
}

/// Exact products of integer matrices.
public enum IntegerMatrixProduct {
  /// The product, exactly. The plain call chooses the way.
  ///
  /// *Cost*: for n by n factors of a and b bits, `(a + b + log n) / 22` products of n by n doubles by residues, and
  /// conversions of `O(n^2 (a + b)^2 / 484)` operations, also in BLAS.
  public static func of(
    _ a: FlatMatrix, _ b: FlatMatrix, by method: IntegerMatrixProductMethod? = nil
  ) -> FlatMatrix {
    precondition(a.columns == b.rows, "product of \(a.rows)x\(a.columns) and \(b.rows)x\(b.columns) matrices")
    let (aBits, bBits) = (a.bitWidth, b.bitWidth)
    // |sum of n products| <= n 2^(a+b) <= 2^bits.
    let bits = aBits + bBits + (Swift.max(a.columns, 1) - 1).bitSize
    switch method ?? choice(a, aBits, b, bBits) {
    case .schoolbook: return FlatMatrix(a.integers * b.integers)
    case .slices: return sliced(a, aBits, b, bBits, bits)
    case .residues: return residues(a, aBits, b, bBits, bits) ?? sliced(a, aBits, b, bBits, bits)
    }
  }

  public static func of(_ a: Matrix<Integer>, _ b: Matrix<Integer>) -> Matrix<Integer> {
    precondition(a.columns == b.rows, "product of \(a.shape) and \(b.shape) matrices")
    if isSmall(a.rows, a.columns, b.columns) { return a * b }
    return of(FlatMatrix(a), FlatMatrix(b)).integers
  }

  /// Below about this many products the conversions cost more than they save.
  static func isSmall(_ rows: Int, _ inner: Int, _ columns: Int) -> Bool { rows * inner * columns < 8000 }

  private static func choice(_ a: FlatMatrix, _ aBits: Int, _ b: FlatMatrix, _ bBits: Int)
    -> IntegerMatrixProductMethod
  {
    if isSmall(a.rows, a.columns, b.columns) { return .schoolbook }
    let slices = SlicedMatrix.widths(leftBits: aBits, rightBits: bBits, inner: a.columns).products
    return slices <= (aBits + bBits) / 20 + 2 ? .slices : .residues
  }

  private static func sliced(
    _ a: FlatMatrix, _ aBits: Int, _ b: FlatMatrix, _ bBits: Int, _ bits: Int
  ) -> FlatMatrix {
    let widths = SlicedMatrix.widths(leftBits: aBits, rightBits: bBits, inner: a.columns)
    // Partial sums of digit products wrap around modulo 2^(64 limbs); the sum fits, so it comes out right.
    var result = FlatMatrix(zero: a.rows, b.columns, bits: bits)
    SlicedMatrix(a, bits: aBits, width: widths.left).addProduct(
      with: SlicedMatrix(b, bits: bBits, width: widths.right), to: &result)
    return result
  }

  /// Room for residues of one factor at a time, in doubles. Digits are made again for every batch.
  private static let batch = 1 << 23

  private static func residues(
    _ a: FlatMatrix, _ aBits: Int, _ b: FlatMatrix, _ bBits: Int, _ bits: Int
  ) -> FlatMatrix? {
    guard let system = ResidueSystem(inner: a.columns, bits: bits),
      SlicedMatrix.count(bits: Swift.max(aBits, bBits), width: ResidueSystem.width) <= ResidueSystem.longest
    else { return nil }
    let size = a.rows * b.columns
    var result = FlatMatrix(zero: a.rows, b.columns, bits: bits)
    if size == 0 || a.columns == 0 { return result }
    let step = Swift.min(system.primes.count, Swift.max(1, batch / Swift.max(a.count, b.count)))
    let leftScratch = Scratch(count: step * a.count)
    let rightScratch = Scratch(count: step * b.count)
    let sums = Scratch(count: (system.primes.count + 1) * size)
    leftScratch.withNumbers { left in
      rightScratch.withNumbers { right in
        sums.withNumbers { rows in
          for first in stride(from: 0, to: system.primes.count, by: step) {
            let range = first..<Swift.min(first + step, system.primes.count)
            system.writeResidues(of: a, bits: aBits, primes: range, to: left)
            system.writeResidues(of: b, bits: bBits, primes: range, to: right)
            for r in range {
              cblas_dgemm(
                CblasRowMajor, CblasNoTrans, CblasNoTrans, Int32(a.rows), Int32(b.columns), Int32(a.columns),
                1, left + (r - first) * a.count, Int32(a.columns), right + (r - first) * b.count,
                Int32(b.columns), 0, rows + r * size, Int32(b.columns))
            }
          }
          system.writeIntegers(from: rows, to: &result)
        }
      }
    }
    return result
  }
}
