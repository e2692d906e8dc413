// Matrix+Inertia: numbers of negative, zero and positive eigenvalues, exactly, with a certificate.

/// The numbers of negative, zero and positive eigenvalues of a symmetric matrix.
public struct Inertia: Sendable, Hashable {
  public var negative: Int
  public var zero: Int
  public var positive: Int

  public init(negative: Int, zero: Int, positive: Int) {
    self.negative = negative
    self.zero = zero
    self.positive = positive
  }

  /// The counts of roots of a polynomial all of whose roots are real, with multiplicity, by Descartes' sign changes.
  ///
  /// Guarantee: exact when all roots are real, which is the caller's hypothesis (the characteristic polynomial of a
  /// symmetric matrix). Nil is a proof that some root is not real. The zero polynomial is misuse.
  public init?(realRooted polynomial: Polynomial<Integer>) {
    let zero = polynomial.orderAtZero
    let positive = polynomial.signVariations
    let negative = polynomial.reflected.signVariations
    guard negative + zero + positive == polynomial.degree else { return nil }
    self.init(negative: negative, zero: zero, positive: positive)
  }

  /// The same for a polynomial over the rationals.
  public init?(realRooted polynomial: Polynomial<Rational>) {
    self.init(realRooted: polynomial.clearedDenominators.numerator)
  }
}

/// A congruence `P A P^T = L D L^T` that shows the inertia of a symmetric matrix (Sylvester's law).
///
/// L is unit lower triangular and D block diagonal with blocks of order one, and of order two `[0 b; b 0]` with `b != 0`,
/// which have one eigenvalue of each sign. A checker needs one exact product and a look at D.
public struct SymmetricFactorisation: Sendable, Hashable {
  /// Row i of `P A P^T` is row `permutation[i]` of A.
  public let permutation: [Int]
  public let lower: Matrix<Rational>
  public let diagonal: Matrix<Rational>
  public let inertia: Inertia

  /// A factorisation as read from a certificate: nothing is assumed of it until `reproduces` has checked it.
  public init(permutation: [Int], lower: Matrix<Rational>, diagonal: Matrix<Rational>, inertia: Inertia) {
    self.permutation = permutation
    self.lower = lower
    self.diagonal = diagonal
    self.inertia = inertia
  }

  /// Whether `P A P^T = L D L^T` holds with L and D of the stated form and the stated inertia: every part is checked.
  public func reproduces(_ matrix: Matrix<Rational>) -> Bool {
    let n = matrix.rows
    guard matrix.isSquare, permutation.sorted() == Array(0..<n),
      lower.rows == n, lower.columns == n, diagonal.rows == n, diagonal.columns == n
    else { return false }
    for i in 0..<n {
      if lower[i, i] != 1 { return false }
      for j in stride(from: i + 1, to: n, by: 1) where !lower[i, j].isZero { return false }
    }
    return Self.inertia(ofBlocks: diagonal) == inertia
      && lower * diagonal * lower.transposed == matrix.submatrix(rows: permutation, columns: permutation)
  }

  /// The inertia of a block diagonal matrix of the stated form, nil for any other.
  private static func inertia(ofBlocks diagonal: Matrix<Rational>) -> Inertia? {
    let n = diagonal.rows
    var inertia = Inertia(negative: 0, zero: 0, positive: 0)
    for i in 0..<n {
      let partners = (0..<n).filter { $0 != i && !(diagonal[i, $0].isZero && diagonal[$0, i].isZero) }
      if partners.isEmpty {
        switch diagonal[i, i].signum() {
        case -1: inertia.negative += 1
        case 0: inertia.zero += 1
        default: inertia.positive += 1
        }
        continue
      }
      guard partners.count == 1, abs(partners[0] - i) == 1, diagonal[i, i].isZero,
        diagonal[i, partners[0]] == diagonal[partners[0], i]
      else { return nil }
      if partners[0] > i {
        inertia.negative += 1
        inertia.positive += 1
      }
    }
    return inertia
  }
}

extension Matrix where Scalar == Rational {
  /// The inertia of a symmetric matrix, exactly.
  public func inertia() -> Inertia { eliminated(keepsFactors: false).inertia }

  /// The factorisation `P A P^T = L D L^T` of a symmetric matrix, exactly, singular or not.
  ///
  /// Method: fraction-free symmetric elimination on the integer matrix `d A`. What remains after some steps is `S / delta`
  /// with S integral (bordered minors) and delta the minor eliminated so far. A diagonal entry p of S gives the pivot
  /// `p / delta`; when all vanish an entry b off the diagonal gives the block `[0 b; b 0] / delta`. [Bareiss 1968;
  /// Bunch, Parlett 1971] Cost: `n^3 / 3` steps on integers no longer than the largest minor.
  public func symmetricFactorisation() -> SymmetricFactorisation { eliminated(keepsFactors: true) }

  /// Without `keepsFactors` only the inertia of the result means anything.
  private func eliminated(keepsFactors: Bool) -> SymmetricFactorisation {
    precondition(isSquare && isSymmetric, "inertia of a \(shape) matrix that is not symmetric")
    var elimination = SymmetricElimination(self, keepsFactors: keepsFactors)
    elimination.run()
    return elimination.result
  }
}

/// The running state of the elimination; rows and columns before `step` are done.
private struct SymmetricElimination {
  private let order: Int
  private let denominator: Integer
  private let keepsFactors: Bool
  private var remaining: Matrix<Integer>
  private var delta: Integer = 1
  private var step = 0
  private var permutation: [Int]
  private var lower: Matrix<Rational>
  private var diagonal: Matrix<Rational>
  private var inertia = Inertia(negative: 0, zero: 0, positive: 0)

  init(_ matrix: Matrix<Rational>, keepsFactors: Bool) {
    self.keepsFactors = keepsFactors
    (remaining, denominator) = matrix.clearedDenominators
    order = matrix.rows
    permutation = Array(0..<order)
    lower = Matrix(identity: order)
    diagonal = Matrix(zero: order, order)
  }

  var result: SymmetricFactorisation {
    SymmetricFactorisation(permutation: permutation, lower: lower, diagonal: diagonal, inertia: inertia)
  }

  mutating func run() {
    while step < order {
      let pivots = (step..<order).filter { !remaining[$0, $0].isZero }
      if let pivot = pivots.min(by: { remaining[$0, $0].bitWidth < remaining[$1, $1].bitWidth }) {
        exchange(pivot, step)
        eliminateOne()
      } else if let (i, j) = firstEntryBelowDiagonal() {
        exchange(j, step)
        exchange(i, step + 1)
        eliminateTwo()
      } else {
        inertia.zero += order - step
        return
      }
    }
  }

  /// The place `(i, j)`, `i > j`, of a non-zero entry that remains.
  private func firstEntryBelowDiagonal() -> (Int, Int)? {
    for j in step..<order {
      for i in stride(from: j + 1, to: order, by: 1) where !remaining[i, j].isZero { return (i, j) }
    }
    return nil
  }

  private mutating func exchange(_ a: Int, _ b: Int) {
    if a == b { return }
    remaining.swapRows(a, b)
    remaining.swapColumns(a, b)
    permutation.swapAt(a, b)
    for k in 0..<step { (lower[a, k], lower[b, k]) = (lower[b, k], lower[a, k]) }
  }

  /// S'_ij = (p S_ij - S_ik S_jk) / delta, delta' = p, and column k of L is S_ik / p.
  private mutating func eliminateOne() {
    let k = step
    let pivot = remaining[k, k]
    if pivot.signum() * delta.signum() < 0 { inertia.negative += 1 } else { inertia.positive += 1 }
    if keepsFactors {
      diagonal[k, k] = Rational(pivot, delta * denominator)
      for i in stride(from: k + 1, to: order, by: 1) { lower[i, k] = Rational(remaining[i, k], pivot) }
    }
    for i in stride(from: k + 1, to: order, by: 1) {
      let factor = -remaining[i, k]
      for j in (k + 1)...i {
        var entry = pivot * remaining[i, j]
        entry.addProduct(factor, remaining[j, k])
        set(i, j, entry.exactlyDivided(by: delta))
      }
    }
    delta = pivot
    step += 1
  }

  /// With u and v the two columns below the block: S''_ij = (b (u_i v_j + v_i u_j) - b^2 S_ij) / delta^2,
  /// delta'' = -b^2 / delta, and the columns of L are v / b and u / b.
  private mutating func eliminateTwo() {
    let (k, l) = (step, step + 1)
    let b = remaining[l, k]
    inertia.negative += 1
    inertia.positive += 1
    if keepsFactors {
      diagonal[k, l] = Rational(b, delta * denominator)
      diagonal[l, k] = diagonal[k, l]
      for i in stride(from: l + 1, to: order, by: 1) {
        lower[i, k] = Rational(remaining[i, l], b)
        lower[i, l] = Rational(remaining[i, k], b)
      }
    }
    let square = delta.squared()
    for i in stride(from: l + 1, to: order, by: 1) {
      for j in (l + 1)...i {
        var entry = remaining[i, k] * remaining[j, l]
        entry.addProduct(remaining[i, l], remaining[j, k])
        entry.addProduct(-b, remaining[i, j])
        set(i, j, (b * entry).exactlyDivided(by: square))
      }
    }
    delta = -b.squared().exactlyDivided(by: delta)
    step += 2
  }

  private mutating func set(_ i: Int, _ j: Int, _ value: Integer) {
    remaining[i, j] = value
    remaining[j, i] = value
  }
}
