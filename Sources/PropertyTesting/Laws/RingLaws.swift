// RingLaws: the laws of a commutative ring, and that its forms of one operation agree.

import Exact

/// The laws of a commutative ring about three elements. In-place, fused and repeated forms are held against the plain operators.
public struct RingLaws<Element: CommutativeRing & Equatable>: LawSuite {
  public init(of type: Element.Type = Element.self) {}

  public var laws: [Law<(Element, Element, Element)>] { axioms + forms }

  private var axioms: [Law<(Element, Element, Element)>] {
    [
      Law("a + b = b + a") { a, b, _ in a + b == b + a },
      Law("(a + b) + c = a + (b + c)") { a, b, c in (a + b) + c == a + (b + c) },
      Law("a + 0 = a") { a, _, _ in a + 0 == a && 0 + a == a },
      Law("a + -a = 0") { a, _, _ in a + -a == 0 && a - a == 0 && -(-a) == a },
      Law("a - b = a + -b") { a, b, _ in a - b == a + -b && (a - b) + b == a },
      Law("a b = b a") { a, b, _ in a * b == b * a },
      Law("(a b) c = a (b c)") { a, b, c in (a * b) * c == a * (b * c) },
      Law("1 a = a, 0 a = 0, -1 a = -a") { a, _, _ in 1 * a == a && a * 0 == 0 && -1 * a == -a },
      Law("a (b + c) = a b + a c") { a, b, c in a * (b + c) == a * b + a * c },
      Law("(a - b) c = a c - b c") { a, b, c in (a - b) * c == a * c - b * c },
    ]
  }

  private var forms: [Law<(Element, Element, Element)>] {
    [
      Law("the in-place forms agree, and copies keep their value") { a, b, _ in
        var (sum, difference, product) = (a, a, a)
        sum += b
        difference -= b
        product *= b
        var back = sum
        back -= b
        return sum == a + b && difference == a - b && product == a * b && back == a
      },
      Law("the fused product agrees") { a, b, c in
        var (sum, own) = (c, a)
        sum.addProduct(a, b)
        own.addProduct(own, b)
        return sum == c + a * b && own == a + a * b
      },
      Law("powers are repeated products") { a, b, _ in
        a.squared() == a * a && a.power(0) == 1 && a.power(1) == a && a.power(3) == a * a * a
          && (a * b).power(2) == a.power(2) * b.power(2)
      },
      Law("integers are sums of ones") { _, _, _ in
        Element(3) == 1 + 1 + 1 && Element(-2) == -(1 + 1) && Element(0) == 0
          && Element(6) == Element(2) * Element(3)
      },
      Law("'vanishes' agrees with equality") { a, b, _ in
        let difference = a - b
        return (difference.vanishes != .proved || a == b) && (difference.vanishes != .refuted || a != b)
          && (a - a).vanishes != .refuted
      },
      Law("equal elements have equal hashes") { a, b, _ in
        guard let one = (a + b) as? any Hashable, let other = (b + a) as? any Hashable else { return true }
        return one.hashValue == other.hashValue
      },
    ]
  }
}
