// Generator+Numbers: integers of any size, rationals, dyadic numbers.

import Exact

extension Generator where Value == Rational {
  /// A rational in the range. The ends, the midpoint, -1, 0 and 1 make 3 in 8; the others have small denominators, up to `largestDenominator`
  /// as the size allows. Shrinks along the Stern-Brocot tree, within the range.
  public static func rational(
    in range: ClosedRange<Rational> = -4...4, largestDenominator: Int = 12
  ) -> Generator {
    precondition(largestDenominator > 0, "a largest denominator of \(largestDenominator)")
    let (low, high) = (range.lowerBound, range.upperBound)
    let corners = [low, high, (low + high) / 2, 0, 1, -1].filter { range.contains($0) }
    return Generator { random, size in
      func value() -> Rational {
        if random.occurs(3, in: 8) { return corners[random.index(below: corners.count)] }
        let denominator = 1 + random.index(below: Swift.max(1, largestDenominator * size / 100))
        let q = Rational(denominator)
        let (first, last) = ((low * q).ceiling, (high * q).floor)
        // Too few or too many multiples of 1/q in the range: a fraction of its length instead.
        guard let count = (last - first + 1).asInt, count > 0, !random.occurs(1, in: 16) else {
          return low + (high - low)
            * Rational(Integer(random.index(below: denominator + 1)), Integer(denominator))
        }
        return Rational(first + Integer(random.index(below: count)), Integer(denominator))
      }
      return ShrinkTree(value()) { simpler(than: $0, in: range) }
    }
  }

  /// `m 2^e` with `m` of at most `bits` bits, often in long runs of zeros and ones, and `e` near `-bits / 2`, once in 25 thousands away.
  public static func dyadic(bits: Int) -> Generator {
    let exponents = Generator<Int>.frequency([
      (24, .int(in: -40...40)), (1, .int(in: -6000...6000)),
    ])
    return zip(Generator<Integer>.integer(bits: bits), exponents).map {
      Rational(mantissa: $0, exponent: $1 - bits / 2)
    }
  }
}

extension Generator where Value == Integer {
  /// An integer of at most `bits` bits and either sign: half of them 0, 1, -1 and the borders of machine words and of `bits` bits; then
  /// powers of two and their neighbours, numbers of one digit, and numbers in long
  /// runs of zeros and ones, whose length the size limits. Shrinks towards 0 by halves; a positive number is simpler than its opposite.
  public static func integer(bits: Int = 130) -> Generator {
    precondition(bits > 0, "integers of \(bits) bits")
    @Sendable func power(_ exponent: Int) -> Integer { Integer(1).shiftedLeft(by: exponent) }
    // The ends of Int are 2^63 - 1 and -2^63.
    let ends = [
      power(63) - 1, -power(63), power(64) - 1, power(64), power(bits) - 1, 1 - power(bits), power(bits - 1),
    ]
    let corners = [0, 1, -1] + ends.filter { $0.bitWidth <= bits }
    return Generator { random, size in
      let value: Integer
      switch random.index(below: 8) {
      case 0..<4: value = corners[random.index(below: corners.count)]
      case 4:
        let near = power(random.index(below: bits)) - Integer(random.index(below: 2))
        value = random.occurs(1, in: 2) ? near : -near
      case 5 where bits >= 4: value = Integer(random.index(below: 19) - 9)
      default: value = random.runs(bits: Swift.max(1, bits * size / 100))
      }
      return ShrinkTree(value) { value in
        let nearer = halvings(of: value)
        return nearer.prefix(1) + (value.signum() < 0 ? [-value] : []) + nearer.dropFirst()
      }
    }
  }

  /// 0, then numbers at half the distance from `value` each time.
  private static func halvings(of value: Integer) -> [Integer] {
    var values: [Integer] = []
    var distance = value.magnitude
    while distance.signum() > 0 {
      values.append(value.signum() < 0 ? value + distance : value - distance)
      distance = distance.shiftedRight(by: 1)
    }
    return values
  }
}

extension SplitMix64 {
  /// An integer of at most `bits` bits made of runs of zeros and ones, of either sign: carries travel far, and lost bits show.
  mutating func runs(bits: Int) -> Integer {
    var value: Integer = 1
    var left = index(below: bits)
    while left > 0 {
      let run = 1 + index(below: left)
      value = value.shiftedLeft(by: run)
      if occurs(1, in: 2) { value += Integer(1).shiftedLeft(by: run) - 1 }
      left -= run
    }
    return occurs(1, in: 2) ? value : -value
  }
}
