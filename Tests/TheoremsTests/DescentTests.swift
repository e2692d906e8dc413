import Exact
import Support
import Testing
import Theorems

/// Gradient descent on whole matrices, exactly: frames stay put (C1), and the conservation law with its defect (C2).
@Suite struct DescentTests {
  /// In turned frames the off-diagonal entries stay exactly zero and the diagonal follows the modes.
  @Test(arguments: [Rational(0), Rational(9, 10)]) func framesStayPut(momentum: Rational) {
    var generator = SeededGenerator(seed: 31)
    for widths in [[2, 2], [2, 3, 2], [3, 2, 2], [2, 2, 2, 2]] {
      let steps = widths.count == 4 ? 2 : 3
      let aligned = randomAligned(widths: widths, &generator)
      let frames = cayleyFrames(widths: widths, &generator)
      let rate = Rational(1, 5)
      let turned = aligned.dense().rotated(by: frames).descended(rate: rate, momentum: momentum, steps: steps)
      let back = turned.rotated(by: frames.map(\.transposed))
      #expect(back.layers.allSatisfy { $0.isDiagonal }, "widths \(widths)")
      let straight = aligned.dense().descended(rate: rate, momentum: momentum, steps: steps)
      #expect(back == straight, "widths \(widths)")
    }
  }

  /// Balanced modes follow the scalar recursion, with and without momentum.
  @Test(arguments: [1, 2, 3]) func balancedModesFollowTheRecursion(depth: Int) {
    let values = [Rational(1, 2), Rational(-2, 3), 0]
    let (x, y) = ([Rational(1), 2, 1], [Rational(1), Rational(1, 3), 0])
    let network = AlignedNetwork<Rational>(
      widths: Array(repeating: 3, count: depth + 1),
      modes: (0..<3).map { ModeRun(count: 1, balanced: values[$0], depth: depth, x: x[$0], y: y[$0]) }
    ).dense()
    for momentum in [Rational(0), Rational(1, 2)] {
      let (rate, steps) = (Rational(1, 4), 3)
      let after = network.descended(rate: rate, momentum: momentum, steps: steps)
      for i in 0..<3 {
        let expected = ModeRecursion(depth: depth, x: x[i], y: y[i], rate: rate, momentum: momentum)
          .orbit(from: values[i], steps: steps).last
        for layer in after.layers { #expect(layer[i, i] == expected, "L \(depth) mode \(i)") }
      }
    }
  }

  /// C2 on arbitrary networks: `D_k' = D_k + eta^2 (G_(k+1)^T G_(k+1) - G_k G_k^T)`, exactly.
  @Test(arguments: [[2, 2, 2], [1, 3, 2], [3, 2, 1, 2], [2, 1, 2, 3, 1]]) func conservation(widths: [Int]) {
    let seed = UInt64(widths.reduce(17) { $0 * 4 + $1 })
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<scaled(5) {
      let network = randomNetwork(widths: widths, &generator)
      let rate = smallRational(&generator)
      let after = network.descended(rate: rate, steps: 1)
      let gradient = network.gradient
      func defect(_ of: LinearNetwork<Rational>, _ k: Int) -> Matrix<Rational> {
        of.layers[k].transposed * of.layers[k] - of.layers[k - 1] * of.layers[k - 1].transposed
      }
      for k in 1..<network.depth {
        #expect(
          network.layers[k].transposed * gradient[k] == gradient[k - 1] * network.layers[k - 1].transposed,
          "seed \(seed) layer \(k)")
        let change =
          gradient[k].transposed * gradient[k] - gradient[k - 1] * gradient[k - 1].transposed
        #expect(
          defect(after, k) == defect(network, k) + change.scaled(by: rate * rate), "seed \(seed) layer \(k)")
      }
    }
  }

  /// The mode form of C2 for unbalanced layers: gaps shrink by `1 - eta^2 e^2 prod s_l^2`.
  @Test func gapsOfUnbalancedModes() {
    var generator = SeededGenerator(seed: 19)
    for depth in 2...4 {
      let values = (0..<depth).map { _ in smallRational(&generator) + 1 }
      let (x, y, rate) = (Rational(2), Rational(1, 3), Rational(1, 7))
      let network = AlignedNetwork<Rational>(
        widths: Array(repeating: 1, count: depth + 1), modes: [ModeRun(count: 1, layers: values, x: x, y: y)]
      ).dense()
      let after = network.descended(rate: rate, steps: 1).layers.map { $0[0, 0] }
      let e = x * values.reduce(1, *) - y
      for k in 0..<depth {
        for j in 0..<k {
          let others = (0..<depth).filter { $0 != k && $0 != j }.reduce(into: Rational(1)) {
            $0 = $0 * values[$1]
          }
          let factor = 1 - rate * rate * e * e * others * others
          #expect(
            after[k] * after[k] - after[j] * after[j] == (values[k] * values[k] - values[j] * values[j])
              * factor)
        }
      }
    }
  }
}
