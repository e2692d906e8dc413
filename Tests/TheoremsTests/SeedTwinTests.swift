import Exact
import Support
import Testing
import Theorems

/// The false twins of the seed paper's theorems, held against second computations.
@Suite struct SeedTwinTests {
  /// Every theorem of the family has a deliberate error that is refuted; the readings of the paper are not among them.
  @Test func everyTheoremHasATwin() {
    let entries = Catalogue.entries(of: .seed)
    for theorem in entries where theorem.expected == .verified {
      #expect(Catalogue.entry(id: theorem.id + "-false")?.twinOf == theorem.id, "\(theorem.id)")
    }
    #expect(entries.count { $0.id.hasPrefix("deng-2026-R") } == 13)
    for twin in entries where twin.id.contains("-false") {
      let finding = VerificationReport(running: twin).finding
      #expect(
        finding.verdict == .refuted && Catalogue.entry(id: twin.twinOf!)?.expected == .verified, "\(twin.id)")
    }
  }

  /// The entry of the Hessian at X_1, Y_3 of the witness by differentiation of the loss: 3, where the changed formula gives 6.
  @Test func couplingByJets() throws {
    let network = AlignedNetwork<Rational>(
      widths: [2, 2, 2, 2], layers: [[1, 1], [1, 2], [1, 1]], inputs: [1, 3], targets: [1, 3]
    ).dense()
    let jets = LossByDefinition<Jet<Rational>>(network.map { Jet(value: $0) })
    let (row, column) = (1, 10)  // (1, 1, 2) and (3, 2, 1), four parameters a layer
    let point = network.weights.enumerated().map { i, weight in
      Jet(value: weight, u: i == row ? 1 : 0, v: i == column ? 1 : 0)
    }
    #expect(jets.twiceLoss(point).uv / 2 == 3)
    let twin = try #require(Catalogue.entry(id: "aligned-block-decomposition-false"))
    #expect(try twin.decide().summary.hasSuffix("is 3, the formula gives 6"))
  }

  /// The whole spectra of the witnesses, from the dense Hessian.
  @Test func spectraOfTheWitnesses() throws {
    func eigenvalues(_ network: AlignedNetwork<Rational>) throws -> [Rational: Integer] {
      let spectrum = try exactSpectrum(of: network.dense(), part: .full)
      let values = try #require(spectrum.rationalEigenvalues)
      return Dictionary(uniqueKeysWithValues: values.map { ($0.value, $0.multiplicity) })
    }
    func balanced(_ widths: [Integer], _ signal: Rational = 1, tail: Rational? = nil, all: Bool)
      -> AlignedNetwork<
        Rational
      >
    {
      .balanced(
        widths: widths, rank: 1, signal: signal, tails: tail.map { [(Integer(1), $0)] } ?? [],
        seesAllInputs: all)
    }
    #expect(try eigenvalues(balanced([3, 3], all: true)) == [1: 9])
    #expect(try eigenvalues(balanced([3, 1, 3], all: true)) == [2: 1, 1: 4, 0: 1])
    let training = try eigenvalues(balanced([1, 1, 2], Rational(2, 3), all: false))
    #expect(
      training.keys.max() == Rational(5, 9) && training[Rational(1, 3)] == 1 && training[Rational(4, 9)] == 1)
    #expect(
      try eigenvalues(balanced([2, 2, 2], tail: Rational(1, 2), all: false)) == [
        2: 1, Rational(5, 4): 1, 0: 6,
      ])
  }

  /// S_+ at L = 2, eps = 1/2 is [[5/4, 1/2], [1/2, 1/4]]: its top eigenvalue (3 + 2 sqrt 2)/4 is above g = 5/4.
  @Test func topOfTheSymmetricHalf() throws {
    let half = Matrix<Rational>(
      rows: 2, columns: 2, entries: [Rational(5, 4), Rational(1, 2), Rational(1, 2), Rational(1, 4)])
    let shifted = half - Matrix(identity: 2).scaled(by: Rational(5, 4))
    #expect(shifted.inertia() == Inertia(negative: 1, zero: 0, positive: 1))
    // x^2 - 3/2 x + 1/16 at g is negative: g lies between the two roots.
    let g = Rational(5, 4)
    #expect(g * g - Rational(3, 2) * g + Rational(1, 16) < 0)
    let twin = try #require(Catalogue.entry(id: "deng-2026-code-variant-false"))
    #expect(try twin.decide().summary == "L = 2, eps = 1/2: 1 eigenvalue of S_+ lies above g = 5/4")
  }
}
