// ClaimEvaluator+Calls: the functions of numbers, vectors and matrices.

import Exact

extension ClaimEvaluator {
  typealias Arguments = [ClaimExpression.Argument]

  mutating func call(_ name: String, _ arguments: Arguments) throws(ClaimFault) -> Value {
    if let value = try numberCall(name, arguments) { return value }
    if let value = try matrixCall(name, arguments) { return value }
    return try networkCall(name, arguments)
  }

  /// The entries of arguments, one after the other, over their index ranges.
  mutating func entries(_ arguments: Arguments) throws(ClaimFault) -> [Value] {
    var values: [Value] = []
    for argument in arguments {
      try forEach(argument.indices[...]) { (evaluator: inout ClaimEvaluator) throws(ClaimFault) in
        switch try evaluator.value(argument.value) {
        case .vector(let list): values += list
        case let value: values.append(value)
        }
      }
    }
    return values
  }

  func numbers(_ values: [Value]) throws(ClaimFault) -> [Number] {
    var numbers: [Number] = []
    for value in values { numbers.append(try number(value)) }
    return numbers
  }

  private func integers(_ values: [Value]) -> [Integer]? {
    let integers = values.compactMap { value in
      if case .integer(let integer) = value { return integer as Integer? } else { return nil }
    }
    return integers.count == values.count ? integers : nil
  }

  private mutating func numberCall(_ name: String, _ arguments: Arguments) throws(ClaimFault) -> Value? {
    func first() -> ClaimExpression { arguments[0].value }
    switch name {
    case "sum", "product":
      if name == "product", arguments.count == 1, arguments[0].indices.isEmpty {
        // `product(W)` of layers; of a vector that is a point of a network of width 1 the two meanings agree.
        if case .layers(let layers) = try value(first()) { return .matrix(try endToEnd(layers)) }
      }
      let values = try entries(arguments)
      var result: Value = .integer(name == "sum" ? 0 : 1)
      for value in values { result = name == "sum" ? try sum(result, value) : try product(result, value) }
      return result
    case "min", "max":
      let values = try entries(arguments)
      if values.isEmpty { throw .invalid("'\(name)' of nothing") }
      if let integers = integers(values) {
        return .integer(name == "min" ? integers.min()! : integers.max()!)
      }
      let list = try numbers(values)
      return .number(try name == "min" ? arithmetic.least(list) : arithmetic.greatest(list))
    case "abs":
      switch try value(first()) {
      case .integer(let x): return .integer(x.magnitude)
      case let x: return .number(try arithmetic.magnitude(try number(x)))
      }
    case "sqrt": return .number(try arithmetic.root(try number(first()), degree: 2))
    case "root":
      let degree = try count(arguments[1].value)
      if degree < 1 { throw .invalid("a root of degree \(degree)") }
      if degree > ClaimLimits.exponent { throw .exhausted("a root of degree \(degree)") }
      return .number(try arithmetic.root(try number(first()), degree: degree))
    case "exp": return .number(try arithmetic.exponential(try number(first())))
    case "log": return .number(try arithmetic.logarithm(try number(first())))
    case "floor":
      switch try value(first()) {
      case .integer(let x): return .integer(x)
      case let x: return .integer(try arithmetic.floor(try number(x)))
      }
    case "binomial":
      let (n, k) = (try count(first()), try count(arguments[1].value))
      if n > ClaimLimits.exponent { throw .exhausted("a binomial coefficient of \(n)") }
      return .integer(Self.binomial(n, k))
    case "double":
      let exact: Rational
      if case .number(let text) = first().node {
        exact = try literal(text)
      } else if case .negative(let x) = first().node, case .number(let text) = x.node {
        exact = -(try literal(text))
      } else {
        throw .unsupported("'double' of something that is not a written number")
      }
      guard let rounded = Self.nearestDouble(exact) else { throw .invalid("a number beyond the doubles") }
      return .number(arithmetic.literal(rounded))
    case "sup", "inf": throw .unsupported("'\(name)' outside of 'enclose'")
    default: return nil
    }
  }

  /// The double nearest to a rational, ties to even.
  private static func nearestDouble(_ exact: Rational) -> Rational? {
    let near = exact.approximateDouble
    if !near.isFinite { return nil }
    let candidates = [near.nextDown, near, near.nextUp].compactMap { value in
      Rational(exactly: value).map { (value: $0, isEven: value.bitPattern & 1 == 0) }
    }
    return candidates.min { a, b in
      let (left, right) = ((a.value - exact).magnitude, (b.value - exact).magnitude)
      return left < right || left == right && a.isEven && !b.isEven
    }?.value
  }

  private static func binomial(_ n: Int, _ k: Int) -> Integer {
    if k < 0 || k > n { return 0 }
    var result: Integer = 1
    for i in 0..<min(k, n - k) {
      result = (result * Integer(n - i)).floorDivided(by: Integer(i + 1)).quotient
    }
    return result
  }

  private mutating func matrixCall(_ name: String, _ arguments: Arguments) throws(ClaimFault) -> Value? {
    func plain(_ k: Int = 0) -> ClaimExpression { arguments[k].value }
    func wrapped(_ core: Matrix<Number>, isKnownSymmetric: Bool = false) -> Value {
      .matrix(FramedMatrix(core, isKnownSymmetric: isKnownSymmetric))
    }
    switch name {
    case "diag":
      let values = try numbers(try entries(arguments))
      if values.isEmpty { throw .invalid("a matrix without entries") }
      try checkSize(values.count, values.count)
      return wrapped(
        Matrix(diagonal: values, rows: values.count, columns: values.count), isKnownSymmetric: true)
    case "vector": return .vector(try entries(arguments))
    case "repeat":
      let (entry, times) = (try value(plain()), try count(plain(1)))
      if times < 0 { throw .invalid("\(times) repetitions") }
      try checkSize(times, 1)
      return .vector(Array(repeating: entry, count: times))
    case "identity":
      let order = try size(plain())
      try checkSize(order, order)
      return wrapped(Matrix(identity: order), isKnownSymmetric: true)
    case "zeros", "ones":
      let (rows, columns) = (try size(plain()), try size(plain(1)))
      try checkSize(rows, columns)
      let entry = arithmetic.literal(name == "ones" ? 1 : 0)
      return wrapped(Matrix(rows: rows, columns: columns) { _, _ in entry })
    case "diagonal":
      let matrix = try plainMatrix(plain())
      return .vector(try square(matrix).diagonal.map { .number($0) })
    case "inverse":
      let matrix = try matrix(plain())
      return .matrix(
        FramedMatrix(left: matrix.right, try arithmetic.inverse(try square(matrix.core)), right: matrix.left))
    case "kronecker":
      let (a, b) = (try plainMatrix(plain()), try plainMatrix(plain(1)))
      try checkSize(a.rows * b.rows, a.columns * b.columns)
      return wrapped(
        Matrix(rows: a.rows * b.rows, columns: a.columns * b.columns) { i, j in
          a[i / b.rows, j / b.columns] * b[i % b.rows, j % b.columns]
        })
    case "outer":
      let (u, v) = (try vector(plain()), try vector(plain(1)))
      if u.isEmpty || v.isEmpty { throw .invalid("a matrix without entries") }
      try checkSize(u.count, v.count)
      return wrapped(Matrix(rows: u.count, columns: v.count) { i, j in u[i] * v[j] })
    case "dot":
      let (u, v) = (try vector(plain()), try vector(plain(1)))
      if u.count != v.count { throw .invalid("vectors of \(u.count) and \(v.count) entries") }
      var sum: Number = 0
      for (x, y) in zip(u, v) { sum.addProduct(x, y) }
      return .number(sum)
    case "norm": return .number(try arithmetic.root(try squaredNorm(plain()), degree: 2))
    case "trace": return .number(try conjugated(plain()).trace)
    case "determinant": return .number(try conjugated(plain()).determinant())
    case "characteristic_polynomial":
      let (core, t) = (try conjugated(plain()), try number(plain(1)))
      let order = core.rows
      return .number(
        Matrix<Number>(rows: order, columns: order) { i, j in i == j ? t - core[i, j] : -core[i, j] }
          .determinant())
    case "rows": return .integer(Integer(try matrix(plain()).core.rows))
    case "columns": return .integer(Integer(try matrix(plain()).core.columns))
    case "length":
      guard case .vector(let list) = try value(plain()) else { throw .unsupported("not a vector") }
      return .integer(Integer(list.count))
    case "rank": return .integer(Integer(try arithmetic.rank(try matrix(plain()).core)))
    case "nullity": return .integer(Integer(try arithmetic.inertia(try symmetric(plain())).zero))
    case "negative_count": return .integer(Integer(try arithmetic.inertia(try symmetric(plain())).negative))
    case "positive_count": return .integer(Integer(try arithmetic.inertia(try symmetric(plain())).positive))
    case "eigenvalues": return .spectrum(try arithmetic.eigenvalues(try symmetric(plain())))
    case "lambda_max": return .number(try spectrum(plain()).first!.value)
    case "lambda_min": return .number(try spectrum(plain()).last!.value)
    case "singular_values": return .spectrum(try singularValues(plain()))
    case "operator_norm":
      guard let top = try singularValues(plain()).first else { throw .invalid("a norm of nothing") }
      return .number(top.value)
    case "multiplicity":
      guard case .spectrum(let runs) = try value(plain()) else { throw .unsupported("not a spectrum") }
      let x = try number(plain(1))
      var total = 0
      for run in runs {
        switch arithmetic.isEqual(run.value, x) {
        case .proved: total += run.count
        case .refuted: break
        case .undecided: throw .undecided("whether an eigenvalue equals a number")
        }
      }
      return .integer(Integer(total))
    default: return nil
    }
  }

  /// The sum of the squares of the entries; frames leave it alone.
  mutating func squaredNorm(_ expression: ClaimExpression) throws(ClaimFault) -> Number {
    switch try value(expression) {
    case .vector(let list): try numbers(list).reduce(into: arithmetic.literal(0)) { $0 += $1.squared() }
    case .matrix(let matrix): matrix.core.frobeniusNormSquared
    default: throw .unsupported("a norm of this kind")
    }
  }

  // MARK: matrices with demands

  private mutating func size(_ expression: ClaimExpression) throws(ClaimFault) -> Int {
    let size = try count(expression)
    if size < 1 { throw ClaimFault.invalid("a matrix with \(size) rows or columns").at(expression.range) }
    return size
  }

  func checkSize(_ rows: Int, _ columns: Int) throws(ClaimFault) {
    let (total, overflow) = rows.multipliedReportingOverflow(by: columns)
    if overflow || total > ClaimLimits.entries {
      throw .exhausted("a matrix of shape \(rows) x \(columns); the limit is \(ClaimLimits.entries) entries")
    }
  }

  func square(_ matrix: Matrix<Number>) throws(ClaimFault) -> Matrix<Number> {
    if matrix.isSquare && matrix.rows > 0 { return matrix }
    throw .invalid("a matrix of shape \(matrix.shape), which is not square")
  }

  /// The core of a square matrix whose frames cancel in everything that a change of basis leaves alone.
  mutating func conjugated(_ expression: ClaimExpression) throws(ClaimFault) -> Matrix<Number> {
    try conjugated(try matrix(expression), expression)
  }

  private func conjugated(
    _ matrix: FramedMatrix<Number>, _ expression: ClaimExpression
  ) throws(ClaimFault) -> Matrix<Number> {
    let core = try square(matrix.core)
    if matrix.left == matrix.right { return core }
    throw ClaimFault.unsupported("a matrix whose two frames differ").at(expression.range)
  }

  /// The core of a symmetric matrix in frames that cancel.
  mutating func symmetric(_ expression: ClaimExpression) throws(ClaimFault) -> Matrix<Number> {
    let matrix = try matrix(expression)
    let core = try conjugated(matrix, expression)
    if matrix.isKnownSymmetric { return core }
    for i in 0..<core.rows {
      for j in 0..<i {
        switch arithmetic.isEqual(core[i, j], core[j, i]) {
        case .proved: break
        case .refuted: throw ClaimFault.invalid("a matrix that is not symmetric").at(expression.range)
        case .undecided:
          throw ClaimFault.undecided("whether a matrix is symmetric").at(expression.range)
        }
      }
    }
    return core
  }

  private mutating func spectrum(
    _ expression: ClaimExpression
  ) throws(ClaimFault) -> [SpectrumRun<Number>] { try arithmetic.eigenvalues(try symmetric(expression)) }

  private mutating func singularValues(
    _ expression: ClaimExpression
  ) throws(ClaimFault) -> [SpectrumRun<Number>] {
    let core = try matrix(expression).core
    if core.entries.isEmpty { throw .invalid("singular values of an empty matrix") }
    let gram = core.rows <= core.columns ? core * core.transposed : core.transposed * core
    var runs: [SpectrumRun<Number>] = []
    for run in try arithmetic.eigenvalues(gram) {
      runs.append(SpectrumRun(value: try arithmetic.rootOfNonNegative(run.value), count: run.count))
    }
    return runs
  }
}
