// FloatingPointHessian: the Hessian as float32 or float64 assembles it, with an a-priori bound of the distance from the true one.
//
// Statement   Let the factors P, Q, M, R of a block (see `HessianEntries`) be computed with entrywise errors at most D_P, ..., and its entries as
//             fl(fl(p q) + fl(m r)). Then the error of the block is at most, in the spectral norm,
//               ||D_P|| || |Q| || + || |P| || ||D_Q|| + ||D_P|| ||D_Q|| + the same for M, R + 3 u (|| |P| || || |Q| || + || |M| || || |R| ||) + 6 n mu ,
//             n the larger of its orders, u the unit roundoff, mu the least positive number; the norm of the symmetric matrix of blocks is at most
//             the largest row sum, diagonal blocks counted twice, because one triangle is mirrored. By Weyl's inequality no eigenvalue of the assembled Hessian is further from the true one of the same rank.
// Method      The factors are computed in `RunningError`, whose values are those of the audited precision, operation by operation; the entries of the
//             matrix come from these very values. |fl(x + y)| <= (1 + u)(|fl x| + |fl y|) and u <= 2^-24 give the 3 u.

import Exact
import Numeric

/// A Hessian in the audited precision.
struct FloatingPointHessian<Value: BinaryFloatingPoint & CommutativeRing> {
  /// The full square, row by row, symmetric but for the order of factors.
  let entries: [Value]
  /// `||entries - H||_2` at most; nil when the range of the precision was left.
  let error: Rational?

  init(_ network: LinearNetwork<Rational>, part: HessianPart) {
    let tracked = HessianEntries(network.map { RunningError<Value>($0) })
    entries = tracked.map(\.value).matrix(part: part).entries
    let depth = network.depth
    let widths = network.widths
    var bounds = Matrix<Rational>(zero: depth, depth)
    var isFinite = true
    for k in 1...depth {
      for l in 1...k {
        let (outer, functional) = tracked.factors(k, l)
        var pairs: [(Matrix<RunningError<Value>>, Matrix<RunningError<Value>>)] = []
        if part != .functional { pairs.append(outer) }
        if part != .gaussNewton, let functional { pairs.append(functional) }
        let order = max(widths[k] * widths[k - 1], widths[l] * widths[l - 1])
        let tiny = Rational(exactly: Double(Value.leastNonzeroMagnitude))!
        var total = Rational(6 * order) * tiny
        for (left, right) in pairs {
          guard let bound = Self.bound(left, right) else {
            isFinite = false
            continue
          }
          // LAPACK reads one triangle. In a diagonal block the mirrored error is at most D + D^T entry by entry.
          total += k == l ? 2 * bound : bound
        }
        bounds[k - 1, l - 1] = NormBound.roundedUp(total)
        bounds[l - 1, k - 1] = bounds[k - 1, l - 1]
      }
    }
    error = isFinite ? HessianPerturbation.norm(ofBlockBounds: bounds) : nil
  }

  private static func bound(
    _ left: Matrix<RunningError<Value>>, _ right: Matrix<RunningError<Value>>
  ) -> Rational? {
    func norms(_ matrix: Matrix<RunningError<Value>>) -> (value: Rational, error: Rational)? {
      guard matrix.entries.allSatisfy({ $0.error.isFinite }),
        let value = NormBound.ofMagnitudes(
          matrix.entries.map { Double($0.value) }, rows: matrix.rows, columns: matrix.columns),
        let error = NormBound.ofMagnitudes(
          matrix.entries.map(\.error), rows: matrix.rows, columns: matrix.columns)
      else { return nil }
      return (value, error)
    }
    guard let a = norms(left), let b = norms(right), let epsilon = Rational(exactly: Double(Value.ulpOfOne))
    else { return nil }
    let unit = epsilon / 2
    return a.error * b.value + a.value * b.error + a.error * b.error + 3 * unit * a.value * b.value
  }
}
