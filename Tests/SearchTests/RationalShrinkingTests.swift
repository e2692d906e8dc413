import Exact
import Search
import Testing

@Suite struct RationalShrinkingTests {
  @Test func simplerFractionsAreSimpler() {
    let rationals = Generator<Rational>.rational(in: -500...500, largestDenominator: 60)
    for index in 0..<200 {
      let value = rationals.value(seed: 1, case: index)
      let simpler = value.simplerFractions
      #expect(simpler.allSatisfy { $0.isSimpler(than: value) } && Set(simpler).count == simpler.count)
      #expect(zip(simpler, simpler.dropFirst()).allSatisfy { $0.isSimpler(than: $1) }, "\(value)")
    }
  }

  @Test func known() {
    #expect(Rational(7, 5).simplerFractions == [0, 1, 2, Rational(3, 2), Rational(4, 3)])
    #expect(Rational(-2, 5).simplerFractions == [0, -1, Rational(-1, 2), Rational(-1, 3)])
    #expect(Rational(0).simplerFractions.isEmpty && Rational(1).simplerFractions == [0])
    // Of the long run of steps to a large integer only the places at half the distance are kept.
    #expect(Rational(1000).simplerFractions.count == 11 && Rational(1000).simplerFractions.last == 999)
    #expect(Rational(1, 1000).simplerFractions.prefix(2) == [0, 1])
  }

  /// The path of the tree by its definition, one mediant at a time.
  @Test func valuesAreAncestors() {
    for denominator in 1...12 {
      for numerator in 1...30 {
        let value = Rational(Integer(numerator), Integer(denominator))
        var path: Set<Rational> = [0]
        var (left, right) = ((0, 1), (1, 0))
        while true {
          let middle = (left.0 + right.0, left.1 + right.1)
          let mediant = Rational(Integer(middle.0), Integer(middle.1))
          if mediant == value { break }
          path.insert(mediant)
          if value < mediant { right = middle } else { left = middle }
        }
        #expect(path.isSuperset(of: value.simplerFractions))
        // Nothing is left out where no run is long.
        if path.count <= 3 { #expect(path.count == value.simplerFractions.count, "\(value)") }
      }
    }
  }
}
