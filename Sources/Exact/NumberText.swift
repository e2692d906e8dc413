// NumberText: untrusted text in, exact rationals out. The only way a written number enters Plumb.

/// Why a piece of text is not an exact number, and where.
public struct NumberTextError: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Reason: Sendable, Hashable {
    case empty
    /// A character that cannot stand where it stands; the note says what may.
    case unexpected(String)
    /// The token ends where a digit is missing.
    case unfinished(String)
    case leadingZero
    case zeroDenominator
    case tooManyDigits(Int)
    case exponentTooLarge
    /// An exact number in a form that certificates do not admit; the note names the rule.
    case notCanonical(String)
  }

  public let reason: Reason
  /// The offset in bytes of UTF-8 from the start of the token, counted from 0.
  public let offset: Int

  public init(_ reason: Reason, offset: Int) { (self.reason, self.offset) = (reason, offset) }

  public var description: String {
    switch reason {
    case .empty: "an empty text where a number is expected"
    case .unexpected(let note): note
    case .unfinished(let note): "the number ends too early: \(note)"
    case .leadingZero: "a number with a leading zero: write it without"
    case .zeroDenominator: "a fraction with denominator zero"
    case .tooManyDigits(let count):
      "a number with \(grouped(count)) digits: the limit is \(grouped(NumberText.maximumDigits))"
    case .exponentTooLarge:
      "a number with an exponent beyond \(grouped(NumberText.maximumExponent)): that is the limit"
    case .notCanonical(let note): "not in canonical form: \(note)"
    }
  }

  private func grouped(_ count: Int) -> String {
    var digits = Array(String(count))
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: place)
      place -= 3
    }
    return String(digits)
  }
}

/// The reader of number text.
///
///     number   = [ "-" ] ( decimal | fraction | hex )
///     decimal  = digits [ "." digits ] [ ( "e" | "E" ) [ "+" | "-" ] digits ]      1, 0.25, 1e-3
///     fraction = digits "/" digits                                                 1/3, 2/4; denominator > 0
///     hex      = "0x" hexdigits [ "." hexdigits ] [ ( "p" | "P" ) [ "+" | "-" ] digits ]   0x1.8p3 = 12
///
/// The value is the number that the text shows: `0.1` is 1/10. The whole token must be consumed. Refused on purpose: a
/// leading `+` or zero, a point without a digit on both sides, a sign in a denominator, spaces, separators, and the
/// words for infinity and NaN. A token holds at most `maximumDigits` digits and an exponent of at most
/// `maximumExponent` in magnitude, so a value has fewer than 10^6 bits.
///
/// Canonical form, which certificates demand, is what `Rational.description` writes: an integer without leading zeros,
/// or `p/q` in lowest terms with q > 1; zero is `0`.
///
/// *Cost*: linear in the token for the scan, subquadratic in its digits for the value.
public enum NumberText {
  public static let maximumDigits = 100_000
  public static let maximumExponent = 100_000

  /// The rational that `text` shows.
  public static func rational(_ text: String, canonical: Bool = false) throws(NumberTextError) -> Rational {
    try rational(utf8: Array(text.utf8), canonical: canonical)
  }

  /// The rational that the bytes of `token`, text in ASCII, show.
  public static func rational(
    utf8 token: [UInt8], canonical: Bool = false
  ) throws(NumberTextError) -> Rational {
    var scanner = NumberScanner(token)
    let parts = try scanner.scan()
    if canonical { try parts.requireCanonicalForm() }
    return try parts.value(canonical: canonical)
  }

  /// Checks the form and the limits of `token` without computing its number.
  ///
  /// Returns a bound of the digits that the number takes when it is written out: those of the token, and the exponent.
  public static func digitBound(utf8 token: [UInt8]) throws(NumberTextError) -> Int {
    var scanner = NumberScanner(token)
    let parts = try scanner.scan()
    return token.count + abs(parts.exponent ?? 0)
  }

  /// The integer that `text` shows: an optional `-` and digits, without a leading zero, and no `-0`.
  public static func integer(_ text: String) throws(NumberTextError) -> Integer {
    let value: Rational
    do {
      value = try rational(text, canonical: true)
    } catch {
      guard case .notCanonical = error.reason else { throw error }
      throw notAnInteger(at: error.offset)
    }
    if !value.isInteger {
      let slash = Array(text.utf8).firstIndex(of: UInt8(ascii: "/"))!
      throw notAnInteger(at: slash)
    }
    return value.numerator
  }

  private static func notAnInteger(at offset: Int) -> NumberTextError {
    NumberTextError(.unexpected("not a plain integer: write digits, as in 12 or -3"), offset: offset)
  }
}
