// ClaimChecker+Expressions: the types of operations and relations.

import Theorems

extension ClaimChecker {
  /// The type of an expression, and what is known of it when it is an integer.
  struct Typed {
    var type: ClaimType
    var value = ClaimDimension.unknown
    var bounds: ClaimBounds?
  }

  mutating func typed(_ expression: ClaimExpression) throws(ClaimProblem) -> Typed {
    switch expression.node {
    case .number(let text): return number(text)
    case .name(let name): return try lookUp(name, expression.range)
    case .sum(let terms): return try sum(terms)
    case .product(let factors): return try product(factors)
    case .negative(let x):
      let inner = try operand(x)
      return Typed(type: inner.type, value: -inner.value, bounds: inner.bounds.map { -$0 })
    case .power(let base, let exponent): return try power(base, exponent)
    case .transpose(let x):
      switch try typed(x).type {
      case .matrix(let rows, let columns): return Typed(type: .matrix(rows: columns, columns: rows))
      case .vector(let length, _): return Typed(type: .matrix(rows: ClaimDimension(1), columns: length))
      case let type: throw mismatch(x, type, "a matrix")
      }
    case .element(let x, let indices): return try element(x, indices, expression.range)
    case .call(let name, let arguments): return try call(name, arguments, expression.range)
    case .tuple(let parts):
      var isInteger = true
      for part in parts where try requireNumber(part).type != .integer { isInteger = false }
      return Typed(type: .vector(ClaimDimension(parts.count), ofIntegers: isInteger))
    case .matrix(let rows):
      for row in rows {
        for entry in row { _ = try requireNumber(entry) }
        if row.count != rows[0].count {
          let range = row[0].range.lowerBound..<row[row.count - 1].range.upperBound
          throw source.problem(
            .shape, range, "a row of \(row.count) entries in a matrix of \(rows[0].count) columns",
            label: "expected \(rows[0].count) entries",
            help: "rows are separated by ';' and have the same length")
        }
      }
      return Typed(type: .matrix(rows: ClaimDimension(rows.count), columns: ClaimDimension(rows[0].count)))
    case .relation(let first, let links): return try relation(first, links)
    case .property(let x, let property): return try self.property(x, property)
    case .not(let x):
      try requireFormula(x)
      return Typed(type: .formula)
    case .and(let parts), .or(let parts):
      for part in parts { try requireFormula(part) }
      return Typed(type: .formula)
    }
  }

  private func number(_ text: String) -> Typed {
    let isHex = text.hasPrefix("0x") || text.hasPrefix("0X")
    let marks: [Character] = isHex ? [".", "p", "P"] : [".", "e", "E"]
    if text.contains(where: marks.contains) { return Typed(type: .real) }
    let value = isHex ? Int(text.dropFirst(2), radix: 16) : Int(text)
    return Typed(
      type: .integer, value: value.map { ClaimDimension($0) } ?? .unknown,
      bounds: value.map { ClaimBounds($0) } ?? .large)
  }

  private mutating func lookUp(_ name: String, _ range: Range<Int>) throws(ClaimProblem) -> Typed {
    if let binding = scope[name] {
      used.insert(name)
      if binding.varies {
        if place == .enclosure { throw varying(name, range) }
        readsVarying = true
      }
      return Typed(type: binding.type, value: binding.value, bounds: binding.bounds)
    }
    if let rows = ClaimVocabulary.table[name] {
      throw source.problem(
        .notAFunction, range, "the function '\(name)' without its arguments", label: "expected '(' after it",
        help: "write \(rows[0].signature)")
    }
    throw unknown(name, range)
  }

  /// The complaint about a name with more than one value where one number is asked for.
  private func varying(_ name: String, _ range: Range<Int>) -> ClaimProblem {
    source.problem(
      .extremum, range, "'\(name)' takes more than one value, and 'enclose' asks for one number",
      label: "depends on what 'for all' binds", help: "write sup(...) or inf(...)")
  }

  /// The complaint about a name that is neither bound nor a function.
  func unknown(_ name: String, _ range: Range<Int>) -> ClaimProblem {
    let near =
      NearestName.among(
        scope.keys.sorted(), to: name, limit: NearestName.limit(for: name))
      ?? ClaimVocabulary.nearest(to: name)
    return source.problem(
      .unknownName, range, "unknown name '\(name)'",
      label: near.map { "did you mean '\($0)'?" } ?? "neither bound before nor a function",
      help: near.flatMap { ClaimVocabulary.table[$0]?.first }.map {
        "'plumb explain functions' lists the functions on \($0.group.rawValue)"
      }
        ?? "bind it with 'for all' or 'let' before its use")
  }

  /// A number, vector or matrix.
  private mutating func operand(_ expression: ClaimExpression) throws(ClaimProblem) -> Typed {
    let found = try typed(expression)
    switch found.type {
    case .integer, .real, .vector, .matrix: return found
    default: throw mismatch(expression, found.type, "a number, a vector or a matrix")
    }
  }

  private mutating func sum(_ terms: [ClaimExpression.Term]) throws(ClaimProblem) -> Typed {
    var total = try operand(terms[0].value)
    for term in terms.dropFirst() {
      let next = try operand(term.value)
      if total.type.isNumber && next.type.isNumber {
        guard total.type == .integer && next.type == .integer else {
          total = Typed(type: .real)
          continue
        }
        if term.isInverse { total.value -= next.value } else { total.value += next.value }
        total.bounds = total.bounds.flatMap { a in next.bounds.map { term.isInverse ? a - $0 : a + $0 } }
      } else if !total.type.isComparable(with: next.type) || !total.type.fits(next.type) {
        throw source.problem(
          total.type.isComparable(with: next.type) ? .shape : .type, term.value.range,
          "\(next.type.words) \(term.isInverse ? "subtracted from" : "added to") \(total.type.words)",
          label: "expected \(total.type.words)",
          help: total.type.isNumber || next.type.isNumber
            ? "a number is added to a matrix as x*identity(n)" : "shapes must agree")
      } else {
        total = Typed(type: total.type.joined(with: next.type))
      }
    }
    return total
  }

  private mutating func product(_ factors: [ClaimExpression.Term]) throws(ClaimProblem) -> Typed {
    var total = try operand(factors[0].value)
    for factor in factors.dropFirst() {
      let next = try operand(factor.value)
      if factor.isInverse {
        if !next.type.isNumber { throw mismatch(factor.value, next.type, "a number as divisor") }
        if next.bounds?.constant == 0 {
          throw source.problem(
            .undefined, factor.value.range, "division by zero", label: "the divisor is zero",
            help: "check the divisor")
        }
        total = Typed(type: total.type == .integer ? .real : total.type)
        if case .vector(let length, _) = total.type {
          total = Typed(type: .vector(length, ofIntegers: false))
        }
        continue
      }
      total = try product(total, next, factor.value)
    }
    return total
  }

  private func product(_ a: Typed, _ b: Typed, _ place: ClaimExpression) throws(ClaimProblem) -> Typed {
    func refuse(_ columns: ClaimDimension, _ rows: ClaimDimension) -> ClaimProblem {
      source.problem(
        .shape, place.range, "\(a.type.words) times \(b.type.words)",
        label: "\(columns) columns against \(rows) rows",
        help: "the columns of the left factor must be as many as the rows of the right one")
    }
    switch (a.type, b.type) {
    case (.integer, .integer):
      return Typed(
        type: .integer, value: a.value * b.value, bounds: a.bounds.flatMap { x in b.bounds.map { x * $0 } })
    case (.integer, .real), (.real, .integer), (.real, .real): return Typed(type: .real)
    case (.integer, let other), (let other, .integer): return Typed(type: other)
    case (.real, .vector(let length, _)), (.vector(let length, _), .real):
      return Typed(type: .vector(length, ofIntegers: false))
    case (.real, let other), (let other, .real): return Typed(type: other)
    case (.matrix(let m, let n), .matrix(let p, let q)):
      if n.conflicts(with: p) { throw refuse(n, p) }
      return Typed(type: .matrix(rows: m, columns: q))
    case (.matrix(let m, let n), .vector(let p, _)):
      if n.conflicts(with: p) { throw refuse(n, p) }
      return Typed(type: .vector(m, ofIntegers: false))
    default:
      throw source.problem(
        .type, place.range, "\(a.type.words) times \(b.type.words)", label: "no such product",
        help: "for two vectors write dot(u, v) or outer(u, v)")
    }
  }

  private mutating func power(_ base: ClaimExpression, _ exponent: ClaimExpression) throws(ClaimProblem)
    -> Typed
  {
    let (x, n) = (try operand(base), try requireNumber(exponent))
    if let bounds = n.bounds, bounds.mayExceed(ClaimLimits.exponent) {
      throw source.problem(
        .exponent, exponent.range, "an exponent that may exceed \(ClaimLimits.exponent) in magnitude",
        label: "too large", help: "choose a smaller exponent")
    }
    switch x.type {
    case .integer where n.type == .integer && (n.bounds?.lower ?? -1) >= 0:
      var value = ClaimDimension.unknown
      if let count = n.bounds?.constant, count <= 8 {
        value = (0..<count).reduce(ClaimDimension(1)) { product, _ in product * x.value }
      }
      return Typed(
        type: .integer, value: value, bounds: x.bounds.flatMap { b in n.bounds.map { b.power($0) } })
    case .integer, .real:
      if x.bounds?.constant == 0 && (n.bounds?.upper ?? 0) < 0 {
        throw source.problem(
          .undefined, exponent.range, "a negative power of zero", label: "division by zero",
          help: "check the base")
      }
      return Typed(type: .real)
    case .matrix(let rows, let columns):
      if rows.conflicts(with: columns) { throw notSquare(base, x.type) }
      if n.type != .integer { throw fractional(exponent, "the exponent of a matrix") }
      return Typed(type: .matrix(rows: rows, columns: rows))
    default: throw mismatch(base, x.type, "a number or a square matrix")
    }
  }

  func notSquare(_ expression: ClaimExpression, _ type: ClaimType) -> ClaimProblem {
    source.problem(
      .notSquare, expression.range, "\(type.words) where a square one is expected",
      label: "expected a square matrix",
      help: "A'*A and A*A' are square")
  }
}
