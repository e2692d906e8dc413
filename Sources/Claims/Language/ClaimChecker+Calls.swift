// ClaimChecker+Calls: functions and their arguments.

import Theorems

extension ClaimChecker {
  mutating func call(
    _ name: String, _ arguments: [ClaimExpression.Argument], _ range: Range<Int>
  ) throws(ClaimProblem) -> Typed {
    let head = range.lowerBound..<range.lowerBound + 1
    // The name ends before a parenthesis, a blank or a comment.
    let end = source.text[head.lowerBound...].firstIndex { $0 == 0x28 || $0 <= 0x20 || $0 == 0x23 }
    let nameRange = head.lowerBound..<(end ?? head.upperBound)
    guard let rows = ClaimVocabulary.table[name] else {
      if scope[name] == nil { throw unknown(name, nameRange) }
      throw source.problem(
        .notAFunction, nameRange, "'\(name)' is not a function", label: "bound as a value",
        help: "write a product with '*', and an index with '[...]'")
    }
    let isExtremum = name == "sup" || name == "inf"
    if isExtremum && place == .elsewhere {
      throw source.problem(
        .extremum, nameRange, "'\(name)' outside 'enclose'",
        label: "ranges over everything that 'for all' binds",
        help: "write: enclose \(name)(...), or max and min over an index range")
    }
    let admitted = rows.filter { $0.admits(arguments) }
    if admitted.isEmpty { throw inadmissible(rows, arguments, range) }
    let outer = place
    if isExtremum { place = .extremum }
    let found = try arguments.map { (argument) throws(ClaimProblem) in try actual(argument) }
    place = outer
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
    try withIndices(argument.indices) { (checker: inout ClaimChecker, ends) throws(ClaimProblem) in
      let count = ends.reduce(ClaimDimension(1)) { $0 * Self.size(of: $1) }
      let found = try checker.typed(argument.value)
      // The indices end here, and what is said of them with them.
      let names = Set(argument.indices.map(\.name.text))
      return .init(
        type: found.type.without(names), value: found.value.without(names), count: count.without(names),
        bounds: found.bounds)
    }
  }

  /// How many integers a range holds. A difference of the ends that may be negative says nothing: the range may be empty.
  private static func size(of range: (lower: Typed, upper: Typed)) -> ClaimDimension {
    let size = range.upper.value - range.lower.value + ClaimDimension(1)
    if let constant = size.constant { return ClaimDimension(max(0, constant)) }
    guard let low = range.lower.bounds, let high = range.upper.bounds, (high - low).lower >= -1 else {
      return .unknown
    }
    return size
  }

  private func apply(
    _ row: ClaimFunction, _ parameters: [ClaimFunction.Parameter], _ arguments: [ClaimExpression.Argument],
    _ found: [ClaimFunction.Actual]
  ) throws(ClaimProblem) -> Typed {
    for (index, (parameter, argument)) in zip(parameters, arguments).enumerated() {
      let type = found[index].type
      if !parameter.kind.accepts(type) {
        let isInteger = parameter.kind.accepts(.integer) && !parameter.kind.accepts(.real)
        if isInteger && type == .real {
          throw fractional(argument.value, "the \(parameter.label ?? "integer argument") of '\(row.name)'")
        }
        throw mismatch(argument.value, type, parameter.kind.words)
      }
      if case .square = parameter.kind, case .matrix(let m, let n) = type, m.conflicts(with: n) {
        throw notSquare(argument.value, type)
      }
      if let least = parameter.kind.least {
        let noun = parameter.label.map { "the \($0)" } ?? "an argument"
        try require(found[index].bounds, atLeast: least, argument.value, "\(noun) of '\(row.name)'")
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
