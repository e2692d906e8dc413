// BoxMethod: branch and bound. Balls over boxes that cover the whole domain of a case.
//
// Method  The box of greatest width first (a heap by width, ties by age); a goal is evaluated in balls over it; where that decides nothing, the box is
//         bisected along its widest side. A box on which a condition is refuted is left out. Before a box is bisected, the goals are evaluated with their
//         derivatives: a centred form may decide, and a side along which the difference of a relation's two sides is monotone is contracted to the end
//         where it is least; there ties are decided exactly. Exact points of undecided boxes are tried for violations.

import Exact
import Theorems

/// What a search over boxes knows when it ends.
struct BoxResult {
  var boxes = 0
  var undecided: [Box] = []
  var fault: ClaimFault?
  /// Points at which a relation fails once a box is contracted to them; conditions were not looked at.
  var suspects: [Box] = []
  /// Whether some box may hold an admissible point.
  var isInhabited = false
}

extension ClaimStatement {
  /// The real variables of a case as one box. Orthogonal matrices have none.
  func box(of given: ClaimCase) throws(ClaimFault) -> Box {
    for item in given.continuous {
      if case .orthogonal = item.domain { throw .unsupported("a cover by boxes of orthogonal matrices") }
    }
    return Box(sides: try given.intervals())
  }

  /// Covers the box of a case. `limit` bounds the number of boxes looked at.
  func cover(
    _ given: ClaimCase, precision: Int, limit: Int, deadline: Deadline
  ) throws(ClaimFault) -> BoxResult {
    var result = BoxResult()
    var queue = BoxQueue()
    let whole = try box(of: given)
    queue.push(whole, priority: whole.width)
    while let box = queue.pop() {
      if result.boxes >= limit || deadline.hasPassed {
        result.undecided = [box] + queue.boxes
        return result
      }
      result.boxes += 1
      let arithmetic = BallArithmetic(precision: precision)
      var evaluator = evaluator(arithmetic, at: given.point, deadline: deadline)
      given.assign(to: &evaluator) { k in
        let side = box.sides[k]
        return Ball(lower: side.lower, upper: side.upper, precision: precision)
      }
      switch judge(&evaluator) {
      case .proved: result.isInhabited = true
      case .empty: break
      case .undecided(let fault):
        let contraction = contracted(
          given, box, precision: precision, deadline: deadline, suspects: &result.suspects)
        if contraction == .proved {
          result.isInhabited = true
          continue
        }
        result.fault = fault
        if fault.kind == .unsupported { throw fault }
        guard let side = box.widest else {
          result.undecided = [box] + queue.boxes
          return result
        }
        for half in box.halves(along: side) { queue.push(half, priority: half.width) }
      }
    }
    return result
  }

  private func judge<A: ClaimArithmetic>(_ evaluator: inout ClaimEvaluator<A>) -> CaseResult {
    for condition in conditions {
      do {
        if try evaluator.truth(condition.formula) == .refuted { return .empty }
      } catch {
        // A condition that may have no value somewhere is not passed over.
        return .undecided(error)
      }
    }
    var fault: ClaimFault?
    for goal in goals {
      do {
        try evaluator.forEach(goal.indices[...]) { (evaluator: inout ClaimEvaluator) throws(ClaimFault) in
          if fault != nil { return }
          if try evaluator.truth(goal.formula) != .proved {
            fault = ClaimFault.undecided("balls do not decide").at(goal.formula.range)
          }
        }
      } catch {
        return .undecided(error)
      }
      if let fault { return .undecided(fault) }
    }
    return .proved
  }
}
