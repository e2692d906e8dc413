import Exact
import PropertyTesting
import Testing

@Suite struct ForAllTests {
  /// What a failure says: the shrunk value, the original, the seed and the case, and how to run it again.
  @Test func failuresAreReported() {
    let integers = Generator<Int>.int(in: 0...1000)
    let line = #line + 2
    withKnownIssue {
      forAll(integers, seed: 9) { $0 < 17 }
    } matching: { issue in
      guard let found = counterexample(to: integers, seed: 9, { $0 < 17 }) else { return false }
      let text = issue.comments.map(\.rawValue).joined()
      return text.contains("counterexample  17\n") && text.contains("shrunk from     \(found.original)\n")
        && text.contains("seed            9, case \(found.index)\n")
        && text.contains("swift test --filter 'failuresAreReported'")
        && text.contains("'seed: 9, only: \(found.index)' at PropertyTestingTests/ForAllTests.swift:\(line)")
        && issue.sourceLocation?.line == line
    }
  }

  @Test func everyNumberOfGenerators() {
    forAll(.int(in: 1...4), .int(in: 5...9)) { $0 < $1 }
    forAll(.int(in: 1...4), .int(in: 5...9), .bool) { a, b, c in a < b && (c || !c) }
    forAll(.int(in: 1...4), .int(in: 5...9), .bool, .rational(in: 0...1)) { a, b, _, x in x < Rational(a + b)
    }
    withKnownIssue { forAll(.int(in: 1...5), .int(in: 5...9)) { $0 < $1 } }
    withKnownIssue { forAll(.bool, .bool, .bool) { $0 || $1 || $2 } }
    withKnownIssue { forAll(.bool, .bool, .bool, .bool) { !($0 && $1 && $2 && $3) } }
  }

  @Test func errorsAreReported() {
    struct Refused: Error {}
    withKnownIssue {
      forAll(.int(in: 0...9)) { value in
        if value > 3 { throw Refused() }
        return true
      }
    } matching: { issue in
      let text = issue.comments.map(\.rawValue).joined()
      return text.contains("counterexample  4\n") && text.contains("threw           Refused()\n")
    }
  }

  /// A property that holds is tried on as many cases as asked for.
  @Test func everyCaseIsTried() {
    var tried: [Int] = []
    forAll(.int(in: 0...1_000_000), count: 73) { value in
      tried.append(value)
      return true
    }
    #expect(tried.count == 73 && Set(tried).count > 40)
    tried = []
    forAll(.int(in: 0...1_000_000), only: 12) { value in
      tried.append(value)
      return true
    }
    #expect(tried == [Generator<Int>.int(in: 0...1_000_000).value(seed: 1, case: 12)])
  }
}
