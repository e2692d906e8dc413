import Exact
import PropertyTesting
import Support
import Testing

@Suite struct RationalTests {
  /// Quotients of integers biased to the border between machine words and GMP.
  static let numbers = zip(IntegerTests.numbers, IntegerTests.numbers).map {
    Rational($0, $1.isZero ? 1 : $1)
  }

  @Test func laws() {
    check(RingLaws(), Self.numbers, count: 1000)
    check(FieldLaws(), Self.numbers, count: 1000)
    check(OrderLaws(), Self.numbers, count: 1000)
    check(OrderedRingLaws(), Self.numbers, count: 1000)
  }

  @Test func lowestTermsAndFloors() {
    forAll(Self.numbers, Self.numbers, count: 1000) { a, b in
      [a + b, a * b, a - b].allSatisfy {
        $0.denominator.signum() > 0 && Integer.gcd($0.numerator, $0.denominator) == 1
      } && Rational(a.floor) <= a && a < Rational(a.floor + 1)
    }
  }

  @Test func doublesAreReadBitForBit() {
    for value in [
      0.1, -1.5, Double.leastNonzeroMagnitude, 1.7976931348623157e308, 2.2250738585072014e-308, 0, 3,
    ] {
      #expect(Rational(exactly: value)!.approximateDouble == value)
    }
    #expect(Rational(exactly: 0.1) == Rational(3_602_879_701_896_397, Integer(2).power(55)))
    #expect(Rational(exactly: Double.nan) == nil)
    #expect(Rational(exactly: Double.infinity) == nil)
    #expect(Rational(exactly: Double.leastNonzeroMagnitude) == Rational(mantissa: 1, exponent: -1074))
  }
}
