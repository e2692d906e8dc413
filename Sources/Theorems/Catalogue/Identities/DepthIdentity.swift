// DepthIdentity: the entries of the family of identities: a statement for every depth, and a false twin refuted at one.

import Exact

/// How a false twin compares its two sides.
enum DepthRelation: String, Sendable {
  case equal = "="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"

  func holds(_ left: Rational, _ right: Rational) -> Bool {
    switch self {
    case .equal: left == right
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    }
  }
}

/// A point at one depth where the two sides of a false statement are not related as it says.
struct DepthWitness: Sendable {
  let depth: Int
  let values: [(name: String, value: Rational)]
  let relation: DepthRelation
  /// The sides by direct evaluation at a depth.
  let sides: @Sendable (_ depth: Int, _ values: [Rational]) -> (left: Rational, right: Rational)

  var finding: Finding {
    let (left, right) = sides(depth, values.map(\.value))
    if relation.holds(left, right) { return .unknown("the statement holds at the witness") }
    let point = (["L = \(depth)"] + values.map { "\($0.name) = \($0.value)" }).joined(separator: ", ")
    return .refuted(
      summary: "\(point): \(left) \(relation.rawValue) \(right) fails",
      Finding.Proof(
        .exact, .depthWitness,
        [
          "depth": .number(depth), "left": .rational(left), "relation": .string(relation.rawValue),
          "right": .rational(right),
          "values": .array(values.map { ["name": .string($0.name), "value": .rational($0.value)] }),
        ]))
  }
}

enum DepthIdentity {
  static let entries: [CatalogueEntry] =
    DepthSums.entries + DepthDescent.entries + DepthClusters.entries

  /// A true statement with its argument. Evidence `.symbolic` is for statements at one fixed depth.
  static func entry(
    _ name: String, title: String, family: Family = .identities, _ statement: String,
    formula: String? = nil, scope: String, hypotheses: String, from leastDepth: Int = 1, source: String,
    wording: WordingStatus = .derived, evidence: Evidence = .allDepths,
    notCovered: String = "nothing in the scope is left out",
    summary: String, idea: String, argument: @escaping @Sendable () -> DepthArgument
  ) -> CatalogueEntry {
    CatalogueEntry(
      claim: Claim(
        id: name, statement: statement, scope: scope, fields: [("leastDepth", .number(leastDepth))]),
      title: title, family: family, citation: source, wording: wording, hypotheses: hypotheses,
      formula: formula, expected: .verified, evidence: evidence, notCovered: notCovered,
      method: "identities in the depth ring, with base case and step for sums, and factorisations for signs",
      idea: idea
    ) {
      do {
        let argument = argument()
        guard argument.leastDepth == leastDepth else {
          return .unknown("the argument begins at depth \(argument.leastDepth), the scope at \(leastDepth)")
        }
        return .verified(summary: summary, Finding.Proof(evidence, .depthIdentity, try argument.proof()))
      } catch {
        return .unknown("\(error)")
      }
    }
  }

  /// The false twin of an entry.
  static func twin(
    _ name: String, suffix: String = "false", family: Family = .identities, _ statement: String,
    scope: String, idea: String, _ witness: DepthWitness
  ) -> CatalogueEntry {
    .twin(of: name, suffix: suffix, family: family, statement, scope: scope, idea: idea) { witness.finding }
  }

  /// One step of descent, with the powers of `s` given: `f(s) = s - eta x s^(2L-1) + eta y s^(L-1)`, at every depth.
  static func step(
    _ s: DepthFraction, _ S: DepthFraction, x: DepthFraction, y: DepthFraction, eta: DepthFraction
  ) -> DepthFraction {
    s - eta * x * S * S / s + eta * y * S / s
  }

  /// The same at one depth.
  static func step(_ s: Rational, depth: Int, x: Rational, y: Rational, eta: Rational) -> Rational {
    ModeRecursion(depth: depth, x: x, y: y, rate: eta).map(s)
  }

  static let source2026 = Source.deng2026.cited("its setting; statement and proof are ours")
}
