import Exact
import Support
import Testing
import Theorems

/// The inequalities shown by squares of words: on random exact networks by other means, and their numbers at depths.
@Suite struct WordInequalityTests {
  typealias Network = LinearNetwork<Rational>
  typealias Point = DepthReading.Point

  private static func scalar(_ value: Rational, _ order: Int) -> Matrix<Rational> {
    Matrix(identity: order).scaled(by: value)
  }

  private static func isPositive(_ matrix: Matrix<Rational>) -> Bool { matrix.inertia().negative == 0 }

  /// Layers near 3/2 I in general position: every layer's gradient against the residual, and the loss against the least one.
  @Test(arguments: [(1, 2), (2, 2), (3, 2), (2, 3), (5, 1)]) func gradientNearTheIdentity(
    depth: Int, order: Int
  ) {
    var generator = SeededGenerator(seed: UInt64(10 * depth + order))
    let (rho, tau, mu) = (Rational(3, 2), Rational(3, 4), Rational(1, 2))
    var admitted = 0
    for _ in 0..<20 {
      let random = randomNetwork(widths: Array(repeating: order, count: depth + 1), &generator)
      let steps = random.layers.map { $0.scaled(by: Rational(1, 8)) }
      guard steps.allSatisfy({ Self.isPositive(Self.scalar(tau * tau, order) - $0.transposed * $0) }) else {
        continue
      }
      let network = Network(
        layers: steps.map { $0 + Self.scalar(rho, order) },
        inputCovariance: random.inputCovariance + Self.scalar(mu, order),
        crossCovariance: random.crossCovariance)
      let scale = (rho - tau).power(2 * depth - 2)
      let residual = network.residual.frobeniusNormSquared
      for layer in network.gradient { #expect(layer.frobeniusNormSquared >= scale * residual) }
      let best = network.crossCovariance * network.inputCovariance.inverse()!
      func loss(_ z: Matrix<Rational>) -> Rational {
        (z * network.inputCovariance * z.transposed).trace / 2
          - (z * network.crossCovariance.transposed).trace
      }
      let excess = loss(network.endToEnd) - loss(best)
      #expect(residual >= 2 * mu * excess && excess >= 0)
      #expect(
        network.gradient.reduce(Rational(0)) { $0 + $1.frobeniusNormSquared } >= Rational(2 * depth) * scale
          * mu * excess)
      admitted += 1
    }
    #expect(admitted >= 3)
  }

  /// The Gauss-Newton part of networks in general position: its eigenvalues against rational bounds of the factors, by inertia.
  @Test(arguments: [[2, 2, 2], [2, 3, 2], [2, 2, 3, 2]]) func conditioning(widths: [Int]) {
    var generator = SeededGenerator(seed: UInt64(widths.reduce(0) { $0 * 4 + $1 }))
    /// Rationals a <= all eigenvalues <= b to a 16th.
    func ends(_ matrix: Matrix<Rational>) -> (least: Rational, most: Rational) {
      let grid = (0...Int(matrix.trace.description.split(separator: "/")[0])! * 16 + 16).map {
        Rational($0) / 16
      }
      return (
        grid.last { Self.isPositive(matrix - Self.scalar($0, matrix.rows)) }!,
        grid.first { Self.isPositive(Self.scalar($0, matrix.rows) - matrix) }!
      )
    }
    var positive = 0
    for _ in 0..<6 {
      let random = randomNetwork(widths: widths, &generator)
      let inputs = random.inputCovariance + Self.scalar(1, widths[0])
      let network = Network(
        layers: random.layers, inputCovariance: inputs, crossCovariance: random.crossCovariance)
      let depth = network.depth
      var (least, most) = (Rational(0), Rational(0))
      for k in 1...depth {
        let (u, v) = (network.product(from: k + 1, through: depth), network.product(from: 1, through: k - 1))
        let (above, below) = (ends(u * u.transposed), ends(v.transposed * v))
        least += above.least * below.least
        most += above.most * below.most
      }
      let data = ends(inputs)
      let outer = network.hessian(part: .gaussNewton)
      let order = widths[0] * widths[depth]
      #expect(outer.counts(around: data.most * most).positive == 0)
      if least > 0 {
        let counts = outer.counts(around: data.least * least)
        #expect(counts.zero + counts.positive >= order)
        positive += 1
      }
    }
    #expect(positive > 0)
  }

  /// A minimum with layers in general position but for one pair of vectors: the form of the Hessian at J^* Z, and the product over the layers.
  @Test(arguments: 1...5) func flatness(depth: Int) {
    var generator = SeededGenerator(seed: UInt64(100 + depth))
    for single in [false, true] {
      let widths = (0...depth).map { $0 == depth ? (single ? 1 : 2) : $0 == 0 ? 3 : 2 }
      let random = randomNetwork(widths: widths, &generator)
      let inputs = single ? random.inputCovariance : Matrix(identity: 3)
      let w = random.endToEnd
      let network = Network(layers: random.layers, inputCovariance: inputs, crossCovariance: w * inputs)
      // For one output Z = w C, and C V_k^T V_k Sxx w^T carries the form; for Sxx = I any Z = u v^T gives a form, here with the row u^T W for v.
      let u = Matrix<Rational>(rows: widths[depth], columns: 1) { i, _ in i == 0 ? 1 : 0 }
      let r = single ? inputs * w.transposed : w.transposed * u
      let length = single ? (w * r)[0, 0] : r.frobeniusNormSquared
      if length.isZero { continue }
      var (sum, product) = (Rational(0), Rational(1))
      var direction: [Rational] = []
      for k in 1...depth {
        let above = network.product(from: k + 1, through: depth).transposed * u
        let below = network.product(from: 1, through: k - 1) * r
        sum += above.frobeniusNormSquared * below.frobeniusNormSquared
        product *= above.frobeniusNormSquared * below.frobeniusNormSquared
        let step = above * below.transposed
        for i in 0..<step.rows { for j in 0..<step.columns { direction.append(step[i, j]) } }
      }
      let row = Matrix(rows: 1, columns: direction.count, entries: direction)
      let form = (row * network.hessian() * row.transposed)[0, 0]
      #expect(row.frobeniusNormSquared == sum)
      #expect(form * length >= sum * sum)
      // u^T U_k V_(k+1) r is the same number for every k < L; alpha_L is |u|^2 = 1.
      let meeting = (u.transposed * w * r)[0, 0]
      let first = r.frobeniusNormSquared
      #expect(product >= meeting.power(2 * depth - 2) * first)
      if single { #expect(first * w.frobeniusNormSquared >= meeting.squared()) }
      let mean = sum / Rational(depth)
      #expect(mean.power(depth) >= product)
    }
  }

  private static let points: [String: Point] = [
    "hardt-ma-2017-no-spurious-every-depth": [
      "k": 2, "s": Rational(1, 2), "x": Rational(3, 2), "y": Rational(4, 3), "z": Rational(1, 2), "G": 2,
    ],
    "zhao-2024-gn-condition-every-depth": ["x": 3, "y": Rational(1, 2), "p": 4, "q": Rational(1, 4)],
    "mulayoff-2020-flattest-sharpness-every-depth": [
      "s": Rational(3, 2), "t": Rational(7, 4), "b": Rational(1, 2), "G": Rational(6, 5), "p": Rational(9, 8),
      "q": Rational(5, 4), "z": Rational(2, 3),
    ],
    "nar-sastry-2018-step-size-every-minimum": [
      "s": Rational(3, 2), "t": Rational(7, 4), "b": Rational(1, 2), "G": Rational(6, 5), "p": Rational(9, 8),
      "q": Rational(5, 4), "z": Rational(2, 3), "eta": Rational(3, 2), "u": 15, "c": Rational(7, 4),
    ],
    "marion-chizat-2024-sharpness-every-depth": [
      "s": Rational(3, 2), "t": Rational(7, 4), "b": Rational(1, 2), "G": Rational(6, 5), "p": Rational(9, 8),
      "q": Rational(5, 4), "z": Rational(2, 3), "r": Rational(3, 4), "x": Rational(4, 5),
    ],
  ]

  private static func next(_ L: Int, _ v: Point) -> Rational {
    Rational(L + 1) * v["t"]! - Rational(L) * v["s"]!
  }

  private static let means: [String: DepthReading.Definition] = [
    "tangent": { L, v in v["t"]!.power(L + 1) - v["s"]!.power(L) * next(L, v) },
    "mean": { L, v in v["t"]!.power(L + 1) - v["G"]! * next(L, v) },
    "exponent": { L, _ in 2 - Rational(2) / Rational(L) },
  ]

  /// What is left of the sum over L layers.
  private static func rest(_ L: Int, _ v: Point) -> Rational {
    var rest: Rational = v["G"]!
    for _ in 0..<L {
      let scale: Rational = v["s"]!.power(2 * L - 2)
      rest = rest - 2 * scale * v["z"]! * v["y"]!
    }
    return rest
  }

  private static func kept(_ L: Int, _ v: Point) -> Rational {
    let product: Rational = v["G"]! * v["q"]! * v["z"]!
    let bound: Rational = v["b"]!.power(2 * L) * v["z"]! * (v["r"] ?? 1)
    return product - bound
  }

  private static let nearIdentity: [String: DepthReading.Definition] = [
    "above": { L, _ in Rational(2 * (L - 1)) }, "below": { _, _ in Rational(4) }, "bound": { rest($0, $1) },
  ]
  private static let conditionNumber: [String: DepthReading.Definition] = [
    "quotient": { _, v in v["p"]! * v["y"]! - v["x"]! * v["q"]! }
  ]
  private static let whitened: [String: DepthReading.Definition] = [
    "chain": { kept($0, $1) }, "bound": { L, v in v["s"]!.power(L) - v["b"]!.power(2 * L - 2) },
  ]
  private static let single: [String: DepthReading.Definition] = [
    "chain": { kept($0, $1) },
    "bound": { L, v in v["s"]!.power(L) - v["b"]!.power(2 * L) / v["x"]!.squared() },
  ]

  private static let step: [String: DepthReading.Definition] = [
    // How far the multiplier 1 - eta u is below -1.
    "multiplier": { _, v in -1 - (1 - v["eta"]! * v["u"]!) }
  ]

  private static let definitions: [String: [String: DepthReading.Definition]] = [
    "hardt-ma-2017-no-spurious-every-depth": nearIdentity,
    "zhao-2024-gn-condition-every-depth": conditionNumber,
    "mulayoff-2020-flattest-sharpness-every-depth": means.merging(whitened) { $1 },
    "nar-sastry-2018-step-size-every-minimum": means.merging(whitened) { $1 }.merging(step) { $1 },
    "marion-chizat-2024-sharpness-every-depth": means.merging(single) { $1 },
  ]

  @Test(arguments: definitions.keys.sorted()) func numbersHoldAtDepths(id: String) throws {
    try DepthReading(id).holds(Self.definitions[id]!, at: Self.points[id]!)
    #expect(Catalogue.entry(id: id)?.evidence == .allDepths)
  }

  @Test(arguments: definitions.keys.sorted()) func numbersNoticeAChange(id: String) throws {
    try DepthReading(id).noticesChanges(Self.definitions[id]!, at: Self.points[id]!)
  }
}
