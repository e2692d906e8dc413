// ClaimSyntax: the abstract syntax of the claim language. Positions and comments are kept, and do not count in equality.

import Theorems

/// A part of a formula: numbers, names, operations, relations and their combinations in one kind of tree.
///
/// Whether a part is a number, a matrix or a statement is a question of types, not of grammar. Sums, products, chains of
/// relations, `and` and `or` are lists, so that the height of a tree grows with its nesting only.
struct ClaimExpression: Sendable {
  struct Term: Sendable, Equatable {
    /// Subtracted in a sum, a divisor in a product. The first term is neither.
    let isInverse: Bool
    let value: ClaimExpression
  }

  struct Link: Sendable, Equatable {
    let relation: ClaimRelation
    let value: ClaimExpression
  }

  struct Argument: Sendable, Equatable {
    let label: String?
    let value: ClaimExpression
    let indices: [ClaimIndex]
  }

  indirect enum Node: Sendable, Equatable {
    case number(String)
    case name(String)
    case sum([Term])
    case product([Term])
    case negative(ClaimExpression)
    case power(ClaimExpression, ClaimExpression)
    case transpose(ClaimExpression)
    case element(ClaimExpression, [ClaimExpression])
    case call(String, [Argument])
    case tuple([ClaimExpression])
    case matrix([[ClaimExpression]])
    case relation(ClaimExpression, [Link])
    case property(ClaimExpression, ClaimProperty)
    case not(ClaimExpression)
    case and([ClaimExpression])
    case or([ClaimExpression])

    var children: [ClaimExpression] {
      switch self {
      case .number, .name: []
      case .sum(let terms), .product(let terms): terms.map(\.value)
      case .negative(let x), .transpose(let x), .property(let x, _), .not(let x): [x]
      case .power(let base, let exponent): [base, exponent]
      case .element(let x, let indices): [x] + indices
      case .call(_, let arguments):
        arguments.flatMap { [$0.value] + $0.indices.flatMap { [$0.range.lower, $0.range.upper] } }
      case .tuple(let list), .and(let list), .or(let list): list
      case .matrix(let rows): rows.flatMap { $0 }
      case .relation(let first, let links): [first] + links.map(\.value)
      }
    }
  }

  let node: Node
  let range: Range<Int>
  /// One more than the greatest height of a part.
  let height: Int

  init(_ node: Node, _ range: Range<Int>) {
    (self.node, self.range) = (node, range)
    height = 1 + (node.children.map(\.height).max() ?? 0)
  }
}

extension ClaimExpression: Equatable {
  static func == (a: ClaimExpression, b: ClaimExpression) -> Bool { a.node == b.node }
}

enum ClaimRelation: String, Sendable, CaseIterable {
  case equal = "="
  case unequal = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="

  var isOrder: Bool { self != .equal && self != .unequal }
}

enum ClaimProperty: Sendable, Hashable {
  case diagonal, symmetric, orthogonal, zero, positiveDefinite, positiveSemidefinite
  /// A polynomial of degree at most one in the name.
  case linear(in: ClaimName)

  static let plain: [(words: String, property: ClaimProperty)] = [
    ("diagonal", .diagonal), ("symmetric", .symmetric), ("orthogonal", .orthogonal), ("zero", .zero),
    ("positive definite", .positiveDefinite), ("positive semidefinite", .positiveSemidefinite),
  ]
}

struct ClaimRange: Sendable, Equatable {
  let lower: ClaimExpression
  let upper: ClaimExpression
  var range: Range<Int> { lower.range.lowerBound..<upper.range.upperBound }
}

/// A bound name and where it stands.
struct ClaimName: Sendable, Hashable {
  let text: String
  let range: Range<Int>
  static func == (a: ClaimName, b: ClaimName) -> Bool { a.text == b.text }
  func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

struct ClaimIndex: Sendable, Equatable {
  let name: ClaimName
  let range: ClaimRange
}

/// What a name bound by `for all` ranges over.
struct ClaimDomain: Sendable, Equatable {
  enum Content: Sendable, Equatable {
    case range(ClaimRange)
    /// `[a, b]`, `[a, b]^n`, `[a, b]^(m, n)`.
    case interval(ClaimExpression, ClaimExpression, shape: [ClaimExpression])
    case orthogonal(ClaimExpression)
    case values([ClaimExpression])
  }
  let content: Content
  let range: Range<Int>
  static func == (a: ClaimDomain, b: ClaimDomain) -> Bool { a.content == b.content }
}

struct ClaimBinder: Sendable, Equatable {
  let names: [ClaimName]
  /// `a[1..L]`: one value for each index.
  let family: ClaimRange?
  let domain: ClaimDomain
}

/// A way to decide a claim, as asked for by `try`.
enum ClaimMethod: Sendable, Hashable {
  case closedForm, exact, symbolic, ball, grid, climb
  case points(count: Int, seed: Int?)

  static let plain: [(words: String, method: ClaimMethod)] = [
    ("closed form", .closedForm), ("exact", .exact), ("symbolic", .symbolic), ("ball", .ball),
    ("grid", .grid),
    ("climb", .climb),
  ]
}

struct ClaimBudget: Sendable, Hashable {
  /// What a budget limits.
  enum Limit: String, Sendable, CaseIterable {
    case precision, time, boxes, tries

    /// The units, each with what it counts for; an empty one is none.
    var units: [(name: String, factor: Int)] {
      switch self {
      case .precision: [("bits", 1)]
      case .time: [("s", 1), ("min", 60), ("h", 3600)]
      case .boxes, .tries: [("", 1)]
      }
    }

    var range: ClosedRange<Int> { self == .precision ? ClaimLimits.precision : ClaimLimits.budget }
  }

  let limit: Limit
  let value: Int
  /// One of the units of the limit.
  let unit: String

  /// The value in bits, seconds, boxes or tries.
  var amount: Int { value * (limit.units.first { $0.name == unit }?.factor ?? 1) }
}

struct ClaimItem: Sendable {
  enum Content: Sendable, Equatable {
    case source(String)
    case note(String)
    case expect(Verdict)
    case forAll([ClaimBinder], where: ClaimExpression?)
    case bind([ClaimName], ClaimExpression)
    case show(ClaimExpression, for: [ClaimIndex])
    case enclose(ClaimExpression, to: String?)
    case attempt([ClaimMethod])
    case budget([ClaimBudget])
  }

  let content: Content
  let range: Range<Int>
  var comments = ClaimComments()
}

extension ClaimItem: Equatable {
  static func == (a: ClaimItem, b: ClaimItem) -> Bool { a.content == b.content }
}

/// The comments that stand before a part on lines of their own, and the one that ends its last line.
struct ClaimComments: Sendable {
  var before: [String] = []
  var after: String?
}

/// One claim of a file.
struct ClaimText: Sendable, Equatable {
  let title: String
  let titleRange: Range<Int>
  let items: [ClaimItem]
  var comments = ClaimComments()
  static func == (a: ClaimText, b: ClaimText) -> Bool { sameText(a.title, b.title) && a.items == b.items }
}

/// A claim file: the version of the language, and its claims in order.
struct ClaimFile: Sendable, Equatable {
  static let version = 1
  let claims: [ClaimText]
  var comments = ClaimComments()
  var closing: [String] = []
  static func == (a: ClaimFile, b: ClaimFile) -> Bool { a.claims == b.claims }
}
