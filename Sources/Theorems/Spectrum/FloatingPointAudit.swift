// FloatingPointAudit: the floating-point spectrum held against the certified one.

import Exact
import Numeric

/// The precision in which the audited Hessian is assembled and decomposed.
public enum FloatingPointPrecision: String, Sendable, CaseIterable {
  case float64
  case float32
}

/// What floating point reports about the eigenvalues of one entry of a certified spectrum.
public struct AuditRow: Sendable {
  public let truth: SpectrumEntry
  /// The smallest and largest of the floating-point eigenvalues at these positions.
  public let reported: (lowest: Double, highest: Double)
  /// The largest distance from a reported value to the truth lies in this interval.
  public let error: Interval
  /// How many reported values have another sign than the truth; only where the sign of the truth is known.
  public let signsLost: Int
  /// How many different numbers stand for the eigenvalues of the entry.
  public let distinctValues: Int

  /// The proved bound of the error over the error that is proved to be there, rounded up; nil when none is.
  public var tightness: Rational? {
    error.lower > 0 ? NormBound.roundedUp(error.upper / error.lower) : nil
  }

  /// Whether the copies of a multiple eigenvalue came out equal; undecided when it is not known that they are copies.
  public var multiplicitySurvived: Truth {
    if truth.multiplicity == 1 { return .proved }
    return truth.isExact ? Truth(decided: distinctValues == 1) : .undecided
  }

  init(truth: SpectrumEntry, values: ArraySlice<Double>) {
    self.truth = truth
    reported = (values.min()!, values.max()!)
    let interval = truth.interval
    // The eigensolver gives finite numbers only.
    let (low, high) = (Rational(exactly: reported.lowest)!, Rational(exactly: reported.highest)!)
    error = Interval(
      max(0, interval.lower - low, high - interval.upper), max(0, interval.upper - low, high - interval.lower)
    )
    signsLost = truth.sign == .undecided ? 0 : values.count { Sign(of: $0) != truth.sign }
    distinctValues = Set(values).count
  }
}

/// The comparison of a whole spectrum.
public struct FloatingPointAudit: Sendable {
  public let precision: FloatingPointPrecision
  /// The eigenvalues as reported, largest first.
  public let values: [Double]
  public let rows: [AuditRow]
  /// The signs that floating point reports.
  public let reportedSigns: SignCounts
  /// A-priori: no eigenvalue of the assembled Hessian is further than this from the true one of the same rank; nil when
  /// the range of the precision was left.
  public let assemblyBound: Rational?

  /// The most parameters for which a dense Hessian is built.
  public static let parameterLimit = 12_000

  public var signsLost: Int { rows.reduce(0) { $0 + $1.signsLost } }
  public var multiplicitiesLost: Int { rows.count { $0.multiplicitySurvived == .refuted } }

  /// The largest error of a reported eigenvalue lies in this interval.
  public var error: Interval {
    Interval(rows.map(\.error.lower).max() ?? 0, rows.map(\.error.upper).max() ?? 0)
  }

  /// Assembles the Hessian in floating point by the general formula, lets LAPACK find its eigenvalues, and matches them
  /// with the certified spectrum in order.
  ///
  /// *Guarantee*: the errors are those of the numbers reported, since the i-th largest true eigenvalue lies in the entry
  /// that holds position i. *Errors*: `VerificationError.undecided` when LAPACK gives no finite numbers.
  /// *Cost*: `N^2` memory and `4/3 N^3` operations.
  public init(
    of network: LinearNetwork<Rational>, against spectrum: Spectrum, precision: FloatingPointPrecision,
    part: HessianPart = .full
  ) throws {
    let order = network.parameterCount
    precondition(spectrum.parameters == Integer(order), "a spectrum of another network")
    switch precision {
    case .float64:
      let hessian = FloatingPointHessian<Double>(network, part: part)
      assemblyBound = hessian.error
      values = try SymmetricEigensolver.eigenvalues(of: hessian.entries, order: order).reversed()
    case .float32:
      let hessian = FloatingPointHessian<Float>(network, part: part)
      assemblyBound = hessian.error
      values = try SymmetricEigensolver.eigenvalues(of: hessian.entries, order: order).reversed()
        .map { Double($0) }
    }
    self.precision = precision
    reportedSigns = SignCounts(counting: values.lazy.map { (sign: Sign(of: $0), count: 1) })
    var position = 0
    let values = self.values
    rows = spectrum.eigenvalues.map { entry in
      let count = entry.multiplicity.asInt!
      defer { position += count }
      return AuditRow(truth: entry, values: values[position..<(position + count)])
    }
  }
}

extension Sign {
  /// The sign of a finite floating-point number; both zeros are zero.
  fileprivate init(of value: Double) { self = value > 0 ? .positive : (value < 0 ? .negative : .zero) }
}
