// GroupCertificate: what an approximate invariant subspace proves about a group of eigenvalues.
//
// Statement   Let A be symmetric with eigenvalues l_1 <= ... <= l_n, and let k of them, l_(p+1) ... l_(p+k), be a group: l_p <= a,
//             l_(p+k+1) >= b. Let the columns of X (n by k) be independent, G = X^T X, Q = X G^(-1/2), H = Q^T A Q with
//             eigenvalues t_1 <= ... <= t_k, and e >= ||A Q - Q H||. If
//               a + e + d <= t_j <= b - e - d  for all j,  with d >= 4 e,  then  |l_(p+j) - t_j| <= 2 e^2 / d.
// Proof       Complete Q to an orthogonal matrix: A becomes [H E^T; E K] with ||E|| <= e. By Weyl, the sorted eigenvalues of
//             diag(H, K) lie within e of those of A: the first p are <= a + e, the last n - p - k are >= b - e. All t_j lie
//             strictly between, so they are the k in the middle, and K has p eigenvalues <= a + e, the others >= b - e.
//             Put s = 2 e^2 / d <= d / 8. For m = t_j + s' with s < s' < d / 4, K - m is invertible, and
//             ||E^T (K - m)^-1 E|| <= e^2 / (d - s') < 4 e^2 / (3 d) < s'. By Haynsworth, the number of eigenvalues of A below
//             m is p plus that of H - m - E^T (K - m)^-1 E below zero, at least that of the t_i <= t_j: at least j. So
//             l_(p+j) < m; let s' fall to s. The other side is the same for -A. For e = 0, d > 0 the t_j are eigenvalues of A.
// Hypotheses  made computable: for any M, ||A Q - Q H|| <= ||(A X - X M) G^(-1/2)|| <= ||A X - X M|| / sqrt(1 - g), g >= ||G - I||,
//             because H minimises ||A Q - Q M'|| over all M'. For k = 1 this is the inequality of Kato and Temple.
// The t_j     are the eigenvalues of the pencil (X^T (A - c) X, G), plus c. For any N they are those of (T, N G N^T) with
//             T = N X^T (A - c) X N^T; when ||N G N^T - I|| <= h < 1 they lie within ||T|| h / (1 - h) of the eigenvalues of T,
//             in order [Ostrowski 1959]: with N near G^(-1/2), T is a k by k matrix to be enclosed in its turn.
// References  [Kato 1949; Temple 1928], [Haynsworth 1968], [Parlett 1998, chapters 10, 11].

import Exact

/// The ends of the gap around a group: no other eigenvalue lies strictly between. Nil stands for infinity.
struct GroupGap {
  let lower: Rational?
  let upper: Rational?

  /// `2 e^2 / d` when the hypotheses hold for eigenvalues of H within `[least, most]`; nil when they do not.
  func radius(least: Rational, most: Rational, squaredResidual: Rational) -> Rational? {
    if lower == nil && upper == nil { return 0 }
    let residual = NormBound.squareRootAbove(squaredResidual)
    let rooms = [lower.map { least - $0 }, upper.map { $0 - most }].compactMap { $0 }
    let distance = rooms.min()! - residual
    guard distance > 0, distance >= 4 * residual else { return nil }
    return squaredResidual.isZero ? 0 : NormBound.roundedUp(2 * squaredResidual / distance)
  }
}

/// A group of more than one eigenvalue, brought to a small matrix that has them up to `radius`.
struct ReducedGroup {
  /// The eigenvalues of the group are those of `2^-scale matrix`, in order, plus `center`, up to `radius`.
  let matrix: FlatMatrix
  let scale: Int
  let center: Rational
  let radius: Rational

  /// - Parameters:
  ///   - basis: X, over `2^bits`.
  ///   - image: `(A - center) X`, over `2^imageBits`.
  ///   - block: M - center, over `2^(imageBits - bits)`: any matrix near `G^-1 X^T (A - center) X`.
  /// Nil when the hypotheses of the theorem do not hold for these columns.
  init?(
    basis: FlatMatrix, bits: Int, image: FlatMatrix, imageBits: Int, block: Matrix<Integer>,
    center: Rational, gap: GroupGap, target: Int
  ) {
    let order = basis.columns
    let identity = ScaledMatrix(integers: Matrix(identity: order), scale: 0)
    let transposed = basis.transposed
    let gram = ScaledMatrix(integers: IntegerMatrixProduct.of(transposed, basis).integers, scale: 2 * bits)
    let compressed = ScaledMatrix(
      integers: IntegerMatrixProduct.of(transposed, image).integers, scale: bits + imageBits)
    // N near G^(-1/2) by N' = N + N (I - N G N) / 2 from N = I, which squares the defect.
    var root = identity
    var defect = (gram - identity).normBound
    let gramDefect = defect
    guard gramDefect <= Rational(1, 4) else { return nil }
    let goal = Rational(mantissa: 1, exponent: -target - 8)
    for _ in 0..<64 where defect > goal {
      let step = root * (identity - root * gram * root)
      let next = ScaledMatrix(
        integers: root.rescaled(to: step.scale).integers.map { $0.shiftedLeft(by: 1) } + step.integers,
        scale: step.scale + 1
      ).rounded(to: target + 32)
      // Symmetric up to rounding; made so, since N^T stands on the right.
      let candidate = ScaledMatrix(integers: next.integers + next.integers.transposed, scale: next.scale + 1)
      let candidateDefect = (candidate * gram * candidate - identity).normBound
      if candidateDefect >= defect { break }
      (root, defect) = (candidate, candidateDefect)
    }
    guard defect <= Rational(1, 4) else { return nil }
    let small = root * compressed * root
    let size = small.normBound
    let pencil = size * defect / (1 - defect)
    let difference =
      ScaledMatrix(integers: image.integers, scale: imageBits)
      - ScaledMatrix(integers: IntegerMatrixProduct.of(basis.integers, block), scale: imageBits)
    let residual = difference.normBound
    let reach = size + pencil
    guard
      let radius = gap.radius(
        least: center - reach, most: center + reach,
        squaredResidual: NormBound.roundedUp(residual * residual / (1 - gramDefect)))
    else { return nil }
    matrix = FlatMatrix(small.integers)
    scale = small.scale
    self.center = center
    self.radius = NormBound.roundedUp(radius + pencil)
  }
}

extension ScaledMatrix {
  /// The nearest matrix on a coarser grid; each entry moves by at most `2^-(scale + 1)`.
  public func rounded(to coarser: Int) -> ScaledMatrix {
    if coarser >= scale { return self }
    return ScaledMatrix(
      integers: integers.map { ($0.shiftedRight(by: scale - coarser - 1) + 1).shiftedRight(by: 1) },
      scale: coarser)
  }
}
