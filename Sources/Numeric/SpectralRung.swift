// SpectralRung: one level of the enclosure of all eigenvalues: split by a double decomposition, refine, certify, descend.

internal import CShims
import Exact

/// One enclosure of some eigenvalues that are neighbours in order.
struct EnclosedGroup {
  var interval: Interval
  var count: Int
}

/// The eigenvalues of `2^-scale matrix`, a symmetric matrix of integers.
struct SpectralRung {
  private let matrix: FlatMatrix
  private let scale: Int
  private let bits: Int

  /// - Parameter bits: the eigenvalues are wanted to about `2^-bits`.
  init(_ matrix: FlatMatrix, scale: Int, bits: Int) {
    self.matrix = matrix
    self.scale = scale
    self.bits = bits
  }

  /// Enclosures of all eigenvalues, ascending by index: the first holds the least `count` eigenvalues, and so on.
  ///
  /// The matrix is centred, `A = c I + 2^-scale N`, and N scaled to entries below one. When its norm is below the wish, one
  /// enclosure serves for all: this is where exact multiple eigenvalues end. Otherwise the trace of N is nearly zero and
  /// an entry is at least 1/2, so its eigenvalues spread and the double rung splits them; should it not, the hull of its
  /// enclosures is the answer.
  func enclosures() throws(VerificationError) -> [EnclosedGroup] {
    let order = matrix.rows
    if order == 0 { return [] }
    let trace = (0..<order).reduce(into: Integer(0)) { $0 += matrix[$1, $1] }
    let center = trace.floorDivided(by: Integer(order)).quotient
    let offset = Rational(mantissa: center, exponent: -scale)
    var centred = matrix.shifted(by: 0, bits: matrix.bitWidth + 1)
    centred.subtractFromDiagonal(center)
    let size = centred.bitWidth
    // Now A = offset + 2^(size - scale) B, where B = 2^-size centred has entries of magnitude at most 1.
    let wanted = bits + size - scale
    let unit = Rational(mantissa: 1, exponent: size - scale)
    if order == 1 {
      return [EnclosedGroup(interval: Interval(Rational(mantissa: matrix[0, 0], exponent: -scale)), count: 1)]
    }
    if wanted + order.bitSize <= 0 || centred.words.allSatisfy({ $0 == 0 }) {
      let norm = ScaledMatrix(integers: centred.integers, scale: scale).normBound
      return [EnclosedGroup(interval: Interval(center: offset, radius: norm), count: order)]
    }
    // Bits far below the wish are dropped: the floor moves a symmetric matrix by at most n units in norm.
    let drop = Swift.max(0, size - Swift.max(64, wanted + order.bitSize + 8))
    let rounding = drop == 0 ? 0 : Rational(mantissa: Integer(order), exponent: drop - size)
    let short = drop == 0 ? centred : centred.shifted(by: -drop, bits: size - drop + 1)
    let groups = try split(short, scale: size - drop, wanted: wanted)
    return groups.map {
      EnclosedGroup(
        interval: Interval(
          offset + unit * ($0.interval.lower - rounding), offset + unit * ($0.interval.upper + rounding)),
        count: $0.count)
    }
  }

  /// Gaps below this, relative to entries near one, do not separate groups.
  private static let threshold = -18

  private func split(_ matrix: FlatMatrix, scale: Int, wanted: Int) throws(VerificationError)
    -> [EnclosedGroup]
  {
    let order = matrix.rows
    // An entry is off by at most 2^-50 |entry| + 2^-1000 <= 2^-49.
    let guess = try CertifiedDecomposition(
      matrix.approximateDoubles(exponent: scale), order: order,
      error: Rational(mantissa: Integer(order), exponent: -49))
    let values = guess.values.map { Rational(exactly: $0)! }
    if guess.radius <= Rational(mantissa: 1, exponent: -wanted) {
      return values.map { EnclosedGroup(interval: Interval(center: $0, radius: guess.radius), count: 1) }
    }
    let least = Swift.max(Rational(mantissa: 1, exponent: Self.threshold), 64 * guess.radius)
    var groups: [Range<Int>] = []
    var smallestGap = Rational(1)
    var start = 0
    for i in 1...order {
      if i < order {
        let gap = values[i] - values[i - 1]
        if gap <= least { continue }
        smallestGap = Swift.min(smallestGap, gap)
      }
      groups.append(start..<i)
      start = i
    }
    guard groups.count > 1 else {
      let hull = Interval(values[0], values[order - 1]).widened(by: guess.radius)
      return [EnclosedGroup(interval: hull, count: order)]
    }
    let loss = smallestGap.denominator.bitWidth - smallestGap.numerator.bitWidth + order.bitSize
    let bits = Swift.max(64, (wanted + loss) / 2 + order.bitSize + 6)
    var refinement = SubspaceRefinement(matrix, scale: scale, guess: guess, groups: groups, bits: bits)
    refinement.run()
    return try certify(refinement, matrix, scale, groups, values, guess.radius, wanted)
  }

  private func certify(
    _ refinement: SubspaceRefinement, _ matrix: FlatMatrix, _ scale: Int, _ groups: [Range<Int>],
    _ values: [Rational], _ radius: Rational, _ wanted: Int
  ) throws(VerificationError) -> [EnclosedGroup] {
    let order = matrix.rows
    let bits = refinement.bits
    let basis = refinement.basis
    // Everything from here on is exact. Shifts lie on the grid 2^-grid, images A X - X c on 2^-(grid + bits).
    let grid = Swift.max(scale, bits)
    var blocks: [Matrix<Integer>] = []
    var centers: [Integer] = []
    for (index, group) in groups.enumerated() {
      let block = ScaledMatrix(integers: refinement.block(index), scale: refinement.fineBits)
        .rounded(to: bits).rescaled(to: grid).integers
      let center = block.trace.floorDivided(by: Integer(group.count)).quotient
      centers += Array(repeating: center, count: group.count)
      blocks.append(block - Matrix(identity: group.count).map { center * $0 })
    }
    let product = IntegerMatrixProduct.of(matrix, basis)
    let shifts = FlatMatrix(Matrix(rows: 1, columns: order, entries: centers))
    var image = FlatMatrix(
      zero: order, order,
      bits: Swift.max(product.bitWidth + grid - scale, shifts.bitWidth + basis.bitWidth) + 2)
    limbs_residual(
      &image.words, image.stride, product.words, product.stride, UInt(grid - scale), shifts.words,
      shifts.stride, basis.words, basis.stride, order, order)
    image = image.shifted(by: 0, bits: image.bitWidth)
    let lengths = basis.columnDots(with: basis)
    let moments = basis.columnDots(with: image)
    let squares = image.columnDots(with: image)
    var result: [EnclosedGroup] = []
    for (index, group) in groups.enumerated() {
      let gap = GroupGap(
        lower: group.lowerBound == 0 ? nil : values[group.lowerBound - 1] + radius,
        upper: group.upperBound == order ? nil : values[group.upperBound] - radius)
      let center = Rational(mantissa: centers[group.lowerBound], exponent: -grid)
      let coarse = EnclosedGroup(
        interval: Interval(values[group.lowerBound] - radius, values[group.upperBound - 1] + radius),
        count: group.count)
      if group.count == 1 {
        result.append(
          single(
            center, lengths[group.lowerBound], moments[group.lowerBound], squares[group.lowerBound],
            grid: grid, gap: gap, wanted: wanted) ?? coarse)
        continue
      }
      guard
        let reduced = ReducedGroup(
          basis: basis.columns(group), bits: bits, image: image.columns(group), imageBits: grid + bits,
          block: blocks[index], center: center, gap: gap, target: wanted)
      else {
        result.append(coarse)
        continue
      }
      let inner = try SpectralRung(reduced.matrix, scale: reduced.scale, bits: wanted + 1).enclosures()
      result += inner.map {
        EnclosedGroup(
          interval: Interval(
            reduced.center + $0.interval.lower - reduced.radius,
            reduced.center + $0.interval.upper + reduced.radius),
          count: $0.count)
      }
    }
    return result
  }

  /// One eigenvalue alone: its Rayleigh quotient `c + x^T y / x^T x` for `y = A x - c x`, and `e^2 <= y^T y / x^T x`.
  private func single(
    _ center: Rational, _ length: Integer, _ moment: Integer, _ square: Integer, grid: Int, gap: GroupGap,
    wanted: Int
  ) -> EnclosedGroup? {
    if length.isZero { return nil }
    // x^T y / x^T x is moment / length 2^-grid; it is rounded downward to a short grid, by less than a unit.
    let short = wanted + 16
    let shift = short - grid
    let quotient = (shift >= 0 ? moment.shiftedLeft(by: shift) : moment.shiftedRight(by: -shift))
      .floorDivided(by: length).quotient
    // Two floors move the value by less than two units, for a length of at least one.
    let unit = Rational(mantissa: 1, exponent: -short)
    let value = center + Rational(mantissa: quotient, exponent: -short)
    let squared = NormBound.quotientAbove(square, length) * Rational(mantissa: 1, exponent: -2 * grid)
    guard let radius = gap.radius(least: value, most: value + 2 * unit, squaredResidual: squared) else {
      return nil
    }
    return EnclosedGroup(interval: Interval(value - radius, value + 2 * unit + radius), count: 1)
  }
}

extension FlatMatrix {
  /// `sum_i a_ij b_ij` for every column j.
  func columnDots(with other: FlatMatrix) -> [Integer] {
    let bits = bitWidth + other.bitWidth + Swift.max(rows, 1).bitSize
    var sums = FlatMatrix(zero: 1, columns, bits: bits)
    limbs_column_dots(&sums.words, sums.stride, words, stride, other.words, other.stride, rows, columns)
    return (0..<columns).map { sums[0, $0] }
  }

  mutating func subtractFromDiagonal(_ value: Integer) {
    for i in 0..<rows {
      let entry = self[i, i] - value
      let start = (i * columns + i) * stride
      words.withUnsafeMutableBufferPointer {
        entry.writeTwosComplement(to: .init(rebasing: $0[start..<(start + stride)]))
      }
    }
  }
}
