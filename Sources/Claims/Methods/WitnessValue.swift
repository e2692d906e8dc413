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

extension WitnessValue {
  /// The k-th real number in it; integers and orthogonal matrices have none that may be changed alone, which `contains` finds out.
  func entry(_ k: Int) -> Rational? {
    switch self {
    case .integer: return nil
    case .rational(let x): return k == 0 ? x : nil
    case .vector(let list): return k < list.count ? list[k] : nil
    case .matrix(let matrix): return k < matrix.entries.count ? matrix.entries[k] : nil
    case .family(_, let members):
      var rest = k
      for member in members {
        let count = member.entryCount
        if rest < count { return member.entry(rest) }
        rest -= count
      }
      return nil
    }
  }

  /// The value of a single number, whatever its type.
  var number: Rational? {
    switch self {
    case .integer(let x): Rational(x)
    case .rational(let x): x
    default: nil
    }
  }

  var entryCount: Int {
    switch self {
    case .integer: 0
    case .rational: 1
    case .vector(let list): list.count
    case .matrix(let matrix): matrix.entries.count
    case .family(_, let members): members.reduce(0) { $0 + $1.entryCount }
    }
  }

  func replacing(_ k: Int, by number: Rational) -> WitnessValue {
    switch self {
    case .integer: return self
    case .rational: return .rational(number)
    case .vector(var list):
      list[k] = number
      return .vector(list)
    case .matrix(let matrix):
      var entries = matrix.entries
      entries[k] = number
      return .matrix(Matrix(rows: matrix.rows, columns: matrix.columns, entries: entries))
    case .family(let first, var members):
      var rest = k
      for (i, member) in members.enumerated() {
        let count = member.entryCount
        if rest < count {
          members[i] = member.replacing(rest, by: number)
          break
        }
        rest -= count
      }
      return .family(first: first, members)
    }
  }

  func hasShape(of other: WitnessValue) -> Bool {
    switch (self, other) {
    case (.integer, .integer), (.rational, .rational): true
    case (.vector(let a), .vector(let b)): a.count == b.count
    case (.matrix(let a), .matrix(let b)): a.rows == b.rows && a.columns == b.columns
    case (.family(let m, let a), .family(let n, let b)):
      m == n && a.count == b.count && zip(a, b).allSatisfy { $0.hasShape(of: $1) }
    default: false
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
