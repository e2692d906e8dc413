// DepthArgument: a proof for every depth as data: identities in the depth ring, inductions over the depth, and signs by factorisation.
//
// Conventions Every fraction is written over the listed non-vanishing polynomials with the least exponents, so its form is unique.
//             Ranges of powers follow from those of their bases. An induction shows a sign at the least depth and at L + 1 from L.

import Exact

struct DepthArgument: Sendable {
  /// Why a polynomial has no zero in scope.
  enum Reason: Sendable {
    /// It is positive on the ranges.
    case range
    case hypothesis
    /// It is the numerator of the positive quantity of that item.
    case item(String)

    var text: String {
      switch self {
      case .range: "range"
      case .hypothesis: "hypothesis"
      case .item(let name): "item " + name
      }
    }
  }

  enum Factor: Sendable {
    case of(DepthFraction)
    /// The quantity of an earlier item, or of the induction itself at L.
    case shown(String)
    /// The square of a fraction, which is not negative.
    case square(DepthFraction)
  }

  enum Item: Sendable {
    case identity(String, DepthFraction, DepthFraction)
    /// The quantity is the sum of the products, which gives its sign.
    case sign(String, DepthFraction, DepthSign, [[Factor]])
    /// The same at the least depth and at L + 1.
    case induction(String, DepthFraction, DepthSign, base: [[Factor]], next: [[Factor]])

    var name: String {
      switch self {
      case .identity(let name, _, _), .sign(let name, _, _, _), .induction(let name, _, _, _, _): name
      }
    }
  }

  let leastDepth: Int
  let variables: [DepthSymbol]
  var ranges: [DepthRange] = []
  /// Polynomials whose sign the statement assumes.
  var hypotheses: [(polynomial: DepthPolynomial, sign: DepthSign)] = []
  /// The factors of all denominators, pairwise coprime.
  var nonzero: [(polynomial: DepthPolynomial, reason: Reason)] = []
  let items: [Item]

  /// A finite sum in closed form: its value at the least depth, and `next` of it at the next depth.
  static func telescoping(
    _ name: String, _ closed: DepthFraction, first: DepthFraction, from depth: Int = 1,
    next: (DepthFraction) -> DepthFraction
  ) -> [Item] {
    [
      .identity(name + "-base", first, closed.at(depth: depth)!),
      .identity(name + "-step", next(closed), closed.shifted),
    ]
  }

  /// A step that did not come out.
  struct Failure: Error, CustomStringConvertible {
    let item: String
    let reason: String
    var description: String { "\(item): \(reason)" }
  }

  /// A quantity with its sign, and whether that rests on a hypothesis about the depth of the statement.
  private typealias Shown = (value: DepthFraction, sign: DepthSign, isAtThisDepth: Bool)

  /// Checks every item and writes the certificate's `proof` object.
  func proof() throws(Failure) -> JSON {
    var shown: [String: Shown] = [:]
    var written: [JSON] = []
    for item in items {
      let name = item.name
      switch item {
      case .identity(_, let left, let right):
        guard left == right else { throw Failure(item: name, reason: "the sides differ") }
        written.append([
          "left": try json(left, name), "name": .string(name), "right": try json(right, name),
        ])
      case .sign(_, let value, let sign, let terms):
        let (json, isAtThisDepth) = try check(value, sign, terms, shown, name)
        written.append([
          "expression": try self.json(value, name), "name": .string(name), "sign": .string(sign.rawValue),
          "terms": json,
        ])
        if sign != .same { shown[name] = (value, sign, isAtThisDepth) }
      case .induction(_, let value, let sign, let base, let next):
        guard sign != .same, let first = value.at(depth: leastDepth) else {
          throw Failure(item: name, reason: "no value at the least depth")
        }
        // An induction speaks of other depths than that of the statement, where its hypotheses about the depth need not hold.
        let (baseTerms, baseIsLocal) = try check(first, sign, base, shown, name)
        shown[name] = (value, sign, false)
        let after = value.shifted
        let (nextTerms, nextIsLocal) = try check(after, sign, next, shown, name)
        if baseIsLocal || nextIsLocal {
          throw Failure(item: name, reason: "an induction rests on a hypothesis about one depth")
        }
        written.append([
          "base": ["terms": baseTerms, "value": try json(first, name)], "expression": try json(value, name),
          "name": .string(name),
          "next": ["terms": nextTerms, "value": try json(after, name)],
          "sign": .string(sign.rawValue),
        ])
      }
    }
    try checkNonzero(shown)
    return [
      "hypotheses": .array(
        hypotheses.map { ["polynomial": json($0.polynomial), "sign": .string($0.sign.rawValue)] }),
      "items": .array(written),
      "nonzero": .array(
        nonzero.map { ["polynomial": json($0.polynomial), "reason": .string($0.reason.text)] }),
      "ranges": .array(allRanges.map(\.json)),
      "variables": .array(variables.map { .string($0.rawValue) }),
    ]
  }

  /// The depth comes first: it is at least the least depth, which is enough of what is known of an integer.
  private var allRanges: [DepthRange] { [.above(Rational(leastDepth), .L, .closed)] + ranges }

  private func checkNonzero(_ shown: [String: Shown]) throws(Failure) {
    for (polynomial, reason) in nonzero {
      switch reason {
      case .hypothesis: continue
      case .range:
        if polynomial.sign(on: allRanges) != .positive {
          throw Failure(item: "nonzero", reason: "\(polynomial) is not positive on the ranges")
        }
      case .item(let name):
        guard let quantity = shown[name], quantity.sign == .positive,
          try reduced(quantity.value, name).numerator == polynomial
        else {
          throw Failure(item: "nonzero", reason: "\(polynomial) does not follow from \(name)")
        }
      }
    }
  }

  /// Checks that the value is the sum of the products and has the sign, and writes the terms; tells whether a hypothesis about the depth was used.
  private func check(
    _ value: DepthFraction, _ sign: DepthSign, _ terms: [[Factor]], _ shown: [String: Shown], _ name: String
  ) throws(Failure) -> (terms: JSON, isAtThisDepth: Bool) {
    var sum: DepthFraction = 0
    var isAtThisDepth = try usesLocalDenominator(value, shown, name)
    var someTermIsPositive = false
    var written: [JSON] = []
    for term in terms {
      var product: DepthFraction = 1
      var isPositive = true
      var factors: [JSON] = []
      for (i, factor) in term.enumerated() {
        var found: DepthSign?
        switch factor {
        case .shown(let other):
          guard let known = shown[other] else { throw Failure(item: name, reason: "\(other) is not shown") }
          product *= known.value
          found = known.sign
          isAtThisDepth = isAtThisDepth || known.isAtThisDepth
          factors.append(["shown": .string(other)])
        case .square(let root):
          product *= root * root
          found = .nonnegative
          if try usesLocalDenominator(root, shown, name) { isAtThisDepth = true }
          factors.append(["square": try json(root, name)])
        case .of(let fraction):
          product *= fraction
          let (factorSign, hypothesis) = try self.sign(of: fraction, name)
          found = factorSign
          if try usesLocalDenominator(fraction, shown, name) || hypothesis?.dependsOnDepth == true {
            isAtThisDepth = true
          }
          factors.append(try json(fraction, name))
        }
        if sign == .same && i == term.count - 1 { continue }
        guard let found else { throw Failure(item: name, reason: "factor \(i + 1) has no known sign") }
        isPositive = isPositive && found == .positive
      }
      if sign == .same && !isPositive { throw Failure(item: name, reason: "a factor may vanish") }
      someTermIsPositive = someTermIsPositive || isPositive
      sum += product
      written.append(.array(factors))
    }
    guard sum == value else { throw Failure(item: name, reason: "the terms do not sum to the quantity") }
    switch sign {
    case .positive: if !someTermIsPositive { throw Failure(item: name, reason: "no term is positive") }
    case .nonnegative: break
    case .same: if terms.count != 1 { throw Failure(item: name, reason: "one product is needed") }
    }
    return (.array(written), isAtThisDepth)
  }

  /// The sign of a factor: assumed, with the hypothesis, or that of its numerator over a positive denominator.
  private func sign(
    of fraction: DepthFraction, _ name: String
  ) throws(Failure) -> (sign: DepthSign?, hypothesis: DepthPolynomial?) {
    let (numerator, exponents) = try reduced(fraction, name)
    for ((_, reason), exponent) in zip(nonzero, exponents) where exponent % 2 == 1 {
      guard case .range = reason else { return (nil, nil) }
    }
    if let assumed = hypotheses.first(where: { $0.polynomial == numerator }) {
      return (assumed.sign, assumed.polynomial)
    }
    return (numerator.sign(on: allRanges), nil)
  }

  /// Whether a denominator is known not to vanish at the depth of the statement only.
  private func usesLocalDenominator(
    _ fraction: DepthFraction, _ shown: [String: Shown], _ name: String
  ) throws(Failure) -> Bool {
    let (_, exponents) = try reduced(fraction, name)
    return zip(nonzero, exponents).contains { factor, exponent in
      if exponent == 0 { return false }
      switch factor.reason {
      case .range: return false
      case .hypothesis: return factor.polynomial.dependsOnDepth
      case .item(let other): return shown[other]?.isAtThisDepth ?? true
      }
    }
  }

  /// The numerator and the exponents of the non-vanishing polynomials in the denominator, none of them more than needed.
  private func reduced(
    _ fraction: DepthFraction, _ name: String
  ) throws(Failure) -> (numerator: DepthPolynomial, exponents: [Int]) {
    var (top, bottom) = (fraction.numerator, fraction.denominator)
    var exponents = Array(repeating: 0, count: nonzero.count)
    for (i, (factor, _)) in nonzero.enumerated() {
      while bottom.degree > 0, let quotient = bottom.dividedExactly(by: factor) {
        bottom = quotient
        exponents[i] += 1
      }
      while exponents[i] > 0, let quotient = top.dividedExactly(by: factor) {
        top = quotient
        exponents[i] -= 1
      }
    }
    guard bottom.degree == 0 else {
      throw Failure(item: name, reason: "the denominator \(bottom) is not known not to vanish")
    }
    return (top.scaled(by: 1 / bottom.terms[0].coefficient), exponents)
  }

  private func json(_ fraction: DepthFraction, _ name: String) throws(Failure) -> JSON {
    let (numerator, exponents) = try reduced(fraction, name)
    return ["denominator": .counts(exponents), "numerator": json(numerator)]
  }

  private func json(_ polynomial: DepthPolynomial) -> JSON {
    let terms = polynomial.terms.map { term in
      (exponents: variables.map { term.monomial[$0.number] }, coefficient: term.coefficient)
    }
    precondition(
      polynomial.terms.allSatisfy { term in
        variables.reduce(0) { $0 + term.monomial[$1.number] } == term.monomial.degree
      }, "a symbol is not listed")
    return .array(
      terms.sorted { $1.exponents.lexicographicallyPrecedes($0.exponents) }.map {
        [.rational($0.coefficient), .counts($0.exponents)]
      })
  }
}

extension DepthPolynomial {
  /// Whether the depth or a power with exponent L occurs.
  fileprivate var dependsOnDepth: Bool {
    DepthSymbol.allCases.contains { symbol in
      (symbol == .L || symbol.base != nil) && terms.contains { $0.monomial[symbol.number] > 0 }
    }
  }
}
