// DomainMembership: whether given values lie in the domains of a claim, decided exactly.

import Exact

extension DomainInstance {
  func contains(_ value: WitnessValue) -> Bool {
    switch (self, value) {
    case (.integers(let range), .integer(let x)): return x.asInt.map { range.contains($0) } ?? false
    case (.values(let list), _): return list.contains { $0.number == value.number && value.number != nil }
    case (.interval(let interval, let shape), .rational(let x)): return shape.isEmpty && interval.contains(x)
    case (.interval(let interval, let shape), .vector(let list)):
      return shape == [list.count] && list.allSatisfy { interval.contains($0) }
    case (.interval(let interval, let shape), .matrix(let matrix)):
      return shape == [matrix.rows, matrix.columns] && matrix.entries.allSatisfy { interval.contains($0) }
    case (.orthogonal(let order), .matrix(let matrix)):
      return matrix.rows == order && matrix.columns == order
        && matrix.transposed * matrix == Matrix(identity: order)
    default: return false
    }
  }
}

extension ClaimStatement {
  /// Whether every value lies in its domain. Undecided where a domain has no value, or none that was found.
  func membership(of point: ClaimPoint) -> Truth {
    let arithmetic = PointArithmetic(precision: 64)
    var evaluator = evaluator(arithmetic)
    do {
      for variable in variables {
        guard let value = point[variable.name] else { return .refuted }
        var members = [value]
        if let family = variable.family {
          guard case .family(let first, let list) = value else { return .refuted }
          let range = try evaluator.range(of: family)
          if list.count != range.count || !range.isEmpty && first != range.lowerBound { return .refuted }
          members = list
        }
        // The domain of a family without members plays no part.
        if !members.isEmpty {
          let domain = try evaluator.instance(of: variable.domain)
          if !members.allSatisfy({ domain.contains($0) }) { return .refuted }
        }
        evaluator.scope[variable.name] = value.value(in: arithmetic)
      }
    } catch {
      return .undecided
    }
    return .proved
  }
}
