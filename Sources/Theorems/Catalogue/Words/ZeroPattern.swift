// ZeroPattern: statements about which products of the values of a deep network vanish, decided for every depth.
//
// Statement   s_(n,c) is the value of the index c in layer n, 0 where c exceeds d_(n-1) or d_n. A fact says whether a product of consecutive values is 0,
//             whether an index is within a width, whether the residual e_c is 0, or in which order the named layers lie. A statement is "if these clauses
//             hold, so do those", each clause a choice of facts.
// Method      A product of numbers is 0 where one of them is. So the facts see the layers between two named ones only through whether their product is 0 and
//             through the widths at the ends: one layer with the value 0 or 1 stands for them all, and the statement holds at every depth where it holds on
//             the chains of at most 2 t + 1 layers, t the number of named ones. These are enumerated: `SmallChains`.

import Exact

package struct ZeroPattern: Sendable {
  /// What a fact speaks of: layers `n`, `m` by name, an index `c`.
  package enum Subject: Hashable, Sendable {
    /// `n < m`.
    case earlier(String, String)
    case same(String, String)
    /// `s_(n,c)` is not 0.
    case value(String, String)
    /// The product of the values of `c` in the layers before `n` is not 0.
    case below(String, String)
    /// The product of those after `n`.
    case above(String, String)
    /// The product of those after the second and before the first; 1 where there are none.
    case between(String, String, String)
    /// `c <= d_n`: layer `n` has the row `c`.
    case row(String, String)
    /// `c <= d_(n-1)`: layer `n` has the column `c`.
    case column(String, String)
    /// `c <= d_0`, and `c <= d_L`.
    case input(String)
    case output(String)
    /// `e_c` is not 0, which needs `c <= d_0` and `c <= d_L`.
    case residual(String)
  }

  /// A subject, or its negation.
  package struct Fact: Hashable, Sendable {
    let subject: Subject
    var holds = true

    package static prefix func ! (fact: Fact) -> Fact { Fact(subject: fact.subject, holds: !fact.holds) }
  }

  /// Facts of which at least one holds.
  package typealias Clause = [Fact]

  package let name: String
  package let layers: [String]
  package let indices: [String]
  package let hypotheses: [Clause]
  package let conclusions: [Clause]

  package init(
    _ name: String, layers: [String], indices: [String], if hypotheses: [Clause], then conclusions: [Clause]
  ) {
    (self.name, self.layers, self.indices) = (name, layers, indices)
    (self.hypotheses, self.conclusions) = (hypotheses, conclusions)
  }

  /// The statement as its certificate lists it, with the number of small chains that satisfy the hypotheses.
  ///
  /// - Throws: `Failure` where a chain satisfies the hypotheses and not the conclusions, where none satisfies the hypotheses, and where a fact is
  ///   about a layer or an index that is not named.
  package func proof() throws(Failure) -> JSON {
    for fact in (hypotheses + conclusions).joined()
    where !fact.subject.layers.allSatisfy(layers.contains)
      || !(fact.subject.index.map(indices.contains) ?? true)
    {
      throw Failure(name: name, reason: "\(fact) is about something that is not named")
    }
    let count = SmallChains.count(of: self)
    guard count.met > 0 else { throw Failure(name: name, reason: "no chain satisfies its hypotheses") }
    guard count.refuting == 0 else {
      throw Failure(name: name, reason: "\(count.refuting) of \(count.met) chains refute it")
    }
    func clauses(_ clauses: [Clause]) -> JSON {
      .array(clauses.map { clause in .array(clause.map { .string($0.description) }) })
    }
    return [
      "chains": .number(count.met), "if": clauses(hypotheses), "indices": .array(indices.map { .string($0) }),
      "layers": .array(layers.map { .string($0) }), "name": .string(name), "then": clauses(conclusions),
    ]
  }

  package struct Failure: Error, CustomStringConvertible {
    let name: String
    package let reason: String
    package var description: String { "\(name): \(reason)" }
  }
}

extension ZeroPattern.Subject {
  /// The layers that it speaks of.
  var layers: [String] {
    switch self {
    case .earlier(let n, let m), .same(let n, let m), .between(let n, let m, _): [n, m]
    case .value(let n, _), .below(let n, _), .above(let n, _), .row(let n, _), .column(let n, _): [n]
    case .input, .output, .residual: []
    }
  }

  /// The index that it speaks of, if any.
  var index: String? {
    switch self {
    case .earlier, .same: nil
    case .value(_, let c), .below(_, let c), .above(_, let c), .between(_, _, let c), .row(_, let c),
      .column(_, let c), .input(let c), .output(let c), .residual(let c):
      c
    }
  }
}

extension ZeroPattern.Fact: CustomStringConvertible {
  package static func earlier(_ n: String, _ m: String) -> Self { Self(subject: .earlier(n, m)) }
  package static func same(_ n: String, _ m: String) -> Self { Self(subject: .same(n, m)) }
  package static func value(_ n: String, _ c: String) -> Self { Self(subject: .value(n, c)) }
  package static func below(_ n: String, _ c: String) -> Self { Self(subject: .below(n, c)) }
  package static func above(_ n: String, _ c: String) -> Self { Self(subject: .above(n, c)) }
  package static func between(_ n: String, _ m: String, _ c: String) -> Self {
    Self(subject: .between(n, m, c))
  }
  package static func row(_ n: String, _ c: String) -> Self { Self(subject: .row(n, c)) }
  package static func column(_ n: String, _ c: String) -> Self { Self(subject: .column(n, c)) }
  package static func input(_ c: String) -> Self { Self(subject: .input(c)) }
  package static func output(_ c: String) -> Self { Self(subject: .output(c)) }
  package static func residual(_ c: String) -> Self { Self(subject: .residual(c)) }

  package var description: String {
    func number(_ text: String) -> String { text + (holds ? " != 0" : " = 0") }
    func within(_ c: String, _ width: String) -> String { "\(c) \(holds ? "<=" : ">") d(\(width))" }
    return switch subject {
    case .earlier(let n, let m): "\(n) \(holds ? "<" : ">=") \(m)"
    case .same(let n, let m): "\(n) \(holds ? "=" : "!=") \(m)"
    case .value(let n, let c): number("s(\(n),\(c))")
    case .below(let n, let c): number("q(\(n),\(c))")
    case .above(let n, let c): number("p(\(n),\(c))")
    case .between(let n, let m, let c): number("r(\(n),\(m),\(c))")
    case .row(let n, let c): within(c, n)
    case .column(let n, let c): within(c, n + "-1")
    case .input(let c): within(c, "0")
    case .output(let c): within(c, "L")
    case .residual(let c): number("e(\(c))")
    }
  }
}
