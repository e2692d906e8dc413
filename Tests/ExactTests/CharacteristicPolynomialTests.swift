import Exact
import Support
import Testing

@Suite struct CharacteristicPolynomialTests {
  /// Matrices of every kind that has broken a characteristic polynomial somewhere: empty, zero, identity, nilpotent,
  /// block-diagonal with repeats, singular, dense, with large entries.
  static func samples(_ generator: inout SeededGenerator) -> [Matrix<Integer>] {
    var samples: [Matrix<Integer>] = []
    for n in 0...6 {
      samples.append(Matrix(zero: n, n))
      samples.append(Matrix(identity: n))
      samples.append(Matrix(rows: n, columns: n) { i, j in j == i + 1 ? 1 : 0 })
      samples.append(Matrix(rows: n, columns: n) { i, j in i == j + 1 ? 1 : 0 })
      samples.append(Matrix(rows: n, columns: n) { _, _ in 1 })
      samples.append(Matrix(rows: n, columns: n) { i, j in i / 2 == j / 2 ? Integer(1 + (i + j) % 2) : 0 })
      for _ in 0..<3 {
        let range = [1, 5, 1 << 40].randomElement(using: &generator)!
        let dense = Matrix<Integer>(rows: n, columns: n) { _, _ in
          let value = Integer(Int.random(in: -range...range, using: &generator))
          return range > 5 ? value * value * value : value
        }
        samples.append(dense)
        samples.append(dense + dense.transposed)
      }
    }
    return samples
  }

  @Test func threeWaysAgree() {
    var generator = SeededGenerator(seed: 11)
    for matrix in Self.samples(&generator) {
      let polynomial = matrix.characteristicPolynomial()
      #expect(polynomial.degree == matrix.rows && polynomial.leadingCoefficient == 1)
      for method in CharacteristicPolynomialMethod.allCases {
        #expect(matrix.characteristicPolynomial(by: method) == polynomial, "\(method) on \(matrix.entries)")
      }
      if matrix.rows > 0 { #expect(polynomial[matrix.rows - 1] == -matrix.trace) }
      let rational = matrix.map { Rational($0, Integer(Int.random(in: 1...9, using: &generator))) }
      let expected = rational.characteristicPolynomial(by: .hessenberg)
      #expect(rational.characteristicPolynomial() == expected)
      #expect(rational.characteristicPolynomial(by: .berkowitz) == expected)
    }
  }

  @Test func cayleyHamilton() {
    var generator = SeededGenerator(seed: 12)
    for matrix in Self.samples(&generator) where matrix.rows <= 5 {
      var value = Matrix<Integer>(zero: matrix.rows, matrix.rows)
      for coefficient in matrix.characteristicPolynomial().coefficients.reversed() {
        value = value * matrix + Matrix(identity: matrix.rows).scaled(by: coefficient)
      }
      #expect(value == Matrix(zero: matrix.rows, matrix.rows))
    }
  }

  /// A symmetric matrix with prescribed spectrum: the polynomial is known in advance.
  @Test func knownSpectrumUnderSimilarity() {
    let roots: [Integer] = [0, 0, 0, 3, 3, -7, Integer(1).shiftedLeft(by: 80)]
    let n = roots.count
    var matrix = Matrix<Integer>(diagonal: roots, rows: n, columns: n)
    // Conjugation by elementary unimodular matrices: add row i to row j, subtract column j from column i.
    for (i, j, factor) in [(0, 3, 2), (3, 6, -1), (6, 1, 5), (2, 4, 1), (5, 0, -3), (1, 5, 7)] {
      let step = Matrix<Integer>(rows: n, columns: n) { r, c in
        r == c ? 1 : (r == j && c == i ? Integer(factor) : 0)
      }
      let back = Matrix<Integer>(rows: n, columns: n) { r, c in
        r == c ? 1 : (r == j && c == i ? Integer(-factor) : 0)
      }
      matrix = step * matrix * back
    }
    for method in CharacteristicPolynomialMethod.allCases {
      #expect(matrix.characteristicPolynomial(by: method) == Polynomial(roots: roots))
    }
  }

  @Test func polynomialEntries() {
    // det(X I - [[0, t], [t, 0]]) = X^2 - t^2 over the integers with t adjoined.
    let t = Polynomial<Integer>.variable
    let matrix = Matrix<Polynomial<Integer>>(rows: 2, columns: 2, entries: [0, t, t, 0])
    #expect(matrix.characteristicPolynomial() == Polynomial([-(t * t), 0, 1]))
  }
}
