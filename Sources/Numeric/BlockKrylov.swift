// BlockKrylov: approximate extreme eigenpairs of a symmetric operator known by its products with vectors. Guesses.

internal import CLAPACK
import Exact

/// The block Krylov space with full reorthogonalisation, and the Ritz pairs on it.
public struct BlockKrylov {
  public struct Pair: Sendable {
    public let value: Double
    public let vector: [Double]
    /// The estimated norm of the residual.
    public let residual: Double
  }

  private let order: Int
  private let product: ([Double]) throws -> [Double]
  private var basis: [Double] = []  // one vector a row
  // Row j: the products of basis vector j with the basis vectors up to its block's end.
  private var projected: [[Double]] = []
  private var random = SplitMix64(seed: 0x9E37_79B9_7F4A_7C15)

  /// Approximate eigenpairs: the `count` largest, and others of large magnitude that came along, largest value first.
  ///
  /// *Guarantee*: none. *Cost*: at most `basisLimit` products, `order basisLimit^2` operations, `order basisLimit` doubles.
  /// - Parameter progress: called with the number of products so far.
  public static func pairs(
    order: Int, count: Int, basisLimit: Int, progress: (Int) -> Void,
    product: @escaping ([Double]) throws -> [Double]
  ) throws -> [Pair] {
    var space = BlockKrylov(order: order, product: product)
    return try space.run(count: min(count, order), basisLimit: min(basisLimit, order), progress: progress)
  }

  private init(order: Int, product: @escaping ([Double]) throws -> [Double]) {
    (self.order, self.product) = (order, product)
  }

  private var size: Int { basis.count / max(order, 1) }

  private mutating func run(count: Int, basisLimit: Int, progress: (Int) -> Void) throws -> [Pair] {
    let width = min(max(count, 4), 48, basisLimit)
    append((0..<width).map { _ in randomVector() })
    var checkAt = min(basisLimit, count + 2 * width)
    while true {
      let start = projected.count
      let end = size
      var block: [Double] = []
      for j in start..<end { block += try product(Array(basis[(j * order)..<((j + 1) * order)])) }
      let height = end - start
      for pass in 0..<2 {
        let overlaps = projectOut(&block, height: height)
        if pass == 0 {
          for i in 0..<height { projected.append(Array(overlaps[(i * end)..<((i + 1) * end)])) }
        }
      }
      progress(end)
      let rest = (0..<height).map { Array(block[($0 * order)..<(($0 + 1) * order)]) }
      if end >= checkAt || end >= basisLimit {
        let pairs = try ritzPairs(last: start..<end, rest: rest, count: count)
        let scale = max(pairs.first?.value.magnitude ?? 0, pairs.last?.value.magnitude ?? 0)
        let converged = pairs.prefix(count).allSatisfy { $0.residual <= 1e-13 * scale }
        if end >= basisLimit || (converged && end >= count) { return pairs }
        checkAt = end + max(width, end / 4)
      }
      append(rest)
      if size == end { append((0..<min(width, basisLimit - end)).map { _ in randomVector() }) }
      if size == end { return try ritzPairs(last: start..<end, rest: rest, count: count) }
      if size > basisLimit { basis.removeLast((size - basisLimit) * order) }
    }
  }

  /// Subtracts from every row of `block` its part in the basis; gives the products with the basis vectors, row by row.
  private func projectOut(_ block: inout [Double], height: Int) -> [Double] {
    let (rows, m, n) = (Int32(height), Int32(size), Int32(order))
    var overlaps = [Double](repeating: 0, count: height * size)
    cblas_dgemm(
      CblasRowMajor, CblasNoTrans, CblasTrans, rows, m, n, 1, block, n, basis, n, 0, &overlaps, m)
    cblas_dgemm(
      CblasRowMajor, CblasNoTrans, CblasNoTrans, rows, n, m, -1, overlaps, m, basis, n, 1, &block, n)
    return overlaps
  }

  /// Adds the parts of the vectors that are new, orthonormalised.
  private mutating func append(_ vectors: [[Double]]) {
    let first = size
    for vector in vectors where size < order {
      let before = length(vector)
      if before == 0 { continue }
      // Against the vectors just added, then once more against all.
      let rest = orthogonalised(orthogonalised(vector, from: first))
      let after = length(rest)
      if after > 1e-10 * before && after > 1e-150 { basis += rest.map { $0 / after } }
    }
  }

  private func orthogonalised(_ vector: [Double], from first: Int = 0) -> [Double] {
    let count = size - first
    if count == 0 { return vector }
    var overlaps = [Double](repeating: 0, count: count)
    var result = vector
    basis.withUnsafeBufferPointer { basis in
      let rows = basis.baseAddress! + first * order
      cblas_dgemv(
        CblasRowMajor, CblasNoTrans, Int32(count), Int32(order), 1, rows, Int32(order), vector, 1, 0,
        &overlaps, 1)
      cblas_dgemv(
        CblasRowMajor, CblasTrans, Int32(count), Int32(order), -1, rows, Int32(order), overlaps, 1, 1,
        &result, 1)
    }
    return result
  }

  private func ritzPairs(last: Range<Int>, rest: [[Double]], count: Int) throws -> [Pair] {
    let m = projected.count
    let matrix = Matrix<Double>(rows: m, columns: m) { i, j in
      let (a, b) = (max(i, j), min(i, j))
      return projected[a][b]
    }
    let (values, vectors) = try SymmetricEigensolver.decomposition(of: matrix)
    /// What is left of the products of the last block says how far a Ritz pair is from an eigenpair.
    func residual(_ k: Int) -> Double {
      var sum = [Double](repeating: 0, count: order)
      for (i, row) in zip(last, rest) {
        let factor = vectors[i, k]
        for t in 0..<order { sum[t] += factor * row[t] }
      }
      return length(sum)
    }
    let byMagnitude = values.indices.sorted { values[$0].magnitude > values[$1].magnitude }
    let scale = values.map(\.magnitude).max() ?? 0
    let top = Set(values.indices.suffix(count))
    let further = byMagnitude.filter { !top.contains($0) }.prefix(count + 16)
    var pairs: [Pair] = []
    for k in values.indices.reversed() where top.contains(k) || further.contains(k) {
      let estimate = residual(k)
      if !top.contains(k) && estimate > 1e-12 * scale { continue }
      var vector = [Double](repeating: 0, count: order)
      let weights = (0..<m).map { vectors[$0, k] }
      cblas_dgemv(
        CblasRowMajor, CblasTrans, Int32(m), Int32(order), 1, basis, Int32(order), weights, 1, 0, &vector, 1)
      pairs.append(Pair(value: values[k], vector: vector, residual: estimate))
    }
    return pairs
  }

  private func length(_ vector: [Double]) -> Double { cblas_dnrm2(Int32(vector.count), vector, 1) }

  /// Entries in [-1, 1) from a fixed seed.
  private mutating func randomVector() -> [Double] {
    (0..<order).map { _ in Double(Int64(bitPattern: random.next())) * 0x1p-63 }
  }
}
