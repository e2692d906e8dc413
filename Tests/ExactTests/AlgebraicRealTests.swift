import Exact
import PropertyTesting
import Support
import Testing

@Suite struct AlgebraicRealTests {
  typealias P = Polynomial<Integer>
  let root2 = AlgebraicReal.squareRoot(of: 2)

  @Test func rationalsAreRecognised() {
    #expect(AlgebraicReal.squareRoot(of: Rational(9, 4)).asRational == Rational(3, 2))
    #expect(AlgebraicReal.squareRoot(of: 0).asRational == 0)
    #expect(
      AlgebraicReal(rootOf: P([-2, 0, 1]) * P([-3, 2]), above: Rational(145, 100), through: 2)
        == AlgebraicReal(Rational(3, 2)))
    #expect(AlgebraicReal(rootOf: P([-2, 0, 1]), above: -2, through: 2) == nil)
    #expect(AlgebraicReal(rootOf: P([-2, 0, 1]), above: 2, through: 3) == nil)
    #expect(root2.asRational == nil)
  }

  @Test func equalRootsOfDifferentPolynomials() {
    // sqrt 2 from x^2 - 2, from x^4 - 4, from (x^2-2)(x^2-3)(x^5-x-1).
    let others = [
      AlgebraicReal(rootOf: P([-4, 0, 0, 0, 1]), above: 0, through: 2)!,
      AlgebraicReal(
        rootOf: P([-2, 0, 1]) * P([-3, 0, 1]) * P([-1, -1, 0, 0, 0, 1]), above: Rational(4, 3),
        through: Rational(3, 2))!,
    ]
    for other in others {
      #expect(other == root2 && other.hashValue == root2.hashValue)
      #expect(other.refined(toBits: 500) == root2)
      #expect(!(other < root2) && !(root2 < other))
      #expect(-other == -root2 && -other < root2)
    }
    #expect(Set(others + [root2, -root2, 1]).count == 3)
  }

  @Test func nearbyNumbersAreTold() {
    let tiny = Rational(mantissa: 1, exponent: -200)
    // sqrt(2 + tiny): about 2^-201.5 away.
    let close = AlgebraicReal.squareRoot(of: 2 + tiny)
    #expect(root2 < close && close > root2 && root2 != close)
    let below = AlgebraicReal(root2.refined(toBits: 200).lowerBound)
    #expect(below < root2 && root2 > below && root2 != below)
    #expect(root2.compared(to: Rational(141_421_356, 100_000_000)) > 0)
    #expect(root2.compared(to: Rational(141_421_357, 100_000_000)) < 0)
    // Two roots of one polynomial 2^-200 apart.
    let pair = P([-2, 0, 1]).map { Rational($0) }
    let product = (pair * pair.shifted(by: tiny)).realRoots.map(\.root)
    #expect(product.count == 4 && product[2] < product[3])
    #expect(product[3] == root2)
  }

  @Test func refinementKeepsTheValue() {
    for bits in [0, 1, 10, 333, 4000] {
      let fine = root2.refined(toBits: bits)
      #expect(fine == root2)
      #expect(fine.lowerBound * fine.lowerBound < 2 && fine.upperBound * fine.upperBound > 2)
      #expect(fine.upperBound - fine.lowerBound <= Rational(mantissa: 1, exponent: -bits))
    }
    let width = Rational(3, 1_000_000_007)
    let fine = root2.refined(toWidth: width)
    #expect(fine.upperBound - fine.lowerBound <= width)
    #expect(root2.lowerBound <= fine.lowerBound)
  }

  @Test func order() {
    let roots = zip(.bool, .rational(in: 0...4)).map { negative, radicand in
      negative ? -AlgebraicReal.squareRoot(of: radicand) : AlgebraicReal.squareRoot(of: radicand)
    }
    check(OrderLaws(), roots, count: 100)
    // sqrt a < sqrt b iff a < b.
    forAll(.rational(in: 0...4), .rational(in: 0...4), count: 100) { a, b in
      (AlgebraicReal.squareRoot(of: a) < AlgebraicReal.squareRoot(of: b)) == (a < b)
    }
  }

  @Test func orderAgreesWithRefinedEnds() {
    var generator = SeededGenerator(seed: 41)
    var numbers: [AlgebraicReal] = [0, 1, -1]
    for _ in 0..<12 {
      numbers += PolynomialTests.sample(degree: 4, range: 5, &generator).realRoots.map(\.root)
    }
    for a in numbers {
      for b in numbers {
        let (x, y) = (a.refined(toBits: 120), b.refined(toBits: 120))
        if a < b { #expect(x.lowerBound < y.upperBound && !(b < a) && a != b) }
        if x.upperBound < y.lowerBound { #expect(a < b) }
        if a == b { #expect(a.hashValue == b.hashValue && (-a) == -b) }
      }
      #expect(a.signum() == (a < 0 ? -1 : (a == 0 ? 0 : 1)))
      #expect(AlgebraicReal(Rational(a.floor)) <= a && a < AlgebraicReal(Rational(a.floor + 1)))
    }
  }
}
