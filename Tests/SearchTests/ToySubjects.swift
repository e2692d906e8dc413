// ToySubjects: arithmetic statements whose counterexamples are known, as subjects of searches.

import Claims
import Exact
import Search
import Support
import Synchronization

/// Euler's "n^2 + n + 41 is prime" for n = the index: true for n < 40, false at 40, 41, 44, 49, ...
///
/// Around it everything that a trial can find: one class is excluded, one stays open; margins repeat, so that ties are decided, and the
/// simplest counterexample, that of the fewest ones in binary, is not the first.
struct EulerPolynomial: TrialSubject {
  let identity = "n^2 + n + 41 is prime"

  static func isPrime(_ n: Int) -> Bool {
    n > 1 && !(2...).lazy.prefix { $0 * $0 <= n }.contains { n.isMultiple(of: $0) }
  }
  static func isExcluded(_ n: Int) -> Bool { n % 13 == 5 }
  static func isOpen(_ n: Int) -> Bool { n % 29 == 20 }
  static func isMeaningless(_ n: Int) -> Bool { n % 31 == 7 }
  static func margin(_ n: Int) -> Rational? { n % 3 == 0 ? nil : Rational(Integer(n * n % 101 + 1), 7) }
  static func simplicity(_ n: Int) -> [Int] { [n.nonzeroBitCount, -n] }

  func trial(_ n: Int, seed: UInt64) -> TrialOutcome {
    if Self.isExcluded(n) { return .inadmissible }
    if Self.isOpen(n) { return .undecided }
    if Self.isMeaningless(n) { return .invalid(reason: "no meaning at \(n)") }
    return Self.isPrime(n * n + n + 41)
      ? .passed(margin: Self.margin(n))
      : .counterexample(simplicity: Self.simplicity(n), witness: "{\"n\":\(n)}")
  }
}

/// "Of two random bytes the first is not 37 times the second modulo 256, nor both below 3": depends on the seed.
struct RandomBytes: TrialSubject {
  let identity = "random bytes"

  func trial(_ index: Int, seed: UInt64) -> TrialOutcome {
    var random = SplitMix64(seed: seed, part: index)
    let (x, y) = (Int(random.next() % 256), Int(random.next() % 256))
    if x == y { return .inadmissible }
    if x == 37 * y % 256 { return .counterexample(simplicity: [x + y], witness: "[\(x),\(y)]") }
    return .passed(margin: Rational(Integer(abs(x - 37 * y % 256)), Integer(y + 1)))
  }
}

extension SearchRecord {
  /// Continues after as many interruptions as it takes, each after a few batches of trials, through the text of the record.
  static func interrupted(
    _ subject: some TrialSubject, _ plan: SearchPlan, using random: inout SeededGenerator
  ) throws -> (record: SearchRecord, interruptions: Int) {
    var record = SearchRecord(plan)
    var interruptions = 0
    while true {
      let left = Atomic(Int.random(in: 1...4, using: &random))
      let run = SearchRun(subject, from: record)
      record = run.run(threads: Int.random(in: 1...3, using: &random)) {
        left.wrappingSubtract(1, ordering: .relaxed).oldValue <= 0
      }
      record = try SearchRecord(text: Array(record.text.utf8), name: "checkpoint")
      if record.isComplete { return (record, interruptions) }
      interruptions += 1
    }
  }
}
