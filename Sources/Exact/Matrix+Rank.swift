// Matrix+Rank: the rank of an integer matrix from images modulo primes, proved.
//
// Statement   Let r be the largest rank of A modulo some primes. Then rank A >= r, since a minor that does not vanish modulo p does
//             not vanish. And rank A = r when either
//             (1) there are n - r independent vectors with A v = 0, or
//             (2) the product of the primes exceeds every minor of order r + 1: all those minors vanish modulo every one
//             of the primes, hence modulo the product, hence they are zero. Hadamard bounds a minor by the product of
//             the r + 1 largest norms of rows, or of columns.

extension Matrix where Scalar == Integer {
  /// The rank, by images modulo primes: exact.
  ///
  /// *Cost*: `rank rows columns` word products a prime; one prime for full rank, few for short null vectors, and
  /// `(rank + 1) b / 62` at most, for rows of norm `2^b`.
  public func rankByImages() -> Int { rank(primeLimit: .max).lowerBound }

  /// Proved bounds of the rank from at most so many primes.
  public func rankBounds(primeLimit: Int) -> ClosedRange<Int> {
    precondition(primeLimit >= 1, "rankBounds: \(primeLimit) primes")
    return rank(primeLimit: primeLimit)
  }

  private func rank(primeLimit: Int) -> ClosedRange<Int> {
    let full = Swift.min(rows, columns)
    if full == 0 { return 0...0 }
    let words = IntegerWords(entries)
    let norms = [self, transposed].map(\.descendingRowNorms)
    var rank = -1
    var goal: Integer = 0
    var product: Integer = 1
    var images: [(modulus: WordModulus, echelon: ModularEchelon)] = []
    for index in 0..<primeLimit {
      let modulus = WordPrimes.modulus(at: index)
      // The first primes are asked for null vectors as well.
      let image = ModularEchelon(
        words, rows: rows, columns: columns, modulus: modulus, isReduced: index < Self.nullVectorPrimes)
      if image.pivots.count == full { return full...full }
      if image.pivots.count > rank {
        rank = image.pivots.count
        goal = norms.map { $0.prefix(rank + 1).reduce(1, *) }.min()!
        images = []
      }
      product *= Integer(modulus.prime)
      if product > goal { return rank...rank }
      if index >= Self.nullVectorPrimes { continue }
      if images.isEmpty || images[0].echelon.pivots == image.pivots { images.append((modulus, image)) }
      if (index + 1).nonzeroBitCount == 1, hasNullVectors(from: images) { return rank...rank }
    }
    return rank...full
  }

  /// Null vectors are looked for with 1, 2 and 4 primes: with parts up to about 31, 62 and 124 bits.
  private static var nullVectorPrimes: Int { 4 }

  /// Upper bounds of the Euclidean norms of the rows, largest first.
  private var descendingRowNorms: [Integer] {
    (0..<rows).map { i in
      var sum: Integer = 0
      for j in 0..<columns { sum.addProduct(self[i, j], self[i, j]) }
      return sum.floorSquareRoot() + 1
    }.sorted(by: >)
  }

  /// Whether the candidates of the images, which share their pivots, are null vectors: all of them, exactly. They are
  /// independent by the identity block at the free columns.
  private func hasNullVectors(from images: [(modulus: WordModulus, echelon: ModularEchelon)]) -> Bool {
    let remainder = ChineseRemainder(images.map(\.modulus))
    let reconstruction = RationalReconstruction(modulus: remainder.product)
    let echelon = images[0].echelon
    var vectors = Matrix(zero: columns, echelon.free.count)
    for (j, column) in echelon.free.enumerated() {
      let residues = echelon.pivots.indices.map { row in
        remainder.integer { images[$0].echelon.candidates[j][row] }
      }
      guard let (numerators, denominator) = reconstruction.vector(residues) else { return false }
      for (row, numerator) in zip(echelon.pivots, numerators) { vectors[row, j] = numerator }
      vectors[column, j] = denominator
    }
    return (self * vectors).entries.allSatisfy(\.isZero)
  }
}
