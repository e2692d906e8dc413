// Counterexample: a property tried on the cases of a seed, and its simplest failure.

import Exact

/// A value for which a property fails, shrunk, with what is needed to draw it again.
public struct Counterexample<Value: Sendable>: Sendable, CustomStringConvertible {
  /// The simplest failing value found.
  public let minimal: Value
  /// The failing value as it was drawn.
  public let original: Value
  public let seed: UInt64
  /// The number of the case, from 0: `generator.value(seed: seed, case: index)` is `original`.
  public let index: Int
  /// How many simpler values were tried, how many were taken, and whether none simpler than `minimal` that was offered fails.
  public let tried: Int
  public let taken: Int
  public let isComplete: Bool
  /// The error that the property threw at `minimal`; nil when it returned false.
  public let error: (any Error)?

  public var description: String {
    var lines = ["counterexample  \(minimal)"]
    if let error { lines.append("threw           \(error)") }
    if taken > 0 { lines.append("shrunk from     \(original)") }
    lines.append(
      "shrinking       \(taken) steps, \(tried) values tried\(isComplete ? "" : ", stopped by the cap")")
    lines.append("seed            \(seed), case \(index)")
    return lines.joined(separator: "\n")
  }
}

/// The first case of a seed for which `property` is false or throws, shrunk; nil when it holds for all `count` cases.
///
/// Deterministic: cases come from the seed and their number alone. `only` tries a single case, that of a failure to be seen again;
/// shrinking tries at most `steps` simpler values.
public func counterexample<A>(
  to generator: Generator<A>, seed: UInt64 = 1, count: Int = 200, only: Int? = nil, steps: Int = 4000,
  _ property: (A) throws -> Bool
) -> Counterexample<A>? {
  for index in only.map({ $0..<($0 + 1) }) ?? 0..<count {
    let tree = generator.tree(seed: seed, case: index)
    if let found = Counterexample(failing: property, in: tree, seed: seed, index: index, steps: steps) {
      return found
    }
  }
  return nil
}

extension Counterexample {
  /// The failure at the root of a tree, shrunk; nil when the property holds there.
  package init?(
    failing property: (Value) throws -> Bool, in tree: ShrinkTree<Value>, seed: UInt64, index: Int, steps: Int
  ) {
    func outcome(_ value: Value) -> (fails: Bool, error: (any Error)?) {
      do { return (try !property(value), nil) } catch { return (true, error) }
    }
    guard outcome(tree.value).fails else { return nil }
    let shrunk = Shrinking.minimal(of: tree, steps: steps) { outcome($0).fails }
    self.init(
      minimal: shrunk.minimal, original: tree.value, seed: seed, index: index, tried: shrunk.tried,
      taken: shrunk.taken, isComplete: shrunk.isComplete, error: outcome(shrunk.minimal).error)
  }
}

/// The same for two independent values.
public func counterexample<A, B>(
  to a: Generator<A>, _ b: Generator<B>, seed: UInt64 = 1, count: Int = 200, only: Int? = nil,
  steps: Int = 4000,
  _ property: (A, B) throws -> Bool
) -> Counterexample<(A, B)>? {
  counterexample(to: zip(a, b), seed: seed, count: count, only: only, steps: steps) {
    try property($0.0, $0.1)
  }
}

/// The same for three independent values.
public func counterexample<A, B, C>(
  to a: Generator<A>, _ b: Generator<B>, _ c: Generator<C>, seed: UInt64 = 1, count: Int = 200,
  only: Int? = nil,
  steps: Int = 4000, _ property: (A, B, C) throws -> Bool
) -> Counterexample<(A, B, C)>? {
  counterexample(to: zip(a, b, c), seed: seed, count: count, only: only, steps: steps) {
    try property($0.0, $0.1, $0.2)
  }
}

/// The same for four independent values.
public func counterexample<A, B, C, D>(
  to a: Generator<A>, _ b: Generator<B>, _ c: Generator<C>, _ d: Generator<D>, seed: UInt64 = 1,
  count: Int = 200,
  only: Int? = nil, steps: Int = 4000, _ property: (A, B, C, D) throws -> Bool
) -> Counterexample<(A, B, C, D)>? {
  counterexample(to: zip(a, b, c, d), seed: seed, count: count, only: only, steps: steps) {
    try property($0.0, $0.1, $0.2, $0.3)
  }
}
