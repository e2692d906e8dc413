// WitnessShrinking: a simpler counterexample in place of a found one.
//
// Method  Greedy: the first simpler point that is still a counterexample replaces the point, until none is or the steps are used up. Simpler is: a case of
//         smaller integers (with the real values as they are, or simple ones), then one real number replaced by a simpler fraction of the Stern-Brocot tree.
//         Every accepted step is decided exactly.

import Exact
import Search

struct WitnessShrinking {
  let statement: ClaimStatement
  let cases: [ClaimCase]
  /// The most points that are tried.
  let tries: Int
  let deadline: ContinuousClock.Instant?

  struct Result {
    var point: ClaimPoint
    var goal: Int
    var indices: ClaimPoint
    var steps = 0
  }

  func shrunk(_ start: Result) -> Result {
    var result = start
    var left = tries
    func accept(_ candidate: ClaimPoint) -> Bool {
      left -= 1
      guard statement.contains(candidate),
        case .violated(let goal, let indices) = statement.outcome(at: candidate)
      else { return false }
      result = Result(point: candidate, goal: goal, indices: indices, steps: result.steps + 1)
      return true
    }
    func mayGoOn() -> Bool { left > 0 && deadline.map { ContinuousClock.now < $0 } != false }

    // A smaller case first.
    let here = cases.firstIndex { given in
      given.point.names.allSatisfy { given.point[$0] == result.point[$0] }
    }
    cases: for given in cases[..<(here ?? 0)] {
      if !mayGoOn() { break }
      var sampler = ClaimSampler(statement, given, seed: 1)
      for attempt in 0..<12 {
        guard mayGoOn(), let drawn = try? sampler.point() else { continue cases }
        var candidate = drawn
        // First the real values of the larger case, where they fit.
        if attempt == 0 {
          for item in given.continuous {
            if let value = result.point[item.name], value.hasShape(of: drawn[item.name]!) {
              candidate[item.name] = value
            }
          }
        }
        if accept(candidate) { break cases }
      }
    }
    // The smallest points of that case in order: few real values have a least counterexample.
    if let given = cases.first(where: { given in
      given.point.names.allSatisfy { given.point[$0] == result.point[$0] }
    }) {
      var search = SearchResult()
      statement.grid([given], tries: min(left, 1_000), deadline: deadline, into: &search)
      left -= search.tries
      if let found = search.witness, found.point != result.point {
        result = Result(point: found.point, goal: found.goal, indices: found.indices, steps: result.steps + 1)
      }
    }
    var isDone = false
    while !isDone && mayGoOn() {
      isDone = true
      for name in result.point.names {
        var entry = 0
        while mayGoOn(), let value = result.point[name], let number = value.entry(entry) {
          for simpler in number.simplerValues {
            if !mayGoOn() { break }
            var candidate = result.point
            candidate[name] = value.replacing(entry, by: simpler)
            if accept(candidate) {
              isDone = false
              break
            }
          }
          entry += 1
        }
      }
    }
    return result
  }
}

extension WitnessValue {
  /// The k-th real number in it; integers and orthogonal matrices have none that may be changed alone, which `contains` finds out.
  func entry(_ k: Int) -> Rational? {
    switch self {
    case .integer: return nil
    case .rational(let x): return k == 0 ? x : nil
    case .vector(let list): return k < list.count ? list[k] : nil
    case .matrix(let matrix): return k < matrix.entries.count ? matrix.entries[k] : nil
    case .family(_, let members):
      var rest = k
      for member in members {
        let count = member.entryCount
        if rest < count { return member.entry(rest) }
        rest -= count
      }
      return nil
    }
  }

  var entryCount: Int {
    switch self {
    case .integer: 0
    case .rational: 1
    case .vector(let list): list.count
    case .matrix(let matrix): matrix.entries.count
    case .family(_, let members): members.reduce(0) { $0 + $1.entryCount }
    }
  }

  func replacing(_ k: Int, by number: Rational) -> WitnessValue {
    switch self {
    case .integer: return self
    case .rational: return .rational(number)
    case .vector(var list):
      list[k] = number
      return .vector(list)
    case .matrix(let matrix):
      var entries = matrix.entries
      entries[k] = number
      return .matrix(Matrix(rows: matrix.rows, columns: matrix.columns, entries: entries))
    case .family(let first, var members):
      var rest = k
      for (i, member) in members.enumerated() {
        let count = member.entryCount
        if rest < count {
          members[i] = member.replacing(rest, by: number)
          break
        }
        rest -= count
      }
      return .family(first: first, members)
    }
  }

  func hasShape(of other: WitnessValue) -> Bool {
    switch (self, other) {
    case (.integer, .integer), (.rational, .rational): true
    case (.vector(let a), .vector(let b)): a.count == b.count
    case (.matrix(let a), .matrix(let b)): a.rows == b.rows && a.columns == b.columns
    case (.family(let m, let a), .family(let n, let b)):
      m == n && a.count == b.count && zip(a, b).allSatisfy { $0.hasShape(of: $1) }
    default: false
    }
  }
}

extension ClaimStatement {
  /// Whether every value lies in its domain, decided exactly.
  func contains(_ point: ClaimPoint) -> Bool {
    let arithmetic = PointArithmetic(precision: 64)
    var evaluator = evaluator(arithmetic)
    for variable in variables {
      guard let value = point[variable.name], let domain = try? evaluator.instance(of: variable.domain) else {
        return false
      }
      var members = [value]
      if let family = variable.family {
        guard case .family(let first, let list) = value, let range = try? evaluator.range(of: family) else {
          return false
        }
        if list.count != range.count || !range.isEmpty && first != range.lowerBound { return false }
        members = list
      }
      if !members.allSatisfy({ domain.contains($0) }) { return false }
      evaluator.scope[variable.name] = value.value(in: arithmetic)
    }
    return true
  }
}

extension DomainInstance {
  func contains(_ value: WitnessValue) -> Bool {
    switch (self, value) {
    case (.integers(let range), .integer(let x)): return x.asInt.map { range.contains($0) } ?? false
    case (.values(let list), _): return list.contains(value)
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
