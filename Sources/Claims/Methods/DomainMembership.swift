// DomainMembership: whether given values lie in the domains of a claim, decided exactly.

import Exact

extension DomainInstance {
  /// The value as the domain has it, an integer of a list as an integer; nil when it is none of the domain.
  func member(_ value: WitnessValue) -> WitnessValue? {
    switch (self, value) {
    case (.integers(let range), .integer(let x)):
      return x.asInt.map { range.contains($0) } ?? false ? value : nil
    case (.values(let list), _): return list.first { $0.number == value.number && value.number != nil }
    case (.interval(let interval, let shape), .rational(let x)):
      return shape.isEmpty && interval.contains(x) ? value : nil
    case (.interval(let interval, let shape), .vector(let list)):
      return shape == [list.count] && list.allSatisfy { interval.contains($0) } ? value : nil
    case (.interval(let interval, let shape), .matrix(let matrix)):
      let isInside =
        shape == [matrix.rows, matrix.columns] && matrix.entries.allSatisfy { interval.contains($0) }
      return isInside ? value : nil
    case (.orthogonal(let order), .matrix(let matrix)):
      let isOrthogonal =
        matrix.rows == order && matrix.columns == order
        && matrix.transposed * matrix == Matrix(identity: order)
      return isOrthogonal ? value : nil
    default: return nil
    }
  }
}

extension ClaimStatement {
  /// The point with every value as its domain has it; nil when it is not shown that all values lie in their domains.
  func member(_ point: ClaimPoint) -> ClaimPoint? {
    let arithmetic = PointArithmetic(precision: 64)
    var evaluator = evaluator(arithmetic)
    var result = ClaimPoint()
    do {
      for variable in variables {
        guard let value = point[variable.name] else { return nil }
        var member: WitnessValue?
        if let family = variable.family {
          guard case .family(let first, let list) = value else { return nil }
          let range = try evaluator.range(of: family)
          if list.count != range.count || !range.isEmpty && first != range.lowerBound { return nil }
          // The domain of a family without members plays no part.
          let domain = list.isEmpty ? nil : try evaluator.instance(of: variable.domain)
          let members = list.compactMap { domain?.member($0) }
          member = members.count == list.count ? .family(first: range.lowerBound, members) : nil
        } else {
          member = try evaluator.instance(of: variable.domain).member(value)
        }
        guard let member else { return nil }
        result[variable.name] = member
        evaluator.scope[variable.name] = member.value(in: arithmetic)
      }
    } catch {
      return nil
    }
    return result
  }
}
