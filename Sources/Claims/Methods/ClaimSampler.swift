// ClaimSampler: seeded exact points of a case, biased to corners and small fractions.

import Exact
import Search

/// Points of one case; the same for a seed on every machine.
struct ClaimSampler {
  private var random: SplitMix64
  private let statement: ClaimStatement
  private let given: ClaimCase

  init(_ statement: ClaimStatement, _ given: ClaimCase, random: SplitMix64) {
    (self.statement, self.given, self.random) = (statement, given, random)
  }

  /// A point in the domains; conditions are not looked at. Nil where a domain is empty at the names drawn before it.
  mutating func point() throws(ClaimFault) -> ClaimPoint? {
    var point = given.point
    for item in given.continuous {
      let domain: DomainInstance
      if let known = item.domain {
        domain = known
      } else {
        var evaluator = statement.evaluator(PointArithmetic(precision: 64), at: point)
        domain = try evaluator.instance(of: item.variable.domain)
      }
      if let indices = item.indices {
        var members: [WitnessValue] = []
        for _ in indices {
          guard let member = value(domain) else { return nil }
          members.append(member)
        }
        point[item.name] = .family(first: indices.lowerBound, members)
      } else {
        guard let value = value(domain) else { return nil }
        point[item.name] = value
      }
    }
    return statement.ordered(point)
  }

  /// Drawn by the generators of property tests: biased to ends, corners and small fractions.
  private mutating func value(_ domain: DomainInstance) -> WitnessValue? {
    switch domain {
    case .interval(let interval, _):
      let numbers = Generator<Rational>.rational(in: interval.lower...interval.upper)
      return domain.witness { numbers.value(using: &random) }
    case .orthogonal(let order):
      return .matrix(Generator<Matrix<Rational>>.orthogonal(order: order).value(using: &random))
    case .integers(let range): return .integer(Integer(Generator<Int>.int(in: range).value(using: &random)))
    case .values(let values): return Generator.one(of: values).value(using: &random)
    case .empty: return nil
    }
  }
}
