import Exact
import PropertyTesting
import Support
import Testing

@Suite struct EliminationTests {
  /// A rational matrix of the given rank (product of random factors), with a few zero rows when `sparse`.
  static func sample(
    _ rows: Int, _ columns: Int, rank: Int, _ generator: inout SeededGenerator
  ) -> Matrix<Rational> {
    func random(_ rows: Int, _ columns: Int) -> Matrix<Rational> {
      Matrix(rows: rows, columns: columns) { _, _ in
        let numerator = Integer(Int.random(in: -6...6, using: &generator))
        return Rational(numerator, Integer(Int.random(in: 1...4, using: &generator)))
      }
    }
    return random(rows, rank) * random(rank, columns)
  }

  @Test func lawsOfMatrices() {
    check(MatrixLaws(), .squareMatrices(orders: 0...4, entries: Generator<Rational>.rational()), count: 100)
    check(
      MatrixLaws(), .squareMatrices(orders: 0...4, entries: Generator<Integer>.integer(bits: 70)), count: 100)
    let jets = zip(.rational(), .rational()).map { Jet<Rational>(value: $0, u: $1) }
    check(MatrixLaws(), .squareMatrices(orders: 1...3, entries: jets), count: 30)
  }

  @Test func determinants() {
    var generator = SeededGenerator(seed: 51)
    #expect(Matrix<Integer>(zero: 0, 0).determinant() == 1)
    #expect(Matrix<Rational>(zero: 0, 0).determinant() == 1)
    #expect(Matrix<Integer>(rows: 1, columns: 1, entries: [-7]).determinant() == -7)
    for n in 0...6 {
      for rank in Set([n, n, max(0, n - 1), 0]) {
        let a = Self.sample(n, n, rank: rank, &generator)
        let b = Self.sample(n, n, rank: n, &generator)
        #expect(a.determinant() == a.determinant(by: .berkowitz))
        #expect((a * b).determinant() == a.determinant() * b.determinant())
        #expect(a.transposed.determinant() == a.determinant())
        if rank < n { #expect(a.determinant() == 0) }
        let integers = a.clearedDenominators.numerator
        #expect(integers.determinant() == integers.determinant(by: .berkowitz))
      }
    }
    // A permutation with a zero leading minor at every step but the last.
    let cycle = Matrix<Integer>(rows: 5, columns: 5) { i, j in (i + 1) % 5 == j ? 1 : 0 }
    #expect(cycle.determinant() == 1)
    #expect(Matrix<Integer>(rows: 4, columns: 4) { i, j in (i + 1) % 4 == j ? 1 : 0 }.determinant() == -1)
  }

  @Test func rankAndNullspace() throws {
    var generator = SeededGenerator(seed: 52)
    for rows in 0...5 {
      for columns in 0...5 {
        for rank in 0...min(rows, columns) {
          let a = Self.sample(rows, columns, rank: rank, &generator)
          let basis = a.nullspaceBasis()
          #expect(a.rank() <= rank && a.rank() + basis.count == columns)
          #expect(a.rank() == a.transposed.rank())
          for vector in basis { #expect(a.applied(to: vector).allSatisfy { $0.isZero }) }
          let stacked = Matrix(rows: basis.count, columns: columns) { basis[$0][$1] }
          #expect(stacked.rank() == basis.count)
          #expect(a.clearedDenominators.numerator.rank() == a.rank())
          // The elimination over any field, reached through jets without derivatives, agrees.
          let jets = a.map { Jet(value: $0) }
          let (jetRank, jetBasis) = (try jets.rank(), try jets.nullspaceBasis())
          #expect(jetRank == a.rank() && jetBasis.map { $0.map(\.value) } == basis)
        }
      }
    }
  }

  @Test func solutionsAndInverses() throws {
    var generator = SeededGenerator(seed: 53)
    for n in 0...6 {
      for rank in [n, max(0, n - 1)] {
        let a = Self.sample(n, n, rank: rank, &generator)
        let right = Self.sample(n, 3, rank: 3, &generator)
        if a.determinant().isZero {
          #expect(a.inverse() == nil && a.solve(right) == nil)
          let none = try a.map { Jet(value: $0) }.inverse()
          #expect(none == nil)
        } else {
          let inverse = try #require(a.inverse())
          #expect(a * inverse == Matrix(identity: n) && inverse * a == Matrix(identity: n))
          #expect(a.solve(right) == inverse * right)
          let jets = try a.map { Jet(value: $0) }.inverse()
          #expect(jets?.map(\.value) == inverse)
        }
      }
    }
  }

  /// A pivot must be invertible, not just non-zero: over jets a nilpotent entry is no pivot and no proof of singularity.
  @Test func nilpotentEntriesAreUndecided() throws {
    let nilpotent = Jet<Rational>(value: 0, u: 1)
    #expect(nilpotent.reciprocal == nil && nilpotent.vanishes == .refuted)
    let single = Matrix<Jet<Rational>>(rows: 1, columns: 1, entries: [nilpotent])
    #expect(throws: VerificationError.self) { try single.inverse() }
    #expect(throws: VerificationError.self) { try single.rank() }
    let regular = Matrix<Jet<Rational>>(rows: 2, columns: 2, entries: [nilpotent, 1, 1, nilpotent])
    let inverse = try #require(try regular.inverse())
    #expect(regular * inverse == Matrix(identity: 2))
    let column = Matrix<Jet<Rational>>(
      rows: 3, columns: 3, entries: [0, 1, 2, 3, 0, nilpotent, nilpotent, 1, 1])
    let polynomial = try column.characteristicPolynomialByHessenberg()
    #expect(polynomial == column.characteristicPolynomial())
  }
}

@Suite struct InertiaTests {
  @Test func inertiaIsInvariantUnderCongruence() {
    var generator = SeededGenerator(seed: 61)
    for negative in 0...2 {
      for zero in 0...2 {
        for positive in 0...2 {
          let expected = Inertia(negative: negative, zero: zero, positive: positive)
          let n = negative + zero + positive
          var signs = [Rational](repeating: -3, count: negative) + Array(repeating: 0, count: zero)
          signs += Array(repeating: Rational(1, 2), count: positive)
          let diagonal = Matrix(diagonal: signs, rows: n, columns: n)
          var transform: Matrix<Rational>
          repeat {
            transform = EliminationTests.sample(n, n, rank: n, &generator)
          } while transform.determinant().isZero
          let matrix = transform * diagonal * transform.transposed
          expectInertia(expected, of: matrix)
        }
      }
    }
  }

  @Test func zeroDiagonals() {
    // Hollow matrices have no pivot of order one at the start.
    let hollow = Matrix<Rational>(rows: 4, columns: 4) { i, j in i == j ? 0 : 1 }
    expectInertia(Inertia(negative: 3, zero: 0, positive: 1), of: hollow)
    let exchange = Matrix<Rational>(rows: 6, columns: 6) { i, j in i + j == 5 ? Rational(2, 7) : 0 }
    expectInertia(Inertia(negative: 3, zero: 0, positive: 3), of: exchange)
    expectInertia(Inertia(negative: 0, zero: 3, positive: 0), of: Matrix(zero: 3, 3))
    expectInertia(Inertia(negative: 0, zero: 0, positive: 0), of: Matrix(zero: 0, 0))
    var last = Matrix<Rational>(zero: 5, 5)
    last[4, 1] = -1
    last[1, 4] = -1
    expectInertia(Inertia(negative: 1, zero: 3, positive: 1), of: last)
  }

  @Test func randomSymmetricMatrices() {
    var generator = SeededGenerator(seed: 62)
    for round in 0..<60 {
      let n = Int.random(in: 1...7, using: &generator)
      let range = round % 2 == 0 ? 1 : 1000
      var matrix = Matrix<Rational>(zero: n, n)
      for i in 0..<n {
        for j in 0...i where i != j || round % 3 != 0 {
          matrix[i, j] = Rational(
            Integer(Int.random(in: -range...range, using: &generator)), Integer(1 + round % 5))
          matrix[j, i] = matrix[i, j]
        }
      }
      let polynomial = matrix.characteristicPolynomial()
      expectInertia(Inertia(realRooted: polynomial)!, of: matrix)
      let roots = polynomial.realRoots
      let inertia = matrix.inertia()
      #expect(roots.reduce(0) { $0 + ($1.root < 0 ? $1.multiplicity : 0) } == inertia.negative)
      #expect(roots.reduce(0) { $0 + $1.multiplicity } == n)
    }
  }

  private func expectInertia(_ expected: Inertia, of matrix: Matrix<Rational>) {
    let factorisation = matrix.symmetricFactorisation()
    #expect(factorisation.inertia == expected && matrix.inertia() == expected)
    #expect(factorisation.reproduces(matrix))
    #expect(Inertia(realRooted: matrix.characteristicPolynomial()) == expected)
    // A certificate does not fit another matrix.
    if matrix.rows > 0 {
      var damaged = matrix
      damaged[0, 0] += 1
      #expect(!factorisation.reproduces(damaged))
    }
  }

  /// Every part of a certificate is checked: damage to any of them is refused.
  @Test func damagedCertificatesAreRefused() {
    let matrix = Matrix<Rational>(rows: 4, columns: 4) { i, j in i == j && i < 2 ? 0 : Rational(i * j + 1) }
    let good = matrix.symmetricFactorisation()
    func rebuilt(
      permutation: [Int]? = nil, lower: Matrix<Rational>? = nil, diagonal: Matrix<Rational>? = nil,
      inertia: Inertia? = nil
    ) -> SymmetricFactorisation {
      SymmetricFactorisation(
        permutation: permutation ?? good.permutation, lower: lower ?? good.lower,
        diagonal: diagonal ?? good.diagonal, inertia: inertia ?? good.inertia)
    }
    #expect(rebuilt().reproduces(matrix))
    #expect(!rebuilt(permutation: [0, 0, 1, 2]).reproduces(matrix))
    #expect(!rebuilt(permutation: [0, 1, 2]).reproduces(matrix))
    #expect(!rebuilt(inertia: Inertia(negative: 0, zero: 0, positive: 4)).reproduces(matrix))
    #expect(!rebuilt(lower: Matrix(zero: 3, 3)).reproduces(matrix))
    for i in 0..<4 {
      for j in 0..<4 {
        var (lower, diagonal) = (good.lower, good.diagonal)
        lower[i, j] += 1
        diagonal[i, j] += 1
        #expect(!rebuilt(lower: lower).reproduces(matrix))
        #expect(!rebuilt(diagonal: diagonal).reproduces(matrix))
      }
    }
    // The matrix itself as D with L = 1 is a true product but no block diagonal, so it shows no inertia.
    let trivial = rebuilt(permutation: [0, 1, 2, 3], lower: Matrix(identity: 4), diagonal: matrix)
    #expect(!trivial.reproduces(matrix))
  }

  @Test func complexRootsAreNoticed() {
    #expect(Inertia(realRooted: Polynomial<Integer>([1, 0, 1])) == nil)
    #expect(Inertia(realRooted: Polynomial<Integer>(5)) == Inertia(negative: 0, zero: 0, positive: 0))
  }
}
