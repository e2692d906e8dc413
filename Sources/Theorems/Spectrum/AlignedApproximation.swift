// AlignedApproximation: an exactly aligned network near a given one, with the distance proved.
//
// Statement   Let W_k = Q_k (D_k + T_k) Q_(k-1)^T with exactly orthogonal Q_k, D_k diagonal, ||T_k|| <= t_k, and likewise for Sxx
//             and Syx. Then every eigenvalue of the Hessian lies within `remainder` of the eigenvalue of the same rank
//             of the Hessian of the aligned network (D_k).
// Method      Each L x L block of the Hessian is a product of norms; with w_j = ||D_j||,
//               ||H_kl - H0_kl|| <= prod_(j != k) (w_j + t_j) prod_(j != l) (w_j + t_j) (x + t_x) - the same without t
//                                 + prod_(j != k, l) (w_j + t_j) (e + t_e) - prod_(j != k, l) w_j e          (k != l),
//             by expanding differences of products. A symmetric block matrix has norm at most the largest row sum
//             of its block norms, and Weyl's inequality does the rest.

import Exact
import Numeric

/// A network that is exactly aligned, and how far the Hessian of the given network can be from its Hessian.
public struct AlignedApproximation: Sendable {
  public let aligned: AlignedNetwork<Rational>
  /// `||H - Q H0 Q^T||_2 <= remainder` for some orthogonal `Q`.
  public let remainder: Rational

  /// Approximates `network` in the frames that floating point finds.
  ///
  /// *Guarantee*: `remainder` bounds the distance, whatever frames were found; bad frames only make it large.
  /// *Cost*: `O(sum of d^3)` integer products; milliseconds for widths of a few dozen.
  public init(_ network: LinearNetwork<Rational>) throws {
    let depth = network.depth
    let guess = try AlignedFrames(network.map(\.approximateDouble))
    let frames = guess.frames.map { OrthonormalFrame($0) }
    let layers = (1...depth).map { k in
      FramedDiagonal(network.layers[k - 1], left: frames[k], right: frames[k - 1])
    }
    let inputs = FramedDiagonal(network.inputCovariance, left: frames[0], right: frames[0])
    let targets = FramedDiagonal(network.crossCovariance, left: frames[depth], right: frames[0])
    let widths = network.widths
    aligned = AlignedNetwork(
      widths: widths.map { Integer($0) },
      modes: (0..<widths.max()!).map { i in
        ModeRun(
          count: 1, layers: layers.map { $0.value(at: i) }, x: inputs.value(at: i), y: targets.value(at: i))
      })
    let residual = aligned.indexClasses().map(\.residual.magnitude).max() ?? 0
    remainder = Self.remainder(layers, inputs, targets, residual: NormBound.roundedUp(residual))
  }

  /// The largest row sum of the block norms above; every intermediate bound is rounded up.
  private static func remainder(
    _ layers: [FramedDiagonal], _ inputs: FramedDiagonal, _ targets: FramedDiagonal, residual: Rational
  ) -> Rational {
    let depth = layers.count
    /// The exact product of short bounds without and with the errors, over layers other than the skipped ones.
    func products(skipping skipped: Set<Int>) -> (clean: Rational, all: Rational) {
      (0..<depth).filter { !skipped.contains($0) }.reduce((1, 1)) { bounds, j in
        (bounds.0 * layers[j].size, bounds.1 * (layers[j].size + layers[j].error))
      }
    }
    let whole = products(skipping: [])
    let residualError =
      whole.all * (inputs.size + inputs.error) - whole.clean * inputs.size + targets.error
    var largest: Rational = 0
    for k in 0..<depth {
      var row: Rational = 0
      for l in 0..<depth {
        let (left, right) = (products(skipping: [k]), products(skipping: [l]))
        row += left.all * right.all * (inputs.size + inputs.error) - left.clean * right.clean * inputs.size
        if k != l {
          let both = products(skipping: [k, l])
          row += both.all * (residual + residualError) - both.clean * residual
        }
      }
      largest = max(largest, NormBound.roundedUp(row))
    }
    return largest
  }
}

/// A nearly orthonormal matrix on a dyadic grid, and its distance from the orthogonal group.
private struct OrthonormalFrame {
  let matrix: ScaledMatrix
  /// `||matrix - Q|| <= defect` for the orthogonal polar factor `Q`: `|sigma - 1| <= |sigma^2 - 1|` for singular values.
  let defect: Rational

  init(_ guess: Matrix<Double>) {
    matrix = ScaledMatrix(rounding: guess, scale: 60)
    let identity = ScaledMatrix(integers: Matrix(identity: guess.rows), scale: 0)
    defect = (matrix.transposed * matrix - identity).normBound
  }
}

/// A matrix in a pair of frames: a diagonal part, and a bound of the spectral norm of everything else.
private struct FramedDiagonal {
  private let diagonal: [Rational]
  /// `max |diagonal|`, the spectral norm of the diagonal part, rounded up.
  let size: Rational
  let error: Rational

  init(_ matrix: Matrix<Rational>, left: OrthonormalFrame, right: OrthonormalFrame) {
    let grid = 60
    var given: ScaledMatrix
    var rounding: Rational = 0
    if let exact = ScaledMatrix(exactly: matrix), exact.scale <= 400 {
      given = exact
    } else {
      given = ScaledMatrix(rounding: matrix, scale: 200)
      rounding = Rational(mantissa: Integer(matrix.rows + matrix.columns), exponent: -201)  // >= sqrt(mn) 2^-201
    }
    let framed = left.matrix.transposed * given * right.matrix
    let count = min(matrix.rows, matrix.columns)
    let rounded = (0..<count).map { i in
      (framed.integers[i, i].shiftedRight(by: framed.scale - grid - 1) + 1).shiftedRight(by: 1)
    }
    diagonal = rounded.map { Rational(mantissa: $0, exponent: -grid) }
    let kept = ScaledMatrix(
      integers: Matrix(diagonal: rounded, rows: matrix.rows, columns: matrix.columns), scale: grid)
    size = NormBound.roundedUp(diagonal.map(\.magnitude).max() ?? 0)
    // With exact frames Q: Q_l^T A Q_r - D = (F_l^T A F_r - D) + (Q_l - F_l)^T A F_r + Q_l^T A (Q_r - F_r).
    let norm = given.normBound
    error = NormBound.roundedUp(
      (framed - kept).normBound + norm * (left.defect * (1 + right.defect) + right.defect) + rounding)
  }

  /// The diagonal value at index `i` from 0; null beyond the matrix.
  func value(at i: Int) -> Rational { i < diagonal.count ? diagonal[i] : 0 }
}
