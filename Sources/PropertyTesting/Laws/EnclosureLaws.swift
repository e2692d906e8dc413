// EnclosureLaws: a ball operation contains the exact result for exact points of its operands.

import Exact

/// A ball with exact points in it: both ends, the midpoint, and one between.
public struct EnclosedPoints: Sendable {
  public let ball: Ball
  public let points: [Rational]

  /// The points of a ball that is not the whole line, the last one at `fraction` of the radius from the midpoint, `-1 <= fraction <= 1`.
  public init(_ ball: Ball, fraction: Rational) {
    precondition(fraction.magnitude <= 1, "a point at \(fraction) of the radius")
    guard let radius = ball.radius else { preconditionFailure("the points of the whole line") }
    self.ball = ball
    let middle = ball.midpoint
    points =
      radius.isZero
      ? [middle] : [middle - radius, middle + radius, middle, middle + radius * fraction]
  }
}

/// The contract of ball arithmetic about two balls: for every choice of points the exact result, where it is defined, is in the ball.
public struct EnclosureLaws: LawSuite {
  public typealias Pair = (EnclosedPoints, EnclosedPoints)
  public let laws: [Law<Pair>]

  /// Those of the operations of `Ball`, or the given ones, made by `unary` and `binary`.
  public init(_ laws: [Law<Pair>] = Self.arithmetic) { self.laws = laws }

  /// That an operation on the first ball contains `exact`, which is nil where it is not defined.
  public static func unary(
    _ name: String, _ operation: @escaping @Sendable (Ball) -> Ball,
    exact: @escaping @Sendable (Rational) -> Rational?
  ) -> Law<Pair> {
    Law(name) { a, _ in
      let result = operation(a.ball)
      return a.points.allSatisfy { exact($0).map { result.contains($0) } ?? true }
    }
  }

  /// That an operation on both balls contains `exact`, which is nil where it is not defined.
  public static func binary(
    _ name: String, _ operation: @escaping @Sendable (Ball, Ball) -> Ball,
    exact: @escaping @Sendable (Rational, Rational) -> Rational?
  ) -> Law<Pair> {
    Law(name) { a, b in
      let result = operation(a.ball, b.ball)
      return a.points.allSatisfy { x in
        b.points.allSatisfy { y in exact(x, y).map { result.contains($0) } ?? true }
      }
    }
  }

  public static var arithmetic: [Law<Pair>] { ofTwo + ofOne }

  private static var ofTwo: [Law<Pair>] {
    [
      binary("a + b", { $0 + $1 }, exact: { $0 + $1 }),
      binary("a - b", { $0 - $1 }, exact: { $0 - $1 }),
      binary("a b", { $0 * $1 }, exact: { $0 * $1 }),
      binary("a / b", { $0 / $1 }, exact: { $1.isZero ? nil : $0 / $1 }),
      binary("the hull holds a", { $0.hull(with: $1) }, exact: { a, _ in a }),
      binary("the hull holds b", { $0.hull(with: $1) }, exact: { _, b in b }),
      binary("widened by |b|, above", { $0.widened(byMagnitudeOf: $1) }, exact: { $0 + $1 }),
      binary("widened by |b|, below", { $0.widened(byMagnitudeOf: $1) }, exact: { $0 - $1 }),
      Law("results have the larger precision, the widened one that of a") { a, b in
        let larger = max(a.ball.precision, b.ball.precision)
        return [
          a.ball + b.ball, a.ball - b.ball, a.ball * b.ball, a.ball / b.ball, a.ball.hull(with: b.ball),
        ]
        .allSatisfy { $0.precision == larger }
          && a.ball.widened(byMagnitudeOf: b.ball).precision == a.ball.precision
      },
    ]
  }

  private static var ofOne: [Law<Pair>] {
    [
      unary("-a", { -$0 }, exact: { -$0 }),
      unary("a^2", { $0.squared() }, exact: { $0 * $0 }),
      unary("a^3", { $0.power(3) }, exact: { $0.power(3) }),
      unary("a^8", { $0.power(8) }, exact: { $0.power(8) }),
      unary("a^-3", { $0.power(-3) }, exact: { $0.isZero ? nil : 1 / $0.power(3) }),
      unary("|a|", { $0.magnitude }, exact: { $0.magnitude }),
      unary("1 / a", { $0.reciprocal ?? .wholeLine }, exact: { $0.reciprocal }),
      unary("rounded to 2 bits", { $0.rounded(toPrecision: 2) }, exact: { $0 }),
      unary("rounded to 70 bits", { $0.rounded(toPrecision: 70) }, exact: { $0 }),
      unary("widened by 1/3", { $0.widened(by: Rational(1, 3)) }, exact: { $0 + Rational(1, 3) }),
      unary("a + a", { $0 + $0 }, exact: { $0 + $0 }),
      unary("a - a", { $0 - $0 }, exact: { $0 - $0 }),
      unary("a a", { $0 * $0 }, exact: { $0 * $0 }),
      unary("a / a", { $0 / $0 }, exact: { $0.isZero ? nil : 1 }),
    ]
  }
}
