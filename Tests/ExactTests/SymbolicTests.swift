import Exact
import Support
import Testing

@Suite struct SparsePolynomialTests {
  typealias S = SparsePolynomial<Integer>

  static func sample(_ generator: inout SeededGenerator) -> S {
    S(
      terms: (0..<Int.random(in: 0...5, using: &generator)).map { _ in
        let exponents = (0..<3).map { _ in Int.random(in: 0...2, using: &generator) }
        return S.Term(Integer(Int.random(in: -3...3, using: &generator)), Monomial(exponents))
      })
  }

  @Test func ringLawsAndEvaluation() {
    var generator = SeededGenerator(seed: 71)
    for _ in 0..<200 {
      let (a, b, c) = (Self.sample(&generator), Self.sample(&generator), Self.sample(&generator))
      #expect(a + b == b + a && a * b == b * a)
      #expect((a + b) + c == a + (b + c) && (a * b) * c == a * (b * c))
      #expect(a * (b + c) == a * b + a * c)
      #expect(a - a == 0 && (a - b) + b == a && a + (-a) == 0)
      #expect(a * 1 == a && (a * 0).isZero)
      #expect((a * b).terms.allSatisfy { !$0.coefficient.isZero })
      let point = (0..<3).map { _ in Integer(Int.random(in: -9...9, using: &generator)) }
      #expect((a * b).evaluated(at: point) == a.evaluated(at: point) * b.evaluated(at: point))
      #expect((a + b).evaluated(at: point) == a.evaluated(at: point) + b.evaluated(at: point))
      var moved = point
      moved[1] = c.evaluated(at: point)
      #expect(a.substituting(c, for: 1).evaluated(at: point) == a.evaluated(at: moved))
      #expect((a * b).derivative(in: 2) == a.derivative(in: 2) * b + a * b.derivative(in: 2))
      #expect(S(terms: a.terms.shuffled(using: &generator)) == a)
      #expect((a + b).hashValue == (b + a).hashValue)
    }
  }

  @Test func termsHaveOneOrder() {
    let (x, s, t) = (S.variable(0), S.variable(1), S.variable(2))
    #expect((x * s * s * t).description == "(1)*x0*x1^2*x2")
    #expect((3 + t + x * x - s).description == "(1)*x0^2 + (-1)*x1 + (1)*x2 + (3)")
    #expect((x - x).description == "0")
    #expect((x + s).power(2)[Monomial([1, 1])] == 2)
    #expect((x * s + t).degree == 2 && S(0).degree == -1 && S(4).degree == 0)
  }

  /// The Vandermonde determinant as an identity of polynomials.
  @Test func vandermonde() {
    let x = (0..<4).map { S.variable($0) }
    let matrix = Matrix<S>(rows: 4, columns: 4) { i, j in x[i].power(j) }
    var product: S = 1
    for i in 0..<4 { for j in 0..<i { product *= x[i] - x[j] } }
    #expect(matrix.determinant() == product)
  }
}

@Suite struct JetTests {
  /// The derivatives of a polynomial by jets and by its formal derivatives.
  @Test func jetsDifferentiatePolynomials() {
    var generator = SeededGenerator(seed: 81)
    for _ in 0..<50 {
      let polynomial = SparsePolynomialTests.sample(&generator) * SparsePolynomialTests.sample(&generator)
      let point = (0..<3).map { _ in Integer(Int.random(in: -9...9, using: &generator)) }
      let hessian = Jet.hessian(at: point) { jets in
        polynomial.evaluated(at: jets) { Jet(value: $0) }
      }
      for i in 0..<3 {
        for j in 0..<3 {
          #expect(hessian[i, j] == polynomial.derivative(in: i).derivative(in: j).evaluated(at: point))
        }
      }
    }
  }

  @Test func jetsFormACommutativeRing() {
    var generator = SeededGenerator(seed: 82)
    func sample() -> Jet<Rational> {
      let parts = (0..<4).map { _ in Rational(Integer(Int.random(in: -5...5, using: &generator)), 3) }
      return Jet(value: parts[0], u: parts[1], v: parts[2], uv: parts[3])
    }
    for _ in 0..<100 {
      let (a, b, c) = (sample(), sample(), sample())
      #expect(a * b == b * a && (a * b) * c == a * (b * c) && a * (b + c) == a * b + a * c)
      #expect(a - a == 0 && (a - a).vanishes == .proved && a * 1 == a)
      if let inverse = a.reciprocal {
        #expect(inverse * a == 1 && b / a * a == b)
      } else {
        #expect(a.value.isZero)
      }
    }
  }

  @Test func jetsOfRationalFunctions() {
    // F = x / (1 + y^2): F_xy = -2y / (1 + y^2)^2, F_yy = x (6 y^2 - 2) / (1 + y^2)^3.
    let (x, y) = (Rational(3, 2), Rational(-1, 3))
    let hessian = Jet.hessian(at: [x, y]) { $0[0] / (1 + $0[1] * $0[1]) }
    let base = 1 + y * y
    #expect(hessian[0, 0] == 0)
    #expect(hessian[0, 1] == -2 * y / (base * base))
    #expect(hessian[1, 1] == x * (6 * y * y - 2) / (base * base * base))
  }
}
