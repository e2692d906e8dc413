// EnclosureMethod: certified enclosures of values, suprema and infima.
//
// Method  A supremum lies between the greatest value at points that were tried and the greatest upper bound of a box of a cover; the box of the greatest
//         upper bound is bisected until both agree to the width asked for. An infimum is a supremum of the negative.

import Exact
import Theorems

/// The answer to one `enclose`.
public struct ClaimEnclosure: Sendable {
  public let text: String
  public let interval: Interval
  /// Whether the interval is as narrow as asked for.
  public let isSharp: Bool
  public let boxes: Int
}

extension ClaimStatement {
  /// The enclosure over all cases.
  func enclose(
    _ enclosure: Enclosure, cases: [ClaimCase], precision: Int, limit: Int, deadline: Deadline
  ) throws(ClaimFault) -> ClaimEnclosure {
    let width = enclosure.width ?? Rational(1, Integer(10).power(12))
    var (inner, isInfimum) = (enclosure.expression, false)
    var isExtremum = false
    if case .call(let name, let arguments) = inner.node, name == "sup" || name == "inf" {
      (inner, isInfimum, isExtremum) = (arguments[0].value, name == "inf", true)
    }
    if !isExtremum && (cases.count != 1 || !cases[0].continuous.isEmpty) {
      throw ClaimFault.unsupported("a value that depends on the names: write sup(...) or inf(...)").at(
        inner.range)
    }
    var total: (interval: Interval, boxes: Int, isSharp: Bool)?
    for given in cases {
      guard
        let part = try supremum(
          inner, negated: isInfimum, given, precision: precision, width: width, limit: limit,
          deadline: deadline
        )
      else { continue }
      total =
        total.map { old in
          (
            Interval(
              max(old.interval.lower, part.interval.lower), max(old.interval.upper, part.interval.upper)),
            old.boxes + part.boxes, old.isSharp && part.isSharp
          )
        } ?? part
    }
    guard let total else { throw .undecided("nothing to enclose: no admissible point") }
    let interval =
      isInfimum ? Interval(-total.interval.upper, -total.interval.lower) : total.interval
    return ClaimEnclosure(
      text: ClaimPrinter.text(enclosure.expression), interval: interval,
      isSharp: interval.upper - interval.lower <= width, boxes: total.boxes)
  }

  private func supremum(
    _ expression: ClaimExpression, negated: Bool, _ given: ClaimCase, precision: Int, width: Rational,
    limit: Int,
    deadline: Deadline
  ) throws(ClaimFault) -> (interval: Interval, boxes: Int, isSharp: Bool)? {
    /// The bounds of the expression over a box; nil when a condition leaves the box out, or nothing is known.
    func bounds(_ box: Box) throws(ClaimFault) -> (lower: Rational, upper: Rational, isAdmissible: Bool)? {
      var bits = precision
      while true {
        var evaluator = evaluator(BallArithmetic(precision: bits), at: given.point, deadline: deadline)
        given.assign(to: &evaluator) { k in
          Ball(lower: box.sides[k].lower, upper: box.sides[k].upper, precision: bits)
        }
        var isAdmissible = true
        for condition in conditions {
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
        return negated ? (-high, -low, isAdmissible) : (low, high, isAdmissible)
      }
    }
    /// The value at the middle of a box, and at its best corner, as lower bounds.
    func sample(_ box: Box) -> Rational? {
      var best: Rational?
      let middle = Box(sides: box.sides.map { Interval(($0.lower + $0.upper) / 2) })
      var points = [middle]
      if box.sides.count <= 4 {
        points += (0..<(1 << box.sides.count)).map { mask in
          Box(sides: box.sides.enumerated().map { Interval(mask >> $0 & 1 == 1 ? $1.upper : $1.lower) })
        }
      }
      for point in points {
        guard let value = try? bounds(point), value.isAdmissible else { continue }
        best = best.map { max($0, value.lower) } ?? value.lower
      }
      return best
    }

    var queue = BoxQueue()
    var boxes = 0
    var best: Rational?
    let start = try box(of: given)
    // Nil where a condition leaves the whole case out.
    guard let first = try bounds(start) else { return nil }
    if start.widest == nil {
      guard first.isAdmissible else {
        throw .undecided("whether the one point of a case satisfies the conditions")
      }
      return (Interval(first.lower, first.upper), 1, first.upper - first.lower <= width)
    }
    queue.push(start, priority: first.upper)
    best = sample(start)
    // The upper bounds of boxes that are points and cannot be bisected.
    var settled: Rational?
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
    let upper = max(best, queue.topPriority ?? best, settled ?? best)
    return (Interval(best, upper), boxes, upper - best <= width)
  }
}
