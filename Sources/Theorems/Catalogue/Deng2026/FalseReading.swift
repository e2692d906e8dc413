// FalseReading: sentences that a reader of the paper, its reviews or its code may take away, and that fail as stated.

import Exact

enum FalseReading {
  /// In the order of their numbers.
  static let entries: [CatalogueEntry] = [
    SpectralReadings.eachStep, SpectralReadings.unitBulk, DynamicReadings.frozenTail,
    DynamicReadings.exponentialDecay,
    SpectralReadings.identityProduct, SpectralReadings.harmlessPerturbation, SpectralReadings.persistentGap,
    SpectralReadings.unequalSignals, DynamicReadings.convergence, DynamicReadings.convergenceToOne,
    SpectralReadings.bulkCount, SpectralReadings.proportionalRatio, SpectralReadings.exactLimit,
  ]

  /// `twinOf` is the theorem that the sentence misses by one hypothesis, exponent or count, if there is one.
  static func entry(
    _ number: String, twinOf: String? = nil, _ statement: String, scope: String, idea: String,
    decide: @escaping @Sendable () throws -> Finding
  ) -> CatalogueEntry {
    CatalogueEntry(
      claim: Claim(id: "deng-2026-\(number)", statement: statement, scope: scope),
      title: "False reading \(number)", family: .seed,
      citation: Source.deng2026.cited("a reading of it"),
      wording: .derived, hypotheses: scope, expected: .refuted, evidence: .exact, twinOf: twinOf,
      notCovered: "the statement under further hypotheses", method: "exact witness", idea: idea,
      decide: decide)
  }
}
