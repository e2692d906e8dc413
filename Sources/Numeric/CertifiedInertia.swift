// CertifiedInertia: signs of all eigenvalues of a symmetric rational matrix, zeros included, without exact elimination.
//
// Method      Two factorisations in floating point decide a matrix without eigenvalues near zero. Otherwise the rank r of the
//             integer matrix N = d A, d > 0, comes exactly from images modulo primes, so n - r eigenvalues are zero. Enclosures
//             are refined until no more than n - r of them hold zero: those are the zeros, the others show their signs.
//             This ends, because the other eigenvalues are not zero.

import Exact

extension Matrix where Scalar == Rational {
  /// The numbers of negative, zero and positive eigenvalues of a symmetric matrix: exact.
  ///
  /// *Errors*: `VerificationError.undecided` when LAPACK fails.
  /// *Cost*: two factorisations in floating point when no eigenvalue is near zero. Otherwise
  /// modular eliminations, and refinement to as many bits as the smallest non-zero eigenvalue asks for.
  public func certifiedInertia() throws(VerificationError) -> Inertia {
    precondition(isSquare, "inertia of a \(shape) matrix")
    if let doubles = shortDoubles {
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

  /// The entries as doubles, when all are evidently exact.
  private var shortDoubles: [Double]? {
    var result: [Double] = []
    result.reserveCapacity(entries.count)
    for entry in entries {
      guard let value = entry.shortDouble else { return nil }
      result.append(value)
    }
    return result
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
    let zeros = matrix.rows - matrix.rankByImages()
    var bits = 30
    // The product of the non-zero eigenvalues is a non-zero integer and none exceeds n 2^size, so none is below
    // (n 2^size)^(1 - n): twice as many bits would separate it, and more says that LAPACK's guesses are useless.
    let enough = 4 * matrix.rows * (size + matrix.rows.bitSize) + 256
    while bits < 2 * enough {
      let groups = try SpectralRung(flat, scale: 0, bits: bits - size).enclosures()
      let undecided = groups.reduce(0) {
        $0 + ($1.interval.sign == .undecided || $1.interval.sign == .zero ? $1.count : 0)
      }
      if undecided == zeros { return Self.counts(groups) }
      bits *= 2
    }
    throw .undecided("eigenvalues near zero were not separated at \(bits) bits")
  }

  /// The signs, with every undecided eigenvalue known to be zero.
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
