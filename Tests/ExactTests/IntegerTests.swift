import Exact
import PropertyTesting
import Support
import Testing

@Suite struct IntegerTests {
  /// Integers of up to four words, biased to the border between machine words and GMP.
  static let numbers = Generator<Integer>.integer(bits: 200)

  @Test func ringLawsAcrossTheWordBorder() {
    check(RingLaws(), Self.numbers, count: 2000)
    check(OrderLaws(), Self.numbers, count: 2000)
    check(OrderedRingLaws(), Self.numbers, count: 2000)
  }

  @Test func divisionIdentities() {
    forAll(Self.numbers, Self.numbers, seed: 2, count: 2000) { a, b in
      if b.isZero { return true }
      let (q, r) = a.floorDivided(by: b)
      return q * b + r == a && (r.isZero || r.signum() == b.signum()) && r.magnitude < b.magnitude
        && (a * b).exactlyDivided(by: b) == a
    }
    forAll(Self.numbers, Self.numbers, seed: 3, count: 2000) { a, b in
      let g = Integer.gcd(a, b)
      if g.isZero { return a.isZero && b.isZero }
      return a.floorDivided(by: g).remainder.isZero && b.floorDivided(by: g).remainder.isZero
        && Integer.gcd(a.exactlyDivided(by: g), b.exactlyDivided(by: g)) == 1
        && a.residue(modulo: 97) == UInt(a.floorDivided(by: 97).remainder.asInt!)
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
