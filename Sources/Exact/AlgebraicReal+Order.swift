// AlgebraicReal+Order: exact comparison, equality and hashing.

extension AlgebraicReal: Comparable, Hashable {
  public static func < (a: AlgebraicReal, b: AlgebraicReal) -> Bool { compare(a, b) < 0 }
  public static func == (a: AlgebraicReal, b: AlgebraicReal) -> Bool { compare(a, b) == 0 }

  /// The floor of `2^64` times the value: a function of the number, not of its representation.
  public func hash(into hasher: inout Hasher) {
    switch representation {
    case .rational(let value):
      hasher.combine(Rational(value.numerator.shiftedLeft(by: 64), value.denominator).floor)
    case .irrational(let root):
      let fine = root.refined(toExponent: -64).cell
      hasher.combine(fine.mantissa.shiftedRight(by: -64 - fine.exponent))
    }
  }

  /// The sign of `self - value`: -1, 0 or 1, by one exact sign of the polynomial.
  public func compared(to value: Rational) -> Int { Self.compare(self, AlgebraicReal(value)) }

  /// The sign of `a - b`: -1, 0 or 1. Always decided.
  public static func compare(_ a: AlgebraicReal, _ b: AlgebraicReal) -> Int {
    switch (a.representation, b.representation) {
    case (.rational(let x), .rational(let y)): x == y ? 0 : (x < y ? -1 : 1)
    case (.irrational(let x), .rational(let y)): compare(x, y)
    case (.rational(let x), .irrational(let y)): -compare(y, x)
    case (.irrational(let x), .irrational(let y)): compare(x, y)
    }
  }

  /// The numbers `a < b`, refined until their intervals share at most an end.
  static func separated(_ a: AlgebraicReal, _ b: AlgebraicReal) -> (AlgebraicReal, AlgebraicReal) {
    var (a, b) = (a, b)
    while a.upperBound > b.lowerBound {
      a = a.refinedOnce()
      b = b.refinedOnce()
    }
    return (a, b)
  }

  private func refinedOnce() -> AlgebraicReal {
    guard case .irrational(let root) = representation else { return self }
    return AlgebraicReal(root.refined(toExponent: root.cell.exponent - 4))
  }

  private static func compare(_ root: IsolatedRoot, _ value: Rational) -> Int {
    if value <= root.cell.lowerBound { return 1 }
    if value >= root.cell.upperBound { return -1 }
    // The polynomial has no rational root; its sign at the value says on which side the root lies.
    return root.polynomial.sign(at: value) == root.signBelow ? 1 : -1
  }

  /// Cells are nested or disjoint. Nested cells of one polynomial hold the same root. For two polynomials let g be their
  /// greatest common divisor: in the smaller cell g has no root but the common value of both numbers, if they are equal,
  /// and that root is simple, so the numbers are equal exactly when g changes sign there.
  private static func compare(_ a: IsolatedRoot, _ b: IsolatedRoot) -> Int {
    var (a, b) = (a, b)
    if a.cell.overlaps(b.cell) {
      if a.polynomial == b.polynomial { return 0 }
      let common = Polynomial.gcd(a.polynomial, b.polynomial)
      if common.degree > 0 {
        let cell = a.cell.exponent <= b.cell.exponent ? a.cell : b.cell
        if common.sign(at: cell.lowerBound) != common.sign(at: cell.upperBound) { return 0 }
      }
    }
    var step = 8
    while a.cell.overlaps(b.cell) {
      let exponent = min(a.cell.exponent, b.cell.exponent) - step
      a = a.refined(toExponent: exponent)
      b = b.refined(toExponent: exponent)
      step *= 2
    }
    return a.cell.precedes(b.cell) ? -1 : 1
  }
}
