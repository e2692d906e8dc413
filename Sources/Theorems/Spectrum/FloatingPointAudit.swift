// FloatingPointAudit: the floating-point spectrum held against the certified one.

import Exact
import Numeric

/// The precision in which the audited Hessian is assembled and decomposed.
public enum FloatingPointPath: String, Sendable, CaseIterable {
  case float64
  case float32
}

/// What floating point reports about the eigenvalues of one entry of a certified spectrum.
public struct AuditRow: Sendable {
  public let truth: SpectrumEntry
  /// The smallest and largest of the floating-point eigenvalues at these positions.
  public let reported: (lowest: Double, highest: Double)
  /// An upper bound of the largest distance from a reported value to the truth; a lower bound of the same.
  public let errorAtMost: Rational
  public let errorAtLeast: Rational
  /// How many reported values have another sign than the truth; only where the sign of the truth is known.
  public let signsLost: Int
  /// How many different numbers stand for one exact eigenvalue; 1 when the multiplicity survived.
  public let distinctValues: Int
}

/// The comparison of a whole spectrum.
public struct FloatingPointAudit: Sendable {
  public let path: FloatingPointPath
  public let rows: [AuditRow]
  /// The signs that floating point reports.
  public let reportedNegative: Int
  public let reportedZero: Int
  public let reportedPositive: Int

  /// The most parameters for which a dense Hessian is built.
  public static let parameterLimit = 12_000

  /// Assembles the Hessian in floating point by the general formula, lets LAPACK find its eigenvalues, and matches them
  /// with the certified spectrum in order.
  ///
  /// *Guarantee*: the errors are those of the numbers reported, since the i-th largest true eigenvalue lies in the entry
  /// that holds position i. *Cost*: `N^2` memory and `4/3 N^3` operations.
  public init(
    of network: LinearNetwork<Rational>, against spectrum: Spectrum, path: FloatingPointPath,
    part: HessianPart = .full
  ) throws {
    let order = network.parameterCount
    precondition(spectrum.parameters == Integer(order), "a spectrum of another network")
    let doubles = network.map(\.approximateDouble)
    let values: [Double]
    switch path {
    case .float64:
      values = try SymmetricEigensolver.eigenvalues(of: doubles.hessian(part: part).entries, order: order)
        .reversed()
    case .float32:
      let singles = doubles.map { Float($0) }
      values = try SymmetricEigensolver.eigenvalues(of: singles.hessian(part: part).entries, order: order)
        .reversed().map { Double($0) }
    }
    self.path = path
    reportedNegative = values.count { $0 < 0 }
    reportedZero = values.count { $0 == 0 }
    reportedPositive = values.count { $0 > 0 }
    var position = 0
    rows = spectrum.eigenvalues.map { entry in
      let count = entry.multiplicity.asInt!
      defer { position += count }
      return AuditRow(truth: entry, values: values[position..<(position + count)])
    }
  }
}

extension AuditRow {
  init(truth: SpectrumEntry, values: ArraySlice<Double>) {
    self.truth = truth
    reported = (values.min()!, values.max()!)
    let ends = [reported.lowest, reported.highest].map { Rational(exactly: $0) ?? 0 }
    let (lower, upper) = (truth.lowerBound, truth.upperBound)
    errorAtMost = max(0, upper - ends[0], ends[1] - lower)
    errorAtLeast = max(0, lower - ends[0], ends[1] - upper)
    let sign = truth.sign
    signsLost = sign.map { sign in values.count { ($0 > 0 ? 1 : ($0 < 0 ? -1 : 0)) != sign } } ?? 0
    distinctValues = Set(values).count
  }
}
