import Exact
import Support
import Testing

/// The arithmetic and relation cases of ITF1788 that a ball can express.
///
/// The corpus states the tightest interval of doubles `[l, u]` around the exact range R. A ball holds R but need not hold
/// `[l, u]`, which is wider than R by up to an ulp a side, so three things are checked instead:
///
/// 1. the ball reaches the double next inside of each end, as R does: lower <= next(l), previous(u) <= upper;
/// 2. for rational operations, R is computed exactly, lies in `[l, u]` and in the ball;
/// 3. when the operands are balls exactly, the result reaches beyond `[l, u]` by a stated slack at most, unless the
///    operation is not defined on the whole box and the result is the whole line.
@Suite struct ITF1788Tests {
  typealias Interval = (lower: Rational, upper: Rational)

  struct Operation: Sendable {
    let arity: Int
    let ball: @Sendable ([Ball]) -> Ball
    /// The exact range, for rational operations that are defined on the whole box.
    let range: (@Sendable ([Interval]) -> Interval?)?
  }

  static let operations: [String: Operation] = [
    "pos": Operation(arity: 1, ball: { $0[0] }, range: { $0[0] }),
    "neg": Operation(arity: 1, ball: { -$0[0] }, range: { (-$0[0].upper, -$0[0].lower) }),
    "add": Operation(arity: 2, ball: { $0[0] + $0[1] }, range: { corners($0) { $0[0] + $0[1] } }),
    "sub": Operation(arity: 2, ball: { $0[0] - $0[1] }, range: { corners($0) { $0[0] - $0[1] } }),
    "mul": Operation(arity: 2, ball: { $0[0] * $0[1] }, range: { corners($0) { $0[0] * $0[1] } }),
    "fma": Operation(
      arity: 3,
      ball: {
        var sum = $0[2]
        sum.addProduct($0[0], $0[1])
        return sum
      }, range: { corners($0) { $0[0] * $0[1] + $0[2] } }),
    "div": Operation(
      arity: 2, ball: { $0[0] / $0[1] },
      range: { hasZero($0[1]) ? nil : corners($0) { $0[0] / $0[1] } }),
    "recip": Operation(
      arity: 1, ball: { $0[0].reciprocal ?? .wholeLine },
      range: { hasZero($0[0]) ? nil : corners($0) { 1 / $0[0] } }),
    "sqr": Operation(arity: 1, ball: { $0[0].squared() }, range: { power($0[0], 2) }),
    "abs": Operation(
      arity: 1, ball: { $0[0].magnitude },
      range: { x in
        let ends = corners(x) { $0[0].magnitude }
        return hasZero(x[0]) ? (0, ends.upper) : ends
      }),
    "sqrt": Operation(arity: 1, ball: { .sqrt(knownNonNegative: $0[0]) }, range: nil),
    "exp": Operation(arity: 1, ball: { .exp($0[0]) }, range: nil),
    "log": Operation(arity: 1, ball: { .log($0[0]) }, range: nil),
    "sin": Operation(arity: 1, ball: { .sin($0[0]) }, range: nil),
    "cos": Operation(arity: 1, ball: { .cos($0[0]) }, range: nil),
    "atan": Operation(arity: 1, ball: { .atan($0[0]) }, range: nil),
    "convexHull": Operation(
      arity: 2, ball: { $0[0].hull(with: $0[1]) },
      range: { (min($0[0].lower, $0[1].lower), max($0[0].upper, $0[1].upper)) }),
    "intersection": Operation(
      arity: 2, ball: { $0[0].intersection(with: $0[1])! },
      range: { (max($0[0].lower, $0[1].lower), min($0[0].upper, $0[1].upper)) }),
  ]

  static func hasZero(_ x: Interval) -> Bool { x.lower.signum() <= 0 && x.upper.signum() >= 0 }

  static func corners(_ box: [Interval], _ f: ([Rational]) -> Rational) -> Interval {
    let points = box.reduce([[]]) { points, side in points.flatMap { [$0 + [side.lower], $0 + [side.upper]] }
    }
    let values = points.map(f)
    return (values.min()!, values.max()!)
  }

  static func power(_ x: Interval, _ n: Int) -> Interval? {
    if n < 0 {
      guard !hasZero(x), let positive = power(x, -n) else { return nil }
      return (1 / positive.upper, 1 / positive.lower)
    }
    if n == 0 { return (1, 1) }
    let ends = corners([x]) { $0[0].power(n) }
    return n % 2 == 0 && hasZero(x) ? (0, ends.upper) : ends
  }

  /// How far a ball may reach beyond the expected interval: 2^-48 of the size of the numbers added up, and for products
  /// and quotients the width of the range, since a ball is symmetric about the image of the midpoints and reaches no
  /// further than the farther end. Nil for sine and cosine, which use slope 1.
  static func slack(_ operation: String, _ box: [Interval], _ expected: Interval) -> Rational? {
    let sizes = box.map { max($0.lower.magnitude, $0.upper.magnitude) }
    var size = max(expected.lower.magnitude, expected.upper.magnitude)
    var width: Rational = 0
    switch operation {
    case "sin", "cos": return nil
    case "add", "sub", "convexHull", "intersection": size = sizes[0] + sizes[1]
    case "fma": (size, width) = (sizes[0] * sizes[1] + sizes[2], expected.upper - expected.lower)
    case "mul", "div", "recip": width = expected.upper - expected.lower
    default: break
    }
    return size * Rational(mantissa: 1, exponent: -48) + width + Rational(
      exactly: Double.leastNonzeroMagnitude)!
  }

  @Test(arguments: [53, 64, 128]) func arithmetic(precision: Int) throws {
    var run: [String: Int] = [:]
    var skipped: [String: Int] = [:]
    var (wholeLines, exactRanges, tightnessChecked) = (0, 0, 0)
    for statement in try ITF1788.files.flatMap(ITF1788.statements) {
      var operation = Self.operations[statement.operation]
      if statement.operation == "pown", case .number(let n)? = statement.operands.last {
        operation = Operation(arity: 1, ball: { $0[0].power(Int(n)) }, range: { Self.power($0[0], Int(n)) })
      }
      guard let operation else {
        let elsewhere = Self.relations[statement.operation] != nil || Self.numbers[statement.operation] != nil
        skipped[elsewhere ? "in the other test" : "operation not offered", default: 0] += 1
        continue
      }
      if let reason = Self.reasonToSkip(statement.operands.prefix(operation.arity) + statement.expected) {
        skipped[reason, default: 0] += 1
        continue
      }
      let box = statement.operands.prefix(operation.arity).map { $0.bounds! }
      guard case .interval(let low, let high)? = statement.expected.first else { continue }
      let balls = box.map { Ball(lower: $0.lower, upper: $0.upper, precision: precision) }
      let result = operation.ball(balls)
      run[statement.operation, default: 0] += 1
      if result.isWholeLine {
        // 0 divided by a ball with 0 inside, and the logarithm of an interval so wide that its ball reaches 0.
        #expect(["div", "log"].contains(statement.operation), "\(statement.text)")
        wholeLines += 1
        continue
      }
      let (lower, upper) = (result.lowerBound!, result.upperBound!)
      let (expectedLow, expectedHigh) = statement.expected[0].bounds!
      let inside = (
        low: Rational(exactly: low.nextUp) ?? expectedLow,
        high: Rational(exactly: high.nextDown) ?? expectedHigh
      )
      #expect(lower <= inside.low && inside.high <= upper, "\(statement.text)")
      if let range = operation.range?(box) {
        exactRanges += 1
        #expect(expectedLow <= range.lower && range.upper <= expectedHigh, "\(statement.text)")
        #expect(lower <= range.lower && range.upper <= upper, "\(statement.text)")
      }
      let exactInput = zip(balls, box).allSatisfy { $0.lowerBound == $1.lower && $0.upperBound == $1.upper }
      if exactInput, let slack = Self.slack(statement.operation, box, (expectedLow, expectedHigh)) {
        tightnessChecked += 1
        #expect(lower >= expectedLow - slack && upper <= expectedHigh + slack, "\(statement.text) \(result)")
      }
    }
    let total = run.values.reduce(0, +)
    print(
      "ITF1788 at \(precision) bits: \(total) run, \(exactRanges) against exact ranges, "
        + "\(tightnessChecked) for tightness, \(wholeLines) whole lines")
    for (name, count) in run.sorted(by: { $0.key < $1.key }) { print("  run \(name): \(count)") }
    for (reason, count) in skipped.sorted(by: { $0.key < $1.key }) { print("  skipped, \(reason): \(count)") }
    #expect(total >= 300 && exactRanges >= 200 && tightnessChecked >= 100 && wholeLines <= 20)
  }

  /// Why an arithmetic case cannot be expressed; nil when it can.
  static func reasonToSkip(_ operands: some Sequence<ITF1788.Operand>) -> String? {
    for operand in operands {
      switch operand {
      case .decorated: return "decorated"
      case .empty: return "empty interval"
      case .interval where operand.bounds == nil: return "unbounded interval"
      case .interval: continue
      case .number, .word: return "not an interval"
      }
    }
    return nil
  }

  /// Relations and numeric functions of two intervals in terms of the predicates of balls.
  static let relations: [String: @Sendable (Ball, Ball) -> Bool] = [
    "subset": { $1.contains($0) },
    "interior": { $1.containsInInterior($0) },
    "equal": { $0.contains($1) && $1.contains($0) },
    "disjoint": { !$0.overlaps($1) },
    "precedes": { $0.isAtMost($1) == .proved },
    "strictPrecedes": { $0.isLess(than: $1) == .proved },
    "isEntire": { x, _ in x.isWholeLine },
    "isEmpty": { _, _ in false },
    "overlap": { $0.overlaps($1) },
  ]

  static let numbers: [String: @Sendable (Ball) -> Rational] = [
    "inf": { $0.lowerBound! }, "sup": { $0.upperBound! }, "mid": { $0.midpoint }, "rad": { $0.radius! },
    "wid": { $0.radius! * 2 }, "mag": { $0.magnitude.upperBound! },
  ]

  @Test func relationsAndNumbers() throws {
    var run: [String: Int] = [:]
    var skipped: [String: Int] = [:]
    for statement in try ITF1788.files.flatMap(ITF1788.statements) {
      let name = statement.operation
      guard Self.relations[name] != nil || Self.numbers[name] != nil else { continue }
      var balls: [Ball] = []
      var reason: String?
      for operand in statement.operands {
        if operand == .interval(-.infinity, .infinity) {
          balls.append(.wholeLine)
        } else if let why = Self.reasonToSkip([operand]) {
          reason = why
        } else {
          let (lower, upper) = operand.bounds!
          let ball = Ball(lower: lower, upper: upper, precision: 2100)
          if ball.lowerBound == lower && ball.upperBound == upper {
            balls.append(ball)
          } else {
            reason = "ends that no midpoint and radius give exactly"
          }
        }
      }
      if let relation = Self.relations[name], reason == nil, case .word(let word)? = statement.expected.first
      {
        // The state of two bounded intervals: every word but these two means that they have a point in common.
        let expected = name == "overlap" ? word != "before" && word != "after" : word == "true"
        // A relation between whole lines is undecided for the numbers inside; only set relations are.
        if balls.contains(where: \.isWholeLine) && name.lowercased().hasSuffix("precedes") {
          reason = "unbounded interval"
        } else {
          #expect(relation(balls[0], balls.last!) == expected, "\(statement.text)")
        }
      } else if let number = Self.numbers[name], reason == nil,
        case .number(let value)? = statement.expected.first
      {
        if balls[0].isWholeLine {
          reason = "unbounded interval"
        } else {
          // The corpus rounds to a double by less than one step; its rad is about the rounded mid, so it may be larger.
          let exact = number(balls[0])
          let (low, high) = (
            Rational(exactly: value.nextDown) ?? exact, Rational(exactly: value.nextUp) ?? exact
          )
          #expect((low <= exact || name == "rad") && exact <= high, "\(statement.text)")
        }
      } else if reason == nil {
        reason = "not a Boolean or a number"
      }
      if let reason { skipped[reason, default: 0] += 1 } else { run[name, default: 0] += 1 }
    }
    let total = run.values.reduce(0, +)
    print("ITF1788 relations and numbers: \(total) run")
    for (name, count) in run.sorted(by: { $0.key < $1.key }) { print("  run \(name): \(count)") }
    for (reason, count) in skipped.sorted(by: { $0.key < $1.key }) { print("  skipped, \(reason): \(count)") }
    #expect(total >= 100)
  }

  @Test func everyNumberOfTheCorpusIsRead() throws {
    let statements = try ITF1788.files.flatMap(ITF1788.statements)
    let unread = statements.flatMap { $0.operands + $0.expected }.filter {
      if case .word(let word) = $0 { word.hasPrefix("[") } else { false }
    }
    #expect(statements.count > 4500 && unread.isEmpty, "\(statements.count) statements, unread \(unread)")
  }
}
