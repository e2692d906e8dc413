// ClaimChecker+Relations: relations, properties, elements and calls.

import Theorems

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
            ? "take an entry, or a norm"
            : link.relation.isOrder ? "write: A - B is positive semidefinite" : "write: A is zero")
      }
      if !left.type.fits(right.type) {
        throw source.problem(
          .shape, link.value.range, "\(left.type.words) compared with \(right.type.words)",
          label: "the shapes cannot agree", help: "check both sides")
      }
      if link.relation == .equal && !(left.type == .integer && right.type == .integer) {
        equalities.append(leftPlace.range.lowerBound..<link.value.range.upperBound)
      }
      (left, leftPlace) = (right, link.value)
    }
    return Typed(type: .formula)
  }

  mutating func property(_ x: ClaimExpression, _ property: ClaimProperty) throws(ClaimProblem) -> Typed {
    let found = try typed(x).type
    switch (property, found) {
    case (.linear(let name), .integer), (.linear(let name), .real):
      if scope[name] == nil { throw unknown(name, x.range.upperBound..<x.range.upperBound + 1) }
      used.insert(name)
    case (.linear, _): throw mismatch(x, found, "a real number")
    case (.zero, .integer), (.zero, .real), (.zero, .vector), (.zero, .matrix), (.diagonal, .matrix): break
    case (.zero, _): throw mismatch(x, found, "a number, a vector or a matrix")
    case (_, .matrix(let rows, let columns)):
      if rows.conflicts(with: columns) { throw notSquare(x, found) }
    default: throw mismatch(x, found, "a matrix")
    }
    if [.diagonal, .symmetric, .orthogonal, .zero].contains(property) && found != .integer {
      equalities.append(x.range)
    }
    return Typed(type: .formula)
  }

  mutating func element(
    _ x: ClaimExpression, _ indices: [ClaimExpression], _ range: Range<Int>
  ) throws(ClaimProblem) -> Typed {
    let found = try typed(x).type
    var member = false
    if case .name(let name) = x.node, let family = scope[name]?.family, indices.count == 1 {
      let index = try requireInteger(indices[0], "an index")
      if let bounds = index.bounds,
        bounds.upper < family.lower?.lower ?? bounds.upper
          || bounds.lower > family.upper?.upper ?? bounds.lower
      {
        throw outside(indices[0], "the family '\(name)' has no such member")
      }
      member = true
    }
    if case .family(let type) = found, member { return Typed(type: type) }
    let lengths: [ClaimDimension]
    let result: ClaimType
    switch found {
    case .vector(let length, let ofIntegers): (lengths, result) = ([length], ofIntegers ? .integer : .real)
    case .matrix(let rows, let columns): (lengths, result) = ([rows, columns], .real)
    case .spectrum: (lengths, result) = ([.unknown], .real)
    case .layers: (lengths, result) = ([.unknown], .anyMatrix)
    case .family: (lengths, result) = ([.unknown], .real)
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

  // MARK: calls

  mutating func call(
    _ name: String, _ arguments: [ClaimExpression.Argument], _ range: Range<Int>
  ) throws(ClaimProblem) -> Typed {
    let head = range.lowerBound..<range.lowerBound + 1
    let nameRange =
      head
      .lowerBound..<(source.text[head.lowerBound...].firstIndex { $0 == 0x28 || $0 <= 0x20 }
      ?? head.upperBound)
    guard let rows = ClaimVocabulary.table[name] else {
      if scope[name] == nil { throw unknown(name, nameRange) }
      throw source.problem(
        .notAFunction, nameRange, "'\(name)' is not a function", label: "bound as a value",
        help: "write a product with '*', and an index with '[...]'")
    }
    if (name == "sup" || name == "inf") && !allowsExtrema {
      throw source.problem(
        .extremum, nameRange, "'\(name)' outside 'enclose'",
        label: "ranges over everything that 'for all' binds",
        help: "write: enclose \(name)(...), or max and min over an index range")
    }
    let admitted = rows.filter { $0.admits(arguments) }
    if admitted.isEmpty { throw inadmissible(rows, arguments, range) }
    let found = try arguments.map { (argument) throws(ClaimProblem) in try actual(argument) }
    for row in admitted {
      let parameters = row.matched(arguments)
      if zip(parameters, found).allSatisfy({ $0.kind.accepts($1.type) }) || admitted.count == 1 {
        return try apply(row, parameters, arguments, found)
      }
    }
    let kinds = admitted.map { $0.matched(arguments)[0].kind.words }
    throw mismatch(arguments[0].value, found[0].type, kinds.joined(separator: " or "))
  }

  private mutating func actual(_ argument: ClaimExpression.Argument) throws(ClaimProblem)
    -> ClaimFunction.Actual
  {
    try withIndices(argument.indices) { (checker: inout ClaimChecker) throws(ClaimProblem) in
      var count = ClaimDimension(1)
      for index in argument.indices {
        let range = try (checker.typed(index.range.lower), checker.typed(index.range.upper))
        count = count * (range.1.value - range.0.value + ClaimDimension(1))
      }
      let found = try checker.typed(argument.value)
      return .init(type: found.type, value: found.value, count: count)
    }
  }

  private func apply(
    _ row: ClaimFunction, _ parameters: [ClaimFunction.Parameter], _ arguments: [ClaimExpression.Argument],
    _ found: [ClaimFunction.Actual]
  ) throws(ClaimProblem) -> Typed {
    for (index, (parameter, argument)) in zip(parameters, arguments).enumerated() {
      let type = found[index].type
      if !parameter.kind.accepts(type) {
        if case .integer = parameter.kind, type == .real {
          throw fractional(argument.value, "the \(parameter.label ?? "integer argument") of '\(row.name)'")
        }
        throw mismatch(argument.value, type, parameter.kind.words)
      }
      if case .square = parameter.kind, case .matrix(let m, let n) = type, m.conflicts(with: n) {
        throw notSquare(argument.value, type)
      }
      if case .literal = parameter.kind { try requireLiteral(argument.value) }
    }
    // In the order of the parameters, whatever the order of the labels.
    var ordered = zip(parameters, found).filter { $0.0.label == nil }.map(\.1)
    for parameter in row.parameters where parameter.label != nil {
      ordered += zip(parameters, found).filter { $0.0.label == parameter.label }.map(\.1)
    }
    try requireFittingTarget(row, parameters, arguments, found)
    return Typed(type: row.result(ordered))
  }

  /// The target of a network has its outputs as rows and its inputs as columns.
  private func requireFittingTarget(
    _ row: ClaimFunction, _ parameters: [ClaimFunction.Parameter], _ arguments: [ClaimExpression.Argument],
    _ found: [ClaimFunction.Actual]
  ) throws(ClaimProblem) {
    guard case .network(let input, let output)? = found.first?.type else { return }
    let wanted = ClaimType.matrix(rows: output, columns: input)
    for (index, parameter) in parameters.enumerated() {
      guard case .target = parameter.kind else { continue }
      let type =
        found[index].type.isNumber
        ? ClaimType.matrix(rows: ClaimDimension(1), columns: ClaimDimension(1)) : found[index].type
      if !type.fits(wanted) {
        throw source.problem(
          .shape, arguments[index].value.range, "\(found[index].type.words) as the target of a network",
          label: "expected \(wanted.words)",
          help: "a target has a row for each output and a column for each input")
      }
    }
  }

  private func requireLiteral(_ expression: ClaimExpression) throws(ClaimProblem) {
    switch expression.node {
    case .number: return
    case .negative(let x): if case .number = x.node { return }
    default: break
    }
    throw source.problem(
      .double, expression.range, "'double' of something that is not a written number",
      label: "expected a literal",
      help: "write double(0.1); everything else is exact already")
  }

  private func inadmissible(
    _ rows: [ClaimFunction], _ arguments: [ClaimExpression.Argument], _ range: Range<Int>
  ) -> ClaimProblem {
    let forms = rows.map(\.signature).joined(separator: " or ")
    let labels = arguments.compactMap(\.label)
    let known = Set(rows.flatMap(\.parameters).compactMap(\.label))
    if let wrong = labels.first(where: { !known.contains($0) }) {
      let near = NearestName.among(known.sorted(), to: wrong, limit: 2)
      return source.problem(
        .argumentLabel, range, "'\(rows[0].name)' has no argument '\(wrong)'",
        label: near.map { "did you mean '\($0)'?" } ?? "unknown label", help: "write \(forms)")
    }
    if Set(labels).count != labels.count {
      return source.problem(
        .argumentLabel, range, "a label twice in the arguments of '\(rows[0].name)'",
        label: "expected each label once",
        help: "write \(forms)")
    }
    let missing = rows[0].parameters.compactMap { $0.isOptional ? nil : $0.label }.filter {
      !labels.contains($0)
    }
    if rows.count == 1, let first = missing.first {
      return source.problem(
        .argumentLabel, range, "'\(rows[0].name)' needs the argument '\(first)'",
        label: "expected '\(first): ...'",
        help: "write \(forms)")
    }
    return source.problem(
      .argumentCount, range, "'\(rows[0].name)' does not take these \(arguments.count) arguments",
      label: "expected other arguments or labels", help: "write \(forms)")
  }
}
