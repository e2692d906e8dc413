// SpectralReadings: literal readings of the seed paper about eigenvalues that are false, each with its minimal exact witness.
//
// Method      Every witness is computed here and held against the sentence; nothing is a stored answer. A witness
//             that no longer violates its sentence ends in `unknown`, which `verify` reports as a failure.
// References  [Deng et al. 2026] and its public review and code; the readings and witnesses are ours.

import Exact

enum SpectralReadings {
  static let eachStep = FalseReading.entry(
    "R1", twinOf: "deng-2026-bifurcation-training",
    "The ratio of dominant to bulk eigenvalues of the full Hessian is L at every step of training.",
    scope: "every depth L >= 2, uniform balanced signals, zero tail, x = y = 1",
    idea:
      "It is the Gauss-Newton part whose ratio is L at all times; away from the minimum the functional part "
      + "shifts the dominant cluster by (L-1) lambda^(L-2) (lambda^L - 1)."
  ) {
    let network = SeedNetwork.balanced(widths: [1, 1, 2], rank: 1, signal: 2)
    return eigenpairs(
      EigenpairWitness(
        network: network, rank: 1, dominant: [(1, 1, 1, 1), (2, 1, 1, 1)], bulk: [(2, 2, 1, 1)]),
      [.balanced, .uniformUnitSignals, .zeroTail]
    ) { $0.ratio != 2 }
  }

  static let unitBulk = FalseReading.entry(
    "R2", twinOf: "deng-2026-bifurcation-minimum",
    "At the minimum the bulk eigenvalues equal 1 and the ratio equals L.",
    scope: "every depth L >= 2, balanced, Sxx = I_r, any tail",
    idea:
      "A frozen tail value eps moves the output-tail part of the bulk from 1 to 1 + eps^2 + ... + eps^(2L-2)."
  ) {
    let network = SeedNetwork.balanced(widths: [2, 2, 2], rank: 1, tail: [Rational(1, 2)])
    return eigenpairs(
      tailWitness(network, bulk: [(1, 2, 1, 1), (2, 2, 1, 2)]),
      [.minimum, .balanced, .uniformUnitSignals, .unseenTail]
    ) { $0.bulk.value != 1 && $0.ratio != Rational(network.depth) }
  }

  static let identityProduct = FalseReading.entry(
    "R5", "At the minimum with Sxx = I the product of the weights is the identity.",
    scope: "every depth L >= 1, square product",
    idea:
      "The product equals the target, which has rank r; only its restriction to the task subspace is the identity."
  ) {
    let network = SeedNetwork.modes(widths: [2, 2, 2], [(1, x: 1, y: 1), (0, x: 1, y: 0)])
    let dense = network.dense()
    guard dense.residual == Matrix(zero: 2, 2), dense.inputCovariance == Matrix(identity: 2),
      dense.endToEnd != Matrix(identity: 2)
    else { return .unknown("the product is the identity, or the network is no minimum") }
    let product = dense.endToEnd
    return .refuted(
      "L = 2, widths 2-2-2, target of rank 1: the product of the weights is diag(1, 0)",
      witness: [
        "network": network.certificateJSON,
        "product": .array((0..<2).map { i in .rationals((0..<2).map { product[i, $0] }) }),
      ])
  }

  static let harmlessPerturbation = FalseReading.entry(
    "R6", twinOf: "deng-2026-bifurcation-training",
    "A perturbation of the layer values by at most 10 percent leaves the dominant cluster above the bulk at every depth.",
    scope: "every depth L >= 2, uniform balanced signals, zero tail, x = y = 1",
    idea:
      "The clusters cross where lambda^L = 1/2, so a fixed relative perturbation is harmless only up to a depth: "
      + "for lambda = 9/10 up to L = 6."
  ) {
    let depth = 7
    let network = SeedNetwork.balanced(
      widths: Array(repeating: 1, count: depth) + [2], rank: 1, signal: Rational(9, 10))
    return eigenpairs(
      EigenpairWitness(
        network: network, rank: 1, dominant: (1...depth).map { ($0, 1, 1, 1) }, bulk: [(depth, 2, 1, 1)]),
      [.balanced, .uniformUnitSignals, .zeroTail]
    ) { $0.dominant.value < $0.bulk.value }
  }

  static let persistentGap = FalseReading.entry(
    "R7", twinOf: "deng-2026-approx-balance",
    "The two clusters stay separated when Sxx is approximately balanced.",
    scope: "every depth L >= 2, balanced minimum, y = 1 on signals, x_i > 0",
    idea:
      "Separation persists only while L (a/b)^(3-2/L) > 1; at L = 2 a factor 4 between input variances breaks it."
  ) {
    let network = SeedNetwork.modes(
      widths: [3, 3, 3], [(1, x: 1, y: 1), (2, x: Rational(1, 4), y: 1), (0, x: 1, y: 0)])
    return eigenpairs(
      EigenpairWitness(
        network: network, rank: 2, dominant: [(1, 1, 2, 1), (2, 1, 2, 2)], bulk: [(1, 2, 3, 1)]),
      [.minimum, .balanced, .unitTargets, .zeroTail]
    ) { $0.dominant.value < $0.bulk.value }
  }

  static let unequalSignals = FalseReading.entry(
    "R8", "The dominant cluster lies above the bulk for signals of different size.",
    scope: "every depth L >= 2, balanced minimum, x = 1",
    idea:
      "A small signal's dominant eigenvalue L lambda_1^(2L-2) falls below a large signal's bulk eigenvalue lambda_2^(2L-2)."
  ) {
    let network = SeedNetwork.modes(widths: [2, 2, 2, 3], [(1, x: 1, y: 1), (2, x: 1, y: 8)])
    return eigenpairs(
      EigenpairWitness(
        network: network, rank: 2, dominant: (1...3).map { ($0, 1, 1, 1) }, bulk: [(3, 3, 2, 1)]),
      [.minimum, .balanced, .unitInputs, .zeroTail]
    ) { $0.dominant.value < $0.bulk.value }
  }

  static let bulkCount = FalseReading.entry(
    "R11", twinOf: "deng-2026-bifurcation-minimum",
    "The bulk has r(d* + d_L - 2r) eigenvalues in the setting of the published code, where Sxx is the identity on all inputs.",
    scope: "widths d_0-..-d_L >= r, uniform minimum, zero tail",
    idea: "Every input direction is seen, so the rank of Sxx is d_0 and the count is r(d_0 + d_L - 2r)."
  ) {
    let (widths, rank) = ([16, 32, 10], 5)
    let network = SeedNetwork.balanced(widths: widths, rank: rank, seesAllInputs: true)
    let claimed = Integer(rank * (widths.min()! + widths[2] - 2 * rank))
    guard let values = try Spectrum(aligned: network).rationalEigenvalues,
      let bulk = values.first(where: { $0.value == 1 }), bulk.multiplicity != claimed
    else { return .unknown("the bulk has the claimed size") }
    return .refuted(
      "widths 16-32-10, r = 5: \(bulk.multiplicity) bulk eigenvalues, the formula gives \(claimed)",
      witness: [
        "network": network.certificateJSON, "rank": .number(rank), "spectrum": .multiset(values),
      ])
  }

  static let proportionalRatio = FalseReading.entry(
    "R13", twinOf: "deng-2026-tail-ratio",
    "The ratio is proportional to the depth when the end-to-end tail value is held fixed.",
    scope: "every depth L >= 2, balanced minimum, Sxx = I_r, one tail value eps = sigma^(1/L)",
    idea:
      "L / g_L(sigma^(1/L)) increases with L but stays below 2 ln(1/sigma)/(1 - sigma^2), by 1 - e^(-u) <= u."
  ) {
    let sigma = Rational(1, 64)
    let tails = [Rational(1, 8), Rational(1, 4)]  // sigma = (1/8)^2 = (1/4)^3
    let two = SeedNetwork.balanced(widths: [2, 2, 2], rank: 1, tail: [tails[0]])
    let three = SeedNetwork.balanced(widths: [2, 2, 2, 2], rank: 1, tail: [tails[1]])
    guard tails[0].power(2) == sigma, tails[1].power(3) == sigma,
      let first = tailWitness(two, bulk: [(1, 2, 1, 1), (2, 2, 1, 8)]),
      let second = tailWitness(three, bulk: [(1, 2, 1, 1), (2, 2, 1, 4), (3, 2, 1, 16)]),
      [first, second].allSatisfy({ $0.satisfies([.minimum, .balanced, .uniformUnitSignals, .unseenTail]) }),
      first.ratio / 2 != second.ratio / 3
    else { return .unknown("the ratio per layer is the same at both depths") }
    return .refuted(
      "end-to-end tail 1/64: ratio \(first.ratio) at L = 2, \(second.ratio) at L = 3; per layer "
        + "\(first.ratio / 2) and \(second.ratio / 3)",
      witness: ["sigma": .rational(sigma), "witnesses": [first.json, second.json]])
  }

  static let exactLimit = FalseReading.entry(
    "R14", twinOf: "deng-2026-tail-ratio",
    "Uniform spectral initialisation of all d* modes gives a ratio of exactly L in the limit.",
    scope: "every depth L >= 2, r < d*, Sxx = I_r",
    idea:
      "The d* - r tail modes are not seen by the data and stay at lambda_0, so the bulk does not go to 1."
  ) {
    let (start, rate) = (Rational(1, 2), Rational(1, 2))
    let network = SeedNetwork.balanced(widths: [2, 2, 2], rank: 1, tail: [start])
    let signal = ModeRecursion<Rational>(depth: network.depth, x: 1, y: 1, rate: rate)
    let tail = ModeRecursion<Rational>(depth: network.depth, x: 0, y: 0, rate: rate)
    guard signal.map(1) == 1, tail.map(start) == start, rate <= Rational(1, Integer(network.depth)),
      let witness = tailWitness(network, bulk: [(1, 2, 1, 1), (2, 2, 1, 2)]),
      witness.ratio != Rational(network.depth),
      witness.satisfies([.minimum, .balanced, .uniformUnitSignals, .unseenTail])
    else { return .unknown("the limit has the claimed ratio, or is no limit of this descent") }
    return .refuted(
      "L = 2, widths 2-2-2, r = 1, lambda_0 = 1/2: the tail stays at 1/2, the ratio tends to \(witness.ratio)",
      witness: ["limit": witness.json, "rate": .rational(rate), "start": .rational(start)])
  }

  /// The witness with one signal at index 1 and the bulk on the tail mode at index 2, all layers equal on the signal.
  private static func tailWitness(
    _ network: AlignedNetwork<Rational>, bulk: [EigenpairWitness.Entry]
  ) -> EigenpairWitness? {
    EigenpairWitness(
      network: network, rank: 1, dominant: (1...network.depth).map { ($0, 1, 1, 1) }, bulk: bulk)
  }

  /// The finding of an eigenpair witness that satisfies the hypotheses and contradicts the sentence.
  static func eigenpairs(
    _ witness: EigenpairWitness?, _ requirements: [EigenpairWitness.Requirement],
    violates: (EigenpairWitness) -> Bool
  ) -> Finding {
    guard let witness else { return .unknown("a stated direction is not an eigenvector") }
    guard witness.satisfies(requirements) else {
      return .unknown("the witness does not satisfy the hypotheses")
    }
    guard violates(witness) else { return .unknown("the eigenpairs agree with the statement") }
    let widths = witness.network.widths.map(\.description).joined(separator: "-")
    return .refuted(
      "L = \(witness.network.depth), widths \(widths), r = \(witness.rank): dominant \(witness.dominant.value), bulk "
        + "\(witness.bulk.value), ratio \(witness.ratio)",
      witness: witness.json)
  }
}
