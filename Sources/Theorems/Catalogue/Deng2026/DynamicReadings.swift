// DynamicReadings: literal readings of the seed paper about gradient descent that are false, each with its exact witness.
//
// Method      As for `SpectralReadings`: exact orbits, or orbits rounded in a proved direction.
// References  [Deng et al. 2026] and its public review and code; the readings and witnesses are ours.

import Exact
import Numeric

enum DynamicReadings {
  static let frozenTail = FalseReading.entry(
    "R3", twinOf: "deng-2026-recursion",
    "The tail values are unchanged by gradient descent when Sxx is the identity on all inputs.",
    scope: "every depth L >= 2, x = 1, y = 0",
    idea: "A tail mode that the data see shrinks: s' = s - eta s^(2L-1). It is unchanged only if x = 0."
  ) {
    let (start, rate) = (Rational(1, 2), Rational(1))
    let next = ModeRecursion<Rational>(depth: 2, x: 1, y: 0, rate: rate).map(start)
    guard next != start else { return .unknown("the tail value did not move") }
    return .refuted(
      "L = 2, eta = 1: \(start) -> \(next)",
      witness: ["depth": 2, "next": .rational(next), "rate": .rational(rate), "start": .rational(start)])
  }

  static let exponentialDecay = FalseReading.entry(
    "R4", twinOf: "deng-2026-code-variant",
    "When Sxx is the identity on all inputs, the eigenvalues outside the two clusters are at most "
      + "lambda_0^(2L-2) e^(-L alpha eta t) with alpha = lambda_0^(2L-2).",
    scope: "every depth L >= 2, uniform initialisation at lambda_0 in (0, 1), eta <= 1/L",
    idea:
      "The tail obeys s' = s - eta s^(2L-1), so s^(-(2L-2)) grows only linearly in t: curvature decays like 1/(eta t)."
  ) { exponentialTail() }

  static let convergence = FalseReading.entry(
    "R9", "The recursion for the layer values converges for every step size.",
    scope: "every depth L >= 2, x = y = 1, every start",
    idea:
      "At L = 2, |f(s)| = |s| (eta s^2 - eta - 1) once that factor exceeds 1, and then it grows for ever."
  ) {
    let (start, rate) = (Rational(2), Rational(1))
    let orbit = ModeRecursion<Rational>(depth: 2, x: 1, y: 1, rate: rate).orbit(from: start, steps: 2)
    let growth = rate * start * start - rate - 1
    guard growth > 1, zip(orbit, orbit.dropFirst()).allSatisfy({ $1.magnitude >= growth * $0.magnitude })
    else {
      return .unknown("the orbit does not grow")
    }
    return .refuted(
      "L = 2, eta = 1: \(orbit.map(\.description).joined(separator: " -> ")), at least doubling at every step",
      witness: ["depth": 2, "orbit": .rationals(orbit), "rate": .rational(rate)])
  }

  static let convergenceToOne = FalseReading.entry(
    "R10", "Gradient descent with eta < 2/L from lambda_0 > 0 converges to 1.",
    scope: "every depth L >= 2, x = y = 1",
    idea:
      "For odd L a step that lands on a small negative value is trapped: the iterates then increase to the saddle at 0."
  ) {
    let (depth, start, rate) = (3, Rational(2), Rational(1, 10))
    let orbit = ModeRecursion<Rational>(depth: depth, x: 1, y: 1, rate: rate).orbit(from: start, steps: 2)
    let trapped = orbit[1]
    let shrink = rate * (trapped.magnitude.power(2 * depth - 2) + trapped.magnitude.power(depth - 2))
    guard rate < Rational(2, Integer(depth)), trapped < 0, shrink < 1 else {
      return .unknown("the orbit is not trapped")
    }
    return .refuted(
      "L = 3, eta = 1/10: 2 -> \(trapped), and every later iterate is negative",
      witness: ["depth": .number(depth), "orbit": .rationals(orbit), "rate": .rational(rate)])
  }

  /// R4: the tail after 2000 steps, bounded below by dyadics, against the claimed exponential, bounded above.
  private static func exponentialTail() -> Finding {
    let (depth, rate, start) = (2, Rational(1, 10), Rational(1, 2))
    let (steps, precision, terms) = (2000, 128, 200)
    // f increases on [0, start], so rounding each iterate down keeps a lower bound of the orbit.
    guard rate * Rational(2 * depth - 1) * start.power(2 * depth - 2) < 1 else {
      return .unknown("the map is not monotone")
    }
    let recursion = ModeRecursion<Rational>(depth: depth, x: 1, y: 0, rate: rate)
    var tail = start
    for _ in 0..<steps {
      let scaled = recursion.map(tail) * Rational(mantissa: 1, exponent: precision)
      tail = Rational(mantissa: scaled.floor, exponent: -precision)
    }
    // e^u >= the partial sums of its series for u >= 0.
    let exponent = Rational(depth) * start.power(2 * depth - 2) * rate * Rational(steps)
    var (term, sum) = (Rational(1), Rational(1))
    for k in 1...terms {
      term = term * exponent / Rational(k)
      sum += term
    }
    let claimed = start.power(2 * depth - 2) / sum
    let above = NormBound.roundedUp(claimed)
    // The tail modes among themselves have the eigenvalue (2L-1) s^(2L-2), which is larger still.
    let eigenvalue = tail.power(2 * depth - 2)
    let mode = IndexClass<Rational>(
      count: 1, exists: Array(repeating: true, count: depth + 1),
      layers: Array(repeating: start, count: depth), x: 1, y: 0)
    let ones = Array(repeating: Rational(1), count: depth)
    let top = Rational(2 * depth - 1) * start.power(2 * depth - 2)
    guard BlockFormula.diagonal(mode).symmetric.applied(to: ones) == ones.map({ top * $0 }) else {
      return .unknown("the tail has another eigenvalue")
    }
    guard eigenvalue > above else { return .unknown("the claimed bound is not exceeded") }
    return .refuted(
      "L = 2, eta = 1/10, lambda_0 = 1/2, t = 2000: tail eigenvalue at least \(decimalDigits(of: eigenvalue, digits: 4, rounding: .down)), "
        + "the claim allows \(decimalDigits(of: above, digits: 2, rounding: .up))",
      witness: [
        "claimed": .dyadic(above), "depth": .number(depth), "precision": .number(precision),
        "rate": .rational(rate),
        "start": .rational(start), "steps": .number(steps), "tail": .dyadic(tail), "terms": .number(terms),
      ])
  }
}
