import Exact
import Support
import Testing

@Suite struct RationalTests {
  static func sample(_ generator: inout SeededGenerator) -> Rational {
    let denominator = IntegerTests.sample(&generator)
    return Rational(IntegerTests.sample(&generator), denominator.isZero ? 1 : denominator)
  }

  @Test func fieldLawsAndLowestTerms() {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<1000 {
      let (a, b, c) = (Self.sample(&generator), Self.sample(&generator), Self.sample(&generator))
      #expect((a + b) + c == a + (b + c))
      #expect((a * b) * c == a * (b * c))
      #expect(a * (b + c) == a * b + a * c)
      #expect(a - a == 0)
      for value in [a + b, a * b, a - b] {
        #expect(value.denominator.signum() > 0)
        #expect(Integer.gcd(value.numerator, value.denominator) == 1)
      }
      if !b.isZero { #expect(a / b * b == a) }
      #expect((a < b) == ((a - b).signum() < 0))
      #expect(Rational(a.floor) <= a && a < Rational(a.floor + 1))
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
