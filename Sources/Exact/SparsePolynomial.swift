// SparsePolynomial: polynomials in numbered variables, for identities proved symbolically.

/// A product of powers of variables `x[0], x[1], ...`. Exponents beyond the last stored one are zero.
public struct Monomial: Sendable, Hashable {
  /// The exponents by variable, without trailing zeros.
  public private(set) var exponents: [Int]

  public init(_ exponents: [Int] = []) {
    precondition(exponents.allSatisfy { $0 >= 0 }, "a monomial with exponents \(exponents)")
    self.exponents = exponents
    while self.exponents.last == 0 { self.exponents.removeLast() }
  }

  /// The exponent of the variable with the given number.
  public subscript(variable: Int) -> Int { variable < exponents.count ? exponents[variable] : 0 }

  /// The sum of the exponents.
  public var degree: Int { exponents.reduce(0, +) }

  public static func * (a: Monomial, b: Monomial) -> Monomial {
    var product = a.exponents.count >= b.exponents.count ? a : b
    for (i, exponent) in (a.exponents.count >= b.exponents.count ? b : a).exponents.enumerated() {
      product.exponents[i] += exponent
    }
    return product
  }

  /// The order of terms: higher degree first, then the higher power of the first variable that differs.
  static func precedes(_ a: Monomial, _ b: Monomial) -> Bool {
    let (left, right) = (a.degree, b.degree)
    if left != right { return left > right }
    for i in 0..<max(a.exponents.count, b.exponents.count) where a[i] != b[i] { return a[i] > b[i] }
    return false
  }
}

/// A polynomial in numbered variables with exact coefficients, stored by its non-zero terms.
///
/// Terms are kept in one order (graded lexicographic, descending) without zero coefficients: equality, hashing and text
/// follow the polynomial, the same in every run.
public struct SparsePolynomial<Coefficient: ExactScalar>: Sendable, Hashable {
  /// A coefficient with its monomial.
  public struct Term: Sendable, Hashable {
    public let monomial: Monomial
    public let coefficient: Coefficient

    public init(_ coefficient: Coefficient, _ monomial: Monomial) {
      self.monomial = monomial
      self.coefficient = coefficient
    }
  }

  /// The terms with non-zero coefficients, highest first.
  public let terms: [Term]

  /// The terms are known to be in order, with distinct monomials and non-zero coefficients.
  private init(ordered terms: [Term]) { self.terms = terms }

  /// The sum of the given terms, in any order.
  public init(terms: some Sequence<Term>) {
    var sums: [Monomial: Coefficient] = [:]
    for term in terms { sums[term.monomial, default: 0] += term.coefficient }
    self.init(sums: sums)
  }

  private init(sums: [Monomial: Coefficient]) {
    terms = sums.lazy.filter { !$0.value.isZero }
      .map { Term($0.value, $0.key) }
      .sorted { Monomial.precedes($0.monomial, $1.monomial) }
  }

  public init(constant: Coefficient) {
    self.init(ordered: constant.isZero ? [] : [Term(constant, Monomial())])
  }

  public init(_ value: Int) { self.init(constant: Coefficient(value)) }
  public init(integerLiteral value: Int) { self.init(value) }

  /// The variable with the given number, counted from zero.
  public static func variable(_ number: Int) -> SparsePolynomial {
    precondition(number >= 0, "the variable \(number)")
    return SparsePolynomial(ordered: [Term(1, Monomial(Array(repeating: 0, count: number) + [1]))])
  }

  /// The coefficient of a monomial.
  public subscript(monomial: Monomial) -> Coefficient {
    terms.first { $0.monomial == monomial }?.coefficient ?? 0
  }

  /// The largest degree of a term; -1 for zero.
  public var degree: Int { terms.first?.monomial.degree ?? -1 }

  /// One more than the largest number of a variable that occurs.
  public var variableCount: Int { terms.reduce(0) { max($0, $1.monomial.exponents.count) } }

  public var isZero: Bool { terms.isEmpty }
}

extension SparsePolynomial: ExactScalar {
  public static func + (a: SparsePolynomial, b: SparsePolynomial) -> SparsePolynomial {
    merged(a, b) { $0 }
  }

  public static func - (a: SparsePolynomial, b: SparsePolynomial) -> SparsePolynomial {
    merged(a, b) { -$0 }
  }

  public static prefix func - (a: SparsePolynomial) -> SparsePolynomial {
    SparsePolynomial(ordered: a.terms.map { Term(-$0.coefficient, $0.monomial) })
  }

  /// The product: one product of coefficients for each pair of terms.
  public static func * (a: SparsePolynomial, b: SparsePolynomial) -> SparsePolynomial {
    if a.isZero || b.isZero { return 0 }
    if let constant = a.constantFactor { return b.scaled(by: constant) }
    if let constant = b.constantFactor { return a.scaled(by: constant) }
    var sums: [Monomial: Coefficient] = [:]
    for left in a.terms {
      for right in b.terms {
        sums[left.monomial * right.monomial, default: 0].addProduct(left.coefficient, right.coefficient)
      }
    }
    return SparsePolynomial(sums: sums)
  }

  private var constantFactor: Coefficient? {
    terms.count == 1 && terms[0].monomial.exponents.isEmpty ? terms[0].coefficient : nil
  }

  /// Every term times a coefficient. The sums drop zeros, should the coefficients have zero divisors.
  public func scaled(by factor: Coefficient) -> SparsePolynomial {
    SparsePolynomial(
      ordered: terms.map { Term(factor * $0.coefficient, $0.monomial) }.filter { !$0.coefficient.isZero })
  }

  /// The terms of both in order, those of `b` passed through `sign`.
  private static func merged(
    _ a: SparsePolynomial, _ b: SparsePolynomial, sign: (Coefficient) -> Coefficient
  ) -> SparsePolynomial {
    var merged: [Term] = []
    merged.reserveCapacity(a.terms.count + b.terms.count)
    var (i, j) = (0, 0)
    while i < a.terms.count && j < b.terms.count {
      let (left, right) = (a.terms[i], b.terms[j])
      if left.monomial == right.monomial {
        let sum = left.coefficient + sign(right.coefficient)
        if !sum.isZero { merged.append(Term(sum, left.monomial)) }
        i += 1
        j += 1
      } else if Monomial.precedes(left.monomial, right.monomial) {
        merged.append(left)
        i += 1
      } else {
        merged.append(Term(sign(right.coefficient), right.monomial))
        j += 1
      }
    }
    merged += a.terms[i...]
    merged += b.terms[j...].map { Term(sign($0.coefficient), $0.monomial) }
    return SparsePolynomial(ordered: merged)
  }
}

extension SparsePolynomial {
  /// The image under the ring homomorphism that sends variable i to `point[i]` and coefficients through `embedding`.
  ///
  /// Variables without a point are misuse. Powers are computed once for each variable.
  public func evaluated<Other: CommutativeRing>(
    at point: [Other], embedding: (Coefficient) -> Other
  ) -> Other {
    precondition(variableCount <= point.count, "\(variableCount) variables at \(point.count) points")
    var powers: [[Other]] = point.map { _ in [1] }
    return terms.reduce(into: 0) { sum, term in
      var product = embedding(term.coefficient)
      for (variable, exponent) in term.monomial.exponents.enumerated() where exponent > 0 {
        while powers[variable].count <= exponent {
          powers[variable].append(powers[variable].last! * point[variable])
        }
        product *= powers[variable][exponent]
      }
      sum += product
    }
  }

  /// The value at a point of the coefficient ring.
  public func evaluated(at point: [Coefficient]) -> Coefficient { evaluated(at: point) { $0 } }

  /// The polynomial with one variable replaced by a polynomial.
  public func substituting(_ replacement: SparsePolynomial, for variable: Int) -> SparsePolynomial {
    let count = max(variableCount, variable + 1)
    return evaluated(at: (0..<count).map { $0 == variable ? replacement : .variable($0) }) {
      SparsePolynomial(constant: $0)
    }
  }

  /// The partial derivative in one variable.
  public func derivative(in variable: Int) -> SparsePolynomial {
    SparsePolynomial(
      terms: terms.compactMap { term in
        let exponent = term.monomial[variable]
        if exponent == 0 { return nil }
        var exponents = term.monomial.exponents
        exponents[variable] -= 1
        return Term(Coefficient(exponent) * term.coefficient, Monomial(exponents))
      })
  }
}

extension SparsePolynomial: CustomStringConvertible {
  /// Terms in order with variables `x0, x1, ...`, every coefficient in parentheses.
  public var description: String {
    if isZero { return "0" }
    return terms.map { term in
      let powers = term.monomial.exponents.enumerated().compactMap { variable, exponent -> String? in
        exponent == 0 ? nil : (exponent == 1 ? "x\(variable)" : "x\(variable)^\(exponent)")
      }
      return (["(\(term.coefficient))"] + powers).joined(separator: "*")
    }.joined(separator: " + ")
  }
}
