// RootRefinement: smaller and smaller cells around one root, by signs proved in truncated integer arithmetic.

/// Narrows a cell that holds exactly one root of a polynomial, which is simple, and whose ends are not roots.
///
/// Method: quadratic interval refinement: the secant through the ends names one of `2^j` subcells; two signs confirm it,
/// and then j doubles, else it halves; at `j = 1` the step is a bisection, so progress is certain. [Abbott 2014]
/// Cost: about two evaluations at each of `log2` of the final precision precisions.
struct RootRefinement {
  private let polynomial: Polynomial<Integer>
  /// The sign of the polynomial to the left of the root in the cell.
  private let signBelow: Int
  private(set) var cell: DyadicInterval
  /// The logarithm of the number of subcells of the next step.
  private var logarithm = 1
  /// Bits lost to cancellation by the evaluation before: what the next one must expect.
  private var cancellation = 32
  /// Bits wanted of a value beyond those lost to cancellation.
  private var digits = 32
  private var lower: Value?
  private var upper: Value?

  /// A value `mantissa 2^exponent` whose sign is proved and whose magnitude is approximate.
  private struct Value {
    var mantissa: Integer
    var exponent: Int
    var sign: Int { mantissa.signum() }
  }

  init(polynomial: Polynomial<Integer>, cell: DyadicInterval, signBelow: Int) {
    self.polynomial = polynomial
    self.cell = cell
    self.signBelow = signBelow
  }

  /// Narrows the cell until its exponent is at most `exponent`.
  mutating func refine(toExponent exponent: Int) {
    while cell.exponent > exponent { step(limit: cell.exponent - exponent) }
  }

  private mutating func step(limit: Int) {
    let bits = min(logarithm, limit)
    // Smaller by the width of a subcell, and the next secant wants as many digits of the value as it names.
    digits = bits + min(2 * bits, limit - bits) + 16
    let exponent = cell.exponent - bits
    let base = cell.mantissa.shiftedLeft(by: bits)
    let count = Integer(1).shiftedLeft(by: bits)
    let guess = bits == 1 ? 1 : min(max(secantGuess(bits), 1), count - 1)
    let middle = evaluate(base + guess, exponent)
    // The root lies above the guess when the sign there is still the one below the root.
    let isAbove = middle.sign == signBelow
    let subcell = isAbove ? guess : guess - 1
    let other = isAbove ? guess + 1 : guess - 1
    let isEnd = isAbove ? other == count : other == 0
    let end = isEnd ? (isAbove ? upper : lower) : evaluate(base + other, exponent)
    if isEnd || (end!.sign == signBelow) != isAbove {
      cell = DyadicInterval(mantissa: base + subcell, exponent: exponent)
      (lower, upper) = isAbove ? (middle, end) : (end, middle)
      logarithm = min(2 * bits, 1 << 20)
    } else {
      logarithm = max(1, bits / 2)
      if bits > 1 { bisect() }
    }
  }

  private mutating func bisect() {
    cell = DyadicInterval(mantissa: cell.mantissa + cell.mantissa, exponent: cell.exponent - 1)
    let middle = evaluate(cell.mantissa + 1, cell.exponent)
    if middle.sign == signBelow {
      cell.mantissa += 1
      lower = middle
    } else {
      upper = middle
    }
  }

  /// The rounded position of the secant's zero, in subcells from the lower end. A guess.
  private mutating func secantGuess(_ bits: Int) -> Integer {
    let below = lower ?? evaluate(cell.mantissa, cell.exponent)
    let above = upper ?? evaluate(cell.mantissa + 1, cell.exponent)
    (lower, upper) = (below, above)
    // Both magnitudes in one unit, with enough bits for the quotient.
    let top = max(
      below.mantissa.bitWidth + below.exponent, above.mantissa.bitWidth + above.exponent)
    let unit = top - bits - 32
    func scaled(_ value: Value) -> Integer {
      let shift = value.exponent - unit
      let magnitude = value.mantissa.magnitude
      return shift >= 0 ? magnitude.shiftedLeft(by: shift) : magnitude.shiftedRight(by: -shift)
    }
    let (left, right) = (scaled(below), scaled(above))
    let sum = left + right
    return (left.shiftedLeft(by: bits + 1) + sum).floorDivided(by: sum + sum).quotient
  }

  /// The value at `x = m 2^e`, which is not a root, with its sign proved.
  ///
  /// Let `|x| < 2^s`, `y = x / 2^s` and `b_i = a_i 2^(s i)`, so that `p(x) = sum b_i y^i` with `|y| < 1`. Horner's rule with
  /// every b_i and every partial value cut to a multiple of the unit `2^t` loses less than two units a step, less than
  /// `2 (n+1)` in all. The unit is made smaller until the result is larger than that, or as long as the exact value.
  private mutating func evaluate(_ m: Integer, _ e: Int) -> Value {
    let coefficients = polynomial.coefficients
    let degree = coefficients.count - 1
    let length = m.bitWidth
    let size = length + e
    let errorBits = 1 + Int.bitWidth - (degree + 1).leadingZeroBitCount
    var top = Int.min
    for (i, coefficient) in coefficients.enumerated() where !coefficient.isZero {
      top = max(top, coefficient.bitWidth + i * size)
    }
    var extra = cancellation + digits
    while extra < top - degree * min(e, 0) {
      let unit = top - extra - errorBits
      func cut(_ i: Int) -> Integer {
        let shift = unit - i * size
        return shift >= 0 ? coefficients[i].shiftedRight(by: shift) : coefficients[i].shiftedLeft(by: -shift)
      }
      var value = cut(degree)
      for i in stride(from: degree - 1, through: 0, by: -1) {
        value *= m
        value = value.shiftedRight(by: length)
        value += cut(i)
      }
      // |value| >= 2^errorBits > 2 (n+1): the exact value has the same sign.
      if value.bitWidth > errorBits {
        cancellation = max(0, top - unit - value.bitWidth)
        return Value(mantissa: value, exponent: unit)
      }
      extra *= 2
    }
    return exactValue(m, e)
  }

  private func exactValue(_ m: Integer, _ e: Int) -> Value {
    if e >= 0 { return Value(mantissa: polynomial.evaluated(at: m.shiftedLeft(by: e)), exponent: 0) }
    let coefficients = polynomial.coefficients
    var value = coefficients[coefficients.count - 1]
    var shift = 0
    for coefficient in coefficients.dropLast().reversed() {
      shift -= e
      value *= m
      value += coefficient.shiftedLeft(by: shift)
    }
    return Value(mantissa: value, exponent: -shift)
  }
}
