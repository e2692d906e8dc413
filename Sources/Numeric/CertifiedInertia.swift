// CertifiedInertia: signs of all eigenvalues of a symmetric rational matrix, zeros included, without exact elimination.
//
// Method      Enclosures decide every eigenvalue away from zero. For those that stay around zero there are two proofs of
//             "exactly zero", on the integer matrix N = d A, d > 0:
//             (1) the rank: at least r by one prime, at most r by n - r verified null vectors, so exactly n - r are zero;
//             (2) a gap: if m >= 1 of the k undecided eigenvalues were not zero, the product of all non-zero eigenvalues would
//             be the last non-zero coefficient of the characteristic polynomial, up to sign: a non-zero integer. With
//             the decided ones bounded by u_i and the undecided by e < 1, that product is at most e prod u_i; so
//             e prod u_i < 1 proves that all k are zero.
//             Zeros known, the others are refined until their signs show, which ends because they are not zero. With no
//             proof by (1), refinement ends as well, at the latest when (2) applies.

import Exact

extension Matrix where Scalar == Rational {
  /// The numbers of negative, zero and positive eigenvalues of a symmetric matrix: exact.
  ///
  /// *Errors*: `VerificationError.undecided` when LAPACK fails.
  /// *Cost*: two factorisations in floating point when no eigenvalue is near zero. Otherwise one modular elimination, and refinement
  /// to as many bits as the smallest non-zero eigenvalue asks for.
  public func certifiedInertia() throws(VerificationError) -> Inertia {
    precondition(isSquare, "inertia of a \(shape) matrix")
    let doubles = entries.compactMap(\.shortDouble)
    if doubles.count == entries.count {
      return try Inertia(certifiedOfSymmetric: doubles, order: rows)
    }
    precondition(isSymmetric, "inertia of a matrix that is not symmetric")
    return try SignCount(clearedDenominators.numerator).inertia()
  }

  /// The number of eigenvalues of a symmetric matrix in `(above, through]`, with multiplicity: exact.
  ///
  /// *Method*: eigenvalues at most b are the negative and zero ones of `A - b I`.
  public func certifiedEigenvalueCount(in range: CountingRange) throws(VerificationError) -> Int {
    let below = try [range.above, range.through].map { (shift) throws(VerificationError) in
      let inertia = try shiftedDown(by: shift).certifiedInertia()
      return inertia.negative + inertia.zero
    }
    return below[1] - below[0]
  }

  /// `A - s I`.
  func shiftedDown(by shift: Rational) -> Matrix {
    var result = self
    for i in 0..<Swift.min(rows, columns) { result[i, i] -= shift }
    return result
  }
}

extension Inertia {
  /// The numbers of negative, zero and positive eigenvalues of a symmetric matrix of finite doubles, full square: exact.
  ///
  /// *Errors* and *Cost*: as for rational matrices; two floating-point factorisations when no eigenvalue is near zero.
  public init(certifiedOfSymmetric entries: [Double], order: Int) throws(VerificationError) {
    precondition(entries.count == order * order, "\(entries.count) entries for order \(order)")
    for i in 0..<order {
      for j in 0...i {
        let (entry, mirror) = (entries[i * order + j], entries[j * order + i])
        precondition(
          entry.isFinite && entry == mirror, "inertia of a matrix that is not finite and symmetric")
      }
    }
    if let found = FactoredInertia.inertia(of: entries, order: order, error: 0) {
      self = found
      return
    }
    let matrix = Matrix(rows: order, columns: order, entries: entries.map { Rational(exactly: $0)! })
    self = try SignCount(matrix.clearedDenominators.numerator).inertia()
  }
}

/// The signs of the eigenvalues of a symmetric integer matrix, decided step by step.
struct SignCount {
  private let matrix: Matrix<Integer>
  private let flat: FlatMatrix
  /// The largest entry has this many bits.
  private let size: Int

  init(_ matrix: Matrix<Integer>) {
    self.matrix = matrix
    flat = FlatMatrix(matrix)
    size = matrix.entries.reduce(0) { Swift.max($0, $1.bitWidth) }
  }

  func inertia() throws(VerificationError) -> Inertia {
    if size == 0 { return Inertia(negative: 0, zero: matrix.rows, positive: 0) }
    // Entries below one in magnitude, each off by at most 2^-49.
    if let found = FactoredInertia.inertia(
      of: flat.approximateDoubles(exponent: size), order: matrix.rows,
      error: Rational(mantissa: Integer(matrix.rows), exponent: -49))
    {
      return found
    }
    var bits = 30
    var rank: ClosedRange<Int>?
    while true {
      let groups = try SpectralRung(flat, scale: 0, bits: bits - size).enclosures()
      let open = groups.filter { $0.interval.sign == .undecided || $0.interval.sign == .zero }
      let undecided = open.reduce(0) { $0 + $1.count }
      if undecided == 0 { return Self.counts(groups) }
      let bounds = rank ?? matrix.rankBounds(primeLimit: 4)
      rank = bounds
      let zeros = matrix.rows - bounds.lowerBound
      if bounds.count == 1, zeros == undecided { return Self.counts(groups) }
      // Decided eigenvalues are not zero and undecided ones below `reach`: see (2) above.
      let reach = open.map(\.interval.magnitude).max()!
      let product = groups.reduce(Rational(1)) { product, group in
        group.interval.sign == .positive || group.interval.sign == .negative
          ? NormBound.roundedUp(product * group.interval.magnitude.power(group.count)) : product
      }
      if reach < 1, reach * product < 1 { return Self.counts(groups) }
      // All that stay may well be zero: go to where (2) applies. Otherwise some will show their signs earlier.
      let needed = Swift.max(product.ceiling.bitWidth, 0) + size + matrix.rows.bitSize + 16
      bits = undecided == zeros ? Swift.max(needed, 2 * bits) : 2 * bits
      if bits > needed + 2 * (size + 64) * matrix.rows + 4096 {
        throw .undecided("eigenvalues near zero were not separated at \(bits) bits")
      }
    }
  }

  /// The signs, with every undecided eigenvalue proved to be zero.
  private static func counts(_ groups: [EnclosedGroup]) -> Inertia {
    groups.reduce(into: Inertia(negative: 0, zero: 0, positive: 0)) { inertia, group in
      switch group.interval.sign {
      case .negative: inertia.negative += group.count
      case .positive: inertia.positive += group.count
      case .zero, .undecided: inertia.zero += group.count
      }
    }
  }
}
