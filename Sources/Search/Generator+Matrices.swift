// Generator+Matrices: matrices, symmetric ones, and rational orthogonal frames.

import Exact

extension Generator {
  /// A matrix with independent entries; 0 and, where it is square, the identity occur at every size. Shrinks to those, then entry by entry.
  public static func matrix<Scalar: CommutativeRing>(
    rows: Int, columns: Int, entries: Generator<Scalar>
  ) -> Generator where Value == Matrix<Scalar> {
    // Row by row, so that a smaller matrix drawn from the same seed is the upper left part of a larger one.
    let dense = Generator<[[Scalar]]>.array(of: .array(of: entries, count: columns), count: rows).map {
      Matrix(rows: rows, columns: columns, entries: $0.flatMap { $0 })
    }
    let zero = (weight: 1, generator: Generator.constant(Matrix(zero: rows, columns)))
    let identity = (weight: rows == columns ? 1 : 0, generator: Generator.constant(Matrix(identity: rows)))
    return frequency([zero, identity, (weight: 14, generator: dense)])
  }

  /// A symmetric matrix with independent entries on and above the diagonal.
  public static func symmetric<Scalar: CommutativeRing>(
    order: Int, entries: Generator<Scalar>
  ) -> Generator where Value == Matrix<Scalar> {
    Generator<[Scalar]>.array(of: entries, count: order * (order + 1) / 2).map { values in
      Matrix(rows: order, columns: order) { i, j in
        let (row, column) = (Swift.max(i, j), Swift.min(i, j))
        return values[row * (row + 1) / 2 + column]
      }
    }
  }

  /// Square matrices of one order, three at a time, as the laws of a ring need them.
  public static func squareMatrices<Scalar: CommutativeRing>(
    orders: ClosedRange<Int>, entries: Generator<Scalar>
  ) -> Generator where Value == (Matrix<Scalar>, Matrix<Scalar>, Matrix<Scalar>) {
    Generator<Int>.int(in: orders).flatMap { order in
      let matrices = Generator<Matrix<Scalar>>.matrix(rows: order, columns: order, entries: entries)
      return zip(matrices, matrices, matrices)
    }
  }
}

extension Generator where Value == [Int] {
  /// The numbers `0..<count` in any order; shrinks towards the order of size.
  public static func permutation(of count: Int) -> Generator {
    Generator { random, _ in
      // Which of the numbers left comes next (Lehmer's code): every code is a permutation, so shrinking cannot leave them.
      let code = (0..<count).map { i in
        ShrinkTree(random.index(below: count - i)) { Generator<Int>.towards(0, from: $0) }
      }
      return ShrinkTree<Int>.list(code, least: count).map { code in
        var left = Array(0..<count)
        return code.map { left.remove(at: $0) }
      }
    }
  }
}

extension Generator where Value == Matrix<Rational> {
  /// A permutation matrix with signs; shrinks towards the identity.
  public static func signedPermutation(order: Int) -> Generator {
    zip(Generator<[Int]>.permutation(of: order), Generator<[Bool]>.array(of: .bool, count: order)).map {
      permutation, negative in
      Matrix(rows: order, columns: order) { i, j in
        permutation[i] == j ? (negative[i] ? -1 : 1) : 0
      }
    }
  }

  /// An orthogonal matrix with rational entries: the identity, its negative, a reflection, a signed permutation, a Cayley transform, which has
  /// no eigenvalue -1, or the product of the last two, which may have any. Shrinks towards the identity.
  ///
  /// `entries` are those of the skew matrix; their denominators govern the size of the result.
  public static func orthogonal(
    order: Int, entries: Generator<Rational> = .rational(in: -3...3, largestDenominator: 4)
  ) -> Generator {
    let identity = Matrix<Rational>(identity: order)
    let cayley = Generator<[Rational]>.array(of: entries, count: order * (order - 1) / 2).map {
      Matrix.cayley(skew: $0, order: order)
    }
    let signed = Generator.signedPermutation(order: order)
    var reflection = identity
    if order > 0 { reflection[0, 0] = -1 }
    return frequency([
      (1, .constant(identity)), (1, .constant(reflection)), (1, .constant(-identity)), (1, signed),
      (3, cayley),
      (3, zip(signed, cayley).map { $0 * $1 }),
    ])
  }
}
