// ClaimSamples: the committed claim files, and the making of documents from texts.

import Foundation
import Theorems

/// The claim files of proofs-data/claims.
public enum ClaimSamples {
  public static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("proofs-data/claims")

  /// Name and text of each file, by name.
  public static let files: [(name: String, text: String)] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".claim") }.sorted().map { name in
      (name, (try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)) ?? "")
    }
  }()

  public static func document(_ text: String) throws -> ClaimDocument {
    try ClaimDocument(text: Array(text.utf8), name: "sample.claim")
  }

  /// The identities of the claims of a text.
  public static func identities(_ text: String) throws -> [String] {
    try document(text).check().claims.map(\.identity)
  }
}
