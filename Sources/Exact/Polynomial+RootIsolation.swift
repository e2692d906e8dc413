// Polynomial+RootIsolation: cells that hold one real root each, by Descartes' rule and bisection.
//
// For q with roots in (0, 1) to be counted, the sign variations of (1+x)^n q(1/(1+x)) are at least their number and have
// its parity: 0 proves that there is none, 1 that there is exactly one. Bisection ends for every square-free q
// (Vincent's theorem). [Collins, Akritas 1976; Rouillier, Zimmermann 2004]

extension Polynomial where Coefficient == Integer {
  /// Cells in ascending order, each holding exactly one root and together all real roots, of a square-free polynomial
  /// without rational roots. So no end of a cell is a root.
  func isolatingIntervals() -> [DyadicInterval] {
    if degree < 1 { return [] }
    let exponent = rootBoundExponent
    let negative = Polynomial(coefficients.enumerated().map { $0.offset & 1 == 1 ? -$0.element : $0.element })
    let below = negative.isolatingIntervals(positiveBelow: exponent)
      .map { DyadicInterval(mantissa: -1 - $0.mantissa, exponent: $0.exponent) }
    return below.reversed() + isolatingIntervals(positiveBelow: exponent)
  }

  /// The cells of the roots in `(0, 2^exponent)`.
  private func isolatingIntervals(positiveBelow exponent: Int) -> [DyadicInterval] {
    if signVariations == 0 { return [] }
    // q(x) = 2^(-e n) p(2^e x) up to a power of two: the roots in (0, 2^e) come to (0, 1).
    let lowest = exponent < 0 ? exponent * degree : 0
    let scaled = coefficients.enumerated().map { $0.element.shiftedLeft(by: $0.offset * exponent - lowest) }
    var cells: [DyadicInterval] = []
    var pending = [(coefficients: scaled, cell: DyadicInterval(mantissa: 0, exponent: exponent))]
    while var (current, cell) = pending.popLast() {
      let variations = DescartesTransform.variations(current)
      if variations == 0 { continue }
      if variations == 1 {
        cells.append(cell)
        continue
      }
      DescartesTransform.halve(&current)
      cell.mantissa += cell.mantissa
      cell.exponent -= 1
      let left = (current, cell)
      DescartesTransform.shiftByOne(&current)
      cell.mantissa += 1
      pending.append((current, cell))
      pending.append(left)
    }
    return cells
  }
}

/// The substitutions of the bisection, in place on ascending integer coefficients.
private enum DescartesTransform {
  /// The sign variations for the open interval (0, 1), or 2 when there are more than one.
  static func variations(_ coefficients: [Integer]) -> Int {
    var ownVariations = 0
    var last = 0
    for sign in coefficients.lazy.map({ $0.signum() }) where sign != 0 {
      if last * sign < 0 { ownVariations += 1 }
      last = sign
    }
    if ownVariations == 0 { return 0 }
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
