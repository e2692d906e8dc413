import Exact
import Support
import Testing
import Theorems

/// The formulas of the seed theorem (mathematics B.1 to B.3) on grids, against the spectrum by blocks.
@Suite struct SeedSpectrumTests {
  private typealias Multiset = [Rational: Integer]

  private func multiset(_ rows: [(Rational, Integer)], parameters: Integer) -> Multiset {
    var counts: Multiset = [:]
    for (value, count) in rows where !count.isZero { counts[value, default: 0] += count }
    let rest = parameters - counts.values.reduce(0, +)
    if !rest.isZero { counts[0, default: 0] += rest }
    return counts
  }

  private func multiset(_ spectrum: Spectrum) -> Multiset? {
    var counts: Multiset = [:]
    for entry in spectrum.eigenvalues {
      guard let value = entry.rationalValue else { return nil }
      counts[value, default: 0] += entry.multiplicity
    }
    return counts
  }

  private func half(_ n: Integer) -> Integer { n.shiftedRight(by: 1) }

  static let shapes: [[Integer]] = [
    [2, 2, 2], [3, 2, 4], [4, 5, 4], [2, 3, 2, 3], [5, 3, 4, 3, 6], [2, 2, 2, 2, 2, 2],
    [1_000_000_000_000, 30, 70_000, 4],
  ]

  /// B1: uniform signals of any value, zero tail, any target, any number of seen inputs.
  @Test(arguments: shapes) func uniformSignalsAtAllTimes(widths: [Integer]) throws {
    let depth = widths.count - 1
    let l = Rational(depth)
    for r in [Integer(1), 2] {
      for seen in Set([r, widths[0]]) {
        for lambda in [Rational(1), Rational(1, 2), Rational(-2, 3), 2, 0] {
          for (x, y) in [(Rational(1), Rational(1)), (Rational(3, 2), Rational(-1, 3)), (2, 0)] {
            let network = AlignedNetwork<Rational>(
              widths: widths,
              modes: [
                ModeRun(count: r, balanced: lambda, depth: depth, x: x, y: y),
                ModeRun(count: seen - r, balanced: 0, depth: depth, x: x, y: 0),
              ])
            let a = x * lambda.power(2 * depth - 2)
            let c = lambda.power(depth - 2) * (x * lambda.power(depth) - y)
            let hidden = widths[1..<depth].reduce(0) { $0 + $1 - r }
            let (up, down) = (half(r * (r + 1)), half(r * (r - 1)))
            let expected = multiset(
              [
                (l * a + (l - 1) * c, up), (l * a - (l - 1) * c, down),
                (a, r * (seen - r) + r * (widths[depth] - r)),
                (-c, Integer(depth - 1) * up + r * hidden), (c, Integer(depth - 1) * down + r * hidden),
              ], parameters: network.parameterCount)
            let found = try multiset(Spectrum(aligned: network))
            #expect(found == expected, "widths \(widths) r \(r) n_x \(seen) lambda \(lambda) x \(x) y \(y)")
          }
        }
      }
    }
  }

  /// B2: at the minimum L (r^2 times), 1 (r (n_x + d_L - 2r) times), 0 otherwise.
  @Test(arguments: shapes) func minimum(widths: [Integer]) throws {
    let depth = widths.count - 1
    for seen in [Integer(2), widths[0]] {
      let network = AlignedNetwork<Rational>(
        widths: widths,
        modes: [
          ModeRun(count: 2, balanced: 1, depth: depth, x: 1, y: 1),
          ModeRun(count: seen - 2, balanced: 0, depth: depth, x: 1, y: 0),
        ])
      let expected = multiset(
        [(Rational(depth), 4), (1, 2 * (seen + widths[depth] - 4))], parameters: network.parameterCount)
      #expect(try multiset(Spectrum(aligned: network)) == expected, "widths \(widths) n_x \(seen)")
      #expect(try multiset(Spectrum(aligned: network, part: .gaussNewton)) == expected)
    }
  }

  /// B.3: a tail of layer value eps under data that see the signals only; the ratio is L / g_L(eps).
  @Test(arguments: shapes.dropLast()) func tailUnseenByTheData(widths: [Integer]) throws {
    let depth = widths.count - 1
    let least = widths.min()!
    for r in [Integer(1), 2] {
      for tail in [Rational(1, 2), Rational(9, 10), 0, 2] {
        let network = AlignedNetwork<Rational>(
          widths: widths,
          modes: [
            ModeRun(count: r, balanced: 1, depth: depth, x: 1, y: 1),
            ModeRun(count: least - r, balanced: tail, depth: depth, x: 0, y: 0),
          ])
        let g = (0..<depth).reduce(into: Rational(0)) { $0 += tail.power(2 * $1) }
        let expected = multiset(
          [(Rational(depth), r * r), (g, r * (least - r)), (1, r * (widths[depth] - least))],
          parameters: network.parameterCount)
        #expect(try multiset(Spectrum(aligned: network)) == expected, "widths \(widths) r \(r) eps \(tail)")
        if tail < 1 {
          let ratio = Rational(depth) / g
          #expect(Rational(depth) * (1 - tail * tail) <= ratio && ratio <= Rational(depth))
        }
      }
    }
  }

  /// B.1: the r^2 cluster lies above everything else exactly when z = lambda^L > 1/2.
  @Test(arguments: [2, 3, 4, 5]) func crossing(depth: Int) throws {
    for lambda in [Rational(1, 2), Rational(2, 3), Rational(3, 4), Rational(4, 5), Rational(9, 10), 1] {
      let network = AlignedNetwork<Rational>(
        widths: Array(repeating: 4, count: depth + 1),
        modes: [ModeRun(count: 2, balanced: lambda, depth: depth, x: 1, y: 1)], restInput: 1)
      let z = lambda.power(depth)
      let c = lambda.power(depth - 2) * (z - 1)
      let a = lambda.power(2 * depth - 2)
      let cluster = [
        Rational(depth) * a + Rational(depth - 1) * c, Rational(depth) * a - Rational(depth - 1) * c,
      ]
      let top = try Spectrum(aligned: network).eigenvalues.prefix { cluster.contains($0.rationalValue!) }
      let covered = top.reduce(into: Integer(0)) { $0 += $1.multiplicity }
      #expect((covered >= 4) == (z > Rational(1, 2)), "L \(depth) lambda \(lambda): \(covered)")
    }
  }
}
