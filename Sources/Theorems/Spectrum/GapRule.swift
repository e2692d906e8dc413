// GapRule: the dominant and the bulk cluster as published code reads them off a list of eigenvalues.
//
// Statement   Of the eigenvalues above 1% of the largest, in decreasing order: the dominant cluster ends at the largest gap, the bulk at the largest gap
//             after it, or with the last of them when no gap is left. The first of equal gaps counts.
// Conventions On enclosures the rule is applied only where every comparison is decided.
// References  [Deng et al. 2026], the rule `adaptive_threshold` of the published code.

import Exact

/// The sizes of two clusters.
public struct GapClusters: Sendable, Hashable {
  public let dominant: Int
  public let bulk: Int
}

public enum GapRule {
  /// The clusters of numbers known exactly, in decreasing order.
  public static func clusters(of values: [Rational]) -> GapClusters? {
    clusters(values.map { Interval($0) }) { Interval(values[$0] - values[$0 + 1]) }
  }

  /// The clusters of a certified spectrum; nil when the enclosures do not decide them.
  public static func clusters(of spectrum: Spectrum) -> GapClusters? {
    var values: [Interval] = []
    var entries: [Int] = []
    for (i, entry) in spectrum.eigenvalues.enumerated() {
      if let first = values.first, entry.interval.upper * 100 <= first.lower { break }
      guard let count = entry.multiplicity.asInt, values.count + count <= 100_000 else { return nil }
      values += Array(repeating: entry.interval, count: count)
      entries += Array(repeating: i, count: count)
    }
    return clusters(values) { i in
      let (a, b) = (values[i], values[i + 1])
      // Copies of one exact eigenvalue have no gap, however wide its enclosure is.
      if entries[i] == entries[i + 1], spectrum.eigenvalues[entries[i]].isExact { return Interval(0) }
      return Interval(max(0, a.lower - b.upper), max(0, a.upper - b.lower))
    }
  }

  private static func clusters(_ values: [Interval], gap: (Int) -> Interval) -> GapClusters? {
    guard let first = values.first, first.upper > 0 else { return GapClusters(dominant: 0, bulk: 0) }
    if first.lower <= 0 { return nil }
    var count = 1
    for value in values.dropFirst() {
      if value.upper * 100 <= first.lower { break }
      if value.lower * 100 <= first.upper { return nil }
      count += 1
    }
    if count == 1 { return GapClusters(dominant: 1, bulk: 0) }
    let gaps = (0..<(count - 1)).map(gap)
    guard let end = largest(gaps[...]) else { return nil }
    let rest = gaps[(end + 1)...]
    if rest.isEmpty { return GapClusters(dominant: end + 1, bulk: count - end - 1) }
    guard let next = largest(rest) else { return nil }
    return GapClusters(dominant: end + 1, bulk: next - end)
  }

  /// The position of the first of the largest gaps, when that is decided.
  private static func largest(_ gaps: ArraySlice<Interval>) -> Int? {
    guard let best = gaps.indices.max(by: { gaps[$0].lower < gaps[$1].lower }),
      let first = gaps.indices.first(where: { gaps[$0].lower == gaps[best].lower })
    else { return nil }
    let isDecided = gaps.indices.allSatisfy { i in
      i == first || (i < first ? gaps[i].upper < gaps[first].lower : gaps[i].upper <= gaps[first].lower)
    }
    return isDecided ? first : nil
  }
}
