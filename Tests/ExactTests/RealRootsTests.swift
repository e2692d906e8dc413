import Exact
import Support
import Testing

@Suite struct RealRootsTests {
  typealias P = Polynomial<Integer>

  /// Every root lies in its interval with a change of sign, intervals ascend without touching in more than an end.
  static func expectIsolated(_ polynomial: P, count: Int, bits: Int = 60) {
    let roots = polynomial.realRoots
    #expect(roots.count == count)
    let squareFree = polynomial.squareFreePart
    var previous: Rational?
    for (root, _) in roots {
      if let previous { #expect(root.lowerBound >= previous) }
      previous = root.upperBound
      let fine = root.refined(toBits: bits)
      #expect(fine == root)
      #expect(fine.upperBound - fine.lowerBound <= Rational(mantissa: 1, exponent: -bits))
      #expect(fine.lowerBound >= root.lowerBound && fine.upperBound <= root.upperBound)
      if let value = fine.asRational {
        #expect(squareFree.sign(at: value) == 0)
      } else {
        #expect(squareFree.sign(at: fine.lowerBound) * squareFree.sign(at: fine.upperBound) == -1)
      }
    }
  }

  @Test func wilkinson() {
    let polynomial = P(roots: (1...20).map { Integer($0) })
    let roots = polynomial.realRoots
    #expect(roots.map(\.root.asRational) == (1...20).map { Rational($0) })
    // Perturbed by 2^-23 at x^19, as in Wilkinson: ten real roots remain.
    let perturbed = polynomial * P(constant: 8_388_608) - P(monomial: 1, degree: 19)
    Self.expectIsolated(perturbed, count: 10, bits: 200)
  }

  @Test func chebyshev() {
    var (previous, current): (P, P) = (1, .variable)
    for degree in 2...24 {
      (previous, current) = (current, P([0, 2]) * current - previous)
      if degree % 4 == 0 || degree == 23 { Self.expectIsolated(current, count: degree, bits: 100) }
    }
    #expect(current.budanFourierCount(above: -1, through: 1) == 24)
    #expect(current.realRootCount(above: 0, through: 1) == 12)
  }

  @Test func mignotteHasTwoCloseRoots() {
    // x^9 - 2 (10^6 x - 1)^2: two roots within 10^-33 of 10^-6.
    let polynomial = P(monomial: 1, degree: 9) - P(2) * P([-1, 1_000_000]).squared()
    Self.expectIsolated(polynomial, count: 3, bits: 150)
    let roots = polynomial.realRoots.map(\.root)
    #expect(roots[0] < roots[1] && roots[1] < roots[2])
    #expect(roots[0].compared(to: Rational(1, 1_000_000)) < 0)
    #expect(roots[1].compared(to: Rational(1, 1_000_000)) > 0)
  }

  @Test func degenerateInputs() {
    #expect(P(7).realRoots.isEmpty)
    #expect(P([1, 0, 1]).realRoots.isEmpty)
    #expect(P([1, 0, 0, 0, 5]).realRoots.isEmpty)
    #expect(P.variable.realRoots.map(\.root) == [0])
    #expect(P([0, 0, 0, 4]).realRoots.map(\.multiplicity) == [3])
    #expect(
      realRoots(of: Polynomial<Rational>([Rational(-1, 3), Rational(5, 7)])).map(\.root.asRational) == [
        Rational(7, 15)
      ])
    let mixed = P([-2, 0, 1]).power(3) * P([-1, 1]).power(2) * P([1, 0, 1])
    #expect(mixed.realRoots.map(\.multiplicity) == [3, 2, 3])
    #expect(mixed.distinctRealRootCount(above: -2, through: 1) == 2)
    #expect(mixed.realRootCount(above: -2, through: 1) == 5)
    #expect(mixed.realRootCount(above: 1, through: 2) == 3)
  }

  @Test func randomPolynomialsAgreeWithSturm() {
    var generator = SeededGenerator(seed: 31)
    for round in 0..<150 {
      let degree = Int.random(in: 1...9, using: &generator)
      let polynomial = PolynomialTests.sample(degree: degree, range: round % 2 == 0 ? 4 : 1 << 50, &generator)
      let (low, high) = (Rational(-3, 2), Rational(Integer(Int.random(in: -3...9, using: &generator)), 4))
      let expected = sturmCount(polynomial, low, max(low, high))
      #expect(polynomial.distinctRealRootCount(above: low, through: max(low, high)) == expected)
      let total = polynomial.realRoots.count
      Self.expectIsolated(polynomial, count: total)
    }
  }

  /// Distinct roots in `(a, b]` by Sturm's theorem on the square-free part: independent of the code under test.
  private func sturmCount(_ polynomial: P, _ a: Rational, _ b: Rational) -> Int {
    var chain = [polynomial.squareFreePart.map { Rational($0) }]
    chain.append(chain[0].derivative)
    while !chain.last!.isZero { chain.append(-chain[chain.count - 2].divided(by: chain.last!).remainder) }
    func variations(_ x: Rational) -> Int {
      let signs = chain.map { $0.evaluated(at: x).signum() }.filter { $0 != 0 }
      return zip(signs, signs.dropFirst()).count { $0 != $1 }
    }
    return variations(a) - variations(b)
  }

  @Test func eigenvaluesOfSymmetricMatricesAreAllReal() {
    var generator = SeededGenerator(seed: 32)
    for n in [1, 2, 5, 8, 14] {
      let half = Matrix<Integer>(rows: n, columns: n) { _, _ in
        Integer(Int(truncatingIfNeeded: generator.next() >> 20)).power(3)
      }
      let polynomial = (half + half.transposed).characteristicPolynomial()
      Self.expectIsolated(polynomial, count: n, bits: 333)
    }
  }
}
