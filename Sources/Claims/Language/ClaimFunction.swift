// ClaimFunction: one row of the vocabulary, and the kinds of arguments.

/// A function of the claim language: name, arguments, result, meaning.
struct ClaimFunction: Sendable {
  enum Kind: Sendable {
    /// An integer that is not negative, and one that is positive.
    case size, positive
    case integer, real, vector, matrix, square, network, layers, spectrum, integers
    /// A real number or a vector: entries one after the other.
    case entries
    /// Layers, or for networks of width 1 the vector of their entries.
    case point
    /// A matrix, or a number that stands for a matrix of one entry.
    case target
    /// One written number.
    case literal

    var words: String {
      switch self {
      case .integer, .size, .positive: "an integer"
      case .real: "a real number"
      case .vector: "a vector"
      case .matrix: "a matrix"
      case .square: "a square matrix"
      case .network: "a network"
      case .layers: "layers of a network"
      case .spectrum: "a spectrum"
      case .integers: "a vector of integers"
      case .entries: "a real number or a vector"
      case .point: "layers of a network, or a vector of numbers when every width is 1"
      case .target: "a matrix"
      case .literal: "a written number"
      }
    }

    /// The kind as it stands in a signature.
    var short: String {
      switch self {
      case .integer, .size, .positive: "integer"
      case .real: "real"
      case .vector: "vector"
      case .matrix, .target: "matrix"
      case .square: "square matrix"
      case .network: "network"
      case .layers, .point: "layers"
      case .spectrum: "spectrum"
      case .integers: "integers"
      case .entries: "entries"
      case .literal: "literal"
      }
    }

    /// The least value of an integer, when there is one.
    var least: Int? {
      switch self {
      case .size: 0
      case .positive: 1
      default: nil
      }
    }

    func accepts(_ type: ClaimType) -> Bool {
      switch (self, type) {
      case (.integer, .integer), (.size, .integer), (.positive, .integer), (.real, .integer), (.real, .real),
        (.literal, .integer), (.literal, .real),
        (.vector, .vector), (.matrix, .matrix), (.square, .matrix), (.network, .network), (.layers, .layers),
        (.spectrum, .spectrum), (.integers, .vector(_, ofIntegers: true)), (.entries, .integer),
        (.entries, .real),
        (.entries, .vector), (.point, .layers), (.point, .vector), (.target, .matrix), (.target, .integer),
        (.target, .real):
        true
      default: false
      }
    }
  }

  struct Parameter: Sendable {
    let label: String?
    let kind: Kind
    var isOptional = false
  }

  /// An argument as the checker found it.
  struct Actual: Sendable {
    let type: ClaimType
    /// The value of an integer as a polynomial in the names; for an argument with `for`, how many members it has.
    let value: ClaimDimension
    let count: ClaimDimension
    let bounds: ClaimBounds?
  }

  enum Group: String, Sendable, CaseIterable {
    case numbers, matrices, networks
  }

  let name: String
  let group: Group
  let parameters: [Parameter]
  /// The last parameter may be given any number of times, at least once.
  let isVariadic: Bool
  /// The first argument carries `for i in a..b`.
  let takesIndices: Bool
  /// The result in words.
  let resultWords: String
  let meaning: String
  let result: @Sendable ([Actual]) -> ClaimType

  var signature: String {
    let parts = parameters.map { parameter in
      let text = (parameter.label.map { "\($0): " } ?? "") + parameter.kind.short
      return parameter.isOptional ? "[\(text)]" : text
    }
    return
      "\(name)(\(parts.joined(separator: ", "))\(isVariadic ? ", ..." : "")\(takesIndices ? " for i in a..b" : ""))"
  }

  /// Whether number and labels of the arguments fit, whatever their types.
  func admits(_ arguments: [ClaimExpression.Argument]) -> Bool {
    if takesIndices != arguments.contains(where: { !$0.indices.isEmpty }) { return false }
    let plain = arguments.filter { $0.label == nil }.count
    let wanted = parameters.filter { $0.label == nil }.count
    if isVariadic ? plain < wanted : plain != wanted { return false }
    let labels = arguments.compactMap(\.label)
    return labels.allSatisfy { label in parameters.contains { $0.label == label } }
      && Set(labels).count == labels.count
      && parameters.allSatisfy { $0.label == nil || $0.isOptional || labels.contains($0.label!) }
  }

  /// The parameter of each argument; the arguments are admitted.
  func matched(_ arguments: [ClaimExpression.Argument]) -> [Parameter] {
    let plain = parameters.filter { $0.label == nil }
    var next = 0
    return arguments.map { argument in
      if let label = argument.label { return parameters.first { $0.label == label }! }
      defer { next += 1 }
      return plain[min(next, plain.count - 1)]
    }
  }
}
