// SymmetricMatrixSpectrum: the certified spectrum of a symmetric rational matrix that is not the Hessian of a network.

import Exact
import Numeric

extension Spectrum {
  /// All eigenvalues of a symmetric rational matrix.
  ///
  /// Up to `exactLimit` rows by exact characteristic polynomials of the independent blocks; beyond, or where that is too much work, by
  /// refinement to `digits` digits relative to the largest entry, with signs exact, and multiplicities settled by exact means where they can be.
  /// *Errors*: `VerificationError.undecided` when the method asked for does not reach an answer.
  public init(
    ofSymmetric matrix: Matrix<Rational>, method: Method? = nil, digits: Int = doubleDigits
  ) throws(VerificationError) {
    precondition(matrix.isSymmetric, "eigenvalues of a \(matrix.shape) matrix that is not symmetric")
    var polynomialLimit = 64
    if method != .dense && (matrix.rows <= Self.exactLimit || method == .denseExact) {
      do throws(VerificationError) {
        var builder = ExactSpectrumBuilder()
        try builder.add(matrix, multiplicity: 1)
        self = builder.spectrum(parameters: Integer(matrix.rows), method: .denseExact)
        return
      } catch {
        if method == .denseExact { throw error }
        polynomialLimit = 0  // its characteristic polynomial was too much work
      }
    }
    let bits = DecimalPrecision.bits(forDigits: digits)
    let eigenvalues = try CertifiedEigenvalues(ofSymmetric: matrix, bits: bits)
    let settled = try eigenvalues.settledMultiplicities(of: matrix, polynomialLimit: polynomialLimit)
    let entries = zip(eigenvalues.clusters, settled).map { cluster, multiplicity in
      let value: SpectrumEntry.Value =
        switch multiplicity {
        case .equalRational(let number): .exact(AlgebraicReal(number))
        case .equal: .single(cluster.interval)
        case .unsettled: .enclosed(cluster.interval)
        }
      return SpectrumEntry(value: value, multiplicity: Integer(cluster.count))
    }
    // Signs are exact: zeros are settled by the rank.
    let inertia = try matrix.certifiedInertia()
    let signs = SignCounts(counting: [
      (sign: .negative, count: Integer(inertia.negative)), (sign: .zero, count: Integer(inertia.zero)),
      (sign: .positive, count: Integer(inertia.positive)),
    ])
    let widest = entries.map { $0.interval.upper - $0.interval.lower }.max() ?? 0
    self.init(
      parameters: Integer(matrix.rows), method: .dense, eigenvalues: entries, signs: signs,
      errorBound: NormBound.roundedUp(widest / 2))
  }

  /// The largest order that is factored exactly unasked.
  public static let exactLimit = 100
}
