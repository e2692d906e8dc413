// Polynomial+RootIsolation: cells that hold one real root each, by sign variations and bisection.
//
// Let V(a) be the sign variations of the coefficients of q(x + a). Budan and Fourier: V(0) - V(1) is at least the number
// of roots of q in (0, 1] with multiplicity, and has its parity; so 0 proves that there is none and 1 that there is one.
// When all roots are real it is their number, and V at a midpoint comes with the Taylor shift that bisection needs. For
// other polynomials it may stay at 2 or more where there is no root; then Descartes' count for the interval, the
// variations of (1+x)^n q(1/(1+x)), which has the same two meanings, decides: it ends for every square-free q (Vincent's
// theorem). [Collins, Akritas 1976; Rouillier, Zimmermann 2004]

extension Polynomial where Coefficient == Integer {
  /// Cells in ascending order, each holding exactly one root and together all real roots, of a square-free polynomial
  /// without rational roots. So no end of a cell is a root.
  func isolatingIntervals() -> [DyadicInterval] {
    if degree < 1 { return [] }
    let exponent = rootBoundExponent
    let below = reflected.isolatingIntervals(positiveBelow: exponent)
      .map { DyadicInterval(mantissa: -1 - $0.mantissa, exponent: $0.exponent) }
    return below.reversed() + isolatingIntervals(positiveBelow: exponent)
  }

  /// The cells of the roots in `(0, 2^exponent)`.
  private func isolatingIntervals(positiveBelow exponent: Int) -> [DyadicInterval] {
    if signVariations == 0 { return [] }
    // q(x) = 2^(-e n) p(2^e x) up to a power of two: the roots in (0, 2^e) come to (0, 1).
    let lowest = exponent < 0 ? exponent * degree : 0
    let scaled = coefficients.enumerated().map { $0.element.shiftedLeft(by: $0.offset * exponent - lowest) }
    var end = scaled
    DescartesTransform.shiftByOne(&end)
    let whole = IsolationNode(
      coefficients: scaled, cell: DyadicInterval(mantissa: 0, exponent: exponent),
      variations: signChanges(in: scaled),
      variationsAtEnd: signChanges(in: end), stagnation: 0)
    var cells: [DyadicInterval] = []
    var pending = [whole]
    while let node = pending.popLast() {
      var count = node.variations - node.variationsAtEnd
      if count > 1 && node.stagnation >= 6 {
        count = DescartesTransform.intervalVariations(node.coefficients)
      }
      if count == 1 { cells.append(node.cell) }
      if count > 1 { pending += node.halves().reversed() }
    }
    return cells
  }
}

/// An interval still to be decided, moved to (0, 1).
private struct IsolationNode {
  var coefficients: [Integer]
  var cell: DyadicInterval
  /// The sign variations of `coefficients`, and of those of the polynomial moved by one.
  var variations: Int
  var variationsAtEnd: Int
  /// How many bisections in a row left the count unchanged.
  var stagnation: Int

  func halves() -> [IsolationNode] {
    var left = self
    DescartesTransform.halve(&left.coefficients)
    left.cell = DyadicInterval(mantissa: cell.mantissa + cell.mantissa, exponent: cell.exponent - 1)
    var right = left
    DescartesTransform.shiftByOne(&right.coefficients)
    right.cell.mantissa += 1
    right.variations = signChanges(in: right.coefficients)
    left.variationsAtEnd = right.variations
    let total = variations - variationsAtEnd
    left.stagnation = left.variations - left.variationsAtEnd == total ? stagnation + 1 : 0
    right.stagnation = right.variations - right.variationsAtEnd == total ? stagnation + 1 : 0
    return [left, right]
  }
}

/// The substitutions of the bisection, in place on ascending integer coefficients.
private enum DescartesTransform {
  /// Descartes' count for the open interval (0, 1), or 2 when it is more than one.
  static func intervalVariations(_ coefficients: [Integer]) -> Int {
    // Taylor shift of the reversed polynomial; its coefficients come out one by one from the lowest.
    var shifted = Array(coefficients.reversed())
    var (variations, sign) = (0, 0)
    for first in shifted.indices {
      for i in stride(from: shifted.count - 2, through: first, by: -1) { shifted[i] += shifted[i + 1] }
      let next = shifted[first].signum()
      if next == 0 { continue }
      if sign * next < 0 { variations += 1 }
      sign = next
      if variations > 1 { return 2 }
    }
    return variations
  }

  /// `2^n q(x/2)`, freed of common powers of two.
  static func halve(_ coefficients: inout [Integer]) {
    let degree = coefficients.count - 1
    var common = Int.max
    for (i, value) in coefficients.enumerated() where !value.isZero {
      common = min(common, value.trailingZeroBitCount + degree - i)
    }
    for i in coefficients.indices {
      let shift = degree - i - common
      coefficients[i] =
        shift >= 0 ? coefficients[i].shiftedLeft(by: shift) : coefficients[i].shiftedRight(by: -shift)
    }
  }

  /// `q(x + 1)`.
  static func shiftByOne(_ coefficients: inout [Integer]) {
    for first in coefficients.indices {
      for i in stride(from: coefficients.count - 2, through: first, by: -1) {
        coefficients[i] += coefficients[i + 1]
      }
    }
  }
}
