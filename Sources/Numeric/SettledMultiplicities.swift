// SettledMultiplicities: which clusters of a rational matrix are one eigenvalue, decided by exact means.
//
// Method      (1) A cluster of k with m the simplest rational in it: when A - m I has exactly k zero eigenvalues, all k are m.
//             (2) The number of distinct eigenvalues is deg f - deg gcd(f, f') for the characteristic polynomial f. Every
//             cluster holds at least one; when there are as many clusters, each is a single eigenvalue, rational or not.

import Exact

/// What exact means say of a cluster of eigenvalues.
public enum ClusterMultiplicity: Sendable, Hashable {
  /// All eigenvalues of the cluster are this number.
  case equalRational(Rational)
  /// All eigenvalues of the cluster are equal.
  case equal
  /// They were not separated, and not shown to be equal.
  case unsettled
}

extension CertifiedEigenvalues {
  /// What is known of each cluster, in the same order. A cluster of one is `equal`, or rational when that was found.
  ///
  /// - Parameters:
  ///   - matrix: the rational matrix whose eigenvalues these are. Another matrix is misuse.
  ///   - polynomialLimit: up to this order the characteristic polynomial may be computed.
  public func settledMultiplicities(
    of matrix: Matrix<Rational>, polynomialLimit: Int = 64
  ) throws(VerificationError) -> [ClusterMultiplicity] {
    precondition(matrix.rows == order, "\(order) eigenvalues of a \(matrix.shape) matrix")
    var result: [ClusterMultiplicity] = []
    for cluster in clusters {
      if cluster.count == 1 {
        result.append(cluster.interval.singleValue.map { .equalRational($0) } ?? .equal)
        continue
      }
      let candidate = cluster.interval.simplestRational
      let zeros =
        try candidate.numerator.bitWidth + candidate.denominator.bitWidth <= 128
        ? matrix.shiftedDown(by: candidate).certifiedInertia().zero : 0
      result.append(zeros == cluster.count ? .equalRational(candidate) : .unsettled)
    }
    if result.contains(.unsettled), order <= polynomialLimit {
      let polynomial = matrix.clearedDenominators.numerator.characteristicPolynomial()
      let common = Polynomial<Integer>.gcd(polynomial, polynomial.derivative)
      if order - common.degree == clusters.count {
        result = result.map { $0 == .unsettled ? .equal : $0 }
      }
    }
    return result
  }
}
