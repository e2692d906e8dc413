// ApproximateBalanceTheorem: how far the ratio can move when the input covariance is only nearly balanced.
//
// Statement   L (a/b)^(3-2/L) <= dominant/bulk <= L (b/a)^(3-2/L) for x_i in [a, b].
// Hypotheses  Balanced minimum of a target with unit singular values, zero tail.
// Method      With x_i = t_i^(-L) the layer values s_i = t_i and the powers (b/a)^(3-2/L) = (t_max/t_min)^(3L-2) are rational; the whole
//             spectrum is exact, and the inequality is checked for every pair of eigenvalues.
// References  Derived; the question is that of the paper's review.

import Exact

enum ApproximateBalanceTheorem {
  private static let depths = 2...5
  private static let pairs: [(Rational, Rational)] = [
    (1, Rational(11, 10)), (1, 2), (2, 3), (Rational(1, 2), Rational(3, 5)), (Rational(5, 4), Rational(3, 4)),
  ]

  static let entry = CatalogueEntry(
    claim: Claim(
      id: "deng-2026-approx-balance",
      statement:
        "At the balanced minimum of a target with unit singular values and Sxx = diag(x_i), x_i in [a, b] on signals and seen "
        + "nulls, zero tail: L (a/b)^(3-2/L) <= dominant/bulk <= L (b/a)^(3-2/L).",
      scope:
        "depths 2 to 5, two signals with layer values t_1, t_2 from the five listed pairs, x_i = t_i^(-L), one seen null with x = x_1, widths 3",
      fields: [
        Claim.depths(depths),
        ("pairs", .array(pairs.map { .rationals([$0.0, $0.1]) })),
      ]),
    title: "Approximately balanced inputs", family: .seed,
    citation: Source.deng2026.cited("its public review"),
    wording: .derived,
    hypotheses: "balanced minimum, unit singular values of the target, zero tail, x_i in [a, b]",
    formula: "L (a/b)^(3-2/L) <= dominant/bulk <= L (b/a)^(3-2/L)", expected: .verified, evidence: .exact,
    notCovered: "other input variances; more signals",
    method: "exact spectra of all instances",
    idea:
      "dominant = x_m h_(L-1)(s_i^2, s_m^2) and bulk = x_m s_i^(2L-2) or x_i s_i^(2L-2) with s_i = x_i^(-1/L); bound term by term.",
    decide: decide)

  private static func decide() throws -> Finding {
    var instances: [JSON] = []
    for depth in depths {
      for (first, second) in pairs {
        guard let instance = try instance(depth: depth, first, second) else {
          return .unknown("an instance fails at L = \(depth), t = (\(first), \(second))")
        }
        instances.append(instance)
      }
    }
    return .verified(
      summary: "\(instances.count) exact spectra, the bounds hold for every pair of eigenvalues",
      Finding.Proof(.exact, .blockSpectrum, ["instances": .array(instances)]))
  }

  private static func instance(depth: Int, _ first: Rational, _ second: Rational) throws -> JSON? {
    let values = [first, second]
    let inputs = values.map { 1 / $0.power(depth) }
    let network = SeedNetwork.modes(
      widths: Array(repeating: 3, count: depth + 1),
      [(values[0], x: inputs[0], y: 1), (values[1], x: inputs[1], y: 1), (0, x: inputs[0], y: 0)])
    let classes = network.indexClasses()
    guard classes.count == 3, classes.allSatisfy({ $0.residual.isZero }) else { return nil }
    func eigenvalues(_ blocks: [Matrix<Rational>]) throws -> [(value: Rational, multiplicity: Integer)]? {
      var builder = ExactSpectrumBuilder()
      for block in blocks { try builder.add(block, multiplicity: 1) }
      let total = blocks.reduce(0) { $0 + $1.rows }
      let spectrum = builder.spectrum(parameters: Integer(total), method: .alignedExact)
      return spectrum.rationalEigenvalues?.filter { !$0.value.isZero }
    }
    let own = classes.map { BlockFormula.diagonal($0).symmetric }
    let null = classes[2]
    let withNull = classes.prefix(2).map { BlockFormula.pair($0, null) }
    guard let dominant = try eigenvalues([own[0], own[1], BlockFormula.pair(classes[0], classes[1])]),
      let bulk = try eigenvalues(withNull), own[2].entries.allSatisfy(\.isZero)
    else { return nil }
    // (b/a)^(3 - 2/L) = (t_max / t_min)^(3L - 2).
    let factor = (values.max()! / values.min()!).power(3 * depth - 2)
    let base = Rational(depth)
    for (large, _) in dominant {
      for (small, _) in bulk {
        guard small > 0, base / factor <= large / small, large / small <= base * factor else { return nil }
      }
    }
    return [
      "bulk": .multiset(bulk), "depth": .number(depth), "dominant": .multiset(dominant),
      "network": network.certificateJSON, "pair": .rationals(values),
    ]
  }
}
