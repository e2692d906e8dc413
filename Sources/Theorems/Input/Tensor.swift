// Tensor: an array of numbers from a file, each exactly the number the file holds.

import Exact

/// The types of entries that are read.
public enum ElementType: String, Sendable, Hashable, CaseIterable {
  case float64 = "F64"
  case float32 = "F32"
  case float16 = "F16"
  case bfloat16 = "BF16"
  case int8 = "I8"
  case int16 = "I16"
  case int32 = "I32"
  case int64 = "I64"
  case uint8 = "U8"
  case uint16 = "U16"
  case uint32 = "U32"
  case uint64 = "U64"

  /// The size of an entry in bytes.
  public var size: Int {
    switch self {
    case .int8, .uint8: 1
    case .float16, .bfloat16, .int16, .uint16: 2
    case .float32, .int32, .uint32: 4
    case .float64, .int64, .uint64: 8
    }
  }

  /// The entry whose bits are the low bits of `bits`; nil when it is not a finite number that a double holds exactly.
  func value(ofBits bits: UInt64) -> Double? {
    let value: Double? =
      switch self {
      case .float64: Double(bitPattern: bits)
      case .float32: Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
      case .bfloat16: Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits) << 16))
      case .float16: halfPrecision(UInt16(truncatingIfNeeded: bits))
      case .int8: Double(Int8(truncatingIfNeeded: bits))
      case .int16: Double(Int16(truncatingIfNeeded: bits))
      case .int32: Double(Int32(truncatingIfNeeded: bits))
      case .int64: Double(exactly: Int64(bitPattern: bits))
      case .uint8: Double(UInt8(truncatingIfNeeded: bits))
      case .uint16: Double(UInt16(truncatingIfNeeded: bits))
      case .uint32: Double(UInt32(truncatingIfNeeded: bits))
      case .uint64: Double(exactly: bits)
      }
    return value.flatMap { $0.isFinite ? $0 : nil }
  }

  /// Why `value(ofBits:)` has no value.
  func fault(ofBits bits: UInt64) -> String {
    switch self {
    case .int64: "\(Int64(bitPattern: bits)), which a double does not hold exactly"
    case .uint64: "\(bits), which a double does not hold exactly"
    case .float64: Double(bitPattern: bits).isNaN ? "NaN" : "infinite"
    case .float32: Float(bitPattern: UInt32(truncatingIfNeeded: bits)).isNaN ? "NaN" : "infinite"
    case .bfloat16: bits & 0x7f == 0 ? "infinite" : "NaN"
    case .float16: bits & 0x3ff == 0 ? "infinite" : "NaN"
    default: "not a number"
    }
  }

  /// IEEE 754 half precision: sign, 5 bits of exponent biased by 15, 10 bits of fraction.
  private func halfPrecision(_ bits: UInt16) -> Double {
    let exponent = Int(bits >> 10 & 0x1f)
    let fraction = Int(bits & 0x3ff)
    let sign = bits >> 15 == 0 ? FloatingPointSign.plus : .minus
    switch exponent {
    case 0: return Double(sign: sign, exponent: -24, significand: Double(fraction))
    case 31: return fraction == 0 ? Double(sign: sign, exponent: 0, significand: .infinity) : .nan
    default: return Double(sign: sign, exponent: exponent - 25, significand: Double(fraction + 1024))
    }
  }
}

/// A named array of finite numbers in row-major order.
///
/// *Guarantee*: every entry of `values` equals the entry of the file. All element types are subsets of the doubles but
/// for 64-bit integers, whose entries beyond 2^53 are refused unless a double holds them. A negative zero stays one in
/// `values` and is zero in `rationals`.
public struct Tensor: Sendable, Hashable {
  public let name: String
  public let shape: [Int]
  public let elementType: ElementType
  public let values: [Double]

  public init(name: String, shape: [Int], elementType: ElementType, values: [Double]) {
    precondition(
      shape.reduce(1, *) == values.count, "tensor \(name): \(values.count) values for the shape \(shape)")
    precondition(values.allSatisfy(\.isFinite), "tensor \(name): a value that is not finite")
    self.name = name
    self.shape = shape
    self.elementType = elementType
    self.values = values
  }

  /// The entries as exact rationals, computed at each call.
  public var rationals: [Rational] { values.map { Rational(exactly: $0)! } }

  /// The matrix of a tensor with two dimensions; nil for any other.
  public var rationalMatrix: Matrix<Rational>? {
    shape.count == 2 ? Matrix(rows: shape[0], columns: shape[1], entries: rationals) : nil
  }
}
