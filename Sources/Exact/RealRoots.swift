// RealRoots: all real roots of a polynomial with multiplicities, and counts in intervals.

extension Polynomial where Coefficient == Integer {
  /// All real roots in ascending order, each once, with multiplicities. The zero polynomial is misuse.
  ///
  /// Guarantee: complete and exact; multiplicities from the square-free factorisation; rational roots as rationals; the
  /// stored intervals ascend and share at most an end.
  public var realRoots: [(root: AlgebraicReal, multiplicity: Int)] {
    precondition(!isZero, "the real roots of the zero polynomial")
    var roots = squareFreeFactors.flatMap { factor, multiplicity in
      factor.realRootsOfSquareFree().map { (root: $0, multiplicity: multiplicity) }
    }
    roots.sort { $0.root < $1.root }
    for i in roots.indices.dropFirst() {
      (roots[i - 1].root, roots[i].root) = AlgebraicReal.separated(roots[i - 1].root, roots[i].root)
    }
    return roots
  }

  /// The real roots of a square-free polynomial, rational ones first.
  func realRootsOfSquareFree() -> [AlgebraicReal] {
    let (rational, cofactor) = splittingRationalRoots()
    let irrational = cofactor.isolatingIntervals().map { cell in
      AlgebraicReal(
        AlgebraicReal.IsolatedRoot(
          polynomial: cofactor, cell: cell, signBelow: cofactor.sign(at: cell.lowerBound)))
    }
    return rational.map { AlgebraicReal($0) } + irrational
  }

  /// The number of real roots in the half-open interval `(lower, upper]`, each counted once. Exact for every polynomial.
  public func distinctRealRootCount(above lower: Rational, through upper: Rational) -> Int {
    realRoots.count { $0.root.isIn(above: lower, through: upper) }
  }

  /// The number of real roots in `(lower, upper]` with multiplicity. Exact for every polynomial.
  public func realRootCount(above lower: Rational, through upper: Rational) -> Int {
    realRoots.reduce(0) { $0 + ($1.root.isIn(above: lower, through: upper) ? $1.multiplicity : 0) }
  }

  /// Budan and Fourier's count for `(lower, upper]`: at least the number of roots there with multiplicity, and equal to
  /// it when all roots of the polynomial are real, as for a symmetric matrix. Finds no root: two Taylor shifts.
  public func budanFourierCount(above lower: Rational, through upper: Rational) -> Int {
    precondition(lower <= upper, "budanFourierCount: \(lower) is above \(upper)")
    func variations(_ point: Rational) -> Int {
      // q^n p((x + a)/q) has the signs of p(a/q + x/q).
      var power: Integer = 1
      let scaled = coefficients.reversed().map { coefficient in
        defer { power *= point.denominator }
        return coefficient * power
      }
      return Polynomial(scaled.reversed()).shifted(by: point.numerator).signVariations
    }
    return variations(lower) - variations(upper)
  }
}

extension Polynomial where Coefficient == Rational {
  /// All real roots in ascending order, each once, with multiplicities. The zero polynomial is misuse.
  public var realRoots: [(root: AlgebraicReal, multiplicity: Int)] { primitivePart.realRoots }

  /// The rational roots with multiplicities, ascending. The zero polynomial is misuse.
  public var rationalRoots: [(root: Rational, multiplicity: Int)] { primitivePart.rationalRoots }

  /// The square-free factors of the primitive part with their multiplicities; see the integer case.
  public var squareFreeFactors: [(factor: Polynomial<Integer>, multiplicity: Int)] {
    primitivePart.squareFreeFactors
  }

  /// The monic greatest common divisor; zero when both are zero.
  public static func gcd(_ a: Polynomial, _ b: Polynomial) -> Polynomial {
    let divisor = Polynomial<Integer>.gcd(a.primitivePart, b.primitivePart)
    return divisor.map { Rational($0, divisor.leadingCoefficient) }
  }
}

/// All real roots in ascending order, each once, with multiplicities. The zero polynomial is misuse.
public func realRoots(of polynomial: Polynomial<Rational>) -> [(root: AlgebraicReal, multiplicity: Int)] {
  polynomial.realRoots
}
