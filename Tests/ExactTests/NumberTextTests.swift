import Exact
import PropertyTesting
import Support
import Testing

/// Number text: what is read exactly, and a table of what is refused, with the offset and the words.
@Suite struct NumberTextTests {
  struct Refusal: Sendable, CustomTestStringConvertible {
    let text: String
    let offset: Int
    let words: String
    let canonical: Bool
    var testDescription: String { String(text.prefix(20)) }
    init(_ text: String, _ offset: Int, _ words: String, canonical: Bool = false) {
      (self.text, self.offset, self.words, self.canonical) = (text, offset, words, canonical)
    }
  }

  static let refusals: [Refusal] = [
    .init("", 0, "an empty text"), .init("-", 1, "a digit is missing"), .init("+1", 0, "leave it out"),
    .init("--1", 1, "'-' where a digit"), .init(".5", 0, "'.' where a digit"),
    .init("5.", 2, "a digit after the point is missing"), .init("1.e5", 2, "a digit after the point"),
    .init("1e", 2, "a digit of the exponent is missing"), .init("1e+", 3, "missing"),
    .init("1e-+1", 3, "'+' sign"),
    .init("1 ", 1, "a space where the end"), .init(" 1", 0, "a space where a digit"),
    .init("1,5", 1, "the decimal sign is a point"), .init("1_000", 1, "without separators"),
    .init("1\n", 1, "U+000A"), .init("1\0", 1, "U+0000"), .init("12\u{e9}", 2, "U+00E9"),
    .init("\u{2212}1", 0, "typographic minus"), .init("\u{661}", 0, "U+0661"), .init("1\u{301}", 1, "U+0301"),
    .init("01", 0, "leading zero"), .init("-00.5", 1, "leading zero"), .init("1/03", 2, "leading zero"),
    .init("1/0", 2, "denominator zero"), .init("1/-2", 2, "digits without a sign"),
    .init("1/+2", 2, "'+' sign"),
    .init("1/", 2, "the denominator"), .init("/2", 0, "two integers"), .init("1/2/3", 3, "two integers"),
    .init("1.5/3", 3, "two integers"), .init("1/2.5", 3, "'.' where the end"),
    .init("1/2e3", 3, "'e' where the end"),
    .init("1e5/2", 3, "two integers"), .init("1 / 2", 1, "a space"),
    .init("nan", 0, "NaN and infinity"), .init("-inf", 1, "NaN and infinity"),
    .init("Infinity", 0, "NaN and"),
    .init("0x", 2, "a digit is missing"), .init("0x.8", 2, "'.' where a digit"),
    .init("0x1.", 4, "after the point"),
    .init("0x1p", 4, "missing"), .init("0x1g", 3, "'g' where the end"), .init("0x1/2", 3, "two integers"),
    .init("00x1", 2, "'x' where the end"), .init("1p3", 1, "'p' where the end"),
    .init("1.2.3", 3, "'.' where the end"),
    .init("1e100001", 2, "beyond 100,000"), .init("1e-1000000000000", 3, "beyond 100,000"),
    .init("0e99999999999999999999999999", 2, "beyond"), .init("0x1p9223372036854775808", 4, "beyond"),
    .init(".01E-99999999999999999999", 0, "'.' where a digit"),
    .init(
      String(repeating: "7", count: 1_000_000), 0, "a number with 1,000,000 digits: the limit is 100,000"),
    .init("1/" + String(repeating: "7", count: 100_000), 0, "100,001 digits"),
    .init("1e" + String(repeating: "0", count: 100_000), 0, "100,001 digits"),
    .init("0x" + String(repeating: "f", count: 200_000), 0, "200,000 digits"),
    .init("2/4", 0, "lowest terms", canonical: true), .init("4/1", 1, "denominator 1", canonical: true),
    .init("0/5", 0, "lowest terms", canonical: true), .init("-0", 0, "zero is written 0", canonical: true),
    .init("0.5", 1, "decimal point", canonical: true), .init("1e3", 1, "an exponent", canonical: true),
    .init("0x10", 0, "decimal digits", canonical: true),
    .init("-0/3", 0, "zero is written 0", canonical: true),
  ]

  @Test(arguments: refusals) func refuses(_ refusal: Refusal) {
    #expect {
      try NumberText.rational(refusal.text, canonical: refusal.canonical)
    } throws: { error in
      guard let error = error as? NumberTextError else { return false }
      let line = error.description
      return error.offset == refusal.offset && line.contains(refusal.words) && !line.contains("\n")
    }
  }

  @Test(arguments: [
    ("0", Rational(0)), ("-0", 0), ("12", 12), ("-7", -7), ("0.25", Rational(1, 4)),
    ("0.10", Rational(1, 10)),
    ("1e-3", Rational(1, 1000)), ("1E+3", 1000), ("-2.5e1", -25), ("1e-05", Rational(1, 100_000)), ("0e5", 0),
    ("1/3", Rational(1, 3)), ("-2/4", Rational(-1, 2)), ("0/5", 0), ("0x1.8p3", 12),
    ("-0x0.1", Rational(-1, 16)),
    ("0xFf", 255), ("0X1P-2", Rational(1, 4)), ("0x007", 7), ("0.0", 0),
  ])
  func reads(_ text: String, _ value: Rational) throws {
    #expect(try NumberText.rational(text) == value)
  }

  @Test func integersAreWhole() throws {
    #expect(try NumberText.integer("-123456789012345678901234567890") < 0)
    #expect { try NumberText.integer("1/3") } throws: { ($0 as? NumberTextError)?.offset == 1 }
    for text in ["1.0", "1e2", "-0", "007", ""] {
      #expect(throws: NumberTextError.self) { try NumberText.integer(text) }
    }
  }

  @Test func theLimitsThemselvesAreRead() throws {
    let digits = String(repeating: "9", count: 100_000)
    #expect(try NumberText.rational(digits) == Rational(Integer(10).power(100_000) - 1))
    #expect(try NumberText.rational("1e100000") == Rational(Integer(10).power(100_000)))
    #expect(try NumberText.rational("1e-100000").reciprocal == Rational(Integer(10).power(100_000)))
    #expect(try NumberText.rational("0x1p-100000") == Rational(mantissa: 1, exponent: -100_000))
  }

  @Test func whatIsWrittenIsReadBack() throws {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<2000 {
      let value = RationalTests.numbers.value(using: &generator)
      #expect(try NumberText.rational(value.description, canonical: true) == value)
    }
  }

  @Test func garbageNeverTraps() {
    let alphabet = Array("0123456789+-./eExXpPaf \u{0}\u{e9}_,".utf8)
    var generator = SeededGenerator(seed: 12)
    for _ in 0..<20_000 {
      let token = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
        alphabet.randomElement(using: &generator)!
      }
      guard let value = try? NumberText.rational(utf8: token) else { continue }
      #expect(value.denominator.signum() > 0)
    }
    for byte in UInt8.min...255 {
      _ = try? NumberText.rational(utf8: [byte])
      _ = try? NumberText.rational(utf8: [0x31, byte, byte])
    }
  }
}
