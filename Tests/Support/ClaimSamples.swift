// ClaimSamples: the committed claim files, and the making of documents from texts.

import Foundation
import Testing
import Claims

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

  /// A file that is refused or warned about, and the exact complaint.
  public struct Failure: Sendable, CustomTestStringConvertible {
    public let name: String
    public let text: [UInt8]
    public let complaint: String
    public var testDescription: String { name }
  }

  /// The files of `failures/`, each beside its complaint.
  public static let failures = samples("failures")

  /// The files of `verdicts/`, each beside the report of `plumb verify`.
  public static let verdicts = samples("verdicts")

  private static func samples(_ name: String) -> [Failure] {
    let folder = folder.appendingPathComponent(name)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".claim") }.sorted().map { name in
      let text = folder.appendingPathComponent(name)
      let answer = folder.appendingPathComponent(String(name.dropLast(6)) + ".txt")
      return Failure(
        name: name, text: [UInt8]((try? Data(contentsOf: text)) ?? Data()),
        complaint: (try? String(contentsOf: answer, encoding: .utf8)) ?? "")
    }
  }

  public static func document(_ text: String) throws -> ClaimDocument {
    try ClaimDocument(text: Array(text.utf8), name: "sample.claim")
  }

  /// The identities of the claims of a text.
  public static func identities(_ text: String) throws -> [String] {
    try document(text).check().claims.map(\.identity)
  }
}
