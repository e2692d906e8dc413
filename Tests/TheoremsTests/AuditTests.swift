import Exact
import Numeric
import Support
import Testing
import Theorems

/// The audit: running errors hold, the a-priori bound holds, and counts and clusters are right on spectra that are known.
@Suite struct AuditTests {
  private func check<Value>(_ tracked: RunningError<Value>, _ truth: Rational, _ message: String) throws {
    let error = try #require(Rational(exactly: tracked.error))
    #expect((try #require(tracked.exactValue) - truth).magnitude <= error, "\(message)")
  }

  @Test(arguments: 0..<40) func runningErrorsHold(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let numbers = (0..<6).map { _ in smallRational(&generator) / 7 }
    func formula<S: CommutativeRing>(_ v: [S]) -> S {
      let sum = v[0] * v[1] - v[2] * v[3] + v[4]
      return sum * sum.power(3) - v[5] * (v[0] - v[1]) + 1
    }
    let truth = formula(numbers)
    try check(formula(numbers.map { RunningError<Float>($0) }), truth, "float32, seed \(seed)")
    try check(formula(numbers.map { RunningError<Double>($0) }), truth, "float64, seed \(seed)")
    let tiny = Rational(mantissa: 3, exponent: -90)
    let product = RunningError<Float>(tiny) * RunningError<Float>(tiny)
    try check(product, tiny * tiny, "underflow")
    #expect(product.value == 0 && product.vanishes == .undecided)
    #expect(RunningError<Float>(Rational(mantissa: 1, exponent: 2000)).error.isInfinite)
  }

  /// The error of the reported eigenvalues is never above the a-priori bound by more than LAPACK's own share, here at most a hundred units.
  @Test(arguments: 0..<10) func assemblyBoundsHold(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed + 40))
    let network = randomNetwork(widths: [[2, 3, 2], [3, 2, 2, 2], [4, 3, 2]][seed % 3], &generator)
    for part in HessianPart.allCases {
      let spectrum = try exactSpectrum(of: network, part: part).refined(toDigits: 40)
      for precision in FloatingPointPrecision.allCases {
        let audit = try FloatingPointAudit(of: network, against: spectrum, precision: precision, part: part)
        let unit = Rational(mantissa: 1, exponent: precision == .float32 ? -24 : -53)
        let bound = try #require(audit.assemblyBound)
        #expect(audit.error.lower <= bound + 100 * unit * spectrum.radius, "seed \(seed) \(part)")
        #expect(bound <= 10_000 * unit * (1 + network.hessian(part: part).frobeniusNormSquared * 100))
        #expect(audit.rows.allSatisfy { row in row.tightness.map { $0 >= 1 } ?? true })
      }
    }
  }

  @Test func exactMatricesHaveNoAssemblyError() throws {
    let network = AlignedNetwork<Rational>(
      widths: [4, 5, 4], modes: [ModeRun(count: 2, balanced: 1, depth: 2, x: 1, y: 1)], restInput: 1)
    let spectrum = try Spectrum(aligned: network)
    let audit = try FloatingPointAudit(of: network.dense(), against: spectrum, precision: .float32)
    #expect(try #require(audit.assemblyBound) < Rational(1, 100_000))
    let summary = AuditSummary(of: audit, against: spectrum, sizes: (4, 8))
    #expect(summary.byGapRule.certified?.dominant == 4)
    #expect(summary.byRank?.certified?.ratio?.singleValue == 2)
    let negative = audit.reportedSigns.negative
    #expect(summary.falseNegatives.total == CountRange(negative, negative))
    let members = summary.falseNegatives.members
    #expect(Integer(members.count) == negative && members.allSatisfy { $0.reported < 0 && $0.truth == .zero })
    #expect(members.map(\.rank) == (0..<members.count).map { 40 - $0 })
    #expect(summary.falseNegatives.trulyPositive == CountRange(0, 0))
  }

  @Test func gapRule() {
    func sizes(_ values: [Rational]) -> [Int]? {
      GapRule.clusters(of: values).map { [$0.dominant, $0.bulk] }
    }
    #expect(sizes([7, 7, 2, 2, 2, 1, 0, 0]) == [2, 3])
    #expect(sizes([7, 7, 2, 2, 2, Rational(1, 100)]) == [2, 1])  // equal gaps: the first of them
    #expect(sizes([9, 8, 1]) == [2, 1])  // no gap is left: the rest
    #expect(sizes([5]) == [1, 0] && sizes([]) == [0, 0] && sizes([-1, -2]) == [0, 0])
    #expect(sizes([100, 1, Rational(1, 2)]) == [1, 0])  // 1% of the largest does not count
  }
}
