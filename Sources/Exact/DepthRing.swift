// DepthRing: fractions of polynomials in L, s, t, ... and S = s^L, T = t^L, ...: identities for every depth at once.
//
// The powers are symbols of their own: s^(L-1) is S/s and s^(2L-2) is S^2/s^2. What holds for independent symbols holds at every
// depth. A sum over L terms is followed by the step L -> L + 1, S -> S s, T -> T t.

/// A symbol of the depth ring.
public enum DepthSymbol: String, Sendable, CaseIterable {
  /// The depth, then bases and their powers `S = s^L`, `T = t^L`, `A = a^L`, `B = b^L`.
  case L, s, t, S, T, a, b, A, B
  /// Parameters that do not change with the depth.
  case x, y, xm, eta, r, p, q, G, j, k, c, u, z
  /// An exponential of time, `dE/dt` a multiple of E.
  case E
  /// A second layer; sizes of a network: `d_0`, `d_L`, the width `d` of one further layer, the rank `n_x` of Sxx, the number `d*` of signals and tail
  /// modes, and the sum `h` of `d_j - r` over the hidden layers.
  case l, d0, dL, d, nx, dstar, h

  /// The number of the symbol as a variable of a polynomial.
  public var number: Int { Self.numbers[self]! }
  private static let numbers = Dictionary(
    uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })

  /// The base of which this symbol is the L-th power.
  public var base: DepthSymbol? {
    switch self {
    case .S: .s
    case .T: .t
    case .A: .a
    case .B: .b
    default: nil
    }
  }

  /// The symbol that stands for the L-th power of this one.
  public var power: DepthSymbol? { Self.allCases.first { $0.base == self } }
}

/// A polynomial in the symbols of the depth ring.
public typealias DepthPolynomial = SparsePolynomial<Rational>

extension SparsePolynomial {
  public init(_ symbol: DepthSymbol) { self = .variable(symbol.number) }
}

/// A fraction of depth polynomials. Equality is by cross-multiplication; a common monomial is cancelled, other factors may stay.
///
/// *Guarantee*: an equality that holds here holds at every depth and every point where no denominator vanishes. The caller records
/// why denominators do not vanish.
public struct DepthFraction: Field, Equatable {
  public let numerator: DepthPolynomial
  /// Not zero; its leading coefficient is 1.
  public let denominator: DepthPolynomial

  /// The quotient of two polynomials. A zero denominator is misuse.
  public init(_ numerator: DepthPolynomial, over denominator: DepthPolynomial = 1) {
    precondition(!denominator.isZero, "a fraction with denominator zero")
    let scale = 1 / denominator.terms[0].coefficient
    let common = Self.commonMonomial(numerator, denominator)
    func reduced(_ polynomial: DepthPolynomial) -> DepthPolynomial {
      DepthPolynomial(
        terms: polynomial.terms.map {
          DepthPolynomial.Term(scale * $0.coefficient, $0.monomial.divided(by: common)!)
        })
    }
    self.numerator = reduced(numerator)
    self.denominator = numerator.isZero ? 1 : reduced(denominator)
  }

  private static func commonMonomial(_ a: DepthPolynomial, _ b: DepthPolynomial) -> Monomial {
    let monomials = (a.terms + b.terms).map(\.monomial)
    let count = max(a.variableCount, b.variableCount)
    return Monomial((0..<count).map { variable in monomials.map { $0[variable] }.min() ?? 0 })
  }

  public init(_ value: Int) { self.init(DepthPolynomial(value)) }
  public init(integerLiteral value: Int) { self.init(value) }
  public init(_ symbol: DepthSymbol) { self.init(DepthPolynomial(symbol)) }

  public static func == (a: DepthFraction, b: DepthFraction) -> Bool {
    a.numerator * b.denominator == b.numerator * a.denominator
  }

  public static func + (a: DepthFraction, b: DepthFraction) -> DepthFraction {
    if a.denominator == b.denominator {
      return DepthFraction(a.numerator + b.numerator, over: a.denominator)
    }
    return DepthFraction(
      a.numerator * b.denominator + b.numerator * a.denominator, over: a.denominator * b.denominator)
  }

  public static prefix func - (a: DepthFraction) -> DepthFraction {
    DepthFraction(-a.numerator, over: a.denominator)
  }

  public static func - (a: DepthFraction, b: DepthFraction) -> DepthFraction { a + -b }

  public static func * (a: DepthFraction, b: DepthFraction) -> DepthFraction {
    DepthFraction(a.numerator * b.numerator, over: a.denominator * b.denominator)
  }

  public static func / (a: DepthFraction, b: DepthFraction) -> DepthFraction {
    DepthFraction(a.numerator * b.denominator, over: a.denominator * b.numerator)
  }

  public var reciprocal: DepthFraction? {
    numerator.isZero ? nil : DepthFraction(denominator, over: numerator)
  }

  public var vanishes: Truth { Truth(decided: numerator.isZero) }
}

extension DepthFraction {
  /// The image under the homomorphism that sends each listed symbol to its value and leaves the others; nil when the denominator goes to zero.
  public func substituting(_ values: [DepthSymbol: DepthFraction]) -> DepthFraction? {
    let point = DepthSymbol.allCases.map { values[$0] ?? DepthFraction($0) }
    func image(_ polynomial: DepthPolynomial) -> DepthFraction {
      polynomial.evaluated(at: point) { DepthFraction(DepthPolynomial(constant: $0)) }
    }
    return image(denominator).reciprocal.map { image(numerator) * $0 }
  }

  /// The step to the next depth: `L -> L + 1` and `S -> S s` for every power.
  public var shifted: DepthFraction {
    var images: [DepthSymbol: DepthFraction] = [.L: DepthFraction(.L) + 1]
    for power in DepthSymbol.allCases {
      if let base = power.base { images[power] = DepthFraction(power) * DepthFraction(base) }
    }
    return substituting(images)!  // injective: no denominator becomes zero
  }

  /// The fraction at one depth `n >= 0`: `L := n` and `S := s^n` for every power; nil when the denominator becomes zero.
  public func at(depth: Int) -> DepthFraction? {
    precondition(depth >= 0, "the depth \(depth)")
    var images: [DepthSymbol: DepthFraction] = [.L: DepthFraction(depth)]
    for power in DepthSymbol.allCases {
      if let base = power.base { images[power] = DepthFraction(base).power(depth) }
    }
    return substituting(images)
  }

  /// The value at one depth and one point, powers taken from their bases; nil at a zero of the denominator or without a value for a symbol.
  public func evaluated(depth: Int, _ values: [DepthSymbol: Rational]) -> Rational? {
    let point = values.mapValues { DepthFraction(DepthPolynomial(constant: $0)) }
    guard let value = at(depth: depth)?.substituting(point),
      value.numerator.degree <= 0, value.denominator.degree == 0
    else { return nil }
    return value.numerator[Monomial()] / value.denominator[Monomial()]
  }

  /// The derivative in a base `s` with its power: `ds = 1`, `dS = L S / s`, every other symbol constant.
  public func derivative(in base: DepthSymbol) -> DepthFraction {
    func derivative(_ polynomial: DepthPolynomial) -> DepthFraction {
      let direct = DepthFraction(polynomial.derivative(in: base.number))
      guard let power = base.power else { return direct }
      let slope = DepthFraction(.L) * DepthFraction(power) / DepthFraction(base)
      return direct + DepthFraction(polynomial.derivative(in: power.number)) * slope
    }
    let below = DepthFraction(denominator)
    return (derivative(numerator) * below - DepthFraction(numerator) * derivative(denominator))
      / (below * below)
  }
}
