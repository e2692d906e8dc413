// ClaimRun+Conclusions: the decision that follows from what the methods found.

import Exact
import Search
import Theorems

extension ClaimRun {
  func names(_ given: ClaimCase) -> String {
    given.continuous.map(\.name).joined(separator: ", ")
  }

  func concluded(
    _ state: State, _ cases: [ClaimCase], _ enclosures: [ClaimEnclosure], _ enclosureFault: ClaimFault?
  ) -> ClaimDecision {
    if state.open.isEmpty {
      if state.empty == cases.count {
        return made(.vacuous, nil, "no point satisfies the hypotheses", [], enclosures: enclosures)
      }
      var notes = state.notes
      if !statement.conditions.isEmpty && !meetsAdmissiblePoint(cases) {
        notes.append("no point that satisfies the hypotheses was met; there may be none")
      }
      if let enclosureFault { notes.append("no enclosure: \(enclosureFault.message)") }
      let grades = Evidence.allCases.filter { state.evidence[$0] != nil }
      let parts = grades.map { grade in support(grade, state.evidence[grade]!, cases) }
      return made(.verified, grades.last, parts.joined(separator: "; and "), notes, enclosures: enclosures)
    }
    let seen = state.search.admissible
    var reasons: [String] = []
    if deadline.hasPassed { reasons.append("the time of the budget is used up") }
    if let first = state.undecided.first {
      reasons.append(first + (state.undecided.count > 1 ? " (and \(state.undecided.count - 1) more)" : ""))
    }
    let open = state.search.undecided
    if seen > 0 {
      reasons.append(
        "no counterexample among \(seen) exact points" + (open > 0 ? ", \(open) of them undecided" : ""))
    }
    let remedy = deadline.hasPassed ? "a longer --time, or a smaller scope" : state.remedy
    return made(
      .unknown, seen > 0 ? .points : nil, "", state.notes, enclosures: enclosures,
      reason: reasons.isEmpty ? "no method decided" : reasons.joined(separator: "; "),
      remedy: remedy ?? "--tries \(4 * tryLimit) (now \(tryLimit)), or another 'try'",
      tries: state.search.tries)
  }

  /// Whether some seeded point is shown to satisfy the conditions.
  private func meetsAdmissiblePoint(_ cases: [ClaimCase]) -> Bool {
    cases.prefix(20).contains { given in
      (0..<50).contains { k in
        var sampler = ClaimSampler(statement, given, random: SplitMix64(seed: seed, part: k))
        let point = try? sampler.point()
        return point.map { statement.admissibility(of: $0) == .proved } ?? false
      }
    }
  }

  func support(_ grade: Evidence, _ count: Int, _ cases: [ClaimCase]) -> String {
    let discrete = cases.first.map { $0.point.names.joined(separator: ", ") } ?? ""
    let real = cases.lazy.filter { !$0.continuous.isEmpty }.first.map { names($0) } ?? ""
    let number = count == 1 ? "one case" : "\(count) cases"
    let what = discrete.isEmpty ? number : "\(number) (\(discrete))"
    switch grade {
    case .symbolic: return "\(what), \(count == 1 ? "" : "each ")for all values of \(real)"
    case .boxes: return real.isEmpty ? "\(what), decided by balls" : "\(what), covered by boxes"
    case .exact: return "\(what), all of them"
    default: return what
    }
  }

  /// The decision when the claim is false at `point`, nil when that is not shown.
  func refutation(at point: ClaimPoint, _ cases: [ClaimCase]) -> ClaimDecision? {
    violation(at: point).map { refuted($0, cases) }
  }

  /// How the claim fails at `point`; nil when that is not shown.
  func violation(at point: ClaimPoint) -> WitnessShrinking.Result? {
    guard statement.membership(of: point) == .proved,
      case .violated(let goal, let indices) = statement.outcome(at: point)
    else { return nil }
    return .init(point: point, goal: goal, indices: indices)
  }

  func refuted(
    _ found: WitnessShrinking.Result, _ cases: [ClaimCase], _ enclosures: [ClaimEnclosure] = [],
    tries: Int = 0
  ) -> ClaimDecision {
    // Bounded by its tries alone, so that the result does not depend on the machine.
    let shrunk = WitnessShrinking(statement: statement, cases: cases, tries: 4_000, deadline: .none).shrunk(
      found)
    let certificate = Certificate(
      ofCounterexample: shrunk, to: statement,
      document: ClaimJSONWriter.json(ClaimFile(claims: [statement.text])))
    let from = found.point.texts.joined(separator: ", ")
    let witness = ClaimWitness(
      names: shrunk.point.texts, lines: statement.explanation(of: shrunk),
      shrinking: shrunk.steps == 0
        ? nil
        : "in \(shrunk.steps) step\(shrunk.steps == 1 ? "" : "s") from \(from.count > 120 ? "a larger one" : from)",
      certificate: certificate, point: shrunk.point)
    return made(
      .refuted, .exact, "an exact counterexample", [], enclosures: enclosures, witness: witness,
      tries: tries)
  }

  func invalid(_ fault: ClaimFault, _ point: ClaimPoint, _ enclosures: [ClaimEnclosure])
    -> ClaimDecision
  {
    let place = point.texts.joined(separator: ", ")
    let problem = source.problem(
      .invalid, fault.range ?? statement.text.titleRange, fault.message,
      label: place.isEmpty
        ? "has no meaning" : "has no meaning at \(place.count > 60 ? "a point of the scope" : place)",
      help: "exclude the point with 'where', or correct the expression")
    return made(.invalid, nil, "", [], enclosures: enclosures, reason: fault.message, problem: problem)
  }

  func ended(by fault: ClaimFault) -> ClaimDecision {
    if fault.kind == .invalid { return invalid(fault, ClaimPoint(), []) }
    return made(
      .unknown, nil, "", [], reason: fault.message,
      remedy: fault.kind == .exhausted ? "a smaller scope" : "another form of the claim")
  }

  func made(
    _ verdict: Verdict, _ evidence: Evidence?, _ support: String, _ notes: [String],
    enclosures: [ClaimEnclosure] = [], witness: ClaimWitness? = nil, reason: String? = nil,
    remedy: String? = nil, problem: ClaimProblem? = nil, tries: Int = 0
  ) -> ClaimDecision {
    ClaimDecision(
      claim: claim, verdict: verdict, evidence: evidence, support: support,
      notCovered: notes.isEmpty ? nil : notes.joined(separator: "; "), witness: witness,
      enclosures: enclosures,
      reason: reason, remedy: remedy, problem: problem, tries: tries, seed: seed)
  }
}
