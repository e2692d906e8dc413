// EnclosureGatherer: enclosures of single eigenvalues gathered into a spectrum with proved counts.

import Exact
import Numeric

/// Enclosures of the eigenvalues of a direct sum of symmetric matrices, each with a multiplicity.
struct EnclosureGatherer {
  private var values: [(interval: Interval, multiplicity: Integer)] = []

  mutating func add(_ interval: Interval, multiplicity: Integer) {
    if multiplicity > 0 { values.append((interval, multiplicity)) }
  }

  /// The eigenvalues of one summand, each enclosure moved outward by `margin`.
  mutating func add(_ enclosure: EigenvalueEnclosure, widenedBy margin: Rational = 0, multiplicity: Integer) {
    for interval in enclosure.intervals { add(interval.widened(by: margin), multiplicity: multiplicity) }
  }

  /// The eigenvalues of one summand, by clusters.
  mutating func add(_ eigenvalues: CertifiedEigenvalues, multiplicity: Integer) {
    for cluster in eigenvalues.clusters {
      add(cluster.interval, multiplicity: Integer(cluster.count) * multiplicity)
    }
  }

  /// The spectrum, overlapping enclosures merged.
  ///
  /// *Guarantee*: if, for each summand, the i-th largest eigenvalue lies between the i-th largest of its lower ends and the i-th
  /// largest of its upper ends, then every group of overlapping enclosures holds exactly as many eigenvalues as it has members: all
  /// enclosures above the group have both ends above it. For the same reason the signs may be counted before merging. A group of zero
  /// width comes out as an exact eigenvalue. The error bound is half the width of the widest enclosure: with widths at most w the i-th largest upper
  /// end is at most w above the i-th largest lower end.
  consuming func spectrum(parameters: Integer, method: Spectrum.Method) -> Spectrum {
    let widest = values.map { $0.interval.upper - $0.interval.lower }.max() ?? 0
    let signs = SignCounts(counting: values.lazy.map { (sign: $0.interval.sign, count: $0.multiplicity) })
    values.sort { $0.interval.upper > $1.interval.upper }
    var groups: [(interval: Interval, multiplicity: Integer)] = []
    for value in values {
      if let last = groups.last, value.interval.upper >= last.interval.lower {
        groups[groups.count - 1] = (
          last.interval.hull(with: value.interval), last.multiplicity + value.multiplicity
        )
      } else {
        groups.append(value)
      }
    }
    let entries = groups.map { group in
      SpectrumEntry(
        value: group.interval.singleValue.map { .exact(AlgebraicReal($0)) } ?? .enclosed(group.interval),
        multiplicity: group.multiplicity)
    }
    return Spectrum(
      parameters: parameters, method: method, eigenvalues: entries, signs: signs,
      errorBound: NormBound.roundedUp(widest / 2))
  }
}
