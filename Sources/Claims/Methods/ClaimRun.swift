// ClaimRun: the methods of a claim, one after the other, until one decides.

import Exact
import Theorems

struct ClaimRun {
  let statement: ClaimStatement
  let claim: CheckedClaim
  let source: ClaimSource
  let deadline: Deadline
  let precision: Int
  let boxLimit: Int
  let tryLimit: Int
  let seed: UInt64

  /// Cases that may be listed.
  static let caseLimit = 20_000

  init(_ statement: ClaimStatement, _ claim: CheckedClaim, _ options: ClaimOptions, source: ClaimSource) {
    (self.statement, self.claim, self.source, seed) = (statement, claim, source, options.seed)
    func limit(_ limit: ClaimBudget.Limit) -> Int? { statement.budget.first { $0.limit == limit }?.amount }
    precision = options.precision ?? limit(.precision) ?? 64
    boxLimit = options.boxes ?? limit(.boxes) ?? 20_000
    tryLimit = options.tries ?? limit(.tries) ?? 4_000
    deadline = .after(seconds: options.seconds ?? limit(.time) ?? 60)
  }

  /// What is known while methods run.
  struct State {
    var open: [ClaimCase]
    var evidence: [Evidence: Int] = [:]
    var empty = 0
    var boxes = 0
    var search = SearchResult()
    var notes: [String] = []
    var remedy: String?
    var undecided: [String] = []
  }

  func decision(known: JSON?) -> ClaimDecision {
    let cases: [ClaimCase]
    do {
      cases = try statement.cases(limit: Self.caseLimit, deadline: deadline)
    } catch {
      return ended(by: error)
    }
    if cases.isEmpty {
      return made(.vacuous, nil, "no choice of the names satisfies the hypotheses", [])
    }
    if let known, let point = statement.point(of: known), let decision = refutation(at: point, cases) {
      return decision
    }
    var enclosures: [ClaimEnclosure] = []
    var enclosureFault: ClaimFault?
    for enclosure in statement.enclosures {
      do {
        enclosures.append(
          try statement.enclose(
            enclosure, cases: cases, precision: precision, limit: boxLimit, deadline: deadline))
      } catch {
        enclosureFault = error
      }
    }
    var state = State(open: cases)
    state.search.deadline = deadline
    if statement.goals.isEmpty {
      if let enclosureFault {
        return made(
          .unknown, nil, "", [], reason: enclosureFault.message,
          remedy: enclosureFault.kind == .exhausted ? "a smaller scope" : "another form of the claim")
      }
      if enclosures.allSatisfy(\.isSharp) {
        return made(.verified, .boxes, "certified enclosures", [], enclosures: enclosures)
      }
      return made(
        .unknown, nil, "", [], enclosures: enclosures, reason: "an enclosure is wider than asked for",
        remedy: "--boxes \(4 * boxLimit) (now \(boxLimit)) or --time (seconds)")
    }
    let asked = statement.methods
    for method in asked.isEmpty ? [.exact, .symbolic, .grid, .ball, .climb] : asked {
      let isDefault = asked.isEmpty
      switch method {
      case .exact: exact(&state, isDefault: isDefault)
      case .closedForm, .symbolic: symbolic(&state)
      case .ball: balls(&state)
      case .points(let count, let seed):
        statement.points(
          cases, count: count, seed: seed.map { UInt64($0) } ?? self.seed, into: &state.search)
        state.remedy = state.remedy ?? "another method: samples never prove"
      case .grid:
        statement.grid(
          state.open, tries: tryLimit / (isDefault ? 2 : 1), into: &state.search)
      case .climb:
        statement.climb(
          state.open, tries: tryLimit / (isDefault ? 2 : 1), seed: seed, into: &state.search)
      }
      if let (fault, point) = state.search.invalid { return invalid(fault, point, enclosures) }
      if let witness = state.search.witness {
        return refuted(witness, cases, enclosures, tries: state.search.tries)
      }
      if state.open.isEmpty { break }
    }
    return concluded(state, cases, enclosures, enclosureFault)
  }

  // MARK: methods

  /// Cases without real names, each decided at its one point.
  private func exact(_ state: inout State, isDefault: Bool) {
    var open: [ClaimCase] = []
    for given in state.open {
      if !given.continuous.isEmpty || deadline.hasPassed {
        open.append(given)
        continue
      }
      if !point(given, .exact, &state) { open.append(given) }
      if state.search.witness != nil || state.search.invalid != nil { return }
    }
    if !isDefault, let first = open.first, !first.continuous.isEmpty {
      state.notes.append("'exact' decides finitely many points; \(names(first)) range over real numbers")
    }
    state.open = open
  }

  /// Whether the one point of a case is settled.
  private func point(_ given: ClaimCase, _ evidence: Evidence, _ state: inout State) -> Bool {
    var point = ClaimPoint()
    for variable in statement.variables { point[variable.name] = given.point[variable.name] }
    state.search.tries += 1
    switch statement.outcome(at: point, maximumPrecision: max(1024, precision), deadline: deadline) {
    case .holds: state.evidence[evidence, default: 0] += 1
    case .inadmissible: state.empty += 1
    case .violated(let goal, let indices):
      state.search.witness = .init(point: point, goal: goal, indices: indices)
    case .invalid(let fault): state.search.invalid = (fault, point)
    case .undecided(let fault):
      state.undecided.append(given.words.isEmpty ? fault.message : "\(given.words): \(fault.message)")
      return false
    }
    return true
  }

  private func symbolic(_ state: inout State) {
    var open: [ClaimCase] = []
    for given in state.open {
      if deadline.hasPassed {
        open.append(given)
        continue
      }
      if given.continuous.isEmpty {
        if !point(given, .exact, &state) { open.append(given) }
      } else {
        do {
          switch try statement.symbolically(given, deadline: deadline) {
          case .proved: state.evidence[.symbolic, default: 0] += 1
          case .empty: state.empty += 1
          case .undecided(let fault): leave(given, fault, &state, &open)
          }
        } catch {
          leave(given, error, &state, &open)
        }
      }
      if state.search.witness != nil || state.search.invalid != nil { return }
    }
    state.open = open
    // What has no proof may be false at a small point.
    statement.grid(Array(open.prefix(8)), tries: 64, into: &state.search)
    if !open.isEmpty {
      state.remedy = "'try ball' for strict inequalities, or 'try grid, then climb' for a counterexample"
    }
  }

  private func balls(_ state: inout State) {
    var open: [ClaimCase] = []
    for (k, given) in state.open.enumerated() {
      if deadline.hasPassed {
        open.append(given)
        continue
      }
      if given.continuous.isEmpty {
        if !point(given, .boxes, &state) { open.append(given) }
      } else {
        do {
          let share = max(1, (boxLimit - state.boxes) / max(1, state.open.count - k))
          let result = try statement.cover(given, precision: precision, limit: share, deadline: deadline)
          state.boxes += result.boxes
          if result.undecided.isEmpty {
            if result.isInhabited { state.evidence[.boxes, default: 0] += 1 } else { state.empty += 1 }
          } else {
            for box in result.suspects + result.undecided.prefix(64) {
              for point in statement.samples(of: box, in: given) where state.search.witness == nil {
                statement.look(at: point, into: &state.search)
              }
            }
            let words = given.words.isEmpty ? "" : "\(given.words): "
            state.undecided.append(
              "\(words)\(result.undecided.count) boxes undecided, the widest \(result.undecided[0].text)")
            state.remedy =
              "--boxes \(4 * boxLimit) (now \(boxLimit)), or 'try symbolic' when the two sides touch"
            open.append(given)
          }
        } catch {
          leave(given, error, &state, &open)
        }
      }
      if state.search.witness != nil || state.search.invalid != nil { return }
    }
    state.open = open
  }

  private func leave(_ given: ClaimCase, _ fault: ClaimFault, _ state: inout State, _ open: inout [ClaimCase])
  {
    open.append(given)
    let words = given.words.isEmpty ? "" : "\(given.words): "
    state.undecided.append(words + fault.message)
    if fault.kind == .invalid {
      // Believed only when an admissible point shows it.
      statement.points([given], count: 50, seed: seed, into: &state.search)
    }
  }

}
