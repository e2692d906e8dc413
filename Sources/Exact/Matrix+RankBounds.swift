// Matrix+RankBounds: proved bounds of the rank of an integer matrix, without elimination over the integers.

extension Matrix where Scalar == Integer {
  /// Proved bounds of the rank: below from images modulo primes, above from null vectors that were multiplied out.
  ///
  /// *Guarantee*: the rank lies in the range. The bounds agree when some prime keeps the rank and the null vectors with
  /// identity blocks at the free columns are short enough for the primes: numerators and denominators below about
  /// `2^(31 primes)`. The null vectors are independent by those blocks, and `A v = 0` is checked in exact arithmetic.
  /// *Cost*: `rank rows columns` word products a prime, and one exact product.
  public func rankBounds(primeLimit: Int = 8) -> ClosedRange<Int> {
    precondition(primeLimit >= 1, "rankBounds: \(primeLimit) primes")
    let full = Swift.min(rows, columns)
    if full == 0 { return 0...0 }
    let words = IntegerWords(entries)
    var images: [(modulus: WordModulus, echelon: ModularEchelon)] = []
    var taken = 0
    var wanted = 1
    while true {
      while taken < wanted {
        let modulus = WordPrimes.modulus(at: taken)
        let image = ModularEchelon(words, rows: rows, columns: columns, modulus: modulus)
        taken += 1
        // Primes that lose rank are dropped; one that shows more makes the earlier ones useless.
        if let best = images.first?.echelon, best.pivots != image.pivots {
          if best.pivots.count >= image.pivots.count { continue }
          images = []
        }
        images.append((modulus, image))
        if image.pivots.count == full { return full...full }
      }
      let rank = images[0].echelon.pivots.count
      if hasNullVectors(from: images) { return rank...rank }
      if wanted >= primeLimit { return rank...full }
      wanted = Swift.min(2 * wanted, primeLimit)
    }
  }

  /// Whether the candidates of the images, which share their pivots, are null vectors: all of them, exactly.
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
