// ZeroTailTheorems: the seed paper's spectrum at the minimum and at every step of training, when the tail is zero.
//
// Statement   B1 and B2 of the mathematics: all eigenvalues with multiplicity for r equal signals.
// Hypotheses  Aligned balanced network, zero tail, Sxx = x times the identity on n_x >= r directions, every width at least r.
// Method      `UniformProof`; the order of the clusters by the sign of linear functions of z = lambda^L.
// References  [Deng et al. 2026]; the count of the bulk is corrected to r(n_x + d_L - 2r) with n_x the rank of Sxx.

import Exact

enum ZeroTailTheorems {
  static let entries: [CatalogueEntry] = [minimum, training]

  private static let minimum = entry(
    "deng-2026-bifurcation-minimum", title: "Bifurcation at the minimum",
    citation: Source.deng2026.cited("project page; the count r(d* + d_L - 2r) there is replaced by ours"),
    statement:
      "At the balanced minimum with r unit signals, zero tail and Sxx = identity on n_x >= r directions, the Hessian has "
      + "eigenvalue L with multiplicity r^2, 1 with multiplicity r(n_x + d_L - 2r), and 0 otherwise: dominant/bulk is exactly L.",
    formula: "det(X - H) = (X - L)^(r^2) (X - 1)^(r(n_x + d_L - 2r)) X^(all others)",
    scope: "depths 2 to 8, all widths >= r, every r and n_x",
    idea:
      "At the minimum every signal pair block is 11^T (+) 11^T, which has the eigenvalue L; a signal and a null direction meet "
      + "only in the first and in the last layer, once each."
  ) {
    proof(
      variables: ["xm"], point: [Rational(3, 7)], signal: 1, x: 1, y: 1, nullInput: .variable(0),
      stated: { depth in
        let (r, seen) = (NetworkSize.rank, NetworkSize.seen)
        return SymbolicSpectrum([
          (Symbol(depth), r * r), (1, r * (seen + NetworkSize.width(depth) - 2 * r)),
        ])
      }
    ).finding("L (r^2 times), 1 (r(n_x + d_L - 2r) times), 0 else: ratio exactly L, at each of 7 depths")
  }

  private static let training = entry(
    "deng-2026-bifurcation-training", title: "Bifurcation at every step of training",
    citation: Source.deng2026.cited(),
    statement:
      "With r uniform signals lambda, zero tail, Sxx = x times the identity on n_x >= r directions, a = x lambda^(2L-2), "
      + "c = lambda^(L-2)(x lambda^L - y) and h the sum of "
      + "d_j - r over hidden layers, the Hessian has the eigenvalues L a + (L-1) c (r(r+1)/2 times), L a - (L-1) c (r(r-1)/2 "
      + "times), a (r(n_x + d_L - 2r) times), -c ((L-1) r(r+1)/2 + r h times), c ((L-1) r(r-1)/2 + r h times), and 0 otherwise; "
      + "for x = y = 1 and lambda > 0 the r^2 cluster lies above all others iff lambda^L > 1/2.",
    formula: "L a +- (L-1) c, r(r +- 1)/2 times; a, r(n_x + d_L - 2r) times; c, -c and 0 else",
    scope: "depths 2 to 8, every real lambda, x, y, all widths >= r, every r and n_x",
    idea: "S_+ = a 11^T + c (11^T - I), S_- = a 11^T - c (11^T - I). The symmetric part exceeds the bulk by "
      + "(L-1) lambda^(L-2) (2 lambda^L - 1), and the eigenvalue -c by L lambda^(L-2) (2 lambda^L - 1)."
  ) {
    for depth in UniformProof.depths where !crossesAtOneHalf(depth: depth) {
      return .unknown("the order of the clusters fails at L = \(depth)")
    }
    return proof(
      variables: ["lambda", "x", "y", "xm"], point: [Rational(3, 5), 2, 3, Rational(1, 7)],
      signal: .variable(0),
      x: .variable(1), y: .variable(2), nullInput: .variable(3),
      stated: { depth in
        let (lambda, x, y) = (Symbol.variable(0), Symbol.variable(1), Symbol.variable(2))
        let a = x * lambda.power(2 * depth - 2)
        let c = lambda.power(depth - 2) * (x * lambda.power(depth) - y)
        let (r, layers, half) = (NetworkSize.rank, Symbol(depth), Symbol(constant: Rational(1, 2)))
        let h = (1..<depth).reduce(Symbol(0)) { $0 + NetworkSize.width($1) - r }
        return SymbolicSpectrum([
          (layers * a + (layers - 1) * c, half * r * (r + 1)),
          (layers * a - (layers - 1) * c, half * r * (r - 1)),
          (a, r * (NetworkSize.seen + NetworkSize.width(depth) - 2 * r)),
          (-c, half * (layers - 1) * r * (r + 1) + r * h), (c, half * (layers - 1) * r * (r - 1) + r * h),
        ])
      }
    ).finding(
      "full spectrum for every lambda; for x = y = 1, lambda > 0 the r^2 cluster is on top iff lambda^L > 1/2, "
        + "at each of 7 depths"
    )
  }

  private static func proof(
    variables: [String], point: [Rational], signal: Symbol, x: Symbol, y: Symbol, nullInput: Symbol,
    stated: @escaping (Int) -> SymbolicSpectrum
  ) -> UniformProof {
    let hidden = variables.count - 1  // the number of the variable xm
    func null(_ depth: Int) -> IndexClass<Symbol> { UniformProof.index(depth, value: 0, x: nullInput, y: 0) }
    return UniformProof(
      variables: variables, point: point, others: { [null($0)] },
      blocks: { depth in
        let a = x * signal.power(2 * depth - 2)
        let c = signal.power(depth - 2) * (x * signal.power(depth) - y)
        let layers = Symbol(depth)
        let index = UniformProof.index(depth, value: signal, x: x, y: y)
        return UniformBlocks.signalBlocks(
          index, symmetric: (layers * a + (layers - 1) * c, -c),
          antisymmetric: (layers * a - (layers - 1) * c, c))
          + [
            UniformBlocks.nullBlock(
              index, null(depth), input: nullInput * signal.power(2 * depth - 2), output: a, hidden: c)
          ]
      },
      counted: { _, blocks in
        var spectrum = SymbolicSpectrum()
        UniformBlocks.addSignals(blocks, to: &spectrum)
        let together = UniformBlocks.addNulls(
          blocks[2], after: NetworkSize.rank,
          seen: { ($0.substituting(x, for: hidden), $0.substituting(0, for: hidden)) }, to: &spectrum)
        return together ? spectrum : nil
      }, stated: stated)
  }

  /// At x = y = 1 and lambda > 0 all values are `lambda^(L-2) (p z + q)` with z = lambda^L. Above z = 1/2 both values of the cluster exceed
  /// a, c, -c and 0; at z <= 1/2 the symmetric one is at most -c, which always occurs.
  private static func crossesAtOneHalf(depth: Int) -> Bool {
    typealias Line = (p: Int, q: Int)
    let cluster: [Line] = [(2 * depth - 1, 1 - depth), (1, depth - 1)]
    let rest: [Line] = [(1, 0), (1, -1), (-1, 1), (0, 0)]  // a, c, -c, 0
    // The lines are what they should be: as polynomials in lambda.
    let lambda = Symbol.variable(0)
    func value(_ line: Line) -> Symbol {
      lambda.power(depth - 2) * (Symbol(line.p) * lambda.power(depth) + Symbol(line.q))
    }
    let (a, c) = (value(rest[0]), value(rest[1]))
    guard a == lambda.power(2 * depth - 2), c == lambda.power(depth - 2) * (lambda.power(depth) - 1),
      value(rest[2]) == -c, value(cluster[0]) == Symbol(depth) * a + Symbol(depth - 1) * c,
      value(cluster[1]) == Symbol(depth) * a - Symbol(depth - 1) * c
    else { return false }
    /// `p z + q > 0` for every `z > 1/2`: a slope that is not negative, and no negative value at 1/2.
    func isPositiveAbove(_ p: Int, _ q: Int) -> Bool { p >= 0 && p + 2 * q >= 0 && (p > 0 || q > 0) }
    let wins = cluster.allSatisfy { top in rest.allSatisfy { isPositiveAbove(top.p - $0.p, top.q - $0.q) } }
    let gap = (p: cluster[0].p - rest[2].p, q: cluster[0].q - rest[2].q)  // symmetric minus (-c): k (2 z - 1)
    return wins && gap.p > 0 && gap.p + 2 * gap.q == 0
  }

  private static func entry(
    _ id: String, title: String, citation: String, statement: String, formula: String, scope: String,
    idea: String,
    decide: @escaping @Sendable () throws -> Finding
  ) -> CatalogueEntry {
    CatalogueEntry(
      claim: Claim(id: id, statement: statement, scope: scope, fields: [Claim.depths(UniformProof.depths)]),
      title: title, family: .seed, citation: citation, wording: .derived,
      hypotheses: "aligned balanced network, r equal signals, zero tail, every width at least r",
      formula: formula,
      expected: .verified, evidence: .symbolic,
      notCovered: "depths above 8; unequal signals; unbalanced layers",
      method: "eigenpairs as polynomial identities, one kind of block at a time, and their counts",
      idea: idea, decide: decide)
  }
}
