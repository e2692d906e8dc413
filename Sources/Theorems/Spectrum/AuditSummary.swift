// AuditSummary: what becomes of published-style summaries when floating point reports the eigenvalues.

import Exact

/// A count that is known up to what is undecided.
public struct CountRange: Sendable, Hashable {
  public let atLeast: Integer
  public let atMost: Integer

  public init(_ atLeast: Integer, _ atMost: Integer) { (self.atLeast, self.atMost) = (atLeast, atMost) }

  public var isDecided: Bool { atLeast == atMost }
}

/// The eigenvalues that are reported negative and are not.
///
/// Reported and true eigenvalues are compared rank by rank, so the reported negative ones stand for the smallest true ones.
public struct FalseNegatives: Sendable {
  public let total: CountRange
  public let trulyZero: CountRange
  public let trulyPositive: CountRange

  init(reported: Integer, of signs: SignCounts) {
    let order = signs.negative + signs.zero + signs.positive + signs.undecided
    func excess(over known: Integer) -> Integer { max(0, reported - known) }
    total = CountRange(
      excess(over: signs.negative + signs.undecided), excess(over: signs.negative))
    trulyPositive = CountRange(
      excess(over: order - signs.positive), excess(over: order - signs.positive - signs.undecided))
    // A zero is false among them when it is neither negative nor positive; the two bounds are not attained together in general.
    trulyZero = CountRange(
      max(0, total.atLeast - trulyPositive.atMost),
      min(signs.zero + signs.undecided, total.atMost - trulyPositive.atLeast))
  }
}

/// Two clusters and the ratio of their means, as far as they are decided.
public struct ClusterReading: Sendable {
  public let dominant: Integer
  public let bulk: Integer
  /// nil when there are not two clusters, or a mean is not proved positive.
  public let ratio: Interval?

  init(of spectrum: Spectrum, sizes: (dominant: Integer, bulk: Integer)) {
    (dominant, bulk) = sizes
    ratio = ClusterSummary(of: spectrum, sizes: sizes)?.ratio
  }

  /// Exact means of the doubles that were reported.
  init(of values: [Rational], sizes: (dominant: Integer, bulk: Integer)) {
    (dominant, bulk) = sizes
    guard let first = sizes.dominant.asInt, let second = sizes.bulk.asInt, first > 0, second > 0,
      first + second <= values.count
    else {
      ratio = nil
      return
    }
    func mean(_ values: ArraySlice<Rational>) -> Rational {
      values.reduce(0, +) / Rational(values.count)
    }
    let low = mean(values[first..<(first + second)])
    ratio = low > 0 ? Interval(mean(values[..<first]) / low) : nil
  }
}

/// What floating point reports beside what is certified.
public struct AuditSummary: Sendable {
  public struct Clusters: Sendable {
    /// nil when the enclosures do not decide the clusters.
    public let certified: ClusterReading?
    public let reported: ClusterReading?
  }

  public let falseNegatives: FalseNegatives
  /// By the gap rule of the published code.
  public let byGapRule: Clusters
  /// By the sizes of the seed theorem, when a rank is given.
  public let byRank: Clusters?

  public init(
    of audit: FloatingPointAudit, against spectrum: Spectrum, sizes: (dominant: Integer, bulk: Integer)? = nil
  ) {
    falseNegatives = FalseNegatives(reported: audit.reportedSigns.negative, of: spectrum.signs)
    let values = audit.values.map { Rational(exactly: $0)! }
    func pair(_ clusters: GapClusters) -> (dominant: Integer, bulk: Integer) {
      (Integer(clusters.dominant), Integer(clusters.bulk))
    }
    byGapRule = Clusters(
      certified: GapRule.clusters(of: spectrum).map { ClusterReading(of: spectrum, sizes: pair($0)) },
      reported: GapRule.clusters(of: values).map { ClusterReading(of: values, sizes: pair($0)) })
    byRank = sizes.map {
      Clusters(
        certified: ClusterReading(of: spectrum, sizes: $0), reported: ClusterReading(of: values, sizes: $0))
    }
  }
}
