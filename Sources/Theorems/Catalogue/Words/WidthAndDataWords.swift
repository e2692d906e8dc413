// WidthAndDataWords: a hidden unit without weights, the rank at interpolation, and an unused input that gets variance, at every depth.
//
// Statement   A unit without weights in hidden layer j adds [[0, M], [M^T, 0]], M = U_(j+1)^T E V_j^T, to the Hessian; at E = 0 the rank is at most
//             rank(Sxx) d_L; an unused input of variance xi adds xi U_1^T U_1.
// Method      The second order of the loss along a path of all layers, that of the further weights apart from the rest.
// References  [Sagun et al. 2017]: their observations, instantiated; forms and proofs are ours.

import Exact

enum WidthAndDataWords {
  static let entries: [CatalogueEntry] = [width, widthTwin, rankBound, rankBoundTwin, data, dataTwin]

  private typealias Relation = WordArgument.Relation
  private typealias Item = WordArgument.Item

  private static func word(
    _ name: String, _ rows: String, _ columns: String, weight: Int = 1
  ) -> WordExpression {
    WordExpression(MatrixSymbol(name, rows, columns, weight: weight))
  }

  /// A product of layers along a path: its value, its first order and its second.
  private static func path(
    _ product: MatrixSymbol, _ index: String
  ) -> (value: WordExpression, moving: WordExpression) {
    let value = WordExpression(product)
    let orders = [1, 2].map {
      word("d\($0)\(index)", product.rows, product.columns).times(t: $0)
    }
    return (value, value + orders[0] + orders[1])
  }

  // MARK: A further hidden unit

  private static let width = WordIdentity.entry(
    "sagun-2017-width-invariance-every-depth", title: "Units without weights, every depth",
    family: .structure,
    "In every deep linear network with L >= 2 let hidden layer j get a further unit whose weights are all zero. The Hessian in the further weights, a into the unit and b out of it, is "
      + "[[0, M^T], [M, 0]] with M = U_(j+1)^T E V_j^T, it has no entry between these and the other weights, and among the others it is that of the network without the unit. So the unit adds "
      + "the eigenvalues plus and minus sigma for each singular value sigma of M, and zeros: only zeros where E = 0, and where the layers, Sxx and Syx are diagonal in common orthonormal "
      + "frames of one width, with layer values s_(l,i), plus and minus e_i prod_(l != j, j+1) s_(l,i) for each index i.",
    formula: "spectrum H' = spectrum H and that of [[0, M^T], [M, 0]], M = U_(j+1)^T E V_j^T",
    scope:
      "every depth L >= 2, every 1 <= j < L, every list of widths, all real layers, Sxx and Syx; taken as given: the eigenvalues of [[0, M^T], [M, 0]], and that the second order of the loss along "
      + "W_k + t D_k is half the form of the Hessian",
    hypotheses: "the weights of the further unit are zero",
    source: WidthAndDataTheorems.source,
    wording: .derived, evidence: .allDepths,
    notCovered: "units with weights on one side",
    summary: "the product and the second order of the loss along a path of all layers, and M in a frame",
    idea:
      "Along any path the unit adds t^2 U_(j+1) b a^T V_j to W, whose second order in the loss is b^T M a."
  ) { product + [interpolates] + aligned }

  private static let (lower, upper, whole, residual) = (
    NetworkWord.below("j", "j-1", weight: 2), NetworkWord.above("j+1", weight: 2),
    word("W", "d(L)", "d(0)", weight: 12), word("E", "d(L)", "d(0)", weight: 16)
  )

  private static var product: [Item] {
    let (u, moveU) = path(upper, "U(j+1)")
    let (v, moveV) = path(lower, "V(j)")
    let (into, out) = (
      WordExpression(NetworkWord.layer("j", below: "j-1", weight: 2)),
      WordExpression(NetworkWord.layer("j+1", below: "j"))
    )
    let (moveInto, moveOut) = (
      into + word("D(j)", "d(j)", "d(j-1)").times(t: 1),
      out + word("D(j+1)", "d(j+1)", "d(j)").times(t: 1)
    )
    let (inclusion, unit) = (
      word("N", "d(j)+1", "d(j)"), word("e", "d(j)+1", WordExpression.numbers)
    )
    let (a, b) = (
      word("a", "d(j-1)", WordExpression.numbers), word("b", "d(j+1)", WordExpression.numbers)
    )
    let wide =
      moveU * (moveOut * inclusion.transposed + (b * unit.transposed).times(t: 1))
      * (inclusion * moveInto + (unit * a.transposed).times(t: 1)) * moveV
    let narrow = moveU * moveOut * moveInto * moveV
    let apart: [Relation] = [
      .definition(inclusion.transposed * inclusion, .identity("d(j)")),
      .definition(unit.transposed * inclusion, .zero(WordExpression.numbers, "d(j)")),
      .definition(unit.transposed * unit, .identity(WordExpression.numbers)),
    ]
    return [
      Item("product", wide, narrow + (moveU * b * a.transposed * moveV).times(t: 2), apart),
      Item(
        "second-order", NetworkWord.loss(wide).order(2),
        NetworkWord.loss(narrow).order(2) + residual * v.transposed * a * b.transposed * u.transposed,
        apart + [
          .definition(residual, whole * NetworkWord.inputs - NetworkWord.targets),
          .definition(whole, u * out * into * v),
        ], isTrace: true),
    ]
  }

  /// `U_(j+1)^T E V_j^T`.
  private static let coupling =
    WordExpression(upper).transposed * residual * WordExpression(lower).transposed

  private static let interpolates = Item(
    "interpolation", coupling, .zero("d(j+1)", "d(j-1)"),
    [.hypothesis(residual, .zero("d(L)", "d(0)"))])

  /// `M e_(j-1) = e_(j+1) u_(j+1) e v_j`.
  private static var aligned: [Item] {
    let (value, past, beyond) = (
      LayerChain.number("e(i)"), LayerChain.number("v(j)"), LayerChain.number("u(j+1)")
    )
    let (before, after, first, last) = (
      LayerChain.before, LayerChain.columnOf("j+1"), WordExpression(LayerChain.first),
      WordExpression(LayerChain.last)
    )
    let frame = [
      Relation.hypothesis(residual * first, last * WordExpression(value)),
      .shown(
        "below-back",
        [LayerChain.belowNext: lower, LayerChain.column: before, LayerChain.valueBelowNext: past],
        WordExpression(lower).transposed * WordExpression(before), first * WordExpression(past).transposed),
      .shown(
        "above-back",
        [LayerChain.aboveNext: upper, before: after, LayerChain.valueAboveNext: beyond],
        WordExpression(upper).transposed * last, WordExpression(after) * WordExpression(beyond).transposed),
    ]
    return LayerChain.aboveItems.suffix(2) + LayerChain.belowItems.suffix(2) + [
      Item(
        "aligned", coupling * WordExpression(before),
        WordExpression(after) * WordExpression(beyond).transposed * WordExpression(value)
          * WordExpression(past).transposed, frame)
    ]
  }

  private static let widthTwin = WordIdentity.twin(
    of: "sagun-2017-width-invariance-every-depth", family: .structure,
    "In every aligned deep linear network of one width with value s_i in every layer, a further unit of a hidden layer whose weights are all zero adds plus and minus e_i s_i^(L-1) for "
      + "each index i to the eigenvalues of the Hessian, and nothing else.",
    scope:
      "every depth L >= 2, every hidden layer, every aligned network of one width with value s_i in every layer",
    idea: "Two layers meet at the unit, so that the exponent is L - 2.",
    at: { NetworkInstance.aligned([1, 1, 1], layers: [[2], [2]], x: [1], y: [1], ["layer": 1]) },
    admits: { instance in
      let network = instance.network
      return network.isDiagonal && Set(network.widths).count == 1
        && Set(network.layers.map(\.diagonal)).count == 1
        && (1..<max(network.depth, 1)).contains { Rational($0) == instance["layer"] }
    }
  ) { instance in
    let network = instance.network
    let before = network.hessian().characteristicPolynomial()
    let after = WidthAndDataTheorems.widened(network, instance["layer"].numerator.asInt!).hessian()
    let values = zip(network.layers[0].diagonal, network.residual.diagonal).map {
      $1 * $0.power(network.depth - 1)
    }
    let claimed = values.reduce(before) { $0 * .root($1) * .root(-$1) }
    return Comparison(
      after.characteristicPolynomial() == claimed,
      "the sum of the squares of the eigenvalues is \((after * after).trace), not \((network.hessian() * network.hessian()).trace + 2 * values.reduce(0) { $0 + $1 * $1 })"
    )
  }

  // MARK: The rank at interpolation

  private static let rankBound = WordIdentity.entry(
    "sagun-2017-rank-bound-every-depth", title: "Rank at interpolation, every depth", family: .structure,
    "In every deep linear network with E = 0: with Sxx = C C, C symmetric, half the form of the Hessian is 1/2 ||A C||_F^2, A = sum_k U_k D_k V_k the first order of W; rank H <= rank(Sxx) d_L, "
      + "which for n samples and K outputs is at most n K, whatever the number of parameters.",
    formula: "E = 0 => rank H <= rank(Sxx) d_L",
    scope:
      "every depth L >= 1, every list of widths, all real layers, every positive semidefinite Sxx, Syx = W Sxx; taken as given: Sxx has a symmetric root C of its rank, and C an X with C X C = C; the d_L x d_0 "
      + "matrices Z with Z X C = Z are a space of dimension d_L rank C; the rank of the form is at most the dimension of a space that holds all A C",
    hypotheses: "E = 0", source: WidthAndDataTheorems.source, wording: .derived,
    evidence: .allDepths, notCovered: "weights with E other than 0",
    summary: "the second order of the loss at interpolation, and the space of A C",
    idea: "The form sees the change of W only where the inputs have variance."
  ) {
    let (first, second) = (word("A", "d(L)", "d(0)"), word("B", "d(L)", "d(0)"))
    let root = WordExpression(MatrixSymbol("C", "d(0)", "d(0)", isSymmetric: true))
    let inner = word("X", "d(0)", "d(0)")
    let path = NetworkWord.endToEnd + first.times(t: 1) + second.times(t: 2)
    return [
      Item(
        "form", NetworkWord.loss(path).order(2),
        (first * root * (first * root).transposed).scaled(by: Rational(1, 2)),
        [
          .hypothesis(NetworkWord.targets, NetworkWord.endToEnd * NetworkWord.inputs),
          .definition(NetworkWord.inputs, root * root),
        ], isTrace: true),
      Item("space", first * root * inner * root, first * root, [.hypothesis(root * inner * root, root)]),
    ]
  }

  private static let rankBoundTwin = WordIdentity.twin(
    of: "sagun-2017-rank-bound-every-depth", family: .structure,
    "In every deep linear network with E = 0, rank H <= rank(Sxx) min_k d_k.",
    scope: "every depth L >= 1, every list of widths, all real layers with E = 0",
    idea:
      "A narrow layer limits W, not its changes: with widths 2, 1, 2 all but one of the four outputs of samples change.",
    at: {
      let layers = [
        Matrix<Rational>(rows: 1, columns: 2, entries: [1, 0]), Matrix(rows: 2, columns: 1, entries: [1, 0]),
      ]
      return NetworkInstance(
        LinearNetwork(
          layers: layers, inputCovariance: Matrix(identity: 2), crossCovariance: layers[1] * layers[0]))
    },
    admits: { $0.network.interpolates }
  ) { instance in
    let network = instance.network
    let (rank, bound) = (network.hessian().rank(), network.inputCovariance.rank() * network.widths.min()!)
    return Comparison(rank <= bound, "rank \(rank), rank(Sxx) min_k d_k = \(bound)")
  }

  // MARK: Further data

  private static let data = WordIdentity.entry(
    "sagun-2017-data-every-depth", title: "What unseen data add to the spectrum, every depth",
    family: .structure,
    "In every deep linear network let an input have variance 0, and zero weights and cross covariances. When it gets variance xi and the weights stay, the Hessian in its d_1 weights, which was 0, "
      + "becomes xi U_1^T U_1, it has no entry between these and the other weights, and among the others it stays: d_1 zero eigenvalues become xi times the eigenvalues of U_1^T U_1, and all others stay.",
    formula: "spectrum H' = spectrum H without d_1 zeros, and that of xi U_1^T U_1",
    scope:
      "every depth L >= 1, every list of widths, all real layers, Sxx and Syx with W_1 u = 0, Sxx u = 0 and Syx u = 0 for the unit column u of the input, every real xi; taken as given: the second "
      + "order of the loss along W_k + t D_k is half the form of the Hessian",
    hypotheses: "W_1 u = 0, Sxx u = 0, Syx u = 0", source: WidthAndDataTheorems.source, wording: .derived,
    evidence: .allDepths, notCovered: "inputs with weights, or correlated with others",
    summary: "the second order of the loss along a path of all layers, before and after",
    idea: "Along any path the change g of the weights of the input moves W u by t U_1 g, and nothing else."
  ) {
    let (u, moving) = path(NetworkWord.above("1"), "U(1)")
    let (layer, change) = (
      WordExpression(NetworkWord.layer("1", below: "0")), word("D(1)", "d(1)", "d(0)")
    )
    let (input, g) = (
      word("u", "d(0)", WordExpression.numbers), word("g", "d(1)", WordExpression.numbers)
    )
    let narrow = moving * (layer + change.times(t: 1))
    let wide = narrow + (moving * g * input.transposed).times(t: 1)
    let hidden: [Relation] = [
      .hypothesis(layer * input, .zero("d(1)", WordExpression.numbers)),
      .definition(change * input, .zero("d(1)", WordExpression.numbers)),
      .hypothesis(NetworkWord.inputs * input, .zero("d(0)", WordExpression.numbers)),
      .hypothesis(NetworkWord.targets * input, .zero("d(L)", WordExpression.numbers)),
      .definition(input.transposed * input, .identity(WordExpression.numbers)),
    ]
    let further = (wide * input * (wide * input).transposed).scaled(by: Rational(1, 2), ["xi": 1])
    return [
      Item(
        "before", NetworkWord.loss(wide).order(2), NetworkWord.loss(narrow).order(2), hidden, isTrace: true),
      Item(
        "after", (NetworkWord.loss(wide) + further).order(2),
        NetworkWord.loss(narrow).order(2)
          + (u * g * (u * g).transposed).scaled(by: Rational(1, 2), ["xi": 1]),
        hidden, isTrace: true),
    ]
  }

  private static let dataTwin = WordIdentity.twin(
    of: "sagun-2017-data-every-depth", family: .structure,
    "In every deep linear network let the last input have variance 0 and zero cross covariances. When it gets variance xi and the weights stay, d_1 zero eigenvalues of the Hessian become xi times the "
      + "eigenvalues of U_1^T U_1, and all others stay.",
    scope:
      "every depth L >= 1, every list of widths, all real layers, the last columns of Sxx and Syx zero, every xi > 0",
    idea: "With weights the input enters the residual, and all layers see it.",
    at: { NetworkInstance.aligned([1, 1, 1], layers: [[1], [2]], x: [0], y: [0], ["variance": 1]) },
    admits: { instance in
      let network = instance.network
      let last = network.widths[0] - 1
      return instance["variance"].signum() > 0
        && [network.inputCovariance, network.crossCovariance].allSatisfy { matrix in
          (0..<matrix.rows).allSatisfy { matrix[$0, last].isZero }
        }
    }
  ) { instance in
    let network = instance.network
    let above = network.product(from: 2, through: network.depth)
    let block = (above.transposed * above).scaled(by: instance["variance"])
    let (before, after) = (network.hessian(), WidthAndDataTheorems.withData(instance).hessian())
    return Comparison(
      after.characteristicPolynomial() * .power(network.widths[1])
        == before.characteristicPolynomial() * block.characteristicPolynomial(),
      "the trace changes by \(after.trace - before.trace), that of the block is \(block.trace)")
  }
}
