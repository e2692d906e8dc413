import Exact
import Search
import Support
import Testing

@Suite struct RationalShrinkingTests {
  @Test func simplerValuesAreSimpler() {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<200 {
      let value = Rational(
        Integer(Int.random(in: -500...500, using: &random)), Integer(Int.random(in: 1...60, using: &random)))
      for simpler in value.simplerValues {
        #expect(
          simpler.denominator < value.denominator
            || simpler.denominator == value.denominator
              && simpler.numerator.magnitude < value.numerator.magnitude
        )
      }
    }
  }

  @Test func known() {
    #expect(Rational(7, 5).simplerValues == [0, 1, Rational(3, 2), Rational(4, 3)])
    #expect(Rational(0).simplerValues.isEmpty)
  }
}
