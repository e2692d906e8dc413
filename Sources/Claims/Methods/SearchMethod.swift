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
  /// Tries the small points of the cases in order: "grid".
  func grid(_ cases: [ClaimCase], tries limit: Int, into result: inout SearchResult) {
    let screen = ClaimScreen(self, cases)
    for (number, points) in SmallPoints(self, cases, limit: limit) {
      look(at: points, of: number, screen, into: &result)
      if result.hasEnded { return }
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
