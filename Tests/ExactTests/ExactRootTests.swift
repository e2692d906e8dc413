import Exact
import PropertyTesting
import Search
import Support
import Testing

@Suite struct ExactRootTests {
  /// A power has its root, and a neighbour of it none.
  @Test func rationalRoots() {
    forAll(.rational(in: -20...20), .int(in: 1...7)) { base, degree in
      let power = base.power(degree)
      let root = power.exactRoot(degree: degree)
      if root != (degree % 2 == 0 ? base.magnitude : base) { return false }
      return degree == 1 || (power.magnitude * 2).exactRoot(degree: degree) == nil || power.isZero
    }
    #expect(Rational(-4).exactRoot(degree: 2) == nil)
    #expect(Rational(-8, 27).exactRoot(degree: 3) == Rational(-2, 3))
  }

  @Test func polynomialSquareRoots() {
    var random = SeededGenerator(seed: 4)
    for _ in 0..<60 {
      let terms = (0..<Int.random(in: 1...5, using: &random)).map { _ in
        SparsePolynomial<Rational>.Term(
          Rational(Integer(Int.random(in: -4...4, using: &random)), 3),
          Monomial((0..<3).map { _ in Int.random(in: 0...3, using: &random) }))
      }
      let root = SparsePolynomial(terms: terms)
      let found = (root * root).squareRoot
      #expect(found == root || found == -root)
      #expect((root * root + .variable(3)).squareRoot == nil)
      if !root.isZero {
        #expect((-(root * root)).squareRoot == nil && (root * root * .variable(0)).squareRoot == nil)
      }
    }
  }
}
