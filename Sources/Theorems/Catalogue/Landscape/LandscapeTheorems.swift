// LandscapeTheorems: what is known of critical points, on exact instances.

enum LandscapeTheorems {
  static let entries: [CatalogueEntry] =
    TwoLayerCriticalPoints.entries + AlignedStrictness.entries
    + ResidualParametrisation.entries + WeightDecayTheorem.entries + EndToEndMapTheorems.entries
}
