// ClaimEvaluator: the value of an expression of a claim, in any arithmetic.

import Exact

/// Evaluates expressions whose names have values.
///
/// The claim was checked: names are known and types fit. Shapes, indices, divisors and sizes are found here.
struct ClaimEvaluator<Arithmetic: ClaimArithmetic> {
  typealias Number = Arithmetic.Number
  typealias Value = ClaimValue<Number>

  let arithmetic: Arithmetic
  var scope: [String: Value] = [:]
  /// What names stand for that have no value yet: a `let` is evaluated when its name is first used.
  var definitions: [String: ClaimExpression] = [:]
  /// The truths of names that stand for statements, found when the name is first used.
  var truths: [String: Truth] = [:]
  /// No evaluation goes on beyond.
  var deadline: Deadline
  /// Frames made of other frames.
  var frames: [[Int]: Int] = [:]
  private var steps = 0
  private var depth = 0
  /// The most evaluations one inside another: a formula has 64 levels, and names may stand for one another.
  private static var depthLimit: Int { 1500 }

  init(_ arithmetic: Arithmetic, deadline: Deadline = .none) {
    (self.arithmetic, self.deadline) = (arithmetic, deadline)
  }

  mutating func value(_ expression: ClaimExpression) throws(ClaimFault) -> Value {
    steps += 1
    if steps & 0xff == 0 { try deadline.requireTime() }
    try descend()
    defer { ascend() }
    do {
      return try evaluate(expression)
    } catch {
      throw error.at(expression.range)
    }
  }

  /// Before an evaluation inside another.
  mutating func descend() throws(ClaimFault) {
    if depth == Self.depthLimit { throw .exhausted("names that stand for one another in too long a chain") }
    depth += 1
  }

  mutating func ascend() { depth -= 1 }

  private mutating func evaluate(_ expression: ClaimExpression) throws(ClaimFault) -> Value {
    switch expression.node {
    case .number(let text):
      let exact = try literal(text)
      return exact.isInteger ? .integer(exact.numerator) : .number(arithmetic.literal(exact))
    case .name(let name):
      if let value = scope[name] { return value }
      guard let definition = definitions[name] else { throw .unsupported("'\(name)' has no value here") }
      let value = try value(definition)
      scope[name] = value
      return value
    case .sum(let terms):
      var result = try value(terms[0].value)
      for term in terms.dropFirst() {
        let next = try value(term.value)
        result = try sum(result, term.isInverse ? negated(next) : next)
      }
      return result
    case .product(let factors):
      var result = try value(factors[0].value)
      for factor in factors.dropFirst() {
        let next = try value(factor.value)
        result = factor.isInverse ? try quotient(result, next) : try product(result, next)
      }
      return result
    case .negative(let x): return try negated(try value(x))
    case .power(let base, let exponent):
      let exponent = try value(exponent)
      // An even power of a norm needs no root.
      if case .call("norm", let arguments) = base.node, case .integer(let n) = exponent, let n = n.asInt,
        n > 0, n % 2 == 0
      {
        return try power(.number(try squaredNorm(arguments[0].value)), .integer(Integer(n / 2)))
      }
      return try power(try value(base), exponent)
    case .transpose(let x):
      switch try value(x) {
      case .matrix(let matrix): return .matrix(matrix.transposed)
      case .vector(let list):
        if list.isEmpty { throw .invalid("a matrix without entries") }
        return .matrix(FramedMatrix(Matrix(rows: 1, columns: list.count, entries: try numbers(list))))
      default: throw .unsupported("a transpose of something that is not a matrix")
      }
    case .element(let x, let indices): return try element(of: x, indices)
    case .call(let name, let arguments): return try call(name, arguments)
    case .tuple(let parts):
      var values: [Value] = []
      for part in parts { values.append(try value(part)) }
      return .vector(values)
    case .matrix(let rows):
      var entries: [Number] = []
      for row in rows { for entry in row { entries.append(try number(entry)) } }
      return .matrix(FramedMatrix(Matrix(rows: rows.count, columns: rows[0].count, entries: entries)))
    case .relation, .property, .not, .and, .or:
      throw .unsupported("a statement where a value is expected")
    }
  }

  func literal(_ text: String) throws(ClaimFault) -> Rational {
    guard let exact = try? NumberText.rational(text) else {
      throw .exhausted("a number too long to be written out")
    }
    return exact
  }

  // MARK: parts of a kind

  func number(_ value: Value) throws(ClaimFault) -> Number {
    switch value {
    case .integer(let integer): return arithmetic.literal(Rational(integer))
    case .number(let number): return number
    default: throw .unsupported("not a number")
    }
  }

  mutating func number(_ expression: ClaimExpression) throws(ClaimFault) -> Number {
    try number(try value(expression))
  }

  mutating func integer(_ expression: ClaimExpression) throws(ClaimFault) -> Integer {
    switch try value(expression) {
    case .integer(let integer): return integer
    case .number(let number):
      if let exact = arithmetic.rational(number), exact.isInteger { return exact.numerator }
      throw ClaimFault.invalid("not an integer").at(expression.range)
    default: throw ClaimFault.unsupported("not an integer").at(expression.range)
    }
  }

  /// An integer that fits a machine word.
  mutating func count(_ expression: ClaimExpression) throws(ClaimFault) -> Int {
    guard let word = try integer(expression).asInt else {
      throw ClaimFault.exhausted("an integer beyond every limit").at(expression.range)
    }
    return word
  }

  mutating func matrix(_ expression: ClaimExpression) throws(ClaimFault) -> FramedMatrix<Number> {
    switch try value(expression) {
    case .matrix(let matrix): return matrix
    case .integer(let integer):
      return FramedMatrix(Matrix(rows: 1, columns: 1, entries: [arithmetic.literal(Rational(integer))]))
    case .number(let number): return FramedMatrix(Matrix(rows: 1, columns: 1, entries: [number]))
    default: throw ClaimFault.unsupported("not a matrix").at(expression.range)
    }
  }

  /// A matrix without frames.
  mutating func plainMatrix(_ expression: ClaimExpression) throws(ClaimFault) -> Matrix<Number> {
    let matrix = try matrix(expression)
    if matrix.isPlain { return matrix.core }
    throw ClaimFault.unsupported("entries of a matrix in an arbitrary frame").at(expression.range)
  }

  mutating func vector(_ expression: ClaimExpression) throws(ClaimFault) -> [Number] {
    guard case .vector(let values) = try value(expression) else { throw .unsupported("not a vector") }
    var numbers: [Number] = []
    for value in values { numbers.append(try number(value)) }
    return numbers
  }

  /// Runs `body` for every choice of the indices, the last one fastest.
  mutating func forEach(
    _ indices: ArraySlice<ClaimIndex>,
    _ body: (inout ClaimEvaluator) throws(ClaimFault) -> Void
  ) throws(ClaimFault) {
    guard let index = indices.first else { return try body(&self) }
    let (lower, upper) = (try count(index.range.lower), try count(index.range.upper))
    if lower > upper { return }
    let (size, overflows) = upper.subtractingReportingOverflow(lower)
    if overflows || size >= ClaimLimits.rangeSize {
      throw ClaimFault.exhausted("a range of more than \(ClaimLimits.rangeSize) integers").at(
        index.range.range)
    }
    // A definition that is first used inside may run over an index of the same name.
    let outer = scope[index.name.text]
    defer { scope[index.name.text] = outer }
    for k in lower...upper {
      scope[index.name.text] = .integer(Integer(k))
      try forEach(indices.dropFirst(), body)
    }
  }
}
