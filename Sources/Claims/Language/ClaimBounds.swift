// ClaimBounds: between which integers an integer expression lies, as far as the ranges of the names tell.

/// An interval of integers, on either side possibly without an end.
///
/// *Guarantee*: the value of the expression lies inside. An end too far out to be computed with is given up in the
/// direction that keeps this true: an upper end beyond `farthest` becomes infinite, a lower one `farthest`. So a finite
/// end is an integer that was computed exactly, or a weaker statement, and only a constant has two equal ends.
struct ClaimBounds: Sendable, Hashable {
  /// The ends, with `infinity` and its negative for no end.
  let lower: Int
  let upper: Int

  /// Far beyond every limit of the language; sums of two such numbers do not overflow.
  static let farthest = 1 << 60
  static let infinity = Int.max
  static let unlimited = ClaimBounds(-infinity, infinity)
  /// An integer beyond `farthest`.
  static let large = ClaimBounds(farthest, infinity)

  init(_ lower: Int, _ upper: Int) {
    self.lower = lower < -Self.farthest ? -Self.infinity : min(lower, Self.farthest)
    self.upper = upper > Self.farthest ? Self.infinity : max(upper, -Self.farthest)
  }

  init(_ constant: Int) { self.init(constant, constant) }

  var isFinite: Bool { lower != -Self.infinity && upper != Self.infinity }
  var constant: Int? { lower == upper ? lower : nil }

  /// Whether some value may be beyond `limit` in magnitude.
  func mayExceed(_ limit: Int) -> Bool { lower < -limit || upper > limit }

  /// The least interval that holds both.
  func hull(_ other: ClaimBounds) -> ClaimBounds { .init(min(lower, other.lower), max(upper, other.upper)) }

  // MARK: arithmetic of ends

  private static func sum(_ a: Int, _ b: Int) -> Int {
    a.magnitude == infinity ? a : b.magnitude == infinity ? b : a + b
  }

  /// With 0 times infinity as 0: the ends of a product are among the products of the ends.
  private static func product(_ a: Int, _ b: Int) -> Int {
    if a == 0 || b == 0 { return 0 }
    let (value, overflow) = a.multipliedReportingOverflow(by: b)
    return overflow || a.magnitude == infinity || b.magnitude == infinity
      ? ((a < 0) == (b < 0) ? infinity : -infinity) : value
  }

  static func + (a: ClaimBounds, b: ClaimBounds) -> ClaimBounds {
    .init(sum(a.lower, b.lower), sum(a.upper, b.upper))
  }
  static prefix func - (a: ClaimBounds) -> ClaimBounds { .init(-a.upper, -a.lower) }
  static func - (a: ClaimBounds, b: ClaimBounds) -> ClaimBounds { a + -b }
  static func * (a: ClaimBounds, b: ClaimBounds) -> ClaimBounds {
    let corners = [
      product(a.lower, b.lower), product(a.lower, b.upper), product(a.upper, b.lower),
      product(a.upper, b.upper),
    ]
    return .init(corners.min()!, corners.max()!)
  }

  /// The powers with exponents of `exponent`, which is not negative.
  func power(_ exponent: ClaimBounds) -> ClaimBounds {
    let greatest = Self.power(max(abs(lower), abs(upper)), exponent.upper)
    if lower >= 0 {
      return .init(Self.power(lower, lower == 0 ? exponent.upper : exponent.lower), max(1, greatest))
    }
    return .init(-greatest, max(1, greatest))
  }

  private static func power(_ base: Int, _ exponent: Int) -> Int {
    if base <= 1 { return exponent == 0 ? 1 : base }
    var result = 1
    for _ in 0..<min(exponent, 64) { result = product(result, base) }
    return result
  }
}
