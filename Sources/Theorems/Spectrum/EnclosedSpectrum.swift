// EnclosedSpectrum: enclosures of single eigenvalues gathered into a spectrum with proved counts.

import Exact

/// Enclosures of the eigenvalues of a direct sum of symmetric matrices, each with a multiplicity.
struct EnclosureGatherer {
  private var values: [(lower: Rational, upper: Rational, multiplicity: Integer)] = []

  mutating func add(lower: Rational, upper: Rational, multiplicity: Integer) {
    if multiplicity > 0 { values.append((lower, upper, multiplicity)) }
  }

  /// Merges overlapping enclosures.
  ///
  /// *Guarantee*: if, for each summand, the i-th largest eigenvalue lies between the i-th largest of its lower ends and the i-th largest of
  /// its upper ends, then every group of overlapping enclosures holds exactly as many eigenvalues as it has members: all enclosures
  /// above the group have both ends above it. A group of zero width comes out as an exact eigenvalue.
  consuming func entries() -> [SpectrumEntry] {
    values.sort { $0.upper > $1.upper }
    var entries: [SpectrumEntry] = []
    var group: (lower: Rational, upper: Rational, multiplicity: Integer)?
    func close() {
      guard let group else { return }
      let value: SpectrumEntry.Value =
        group.lower == group.upper
        ? .exact(AlgebraicReal(group.lower)) : .enclosed(lower: group.lower, upper: group.upper)
      entries.append(SpectrumEntry(value: value, multiplicity: group.multiplicity))
    }
    for value in values {
      if let current = group, value.upper >= current.lower {
        group = (min(current.lower, value.lower), current.upper, current.multiplicity + value.multiplicity)
      } else {
        close()
        group = value
      }
    }
    close()
    return entries
  }
}
