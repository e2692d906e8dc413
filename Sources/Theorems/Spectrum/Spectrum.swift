// Spectrum: all eigenvalues of a symmetric matrix with their multiplicities, exact or enclosed.

import Exact

/// One eigenvalue, or a cluster of eigenvalues that could not be told apart.
public struct SpectrumEntry: Sendable {
  public enum Value: Sendable {
    /// One eigenvalue, known exactly, as often as the multiplicity says.
    case exact(AlgebraicReal)
    /// As many eigenvalues as the multiplicity says lie in `[lower, upper]`, and no others do.
    case enclosed(lower: Rational, upper: Rational)
  }

  public let value: Value
  public let multiplicity: Integer

  /// The eigenvalue when it is a rational known exactly.
  public var exactValue: Rational? {
    if case .exact(let value) = value { value.asRational } else { nil }
  }

  public var lowerBound: Rational {
    switch value {
    case .exact(let value): value.lowerBound
    case .enclosed(let lower, _): lower
    }
  }

  public var upperBound: Rational {
    switch value {
    case .exact(let value): value.upperBound
    case .enclosed(_, let upper): upper
    }
  }

  /// Whether the entry stands for a single number: an exact eigenvalue, or an enclosure of just one.
  public var isSeparated: Bool {
    if case .exact = value { true } else { multiplicity == 1 }
  }

  /// The sign of every eigenvalue of the entry, or nil when the enclosure holds numbers of different sign.
  public var sign: Int? {
    switch value {
    case .exact(let value): value.signum()
    case .enclosed(let lower, let upper): lower > 0 ? 1 : (upper < 0 ? -1 : (lower == upper ? 0 : nil))
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
}

/// The whole spectrum of a Hessian, largest first, with the method that found it.
///
/// *Guarantee*: multiplicities sum to `parameters`; enclosures of different entries do not overlap, so the number of
/// eigenvalues in each is proved.
public struct Spectrum: Sendable {
  public enum Method: String, Sendable {
    /// Exact blocks of an aligned network, exact characteristic polynomials.
    case alignedExact = "aligned-exact"
    /// Blocks of a nearby aligned network and a proved remainder.
    case alignedWeyl = "aligned-weyl"
    /// The exact characteristic polynomial of the whole Hessian.
    case denseExact = "dense-exact"
    /// LAPACK's eigenvalues of the whole Hessian with proved bounds.
    case dense
  }

  public let parameters: Integer
  public let method: Method
  public let eigenvalues: [SpectrumEntry]
  /// The bound that the enclosures rest on: of the distance to an aligned network, or of LAPACK's errors; nil when exact.
  public let remainder: Rational?

  init(parameters: Integer, method: Method, eigenvalues: [SpectrumEntry], remainder: Rational? = nil) {
    let total = eigenvalues.reduce(into: Integer(0)) { $0 += $1.multiplicity }
    precondition(total == parameters, "\(total) eigenvalues for \(parameters) parameters")
    self.parameters = parameters
    self.method = method
    self.eigenvalues = eigenvalues
    self.remainder = remainder
  }

  public var inertia: SignCounts {
    eigenvalues.reduce(into: SignCounts()) { counts, entry in
      switch entry.sign {
      case .some(let sign) where sign < 0: counts.negative += entry.multiplicity
      case .some(0): counts.zero += entry.multiplicity
      case .some: counts.positive += entry.multiplicity
      case nil: counts.undecided += entry.multiplicity
      }
    }
  }

  /// The number of eigenvalues in `(lower, upper]`: exact when both bounds agree.
  public func count(above lower: Rational, through upper: Rational) -> (atLeast: Integer, atMost: Integer) {
    eigenvalues.reduce(into: (0, 0)) { counts, entry in
      switch entry.value {
      case .exact(let value):
        if value.isIn(above: lower, through: upper) {
          counts.0 += entry.multiplicity
          counts.1 += entry.multiplicity
        }
      case .enclosed(let low, let high):
        if low > lower && high <= upper { counts.0 += entry.multiplicity }
        if high > lower && low <= upper { counts.1 += entry.multiplicity }
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
      }, remainder: remainder)
  }
}

extension AlgebraicReal {
  /// The same number with an interval narrower than `10^-digits` times its magnitude.
  public func refined(toDigits digits: Int) -> AlgebraicReal {
    if asRational != nil { return self }
    // 10 < 2^3.3220: that many bits below the leading bit, which is found by refining until the sign shows.
    let bits = digits * 33220 / 10000 + 2
    var value = self
    var depth = 64
    while value.lowerBound.signum() != value.upperBound.signum() || value.lowerBound.isZero
      || value.upperBound.isZero
    {
      value = value.refined(toBits: depth)
      depth *= 2
    }
    let smallest = min(value.lowerBound.magnitude, value.upperBound.magnitude)
    return value.refined(toBits: bits + smallest.denominator.bitWidth - smallest.numerator.bitWidth + 1)
  }
}
