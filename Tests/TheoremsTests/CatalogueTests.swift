import Exact
import Support
import Testing
import Theorems

/// What every entry of the catalogue must have, and that none of the field's statements is missing.
@Suite struct CatalogueTests {
  /// The statements of the mathematics, section D; `deng-2026-...` and the readings have tests of their own.
  private static let statements = [
    "aligned-block-decomposition", "aligned-block-decomposition-every-depth", "deng-2026-recursion",
    "deng-2026-bifurcation-minimum",
    "deng-2026-bifurcation-training", "deng-2026-tail-ratio", "deng-2026-code-variant",
    "deng-2026-approx-balance", "saxe-2014-two-layer-logistic", "saxe-2014-deep-mode-ode",
    "fukumizu-1998-riccati", "arora-2018-flow-conservation", "du-2018-auto-balancing",
    "arora-2018-end-to-end-flow", "arora-2018-preconditioner", "arora-2019-singular-value-ode",
    "arora-2019-gd-contraction", "gidel-2019-discrete-two-layer", "gissin-2020-escape-time",
    "tarmoun-2021-imbalance", "yaras-2023-invariant-subspace", "bartlett-2018-negative-target",
    "ghosh-2025-gap-decay", "ghosh-2025-period-two", "nar-sastry-2018-step-size", "chebyshev-gd-chaos",
    "baldi-hornik-1989", "kawaguchi-2016-origin", "achour-2024-aligned-strictness",
    "hardt-ma-2017-no-spurious", "ziyin-2022-weight-decay-origin", "trager-2020-differential-rank",
    "bah-2022-riemannian", "mulayoff-2020-flattest-sharpness", "kamber-parhi-2025-depth2-sharpness",
    "marion-chizat-2024-sharpness", "ghosh-2025-balanced-hessian", "hessian-data-2026-class-proportion",
    "zhao-2024-gn-condition", "dinh-2017-rescaling-sharpness", "gn-kronecker-gram",
    "singh-2021-rank-outer", "singh-2021-rank-functional", "singh-2021-rank-total",
    "interpolation-hessian-is-gauss-newton", "sagun-2017-width-invariance", "sagun-2017-rank-bound",
    "sagun-2017-data-outliers", "papyan-2019-lemma-2-1", "papyan-2019-eq-20-index", "papyan-2019-eq-23",
    "papyan-2019-eq-28", "bohning-1992-softmax-bound", "trager-2020-differential-rank-every-depth",
    "bah-2022-riemannian-every-depth", "singh-2021-rank-outer-every-depth",
    "sagun-2017-width-invariance-every-depth", "sagun-2017-rank-bound-every-depth",
    "sagun-2017-data-every-depth", "achour-2024-aligned-strictness-every-depth", "nar-sastry-2018-step-size-every-minimum",
  ]

  @Test func noStatementIsMissing() {
    let ids = Set(Catalogue.all.map(\.id))
    #expect(ids.count == Catalogue.all.count)
    #expect(Self.statements.filter { !ids.contains($0) } == [])
  }

  /// Every true statement is guarded by a false one that names it, and every twin names a true one.
  @Test func everyTheoremHasAFalseTwin() {
    let guarded = Set(Catalogue.all.compactMap(\.twinOf))
    for entry in Catalogue.all where entry.expected == .verified {
      #expect(guarded.contains(entry.id), "\(entry.id) has no false twin")
    }
    for entry in Catalogue.all {
      guard let id = entry.twinOf else { continue }
      #expect(Catalogue.entry(id: id)?.expected == .verified && entry.expected == .refuted, "\(entry.id)")
    }
  }

  @Test func everyEntrySaysWhatItIs() {
    for entry in Catalogue.all {
      for text in [
        entry.title, entry.citation, entry.hypotheses, entry.claim.statement, entry.claim.scopeText,
        entry.method,
        entry.idea, entry.notCovered,
      ] { #expect(!text.isEmpty, "\(entry.id)") }
      #expect([.verified, .refuted].contains(entry.expected), "\(entry.id)")
      #expect(entry.expected == .refuted || entry.formula?.isEmpty == false, "\(entry.id) has no formula")
    }
    let strong = Catalogue.all.count { [.allDepths, .symbolic].contains($0.evidence) }
    #expect(strong >= 25)
  }
}
