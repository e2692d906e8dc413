import Exact
import Search
import Testing

/// Values stay in their domain, hit its corners, and do not depend on who draws them.
@Suite struct GeneratorTests {
  static func values<Value>(_ generator: Generator<Value>, seed: UInt64 = 1, count: Int = 200) -> [Value] {
    (0..<count).map { generator.value(seed: seed, case: $0) }
  }

  @Test func rationals() {
    let values = Self.values(.rational(in: -2...3))
    #expect(values.allSatisfy { -2 <= $0 && $0 <= 3 && $0.denominator <= 12 })
    for corner in [-2, 3, Rational(1, 2), 0, 1, -1] { #expect(values.contains(corner), "\(corner)") }
    #expect(Set(values).count > 30)
    let positive = Self.values(.rational(in: Rational(1, 7)...Rational(1, 6)))
    #expect(positive.allSatisfy { Rational(1, 7) <= $0 && $0 <= Rational(1, 6) } && Set(positive).count > 10)
    #expect(Set(Self.values(.rational(in: 5...5))) == [5])
    let wide = Self.values(.rational(in: 0...Rational(Integer(10).power(40))))
    let top = Rational(Integer(10).power(40))
    #expect(wide.contains(top) && wide.contains { 1 < $0 && $0 < top })
  }

  @Test func wholeNumbers() {
    let values = Self.values(.int(in: -1000...500))
    #expect(values.allSatisfy { -1000 <= $0 && $0 <= 500 })
    for corner in [-1000, 500, 0, 1, -1] { #expect(values.contains(corner), "\(corner)") }
    #expect(Set(Self.values(.int(in: 3...5))) == [3, 4, 5])
    let large = Self.values(.int(in: -(1 << 61)...(1 << 61)))
    #expect(large.contains(-(1 << 61)) && large.contains(1 << 61) && large.contains { $0 > 1 << 50 })
  }

  @Test func integers() {
    let values = Self.values(.integer(bits: 130))
    #expect(values.allSatisfy { $0.bitWidth <= 130 })
    let top = Integer(2).power(130) - 1
    for corner in [0, 1, -1, top, -top, Integer(Int.max), Integer(Int.min), Integer(UInt.max)] {
      #expect(values.contains(corner), "\(corner)")
    }
    for bits in 1...5 { #expect(Self.values(.integer(bits: bits)).allSatisfy { $0.bitWidth <= bits }) }
    #expect(Self.values(.integer(bits: 64)).contains(Integer(Int.min)))
  }

  @Test func orthogonalMatrices() {
    let values = Self.values(.orthogonal(order: 3))
    let identity = Matrix<Rational>(identity: 3)
    #expect(values.allSatisfy { $0 * $0.transposed == identity })
    let reflection = Matrix<Rational>(diagonal: [-1, 1, 1], rows: 3, columns: 3)
    for corner in [identity, -identity, reflection] { #expect(values.contains(corner)) }
    // Both determinants, with entries that are no signs, and permutations.
    for sign in [1, -1] as [Rational] {
      #expect(values.contains { $0.determinant() == sign && $0.entries.contains { !$0.isInteger } })
    }
    #expect(values.contains { $0.diagonal.allSatisfy(\.isZero) && $0.entries.allSatisfy(\.isInteger) })
    for order in 0...1 { #expect(Self.values(.orthogonal(order: order)).allSatisfy { $0.rows == order }) }
  }

  @Test func matricesAndLists() {
    let matrices = Self.values(
      .matrix(rows: 2, columns: 2, entries: Generator<Rational>.rational(in: -1...1)))
    #expect(matrices.contains(Matrix(zero: 2, 2)) && matrices.contains(Matrix(identity: 2)))
    #expect(
      Self.values(.symmetric(order: 3, entries: Generator<Integer>.integer())).allSatisfy { $0.isSymmetric })
    let lists = Self.values(.array(of: .int(in: 0...9), count: 2...7))
    #expect(Set(lists.map(\.count)) == Set(2...7))
    let permutations = Self.values(.permutation(of: 3))
    #expect(Set(permutations).count == 6 && permutations.allSatisfy { $0.sorted() == [0, 1, 2] })
    let weighted = Self.values(
      .frequency([(0, .constant("never")), (1, .constant("a")), (9, .constant("b"))]))
    #expect(
      !weighted.contains("never") && weighted.contains("a") && weighted.filter { $0 == "b" }.count > 150)
    let even = Self.values(Generator<Int>.int(in: 0...100).filter { $0 % 2 == 0 })
    #expect(even.allSatisfy { $0 % 2 == 0 } && Set(even).count > 20)
  }

  /// What is drawn from a seed is fixed for good, on every machine and by any number of threads.
  @Test func casesDependOnSeedAndNumberAlone() async {
    let generator = zip(
      Generator<[Rational]>.array(of: .rational(), count: 0...5),
      Generator<Matrix<Rational>>.orthogonal(order: 2))
    func text(_ seed: UInt64, _ index: Int) -> String { "\(generator.value(seed: seed, case: index))" }
    let inOrder = (0..<100).map { text(7, $0) }
    let backwards = (0..<100).reversed().map { text(7, $0) }
    #expect(inOrder == backwards.reversed())
    let concurrent = await withTaskGroup(of: (Int, String).self) { group in
      for index in 0..<100 { group.addTask { (index, text(7, index)) } }
      return await group.reduce(into: [Int: String]()) { $0[$1.0] = $1.1 }
    }
    #expect((0..<100).allSatisfy { concurrent[$0] == inOrder[$0] })
    #expect(inOrder != (0..<100).map { text(8, $0) })
    func block(_ rows: Int, _ columns: Int) -> Matrix<Rational> {
      var random = SplitMix64(seed: 3)
      return Generator<Matrix<Rational>>.matrix(rows: rows, columns: columns, entries: .rational()).value(
        using: &random)
    }
    #expect(
      block(4, 5).submatrix(rows: [0, 1], columns: [0, 1, 2]) == block(2, 3) && block(2, 3).rank() == 2)
    let first = (0..<8).map { Generator<Int>.int(in: 0...1_000_000).value(seed: 1, case: $0) }
    #expect(first == [1, 13045, 320252, 1, 1_000_000, 125_699, 104_116, 164_233])
  }
}
