// NpzReader: several NumPy arrays in an uncompressed zip archive.

/// The reader of .npz files as `numpy.savez` writes them.
///
/// Members are found through the central directory and must be stored, not compressed, unencrypted, in one part, and
/// named `NAME.npy`, each name once. Every length and offset is checked against the file and the members must not
/// overlap; the local header must agree on name, method and sizes, and the data with their checksum (CRC-32).
public enum NpzReader {
  public static func read(_ bytes: [UInt8], file: String) throws(InputError) -> [Tensor] {
    do {
      return try tensors(bytes)
    } catch {
      throw error.fault.error(file: file, at: .byte(error.offset))
    }
  }

  private struct Member {
    let name: String
    let checksum: UInt32
    let extent: Range<Int>
    let data: Range<Int>
    /// The offset of the member's entry in the directory.
    let entryOffset: Int
  }

  private static func fault(
    _ message: String, at offset: Int, _ suggestion: String = "save the arrays again with numpy.savez"
  ) -> NpyFault {
    NpyFault(offset: offset, fault: TensorFault(message, suggestion))
  }

  private static func tensors(_ bytes: [UInt8]) throws(NpyFault) -> [Tensor] {
    let members = try directory(bytes).sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    for (member, next) in zip(members, members.dropFirst()) where sameText(member.name, next.name) {
      throw fault("the name \(quoted(member.name)) appears twice", at: next.entryOffset)
    }
    let byExtent = members.sorted { $0.extent.lowerBound < $1.extent.lowerBound }
    for (member, next) in zip(byExtent, byExtent.dropFirst())
    where member.extent.upperBound > next.extent.lowerBound {
      throw fault("two members overlap", at: next.entryOffset)
    }
    var tensors: [Tensor] = []
    var total = 0
    for member in byExtent {
      let data = bytes[member.data]
      guard crc32(data) == member.checksum else {
        throw fault(
          "the checksum of \(quoted(member.name)) does not match its data", at: member.data.lowerBound)
      }
      let tensor = try NpyReader.tensor(data, name: member.name)
      total += tensor.values.count
      if total > TensorLimits.maximumEntries {
        throw fault(
          "more than \(TensorLimits.maximumEntries) entries in all", at: member.entryOffset, "split the file")
      }
      tensors.append(tensor)
    }
    return tensors
  }

  /// The members listed in the central directory.
  private static func directory(_ bytes: [UInt8]) throws(NpyFault) -> [Member] {
    guard bytes.starts(with: [0x50, 0x4b]) else {
      throw fault("not a .npz file: the mark of zip is missing", at: 0)
    }
    // The end record: 22 bytes and a comment that reaches to the end of the file.
    let first = max(0, bytes.count - 22 - 0xffff)
    let end = stride(from: bytes.count - 22, through: first, by: -1).first {
      field(bytes, $0, 4) == 0x0605_4b50 && $0 + 22 + field(bytes, $0 + 20, 2) == bytes.count
    }
    guard let end else { throw fault("the end record of the archive is missing", at: bytes.count) }
    let count = field(bytes, end + 10, 2)
    let start = field(bytes, end + 16, 4)
    if start == 0xffff_ffff || count == 0xffff {
      throw fault("a zip64 directory, which is not read", at: end)
    }
    guard field(bytes, end + 4, 4) == 0, field(bytes, end + 8, 2) == count else {
      throw fault("an archive in several parts", at: end)
    }
    guard start + field(bytes, end + 12, 4) == end else {
      throw fault("the directory does not lie before the end record", at: end)
    }
    var members: [Member] = []
    var position = start
    for _ in 0..<count {
      guard position + 46 <= end, field(bytes, position, 4) == 0x0201_4b50 else {
        throw fault("the directory is damaged", at: position)
      }
      let next =
        position + 46 + field(bytes, position + 28, 2) + field(bytes, position + 30, 2)
        + field(bytes, position + 32, 2)
      guard next <= end else { throw fault("the directory is damaged", at: position) }
      members.append(try member(bytes, entry: position, directory: start))
      position = next
    }
    if position != end { throw fault("the directory is longer than its entries", at: position) }
    return members
  }

  /// The member of the directory entry at `entry`, checked against its local header.
  private static func member(_ bytes: [UInt8], entry: Int, directory: Int) throws(NpyFault) -> Member {
    let nameBytes = bytes[(entry + 46)..<(entry + 46 + field(bytes, entry + 28, 2))]
    let fullName = String(decoding: nameBytes, as: UTF8.self)
    guard UTF8Fault.first(in: Array(nameBytes)) == nil, fullName.hasSuffix(".npy"), nameBytes.count > 4 else {
      throw fault("the member \(quoted(fullName)) is not a .npy array", at: entry)
    }
    let (flags, method) = (field(bytes, entry + 8, 2), field(bytes, entry + 10, 2))
    if method != 0 {
      let how = method == 8 ? "compressed (deflate)" : "compressed by method \(method)"
      throw fault(
        "the member \(quoted(fullName)) is \(how)", at: entry,
        "save with numpy.savez, which stores arrays uncompressed, instead of numpy.savez_compressed")
    }
    if flags & 0x41 != 0 { throw fault("the member \(quoted(fullName)) is encrypted", at: entry) }
    let (packed, size, local) = (
      field(bytes, entry + 20, 4), field(bytes, entry + 24, 4), field(bytes, entry + 42, 4)
    )
    guard packed == size, local + 30 <= directory, field(bytes, local, 4) == 0x0403_4b50 else {
      throw fault("the member \(quoted(fullName)) has sizes or an offset that cannot be", at: entry)
    }
    let (nameCount, extraCount) = (field(bytes, local + 26, 2), field(bytes, local + 28, 2))
    let start = local + 30 + nameCount + extraCount
    guard start + size <= directory else {
      throw fault("the member \(quoted(fullName)) reaches beyond the archive's data", at: local)
    }
    // A size of 2^32 - 1 stands for one in the zip64 field, which numpy always writes; with flag 8 sizes follow the data.
    let sizesAgree = [18, 22].allSatisfy {
      let written = field(bytes, local + $0, 4)
      return written == size || written == 0xffff_ffff || flags & 8 != 0
    }
    guard field(bytes, local + 8, 2) == method, sizesAgree,
      bytes[(local + 30)..<(local + 30 + nameCount)].elementsEqual(nameBytes)
    else { throw fault("the two headers of \(quoted(fullName)) contradict each other", at: local) }
    return Member(
      name: String(fullName.unicodeScalars.dropLast(4)), checksum: UInt32(field(bytes, entry + 16, 4)),
      extent: local..<(start + size), data: start..<(start + size), entryOffset: entry)
  }

  /// A little-endian field; callers have checked that it lies inside.
  private static func field(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> Int {
    Int(unsignedInteger(bytes[...], at: offset, count: count))
  }
}

/// The CRC-32 of zip: polynomial 0xEDB88320, reflected.
func crc32(_ bytes: ArraySlice<UInt8>) -> UInt32 {
  let table = (0..<256 as Range<UInt32>).map { index in
    (0..<8).reduce(index) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xedb8_8320 : value >> 1 }
  }
  return ~bytes.reduce(0xffff_ffff) { table[Int(($0 ^ UInt32($1)) & 0xff)] ^ $0 >> 8 }
}
