// BoundedMatrix: matrices of doubles with proved bounds of their distance from the real matrices they stand for.
//
// Statement   entries stand for A with ||entries - A||_F <= error and ||A||_2 <= norm; sums and products keep both true.
// Method      With e the error and s >= ||A||_2, ||B||_2 <= t:  ||fl(A' B') - A B||_F <= gamma_m ||A'||_F ||B'||_F + n^3 mu + (s + e_A) e_B + e_A t
//             for dgemm in any order of summation, fused or not, m = inner dimension + 2, u = 2^-53, mu = 2^-1074, where
//             gamma_m = m u / (1 - m u) <= m u (1 + 2^-20) for m < 2^32. A sum costs u ||fl||_F. Bounds are rationals rounded up to 64 bits.
//             Frobenius norms are sums of squares in chunks: at most c = chunk + chunks + 2 roundings, so the true sum is at most
//             fl (1 + c 2^-52) + n 2^-1074 for n entries.
// References  [Higham 2002, sections 3.1 and 3.5].

internal import CLAPACK
import Exact

/// A matrix of doubles and how far it can be from the matrix that is meant.
public struct BoundedMatrix: Sendable {
  public let rows: Int
  public let columns: Int
  /// Row by row, all finite.
  public let entries: [Double]
  /// `||entries - A||_F` at most.
  public let error: Rational
  /// `||A||_2` at most.
  public let norm: Rational
  /// `||entries||_F` at most.
  private let size: Rational

  /// *Errors*: `VerificationError.undecided` when an entry is not finite or a sum of squares overflows.
  public init(
    rows: Int, columns: Int, entries: [Double], error: Rational = 0, norm: Rational? = nil
  ) throws(VerificationError) {
    precondition(entries.count == rows * columns, "a \(rows)x\(columns) matrix from \(entries.count) entries")
    guard let squares = Self.squaresAbove(entries) else {
      throw .undecided("a product left the range of doubles", remedy: "use an exact method")
    }
    (self.rows, self.columns, self.entries, self.error) = (rows, columns, entries, error)
    size = NormBound.squareRootAbove(squares)
    let whole = NormBound.roundedUp(size + error)
    self.norm = norm.map { min($0, whole) } ?? whole
  }

  /// The nearest doubles of a rational matrix; what rounding moved is measured exactly.
  public init(_ matrix: Matrix<Rational>) throws(VerificationError) {
    var moved: Rational = 0
    var entries: [Double] = []
    entries.reserveCapacity(matrix.entries.count)
    for entry in matrix.entries {
      let value = entry.approximateDouble
      guard let exact = Rational(exactly: value) else {
        throw .undecided("an entry is beyond the range of doubles", remedy: "use an exact method")
      }
      if exact != entry { moved = NormBound.roundedUp(moved + (entry - exact).magnitude) }
      entries.append(value)
    }
    try self.init(rows: matrix.rows, columns: matrix.columns, entries: entries, error: moved)
  }

  /// The same matrix with a spectral norm bounded through `||A||^8 = ||(A^T A)^4|| <= ||(A^T A)^4||_F`.
  public func withSharperNorm() throws(VerificationError) -> BoundedMatrix {
    var power =
      try rows < columns ? times(self, transposed: (false, true)) : times(self, transposed: (true, false))
    for _ in 0..<2 { power = try power.times(power) }
    var bound = NormBound.roundedUp(power.size + power.error)
    for _ in 0..<3 { bound = NormBound.squareRootAbove(bound) }
    return try BoundedMatrix(
      rows: rows, columns: columns, entries: entries, error: error, norm: min(norm, bound))
  }

  /// `A B`, each factor transposed where asked for.
  public func times(
    _ other: BoundedMatrix, transposed: (Bool, Bool) = (false, false)
  ) throws(VerificationError) -> BoundedMatrix {
    let (height, inner) = transposed.0 ? (columns, rows) : (rows, columns)
    let (depth, width) = transposed.1 ? (other.columns, other.rows) : (other.rows, other.columns)
    precondition(inner == depth, "a product over \(inner) and \(depth)")
    var product = [Double](repeating: 0, count: height * width)
    if !product.isEmpty && inner > 0 {
      cblas_dgemm(
        CblasRowMajor, transposed.0 ? CblasTrans : CblasNoTrans, transposed.1 ? CblasTrans : CblasNoTrans,
        Int32(height), Int32(width), Int32(inner), 1, entries, Int32(columns), other.entries,
        Int32(other.columns), 0, &product, Int32(width))
    }
    let gamma = Rational(mantissa: Integer(inner + 3), exponent: -53)
    let underflow = Rational(mantissa: Integer(height) * Integer(width) * Integer(inner), exponent: -1074)
    let rounding = gamma * size * other.size + underflow
    let carried = (norm + error) * other.error + error * other.norm
    return try BoundedMatrix(
      rows: height, columns: width, entries: product, error: NormBound.roundedUp(rounding + carried),
      norm: NormBound.roundedUp(norm * other.norm))
  }

  /// `A + factor B` for a factor of 1 or -1.
  public func plus(_ other: BoundedMatrix, factor: Double = 1) throws(VerificationError) -> BoundedMatrix {
    precondition(rows == other.rows && columns == other.columns && factor.magnitude == 1, "a sum of shapes")
    var sum = entries
    for i in sum.indices { sum[i] += factor * other.entries[i] }
    let exact = try BoundedMatrix(rows: rows, columns: columns, entries: sum)
    let rounding = exact.size * Rational(mantissa: 1, exponent: -53)
    return try BoundedMatrix(
      rows: rows, columns: columns, entries: sum,
      error: NormBound.roundedUp(error + other.error + rounding), norm: NormBound.roundedUp(norm + other.norm)
    )
  }

  /// `||A||_F^2` at most.
  public var frobeniusSquaredAbove: Rational {
    let bound = size + error
    return NormBound.roundedUp(bound * bound)
  }

  /// An interval that holds `sum_ij A_ij B_ij`, for matrices of one shape.
  ///
  /// *Errors*: `VerificationError.undecided` when a sum overflows.
  public func innerProduct(with other: BoundedMatrix) throws(VerificationError) -> Interval {
    precondition(rows == other.rows && columns == other.columns, "an inner product of different shapes")
    var sums: [Double] = []
    for start in stride(from: 0, to: entries.count, by: Self.chunk) {
      var sum = 0.0
      for i in start..<min(start + Self.chunk, entries.count) { sum += entries[i] * other.entries[i] }
      sums.append(sum)
    }
    guard let total = Rational(exactly: sums.reduce(0, +)) else {
      throw .undecided("a sum left the range of doubles", remedy: "use an exact method")
    }
    let roundings = Rational(mantissa: Integer(Self.chunk + sums.count + 3), exponent: -53)
    let underflow = Rational(mantissa: Integer(entries.count), exponent: -1074)
    let radius =
      roundings * size * other.size + underflow + error * (other.size + other.error) + size * other.error
    return Interval(center: total, radius: NormBound.roundedUp(radius))
  }

  private static let chunk = 256

  private static func squaresAbove(_ entries: [Double]) -> Rational? {
    var total = 0.0
    entries.withUnsafeBufferPointer { entries in
      for start in stride(from: 0, to: entries.count, by: chunk) {
        var sum = 0.0
        for i in start..<min(start + chunk, entries.count) { sum += entries[i] * entries[i] }
        total += sum
      }
    }
    guard let exact = Rational(exactly: total) else { return nil }
    let roundings = Rational(mantissa: Integer(chunk + entries.count / chunk + 3), exponent: -52)
    return NormBound.roundedUp(
      exact * (1 + roundings) + Rational(mantissa: Integer(entries.count), exponent: -1074))
  }
}
