// SearchRecord+JSON: the format plumb.search/1 of results and checkpoints, described in proofs-data/README.md.

import Exact
import Search
import Theorems

extension SearchRecord {
  public static let format = "plumb.search/1"

  /// The record as JSON; equal records give equal bytes.
  public var json: JSON {
    [
      "counts": [
        "counterexamples": .number(tally.counterexamples), "inadmissible": .number(tally.inadmissible),
        "invalid": .number(tally.invalid), "passed": .number(tally.passed),
        "undecided": .number(tally.undecided),
      ],
      "finished": .array(finished.ranges.map { [.number($0.lowerBound), .number($0.upperBound)] }),
      "firstInvalid": tally.firstInvalid.map {
        ["reason": .string($0.reason), "trial": .number($0.index)]
      } ?? .null,
      "firstUndecided": tally.firstUndecided.map { .number($0) } ?? .null,
      "format": .string(Self.format),
      "identity": .string(plan.identity),
      "leastMargin": tally.leastMargin.map {
        ["trial": .number($0.index), "value": .string($0.value.description)]
      } ?? .null,
      // As text: readers that turn numbers into doubles would change it.
      "seed": .string("\(plan.seed)"),
      "shard": .string("\(plan.shard)"),
      "simplest": tally.simplest.map {
        [
          "simplicity": .array($0.simplicity.map { .number($0) }), "trial": .number($0.index),
          "witness": .string($0.witness),
        ]
      } ?? .null,
      "stopsAtFirst": .bool(plan.stopsAtFirst),
      "trials": .number(plan.trials),
    ]
  }

  /// The text of the file.
  public var text: String { JSONWriter.prettyText(json) + "\n" }

  /// Reads the text of a record.
  ///
  /// *Errors*: anything but a record as `json` writes it, blanks and the order of members aside; counts that contradict one another.
  public init(text: [UInt8], name: String) throws(InputError) {
    let root = try JSONReader.read(text, file: name).root
    let format = try root.member("format")
    guard try format.string() == Self.format else {
      throw format.error("not a record of a search", suggestion: "the format is \(quoted(Self.format))")
    }
    let plan = try Self.plan(root)
    var ranges: [Range<Int>] = []
    for cursor in try root.member("finished").elements() {
      let bounds = try cursor.elements(count: 2, "positions")
      let lower = try bounds[0].trial
      let upper = try bounds[1].trial
      if lower >= upper { throw cursor.error("an empty range", suggestion: "write [first, last + 1]") }
      ranges.append(lower..<upper)
    }
    guard let record = SearchRecord(plan, finished: RangeSet(ranges), tally: try Self.tally(root)) else {
      throw root.error(
        "counts, finished positions and trials contradict one another",
        suggestion: "use the file as plumb wrote it")
    }
    self = record
    // What was not read, or could be written in two ways, shows when the record is written again.
    guard JSONWriter.canonicalBytes(json) == JSONWriter.canonicalBytes(root.value) else {
      throw root.error(
        "not written as plumb writes records", suggestion: "use the file as plumb wrote it")
    }
  }

  private static func plan(_ root: JSONCursor) throws(InputError) -> SearchPlan {
    let seedField = try root.member("seed")
    guard let seed = UInt64(try seedField.string()) else {
      throw seedField.error("not a seed", suggestion: "write an integer from 0 to 2^64 - 1 as a string")
    }
    let shardField = try root.member("shard")
    guard let shard = Shard(try shardField.string()) else {
      throw shardField.error("not a shard", suggestion: "write it as in \"3/8\"")
    }
    let stopField = try root.member("stopsAtFirst")
    let stopsAtFirst = try stopField.bool()
    if stopsAtFirst && shard.count > 1 {
      throw stopField.error(
        "a shard cannot stop at the first counterexample of all", suggestion: "write false")
    }
    return SearchPlan(
      identity: try root.member("identity").string(), seed: seed, trials: try root.member("trials").trial,
      shard: shard, stopsAtFirst: stopsAtFirst)
  }

  private static func tally(_ root: JSONCursor) throws(InputError) -> TrialTally {
    var tally = TrialTally()
    let counts = try root.member("counts")
    tally.passed = try counts.member("passed").trial
    tally.inadmissible = try counts.member("inadmissible").trial
    tally.undecided = try counts.member("undecided").trial
    tally.invalid = try counts.member("invalid").trial
    tally.counterexamples = try counts.member("counterexamples").trial
    if let index = try root.presentMember("firstUndecided") { tally.firstUndecided = try index.trial }
    if let fault = try root.presentMember("firstInvalid") {
      tally.firstInvalid = TrialTally.Fault(
        reason: try fault.member("reason").string(), index: try fault.member("trial").trial)
    }
    if let margin = try root.presentMember("leastMargin") {
      tally.leastMargin = TrialTally.Margin(
        value: try margin.member("value").rational(canonical: true), index: try margin.member("trial").trial)
    }
    if let simplest = try root.presentMember("simplest") {
      var simplicity: [Int] = []
      for cursor in try simplest.member("simplicity").elements() {
        simplicity.append(try cursor.count("a measure of simplicity", in: Int.min...Int.max))
      }
      tally.simplest = TrialTally.Counterexample(
        simplicity: simplicity, witness: try simplest.member("witness").string(),
        index: try simplest.member("trial").trial)
    }
    return tally
  }
}

extension JSONCursor {
  /// A count or an index of trials.
  fileprivate var trial: Int {
    get throws(InputError) { try count("a number of trials", in: 0...SearchPlan.maximumTrials) }
  }

  /// The member of that key, which must be there; nil when it is null.
  fileprivate func presentMember(_ key: String) throws(InputError) -> JSONCursor? {
    let member = try member(key)
    return member.isNull ? nil : member
  }
}
