// PreconditionerTheorem: how depth preconditions the step of the end-to-end matrix.
//
// Statement   Z -> sum_j (W W^T)^((L-j)/L) Z (W^T W)^((j-1)/L) on u v^T, u and v singular vectors of W with values s^L and t^L, is multiplication
//             by sum_j s^(2(L-j)) t^(2(j-1)).
// Hypotheses  Balanced layers. Fractional powers of W W^T and W^T W act on singular vectors by powers of the singular values.
// Method      Sums over layers by base case and step.
// References  [Arora, Cohen, Hazan 2018], from memory

import Exact

enum PreconditionerTheorem {
  static let entries: [CatalogueEntry] = [theorem, twin]

  private static let theorem = DepthIdentity.entry(
    "arora-2018-preconditioner", title: "Depth as a preconditioner", family: .dynamics,
    "For every depth L >= 1 and balanced layers, Z -> sum of (W W^T)^((L-j)/L) Z (W^T W)^((j-1)/L) over j = 1..L multiplies u v^T, u and v singular vectors of W with values s^L, t^L > 0, by the "
      + "sum of s^(2(L-j)) t^(2(j-1)), which is (s^(2L) - t^(2L))/(s^2 - t^2) for s != t and L s^(2L-2) for s = t, both positive. With one output and norm w = t^L it is t^(2L-2) (I + "
      + "(L-1) w w^T/(norm w)^2), with the value L t^(2L-2) along w and t^(2L-2) across it.",
    formula: "d_L = 1: P = (norm w)^(2-2/L) (I + (L-1) w w^T/(norm w)^2)",
    scope: "every depth L >= 1, every real s, t > 0", hypotheses: "balanced layers",
    source:
      "Arora, Cohen, Hazan 2018, On the Optimization of Deep Networks: Implicit Acceleration by Overparameterization",
    wording: .recalled,
    notCovered:
      "singular values 0, except for one output, where the 0th power is the identity and the value across w is its one term; that fractional powers act on singular vectors by powers of the values is taken as given",
    summary: "three sums over layers by base case and step; positive by induction",
    idea:
      "With one layer more every term gains a factor s^2, and the new term is t^(2L). For one output W W^T is the number t^(2L), and all terms but the first project on w."
  ) {
    let (L, s, t) = (DepthFraction(.L), DepthFraction(.s), DepthFraction(.t))
    let (S, T) = (DepthFraction(.S), DepthFraction(.T))
    let pair = (S * S - T * T) / (s * s - t * t)
    let power = T * T / (t * t)
    let projection = (L - 1) * power
    return DepthArgument(
      leastDepth: 1, variables: [.L, .s, .t, .S, .T], ranges: [.above(0, .s), .above(0, .t)],
      nonzero: [(s.numerator, .range), (t.numerator, .range), ((s * s - t * t).numerator, .hypothesis)],
      items: DepthArgument.telescoping("pair", pair, first: 1) { s * s * $0 + T * T } + [
        .induction(
          "pair-positive", pair, .positive, base: [[.of(1)]],
          next: [[.of(s * s), .shown("pair-positive")], [.of(T), .of(T)]])
      ] + DepthArgument.telescoping("equal", L * (S * S / (s * s)), first: 1) { s * s * $0 + S * S } + [
        .sign("equal-positive", L * (S * S / (s * s)), .positive, [[.of(L), .of(S / s), .of(S / s)]])
      ] + DepthArgument.telescoping("projection", projection, first: 0) { t * t * $0 + T * T } + [
        .identity("along", power + projection, L * power)
      ])
  }

  private static let twin = DepthIdentity.twin(
    "arora-2018-preconditioner", family: .dynamics,
    "For every depth L >= 1, one output and norm w = t^L > 0, the preconditioner is t^(2L-2) (I + L w w^T/(norm w)^2): along w its value is (L+1) t^(2L-2).",
    scope: "every depth L >= 1, every real t > 0", idea: "The first of the L terms is the identity.",
    DepthWitness(depth: 2, values: [("t", 2)], relation: .equal) { depth, v in
      // w = t^L (3/5, 4/5): the sum of the powers, applied to the unit vector and projected on it.
      let unit = [Rational(3, 5), Rational(4, 5)]
      let value = (1...depth).reduce(Rational(0)) { sum, j in
        let scale = v[0].power(2 * (depth - j)) * v[0].power(2 * (j - 1))
        let overlap = unit.reduce(Rational(0)) { $0 + $1 * $1 }
        return sum + scale * (j == 1 ? overlap : overlap * overlap)
      }
      return (value, Rational(depth + 1) * v[0].power(2 * depth - 2))
    })
}
