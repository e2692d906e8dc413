// ClaimCase: one choice of everything in a claim that is counted, with what is left to vary.

import Exact

/// The discrete names of a claim with values, and the domains of the others.
struct ClaimCase: Sendable {
  struct Continuous: Sendable {
    let name: String
    /// The indices of a family; nil for a single value.
    let indices: Range<Int>?
    /// Nil when the domain depends on a name that is continuous itself.
    let domain: DomainInstance?
    let variable: ClaimStatement.Variable
  }

  private(set) var point = ClaimPoint()
  private(set) var continuous: [Continuous] = []
  /// How large the integers are, for the order in which cases are tried.
  private(set) var size = 0
  /// Whether a condition was left for later because it speaks of a continuous name: what follows it may be excluded by it.
  fileprivate var isConditional = false

  /// The discrete values in words: "L = 2, d = 3".
  var words: String { point.texts.joined(separator: ", ") }

  fileprivate mutating func choose(_ name: String, _ value: WitnessValue) {
    point[name] = value
    if case .integer(let integer) = value { size += Int(min((integer.asInt ?? 1 << 20).magnitude, 1 << 20)) }
  }

  fileprivate mutating func leave(_ variable: Continuous) { continuous.append(variable) }
}

extension ClaimCase {
  /// The most real variables of a box or of a proof.
  private static let variableLimit = 64

  /// The intervals of the real variables in order, one for every number in a vector, matrix or family; orthogonal names have none.
  ///
  /// *Errors*: `unsupported` for a domain whose ends depend on a real name, and for too many variables.
  func intervals() throws(ClaimFault) -> [Interval] {
    var intervals: [Interval] = []
    for item in continuous {
      guard let domain = item.domain else { throw .unsupported("a domain that depends on a real name") }
      guard case .interval(let interval, let shape) = domain else { continue }
      let count = shape.reduce(item.indices?.count ?? 1, *)
      if intervals.count + count > Self.variableLimit {
        throw .unsupported("more than \(Self.variableLimit) real variables")
      }
      intervals += Array(repeating: interval, count: count)
    }
    return intervals
  }

  /// Gives the continuous names values made of `number(0)`, `number(1)`, ..., one for each interval; an orthogonal name is a frame of its own.
  func assign<A: ClaimArithmetic>(to evaluator: inout ClaimEvaluator<A>, _ number: (Int) -> A.Number) {
    var (count, frames) = (0, 0)
    func next() -> A.Number {
      defer { count += 1 }
      return number(count)
    }
    func frame() -> Int {
      frames += 1
      return frames
    }
    for item in continuous {
      guard let domain = item.domain else { continue }
      if let indices = item.indices {
        evaluator.scope[item.name] = .family(
          first: indices.lowerBound, indices.compactMap { _ in domain.value(next, frame: frame) })
      } else {
        evaluator.scope[item.name] = domain.value(next, frame: frame)
      }
    }
  }

  /// Whether the point has the discrete values of this case.
  func holds(_ other: ClaimPoint) -> Bool { point.names.allSatisfy { point[$0] == other[$0] } }

  /// The point with these numbers in place of the real variables, in order. Orthogonal names are left out.
  func point(_ number: (Int) -> Rational) -> ClaimPoint {
    var (point, count) = (point, 0)
    func next() -> Rational {
      defer { count += 1 }
      return number(count)
    }
    for item in continuous {
      guard let domain = item.domain else { continue }
      if let indices = item.indices {
        point[item.name] = .family(
          first: indices.lowerBound, indices.compactMap { _ in domain.witness(next) })
      } else {
        point[item.name] = domain.witness(next)
      }
    }
    return point
  }
}

extension ClaimStatement {
  /// The values of a point in the order of binding.
  func ordered(_ point: ClaimPoint) -> ClaimPoint {
    var result = ClaimPoint()
    for variable in variables { result[variable.name] = point[variable.name] }
    return result
  }

  /// All cases, those of small integers first.
  ///
  /// *Errors*: `exhausted` for more than `limit` cases. A condition that speaks of discrete names only removes cases.
  func cases(limit: Int, deadline: Deadline = .none) throws(ClaimFault) -> [ClaimCase] {
    var cases = [ClaimCase()]
    for (number, variable) in variables.enumerated() {
      var next: [ClaimCase] = []
      for given in cases {
        try deadline.requireTime()
        next += try choices(of: variable, in: given, limit: limit)
        if next.count > limit {
          throw ClaimFault.exhausted("more than \(limit) cases").at(variable.domain.range)
        }
      }
      // A condition removes cases as soon as its names are bound, before later domains are looked at.
      for condition in conditions where condition.after == number + 1 {
        var admissible: [ClaimCase] = []
        for candidate in next {
          if let kept = try admitted(candidate, by: condition.formula) { admissible.append(kept) }
        }
        next = admissible
      }
      cases = next
    }
    return cases.enumerated().sorted { ($0.element.size, $0.offset) < ($1.element.size, $1.offset) }
      .map(\.element)
  }

  private func choices(
    of variable: Variable, in given: ClaimCase, limit: Int
  ) throws(ClaimFault) -> [ClaimCase] {
    var evaluator = evaluator(PointArithmetic(precision: 64), at: given.point)
    var indices: Range<Int>?
    if let family = variable.family {
      let range = try evaluator.range(of: family)
      if range.isEmpty {
        var next = given
        next.choose(variable.name, .family(first: range.lowerBound, []))
        return [next]
      }
      indices = range
    }
    let domain: DomainInstance?
    do {
      domain = try evaluator.instance(of: variable.domain)
    } catch  where error.kind == .unsupported {
      domain = nil
    }
    guard let domain, domain.isDiscrete else {
      var next = given
      next.leave(.init(name: variable.name, indices: indices, domain: domain, variable: variable))
      return [next]
    }
    var values: [WitnessValue] = []
    switch domain {
    case .integers(let range):
      if range.count > limit {
        throw ClaimFault.exhausted("more than \(limit) cases").at(variable.domain.range)
      }
      values = range.map { .integer(Integer($0)) }
    case .values(let list): values = list
    default: return []
    }
    var choices = values
    if let indices {
      var lists: [[WitnessValue]] = [[]]
      for _ in indices {
        if lists.count * values.count > limit {
          throw ClaimFault.exhausted("more than \(limit) cases").at(variable.domain.range)
        }
        lists = lists.flatMap { list in values.map { list + [$0] } }
      }
      choices = lists.map { .family(first: indices.lowerBound, $0) }
    }
    return choices.map { choice in
      var next = given
      next.choose(variable.name, choice)
      return next
    }
  }

  /// The case, nil when the condition needs no continuous name and fails.
  private func admitted(_ given: ClaimCase, by condition: ClaimExpression) throws(ClaimFault) -> ClaimCase? {
    var evaluator = evaluator(PointArithmetic(precision: 64), at: given.point)
    do {
      return try evaluator.truth(condition) == .refuted ? nil : given
    } catch  where error.kind == .unsupported || given.isConditional {
      var later = given
      later.isConditional = true
      return later
    }
  }
}
