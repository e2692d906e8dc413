// AlignedApproximation: an exactly aligned network near a given one, with the distance of their Hessians proved.
//
// Statement   Every eigenvalue of the Hessian of the given network lies within `remainder` of the eigenvalue of the same rank
//             of the Hessian of the aligned network.
// Method      Two steps, then Weyl's inequality.
//             1. In nearly orthonormal frames F_k the network becomes A_k = F_k^T W_k F_(k-1), an exact matrix. Making the frames exactly
//                orthogonal changes A_k by little, and the Hessian by what `HessianPerturbation` bounds.
//             2. H(A) is compared with the Hessian of the diagonal parts block by block: every block is P (x) Q + M (x) R with
//                small matrices known exactly, and ||P (x) Q - P0 (x) Q0|| <= ||P - P0|| ||Q|| + ||P0|| ||Q - Q0||.

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
  /// *Cost*: `O(L^2)` products of matrices of the widths in exact integers; milliseconds for widths of a few dozen.
  public init(_ network: LinearNetwork<Rational>, part: HessianPart = .full) throws {
    let guess = try AlignedFrames(network.map(\.approximateDouble))
    let frames = guess.frames.map { OrthonormalFrame($0) }
    let depth = network.depth
    // Each part is rounded to 72 bits of its own largest entry; Syx to the grid of the product W Sxx, which it is compared with.
    let layers = (1...depth).map {
      FramedMatrix(network.layers[$0 - 1], left: frames[$0], right: frames[$0 - 1])
    }
    let inputs = FramedMatrix(network.inputCovariance, left: frames[0], right: frames[0])
    let productGrid = layers.reduce(inputs.grid) { $0 + $1.grid }
    let framed = FramedNetwork(
      layers: layers, inputs: inputs,
      targets: FramedMatrix(network.crossCovariance, left: frames[depth], right: frames[0], grid: productGrid)
    )
    aligned = AlignedNetwork(
      widths: network.widths, layers: framed.layers.map(\.diagonalValues),
      inputs: framed.inputs.diagonalValues,
      targets: framed.targets.diagonalValues)
    let turned = HessianPerturbation(
      layers: framed.layers.map { ($0.norm, $0.error) }, inputs: (framed.inputs.norm, framed.inputs.error),
      targets: (framed.targets.norm, framed.targets.error))
    remainder = HessianPerturbation.norm(
      ofBlockBounds: framed.offDiagonalBlockBounds(part) + turned.blockBounds(part))
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

/// A matrix in a pair of frames, rounded to a grid; its diagonal part is kept apart on the same grid.
private struct FramedMatrix {
  private static let significantBits = 72
  let integers: Matrix<Integer>
  /// The integers stand for multiples of `2^-grid`.
  let grid: Int
  /// The spectral norm at most, and the distance from the matrix in exactly orthogonal frames at most.
  let norm: Rational
  let error: Rational

  /// The grid follows the largest entry unless one is given.
  init(_ given: Matrix<Rational>, left: OrthonormalFrame, right: OrthonormalFrame, grid: Int? = nil) {
    guard let largest = given.entries.map(\.magnitude).max(), largest > 0 else {
      integers = Matrix(zero: given.rows, given.columns)
      self.grid = grid ?? Self.significantBits
      (norm, error) = (0, 0)
      return
    }
    let exponent = largest.numerator.bitWidth - largest.denominator.bitWidth
    let grid = grid ?? Self.significantBits - exponent
    // Rounding to 2^-s moves an m x n matrix by at most sqrt(mn) 2^-(s+1) <= (m + n) 2^-(s+2) in norm.
    func rounding(_ scale: Int) -> Rational {
      Rational(mantissa: Integer(given.rows + given.columns), exponent: -scale - 2)
    }
    let exact: ScaledMatrix
    var moved: Rational = 0
    if let dyadic = ScaledMatrix(exactly: given), dyadic.scale + exponent <= 400 {
      exact = dyadic
    } else {
      let scale = max(0, 200 - exponent)
      exact = ScaledMatrix(rounding: given, scale: scale)
      moved = rounding(scale)
    }
    let product = left.matrix.transposed * exact * right.matrix
    let drop = product.scale - grid
    integers = product.integers.map {
      drop > 0 ? ($0.shiftedRight(by: drop - 1) + 1).shiftedRight(by: 1) : $0.shiftedLeft(by: -drop)
    }
    self.grid = grid
    norm = ScaledMatrix(integers: integers, scale: 0).normBound * Rational(mantissa: 1, exponent: -grid)
    // Q_l^T A Q_r - F_l^T A F_r = (Q_l - F_l)^T A F_r + Q_l^T A (Q_r - F_r).
    let size = exact.normBound
    error = NormBound.roundedUp(
      size * (left.defect * (1 + right.defect) + right.defect) + moved + (drop > 0 ? rounding(grid) : 0))
  }

  var diagonalValues: [Rational] { integers.diagonal.map { Rational(mantissa: $0, exponent: -grid) } }

  /// The integers of the matrix, or of its diagonal part.
  func integers(diagonalOnly: Bool) -> Matrix<Integer> {
    diagonalOnly
      ? Matrix(diagonal: integers.diagonal, rows: integers.rows, columns: integers.columns) : integers
  }
}

private struct FramedNetwork {
  let layers: [FramedMatrix]
  let inputs: FramedMatrix
  let targets: FramedMatrix

  /// Step 2: bounds of `||H_kl(A) - H_kl(D)||`, symmetric.
  func offDiagonalBlockBounds(_ part: HessianPart) -> Matrix<Rational> {
    let depth = layers.count
    // With layer j scaled by 2^g_j, Sxx by 2^g_x and Syx by 2^(G + g_x), G the sum of the g_j, block (k, l) of the Hessian is scaled by
    // 2^(2G - g_k - g_l + g_x), its outer and its functional part alike.
    func entries(diagonalOnly: Bool) -> HessianEntries<Integer> {
      HessianEntries(
        LinearNetwork(
          layers: layers.map { $0.integers(diagonalOnly: diagonalOnly) },
          inputCovariance: inputs.integers(diagonalOnly: diagonalOnly),
          crossCovariance: targets.integers(diagonalOnly: diagonalOnly)))
    }
    let total = layers.reduce(0) { $0 + $1.grid }
    let (full, kept) = (entries(diagonalOnly: false), entries(diagonalOnly: true))
    func norm(_ matrix: Matrix<Integer>) -> Rational { ScaledMatrix(integers: matrix, scale: 0).normBound }
    func bound(
      _ a: (Matrix<Integer>, Matrix<Integer>), _ b: (Matrix<Integer>, Matrix<Integer>)
    ) -> Rational { norm(a.0 - b.0) * norm(a.1) + norm(b.0) * norm(a.1 - b.1) }
    var bounds = Matrix<Rational>(zero: depth, depth)
    for k in 1...depth {
      for l in 1...k {
        let (a, b) = (full.factors(k, l), kept.factors(k, l))
        var distance: Rational = part == .functional ? 0 : bound(a.outer, b.outer)
        if part != .gaussNewton, let left = a.functional, let right = b.functional {
          distance += bound(left, right)
        }
        let scale = 2 * total - layers[k - 1].grid - layers[l - 1].grid + inputs.grid
        bounds[k - 1, l - 1] = NormBound.roundedUp(distance * Rational(mantissa: 1, exponent: -scale))
        bounds[l - 1, k - 1] = bounds[k - 1, l - 1]
      }
    }
    return bounds
  }
}
