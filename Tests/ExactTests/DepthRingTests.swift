import Exact
import PropertyTesting
import Testing

@Suite struct DepthRingTests {
  static let symbols: [DepthSymbol] = [.L, .s, .S, .t, .T, .x]

  static let polynomials: Generator<DepthPolynomial> = {
    let exponents = Generator<[Int]>.array(of: .int(in: 0...1), count: symbols.count)
    let term = zip(Generator<Int>.int(in: -3...3), exponents).map { coefficient, exponents in
      zip(symbols, exponents).reduce(DepthPolynomial(constant: Rational(coefficient))) {
        $0 * DepthPolynomial($1.0).power($1.1)
      }
    }
    return Generator<[DepthPolynomial]>.array(of: term, count: 1...3).map { $0.reduce(0, +) }
  }()

  static let fractions = zip(polynomials, polynomials.filter { !$0.isZero }).map {
    DepthFraction($0, over: $1)
  }

  /// The value at a depth, computed from the terms with powers multiplied out.
  static func direct(_ fraction: DepthFraction, _ depth: Int, _ point: [DepthSymbol: Rational]) -> Rational? {
    func value(_ polynomial: DepthPolynomial) -> Rational {
      polynomial.terms.reduce(Rational(0)) { sum, term in
        var product = term.coefficient
        for symbol in DepthSymbol.allCases {
          for _ in 0..<term.monomial[symbol.number] {
            if symbol == .L {
              product *= Rational(depth)
            } else if let base = symbol.base {
              for _ in 0..<depth { product *= point[base]! }
            } else {
              product *= point[symbol]!
            }
          }
        }
        return sum + product
      }
    }
    let below = value(fraction.denominator)
    return below.isZero ? nil : value(fraction.numerator) / below
  }

  @Test func fieldLaws() {
    check(RingLaws(), Self.fractions, count: 40)
    check(FieldLaws(), Self.fractions, count: 40)
  }

  /// The shift, evaluation and derivative agree with what they mean at a depth.
  @Test func shiftAndEvaluation() {
    let point: [DepthSymbol: Rational] = [.s: Rational(2, 3), .t: Rational(-5, 7), .x: 3]
    forAll(Self.fractions, Self.fractions, count: 40) { a, b in
      (a * b).shifted == a.shifted * b.shifted && (a + b).shifted == a.shifted + b.shifted
        && (a * b).derivative(in: .s) == a.derivative(in: .s) * b + a * b.derivative(in: .s)
        && (0...4).allSatisfy { depth in
          a.evaluated(depth: depth, point) == Self.direct(a, depth, point)
            && a.shifted.evaluated(depth: depth, point) == Self.direct(a, depth + 1, point)
        }
    }
  }

  /// At each depth the derivative is that of the power.
  @Test func derivativeOfPowers() throws {
    let (s, S) = (DepthFraction(.s), DepthFraction(.S))
    let f = (S * S - 3 * S * s) / (1 + s)
    for depth in 1...6 {
      let derivative = try #require(f.derivative(in: .s).at(depth: depth))
      let plain = try #require(f.at(depth: depth)).derivative(in: .t)
      #expect(plain == 0)
      // A polynomial of s alone: differentiate numerator and denominator by the ordinary rule.
      let fixed = try #require(f.at(depth: depth))
      let (n, d) = (fixed.numerator, fixed.denominator)
      let number = DepthSymbol.s.number
      let ordinary = n.derivative(in: number) * d - n * d.derivative(in: number)
      #expect(derivative == DepthFraction(ordinary, over: d * d))
    }
  }

  @Test func exactDivision() {
    forAll(Self.polynomials, Self.polynomials, count: 100) { a, b in
      b.isZero
        || (a * b).dividedExactly(by: b) == a && (b.degree == 0 || (a * b + 1).dividedExactly(by: b) == nil)
    }
  }

  @Test func undefinedPoints() {
    let f = 1 / (DepthFraction(.s) - DepthFraction(.S))
    #expect(
      f.at(depth: 1) == nil && f.evaluated(depth: 2, [.s: 1]) == nil && f.evaluated(depth: 2, [:]) == nil)
    #expect(f.evaluated(depth: 2, [.s: 2]) == Rational(-1, 2))
  }
}
