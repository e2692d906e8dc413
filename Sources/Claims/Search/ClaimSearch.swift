// ClaimSearch: a claim as the subject of a search.

import Search

/// A claim as the subject of a search.
public enum ClaimSearch {
  /// The subject of the claim at `index` in a document that has been checked.
  public static func subject(of document: ClaimDocument, claim index: Int) throws -> any TrialSubject {
    throw ClaimSearchError(description: "claims cannot be searched: nothing evaluates them yet")
  }
}

/// Why a claim is no subject of a search.
public struct ClaimSearchError: Error, Sendable, CustomStringConvertible {
  public let description: String
}
