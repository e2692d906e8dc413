// SmallPoints: the points of a claim in order of size.

import Exact

/// Points of all cases in order of height, smallest cases first. The height of a point is the greatest numerator or denominator in it; among points of one
/// height and case, small denominators come first.
///
/// Heights grow together with the cases that are looked at, so that neither starves the other. Each element holds points of one case.
struct SmallPoints: Sequence, IteratorProtocol {
  private static let largestHeight = 8

  private let statement: ClaimStatement
  private let cases: [ClaimCase]
  /// How many points may follow.
  private var left: Int
  private var height = 1
  private var number = 0

  /// At most `limit` points in all.
  init(_ statement: ClaimStatement, _ cases: [ClaimCase], limit: Int) {
    (self.statement, self.cases, left) = (statement, cases, limit)
  }

  mutating func next() -> (number: Int, points: [ClaimPoint])? {
    while left > 0 && !cases.isEmpty && height <= Self.largestHeight {
      let (current, size) = (number, height)
      number += 1
      if number == cases.count { (number, height) = (0, height + 1) }
      let given = cases[current]
      guard let axes = axes(given, height: size), !axes.isEmpty || size == 1 else { continue }
      let points = Self.tuples(of: axes, height: size, limit: left).prefix(left).map { values in
        statement.ordered(given.point { values[$0] })
      }
      left -= points.count
      if !points.isEmpty { return (current, points) }
    }
    return nil
  }

  private typealias GridValue = (value: Rational, height: Int)

  /// The tuples of exactly this height, those of small denominators first; at most about `limit` of them.
  private static func tuples(of axes: [[GridValue]], height: Int, limit: Int) -> [[Rational]] {
    var tuples: [(values: [Rational], height: Int)] = [([], 0)]
    for axis in axes {
      if tuples.count > Swift.max(limit, 1) { break }
      tuples = tuples.flatMap { tuple in
        axis.map { (tuple.values + [$0.value], Swift.max(tuple.height, $0.height)) }
      }
    }
    func denominators(_ values: [Rational]) -> Integer { values.reduce(0) { $0 + $1.denominator } }
    func numerators(_ values: [Rational]) -> Integer { values.reduce(0) { $0 + $1.numerator.magnitude } }
    // Tuples that were cut short are filled up with the simplest values.
    let whole = tuples.lazy.filter { $0.height == height || axes.isEmpty }.map { tuple in
      tuple.values + axes[Swift.min(tuple.values.count, axes.count)...].map { $0[0].value }
    }
    return whole.map { (values: $0, key: (denominators($0), numerators($0))) }
      .sorted { $0.key < $1.key }.map(\.values)
  }

  /// The small fractions of each real variable of a case; nil for domains without a grid.
  private func axes(_ given: ClaimCase, height: Int) -> [[GridValue]]? {
    guard let box = try? statement.box(of: given) else { return nil }
    return box.sides.map { side in
      var values: [GridValue] = []
      var seen: Set<Rational> = []
      func add(_ value: Rational, _ height: Int) {
        if side.contains(value) && seen.insert(value).inserted { values.append((value, height)) }
      }
      for size in 1...height {
        for q in 1...size {
          for p in 0...size where Swift.max(p, q) == size {
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
}
