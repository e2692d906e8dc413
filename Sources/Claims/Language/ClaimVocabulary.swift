// ClaimVocabulary: the functions of the claim language in one table.

import Theorems

/// The vocabulary: three groups of functions.
enum ClaimVocabulary {
  static let all = numbers + matrices + networks

  /// The rows of a name: more than one when it has several forms.
  static let table = Dictionary(grouping: all, by: \.name)

  static func nearest(to name: String) -> String? {
    NearestName.among(
      table.keys.sorted(), to: name, limit: NearestName.limit(for: name))
  }

  /// A row of the table. A parameter is a kind, or a kind with a label: `("at", .point)`.
  static func row(
    _ name: String, _ group: ClaimFunction.Group, _ parameters: [ClaimFunction.Parameter],
    _ resultWords: String,
    _ meaning: String, isVariadic: Bool = false, takesIndices: Bool = false,
    _ result: @escaping @Sendable ([ClaimFunction.Actual]) -> ClaimType
  ) -> ClaimFunction {
    ClaimFunction(
      name: name, group: group, parameters: parameters, isVariadic: isVariadic, takesIndices: takesIndices,
      resultWords: resultWords, meaning: meaning, result: result)
  }

  static func plain(_ kinds: ClaimFunction.Kind...) -> [ClaimFunction.Parameter] {
    kinds.map { ClaimFunction.Parameter(label: nil, kind: $0) }
  }

  private static func real(
    _ name: String, _ kinds: [ClaimFunction.Parameter], _ meaning: String
  ) -> ClaimFunction { row(name, .numbers, kinds, "real", meaning) { _ in .real } }

  /// Integers stay integers.
  private static func sameNumber(_ actuals: [ClaimFunction.Actual]) -> ClaimType {
    actuals.allSatisfy { $0.type == .integer } ? .integer : .real
  }

  private static func fold(_ name: String, _ of: String) -> [ClaimFunction] {
    let result: @Sendable ([ClaimFunction.Actual]) -> ClaimType = { actuals in
      actuals.allSatisfy {
        if case .vector(_, ofIntegers: true) = $0.type { true } else { $0.type == .integer }
      } ? .integer : .real
    }
    return [
      row(name, .numbers, plain(.entries), "real", "\(of) all entries given", isVariadic: true, result),
      row(
        name, .numbers, plain(.real), "real", "\(of) the values over the index ranges", takesIndices: true,
        result),
    ]
  }

  static let numbers: [ClaimFunction] =
    [
      row("abs", .numbers, plain(.real), "real", "the magnitude", sameNumber),
      real("sqrt", plain(.real), "the square root of a number that is not negative"),
      real(
        "root", plain(.real, .positive),
        "root(x, n): the n-th root of x, n positive, x not negative unless n is odd"),
      real("exp", plain(.real), "the exponential"),
      real("log", plain(.real), "the natural logarithm of a positive number"),
      row("floor", .numbers, plain(.real), "integer", "the greatest integer that is not above") { _ in
        .integer
      },
      row("binomial", .numbers, plain(.integer, .integer), "integer", "binomial(n, k): n over k") { _ in
        .integer
      },
      real("double", plain(.literal), "the double nearest to a literal, ties to even"),
      real(
        "sup", plain(.real), "the least upper bound over everything that 'for all' binds; in 'enclose' only"),
      real(
        "inf", plain(.real),
        "the greatest lower bound over everything that 'for all' binds; in 'enclose' only"),
    ] + fold("sum", "the sum of") + fold("product", "the product of") + fold("min", "the least of")
    + fold("max", "the greatest of")
}
