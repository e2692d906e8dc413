// NpyHeader: the Python dictionary at the head of a .npy file, and nothing more of Python.

/// What the header of a .npy file says.
struct NpyHeader {
  let elementType: ElementType
  let bigEndian: Bool
  let columnMajor: Bool
  let shape: [Int]
}

/// A fault at an offset in bytes.
struct NpyFault: Error {
  let offset: Int
  let fault: TensorFault
}

/// The parser of `{'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }`.
///
/// Exactly these three keys, each once, in any order; strings in either kind of quotes without escapes; the shape a tuple
/// of plain integers. An `L` after an integer, which Python 2 wrote, is taken.
struct NpyHeaderParser {
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  mutating func header() throws(NpyFault) -> NpyHeader {
    var descriptor: (text: String, offset: Int)?
    var columnMajor: Bool?
    var shape: [Int]?
    try expect("{")
    while !take("}") {
      let offset = position
      let key = try string()
      try expect(":")
      switch key {
      case "descr" where descriptor == nil: descriptor = try typeDescriptor()
      case "fortran_order" where columnMajor == nil: columnMajor = try truth()
      case "shape" where shape == nil: shape = try tuple()
      case "descr", "fortran_order", "shape": throw fault("the key \(quoted(key)) appears twice", at: offset)
      default: throw fault("an unknown key \(quoted(key))", at: offset)
      }
      if !take(",") {
        try expect("}")
        break
      }
    }
    skipSpace()
    if position < bytes.endIndex { throw fault("text after the header's dictionary", at: position) }
    guard let descriptor, let columnMajor, let shape else {
      throw fault("the header lacks descr, fortran_order or shape", at: bytes.startIndex)
    }
    let (type, bigEndian) = try elementType(descriptor)
    return NpyHeader(elementType: type, bigEndian: bigEndian, columnMajor: columnMajor, shape: shape)
  }

  private func fault(_ message: String, at offset: Int) -> NpyFault {
    NpyFault(offset: offset, fault: TensorFault(message, "save the array again with numpy.save"))
  }

  private mutating func skipSpace() {
    while position < bytes.endIndex, bytes[position] == 0x20 || bytes[position] == 0x0a { position += 1 }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard position < bytes.endIndex, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ character: Unicode.Scalar) throws(NpyFault) {
    if !take(character) { throw fault("a header without '\(character)' where one is expected", at: position) }
  }

  private mutating func string() throws(NpyFault) -> String {
    skipSpace()
    let opening = position
    guard position < bytes.endIndex, bytes[position] == 0x27 || bytes[position] == 0x22 else {
      throw fault("a header without a string where one is expected", at: position)
    }
    guard let closing = bytes[(opening + 1)...].firstIndex(of: bytes[opening]) else {
      throw fault("a string without its closing quote", at: opening)
    }
    position = closing + 1
    return String(decoding: bytes[(opening + 1)..<closing], as: UTF8.self)
  }

  private mutating func typeDescriptor() throws(NpyFault) -> (text: String, offset: Int) {
    skipSpace()
    let offset = position
    if take("[") || take("(") {
      let fault = TensorFault("a structured array", "save each field as an array of its own")
      throw NpyFault(offset: offset, fault: fault)
    }
    return (try string(), offset)
  }

  private mutating func word() -> String {
    skipSpace()
    let rest = bytes[position...].prefix { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7a }
    position = rest.endIndex
    return String(decoding: rest, as: UTF8.self)
  }

  private mutating func truth() throws(NpyFault) -> Bool {
    skipSpace()
    let offset = position
    switch word() {
    case "True": return true
    case "False": return false
    default: throw fault("fortran_order is neither True nor False", at: offset)
    }
  }

  private mutating func tuple() throws(NpyFault) -> [Int] {
    try expect("(")
    var shape: [Int] = []
    while !take(")") {
      skipSpace()
      let offset = position
      let digits = bytes[position...].prefix { (0x30...0x39).contains($0) }
      position = digits.endIndex
      guard !digits.isEmpty, let value = Int(String(decoding: digits, as: UTF8.self)) else {
        throw fault("a shape whose entries are not integers from 0 to 2^63 - 1", at: offset)
      }
      _ = take("L")
      shape.append(value)
      if shape.count > TensorLimits.maximumRank { throw fault("a shape of too many dimensions", at: offset) }
      if !take(",") {
        // Python writes a tuple of one entry with a comma; without it these are parentheses around a number.
        if shape.count == 1 { throw fault("a shape that is not a tuple", at: offset) }
        try expect(")")
        break
      }
    }
    return shape
  }

  private func elementType(
    _ descriptor: (text: String, offset: Int)
  ) throws(NpyFault) -> (type: ElementType, bigEndian: Bool) {
    let types: [String: ElementType] = [
      "f8": .float64, "f4": .float32, "f2": .float16, "i1": .int8, "i2": .int16, "i4": .int32, "i8": .int64,
      "u1": .uint8, "u2": .uint16, "u4": .uint32, "u8": .uint64,
    ]
    let order = descriptor.text.unicodeScalars.first
    let name = String(descriptor.text.unicodeScalars.dropFirst())
    if let type = types[name], order == "<" || order == ">" || (order == "|" && type.size == 1) {
      return (type, order == ">")
    }
    let isObject = name.hasPrefix("O")
    let message =
      isObject ? "an array of Python objects" : "the element type \(quoted(descriptor.text)) is not read"
    let suggestion = "save it as float64, float32, float16 or an integer type, as with a.astype(float)"
    throw NpyFault(offset: descriptor.offset, fault: TensorFault(message, suggestion))
  }
}
