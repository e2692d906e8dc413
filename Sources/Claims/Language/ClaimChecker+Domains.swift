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
      return { Binding(type: .integer, name: $0, value: ClaimDimension(name: $0.text), bounds: bounds) }
    case .values(let values):
      var types: [ClaimType] = []
      for value in values { types.append(try requireNumber(value).type) }
      let isInteger = types.allSatisfy { $0 == .integer }
      return {
        Binding(
          type: isInteger ? .integer : .real, name: $0,
          value: isInteger ? ClaimDimension(name: $0.text) : .unknown)
      }
    case .orthogonal(let order):
      let side = try requireInteger(order, "the order of an orthogonal matrix").value
      return { Binding(type: .matrix(rows: side, columns: side), name: $0) }
    case .interval(let lower, let upper, let shape):
      _ = try requireNumber(lower)
      _ = try requireNumber(upper)
      if let a = literal(lower), let b = literal(upper), a > b {
        warn(
          .vacuous, domain.range, "no number lies in the interval; the claim would be vacuous",
          label: "the lower end is above the upper one", help: "write the smaller number first")
      }
      var sides: [ClaimDimension] = []
      for side in shape { sides.append(try requireInteger(side, "the shape of a box").value) }
      switch sides.count {
      case 0: return { Binding(type: .real, name: $0, interval: domain.range) }
      case 1: return { Binding(type: .vector(sides[0], ofIntegers: false), name: $0) }
      default: return { Binding(type: .matrix(rows: sides[0], columns: sides[1]), name: $0) }
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
    if high.upper - low.lower >= ClaimLimits.rangeSize
      || max(abs(low.lower), abs(high.upper)) >= ClaimBounds.saturation
    {
      throw source.problem(
        .rangeSize, range.range, "a range of more than \(ClaimLimits.rangeSize) integers", label: "too large",
        help: "choose a smaller range; a claim about every depth needs no range of them all")
    }
    if warnsWhenEmpty && high.upper < low.lower {
      warn(
        .vacuous, range.range, "the range holds no integer; the claim would be vacuous",
        label: "the first number is above the last", help: "write the smaller number first")
    }
    return (lower, upper)
  }

  // MARK: demands

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
      case .vector, .matrix, .spectrum: "take one entry, as in mu[1], or a norm"
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
