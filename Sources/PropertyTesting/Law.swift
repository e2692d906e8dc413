// Law: named properties in suites, run on one generator.

import Search
import Testing

/// A property with a name, by which a failure is reported.
public struct Law<Subject: Sendable>: Sendable {
  public let name: String
  public let holds: @Sendable (Subject) throws -> Bool

  public init(_ name: String, _ holds: @escaping @Sendable (Subject) throws -> Bool) {
    self.name = name
    self.holds = holds
  }
}

/// Laws about one kind of subject, for instance those of a ring about three of its elements.
public protocol LawSuite<Subject>: Sendable {
  associatedtype Subject: Sendable
  var laws: [Law<Subject>] { get }
}

/// The laws of the suite that fail on a case of the seed, each with its first counterexample; empty when all hold.
///
/// A case is drawn once for all laws.
public func brokenLaws<Suite: LawSuite>(
  of suite: Suite, _ generator: Generator<Suite.Subject>, seed: UInt64 = 1, count: Int = 200,
  only: Int? = nil,
  steps: Int = 4000
) -> [(law: String, counterexample: Counterexample<Suite.Subject>)] {
  let laws = suite.laws
  var found: [Int: Counterexample<Suite.Subject>] = [:]
  for index in only.map({ $0..<($0 + 1) }) ?? 0..<count {
    let tree = generator.tree(seed: seed, case: index)
    for (position, law) in laws.enumerated() where found[position] == nil {
      found[position] = Counterexample(failing: law.holds, in: tree, seed: seed, index: index, steps: steps)
    }
  }
  return laws.indices.compactMap { position in found[position].map { (laws[position].name, $0) } }
}

/// The same for a suite about three elements, with a generator of one.
public func brokenLaws<Suite: LawSuite, Element>(
  of suite: Suite, _ generator: Generator<Element>, seed: UInt64 = 1, count: Int = 200, only: Int? = nil
) -> [(law: String, counterexample: Counterexample<Suite.Subject>)]
where Suite.Subject == (Element, Element, Element) {
  brokenLaws(of: suite, zip(generator, generator, generator), seed: seed, count: count, only: only)
}

/// Checks every law on `count` cases of the seed, PLUMB_TEST_SCALE times as many when that is set, and records an issue for each that fails, with its name and its counterexample.
public func check<Suite: LawSuite>(
  _ suite: Suite, _ generator: Generator<Suite.Subject>, seed: UInt64 = 1, count: Int = 200, only: Int? = nil,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  for broken in brokenLaws(of: suite, generator, seed: seed, count: count * testScale, only: only) {
    record(broken.counterexample, "\(Suite.self): \(broken.law)", sourceLocation)
  }
}

/// The same for a suite about three elements, with a generator of one.
public func check<Suite: LawSuite, Element>(
  _ suite: Suite, _ generator: Generator<Element>, seed: UInt64 = 1, count: Int = 200, only: Int? = nil,
  sourceLocation: SourceLocation = #_sourceLocation
) where Suite.Subject == (Element, Element, Element) {
  check(
    suite, zip(generator, generator, generator), seed: seed, count: count, only: only,
    sourceLocation: sourceLocation)
}
