// HessianPerturbation: how far the Hessian moves when layers and covariances move by little.
//
// Statement   If ||W_k' - W_k|| <= t_k, ||W_k|| <= w_k and likewise for Sxx (x, t_x) and Syx (y, t_y), then with E = W Sxx - Syx, ||E|| <= e,
//               ||H_kl' - H_kl|| <= prod_(j != k) (w_j + t_j) prod_(j != l) (w_j + t_j) (x + t_x) - the same without t
//                                + prod_(j != k, l) (w_j + t_j) (e + t_e) - prod_(j != k, l) w_j e          (k != l),
//               e = prod w_j x + y,    t_e = prod (w_j + t_j) (x + t_x) - prod w_j x + t_y .
// Method      Every block is a sum of two Kronecker products of products of layers; differences of products are expanded.

import Exact
import Numeric

/// Norms of the parts of a network, and bounds of how far each part may be from another network's.
struct HessianPerturbation {
  typealias Part = (norm: Rational, error: Rational)
  let layers: [Part]
  let inputs: Part
  let targets: Part

  /// Bounds of the change of each of the `L x L` blocks, symmetric.
  func blockBounds(_ part: HessianPart) -> Matrix<Rational> {
    let depth = layers.count
    /// The product of the norms of all layers but the skipped ones, without and with the errors.
    func products(skipping skipped: Set<Int>) -> (clean: Rational, all: Rational) {
      (0..<depth).filter { !skipped.contains($0) }.reduce((1, 1)) { bounds, j in
        (bounds.0 * layers[j].norm, bounds.1 * (layers[j].norm + layers[j].error))
      }
    }
    let whole = products(skipping: [])
    let residual = whole.clean * inputs.norm + targets.norm
    let residualError = whole.all * (inputs.norm + inputs.error) - whole.clean * inputs.norm + targets.error
    return Matrix(rows: depth, columns: depth) { k, l in
      let (left, right) = (products(skipping: [k]), products(skipping: [l]))
      var total: Rational = 0
      if part != .functional {
        total += left.all * right.all * (inputs.norm + inputs.error) - left.clean * right.clean * inputs.norm
      }
      if part != .gaussNewton, k != l {
        let both = products(skipping: [k, l])
        total += both.all * (residual + residualError) - both.clean * residual
      }
      return NormBound.roundedUp(total)
    }
  }

  /// The largest row sum of bounds of blocks: at least the norm of the symmetric block matrix they bound.
  static func norm(ofBlockBounds bounds: Matrix<Rational>) -> Rational {
    (0..<bounds.rows).map { k in
      NormBound.roundedUp((0..<bounds.columns).reduce(into: Rational(0)) { $0 += bounds[k, $1] })
    }.max() ?? 0
  }
}
