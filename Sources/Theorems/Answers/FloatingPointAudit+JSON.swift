// FloatingPointAudit+JSON: the answer of `plumb audit --json`, format plumb.audit/1.

import Exact

extension FloatingPointAudit {
  /// The whole audit against `spectrum`, the certified side. Reported values are the shortest texts of the doubles.
  public func json(against spectrum: Spectrum) -> JSON {
    [
      "certified": spectrum.signs.json, "format": "plumb.audit/1",
      "method": .string(spectrum.method.rawValue),
      "multiplicitiesLost": .number(multiplicitiesLost), "parameters": .integer(spectrum.parameters),
      "path": .string(precision.rawValue), "reported": reportedSigns.json,
      "rows": .array(
        rows.map { row in
          let (lower, upper) = row.truth.interval.decimalTexts(digits: 20)
          let error = row.error.decimalTexts(digits: 6)
          return [
            "distinctValues": .number(row.distinctValues), "errorAtLeast": .string(error.lower),
            "errorAtMost": .string(error.upper), "lower": .string(lower),
            "multiplicity": .integer(row.truth.multiplicity),
            "reportedHighest": .string("\(row.reported.highest)"),
            "reportedLowest": .string("\(row.reported.lowest)"),
            "signsLost": .number(row.signsLost), "upper": .string(upper),
          ]
        }),
      "signsLost": .number(signsLost),
    ]
  }
}
