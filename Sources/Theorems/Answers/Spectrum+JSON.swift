// Spectrum+JSON: the answer of `plumb spectrum --json`, format plumb.spectrum/1.

import Exact

extension Spectrum {
  /// The whole spectrum; bounds are decimals of `digits` significant digits, rounded outward.
  ///
  /// For a block of layers the field `layerBlock` names it; off the diagonal the entries are singular values.
  public func json(digits: Int, counting range: CountingRange? = nil, block: LayerBlock? = nil) -> JSON {
    var members: [JSON.Member] = [
      JSON.Member("format", "plumb.spectrum/1"), JSON.Member("parameters", .integer(parameters)),
      JSON.Member("complete", true), JSON.Member("method", .string(method.rawValue)),
      JSON.Member(
        "eigenvalues",
        .array(
          eigenvalues.map { entry in
            let (lower, upper) = entry.interval.decimalTexts(digits: digits)
            return [
              "exact": entry.rationalValue.map { .rational($0) } ?? .null, "lower": .string(lower),
              "multiplicity": .integer(entry.multiplicity), "separated": .bool(entry.isSeparated),
              "upper": .string(upper),
            ]
          })),
      JSON.Member("inertia", signs.json),
    ]
    if let block { members.append(JSON.Member("layerBlock", .counts([block.rows, block.columns]))) }
    if let errorBound {
      members.append(
        JSON.Member("errorBound", .string(decimalDigits(of: errorBound, digits: 6, rounding: .up))))
    }
    if let range {
      let count = count(in: range)
      members.append(
        JSON.Member(
          "count",
          [
            "above": .rational(range.above), "atLeast": .integer(count.atLeast),
            "atMost": .integer(count.atMost),
            "through": .rational(range.through),
          ]))
    }
    return .object(members)
  }
}

extension SignCounts {
  public var json: JSON {
    [
      "negative": .integer(negative), "positive": .integer(positive), "undecided": .integer(undecided),
      "zero": .integer(zero),
    ]
  }
}
