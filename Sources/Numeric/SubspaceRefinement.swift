// SubspaceRefinement: approximate invariant subspaces of a symmetric matrix to any number of bits.
//
// Method      LAPACK's decomposition X0, D0 is kept as a preconditioner. With R = A X - X M, M block diagonal over groups of
//             eigenvalues, a step solves (D0 - d_j) c = - X0^T r_j outside the group of j, and puts
//               X' = X + D,  M' = M + E,  R' = R + A D - D M - X' E,    D = X0 C,  E = X0^T R inside the group.
//             D and E are short integers on a grid, so A D is a few exact calls of dgemm, and long numbers meet only short
//             ones. The error falls by about 2^-50 norm / gap a step: a dozen steps for 333 bits, whatever the order.
// Guarantee   None. What comes out is a guess with many digits; `GroupCertificate` proves what it is worth.
// References  [Ogita, Aishima 2018; 2019] for refinement of all vectors at once; here with the fixed inverse of [Wilkinson 1963].

internal import CLAPACK
internal import CShims
import Exact

/// The running state of the refinement of all groups at once.
struct SubspaceRefinement {
  private let order: Int
  /// The matrix is `2^-scale matrix`, its entries below 1 in magnitude.
  private let matrix: FlatMatrix
  private let scale: Int
  private let groups: [Range<Int>]
  private let groupOf: [Int]
  private let values: [Double]
  private let vectors: [Double]
  private let slices: SlicedMatrix
  private let shortWidth: Int

  /// The grid of the vectors, `2^-bits`.
  let bits: Int
  /// The grid of R and M.
  let fineBits: Int
  /// X, over `2^bits`.
  private(set) var basis: FlatMatrix
  /// R, over `2^fineBits`.
  private var residual: FlatMatrix
  /// The blocks of M of order one, over `2^fineBits`, one a column; zero where the group is larger.
  private var shifts: FlatMatrix
  /// The larger blocks of M, over `2^fineBits`, by group.
  private var blocks: [FlatMatrix?]

  /// The number of bits of a correction.
  private static let shortBits = 44

  init(
    _ matrix: FlatMatrix, scale: Int, guess: CertifiedDecomposition, groups: [Range<Int>], bits: Int
  ) {
    order = matrix.rows
    self.matrix = matrix
    self.scale = scale
    self.groups = groups
    groupOf = groups.enumerated().flatMap { Array(repeating: $0.offset, count: $0.element.count) }
    values = guess.values
    vectors = guess.vectors
    self.bits = bits
    fineBits = bits + 64
    // The first step hands in vectors of 51 bits.
    let widths = SlicedMatrix.widths(leftBits: matrix.bitWidth, rightBits: 51, inner: order)
    slices = SlicedMatrix(matrix, bits: matrix.bitWidth, width: widths.left)
    shortWidth = widths.right
    let room = order.bitSize + 8
    basis = FlatMatrix(zero: order, order, bits: bits + room)
    residual = FlatMatrix(zero: order, order, bits: fineBits + room)
    shifts = FlatMatrix(zero: 1, order, bits: fineBits + room)
    let blockBits = bits + 64 + room
    blocks = groups.map { $0.count == 1 ? nil : FlatMatrix(zero: $0.count, $0.count, bits: blockBits) }
    start()
  }

  /// X = X0, M = D0, R = A X - X M on their grids.
  private mutating func start() {
    let grid = 50 - order.bitSize
    let digits = values.map { ($0 * Double(1 << grid)).rounded() }
    var corrections = [Double](repeating: 0, count: order * order)
    for j in 0..<order { corrections[j * order + j] = digits[j] }
    addToBlocks(corrections, shift: fineBits - grid)
    addToBasis(vectors.map { ($0 * Double(1 << 50)).rounded() }, grid: 50)
  }

  /// The block of M for a group, over `2^fineBits`.
  func block(_ group: Int) -> Matrix<Integer> {
    blocks[group]?.integers
      ?? Matrix(rows: 1, columns: 1, entries: [shifts[0, groups[group].lowerBound]])
  }

  /// Steps until the grid is reached, or the residual stops falling.
  mutating func run() {
    var last = Int.max
    for _ in 0..<(bits / 4 + 8) {
      let size = step()
      // A correction below 2^-(bits - 28) leaves an error near the grid; one that hardly fell says that it will not.
      if size <= 28 - bits || size > last - 3 { return }
      last = size
    }
  }

  /// One step. Returns the exponent of the largest correction of X or M.
  private mutating func step() -> Int {
    let n = order
    let exponent = residual.bitWidth
    let leading = residual.approximateDoubles(exponent: exponent)
    let unit = exponent - fineBits
    var inBasis = [Double](toBeWritten: n * n)
    let m = Int32(n)
    cblas_dgemm(
      CblasRowMajor, CblasTrans, CblasNoTrans, m, m, m, 1, vectors, m, leading, m, 0, &inBasis, m)
    var inside = [Double](repeating: 0, count: n * n)
    for i in 0..<n {
      for j in 0..<n {
        let index = i * n + j
        if groupOf[i] == groupOf[j] {
          inside[index] = inBasis[index]
          inBasis[index] = 0
        } else {
          inBasis[index] /= values[j] - values[i]
        }
      }
    }
    var correction = [Double](toBeWritten: n * n)
    cblas_dgemm(
      CblasRowMajor, CblasNoTrans, CblasNoTrans, m, m, m, 1, vectors, m, inBasis, m, 0, &correction, m)
    let outer = Self.quantised(&correction, unit: unit, finest: bits)
    let inner = Self.quantised(&inside, unit: unit, finest: fineBits)
    // R' = R + A D - D M - (X + D) E, with the old M.
    addToBasis(correction, grid: outer.grid)
    subtractFromResidual(inside, grid: inner.grid)
    addToBlocks(inside, shift: fineBits - inner.grid)
    return Swift.max(outer.exponent, inner.exponent)
  }

  /// Turns `values 2^unit` into whole multiples of `2^-grid` of at most `shortBits` bits, `grid <= finest`.
  private static func quantised(_ values: inout [Double], unit: Int, finest: Int) -> (
    grid: Int, exponent: Int
  ) {
    let largest = values.reduce(0) { Swift.max($0, $1.magnitude) }
    guard largest > 0, largest.isFinite else {
      for index in values.indices { values[index] = 0 }
      return (finest, -finest - 1)
    }
    let exponent = Int(largest.exponent) + 1 + unit
    let grid = Swift.min(finest, shortBits - exponent)
    let shift = grid + unit
    if shift < -1000 {
      for index in values.indices { values[index] = 0 }
    } else {
      let factor = Double(sign: .plus, exponent: Swift.min(shift, 1000), significand: 1)
      // Adding and subtracting 1.5 2^52 rounds a number below 2^51 to an integer.
      let rounder = 0x1.8p52
      for index in values.indices { values[index] = (values[index] * factor + rounder) - rounder }
    }
    return (grid, exponent)
  }

  /// X += D, R += A D - D M for D on the grid `2^-grid`.
  private mutating func addToBasis(_ correction: [Double], grid: Int) {
    let n = order
    limbs_add_digits(&basis.words, basis.stride, basis.count, correction, bits - grid)
    let short = FlatMatrix(digits: correction, rows: n, columns: n)
    slices.addProduct(
      with: SlicedMatrix(short, bits: short.bitWidth, width: shortWidth), to: &residual,
      shift: fineBits - scale - grid)
    limbs_subtract_short_by_long(
      &residual.words, residual.stride, correction, shifts.words, shifts.stride, n, n, -grid)
    for (group, block) in zip(groups, blocks) {
      guard let block else { continue }
      subtract(short.columns(group), block, shift: -grid, from: group)
    }
  }

  /// R -= X E for E on the grid `2^-grid`.
  private mutating func subtractFromResidual(_ inside: [Double], grid: Int) {
    let n = order
    var diagonal = [Double](repeating: 0, count: n)
    for (group, block) in zip(groups, blocks) {
      guard block != nil else {
        diagonal[group.lowerBound] = inside[group.lowerBound * (n + 1)]
        continue
      }
      let digits = group.flatMap { i in group.map { j in inside[i * n + j] } }
      subtract(
        basis.columns(group), FlatMatrix(digits: digits, rows: group.count, columns: group.count),
        shift: fineBits - bits - grid, from: group)
    }
    limbs_subtract_long_by_short(
      &residual.words, residual.stride, basis.words, basis.stride, diagonal, n, n, fineBits - bits - grid)
  }

  /// R -= 2^shift (left right), in the columns of a group.
  private mutating func subtract(_ left: FlatMatrix, _ right: FlatMatrix, shift: Int, from group: Range<Int>)
  {
    let product = IntegerMatrixProduct.of(left, right)
    let moved = product.shifted(by: shift, bits: Swift.max(1, product.bitWidth + shift))
    residual.words.withUnsafeMutableBufferPointer { words in
      moved.words.withUnsafeBufferPointer { moving in
        for i in 0..<order {
          limbs_subtract(
            words.baseAddress! + (i * order + group.lowerBound) * residual.stride, residual.stride,
            moving.baseAddress! + i * group.count * moved.stride, moved.stride, group.count)
        }
      }
    }
  }

  /// M += E, given times `2^shift` on the grid of M.
  private mutating func addToBlocks(_ inside: [Double], shift: Int) {
    let n = order
    var diagonal = [Double](repeating: 0, count: n)
    for (index, group) in groups.enumerated() {
      if blocks[index] == nil {
        diagonal[group.lowerBound] = inside[group.lowerBound * (n + 1)]
      } else {
        let digits = group.flatMap { i in group.map { j in inside[i * n + j] } }
        limbs_add_digits(&blocks[index]!.words, blocks[index]!.stride, digits.count, digits, shift)
      }
    }
    limbs_add_digits(&shifts.words, shifts.stride, n, diagonal, shift)
  }
}
