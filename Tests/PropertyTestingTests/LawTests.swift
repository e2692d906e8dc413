import Exact
import PropertyTesting
import Testing

/// Each suite holds for what it is made for, and notices what is broken.
@Suite struct LawTests {
  /// Rationals whose products are rounded down to sixteenths: no ring.
  struct Sixteenths: Field, Comparable, CertifiedScalar, CustomStringConvertible {
    let value: Rational
    init(_ value: Rational) { self.value = value }
    init(_ value: Int) { self.value = Rational(value) }
    init(integerLiteral value: Int) { self.init(value) }
    static func + (a: Self, b: Self) -> Self { Self(a.value + b.value) }
    static func - (a: Self, b: Self) -> Self { Self(a.value - b.value) }
    static prefix func - (a: Self) -> Self { Self(-a.value) }
    static func * (a: Self, b: Self) -> Self { Self(Rational((a.value * b.value * 16).floor) / 16) }
    static func / (a: Self, b: Self) -> Self { Self(a.value / b.value) }
    var reciprocal: Self? { value.reciprocal.map { Self($0) } }
    var vanishes: Truth { value.vanishes }
    /// By magnitude: no order of signed numbers.
    static func < (a: Self, b: Self) -> Bool { a.value.magnitude < b.value.magnitude }
    var description: String { value.description }
  }

  static let sixteenths = Generator<Rational>.rational(in: -2...2).map { Sixteenths($0) }

  private func names<Suite: LawSuite, Element>(_ suite: Suite, _ generator: Generator<Element>) -> Set<String>
  where Suite.Subject == (Element, Element, Element) {
    Set(brokenLaws(of: suite, generator).map(\.law))
  }

  @Test func whatHolds() {
    check(RingLaws(), .rational())
    check(FieldLaws(), .rational())
    check(OrderLaws(), .rational())
    check(OrderedRingLaws(), .rational())
    check(MatrixLaws(), .squareMatrices(orders: 0...3, entries: Generator<Rational>.rational()), count: 60)
    check(EnclosureLaws(), zip(.enclosedPoints(), .enclosedPoints()), count: 60)
  }

  @Test func brokenRingsAndFields() {
    let ring = names(RingLaws(), Self.sixteenths)
    #expect(
      ring.isSuperset(of: ["(a b) c = a (b c)", "a (b + c) = a b + a c", "1 a = a, 0 a = 0, -1 a = -a"]))
    #expect(ring.isDisjoint(with: ["a + b = b + a", "a b = b a", "a + -a = 0", "integers are sums of ones"]))
    let field = names(FieldLaws(), Self.sixteenths)
    #expect(
      field.contains("b / a = b (1/a), (b / a) a = b") && !field.contains("what is not 0 has a reciprocal"))
    // Jets have elements that are neither 0 nor invertible.
    let jets = zip(.rational(), .rational()).map { Jet<Rational>(value: $0, u: $1) }
    #expect(names(FieldLaws(), jets) == ["what is not 0 has a reciprocal"])
    check(FieldLaws(hasZeroDivisors: true), jets)
  }

  @Test func brokenOrders() {
    let order = names(OrderLaws(), Self.sixteenths)
    #expect(order.contains("exactly one of a < b, a = b, a > b"))
    #expect(names(OrderedRingLaws(), Self.sixteenths).contains("a < b iff a + c < b + c"))
  }

  @Test func brokenMatrices() {
    let matrices: Generator<MatrixLaws<Sixteenths>.Triple> = .squareMatrices(
      orders: 1...2, entries: Self.sixteenths)
    let broken = Set(brokenLaws(of: MatrixLaws(), matrices, count: 60).map(\.law))
    #expect(
      broken.contains("(A B) C = A (B C)") && broken.contains("det (A B) = det A det B, det A^T = det A"))
    #expect(!broken.contains("A + B = B + A, (A + B) + C = A + (B + C)"))
  }

  /// A radius that is lost, halved or short by one part in 2^60 is noticed.
  @Test func brokenEnclosures() {
    let laws = EnclosureLaws([
      EnclosureLaws.unary("lost", { $0.center }, exact: { $0 }),
      EnclosureLaws.unary(
        "halved", { Ball(midpoint: $0.midpoint, radius: $0.radius! / 2, precision: $0.precision) },
        exact: { $0 }),
      EnclosureLaws.binary(
        "short",
        {
          let sum = $0 + $1
          let radius = sum.radius! * (1 - Rational(mantissa: 1, exponent: -60))
          return Ball(midpoint: sum.midpoint, radius: radius, precision: sum.precision)
        }, exact: { $0 + $1 }),
      EnclosureLaws.unary("kept", { $0 }, exact: { $0 }),
    ])
    let broken = brokenLaws(of: laws, zip(.enclosedPoints(), .enclosedPoints()))
    #expect(broken.map(\.law) == ["lost", "halved", "short"])
  }

  @Test func failuresNameTheLaw() {
    withKnownIssue {
      check(OrderedRingLaws(), Self.sixteenths)
    } matching: { issue in
      let text = issue.comments.map(\.rawValue).joined()
      return text.contains("OrderedRingLaws<Sixteenths>: ") && text.contains("counterexample  (")
        && text.contains("only: ")
    }
  }
}
