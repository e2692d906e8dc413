// StepSizeWords: the largest step that is stable at some minimum with a given end-to-end map, for every depth and all widths.
//
// Statement   Sxx = I, E = 0: gradient descent with eta > 2/(L sigma_1^(2-2/L)) is linearly unstable at every minimum with the end-to-end map W.
// Method      The words and numbers of `SharpnessWords` for lambda_max >= L sigma_1^(2-2/L), and one step along the top eigenvector.
// References  [Nar, Sastry 2018], [Mulayoff and Michaeli 2020], from memory; forms and proofs are ours.

import Exact

enum StepSizeWords {
  static let entries: [CatalogueEntry] = [everyMinimum, everyMinimumTwin]

  private static let everyMinimum = WordInequality.entry(
    "nar-sastry-2018-step-size-every-minimum",
    title: "The largest step that is stable at some minimum, all minima",
    family: .dynamics,
    "Where Sxx = I, E = 0 and W is not 0, at every minimum with the end-to-end map W, aligned or not: the largest eigenvalue of the Hessian is lambda >= L sigma_1^(2-2/L), shown as in "
      + "mulayoff-2020-flattest-sharpness-every-depth; and for eta > 2/(L sigma_1^(2-2/L)) one step of gradient descent, to first order, multiplies a displacement along its eigenvector by 1 - eta "
      + "lambda < -1. So gradient descent is linearly stable at some minimum with that W only if eta <= 2/(L sigma_1^(2-2/L)).",
    formula: "eta > 2/(L sigma_1^(2-2/L)) implies 1 - eta lambda_max(H) < -1",
    scope:
      "every depth L >= 1, every list of widths, all real layers with Sxx = I, Syx = W not 0, every real eta > 0; taken as given: unit vectors with W v = sigma_1 u; "
      + SharpnessWords.given
      + "; a number whose L-th power is at least sigma_1^(2L-2) is at least sigma_1^(2-2/L); one step is D -> D - eta H D to first order",
    hypotheses: "Sxx = I, E = 0, W not 0",
    source: "Nar, Sastry 2018, Step Size Matters in Deep Learning", wording: .recalled,
    notCovered:
      "that the balanced minima are stable for smaller steps: see ghosh-2025-balanced-hessian-every-depth; what unstable descent does away from the minimum",
    summary:
      "lambda_max >= L sigma_1^(2-2/L) in words and by the inequality of means; the multiplier of the top eigenvector",
    idea:
      "No minimum with that W is flatter than L sigma_1^(2-2/L), so that none is stable for a step above 2 divided by it."
  ) {
    SharpnessWords.flattestItems
  } numbers: {
    Means.argument(isSingleOutput: false, hasStep: true)
  }

  private static let everyMinimumTwin = DepthIdentity.twin(
    "nar-sastry-2018-step-size-every-minimum", family: .dynamics,
    "For every depth L >= 2, at the minimum of width 1 with layer values p, q and 1 otherwise, sigma = p q, Sxx = 1 and lambda the largest eigenvalue of the Hessian, 1 - eta lambda >= -1 for every eta "
      + "> 0 with eta <= 2/(L sigma^(2-2/L)).",
    scope:
      "every depth L >= 2, widths 1, layers p, q > 0 and 1 otherwise, every eta in (0, 2/(L sigma^(2-2/L))]",
    idea: "A step below the bound is stable at the flattest minima only; unbalanced ones are sharper.",
    DepthWitness(
      depth: 2, values: [("p", 2), ("q", Rational(1, 2)), ("eta", 1)], relation: .lessOrEqual
    ) { depth, v in
      func one(_ value: Rational) -> Matrix<Rational> { Matrix(rows: 1, columns: 1, entries: [value]) }
      let values = [v[0], v[1]] + Array(repeating: Rational(1), count: depth - 2)
      // H = g g^T has rank 1: its trace is its largest eigenvalue.
      let lambda = LinearNetwork(
        layers: values.map(one), inputCovariance: one(1), crossCovariance: one(v[0] * v[1])
      ).hessian().diagonal.reduce(0, +)
      return (-1, 1 - v[2] * lambda)
    })
}
