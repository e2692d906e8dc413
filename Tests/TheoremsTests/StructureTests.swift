import Exact
import Support
import Testing
import Theorems

/// Ranks by differences of the end-to-end matrix, spectra by derivatives of the loss; and what fails when a hypothesis is dropped.
@Suite struct StructureTests {
  typealias Network = LinearNetwork<Rational>

  private static func scalars(_ layers: [Rational], x: Rational = 1, y: Rational) -> Network {
    func one(_ value: Rational) -> Matrix<Rational> { Matrix(rows: 1, columns: 1, entries: [value]) }
    return Network(layers: layers.map(one), inputCovariance: one(x), crossCovariance: one(y))
  }

  /// rank H_o is the rank of the derivative of W Sxx, and q is found by trying every cut of the network.
  @Test func outerRankIsThatOfTheDerivative() throws {
    var attained = 0
    for instance in try CertificateInstance.all("singh-2021-rank-outer")
    where instance.network.parameterCount <= 12 {
      let network = instance.network
      let (r, outputs) = (network.inputCovariance.rank(), network.widths[network.depth])
      let q = ([r] + network.widths.dropFirst()).min()!
      let rank = instance.jacobian.rank()
      #expect(rank <= q * (r + outputs - q))
      if (network.endToEnd * network.inputCovariance).rank() == q {
        #expect(rank == q * (r + outputs - q))
        attained += 1
      }
    }
    #expect(attained > 60)
  }

  /// The formulas for H_f and H on derivatives of the loss: H_f is what is left of H when the data are moved to the minimum.
  @Test func ranksOfDerivatives() throws {
    for instance in try CertificateInstance.all("singh-2021-rank-total")
    where try instance["general"] == 1 && instance.network.parameterCount <= 9 {
      let network = instance.network
      let hidden = Array(network.widths[1..<network.depth])
      let (r, outputs, s) = (
        network.inputCovariance.rank(), network.widths[network.depth], network.residual.rank()
      )
      let (q, least) = ((hidden + [r, outputs]).min()!, (hidden + [s]).min()!)
      let sum = hidden.reduce(0, +)
      let interpolating = Network(
        layers: network.layers, inputCovariance: network.inputCovariance,
        crossCovariance: network.endToEnd * network.inputCovariance)
      let whole = instance.hessian
      let functional = whole - CertificateInstance.hessian(of: interpolating)
      #expect(whole.rank() == 2 * q * sum + q * (r + outputs) - network.depth * q * q)
      #expect(functional.rank() == 2 * least * sum + 2 * least * s - network.depth * least * least)
    }
  }

  @Test func witnessOfTheOuterTwin() throws {
    let instance = try #require(CertificateInstance.all("singh-2021-rank-outer-false").first)
    #expect(instance.jacobian.rank() == 3)
  }

  @Test func hypothesesAreNeeded() {
    // singh: rows of Syx outside the range of Sxx = 0: the bound is 0, the rank 2. At L = 1 the functional part is 0, not of rank s^2.
    #expect(Self.scalars([1, 1], x: 0, y: 1).hessian().rank() == 2)
    #expect(Self.scalars([2], y: 1).hessian(part: .functional).rank() == 0)
    // sagun: a unit with one weight that is not zero changes the spectrum even where E = 0.
    func wide(_ weight: Rational) -> Network {
      Network(
        layers: [
          Matrix(rows: 2, columns: 1, entries: [1, weight]), Matrix(rows: 1, columns: 2, entries: [1, 0]),
        ],
        inputCovariance: Matrix(identity: 1), crossCovariance: Matrix(identity: 1))
    }
    let narrow = Self.scalars([1, 1], y: 1).hessian().characteristicPolynomial()
    #expect(wide(0).hessian().characteristicPolynomial() == narrow * Polynomial(monomial: 1, degree: 2))
    #expect(wide(1).hessian().characteristicPolynomial() != narrow * Polynomial(monomial: 1, degree: 2))
    // sagun: an input with weights, or with targets, couples with the others when it gets variance.
    func twoInputs(weight: Rational, target: Rational, variance: Rational) -> Polynomial<Rational> {
      Network(
        layers: [Matrix(rows: 1, columns: 2, entries: [1, weight]), Matrix(identity: 1)],
        inputCovariance: Matrix(diagonal: [1, variance], rows: 2, columns: 2),
        crossCovariance: Matrix(rows: 1, columns: 2, entries: [1, target])
      ).hessian().characteristicPolynomial()
    }
    func becomes(weight: Rational, target: Rational) -> Bool {
      twoInputs(weight: weight, target: target, variance: 3) * Polynomial(monomial: 1, degree: 1)
        == twoInputs(weight: weight, target: target, variance: 0) * Polynomial([-3, 1])
    }
    #expect(becomes(weight: 0, target: 0))
    #expect(!becomes(weight: 1, target: 0) && !becomes(weight: 0, target: 1))
  }

  /// The three samples of the mathematics: on 3-3-3 with one signal, Sxx from rank 1 to rank 3 adds two bulk eigenvalues 1 and no outlier.
  @Test func moreDataAddToTheBulk() {
    func spectrum(seen: Int) -> Polynomial<Rational> {
      CertificateInstance.hessian(
        of: AlignedNetwork(
          widths: [3, 3, 3], layers: [[1], [1]], inputs: Array(repeating: 1, count: seen), targets: [1]
        ).dense()
      ).characteristicPolynomial()
    }
    #expect(
      spectrum(seen: 3) * Polynomial(monomial: 1, degree: 2)
        == spectrum(seen: 1) * Polynomial([-1, 1]).power(2))
    #expect(spectrum(seen: 1).evaluated(at: 2).isZero && !spectrum(seen: 1).derivativeAtTwo.isZero)
  }

  /// One sample, two outputs: at interpolation the rank is at most 2 whatever the width.
  @Test(arguments: 1...4) func rankDoesNotGrowWithWidth(width: Int) {
    var generator = SeededGenerator(seed: 41)
    let network = randomNetwork(widths: [2, width, 2], &generator)
    let x = Matrix<Rational>(rows: 2, columns: 1, entries: [1, 2])
    let covariance = x * x.transposed
    let hessian = CertificateInstance.hessian(
      of: Network(
        layers: network.layers, inputCovariance: covariance, crossCovariance: network.endToEnd * covariance))
    #expect(hessian.rank() <= 2)
  }
}

extension Polynomial<Rational> {
  fileprivate var derivativeAtTwo: Rational {
    coefficients.enumerated().dropFirst().reduce(0) {
      $0 + Rational($1.offset) * $1.element * Rational(2).power($1.offset - 1)
    }
  }
}
