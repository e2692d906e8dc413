// SeedNetwork: the networks of the witnesses, exact and in few words.

import Exact

enum SeedNetwork {
  /// Signals `(value, x = 1, y = 1)`, one run a tail value, then nulls; the data see the signals only, unless told otherwise.
  static func balanced(
    widths: [Int], rank: Int, signal: Rational = 1, tail: [Rational] = [], seesAllInputs: Bool = false
  ) -> AlignedNetwork<Rational> {
    .balanced(
      widths: widths.map { Integer($0) }, rank: Integer(rank), signal: signal, tails: tail.map { (1, $0) },
      seesAllInputs: seesAllInputs)
  }

  /// One balanced mode after the other: `(value, x, y)`.
  static func modes(widths: [Int], _ modes: [(Rational, x: Rational, y: Rational)]) -> AlignedNetwork<
    Rational
  > {
    AlignedNetwork(
      widths: widths, layers: Array(repeating: modes.map(\.0), count: widths.count - 1),
      inputs: modes.map(\.x),
      targets: modes.map(\.y))
  }
}
