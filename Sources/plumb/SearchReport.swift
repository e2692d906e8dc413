// SearchReport: what a search found, as people read it.

import Exact
import Claims
import Search

struct SearchReport {
  let record: SearchRecord
  /// What was searched: the title of a claim, or its identity.
  let title: String

  var text: String {
    let (plan, tally) = (record.plan, record.tally)
    let part = plan.shard == .whole ? "" : ", shard \(plan.shard)"
    var lines = [
      title, "  trials          \(grouped(tally.trials))\(part), seed \(plan.seed)",
      "  passed          \(grouped(tally.passed))", "  inadmissible    \(grouped(tally.inadmissible))",
    ]
    let first = tally.firstUndecided.map { ", the first at trial \($0)" } ?? ""
    lines.append("  undecided       \(grouped(tally.undecided))\(first)")
    if let fault = tally.firstInvalid {
      lines.append(
        "  INVALID         \(grouped(tally.invalid)), the first at trial \(fault.index): \(fault.reason)")
    }
    if let margin = tally.leastMargin {
      lines.append("  least margin    \(Self.short(margin.value)) at trial \(margin.index)")
    }
    if let simplest = tally.simplest {
      let noun = plan.stopsAtFirst ? "the first" : "of \(grouped(tally.counterexamples)) the simplest"
      lines.append("  COUNTEREXAMPLE  \(noun), trial \(simplest.index): \(simplest.witness)")
    } else {
      lines.append("  counterexample  none found")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The line of progress: trials, rate, best margin, counterexamples.
  static func progress(_ record: SearchRecord, since start: ContinuousClock.Instant, from done: Int) -> String
  {
    let (plan, tally) = (record.plan, record.tally)
    let elapsed = ContinuousClock.now - start
    let milliseconds = max(1, Int(elapsed / .milliseconds(1)))
    var line = "search  \(plan.shard == .whole ? "" : "\(plan.shard)  ")"
    line += "\(grouped(tally.trials))/\(grouped(plan.positions)) trials"
    line += "  \(grouped((tally.trials - done) * 1000 / milliseconds))/s"
    if let margin = tally.leastMargin { line += "  margin \(short(margin.value))" }
    if tally.counterexamples > 0 { line += "  counterexamples \(grouped(tally.counterexamples))" }
    return line
  }

  /// A lower bound of four digits for a number that need not be short.
  private static func short(_ value: Rational) -> String {
    decimalDigits(of: value, digits: 4, rounding: .down)
  }
}

private func grouped(_ value: Int) -> String { Layout.grouped(Integer(value)) }
