// FactoredInertia: signs of eigenvalues from two floating-point factorisations, where none is near zero.
//
// Statement   Let s > 0 and F = L D L^T with L unit lower triangular, D block diagonal, and ||F - P^T (A - s I) P|| <= s. If F has
//             k positive eigenvalues, A has at least k. The same for -A. When both counts add up to n, they are the inertia.
// Proof       By Weyl the k-th largest eigenvalue of A exceeds s - s = 0, since that of F exceeds 0; Sylvester counts F by D.
// Method      LAPACK's dsytrf_rk factors with bounded entries; that it does what it should is not assumed: L D L^T is
//             multiplied out with a-priori bounds as in `CertifiedDecomposition`, and compared with A - s I.
// References  [Bunch, Kaufman 1977], [Rump 2006, section 4].

internal import CLAPACK
import Exact

enum FactoredInertia {
  /// The inertia of the symmetric matrix within `error` of `entries` in norm, or nil: undecided, or an eigenvalue near zero.
  static func inertia(of entries: [Double], order: Int, error: Rational) -> Inertia? {
    let largest = entries.reduce(0) { Swift.max($0, $1.magnitude) }
    guard order > 0, largest > 0x1p-900, largest < 0x1p900 else { return nil }
    // The error of a factorisation is near 2^-52 n |A|, its bound near 2^-42 n |A| for orders of some hundreds.
    let shift = Double(sign: .plus, exponent: Int(largest.exponent) + order.bitSize - 35, significand: 1)
    guard
      let positive = signs(of: entries, order, shift: shift, error: error)?.positive,
      let negative = signs(of: entries, order, shift: -shift, error: error)?.negative,
      positive + negative == order
    else { return nil }
    return Inertia(negative: negative, zero: 0, positive: positive)
  }

  /// The inertia of a factorisation of `A - shift`, when it is proved to be within `|shift|` of that.
  private static func signs(
    of entries: [Double], _ order: Int, shift: Double, error: Rational
  ) -> Inertia? {
    var shifted = entries
    for i in 0..<order { shifted[i * (order + 1)] -= shift }
    var factor = shifted
    var beside = [Double](repeating: 0, count: order)
    var exchanges = [Int32](repeating: 0, count: order)
    let code = LAPACKE_dsytrf_rk(
      LAPACK_COL_MAJOR, CChar(UInt8(ascii: "L")), Int32(order), &factor, Int32(order), &beside, &exchanges)
    // A positive code says that D is singular, which is no fault here.
    guard code >= 0 else { return nil }
    var permutation = Array(0..<order)
    for (k, exchange) in exchanges.enumerated() {
      let other = Int(exchange.magnitude) - 1
      guard other >= 0, other < order else { return nil }
      permutation.swapAt(k, other)
    }
    // Columns of L in LAPACK's order are rows of L^T in ours.
    let diagonal = (0..<order).map { factor[$0 * (order + 1)] }
    for k in 0..<order {
      for i in 0..<k { factor[k * order + i] = 0 }
      factor[k * (order + 1)] = 1
    }
    for k in 0..<order where exchanges[k] > 0 || k + 1 == order { beside[k] = 0 }
    for k in stride(from: 1, to: order, by: 1) where beside[k - 1] != 0 { beside[k] = 0 }
    guard
      let distance = distance(
        upper: factor, diagonal: diagonal, beside: beside,
        target: permuted(shifted, order, by: permutation), order: order),
      let room = Rational(exactly: shift.magnitude), distance + error <= room
    else { return nil }
    return inertia(diagonal: diagonal, beside: beside)
  }

  private static func permuted(_ entries: [Double], _ order: Int, by permutation: [Int]) -> [Double] {
    var result = [Double](toBeWritten: order * order)
    for i in 0..<order {
      let row = permutation[i] * order
      for j in 0..<order { result[i * order + j] = entries[row + permutation[j]] }
    }
    return result
  }

  /// A bound of `||U^T D U - target||` for unit upper triangular U, with D given by its diagonal and what stands beside it.
  ///
  /// Row k of `D U` is `d_k u_k + e_k u_(k+1) + e_(k-1) u_(k-1)` with at most two of the three terms: computed, it is off by at
  /// most `gamma_2 |D| |U|` and an underflow. `|D| |U|` in turn is computed to a factor within `1 + 2^-50`.
  private static func distance(
    upper: [Double], diagonal: [Double], beside: [Double], target: [Double], order: Int
  ) -> Rational? {
    var product = [Double](toBeWritten: order * order)
    var magnitudes = [Double](toBeWritten: order * order)
    for k in 0..<order {
      // The partner of row k in a block of order two, or k itself with the factor zero.
      let before = k > 0 ? beside[k - 1] : 0
      let (partner, factor) = beside[k] != 0 ? (k + 1, beside[k]) : before != 0 ? (k - 1, before) : (k, 0)
      for j in 0..<order {
        let (own, other) = (upper[k * order + j], upper[partner * order + j])
        product[k * order + j] = diagonal[k] * own + factor * other
        magnitudes[k * order + j] = (diagonal[k] * own).magnitude + (factor * other).magnitude
      }
    }
    guard
      let whole = ChunkedProduct(product, upper, order: order, transposedLeft: true, chunk: 128)
        .difference(from: target),
      let size = MagnitudeSums(upper, rows: order, columns: order).normBound,
      let weight = MagnitudeSums(magnitudes, rows: order, columns: order).normBound
    else { return nil }
    // gamma_2 < 2^-51; twice that covers the rounding of the magnitudes. Underflow: 3 2^-1074 an entry, at most n in norm.
    let slack =
      weight * Rational(mantissa: 1, exponent: -50) + Rational(mantissa: Integer(order), exponent: -1070)
    return whole + size * slack
  }

  /// The inertia of D, exactly: a block of order two by the sign of its determinant.
  private static func inertia(diagonal: [Double], beside: [Double]) -> Inertia? {
    var result = Inertia(negative: 0, zero: 0, positive: 0)
    var k = 0
    while k < diagonal.count {
      if beside[k] == 0 {
        if diagonal[k] > 0 {
          result.positive += 1
        } else if diagonal[k] < 0 {
          result.negative += 1
        } else {
          result.zero += 1
        }
        k += 1
        continue
      }
      guard let a = Rational(exactly: diagonal[k]), let b = Rational(exactly: beside[k]),
        let c = Rational(exactly: diagonal[k + 1])
      else { return nil }
      let block = Matrix(rows: 2, columns: 2, entries: [a, b, b, c]).inertia()
      result.negative += block.negative
      result.zero += block.zero
      result.positive += block.positive
      k += 2
    }
    return result
  }
}

extension Rational {
  /// The value as a double when that is exact and evident: a short numerator over a short power of two.
  var shortDouble: Double? {
    guard let p = numerator.asInt, p.magnitude <= 1 << 53, let q = denominator.asInt, q & (q - 1) == 0 else {
      return nil
    }
    return Double(p) / Double(q)
  }
}
