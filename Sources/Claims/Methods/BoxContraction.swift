// BoxContraction: what derivatives prove on a box that plain balls do not.

import Exact

extension ClaimStatement {
  /// Whether the goals hold on a box by their derivatives: by centred forms, or, where the difference of the two sides is monotone, at the ends
  /// where it is least. A box that is contracted to a point is decided there exactly, also where the two sides touch.
  ///
  /// Undecided when the derivatives prove nothing; never refuted, which takes a point.
  func contracted(
    _ given: ClaimCase, _ box: Box, precision: Int, deadline: Deadline, suspects: inout [Box]
  ) -> Truth {
    if box.sides.isEmpty || box.sides.count > 16 { return .undecided }
    let balls = BallArithmetic(precision: precision)
    func centred(_ box: Box) -> ClaimEvaluator<CentredArithmetic> {
      let offsets = box.sides.map { side -> Ball in
        let half = (side.upper - side.lower) / 2
        return Ball(lower: -half, upper: half, precision: precision)
      }
      let arithmetic = CentredArithmetic(balls: balls, offsets: offsets)
      var centred = evaluator(arithmetic, at: given.point, deadline: deadline)
      given.assign(to: &centred) { arithmetic.variable($0, box.sides[$0]) }
      return centred
    }
    var onBox = centred(box)
    // A condition that may have no value somewhere on the box is not passed over.
    for condition in conditions where (try? onBox.truth(condition.formula)) == nil {
      return .undecided
    }
    var isProved = true
    for goal in goals {
      do {
        try onBox.forEach(goal.indices[...]) { (evaluator: inout ClaimEvaluator) throws(ClaimFault) in
          if !isProved { return }
          if try evaluator.truth(goal.formula) == .proved { return }
          guard case .relation(let first, let links) = goal.formula.node else {
            isProved = false
            return
          }
          var left = first
          for link in links where isProved {
            let part = ClaimExpression(
              .relation(left, [link]), left.range.lowerBound..<link.value.range.upperBound)
            if try evaluator.truth(part) != .proved {
              isProved =
                try leastPart(part, left, link, evaluator, box, given, centred, suspects: &suspects)
                == .proved
            }
            left = link.value
          }
        }
      } catch {
        return .undecided
      }
      if !isProved { return .undecided }
    }
    return .proved
  }

  /// One relation `left R right` on the box contracted by the derivatives of its difference.
  private func leastPart(
    _ part: ClaimExpression, _ left: ClaimExpression, _ link: ClaimExpression.Link,
    _ given: ClaimEvaluator<CentredArithmetic>, _ box: Box, _ claimCase: ClaimCase,
    _ centred: (Box) -> ClaimEvaluator<CentredArithmetic>, suspects: inout [Box]
  ) throws(ClaimFault) -> Truth {
    var evaluator = given
    let (a, b) = (try evaluator.number(left), try evaluator.number(link.value))
    let difference: CentredNumber
    switch link.relation {
    case .less, .lessOrEqual: difference = b - a
    case .greater, .greaterOrEqual: difference = a - b
    case .equal, .unequal: return .undecided
    }
    let contracted = evaluator.arithmetic.contracted(box, byLeast: difference)
    if contracted.sides.elementsEqual(box.sides, by: { $0.lower == $1.lower && $0.upper == $1.upper }) {
      return .undecided
    }
    if contracted.widest == nil {
      var exact = self.evaluator(PointArithmetic(precision: 256), at: claimCase.point)
      claimCase.assign(to: &exact) { .exact(contracted.sides[$0].lower) }
      for (name, value) in given.scope { if case .integer(let k) = value { exact.scope[name] = .integer(k) } }
      let truth = try exact.truth(part)
      if truth == .refuted && suspects.count < 16 { suspects.append(contracted) }
      return truth == .proved ? .proved : .undecided
    }
    var again = centred(contracted)
    for (name, value) in given.scope { if case .integer(let k) = value { again.scope[name] = .integer(k) } }
    return try again.truth(part) == .proved ? .proved : .undecided
  }
}
