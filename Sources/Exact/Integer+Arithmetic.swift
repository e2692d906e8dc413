// Integer+Arithmetic: ring operations, order, hashing, shifts and roots.

internal import CGMP
internal import CShims

extension Integer: ExactScalar, Comparable {
  public static func + (a: Integer, b: Integer) -> Integer {
    if case .small(let x) = a.representation, case .small(let y) = b.representation {
      let (sum, overflow) = x.addingReportingOverflow(y)
      if !overflow { return Integer(sum) }
    }
    return withFreshInteger { r in a.withPointers(b) { integer_add(r, $0, $1) } }
  }

  public static func - (a: Integer, b: Integer) -> Integer {
    if case .small(let x) = a.representation, case .small(let y) = b.representation {
      let (difference, overflow) = x.subtractingReportingOverflow(y)
      if !overflow { return Integer(difference) }
    }
    return withFreshInteger { r in a.withPointers(b) { integer_sub(r, $0, $1) } }
  }

  public static func * (a: Integer, b: Integer) -> Integer {
    if case .small(let x) = a.representation, case .small(let y) = b.representation {
      let (product, overflow) = x.multipliedReportingOverflow(by: y)
      if !overflow { return Integer(product) }
      return withFreshInteger { integer_mul_words($0, x, y) }
    }
    return withFreshInteger { r in a.withPointers(b) { integer_mul(r, $0, $1) } }
  }

  public static prefix func - (a: Integer) -> Integer {
    if case .small(let x) = a.representation, x != .min { return Integer(-x) }
    return withFreshInteger { r in a.withPointer { integer_neg(r, $0) } }
  }

  public static func += (a: inout Integer, b: Integer) {
    if case .small(let x) = a.representation, case .small(let y) = b.representation {
      let (sum, overflow) = x.addingReportingOverflow(y)
      if !overflow {
        a.representation = .small(sum)
        return
      }
    }
    a.update { r in b.withPointer { integer_add(r, r, $0) } }
  }

  public static func -= (a: inout Integer, b: Integer) {
    if case .small(let x) = a.representation, case .small(let y) = b.representation {
      let (difference, overflow) = x.subtractingReportingOverflow(y)
      if !overflow {
        a.representation = .small(difference)
        return
      }
    }
    a.update { r in b.withPointer { integer_sub(r, r, $0) } }
  }

  public static func *= (a: inout Integer, b: Integer) {
    if case .small(let x) = a.representation, case .small(let y) = b.representation {
      let (product, overflow) = x.multipliedReportingOverflow(by: y)
      if !overflow {
        a.representation = .small(product)
        return
      }
    }
    a.update { r in b.withPointer { integer_mul(r, r, $0) } }
  }

  public mutating func addProduct(_ a: Integer, _ b: Integer) {
    if case .small(let x) = a.representation, case .small(let y) = b.representation {
      let (product, overflow) = x.multipliedReportingOverflow(by: y)
      if !overflow {
        self += Integer(product)
      } else {
        update { integer_addmul_words($0, x, y) }
      }
      return
    }
    update { r in a.withPointers(b) { integer_addmul(r, $0, $1) } }
  }

  public static func == (a: Integer, b: Integer) -> Bool {
    switch (a.representation, b.representation) {
    case (.small(let x), .small(let y)): x == y
    case (.big(let x), .big(let y)): withExtendedLifetime((x, y)) { integer_cmp(x.pointer, y.pointer) == 0 }
    default: false  // the representation is canonical
    }
  }

  public static func < (a: Integer, b: Integer) -> Bool {
    switch (a.representation, b.representation) {
    case (.small(let x), .small(let y)): x < y
    case (.small, .big): b.signum() > 0
    case (.big, .small): a.signum() < 0
    case (.big(let x), .big(let y)): withExtendedLifetime((x, y)) { integer_cmp(x.pointer, y.pointer) < 0 }
    }
  }

  public func hash(into hasher: inout Hasher) {
    switch representation {
    case .small(let value): hasher.combine(value)
    case .big(let storage):
      withExtendedLifetime(storage) {
        hasher.combine(integer_sign(storage.pointer))
        hasher.combine(integer_floor_mod_word(storage.pointer, 0xffff_ffff_ffff_ffc5))
      }
    }
  }

  public var isZero: Bool { if case .small(0) = representation { true } else { false } }

  /// -1, 0 or 1.
  public func signum() -> Int {
    switch representation {
    case .small(let value): value.signum()
    case .big(let storage): withExtendedLifetime(storage) { Int(integer_sign(storage.pointer)) }
    }
  }

  public var magnitude: Integer { signum() < 0 ? -self : self }

  /// The number of bits of the magnitude; 0 for zero.
  public var bitWidth: Int {
    switch representation {
    case .small(let value): Int.bitWidth - value.magnitude.leadingZeroBitCount
    case .big(let storage): withExtendedLifetime(storage) { Int(integer_bit_width(storage.pointer)) }
    }
  }

  /// The exponent of the largest power of two that divides a non-zero value.
  public var trailingZeroBitCount: Int {
    precondition(!isZero, "trailingZeroBitCount: the value is zero")
    switch representation {
    case .small(let value): return value.trailingZeroBitCount
    case .big(let storage):
      return withExtendedLifetime(storage) { Int(integer_trailing_zeros(storage.pointer)) }
    }
  }

  public func shiftedLeft(by bits: Int) -> Integer {
    precondition(bits >= 0, "shiftedLeft: \(bits) bits")
    if isZero || bits == 0 { return self }
    if case .small(let value) = representation, bits < value.magnitude.leadingZeroBitCount - 1 {
      return Integer(value << bits)
    }
    return withFreshInteger { r in withPointer { integer_shift_left(r, $0, UInt(bits)) } }
  }

  /// The floor of `self / 2^bits`.
  public func shiftedRight(by bits: Int) -> Integer {
    precondition(bits >= 0, "shiftedRight: \(bits) bits")
    if case .small(let value) = representation { return Integer(value >> min(bits, 63)) }
    return withFreshInteger { r in withPointer { integer_floor_shift_right(r, $0, UInt(bits)) } }
  }

  public func power(_ exponent: Int) -> Integer {
    precondition(exponent >= 0, "power: the exponent \(exponent) is negative")
    if case .small(let value) = representation, value == 0 || value == 1 { return exponent == 0 ? 1 : self }
    return withFreshInteger { r in withPointer { integer_pow(r, $0, UInt(exponent)) } }
  }

  /// The floor of the square root of a non-negative value.
  public func floorSquareRoot() -> Integer {
    precondition(signum() >= 0, "floorSquareRoot: the value is negative")
    return withFreshInteger { r in withPointer { integer_floor_sqrt(r, $0) } }
  }

  /// The floor of the root of order `degree` of a non-negative value.
  public func floorRoot(degree: Int) -> Integer {
    precondition(signum() >= 0 && degree >= 1, "floorRoot: negative value or degree \(degree)")
    return withFreshInteger { r in withPointer { integer_floor_root(r, $0, UInt(degree)) } }
  }
}
