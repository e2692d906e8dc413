// ClaimCertificate: the counterexample to a claim as evidence for the independent checker, and what it shows in words.

import Exact
import Theorems

extension Certificate {
  /// The certificate `claim-counterexample`: the claim, the point, and the statement that is false there.
  init(ofCounterexample witness: WitnessShrinking.Result, to statement: ClaimStatement, document: JSON) {
    let claim = Claim(
      id: "claim-counterexample", statement: "The claim of the proof is false at the point of the proof.",
      scope: "the one claim and the point that the proof states")
    let proof: JSON = [
      "claim": document, "goal": .number(witness.goal), "identity": .string(statement.identity),
      "indices": witness.indices.json, "point": witness.point.json,
    ]
    let finding = Finding.refuted(summary: "", Finding.Proof(.exact, .claimCounterexample, proof))
    self = Certificate(of: finding, for: claim)!
  }
}

extension ClaimStatement {
  /// The point of a stored certificate, nil when it is no point of this claim.
  func point(of certificate: JSON) -> ClaimPoint? {
    guard let proof = certificate.member("proof"), let stored = proof.member("point") else { return nil }
    return point(stored)
  }

  /// A value for every bound name from an object; nil when one is missing or has no such form.
  func point(_ json: JSON) -> ClaimPoint? {
    var point = ClaimPoint()
    for variable in variables {
      guard let stored = json.member(variable.name) else { return nil }
      let isInteger = if case .range = variable.domain.content { true } else { false }
      guard let value = Self.value(stored, isInteger: isInteger) else { return nil }
      point[variable.name] = value
    }
    return point
  }

  private static func value(_ json: JSON, isInteger: Bool) -> WitnessValue? {
    switch json.content {
    case .string(let text):
      guard let exact = try? NumberText.rational(text) else { return nil }
      return isInteger && exact.isInteger ? .integer(exact.numerator) : .rational(exact)
    case .array(let elements):
      let parts = elements.compactMap { value($0, isInteger: false) }
      if parts.count != elements.count || parts.isEmpty { return nil }
      let numbers = parts.compactMap { part in
        if case .rational(let x) = part { return x as Rational? } else { return nil }
      }
      if numbers.count == parts.count { return .vector(numbers) }
      let rows = parts.compactMap { part in
        if case .vector(let row) = part { return row as [Rational]? } else { return nil }
      }
      guard rows.count == parts.count, rows.allSatisfy({ $0.count == rows[0].count }) else { return nil }
      return .matrix(Matrix(rows: rows.count, columns: rows[0].count, entries: rows.flatMap { $0 }))
    case .object(let members) where members.isEmpty: return .family(first: 1, [])
    case .object(let members):
      let sorted = members.compactMap { member in Int(member.key).map { (index: $0, value: member.value) } }
        .sorted { $0.index < $1.index }
      let list = sorted.compactMap { value($0.value, isInteger: isInteger) }
      guard list.count == members.count, let first = sorted.first?.index,
        sorted.last!.index - first + 1 == list.count
      else { return nil }
      return .family(first: first, list)
    default: return nil
    }
  }

  /// The middle of a box, and the corners of all its lower and all its upper ends.
  func samples(of box: Box, in given: ClaimCase) -> [ClaimPoint] {
    [
      given.point { (box.sides[$0].lower + box.sides[$0].upper) / 2 }, given.point { box.sides[$0].lower },
      given.point { box.sides[$0].upper },
    ].map { ordered($0) }
  }

  /// The false statement at the point: the two sides of the relation that fails, and that it fails.
  func explanation(of witness: WitnessShrinking.Result) -> [String] {
    let arithmetic = PointArithmetic(precision: 256)
    var evaluator = evaluator(arithmetic, at: witness.point)
    for name in witness.indices.names {
      evaluator.scope[name] = witness.indices[name]!.value(in: arithmetic)
    }
    var lines = witness.indices.texts.isEmpty ? [] : [witness.indices.texts.joined(separator: ", ")]
    let formula = goals[witness.goal].formula
    guard case .relation(let first, let links) = formula.node else {
      return lines + ["it is false that \(ClaimPrinter.text(formula))"]
    }
    var left = first
    for link in links {
      let part = ClaimExpression(.relation(left, [link]), left.range.lowerBound..<link.value.range.upperBound)
      if (try? evaluator.truth(part)) == .refuted,
        let a = try? evaluator.number(left), let b = try? evaluator.number(link.value)
      {
        for (expression, value) in [(left, a), (link.value, b)] {
          let text = ClaimPrinter.text(expression)
          if text != value.text { lines.append("\(text) = \(value.text)") }
        }
        return lines + ["\(a.text) \(link.relation.rawValue) \(b.text) is false"]
      }
      left = link.value
    }
    return lines + ["it is false that \(ClaimPrinter.text(formula))"]
  }
}

extension PointNumber {
  /// Exact when it is short; otherwise digits that are certain, with dots.
  fileprivate var text: String {
    if case .exact(let value) = self, value.description.utf8.count <= 40 { return value.description }
    guard let bounds = ball(precision: 256).decimalBounds(digits: 12) else { return "?" }
    let common = zip(bounds.lowerText, bounds.upperText).prefix { $0 == $1 }.map { String($0.0) }.joined()
    return bounds.lowerText == bounds.upperText ? bounds.lowerText : common + "..."
  }
}

extension JSON {
  fileprivate func member(_ key: String) -> JSON? {
    if case .object(let members) = content { members.first { $0.key == key }?.value } else { nil }
  }
}

extension ClaimDocument {
  /// What the first claim says at one point: true, false, nil when it is undecided, `invalid` when it has no meaning there.
  package func truth(at point: JSON) throws -> Truth {
    let statement = ClaimStatement(file.claims[0], identity: try check().claims[0].identity)
    guard let point = statement.point(point), statement.membership(of: point) == .proved else {
      throw VerificationError.undecided("no point of the claim's domains")
    }
    switch statement.outcome(at: point) {
    case .holds: return .proved
    case .violated: return .refuted
    case .undecided: return .undecided
    case .inadmissible: throw VerificationError.undecided("a condition fails at the point")
    case .invalid(let fault): throw fault
    }
  }
}
