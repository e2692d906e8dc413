// Spectrum: all eigenvalues of a symmetric matrix with their multiplicities, exact or enclosed.

import Exact

/// One eigenvalue, or a cluster of eigenvalues that could not be told apart.
public struct SpectrumEntry: Sendable {
  public enum Value: Sendable {
    /// One eigenvalue, known exactly, as often as the multiplicity says.
    case exact(AlgebraicReal)
    /// One eigenvalue in the interval, as often as the multiplicity says, and no other there.
    case single(Interval)
    /// As many eigenvalues as the multiplicity says lie in the interval, and no others do.
    case enclosed(Interval)
  }

  public let value: Value
  public let multiplicity: Integer

  /// The eigenvalue when it is known exactly and rational. An irrational one can be known exactly too: see `isExact`.
  public var rationalValue: Rational? {
    if case .exact(let value) = value { value.asRational } else { nil }
  }

  public var isExact: Bool { if case .exact = value { true } else { false } }

  /// An interval that holds all eigenvalues of the entry.
  public var interval: Interval {
    switch value {
    case .exact(let value): value.interval
    case .single(let interval), .enclosed(let interval): interval
    }
  }

  /// Whether the entry stands for a single number.
  public var isSeparated: Bool {
    switch value {
    case .exact, .single: true
    case .enclosed: multiplicity == 1
    }
  }

  /// The sign of every eigenvalue of the entry.
  public var sign: Sign {
    switch value {
    case .exact(let value):
      switch value.signum() {
      case 0: .zero
      case 1: .positive
      default: .negative
      }
    case .single(let interval), .enclosed(let interval): interval.sign
    }
  }
}

/// How many eigenvalues have which sign; `undecided` counts those whose enclosure touches zero.
public struct SignCounts: Sendable, Hashable {
  public var negative: Integer = 0
  public var zero: Integer = 0
  public var positive: Integer = 0
  public var undecided: Integer = 0

  public init() {}

  public init(counting signs: some Sequence<(sign: Sign, count: Integer)>) {
    for (sign, count) in signs {
      switch sign {
      case .negative: negative += count
      case .zero: zero += count
      case .positive: positive += count
      case .undecided: undecided += count
      }
    }
  }
}

/// The whole spectrum of a Hessian, largest first, with the method that found it.
///
/// *Guarantee*: multiplicities sum to `parameters`; enclosures of different entries do not overlap, so the number of
/// eigenvalues in each is proved.
public struct Spectrum: Sendable {
  public enum Method: String, Sendable, CaseIterable {
    /// Exact blocks of an aligned network, exact characteristic polynomials.
    case alignedExact = "aligned-exact"
    /// The exact characteristic polynomial of the whole Hessian.
    case denseExact = "dense-exact"
    /// Blocks of a nearby aligned network and a proved remainder.
    case alignedWeyl = "aligned-weyl"
    /// LAPACK's eigenvalues of the whole Hessian with proved bounds.
    case dense
  }

  public let parameters: Integer
  public let method: Method
  public let eigenvalues: [SpectrumEntry]
  /// The signs as they were known before overlapping enclosures were merged.
  public let signs: SignCounts
  /// Half the width of the widest enclosure, before overlapping ones were merged; nil when exact.
  public let errorBound: Rational?

  init(
    parameters: Integer, method: Method, eigenvalues: [SpectrumEntry], signs: SignCounts? = nil,
    errorBound: Rational? = nil
  ) {
    let total = eigenvalues.reduce(into: Integer(0)) { $0 += $1.multiplicity }
    precondition(total == parameters, "\(total) eigenvalues for \(parameters) parameters")
    self.parameters = parameters
    self.method = method
    self.eigenvalues = eigenvalues
    self.signs =
      signs ?? SignCounts(counting: eigenvalues.lazy.map { (sign: $0.sign, count: $0.multiplicity) })
    self.errorBound = errorBound
  }

  /// The largest magnitude that an eigenvalue can have.
  public var radius: Rational { eigenvalues.map(\.interval.magnitude).max() ?? 0 }

  /// The eigenvalues with their multiplicities when all of them are rationals known exactly; nil otherwise.
  public var rationalEigenvalues: [(value: Rational, multiplicity: Integer)]? {
    let values = eigenvalues.compactMap { entry in
      entry.rationalValue.map { (value: $0, multiplicity: entry.multiplicity) }
    }
    return values.count == eigenvalues.count ? values : nil
  }

  /// The number of eigenvalues in a half-open range: exact when both bounds agree.
  public func count(in range: CountingRange) -> (atLeast: Integer, atMost: Integer) {
    eigenvalues.reduce(into: (0, 0)) { counts, entry in
      switch entry.value {
      case .exact(let value):
        if value.isIn(above: range.above, through: range.through) {
          counts.0 += entry.multiplicity
          counts.1 += entry.multiplicity
        }
      case .single(let interval), .enclosed(let interval):
        if interval.lower > range.above && interval.upper <= range.through { counts.0 += entry.multiplicity }
        if interval.upper > range.above && interval.lower <= range.through { counts.1 += entry.multiplicity }
      }
    }
  }

  /// The same spectrum with every enclosure of an exact eigenvalue narrow enough for `digits` significant digits.
  public func refined(toDigits digits: Int) -> Spectrum {
    Spectrum(
      parameters: parameters, method: method,
      eigenvalues: eigenvalues.map { entry in
        guard case .exact(let value) = entry.value else { return entry }
        return SpectrumEntry(value: .exact(value.refined(toDigits: digits)), multiplicity: entry.multiplicity)
      }, signs: signs, errorBound: errorBound)
  }
}
