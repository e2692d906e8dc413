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
  /// One of them: its rank in the whole spectrum, the largest first and counted from 1, and the sign of the true eigenvalue of that rank.
  public struct Member: Sendable {
    public let rank: Int
    public let reported: Double
    /// Undecided where signs are: then the true one may be negative after all.
    public let truth: Sign
  }

  public let total: CountRange
  public let trulyZero: CountRange
  public let trulyPositive: CountRange
  /// Every reported negative eigenvalue whose true one is not proved negative, the smallest first.
  public let members: [Member]

  /// - Parameter values: the reported eigenvalues, largest first.
  init(reported values: [Double], of signs: SignCounts) {
    let order = values.count
    let reported = Integer(values.count { $0 < 0 })
    func excess(over known: Integer) -> Integer { max(0, reported - known) }
    total = CountRange(
      excess(over: signs.negative + signs.undecided), excess(over: signs.negative))
    let nonpositive = Integer(order) - signs.positive
    trulyPositive = CountRange(excess(over: nonpositive), excess(over: nonpositive - signs.undecided))
    // What is false and not positive is zero.
    trulyZero = CountRange(
      max(0, total.atLeast - trulyPositive.atMost),
      min(signs.zero + signs.undecided, total.atMost - trulyPositive.atLeast))
    let (first, end) = (signs.negative.asInt!, reported.asInt!)
    members = (min(first, end)..<end).map { position in
      // Positions from the smallest; those of the proved positive ones come last.
      let isPositive = Integer(position) >= nonpositive
      let truth: Sign = isPositive ? .positive : signs.undecided.isZero ? .zero : .undecided
      return Member(rank: order - position, reported: values[order - 1 - position], truth: truth)
    }
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
    falseNegatives = FalseNegatives(reported: audit.values, of: spectrum.signs)
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
