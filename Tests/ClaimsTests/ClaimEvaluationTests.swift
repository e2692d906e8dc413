import Claims
import Exact
import Foundation
import Support
import Testing
import Theorems

/// The evaluator against truths that were found without it: by hand, or by the checker's own evaluator in Python.
@Suite struct ClaimEvaluationTests {
  /// checker/claim_statements.json: small statements about every function, each with its truth.
  @Test func statementsOfTheChecker() throws {
    let url = ClaimSamples.folder.deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("checker/claim_statements.json")
    let samples = try #require(
      JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [[String: Any]])
    #expect(samples.count > 150)
    var undecided = 0
    for sample in samples {
      let text = try #require(sample["text"] as? String)
      let document = try ClaimSamples.document(text)
      let bytes = try JSONSerialization.data(
        withJSONObject: try #require(sample["point"]), options: [.sortedKeys])
      let point = try JSONReader.read([UInt8](bytes), file: "point").root.value
      let truth: String
      do {
        switch try document.truth(at: point) {
        case .proved: truth = "true"
        case .refuted: truth = "false"
        case .undecided: truth = "undecided"
        }
      } catch {
        truth = "invalid"
      }
      let expected =
        sample["truth"] is NSNull
        ? "undecided"
        : (sample["truth"] as? String) ?? ((sample["truth"] as? Bool) == true ? "true" : "false")
      // Equalities of irrational numbers are decided between single algebraic numbers and surds only; the checker knows sums of products of roots.
      if truth == "undecided" && expected != "undecided" {
        undecided += 1
        #expect(text.contains(" = ") || text.contains("<=") || text.contains("is orthogonal"), "\(text)")
      } else {
        #expect(truth == expected, "\(text) at \(point)")
      }
    }
    #expect(undecided <= 12)
  }
}
