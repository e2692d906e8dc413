// TopEigenvalues: the largest eigenvalues of Hessians too large for a matrix, and whether none larger was missed.
//
// Statement   Let X hold m vectors, T = diag(t_1 >= ... >= t_m), R = H X - X T, ||X^T X - I||_F <= g < 1. Then m eigenvalues of H, different as
//             members of its spectrum, lie within r = 3/2 (||R||_F + g (||H||_2 + ||T||_2)) of t_1, ..., t_m in order, and every other
//             eigenvalue has a square of at most s = ||H||_F^2 - sum max(0, |t_i| - r)^2. If s < (t_n - r)^2 and t_n > r, the i-th largest
//             eigenvalue of H lies within r of t_i for all i <= n: nothing was missed.
// Method      Q = polar factor of X: ||Q - X||_F <= g, so P = H Q - Q T has ||P||_F <= ||R||_F + g (||H|| + ||T||). With M = Q^T P (symmetric)
//             H - P Q^T - Q P^T + Q M Q^T has the eigenpairs (T, Q), and the change has Frobenius norm at most sqrt(2) ||P||_F; Weyl.
//             Products and residuals in doubles with proved bounds (`BoundedMatrix`); no floating-point value is believed.
// References  [Parlett 1998, section 11] for residual bounds of subspaces; the counting argument is ours.

import Exact
import Numeric

/// Certified enclosures of large eigenvalues found without a matrix.
public struct TopEigenvalues: Sendable {
  public let parameters: Integer
  /// Decreasing; for each i an eigenvalue of its own lies within `radius` of `centers[i]`.
  public let centers: [Rational]
  public let radius: Rational
  /// No eigenvalue but the enclosed ones, and `furtherPairs` smaller ones that were found as well, exceeds this in magnitude.
  public let othersAtMost: Rational
  public let furtherPairs: Int

  /// Whether the centers enclose the largest eigenvalues one by one. Undecided: larger ones may exist.
  public var areTheLargest: Truth {
    guard let least = centers.last, least > radius, othersAtMost < least - radius else {
      return Integer(centers.count) == parameters ? .proved : .undecided
    }
    return .proved
  }

  public var intervals: [Interval] { centers.map { Interval(center: $0, radius: radius) } }

  /// The most eigenvalues asked for at a time.
  public static let countLimit = 256
  /// The most doubles of a Krylov basis.
  private static let memoryLimit = 150_000_000

  /// *Errors*: `VerificationError.undecided` when the range of doubles is left or too little memory is allowed.
  /// *Cost*: a few hundred products of the Hessian with vectors.
  public init(
    of network: LinearNetwork<Rational>, count: Int, part: HessianPart, progress: (Int) -> Void = { _ in }
  ) throws {
    let operation = try HessianProduct(network, part: part)
    let order = operation.order
    let basisLimit = min(order, max(400, 5 * count), Self.memoryLimit / order)
    guard basisLimit >= min(order, count + 16) else {
      throw VerificationError.undecided(
        "\(order) parameters leave room for \(basisLimit) vectors", remedy: "ask for fewer eigenvalues")
    }
    let pairs = try BlockKrylov.pairs(order: order, count: count, basisLimit: basisLimit, progress: progress)
    {
      try operation.applied(to: $0).flatMap(\.entries)
    }
    let square = try operation.frobeniusSquaredAbove()
    let norm = NormBound.squareRootAbove(square)
    // ||R||_F^2 column by column: the bound of the product, and the rounding of the difference.
    var residuals: Rational = 0
    for pair in pairs {
      var start = 0
      for layer in try operation.applied(to: pair.vector) {
        let count = layer.entries.count
        let part = Array(pair.vector[start..<(start + count)])
        start += count
        let scaled = try BoundedMatrix(rows: 1, columns: 1, entries: [pair.value]).times(
          BoundedMatrix(rows: 1, columns: count, entries: part))
        let flat = try BoundedMatrix(
          rows: 1, columns: count, entries: layer.entries, error: layer.error)
        residuals = NormBound.roundedUp(residuals + (try flat.plus(scaled, factor: -1).frobeniusSquaredAbove))
      }
    }
    // The Gram matrix by pieces of few rows, so that few roundings meet in one sum.
    var gram = try BoundedMatrix(Matrix(zero: pairs.count, pairs.count))
    for start in stride(from: 0, to: order, by: 256) {
      let end = min(start + 256, order)
      let piece = try BoundedMatrix(
        rows: pairs.count, columns: end - start, entries: pairs.flatMap { $0.vector[start..<end] })
      gram = try gram.plus(piece.times(piece, transposed: (false, true)))
    }
    let identity = try BoundedMatrix(Matrix(identity: pairs.count))
    let defect = NormBound.squareRootAbove(try gram.plus(identity, factor: -1).frobeniusSquaredAbove)
    guard defect < 1 else {
      throw VerificationError.undecided("the approximate eigenvectors are not orthonormal")
    }
    let values = pairs.map { Rational(exactly: $0.value)! }
    let largest = values.map(\.magnitude).max() ?? 0
    let bound = NormBound.squareRootAbove(residuals) + defect * (norm + largest)
    let radius = NormBound.roundedUp(bound * Rational(3, 2))
    let known = values.reduce(Rational(0)) { sum, value in
      let least = max(0, value.magnitude - radius)
      return sum + least * least
    }
    parameters = Integer(order)
    centers = Array(values.prefix(count))
    furtherPairs = values.count - centers.count
    self.radius = radius
    othersAtMost = NormBound.squareRootAbove(max(0, square - known))
  }

  /// Format plumb.spectrum/1 with `complete` false and what is known of the rest in `top`.
  public func json(digits: Int) -> JSON {
    [
      "complete": false,
      "eigenvalues": .array(
        intervals.map { interval in
          let (lower, upper) = interval.decimalTexts(digits: digits)
          return [
            "exact": .null, "lower": .string(lower), "multiplicity": "1", "separated": true,
            "upper": .string(upper),
          ]
        }), "errorBound": .string(decimalDigits(of: radius, digits: 6, rounding: .up)),
      "format": "plumb.spectrum/1", "method": "matrix-free", "parameters": .integer(parameters),
      "top": [
        "areTheLargest": .string(areTheLargest == .proved ? "proved" : "unknown"),
        "furtherPairs": .number(furtherPairs),
        "othersAtMost": .string(decimalDigits(of: othersAtMost, digits: 6, rounding: .up)),
      ],
    ]
  }
}
