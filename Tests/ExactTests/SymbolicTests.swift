import Exact
import PropertyTesting
import Testing

@Suite struct SparsePolynomialTests {
  typealias S = SparsePolynomial<Integer>

  static let polynomials: Generator<S> = {
    let monomial = Generator<[Int]>.array(of: .int(in: 0...2), count: 3)
    let term = zip(Generator<Int>.int(in: -3...3), monomial).map { S.Term(Integer($0), Monomial($1)) }
    return Generator<[S.Term]>.array(of: term, count: 0...5).map { S(terms: $0) }
  }()

  static let points = Generator<[Int]>.array(of: .int(in: -9...9), count: 3).map { $0.map { Integer($0) } }

  @Test func ringLaws() { check(RingLaws(), Self.polynomials) }

  @Test func evaluation() {
    forAll(Self.polynomials, Self.polynomials, Self.polynomials, Self.points) { a, b, c, point in
      var moved = point
      moved[1] = c.evaluated(at: point)
      return (a * b).evaluated(at: point) == a.evaluated(at: point) * b.evaluated(at: point)
        && (a + b).evaluated(at: point) == a.evaluated(at: point) + b.evaluated(at: point)
        && a.substituting(c, for: 1).evaluated(at: point) == a.evaluated(at: moved)
    }
    forAll(Self.polynomials, Self.polynomials, .permutation(of: 5)) { a, b, order in
      let shuffled = order.filter { $0 < a.terms.count }.map { a.terms[$0] }
      return (a * b).derivative(in: 2) == a.derivative(in: 2) * b + a * b.derivative(in: 2)
        && (a * b).terms.allSatisfy { !$0.coefficient.isZero } && S(terms: shuffled) == a
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
    typealias Sample = SparsePolynomialTests
    forAll(Sample.polynomials, Sample.polynomials, Sample.points, seed: 81, count: 50) { a, b, point in
      let polynomial = a * b
      let hessian = Jet.hessian(at: point) { jets in
        polynomial.evaluated(at: jets) { Jet(value: $0) }
      }
      return hessian
        == Matrix(rows: 3, columns: 3) { i, j in
          polynomial.derivative(in: i).derivative(in: j).evaluated(at: point)
        }
    }
  }

  @Test func jetsFormACommutativeRing() {
    let jets = zip(.rational(), .rational(), .rational(), .rational()).map {
      Jet<Rational>(value: $0, u: $1, v: $2, uv: $3)
    }
    check(RingLaws(), jets)
    check(FieldLaws(hasZeroDivisors: true), jets)
    forAll(jets) { ($0.reciprocal == nil) == $0.value.isZero }
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
