// ClaimSearch: a claim as the subject of a search: one exact random point a trial.

import Exact
import Search
import Theorems

/// A claim as the subject of a search.
public enum ClaimSearch {
  /// The subject of the claim at `index` in a document that has been checked.
  ///
  /// Trial k takes the case k modulo their number and a seeded exact point in it, biased to corners and small fractions, and decides the claim there: in
  /// certified doubles where these decide it, exactly elsewhere. Without `isScreened` every trial is decided exactly, with the same outcome.
  /// *Errors*: `ClaimSearchError` for claims without a statement, without a case, or with too many.
  public static func subject(
    of document: ClaimDocument, claim index: Int, isScreened: Bool = true
  ) throws -> any TrialSubject {
    let statement = ClaimStatement(
      document.file.claims[index], identity: CheckedClaim(document.file.claims[index]).identity)
    if statement.goals.isEmpty {
      throw ClaimSearchError(description: "the claim shows nothing that could have a counterexample")
    }
    let cases: [ClaimCase]
    do {
      cases = try statement.cases(limit: ClaimRun.caseLimit)
    } catch {
      throw ClaimSearchError(description: error.message)
    }
    if cases.isEmpty {
      throw ClaimSearchError(description: "no choice of the names satisfies the hypotheses")
    }
    return ClaimSubject(
      statement: statement, cases: cases, screen: isScreened ? ClaimScreen(statement, cases) : nil)
  }

  /// The counterexample of a record, decided again at its own point, shrunk, and with its certificate.
  ///
  /// *Errors*: `ClaimSearchError` when the claim is not shown to be false there.
  public static func refutation(
    of document: ClaimDocument, claim index: Int, by witness: String
  ) throws -> ClaimDecision {
    let (run, point) = try run(of: document, claim: index, at: witness)
    guard let cases = try? run.statement.cases(limit: ClaimRun.caseLimit),
      let decision = run.refutation(at: point, cases)
    else { throw ClaimSearchError(unconfirmed: witness) }
    return decision
  }

  /// Decides the counterexample of a record again.
  ///
  /// *Errors*: `ClaimSearchError` when the claim is not shown to be false there.
  public static func confirm(_ witness: String, of document: ClaimDocument, claim index: Int) throws {
    let (run, point) = try run(of: document, claim: index, at: witness)
    if run.violation(at: point) == nil { throw ClaimSearchError(unconfirmed: witness) }
  }

  private static func run(
    of document: ClaimDocument, claim index: Int, at witness: String
  ) throws(ClaimSearchError) -> (ClaimRun, ClaimPoint) {
    let text = document.file.claims[index]
    let claim = CheckedClaim(text)
    let statement = ClaimStatement(text, identity: claim.identity)
    guard let root = try? JSONReader.read(Array(witness.utf8), file: "the witness").root,
      let stored = try? root.member("point").value, let point = statement.point(stored)
    else { throw ClaimSearchError(unconfirmed: witness) }
    return (ClaimRun(statement, claim, ClaimOptions(), source: document.source), point)
  }
}

/// Why a claim is no subject of a search.
public struct ClaimSearchError: Error, Sendable, CustomStringConvertible {
  public let description: String

  init(description: String) { self.description = description }

  init(unconfirmed witness: String) {
    description = "the counterexample of the record is not confirmed: \(witness)"
  }
}

/// The points of a claim as trials.
struct ClaimSubject: TrialSubject {
  let statement: ClaimStatement
  let cases: [ClaimCase]
  /// Nil when every trial is to be decided exactly.
  let screen: ClaimScreen?

  /// A change of the points that are drawn, or of the precision, is a change of this number.
  private static let drawing = "claim-points-2"
  private static let precision = 256

  var identity: String { "\(Self.drawing):\(statement.identity)" }

  func trial(_ index: Int, seed: UInt64) -> TrialOutcome {
    trials([index], seed: seed, least: nil)[0]
  }

  /// Points of one case are looked at together, in certified doubles; what these do not decide is decided exactly, and so is every counterexample.
  func trials(_ indices: [Int], seed: UInt64, least: TrialTally.Margin?) -> [TrialOutcome] {
    var outcomes = [TrialOutcome](repeating: .undecided, count: indices.count)
    var drawn: [Int: [(place: Int, point: ClaimPoint)]] = [:]
    for (place, index) in indices.enumerated() {
      // Each case once a round, one further in every round: a shard takes every n-th trial, and would else meet the same cases always.
      let number = (index + index / cases.count) % cases.count
      var sampler = ClaimSampler(statement, cases[number], random: SplitMix64(seed: seed, part: index))
      do {
        if let point = try sampler.point() {
          drawn[number, default: []].append((place, point))
        } else {
          outcomes[place] = .inadmissible
        }
      } catch {
        outcomes[place] = error.kind == .invalid ? .invalid(reason: error.message) : .undecided
      }
    }
    for (number, members) in drawn {
      let findings = screen?.findings(members.map(\.point), case: number)
      for (k, (place, point)) in members.enumerated() {
        switch findings?[k] ?? .open {
        case .open: outcomes[place] = decided(point, cases[number])
        case .inadmissible: outcomes[place] = .inadmissible
        case .passed(let bound):
          let mayBeLeast = bound.map { Self.mayPrecede($0, indices[place], least) } ?? false
          outcomes[place] = .passed(
            margin: mayBeLeast ? statement.margin(at: point, precision: Self.precision) : nil)
        }
      }
    }
    return outcomes
  }

  /// Whether a margin of at least `bound` may come before `least`.
  private static func mayPrecede(_ bound: Double, _ index: Int, _ least: TrialTally.Margin?) -> Bool {
    guard let least, let bound = Rational(exactly: bound) else { return true }
    return bound < least.value || bound == least.value && index < least.index
  }

  /// The outcome at one point, exactly.
  private func decided(_ point: ClaimPoint, _ given: ClaimCase) -> TrialOutcome {
    switch statement.outcome(at: point, maximumPrecision: Self.precision) {
    case .inadmissible: return .inadmissible
    case .holds: return .passed(margin: statement.margin(at: point, precision: Self.precision))
    case .undecided: return .undecided
    case .invalid(let fault):
      let place = point.texts.joined(separator: ", ")
      return .invalid(reason: place.isEmpty ? fault.message : "\(fault.message) at \(place)")
    case .violated(let goal, let indices):
      let witness: JSON = ["goal": .number(goal), "indices": indices.json, "point": point.json]
      return .counterexample(
        simplicity: [given.size, point.bits], witness: JSONWriter.canonicalText(witness))
    }
  }
}

extension ClaimPoint {
  /// The bits of its real numbers.
  fileprivate var bits: Int {
    values.values.reduce(0) { sum, value in
      (0..<value.entryCount).reduce(sum) {
        let entry = value.entry($1)!
        return $0 + entry.numerator.bitWidth + entry.denominator.bitWidth
      }
    }
  }
}

extension ClaimStatement {
  /// The least difference of the sides of the inequalities that the goals demand, at a point where they hold.
  ///
  /// Nil when there is no inequality, or one whose sides are not rational there. Goals are looked into as far as they are conjunctions.
  fileprivate func margin(at point: ClaimPoint, precision: Int) -> Rational? {
    var evaluator = evaluator(PointArithmetic(precision: precision), at: point)
    var differences: [Rational] = []
    do {
      for goal in goals {
        try evaluator.forEach(goal.indices[...]) { (evaluator: inout ClaimEvaluator) throws(ClaimFault) in
          differences += try evaluator.differences(goal.formula)
        }
      }
    } catch {
      return nil
    }
    return differences.min()
  }
}

extension ClaimEvaluator where Arithmetic == PointArithmetic {
  /// Greater side minus lesser side of each inequality of a conjunction.
  ///
  /// *Errors*: `unsupported` where a side is not rational, and for other combinations.
  fileprivate mutating func differences(_ formula: ClaimExpression) throws(ClaimFault) -> [Rational] {
    switch formula.node {
    case .and(let parts):
      var all: [Rational] = []
      for part in parts { all += try differences(part) }
      return all
    case .relation(let first, let links):
      var all: [Rational] = []
      var left = first
      for link in links {
        switch link.relation {
        case .less, .lessOrEqual: all.append(try exact(link.value) - (try exact(left)))
        case .greater, .greaterOrEqual: all.append(try exact(left) - (try exact(link.value)))
        case .equal, .unequal: break
        }
        left = link.value
      }
      return all
    case .property: return []
    default: throw .unsupported("no margin")
    }
  }

  private mutating func exact(_ expression: ClaimExpression) throws(ClaimFault) -> Rational {
    func exact(_ list: [PointNumber]) -> [Rational]? {
      let values = list.compactMap(\.exactValue)
      return values.count == list.count ? values : nil
    }
    let value: Rational?
    switch try side(expression) {
    case .number(let number): value = number.exactValue
    case .least(let list): value = exact(list)?.min()
    case .greatest(let list): value = exact(list)?.max()
    case .between: value = nil
    }
    if let value { return value }
    throw .unsupported("not rational")
  }
}
