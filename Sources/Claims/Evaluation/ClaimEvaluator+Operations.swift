// ClaimEvaluator+Operations: sums, products, quotients, powers and entries.

import Exact

extension ClaimEvaluator {
  func negated(_ value: Value) throws(ClaimFault) -> Value {
    switch value {
    case .integer(let x): return .integer(-x)
    case .number(let x): return .number(-x)
    case .vector(let list):
      var result: [Value] = []
      for entry in list { result.append(try negated(entry)) }
      return .vector(result)
    case .matrix(let x):
      return .matrix(
        FramedMatrix(left: x.left, -x.core, right: x.right, isKnownSymmetric: x.isKnownSymmetric))
    default: throw .unsupported("a negative of this kind")
    }
  }

  func sum(_ a: Value, _ b: Value) throws(ClaimFault) -> Value {
    switch (a, b) {
    case (.integer(let x), .integer(let y)): return .integer(x + y)
    case (.vector(let x), .vector(let y)):
      if x.count != y.count { throw .invalid("vectors of \(x.count) and \(y.count) entries do not add up") }
      var result: [Value] = []
      for (left, right) in zip(x, y) { result.append(try sum(left, right)) }
      return .vector(result)
    case (.matrix(let x), .matrix(let y)): return .matrix(try sum(x, y))
    default: return .number(try number(a) + number(b))
    }
  }

  func sum(
    _ x: FramedMatrix<Number>, _ y: FramedMatrix<Number>
  ) throws(ClaimFault) -> FramedMatrix<Number> {
    if x.shape != y.shape {
      throw .invalid("matrices of shapes \(x.core.shape) and \(y.core.shape) do not add up")
    }
    let (x, y) = (freed(x), freed(y))
    if x.left != y.left || x.right != y.right { throw .unsupported("a sum of matrices in different frames") }
    return FramedMatrix(
      left: x.left, x.core + y.core, right: x.right,
      isKnownSymmetric: x.isKnownSymmetric && y.isKnownSymmetric)
  }

  /// The same matrix without frames, where that is obvious: `F (c I) F' = c I`, and zero in any frames.
  func freed(_ x: FramedMatrix<Number>) -> FramedMatrix<Number> {
    if x.isPlain { return x }
    if isZero(x.core) || (x.left == x.right && scalar(of: x.core) != nil) { return FramedMatrix(x.core) }
    return x
  }

  private func isZero(_ core: Matrix<Number>) -> Bool {
    core.entries.allSatisfy { $0.vanishes == .proved }
  }

  /// `c` when the matrix is known to be `c I`.
  private func scalar(of core: Matrix<Number>) -> Number? {
    guard core.isSquare, core.rows > 0 else { return nil }
    for i in 0..<core.rows {
      for j in 0..<core.columns {
        let rest = i == j ? core[i, j] - core[0, 0] : core[i, j]
        if rest.vanishes != .proved { return nil }
      }
    }
    return core[0, 0]
  }

  func product(_ a: Value, _ b: Value) throws(ClaimFault) -> Value {
    switch (a, b) {
    case (.integer(let x), .integer(let y)): return .integer(x * y)
    case (.matrix(let x), .matrix(let y)): return .matrix(try product(x, y))
    case (.matrix(let x), .vector(let v)):
      if !x.isPlain { throw .unsupported("a vector times a matrix in an arbitrary frame") }
      if x.core.columns != v.count {
        throw .invalid("a matrix of shape \(x.core.shape) times a vector of \(v.count) entries")
      }
      var entries: [Number] = []
      for entry in v { entries.append(try number(entry)) }
      return .vector(x.core.applied(to: entries).map { .number($0) })
    case (.matrix(let x), _):
      let factor = try number(b)
      return .matrix(
        FramedMatrix(
          left: x.left, x.core.scaled(by: factor), right: x.right, isKnownSymmetric: x.isKnownSymmetric))
    case (_, .matrix): return try product(b, a)
    case (.vector(let v), _):
      var result: [Value] = []
      for entry in v { result.append(try product(entry, b)) }
      return .vector(result)
    case (_, .vector): return try product(b, a)
    default: return .number(try number(a) * number(b))
    }
  }

  func product(
    _ x: FramedMatrix<Number>, _ y: FramedMatrix<Number>
  ) throws(ClaimFault) -> FramedMatrix<Number> {
    if x.core.columns != y.core.rows {
      throw .invalid("matrices of shapes \(x.core.shape) and \(y.core.shape) do not multiply")
    }
    let (x, y) = (freed(x), freed(y))
    if x.right == y.left { return freed(FramedMatrix(left: x.left, x.core * y.core, right: y.right)) }
    if isZero(x.core) || isZero(y.core) { return FramedMatrix(Matrix(zero: x.core.rows, y.core.columns)) }
    if x.isPlain, let factor = scalar(of: x.core) {
      return FramedMatrix(left: y.left, y.core.scaled(by: factor), right: y.right)
    }
    if y.isPlain, let factor = scalar(of: y.core) {
      return FramedMatrix(left: x.left, x.core.scaled(by: factor), right: x.right)
    }
    throw .unsupported("a product of matrices in different frames")
  }

  func quotient(_ a: Value, _ b: Value) throws(ClaimFault) -> Value {
    let divisor = try number(b)
    switch a {
    case .vector(let v):
      var result: [Value] = []
      for entry in v { result.append(try quotient(entry, b)) }
      return .vector(result)
    case .matrix(let x):
      let factor = try arithmetic.quotient(arithmetic.literal(1), divisor)
      return .matrix(
        FramedMatrix(
          left: x.left, x.core.scaled(by: factor), right: x.right, isKnownSymmetric: x.isKnownSymmetric))
    default: return .number(try arithmetic.quotient(try number(a), divisor))
    }
  }

  func power(_ base: Value, _ exponent: Value) throws(ClaimFault) -> Value {
    let exact: Rational
    switch exponent {
    case .integer(let n): exact = Rational(n)
    default:
      guard let value = arithmetic.rational(try number(exponent)) else {
        throw arithmetic.unsupported("an exponent that is not a rational number")
      }
      exact = value
    }
    guard let numerator = exact.numerator.asInt, let degree = exact.denominator.asInt,
      numerator.magnitude <= UInt(ClaimLimits.exponent), degree <= ClaimLimits.exponent
    else { throw .exhausted("an exponent beyond \(ClaimLimits.exponent)") }
    if case .matrix(let matrix) = base {
      if degree != 1 || numerator < 0 || !matrix.core.isSquare {
        throw .invalid("a power of a matrix that is not square, or whose exponent is not 0, 1, 2, ...")
      }
      var result = FramedMatrix(Matrix<Number>(identity: matrix.core.rows))
      for _ in 0..<numerator { result = try product(result, matrix) }
      return .matrix(result)
    }
    if case .integer(let x) = base, degree == 1, numerator >= 0 {
      if x.bitWidth > 1, x.bitWidth * numerator > 1 << 26 {
        throw .exhausted("a power too long to be computed")
      }
      return .integer(x.power(numerator))
    }
    let x = try number(base)
    try arithmetic.checkPower(x, abs(numerator))
    if degree > 1 {
      switch arithmetic.isLess(x, than: arithmetic.literal(0)) {
      case .proved: throw .invalid("a fractional power of a negative number; root(x, n) takes odd roots")
      case .undecided: throw .undecided("whether the base of a fractional power is negative")
      case .refuted: break
      }
    }
    let raised = x.power(abs(numerator))
    let root = degree == 1 ? raised : try arithmetic.root(raised, degree: degree)
    return .number(numerator >= 0 ? root : try arithmetic.quotient(arithmetic.literal(1), root))
  }

  mutating func element(
    of expression: ClaimExpression, _ indices: [ClaimExpression]
  ) throws(ClaimFault) -> Value {
    let whole = try value(expression)
    var numbers: [Int] = []
    for index in indices { numbers.append(try count(index)) }
    func check(_ k: Int, _ index: Int, in range: ClosedRange<Int>) throws(ClaimFault) {
      if range.contains(index) { return }
      throw ClaimFault.invalid("the index \(index) outside \(range.lowerBound)..\(range.upperBound)")
        .at(indices[k].range)
    }
    func require(_ size: Int) throws(ClaimFault) {
      if size == 0 { throw .invalid("an entry of something empty") }
    }
    switch whole {
    case .vector(let list):
      try require(list.count)
      try check(0, numbers[0], in: 1...list.count)
      return list[numbers[0] - 1]
    case .matrix(let matrix):
      if !matrix.isPlain { throw .unsupported("an entry of a matrix in an arbitrary frame") }
      try require(matrix.core.entries.count)
      try check(0, numbers[0], in: 1...matrix.core.rows)
      try check(1, numbers[1], in: 1...matrix.core.columns)
      return .number(matrix.core[numbers[0] - 1, numbers[1] - 1])
    case .layers(let layers):
      try require(layers.count)
      try check(0, numbers[0], in: 1...layers.count)
      return .matrix(layers[numbers[0] - 1])
    case .family(let first, let members):
      try require(members.count)
      try check(0, numbers[0], in: first...first + members.count - 1)
      return members[numbers[0] - first]
    case .spectrum(let runs):
      let total = runs.reduce(0) { $0 + $1.count }
      try require(total)
      try check(0, numbers[0], in: 1...total)
      var rest = numbers[0]
      for run in runs {
        if rest <= run.count { return .number(run.value) }
        rest -= run.count
      }
      throw .invalid("an index beyond the spectrum")
    default: throw .unsupported("an entry of this kind")
    }
  }
}
