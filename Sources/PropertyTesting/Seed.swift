// Seed: where a property test starts, so that a failure can be run again.

/// The seed of a run of a property, printed with every failure.
public struct Seed: Sendable, Hashable {
  public let value: UInt64
  public init(_ value: UInt64) { self.value = value }
}
