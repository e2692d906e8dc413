// WitnessValue: the exact value of a bound name at one point of a claim.

import Exact
import Theorems

indirect enum WitnessValue: Sendable, Hashable {
  case integer(Integer)
  case rational(Rational)
  case vector([Rational])
  case matrix(Matrix<Rational>)
  case family(first: Int, [WitnessValue])

  /// The same value in an arithmetic.
  func value<A: ClaimArithmetic>(in arithmetic: A) -> ClaimValue<A.Number> {
    switch self {
    case .integer(let x): .integer(x)
    case .rational(let x): .number(arithmetic.literal(x))
    case .vector(let list): .vector(list.map { .number(arithmetic.literal($0)) })
    case .matrix(let matrix): .matrix(FramedMatrix(matrix.map { arithmetic.literal($0) }))
    case .family(let first, let members): .family(first: first, members.map { $0.value(in: arithmetic) })
    }
  }

  /// The form of the certificate `claim-counterexample`.
  var json: JSON {
    switch self {
    case .integer(let x): return .integer(x)
    case .rational(let x): return .rational(x)
    case .vector(let list): return .array(list.map { .rational($0) })
    case .matrix(let matrix):
      return .array(
        (0..<matrix.rows).map { i in .array((0..<matrix.columns).map { .rational(matrix[i, $0]) }) })
    case .family(let first, let members):
      return .object(members.enumerated().map { JSON.Member(String(first + $0), $1.json) })
    }
  }

  /// The value as the claim language writes it.
  var text: String {
    switch self {
    case .integer(let x): return "\(x)"
    case .rational(let x): return "\(x)"
    case .vector(let list): return "(\(list.map { "\($0)" }.joined(separator: ", ")))"
    case .matrix(let matrix):
      let rows = (0..<matrix.rows).map { i in
        (0..<matrix.columns).map { "\(matrix[i, $0])" }.joined(separator: ", ")
      }
      return "[\(rows.joined(separator: "; "))]"
    case .family(let first, let members):
      return members.enumerated().map { "[\(first + $0)] = \($1.text)" }.joined(separator: ", ")
    }
  }
}

/// A value for every name that a claim binds, in the order of binding.
struct ClaimPoint: Sendable, Hashable {
  private(set) var names: [String] = []
  private(set) var values: [String: WitnessValue] = [:]

  subscript(name: String) -> WitnessValue? {
    get { values[name] }
    set {
      if values[name] == nil { names.append(name) }
      values[name] = newValue
    }
  }

  var json: JSON { .object(names.map { JSON.Member($0, values[$0]!.json) }) }

  /// `name = value`, one text for each name; the members of a family one text each.
  var texts: [String] {
    names.flatMap { name -> [String] in
      guard case .family(let first, let members) = values[name]! else {
        return ["\(name) = \(values[name]!.text)"]
      }
      return members.enumerated().map { "\(name)[\(first + $0)] = \($1.text)" }
    }
  }
}
