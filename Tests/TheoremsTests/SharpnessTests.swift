import Exact
import Support
import Testing
import Theorems

/// Sharpness by derivatives of the loss and by products of layer values; and what fails when a hypothesis is dropped.
@Suite struct SharpnessTests {
  typealias Network = LinearNetwork<Rational>

  private static func scalars(_ layers: [Rational], x: Rational = 1, y: Rational) -> Network {
    func one(_ value: Rational) -> Matrix<Rational> { Matrix(rows: 1, columns: 1, entries: [value]) }
    return Network(layers: layers.map(one), inputCovariance: one(x), crossCovariance: one(y))
  }

  private static func balanced(_ depth: Int, _ values: [Rational]) -> Network {
    AlignedNetwork(
      widths: Array(repeating: values.count, count: depth + 1),
      layers: Array(repeating: values, count: depth),
      inputs: values.map { _ in 1 }, targets: values.map { $0.power(depth) }
    ).dense()
  }

  /// At width 1 the sharpness is the sum of the squared products of all layers but one, by the definition of a derivative.
  @Test func productsOfScalarMinimaSatisfyTheInequalityOfMeans() throws {
    var (scalar, sharper) = (0, 0)
    for instance in try CertificateInstance.all("mulayoff-2020-flattest-sharpness")
    where instance.network.parameterCount == instance.network.depth {
      let (depth, values) = (instance.network.depth, instance.network.weights)
      let sum = values.indices.reduce(Rational(0)) { sum, k in
        sum + values.indices.filter { $0 != k }.reduce(Rational(1)) { $0 * values[$1] }.squared()
      }
      let bound = try Rational(depth) * instance["t"].power(2 * depth - 2)
      #expect(sum >= bound)
      // Equality of means needs equal products of the others, hence equal magnitudes when none vanishes.
      if try !instance["t"].isZero { #expect((sum == bound) == (Set(values.map(\.magnitude)).count == 1)) }
      scalar += 1
      sharper += sum > bound ? 1 : 0
    }
    #expect(scalar > 20 && sharper > 5)
  }

  /// On the last seeded instances the Hessian by derivatives of the loss gives the counts that the bound claims.
  @Test(arguments: ["mulayoff-2020-flattest-sharpness", "kamber-parhi-2025-depth2-sharpness"])
  func derivativesOfTheLossReachTheBound(id: String) throws {
    for instance in try CertificateInstance.all(id).suffix(5) {
      let depth = instance.network.depth
      let isTwoLayers = id.hasPrefix("kamber")
      let bound =
        try isTwoLayers
        ? instance["first"] + instance["second"] : Rational(depth) * instance["t"].power(2 * depth - 2)
      let counts = instance.hessian.counts(around: bound)
      #expect(counts.positive + counts.zero > 0)
      if isTwoLayers { #expect(counts.positive == 0 && counts.zero > 0) }
    }
  }

  @Test func witnessOfTheFlattestTwin() throws {
    let instance = try #require(CertificateInstance.all("mulayoff-2020-flattest-sharpness-false").first)
    #expect(instance.network.weights == [2, Rational(1, 2)])
    #expect(instance.hessian.counts(around: Rational(17, 4)) == Inertia(negative: 1, zero: 1, positive: 0))
  }

  /// Four classes with proportions p_c = (n_c/353)^4, which sum to 1 (R. Norrie 1911): at depth 2 everything is rational.
  @Test func largestClassProportionAtDepthTwo() {
    let values = [30, 120, 272, 315].map { Rational(Integer($0), 353) }
    let proportions = values.map { $0.power(4) }
    #expect(proportions.reduce(0, +) == 1)
    let network = Self.balanced(2, values)
    #expect(
      network.crossCovariance * network.crossCovariance.transposed
        == Matrix(diagonal: proportions, rows: 4, columns: 4))
    let sharpness = 2 * values[3].squared()
    #expect((sharpness / 2).squared() == proportions[3])
    let counts = CertificateInstance.hessian(of: network).counts(around: sharpness)
    #expect(counts.positive == 0 && counts.zero == 1)
  }

  /// The closed forms for every depth, at depths 1 to 5, against derivatives of the loss.
  @Test(arguments: 1...5) func pairOfModes(depth: Int) {
    let (s, t) = (Rational(3, 2), Rational(2, 3))
    let hessian = CertificateInstance.hessian(of: Self.balanced(depth, [s, t]))
    let pair = (s.power(2 * depth) - t.power(2 * depth)) / (s * s - t * t)
    let (top, low) = (Rational(depth) * s.power(2 * depth - 2), Rational(depth) * t.power(2 * depth - 2))
    #expect(low <= pair && pair <= top && hessian.trace == top + low + 2 * pair)
    #expect(hessian.counts(around: top).positive == 0 && hessian.counts(around: top).zero > 0)
    #expect(hessian.counts(around: pair).zero >= 2 && hessian.counts(around: 0).positive == 4)
  }

  @Test(arguments: 2...6) func rescaledLayers(depth: Int) {
    let a = Rational(3, 2)
    let layers = [a, 1 / a] + Array(repeating: Rational(1), count: depth - 2)
    let hessian = CertificateInstance.hessian(of: Self.scalars(layers, y: 1))
    let sharpness = a * a + 1 / (a * a) + Rational(depth - 2)
    #expect(
      hessian.characteristicPolynomial()
        == Polynomial([-sharpness, 1]) * Polynomial(monomial: 1, degree: depth - 1))
  }

  @Test func hypothesesAreNeeded() {
    // mulayoff: without Sxx = I, and without E = 0 (y = 2 in place of 1).
    let unit: [Rational] = [1, 1]
    #expect(
      Self.scalars(unit, x: Rational(1, 4), y: Rational(1, 4)).hessian().counts(around: 2).negative == 2)
    #expect(Self.scalars(unit, y: 2).hessian().counts(around: 2).negative == 2)
    // kamber-parhi: at three layers the sum of squared norms is another number.
    #expect(Self.scalars([1, 1, 2], y: 2).hessian().counts(around: 6).zero == 0)
    // marion-chizat: with two outputs the formula through w w^T misses eigenvalues.
    let outputs = AlignedNetwork<Rational>(
      widths: [1, 1, 2], layers: [[1], [1]], inputs: [1], targets: [1]
    ).dense()
    #expect(outputs.hessian().rank() == 2 && outputs.isMinimum)
    // ghosh: L = 1 has d_0 d_1 eigenvalues 1, not r^2 + r (d_0 + d_1 - 2r); E = 0 keeps the functional part away.
    let single = AlignedNetwork<Rational>(widths: [2, 2], layers: [[1]], inputs: [1, 1], targets: [1]).dense()
    #expect(single.hessian().counts(around: 1).zero == 4)
    #expect(Self.scalars(unit, y: 0).hessian().counts(around: 2).zero == 0)
    // zhao: a rank-deficient Gram matrix has no condition number: W_1 = W_2 = diag(1, 0).
    let deficient = AlignedNetwork<Rational>(
      widths: [2, 2, 2], layers: [[1], [1]], inputs: [1, 1], targets: []
    ).dense()
    #expect(deficient.hessian(part: .gaussNewton).rank() == 3)
  }

  /// The condition number from the Gram matrix itself, in rotated frames, where the bound is the same.
  @Test func conditionOfTheGramMatrix() throws {
    var generator = SeededGenerator(seed: 36)
    for instance in try CertificateInstance.all("zhao-2024-gn-condition").suffix(6)
    where instance.network.widths[0] * instance.network.widths[instance.network.depth] <= 6 {
      let rotated = instance.network.rotated(by: cayleyFrames(widths: instance.network.widths, &generator))
      let (depth, inputs) = (rotated.depth, rotated.widths[0])
      let outputs = rotated.widths[depth]
      var gram = Matrix<Rational>(zero: inputs * outputs, inputs * outputs)
      for k in 1...depth {
        let (above, below) = (
          rotated.product(from: k + 1, through: depth), rotated.product(from: 1, through: k - 1)
        )
        let (left, right) = (above * above.transposed, below.transposed * below * rotated.inputCovariance)
        gram =
          gram
          + Matrix(rows: inputs * outputs, columns: inputs * outputs) { i, j in
            left[i / inputs, j / inputs] * right[i % inputs, j % inputs]
          }
      }
      let polynomial = gram.characteristicPolynomial()
      #expect(try polynomial.evaluated(at: instance["largest"]).isZero)
      #expect(try polynomial.evaluated(at: instance["smallest"]).isZero)
      // No root is larger and none smaller: Descartes after a shift.
      let above = try #require(Inertia(realRooted: polynomial.shifted(by: try instance["largest"])))
      let below = try #require(Inertia(realRooted: polynomial.shifted(by: try instance["smallest"])))
      #expect(above.positive == 0 && below.negative == 0)
    }
  }
}

extension LinearNetwork<Rational> {
  fileprivate var isMinimum: Bool { residual.entries.allSatisfy(\.isZero) }
}
