// AlgebraicReal: real roots of integer polynomials, with exact order and equality.

/// A real algebraic number, exact: a rational, or the one root of an integer polynomial in an interval.
///
/// A rational value is always recognised and stored as a rational. An irrational one is stored with a primitive
/// square-free polynomial that has no rational root and a cell with dyadic ends in which the value is its only root; so
/// the polynomial is non-zero at every rational point and every comparison with a rational is one exact sign.
/// Equality and order are those of the real numbers, whatever polynomials and intervals represent them.
public struct AlgebraicReal: Sendable {
  enum Representation: Sendable {
    case rational(Rational)
    case irrational(IsolatedRoot)
  }

  /// The only root of a polynomial in a cell; the polynomial is primitive, square-free and without rational roots.
  struct IsolatedRoot: Sendable {
    var polynomial: Polynomial<Integer>
    var cell: DyadicInterval
    /// The sign of the polynomial at the lower end of the cell; the sign at the upper end is the opposite.
    var signBelow: Int

    func refined(toExponent exponent: Int) -> IsolatedRoot {
      if cell.exponent <= exponent { return self }
      var refinement = RootRefinement(polynomial: polynomial, cell: cell, signBelow: signBelow)
      refinement.refine(toExponent: exponent)
      return IsolatedRoot(polynomial: polynomial, cell: refinement.cell, signBelow: signBelow)
    }
  }

  let representation: Representation

  init(_ root: IsolatedRoot) { representation = .irrational(root) }

  public init(_ value: Rational) { representation = .rational(value) }

  /// The only root of `polynomial` in the half-open interval `(lower, upper]`; nil when that holds none or several
  /// (multiplicities do not count). The zero polynomial is misuse.
  public init?(rootOf polynomial: Polynomial<Integer>, above lower: Rational, through upper: Rational) {
    let inside = polynomial.realRoots.filter { $0.root.isIn(above: lower, through: upper) }
    guard inside.count == 1 else { return nil }
    self = inside[0].root
  }

  /// The non-negative square root of a non-negative rational.
  public static func squareRoot(of value: Rational) -> AlgebraicReal {
    precondition(value.signum() >= 0, "squareRoot: the value \(value) is negative")
    let polynomial = Polynomial([-value.numerator, 0, value.denominator])
    return polynomial.realRoots.last!.root
  }

  /// The value when it is rational, nil when it is irrational. Decided.
  public var asRational: Rational? {
    if case .rational(let value) = representation { value } else { nil }
  }

  /// A primitive square-free integer polynomial that vanishes at the value; not always the minimal one.
  public var polynomial: Polynomial<Integer> {
    switch representation {
    case .rational(let value): Polynomial([-value.numerator, value.denominator])
    case .irrational(let root): root.polynomial
    }
  }

  /// The end of the stored interval that is not above the value; equal to it exactly for a rational.
  public var lowerBound: Rational {
    switch representation {
    case .rational(let value): value
    case .irrational(let root): root.cell.lowerBound
    }
  }

  /// The end of the stored interval that is not below the value; equal to it exactly for a rational.
  public var upperBound: Rational {
    switch representation {
    case .rational(let value): value
    case .irrational(let root): root.cell.upperBound
    }
  }

  /// The same number with an interval no wider than `2^-bits`.
  public func refined(toBits bits: Int) -> AlgebraicReal {
    switch representation {
    case .rational: self
    case .irrational(let root): AlgebraicReal(root.refined(toExponent: -bits))
    }
  }

  /// The same number with an interval no wider than `width > 0`.
  public func refined(toWidth width: Rational) -> AlgebraicReal {
    precondition(width.signum() > 0, "refined: the width \(width) is not positive")
    // 2^-k <= width: the quotient of the parts is above 2^(bits of p - 1 - bits of q).
    return refined(toBits: width.denominator.bitWidth - width.numerator.bitWidth + 1)
  }

  /// -1, 0 or 1, exactly.
  public func signum() -> Int {
    switch representation {
    case .rational(let value): return value.signum()
    case .irrational: return compared(to: 0)
    }
  }

  /// Whether the value lies in the half-open interval `(lower, upper]`.
  public func isIn(above lower: Rational, through upper: Rational) -> Bool {
    compared(to: lower) > 0 && compared(to: upper) <= 0
  }

  /// The largest integer not above the value.
  public var floor: Integer {
    switch representation {
    case .rational(let value): return value.floor
    case .irrational(let root):
      let unit = root.refined(toExponent: 0)
      return unit.cell.mantissa.shiftedRight(by: -unit.cell.exponent)
    }
  }

  public static prefix func - (a: AlgebraicReal) -> AlgebraicReal {
    switch a.representation {
    case .rational(let value): return AlgebraicReal(-value)
    case .irrational(let root):
      let mirrored = root.polynomial.reflected.primitivePart
      let cell = DyadicInterval(mantissa: -1 - root.cell.mantissa, exponent: root.cell.exponent)
      return AlgebraicReal(
        IsolatedRoot(polynomial: mirrored, cell: cell, signBelow: mirrored.sign(at: cell.lowerBound)))
    }
  }
}

extension AlgebraicReal: ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int) { self.init(Rational(value)) }
}

extension AlgebraicReal: CustomStringConvertible {
  /// The rational, or the polynomial and the interval.
  public var description: String {
    if let value = asRational { return value.description }
    return "root of \(polynomial) in (\(lowerBound), \(upperBound))"
  }
}
