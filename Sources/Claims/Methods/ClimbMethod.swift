// ClimbMethod: from random points downhill on the margin of the claim, in doubles; what seems to violate it is decided exactly.
//
// Method  Each start is a seeded point of a case. A coordinate is moved by a step that is halved when no move helps. Before a candidate counts, its coordinates are replaced
//         by simple fractions nearby, and the claim is decided there in rationals and balls.

import Exact
import Search

/// Where a climb ended.
struct ClimbEnd {
  let place: [Double]
  /// The margin there, in doubles: below zero when the claim seems to fail.
  let margin: Double
}

extension ClaimStatement {
  func climb(
    _ cases: [ClaimCase], tries limit: Int, seed: UInt64, into result: inout SearchResult
  ) {
    let end = result.tries + limit
    var start = 0
    while !cases.isEmpty, result.tries < end, !result.hasEnded {
      let given = cases[start % cases.count]
      var sampler = ClaimSampler(self, given, random: SplitMix64(seed: seed, part: start))
      start += 1
      guard let point = try? sampler.point() else {
        result.tries += 1
        continue
      }
      look(at: point, into: &result)
      if result.hasEnded { return }
      if let found = climbed(given, from: point), found.margin < 0 {
        for candidate in candidates(given, near: found.place) where !result.hasEnded {
          look(at: candidate, into: &result)
        }
      }
    }
  }

  /// A place of lesser margin than `point`, or where the margin is negative; nil where doubles compute nothing, and for domains that are no boxes.
  ///
  /// The same on every machine: see `ApproximateArithmetic`. `evaluations` bounds the places that are looked at.
  func climbed(_ given: ClaimCase, from point: ClaimPoint, evaluations limit: Int = .max) -> ClimbEnd? {
    guard let box = try? box(of: given), !box.sides.isEmpty else { return nil }
    var place = given.continuous.flatMap { item in
      (0..<point[item.name]!.entryCount).map { point[item.name]!.entry($0)!.approximateDouble }
    }
    let sides = box.sides.map { ($0.lower.approximateDouble, $0.upper.approximateDouble) }
    guard var best = margin(given, place) else { return nil }
    var (step, idle, evaluations) = (0.25, 0, 1)
    for _ in 0..<200 where best >= 0 && idle <= 12 && evaluations < limit {
      var isBetter = false
      for k in place.indices {
        for direction in [1.0, -1.0] where evaluations < limit {
          var next = place
          next[k] = min(max(next[k] + direction * step * (sides[k].1 - sides[k].0), sides[k].0), sides[k].1)
          if next[k] == place[k] { continue }
          evaluations += 1
          if let value = margin(given, next), value < best {
            (place, best, isBetter) = (next, value, true)
            break
          }
        }
      }
      if !isBetter {
        step /= 2
        idle += 1
      }
    }
    return ClimbEnd(place: place, margin: best)
  }

  /// The margin in doubles; nil where a condition fails or nothing can be computed.
  private func margin(_ given: ClaimCase, _ place: [Double]) -> Double? {
    var evaluator = evaluator(ApproximateArithmetic(), at: given.point)
    given.assign(to: &evaluator) { place[$0] }
    do {
      for condition in conditions where try evaluator.margin(of: condition.formula) < 0 { return nil }
      var least = Double.infinity
      for goal in goals {
        try evaluator.forEach(goal.indices[...]) { (evaluator: inout ClaimEvaluator) throws(ClaimFault) in
          least = min(least, try evaluator.margin(of: goal.formula))
        }
      }
      return least.isNaN ? nil : least
    } catch {
      return nil
    }
  }

  /// Points of simple fractions near a place, the simplest first, the last one within 2^-40.
  func candidates(_ given: ClaimCase, near place: [Double]) -> [ClaimPoint] {
    guard let box = try? box(of: given) else { return [] }
    return [2, 4, 8, 16, 40].map { bits in
      let radius = Rational(mantissa: 1, exponent: -bits)
      let numbers = place.indices.map { k -> Rational in
        let side = box.sides[k]
        guard let exact = Rational(exactly: place[k]) else { return side.lower }
        let (low, high) = (max(side.lower, exact - radius), min(side.upper, exact + radius))
        return low <= high ? Interval(low, high).simplestRational : side.contains(exact) ? exact : side.lower
      }
      return ordered(given.point { numbers[$0] })
    }
  }
}
