import Exact
import Support
import Testing
import Theorems

/// A further hidden unit, an input that gets variance, and the rank at interpolation on random networks, by the Hessian of the loss as defined.
@Suite struct WidthAndDataTests {
  static let widths = [[2, 1, 2], [1, 2, 3, 1], [2, 2, 1, 2], [1, 2, 1, 2, 1]]

  private static func resized(
    _ matrix: Matrix<Rational>, _ rows: Int, _ columns: Int
  ) -> Matrix<Rational> {
    Matrix(rows: rows, columns: columns) {
      $0 < matrix.rows && $1 < matrix.columns ? matrix[$0, $1] : 0
    }
  }

  @Test(arguments: widths) func furtherUnit(widths: [Int]) {
    var generator = SeededGenerator(seed: UInt64(widths.reduce(3) { $0 * 4 + $1 }))
    for j in 1..<(widths.count - 1) {
      let network = randomNetwork(widths: widths, &generator)
      let depth = network.depth
      var layers = network.layers
      layers[j - 1] = Self.resized(layers[j - 1], widths[j] + 1, widths[j - 1])
      layers[j] = Self.resized(layers[j], widths[j + 1], widths[j] + 1)
      let wide = LinearNetwork(
        layers: layers, inputCovariance: network.inputCovariance, crossCovariance: network.crossCovariance)
      let coupling =
        network.product(from: j + 2, through: depth).transposed * network.residual
        * network.product(from: 1, through: j - 1).transposed
      let (rows, columns) = (coupling.rows, coupling.columns)
      let added = Matrix<Rational>(rows: rows + columns, columns: rows + columns) { a, b in
        if a < rows && b >= rows { return coupling[a, b - rows] }
        return a >= rows && b < rows ? coupling[b, a - rows] : 0
      }
      #expect(
        CertificateInstance.hessian(of: wide).characteristicPolynomial()
          == CertificateInstance.hessian(of: network).characteristicPolynomial()
          * added.characteristicPolynomial())
    }
  }

  @Test(arguments: widths) func furtherInput(widths: [Int]) {
    var generator = SeededGenerator(seed: UInt64(widths.reduce(5) { $0 * 4 + $1 }))
    let network = randomNetwork(widths: widths, &generator)
    var sizes = widths
    sizes[0] += 1
    func seeing(_ variance: Rational) -> LinearNetwork<Rational> {
      var layers = network.layers
      layers[0] = Self.resized(layers[0], sizes[1], sizes[0])
      var covariance = Self.resized(network.inputCovariance, sizes[0], sizes[0])
      covariance[widths[0], widths[0]] = variance
      return LinearNetwork(
        layers: layers, inputCovariance: covariance,
        crossCovariance: Self.resized(network.crossCovariance, sizes[network.depth], sizes[0]))
    }
    let above = network.product(from: 2, through: network.depth)
    let block = (above.transposed * above).scaled(by: Rational(5, 2))
    #expect(
      CertificateInstance.hessian(of: seeing(Rational(5, 2))).characteristicPolynomial()
        * Polynomial<Rational>(monomial: 1, degree: widths[1])
        == CertificateInstance.hessian(of: seeing(0)).characteristicPolynomial()
        * block.characteristicPolynomial())
  }

  @Test(arguments: widths, 0...2) func rankAtInterpolation(widths: [Int], seen: Int) {
    var generator = SeededGenerator(seed: UInt64(widths.reduce(seen) { $0 * 4 + $1 }))
    let random = randomNetwork(widths: widths, &generator)
    let covariance = Matrix<Rational>(
      diagonal: Array(repeating: 1, count: min(seen, widths[0])), rows: widths[0], columns: widths[0])
    let network = LinearNetwork(
      layers: random.layers, inputCovariance: covariance, crossCovariance: random.endToEnd * covariance)
    #expect(CertificateInstance.hessian(of: network).rank() <= covariance.rank() * widths[network.depth])
  }
}
