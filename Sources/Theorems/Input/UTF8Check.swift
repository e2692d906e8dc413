// UTF8Check: is a sequence of bytes well-formed UTF-8, and if not, where and why not.

/// The first fault of a text as UTF-8 (the Unicode Standard, table 3-7).
package struct UTF8Fault {
  package let offset: Int
  package let reason: String

  /// The first fault in `text`, or nil when it is well formed.
  package static func first(in text: [UInt8]) -> UTF8Fault? {
    var position = 0
    while position < text.count {
      if text[position] < 0x80 {
        position += 1
        continue
      }
      switch length(at: position, in: text) {
      case .success(let length): position += length
      case .failure(let fault): return UTF8Fault(offset: position, reason: fault.reason)
      }
    }
    return nil
  }

  private struct Reason: Error { let reason: String }

  /// The length of the sequence of two to four bytes that starts at `position`.
  private static func length(at position: Int, in text: [UInt8]) -> Result<Int, Reason> {
    let lead = text[position]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xbf
    var outside = "a byte that continues no character"
    switch lead {
    case 0xc2...0xdf: length = 2
    case 0xe0: (length, second, outside) = (3, 0xa0...0xbf, "an overlong encoding")
    case 0xed: (length, second, outside) = (3, 0x80...0x9f, "an encoded surrogate")
    case 0xe1...0xef: length = 3
    case 0xf0: (length, second, outside) = (4, 0x90...0xbf, "an overlong encoding")
    case 0xf4: (length, second, outside) = (4, 0x80...0x8f, "a character beyond U+10FFFF")
    case 0xf1...0xf3: length = 4
    case 0x80...0xbf: return .failure(Reason(reason: "a continuation byte without a lead byte"))
    case 0xc0, 0xc1: return .failure(Reason(reason: "an overlong encoding"))
    default: return .failure(Reason(reason: "the byte 0x\(String(lead, radix: 16)), which UTF-8 never uses"))
    }
    for index in 1..<length {
      guard position + index < text.count else { return .failure(Reason(reason: "a truncated character")) }
      let byte = text[position + index]
      guard byte & 0xc0 == 0x80 else { return .failure(Reason(reason: "a truncated character")) }
      if index == 1 && !second.contains(byte) { return .failure(Reason(reason: outside)) }
    }
    return .success(length)
  }
}
