// MatrixLaws: the algebra of square matrices over a commutative ring.

import Exact

/// The laws of square matrices of one order, about three of them: a ring with one that need not commute, transposition, trace, determinant.
///
/// `Generator.squareMatrices` draws three of the same order.
public struct MatrixLaws<Scalar: CommutativeRing & Equatable>: LawSuite {
  public typealias Triple = (Matrix<Scalar>, Matrix<Scalar>, Matrix<Scalar>)

  public init(over type: Scalar.Type = Scalar.self) {}

  public var laws: [Law<Triple>] {
    [
      Law("A + B = B + A, (A + B) + C = A + (B + C)") { a, b, c in
        a + b == b + a && (a + b) + c == a + (b + c)
      },
      Law("A + 0 = A, A - A = 0, A - B = A + -B") { a, b, _ in
        let zero = Matrix<Scalar>(zero: a.rows, a.rows)
        return a + zero == a && a - a == zero && a - b == a + -b
      },
      Law("(A B) C = A (B C)") { a, b, c in (a * b) * c == a * (b * c) },
      Law("I A = A = A I") { a, _, _ in
        let identity = Matrix<Scalar>(identity: a.rows)
        return identity * a == a && a * identity == a
      },
      Law("A (B + C) = A B + A C, (A + B) C = A C + B C") { a, b, c in
        a * (b + c) == a * b + a * c && (a + b) * c == a * c + b * c
      },
      Law("an entry of a product is the sum of products") { a, b, _ in
        a * b
          == Matrix(rows: a.rows, columns: a.rows) { i, j in
            (0..<a.rows).reduce(Scalar(0)) { $0 + a[i, $1] * b[$1, j] }
          }
      },
      Law("(A B)^T = B^T A^T, (A + B)^T = A^T + B^T") { a, b, _ in
        (a * b).transposed == b.transposed * a.transposed && (a + b).transposed == a.transposed + b.transposed
          && a.transposed.transposed == a
      },
      Law("tr (A B) = tr (B A), tr (A + B) = tr A + tr B") { a, b, _ in
        (a * b).trace == (b * a).trace && (a + b).trace == a.trace + b.trace
          && (a.transposed * a).trace == a.frobeniusNormSquared
      },
      Law("det (A B) = det A det B, det A^T = det A") { a, b, _ in
        (a * b).determinant() == a.determinant() * b.determinant()
          && a.transposed.determinant() == a.determinant()
      },
      Law("A is a root of det (X - A)") { a, _, _ in
        let polynomial = a.characteristicPolynomial()
        let value = polynomial.coefficients.reversed().reduce(Matrix<Scalar>(zero: a.rows, a.rows)) {
          $0 * a + Matrix(identity: a.rows).scaled(by: $1)
        }
        return polynomial.degree == a.rows && value == Matrix(zero: a.rows, a.rows)
      },
    ]
  }
}
