// LaneSpectraTests: eigenvalues and signs of matrices of intervals against exact inertias of matrices inside.

import Exact
import Numeric
import Support
import Testing

@Suite struct LaneSpectraTests {
  /// Symmetric matrices, a lane each: integers, singular ones, and fractions that doubles do not hold.
  private func matrices(order: Int, _ random: inout SeededGenerator) -> [Matrix<Rational>] {
    (0..<11).map { lane in
      var matrix = Matrix<Rational>(zero: order, order)
      let denominator = lane % 3 == 0 ? 1 : Int.random(in: 1...9, using: &random)
      for i in 0..<order {
        for j in 0...i {
          matrix[i, j] = Rational(Integer(Int.random(in: -5...5, using: &random)), Integer(denominator))
          matrix[j, i] = matrix[i, j]
        }
      }
      // The square of a matrix with a zero row is singular and not indefinite.
      if lane % 4 == 1 {
        for j in 0..<order { matrix[0, j] = 0 }
        matrix = matrix * matrix.transposed
      }
      return matrix
    }
  }

  private func lanes(_ matrices: [Matrix<Rational>]) -> Matrix<LaneIntervals> {
    Matrix(rows: matrices[0].rows, columns: matrices[0].columns) { i, j in
      LaneIntervals(matrices.map { $0[i, j] })
    }
  }

  @Test(arguments: [1, 2, 5, 9]) func inertia(order: Int) {
    var random = SeededGenerator(seed: UInt64(order))
    var decided = 0
    for _ in 0..<10 {
      let matrices = matrices(order: order, &random)
      let counts = LaneSpectra.inertia(of: lanes(matrices))
      for (lane, matrix) in matrices.enumerated() {
        let exact = matrix.inertia()
        for (bounds, count) in [
          (counts.negative, exact.negative), (counts.zero, exact.zero), (counts.positive, exact.positive),
        ] {
          #expect(bounds.lower(lane) <= Double(count) && Double(count) <= bounds.upper(lane))
        }
        decided += counts.zero.upper(lane) == 0 ? 1 : 0
      }
    }
    #expect(decided > 40, "of 110 matrices")
  }

  @Test(arguments: [1, 3, 6]) func eigenvalues(order: Int) {
    var random = SeededGenerator(seed: UInt64(10 + order))
    for _ in 0..<5 {
      let matrices = matrices(order: order, &random)
      let eigenvalues = LaneSpectra.eigenvalues(of: lanes(matrices))
      for (lane, matrix) in matrices.enumerated() {
        for (k, interval) in eigenvalues.enumerated() {
          // The k-th largest lies in [low, high]: at least k + 1 are not below low, and at most k are above high.
          let (low, high) = (
            Rational(exactly: interval.lower(lane))!, Rational(exactly: interval.upper(lane))!
          )
          func shifted(_ c: Rational) -> Inertia {
            (matrix - Matrix(identity: order).scaled(by: c)).inertia()
          }
          #expect(order - shifted(low).negative >= k + 1 && shifted(high).positive <= k)
          #expect(high - low < Rational(mantissa: 1, exponent: -30))
        }
      }
    }
  }

  /// A lane with an entry of which nothing is known decides nothing; the others do.
  @Test func withoutValue() {
    let entry = LaneIntervals(1) / LaneIntervals([0, 4])
    let matrix = Matrix<LaneIntervals>(rows: 2, columns: 2, entries: [1, entry, entry, 1])
    let counts = LaneSpectra.inertia(of: matrix)
    #expect(LaneIntervals.isLess(counts.negative, than: 3) == [.undecided, .proved])
    #expect(LaneIntervals.isEqual(counts.positive, 2) == [.undecided, .proved])
    let top = LaneSpectra.eigenvalues(of: matrix)[0]
    #expect(LaneIntervals.isLess(top, than: 2) == [.undecided, .proved])
  }
}
