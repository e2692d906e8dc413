// SplitMix64: the random source of everything that is seeded.

/// The generator of Steele, Lea and Flood ("Fast splittable pseudorandom number generators", 2014) in Vigna's constants: 64 bits of state, the
/// same sequence for a seed on every machine. From seed 1234567 it yields 6457827717110365317, 3203168211198807973, ...
public struct SplitMix64: RandomNumberGenerator, Sendable {
  /// What the state grows by at every step: output k of a seed is the first output of `seed + k * increment`.
  public static let increment: UInt64 = 0x9e37_79b9_7f4a_7c15

  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= Self.increment
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
