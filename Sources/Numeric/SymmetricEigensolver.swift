// SymmetricEigensolver: LAPACK's eigenvalues of symmetric matrices in floating point. Guesses, and the audited subject.

internal import CLAPACK
import Exact

/// What went wrong inside LAPACK.
public struct LapackFailure: Error, CustomStringConvertible {
  public let routine: String
  public let code: Int
  public var description: String { "LAPACK's \(routine) failed with code \(code)" }
}

/// Eigenvalues, and where asked for eigenvectors, of real symmetric matrices as LAPACK computes them.
///
/// *Guarantee*: none. The values are what floating point reports; `EigenvalueEnclosure` bounds their errors.
public enum SymmetricEigensolver {
  /// The eigenvalues of the symmetric matrix of order `order` whose full square is in `entries`, ascending.
  ///
  /// `entries` is consumed as the work space. Cost: `4/3 order^3` operations (`dsyevd`).
  public static func eigenvalues(of entries: consuming [Double], order: Int) throws(LapackFailure) -> [Double]
  {
    try solve(&entries, order, job: "N")
  }

  /// As above in single precision (`ssyevd`): the path of networks trained and differentiated in float32.
  public static func eigenvalues(of entries: consuming [Float], order: Int) throws(LapackFailure) -> [Float] {
    precondition(entries.count == order * order, "\(entries.count) entries for order \(order)")
    if order == 0 { return [] }
    var values = [Float](repeating: 0, count: order)
    let code = LAPACKE_ssyevd(
      LAPACK_ROW_MAJOR, CChar(UInt8(ascii: "N")), CChar(UInt8(ascii: "L")), Int32(order), &entries,
      Int32(order), &values)
    guard code == 0 else { throw LapackFailure(routine: "ssyevd", code: Int(code)) }
    return values
  }

  /// Eigenvalues ascending, and a matrix whose column `j` is an approximate unit eigenvector of value `j`.
  public static func decomposition(
    of matrix: Matrix<Double>
  ) throws(LapackFailure) -> (values: [Double], vectors: Matrix<Double>) {
    precondition(matrix.isSquare, "eigenvectors of a \(matrix.shape) matrix")
    var entries = matrix.entries
    let values = try solve(&entries, matrix.rows, job: "V")
    return (values, Matrix(rows: matrix.rows, columns: matrix.columns, entries: entries))
  }

  private static func solve(
    _ entries: inout [Double], _ order: Int, job: Unicode.Scalar
  ) throws(LapackFailure) -> [Double] {
    precondition(entries.count == order * order, "\(entries.count) entries for order \(order)")
    if order == 0 { return [] }
    var values = [Double](repeating: 0, count: order)
    let code = LAPACKE_dsyevd(
      LAPACK_ROW_MAJOR, CChar(job.value), CChar(UInt8(ascii: "L")), Int32(order), &entries, Int32(order),
      &values)
    guard code == 0 else { throw LapackFailure(routine: "dsyevd", code: Int(code)) }
    return values
  }
}
