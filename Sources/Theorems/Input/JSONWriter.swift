// JSONWriter: the same bytes for the same value, on every machine and in every run.

/// The writer of JSON: ASCII only, keys sorted by Unicode scalar, numbers as the text they hold.
///
/// Both forms are those of Python's `json.dumps(value, sort_keys=True, ensure_ascii=True, ...)` for values whose numbers
/// are integers: canonical with `separators=(",", ":")`, pretty with `indent=2`. An object with a key twice is misuse.
public enum JSONWriter {
  /// The compact form that is hashed: no spaces, no line breaks, no line break at the end.
  public static func canonicalBytes(_ value: JSON) -> [UInt8] {
    var output: [UInt8] = []
    write(value, to: &output, indentation: nil)
    return output
  }

  public static func canonicalText(_ value: JSON) -> String {
    String(decoding: canonicalBytes(value), as: UTF8.self)
  }

  /// The form for files that people read and compare: one element or member a line, without a line break at the end.
  public static func prettyText(_ value: JSON) -> String {
    var output: [UInt8] = []
    write(value, to: &output, indentation: 0)
    return String(decoding: output, as: UTF8.self)
  }

  private static func write(_ value: JSON, to output: inout [UInt8], indentation: Int?) {
    switch value.content {
    case .null: output += "null".utf8
    case .bool(let truth): output += (truth ? "true" : "false").utf8
    case .number(let text): output += text.utf8
    case .string(let text): write(text, to: &output)
    case .array(let elements):
      writeList(elements, "[", "]", to: &output, indentation) { element, output, indentation in
        write(element, to: &output, indentation: indentation)
      }
    case .object(let members):
      writeList(sorted(members), "{", "}", to: &output, indentation) { member, output, indentation in
        write(member.key, to: &output)
        output += (indentation == nil ? ":" : ": ").utf8
        write(member.value, to: &output, indentation: indentation)
      }
    }
  }

  /// UTF-8 sorts as the scalars do; `<` on `String` would not.
  private static func sorted(_ members: [JSON.Member]) -> [JSON.Member] {
    let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    for (member, next) in zip(sorted, sorted.dropFirst()) {
      precondition(!sameText(member.key, next.key), "an object to be written has the key \(member.key) twice")
    }
    return sorted
  }

  private static func writeList<Element>(
    _ list: [Element], _ opening: Unicode.Scalar, _ closing: Unicode.Scalar, to output: inout [UInt8],
    _ indentation: Int?, _ body: (Element, inout [UInt8], Int?) -> Void
  ) {
    let inner = indentation.map { $0 + 2 }
    func breakLine(_ indentation: Int?) {
      guard let indentation else { return }
      output.append(0x0a)
      output += repeatElement(0x20, count: indentation)
    }
    output.append(UInt8(ascii: opening))
    for (index, element) in list.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      breakLine(inner)
      body(element, &output, inner)
    }
    if !list.isEmpty { breakLine(indentation) }
    output.append(UInt8(ascii: closing))
  }

  private static func write(_ text: String, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    for unit in text.utf16 {
      switch unit {
      case 0x22: output += "\\\"".utf8
      case 0x5c: output += "\\\\".utf8
      case 0x08: output += "\\b".utf8
      case 0x09: output += "\\t".utf8
      case 0x0a: output += "\\n".utf8
      case 0x0c: output += "\\f".utf8
      case 0x0d: output += "\\r".utf8
      case 0x20..<0x7f: output.append(UInt8(unit))
      default:
        let digits = String(unit, radix: 16)
        output += "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8
      }
    }
    output.append(UInt8(ascii: "\""))
  }
}
