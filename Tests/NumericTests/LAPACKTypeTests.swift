// LAPACKTypeTests: the matrix types of LAPACK's test program dchkst, with exact rational spectra.

import Exact
import Numeric
import Support
import Testing

/// How the magnitudes of the eigenvalues are distributed; the names are those of dchkst's list of types.
private enum Distribution: CaseIterable {
  case zero, one, evenlySpaced, geometric, clustered, random

  /// Eigenvalues of alternating sign, the largest of magnitude one; `2^-52` stands for LAPACK's `ULP`.
  func spectrum(_ order: Int, _ generator: inout SeededGenerator) -> [Rational] {
    let ulp = Rational(mantissa: 1, exponent: -52)
    return (0..<order).map { i in
      let sign: Rational = i % 2 == 0 ? 1 : -1
      let last = Swift.max(order - 1, 1)
      switch self {
      case .zero: return 0
      case .one: return 1
      case .evenlySpaced: return sign * (1 - (1 - ulp) * Rational(Integer(i), Integer(last)))
      // Powers of two fall exactly on the geometric progression from 1 to ULP.
      case .geometric: return sign * Rational(mantissa: 1, exponent: -52 * i / last)
      case .clustered: return sign * (i == 0 ? 1 : ulp)
      case .random:
        return Rational(
          mantissa: Integer(Int.random(in: -(1 << 40)...(1 << 40), using: &generator)), exponent: -40)
      }
    }
  }
}

@Suite struct LAPACKTypeTests {
  /// dchkst's scales: one, near the square root of overflow, near the square root of underflow.
  private static let scales = [0, 511, -511]

  private func check(_ matrix: Matrix<Rational>, _ spectrum: [Rational], scale: Int, _ label: String) throws {
    let unit = Rational(mantissa: 1, exponent: scale)
    for bits in [53, 128, 333] {
      let enclosure = try CertifiedEigenvalues(ofSymmetric: matrix, bits: bits)
      // Narrower than the norm (one unit) times 2^(8 - bits).
      CertifiedEigenvaluesTests.check(
        enclosure, spectrum, "\(label), \(bits) bits",
        accuracy: unit * Rational(mantissa: 1, exponent: 8 - bits))
      if bits >= 128 {
        #expect(
          enclosure.clusters.count == Set(spectrum).count, "\(label), \(bits) bits: distinct eigenvalues")
      }
    }
    let inertia = try matrix.certifiedInertia()
    #expect(inertia.negative == spectrum.count { $0 < 0 }, "\(label)")
    #expect(inertia.zero == spectrum.count(where: \.isZero), "\(label)")
  }

  /// Types 1 to 7: the zero matrix, the identity, and diagonal matrices at three scales.
  @Test(arguments: [1, 2, 3, 5, 16])
  func diagonalTypes(order: Int) throws {
    var generator = SeededGenerator(seed: UInt64(order))
    for distribution in Distribution.allCases {
      for scale in Self.scales {
        let unit = Rational(mantissa: 1, exponent: scale)
        let spectrum = distribution.spectrum(order, &generator).map { unit * $0 }
        try check(
          Matrix(diagonal: spectrum, rows: order, columns: order), spectrum, scale: scale,
          "diagonal \(distribution) of order \(order) times 2^\(scale)")
      }
    }
  }

  /// Types 8 to 12 and 16 to 21: orthogonal conjugates of the diagonal ones; reflections are rational, so nothing is rounded.
  @Test(arguments: [2, 3, 5, 10, 16])
  func conjugatedTypes(order: Int) throws {
    var generator = SeededGenerator(seed: UInt64(100 + order))
    for distribution in Distribution.allCases {
      for scale in Self.scales {
        let unit = Rational(mantissa: 1, exponent: scale)
        let spectrum = distribution.spectrum(order, &generator).map { unit * $0 }
        try check(
          CertifiedEigenvaluesTests.conjugate(spectrum, reflections: 2, &generator), spectrum, scale: scale,
          "conjugated \(distribution) of order \(order) times 2^\(scale)")
      }
    }
  }

  /// Types 13 to 15: random symmetric entries at three scales; the traces of A and A^2 are exact sums over the spectrum.
  @Test(arguments: [2, 5, 20])
  func randomSymmetricTypes(order: Int) throws {
    var generator = SeededGenerator(seed: UInt64(200 + order))
    for scale in Self.scales {
      var matrix = Matrix<Rational>(zero: order, order)
      for i in 0..<order {
        for j in i..<order {
          matrix[i, j] = Rational(
            mantissa: Integer(Int.random(in: -(1 << 50)...(1 << 50), using: &generator)), exponent: scale - 50
          )
          matrix[j, i] = matrix[i, j]
        }
      }
      let intervals = try CertifiedEigenvalues(ofSymmetric: matrix, bits: 128).intervals
      #expect(intervals.count == order)
      #expect(intervals.reduce(Interval(0)) { $0 + $1 }.contains(matrix.trace))
      let squares = intervals.map { interval in
        let ends = [interval.lower * interval.lower, interval.upper * interval.upper]
        return Interval(interval.contains(0) ? 0 : ends.min()!, ends.max()!)
      }
      #expect(squares.reduce(Interval(0)) { $0 + $1 }.contains((matrix * matrix).trace))
      let inertia = try matrix.certifiedInertia()
      #expect(inertia == matrix.inertia())
    }
  }
}
