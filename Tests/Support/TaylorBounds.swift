// TaylorBounds: elementary functions enclosed by exact rational arithmetic alone, independent of MPFR.

import Exact

/// Rational bounds of elementary functions from their Taylor series with the remainder, to about `bits` bits.
///
/// Intermediate sums are rounded outward to `bits + 32` binary places, so that fractions stay small.
public struct TaylorBounds {
  public typealias Bounds = (lower: Rational, upper: Rational)
  let places: Int

  public init(bits: Int) { places = bits + 32 }

  private var unit: Rational { Rational(mantissa: 1, exponent: -places) }

  private func down(_ x: Rational) -> Rational {
    Rational(mantissa: (x * Rational(mantissa: 1, exponent: places)).floor, exponent: -places)
  }

  /// Σ terms, where `next(k, previous)` makes the following term and each is rounded down to a unit, so that the error of
  /// the k-th term is at most k units when the factors are at most 1; `tail` bounds what follows the last term in magnitude.
  private func sum(first: Rational, _ factor: (Int) -> Rational, tail: (Rational) -> Rational) -> Bounds {
    var term = down(first)
    var total = term
    var k = 1
    while term.magnitude > unit {
      term = down(term * factor(k))
      total = total + term
      k += 1
    }
    let error = unit * Rational(Integer(2 * k * k)) + tail(term.magnitude + unit * Rational(Integer(k)))
    return (total - error, total + error)
  }

  /// e^x for |x| <= 1: factors x/k; the tail is below twice its first term.
  public func exp(_ x: Rational) -> Bounds {
    sum(first: 1, { x / Rational(Integer($0)) }, tail: { $0 * 2 })
  }

  /// sin x for |x| <= 1: alternating.
  public func sin(_ x: Rational) -> Bounds {
    sum(first: x, { -(x * x) / Rational(Integer(2 * $0 * (2 * $0 + 1))) }, tail: { $0 })
  }

  /// cos x for |x| <= 1: alternating.
  public func cos(_ x: Rational) -> Bounds {
    sum(first: 1, { -(x * x) / Rational(Integer((2 * $0 - 1) * 2 * $0)) }, tail: { $0 })
  }

  /// atan x = x Σ (-x²)^k / (2k+1) for |x| <= 1/2: alternating.
  public func atan(_ x: Rational) -> Bounds {
    sum(
      first: x, { -(x * x) * Rational(Integer(2 * $0 - 1), Integer(2 * $0 + 1)) }, tail: { $0 })
  }

  /// log x = 2 Σ z^(2k+1)/(2k+1) with z = (x-1)/(x+1), for |z| <= 1/2; the tail is at most its first term times 4/3.
  public func log(_ x: Rational) -> Bounds {
    let z = (x - 1) / (x + 1)
    return sum(
      first: z * 2, { z * z * Rational(Integer(2 * $0 - 1), Integer(2 * $0 + 1)) }, tail: { $0 * 2 })
  }

  /// Machin: pi = 16 atan(1/5) - 4 atan(1/239).
  public func pi() -> Bounds {
    let (a, b) = (atan(Rational(1, 5)), atan(Rational(1, 239)))
    return (a.lower * 16 - b.upper * 4, a.upper * 16 - b.lower * 4)
  }
}
