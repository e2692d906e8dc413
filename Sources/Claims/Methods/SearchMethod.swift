// SearchMethod: a search for a counterexample among the points of a claim: small ones in order, and random ones.

import Exact
import Search

/// How far a search has come.
struct SearchResult {
  /// No point is decided beyond.
  var deadline = Deadline.none
  var tries = 0
  var admissible = 0
  var undecided = 0
  var witness: WitnessShrinking.Result?
  var invalid: (ClaimFault, ClaimPoint)?

  /// Whether nothing more is to be tried.
  var hasEnded: Bool { witness != nil || invalid != nil || deadline.hasPassed }
}

extension ClaimStatement {
  /// Tries points in order of height in every case, smallest cases first: "grid". The height of a point is the greatest numerator or
  /// denominator in it; among points of one height and case, small denominators come first.
  func grid(_ cases: [ClaimCase], tries limit: Int, into result: inout SearchResult) {
    let end = result.tries + limit
    let screen = ClaimScreen(self, cases)
    // Heights grow together with the cases that are looked at, so that neither starves the other.
    for height in 1...8 {
      for (number, given) in cases.enumerated() {
        guard let axes = axes(given, height: height), !axes.isEmpty || height == 1 else { continue }
        let tuples = Self.tuples(of: axes, height: height, limit: end - result.tries)
        let points = tuples.prefix(end - result.tries).map { values in ordered(given.point { values[$0] }) }
        look(at: points, of: number, screen, into: &result)
        if result.hasEnded || result.tries >= end { return }
      }
    }
  }

  private typealias GridValue = (value: Rational, height: Int)

  /// The tuples of exactly this height, those of small denominators first; at most about `limit` of them.
  private static func tuples(of axes: [[GridValue]], height: Int, limit: Int) -> [[Rational]] {
    var tuples: [(values: [Rational], height: Int)] = [([], 0)]
    for axis in axes {
      if tuples.count > max(limit, 1) { break }
      tuples = tuples.flatMap { tuple in
        axis.map { (tuple.values + [$0.value], max(tuple.height, $0.height)) }
      }
    }
    func denominators(_ values: [Rational]) -> Integer { values.reduce(0) { $0 + $1.denominator } }
    func numerators(_ values: [Rational]) -> Integer { values.reduce(0) { $0 + $1.numerator.magnitude } }
    // Tuples that were cut short are filled up with the simplest values.
    let whole = tuples.lazy.filter { $0.height == height || axes.isEmpty }.map { tuple in
      tuple.values + axes[min(tuple.values.count, axes.count)...].map { $0[0].value }
    }
    return whole.map { (values: $0, key: (denominators($0), numerators($0))) }
      .sorted { $0.key < $1.key }.map(\.values)
  }

  /// The small fractions of each real variable of a case; nil for domains without a grid.
  private func axes(_ given: ClaimCase, height: Int) -> [[GridValue]]? {
    guard let box = try? box(of: given) else { return nil }
    return box.sides.map { side in
      var values: [GridValue] = []
      var seen: Set<Rational> = []
      func add(_ value: Rational, _ height: Int) {
        if side.contains(value) && seen.insert(value).inserted { values.append((value, height)) }
      }
      for size in 1...height {
        for q in 1...size {
          for p in 0...size where max(p, q) == size {
            add(Rational(Integer(p), Integer(q)), size)
            add(Rational(Integer(-p), Integer(q)), size)
          }
        }
        // The ends and the middle, however long they are.
        if size == 2 {
          for value in [side.lower, side.upper, (side.lower + side.upper) / 2] { add(value, 2) }
        }
      }
      return values.isEmpty ? [(side.simplestRational, height)] : values
    }
  }

  /// Decides points of one case in order and counts them, until one ends the search.
  private func look(
    at points: [ClaimPoint], of number: Int, _ screen: ClaimScreen, into result: inout SearchResult
  ) {
    var rest = points[...]
    while !rest.isEmpty && !result.hasEnded {
      let batch = Array(rest.prefix(64))
      rest = rest.dropFirst(64)
      for (point, finding) in zip(batch, screen.findings(batch, case: number)) where !result.hasEnded {
        switch finding {
        case .open: look(at: point, into: &result)
        case .inadmissible: result.tries += 1
        case .passed: (result.tries, result.admissible) = (result.tries + 1, result.admissible + 1)
        }
      }
    }
  }

  /// Decides one point and counts it.
  func look(at point: ClaimPoint, into result: inout SearchResult) {
    result.tries += 1
    switch outcome(at: point, maximumPrecision: 256, deadline: result.deadline) {
    case .inadmissible: break
    case .holds: result.admissible += 1
    case .undecided:
      result.admissible += 1
      result.undecided += 1
    case .invalid(let fault): result.invalid = (fault, point)
    case .violated(let goal, let indices):
      result.admissible += 1
      result.witness = .init(point: point, goal: goal, indices: indices)
    }
  }

  /// `count` random exact points, the cases in turn.
  func points(_ cases: [ClaimCase], count: Int, seed: UInt64, into result: inout SearchResult) {
    if cases.isEmpty { return }
    for k in 0..<count where !result.hasEnded {
      var sampler = ClaimSampler(
        self, cases[k % cases.count], random: SplitMix64(seed: seed, part: k))
      do {
        if let point = try sampler.point() { look(at: point, into: &result) }
      } catch {
        if error.kind == .invalid { result.invalid = (error, cases[k % cases.count].point) }
      }
    }
  }
}
