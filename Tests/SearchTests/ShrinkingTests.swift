import Exact
import Search
import Testing

@Suite struct ShrinkingTests {
  /// Goes down a random way to the end, and demands of every child on the way that it is in the domain.
  private func descend<Value>(
    _ generator: Generator<Value>, cases: Int = 40, sourceLocation: SourceLocation = #_sourceLocation,
    isInDomain: (Value) -> Bool
  ) {
    var random = SplitMix64(seed: 5)
    for index in 0..<cases {
      var tree = generator.tree(seed: 3, case: index)
      var steps = 0
      while steps < 2000 {
        let children = Array(tree.children)
        #expect(children.allSatisfy { isInDomain($0.value) }, sourceLocation: sourceLocation)
        guard let child = children.randomElement(using: &random) else { break }
        tree = child
        steps += 1
      }
      #expect(steps < 2000, "no end from case \(index)", sourceLocation: sourceLocation)
    }
  }

  @Test func treesEndAndStayInTheDomain() {
    descend(.int(in: -70...(-3))) { -70 <= $0 && $0 <= -3 }
    descend(.int(in: -9...100)) { -9 <= $0 && $0 <= 100 }
    descend(.integer(bits: 100)) { $0.bitWidth <= 100 }
    descend(.rational(in: Rational(1, 3)...5)) { Rational(1, 3) <= $0 && $0 <= 5 }
    descend(.rational(in: -5...(Rational(-1, 3)))) { -5 <= $0 && $0 <= Rational(-1, 3) }
    descend(.array(of: .int(in: 1...9), count: 2...6)) {
      (2...6).contains($0.count) && $0.allSatisfy { 1 <= $0 }
    }
    descend(.permutation(of: 5)) { $0.sorted() == Array(0..<5) }
    descend(.orthogonal(order: 3), cases: 12) { $0 * $0.transposed == Matrix(identity: 3) }
    descend(Generator<Int>.int(in: 0...100).filter { $0 % 3 == 0 }) { $0 % 3 == 0 }
    let nested = Generator<Int>.int(in: 1...5).flatMap {
      Generator<[Int]>.array(of: .int(in: 0...$0), count: $0)
    }
    descend(nested) { list in list.allSatisfy { $0 <= list.count } }
    descend(zip(Generator<Bool>.bool.map { $0 ? 2 : 4 }, .int(in: 0...3))) { [2, 4].contains($0) && $1 <= 3 }
  }

  /// The simplest value there is, from every one of twenty seeds.
  private func expectMinimal<Value: Equatable>(
    _ expected: [Value], _ generator: Generator<Value>, sourceLocation: SourceLocation = #_sourceLocation,
    _ property: (Value) -> Bool
  ) {
    for seed in 1...20 as ClosedRange<UInt64> {
      guard let found = counterexample(to: generator, seed: seed, property) else {
        Issue.record("nothing found from seed \(seed)", sourceLocation: sourceLocation)
        continue
      }
      #expect(expected.contains(found.minimal), "seed \(seed)", sourceLocation: sourceLocation)
      #expect(
        found.isComplete && !property(found.minimal) && !property(found.original),
        sourceLocation: sourceLocation)
      #expect(
        generator.value(seed: seed, case: found.index) == found.original, sourceLocation: sourceLocation)
    }
  }

  @Test func knownFalsePropertiesHaveTheirMinimalWitness() {
    expectMinimal([17], .int(in: -1000...1000)) { $0 < 17 }
    expectMinimal([2], .rational(in: 0...4)) { $0 * $0 <= 2 }
    expectMinimal([Rational(2, 3)], .rational(in: 0...1)) { $0 <= Rational(1, 2) || $0 == 1 }
    expectMinimal([[10]], .array(of: .int(in: 0...100), count: 0...6)) { $0.allSatisfy { $0 < 10 } }
    expectMinimal([[0, 1], [1, 0]], .array(of: .int(in: 0...9), count: 0...6)) { $0 == $0.reversed() }
    expectMinimal([Integer(UInt.max) + 1], .integer(bits: 70)) { $0 <= Integer(UInt.max) }
    let indefinite = Matrix<Rational>(rows: 2, columns: 2, entries: [0, 1, 1, 0])
    expectMinimal([indefinite], .symmetric(order: 2, entries: .rational())) { matrix in
      matrix.diagonal.contains { $0 < 0 } || matrix.inertia().negative == 0
    }
    // Orthogonal matrices of determinant -1: the reflection comes before all others.
    let reflection = Matrix<Rational>(diagonal: [-1, 1], rows: 2, columns: 2)
    expectMinimal([reflection], .orthogonal(order: 2)) { $0.determinant() == 1 }
  }

  /// The cap is kept, and told; and an expensive branch is not entered before it is asked for.
  @Test func theCapOnSteps() {
    let tree = ShrinkTree(1 << 40) { $0 > 0 ? [$0 - 1] : [] }
    let capped = Shrinking.minimal(of: tree, steps: 25) { $0 > 10 }
    #expect(capped.minimal == 1 << 40 - 25 && capped.tried == 25 && capped.taken == 25 && !capped.isComplete)
    let done = Shrinking.minimal(of: ShrinkTree(30) { $0 > 0 ? [$0 - 1] : [] }) { $0 > 10 }
    #expect(done.minimal == 11 && done.tried == 20 && done.taken == 19 && done.isComplete)
    let none = Shrinking.minimal(of: tree, steps: 0) { _ in true }
    #expect(none.minimal == 1 << 40 && !none.isComplete)
    let lazy = ShrinkTree(1) { AnySequence([ShrinkTree(0), ShrinkTree(7)].lazy.map { child in child }) }
      .map { value in
        precondition(value != 7, "a value behind the first failing one was computed")
        return value
      }
    #expect(Shrinking.minimal(of: lazy) { _ in true }.minimal == 0)
  }

  @Test func errorsCountAsFailures() throws {
    struct TooLarge: Error, Equatable { let value: Int }
    let found = try #require(
      counterexample(to: .int(in: 0...100)) { value in
        if value > 5 { throw TooLarge(value: value) }
        return true
      })
    #expect(found.minimal == 6 && found.error as? TooLarge == TooLarge(value: 6))
    #expect(
      found.description.contains("counterexample  6") && found.description.contains("seed            1"))
    #expect(counterexample(to: .int(in: 0...5)) { $0 <= 5 } == nil)
    let alone = counterexample(to: .int(in: 0...100), only: found.index) { $0 <= 5 }
    #expect(alone?.original == found.original && alone?.index == found.index)
    #expect(counterexample(to: .int(in: 0...9), .int(in: 0...9)) { $0 <= $1 }?.minimal ?? (0, 0) == (1, 0))
    let three = counterexample(to: .bool, .int(in: 0...9), .rational(in: 0...1)) { $0 || $1 < 4 || $2 == 0 }
    #expect(three.map { $0.minimal == (false, 4, 1) } == true)
    let four = counterexample(to: .bool, .bool, .bool, .int(in: 0...3)) { $0 || $1 || !$2 || $3 < 2 }
    #expect(four.map { $0.minimal == (false, false, true, 2) } == true)
  }
}
