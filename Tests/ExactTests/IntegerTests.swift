import Exact
import Support
import Testing

@Suite struct IntegerTests {
  /// Integers biased to the border between machine words and GMP.
  static func sample(_ generator: inout SeededGenerator) -> Integer {
    let words = [
      Int.max, Int.min, 0, 1, -1, Int.random(in: -9...9, using: &generator),
      Int(truncatingIfNeeded: generator.next()),
    ]
    var value = Integer(words.randomElement(using: &generator)!)
    for _ in 0..<Int.random(in: 0...2, using: &generator) {
      value =
        value * Integer(words.randomElement(using: &generator)!)
        + Integer(words.randomElement(using: &generator)!)
    }
    return value
  }

  @Test func ringLawsAcrossTheWordBorder() {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<2000 {
      let (a, b, c) = (Self.sample(&generator), Self.sample(&generator), Self.sample(&generator))
      #expect(a + b == b + a)
      #expect((a + b) - b == a)
      #expect(a * (b + c) == a * b + a * c)
      #expect(-(-a) == a)
      var fused = c
      fused.addProduct(a, b)
      #expect(fused == c + a * b)
      var sum = a
      sum += b
      #expect(sum == a + b)
      sum -= b
      #expect(sum == a)
      var product = a
      product *= b
      #expect(product == a * b)
      #expect((a < b) == ((a - b).signum() < 0))
      if a == b { #expect(a.hashValue == b.hashValue) }
    }
  }

  @Test func divisionIdentities() {
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<2000 {
      let (a, b) = (Self.sample(&generator), Self.sample(&generator))
      if b.isZero { continue }
      let (q, r) = a.floorDivided(by: b)
      #expect(q * b + r == a)
      #expect(r.isZero || r.signum() == b.signum())
      #expect(r.magnitude < b.magnitude)
      #expect((a * b).exactlyDivided(by: b) == a)
      let g = Integer.gcd(a, b)
      #expect(a.floorDivided(by: g).remainder.isZero && b.floorDivided(by: g).remainder.isZero)
      #expect(a.residue(modulo: 97) == UInt(a.floorDivided(by: 97).remainder.asInt!))
    }
  }

  @Test func copiesDoNotShareWrites() {
    let original = Integer(Int.max) * Integer(Int.max)
    var copy = original
    copy += 1
    copy *= 3
    #expect(original == Integer(Int.max) * Integer(Int.max))
    #expect(copy == original * 3 + 3)
  }

  @Test func textAndShifts() {
    let big = Integer(10).power(40)
    #expect(big.description == "1" + String(repeating: "0", count: 40))
    #expect(Integer(digits: Array(big.description.utf8)) == big)
    #expect(Integer(digits: Array("ff".utf8), radix: 16) == 255)
    #expect(Integer(digits: Array("1_0".utf8)) == nil)
    #expect(Integer(1).shiftedLeft(by: 200).shiftedRight(by: 199) == 2)
    #expect(Integer(-1).shiftedRight(by: 5) == -1)
    #expect(Integer(1).shiftedLeft(by: 62) == Integer(1 << 62))
    #expect(Integer(1).shiftedLeft(by: 63) == Integer(Int.max) + 1)
    #expect(Integer(UInt.max) == Integer(2).power(64) - 1)
  }
}
