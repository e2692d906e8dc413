// Integer+Text: digits out, checked digits in, and conversions with Double.

internal import CGMP
internal import CShims

extension Integer: CustomStringConvertible {
  public var description: String {
    if case .small(let value) = representation { return String(value) }
    return withPointer { pointer in
      let capacity = Int(integer_digits_bound(pointer, 10))
      return String(unsafeUninitializedCapacity: capacity) { buffer in
        buffer.withMemoryRebound(to: CChar.self) { text in
          integer_get_digits(text.baseAddress!, 10, pointer)
          return text.firstIndex(of: 0)!
        }
      }
    }
  }

  /// The integer written by `digits`, all of which must be digits of `radix` (10 or 16) already; nil otherwise.
  ///
  /// No sign, no spaces, no separators: those belong to the reader of number text.
  public init?(digits: some Collection<UInt8>, radix: Int = 10) {
    func isDigit(_ c: UInt8) -> Bool {
      switch c {
      case 0x30...0x39: true
      case 0x41...0x46, 0x61...0x66: radix == 16
      default: false
      }
    }
    guard !digits.isEmpty, digits.allSatisfy(isDigit) else { return nil }
    if digits.count <= 15 {
      self.init(digits.reduce(0) { $0 * radix + Int($1 & 0xf) + ($1 > 0x39 ? 9 : 0) })
      return
    }
    let text = digits.map { CChar($0) } + [0]
    self = withFreshInteger { integer_set_digits($0, text, Int32(radix)) }
  }
}

extension Integer {
  /// The nearest double below the value in magnitude (truncated toward zero). Loses the guarantee: a guess.
  public var approximateDouble: Double {
    if case .small(let value) = representation { return Double(value) }
    return withPointer { integer_get_double_truncated($0) }
  }

  /// The integer a finite double with an integral value is; nil otherwise.
  public init?(exactly value: Double) {
    guard value.isFinite, value == value.rounded(.towardZero) else { return nil }
    if let small = Int(exactly: value) {
      self.init(small)
    } else {
      self = withFreshInteger { integer_set_double($0, value) }
    }
  }
}
