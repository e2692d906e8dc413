// CertifiedEigenvalues: all eigenvalues of a symmetric matrix, enclosed and counted, to any number of digits.

import Exact

/// Some neighbouring eigenvalues in one interval, with their number.
public struct EigenvalueCluster: Sendable {
  public let interval: Interval
  /// How many eigenvalues the interval holds, with multiplicity: exactly this many, when clusters are disjoint.
  public let count: Int

  public init(interval: Interval, count: Int) {
    self.interval = interval
    self.count = count
  }
}

/// Certified enclosures of every eigenvalue of a symmetric matrix.
///
/// *Guarantee*: the clusters are pairwise disjoint and decreasing; each holds exactly `count` eigenvalues, with
/// multiplicity; the counts add up to the order. A cluster of more than one says that its eigenvalues were not separated at
/// this precision: they may be equal or only close. Nothing is assumed about multiplicities.
public struct CertifiedEigenvalues: Sendable {
  /// Largest first.
  public let clusters: [EigenvalueCluster]

  /// The number of eigenvalues.
  public var order: Int { clusters.reduce(0) { $0 + $1.count } }

  /// The enclosure of each eigenvalue, largest first; those of one cluster repeat.
  public var intervals: [Interval] { clusters.flatMap { Array(repeating: $0.interval, count: $0.count) } }

  /// Encloses the eigenvalues of a symmetric rational matrix.
  ///
  /// - Parameter bits: enclosures are wanted to `2^-bits` relative to the largest entry; eigenvalues closer than that come
  ///   out as one cluster.
  /// *Errors*: `VerificationError.undecided` when LAPACK fails.
  /// *Cost*: one LAPACK decomposition, and per 30 to 40 bits of `bits / 2` about `2 + a / 10` products of n by n doubles for
  /// entries of a bits, with `O(n^2 bits)` operations on long numbers.
  /// *Method*: `SubspaceRefinement` for the vectors, `GroupCertificate` for the proof.
  public init(ofSymmetric matrix: Matrix<Rational>, bits: Int) throws(VerificationError) {
    precondition(matrix.isSymmetric, "eigenvalues of a \(matrix.shape) matrix that is not symmetric")
    precondition(bits >= 2, "\(bits) bits")
    clusters = Self.merged(try Self.enclosures(matrix, bits: bits))
  }

  /// Encloses the eigenvalues of a symmetric matrix of finite doubles, full square, row by row.
  ///
  /// - Parameter error: a bound of `||A - entries||_2` when the entries stand for another matrix.
  public init(
    ofSymmetric entries: [Double], order: Int, bits: Int, error: Rational = 0
  ) throws(VerificationError) {
    precondition(entries.count == order * order, "\(entries.count) entries for order \(order)")
    precondition(entries.allSatisfy(\.isFinite), "entries that are not finite")
    let exact = Matrix(rows: order, columns: order, entries: entries.map { Rational(exactly: $0)! })
    precondition(exact.isSymmetric, "eigenvalues of a matrix that is not symmetric")
    clusters = Self.merged(
      try Self.enclosures(exact, bits: bits).map {
        EnclosedGroup(interval: $0.interval.widened(by: error), count: $0.count)
      })
  }

  private static func enclosures(_ matrix: Matrix<Rational>, bits: Int) throws(VerificationError)
    -> [EnclosedGroup]
  {
    // The largest entry lies between 2^(exponent - 2) and 2^exponent.
    let sizes = matrix.entries.lazy.filter { !$0.isZero }.map {
      $0.numerator.bitWidth - $0.denominator.bitWidth + 1
    }
    guard let exponent = sizes.max() else {
      return matrix.rows == 0 ? [] : [EnclosedGroup(interval: Interval(0), count: matrix.rows)]
    }
    let grid = bits + matrix.rows.bitSize + 4
    if let exact = ScaledMatrix(exactly: matrix), exact.scale <= grid - exponent {
      return try SpectralRung(FlatMatrix(exact.integers), scale: exact.scale, bits: bits - exponent)
        .enclosures()
    }
    // Scaled to entries below one and rounded: each moves by at most half a unit, in norm by at most order / 2 units.
    let unit = Rational(mantissa: 1, exponent: -exponent)
    let rounded = ScaledMatrix(rounding: matrix.map { $0 * unit }, scale: grid)
    let error = Rational(mantissa: Integer(matrix.rows), exponent: -grid - 1)
    let size = Rational(mantissa: 1, exponent: exponent)
    return try SpectralRung(FlatMatrix(rounded.integers), scale: grid, bits: bits).enclosures()
      .map { EnclosedGroup(interval: $0.interval.widened(by: error).scaled(by: size), count: $0.count) }
  }

  /// From enclosures in the order of the eigenvalues, ascending, to disjoint clusters, descending.
  ///
  /// The i-th enclosure holds the eigenvalues of its indices. Where enclosures touch, their hull holds those of both.
  private static func merged(_ ascending: [EnclosedGroup]) -> [EigenvalueCluster] {
    var result: [EnclosedGroup] = []
    for group in ascending {
      var current = group
      while let last = result.last, last.interval.upper >= current.interval.lower {
        current.interval = current.interval.hull(with: last.interval)
        current.count += last.count
        result.removeLast()
      }
      result.append(current)
    }
    return result.reversed().map { EigenvalueCluster(interval: $0.interval, count: $0.count) }
  }
}
