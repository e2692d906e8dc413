import Exact
@_spi(Testing) import Numeric
import Support
import Testing

@Suite struct BatchedInertiaTests {
  private typealias Entries = [[Int]]

  private func array(_ matrices: [Entries]) -> LaneArray {
    let order = matrices[0].count
    let groups = (matrices.count + 7) / 8
    let result = LaneArray(groups: groups, entries: LaneArray.symmetricEntries(order: order))
    for place in 0..<result.count {
      let matrix = matrices[place % matrices.count]
      for i in 0..<order {
        for j in 0...i { result[place, i * (i + 1) / 2 + j] = Double(matrix[i][j]) }
      }
    }
    return result
  }

  private func exact(_ matrix: Entries) -> Inertia {
    Matrix(rows: matrix.count, columns: matrix.count) { Rational(matrix[$0][$1]) }.inertia()
  }

  /// The inertia of a matrix of an array as it is stored.
  private func stored(_ lanes: LaneArray, _ index: Int, order: Int) throws -> Inertia {
    let entries = try (0..<lanes.entries).map { try #require(Rational(exactly: lanes[index, $0])) }
    return Matrix(rows: order, columns: order) { i, j in
      let (high, low) = (max(i, j), min(i, j))
      return entries[high * (high + 1) / 2 + low]
    }.inertia()
  }

  private func symmetric(_ order: Int, in range: ClosedRange<Int>, _ generator: inout SeededGenerator)
    -> Entries
  {
    var matrix = Entries(repeating: [Int](repeating: 0, count: order), count: order)
    for i in 0..<order {
      for j in 0...i {
        matrix[i][j] = Int.random(in: range, using: &generator)
        matrix[j][i] = matrix[i][j]
      }
    }
    return matrix
  }

  /// `T D T^T` for a product T of elementary integer matrices: the inertia is that of D, by Sylvester's law.
  private func congruent(
    _ diagonal: [Int], steps: Int, factor: Int, _ generator: inout SeededGenerator
  ) -> Entries {
    let n = diagonal.count
    var a = (0..<n).map { i in (0..<n).map { $0 == i ? diagonal[i] : 0 } }
    for _ in 0..<steps {
      let i = Int.random(in: 0..<n, using: &generator)
      let j = (i + Int.random(in: 1..<n, using: &generator)) % n
      let c = Int.random(in: -factor...factor, using: &generator)
      var next = a
      for k in 0..<n { next[i][k] += c * a[j][k] }
      let rows = next
      for k in 0..<n { next[k][i] += c * rows[k][j] }
      if next.contains(where: { $0.contains { $0.magnitude > 1 << 46 } }) { break }
      a = next
    }
    return a
  }

  private func isWithin(_ batch: InertiaBatch, _ index: Int, _ inertia: Inertia) -> Bool {
    batch.negative[index] >= 0 && batch.positive[index] >= 0
      && batch.negative[index] <= inertia.negative && batch.positive[index] <= inertia.positive
  }

  @Test func boundsHoldAndSettledInertiasAreExact() throws {
    var generator = SeededGenerator(seed: 71)
    for order in 1...9 {
      for range in [-1...1, -3...3, -40...50, -100_000...100_000] {
        let matrices = (0..<scaled(40)).map { _ in symmetric(order, in: range, &generator) }
        try expectExactInertias(matrices, order)
      }
    }
  }

  /// The bounds of the screen hold, what it decides is right, and what is settled is exact.
  private func expectExactInertias(_ matrices: [[[Int]]], _ order: Int) throws {
    let lanes = array(matrices)
    let inertia = BatchedInertia(order: order)
    let batch = inertia.screen(lanes)
    let settled = try inertia.settle(lanes)
    for (index, matrix) in matrices.enumerated() {
      let truth = exact(matrix)
      #expect(isWithin(batch, index, truth), "\(matrix)")
      #expect(batch.inertia(index) == nil || batch.inertia(index) == truth, "\(matrix)")
      #expect(settled.inertias[index] == truth, "\(matrix)")
    }
  }

  /// Eigenvalues down to about `2^-40` of the largest, of either sign or zero: the inertia is known by construction.
  @Test func neverWrongNearSingularMatrices() throws {
    var generator = SeededGenerator(seed: 72)
    var (open, singular, beyond) = (0, 0, 0)
    for steps in [20, 60, 200] {
      for order in [2, 3, 5, 8, 14] {
        var matrices: [Entries] = []
        var truths: [Inertia] = []
        for _ in 0..<scaled(64) {
          let diagonal = (0..<order).map { _ in [-1, -1, 1, 1, 1, 0].randomElement(using: &generator)! }
          matrices.append(congruent(diagonal, steps: steps, factor: 5, &generator))
          truths.append(
            Inertia(
              negative: diagonal.count { $0 < 0 }, zero: diagonal.count { $0 == 0 },
              positive: diagonal.count { $0 > 0 }))
        }
        let lanes = array(matrices)
        let inertia = BatchedInertia(order: order)
        let batch = inertia.screen(lanes)
        let settled = try inertia.settle(lanes)
        for (index, truth) in truths.enumerated() {
          #expect(isWithin(batch, index, truth), "\(matrices[index])")
          if batch.isDecided(index) {
            #expect(batch.inertia(index) == truth)
          } else if truth.zero == 0 {
            open += 1
          }
          #expect(settled.inertias[index] == truth, "\(matrices[index])")
        }
        singular += settled.singular
        beyond += settled.exact
      }
    }
    // Every step was needed somewhere, or this test says little.
    #expect(open > 0 && singular > 0 && beyond > 0, "\(open) \(singular) \(beyond)")
  }

  /// A first pivot that is nothing but the shift, beside entries near `2^24`: the elimination wipes out the rest of the matrix. Without the
  /// bound of the backward error its signs are noise.
  @Test func growthIsNoticed() throws {
    var generator = SeededGenerator(seed: 78)
    for order in 3...7 {
      var matrices: [Entries] = []
      for _ in 0..<scaled(64) {
        var matrix = symmetric(order, in: -1...1, &generator)
        matrix[0][0] = 0
        for i in 1..<order {
          matrix[i][0] = Int.random(in: 1 << 23...1 << 24, using: &generator)
          matrix[0][i] = matrix[i][0]
        }
        matrices.append(matrix)
      }
      try expectExactInertias(matrices, order)
    }
  }

  @Test func specialMatrices() throws {
    let zero = Entries(repeating: [0, 0, 0], count: 3)
    let exchange = [[0, 1, 0], [1, 0, 0], [0, 0, 0]]
    let hollow = [[0, 1, 1], [1, 0, 1], [1, 1, 0]]
    let ones = Entries(repeating: [1, 1, 1], count: 3)
    let settled = try BatchedInertia(order: 3).settle(array([zero, exchange, hollow, ones]))
    let expected = [(0, 3, 0), (1, 1, 1), (2, 0, 1), (0, 2, 1)]
    for (index, truth) in expected.enumerated() {
      #expect(
        settled.inertias[index] == Inertia(negative: truth.0, zero: truth.1, positive: truth.2), "\(index)")
    }
  }

  /// The answer of a lane is the same beside any neighbours, NaN and infinities among them.
  @Test func lanesAreIndependent() {
    var generator = SeededGenerator(seed: 73)
    let order = 11
    let matrices = (0..<8).map { _ in symmetric(order, in: -9...9, &generator) }
    let inertia = BatchedInertia(order: order)
    let together = inertia.screen(array(matrices))
    #expect(together.decidedCount > 0)
    for (index, matrix) in matrices.enumerated() {
      for spoiled in [Double.nan, .infinity, -.infinity, 1e300, Double.leastNonzeroMagnitude] {
        let lanes = array([matrix])
        for place in 0..<lanes.count where place != (3 * index) % 8 {
          for entry in 0..<lanes.entries { lanes[place, entry] = spoiled }
        }
        let alone = inertia.screen(lanes)
        #expect(alone.negative[(3 * index) % 8] == together.negative[index])
        #expect(alone.positive[(3 * index) % 8] == together.positive[index])
        if !spoiled.isFinite {
          for place in 0..<8 where place != (3 * index) % 8 { #expect(!alone.isDecided(place)) }
        }
      }
    }
  }

  /// Powers of two change no sign, and near the ends of the range the bounds fall to zero instead of lying.
  @Test func scalingNeverMisleads() throws {
    var generator = SeededGenerator(seed: 74)
    let order = 7
    let matrices = (0..<8).map { _ in symmetric(order, in: -9...9, &generator) }
    let inertia = BatchedInertia(order: order)
    let plain = inertia.screen(array(matrices))
    var same = 0
    // The second rounds: among subnormal numbers it is another matrix, so the truth is that of the stored doubles.
    for significand in [1, 1.3] {
      for exponent in stride(from: -1074, through: 1010, by: 20) {
        let lanes = array(matrices)
        for place in 0..<8 {
          for entry in 0..<lanes.entries {
            let value = lanes[place, entry] * significand
            lanes[place, entry] = Double(sign: .plus, exponent: exponent, significand: value)
          }
        }
        let batch = inertia.screen(lanes)
        for (index, matrix) in matrices.enumerated() {
          let truth = significand == 1 ? exact(matrix) : try stored(lanes, index, order: order)
          #expect(isWithin(batch, index, truth), "\(significand) 2^\(exponent)")
        }
        if batch.negative == plain.negative && batch.positive == plain.positive { same += 1 }
      }
    }
    #expect(same > 80)
  }

  @Test func everyInstructionSetGivesTheSameBits() throws {
    defer { LaneInstructions.limit(to: 2) }
    var answers: [[Int32]] = []
    for level in [2, 1, 0] {
      LaneInstructions.limit(to: level)
      #expect(LaneInstructions.level <= level)
      let lanes = LaneArray(groups: 40, entries: LaneArray.symmetricEntries(order: 10))
      lanes.fill(entries: lanes.entries, in: -6...6, seed: 75, first: 3)
      let inertia = BatchedInertia(order: 10)
      let batch = inertia.screen(lanes)
      let settled = try inertia.settle(lanes)
      let drawn = (0..<lanes.count).flatMap { m in (0..<lanes.entries).map { Int32(lanes[m, $0]) } }
      answers.append(
        drawn + batch.negative + batch.positive + settled.inertias.map { Int32($0.zero) }
          + [Int32(settled.pivoted), Int32(settled.singular)])
    }
    #expect(answers[0] == answers[1] && answers[0] == answers[2])
  }

  @Test func drawnIntegersAreThoseOfTheScalarGenerator() {
    for (range, count) in [(-4...4, 36), (0...1, 7), (-300_000...200_000, 5), (3...3, 1)] {
      let lanes = LaneArray(groups: 2, entries: count + 2)
      lanes.fill(entries: count, in: range, seed: 76, first: 1000)
      for matrix in 0..<lanes.count {
        let expected = LaneArray.integers(count, in: range, seed: 76, index: 1000 + matrix)
        #expect((0..<count).map { Int(lanes[matrix, $0]) } == expected)
        #expect(expected.allSatisfy(range.contains))
        #expect(lanes[matrix, count] == 0)
      }
    }
    // All values occur.
    let many = LaneArray.integers(2000, in: -4...4, seed: 77, index: 0)
    #expect(Set(many).count == 9)
  }
}
