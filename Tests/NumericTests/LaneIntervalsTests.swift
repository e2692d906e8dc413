// LaneIntervalsTests: every bound of the arithmetic on lanes against exact rational arithmetic.

import Exact
import Numeric
import Support
import Testing

@Suite struct LaneIntervalsTests {
  private static let lanes = 7

  /// A random rational: small fractions, dyadic numbers, long ones, and ones near the ends of the doubles.
  private func number(_ random: inout SeededGenerator) -> Rational {
    let small = Rational(
      Integer(Int.random(in: -40...40, using: &random)), Integer(Int.random(in: 1...12, using: &random)))
    switch Int.random(in: 0..<6, using: &random) {
    case 0: return Rational(Integer(Int.random(in: -3...3, using: &random)))
    case 1: return small
    case 2: return Rational(exactly: Double.random(in: -4...4, using: &random))!
    case 3: return small * Rational(mantissa: 1, exponent: Int.random(in: -1060...1000, using: &random))
    case 4: return small + Rational(mantissa: 1, exponent: -Int.random(in: 20...200, using: &random))
    default: return Rational(Integer(Int.random(in: .min...(.max), using: &random)), 3)
    }
  }

  private func holds(_ interval: LaneIntervals, _ lane: Int, _ value: Rational) -> Bool {
    let (lower, upper) = (interval.lower(lane), interval.upper(lane))
    // Both or neither: a lane of which half is known would be believed.
    if lower.isNaN || upper.isNaN { return lower.isNaN && upper.isNaN }
    guard let low = Rational(exactly: lower), let high = Rational(exactly: upper) else { return false }
    return low <= value && value <= high
  }

  /// Random expressions, operation by operation, each beside its exact value.
  @Test func randomExpressions() {
    var random = SeededGenerator(seed: 1)
    var (known, undefined) = (0, 0)
    for _ in 0..<200 {
      var exact = (0..<3).map { _ in (0..<Self.lanes).map { _ in number(&random) as Rational? } }
      var bounds = exact.map { LaneIntervals($0.map { $0! }) }
      for _ in 0..<14 {
        let (i, j) = (
          Int.random(in: 0..<bounds.count, using: &random), Int.random(in: 0..<bounds.count, using: &random)
        )
        func each(_ body: (Rational, Rational) -> Rational?) -> [Rational?] {
          zip(exact[i], exact[j]).map { x, y in x.flatMap { x in y.flatMap { body(x, $0) } } }
        }
        let operation = Int.random(in: 0..<8, using: &random)
        let isQuotient = operation == 4
        switch operation {
        case 0:
          exact.append(each { $0 + $1 })
          bounds.append(bounds[i] + bounds[j])
        case 1:
          exact.append(each { $0 - $1 })
          bounds.append(bounds[i] - bounds[j])
        case 2, 3:
          exact.append(each { $0 * $1 })
          bounds.append(bounds[i] * bounds[j])
        case 4:
          exact.append(each { $1.isZero ? nil : $0 / $1 })
          bounds.append(bounds[i] / bounds[j])
        case 5:
          exact.append(each { x, _ in x * x })
          bounds.append(bounds[i].squared())
        case 6:
          exact.append(each { min($0, $1) })
          bounds.append(LaneIntervals.least(bounds[i], bounds[j]))
        default:
          exact.append(each { x, _ in x.magnitude })
          bounds.append(bounds[i].magnitude)
        }
        // Long numbers slow the exact side down and show nothing new.
        exact[exact.count - 1] = exact.last!.map { $0.flatMap { $0.numerator.bitWidth < 4000 ? $0 : nil } }
        for lane in 0..<Self.lanes {
          let interval = bounds.last!
          if let value = exact.last![lane] {
            #expect(holds(interval, lane, value))
            known += interval.lower(lane).isNaN ? 0 : 1
          } else if isQuotient, let divisor = exact[j][lane], divisor.isZero {
            #expect(interval.lower(lane).isNaN && interval.upper(lane).isNaN)
            undefined += 1
          }
        }
      }
    }
    #expect(known > 10_000 && undefined > 50)
  }

  @Test func roots() {
    var random = SeededGenerator(seed: 2)
    for _ in 0..<400 {
      let value = number(&random).magnitude
      let root = LaneIntervals([value, value * value, -value - 1]).squareRoot()
      for (lane, square) in [(0, value), (1, value * value)] where !root.lower(lane).isNaN {
        let (low, high) = (Rational(exactly: root.lower(lane))!, Rational(exactly: root.upper(lane))!)
        #expect(low * low <= square && square <= high * high && low.signum() >= 0)
      }
      #expect(root.lower(2).isNaN && root.upper(2).isNaN)
    }
  }

  /// Where doubles are exact the bounds meet, so that equations between small numbers are decided.
  @Test func exactness() {
    let (a, b) = (LaneIntervals([3, -7, Rational(1, 8)]), LaneIntervals([5, 4, Rational(-3, 4)]))
    for (interval, values) in [
      (a + b, [8, -3, Rational(-5, 8)]), (a * b, [15, -28, Rational(-3, 32)]),
      (a * b / b, [3, -7, Rational(1, 8)]), (a.squared().squareRoot(), [3, 7, Rational(1, 8)]),
    ] as [(LaneIntervals, [Rational])] {
      #expect(LaneIntervals.isEqual(interval, LaneIntervals(values)) == [.proved, .proved, .proved])
    }
    let third = LaneIntervals(Rational(1, 3))
    #expect(third.lower(0) < third.upper(0))
    #expect((third - third).vanishes == .undecided)
  }

  /// A lane without a value decides nothing, and does not disturb its neighbour.
  @Test func withoutValue() {
    let quotient = LaneIntervals(1) / LaneIntervals([0, 2])
    for interval in [
      quotient * 0, LaneIntervals.least(quotient, 0), quotient - quotient, quotient.squared(),
      quotient.magnitude,
    ] {
      #expect(LaneIntervals.isEqual(interval, 0)[0] == .undecided)
      #expect(LaneIntervals.isLess(interval, than: 1)[0] == .undecided)
      #expect(!interval.lower(1).isNaN)
    }
    let huge = LaneIntervals([Rational(mantissa: 1, exponent: 1000)])
    #expect(LaneIntervals.isLess(huge * huge, than: 0) == [.undecided])
    #expect(LaneIntervals.isLess(LaneIntervals(0), than: huge * huge) == [.undecided])
  }
}
