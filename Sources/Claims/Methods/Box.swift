// Box: boxes of a cover, and the heap in which they wait.

import Exact

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
