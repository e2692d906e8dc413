// ClaimBounds: between which integers an integer expression lies, as far as the ranges of the names tell.

/// An interval of integers. Its ends saturate far beyond every limit of the language instead of overflowing.
struct ClaimBounds: Sendable, Hashable {
  let lower: Int
  let upper: Int
  static let saturation = 1 << 60

  init(_ lower: Int, _ upper: Int) { (self.lower, self.upper) = (Self.clamped(lower), Self.clamped(upper)) }

  private static func clamped(_ value: Int) -> Int { min(max(value, -saturation), saturation) }

  private static func product(_ a: Int, _ b: Int) -> Int {
    let (value, overflow) = a.multipliedReportingOverflow(by: b)
    return overflow ? ((a < 0) == (b < 0) ? saturation : -saturation) : clamped(value)
  }

  var constant: Int? { lower == upper && abs(lower) < Self.saturation ? lower : nil }

  static func + (a: ClaimBounds, b: ClaimBounds) -> ClaimBounds {
    .init(a.lower + b.lower, a.upper + b.upper)
  }
  static prefix func - (a: ClaimBounds) -> ClaimBounds { .init(-a.upper, -a.lower) }
  static func * (a: ClaimBounds, b: ClaimBounds) -> ClaimBounds {
    let corners = [
      product(a.lower, b.lower), product(a.lower, b.upper), product(a.upper, b.lower),
      product(a.upper, b.upper),
    ]
    return .init(corners.min()!, corners.max()!)
  }

  /// The powers with exponents of `exponent`, which is not negative.
  func power(_ exponent: ClaimBounds) -> ClaimBounds {
    let size = max(abs(lower), abs(upper))
    let greatest = Self.power(size, exponent.upper)
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
