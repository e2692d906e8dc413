// SignProver: the sign of a polynomial on a box, proved.
//
// Statement   p >= 0, or p > 0, at every point of the box, where some of its faces may be left out.
// Method      (1) one variable: exact isolation of the real roots;
//             (2) x = (a + b t)/(1 + t), t >= 0, carries the box to the orthant; when no coefficient is negative, p >= 0 there, and p > 0 when on
//                 every face that belongs to the box some coefficient is positive [Bernstein's form; Polya 1928];
//             (3) a square, or a quadratic polynomial whose symmetric matrix is positive semidefinite, decided in rationals;
//             (4) bisection of the widest side, and the same again.
// Guarantee   What is proved holds; false from `proves...` only says that nothing was proved.

import Exact

struct SignProver: Sendable {
  /// The range of one variable.
  struct Side: Sendable {
    var lower: Rational
    var upper: Rational
    /// Whether the end itself is left out.
    var excludesLower = false
    var excludesUpper = false
    /// The variable `v` such that this one lies between `lower` and `v`: then `upper` is that of `v`, and `excludesUpper` leaves out equality.
    var atMost: Int?

    var isEmpty: Bool { lower > upper || lower == upper && (excludesLower || excludesUpper) }
  }

  let sides: [Side]
  /// How many times a box may be bisected altogether.
  private static let bisections = 64
  private static let coefficientLimit = 20_000

  func provesNonNegative(_ p: RealPolynomial) -> Bool { proves(p, strictly: false) }
  func provesPositive(_ p: RealPolynomial) -> Bool { proves(p, strictly: true) }

  private func proves(_ p: RealPolynomial, strictly: Bool) -> Bool {
    if p.degree <= 0 {
      let sign = p[Monomial()].signum()
      return strictly ? sign > 0 : sign >= 0
    }
    let used = (0..<p.variableCount).filter { variable in p.terms.contains { $0.monomial[variable] > 0 } }
    if used.count == 1 { return provesAlone(p, used[0], strictly: strictly) }
    if !strictly && isSquareOrQuadratic(p) { return true }
    let (flat, box) = unordered(p, used)
    if Self.isTooLarge(flat) { return false }
    var queue = [box]
    var bisections = 0
    while let box = queue.popLast() {
      switch bernstein(flat, box, strictly: strictly) {
      case .proved: continue
      case .refuted: return false
      case .undecided: break
      }
      bisections += 1
      if bisections > Self.bisections { return false }
      let widest = used.max { box[$0].upper - box[$0].lower < box[$1].upper - box[$1].lower }!
      let middle = (box[widest].lower + box[widest].upper) / 2
      var (left, right) = (box, box)
      (left[widest].upper, left[widest].excludesUpper) = (middle, false)
      (right[widest].lower, right[widest].excludesLower) = (middle, false)
      queue += [right, left]
    }
    return true
  }

  /// One variable: between its distinct real roots the sign is constant.
  private func provesAlone(_ p: RealPolynomial, _ variable: Int, strictly: Bool) -> Bool {
    var side = sides[variable]
    if let other = side.atMost { side.upper = sides[other].upper }
    var coefficients = [Rational](repeating: 0, count: p.degree + 1)
    for term in p.terms { coefficients[term.monomial[variable]] += term.coefficient }
    let polynomial = Polynomial(coefficients)
    func sign(_ x: Rational) -> Int { polynomial.evaluated(at: x).signum() }
    func isRight(_ sign: Int) -> Bool { strictly ? sign > 0 : sign >= 0 }
    if side.lower == side.upper { return isRight(sign(side.lower)) }
    if !side.excludesLower && !isRight(sign(side.lower)) { return false }
    if !side.excludesUpper && !isRight(sign(side.upper)) { return false }
    let inside = realRoots(of: polynomial).map(\.root).filter {
      $0.compared(to: side.lower) > 0 && $0.compared(to: side.upper) < 0
    }
    if strictly && !inside.isEmpty { return false }
    // A point between any two neighbours of the ends and the roots.
    var points: [Rational] = []
    var left = side.lower
    for root in inside {
      var fine = root
      while fine.lowerBound <= left && fine.asRational == nil {
        fine = fine.refined(toWidth: (fine.upperBound - fine.lowerBound) / 16)
      }
      points.append((left + fine.lowerBound) / 2)
      left = fine.upperBound
    }
    points.append((left + side.upper) / 2)
    return points.allSatisfy { isRight(sign($0)) }
  }

  /// `y = a + (x - a) u` for every `y <= x` with one lower end `a`: a polynomial in `u` on a box.
  private func unordered(_ p: RealPolynomial, _ used: [Int]) -> (RealPolynomial, [Side]) {
    var box = sides
    var flat = p
    // A variable is replaced after all that it bounds: `variable(v)` then still means v itself.
    var waiting = (0..<sides.count).filter { sides[$0].atMost != nil }
    while let variable = waiting.first(where: { v in !waiting.contains { sides[$0].atMost == v } }) {
      waiting.removeAll { $0 == variable }
      let other = sides[variable].atMost!
      let lower = RealPolynomial(constant: sides[variable].lower)
      flat = flat.substituting(
        lower + (.variable(other) - lower) * .variable(variable), for: variable)
      box[variable] = Side(lower: 0, upper: 1, excludesUpper: sides[variable].excludesUpper)
    }
    return (flat, box)
  }

  /// The degree in each variable.
  private static func degrees(_ p: RealPolynomial) -> [Int] {
    (0..<p.variableCount).map { variable in p.terms.map { $0.monomial[variable] }.max() ?? 0 }
  }

  /// Whether the coefficients, or the faces of the box, are too many to look at.
  private static func isTooLarge(_ p: RealPolynomial) -> Bool {
    let degrees = degrees(p)
    return degrees.reduce(1) { min($0 * ($1 + 1), 1 << 30) } > coefficientLimit
      || degrees.count { $0 > 0 } > 12
  }

  /// Proved by the signs of the coefficients, or refuted by a vertex of the closed box.
  private func bernstein(_ p: RealPolynomial, _ box: [Side], strictly: Bool) -> Truth {
    let count = p.variableCount
    let degrees = Self.degrees(p)
    var image = p
    for variable in 0..<count where degrees[variable] > 0 {
      image = Self.orthant(image, variable, degree: degrees[variable], box[variable])
    }
    // A vertex of the closed box: the coefficient with exponent 0 or the whole degree in every variable is a positive multiple of its value.
    for term in image.terms where term.coefficient.signum() < 0 {
      let isVertex = (0..<count).allSatisfy { term.monomial[$0] == 0 || term.monomial[$0] == degrees[$0] }
      return isVertex ? .refuted : .undecided
    }
    if !strictly { return .proved }
    // Each variable at an end that belongs to the box, or inside when neither does.
    var faces: [[Int?]] = [Array(repeating: nil, count: count)]
    for variable in 0..<count where degrees[variable] > 0 {
      var ends: [Int] = []
      if !box[variable].excludesLower { ends.append(0) }
      if !box[variable].excludesUpper { ends.append(degrees[variable]) }
      if ends.isEmpty { continue }
      faces = faces.flatMap { face in
        ends.map { end in
          var next = face
          next[variable] = end
          return next
        }
      }
    }
    let isPositive = faces.allSatisfy { face in
      image.terms.contains { term in
        (0..<count).allSatisfy { face[$0] == nil || face[$0] == term.monomial[$0] }
      }
    }
    return isPositive ? .proved : .undecided
  }

  /// `(1 + t)^n p` with `x = (a + b t)/(1 + t)`.
  private static func orthant(
    _ p: RealPolynomial, _ variable: Int, degree: Int, _ side: Side
  ) -> RealPolynomial {
    // Rows k: the coefficients of (a + b t)^k (1 + t)^(n - k).
    func times(_ row: [Rational], _ c: Rational, _ d: Rational) -> [Rational] {
      var product = [Rational](repeating: 0, count: row.count + 1)
      for (i, value) in row.enumerated() {
        product[i].addProduct(value, c)
        product[i + 1].addProduct(value, d)
      }
      return product
    }
    let ones = (0..<degree).reduce(into: [[Rational(1)]]) { rows, _ in rows.append(times(rows.last!, 1, 1)) }
    let rows = (0...degree).map { k in
      (0..<k).reduce(ones[degree - k]) { row, _ in times(row, side.lower, side.upper) }
    }
    return RealPolynomial(
      terms: p.terms.flatMap { term in
        rows[term.monomial[variable]].enumerated().map { exponent, factor in
          var exponents = term.monomial.exponents
          while exponents.count <= variable { exponents.append(0) }
          exponents[variable] = exponent
          return RealPolynomial.Term(term.coefficient * factor, Monomial(exponents))
        }
      })
  }

  private func isSquareOrQuadratic(_ p: RealPolynomial) -> Bool {
    if p.squareRoot != nil { return true }
    if p.degree > 2 { return false }
    let count = p.variableCount
    var matrix = Matrix<Rational>(zero: count + 1, count + 1)
    for term in p.terms {
      let factors = term.monomial.exponents.enumerated().flatMap { Array(repeating: $0 + 1, count: $1) }
      let (i, j) = (factors.first ?? 0, factors.count > 1 ? factors[1] : 0)
      matrix[i, j] += term.coefficient / 2
      matrix[j, i] += term.coefficient / 2
    }
    return matrix.inertia().negative == 0
  }
}
