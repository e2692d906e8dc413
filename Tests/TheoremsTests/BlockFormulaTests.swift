import Exact
import Support
import Testing
import Theorems

/// The blocks of Theorem A against the dense Hessian, entry by entry; nothing outside the blocks couples.
@Suite struct BlockFormulaTests {
  /// Values per index beyond every width, so that data outside the matrices must not matter.
  private struct Modes {
    let network: LinearNetwork<Rational>
    let classes: [IndexClass<Rational>]
    let widths: [Int]

    init(widths: [Int], _ generator: inout SeededGenerator) {
      let depth = widths.count - 1
      let runs = (0..<widths.max()!).map { _ in
        ModeRun(
          count: 1, layers: (0..<depth).map { _ in smallRational(&generator) }, x: smallRational(&generator),
          y: smallRational(&generator))
      }
      self.widths = widths
      network = AlignedNetwork(widths: widths.map { Integer($0) }, modes: runs).dense()
      classes = runs.enumerated().map { i, run in
        IndexClass(count: 1, exists: widths.map { i < $0 }, layers: run.layers, x: run.x, y: run.y)
      }
    }
  }

  /// The parameters in one block: (layer, row, column), in the order of the formula.
  private typealias Variable = (layer: Int, row: Int, column: Int)

  private func variables(_ widths: [Int], _ row: Int, _ column: Int) -> [Variable] {
    (1..<widths.count).filter { row < widths[$0] && column < widths[$0 - 1] }.map { ($0, row, column) }
  }

  private func expectBlocks(widths: [Int], seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let modes = Modes(widths: widths, &generator)
    let parameters = parameterList(widths: widths)
    func position(_ variable: Variable) -> Int { parameters.firstIndex { $0 == variable }! }
    for part in HessianPart.allCases {
      var remaining = modes.network.hessian(part: part)
      var faults: [String] = []
      func compare(_ block: Matrix<Rational>, _ variables: [Variable]) {
        let places = variables.map(position)
        if block.rows != places.count {
          return faults.append("a block of order \(block.rows) for \(places.count)")
        }
        for (i, p) in places.enumerated() {
          for (j, q) in places.enumerated() {
            if block[i, j] != remaining[p, q] { faults.append("\(variables[i]) \(variables[j])") }
            remaining[p, q] = 0
          }
        }
      }
      for (i, a) in modes.classes.enumerated() {
        compare(BlockFormula.diagonal(a, part: part).symmetric, variables(widths, i, i))
        for (m, b) in modes.classes.enumerated() where m > i {
          compare(
            BlockFormula.pair(a, b, part: part), variables(widths, i, m) + variables(widths, m, i))
        }
      }
      #expect(faults.isEmpty, "widths \(widths) part \(part) seed \(seed): \(faults)")
      #expect(
        remaining.entries.allSatisfy { $0.isZero },
        "widths \(widths) part \(part) seed \(seed): entries outside")
    }
  }

  @Test(arguments: [1, 2, 3]) func everyShapeOfWidthThree(depth: Int) {
    for widths in allWidths(depth: depth, largest: 3) {
      expectBlocks(widths: widths, seed: UInt64(widths.reduce(2) { $0 * 4 + $1 }))
    }
  }

  @Test(arguments: 1...12) func sampledToDepthFive(sample: Int) {
    var generator = SeededGenerator(seed: UInt64(500 + sample))
    let depth = 4 + sample % 2
    let widths = (0...depth).map { _ in Int.random(in: 1...(depth == 4 ? 4 : 3), using: &generator) }
    expectBlocks(widths: widths, seed: UInt64(sample))
  }

  /// A class of n identical modes: `S_+` n(n+1)/2 times and `S_-` n(n-1)/2 times have the characteristic polynomial of the
  /// separate blocks of its indices.
  @Test(arguments: [1, 2, 3, 4]) func identicalModesSplit(depth: Int) {
    var generator = SeededGenerator(seed: UInt64(90 + depth))
    for _ in 0..<5 {
      let one = IndexClass<Rational>(
        count: 1, exists: Array(repeating: true, count: depth + 1),
        layers: (0..<depth).map { _ in smallRational(&generator) }, x: smallRational(&generator),
        y: smallRational(&generator))
      let (plus, minus) = BlockFormula.diagonal(one)
      let product = plus.characteristicPolynomial() * minus.characteristicPolynomial()
      #expect(BlockFormula.pair(one, one).characteristicPolynomial() == product)
    }
  }
}
