// EnclosureMethod: certified enclosures of values, suprema and infima.
//
// Method  The supremum over all cases is the greatest of those of the cases (SupremumSearch.swift). An infimum is a supremum of the negative.

import Exact
import Theorems

/// The answer to one `enclose`.
public struct ClaimEnclosure: Sendable {
  public let text: String
  public let interval: Interval
  /// Whether the interval is as narrow as asked for.
  public let isSharp: Bool
  public let boxes: Int
}

extension ClaimStatement {
  /// The enclosure over all cases.
  func enclose(
    _ enclosure: Enclosure, cases: [ClaimCase], precision: Int, limit: Int, deadline: Deadline
  ) throws(ClaimFault) -> ClaimEnclosure {
    let width = enclosure.width ?? Rational(1, Integer(10).power(12))
    var (inner, isInfimum) = (enclosure.expression, false)
    var isExtremum = false
    if case .call(let name, let arguments) = inner.node, name == "sup" || name == "inf" {
      (inner, isInfimum, isExtremum) = (arguments[0].value, name == "inf", true)
    }
    if !isExtremum && (cases.count != 1 || !cases[0].continuous.isEmpty) {
      throw ClaimFault.unsupported("a value that depends on the names: write sup(...) or inf(...)").at(
        inner.range)
    }
    var total: SupremumSearch.Result?
    for given in cases {
      let search = SupremumSearch(
        statement: self, given: given, expression: inner, isNegated: isInfimum, precision: precision,
        width: width, limit: limit, deadline: deadline)
      guard let part = try search.result() else { continue }
      total = total.map { $0.greater(part) } ?? part
    }
    guard let total else { throw .undecided("nothing to enclose: no admissible point") }
    let interval =
      isInfimum ? Interval(-total.interval.upper, -total.interval.lower) : total.interval
    return ClaimEnclosure(
      text: ClaimPrinter.text(enclosure.expression), interval: interval,
      isSharp: interval.upper - interval.lower <= width, boxes: total.boxes)
  }
}
