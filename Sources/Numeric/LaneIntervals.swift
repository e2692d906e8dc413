// LaneIntervals: interval arithmetic in doubles for several points ("lanes") at once, every bound proved.
//
// Statement   Lane by lane: what an operation returns holds the result of the operation on any numbers that its operands hold. A lane of which nothing is known,
//             because a divisor may vanish, a root may not exist or a bound leaves the range of doubles, is NaN from then on and decides nothing.
// Method      Round to nearest, then outward. With u = 2^-53 and r = fl(x), |x - r| <= u |r| for sums, and <= u |r| + 2^-1075 for products, quotients and
//             roots; d = fl(2^-51 |r|) + 2^-1074 moves r by more than that: fl(r - d) <= r - 4 u |r| + u (|r| + d) - 2^-1075. A sum goes outward only
//             where its rounding error, which TwoSum gives exactly, points outward; a product of factors of at most 26 bits is exact.
//             Bounds stay the points that they are where the arithmetic is exact.
// Hypotheses  binary64, rounded to nearest, without contraction; underflow is gradual.
// References  [Muller et al., Handbook of Floating-Point Arithmetic, chapters 2 and 4]; [Rump 2010, section 9].

import Exact

/// An interval of doubles for each of several lanes, or one for all of them.
public struct LaneIntervals: CommutativeRing {
  /// The lower bounds of all lanes, then the upper ones.
  private var bounds: [Double]

  private init(bounds: [Double]) { self.bounds = bounds }

  /// `count` lanes; `bounds(k)` are those of lane k.
  public init(count: Int, _ interval: (Int) -> (lower: Double, upper: Double)) {
    bounds = [Double](unsafeUninitializedCapacity: 2 * count) { buffer, initialized in
      for k in 0..<count {
        let (lower, upper) = interval(k)
        buffer.initializeElement(at: k, to: lower)
        buffer.initializeElement(at: count + k, to: upper)
      }
      initialized = 2 * count
    }
  }

  /// Enclosures of rational numbers, one a lane.
  public init(_ values: [Rational]) { self.init(count: values.count) { Self.bounds(of: values[$0]) } }

  /// The same number in every lane.
  public init(_ value: Rational) { self.init([value]) }
  public init(_ value: Int) {
    if value.magnitude <= 1 << 53 {
      self.init(bounds: [Double(value), Double(value)])
    } else {
      self.init(Rational(Integer(value)))
    }
  }
  public init(integerLiteral value: Int) { self.init(value) }

  /// The lanes; 1 stands for as many as the other operand has.
  public var count: Int { bounds.count / 2 }
  public func lower(_ lane: Int) -> Double { bounds[count == 1 ? 0 : lane] }
  public func upper(_ lane: Int) -> Double { bounds[count == 1 ? 1 : count + lane] }

  /// The number that all lanes are, when each is one double and all the same.
  public var commonValue: Double? {
    let value = bounds[0]
    return bounds.allSatisfy { $0 == value } ? value : nil
  }

  /// Bounds of a rational number; NaN beyond the doubles.
  private static func bounds(of value: Rational) -> (lower: Double, upper: Double) {
    if let p = value.numerator.asInt, let q = value.denominator.asInt, p.magnitude <= 1 << 53, q <= 1 << 53 {
      return Self.quotient(Double(p), Double(p), Double(q), Double(q))
    }
    // A guess with room around it, believed once it is seen to enclose.
    let guess = value.approximateDouble
    let room = abs(guess) * 0x1p-50 + 0x1p-1070
    guard let lower = Rational(exactly: guess - room), let upper = Rational(exactly: guess + room),
      lower <= value && value <= upper
    else { return (.nan, .nan) }
    return (guess - room, guess + room)
  }
}

// MARK: one lane

extension LaneIntervals {
  private typealias Bounds = (lower: Double, upper: Double)

  /// A lower bound of a result that was rounded to `value`.
  @inline(__always) private static func below(_ value: Double) -> Double {
    value - (abs(value) * 0x1p-51 + 0x1p-1074)
  }
  @inline(__always) private static func above(_ value: Double) -> Double {
    value + (abs(value) * 0x1p-51 + 0x1p-1074)
  }

  /// Whether a number is zero, or has at most 26 bits and products that neither underflow nor overflow.
  @inline(__always) private static func isShort(_ x: Double) -> Bool {
    let large = x * 134_217_729  // 2^27 + 1
    return x == 0 || large - (large - x) == x && abs(x) > 0x1p-400 && abs(x) < 0x1p400
  }

  @inline(__always) private static func sum(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Bounds {
    /// The exact error of the sum.
    func error(_ x: Double, _ y: Double, _ sum: Double) -> Double {
      let part = sum - x
      return (x - (sum - part)) + (y - part)
    }
    let (low, high) = (a + c, b + d)
    // Zero, or NaN when a bound is not finite.
    let poison = (low + high) * 0
    return (
      (error(a, c, low) < 0 ? below(low) : low) + poison,
      (error(b, d, high) > 0 ? above(high) : high) + poison
    )
  }

  @inline(__always) private static func product(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Bounds
  {
    let (p, q, r, s) = (a * c, a * d, b * c, b * d)
    let poison = (p + q + r + s) * 0
    if a == 0 && b == 0 || c == 0 && d == 0 { return (poison, poison) }
    let (low, high) = (min(min(p, q), min(r, s)), max(max(p, q), max(r, s)))
    if isShort(a) && isShort(b) && isShort(c) && isShort(d) { return (low + poison, high + poison) }
    return (below(low) + poison, above(high) + poison)
  }

  @inline(__always) private static func quotient(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Bounds
  {
    guard c > 0 || d < 0 else { return (.nan, .nan) }
    let (p, q, r, s) = (a / c, a / d, b / c, b / d)
    let poison = (p + q + r + s) * 0
    // Exact when multiplying back is.
    if a == b && c == d && isShort(p) && isShort(c) && p * c == a { return (p + poison, p + poison) }
    return (below(min(min(p, q), min(r, s))) + poison, above(max(max(p, q), max(r, s))) + poison)
  }

  @inline(__always) private static func square(_ a: Double, _ b: Double) -> Bounds {
    let (low, high) = product(a, b, a, b)
    if a > 0 || b < 0 {
      let (x, y) = (min(abs(a), abs(b)), max(abs(a), abs(b)))
      return product(x, y, x, y)
    }
    return (low * 0, high)
  }

  @inline(__always) private static func squareRoot(_ a: Double, _ b: Double) -> Bounds {
    guard a >= 0 else { return (.nan, .nan) }
    func isExact(_ root: Double, _ x: Double) -> Bool { isShort(root) && root * root == x }
    let (low, high) = (a.squareRoot(), b.squareRoot())
    let poison = (low + high) * 0
    return (
      (isExact(low, a) ? low : max(0, below(low))) + poison, (isExact(high, b) ? high : above(high)) + poison
    )
  }
}

// MARK: all lanes

extension LaneIntervals {
  @inline(__always) private func mapped(_ body: (Double, Double) -> Bounds) -> LaneIntervals {
    let count = count
    return bounds.withUnsafeBufferPointer { x in
      LaneIntervals(count: count) { body(x[$0], x[count + $0]) }
    }
  }

  @inline(__always) private static func combined(
    _ a: LaneIntervals, _ b: LaneIntervals, _ body: (Double, Double, Double, Double) -> Bounds
  ) -> LaneIntervals {
    let (m, n) = (a.count, b.count)
    precondition(m == n || m == 1 || n == 1, "\(m) and \(n) lanes")
    let (aStep, bStep) = (m == 1 ? 0 : 1, n == 1 ? 0 : 1)
    return a.bounds.withUnsafeBufferPointer { x in
      b.bounds.withUnsafeBufferPointer { y in
        LaneIntervals(count: max(m, n)) { k in
          body(x[k * aStep], x[m + k * aStep], y[k * bStep], y[n + k * bStep])
        }
      }
    }
  }

  public static func + (a: LaneIntervals, b: LaneIntervals) -> LaneIntervals {
    combined(a, b) { sum($0, $1, $2, $3) }
  }
  public static func - (a: LaneIntervals, b: LaneIntervals) -> LaneIntervals {
    combined(a, b) { sum($0, $1, -$3, -$2) }
  }
  public static func * (a: LaneIntervals, b: LaneIntervals) -> LaneIntervals {
    combined(a, b) { product($0, $1, $2, $3) }
  }
  /// A lane whose divisor may vanish decides nothing.
  public static func / (a: LaneIntervals, b: LaneIntervals) -> LaneIntervals {
    combined(a, b) { quotient($0, $1, $2, $3) }
  }
  public static prefix func - (a: LaneIntervals) -> LaneIntervals { a.mapped { (-$1, -$0) } }
  public func squared() -> LaneIntervals { mapped { Self.square($0, $1) } }
  /// A lane that may be negative decides nothing.
  public func squareRoot() -> LaneIntervals { mapped { Self.squareRoot($0, $1) } }
  /// The root of a number that is known not to be negative.
  public func squareRootOfNonNegative() -> LaneIntervals {
    mapped { $0.isNaN ? (.nan, .nan) : Self.squareRoot(Swift.max(0, $0), $1) }
  }
  public var magnitude: LaneIntervals {
    mapped { a, b in a >= 0 ? (a, b) : b <= 0 ? (-b, -a) : (a * 0, Swift.max(-a, b)) }
  }

  /// The lesser of two numbers.
  public static func least(_ a: LaneIntervals, _ b: LaneIntervals) -> LaneIntervals {
    combined(a, b) { a, b, c, d in
      // A sum of all four is NaN when one of them is.
      let poison = (a + b + c + d) * 0
      return (Swift.min(a, c) + poison, Swift.min(b, d) + poison)
    }
  }

  // MARK: decisions

  /// Lane by lane whether `a < b`.
  public static func isLess(_ a: LaneIntervals, than b: LaneIntervals) -> [Truth] {
    decided(a, b) { a, b, c, d in b < c ? .proved : a >= d ? .refuted : .undecided }
  }
  /// Lane by lane whether `a = b`.
  public static func isEqual(_ a: LaneIntervals, _ b: LaneIntervals) -> [Truth] {
    decided(a, b) { a, b, c, d in a == d && b == c ? .proved : b < c || d < a ? .refuted : .undecided }
  }

  private static func decided(
    _ a: LaneIntervals, _ b: LaneIntervals, _ body: (Double, Double, Double, Double) -> Truth
  ) -> [Truth] {
    (0..<max(a.count, b.count)).map { body(a.lower($0), a.upper($0), b.lower($0), b.upper($0)) }
  }

  /// Whether all lanes vanish, or none does.
  public var vanishes: Truth { .common(Self.isEqual(self, 0)) }
}

extension Truth {
  /// What all of them are; undecided where they differ.
  public static func common(_ truths: [Truth]) -> Truth {
    guard let first = truths.first else { return .proved }
    return truths.allSatisfy { $0 == first } ? first : .undecided
  }
}
