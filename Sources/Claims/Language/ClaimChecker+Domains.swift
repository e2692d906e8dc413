// ClaimChecker+Domains: what names range over, ranges of integers, and the demands on single expressions.

import Exact
import Theorems

extension ClaimChecker {
  /// The binding that a domain gives to a name.
  mutating func domain(_ domain: ClaimDomain) throws(ClaimProblem) -> (ClaimName) -> Binding {
    switch domain.content {
    case .range(let range):
      let ends = try bounds(of: range, warnsWhenEmpty: true)
      let bounds = hull(ends.lower.bounds, ends.upper.bounds)
      let varies = bounds?.constant == nil && !ends.lower.value.agrees(with: ends.upper.value)
      return {
        Binding(
          type: .integer, name: $0, value: ClaimDimension(name: $0.text), bounds: bounds, varies: varies)
      }
    case .values(let values):
      var found: [Typed] = []
      for value in values { found.append(try requireNumber(value)) }
      let isInteger = found.allSatisfy { $0.type == .integer }
      let bounds = found.dropFirst().reduce(found[0].bounds) { hull, next in
        hull.flatMap { a in next.bounds.map { a.hull($0) } }
      }
      return {
        Binding(
          type: isInteger ? .integer : .real, name: $0,
          value: isInteger ? ClaimDimension(name: $0.text) : .unknown, bounds: isInteger ? bounds : nil,
          varies: values.count > 1)
      }
    case .orthogonal(let order):
      let side = try size(order, "the order of an orthogonal matrix")
      return { Binding(type: .matrix(rows: side, columns: side), name: $0, varies: true) }
    case .interval(let lower, let upper, let shape):
      _ = try requireNumber(lower)
      _ = try requireNumber(upper)
      if let a = literal(lower), let b = literal(upper), a > b {
        warn(
          .vacuous, domain.range, "no number lies in the interval; the claim would be vacuous",
          label: "the lower end is above the upper one", help: "write the smaller number first")
      }
      var sides: [ClaimDimension] = []
      for side in shape { sides.append(try size(side, "the shape of a box")) }
      let varies = lower != upper
      switch sides.count {
      case 0: return { Binding(type: .real, name: $0, interval: domain.range, varies: varies) }
      case 1: return { Binding(type: .vector(sides[0], ofIntegers: false), name: $0, varies: varies) }
      default: return { Binding(type: .matrix(rows: sides[0], columns: sides[1]), name: $0, varies: varies) }
      }
    }
  }

  /// A written number, with a minus sign or a divisor.
  private func literal(_ expression: ClaimExpression) -> Rational? {
    switch expression.node {
    case .number(let text): return try? NumberText.rational(text)
    case .negative(let x): return literal(x).map { -$0 }
    case .product(let factors) where factors.count == 2 && factors[1].isInverse:
      guard case .number(let p) = factors[0].value.node, case .number(let q) = factors[1].value.node,
        let a = try? NumberText.rational(p), let b = try? NumberText.rational(q), !b.isZero
      else { return nil }
      return a / b
    default: return nil
    }
  }

  /// The ends of a range, whose size is within the limit.
  mutating func bounds(
    of range: ClaimRange, warnsWhenEmpty: Bool
  ) throws(ClaimProblem) -> (lower: Typed, upper: Typed) {
    let lower = try requireInteger(range.lower, "the end of a range")
    let upper = try requireInteger(range.upper, "the end of a range")
    guard let low = lower.bounds, let high = upper.bounds else { return (lower, upper) }
    let isEmpty = high.upper < low.lower
    let isFar = low.mayExceed(ClaimBounds.farthest - 1) || high.mayExceed(ClaimBounds.farthest - 1)
    if !isEmpty && (isFar || high.upper - low.lower >= ClaimLimits.rangeSize) {
      throw source.problem(
        .rangeSize, range.range, "a range of more than \(ClaimLimits.rangeSize) integers", label: "too large",
        help: "choose a smaller range; a claim about every depth needs no range of them all")
    }
    if warnsWhenEmpty && isEmpty {
      warn(
        .vacuous, range.range, "the range holds no integer; the claim would be vacuous",
        label: "the first number is above the last", help: "write the smaller number first")
    }
    return (lower, upper)
  }

  // MARK: demands

  /// A number of rows, columns or entries.
  private mutating func size(_ expression: ClaimExpression, _ noun: String) throws(ClaimProblem)
    -> ClaimDimension
  {
    let found = try requireInteger(expression, noun)
    try require(found.bounds, atLeast: 0, expression, noun)
    return found.value
  }

  /// Refuses an integer that is below `least` for all values of the names.
  func require(
    _ bounds: ClaimBounds?, atLeast least: Int, _ expression: ClaimExpression, _ noun: String
  ) throws(ClaimProblem) {
    guard let bounds, bounds.upper < least else { return }
    throw source.problem(
      .undefined, expression.range,
      (bounds.constant.map { "\($0)" } ?? "an integer that is always below \(least)") + " as \(noun)",
      label: "expected at least \(least)", help: "choose a larger number")
  }

  mutating func requireFormula(_ expression: ClaimExpression) throws(ClaimProblem) {
    let type = try typed(expression).type
    if type == .formula { return }
    throw source.problem(
      .formula, expression.range, "\(type.words) where a statement is expected", label: "expected a relation",
      help: "compare it with something, as in: a <= b")
  }

  mutating func requireNumber(_ expression: ClaimExpression) throws(ClaimProblem) -> Typed {
    let found = try typed(expression)
    if found.type.isNumber { return found }
    throw mismatch(expression, found.type, "a real number")
  }

  /// `noun` says what the integer is for, with its article.
  mutating func requireInteger(_ expression: ClaimExpression, _ noun: String) throws(ClaimProblem) -> Typed {
    let found = try requireNumber(expression)
    if found.type == .real { throw fractional(expression, noun) }
    return found
  }

  func mismatch(_ expression: ClaimExpression, _ type: ClaimType, _ wanted: String) -> ClaimProblem {
    if type == .formula {
      return source.problem(
        .formula, expression.range, "a statement where \(wanted) is expected", label: "expected \(wanted)",
        help: "a relation is not a number; check the parentheses")
    }
    let help =
      switch type {
      case .vector: "take one entry, as in v[1], a norm, or dot(u, v); x'*A*x is written dot(x, A*x)"
      case .matrix: "take one entry, as in A[1,2], or a norm"
      case .spectrum: "take one entry, as in mu[1]; the sum of all is sum(mu[i] for i in 1..n)"
      case .family: "take one member, as in a[1]"
      case .layers: "take the product of the layers, or one of them: W[1]"
      default: "'plumb explain functions' lists what turns one into the other"
      }
    return source.problem(
      .type, expression.range, "\(type.words) where \(wanted) is expected", label: "expected \(wanted)",
      help: help)
  }

  /// The complaint about a real number where an integer is needed; at the interval that bound it, when there is one.
  func fractional(_ expression: ClaimExpression, _ noun: String) -> ClaimProblem {
    if case .name(let name) = expression.node, let interval = scope[name]?.interval {
      let line = TextPosition(offset: expression.range.lowerBound, in: source.text).line
      var text = String(decoding: source.text[interval].prefix(60), as: UTF8.self)
      text.removeFirst()
      if text.hasSuffix("]") { text.removeLast() }
      let ends = text.split(separator: ",").map { $0.filter { !$0.isWhitespace } }
      let isPlain = ends.count == 2 && ends.allSatisfy { $0.utf8.allSatisfy(ClaimWords.isNameByte) }
      return source.problem(
        .intervalAsRange, interval, "a real interval cannot be used as an index range",
        label: "\(name) is \(noun) on line \(line), so it must be an integer",
        help: isPlain ? "write \(ends[0])..\(ends[1])" : "write a range of integers: a..b")
    }
    return source.problem(
      .notAnInteger, expression.range, "a number that may be fractional as \(noun)",
      label: "expected an integer",
      help: "quotients and decimals are real numbers; floor(x) is an integer")
  }
}
