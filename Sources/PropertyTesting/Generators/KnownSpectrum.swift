// KnownSpectrum: symmetric rational matrices whose eigenvalues are known.

import Exact
import Search

/// The matrix `Q diag(eigenvalues) Q^T` with a rational orthogonal `Q`.
public struct KnownSpectrum: Sendable {
  public let matrix: Matrix<Rational>
  /// The distinct eigenvalues in increasing order, with their multiplicities.
  public let eigenvalues: [(value: Rational, multiplicity: Int)]
  /// `Q`: its columns are eigenvectors, in the order of the eigenvalues.
  public let frame: Matrix<Rational>

  public init(eigenvalues: [(value: Rational, multiplicity: Int)], frame: Matrix<Rational>) {
    let diagonal = eigenvalues.flatMap { Array(repeating: $0.value, count: $0.multiplicity) }
    precondition(diagonal.count == frame.rows, "\(diagonal.count) eigenvalues in a \(frame.shape) frame")
    self.eigenvalues = eigenvalues
    self.frame = frame
    matrix = frame * Matrix(diagonal: diagonal, rows: frame.rows, columns: frame.rows) * frame.transposed
  }
}

extension Generator where Value == KnownSpectrum {
  /// A symmetric matrix with the given multiplicities of its distinct eigenvalues, in increasing order; often one of them is 0.
  public static func spectrum(
    multiplicities: [Int],
    gaps: Generator<Rational> = .rational(in: Rational(1, 4)...4, largestDenominator: 4)
  ) -> Generator {
    precondition(multiplicities.allSatisfy { $0 > 0 }, "multiplicities \(multiplicities)")
    let count = multiplicities.count
    let least = Generator<Rational>.rational(in: -4...4, largestDenominator: 4)
    let order = multiplicities.reduce(0, +)
    // Which eigenvalue is 0; none for `count`.
    let zeros = Generator<Int>.int(in: 0...count)
    return zip(
      zeros, least, Generator<[Rational]>.array(of: gaps, count: max(0, count - 1)), .orthogonal(order: order)
    ).map {
      zero, least, gaps, frame in
      precondition(gaps.allSatisfy { $0.signum() > 0 }, "gaps \(gaps)")
      let values = gaps.reduce(into: [least]) { $0.append($0[$0.count - 1] + $1) }
      let shift = zero < count ? values[zero] : 0
      return KnownSpectrum(eigenvalues: zip(values, multiplicities).map { ($0 - shift, $1) }, frame: frame)
    }
  }

  /// A symmetric matrix with any multiplicities; shrinks to fewer and simpler eigenvalues.
  public static func spectrum(
    distinct: ClosedRange<Int> = 1...3, multiplicity: ClosedRange<Int> = 1...3
  ) -> Generator {
    precondition(distinct.lowerBound >= 1, "\(distinct) distinct eigenvalues")
    return Generator<[Int]>.array(of: .int(in: multiplicity), count: distinct).flatMap {
      .spectrum(multiplicities: $0)
    }
  }
}
