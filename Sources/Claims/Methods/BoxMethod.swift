// BoxMethod: branch and bound. Balls over boxes that cover the whole domain of a case.
//
// Method  The box of greatest width first (a heap by width, ties by age); a goal is evaluated in balls over it; where that decides nothing, the box is
//         bisected along its widest side. A box on which a condition is refuted is left out. Before a box is bisected, the goals are evaluated with their
//         derivatives: a centred form may decide, and a side along which the difference of a relation's two sides is monotone is contracted to the end
//         where it is least; there ties are decided exactly. Exact points of undecided boxes are tried for violations.

import Exact
import Theorems

/// Balls with the precision of a run.
struct BallArithmetic: ClaimArithmetic {
  let precision: Int
  var parameterLimit: Int { 120 }

  func literal(_ value: Rational) -> Ball { Ball(value, precision: precision) }
  func rational(_ value: Ball) -> Rational? { value.isExact ? value.midpoint : nil }

  func quotient(_ a: Ball, _ b: Ball) throws(ClaimFault) -> Ball {
    switch b.vanishes {
    case .proved: throw .invalid("division by zero")
    case .undecided: throw .undecided("whether a divisor vanishes on a box")
    case .refuted: return a / b
    }
  }

  func root(_ value: Ball, degree: Int) throws(ClaimFault) -> Ball {
    if degree % 2 == 0 && value.isNegative != .refuted {
      if value.isNegative == .proved { throw .invalid("a root of even degree of a negative number") }
      throw .undecided("whether a number under a root is negative on a box")
    }
    return Ball.root(value, degree: degree)
  }

  func rootOfNonNegative(_ value: Ball) throws(ClaimFault) -> Ball { Ball.sqrt(knownNonNegative: value) }
  func exponential(_ value: Ball) throws(ClaimFault) -> Ball { Ball.exp(value) }

  func logarithm(_ value: Ball) throws(ClaimFault) -> Ball {
    switch value.isPositive {
    case .proved: return Ball.log(value)
    case .refuted: throw .invalid("the logarithm of a number that is not positive")
    case .undecided: throw .undecided("whether a number under a logarithm is positive on a box")
    }
  }

  func magnitude(_ value: Ball) throws(ClaimFault) -> Ball { value.magnitude }

  func floor(_ value: Ball) throws(ClaimFault) -> Integer {
    if let lower = value.lowerBound?.floor, lower == value.upperBound?.floor { return lower }
    throw .undecided("an integer part on a box")
  }

  func least(_ values: [Ball]) throws(ClaimFault) -> Ball {
    var (lower, upper): (Rational?, Rational?) = (nil, nil)
    for value in values {
      guard let low = value.lowerBound, let high = value.upperBound else {
        throw .undecided("the least of numbers of which nothing is known")
      }
      lower = lower.map { min($0, low) } ?? low
      upper = upper.map { min($0, high) } ?? high
    }
    return Ball(lower: lower!, upper: upper!, precision: precision)
  }

  func isLess(_ a: Ball, than b: Ball) -> Truth { a.isLess(than: b) }
  func checkPower(_ base: Ball, _ exponent: Int) throws(ClaimFault) {}

  func eigenvalues(_ matrix: Matrix<Ball>) throws(ClaimFault) -> [SpectrumRun<Ball>] {
    try EnclosedSpectrum.eigenvalues(of: matrix, precision: precision).map {
      SpectrumRun(value: $0, count: 1)
    }
  }

  func inertia(_ matrix: Matrix<Ball>) throws(ClaimFault) -> Inertia {
    var inertia = Inertia(negative: 0, zero: 0, positive: 0)
    for run in try eigenvalues(matrix) {
      if run.value.isNegative == .proved {
        inertia.negative += 1
      } else if run.value.isPositive == .proved {
        inertia.positive += 1
      } else {
        throw .undecided("the sign of an eigenvalue on a box")
      }
    }
    return inertia
  }

  func rank(_ matrix: Matrix<Ball>) throws(ClaimFault) -> Int { throw .undecided("a rank on a box") }

  func inverse(_ matrix: Matrix<Ball>) throws(ClaimFault) -> Matrix<Ball> {
    throw unsupported("the inverse of a matrix on a box")
  }

  func flow(depth: Int, start: Ball, target: Ball, time: Ball) throws(ClaimFault) -> Ball {
    throw unsupported("gradient flow on a box")
  }
}

/// One box of a cover, a side for each real variable of a case.
struct Box: Sendable {
  var sides: [Interval]

  /// The widest side; the first among equals.
  var widest: Int? {
    let widths = sides.map { $0.upper - $0.lower }
    guard let largest = widths.max(), largest.signum() > 0 else { return nil }
    return widths.firstIndex(of: largest)
  }

  func halves(along side: Int) -> [Box] {
    let (lower, upper) = (sides[side].lower, sides[side].upper)
    let middle = (lower + upper) / 2
    return [Interval(lower, middle), Interval(middle, upper)].map { half in
      var box = self
      box.sides[side] = half
      return box
    }
  }

  /// The sides in decimals, rounded outward.
  var text: String {
    sides.map { side in
      "[\(decimalDigits(of: side.lower, digits: 8, rounding: .down)), \(decimalDigits(of: side.upper, digits: 8, rounding: .up))]"
    }.joined(separator: " x ")
  }
}

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
  /// The sides of a case as one box, with the place of each name. Orthogonal matrices have no box.
  func box(of given: ClaimCase) throws(ClaimFault) -> Box {
    var sides: [Interval] = []
    for item in given.continuous {
      guard case .interval(let interval, let shape)? = item.domain else {
        throw .unsupported("a cover by boxes of a domain that is no box of numbers")
      }
      let count = shape.reduce(item.indices?.count ?? 1, *)
      if sides.count + count > 64 { throw .unsupported("a cover by boxes in more than 64 variables") }
      sides += Array(repeating: interval, count: count)
    }
    return Box(sides: sides)
  }

  /// The names of a case with the values that `entry` gives to its real variables, in order.
  func assign<A: ClaimArithmetic>(
    _ given: ClaimCase, to evaluator: inout ClaimEvaluator<A>, _ entry: (Int) -> A.Number
  ) {
    var next = 0
    func number() -> A.Number {
      defer { next += 1 }
      return entry(next)
    }
    func value(_ shape: [Int]) -> ClaimValue<A.Number> {
      switch shape.count {
      case 0: .number(number())
      case 1: .vector((0..<shape[0]).map { _ in .number(number()) })
      default: .matrix(FramedMatrix(Matrix(rows: shape[0], columns: shape[1]) { _, _ in number() }))
      }
    }
    for item in given.continuous {
      guard case .interval(_, let shape)? = item.domain else { continue }
      if let indices = item.indices {
        evaluator.scope[item.name] = .family(first: indices.lowerBound, indices.map { _ in value(shape) })
      } else {
        evaluator.scope[item.name] = value(shape)
      }
    }
  }

  /// Covers the box of a case. `limit` bounds the number of boxes looked at.
  func cover(
    _ given: ClaimCase, precision: Int, limit: Int, deadline: ContinuousClock.Instant?
  ) throws(ClaimFault) -> BoxResult {
    var result = BoxResult()
    var queue = BoxQueue()
    queue.push(try box(of: given))
    while let box = queue.pop() {
      if result.boxes >= limit || deadline.map({ ContinuousClock.now > $0 }) == true {
        result.undecided = [box] + queue.boxes
        return result
      }
      result.boxes += 1
      let arithmetic = BallArithmetic(precision: precision)
      var evaluator = evaluator(arithmetic, in: given, deadline: deadline)
      assign(given, to: &evaluator) { k in
        let side = box.sides[k]
        return Ball(lower: side.lower, upper: side.upper, precision: precision)
      }
      switch judge(&evaluator) {
      case .proved: result.isInhabited = true
      case .empty: break
      case .undecided(let fault):
        if holdsOnceContracted(
          given, box, precision: precision, deadline: deadline, suspects: &result.suspects)
        {
          result.isInhabited = true
          continue
        }
        result.fault = fault
        if fault.kind == .unsupported { throw fault }
        guard let side = box.widest else {
          result.undecided = [box] + queue.boxes
          return result
        }
        for half in box.halves(along: side) { queue.push(half) }
      }
    }
    return result
  }

  /// Whether the goals hold on a box by their derivatives: by centred forms, or, where the difference of the two sides is monotone, at the ends
  /// where it is least. A box that is contracted to a point is decided there exactly, also where the two sides touch.
  private func holdsOnceContracted(
    _ given: ClaimCase, _ box: Box, precision: Int, deadline: ContinuousClock.Instant?, suspects: inout [Box]
  ) -> Bool {
    if box.sides.isEmpty || box.sides.count > 16 { return false }
    let balls = BallArithmetic(precision: precision)
    func centred(_ box: Box) -> ClaimEvaluator<CentredArithmetic> {
      let offsets = box.sides.map { side -> Ball in
        let half = (side.upper - side.lower) / 2
        return Ball(lower: -half, upper: half, precision: precision)
      }
      let arithmetic = CentredArithmetic(balls: balls, offsets: offsets)
      var centred = evaluator(arithmetic, in: given, deadline: deadline)
      assign(given, to: &centred) { arithmetic.variable($0, box.sides[$0]) }
      return centred
    }
    var onBox = centred(box)
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
              isProved = try leastPart(part, left, link, evaluator, box, given, centred, suspects: &suspects)
            }
            left = link.value
          }
        }
      } catch {
        return false
      }
      if !isProved { return false }
    }
    return true
  }

  /// One relation `left R right` on the box contracted by the derivatives of its difference.
  private func leastPart(
    _ part: ClaimExpression, _ left: ClaimExpression, _ link: ClaimExpression.Link,
    _ given: ClaimEvaluator<CentredArithmetic>, _ box: Box, _ claimCase: ClaimCase,
    _ centred: (Box) -> ClaimEvaluator<CentredArithmetic>, suspects: inout [Box]
  ) throws(ClaimFault) -> Bool {
    var evaluator = given
    let (a, b) = (try evaluator.number(left), try evaluator.number(link.value))
    let difference: CentredNumber
    switch link.relation {
    case .less, .lessOrEqual: difference = b - a
    case .greater, .greaterOrEqual: difference = a - b
    case .equal, .unequal: return false
    }
    let contracted = evaluator.arithmetic.contracted(box, byLeast: difference)
    if contracted.sides.elementsEqual(box.sides, by: { $0.lower == $1.lower && $0.upper == $1.upper }) {
      return false
    }
    if contracted.widest == nil {
      var exact = self.evaluator(PointArithmetic(precision: 256), in: claimCase)
      assign(claimCase, to: &exact) { .exact(contracted.sides[$0].lower) }
      for (name, value) in given.scope { if case .integer(let k) = value { exact.scope[name] = .integer(k) } }
      let truth = try exact.truth(part)
      if truth == .refuted && suspects.count < 16 { suspects.append(contracted) }
      return truth == .proved
    }
    var again = centred(contracted)
    for (name, value) in given.scope { if case .integer(let k) = value { again.scope[name] = .integer(k) } }
    return try again.truth(part) == .proved
  }

  private func judge<A: ClaimArithmetic>(_ evaluator: inout ClaimEvaluator<A>) -> CaseResult {
    for condition in conditions {
      var copy = evaluator
      if (try? copy.truth(condition)) == .refuted { return .empty }
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

/// Boxes, the one with the widest side first; among equals the oldest.
struct BoxQueue {
  private var heap: [(width: Rational, age: Int, box: Box)] = []
  private var pushed = 0

  var boxes: [Box] { heap.map(\.box) }
  var isEmpty: Bool { heap.isEmpty }

  private static func precedes(
    _ a: (width: Rational, age: Int, box: Box), _ b: (width: Rational, age: Int, box: Box)
  )
    -> Bool
  { a.width > b.width || a.width == b.width && a.age < b.age }

  mutating func push(_ box: Box) {
    push(box, priority: box.sides.map { $0.upper - $0.lower }.max() ?? 0)
  }

  mutating func push(_ box: Box, priority: Rational) {
    heap.append((priority, pushed, box))
    pushed += 1
    var child = heap.count - 1
    while child > 0, Self.precedes(heap[child], heap[(child - 1) / 2]) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func pop() -> Box? {
    guard let first = heap.first else { return nil }
    let last = heap.removeLast()
    if !heap.isEmpty {
      heap[0] = last
      var parent = 0
      while true {
        let children = [2 * parent + 1, 2 * parent + 2].filter { $0 < heap.count }
        guard let best = children.min(by: { Self.precedes(heap[$0], heap[$1]) }),
          Self.precedes(heap[best], heap[parent])
        else { break }
        heap.swapAt(best, parent)
        parent = best
      }
    }
    return first.box
  }

  var topPriority: Rational? { heap.first?.width }
}
