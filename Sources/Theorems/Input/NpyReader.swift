// NpyReader: one NumPy array, read as the exact numbers it holds.

/// The reader of the .npy format, versions 1, 2 and 3.
///
/// Checked before anything is allocated: the header lies inside the file and holds at most `maximumHeader` bytes; the
/// product of the shape does not overflow; the data are exactly as long as the shape and the type demand. Arrays in
/// Fortran order are brought to row-major order. Complaints have the offset in bytes from the start of the file.
public enum NpyReader {
  public static let maximumHeader = 64 << 10

  public static func read(_ bytes: [UInt8], file: String) throws(InputError) -> Tensor {
    do {
      return try tensor(bytes[...], name: "")
    } catch {
      throw error.fault.error(file: file, at: .byte(error.offset))
    }
  }

  /// The tensor of a .npy text inside a larger file; offsets in faults are those of the slice's base.
  static func tensor(_ bytes: ArraySlice<UInt8>, name: String) throws(NpyFault) -> Tensor {
    let start = bytes.startIndex
    func fault(_ message: String, at offset: Int = 0) -> NpyFault {
      let suggestion = "save the array again with numpy.save"
      return NpyFault(offset: start + offset, fault: TensorFault(message, suggestion))
    }
    guard bytes.starts(with: [0x93] + Array("NUMPY".utf8)) else {
      throw fault("not a .npy file: the mark is missing")
    }
    guard bytes.count >= 10 else { throw fault("a .npy file cut short in its first ten bytes", at: 6) }
    let (major, minor) = (bytes[start + 6], bytes[start + 7])
    guard (1...3).contains(major), minor == 0 else {
      throw fault("version \(major).\(minor) of the format, which is not read", at: 6)
    }
    let lengthSize = major == 1 ? 2 : 4
    let headerStart = 8 + lengthSize
    guard bytes.count >= headerStart else {
      throw fault("a .npy file cut short in its first twelve bytes", at: 8)
    }
    let length = Int(unsignedInteger(bytes, at: 8, count: lengthSize))
    if length > maximumHeader {
      throw fault("a header of \(length) bytes: the limit is \(maximumHeader)", at: 8)
    }
    guard length <= bytes.count - headerStart else {
      throw fault("a header of \(length) bytes in a file of \(bytes.count)", at: 8)
    }
    let dataStart = headerStart + length
    var parser = NpyHeaderParser(bytes[(start + headerStart)..<(start + dataStart)])
    let header = try parser.header()
    let count = try placed(at: start + dataStart) { () throws(TensorFault) in
      try entryCount(ofShape: header.shape)
    }
    let available = bytes.count - dataStart
    if count * header.elementType.size != available {
      throw fault(
        "\(available) bytes of data for \(count) entries of \(header.elementType.size) bytes", at: dataStart)
    }
    return try placed(at: start + dataStart) { () throws(TensorFault) in
      try Tensor(
        name: name, shape: header.shape, elementType: header.elementType,
        bytes: bytes[(start + dataStart)...],
        bigEndian: header.bigEndian, columnMajor: header.columnMajor)
    }
  }

  private static func placed<Result>(
    at offset: Int, _ body: () throws(TensorFault) -> Result
  ) throws(NpyFault) -> Result {
    do { return try body() } catch { throw NpyFault(offset: offset, fault: error) }
  }
}
