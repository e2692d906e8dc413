import Testing
import Theorems

/// A hostile input in a table: the bytes, and the error they must give.
struct Hostile: Sendable, CustomTestStringConvertible {
  let name: String
  let bytes: [UInt8]
  let line: Int?
  let column: Int?
  let words: String
  let kind: InputError.Kind

  init(_ text: String, _ line: Int?, _ column: Int?, _ words: String) {
    self.init(bytes: Array(text.utf8), line, column, words, name: String(text.prefix(24)))
  }

  init(bytes: [UInt8], _ line: Int?, _ column: Int?, _ words: String, name: String = "bytes") {
    (self.name, self.bytes, self.line, self.column, self.words) = (name, bytes, line, column, words)
    kind = .badContent
  }

  var testDescription: String { "\(name): \(words)" }

  /// Runs `read`, which must throw the expected error, in one line of printable ASCII.
  func expectRefusal(_ read: ([UInt8]) throws -> Void) {
    do {
      try read(bytes)
      Issue.record("accepted: \(name)")
    } catch let error as InputError {
      #expect(error.kind == kind)
      if let line, let column {
        #expect(error.line == line && error.column == column, "\(error)")
      }
      #expect(error.description.contains(words), "\(error)")
      #expect(error.description.utf8.allSatisfy { (0x20..<0x7f).contains($0) }, "\(error)")
      #expect(!error.suggestion.isEmpty && error.description.utf8.count < 2500)
    } catch {
      Issue.record("not an InputError: \(error)")
    }
  }
}
