// ClaimDimension: numbers of rows, columns and entries as far as they are known without running anything.

/// An integer polynomial in the integer names of a claim, or unknown.
///
/// Two dimensions are in conflict only when they differ for all values of the names: when their difference is a constant
/// other than zero. Everything else is left to evaluation.
struct ClaimDimension: Sendable, Hashable {
  /// The coefficient of each product of names (sorted, with repetition); nil when nothing is known.
  private var terms: [[String]: Int]?
  private static let maximumTerms = 40
  private static let maximumDegree = 16

  static let unknown = ClaimDimension(terms: nil)

  private init(terms: [[String]: Int]?) { self.terms = terms }
  init(_ value: Int) { terms = value == 0 ? [:] : [[]: value] }
  init(name: String) { terms = [[name]: 1] }

  /// The value, when it depends on no name.
  var constant: Int? {
    guard let terms else { return nil }
    if terms.isEmpty { return 0 }
    return terms.count == 1 ? terms[[]] : nil
  }

  static func + (a: ClaimDimension, b: ClaimDimension) -> ClaimDimension {
    guard var sum = a.terms, let other = b.terms else { return .unknown }
    for (names, count) in other {
      let (value, overflow) = (sum[names] ?? 0).addingReportingOverflow(count)
      if overflow { return .unknown }
      sum[names] = value == 0 ? nil : value
    }
    return sum.count > maximumTerms ? .unknown : ClaimDimension(terms: sum)
  }

  static prefix func - (a: ClaimDimension) -> ClaimDimension { ClaimDimension(-1) * a }
  static func - (a: ClaimDimension, b: ClaimDimension) -> ClaimDimension { a + -b }

  static func * (a: ClaimDimension, b: ClaimDimension) -> ClaimDimension {
    guard let x = a.terms, let y = b.terms, x.count * y.count <= maximumTerms else { return .unknown }
    var product = ClaimDimension(0)
    for (left, m) in x {
      for (right, n) in y {
        let (value, overflow) = m.multipliedReportingOverflow(by: n)
        if overflow || left.count + right.count > maximumDegree { return .unknown }
        product = product + ClaimDimension(terms: [(left + right).sorted(): value])
      }
    }
    return product
  }

  /// Whether the two differ whatever the names stand for.
  func conflicts(with other: ClaimDimension) -> Bool { ((self - other).constant ?? 0) != 0 }

  /// Whether the two are equal whatever the names stand for.
  func agrees(with other: ClaimDimension) -> Bool { (self - other).constant == 0 }
}

extension ClaimDimension: CustomStringConvertible {
  /// The text, in parentheses when it is a sum.
  var asFactor: String { description.contains(" ") ? "(\(description))" : description }

  var description: String {
    guard let terms else { return "?" }
    if terms.isEmpty { return "0" }
    let sorted = terms.sorted {
      $0.key.count != $1.key.count ? $0.key.count > $1.key.count : $0.key.lexicographicallyPrecedes($1.key)
    }
    var text = ""
    for (names, count) in sorted {
      let size = count.magnitude == 1 && !names.isEmpty ? names : [String(count.magnitude)] + names
      text +=
        (text.isEmpty ? (count < 0 ? "-" : "") : count < 0 ? " - " : " + ") + size.joined(separator: "*")
    }
    return text
  }
}
