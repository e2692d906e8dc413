// BifurcationTheorems: the seed paper's spectrum at the minimum, during training, and with a tail.
//
// Statement   B1, B2 and B.3 of the mathematics: all eigenvalues with multiplicity for uniform signals, with zero tail at every
//             value, and with a tail eps at the minimum.
// Hypotheses  Aligned balanced network, r equal signals, every width at least r.
// Method      A signal index and another index see each other through four kinds of blocks. For each depth every kind is given
//             a full set of eigenpairs that are polynomial identities in the parameters; the multiplicities follow by counting indices,
//             so the result holds for all widths, ranks and parameter values at once.
// References  [Deng et al. 2026]; the count of the bulk is corrected to r(n_x + d_L - 2r) with n_x the rank of Sxx.

import Exact

enum BifurcationTheorems {
  private static let depths = 2...8

  static let entries: [CatalogueEntry] = [minimum, training, tailRatio]

  // MARK: zero tail

  private static let minimum = entry(
    "deng-2026-bifurcation-minimum", title: "Bifurcation at the minimum", wording: .confirmed,
    statement:
      "At the balanced minimum with r unit signals, zero tail and Sxx = identity on n_x >= r directions, the Hessian has "
      + "eigenvalue L with multiplicity r^2, 1 with multiplicity r(n_x + d_L - 2r), and 0 otherwise: dominant/bulk is exactly L.",
    scope: "depths 2 to 8, all widths >= r, every r and n_x",
    summary: "L (r^2 times), 1 (r(n_x + d_L - 2r) times), 0 else: ratio exactly L, at each of 7 depths",
    idea:
      "At the minimum every signal pair block is 11^T (+) 11^T, which has the eigenvalue L; a signal and a null direction meet "
      + "only in the first and in the last layer, once each."
  ) {
    proof(variables: ["xm"], at: [Rational(3, 7)]) { depth in
      uniformBlocks(depth: depth, signal: 1, x: 1, y: 1, nullInput: .variable(0))
    }
  }

  private static let training = entry(
    "deng-2026-bifurcation-training", title: "Bifurcation at every step of training", wording: .derived,
    statement:
      "With uniform signals lambda, zero tail, a = x lambda^(2L-2), c = lambda^(L-2)(x lambda^L - y) and h the sum of "
      + "d_j - r over hidden layers, the Hessian has the eigenvalues L a + (L-1) c (r(r+1)/2 times), L a - (L-1) c (r(r-1)/2 "
      + "times), a (r(n_x + d_L - 2r) times), -c ((L-1) r(r+1)/2 + r h times), c ((L-1) r(r-1)/2 + r h times), and 0 otherwise; "
      + "for x = y = 1 and lambda > 0 the r^2 cluster lies above all others iff lambda^L > 1/2.",
    scope: "depths 2 to 8, every real lambda, x, y, all widths >= r, every r and n_x",
    summary:
      "full spectrum for every lambda; the r^2 cluster is on top iff lambda^L > 1/2, at each of 7 depths",
    idea: "S_+ = a 11^T + c (11^T - I), S_- = a 11^T - c (11^T - I). The symmetric part exceeds the bulk by "
      + "(L-1) lambda^(L-2) (2 lambda^L - 1)."
  ) {
    let (lambda, x, y): (Symbol, Symbol, Symbol) = (.variable(0), .variable(1), .variable(2))
    for depth in depths {
      // The crossing at x = y = 1: dominant minus bulk is (L-1) lambda^(L-2) (2 lambda^L - 1).
      let a = lambda.power(2 * depth - 2)
      let c = lambda.power(depth - 2) * (lambda.power(depth) - 1)
      let above = Symbol(depth) * a + Symbol(depth - 1) * c - a
      guard above == Symbol(depth - 1) * lambda.power(depth - 2) * (2 * lambda.power(depth) - 1) else {
        return .unknown("the crossing identity fails at L = \(depth)")
      }
    }
    return proof(variables: ["lambda", "x", "y", "xm"], at: [Rational(3, 5), 2, 3, Rational(1, 7)]) { depth in
      uniformBlocks(depth: depth, signal: lambda, x: x, y: y, nullInput: .variable(3))
    }
  }

  /// `S_+`, `S_-` and the signal/null block of uniform signals, with the eigenpairs of Theorem B1.
  private static func uniformBlocks(
    depth: Int, signal: Symbol, x: Symbol, y: Symbol, nullInput: Symbol
  ) -> [SymbolicBlock] {
    let signalClass = index(depth, value: signal, x: x, y: y)
    let nullClass = index(depth, value: 0, x: nullInput, y: 0)
    let a = x * signal.power(2 * depth - 2)
    let c = signal.power(depth - 2) * (x * signal.power(depth) - y)
    let (symmetric, antisymmetric) = BlockFormula.diagonal(signalClass)
    return [
      SymbolicBlock(
        name: "signal-symmetric", matrix: symmetric,
        pairs: uniformPairs(depth, top: Symbol(depth) * a + Symbol(depth - 1) * c, rest: -c)),
      SymbolicBlock(
        name: "signal-antisymmetric", matrix: antisymmetric,
        pairs: uniformPairs(depth, top: Symbol(depth) * a - Symbol(depth - 1) * c, rest: c)),
      SymbolicBlock(
        name: "signal-null", matrix: BlockFormula.pair(signalClass, nullClass),
        pairs: nullPairs(depth, input: nullInput * signal.power(2 * depth - 2), output: a, hidden: c)),
    ]
  }

  /// `(1, ..., 1)` with `top`, and `e_k - e_L` with `rest`.
  private static func uniformPairs(_ depth: Int, top: Symbol, rest: Symbol) -> [SymbolicEigenpair] {
    [SymbolicEigenpair(value: top, vector: Array(repeating: 1, count: depth))]
      + (1..<depth).map {
        SymbolicEigenpair(value: rest, vector: sparseVector(depth, [($0 - 1, 1), (depth - 1, -1)]))
      }
  }

  /// `X_1` and `Y_L` alone, and `X_(j+1) +- Y_j` for `j = 1, ..., L - 1`, in the order `X_1, ..., X_L, Y_1, ..., Y_L`.
  private static func nullPairs(
    _ depth: Int, input: Symbol, output: Symbol, hidden: Symbol
  ) -> [SymbolicEigenpair] {
    let size = 2 * depth
    return [
      SymbolicEigenpair(value: input, vector: sparseVector(size, [(0, 1)])),
      SymbolicEigenpair(value: output, vector: sparseVector(size, [(size - 1, 1)])),
    ]
      + (1..<depth).flatMap { j in
        [Symbol(1), Symbol(-1)].map { sign in
          SymbolicEigenpair(
            value: sign * hidden, vector: sparseVector(size, [(j, 1), (depth + j - 1, sign)]))
        }
      }
  }

  // MARK: tail

  private static let tailRatio = entry(
    "deng-2026-tail-ratio", title: "Ratio with a frozen tail", wording: .derived,
    statement:
      "With unit signals, Sxx = I_r and a tail of d* - r values eps, the Hessian has eigenvalue L (r^2 times), "
      + "g = 1 + eps^2 + ... + eps^(2L-2) (r(d* - r) times), 1 (r(d_L - d*) times), and 0 otherwise; for 0 <= eps < 1 the ratio "
      + "satisfies L(1 - eps^2) <= L/g <= L.",
    scope:
      "depths 2 to 8, every real eps in [0, 1) for the bounds and every real eps for the spectrum, all widths >= r",
    summary: "L(1 - eps^2) <= L/g <= L for 0 <= eps < 1, with the full spectrum, at each of 7 depths",
    idea: "1 - (1 - eps^2) g = eps^(2L) >= 0 and g - 1 is a sum of even powers."
  ) {
    let eps = Symbol.variable(0)
    func geometric(_ depth: Int) -> Symbol { (0..<depth).reduce(0) { $0 + eps.power(2 * $1) } }
    for depth in depths {
      let g = geometric(depth)
      let positive = (g - 1).terms.allSatisfy {
        $0.coefficient > 0 && $0.monomial.exponents.allSatisfy { $0 % 2 == 0 }
      }
      guard 1 - (1 - eps * eps) * g == eps.power(2 * depth), positive else {
        return .unknown("a bound of the ratio fails at L = \(depth)")
      }
    }
    return proof(variables: ["eps"], at: [Rational(2, 3)]) { depth in
      let signal = index(depth, value: 1, x: 1, y: 1)
      let tail = index(depth, value: eps, x: 0, y: 0)
      let size = 2 * depth
      let (symmetric, antisymmetric) = BlockFormula.diagonal(signal)
      let profile = (1...depth).map { eps.power(depth - $0) }  // the coupling of Y_k
      let tailPairs =
        [
          SymbolicEigenpair(
            value: geometric(depth), vector: sparseVector(size, (0..<depth).map { (depth + $0, profile[$0]) })
          )
        ]
        + (0..<depth).map { SymbolicEigenpair(value: 0, vector: sparseVector(size, [($0, 1)])) }
        + (0..<(depth - 1)).map {
          SymbolicEigenpair(
            value: 0, vector: sparseVector(size, [(depth + $0, 1), (size - 1, -profile[$0])]))
        }
      return [
        SymbolicBlock(
          name: "signal-symmetric", matrix: symmetric, pairs: uniformPairs(depth, top: Symbol(depth), rest: 0)
        ),
        SymbolicBlock(
          name: "signal-antisymmetric", matrix: antisymmetric,
          pairs: uniformPairs(depth, top: Symbol(depth), rest: 0)),
        SymbolicBlock(name: "signal-tail", matrix: BlockFormula.pair(signal, tail), pairs: tailPairs),
        SymbolicBlock(
          name: "signal-null", matrix: BlockFormula.pair(signal, index(depth, value: 0, x: 0, y: 0)),
          pairs: nullPairs(depth, input: 0, output: 1, hidden: 0)),
      ]
    }
  }

  // MARK: shared

  /// An index that exists at every width. Widths that end before it only delete variables, and whole eigenvectors with them.
  private static func index(_ depth: Int, value: Symbol, x: Symbol, y: Symbol) -> IndexClass<Symbol> {
    IndexClass(
      count: 1, exists: Array(repeating: true, count: depth + 1),
      layers: Array(repeating: value, count: depth),
      x: x, y: y)
  }

  private static func proof(
    variables: [String], at point: [Rational], blocks: (Int) -> [SymbolicBlock]
  ) -> Finding {
    var found: [JSON] = []
    for depth in depths {
      let blocks = blocks(depth)
      for block in blocks where !block.isComplete(at: point) {
        return .unknown("the eigenpairs of \(block.name) are not complete at L = \(depth)")
      }
      found.append([
        "blocks": .array(blocks.map { $0.json(variables: variables.count) }), "depth": .number(depth),
      ])
    }
    return .verified(
      .symbolic, "", kind: "block-eigenvectors",
      proof: ["depths": .array(found), "variables": .array(variables.map { .string($0) })])
  }

  private static func entry(
    _ id: String, title: String, wording: WordingStatus, statement: String, scope: String, summary: String,
    idea: String,
    decide: @escaping @Sendable () throws -> Finding
  ) -> CatalogueEntry {
    CatalogueEntry(
      claim: Claim(
        id: id, statement: statement, scope: scope,
        fields: [("depths", [.number(depths.lowerBound), .number(depths.upperBound)])]),
      title: title, family: "seed", citation: "Deng et al. 2026, arXiv 2602.00545", wording: wording,
      hypotheses: "aligned balanced network, r equal signals, every width at least r", expected: .verified,
      notCovered: "depths above 8; unequal signals; unbalanced layers",
      method: "eigenpairs as polynomial identities, one block type at a time", idea: idea,
      decide: {
        let finding = try decide()
        return finding.verdict == .verified ? finding.with(summary: summary) : finding
      })
  }
}

extension Finding {
  func with(summary: String) -> Finding {
    Finding(
      verdict: verdict, evidence: evidence, summary: summary, certificateKind: certificateKind, proof: proof)
  }
}
