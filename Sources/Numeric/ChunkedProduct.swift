// ChunkedProduct: products of doubles by BLAS, with bounds of their rounding errors that hold for any order of summation.
//
// Statement   |fl(A B) - A B| <= gamma_m |A| |B| + n mu entry by entry, as derived in `DenseEnclosure`; norms of |A| |B| come from
//             sums of rows and columns of magnitudes, themselves bounded against rounding.
// References  [Higham 2002, section 3.5].

internal import CLAPACK
import Exact

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
    let (left, right) = (
      MagnitudeSums(a, rows: order, columns: order), MagnitudeSums(b, rows: order, columns: order)
    )
    let rows = Self.magnitudeProduct(a, right.rows, order: order, transposed: transposedLeft)
    let columns = Self.magnitudeProduct(
      b, transposedLeft ? left.rows : left.columns, order: order, transposed: true)
    error = Self.error(rows: rows, columns: columns, chunk: chunk)
  }

  /// `X^T X`: its lower triangle from dsyrk, the other mirrored; the bound is that of the full product.
  init(gramOf x: [Double], order: Int, chunk: Int) {
    self.order = order
    var product = [Double](repeating: 0, count: order * order)
    let n = Int32(order)
    for start in stride(from: 0, to: order, by: chunk) {
      let depth = Int32(min(chunk, order - start))
      x.withUnsafeBufferPointer { x in
        cblas_dsyrk(
          CblasRowMajor, CblasLower, CblasTrans, n, depth, 1, x.baseAddress! + start * order, n, 1, &product,
          n)
      }
    }
    for i in 0..<order { for j in 0..<i { product[j * order + i] = product[i * order + j] } }
    entries = product
    let sums = MagnitudeSums(x, rows: order, columns: order)
    let rows = Self.magnitudeProduct(x, sums.rows, order: order, transposed: true)
    error = Self.error(rows: rows, columns: rows, chunk: chunk)
  }

  /// `gamma_m || |A| |B| ||` from the sums of the rows and columns of `|A| |B|`, with the underflow.
  private static func error(rows: [Double], columns: [Double], chunk: Int) -> Rational? {
    let order = rows.count
    let roundings = chunk + (order + chunk - 1) / chunk + 2
    // The computed sums go through 2 order roundings; the factor covers them and gamma's denominator.
    let slack = 1 + Rational(mantissa: Integer(4 * order + 2 * roundings + 16), exponent: -52)
    let underflow = Rational(mantissa: Integer(order) * Integer(order), exponent: -1072)
    guard let row = Rational(exactly: rows.max()!), let column = Rational(exactly: columns.max()!) else {
      return nil
    }
    let gamma = Rational(mantissa: Integer(roundings), exponent: -53) * slack
    return NormBound.squareRootAbove(row * column) * gamma + underflow
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
  func residual(subtracting vectors: [Double], times values: [Double]) -> Rational? {
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
  func defectFromIdentity() -> Rational? {
    var difference = entries
    for i in 0..<order { difference[i * order + i] -= 1 }
    return bound(of: difference, largestTerm: 1)
  }

  /// A bound of `||product - target||`, and of what `target` lost when each of its entries was rounded once on the diagonal.
  func difference(from target: [Double]) -> Rational? {
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
  private func bound(of difference: [Double], largestTerm: Double) -> Rational? {
    let sums = MagnitudeSums(difference, rows: order, columns: order)
    guard let error, let norm = sums.normBound, let term = Rational(exactly: largestTerm) else {
      return nil
    }
    let unit = Rational(mantissa: 1, exponent: -52)
    let rounding =
      (term * Rational(order) + norm) * unit + Rational(mantissa: Integer(order), exponent: -1074)
    return norm + rounding + error
  }
}
