// ClaimSubject: trial k of a search is one exact point of the claim.

import Exact
import Search
import Theorems

/// The points of a claim as trials.
struct ClaimSubject: TrialSubject {
  let statement: ClaimStatement
  let cases: [ClaimCase]
  /// The points of the first trials.
  private let small: [(number: Int, point: ClaimPoint)]
  /// Whether there is a margin to go down on.
  private let hasSlope: Bool
  /// Nil when every trial is to be decided exactly.
  private let screen: ClaimScreen?

  private static let smallCount = 2048
  /// Trials of which one climbs, a prime so that every shard has its share, and the places that a climb looks at.
  private static let climbingPeriod = 1021
  private static let climbingLength = 400

  init(_ statement: ClaimStatement, _ cases: [ClaimCase], isScreened: Bool) {
    (self.statement, self.cases) = (statement, cases)
    small = SmallPoints(statement, cases, limit: Self.smallCount).flatMap { number, points in
      points.map { (number, $0) }
    }
    screen = isScreened ? ClaimScreen(statement, cases) : nil
    hasSlope = statement.goals.contains { $0.formula.hasSlope }
  }

  /// A change of the points that are drawn, or of the precision, is a change of this number.
  private static let drawing = "claim-points-3"
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
      if index < small.count {
        drawn[small[index].number, default: []].append((place, small[index].point))
        continue
      }
      // Each case once a round, one further in every round: a shard takes every n-th trial, and would else meet the same cases always.
      let number = (index + index / cases.count) % cases.count
      var sampler = ClaimSampler(statement, cases[number], random: SplitMix64(seed: seed, part: index))
      do {
        guard let point = try sampler.point() else {
          outcomes[place] = .inadmissible
          continue
        }
        if hasSlope, index % Self.climbingPeriod == 0, let outcome = climbed(cases[number], from: point) {
          outcomes[place] = outcome
        } else {
          drawn[number, default: []].append((place, point))
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

  /// The outcome where a climb ends, nil when it cannot begin.
  private func climbed(_ given: ClaimCase, from point: ClaimPoint) -> TrialOutcome? {
    guard let end = statement.climbed(given, from: point, evaluations: Self.climbingLength) else {
      return nil
    }
    let candidates = statement.candidates(given, near: end.place)
    for candidate in end.margin < 0 ? candidates.dropLast() : [] {
      let outcome = decided(candidate, given)
      if case .counterexample = outcome { return outcome }
    }
    return candidates.last.map { decided($0, given) }
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

extension ClaimExpression {
  /// Whether some part compares numbers that change little by little; counts of eigenvalues jump.
  fileprivate var hasSlope: Bool {
    switch node {
    case .and(let parts), .or(let parts): parts.contains(where: \.hasSlope)
    case .not(let part): part.hasSlope
    case .relation(let first, let links):
      links.contains { $0.relation.isOrder }
        && ([first] + links.map(\.value)).contains { !$0.isCountOrNumber }
    default: false
    }
  }

  private var isCountOrNumber: Bool {
    switch node {
    case .number: true
    case .call(let name, _):
      InertiaCount(rawValue: name) != nil || ["rank", "multiplicity"].contains(name)
    default: false
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
