// OrderLaws: total orders, and orders that fit a ring.

import Exact

/// The laws of a total order about three elements.
public struct OrderLaws<Element: Comparable & Sendable>: LawSuite {
  public init(of type: Element.Type = Element.self) {}

  public var laws: [Law<(Element, Element, Element)>] {
    [
      Law("exactly one of a < b, a = b, a > b") { a, b, _ in
        [a < b, a == b, b < a].filter { $0 }.count == 1 && !(a < a) && a == a
      },
      Law("a < b < c implies a < c") { a, b, c in
        let sorted = [a, b, c].sorted()
        return !(a < b && b < c) || a < c && sorted == [a, b, c]
      },
      Law("equal elements cannot be told apart by a third") { a, b, c in
        a != b || (a < c) == (b < c) && (c < a) == (c < b) && (a == c) == (b == c)
      },
      Law("the four relations agree") { a, b, _ in
        (a > b) == (b < a) && (a <= b) == !(b < a) && (a >= b) == !(a < b)
      },
    ]
  }
}

/// How an order fits a commutative ring, about three elements; to be checked beside `OrderLaws` and `RingLaws`.
public struct OrderedRingLaws<Element: CommutativeRing & Comparable>: LawSuite {
  public init(of type: Element.Type = Element.self) {}

  public var laws: [Law<(Element, Element, Element)>] {
    [
      Law("0 < 1") { _, _, _ in Element(0) < 1 && Element(-1) < 0 },
      Law("a < b iff 0 < b - a") { a, b, _ in (a < b) == (0 < b - a) && (a < b) == (-b < -a) },
      Law("a < b iff a + c < b + c") { a, b, c in (a < b) == (a + c < b + c) },
      Law("a < b and 0 < c imply a c < b c") { a, b, c in !(a < b && 0 < c) || a * c < b * c },
      Law("squares are not negative") { a, _, _ in a * a >= 0 && (a * a == 0) == (a == 0) },
    ]
  }
}
