// ModularEchelon: reduced row echelon forms modulo a word prime, and rational numbers from residues.

/// The reduced row echelon form of an integer matrix modulo one prime.
///
/// *Guarantee*: `pivots.count` is at most the rank of the matrix: a minor that does not vanish modulo p does not vanish.
/// Nothing else is proved; the null vectors are candidates.
struct ModularEchelon {
  /// The columns of the pivots, ascending.
  let pivots: [Int]
  /// The other columns, ascending.
  let free: [Int]
  /// For the j-th free column, the plain residues of the entries at the pivots of the null vector with a one there.
  let candidates: [[UInt]]

  /// - Parameter isReduced: whether null vectors are wanted; without them the candidates are empty.
  /// *Cost*: `rank * rows * columns` word products, about half of it when not reduced.
  init(_ words: IntegerWords, rows: Int, columns: Int, modulus: WordModulus, isReduced: Bool) {
    var a = words.residues(modulo: modulus)
    var pivots: [Int] = []
    a.withUnsafeMutableBufferPointer { a in
      for column in 0..<columns where pivots.count < rows {
        let row = pivots.count
        guard let found = (row..<rows).first(where: { a[$0 * columns + column] != 0 }) else { continue }
        if found != row {
          for j in 0..<columns { a.swapAt(found * columns + j, row * columns + j) }
        }
        let inverse = modulus.inverse(of: a[row * columns + column])
        for j in column..<columns { a[row * columns + j] = modulus.multiply(a[row * columns + j], inverse) }
        for i in (isReduced ? 0 : row + 1)..<rows where i != row {
          let factor = a[i * columns + column]
          if factor == 0 { continue }
          for j in column..<columns {
            a[i * columns + j] = modulus.subtract(
              a[i * columns + j], modulus.multiply(factor, a[row * columns + j]))
          }
        }
        pivots.append(column)
      }
    }
    let isPivot = Set(pivots)
    let free = (0..<columns).filter { !isPivot.contains($0) }
    candidates = (isReduced ? free : []).map { column in
      pivots.indices.map { modulus.plain(modulus.negate(a[$0 * columns + column])) }
    }
    self.pivots = pivots
    self.free = free
  }
}

/// Fractions with small parts from their residues.
struct RationalReconstruction {
  private let modulus: Integer
  private let half: Integer
  /// The largest magnitude of numerators and denominators that the modulus determines.
  private let bound: Integer

  init(modulus: Integer) {
    self.modulus = modulus
    half = modulus.shiftedRight(by: 1)
    bound = half.floorSquareRoot()
  }

  /// A vector `numerators / denominator` with the given residues, of parts within the bound where it was needed; nil when
  /// there is none of that size. A candidate: the caller verifies it. [Wang 1981]
  func vector(_ residues: [Integer]) -> (numerators: [Integer], denominator: Integer)? {
    var numerators: [Integer] = []
    var denominator: Integer = 1
    for residue in residues {
      var value = (residue * denominator).floorDivided(by: modulus).remainder
      if value > half { value -= modulus }
      if value.magnitude <= bound {
        numerators.append(value)
        continue
      }
      guard let (numerator, factor) = fraction(value) else { return nil }
      numerators = numerators.map { $0 * factor }
      numerators.append(numerator)
      denominator *= factor
      if denominator > bound { return nil }
    }
    return (numerators, denominator)
  }

  private func fraction(_ value: Integer) -> (numerator: Integer, denominator: Integer)? {
    var (previous, current) = (modulus, value.floorDivided(by: modulus).remainder)
    var (previousFactor, factor): (Integer, Integer) = (0, 1)
    while current > bound {
      let (quotient, rest) = previous.floorDivided(by: current)
      (previous, current) = (current, rest)
      (previousFactor, factor) = (factor, previousFactor - quotient * factor)
    }
    if factor.isZero || factor.magnitude > bound { return nil }
    return factor.signum() < 0 ? (-current, -factor) : (current, factor)
  }
}
