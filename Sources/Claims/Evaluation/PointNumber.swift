// PointNumber: a number at one point of a claim: rational, a surd, an algebraic number, or a ball around an irrational one.

import Exact

/// An exact value as long as the operations allow it, and a ball from then on.
enum PointNumber: Sendable {
  case exact(Rational)
  /// An irrational number p + q sqrt(r), and a ball around it.
  case surd(Surd, Ball)
  /// Any other irrational algebraic number, and a ball around it for arithmetic.
  case algebraic(AlgebraicReal, Ball)
  case enclosed(Ball)

  /// The most bits of the numbers of a surd.
  private static let surdLimit = 1 << 12

  init(_ root: AlgebraicReal, precision: Int) {
    if let value = root.asRational {
      self = .exact(value)
    } else {
      let fine = root.refined(toBits: precision)
      let ball = Ball(lower: fine.lowerBound, upper: fine.upperBound, precision: precision)
      self = .algebraic(fine, ball)
      if let surd = Surd(root), surd.bits <= Self.surdLimit { self = .surd(surd, ball) }
    }
  }

  /// `rational + factor * sqrt(radicand)`, and a ball around it; only the ball where the numbers are long.
  fileprivate init(_ parts: Surd.Parts, _ ball: Ball) {
    let surd = Surd(parts.rational, parts.factor, parts.radicand)
    if surd.factor.isZero {
      self = .exact(surd.rational)
    } else {
      self = surd.bits <= Self.surdLimit ? .surd(surd, ball) : .enclosed(ball)
    }
  }

  /// The square root of a positive rational that is no square.
  init(squareRootOf value: Rational, precision: Int) {
    self.init((0, 1, value), Ball.sqrt(knownNonNegative: Ball(value, precision: precision)))
  }

  /// The ball; `precision` is that of a rational number.
  func ball(precision: Int) -> Ball {
    switch self {
    case .exact(let value): Ball(value, precision: precision)
    case .surd(_, let ball), .algebraic(_, let ball), .enclosed(let ball): ball
    }
  }

  var exactValue: Rational? { if case .exact(let value) = self { value } else { nil } }

  private var precision: Int? {
    switch self {
    case .exact: nil
    case .surd(_, let ball), .algebraic(_, let ball), .enclosed(let ball): ball.precision
    }
  }

  /// `exactly` for rationals, `surds` where it is known; `balls` for all others.
  private static func combined(
    _ a: PointNumber, _ b: PointNumber, exactly: (Rational, Rational) -> Rational,
    surds: (PointNumber, PointNumber) -> Surd.Parts?, _ balls: (Ball, Ball) -> Ball
  ) -> PointNumber {
    if case .exact(let x) = a, case .exact(let y) = b { return .exact(exactly(x, y)) }
    let bits = max(a.precision ?? 0, b.precision ?? 0)
    let ball = balls(a.ball(precision: bits), b.ball(precision: bits))
    return surds(a, b).map { PointNumber($0, ball) } ?? .enclosed(ball)
  }
}

extension PointNumber: CommutativeRing {
  init(_ value: Int) { self = .exact(Rational(value)) }
  init(integerLiteral value: Int) { self.init(value) }

  static func + (a: PointNumber, b: PointNumber) -> PointNumber {
    combined(a, b, exactly: +, surds: sum, +)
  }
  static func - (a: PointNumber, b: PointNumber) -> PointNumber {
    combined(a, b, exactly: -, surds: { sum($0, -$1) }, -)
  }
  static func * (a: PointNumber, b: PointNumber) -> PointNumber {
    // Zero times anything is zero, whatever is known of it.
    if case .exact(let x) = a, x.isZero { return a }
    if case .exact(let y) = b, y.isZero { return b }
    return combined(a, b, exactly: *, surds: product, *)
  }

  private static func sum(_ a: PointNumber, _ b: PointNumber) -> Surd.Parts? {
    switch (a, b) {
    case (.surd(let x, _), .surd(let y, _)): Surd.sum(x, y)
    case (.surd(let x, _), .exact(let y)), (.exact(let y), .surd(let x, _)):
      (x.rational + y, x.factor, x.radicand)
    default: nil
    }
  }

  private static func product(_ a: PointNumber, _ b: PointNumber) -> Surd.Parts? {
    switch (a, b) {
    case (.surd(let x, _), .surd(let y, _)): Surd.product(x, y)
    case (.surd(let x, _), .exact(let y)), (.exact(let y), .surd(let x, _)):
      (x.rational * y, x.factor * y, x.radicand)
    default: nil
    }
  }

  /// The quotient by a number that is not zero.
  func divided(by divisor: PointNumber, precision: Int) -> PointNumber {
    if let x = exactValue, let y = divisor.exactValue { return .exact(x / y) }
    if let x = exactValue, x.isZero { return self }
    let ball = ball(precision: precision) / divisor.ball(precision: precision)
    let parts: Surd.Parts? =
      switch divisor {
      case .exact(let y): Self.product(self, .exact(1 / y))
      case .surd(let y, let own): Self.product(self, .surd(y.reciprocal, own))
      default: nil
      }
    return parts.map { PointNumber($0, ball) } ?? .enclosed(ball)
  }

  static prefix func - (a: PointNumber) -> PointNumber {
    switch a {
    case .exact(let value): .exact(-value)
    case .surd(let surd, let ball): .surd(-surd, -ball)
    case .algebraic(let root, let ball): .algebraic(-root, -ball)
    case .enclosed(let ball): .enclosed(-ball)
    }
  }

  func squared() -> PointNumber { power(2) }

  func power(_ exponent: Int) -> PointNumber {
    if exponent == 0 { return 1 }
    if exponent == 1 { return self }
    switch self {
    case .exact(let value): return .exact(value.power(exponent))
    case .surd(let surd, _) where exponent > 1 && surd.bits * exponent <= Self.surdLimit:
      let half = power(exponent / 2)
      return exponent % 2 == 0 ? half * half : half * half * self
    case .surd(_, let ball), .algebraic(_, let ball), .enclosed(let ball):
      return .enclosed(ball.power(exponent))
    }
  }

  var vanishes: Truth {
    switch self {
    case .exact(let value): Truth(decided: value.isZero)
    // An irrational number is not zero.
    case .surd, .algebraic: .refuted
    case .enclosed(let ball): ball.vanishes
    }
  }

  /// Whether this number is less than another, decided between exact numbers.
  func isLess(than other: PointNumber) -> Truth {
    if let sign = compared(to: other) { return Truth(decided: sign < 0) }
    let bits = max(precision ?? 0, other.precision ?? 0)
    return ball(precision: bits).isLess(than: other.ball(precision: bits))
  }

  func equals(_ other: PointNumber) -> Truth {
    if let sign = compared(to: other) { return Truth(decided: sign == 0) }
    return (self - other).vanishes
  }

  /// The sign of `self - other` between numbers that are known exactly.
  private func compared(to other: PointNumber) -> Int? {
    switch (self, other) {
    case (.exact(let x), .exact(let y)): return x == y ? 0 : x < y ? -1 : 1
    case (.surd(let x, _), .surd(let y, _)): return x.compared(to: y)
    case (.surd(let x, _), .exact(let y)): return Surd(x.rational - y, x.factor, x.radicand).signum()
    case (.exact, .surd): return other.compared(to: self).map { -$0 }
    default:
      guard let a = algebraic, let b = other.algebraic else { return nil }
      return AlgebraicReal.compare(a, b)
    }
  }

  /// The number as the root of a polynomial; nil when only a ball is known.
  var algebraic: AlgebraicReal? {
    switch self {
    case .exact(let value): AlgebraicReal(value)
    case .surd(let surd, _): surd.algebraic
    case .algebraic(let root, _): root
    case .enclosed: nil
    }
  }
}
