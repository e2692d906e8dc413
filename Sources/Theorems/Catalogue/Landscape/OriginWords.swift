// OriginWords: the Hessian where all layers vanish, in words: two layers, any more, and weight decay.
//
// Statement   L = 2: H takes (D_1, D_2) to (-D_2^T Syx, -Syx D_1^T), so that the dyads of singular vectors of Syx are eigenvectors.
//             L >= 3: along the layers t D_k the product is t^3 M with M a polynomial in t, so that the loss has no order below 3. Weight decay adds gamma I.
// Method      The derivative of the loss along t D + r C at first order in both; an induction over the layers from the third on.

import Exact

enum OriginWords {
  static func scope(_ symbols: String) -> String {
    "every depth L >= 2, every list of widths, \(symbols); taken as given: dyads of orthonormal bases of singular vectors of Syx and of the hidden space are a basis"
  }

  static func items(decay: Bool) -> [WordArgument.Item] {
    twoLayers(decay: decay) + deeper + (decay ? [ofDecay] : [])
  }

  private static func change(_ name: String, _ rows: String, _ columns: String) -> WordExpression {
    WordExpression(MatrixSymbol(name, rows, columns))
  }

  /// The derivative along `C` at `t D` is `t tr(C^T H D)`, one layer at a time; then H, with decay, on the dyads `h v^T` and `u h^T`.
  private static func twoLayers(decay: Bool) -> [WordArgument.Item] {
    typealias Pair = (first: WordExpression, second: WordExpression)
    let d: Pair = (change("D(1)", "d(1)", "d(0)"), change("D(L)", "d(L)", "d(1)"))
    let c: Pair = (change("C(1)", "d(1)", "d(0)"), change("C(L)", "d(L)", "d(1)"))
    let targets = NetworkWord.targets
    func mixed(_ product: WordExpression) -> WordExpression {
      NetworkWord.loss(product).order(1).coefficient(of: "r", power: 1)
    }
    func image(_ pair: Pair) -> Pair {
      (-(pair.second.transposed * targets), -(targets * pair.first.transposed))
    }
    func added(_ own: WordExpression) -> WordExpression { own.scaled(by: decay ? 1 : 0, ["gamma": 1]) }
    func isEigenpair(
      _ name: String, _ pair: Pair, _ factor: Rational, _ relations: [WordArgument.Relation]
    ) -> [WordArgument.Item] {
      let image = image(pair)
      let parts = [("1", image.first, pair.first), ("2", image.second, pair.second)]
      return parts.map { part, image, own in
        WordArgument.Item(
          "\(name)-\(part)", image + added(own), own.scaled(by: factor, ["y": 1]) + added(own), relations)
      }
    }
    let (h, u, v) = (
      change("h", "d(1)", WordExpression.numbers), change("u", "d(L)", WordExpression.numbers),
      change("v", "d(0)", WordExpression.numbers)
    )
    let (u0, v0) = (
      change("u0", "d(L)", WordExpression.numbers), change("v0", "d(0)", WordExpression.numbers)
    )
    let dyads: Pair = (h * v.transposed, u * h.transposed)
    let triple: [WordArgument.Relation] = [
      .hypothesis(targets * v, u.scaled(by: 1, ["y": 1])),
      .hypothesis(targets.transposed * u, v.scaled(by: 1, ["y": 1])),
    ]
    let moved: Pair = (d.first.times(t: 1), d.second.times(t: 1))
    return [
      WordArgument.Item(
        "derivative-1", mixed(moved.second * (moved.first + c.first.scaled(by: 1, ["r": 1]))),
        c.first.transposed * image(d).first, isTrace: true),
      WordArgument.Item(
        "derivative-2", mixed((moved.second + c.second.scaled(by: 1, ["r": 1])) * moved.first),
        c.second.transposed * image(d).second, isTrace: true),
    ] + isEigenpair("plus", (dyads.first, -dyads.second), 1, triple) + isEigenpair("minus", dyads, -1, triple)
      + isEigenpair(
        "null-input", (h * v0.transposed, .zero("d(L)", "d(1)")), 0,
        [.hypothesis(targets * v0, .zero("d(L)", WordExpression.numbers))])
      + isEigenpair(
        "null-output", (.zero("d(1)", "d(0)"), u0 * h.transposed), 0,
        [.hypothesis(targets.transposed * u0, .zero("d(0)", WordExpression.numbers))])
  }

  /// `V_4 = t^3 M_4`, then `V_(j+1) = t^3 M_(j+1)` with `M_(j+1) = t D_j M_j`.
  private static var deeper: [WordArgument.Item] {
    func moved(
      _ k: String, _ below: String
    ) -> (layer: WordExpression, change: WordExpression, along: WordArgument.Relation) {
      let layer = WordExpression(NetworkWord.layer(k, below: below, weight: 2))
      let change = change("D(\(k))", "d(\(k))", "d(\(below))")
      return (layer, change, .hypothesis(layer, change.times(t: 1)))
    }
    func rest(_ k: String, _ width: String, weight: Int) -> MatrixSymbol {
      MatrixSymbol("M(\(k))", "d(\(width))", "d(0)", weight: weight)
    }
    let (first, second, third, next) = (moved("1", "0"), moved("2", "1"), moved("3", "2"), moved("j", "j-1"))
    let (v4, m4) = (NetworkWord.below("4", "3", weight: 7), rest("4", "3", weight: 4))
    let (v, m) = (NetworkWord.below("j", "j-1", weight: 5), rest("j", "j-1", weight: 1))
    let (vNext, mNext) = (NetworkWord.below("j+1", "j", weight: 8), rest("j+1", "j", weight: 4))
    let (whole, restOfWhole) = (NetworkWord.below("L+1", "L", weight: 8), rest("L+1", "L", weight: 1))
    func cubed(_ m: MatrixSymbol) -> WordExpression { WordExpression(m).times(t: 3) }
    func product(_ v: MatrixSymbol, _ m: MatrixSymbol) -> WordArgument.Relation {
      .shown("product", [vNext: v, mNext: m], WordExpression(v), cubed(m))
    }
    let outer = WordExpression(restOfWhole)
    return [
      WordArgument.Item(
        "three", WordExpression(v4), cubed(m4),
        [
          .definition(WordExpression(v4), third.layer * second.layer * first.layer), first.along,
          second.along, third.along,
          .definition(WordExpression(m4), third.change * second.change * first.change),
        ]),
      WordArgument.Item(
        "product", WordExpression(vNext), cubed(mNext),
        [
          .definition(WordExpression(vNext), next.layer * WordExpression(v)), next.along, product(v, m),
          .definition(WordExpression(mNext), (next.change * WordExpression(m)).times(t: 1)),
        ], base: ("three", [vNext: v4, mNext: m4])),
      WordArgument.Item(
        "loss", NetworkWord.loss(WordExpression(whole)),
        (outer * NetworkWord.inputs * outer.transposed).times(t: 6).scaled(by: Rational(1, 2))
          - (outer * NetworkWord.targets.transposed).times(t: 3),
        [product(whole, restOfWhole)], isTrace: true),
    ]
  }

  /// The derivative of `gamma/2 ||W_j||^2`.
  private static var ofDecay: WordArgument.Item {
    let (d, c) = (change("D(j)", "d(j)", "d(j-1)"), change("C(j)", "d(j)", "d(j-1)"))
    let moved = d.times(t: 1) + c.scaled(by: 1, ["r": 1])
    let decay = (moved * moved.transposed).scaled(by: Rational(1, 2), ["gamma": 1])
    return WordArgument.Item(
      "decay", decay.order(1).coefficient(of: "r", power: 1),
      (c.transposed * d).scaled(by: 1, ["gamma": 1]), isTrace: true)
  }
}
