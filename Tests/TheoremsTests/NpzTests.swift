import Exact
import Testing
import Theorems

/// Zip archives of arrays: one that NumPy wrote, and the same one with single fields changed.
@Suite struct NpzTests {
  static let good = NumpyFiles.bytes(NumpyFiles.archive)

  /// The offset of the last occurrence of a zip mark `PK a b`.
  static func last(_ a: UInt8, _ b: UInt8) -> Int {
    good.indices.dropLast(3).last { good[$0...].starts(with: [0x50, 0x4b, a, b]) }!
  }

  /// The good archive with `bytes` written at `offset`.
  static func changed(_ offset: Int, _ bytes: [UInt8]) -> [UInt8] {
    var archive = good
    archive.replaceSubrange(offset..<offset + bytes.count, with: bytes)
    return archive
  }

  static let end = last(5, 6)
  static let entry = last(1, 2)
  static let firstEntry = good.indices.first { good[$0...].starts(with: [0x50, 0x4b, 1, 2]) }!
  static let local = last(3, 4)
  static let refusals: [(name: String, bytes: [UInt8], words: String)] = [
    ("empty", [], "the mark of zip is missing"), ("mark only", [0x50, 0x4b], "end record"),
    ("text", Array("not a zip".utf8), "the mark of zip is missing"), ("rest", good + [0], "end record"),
    ("comment length", changed(end + 20, [1]), "end record"), ("end mark", changed(end, [0]), "end record"),
    ("disk", changed(end + 4, [1]), "several parts"),
    ("counts differ", changed(end + 8, [1]), "several parts"),
    ("zip64", changed(end + 16, [255, 255, 255, 255]), "zip64"),
    ("zip64 count", changed(end + 8, [255, 255, 255, 255]), "zip64"),
    ("directory past the end", changed(end + 16, [0, 0, 0, 0x7f]), "before the end record"),
    ("directory size", changed(end + 12, [255, 255, 255, 255]), "before the end record"),
    ("fewer members", changed(end + 8, [1, 0, 1, 0]), "longer than its entries"),
    ("more members", changed(end + 8, [3, 0, 3, 0]), "directory is damaged"),
    ("entry mark", changed(entry, [0]), "directory is damaged"),
    ("name past the end", changed(entry + 28, [255, 255]), "directory is damaged"),
    ("comment past the end", changed(entry + 32, [255, 255]), "directory is damaged"),
    ("encrypted", changed(entry + 8, [1]), "is encrypted"),
    ("deflate", changed(entry + 10, [8]), "numpy.savez, which"),
    ("method 99", changed(entry + 10, [99]), "compressed by method 99"),
    ("packed size", changed(entry + 20, [1]), "sizes or an offset"),
    ("sizes 2^32 - 1", changed(entry + 20, [UInt8](repeating: 255, count: 8)), "reaches beyond"),
    ("local offset", changed(entry + 42, [255, 255, 255, 255]), "sizes or an offset"),
    ("local offset inside", changed(entry + 42, [1, 0, 0, 0]), "sizes or an offset"),
    ("local offset of the other", changed(entry + 42, [0, 0, 0, 0]), "contradict"),
    ("local mark", changed(local, [0]), "sizes or an offset"),
    ("local method", changed(local + 8, [8]), "contradict"),
    ("local name", changed(local + 30, [0x78]), "contradict"),
    ("local name length", changed(local + 26, [255, 255]), "beyond"),
    ("local size", changed(local + 22, [1, 0, 0, 0]), "contradict"),
    ("extra", changed(local + 28, [0]), "checksum"),
    ("checksum", changed(entry + 16, [0, 0, 0, 0]), "checksum of \"v\""),
    ("data", changed(firstEntry - 1, [7]), "checksum of \"v\""),
    ("name", changed(entry + 46 + 4, [0x7a]), "is not a .npy array"),
    ("name bytes", changed(entry + 46, [0xff]), "is not a .npy array"),
    ("same name", changed(entry + 46, [0x77]).replacing(local + 30, 0x77), "the name \"w\" appears twice"),
    ("compressed", NumpyFiles.bytes(NumpyFiles.compressed), "compressed (deflate)"),
  ]

  @Test(arguments: refusals.indices) func refuses(_ index: Int) {
    let (name, bytes, words) = Self.refusals[index]
    Hostile(bytes: bytes, nil, nil, words, name: name).expectRefusal {
      _ = try NpzReader.read($0, file: "x.npz")
    }
  }

  @Test func readsWhatNumPyWrote() throws {
    let archive = try Checkpoint(bytes: Self.good, file: "x")
    #expect(archive.format == .npz && archive.tensors.map(\.name) == ["w", "v"])
    #expect(archive["v"]?.values == [1, 2] && archive["v"]?.elementType == .int32)
    #expect(archive["w"]?.shape == [2, 3] && archive["w"]?.rationals.last == -7)
  }

  @Test func everyTruncationIsRefused() {
    for length in 0..<Self.good.count {
      #expect(throws: InputError.self) { try NpzReader.read(Array(Self.good[..<length]), file: "x") }
    }
  }
}

extension [UInt8] {
  func replacing(_ offset: Int, _ byte: UInt8) -> [UInt8] {
    var copy = self
    copy[offset] = byte
    return copy
  }
}
