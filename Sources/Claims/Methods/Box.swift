// Box: boxes of a cover, and the heap in which they wait.

import Exact
import HeapModule

/// One box of a cover, a side for each real variable of a case.
struct Box: Sendable {
  var sides: [Interval]

  /// The width of the widest side.
  var width: Rational { sides.map { $0.upper - $0.lower }.max() ?? 0 }

  /// The widest side; the first among equals, nil when all are points.
  var widest: Int? {
    let width = width
    return width.isZero ? nil : sides.firstIndex { $0.upper - $0.lower == width }
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

/// Boxes, the one of the greatest priority first; among equals the oldest.
struct BoxQueue {
  private struct Waiting: Comparable {
    let priority: Rational
    let age: Int
    let box: Box

    static func == (a: Waiting, b: Waiting) -> Bool { a.age == b.age }
    static func < (a: Waiting, b: Waiting) -> Bool {
      a.priority < b.priority || a.priority == b.priority && a.age > b.age
    }
  }

  private var heap = Heap<Waiting>()
  private var pushed = 0

  var boxes: [Box] { heap.unordered.map(\.box) }
  var topPriority: Rational? { heap.max?.priority }

  mutating func push(_ box: Box, priority: Rational) {
    heap.insert(Waiting(priority: priority, age: pushed, box: box))
    pushed += 1
  }

  mutating func pop() -> Box? { heap.popMax()?.box }
}
