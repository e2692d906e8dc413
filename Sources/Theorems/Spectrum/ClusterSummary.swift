// ClusterSummary: the dominant and the bulk cluster of a certified spectrum, and their ratio.

import Exact

/// The means of the `r^2` largest and of the next `r(n_x + d_L - 2r)` eigenvalues, enclosed.
public struct ClusterSummary: Sendable {
  public typealias Interval = (lower: Rational, upper: Rational)

  public let dominantCount: Integer
  public let bulkCount: Integer
  public let dominantMean: Interval
  public let bulkMean: Interval
  /// `dominant mean / bulk mean`; nil when the bulk mean is not proved positive.
  public let ratio: Interval?

  /// Reads the clusters off a spectrum by rank.
  ///
  /// *Guarantee*: the i-th largest eigenvalue lies in the entry that holds position i, also where a cluster ends inside
  /// an entry. Nil when the counts do not fit the spectrum or the bulk is empty.
  public init?(of spectrum: Spectrum, dominantCount: Integer, bulkCount: Integer) {
    guard dominantCount > 0, bulkCount > 0, dominantCount + bulkCount <= spectrum.parameters else {
      return nil
    }
    self.dominantCount = dominantCount
    self.bulkCount = bulkCount
    dominantMean = Self.mean(spectrum, from: 0, count: dominantCount)
    bulkMean = Self.mean(spectrum, from: dominantCount, count: bulkCount)
    if bulkMean.lower > 0 && dominantMean.lower >= 0 {
      ratio = (dominantMean.lower / bulkMean.upper, dominantMean.upper / bulkMean.lower)
    } else {
      ratio = nil
    }
  }

  private static func mean(_ spectrum: Spectrum, from start: Integer, count: Integer) -> Interval {
    var position: Integer = 0
    var sum: Interval = (0, 0)
    for entry in spectrum.eigenvalues {
      let low = max(position, start)
      let high = min(position + entry.multiplicity, start + count)
      if low < high {
        let weight = Rational(high - low)
        sum = (sum.lower + weight * entry.lowerBound, sum.upper + weight * entry.upperBound)
      }
      position += entry.multiplicity
    }
    return (sum.lower / Rational(count), sum.upper / Rational(count))
  }
}

extension NetworkInput {
  /// The sizes `r^2` and `r(n_x + d_L - 2r)` of the two clusters of the seed theorem for the given rank.
  ///
  /// `n_x` is the rank of the input covariance, exact for diagonal covariances, else by exact elimination.
  public func clusterSizes(rank: Integer) -> (dominant: Integer, bulk: Integer) {
    let seen: Integer
    switch form {
    case .aligned(let network):
      seen = network.indexClasses().reduce(0) { $0 + ($1.x.isZero ? 0 : $1.count) }
    case .matrices(let network): seen = Integer(network.inputCovariance.rank())
    }
    return (rank * rank, rank * (seen + widths[depth] - 2 * rank))
  }
}
