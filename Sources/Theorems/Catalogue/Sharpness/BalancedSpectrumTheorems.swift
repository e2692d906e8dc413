// BalancedSpectrumTheorems: the whole spectrum at balanced minima, for given singular values and for classification.
//
// Statement   Sxx = I, E = 0, balanced layers: the ordered pair (i, m) of signals has the eigenvalue sum_k s_i^(2(L-k)) s_m^(2(k-1)), s_i^L = sigma_i.
// Method      Characteristic polynomials of exact instances; closed form and bounds in the depth ring.
// References  [Ghosh et al. 2025] for the formula, [HiLD 2026] for the dependence on class proportions; proofs are ours.

import Exact

enum BalancedSpectrumTheorems {
  static let entries: [CatalogueEntry] = [
    balanced, balancedTwin, BalancedSpectrum.entry, BalancedSpectrum.lengthTwin, BalancedSpectrum.countTwin,
    proportion, proportionTwin,
  ]

  private static let theorem = InstanceTheorem<NetworkInstance>(
    candidates: {
      let grid = [2, 3].flatMap { depth in
        InstanceGrid.lists(depth + 1, of: [1, 2]).flatMap { widths in
          [[0, 0], [1, 0], [2, 0], [1, 1], [2, 1], [2, 2]].map { (s: [Rational]) in
            NetworkInstance.aligned(
              widths, layers: Array(repeating: s, count: depth), x: Array(repeating: 1, count: widths[0]),
              y: s.map { $0.power(depth) }, ["first": s[0], "second": s[1]])
          }
        }
      }
      var sampler = InstanceSampler(seed: 2025)
      let seeded = [
        [3, 2, 3], [2, 3, 2], [3, 3, 2], [2, 2, 2, 2], [2, 3, 2, 2], [3, 1, 2, 2], [2, 2, 2, 1, 2],
      ].map { widths in
        let values = widths.contains(1) ? [sampler.positive(), 0] : [sampler.positive(), sampler.positive()]
        let s = [values.max()!, values.min()!]
        return NetworkInstance(
          sampler.minimum(widths, layers: Array(repeating: s, count: widths.count - 1), balanced: true),
          ["first": s[0], "second": s[1]])
      }
      return grid + seeded
    },
    admits: { instance in
      let network = instance.network
      let (first, second) = (instance["first"], instance["second"])
      guard network.depth >= 2, network.isWhitened, network.interpolates, network.isBalanced, first >= second,
        second.signum() >= 0
      else { return false }
      let gram = network.endToEnd * network.endToEnd.transposed
      let power = 2 * network.depth
      return gram.characteristicPolynomial() * .power(2)
        == .power(gram.rows) * .root(first.power(power)) * .root(second.power(power))
    })

  /// The characteristic polynomial with `multiplicity(r)` times `s_i^(2L-2)` for each signal; nil when that is more than all.
  private static func spectrum(
    _ instance: NetworkInstance, multiplicity: (_ rank: Int) -> Int
  ) -> Polynomial<Rational>? {
    let depth = instance.network.depth
    let signals = [instance["first"], instance["second"]].filter { !$0.isZero }
    var product: Polynomial<Rational> = 1
    for s in signals {
      for t in signals {
        product =
          product
          * .root((1...depth).reduce(0) { $0 + s.power(2 * (depth - $1)) * t.power(2 * ($1 - 1)) })
      }
      product = product * .root(s.power(2 * depth - 2), multiplicity(signals.count))
    }
    let rest = instance.network.parameterCount - product.degree
    return rest < 0 ? nil : product * .power(rest)
  }

  static let ghosh =
    "Ghosh et al. 2025, Learning Dynamics of Deep Linear Networks Beyond the Edge of Stability, arXiv 2502.20531"

  private static let balanced = CatalogueEntry.theorem(
    theorem, id: "ghosh-2025-balanced-hessian", title: "The spectrum at a balanced minimum",
    family: .sharpness,
    "Where L >= 2, Sxx = I, E = 0, W_(k+1)^T W_(k+1) = W_k W_k^T for all k and W has rank r with singular values sigma_i, the Hessian has the eigenvalues "
      + "sum_(l=0)^(L-1) (sigma_i^(1-1/L-l/L) sigma_m^(l/L))^2 for all ordered pairs i, m <= r, sigma_i^(2-2/L) with multiplicity d_0 + d_L - "
      + "2r for each i <= r, and 0 otherwise.",
    formula: "lambda_(i,m) = sum_(l=0)^(L-1) (sigma_i^(1-1/L-l/L) sigma_m^(l/L))^2", count: 85,
    scope:
      "85 minima: all diagonal networks of widths in {1, 2} at depths 2 and 3 with layer values (0, 0), (1, 0), (2, 0), (1, 1), (2, 1) or (2, "
      + "2) that are balanced and have these as roots of the singular values of W, and 7 seeded ones in rotated frames, listed in the certificate",
    hypotheses: "L >= 2, Sxx = I, E = 0, balanced layers; sigma_i = s_i^L with s_i rational",
    source: ghosh, wording: .recalled,
    notCovered:
      "rank above 2; every rank and depth: see ghosh-2025-balanced-hessian-every-depth",
    summary: "characteristic polynomial of every Hessian",
    substance: Substance("W is not 0") { !$0["first"].isZero },
    idea:
      "In the block of a pair both vectors are u_k = s_i^(L-k) s_m^(k-1) up to order, and E = 0 leaves u u^T. A null index leaves the single entry s_i^(2L-2)."
  ) { instance in
    let network = instance.network
    let (inputs, outputs) = (network.widths[0], network.widths[network.depth])
    return spectrum(instance) { inputs + outputs - 2 * $0 } == network.hessian().characteristicPolynomial()
  }

  private static let balancedTwin = CatalogueEntry.twin(
    theorem, of: "ghosh-2025-balanced-hessian", family: .sharpness,
    "Where L >= 2, Sxx = I, E = 0 and the layers are balanced, the eigenvalue sigma_i^(2-2/L) of a signal with null indices has "
      + "multiplicity d_0 + d_L - r, and the others are those of "
      + "ghosh-2025-balanced-hessian.",
    scope: "every network with L >= 2, Sxx = I, E = 0 and balanced layers, W of rank r at most 2",
    idea: "The r signals are among the d_0 inputs and among the d_L outputs."
  ) { instance in
    let network = instance.network
    let (inputs, outputs) = (network.widths[0], network.widths[network.depth])
    let claimed = spectrum(instance) { inputs + outputs - $0 }
    return Comparison(
      claimed == network.hessian().characteristicPolynomial(), "the characteristic polynomial is another")
  }

  /// The value of a pair, the bounds of it, and that of two equal signals and of a null index.
  ///
  /// At depth 1 the value is 1, at depth 2 it is s^2 + t^2.
  static func pairItems(
    _ s: DepthFraction, _ t: DepthFraction, _ S: DepthFraction, _ T: DepthFraction, from depth: Int = 1
  ) -> [DepthArgument.Item] {
    let L = DepthFraction(.L)
    let first: [[DepthArgument.Factor]] = depth == 1 ? [[.of(1)]] : [[.of(s), .of(s)], [.of(t), .of(t)]]
    let gap: [[DepthArgument.Factor]] = depth == 1 ? [] : [[.of(s * s - t * t)]]
    let value = (S * S - T * T) / (s * s - t * t)
    let (low, high) = (L * T * T / (t * t), L * S * S / (s * s))
    return DepthArgument.telescoping("pair", value, first: 1) { s * s * $0 + T * T }
      + DepthArgument.telescoping("equal", high, first: 1) { s * s * $0 + S * S }
      + [
        .identity("null", value.substituting([.t: 0, .T: 0])!, S * S / (s * s)),
        .induction(
          "value", value, .positive, base: first,
          next: [[.of(s), .of(s), .shown("value")], [.of(T), .of(T)]]),
        .induction(
          "lower", value - low, .nonnegative, base: gap,
          next: [[.of(s), .of(s), .shown("lower")], [.of(L), .of(T * T / (t * t)), .of(s * s - t * t)]]),
        .induction(
          "upper", high - value, .nonnegative, base: gap,
          next: [[.of(s), .of(s), .shown("upper")], [.of(s * s - t * t), .shown("value")]]),
      ]
  }

  private static let proportion = DepthIdentity.entry(
    "hessian-data-2026-class-proportion", title: "Sharpness and the largest class proportion",
    family: .sharpness,
    "For every depth L >= 1: where Sxx = I and one-hot labels with class proportions p_c are interpolated by balanced layers, W W^T = "
      + "diag(p_c), so that layer values are s_c = p_c^(1/(2L)) and "
      + "the pair of classes c, m has the eigenvalue sum_k s_c^(2(L-k)) s_m^(2(k-1)). For s_c > s_m it is at most L s_c^(2L-2), for c = m it is "
      + "that, and p^(1-1/L) = s^(2L-2): the largest eigenvalue of the "
      + "Hessian is L p_max^(1-1/L).",
    formula: "lambda_max = L p_max^(1-1/L)",
    scope: "every depth L >= 1, every real s > t > 0 for the values of two classes",
    hypotheses:
      "Sxx = I, E||y||^2 parts diag(p_c), E = 0, balanced layers; the blocks are those of Theorem A, where indices without a class have value 0",
    source:
      "an abstract of the HiLD workshop at ICML 2026 on the Hessian and the data, of which the title is not known here: the abstract was read, the form is ours",
    wording: .derived,
    notCovered:
      "that these blocks make up the Hessian: see aligned-block-decomposition-every-depth; that interpolation with Sxx = I gives W W^T = E y y^T = diag(p_c), and the root s_c of p_c, are taken as given; data that are not whitened",
    summary: "closed form and bound by induction; exponents as polynomials in L",
    idea: "E y y^T of one-hot labels is diag(p_c), and interpolation with Sxx = I makes it W W^T."
  ) {
    let (L, s, t) = (DepthFraction(.L), DepthFraction(.s), DepthFraction(.t))
    let (S, T) = (DepthFraction(.S), DepthFraction(.T))
    return DepthArgument(
      leastDepth: 1, variables: [.L, .s, .t, .S, .T], ranges: [.above(0, .s), .above(0, .t)],
      hypotheses: [((s * s - t * t).numerator, .positive)],
      nonzero: [
        (L.numerator, .range), (s.numerator, .range), (t.numerator, .range),
        ((s * s - t * t).numerator, .hypothesis),
      ],
      items: pairItems(s, t, S, T) + [.identity("exponent", 2 * L * (1 - 1 / L), 2 * L - 2)])
  }

  private static let proportionTwin = DepthIdentity.twin(
    "hessian-data-2026-class-proportion", family: .sharpness,
    "For every depth L >= 1, with proportion p = s^(2L) of the largest class and s <= 1, the largest eigenvalue at the balanced minimum, L s^(2L-2), is L p.",
    scope: "every depth L >= 1, every proportion p = s^(2L) with 0 < s <= 1",
    idea:
      "The exponent is 1 - 1/L: sharpness depends the less on the proportion the shallower the network is, not at all at L = 1.",
    DepthWitness(depth: 2, values: [("s", Rational(1, 2))], relation: .equal) { depth, v in
      // Equal classes: every eigenvalue of a pair of classes is the same.
      let value = (1...depth).reduce(Rational(0)) {
        $0 + v[0].power(2 * (depth - $1)) * v[0].power(2 * ($1 - 1))
      }
      return (value, Rational(depth) * v[0].power(2 * depth))
    })
}
