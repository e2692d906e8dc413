// InstanceTheorem: a statement decided on finitely many exact instances, all of those it names.
//
// Method      Candidates are listed smallest first: a grid, which the checker enumerates again, then seeded ones. Those that satisfy the hypotheses are
//             the instances. A true statement must hold on all of them, a false one fails on the first that shows it.

import Exact

/// Exact data for which a statement has a truth value; the checker reads it and recomputes everything else.
protocol ExactInstance: Sendable {
  /// The instance as a certificate writes it.
  var json: JSON { get }
  /// The instance in one line.
  var text: String { get }
}

/// What a statement says of one instance.
struct Comparison: Sendable {
  let holds: Bool
  /// The two sides, for the reader of a refutation.
  let text: String

  init(_ holds: Bool, _ text: String) { (self.holds, self.text) = (holds, text) }
}

/// Which instances test more than a trivial case, for the reader who counts them.
struct Substance<Instance: ExactInstance>: Sendable {
  /// As in "W is not 0".
  let text: String
  let holds: @Sendable (Instance) -> Bool

  init(_ text: String, _ holds: @escaping @Sendable (Instance) -> Bool) {
    (self.text, self.holds) = (text, holds)
  }
}

/// The instances of a theorem and of its false twins.
struct InstanceTheorem<Instance: ExactInstance>: Sendable {
  /// Smallest first.
  let candidates: @Sendable () throws -> [Instance]
  /// The hypotheses.
  let admits: @Sendable (Instance) throws -> Bool

  /// Whether the statement holds on every instance, of which there must be as many as the scope says.
  func verified(
    count: Int, summary: String, substance: Substance<Instance>? = nil,
    _ holds: (Instance) throws -> Bool
  ) throws -> Finding {
    let candidates = try self.candidates()
    let instances = try candidates.filter(admits)
    if instances.isEmpty {
      return .vacuous("none of \(candidates.count) candidates satisfies the hypotheses")
    }
    guard instances.count == count else {
      return .unknown("\(instances.count) instances satisfy the hypotheses, the scope says \(count)")
    }
    for instance in instances where try !holds(instance) { return .unknown("fails at \(instance.text)") }
    let tested = substance.map { "; \(instances.count(where: $0.holds)) of \(count) where \($0.text)" } ?? ""
    return .verified(
      summary: summary + tested,
      Finding.Proof(.exact, .exactInstances, ["instances": .array(instances.map(\.json))]))
  }

  /// The first instance on which the false statement fails.
  func refuted(_ compare: (Instance) throws -> Comparison) throws -> Finding {
    let candidates = try self.candidates()
    let instances = try candidates.filter(admits)
    if instances.isEmpty {
      return .vacuous("none of \(candidates.count) candidates satisfies the hypotheses")
    }
    for instance in instances {
      let comparison = try compare(instance)
      if !comparison.holds {
        return .refuted(
          summary: "\(instance.text): \(comparison.text)",
          Finding.Proof(.exact, .instanceWitness, ["instance": instance.json]))
      }
    }
    return .unknown("the statement holds on all \(instances.count) instances")
  }
}

extension CatalogueEntry {
  /// A true statement on `count` instances.
  static func theorem<Instance>(
    _ theorem: InstanceTheorem<Instance>, id: String, title: String, family: Family, _ statement: String,
    formula: String? = nil, count: Int, scope: String, hypotheses: String, source: String,
    wording: WordingStatus, notCovered: String, summary: String,
    substance: Substance<Instance>? = nil, idea: String,
    holds: @escaping @Sendable (Instance) throws -> Bool
  ) -> CatalogueEntry {
    CatalogueEntry(
      claim: Claim(id: id, statement: statement, scope: scope, fields: [("instances", .number(count))]),
      title: title, family: family, citation: source, wording: wording, hypotheses: hypotheses,
      formula: formula, expected: .verified, evidence: .exact, notCovered: notCovered,
      method: "exact rational arithmetic on every listed instance", idea: idea
    ) { try theorem.verified(count: count, summary: summary, substance: substance, holds) }
  }

  /// A false statement, refuted on the instances of a theorem, or on others.
  static func twin<Instance>(
    _ theorem: InstanceTheorem<Instance>, of id: String, suffix: String = "false", family: Family,
    _ statement: String, scope: String, misprint: String? = nil, idea: String,
    compare: @escaping @Sendable (Instance) throws -> Comparison
  ) -> CatalogueEntry {
    .twin(of: id, suffix: suffix, family: family, statement, scope: scope, misprint: misprint, idea: idea) {
      try theorem.refuted(compare)
    }
  }
}
