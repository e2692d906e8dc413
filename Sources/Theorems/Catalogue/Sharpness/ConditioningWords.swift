// ConditioningWords: the condition number of the Gauss-Newton part between the extreme singular values of its factors, at every depth.
//
// Statement   x_min sum_k a_k b_k |Z|^2 <= <Z, J J^* Z> <= x_max sum_k A_k B_k |Z|^2, a_k <= U_k U_k^T <= A_k, b_k <= V_k^T V_k <= B_k, x_min <= Sxx <= x_max.
// Method      For each layer the difference is a sum of three squares, from A_k - U_k U_k^T = M M^T, B_k - V_k^T V_k = N^T N, x_max - Sxx = K^T K, and so below.
// References  [Zhao, Singh, Lucchi 2024], recalled; form and proof are ours.

import Exact

enum ConditioningWords {
  static let entries: [CatalogueEntry] = [entry, twin]

  private typealias Item = WordArgument.Item
  private typealias Relation = WordArgument.Relation

  private static let entry = WordInequality.entry(
    "zhao-2024-gn-condition-every-depth", title: "Conditioning of the Gauss-Newton part, every depth",
    family: .sharpness,
    "In every deep linear network with Sxx = C C, C symmetric, where the Gram operator J J^* Z = sum_k U_k U_k^T Z C V_k^T V_k C of the Gauss-Newton part is positive "
      + "definite: with smax and smin the largest and the d_L-th singular value of U_k, the largest and the d_0-th of V_k (0 if there is none), and x_max, x_min the extreme "
      + "eigenvalues of Sxx, x_min smin(U_k)^2 smin(V_k)^2 |Z|^2 <= |U_k^T Z C V_k^T|^2 <= x_max smax(U_k)^2 smax(V_k)^2 |Z|^2 for every Z and every layer k, so that the condition "
      + "number of J J^*, that of H_o on its range, is at most kappa(Sxx) sum_k smax(U_k)^2 smax(V_k)^2 / sum_k smin(U_k)^2 smin(V_k)^2, which is infinite if the last sum is 0.",
    formula: "kappa <= kappa(Sxx) sum_k smax(U_k)^2 smax(V_k)^2 / sum_k smin(U_k)^2 smin(V_k)^2",
    scope:
      "every depth L >= 1, every list of widths, all real layers, every positive semidefinite Sxx; taken as given: J^* J and J J^* have the same nonzero eigenvalues, see "
      + "gn-kronecker-gram, each extreme eigenvalue is that of the quadratic form, a positive semidefinite matrix is a square: smax(U_k)^2 I - U_k U_k^T = M M^T and so on, and the "
      + "inequalities of the layers may be added",
    hypotheses: "J J^* positive definite; otherwise the bound is infinite",
    source:
      "Zhao, Singh and Lucchi 2024, Theoretical characterisation of the Gauss-Newton conditioning in neural networks",
    wording: .recalled, notCovered: "when the bound is attained: see zhao-2024-gn-condition",
    summary:
      "the form of one layer, both bounds of it as sums of three squares, and the quotient of the sums",
    idea:
      "A term of J J^* is a Kronecker product, and its form lies between the products of the extreme values of its factors; so does the sum.",
    nonnegative: ["u_max", "u_min", "v_max", "v_min", "x_max", "x_min"], items: { items }, numbers: numbers)

  private static let items: [Item] = {
    let (above, below) = (NetworkWord.above("k", weight: 2), NetworkWord.below("k", "k-1", weight: 2))
    let (u, v) = (WordExpression(above), WordExpression(below))
    let z = WordExpression(MatrixSymbol("Z", "d(L)", "d(0)"))
    let c = WordExpression(MatrixSymbol("C", "d(0)", "d(0)", isSymmetric: true))
    let (image, whole) = (
      u.transposed * z * c * v.transposed, z.transposed * u * u.transposed * z * c * v.transposed * v * c
    )
    let length = z.transposed * z
    /// The roots of what is left of the three factors: the bound less the factor, or the factor less the bound.
    func bound(_ end: String, _ sign: Rational) -> (
      relations: [Relation], squares: [WordSquare], value: WordExpression
    ) {
      let m = WordExpression(MatrixSymbol("M_\(end)(k)", "d(L)", "m(\(end))", weight: 3))
      let n = WordExpression(MatrixSymbol("N_\(end)(k)", "n(\(end))", "d(0)", weight: 3))
      let r = WordExpression(MatrixSymbol("K_\(end)", "k(\(end))", "d(0)", weight: 3))
      let (outer, inner, data) = ("u_\(end)", "v_\(end)", "x_\(end)")
      func rest(_ root: WordExpression, _ scalar: String, _ space: String, _ gram: WordExpression) -> Relation
      {
        .hypothesis(root, (WordExpression.identity(space).scaled(by: 1, [scalar: 1]) - gram).scaled(by: sign))
      }
      return (
        [
          rest(m * m.transposed, outer, "d(L)", u * u.transposed),
          rest(n.transposed * n, inner, "d(0)", v.transposed * v),
          rest(r.transposed * r, data, "d(0)", c * c),
        ],
        [
          WordSquare(z.transposed * m, factor: 1, [inner: 1, data: 1]),
          WordSquare(u.transposed * z * r.transposed, factor: 1, [inner: 1]),
          WordSquare(u.transposed * z * c * n.transposed),
        ], length.scaled(by: 1, [outer: 1, inner: 1, data: 1])
      )
    }
    let (most, least) = (bound("max", 1), bound("min", -1))
    return [
      Item("form", image * image.transposed, whole, isTrace: true),
      Item("at-most", most.value, whole, most.relations, isTrace: true, squares: most.squares),
      Item("at-least", whole, least.value, least.relations, isTrace: true, squares: least.squares),
    ]
  }()

  /// x, y: the largest and the least eigenvalue of J J^*; p, q: the bounds of its form.
  private static let numbers: @Sendable () -> DepthArgument = {
    let (x, y, p, q) = (DepthFraction(.x), DepthFraction(.y), DepthFraction(.p), DepthFraction(.q))
    return DepthArgument(
      leastDepth: 1, variables: [.L, .x, .y, .p, .q], ranges: [.above(0, .x), .above(0, .y)],
      hypotheses: [((p - x).numerator, .nonnegative), ((y - q).numerator, .nonnegative)],
      items: [.sign("quotient", p * y - x * q, .nonnegative, [[.of(p - x), .of(y)], [.of(x), .of(y - q)]])])
  }

  private static let twin = DepthIdentity.twin(
    "zhao-2024-gn-condition-every-depth", family: .sharpness,
    "For every depth L >= 2, with W_L = diag(s, 1), s > 1, W_k = t I for k < L, all of width 2, and Sxx = I: the condition number of the Gram matrix of the Gauss-Newton part is at most "
      + "the mean over k of smax(U_k)^2 smax(V_k)^2/(smin(U_k)^2 smin(V_k)^2).",
    scope:
      "every depth L >= 2, widths 2, W_L = diag(s, 1), the other layers t I, every real s > 1, t > 0, Sxx = I",
    idea:
      "A quotient of sums is a mean of the quotients weighted by the denominators, which may be small where the quotient is 1.",
    DepthWitness(depth: 2, values: [("s", 3), ("t", Rational(1, 2))], relation: .lessOrEqual) { depth, v in
      let layers = (1...depth).map { $0 == depth ? [v[0], 1] : [v[1], v[1]] }
      let network = AlignedNetwork<Rational>(
        widths: Array(repeating: 2, count: depth + 1), layers: layers, inputs: [1, 1], targets: [])
      let values = network.gaussNewtonEigenvalues().keys.filter { !$0.isZero }
      let quotients = (1...depth).map { k -> Rational in
        // One of U_k, V_k is a multiple of I, but for the factor diag(s, 1) of U_k.
        k == depth ? 1 : v[0].squared()
      }
      return (values.max()! / values.min()!, quotients.reduce(0, +) / Rational(depth))
    })
}
