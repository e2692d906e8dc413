// DepthRange: where a symbol of the depth ring lies, and the sign of a polynomial there.
//
// Method   Substitution to the orthant. A variable in (low, infinity) is low + u, one in (low, high) is (low + high u)/(1 + u), with u > 0; after
//          multiplication by powers of 1 + u the polynomial has a sign when all its coefficients have it.

import Exact

/// An interval for one symbol. The upper end nil is infinity.
struct DepthRange: Sendable {
  enum End: String { case open, closed }

  let symbol: DepthSymbol
  let lower: Rational
  let lowerEnd: End
  let upper: Rational?
  let upperEnd: End

  static func above(_ lower: Rational, _ symbol: DepthSymbol, _ end: End = .open) -> DepthRange {
    DepthRange(symbol: symbol, lower: lower, lowerEnd: end, upper: nil, upperEnd: .open)
  }

  static func from(
    _ lower: Rational, _ lowerEnd: End, _ symbol: DepthSymbol, to upper: Rational, _ upperEnd: End
  ) -> DepthRange {
    DepthRange(symbol: symbol, lower: lower, lowerEnd: lowerEnd, upper: upper, upperEnd: upperEnd)
  }

  /// The range of the L-th power for `L >= 1`: the same interval, when its ends are among 0, 1 and infinity.
  var ofPower: DepthRange? {
    guard let power = symbol.power, lower == 0 || lower == 1, upper == nil || upper == 1 else { return nil }
    return DepthRange(
      symbol: power, lower: lower, lowerEnd: lowerEnd, upper: upper, upperEnd: upperEnd)
  }

  var json: JSON {
    [
      "lower": .rational(lower), "lowerEnd": .string(lowerEnd.rawValue),
      "upper": upper.map { .rational($0) } ?? "infinity", "upperEnd": .string(upperEnd.rawValue),
      "variable": .string(symbol.rawValue),
    ]
  }
}

/// The sign of a quantity on its whole range.
enum DepthSign: String, Sendable {
  case positive, nonnegative
  /// That of the last factor of the only term; the other factors are positive.
  case same
}

extension DepthPolynomial {
  /// `.positive` or `.nonnegative` when the substitution to the orthant shows it on the product of the ranges, else nil.
  func sign(on ranges: [DepthRange]) -> DepthSign? {
    if isZero { return .nonnegative }
    let all = ranges + ranges.compactMap(\.ofPower)
    var image = self
    var (atZero, atInfinity): ([Int], [(variable: Int, degree: Int)]) = ([], [])
    for variable in 0..<variableCount {
      let degree = terms.map { $0.monomial[variable] }.max() ?? 0
      if degree == 0 { continue }
      guard let range = all.first(where: { $0.symbol.number == variable }) else { return nil }
      let u = DepthPolynomial.variable(variable)
      let low = DepthPolynomial(constant: range.lower)
      let above = range.upper.map { low + u.scaled(by: $0) } ?? low + u
      let below = range.upper == nil ? DepthPolynomial(1) : 1 + u
      image = image.terms.reduce(0) { sum, term in
        let exponent = term.monomial[variable]
        var rest = term.monomial.exponents
        if variable < rest.count { rest[variable] = 0 }
        let other = DepthPolynomial(terms: [Term(term.coefficient, Monomial(rest))])
        return sum + other * above.power(exponent) * below.power(degree - exponent)
      }
      if range.lowerEnd == .closed { atZero.append(variable) }
      if range.upperEnd == .closed { atInfinity.append((variable, degree)) }
    }
    guard image.terms.allSatisfy({ $0.coefficient > 0 }) else { return nil }
    // A term that vanishes at no closed end keeps the whole positive there.
    let survives = image.terms.contains { term in
      atZero.allSatisfy { term.monomial[$0] == 0 }
        && atInfinity.allSatisfy { term.monomial[$0.variable] == $0.degree }
    }
    return survives ? .positive : .nonnegative
  }
}
