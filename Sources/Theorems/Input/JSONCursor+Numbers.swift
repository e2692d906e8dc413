// JSONCursor+Numbers: numbers in JSON, as strings or as JSON numbers, read exactly.

import Exact

/// How many bits of numbers may still be read.
///
/// `1e100000` takes eight bytes of a file and forty thousand of memory. A reader of many numbers carries one budget and
/// stops with an error before a small file fills the memory.
public struct NumberBudget: Sendable {
  public private(set) var remainingBits: Int

  /// 2^30 bits, 128 MiB, unless told otherwise.
  public init(bits: Int = 1 << 30) { remainingBits = bits }

  mutating func spend(_ value: Rational) -> Bool {
    remainingBits -= 128 + value.numerator.bitWidth + value.denominator.bitWidth
    return remainingBits >= 0
  }
}

extension JSONCursor {
  /// The exact number of a string such as "1/3", "0.25", "1e-3" or "0x1.8p3", or of a JSON number.
  ///
  /// A JSON number with a point or an exponent is the decimal it shows. With `canonical`, the form of certificates, only
  /// a string with `p` or `p/q` in lowest terms is taken.
  public func rational(canonical: Bool = false) throws(InputError) -> Rational {
    let text = try numberText(canonical: canonical)
    do {
      return try NumberText.rational(text, canonical: canonical)
    } catch {
      throw complaint(error, about: text)
    }
  }

  /// The same, charged to `budget`.
  public func rational(canonical: Bool = false, within budget: inout NumberBudget) throws(InputError)
    -> Rational
  {
    let value = try rational(canonical: canonical)
    if budget.spend(value) { return value }
    throw error(
      "the numbers up to here exceed the memory set aside for them", suggestion: "write shorter numbers")
  }

  /// The integer of a string or of a JSON number without point and exponent.
  public func integer() throws(InputError) -> Integer {
    let text = try numberText(canonical: false)
    do {
      return try NumberText.integer(text)
    } catch {
      throw complaint(error, about: text)
    }
  }

  /// The integer, when it lies in `range`; `noun` says what it counts: "a width", "a depth".
  public func count(_ noun: String, in range: ClosedRange<Int>) throws(InputError) -> Int {
    let value = try integer()
    if let word = value.asInt, range.contains(word) { return word }
    let shown = value.bitWidth > 100 ? "a number of \(value.bitWidth) bits" : "\(value)"
    throw error(
      "\(shown) as \(noun)", suggestion: "write an integer from \(range.lowerBound) to \(range.upperBound)")
  }

  private func numberText(canonical: Bool) throws(InputError) -> String {
    switch value.content {
    case .string(let text): return text
    case .number(let text) where !canonical: return text
    case .number: throw error("a JSON number", suggestion: "write it as a string, as in \"1/3\"")
    default:
      throw error("\(value.kindName) where a number is expected", suggestion: "write one, as in \"1/3\" or 2")
    }
  }

  /// The complaint of the number reader at its place in the document.
  private func complaint(_ fault: NumberTextError, about text: String) -> InputError {
    var shift = 0
    if case .number = value.content { shift = fault.offset }
    // Inside a string the place is known as long as no escape stands before it.
    if case .string = value.content {
      let written = document.text[(value.offset + 1)...].prefix(fault.offset)
      if written.elementsEqual(text.utf8.prefix(fault.offset)) { shift = 1 + fault.offset }
    }
    let suggestion = "write a number such as 2, \"1/3\", \"0.25\" or \"1e-3\""
    return error("\(fault)", suggestion: suggestion, shift: shift)
  }
}
