// TailRatioTheorem: the spectrum at the minimum with a tail that the data do not see, and the bounds of the ratio.
//
// Statement   B.3 of the mathematics: eigenvalues L, g_L(eps), 1 and 0 with multiplicity; L(1 - eps^2) <= L/g <= L.
// Hypotheses  Unit signals, Sxx = I_r, tail value eps on indices r+1, ..., d*, with r <= d* <= every width.
// Method      `UniformProof`, and two polynomial identities for the bounds.
// References  Derived; the setting is that of [Deng et al. 2026] with Sxx = I_r.

import Exact

enum TailRatioTheorem {
  static let entry = CatalogueEntry(
    claim: Claim(
      id: "deng-2026-tail-ratio",
      statement:
        "With r unit signals, Sxx = I_r and a tail of d* - r values eps, r <= d* <= every width, the Hessian has eigenvalue "
        + "L (r^2 times), g = 1 + eps^2 + ... + eps^(2L-2) (r(d* - r) times), 1 (r(d_L - d*) times), and 0 otherwise; for "
        + "0 <= eps < 1 the ratio satisfies L(1 - eps^2) <= L/g <= L.",
      scope:
        "depths 2 to 8, every real eps in [0, 1) for the bounds and every real eps for the spectrum, every r <= d* <= all widths",
      fields: [Claim.depths(UniformProof.depths)]),
    title: "Ratio with a frozen tail", family: .seed, citation: Source.deng2026.cited(), wording: .derived,
    hypotheses: "aligned balanced network at the minimum, unit signals, Sxx = I_r, d* at most every width",
    formula: "L(1 - eps^2) <= L/g <= L, g = 1 + eps^2 + ... + eps^(2L-2)", expected: .verified,
    evidence: .symbolic,
    notCovered: "depths above 8; tails of different values; tails cut off by a width",
    method: "eigenpairs as polynomial identities, their counts, and two identities for the bounds",
    idea: "1 - (1 - eps^2) g = eps^(2L) >= 0 and g - 1 is a sum of even powers.",
    decide: decide)

  private static let eps = Symbol.variable(0)

  private static func geometric(_ depth: Int) -> Symbol { (0..<depth).reduce(0) { $0 + eps.power(2 * $1) } }

  private static func decide() -> Finding {
    for depth in UniformProof.depths {
      let g = geometric(depth)
      let isSumOfEvenPowers = (g - 1).terms.allSatisfy {
        $0.coefficient > 0 && $0.monomial.exponents.allSatisfy { $0 % 2 == 0 }
      }
      guard 1 - (1 - eps * eps) * g == eps.power(2 * depth), isSumOfEvenPowers else {
        return .unknown("a bound of the ratio fails at L = \(depth)")
      }
    }
    return proof.finding(
      "L(1 - eps^2) <= L/g <= L for 0 <= eps < 1, with the full spectrum, at each of 7 depths")
  }

  private static var proof: UniformProof {
    func tail(_ depth: Int) -> IndexClass<Symbol> { UniformProof.index(depth, value: eps, x: 0, y: 0) }
    func null(_ depth: Int) -> IndexClass<Symbol> { UniformProof.index(depth, value: 0, x: 0, y: 0) }
    return UniformProof(
      variables: ["eps"], point: [Rational(2, 3)], others: { [tail($0), null($0)] },
      blocks: { depth in
        let signal = UniformProof.index(depth, value: 1, x: 1, y: 1)
        return UniformBlocks.signalBlocks(
          signal, symmetric: (Symbol(depth), 0), antisymmetric: (Symbol(depth), 0))
          + [
            SymbolicBlock(
              name: "signal-tail", matrix: BlockFormula.pair(signal, tail(depth)), pairs: tailPairs(depth)),
            UniformBlocks.nullBlock(signal, null(depth), input: 0, output: 1, hidden: 0),
          ]
      },
      counted: { _, blocks in
        let (r, star) = (NetworkSize.rank, NetworkSize.star)
        var spectrum = SymbolicSpectrum()
        UniformBlocks.addSignals(blocks, to: &spectrum)
        for pair in blocks[2].pairs { spectrum.add(pair.value, r * (star - r)) }
        let together = UniformBlocks.addNulls(blocks[3], after: star, seen: { ($0, $0) }, to: &spectrum)
        return together ? spectrum : nil
      },
      stated: { depth in
        let (r, star) = (NetworkSize.rank, NetworkSize.star)
        return SymbolicSpectrum([
          (Symbol(depth), r * r), (geometric(depth), r * (star - r)),
          (1, r * (NetworkSize.width(depth) - star)),
        ])
      })
  }

  /// `eps^(L-k)` at `Y_k` with g; the rest of the block has rank 0.
  private static func tailPairs(_ depth: Int) -> [SymbolicEigenpair] {
    let size = 2 * depth
    let profile = (1...depth).map { eps.power(depth - $0) }
    let top = SymbolicEigenpair(
      value: geometric(depth), vector: sparseVector(size, (0..<depth).map { (depth + $0, profile[$0]) }))
    let inputs = (0..<depth).map { SymbolicEigenpair(value: 0, vector: sparseVector(size, [($0, 1)])) }
    let outputs = (0..<(depth - 1)).map {
      SymbolicEigenpair(value: 0, vector: sparseVector(size, [(depth + $0, 1), (size - 1, -profile[$0])]))
    }
    return [top] + inputs + outputs
  }
}
