// LaneArithmetic: claims at several points at once in interval arithmetic of doubles. What it decides is decided; it decides less than exact arithmetic.

import Exact
import Numeric

/// The arithmetic of screens: a number holds its value at every point ("lane") of a batch.
///
/// A lane in which an expression may have no value is NaN there and decides nothing, so that one point does not stop the others.
struct LaneArithmetic: ClaimArithmetic {
  var parameterLimit: Int { 120 }

  func literal(_ value: Rational) -> LaneIntervals { LaneIntervals(value) }
  func rational(_ value: LaneIntervals) -> Rational? { value.commonValue.flatMap { Rational(exactly: $0) } }

  func quotient(_ a: LaneIntervals, _ b: LaneIntervals) throws(ClaimFault) -> LaneIntervals { a / b }

  func root(_ value: LaneIntervals, degree: Int) throws(ClaimFault) -> LaneIntervals {
    switch degree {
    case 1: return value
    case 2: return value.squareRoot()
    case 4: return value.squareRoot().squareRoot()
    default: throw unsupported("a root of degree \(degree)")
    }
  }
  func rootOfNonNegative(_ value: LaneIntervals) throws(ClaimFault) -> LaneIntervals {
    value.squareRootOfNonNegative()
  }
  func exponential(_ value: LaneIntervals) throws(ClaimFault) -> LaneIntervals {
    throw unsupported("an exponential")
  }
  func logarithm(_ value: LaneIntervals) throws(ClaimFault) -> LaneIntervals {
    throw unsupported("a logarithm")
  }
  func magnitude(_ value: LaneIntervals) throws(ClaimFault) -> LaneIntervals { value.magnitude }
  func floor(_ value: LaneIntervals) throws(ClaimFault) -> Integer {
    guard let exact = rational(value) else { throw unsupported("an integer part") }
    return exact.floor
  }
  func least(_ values: [LaneIntervals]) throws(ClaimFault) -> LaneIntervals {
    values.dropFirst().reduce(values[0]) { LaneIntervals.least($0, $1) }
  }

  func isLess(_ a: LaneIntervals, than b: LaneIntervals) -> Truth {
    .common(LaneIntervals.isLess(a, than: b))
  }
  func isEqual(_ a: LaneIntervals, _ b: LaneIntervals) -> Truth { .common(LaneIntervals.isEqual(a, b)) }

  func checkPower(_ base: LaneIntervals, _ exponent: Int) throws(ClaimFault) {}

  func eigenvalues(_ matrix: Matrix<LaneIntervals>) throws(ClaimFault) -> [SpectrumRun<LaneIntervals>] {
    LaneSpectra.eigenvalues(of: matrix).map { SpectrumRun(value: $0, count: 1) }
  }
  func inertia(_ matrix: Matrix<LaneIntervals>) throws(ClaimFault) -> Inertia {
    throw unsupported("an inertia inside an expression")
  }
  func rank(_ matrix: Matrix<LaneIntervals>) throws(ClaimFault) -> Int { throw unsupported("a rank") }
  func inverse(_ matrix: Matrix<LaneIntervals>) throws(ClaimFault) -> Matrix<LaneIntervals> {
    throw unsupported("an inverse")
  }
  func flow(
    depth: Int, start: LaneIntervals, target: LaneIntervals, time: LaneIntervals
  ) throws(ClaimFault) -> LaneIntervals { throw unsupported("gradient flow") }
}

/// What is known of a statement, lane by lane.
struct LaneTruths {
  var truths: [Truth]
  /// Lower bounds of the least difference of the sides of the inequalities, infinite where there is none; nil when the statement has no margin.
  var margins: [Double]?
}

extension ClaimEvaluator where Arithmetic == LaneArithmetic {
  /// Decides a statement in each of `count` lanes. Parts after a refuted one are looked at as well: for the other lanes.
  mutating func truths(_ expression: ClaimExpression, count: Int) throws(ClaimFault) -> LaneTruths {
    var result = LaneTruths(truths: Array(repeating: .proved, count: count), margins: nil)
    switch expression.node {
    case .and(let parts):
      result.margins = Array(repeating: .infinity, count: count)
      for part in parts { result.formAnd(try truths(part, count: count)) }
    case .or(let parts):
      // An undecided part may be one without a value, whatever the next ones are.
      result.truths = Array(repeating: .refuted, count: count)
      for part in parts {
        let next = try truths(part, count: count).truths
        for lane in 0..<count where result.truths[lane] == .refuted { result.truths[lane] = next[lane] }
      }
    case .not(let part): result.truths = try truths(part, count: count).truths.map { !$0 }
    case .relation(let first, let links):
      result.margins = Array(repeating: .infinity, count: count)
      var left = first
      for link in links {
        result.formAnd(try compare(left, link.relation, link.value, count: count))
        left = link.value
      }
    case .property(let x, let property)
    where property == .positiveDefinite || property == .positiveSemidefinite:
      let counts = LaneSpectra.inertia(of: try symmetric(x))
      let none = property == .positiveDefinite ? counts.negative + counts.zero : counts.negative
      result.formAnd(LaneTruths(truths: LaneIntervals.isEqual(none, 0), margins: nil))
      result.margins = Array(repeating: .infinity, count: count)
    default:
      result.formAnd(LaneTruths(truths: [try truth(expression)], margins: nil))
      if case .property = expression.node { result.margins = Array(repeating: .infinity, count: count) }
    }
    return result
  }

  private mutating func compare(
    _ a: ClaimExpression, _ relation: ClaimRelation, _ b: ClaimExpression, count: Int
  ) throws(ClaimFault) -> LaneTruths {
    guard relation.isOrder else {
      let truths: [Truth]
      if case .number = try value(a) {
        truths = LaneIntervals.isEqual(try number(a), try number(b))
      } else {
        truths = [try truth(ClaimExpression(.relation(a, [.init(relation: .equal, value: b)]), a.range))]
      }
      return LaneTruths(
        truths: relation == .equal ? truths : truths.map { !$0 },
        margins: Array(repeating: .infinity, count: count))
    }
    let isUpward = relation == .less || relation == .lessOrEqual
    let (left, right) = (try side(of: a), try side(of: b))
    let (low, high) = isUpward ? (left.value, right.value) : (right.value, left.value)
    let isStrict = relation == .less || relation == .greater
    let truths =
      isStrict ? LaneIntervals.isLess(low, than: high) : LaneIntervals.isLess(high, than: low).map { !$0 }
    let difference = high - low
    return LaneTruths(
      truths: truths,
      margins: left.isCount || right.isCount ? nil : (0..<count).map { difference.lower($0) })
  }

  /// A side of an inequality; a count of eigenvalues is a number between bounds.
  private mutating func side(
    of expression: ClaimExpression
  ) throws(ClaimFault) -> (value: LaneIntervals, isCount: Bool) {
    if case .call(let name, let arguments) = expression.node,
      ["negative_count", "positive_count", "nullity"].contains(name)
    {
      let counts = LaneSpectra.inertia(of: try symmetric(arguments[0].value))
      let value =
        name == "nullity" ? counts.zero : name == "negative_count" ? counts.negative : counts.positive
      return (value, true)
    }
    return (try number(expression), false)
  }
}

extension LaneTruths {
  /// The next part of a conjunction, lane by lane; a single truth is one for all lanes. An undecided part may be one without a value, whatever the next
  /// ones are.
  mutating func formAnd(_ other: LaneTruths) {
    for lane in truths.indices where truths[lane] == .proved {
      truths[lane] = other.truths[other.truths.count == 1 ? 0 : lane]
    }
    guard let mine = margins, let theirs = other.margins else {
      margins = nil
      return
    }
    margins = zip(mine, theirs).map { $0 < $1 ? $0 : $1 }
  }
}
