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

/// The laws of the suite that fail on a case of the seed, each with its counterexample; empty when all hold.
public func brokenLaws<Suite: LawSuite>(
  of suite: Suite, _ generator: Generator<Suite.Subject>, seed: UInt64 = 1, count: Int = 200, only: Int? = nil
) -> [(law: String, counterexample: Counterexample<Suite.Subject>)] {
  suite.laws.compactMap { law in
    counterexample(to: generator, seed: seed, count: count, only: only, law.holds).map { (law.name, $0) }
  }
}

/// The same for a suite about three elements, with a generator of one.
public func brokenLaws<Suite: LawSuite, Element>(
  of suite: Suite, _ generator: Generator<Element>, seed: UInt64 = 1, count: Int = 200, only: Int? = nil
) -> [(law: String, counterexample: Counterexample<Suite.Subject>)]
where Suite.Subject == (Element, Element, Element) {
  brokenLaws(of: suite, zip(generator, generator, generator), seed: seed, count: count, only: only)
}

/// Checks every law on `count` cases of the seed and records an issue for each that fails, with its name and its counterexample.
public func check<Suite: LawSuite>(
  _ suite: Suite, _ generator: Generator<Suite.Subject>, seed: UInt64 = 1, count: Int = 200, only: Int? = nil,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  for broken in brokenLaws(of: suite, generator, seed: seed, count: count, only: only) {
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
