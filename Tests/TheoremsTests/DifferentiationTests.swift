import Exact
import Support
import Testing
import Theorems

/// The closed form of the Hessian against derivatives of the loss, taken from its definition.
@Suite struct DifferentiationTests {
  typealias Network = LinearNetwork<Rational>

  static let larger = [[3, 2], [1, 3, 2], [3, 1, 3], [2, 3, 1, 2], [2, 1, 3, 1, 2], [1, 2, 2, 1, 2, 1]]

  /// A general and an aligned network for every list of widths; the seed is the list.
  private func networks(widths: [Int]) -> [Network] {
    var generator = SeededGenerator(seed: seed(widths))
    return [randomNetwork(widths: widths, &generator), randomAligned(widths: widths, &generator).dense()]
  }

  private func seed(_ widths: [Int]) -> UInt64 { UInt64(widths.reduce(1) { $0 * 4 + $1 }) }

  /// The three parts by hyper-dual numbers: `H_o = tr(W_p Sxx W_q^T)`, `H_f = tr(E^T W_pq)` and `H = F_pq`.
  private func differentiated(_ network: Network) -> [HessianPart: Matrix<Rational>] {
    let loss = LossByDefinition(network)
    let jets = LossByDefinition<Jet<Rational>>(network.map { Jet(value: $0) })
    let weights = network.weights
    let residual =
      Matrix(
        rows: network.widths.last!, columns: network.widths[0],
        entries: loss.endToEnd(weights).flatMap { $0 }) * network.inputCovariance - network.crossCovariance
    var parts: [HessianPart: Matrix<Rational>] = [:]
    for part in HessianPart.allCases { parts[part] = Matrix(zero: weights.count, weights.count) }
    for p in weights.indices {
      for q in weights.indices {
        let point = weights.enumerated().map { Jet(value: $1, u: $0 == p ? 1 : 0, v: $0 == q ? 1 : 0) }
        let product = jets.endToEnd(point)
        parts[.gaussNewton]![p, q] = loss.inner(product.map { $0.map(\.u) }, product.map { $0.map(\.v) })
        parts[.functional]![p, q] = product.enumerated().reduce(into: 0) { sum, row in
          for (j, entry) in row.element.enumerated() { sum += residual[row.offset, j] * entry.uv }
        }
        parts[.full]![p, q] = jets.twiceLoss(point).uv / 2
      }
    }
    return parts
  }

  private func expectDerivatives(_ widths: [Int]) {
    for network in networks(widths: widths) {
      for (part, expected) in differentiated(network) {
        #expect(network.hessian(part: part) == expected, "widths \(widths) part \(part) seed \(seed(widths))")
      }
    }
  }

  @Test(arguments: [1, 2, 3]) func everySmallShapeByJets(depth: Int) {
    for widths in allWidths(depth: depth, largest: 2) { expectDerivatives(widths) }
  }

  @Test(arguments: larger) func largerShapesByJets(widths: [Int]) { expectDerivatives(widths) }

  @Test func gradientByJets() {
    for widths in allWidths(depth: 2, largest: 3) + Self.larger {
      for network in networks(widths: widths) {
        let jets = LossByDefinition<Jet<Rational>>(network.map { Jet(value: $0) })
        let weights = network.weights
        let expected = weights.indices.map { p in
          jets.twiceLoss(weights.enumerated().map { Jet(value: $1, u: $0 == p ? 1 : 0) }).u / 2
        }
        #expect(network.gradient.flatMap(\.entries) == expected, "widths \(widths) seed \(seed(widths))")
      }
    }
  }

  /// Weights and data as variables: the closed form is the second derivative as a polynomial, for all values at once.
  @Test(arguments: [
    [1, 1], [2, 1], [1, 2], [2, 2], [1, 1, 1], [2, 1, 1], [1, 2, 1], [1, 1, 2], [2, 1, 2], [1, 1, 1, 1],
    [1, 2, 1, 1],
    [1, 1, 1, 1, 1],
  ])
  func asPolynomials(widths: [Int]) {
    typealias Polynomial = SparsePolynomial<Rational>
    var next = 0
    func variable() -> Polynomial {
      next += 1
      return .variable(next - 1)
    }
    func matrix(_ rows: Int, _ columns: Int) -> Matrix<Polynomial> {
      Matrix(rows: rows, columns: columns) { _, _ in variable() }
    }
    let layers = (1..<widths.count).map { matrix(widths[$0], widths[$0 - 1]) }
    let count = next
    var covariance = matrix(widths[0], widths[0])
    for i in 0..<widths[0] { for j in 0..<i { covariance[i, j] = covariance[j, i] } }
    let network = LinearNetwork(
      layers: layers, inputCovariance: covariance, crossCovariance: matrix(widths.last!, widths[0]))
    let twice = LossByDefinition(network).twiceLoss(network.weights)
    let gradient = network.gradient.flatMap(\.entries)
    let hessian = network.hessian()
    for p in 0..<count {
      let slope = twice.derivative(in: p)
      #expect(slope == gradient[p] + gradient[p], "widths \(widths) parameter \(p)")
      for q in 0..<count {
        #expect(slope.derivative(in: q) == hessian[p, q] + hessian[p, q], "widths \(widths) entry \(p), \(q)")
      }
    }
  }

  /// Balls contain the exact entries at every precision, and doubles are near.
  @Test(arguments: [2, 24, 53, 64, 200]) func ballsContainAndDoublesAreNear(precision: Int) {
    for widths in allWidths(depth: 2, largest: 2) + Self.larger {
      for network in networks(widths: widths) {
        let doubles = network.map(\.approximateDouble)
        for part in HessianPart.allCases {
          let exact = network.hessian(part: part).entries
          let balls = network.map { Ball($0, precision: precision) }.hessian(part: part).entries
          #expect(Containment.misses(of: exact, in: balls).isEmpty, "widths \(widths) part \(part)")
          let size = network.hessian(part: .full).entries.map { $0.magnitude.approximateDouble }.max()! + 1
          for (value, double) in zip(exact, doubles.hessian(part: part).entries) {
            #expect(
              abs(double - value.approximateDouble) <= 1e-9 * size, "widths \(widths) part \(part)")
          }
        }
      }
    }
  }

  /// The check above fails when one entry is wrong by one unit in the fiftieth bit, and when the parts are mixed up.
  @Test func theContainmentCheckCatchesWrongEntries() {
    let network = networks(widths: [2, 2, 2])[0]
    var exact = network.hessian().entries
    let balls = network.map { Ball($0, precision: 64) }.hessian().entries
    #expect(Containment.misses(of: exact, in: balls).isEmpty)
    #expect(!Containment.misses(of: network.hessian(part: .gaussNewton).entries, in: balls).isEmpty)
    let place = exact.firstIndex { !$0.isZero }!
    exact[place] = exact[place] * (1 + Rational(mantissa: 1, exponent: -50))
    #expect(Containment.misses(of: exact, in: balls) == [place])
  }

  /// Rational orthogonal frames conjugate the Hessian: the characteristic polynomial of every part stays.
  @Test(arguments: [[2, 2], [1, 2, 2], [2, 2, 2], [2, 3, 1], [1, 2, 2, 1], [2, 1, 2, 1, 2]])
  func turningTheFramesKeepsTheCharacteristicPolynomial(widths: [Int]) {
    var generator = SeededGenerator(seed: seed(widths) + 77)
    for network in networks(widths: widths) {
      let turned = network.rotated(by: cayleyFrames(widths: widths, &generator))
      for part in HessianPart.allCases {
        #expect(
          turned.hessian(part: part).characteristicPolynomial().coefficients
            == network.hessian(part: part).characteristicPolynomial().coefficients,
          "widths \(widths) part \(part)")
      }
    }
  }
}

/// Which exact values a list of balls misses.
enum Containment {
  static func misses(of values: [Rational], in balls: [Ball]) -> [Int] {
    precondition(values.count == balls.count, "\(values.count) values for \(balls.count) balls")
    return values.indices.filter { !balls[$0].contains(values[$0]) }
  }
}
