// Catalogue: every theorem and every false reading that Plumb decides.

/// The entries in the order in which they are listed.
public enum Catalogue {
  /// Family by family: the seed paper, dynamics, landscape, sharpness, structure, softmax, and the identities for every depth.
  public static let all: [CatalogueEntry] = [
    [BlockTheorem.entry, RecursionTheorem.entry], ZeroTailTheorems.entries,
    [TailRatioTheorem.entry, CodeVariantTheorem.entry, ApproximateBalanceTheorem.entry],
    [EveryDepthBlockTheorem.entry, EveryDepthFrames.entry, EveryDepthRecursion.entry],
    EveryDepthSpectra.entries,
    EveryDepthRatios.entries, [EveryDepthCodeVariant.entry, EveryDepthCodeSpectrum.entry],
    [EveryDepthConvergence.entry], EveryDepthSignals.entries, EveryDepthTails.entries,
    FalseReading.entries,
    SeedTwins.entries,
    [EveryDepthBlockTheorem.twin, EveryDepthFrames.twin, EveryDepthRecursion.twin], EveryDepthSpectra.twins,
    EveryDepthRatios.twins,
    EveryDepthCodeVariant.twins, EveryDepthCodeSpectrum.twins,
    [EveryDepthConvergence.twin], EveryDepthSignals.twins, EveryDepthTails.twins,
    WordIdentity.entries,
    WordInequality.entries,
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
    NearestName.among(all.map(\.id), to: id, limit: max(3, id.utf8.count / 2)).flatMap { entry(id: $0) }
  }
}
