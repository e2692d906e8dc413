// NearestName: what a mistyped name was probably meant to be.

/// The search for the name nearest to a mistyped one.
package enum NearestName {
  /// The first of `names` with the least edit distance to `name`, when that is at most `limit`.
  package static func among(_ names: some Sequence<String>, to name: String, limit: Int) -> String? {
    let ranked = names.map { (name: $0, distance: distance(Array(name.utf8), Array($0.utf8))) }
    guard let best = ranked.min(by: { $0.distance < $1.distance }), best.distance <= limit else { return nil }
    return best.name
  }

  /// How far a name of a few letters may be from what was meant: one letter has no neighbours.
  package static func limit(for name: String) -> Int {
    switch name.utf8.count {
    case ...1: 0
    case ...4: 1
    default: max(2, name.utf8.count / 3)
    }
  }

  /// Levenshtein's distance: insertions, deletions and substitutions. Beyond 200 bytes nothing is near.
  package static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    if a.count > 200 { return .max }
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, y) in b.enumerated() {
        let substitution = diagonal + (x == y ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(substitution, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[b.count]
  }
}
