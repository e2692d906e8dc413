// PointNumber: a number at one point of a claim: rational, an algebraic number, or a ball around an irrational one.

import Exact

/// An exact value as long as the operations allow it, and a ball from then on.
enum PointNumber: Sendable {
  case exact(Rational)
  /// An irrational algebraic number, and a ball around it for arithmetic.
  case algebraic(AlgebraicReal, Ball)
  case enclosed(Ball)

  init(_ root: AlgebraicReal, precision: Int) {
    if let value = root.asRational {
      self = .exact(value)
    } else {
      let fine = root.refined(toBits: precision)
      self = .algebraic(fine, Ball(lower: fine.lowerBound, upper: fine.upperBound, precision: precision))
    }
  }

  /// The ball; `precision` is that of a rational number.
  func ball(precision: Int) -> Ball {
    switch self {
    case .exact(let value): Ball(value, precision: precision)
    case .algebraic(_, let ball), .enclosed(let ball): ball
    }
  }

  var exactValue: Rational? { if case .exact(let value) = self { value } else { nil } }

  private var precision: Int? {
    switch self {
    case .exact: nil
    case .algebraic(_, let ball), .enclosed(let ball): ball.precision
    }
  }

  private static func combined(
    _ a: PointNumber, _ b: PointNumber, exactly: (Rational, Rational) -> Rational,
    _ balls: (Ball, Ball) -> Ball
  ) -> PointNumber {
    if case .exact(let x) = a, case .exact(let y) = b { return .exact(exactly(x, y)) }
    let bits = max(a.precision ?? 0, b.precision ?? 0)
    return .enclosed(balls(a.ball(precision: bits), b.ball(precision: bits)))
  }
}

extension PointNumber: CommutativeRing {
  init(_ value: Int) { self = .exact(Rational(value)) }
  init(integerLiteral value: Int) { self.init(value) }

  static func + (a: PointNumber, b: PointNumber) -> PointNumber { combined(a, b, exactly: +, +) }
  static func - (a: PointNumber, b: PointNumber) -> PointNumber { combined(a, b, exactly: -, -) }
  static func * (a: PointNumber, b: PointNumber) -> PointNumber {
    // Zero times anything is zero, whatever is known of it.
    if case .exact(let x) = a, x.isZero { return a }
    if case .exact(let y) = b, y.isZero { return b }
    return combined(a, b, exactly: *, *)
  }

  static prefix func - (a: PointNumber) -> PointNumber {
    switch a {
    case .exact(let value): .exact(-value)
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
    case .algebraic(_, let ball), .enclosed(let ball): return .enclosed(ball.power(exponent))
    }
  }

  var vanishes: Truth {
    switch self {
    case .exact(let value): Truth(decided: value.isZero)
    // An irrational number is not zero.
    case .algebraic: .refuted
    case .enclosed(let ball): ball.vanishes
    }
  }

  /// Whether this number is less than another, decided between exact numbers.
  func isLess(than other: PointNumber) -> Truth {
    if let a = decidable, let b = other.decidable {
      if case .exact(let x) = self, case .exact(let y) = other { return Truth(decided: x < y) }
      return Truth(decided: a < b)
    }
    let bits = max(precision ?? 0, other.precision ?? 0)
    return ball(precision: bits).isLess(than: other.ball(precision: bits))
  }

  func equals(_ other: PointNumber) -> Truth {
    if let a = decidable, let b = other.decidable { return Truth(decided: a == b) }
    return (self - other).vanishes
  }

  private var decidable: AlgebraicReal? {
    switch self {
    case .exact(let value): AlgebraicReal(value)
    case .algebraic(let root, _): root
    case .enclosed: nil
    }
  }
}
