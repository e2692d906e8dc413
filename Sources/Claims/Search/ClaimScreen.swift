// ClaimScreen: many points of a claim at once in certified doubles, before any of them is decided exactly.

import Exact
import Numeric
import Synchronization

/// Looks at batches of points in interval arithmetic of doubles.
///
/// *Guarantee*: `inadmissible` and `passed` are what exact arithmetic says of the point, wherever that decides it. Everything else is open.
final class ClaimScreen: Sendable {
  enum Finding: Sendable {
    case inadmissible
    /// The goals hold. `margin` is a lower bound of the margin; nil when the claim has none.
    case passed(margin: Double?)
    case open
  }

  private let statement: ClaimStatement
  private let cases: [ClaimCase]
  /// For each case that was met, whether a screen decides enough points in it.
  private let worth = Mutex<[Int: Bool]>([:])

  /// Points of a case that are tried to find out, whatever the seed of the search is.
  private static let probes = 16

  init(_ statement: ClaimStatement, _ cases: [ClaimCase]) {
    (self.statement, self.cases) = (statement, cases)
  }

  /// What is known of points of one case.
  func findings(_ points: [ClaimPoint], case index: Int) -> [Finding] {
    isWorthwhile(index) ? findings(points) : points.map { _ in .open }
  }

  private func isWorthwhile(_ index: Int) -> Bool {
    if let known = worth.withLock({ $0[index] }) { return known }
    let points = (0..<Self.probes).compactMap { probe -> ClaimPoint? in
      var sampler = ClaimSampler(statement, cases[index], random: SplitMix64(seed: 0, part: probe))
      return try? sampler.point()
    }
    let open = findings(points).count { if case .open = $0 { true } else { false } }
    let answer = !points.isEmpty && 2 * open <= points.count
    worth.withLock { $0[index] = answer }
    return answer
  }

  private func findings(_ points: [ClaimPoint]) -> [Finding] {
    if points.isEmpty { return [] }
    do throws(ClaimFault) {
      return try screened(points)
    } catch {
      // What stops the evaluation may be one point.
      return points.count == 1 ? [.open] : points.flatMap { findings([$0]) }
    }
  }

  private func screened(_ points: [ClaimPoint]) throws(ClaimFault) -> [Finding] {
    let count = points.count
    var evaluator = statement.evaluator(LaneArithmetic())
    for name in points[0].names { evaluator.scope[name] = try ClaimValue(lanes: points.map { $0[name]! }) }
    var admissible = LaneTruths(truths: Array(repeating: .proved, count: count), margins: nil)
    for condition in statement.conditions {
      admissible.formAnd(try evaluator.truths(condition.formula, count: count))
    }
    var result = LaneTruths(
      truths: Array(repeating: .proved, count: count), margins: Array(repeating: .infinity, count: count))
    for goal in statement.goals {
      try evaluator.forEach(goal.indices[...]) { (evaluator: inout ClaimEvaluator) throws(ClaimFault) in
        result.formAnd(try evaluator.truths(goal.formula, count: count))
      }
    }
    return (0..<count).map { lane in
      switch (admissible.truths[lane], result.truths[lane]) {
      case (.refuted, _): .inadmissible
      case (.proved, .proved):
        .passed(margin: result.margins.flatMap { $0[lane] < .infinity ? $0[lane] : nil })
      default: .open
      }
    }
  }
}

extension ClaimValue where Number == LaneIntervals {
  /// One value from those of several points, a lane each. Integers are the same at all points of a case.
  ///
  /// *Errors*: `unsupported` for values of different shapes.
  fileprivate init(lanes values: [WitnessValue]) throws(ClaimFault) {
    func all<Part>(_ part: (WitnessValue) -> Part?) throws(ClaimFault) -> [Part] {
      let parts = values.compactMap(part)
      if parts.count == values.count { return parts }
      throw .unsupported("values of different shapes")
    }
    switch values[0] {
    case .integer(let integer):
      guard values.allSatisfy({ $0 == values[0] }) else { throw .unsupported("different integers") }
      self = .integer(integer)
    case .rational:
      self = .number(LaneIntervals(try all { if case .rational(let x) = $0 { x } else { nil } }))
    case .vector(let first):
      let lists = try all { if case .vector(let x) = $0, x.count == first.count { x } else { nil } }
      self = .vector(first.indices.map { k in .number(LaneIntervals(lists.map { $0[k] })) })
    case .matrix(let first):
      let matrices = try all {
        if case .matrix(let x) = $0, (x.rows, x.columns) == (first.rows, first.columns) { x } else { nil }
      }
      self = .matrix(
        FramedMatrix(
          Matrix(rows: first.rows, columns: first.columns) { i, j in LaneIntervals(matrices.map { $0[i, j] })
          }
        ))
    case .family(let first, let members):
      let families = try all {
        if case .family(first, let x) = $0, x.count == members.count { x } else { nil }
      }
      var lanes: [ClaimValue] = []
      for k in members.indices { lanes.append(try ClaimValue(lanes: families.map { $0[k] })) }
      self = .family(first: first, lanes)
    }
  }
}
