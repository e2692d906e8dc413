// SeedNetworks: the networks of the seed paper's setting, exact and in few words.

import Exact

/// Balanced networks with `rank` signals of one value, a tail, and nulls.
enum SeedNetwork {
  /// Signals `(value, x = 1, y = 1)`, then `tail` modes `(value, x, y = 0)`, then nulls with the given input.
  static func balanced(
    widths: [Int], rank: Int, signal: Rational = 1, tail: [Rational] = [], tailInput: Rational = 0,
    restInput: Rational = 0
  ) -> AlignedNetwork<Rational> {
    let depth = widths.count - 1
    let signals = ModeRun(count: Integer(rank), balanced: signal, depth: depth, x: 1, y: 1)
    let tails = tail.map { ModeRun(count: 1, balanced: $0, depth: depth, x: tailInput, y: 0) }
    return AlignedNetwork(
      widths: widths.map { Integer($0) }, modes: [signals] + tails, restInput: restInput)
  }

  /// One mode after the other: `(value, x, y)`.
  static func modes(widths: [Int], _ modes: [(Rational, x: Rational, y: Rational)]) -> AlignedNetwork<
    Rational
  > {
    let depth = widths.count - 1
    return AlignedNetwork(
      widths: widths.map { Integer($0) },
      modes: modes.map { ModeRun(count: 1, balanced: $0.0, depth: depth, x: $0.x, y: $0.y) })
  }
}
