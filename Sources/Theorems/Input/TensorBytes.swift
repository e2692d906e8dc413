// TensorBytes: shapes and raw entries of binary files, checked before anything is allocated.

/// Limits shared by the readers of binary files.
public enum TensorLimits {
  /// The entries of one file, and the largest dimension.
  public static let maximumEntries = 1 << 24
  public static let maximumRank = 32
  public static let maximumTensors = 10_000
}

/// A fault of a binary file, before the file's name is known.
struct TensorFault: Error {
  let message: String
  let suggestion: String
  init(_ message: String, _ suggestion: String = "write the file again") {
    (self.message, self.suggestion) = (message, suggestion)
  }

  func error(file: String, at location: InputError.Location = .whole) -> InputError {
    InputError(file: file, at: location, message, suggestion: suggestion)
  }
}

/// The unsigned integer of `count` bytes at `offset`, which must lie inside.
func unsignedInteger(_ bytes: ArraySlice<UInt8>, at offset: Int, count: Int, bigEndian: Bool = false)
  -> UInt64
{
  let start = bytes.startIndex + offset
  var value: UInt64 = 0
  for index in 0..<count {
    value = value << 8 | UInt64(bytes[start + (bigEndian ? index : count - 1 - index)])
  }
  return value
}

/// The number of entries of a shape, refused on overflow and beyond the limits.
func entryCount(ofShape shape: [Int]) throws(TensorFault) -> Int {
  let limit = TensorLimits.maximumEntries
  if shape.count > TensorLimits.maximumRank {
    throw TensorFault("\(shape.count) dimensions: the limit is \(TensorLimits.maximumRank)", "store matrices")
  }
  var count = 1
  for dimension in shape {
    if dimension < 0 { throw TensorFault("a negative dimension \(dimension)") }
    let product = count.multipliedReportingOverflow(by: dimension)
    if dimension > limit || product.overflow || product.partialValue > limit {
      throw TensorFault("more than \(limit) entries, which is the limit", "split the file")
    }
    count = product.partialValue
  }
  return count
}

/// The index of entry `position`, counted in row-major order, as `[1][0]`.
func indexText(_ position: Int, shape: [Int]) -> String {
  var rest = position
  var text = ""
  for dimension in shape.reversed() {
    text = "[\(rest % dimension)]" + text
    rest /= dimension
  }
  return text
}

extension Tensor {
  /// Reads entries from `bytes`, which hold exactly those of `shape`, and reorders them to row-major order.
  init(
    name: String, shape: [Int], elementType: ElementType, bytes: ArraySlice<UInt8>, bigEndian: Bool = false,
    columnMajor: Bool = false
  ) throws(TensorFault) {
    let size = elementType.size
    let count = bytes.count / size
    var values = [Double](repeating: 0, count: count)
    for position in 0..<count {
      let bits = unsignedInteger(bytes, at: position * size, count: size, bigEndian: bigEndian)
      let target = columnMajor ? rowMajorPosition(ofColumnMajor: position, shape: shape) : position
      guard let value = elementType.value(ofBits: bits) else {
        let tensor = name.isEmpty ? "" : "tensor \(quoted(name)), "
        let entry = shape.isEmpty ? "the only entry," : "entry \(indexText(target, shape: shape))"
        throw TensorFault(
          "\(tensor)\(entry) is \(elementType.fault(ofBits: bits))", "store finite numbers")
      }
      values[target] = value
    }
    self.init(name: name, shape: shape, elementType: elementType, values: values)
  }
}

/// Where an entry goes whose first index runs fastest in the file.
private func rowMajorPosition(ofColumnMajor position: Int, shape: [Int]) -> Int {
  var rest = position
  var stride = shape.reduce(1, *)
  var target = 0
  for dimension in shape {
    stride /= dimension
    target += rest % dimension * stride
    rest /= dimension
  }
  return target
}
