// SupremumSearch: the supremum of an expression over the box of one case, between two bounds.
//
// Method  Below: the greatest lower bound of a value at an admissible point that was tried, the middles and, of few sides, the corners of boxes. Above: the greatest
//         upper bound of a box of a cover. The box of the greatest upper bound is bisected until the two agree to the width asked for.

import Exact

struct SupremumSearch {
  let statement: ClaimStatement
  let given: ClaimCase
  let expression: ClaimExpression
  /// The infimum, as the supremum of the negative.
  let isNegated: Bool
  let precision: Int
  let width: Rational
  /// The most boxes.
  let limit: Int
  let deadline: Deadline

  struct Result {
    let interval: Interval
    let boxes: Int
    let isSharp: Bool

    /// The greater of two suprema.
    func greater(_ other: Result) -> Result {
      Result(
        interval: Interval(
          max(interval.lower, other.interval.lower), max(interval.upper, other.interval.upper)),
        boxes: boxes + other.boxes, isSharp: isSharp && other.isSharp)
    }
  }

  /// The values over a box, and whether all its points satisfy the conditions.
  private struct Bounds {
    let lower: Rational
    let upper: Rational
    let isAdmissible: Bool
  }

  /// Nil where a condition leaves the whole case out.
  func result() throws(ClaimFault) -> Result? {
    let start = try statement.box(of: given)
    guard let first = try bounds(start) else { return nil }
    if start.widest == nil {
      guard first.isAdmissible else {
        throw .undecided("whether the one point of a case satisfies the conditions")
      }
      return result(first.lower, first.upper, boxes: 1)
    }
    var queue = BoxQueue()
    queue.push(start, priority: first.upper)
    var best = sample(start)
    // The upper bounds of boxes that are points and cannot be bisected.
    var settled: Rational?
    var boxes = 0
    while let top = queue.topPriority {
      if let best, top - best <= width { break }
      if boxes >= limit || deadline.hasPassed { break }
      let box = queue.pop()!
      guard let side = box.widest else {
        settled = max(settled ?? top, top)
        continue
      }
      for half in box.halves(along: side) {
        boxes += 1
        guard let bound = try bounds(half) else { continue }
        if let best, bound.upper <= best { continue }
        if let value = sample(half) { best = best.map { max($0, value) } ?? value }
        queue.push(half, priority: bound.upper)
      }
    }
    guard let best else { throw .undecided("no admissible point was found to bound the supremum from below") }
    return result(best, max(best, queue.topPriority ?? best, settled ?? best), boxes: boxes)
  }

  private func result(_ lower: Rational, _ upper: Rational, boxes: Int) -> Result {
    Result(interval: Interval(lower, upper), boxes: boxes, isSharp: upper - lower <= width)
  }

  /// Nil when a condition leaves the box out.
  ///
  /// *Errors*: those of the evaluation; `undecided` when nothing is known of the value.
  private func bounds(_ box: Box) throws(ClaimFault) -> Bounds? {
    var bits = precision
    while true {
      var evaluator = statement.evaluator(
        BallArithmetic(precision: bits), at: given.point, deadline: deadline)
      given.assign(to: &evaluator) { k in
        Ball(lower: box.sides[k].lower, upper: box.sides[k].upper, precision: bits)
      }
      var isAdmissible = true
      for condition in statement.conditions {
        switch try evaluator.truth(condition.formula) {
        case .proved: break
        case .refuted: return nil
        case .undecided: isAdmissible = false
        }
      }
      let value: Ball
      do {
        value = try evaluator.number(expression)
      } catch  where error.kind == .invalid && !isAdmissible {
        throw ClaimFault.undecided("a value that may not exist: \(error.message)").at(expression.range)
      }
      guard let low = value.lowerBound, let high = value.upperBound else {
        throw ClaimFault.undecided("a value of which nothing is known").at(expression.range)
      }
      // A single point is as sharp as its precision.
      if box.widest == nil && high - low > width / 4 && bits < 1 << 14 {
        bits *= 2
        continue
      }
      return isNegated
        ? Bounds(lower: -high, upper: -low, isAdmissible: isAdmissible)
        : Bounds(lower: low, upper: high, isAdmissible: isAdmissible)
    }
  }

  /// The greatest lower bound of the values at the middle of a box and at its corners; nil when no such point is shown to be admissible.
  private func sample(_ box: Box) -> Rational? {
    var points = [Box(sides: box.sides.map { Interval(($0.lower + $0.upper) / 2) })]
    if box.sides.count <= 4 {
      points += (0..<(1 << box.sides.count)).map { mask in
        Box(sides: box.sides.enumerated().map { Interval(mask >> $0 & 1 == 1 ? $1.upper : $1.lower) })
      }
    }
    return points.compactMap { point -> Rational? in
      guard let value = try? bounds(point), value.isAdmissible else { return nil }
      return value.lower
    }.max()
  }
}
