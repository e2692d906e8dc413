// SearchedClaim: the claim of a file that a search is about.

import Claims
import Search

/// The claim of a file that a search is about, checked.
struct SearchedClaim {
  let file: String
  let document: ClaimDocument
  let index: Int
  let title: String
  let subject: any TrialSubject

  /// Claim `number` of the file, from 1; nil is the only one.
  ///
  /// *Errors*: those of the claim; exit code 64 when the number does not say which claim, 65 when a search cannot try it.
  init(_ file: String, number: Int?, isScreened: Bool = true) throws {
    let document = try ClaimCommand.document(file)
    let claims = try document.check().claims
    if claims.count > 1 && number == nil {
      throw CommandFailure.usage("\(file) holds \(claims.count) claims: say which with --claim, from 1")
    }
    let index = (number ?? 1) - 1
    guard claims.indices.contains(index) else {
      throw CommandFailure.usage("--claim \(index + 1): \(file) holds \(claims.count)")
    }
    do {
      subject = try ClaimSearch.subject(of: document, claim: index, isScreened: isScreened)
    } catch let error as ClaimSearchError {
      throw CommandFailure.badInput("\(file): \(error)")
    }
    (self.file, self.document, self.index, title) = (file, document, index, claims[index].title)
  }

  /// Complains when the counterexample of a record that was read is none.
  func confirm(_ record: SearchRecord, path: String) throws {
    guard let simplest = record.tally.simplest else { return }
    do {
      try ClaimSearch.confirm(simplest.witness, of: document, claim: index)
    } catch let error as ClaimSearchError {
      throw CommandFailure.badInput("\(path): \(error)")
    }
  }
}
