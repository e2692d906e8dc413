// PointCheck: what a claim says at one point, decided with as much precision as it takes.

import Exact

/// The outcome of a claim at one point.
enum PointOutcome: Sendable {
  /// A domain or a condition leaves the point out.
  case inadmissible
  case holds
  /// A goal is false, at these values of its indices.
  case violated(goal: Int, indices: ClaimPoint)
  case undecided(String)
  case invalid(ClaimFault)
}

extension ClaimStatement {
  /// Whether the conditions hold at a point of the domains.
  func admissibility(of point: ClaimPoint, precision: Int = 64) -> Truth {
    var evaluator = evaluator(PointArithmetic(precision: precision), at: point)
    do { return try evaluator.admissibility(conditions) } catch { return .undecided }
  }

  /// Decides the goals at `point`, which lies in the domains.
  ///
  /// *Guarantee*: `violated` and `holds` are decided in rationals, algebraic numbers and balls, whatever the precision.
  func outcome(
    at point: ClaimPoint, maximumPrecision: Int = 1024, deadline: Deadline = .none
  ) -> PointOutcome {
    var precision = 64
    while true {
      let outcome = outcome(at: point, precision: precision, deadline: deadline)
      guard case .undecided = outcome, precision < maximumPrecision else { return outcome }
      precision = min(4 * precision, maximumPrecision)
    }
  }

  private func outcome(
    at point: ClaimPoint, precision: Int, deadline: Deadline
  ) -> PointOutcome {
    let arithmetic = PointArithmetic(precision: precision)
    var evaluator = evaluator(arithmetic, at: point, deadline: deadline)
    do {
      switch try evaluator.admissibility(conditions) {
      case .proved: break
      case .refuted: return .inadmissible
      case .undecided: return .undecided("whether a condition holds")
      }
    } catch {
      return Self.outcome(of: error)
    }
    var undecided: String?
    for (number, goal) in goals.enumerated() {
      var violation: ClaimPoint?
      do {
        try evaluator.forEach(goal.indices[...]) { (evaluator: inout ClaimEvaluator) throws(ClaimFault) in
          if violation != nil { return }
          switch try evaluator.truth(goal.formula) {
          case .proved: break
          case .refuted:
            var indices = ClaimPoint()
            for index in goal.indices {
              if case .integer(let value) = evaluator.scope[index.name.text] {
                indices[index.name.text] = .integer(value)
              }
            }
            violation = indices
          case .undecided: undecided = "balls of \(precision) bits touch"
          }
        }
      } catch  where violation == nil {
        switch Self.outcome(of: error) {
        case .undecided(let reason): undecided = reason
        case let outcome: return outcome
        }
      } catch {
        // What follows the first index at which a goal is false need have no value.
      }
      if let violation { return .violated(goal: number, indices: violation) }
    }
    return undecided.map { .undecided($0) } ?? .holds
  }

  private static func outcome(of fault: ClaimFault) -> PointOutcome {
    fault.kind == .invalid ? .invalid(fault) : .undecided(fault.message)
  }
}

extension ClaimEvaluator {
  /// The conditions in order, as far as none of them fails: each may rely on those before it for its own meaning.
  mutating func admissibility(_ conditions: [ClaimStatement.Condition]) throws(ClaimFault) -> Truth {
    for condition in conditions {
      let truth = try truth(condition.formula)
      if truth != .proved { return truth }
    }
    return .proved
  }
}
