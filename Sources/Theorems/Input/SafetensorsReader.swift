// SafetensorsReader: checkpoints in the safetensors format, read as the exact numbers they hold.

/// The content of a safetensors file.
public struct SafetensorsFile: Sendable {
  /// The string map `__metadata__`, in the order written.
  public let metadata: [(key: String, value: String)]
  /// The tensors in the order of their data in the file; empty ones by name.
  public let tensors: [Tensor]

  public subscript(_ name: String) -> Tensor? { tensors.first { sameText($0.name, name) } }
}

/// The reader of safetensors: eight bytes with the length of the header, little-endian; the header, a JSON object; the
/// data.
///
/// Checked before any entry is read: the header lies inside the file and holds at most `maximumHeader` bytes; it is
/// strict JSON that starts with `{`; every type is known; the length of every tensor is that of its shape; and, as the
/// format demands, the tensors cover the data without overlap, gap or rest. Complaints about the header have its line and
/// column, counted inside the header.
public enum SafetensorsReader {
  public static let maximumHeader = 16 << 20

  private struct Entry {
    let name: String
    let cursor: JSONCursor
    let type: ElementType
    let shape: [Int]
    let range: Range<Int>
  }

  public static func read(_ bytes: [UInt8], file: String) throws(InputError) -> SafetensorsFile {
    let (header, data) = try split(bytes, file: file)
    let root = try JSONReader.read(Array(header), file: "\(file) (header)").root
    var metadata: [(key: String, value: String)] = []
    var entries: [Entry] = []
    for (name, cursor) in try root.members() {
      if sameText(name, "__metadata__") {
        for (key, value) in try cursor.members() { metadata.append((key, try value.string())) }
      } else {
        entries.append(try entry(name, cursor, dataCount: data.count))
      }
    }
    if entries.count > TensorLimits.maximumTensors {
      throw root.error("more than \(TensorLimits.maximumTensors) tensors", suggestion: "split the file")
    }
    try requireFullCover(entries, dataCount: data.count, root: root)
    var tensors: [Tensor] = []
    let ordered = entries.sorted {
      ($0.range.lowerBound, $0.range.upperBound) != ($1.range.lowerBound, $1.range.upperBound)
        ? ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
        : $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
    }
    for entry in ordered {
      let range = data.startIndex + entry.range.lowerBound..<data.startIndex + entry.range.upperBound
      do {
        tensors.append(
          try Tensor(name: entry.name, shape: entry.shape, elementType: entry.type, bytes: data[range]))
      } catch {
        throw error.error(file: file)
      }
    }
    return SafetensorsFile(metadata: metadata, tensors: tensors)
  }

  private static func split(
    _ bytes: [UInt8], file: String
  ) throws(InputError) -> (header: ArraySlice<UInt8>, data: ArraySlice<UInt8>) {
    func failure(_ message: String, at offset: Int = 0) -> InputError {
      InputError(file: file, at: .byte(offset), message, suggestion: "save it again with safetensors")
    }
    guard bytes.count >= 8 else {
      throw failure("\(bytes.count) bytes: a safetensors file starts with eight bytes of length")
    }
    let length = unsignedInteger(bytes[...], at: 0, count: 8)
    if length > maximumHeader {
      throw failure("a header of \(length) bytes: the limit is \(maximumHeader)")
    }
    guard length <= bytes.count - 8 else {
      throw failure("a header of \(length) bytes in a file of \(bytes.count)")
    }
    let end = 8 + Int(length)
    guard bytes[8..<end].first == UInt8(ascii: "{") else {
      throw failure("the header does not start with '{'", at: 8)
    }
    return (bytes[8..<end], bytes[end...])
  }

  private static func entry(
    _ name: String, _ cursor: JSONCursor, dataCount: Int
  ) throws(InputError) -> Entry {
    try cursor.refuseMembers(except: ["dtype", "shape", "data_offsets"])
    let typeCursor = try cursor.member("dtype")
    let typeName = try typeCursor.string()
    guard let type = ElementType(rawValue: typeName) else {
      let known = ElementType.allCases.map(\.rawValue).joined(separator: ", ")
      throw typeCursor.error(
        "the element type \(quoted(typeName)) is not read", suggestion: "use one of \(known)")
    }
    let shapeCursor = try cursor.member("shape")
    var shape: [Int] = []
    for dimension in try shapeCursor.elements() { shape.append(try number(dimension, "a dimension")) }
    let offsetsCursor = try cursor.member("data_offsets")
    let offsets = try offsetsCursor.elements(count: 2, "offsets")
    let begin = try number(offsets[0], "an offset")
    let end = try number(offsets[1], "an offset")
    guard begin <= end, end <= dataCount else {
      throw offsetsCursor.error(
        "the offsets \(begin) to \(end) do not lie in the \(dataCount) bytes of data",
        suggestion: "the file may be cut short: save it again")
    }
    let count: Int
    do {
      count = try entryCount(ofShape: shape)
    } catch {
      throw shapeCursor.error(error.message, suggestion: error.suggestion)
    }
    guard count * type.size == end - begin else {
      throw offsetsCursor.error(
        "\(end - begin) bytes for \(count) entries of \(type.size) bytes", suggestion: "save the file again")
    }
    return Entry(name: name, cursor: cursor, type: type, shape: shape, range: begin..<end)
  }

  /// A JSON integer, not a string.
  private static func number(_ cursor: JSONCursor, _ noun: String) throws(InputError) -> Int {
    if case .string = cursor.value.content {
      throw cursor.error("a string where \(noun) is expected", suggestion: "write a JSON integer")
    }
    return try cursor.count(noun, in: 0...Int.max)
  }

  /// Tensors one after the other from the first byte of the data to the last.
  private static func requireFullCover(
    _ entries: [Entry], dataCount: Int, root: JSONCursor
  ) throws(InputError) {
    var covered = 0
    var total = 0
    let sorted = entries.sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
    for entry in sorted {
      let begin = entry.range.lowerBound
      if begin != covered {
        let fault = begin < covered ? "overlaps the tensor before it" : "leaves a gap before it"
        throw entry.cursor.error(
          "the data of this tensor \(fault): it starts at \(begin), and the one before ends at \(covered)",
          suggestion: "save the file again")
      }
      covered = entry.range.upperBound
      total += entry.range.count / entry.type.size
    }
    if covered != dataCount {
      throw root.error(
        "\(dataCount - covered) bytes after the last tensor", suggestion: "save the file again")
    }
    if total > TensorLimits.maximumEntries {
      throw root.error(
        "\(total) entries in all: the limit is \(TensorLimits.maximumEntries)", suggestion: "split the file")
    }
  }
}
