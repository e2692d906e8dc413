// ClaimChecker+Relations: relations, properties and elements, and which equalities have to be proved.

extension ClaimChecker {
  mutating func relation(
    _ first: ClaimExpression, _ links: [ClaimExpression.Link]
  ) throws(ClaimProblem) -> Typed {
    var (left, leftPlace) = (try typed(first), first)
    for link in links {
      let right = try typed(link.value)
      for (type, place) in [(left.type, leftPlace), (right.type, link.value)] where type == .formula {
        throw mismatch(place, type, "something to compare")
      }
      let areNumbers = left.type.isNumber && right.type.isNumber
      if link.relation.isOrder ? !areNumbers : !left.type.isComparable(with: right.type) {
        let isMatrix = [left.type, right.type].contains { if case .matrix = $0 { true } else { false } }
        throw source.problem(
          .relation, leftPlace.range.lowerBound..<link.value.range.upperBound,
          "'\(link.relation.rawValue)' between \(left.type.words) and \(right.type.words)",
          label: link.relation.isOrder
            ? "order relates real numbers only" : "expected the same kind on both sides",
          help: !isMatrix
            ? "take an entry, a norm, or dot(u, v); x'*A*x is written dot(x, A*x)"
            : link.relation.isOrder ? "write: A - B is positive semidefinite" : "write: A is zero")
      }
      if !left.type.fits(right.type) {
        throw source.problem(
          .shape, link.value.range, "\(left.type.words) compared with \(right.type.words)",
          label: "the shapes cannot agree", help: "check both sides")
      }
      if !link.relation.isOrder && !(left.type == .integer && right.type == .integer) {
        inexact.insert(leftPlace.range.lowerBound..<link.value.range.upperBound)
      }
      (left, leftPlace) = (right, link.value)
    }
    return Typed(type: .formula)
  }

  mutating func property(_ x: ClaimExpression, _ property: ClaimProperty) throws(ClaimProblem) -> Typed {
    let found = try typed(x).type
    switch (property, found) {
    case (.linear(let name), .integer), (.linear(let name), .real):
      if scope[name.text] == nil { throw unknown(name.text, name.range) }
      used.insert(name.text)
    case (.linear, _): throw mismatch(x, found, "a real number")
    case (.zero, .integer), (.zero, .real), (.zero, .vector), (.zero, .matrix), (.diagonal, .matrix): break
    case (.zero, _): throw mismatch(x, found, "a number, a vector or a matrix")
    case (_, .matrix(let rows, let columns)):
      if rows.conflicts(with: columns) { throw notSquare(x, found) }
    default: throw mismatch(x, found, "a matrix")
    }
    if [.diagonal, .symmetric, .orthogonal, .zero].contains(property) && found != .integer {
      inexact.insert(x.range)
    }
    return Typed(type: .formula)
  }

  /// The first equality between numbers that need not be integers without which the statement cannot hold, or fail.
  ///
  /// Below `or` no part is needed; to fail is to hold for the negation.
  func equality(in statement: ClaimExpression, toHold: Bool) -> Range<Int>? {
    func first(_ parts: [ClaimExpression]) -> Range<Int>? {
      parts.lazy.compactMap { equality(in: $0, toHold: toHold) }.first
    }
    switch statement.node {
    case .relation(let left, let links):
      var start = left.range.lowerBound
      for link in links {
        let range = start..<link.value.range.upperBound
        let isNeeded = toHold ? link.relation == .equal : link.relation == .unequal && links.count == 1
        if isNeeded && inexact.contains(range) { return range }
        start = link.value.range.lowerBound
      }
      return nil
    case .property(let x, _): return toHold && inexact.contains(x.range) ? x.range : nil
    case .not(let x): return equality(in: x, toHold: !toHold)
    case .and(let parts): return toHold ? first(parts) : nil
    case .or(let parts): return toHold ? nil : first(parts)
    case .name(let name): return toHold ? scope[name]?.equality.toHold : scope[name]?.equality.toFail
    default: return nil
    }
  }

  mutating func element(
    _ x: ClaimExpression, _ indices: [ClaimExpression], _ range: Range<Int>
  ) throws(ClaimProblem) -> Typed {
    let found = try typed(x).type
    if case .family(let type) = found, indices.count == 1 {
      let index = try requireInteger(indices[0], "an index")
      if case .name(let name) = x.node, let family = scope[name]?.family, let bounds = index.bounds,
        bounds.upper < family.lower?.lower ?? bounds.upper
          || bounds.lower > family.upper?.upper ?? bounds.lower
      {
        throw outside(indices[0], "the family '\(name)' has no such member")
      }
      return Typed(type: type)
    }
    let lengths: [ClaimDimension]
    let result: ClaimType
    switch found {
    case .vector(let length, let ofIntegers): (lengths, result) = ([length], ofIntegers ? .integer : .real)
    case .matrix(let rows, let columns): (lengths, result) = ([rows, columns], .real)
    case .spectrum: (lengths, result) = ([.unknown], .real)
    case .layers: (lengths, result) = ([.unknown], .anyMatrix)
    case .family(let type): (lengths, result) = ([.unknown], type)
    default:
      throw source.problem(
        .indexing, range, "\(found.words) cannot be indexed",
        label: "expected a vector, a matrix, a spectrum or layers",
        help: "remove the index")
    }
    if lengths.count != indices.count {
      throw source.problem(
        .indexing, range, "\(indices.count) \(indices.count == 1 ? "index" : "indices") for \(found.words)",
        label: "expected \(lengths.count)", help: "write A[i,j] for a matrix and v[i] for a vector")
    }
    for (place, length) in zip(indices, lengths) {
      let index = try requireInteger(place, "an index")
      guard let bounds = index.bounds else { continue }
      if bounds.upper < 1 { throw outside(place, "indices start at 1") }
      if let count = length.constant, bounds.lower > count { throw outside(place, "there are \(count)") }
    }
    return Typed(type: result)
  }

  private func outside(_ place: ClaimExpression, _ label: String) -> ClaimProblem {
    source.problem(
      .indexOutside, place.range, "an index that is always outside", label: label,
      help: "check the range of the index")
  }
}
