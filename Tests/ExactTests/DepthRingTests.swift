import Exact
import Support
import Testing

@Suite struct DepthRingTests {
  static let symbols: [DepthSymbol] = [.L, .s, .S, .t, .T, .x]

  static func polynomial(_ generator: inout SeededGenerator) -> DepthPolynomial {
    (0..<Int.random(in: 1...3, using: &generator)).reduce(0) { sum, _ in
      var term = DepthPolynomial(constant: Rational(Int.random(in: -3...3, using: &generator)))
      for symbol in symbols {
        term *= DepthPolynomial(symbol).power(Int.random(in: 0...1, using: &generator))
      }
      return sum + term
    }
  }

  static func sample(_ generator: inout SeededGenerator) -> DepthFraction {
    var below: DepthPolynomial = 0
    while below.isZero { below = polynomial(&generator) }
    return DepthFraction(polynomial(&generator), over: below)
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
    var generator = SeededGenerator(seed: 410)
    for _ in 0..<40 {
      let (a, b, c) = (Self.sample(&generator), Self.sample(&generator), Self.sample(&generator))
      #expect(a + b == b + a && a * b == b * a)
      #expect((a + b) + c == a + (b + c) && (a * b) * c == a * (b * c))
      #expect(a * (b + c) == a * b + a * c)
      #expect(a - a == 0 && a + -a == 0 && a * 1 == a)
      if let inverse = b.reciprocal { #expect(b * inverse == 1 && a / b * b == a) }
      #expect((a == b) == ((a - b).vanishes == .proved))
    }
  }

  /// The shift, evaluation and derivative agree with what they mean at a depth.
  @Test func shiftAndEvaluation() {
    var generator = SeededGenerator(seed: 411)
    for _ in 0..<40 {
      let (a, b) = (Self.sample(&generator), Self.sample(&generator))
      #expect((a * b).shifted == a.shifted * b.shifted && (a + b).shifted == a.shifted + b.shifted)
      let point: [DepthSymbol: Rational] = [.s: Rational(2, 3), .t: Rational(-5, 7), .x: 3]
      for depth in 0...4 {
        #expect(a.evaluated(depth: depth, point) == Self.direct(a, depth, point))
        #expect(a.shifted.evaluated(depth: depth, point) == Self.direct(a, depth + 1, point))
      }
      #expect(
        (a * b).derivative(in: .s) == a.derivative(in: .s) * b + a * b.derivative(in: .s))
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
    var generator = SeededGenerator(seed: 412)
    for _ in 0..<100 {
      let (a, b) = (Self.polynomial(&generator), Self.polynomial(&generator))
      if b.isZero { continue }
      #expect((a * b).dividedExactly(by: b) == a)
      if b.degree > 0 { #expect((a * b + 1).dividedExactly(by: b) == nil) }
    }
  }

  @Test func undefinedPoints() {
    let f = 1 / (DepthFraction(.s) - DepthFraction(.S))
    #expect(
      f.at(depth: 1) == nil && f.evaluated(depth: 2, [.s: 1]) == nil && f.evaluated(depth: 2, [:]) == nil)
    #expect(f.evaluated(depth: 2, [.s: 2]) == Rational(-1, 2))
  }
}
