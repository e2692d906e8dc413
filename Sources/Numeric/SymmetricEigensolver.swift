// SymmetricEigensolver: LAPACK's eigenvalues of symmetric matrices in floating point. Guesses, and the audited subject.

internal import CLAPACK
import Exact

/// Eigenvalues, and where asked for eigenvectors, of real symmetric matrices as LAPACK computes them.
///
/// *Guarantee*: all values are finite, nothing more. The values are what floating point reports; `EigenvalueEnclosure` bounds their errors.
public enum SymmetricEigensolver {
  /// The eigenvalues of the symmetric matrix of order `order` whose full square is in `entries`, ascending.
  ///
  /// `entries` is consumed as the work space. Cost: `4/3 order^3` operations (`dsyevd`).
  public static func eigenvalues(of entries: consuming [Double], order: Int) throws(VerificationError)
    -> [Double]
  {
    try solve(&entries, order, job: "N")
  }

  /// As above in single precision (`ssyevd`): the path of networks trained and differentiated in float32.
  public static func eigenvalues(of entries: consuming [Float], order: Int) throws(VerificationError)
    -> [Float]
  {
    precondition(entries.count == order * order, "\(entries.count) entries for order \(order)")
    if order == 0 { return [] }
    var values = [Float](repeating: 0, count: order)
    let code = LAPACKE_ssyevd(
      LAPACK_ROW_MAJOR, CChar(UInt8(ascii: "N")), CChar(UInt8(ascii: "L")), Int32(order), &entries,
      Int32(order), &values)
    try check("ssyevd", code, isFinite: values.allSatisfy(\.isFinite))
    return values
  }

  /// Eigenvalues ascending, and a matrix whose column `j` is an approximate unit eigenvector of value `j`.
  public static func decomposition(
    of matrix: Matrix<Double>
  ) throws(VerificationError) -> (values: [Double], vectors: Matrix<Double>) {
    precondition(matrix.isSquare, "eigenvectors of a \(matrix.shape) matrix")
    var entries = matrix.entries
    let values = try solve(&entries, matrix.rows, job: "V")
    return (values, Matrix(rows: matrix.rows, columns: matrix.columns, entries: entries))
  }

  private static func solve(
    _ entries: inout [Double], _ order: Int, job: Unicode.Scalar
  ) throws(VerificationError) -> [Double] {
    precondition(entries.count == order * order, "\(entries.count) entries for order \(order)")
    if order == 0 { return [] }
    var values = [Double](repeating: 0, count: order)
    let code = LAPACKE_dsyevd(
      LAPACK_ROW_MAJOR, CChar(job.value), CChar(UInt8(ascii: "L")), Int32(order), &entries, Int32(order),
      &values)
    try check("dsyevd", code, isFinite: values.allSatisfy(\.isFinite))
    return values
  }

  private static func check(_ routine: String, _ code: Int32, isFinite: Bool) throws(VerificationError) {
    if code != 0 { throw .undecided("LAPACK's \(routine) failed with code \(code)") }
    if !isFinite {
      throw .undecided(
        "LAPACK's \(routine) gave eigenvalues that are not finite",
        remedy: "the entries leave the range of floating point; use an exact method")
    }
  }
}
