// WitnessShrinking: a simpler counterexample in place of a found one.
//
// Method  Greedy: the first simpler point that is still a counterexample replaces the point, until none is or the steps are used up. Simpler is: a case of
//         smaller integers (with the real values as they are, or simple ones), then one real number replaced by a simpler fraction of the Stern-Brocot tree.
//         Every accepted step is decided exactly.

import Exact
import Search

struct WitnessShrinking {
  let statement: ClaimStatement
  let cases: [ClaimCase]
  /// The most points that are tried.
  let tries: Int
  let deadline: Deadline

  struct Result {
    var point: ClaimPoint
    var goal: Int
    var indices: ClaimPoint
    var steps = 0
  }

  func shrunk(_ start: Result) -> Result {
    var result = start
    var left = tries
    func accepts(_ candidate: ClaimPoint) -> Bool {
      if deadline.hasPassed || left == 0 { return false }
      left -= 1
      guard statement.membership(of: candidate) == .proved,
        case .violated(let goal, let indices) = statement.outcome(at: candidate, deadline: deadline)
      else { return false }
      result = Result(point: candidate, goal: goal, indices: indices, steps: result.steps + 1)
      return true
    }
    if let smaller = smallerCases(than: start.point).first(where: { accepts($0) }) {
      assert(smaller == result.point)
    }
    // The smallest points of that case in order: few real values have a least counterexample.
    if let given = cases.first(where: { $0.holds(result.point) }) {
      var search = SearchResult(deadline: deadline)
      statement.grid([given], tries: min(left, 1_000), into: &search)
      left -= search.tries
      if let found = search.witness, found.point != result.point {
        result = Result(point: found.point, goal: found.goal, indices: found.indices, steps: result.steps + 1)
      }
    }
    let tree = ShrinkTree(result.point, unfolding: Self.simplerPoints)
    _ = Shrinking.minimal(of: tree, steps: left) { accepts($0) }
    return result
  }

  /// Points of the cases before that of `point`: first with its real values, where they fit, then with drawn ones.
  private func smallerCases(than point: ClaimPoint) -> some Sequence<ClaimPoint> {
    let here = cases.firstIndex { $0.holds(point) } ?? 0
    return cases[..<here].lazy.flatMap { given in
      (0..<12).lazy.compactMap { attempt -> ClaimPoint? in
        var sampler = ClaimSampler(statement, given, random: SplitMix64(seed: 1, part: attempt))
        guard var drawn = try? sampler.point() else { return nil }
        if attempt > 0 { return drawn }
        for item in given.continuous {
          if let value = point[item.name], value.hasShape(of: drawn[item.name]!) { drawn[item.name] = value }
        }
        return drawn
      }
    }
  }

  /// The point with one real number replaced by a simpler fraction.
  private static func simplerPoints(_ point: ClaimPoint) -> [ClaimPoint] {
    point.names.flatMap { name -> [ClaimPoint] in
      let value = point[name]!
      return (0..<value.entryCount).flatMap { entry in
        value.entry(entry)!.simplerFractions.map { simpler in
          var next = point
          next[name] = value.replacing(entry, by: simpler)
          return next
        }
      }
    }
  }
}
