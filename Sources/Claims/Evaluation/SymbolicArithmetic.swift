// SymbolicArithmetic: claims for all real values of their names at once, as identities and signs of polynomials.

import Exact
import Theorems

/// The arithmetic of proofs: `proved` means at every point of the box, `refuted` at none.
struct SymbolicArithmetic: ClaimArithmetic {
  let prover: SignProver
  var parameterLimit: Int { 200 }
  /// The most operations on polynomials that one Hessian may take is bounded through its order; blocks through theirs.
  private static let blockOrder = 24

  func literal(_ value: Rational) -> SymbolicNumber { SymbolicNumber(constant: value) }
  func rational(_ value: SymbolicNumber) -> Rational? { value.constant }

  private enum KnownSign { case positive, nonNegative, zero, nonPositive, negative, unknown }

  private func sign(_ p: RealPolynomial) -> KnownSign {
    if p.isZero { return .zero }
    if prover.provesPositive(p) { return .positive }
    if prover.provesPositive(-p) { return .negative }
    if prover.provesNonNegative(p) { return .nonNegative }
    return prover.provesNonNegative(-p) ? .nonPositive : .unknown
  }

  private func sign(_ value: SymbolicNumber) -> KnownSign {
    guard case .fraction(let p, let q) = value else { return .unknown }
    switch q == 1 ? .positive : sign(q) {
    case .positive: return sign(p)
    case .negative: return sign(-p)
    default: return .unknown
    }
  }

  func quotient(_ a: SymbolicNumber, _ b: SymbolicNumber) throws(ClaimFault) -> SymbolicNumber {
    guard case .fraction(let p, let q) = b else { throw unsupported("a divisor too large to be written out") }
    if p.isZero { throw .invalid("division by zero") }
    switch sign(p) {
    case .positive, .negative: break
    default: throw .undecided("whether a divisor vanishes somewhere")
    }
    if let constant = b.constant { return a * SymbolicNumber(constant: constant.reciprocal!) }
    if case .fraction(let r, let s) = a, s == 1, q == 1, let exact = r.dividedExactly(by: p) {
      return SymbolicNumber(exact)
    }
    return a * .fraction(q, over: p)
  }

  func root(_ value: SymbolicNumber, degree: Int) throws(ClaimFault) -> SymbolicNumber {
    if degree == 1 { return value }
    guard case .fraction(let p, let q) = value else { throw unsupported("a root of this number") }
    let (top, bottom) = (try root(p, degree: degree), try root(q, degree: degree))
    return try quotient(SymbolicNumber(top), SymbolicNumber(bottom))
  }

  /// The root of a power of a monomial, or of a square, that is again a polynomial.
  private func root(_ p: RealPolynomial, degree: Int) throws(ClaimFault) -> RealPolynomial {
    if p.isZero || p == 1 { return p }
    var root: RealPolynomial?
    if p.terms.count == 1, let coefficient = p.terms[0].coefficient.exactRoot(degree: degree),
      let monomial = p.terms[0].monomial.root(degree: degree)
    {
      root = RealPolynomial(terms: [.init(coefficient, monomial)])
    } else if degree == 2 {
      root = p.squareRoot
    }
    guard let root else { throw unsupported("a root that is no polynomial") }
    if degree % 2 == 1 || prover.provesNonNegative(root) { return root }
    if prover.provesNonNegative(-root) { return -root }
    throw unsupported("a root whose sign depends on the names")
  }

  func exponential(_ value: SymbolicNumber) throws(ClaimFault) -> SymbolicNumber {
    if value.vanishes == .proved { return 1 }
    throw unsupported("an exponential")
  }

  func logarithm(_ value: SymbolicNumber) throws(ClaimFault) -> SymbolicNumber {
    if value.constant == 1 { return 0 }
    throw unsupported("a logarithm")
  }

  func magnitude(_ value: SymbolicNumber) throws(ClaimFault) -> SymbolicNumber {
    switch sign(value) {
    case .positive, .nonNegative, .zero: return value
    case .negative, .nonPositive: return -value
    case .unknown: throw unsupported("a magnitude whose sign depends on the names")
    }
  }

  func floor(_ value: SymbolicNumber) throws(ClaimFault) -> Integer {
    if let constant = value.constant { return constant.floor }
    throw unsupported("an integer part")
  }

  func least(_ values: [SymbolicNumber]) throws(ClaimFault) -> SymbolicNumber {
    for (i, candidate) in values.enumerated() {
      let isLeast = values.indices.allSatisfy { $0 == i || isAtMost(candidate, values[$0]) == .proved }
      if isLeast { return candidate }
    }
    throw unsupported("the least of numbers whose order depends on the names")
  }

  func isLess(_ a: SymbolicNumber, than b: SymbolicNumber) -> Truth {
    switch sign(b - a) {
    case .positive: .proved
    case .zero, .nonPositive, .negative: .refuted
    case .nonNegative, .unknown: .undecided
    }
  }

  func isEqual(_ a: SymbolicNumber, _ b: SymbolicNumber) -> Truth {
    switch sign(a - b) {
    case .zero: .proved
    case .positive, .negative: .refuted
    default: .undecided
    }
  }

  func isLinear(_ value: SymbolicNumber, in variable: SymbolicNumber) -> Truth {
    // The variable itself, not a name that stands for something made of variables.
    guard let p = value.polynomial, let terms = variable.polynomial?.terms, terms.count == 1,
      terms[0].coefficient == 1, terms[0].monomial.degree == 1
    else { return .undecided }
    let number = terms[0].monomial.exponents.count
    return p.terms.allSatisfy { $0.monomial[number - 1] <= 1 } ? .proved : .undecided
  }

  func checkPower(_ base: SymbolicNumber, _ exponent: Int) throws(ClaimFault) {
    guard case .fraction(let p, let q) = base else { return }
    if max(p.degree, q.degree) * exponent > SymbolicNumber.degreeLimit {
      throw .exhausted("a polynomial of degree above \(SymbolicNumber.degreeLimit)")
    }
  }

  // MARK: matrices

  func eigenvalues(_ matrix: Matrix<SymbolicNumber>) throws(ClaimFault) -> [SpectrumRun<SymbolicNumber>] {
    var found: [(value: RealPolynomial, count: Int)] = []
    var solved: [[RealPolynomial]: [RealPolynomial]] = [:]
    for block in try blocks(of: matrix) {
      let values: [RealPolynomial]
      if let known = solved[block.entries] {
        values = known
      } else {
        values = try ClosedFormSpectrum.eigenvalues(of: block)
        solved[block.entries] = values
      }
      for value in values {
        if let k = found.firstIndex(where: { $0.value == value }) {
          found[k].count += 1
        } else {
          found.append((value, 1))
        }
      }
    }
    var runs: [SpectrumRun<SymbolicNumber>] = []
    for (value, count) in found {
      let number = SymbolicNumber(value)
      var place = 0
      while place < runs.count {
        // At least as large everywhere on the box: the order of the list does not depend on the names.
        if isAtMost(number, runs[place].value) == .proved {
          place += 1
        } else if isAtMost(runs[place].value, number) == .proved {
          break
        } else {
          throw unsupported("a spectrum whose order depends on the names")
        }
      }
      runs.insert(SpectrumRun(value: number, count: count), at: place)
    }
    return runs
  }

  /// The connected components of the pattern of entries that are not identically zero.
  private func blocks(of matrix: Matrix<SymbolicNumber>) throws(ClaimFault) -> [Matrix<RealPolynomial>] {
    var entries: [RealPolynomial] = []
    for entry in matrix.entries {
      guard let polynomial = entry.polynomial else { throw unsupported("a spectrum of quotients") }
      entries.append(polynomial)
    }
    let polynomials = Matrix(rows: matrix.rows, columns: matrix.columns, entries: entries)
    var blocks: [Matrix<RealPolynomial>] = []
    for component in polynomials.connectedComponents {
      if component.count > Self.blockOrder { throw unsupported("a block of order \(component.count)") }
      blocks.append(polynomials.submatrix(rows: component, columns: component))
    }
    return blocks
  }

  func inertia(_ matrix: Matrix<SymbolicNumber>) throws(ClaimFault) -> Inertia {
    var inertia = Inertia(negative: 0, zero: 0, positive: 0)
    for run in try eigenvalues(matrix) {
      switch sign(run.value) {
      case .positive: inertia.positive += run.count
      case .negative: inertia.negative += run.count
      case .zero: inertia.zero += run.count
      default: throw unsupported("a number of eigenvalues that depends on the names")
      }
    }
    return inertia
  }

  /// Where the spectrum has no closed form: a principal submatrix of order m without negative eigenvalues leaves at most n - m of them,
  /// and one of positive eigenvalues likewise (Cauchy's interlacing).
  func inertiaBounds(_ matrix: Matrix<SymbolicNumber>) throws(ClaimFault) -> InertiaBounds {
    do {
      var (negative, zero, positive) = (0...0, 0...0, 0...0)
      for run in try eigenvalues(matrix) {
        func add(_ range: inout ClosedRange<Int>, certain: Bool) {
          range = range.lowerBound + (certain ? run.count : 0)...range.upperBound + run.count
        }
        switch sign(run.value) {
        case .positive: add(&positive, certain: true)
        case .negative: add(&negative, certain: true)
        case .zero: add(&zero, certain: true)
        case .nonNegative:
          add(&positive, certain: false)
          add(&zero, certain: false)
        case .nonPositive:
          add(&negative, certain: false)
          add(&zero, certain: false)
        case .unknown:
          add(&negative, certain: false)
          add(&zero, certain: false)
          add(&positive, certain: false)
        }
      }
      return InertiaBounds(negative: negative, zero: zero, positive: positive)
    } catch  where error.kind == .unsupported {
      let order = matrix.rows
      return InertiaBounds(
        negative: 0...order - rankOneOrder(matrix), zero: 0...order,
        positive: 0...order - rankOneOrder(-matrix))
    }
  }

  /// The order of a principal submatrix that is proved to be positive semidefinite because its rank is at most one and its diagonal not negative.
  private func rankOneOrder(_ matrix: Matrix<SymbolicNumber>) -> Int {
    var best = 0
    for start in 0..<matrix.rows {
      var chosen: [Int] = []
      for i in [start] + (0..<matrix.rows).filter({ $0 != start }) {
        let isGram =
          isAtMost(0, matrix[i, i]) == .proved
          && chosen.allSatisfy { j in
            chosen.allSatisfy { k in
              (matrix[i, i] * matrix[j, k] - matrix[i, k] * matrix[j, i]).vanishes == .proved
            }
          }
        if isGram { chosen.append(i) }
      }
      best = max(best, chosen.count)
    }
    return best
  }

  func rank(_ matrix: Matrix<SymbolicNumber>) throws(ClaimFault) -> Int {
    var entries: [Rational] = []
    for entry in matrix.entries {
      guard let constant = entry.constant else { throw unsupported("a rank that may depend on the names") }
      entries.append(constant)
    }
    return Matrix(rows: matrix.rows, columns: matrix.columns, entries: entries).rank()
  }

  func inverse(_ matrix: Matrix<SymbolicNumber>) throws(ClaimFault) -> Matrix<SymbolicNumber> {
    throw unsupported("the inverse of a matrix")
  }

  func flow(
    depth: Int, start: SymbolicNumber, target: SymbolicNumber, time: SymbolicNumber
  ) throws(ClaimFault) -> SymbolicNumber { throw unsupported("gradient flow") }
}
