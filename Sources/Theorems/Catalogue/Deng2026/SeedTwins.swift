// SeedTwins: deliberate errors in the theorems of the seed paper, one thing changed in each, and the exact witness that shows it.
//
// Method      Every witness is computed here and held against the false sentence, as for `SpectralReadings`. Where a reading of
//             the paper is already the error of a theorem, it is listed there and not again here.
// References  Derived; the true statements are those of the other files of this folder.

import Exact

enum SeedTwins {
  static let entries: [CatalogueEntry] =
    BlockTwins.entries + [recursion, minimum, training, tailRatio, codeVariant, approximateBalance]

  private static func twin(
    of id: String, _ statement: String, scope: String, idea: String,
    decide: @escaping @Sendable () throws -> Finding
  ) -> CatalogueEntry {
    .twin(of: id, family: .seed, statement, scope: scope, idea: idea, decide: decide)
  }

  private static let recursion = twin(
    of: "deng-2026-recursion",
    "One step of gradient descent on an aligned balanced network maps each layer value s to s - eta x s^(2L-1) + eta y s^L.",
    scope: "every depth L >= 1, every real s, eta, x, y",
    idea: "The derivative of the product s_1 ... s_L in one layer is the product of the L - 1 others."
  ) {
    DepthWitness(
      depth: 2, values: [("s", Rational(1, 2)), ("x", 1), ("y", 1), ("eta", 1)], relation: .equal
    ) { depth, v in
      func single(_ value: Rational) -> Matrix<Rational> { Matrix(rows: 1, columns: 1, entries: [value]) }
      let network = LinearNetwork(
        layers: Array(repeating: single(v[0]), count: depth), inputCovariance: single(v[1]),
        crossCovariance: single(v[2]))
      let stepped = network.descended(rate: v[3], steps: 1).layers[0][0, 0]
      return (stepped, v[0] - v[3] * v[1] * v[0].power(2 * depth - 1) + v[3] * v[2] * v[0].power(depth))
    }.finding
  }

  private static let minimum = twin(
    of: "deng-2026-bifurcation-minimum",
    "At every depth L >= 1, at the balanced minimum with r unit signals, zero tail and Sxx = identity on n_x >= r directions, the Hessian has "
      + "eigenvalue L with multiplicity r^2, 1 with multiplicity r(n_x + d_L - 2r), and 0 otherwise.",
    scope: "depths L >= 1, all widths >= r, every r and n_x",
    idea:
      "At L = 1 the Hessian is Sxx (x) I: every direction that the data see has the eigenvalue 1, n_x d_L of them."
  ) {
    let (widths, rank) = ([3, 3], 1)
    let network = SeedNetwork.balanced(widths: widths, rank: rank, seesAllInputs: true)
    let claimed = Integer(rank * rank + rank * (widths[0] + widths[1] - 2 * rank))
    guard let values = try Spectrum(aligned: network).rationalEigenvalues,
      let ones = values.first(where: { $0.value == 1 }), ones.multiplicity != claimed
    else { return .unknown("the count holds at depth 1") }
    return .refuted(
      "L = 1, widths 3-3, r = 1, n_x = 3: the eigenvalue 1 occurs \(ones.multiplicity) times, the formulas give \(claimed)",
      witness: [
        "network": network.certificateJSON, "rank": .number(rank), "spectrum": .multiset(values),
      ])
  }

  private static let training = twin(
    of: "deng-2026-bifurcation-training",
    "With r uniform signals lambda > 0, zero tail and x = y = 1, the r^2 cluster lies above all other eigenvalues iff lambda^L > 1/3.",
    scope: "every depth L >= 2, every real lambda > 0, all widths >= r",
    idea: "The clusters cross at lambda^L = 1/2; 1/3 is where the symmetric value changes sign at L = 2."
  ) {
    let signal = Rational(2, 3)
    let witness = EigenpairWitness(
      network: SeedNetwork.balanced(widths: [1, 1, 2], rank: 1, signal: signal), rank: 1,
      dominant: [(1, 1, 1, 1), (2, 1, 1, 1)], bulk: [(2, 2, 1, 1)])
    return SpectralReadings.eigenpairs(witness, [.balanced, .uniformUnitSignals, .zeroTail]) {
      signal.power($0.network.depth) > Rational(1, 3) && $0.dominant.value < $0.bulk.value
    }
  }

  private static let tailRatio = twin(
    of: "deng-2026-tail-ratio",
    "With r unit signals, Sxx = I_r and a tail of d* - r values eps, 0 <= eps < 1, the ratio satisfies L(1 - eps^4) <= L/g <= L.",
    scope: "every depth L >= 2, every real eps in [0, 1), every r <= d* <= all widths",
    idea:
      "g tends to 1/(1 - eps^2) with the depth, so the factor 1 - eps^2 cannot be replaced by a larger one."
  ) {
    let tail = Rational(1, 2)
    let witness = EigenpairWitness(
      network: SeedNetwork.balanced(widths: [2, 2, 2], rank: 1, tail: [tail]), rank: 1,
      dominant: [(1, 1, 1, 1), (2, 1, 1, 1)], bulk: [(1, 2, 1, 1), (2, 2, 1, 2)])
    return SpectralReadings.eigenpairs(witness, [.minimum, .balanced, .uniformUnitSignals, .unseenTail]) {
      $0.ratio < Rational($0.network.depth) * (1 - tail.power(4))
    }
  }

  private static let codeVariant = twin(
    of: "deng-2026-code-variant",
    "With unit signals, Sxx = I and a tail value eps in (0, 1), each signal/tail block splits into S_+ and S_-, and the top eigenvalue "
      + "of each lies in [g(1 - eps^L), g] with g = 1 + eps^2 + ... + eps^(2L-2).",
    scope: "every depth L >= 2, every real eps in (0, 1)",
    idea:
      "S_+ is the rank-one matrix with eigenvalue g plus a part with positive entries: its top eigenvalue lies above g."
  ) {
    let (depth, tail) = (2, Rational(1, 2))
    guard let halves = CodeVariantTheorem.halves(depth: depth, tail: tail) else {
      return .unknown("the block does not split")
    }
    let g = (0..<depth).reduce(into: Rational(0)) { $0 += tail.power(2 * $1) }
    let inertia = (halves.symmetric - Matrix(identity: depth).scaled(by: g)).inertia()
    guard inertia.positive > 0 else { return .unknown("no eigenvalue of S_+ lies above g") }
    return .refuted(
      "L = 2, eps = 1/2: \(inertia.positive) eigenvalue of S_+ lies above g = \(g)",
      witness: [
        "depth": .number(depth), "negative": .number(inertia.negative), "positive": .number(inertia.positive),
        "shift": .rational(g), "tail": .rational(tail), "zero": .number(inertia.zero),
      ])
  }

  private static let approximateBalance = twin(
    of: "deng-2026-approx-balance",
    "At the balanced minimum of a target with unit singular values and Sxx = diag(x_i), x_i in [a, b] on signals and seen nulls, zero tail: "
      + "L (a/b)^(1-2/L) <= dominant/bulk <= L (b/a)^(1-2/L).",
    scope: "every depth L >= 2, balanced minima, x_i in [a, b]",
    idea:
      "The bulk of a signal i is x_i s_i^(2L-2) or x_m s_i^(2L-2), and s_i^(2L-2) = x_i^(-2+2/L): two further powers of b/a."
  ) {
    let network = SeedNetwork.modes(
      widths: [3, 3, 3], [(1, x: 1, y: 1), (2, x: Rational(1, 4), y: 1), (0, x: 1, y: 0)])
    let witness = EigenpairWitness(
      network: network, rank: 2, dominant: [(1, 1, 2, 1), (2, 1, 2, 2)], bulk: [(1, 2, 3, 1)])
    let inputs = network.dense().inputCovariance.diagonal
    return SpectralReadings.eigenpairs(witness, [.minimum, .balanced, .unitTargets, .zeroTail]) {
      // The lower bound to the power L.
      let depth = $0.network.depth
      return ($0.ratio / Rational(depth)).power(depth)
        < (inputs.min()! / inputs.max()!).power(depth - 2)
    }
  }
}
