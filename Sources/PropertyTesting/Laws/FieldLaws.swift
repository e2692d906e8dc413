// FieldLaws: division, and when it is possible.

import Exact

/// The laws of division about three elements, to be checked beside `RingLaws`.
///
/// `Field` allows rings whose zero divisors are not zero, such as jets: give `hasZeroDivisors` for those, and that every element but 0 has a
/// reciprocal is not asked for.
public struct FieldLaws<Element: Field & Equatable>: LawSuite {
  public let hasZeroDivisors: Bool

  public init(of type: Element.Type = Element.self, hasZeroDivisors: Bool = false) {
    self.hasZeroDivisors = hasZeroDivisors
  }

  public var laws: [Law<(Element, Element, Element)>] {
    [
      Law("0 has no reciprocal, 1 is its own") { _, _, _ in
        Element(0).reciprocal == nil && Element(1).reciprocal == 1
      },
      Law("what is not 0 has a reciprocal") { [hasZeroDivisors] a, _, _ in
        hasZeroDivisors || (a == 0) == (a.reciprocal == nil)
      },
      Law("a (1/a) = 1, 1/(1/a) = a") { a, _, _ in
        guard let inverse = a.reciprocal else { return true }
        return a * inverse == 1 && inverse.reciprocal == a && 1 / a == inverse
      },
      Law("b / a = b (1/a), (b / a) a = b") { a, b, _ in
        guard let inverse = a.reciprocal else { return true }
        return b / a == b * inverse && b / a * a == b && a / a == 1
      },
      Law("(b + c) / a = b / a + c / a") { a, b, c in
        a.reciprocal == nil || (b + c) / a == b / a + c / a
      },
      Law("1 / (a b) = (1/a) (1/b)") { a, b, _ in
        guard let left = a.reciprocal, let right = b.reciprocal else { return (a * b).reciprocal == nil }
        return (a * b).reciprocal == left * right
      },
    ]
  }
}
