// Integer+Division: floor division, exact division, greatest common divisor, residues.

internal import CGMP
internal import CShims

extension Integer {
  /// The floor quotient and the remainder, which has the sign of the divisor: `self = q * divisor + r`.
  public func floorDivided(by divisor: Integer) -> (quotient: Integer, remainder: Integer) {
    precondition(!divisor.isZero, "division of an integer by zero")
    if case .small(let a) = representation, case .small(let b) = divisor.representation, b != -1 {
      var (q, r) = a.quotientAndRemainder(dividingBy: b)
      if r != 0 && (r < 0) != (b < 0) { (q, r) = (q - 1, r + b) }
      return (Integer(q), Integer(r))
    }
    let (quotient, remainder) = withFreshIntegers { q, r in
      withPointers(divisor) { integer_floor_div(q, r, $0, $1) }
    }
    return (quotient, remainder)
  }

  /// The quotient when `divisor` is known to divide `self`. Misuse gives a wrong quotient, so callers prove divisibility.
  public func exactlyDivided(by divisor: Integer) -> Integer {
    precondition(!divisor.isZero, "division of an integer by zero")
    if case .small(let a) = representation, case .small(let b) = divisor.representation, b != -1 {
      return Integer(a / b)
    }
    return withFreshInteger { r in withPointers(divisor) { integer_exact_div(r, $0, $1) } }
  }

  /// The residue in `0..<modulus`.
  public func residue(modulo modulus: UInt) -> UInt {
    precondition(modulus > 0, "residue: the modulus is zero")
    if case .small(let value) = representation {
      let r = value.magnitude % modulus
      return value < 0 && r != 0 ? modulus - r : r
    }
    return withPointer { UInt(integer_floor_mod_word($0, modulus)) }
  }

  /// The non-negative greatest common divisor; `gcd(0, 0) = 0`.
  public static func gcd(_ a: Integer, _ b: Integer) -> Integer {
    if case .small(let x) = a.representation, case .small(let y) = b.representation {
      var (m, n) = (x.magnitude, y.magnitude)
      while n != 0 { (m, n) = (n, m % n) }
      return Integer(m)
    }
    return withFreshInteger { r in a.withPointers(b) { integer_gcd(r, $0, $1) } }
  }

  /// The non-negative least common multiple.
  public static func lcm(_ a: Integer, _ b: Integer) -> Integer {
    if a.isZero || b.isZero { return 0 }
    return (a.exactlyDivided(by: gcd(a, b)) * b).magnitude
  }
}
