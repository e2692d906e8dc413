// NumberScanner: the grammar of number text, and the value of a scanned token.

/// The scanned pieces of a token, whose digits are known to be digits and within the limits.
struct NumberParts {
  var isNegative = false
  var radix = 10
  var whole: ArraySlice<UInt8> = []
  var fraction: ArraySlice<UInt8>?
  var denominator: ArraySlice<UInt8>?
  /// The written exponent: of ten in a decimal, of two in a hex number.
  var exponent: Int?
  var exponentOffset = 0

  private func integer(_ digits: some Collection<UInt8>) -> Integer { Integer(digits: digits, radix: radix)! }

  func requireCanonicalForm() throws(NumberTextError) {
    if radix == 16 { throw NumberTextError(.notCanonical("write p or p/q in decimal digits"), offset: 0) }
    if let fraction {
      let offset = fraction.startIndex - 1
      throw NumberTextError(.notCanonical("a decimal point: write p or p/q"), offset: offset)
    }
    if exponent != nil {
      throw NumberTextError(.notCanonical("an exponent: write p or p/q"), offset: exponentOffset)
    }
    if isNegative && whole.elementsEqual([0x30]) {
      throw NumberTextError(.notCanonical("zero is written 0"), offset: 0)
    }
  }

  func value(canonical: Bool) throws(NumberTextError) -> Rational {
    if let denominator { return try quotient(by: denominator, canonical: canonical) }
    let digits = fraction.map { Array(whole) + $0 }
    let magnitude = digits.map { integer($0) } ?? integer(whole)
    let mantissa = isNegative ? -magnitude : magnitude
    let places = fraction?.count ?? 0
    if radix == 16 { return Rational(mantissa: mantissa, exponent: (exponent ?? 0) - 4 * places) }
    let scale = (exponent ?? 0) - places
    if scale == 0 || mantissa.isZero { return Rational(mantissa) }
    let power = Integer(10).power(abs(scale))
    return scale > 0 ? Rational(mantissa * power) : Rational(mantissa, power)
  }

  private func quotient(by digits: ArraySlice<UInt8>, canonical: Bool) throws(NumberTextError) -> Rational {
    let denominator = integer(digits)
    if denominator.isZero { throw NumberTextError(.zeroDenominator, offset: digits.startIndex) }
    let magnitude = integer(whole)
    let value = Rational(isNegative ? -magnitude : magnitude, denominator)
    if canonical {
      if denominator == 1 {
        throw NumberTextError(.notCanonical("the denominator 1 is left out"), offset: digits.startIndex - 1)
      }
      if value.denominator != denominator {
        throw NumberTextError(.notCanonical("the fraction is not in lowest terms"), offset: 0)
      }
    }
    return value
  }
}

/// Splits a token into its parts without computing anything.
struct NumberScanner {
  private let token: [UInt8]
  private var position = 0
  private var exponentDigits = 0

  init(_ token: [UInt8]) { self.token = token }

  private var current: UInt8? { position < token.count ? token[position] : nil }

  private mutating func take(_ choices: Character...) -> Bool {
    guard let current, choices.contains(Character(Unicode.Scalar(current))) else { return false }
    position += 1
    return true
  }

  mutating func scan() throws(NumberTextError) -> NumberParts {
    if token.isEmpty { throw NumberTextError(.empty, offset: 0) }
    var parts = NumberParts()
    parts.isNegative = take("-")
    let start = token[position...].prefix(2)
    let isHex = start.elementsEqual("0x".utf8) || start.elementsEqual("0X".utf8)
    if isHex {
      position += 2
      parts.radix = 16
    }
    parts.whole = try digits(radix: parts.radix, "a digit")
    let numeratorHasLeadingZero = parts.radix == 10 && hasLeadingZero(parts.whole)
    if parts.radix == 10 && take("/") {
      parts.denominator = try digits(radix: 10, "the denominator: digits without a sign")
    } else {
      if take(".") { parts.fraction = try digits(radix: parts.radix, "a digit after the point") }
      parts.exponentOffset = position
      let marked = parts.radix == 16 ? take("p", "P") : take("e", "E")
      if marked { parts.exponent = try exponent() }
    }
    guard position == token.count else { throw unexpected("the end of the number") }
    let count =
      parts.whole.count + (parts.fraction?.count ?? 0) + (parts.denominator?.count ?? 0) + exponentDigits
    if count > NumberText.maximumDigits { throw NumberTextError(.tooManyDigits(count), offset: 0) }
    if numeratorHasLeadingZero { throw NumberTextError(.leadingZero, offset: parts.whole.startIndex) }
    if let denominator = parts.denominator, hasLeadingZero(denominator) {
      throw NumberTextError(.leadingZero, offset: denominator.startIndex)
    }
    return parts
  }

  private func hasLeadingZero(_ digits: ArraySlice<UInt8>) -> Bool {
    digits.count > 1 && digits.first == 0x30
  }

  private mutating func digits(radix: Int, _ wanted: String) throws(NumberTextError) -> ArraySlice<UInt8> {
    let start = position
    while let current, isDigit(current, radix) { position += 1 }
    if position > start { return token[start..<position] }
    guard position == token.count else { throw unexpected(wanted) }
    throw NumberTextError(.unfinished("\(wanted) is missing"), offset: position)
  }

  private func isDigit(_ byte: UInt8, _ radix: Int) -> Bool {
    switch byte {
    case 0x30...0x39: true
    case 0x41...0x46, 0x61...0x66: radix == 16
    default: false
    }
  }

  /// A signed exponent. Its digits are folded without overflow: beyond the limit it only counts that it is beyond.
  private mutating func exponent() throws(NumberTextError) -> Int {
    let isNegative = take("-")
    if !isNegative { _ = take("+") }
    let digits = try digits(radix: 10, "a digit of the exponent")
    exponentDigits = digits.count
    let value = digits.reduce(0) { min($0 * 10 + Int($1 - 0x30), NumberText.maximumExponent + 1) }
    if value > NumberText.maximumExponent {
      throw NumberTextError(.exponentTooLarge, offset: digits.startIndex)
    }
    return isNegative ? -value : value
  }

  /// The complaint about the character at the current position.
  private func unexpected(_ wanted: String) -> NumberTextError {
    let rest = token[position...].prefix(8)
    let word = String(decoding: rest, as: UTF8.self).lowercased()
    let note =
      switch true {
      case word.hasPrefix("nan"), word.hasPrefix("inf"):
        "NaN and infinity are not numbers: write a finite number"
      case word.hasPrefix("+"): "a '+' sign: leave it out"
      case word.hasPrefix(","): "a comma in a number: the decimal sign is a point"
      case word.hasPrefix("_"): "an underscore in a number: write the digits without separators"
      case word.hasPrefix("\u{2212}"): "a typographic minus sign: write '-'"
      case word.hasPrefix("/"): "a '/' here: a fraction is two integers, as in 3/4"
      default: "\(name(of: rest)) where \(wanted) is expected"
      }
    return NumberTextError(.unexpected(note), offset: position)
  }

  private func name(of bytes: ArraySlice<UInt8>) -> String {
    let first = bytes.first!
    if first > 0x20 && first < 0x7f { return "'\(Unicode.Scalar(first))'" }
    if first == 0x20 { return "a space" }
    let scalar = String(decoding: bytes, as: UTF8.self).unicodeScalars.first!
    let isDecoded = first < 0x80 || scalar != "\u{fffd}"
    let code = String(isDecoded ? scalar.value : UInt32(first), radix: 16, uppercase: true)
    if !isDecoded { return "the byte 0x\(code)" }
    return "the character U+\(String(repeating: "0", count: max(0, 4 - code.count)))\(code)"
  }
}
