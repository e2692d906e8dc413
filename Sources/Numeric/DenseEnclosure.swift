// DenseEnclosure: all eigenvalues of a large symmetric matrix of doubles, certified with matrix products in BLAS.
//
// Statement   Let X, D be LAPACK's eigenvectors and eigenvalues of A. With r >= ||A X - X D|| and g >= ||X^T X - I||, g < 1, the i-th largest
//             eigenvalue of A lies within r + g (||A|| + ||D||) of the i-th largest entry of D.
// Method      As for `EigenvalueEnclosure`, but both products are computed by dgemm in double and their rounding errors are bounded a priori:
//             for any order of summation, with or without fused operations, and products that underflow,
//               |fl(A B) - A B| <= gamma_m |A| |B| + n mu,    gamma_m = m u / (1 - m u),    u = 2^-53,    mu = 2^-1074,
//             where m is the most roundings that a term goes through. The inner dimension is cut into chunks of b, so m = b + n/b + 2.
//             Norms come from row and column sums of magnitudes, themselves bounded against rounding. No rounding mode is changed.
// References  [Higham 2002, section 3.5] for gamma; [Rump 2010, section 13] for the approach.

internal import CLAPACK
import Exact

extension EigenvalueEnclosure {
  /// Encloses the eigenvalues of a symmetric matrix of doubles, full square, row by row.
  ///
  /// - Parameters:
  ///   - entries: `order * order` finite doubles, exactly symmetric.
  ///   - order: the number of rows, and of columns.
  ///   - error: a bound of `||A - entries||_2` when the entries stand for another matrix; it is added to the radius.
  /// *Errors*: `VerificationError.undecided` when LAPACK fails, or its vectors are too far from orthonormal for the argument.
  /// *Cost*: one decomposition with vectors and two matrix products; `5 order^2` doubles of memory.
  public init(ofSymmetric entries: [Double], order: Int, error: Rational = 0) throws(VerificationError) {
    let decomposition = try CertifiedDecomposition(entries, order: order, error: error)
    self.init(
      centers: decomposition.values.reversed().map { Rational(exactly: $0)! }, radius: decomposition.radius)
  }
}

/// LAPACK's decomposition of a symmetric matrix of doubles, with a proved bound of the errors of its eigenvalues.
struct CertifiedDecomposition {
  /// The inner dimension of one call of dgemm; short chunks make the a-priori bound small.
  private static let chunk = 128

  /// Ascending, as LAPACK gives them.
  let values: [Double]
  /// Row by row; column j is an approximate unit eigenvector of value j.
  let vectors: [Double]
  /// The i-th least eigenvalue lies within this of `values[i]`.
  let radius: Rational

  init(_ entries: [Double], order: Int, error: Rational) throws(VerificationError) {
    precondition(entries.count == order * order, "\(entries.count) entries for order \(order)")
    if order == 0 {
      (values, vectors, radius) = ([], [], 0)
      return
    }
    let guess = try SymmetricEigensolver.decomposition(
      of: Matrix(rows: order, columns: order, entries: entries))
    values = guess.values
    vectors = guess.vectors.entries
    let product = ChunkedProduct(entries, vectors, order: order, transposedLeft: false, chunk: Self.chunk)
    let residual = product.residual(subtracting: vectors, times: guess.values)
    let gram = ChunkedProduct(vectors, vectors, order: order, transposedLeft: true, chunk: Self.chunk)
    let defect = gram.defectFromIdentity()
    guard residual.isFinite, defect.isFinite, defect.value < 1 else {
      throw .undecided("LAPACK's eigenvectors are far from orthonormal, or a sum left the range of doubles")
    }
    let size = MagnitudeSums(entries, rows: order, columns: order).normBound
    guard let norm = size, let top = Rational(exactly: guess.values.map(\.magnitude).max()!) else {
      throw .undecided("the norm of the matrix leaves the range of doubles")
    }
    radius = NormBound.roundedUp(residual.value + defect.value * (norm + top) + error)
  }
}

/// An upper bound that may have left the range of doubles on the way.
struct Bound {
  let value: Rational
  let isFinite: Bool
}

/// Row and column sums of magnitudes of a matrix of doubles, with what rounding can have lost.
struct MagnitudeSums {
  let rows: [Double]
  let columns: [Double]
  private let longest: Int

  init(_ entries: [Double], rows rowCount: Int, columns columnCount: Int) {
    var rows = [Double](repeating: 0, count: rowCount)
    var columns = [Double](repeating: 0, count: columnCount)
    entries.withUnsafeBufferPointer { entries in
      columns.withUnsafeMutableBufferPointer { columns in
        for i in 0..<rowCount {
          var sum = 0.0
          for j in 0..<columnCount {
            let magnitude = entries[i * columnCount + j].magnitude
            sum += magnitude
            columns[j] += magnitude
          }
          rows[i] = sum
        }
      }
    }
    self.rows = rows
    self.columns = columns
    longest = max(rowCount, columnCount)
  }

  /// `sqrt(||A||_1 ||A||_inf) >= ||A||_2`; nil when a sum overflowed or is not a number.
  var normBound: Rational? {
    guard let row = exactBound(rows.max() ?? 0), let column = exactBound(columns.max() ?? 0) else {
      return nil
    }
    return NormBound.squareRootAbove(row * column)
  }

  /// A sum of m non-negative doubles has relative error at most `gamma_m < 2 m u`.
  private func exactBound(_ sum: Double) -> Rational? {
    Rational(exactly: sum).map { $0 * (1 + Rational(mantissa: Integer(longest + 2), exponent: -52)) }
  }
}

/// A product of two square matrices of doubles with the a-priori bound of its rounding errors.
struct ChunkedProduct {
  private var entries: [Double]
  private let order: Int
  /// `||error of the product||_2` is at most this, when finite.
  private let error: Rational?

  init(_ a: [Double], _ b: [Double], order: Int, transposedLeft: Bool, chunk: Int) {
    self.order = order
    var product = [Double](repeating: 0, count: order * order)
    let n = Int32(order)
    for start in stride(from: 0, to: order, by: chunk) {
      let depth = min(chunk, order - start)
      a.withUnsafeBufferPointer { a in
        b.withUnsafeBufferPointer { b in
          let left = a.baseAddress! + (transposedLeft ? start * order : start)
          cblas_dgemm(
            CblasRowMajor, transposedLeft ? CblasTrans : CblasNoTrans, CblasNoTrans, n, n, Int32(depth), 1,
            left, n,
            b.baseAddress! + start * order, n, 1, &product, n)
        }
      }
    }
    entries = product
    // gamma_m |A| |B| in norm: || |A| |B| ||_inf and _1 from two products of |A|, |B| with vectors of sums.
    let roundings = chunk + (order + chunk - 1) / chunk + 2
    let (left, right) = (
      MagnitudeSums(a, rows: order, columns: order), MagnitudeSums(b, rows: order, columns: order)
    )
    // The computed sums below go through 2 order roundings; the factor covers them and gamma's denominator.
    let rows = Self.magnitudeProduct(a, right.rows, order: order, transposed: transposedLeft)
    let columns = Self.magnitudeProduct(
      b, transposedLeft ? left.rows : left.columns, order: order, transposed: true)
    let slack = 1 + Rational(mantissa: Integer(4 * order + 2 * roundings + 16), exponent: -52)
    let underflow = Rational(mantissa: Integer(order) * Integer(order), exponent: -1072)
    if let row = Rational(exactly: rows.max()!), let column = Rational(exactly: columns.max()!) {
      let gamma = Rational(mantissa: Integer(roundings), exponent: -53) * slack
      error = NormBound.squareRootAbove(row * column) * gamma + underflow
    } else {
      error = nil
    }
  }

  /// `|A| v`, or `|A|^T v`, for a non-negative vector.
  private static func magnitudeProduct(_ a: [Double], _ v: [Double], order: Int, transposed: Bool) -> [Double]
  {
    var result = [Double](repeating: 0, count: order)
    a.withUnsafeBufferPointer { a in
      result.withUnsafeMutableBufferPointer { result in
        for i in 0..<order {
          if transposed {
            let factor = v[i]
            for j in 0..<order { result[j] += a[i * order + j].magnitude * factor }
          } else {
            var sum = 0.0
            for j in 0..<order { sum += a[i * order + j].magnitude * v[j] }
            result[i] = sum
          }
        }
      }
    }
    return result
  }

  /// A bound of `||A X - X diag(values)||` for this product `A X`.
  func residual(subtracting vectors: [Double], times values: [Double]) -> Bound {
    var difference = entries
    var scaled = 0.0
    difference.withUnsafeMutableBufferPointer { difference in
      for i in 0..<order {
        for j in 0..<order {
          let term = vectors[i * order + j] * values[j]
          scaled = max(scaled, term.magnitude)
          difference[i * order + j] -= term
        }
      }
    }
    return bound(of: difference, largestTerm: scaled)
  }

  /// A bound of `||X^T X - I||` for this product `X^T X`.
  func defectFromIdentity() -> Bound {
    var difference = entries
    for i in 0..<order { difference[i * order + i] -= 1 }
    return bound(of: difference, largestTerm: 1)
  }

  /// A bound of `||product - target||`, and of what `target` lost when each of its entries was rounded once on the diagonal.
  func difference(from target: [Double]) -> Bound {
    var difference = entries
    var largest = 0.0
    for index in difference.indices {
      largest = max(largest, target[index].magnitude)
      difference[index] -= target[index]
    }
    return bound(of: difference, largestTerm: largest)
  }

  /// The norm of a computed difference, plus the errors of the product, of the subtracted terms and of the subtraction:
  /// at most `u |term| + u |difference|` an entry, doubled here.
  private func bound(of difference: [Double], largestTerm: Double) -> Bound {
    let sums = MagnitudeSums(difference, rows: order, columns: order)
    guard let error, let norm = sums.normBound, let term = Rational(exactly: largestTerm) else {
      return Bound(value: 0, isFinite: false)
    }
    let unit = Rational(mantissa: 1, exponent: -52)
    let rounding =
      (term * Rational(order) + norm) * unit + Rational(mantissa: Integer(order), exponent: -1074)
    return Bound(value: norm + rounding + error, isFinite: true)
  }
}
