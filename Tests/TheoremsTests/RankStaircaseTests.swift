import Exact
import Support
import Testing
import Theorems

/// The ranks at every depth, on random networks: by derivatives of the loss as defined, and by trying every cut of the network.
@Suite struct RankStaircaseTests {
  static let widths = [[2, 3], [3, 1, 2], [2, 3, 2, 3], [2, 1, 2, 1, 2], [3, 2, 2, 1, 2]]

  /// A network, some layers and Sxx of small rank.
  private static func network(
    _ widths: [Int], few: Bool, _ generator: inout SeededGenerator
  ) -> LinearNetwork<Rational> {
    let random = randomNetwork(widths: widths, &generator)
    guard few else { return random }
    func projection(_ order: Int) -> Matrix<Rational> {
      let kept = Int.random(in: 1...order, using: &generator)
      return Matrix(diagonal: Array(repeating: 1, count: kept), rows: order, columns: order)
    }
    return LinearNetwork(
      layers: random.layers.map { projection($0.rows) * $0 },
      inputCovariance: projection(widths[0]), crossCovariance: random.crossCovariance)
  }

  /// `sum_k (c_k - c_(k-1)) r_k`, and the same without data.
  private static func staircase(_ network: LinearNetwork<Rational>, data: Bool) -> Int {
    let depth = network.depth
    var (sum, before) = (0, 0)
    for k in 1...depth {
      let lower = network.product(from: 1, through: k - 1)
      let columns = network.product(from: k + 1, through: depth).rank()
      sum += (columns - before) * (data ? lower * network.inputCovariance : lower).rank()
      before = columns
    }
    return sum
  }

  @Test(arguments: widths, [false, true]) func ranksByDerivatives(widths: [Int], few: Bool) {
    var generator = SeededGenerator(seed: UInt64(widths.reduce(few ? 1 : 2) { $0 * 5 + $1 }))
    for _ in 0..<6 {
      let network = Self.network(widths, few: few, &generator)
      let instance = CertificateInstance(network)
      #expect(instance.differential.rank() == Self.staircase(network, data: false))
      let rank = instance.jacobian.rank()
      #expect(rank == Self.staircase(network, data: true))
      #expect(network.hessian(part: .gaussNewton).rank() == rank)
      let (r, outputs) = (network.inputCovariance.rank(), widths[network.depth])
      let q = widths[1..<network.depth].reduce(min(r, outputs)) { min($0, $1) }
      #expect(rank <= q * (r + outputs - q))
      if (network.endToEnd * network.inputCovariance).rank() == q {
        #expect(rank == q * (r + outputs - q))
      }
      let least = widths.min()!
      if network.endToEnd.rank() == least {
        #expect(instance.differential.rank() == least * (widths[0] + outputs - least))
      }
    }
  }

  /// Balanced layers of rank 0, 1 and 2 in rational frames: the metric is `J J^T`, by jets, and has the rank of the tangent space.
  @Test(arguments: [[2, 2], [3, 2, 3], [2, 3, 2, 3], [2, 2, 3, 2, 2]], 0...2)
  func metricByDerivatives(widths: [Int], rank: Int) {
    var generator = SeededGenerator(seed: UInt64(widths.count * 3 + rank))
    let values = [Rational(2), Rational(1, 3)].prefix(rank)
    let frames = widths.map { order in
      Matrix.cayley(
        skew: (0..<(order * (order - 1) / 2)).map { _ in smallRational(&generator) }, order: order)
    }
    let network = LinearNetwork<Rational>(
      layers: (1..<widths.count).map {
        frames[$0] * Matrix(diagonal: Array(values), rows: widths[$0], columns: widths[$0 - 1])
          * frames[$0 - 1].transposed
      }, inputCovariance: Matrix(identity: widths[0]),
      crossCovariance: Matrix(zero: widths[widths.count - 1], widths[0]))
    let (map, depth) = (network.endToEnd, network.depth)
    let differential = CertificateInstance(network).differential
    let gram = differential.transposed * differential
    let (p, q) = (
      network.layers[depth - 1] * network.layers[depth - 1].transposed,
      network.layers[0].transposed * network.layers[0]
    )
    let metric = (1...depth).reduce(Matrix<Rational>(zero: gram.rows, gram.rows)) { sum, j in
      let left = (j..<depth).reduce(Matrix<Rational>(identity: p.rows)) { product, _ in product * p }
      let right = (1..<j).reduce(Matrix<Rational>(identity: q.rows)) { product, _ in product * q }
      return sum
        + Matrix(rows: gram.rows, columns: gram.rows) { a, b in
          left[a / q.rows, b / q.rows] * right[a % q.rows, b % q.rows]
        }
    }
    #expect(metric == gram)
    let tangent = map.rank() * (map.rows + map.columns - map.rank())
    // One layer is balanced whatever it is, and its metric is the identity.
    #expect(map.rank() == rank)
    #expect(metric.rank() == (depth > 1 ? tangent : map.rows * map.columns))
  }
}
