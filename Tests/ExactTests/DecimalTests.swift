import Exact
import Support
import Testing

@Suite struct DecimalTests {
  /// The rational that decimal text writes.
  func read(_ text: String) -> Rational {
    let parts = text.split(separator: "e")
    let exponent = parts.count > 1 ? Int(parts[1])! : 0
    let negative = parts[0].hasPrefix("-")
    let digits = parts[0].drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
    let fraction = digits.count > 1 ? String(digits[1]) : ""
    let mantissa = Integer(digits: Array((digits[0] + fraction).utf8))!
    let scale = exponent - fraction.count
    let ten = Integer(10).power(abs(scale))
    let value = scale >= 0 ? Rational(mantissa * ten) : Rational(mantissa, ten)
    return negative ? -value : value
  }

  @Test func textIsOnTheRightSideAndWithinAUnit() {
    var generator = SeededGenerator(seed: 51)
    for _ in 0..<scaled(2000) {
      let value = generator.dyadic(bits: 90) / Rational(Integer(Int.random(in: 1...99, using: &generator)))
      let digits = Int.random(in: 1...40, using: &generator)
      let down = read(decimalDigits(of: value, digits: digits, rounding: .down))
      let up = read(decimalDigits(of: value, digits: digits, rounding: .up))
      #expect(down <= value && value <= up)
      // One unit of the last of `digits` digits is at most 10^(1-digits) of the magnitude.
      #expect((up - down) * Rational(Integer(10).power(digits - 1)) <= value.magnitude)
      let bounds = decimalBounds(lower: value, upper: value + 1, digits: digits)
      #expect(read(bounds.lowerText) == down && read(bounds.upperText) >= value + 1)
    }
  }

  @Test func layout() {
    let third = Rational(1, 3)
    #expect(decimalDigits(of: third, digits: 4, rounding: .down) == "0.3333")
    #expect(decimalDigits(of: third, digits: 4, rounding: .up) == "0.3334")
    #expect(decimalDigits(of: -third, digits: 4, rounding: .down) == "-0.3334")
    #expect(decimalDigits(of: -third, digits: 4, rounding: .up) == "-0.3333")
    #expect(decimalDigits(of: Rational(999_999, 1000), digits: 3, rounding: .up) == "1000")
    #expect(decimalDigits(of: Rational(9999, 10000), digits: 2, rounding: .up) == "1")
    #expect(decimalDigits(of: Rational(9999, 10000), digits: 2, rounding: .down) == "0.99")
    #expect(decimalDigits(of: 0, digits: 5, rounding: .down) == "0")
    #expect(decimalDigits(of: Rational(5, 4), digits: 10, rounding: .up) == "1.25")
    #expect(decimalDigits(of: Rational(Integer(10).power(30) + 1), digits: 3, rounding: .up) == "1.01e30")
    #expect(decimalDigits(of: Rational(1, Integer(10).power(30)), digits: 3, rounding: .up) == "1e-30")
    #expect(decimalDigits(of: Rational(123_456_789), digits: 3, rounding: .down) == "123000000")
    #expect(decimalDigits(of: Rational(3, 10_000_000), digits: 3, rounding: .down) == "0.0000003")
  }

  @Test func ballsPrintTrueEnclosures() {
    var generator = SeededGenerator(seed: 52)
    for _ in 0..<scaled(1000) {
      let ball = generator.ball(precision: generator.precision()).ball
      let ends = ball.description.dropFirst().dropLast().split(separator: ",").map {
        read(String($0.drop { $0 == " " }))
      }
      #expect(ends[0] <= ball.lowerBound! && ball.upperBound! <= ends[1], "\(ball)")
    }
    #expect(Ball(5).description == "[5, 5]" && Ball.wholeLine.description == "(-inf, inf)")
    #expect(Ball(Rational(1, 4), precision: 64).description == "[0.25, 0.25]")
    #expect(Ball.pi(precision: 30).description.hasPrefix("[3.14159265"))
    #expect(Ball.pi(precision: 64).decimalBounds(digits: 5)! == ("3.1415", "3.1416"))
  }
}
