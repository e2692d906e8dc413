// ClaimEvaluator+Statements: relations, properties and their combinations, in three values.

import Exact

extension ClaimEvaluator {
  /// A number of a relation: min and max are compared member by member, which needs no decision about the least one.
  enum Side {
    case number(Number)
    case least([Number])
    case greatest([Number])
    /// An integer between two.
    case between(Number, Number)
  }

  mutating func truth(_ expression: ClaimExpression) throws(ClaimFault) -> Truth {
    do throws(ClaimFault) {
      switch expression.node {
      case .relation(let first, let links): return try relation(first, links)
      case .property(let x, let property): return try holds(property, of: x)
      case .name(let name):
        if let known = truths[name] { return known }
        guard let definition = definitions[name] else { throw .unsupported("'\(name)' has no value here") }
        try descend()
        defer { ascend() }
        let found = try truth(definition)
        truths[name] = found
        return found
      case .not(let x): return !(try truth(x))
      case .and(let parts):
        // A part that has no value is no reason to call the whole refuted or proved, unless an earlier part decides.
        var result = Truth.proved
        for part in parts {
          if result == .refuted { break }
          let next = try truth(part)
          result = result && next
        }
        return result
      case .or(let parts):
        var result = Truth.refuted
        for part in parts {
          if result == .proved { break }
          let next = try truth(part)
          result = result || next
        }
        return result
      default: throw .unsupported("not a statement")
      }
    } catch {
      throw error.at(expression.range)
    }
  }

  private mutating func relation(
    _ first: ClaimExpression, _ links: [ClaimExpression.Link]
  ) throws(ClaimFault) -> Truth {
    var result = Truth.proved
    var left = first
    for link in links {
      let next = try compare(left, link.relation, link.value)
      result = result && next
      if result == .refuted { break }
      left = link.value
    }
    return result
  }

  private mutating func compare(
    _ a: ClaimExpression, _ relation: ClaimRelation, _ b: ClaimExpression
  ) throws(ClaimFault) -> Truth {
    switch relation {
    case .equal: return try areEqual(try value(a), try value(b))
    case .unequal: return !(try areEqual(try value(a), try value(b)))
    case .less: return less(try side(a), try side(b), orEqual: false)
    case .lessOrEqual: return less(try side(a), try side(b), orEqual: true)
    case .greater: return less(try side(b), try side(a), orEqual: false)
    case .greaterOrEqual: return less(try side(b), try side(a), orEqual: true)
    }
  }

  mutating func side(_ expression: ClaimExpression) throws(ClaimFault) -> Side {
    if case .call(let name, let arguments) = expression.node, name == "min" || name == "max" {
      let values = try numbers(try entries(arguments))
      if values.isEmpty { throw ClaimFault.invalid("'\(name)' of nothing").at(expression.range) }
      return name == "min" ? .least(values) : .greatest(values)
    }
    if case .call(let name, let arguments) = expression.node,
      ["negative_count", "positive_count", "nullity"].contains(name)
    {
      let bounds = try arithmetic.inertiaBounds(try symmetric(arguments[0].value))
      let range =
        name == "nullity" ? bounds.zero : name == "negative_count" ? bounds.negative : bounds.positive
      return .between(
        arithmetic.literal(Rational(Integer(range.lowerBound))),
        arithmetic.literal(Rational(Integer(range.upperBound))))
    }
    return .number(try number(expression))
  }

  private func less(_ a: Side, _ b: Side, orEqual: Bool) -> Truth {
    func all(_ list: [Number], _ test: (Number) -> Truth) -> Truth {
      list.reduce(.proved) { $0 && test($1) }
    }
    func any(_ list: [Number], _ test: (Number) -> Truth) -> Truth {
      list.reduce(.refuted) { $0 || test($1) }
    }
    switch (a, b) {
    case (.between(let low, let high), _):
      let (best, worst) = (less(.number(low), b, orEqual: orEqual), less(.number(high), b, orEqual: orEqual))
      return worst == .proved ? .proved : best == .refuted ? .refuted : .undecided
    case (_, .between(let low, let high)):
      let (worst, best) = (less(a, .number(low), orEqual: orEqual), less(a, .number(high), orEqual: orEqual))
      return worst == .proved ? .proved : best == .refuted ? .refuted : .undecided
    case (.least(let list), _): return any(list) { less(.number($0), b, orEqual: orEqual) }
    case (.greatest(let list), _): return all(list) { less(.number($0), b, orEqual: orEqual) }
    case (_, .least(let list)): return all(list) { less(a, .number($0), orEqual: orEqual) }
    case (_, .greatest(let list)): return any(list) { less(a, .number($0), orEqual: orEqual) }
    case (.number(let x), .number(let y)):
      return orEqual ? arithmetic.isAtMost(x, y) : arithmetic.isLess(x, than: y)
    }
  }

  private func areEqual(_ a: Value, _ b: Value) throws(ClaimFault) -> Truth {
    switch (a, b) {
    case (.integer(let x), .integer(let y)): return Truth(decided: x == y)
    case (.vector(let x), .vector(let y)):
      if x.count != y.count { throw .invalid("vectors of \(x.count) and \(y.count) entries compared") }
      var result = Truth.proved
      for (left, right) in zip(x, y) {
        let next = try areEqual(left, right)
        result = result && next
      }
      return result
    case (.matrix(let x), .matrix(let y)): return try areEqual(x, y)
    case (.layers(let x), .layers(let y)):
      if x.count != y.count { throw .invalid("\(x.count) and \(y.count) layers compared") }
      var result = Truth.proved
      for (left, right) in zip(x, y) {
        let next = try areEqual(left, right)
        result = result && next
      }
      return result
    case (.spectrum(let x), .spectrum(let y)): return try areEqual(x, y)
    default: return arithmetic.isEqual(try number(a), try number(b))
    }
  }

  private func areEqual(
    _ x: FramedMatrix<Number>, _ y: FramedMatrix<Number>
  ) throws(ClaimFault) -> Truth {
    if x.shape != y.shape {
      throw .invalid("matrices of shapes \(x.core.shape) and \(y.core.shape) compared")
    }
    let (x, y) = (freed(x), freed(y))
    if x.left != y.left || x.right != y.right {
      throw .unsupported("a comparison of matrices in different frames")
    }
    return zip(x.core.entries, y.core.entries).reduce(.proved) { $0 && arithmetic.isEqual($1.0, $1.1) }
  }

  /// Position by position, both lists being in order.
  private func areEqual(
    _ x: [SpectrumRun<Number>], _ y: [SpectrumRun<Number>]
  ) throws(ClaimFault) -> Truth {
    let (left, right) = (
      x.flatMap { Array(repeating: $0.value, count: $0.count) },
      y.flatMap { Array(repeating: $0.value, count: $0.count) }
    )
    if left.count != right.count {
      throw .invalid("spectra of \(left.count) and \(right.count) values compared")
    }
    return zip(left, right).reduce(.proved) { $0 && arithmetic.isEqual($1.0, $1.1) }
  }

  private mutating func holds(
    _ property: ClaimProperty, of expression: ClaimExpression
  ) throws(ClaimFault) -> Truth {
    if case .linear(let name) = property {
      guard case .number(let variable) = scope[name.text] else {
        throw .unsupported("'linear in \(name.text)', which is not a real number bound by 'for all'")
      }
      return arithmetic.isLinear(try number(expression), in: variable)
    }
    let zero = arithmetic.literal(0)
    switch try value(expression) {
    case .matrix(let matrix):
      let core = matrix.core
      func allVanish(_ entries: [Number]) -> Truth {
        entries.reduce(.proved) { $0 && arithmetic.isEqual($1, zero) }
      }
      switch property {
      case .zero: return allVanish(core.entries)
      case .diagonal:
        let plain = freed(matrix)
        if !plain.isPlain { throw .unsupported("whether a matrix in an arbitrary frame is diagonal") }
        return allVanish(
          (0..<core.rows).flatMap { i in (0..<core.columns).filter { $0 != i }.map { core[i, $0] } })
      case .symmetric:
        let core = try conjugated(expression)
        return allVanish((core - core.transposed).entries)
      case .orthogonal:
        // F A G' is orthogonal exactly when A is.
        let core = try square(core)
        return allVanish((core.transposed * core - Matrix(identity: core.rows)).entries)
      case .positiveDefinite, .positiveSemidefinite:
        let bounds = try arithmetic.inertiaBounds(try symmetric(expression))
        func isNone(_ count: ClosedRange<Int>) -> Truth {
          count.upperBound == 0 ? .proved : count.lowerBound > 0 ? .refuted : .undecided
        }
        let none = isNone(bounds.negative)
        return property == .positiveSemidefinite ? none : none && isNone(bounds.zero)
      case .linear: return .undecided
      }
    case .vector(let list):
      return try numbers(list).reduce(.proved) { $0 && arithmetic.isEqual($1, zero) }
    case let value: return arithmetic.isEqual(try number(value), zero)
    }
  }
}
