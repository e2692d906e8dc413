import Exact
import PropertyTesting
import Support
import Testing

@Suite struct PolynomialTests {
  static func sample(degree: Int, range: Int = 20, _ generator: inout SeededGenerator) -> Polynomial<Integer>
  {
    let leading = Int.random(in: 1...range, using: &generator)
    return Polynomial(
      (0..<degree).map { _ in Integer(Int.random(in: -range...range, using: &generator)) } + [
        Integer(leading)
      ])
  }

  static let polynomials = Generator<[Int]>.array(of: .int(in: -20...20), count: 0...7).map {
    Polynomial($0.map { Integer($0) })
  }

  @Test func ringLaws() {
    check(RingLaws(), Self.polynomials)
    check(RingLaws(), Generator<[Rational]>.array(of: .rational(), count: 0...4).map { Polynomial($0) })
  }

  @Test func evaluationAndDerivatives() {
    forAll(Self.polynomials, Self.polynomials, .int(in: -9...9)) { a, b, point in
      let x = Integer(point)
      return (a * b).evaluated(at: x) == a.evaluated(at: x) * b.evaluated(at: x)
        && (a * b).derivative == a.derivative * b + a * b.derivative
        && (a.isZero || b.isZero || (a * b).degree == a.degree + b.degree)
    }
    forAll(Self.polynomials, Self.polynomials, .int(in: -9...9)) { a, b, point in
      let x = Integer(point)
      return a.composed(with: b).evaluated(at: x) == a.evaluated(at: b.evaluated(at: x))
        && a.shifted(by: x) == a.composed(with: Polynomial([x, 1]))
        && a.reflected.evaluated(at: x) == a.evaluated(at: -x)
        && a.scaled(by: x) == a.composed(with: Polynomial([0, x]))
    }
  }

  @Test func divisionOverTheRationals() {
    var generator = SeededGenerator(seed: 22)
    for _ in 0..<100 {
      let a = Self.sample(degree: Int.random(in: 0...7, using: &generator), &generator).map {
        Rational($0, 3)
      }
      let b = Self.sample(degree: Int.random(in: 0...4, using: &generator), &generator).map {
        Rational($0, 5)
      }
      let (quotient, remainder) = a.divided(by: b)
      #expect(quotient * b + remainder == a)
      #expect(remainder.degree < b.degree)
    }
  }

  @Test func contentAndExactQuotient() {
    var generator = SeededGenerator(seed: 23)
    #expect(Polynomial<Integer>(0).content == 0)
    #expect(Polynomial<Integer>([-6, 0, -9]).primitivePart == Polynomial([2, 0, 3]))
    #expect(Polynomial<Rational>([Rational(1, 2), Rational(-2, 3)]).primitivePart == Polynomial([-3, 4]))
    for _ in 0..<100 {
      let a = Self.sample(degree: 4, range: 1 << 40, &generator)
      let b = Self.sample(degree: 3, &generator)
      #expect((a * b).exactQuotient(by: b) == a)
      #expect((a * b + 1).exactQuotient(by: b * Polynomial([0, 1])) == nil)
    }
  }

  @Test func greatestCommonDivisorHasTheKnownFactor() {
    var generator = SeededGenerator(seed: 24)
    for round in 0..<60 {
      let range = [3, 50, 1 << 61][round % 3]
      let factor = Self.sample(degree: round % 5, range: range, &generator)
      let a = Self.sample(degree: 3, range: range, &generator)
      let b = Self.sample(degree: 4, range: range, &generator)
      let divisor = Polynomial.gcd(a * factor, b * factor)
      #expect(divisor.exactQuotient(by: factor.primitivePart) != nil)
      #expect((a * factor).primitivePart.exactQuotient(by: divisor) != nil)
      // What is left has no common factor: its resultant does not vanish.
      let left = (a * factor).primitivePart.exactQuotient(by: divisor)!
      let right = (b * factor).primitivePart.exactQuotient(by: divisor)!
      #expect(Polynomial.gcd(left, right) == 1)
    }
    #expect(Polynomial<Integer>.gcd(0, Polynomial([-4, 2])) == Polynomial([-2, 1]))
    #expect(Polynomial<Integer>.gcd(0, 0) == 0)
    let half: Polynomial<Rational> = Polynomial([Rational(-1, 2), 1])
    #expect(Polynomial.gcd(half * Polynomial([3, 2]), half * Polynomial([1, 7])) == half)
    #expect(Polynomial<Rational>.gcd(0, 0) == 0)
  }

  @Test func yunFindsTheMultiplicities() {
    let simple: Polynomial<Integer> = Polynomial([1, 0, 1])
    let double: Polynomial<Integer> = Polynomial([-2, 3])
    let quintuple: Polynomial<Integer> = Polynomial([-7, 1, 1])
    let product = simple * double.power(2) * quintuple.power(5) * Polynomial(constant: -12)
    let factors = product.squareFreeFactors
    #expect(factors.map(\.multiplicity) == [1, 2, 5])
    #expect(factors.map(\.factor) == [simple, double, quintuple])
    #expect(product.squareFreePart == simple * double * quintuple)
    #expect(Polynomial<Integer>(0).squareFreeFactors.isEmpty)
    #expect(Polynomial<Integer>(5).squareFreeFactors.isEmpty)
  }

  @Test func rationalRoots() {
    let large = Integer(10).power(30) + 57
    let roots = [Rational(-3, 7), 0, Rational(1, 2), Rational(large, 3), Rational(1, large)].sorted()
    var product: Polynomial<Integer> = Polynomial([-2, 0, 1])  // no rational root
    for (i, root) in roots.enumerated() {
      product *= Polynomial([-root.numerator, root.denominator]).power(1 + i % 3)
    }
    let found = product.rationalRoots
    #expect(found.map(\.root) == roots)
    #expect(found.map(\.multiplicity) == [1, 2, 3, 1, 2])
    #expect(Polynomial<Integer>([1, 0, 1]).rationalRoots.isEmpty)
    // Roots modulo every prime, none over the rationals.
    let everywhere = Polynomial<Integer>([-2, 0, 1]) * Polynomial([-3, 0, 1]) * Polynomial([-6, 0, 1])
    #expect(everywhere.rationalRoots.isEmpty)
  }
}
