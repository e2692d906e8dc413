// FloatingPointAudit+JSON: the answer of `plumb audit --json`, format plumb.audit/1.

import Exact

extension FloatingPointAudit {
  /// The whole audit of one precision. Reported values are the shortest texts of the doubles.
  public func json(_ summary: AuditSummary) -> JSON {
    let largest = error.decimalTexts(digits: 6)
    return [
      "assemblyBound": assemblyBound.map { .string(decimalDigits(of: $0, digits: 6, rounding: .up)) }
        ?? .null,
      "byGapRule": summary.byGapRule.json, "byRank": summary.byRank?.json ?? .null,
      "errorAtLeast": .string(largest.lower), "errorAtMost": .string(largest.upper),
      "falseNegatives": summary.falseNegatives.json, "multiplicitiesLost": .number(multiplicitiesLost),
      "path": .string(precision.rawValue), "reported": reportedSigns.json,
      "rows": .array(rows.map(\.json)), "signsLost": .number(signsLost),
    ]
  }

  /// The answer for several precisions against one certified spectrum.
  public static func json(_ audits: [(FloatingPointAudit, AuditSummary)], against spectrum: Spectrum) -> JSON
  {
    [
      "certified": spectrum.signs.json, "format": "plumb.audit/1",
      "method": .string(spectrum.method.rawValue), "parameters": .integer(spectrum.parameters),
      "paths": .array(audits.map { $0.0.json($0.1) }),
    ]
  }
}

extension AuditRow {
  fileprivate var json: JSON {
    let (lower, upper) = truth.interval.decimalTexts(digits: 20)
    let error = error.decimalTexts(digits: 6)
    return [
      "distinctValues": .number(distinctValues), "errorAtLeast": .string(error.lower),
      "errorAtMost": .string(error.upper), "lower": .string(lower),
      "multiplicity": .integer(truth.multiplicity), "reportedHighest": .string("\(reported.highest)"),
      "reportedLowest": .string("\(reported.lowest)"), "signsLost": .number(signsLost),
      "tightness": tightness.map { .string(decimalDigits(of: $0, digits: 3, rounding: .up)) } ?? .null,
      "upper": .string(upper),
    ]
  }
}

extension FalseNegatives {
  fileprivate var json: JSON {
    [
      "members": .array(
        members.map { member in
          [
            "rank": .number(member.rank), "reported": .string("\(member.reported)"),
            "truth": .string(member.truth.word),
          ]
        }), "total": total.json, "trulyPositive": trulyPositive.json, "trulyZero": trulyZero.json,
    ]
  }
}

extension Sign {
  fileprivate var word: String {
    switch self {
    case .negative: "negative"
    case .zero: "zero"
    case .positive: "positive"
    case .undecided: "undecided"
    }
  }
}

extension CountRange {
  fileprivate var json: JSON { ["atLeast": .integer(atLeast), "atMost": .integer(atMost)] }
}

extension AuditSummary.Clusters {
  fileprivate var json: JSON { ["certified": certified?.json ?? .null, "reported": reported?.json ?? .null] }
}

extension ClusterReading {
  fileprivate var json: JSON {
    let texts = ratio?.decimalTexts(digits: 12)
    return [
      "bulk": .integer(bulk), "dominant": .integer(dominant),
      "ratio": texts.map { ["lower": .string($0.lower), "upper": .string($0.upper)] } ?? .null,
    ]
  }
}
