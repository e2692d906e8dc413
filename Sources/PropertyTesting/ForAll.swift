// ForAll: a property as a test of Swift Testing.

@_exported import Search
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How many times as many cases are tried as a test says: the whole number in the environment variable PLUMB_TEST_SCALE, 1 when it is absent.
let testScale = getenv("PLUMB_TEST_SCALE").flatMap { Int(String(cString: $0)) }.map { max(1, $0) } ?? 1

/// Tries `property` on `count` cases of the seed, PLUMB_TEST_SCALE times as many when that is set, and records an issue with the shrunk counterexample, the original, and how to replay it.
///
/// The property fails where it returns false or throws. Leave `#expect` to the outside: inside, it would report every value that shrinking tries.
///
/// `only` is the number of a single case to be tried, as a failure prints it; shrinking tries at most `steps` simpler values.
public func forAll<A>(
  _ generator: Generator<A>, seed: UInt64 = 1, count: Int = 200, only: Int? = nil, steps: Int = 4000,
  sourceLocation: SourceLocation = #_sourceLocation, _ property: (A) throws -> Bool
) {
  let found = counterexample(
    to: generator, seed: seed, count: count * testScale, only: only, steps: steps, property)
  if let found { record(found, "The property fails.", sourceLocation) }
}

/// The same for two independent values.
public func forAll<A, B>(
  _ a: Generator<A>, _ b: Generator<B>, seed: UInt64 = 1, count: Int = 200, only: Int? = nil,
  steps: Int = 4000,
  sourceLocation: SourceLocation = #_sourceLocation, _ property: (A, B) throws -> Bool
) {
  forAll(zip(a, b), seed: seed, count: count, only: only, steps: steps, sourceLocation: sourceLocation) {
    try property($0.0, $0.1)
  }
}

/// The same for three independent values.
public func forAll<A, B, C>(
  _ a: Generator<A>, _ b: Generator<B>, _ c: Generator<C>, seed: UInt64 = 1, count: Int = 200,
  only: Int? = nil,
  steps: Int = 4000, sourceLocation: SourceLocation = #_sourceLocation, _ property: (A, B, C) throws -> Bool
) {
  forAll(zip(a, b, c), seed: seed, count: count, only: only, steps: steps, sourceLocation: sourceLocation) {
    try property($0.0, $0.1, $0.2)
  }
}

/// The same for four independent values.
public func forAll<A, B, C, D>(
  _ a: Generator<A>, _ b: Generator<B>, _ c: Generator<C>, _ d: Generator<D>, seed: UInt64 = 1,
  count: Int = 200,
  only: Int? = nil, steps: Int = 4000, sourceLocation: SourceLocation = #_sourceLocation,
  _ property: (A, B, C, D) throws -> Bool
) {
  forAll(zip(a, b, c, d), seed: seed, count: count, only: only, steps: steps, sourceLocation: sourceLocation)
  {
    try property($0.0, $0.1, $0.2, $0.3)
  }
}

/// An issue with everything that is needed to see the failure again.
func record<Value>(_ found: Counterexample<Value>, _ headline: String, _ place: SourceLocation) {
  let filter = Test.current.map { "swift test --filter '\($0.name.prefix { $0 != "(" })', or " } ?? ""
  let replay = "\(filter)add 'seed: \(found.seed), only: \(found.index)' at \(place.fileID):\(place.line)"
  Issue.record("\(headline)\n\(found)\nreplay          \(replay)", sourceLocation: place)
}
