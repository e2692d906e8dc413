// Catalogue: every theorem and every false reading that Plumb decides.

/// The entries in the order in which they are listed.
public enum Catalogue {
  /// Family by family: the seed paper, dynamics, landscape, sharpness, structure, softmax, and the identities for every depth.
  public static let all: [CatalogueEntry] = [
    [BlockTheorem.entry, RecursionTheorem.entry], ZeroTailTheorems.entries,
    [TailRatioTheorem.entry, CodeVariantTheorem.entry, ApproximateBalanceTheorem.entry],
    [EveryDepthRecursion.entry], EveryDepthSpectra.entries, EveryDepthRatios.entries,
    FalseReading.entries,
    SeedTwins.entries,
    [EveryDepthRecursion.twin], EveryDepthSpectra.twins, EveryDepthRatios.twins,
    WordIdentity.entries,
    ModeFlowTheorems.entries,
    ModeDescentTheorems.entries,
    StepSizeTheorems.entries,
    PreconditionerTheorem.entries,
    InvariantSubspaceTheorem.entries,
    OriginTheorems.entries,
    LandscapeTheorems.entries,
    FlattestMinimumTheorems.entries,
    SingleOutputTheorems.entries,
    BalancedSpectrumTheorems.entries,
    ConditioningTheorems.entries,
    GenericRankTheorems.entries,
    WidthAndDataTheorems.entries,
    SoftmaxCovariance.entries,
    ThreeLevels.entries,
    DepthIdentity.entries,
  ].flatMap { $0 }

  /// The entries of one family.
  public static func entries(of family: Family) -> [CatalogueEntry] { all.filter { $0.family == family } }

  public static func entry(id: String) -> CatalogueEntry? { all.first { $0.id == id } }

  /// The entry whose id is nearest to a mistyped one, when it is near enough to suggest.
  public static func nearest(to id: String) -> CatalogueEntry? {
    let ranked = all.map { (entry: $0, distance: editDistance(Array(id.utf8), Array($0.id.utf8))) }
    guard let best = ranked.min(by: { $0.distance < $1.distance }), best.distance <= max(3, id.utf8.count / 2)
    else {
      return nil
    }
    return best.entry
  }

  /// Levenshtein's distance: insertions, deletions and substitutions.
  private static func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
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
