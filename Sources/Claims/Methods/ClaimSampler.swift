// ClaimSampler: seeded exact points of a case, biased to corners and small fractions.

import Exact

/// Points of one case; the same for a seed on every machine.
struct ClaimSampler {
  private var random: SplitMix64
  private let statement: ClaimStatement
  private let given: ClaimCase

  init(_ statement: ClaimStatement, _ given: ClaimCase, seed: UInt64) {
    (self.statement, self.given) = (statement, given)
    random = SplitMix64(seed: seed)
  }

  mutating func below(_ bound: Int) -> Int { Int(random.next() % UInt64(bound)) }

  /// A point in the domains; conditions are not looked at.
  ///
  /// *Errors*: `invalid` for a domain that is empty at the names drawn before it.
  mutating func point() throws(ClaimFault) -> ClaimPoint {
    var point = given.point
    for item in given.continuous {
      let domain: DomainInstance
      if let known = item.domain {
        domain = known
      } else {
        let arithmetic = PointArithmetic(precision: 64)
        var evaluator = statement.evaluator(arithmetic)
        for name in point.names { evaluator.scope[name] = point[name]!.value(in: arithmetic) }
        domain = try evaluator.instance(of: item.variable.domain)
      }
      if let indices = item.indices {
        var members: [WitnessValue] = []
        for _ in indices { members.append(try value(domain)) }
        point[item.name] = .family(first: indices.lowerBound, members)
      } else {
        point[item.name] = try value(domain)
      }
    }
    return ordered(point)
  }

  /// Names in the order of binding.
  private func ordered(_ point: ClaimPoint) -> ClaimPoint {
    var result = ClaimPoint()
    for variable in statement.variables { result[variable.name] = point[variable.name] }
    return result
  }

  private mutating func value(_ domain: DomainInstance) throws(ClaimFault) -> WitnessValue {
    switch domain {
    case .interval(let interval, let shape):
      switch shape.count {
      case 0: return .rational(rational(in: interval))
      case 1: return .vector((0..<shape[0]).map { _ in rational(in: interval) })
      default:
        return .matrix(Matrix(rows: shape[0], columns: shape[1]) { _, _ in rational(in: interval) })
      }
    case .orthogonal(let order): return .matrix(orthogonal(order))
    case .integers(let range): return .integer(Integer(range.lowerBound + below(range.count)))
    case .values(let values): return values[below(values.count)]
    case .empty: throw .invalid("an empty domain at this point")
    }
  }

  /// An end, 0, 1, -1, the middle, a fraction with a small denominator, or one on a fine grid.
  mutating func rational(in interval: Interval) -> Rational {
    let (a, b) = (interval.lower, interval.upper)
    switch below(8) {
    case 0: return a
    case 1: return b
    case 2:
      let special: [Rational] = [0, 1, -1, (a + b) / 2, Rational(1, 2)].filter { interval.contains($0) }
      return special.isEmpty ? a : special[below(special.count)]
    case 3, 4, 5:
      let denominator = Integer(1 + below(4))
      let (low, high) = ((a * Rational(denominator)).ceiling, (b * Rational(denominator)).floor)
      guard low <= high, let count = (high - low + 1).asInt, count < 1 << 40 else { return (a + b) / 2 }
      return Rational(low + Integer(below(count)), denominator)
    default: return a + (b - a) * Rational(Integer(below(257)), 256)
    }
  }

  /// A rational rotation by Cayley's transform, some rows with the other sign and some exchanged.
  mutating func orthogonal(_ order: Int) -> Matrix<Rational> {
    let entries = (0..<(order * (order - 1) / 2)).map { _ -> Rational in
      Rational(Integer(below(7) - 3), Integer(1 + below(3)))
    }
    let rotation = below(4) == 0 ? Matrix<Rational>(identity: order) : .cayley(skew: entries, order: order)
    var rows = Array(0..<order)
    for i in 0..<order where below(3) == 0 { rows.swapAt(i, below(order)) }
    let signs = (0..<order).map { _ in Rational(below(4) == 0 ? -1 : 1) }
    return Matrix(rows: order, columns: order) { i, j in signs[i] * rotation[rows[i], j] }
  }
}
