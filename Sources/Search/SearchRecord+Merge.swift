// SearchRecord+Merge: the record of a search from the records of its shards.

/// Why records do not make one search; `description` is one line that names the files.
public struct MergeError: Error, Sendable, Equatable, CustomStringConvertible {
  public enum Kind: Sendable {
    /// Shards are missing or unfinished: nothing is wrong so far.
    case incomplete
    /// Records that do not belong together.
    case conflict
  }

  public let kind: Kind
  public let description: String

  public init(kind: Kind, description: String) { (self.kind, self.description) = (kind, description) }
}

extension SearchRecord {
  /// The record of the whole search from one complete record of each of its shards, in any order.
  ///
  /// *Guarantee*: equal to the record of the search run without shards.
  /// *Errors*: `conflict` for records of different searches, or of the same shard twice; `incomplete` when shards are missing or
  /// unfinished. Of several faults the one named does not depend on the order of the records, but for the names of the files.
  public static func merged(_ parts: [(name: String, record: SearchRecord)]) throws(MergeError)
    -> SearchRecord
  {
    precondition(!parts.isEmpty, "no record to merge")
    let parts = parts.sorted {
      ($0.record.plan.shard.index, $0.record.plan.shard.count, $0.name)
        < ($1.record.plan.shard.index, $1.record.plan.shard.count, $1.name)
    }
    try refuseDifferentSearches(parts)
    let first = parts[0].record.plan
    for (one, next) in zip(parts, parts.dropFirst()) where one.record.plan.shard == next.record.plan.shard {
      throw MergeError(
        kind: .conflict,
        description: "\(next.name): overlaps with \(one.name): both are shard \(one.record.plan.shard)")
    }
    let present = Set(parts.map(\.record.plan.shard.index))
    var faults: [String] = []
    let missing = (1...first.shard.count).filter { !present.contains($0) }
    if !missing.isEmpty {
      let noun = missing.count == 1 ? "shard" : "shards"
      faults.append("missing \(noun) \(listed(missing)) of \(first.shard.count)")
    }
    for (name, record) in parts where !record.isComplete {
      faults.append(
        "\(name): shard \(record.plan.shard) stopped after \(record.finishedCount) of \(record.plan.positions) trials"
      )
    }
    if !faults.isEmpty {
      throw MergeError(kind: .incomplete, description: faults.joined(separator: "; "))
    }
    if first.shard.count == 1 { return parts[0].record }
    var whole = SearchRecord(
      SearchPlan(identity: first.identity, seed: first.seed, trials: first.trials))
    var tally = TrialTally()
    for part in parts { tally.merge(part.record.tally) }
    whole.add(0..<first.trials, tally)
    return whole
  }

  private static func refuseDifferentSearches(
    _ parts: [(name: String, record: SearchRecord)]
  ) throws(MergeError) {
    let (firstName, first) = (parts[0].name, parts[0].record.plan)
    for (name, record) in parts.dropFirst() {
      let plan = record.plan
      let fields = [
        ("identity", plan.identity, first.identity), ("seed", "\(plan.seed)", "\(first.seed)"),
        ("number of trials", "\(plan.trials)", "\(first.trials)"),
        ("number of shards", "\(plan.shard.count)", "\(first.shard.count)"),
        ("stopsAtFirst", "\(plan.stopsAtFirst)", "\(first.stopsAtFirst)"),
      ]
      if let (field, value, expected) = fields.first(where: { $0.1 != $0.2 }) {
        throw MergeError(
          kind: .conflict,
          description: "\(name): another \(field) than \(firstName): \(value), not \(expected)")
      }
    }
  }

  /// `2, 5-7, 9`, the first of them when there are many.
  private static func listed(_ indices: [Int]) -> String {
    let ranges = RangeSet(indices.map { $0..<($0 + 1) }).ranges
    let texts = ranges.prefix(20).map {
      $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound - 1)"
    }
    return texts.joined(separator: ", ") + (ranges.count > 20 ? ", ..." : "")
  }
}
