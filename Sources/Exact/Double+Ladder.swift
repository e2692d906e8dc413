// Double and Float on the scalar ladder: exploration and the audited floating-point paths. Never certified.

extension Double: RadicalField {
  public var vanishes: Truth { Truth(decided: self == 0) }
  public var reciprocal: Double? { self == 0 ? nil : 1 / self }
  public static func sqrt(_ x: Double) -> Double { x.squareRoot() }
  public static func root(_ x: Double, degree: Int) -> Double {
    precondition(degree >= 1, "root: the degree \(degree) is not positive")
    if degree == 1 || x == 0 { return x }
    // Newton from the bit pattern's exponent; a guess by nature, so no error is promised.
    var estimate = Double(sign: .plus, exponent: x.exponent / degree, significand: 1)
    for _ in 0..<(60 + degree) {
      let next = estimate - (estimate - x / estimate.power(degree - 1)) / Double(degree)
      if next == estimate { break }
      estimate = next
    }
    return estimate
  }
}

extension Float: CommutativeRing {
  public var vanishes: Truth { Truth(decided: self == 0) }
}
