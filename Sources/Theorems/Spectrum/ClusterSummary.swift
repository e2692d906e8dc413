// ClusterSummary: the dominant and the bulk cluster of a certified spectrum, and their ratio.

import Exact

/// The means of the `r^2` largest and of the next `r(n_x + d_L - 2r)` eigenvalues, enclosed.
public struct ClusterSummary: Sendable {
  public let dominantCount: Integer
  public let bulkCount: Integer
  public let dominantMean: Interval
  public let bulkMean: Interval
  /// `dominant mean / bulk mean`; nil when the bulk mean is not proved positive.
  public let ratio: Interval?

  /// The cluster sizes `r^2` and `r(n_x + d_L - 2r)` of the seed theorem; `n_x` is the exact rank of the input covariance.
  public static func sizes(of network: NetworkInput, rank: Integer) -> (dominant: Integer, bulk: Integer) {
    (rank * rank, rank * (network.inputRank + network.widths[network.depth] - 2 * rank))
  }

  /// Reads the clusters off a spectrum by their sizes.
  ///
  /// *Guarantee*: the i-th largest eigenvalue lies in the entry that holds position i, also where a cluster ends inside
  /// an entry. Nil when the counts do not fit the spectrum or a cluster is empty.
  public init?(of spectrum: Spectrum, sizes: (dominant: Integer, bulk: Integer)) {
    guard sizes.dominant > 0, sizes.bulk > 0, sizes.dominant + sizes.bulk <= spectrum.parameters else {
      return nil
    }
    (dominantCount, bulkCount) = sizes
    dominantMean = Self.mean(spectrum, from: 0, count: sizes.dominant)
    bulkMean = Self.mean(spectrum, from: sizes.dominant, count: sizes.bulk)
    ratio = dominantMean.quotient(by: bulkMean)
  }

  private static func mean(_ spectrum: Spectrum, from start: Integer, count: Integer) -> Interval {
    var position: Integer = 0
    var sum = Interval(0)
    for entry in spectrum.eigenvalues {
      let low = max(position, start)
      let high = min(position + entry.multiplicity, start + count)
      if low < high { sum = sum + entry.interval.scaled(by: Rational(high - low)) }
      position += entry.multiplicity
    }
    return sum.scaled(by: 1 / Rational(count))
  }
}
