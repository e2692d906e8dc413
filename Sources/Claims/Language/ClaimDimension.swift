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

  /// Adds `count` times `other`, term by term.
  private mutating func add(_ other: [[String]: Int], times count: Int) {
    for (names, own) in other {
      let (value, isTooLarge) = own.multipliedReportingOverflow(by: count)
      let (sum, overflow) = (terms?[names] ?? 0).addingReportingOverflow(value)
      if isTooLarge || overflow { terms = nil }
      if terms == nil { return }
      terms![names] = sum == 0 ? nil : sum
    }
    if terms!.count > Self.maximumTerms { terms = nil }
  }

  static func += (a: inout ClaimDimension, b: ClaimDimension) {
    guard a.terms != nil, let other = b.terms else { return a = .unknown }
    a.add(other, times: 1)
  }
  static func -= (a: inout ClaimDimension, b: ClaimDimension) {
    guard a.terms != nil, let other = b.terms else { return a = .unknown }
    a.add(other, times: -1)
  }

  static func + (a: ClaimDimension, b: ClaimDimension) -> ClaimDimension {
    var sum = a
    sum += b
    return sum
  }
  static func - (a: ClaimDimension, b: ClaimDimension) -> ClaimDimension {
    var difference = a
    difference -= b
    return difference
  }
  static prefix func - (a: ClaimDimension) -> ClaimDimension { ClaimDimension(0) - a }

  static func * (a: ClaimDimension, b: ClaimDimension) -> ClaimDimension {
    if let factor = a.constant { return b.scaled(by: factor) }
    if let factor = b.constant { return a.scaled(by: factor) }
    guard let x = a.terms, let y = b.terms, x.count * y.count <= maximumTerms else { return .unknown }
    var product = ClaimDimension(0)
    for (left, m) in x {
      if left.isEmpty {
        product.add(y, times: m)
      } else {
        if y.keys.contains(where: { left.count + $0.count > maximumDegree }) { return .unknown }
        let shifted = y.map { (($0.key.isEmpty ? left : (left + $0.key).sorted()), $0.value) }
        product.add(Dictionary(uniqueKeysWithValues: shifted), times: m)
      }
      if product.terms == nil { return .unknown }
    }
    return product
  }

  private func scaled(by factor: Int) -> ClaimDimension {
    if factor == 0 || factor == 1 { return factor == 0 ? ClaimDimension(0) : self }
    guard let terms, !terms.values.contains(where: { $0.multipliedReportingOverflow(by: factor).overflow })
    else { return .unknown }
    return ClaimDimension(terms: terms.mapValues { $0 * factor })
  }

  /// The same, or unknown when it speaks of one of `names`.
  func without(_ names: Set<String>) -> ClaimDimension {
    guard let terms, terms.keys.contains(where: { $0.contains(where: names.contains) }) else { return self }
    return .unknown
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
