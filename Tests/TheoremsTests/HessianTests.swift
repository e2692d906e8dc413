import Exact
import Support
import Testing
import Theorems

@Suite struct HessianTests {
  /// The blocks of Theorem A cover the Hessian: equal traces of H, H^2 and H^3 on every small shape.
  @Test(arguments: [1, 2, 3]) func blocksHaveTheMomentsOfTheDenseHessian(depth: Int) {
    for widths in allWidths(depth: depth, largest: 3) {
      var generator = SeededGenerator(seed: UInt64(widths.reduce(0) { $0 * 4 + $1 }))
      let network = randomAligned(widths: widths, &generator)
      for part in HessianPart.allCases {
        let dense = network.dense().hessian(part: part)
        let blocks = network.hessianBlocks(part: part)
        func moment(_ power: Int) -> (Rational, Rational) {
          func trace(_ matrix: Matrix<Rational>) -> Rational {
            (1..<power).reduce(matrix) { product, _ in product * matrix }.trace
          }
          return (
            trace(dense),
            blocks.reduce(into: 0) { $0.addProduct(trace($1.matrix), Rational($1.multiplicity)) }
          )
        }
        for power in 1...(depth == 3 ? 2 : 3) {
          let (whole, parts) = moment(power)
          #expect(whole == parts, "widths \(widths) part \(part) power \(power)")
        }
      }
    }
  }

  @Test func denseHessianIsSymmetricAndItsTraceIsThatOfTheOuterPart() {
    var generator = SeededGenerator(seed: 7)
    for widths in [[2, 3], [1, 2, 3], [3, 2, 2], [2, 2, 3, 1], [1, 2, 1, 2, 2]] {
      let network = randomNetwork(widths: widths, &generator)
      let full = network.hessian()
      #expect(full.isSymmetric)
      #expect(full == network.hessian(part: .gaussNewton) + network.hessian(part: .functional))
      #expect(network.hessian(part: .functional).trace == 0)
    }
  }

  @Test func seedExampleWithBillionsOfParametersHasFewBlocks() {
    let signal = ModeRun<Rational>(count: 7, balanced: Rational(3, 5), depth: 4, x: 1, y: 1)
    let tail = ModeRun<Rational>(count: 100, balanced: Rational(1, 2), depth: 4, x: 1, y: 0)
    let network = AlignedNetwork(
      widths: [20000, 30000, 25000, 30000, 10000].map { Integer($0) }, modes: [signal, tail], restInput: 1)
    #expect(network.parameterCount == 2_400_000_000)
    let blocks = network.hessianBlocks()
    #expect(blocks.count == 25)
    // tr H = sum_k ||U_k||_F^2 tr(V_k Sxx V_k^T), mode by mode.
    func power(_ exponent: Int) -> Rational {
      let signals: Rational = 7 * Rational(3, 5).power(exponent)
      let tails: Rational = 100 * Rational(1, 2).power(exponent)
      return signals + tails
    }
    var direct: Rational = 0
    for k in 1...4 {
      let above: Rational = k == 4 ? 10000 : power(2 * (4 - k))
      let below: Rational = k == 1 ? 20000 : power(2 * (k - 1))
      direct += above * below
    }
    let trace = blocks.reduce(into: Rational(0)) { $0.addProduct($1.matrix.trace, Rational($1.multiplicity)) }
    #expect(trace == direct)
  }
}
