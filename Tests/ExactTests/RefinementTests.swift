import Exact
import Support
import Testing

@Suite struct RefinementTests {
  /// √2 + √3 against a rational that agrees with it to about 200 bits, all of it made of literals: the loop ends only
  /// because literals follow the precision that `refine` sets.
  @Test func formulasOfLiteralsAreDecided() {
    // floor(2^200 (√2 + √3)) from the floor of the root of 2^400 (5 + 2√6).
    let square = Integer(5).shiftedLeft(by: 400) + Integer(24).shiftedLeft(by: 800).floorSquareRoot()
    let close = Rational(square.floorSquareRoot(), Integer(1).shiftedLeft(by: 200))
    let bound = Ball(close + Rational(mantissa: 1, exponent: -190), precision: 4096)
    var precisions: [Int] = []
    let answer = refine(upTo: 4096) { precision in
      precisions.append(precision)
      #expect(WorkingPrecision.bits == precision)
      return (Ball.sqrt(2) + .sqrt(3)).isLess(than: bound)
    }
    #expect(answer == .proved && precisions == [64, 128, 256])
    #expect(WorkingPrecision.bits == 128)
  }

  @Test func aThirdOfLiteralsShrinks() {
    let tight = refine(upTo: 1000, until: { $0.accuracyBits >= 500 }) { _ in (Ball(1) / 3 + 1) * 3 }
    #expect(tight != nil && tight!.contains(4) && tight!.precision == 512)
    let untouched = (Ball(1) / 3).rounded(toPrecision: 900)
    #expect(untouched.accuracyBits < 140 && untouched.contains(Rational(1, 3)))
  }

  @Test func theCapEndsInUndecided() {
    var last = 0
    let answer = refine(from: 50, upTo: 333) { precision in
      last = precision
      return (Ball.sqrt(2).squared() - 2).vanishes
    }
    #expect(answer == .undecided && last == 333)
    #expect(refine(from: 100, upTo: 64, until: { $0 > 64 }) { $0 } == nil)
  }

  @Test func errorsAndScopesPass() async {
    struct Stop: Error {}
    #expect(throws: Stop.self) { try refine { _ in throw Stop() } }
    let inherited = await WorkingPrecision.$bits.withValue(77) {
      await Task { (Ball(1) / 3).precision }.value
    }
    #expect(inherited == 77)
  }

  /// Balls computed by many tasks at once are those computed by one.
  @Test func tasksDoNotDisturbEachOther() async {
    @Sendable func value(_ k: Int) -> String {
      let x = Ball(Rational(Integer(k), 7), precision: 60 + k)
      return "\(Ball.exp(x) * .sin(x) + .sqrt(x))"
    }
    let alone = (1...40).map(value)
    let together = await withTaskGroup(of: (Int, String).self) { group in
      for k in 1...40 { group.addTask { (k, value(k)) } }
      return await group.reduce(into: [Int: String]()) { $0[$1.0] = $1.1 }
    }
    #expect((1...40).map { together[$0] } == alone)
  }
}
