// ClaimType: what an expression of the claim language stands for.

/// The type of an expression, with its shape as far as it is known.
indirect enum ClaimType: Sendable, Hashable {
  case integer
  case real
  case formula
  case vector(ClaimDimension, ofIntegers: Bool)
  case matrix(rows: ClaimDimension, columns: ClaimDimension)
  /// A deep linear network: the widths of its input and its output.
  case network(input: ClaimDimension, output: ClaimDimension)
  /// One matrix for each layer: a point of the space of parameters.
  case layers
  /// Real numbers with repetition, largest first.
  case spectrum
  /// One value for each index of a range.
  case family(ClaimType)

  var isNumber: Bool { self == .integer || self == .real }
  static let anyMatrix = matrix(rows: .unknown, columns: .unknown)

  /// The type in words, for messages: "a 2 x d matrix".
  var words: String {
    switch self {
    case .integer: "an integer"
    case .real: "a real number"
    case .formula: "a statement"
    case .vector(let length, let ofIntegers):
      "a vector" + (ofIntegers ? " of integers" : "") + (length == .unknown ? "" : " of \(length) entries")
    case .matrix(let rows, let columns):
      rows == .unknown && columns == .unknown
        ? "a matrix" : "a matrix of shape \(rows.asFactor) x \(columns.asFactor)"
    case .network: "a network"
    case .layers: "layers of a network"
    case .spectrum: "a spectrum"
    case .family(let element): "a family, each member \(element.words)"
    }
  }

  /// Whether '=' has a meaning between the two.
  func isComparable(with other: ClaimType) -> Bool {
    switch (self, other) {
    case (.integer, .real), (.real, .integer), (.integer, .integer), (.real, .real), (.spectrum, .spectrum),
      (.layers, .layers), (.vector, .vector), (.matrix, .matrix):
      true
    default: false
    }
  }

  /// The type of a sum of two vectors or matrices that fit: the shape that is known, integers when both are.
  func joined(with other: ClaimType) -> ClaimType {
    func known(_ a: ClaimDimension, _ b: ClaimDimension) -> ClaimDimension { a == .unknown ? b : a }
    switch (self, other) {
    case (.vector(let a, let x), .vector(let b, let y)): return .vector(known(a, b), ofIntegers: x && y)
    case (.matrix(let a, let b), .matrix(let c, let d)):
      return .matrix(rows: known(a, c), columns: known(b, d))
    default: return self
    }
  }

  /// The type with every number of rows, columns or entries unknown that speaks of one of `names`.
  func without(_ names: Set<String>) -> ClaimType {
    switch self {
    case .vector(let length, let ofIntegers): .vector(length.without(names), ofIntegers: ofIntegers)
    case .matrix(let rows, let columns): .matrix(rows: rows.without(names), columns: columns.without(names))
    case .network(let input, let output): .network(input: input.without(names), output: output.without(names))
    case .family(let member): .family(member.without(names))
    case .integer, .real, .formula, .layers, .spectrum: self
    }
  }

  /// Whether the shapes can agree.
  func fits(_ other: ClaimType) -> Bool {
    switch (self, other) {
    case (.vector(let a, _), .vector(let b, _)): !a.conflicts(with: b)
    case (.matrix(let a, let b), .matrix(let c, let d)): !a.conflicts(with: c) && !b.conflicts(with: d)
    default: true
    }
  }
}
