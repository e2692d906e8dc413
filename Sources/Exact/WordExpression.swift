// WordExpression: matrix expressions that keep their sizes open: sums of words in named matrices and their transposes.
//
// The free *-algebra over the rationals: letters do not commute, transposition reverses a word, nothing else is known of them. An equation that
// holds here holds for real matrices of all sizes that fit. Every letter names the spaces it maps between, and products must chain.

/// A named real matrix whose numbers of rows and columns are names too.
public struct MatrixSymbol: Sendable, Hashable {
  public let name: String
  /// The names of the space it maps to and of the one it comes from.
  public let rows: String
  public let columns: String
  /// A symmetric matrix is its own transpose.
  public let isSymmetric: Bool
  /// At least 1: how much a letter counts in the order that rewriting must decrease.
  public let weight: Int

  public init(_ name: String, _ rows: String, _ columns: String, isSymmetric: Bool = false, weight: Int = 1) {
    precondition(!isSymmetric || rows == columns, "a symmetric \(rows)x\(columns) matrix")
    precondition(weight >= 1, "the weight \(weight)")
    self.name = name
    self.rows = rows
    self.columns = columns
    self.isSymmetric = isSymmetric
    self.weight = weight
  }
}

/// A named matrix or its transpose.
public struct WordLetter: Sendable, Hashable {
  public let symbol: MatrixSymbol
  /// Never set for a symmetric matrix.
  public let isTransposed: Bool

  public init(_ symbol: MatrixSymbol, isTransposed: Bool = false) {
    self.symbol = symbol
    self.isTransposed = isTransposed && !symbol.isSymmetric
  }

  public var rows: String { isTransposed ? symbol.columns : symbol.rows }
  public var columns: String { isTransposed ? symbol.rows : symbol.columns }
  public var transposed: WordLetter { WordLetter(symbol, isTransposed: !isTransposed) }
  /// The name, with a prime when transposed.
  public var text: String { isTransposed ? symbol.name + "'" : symbol.name }
}

/// A word with powers of commuting scalars in front. Negative powers are for scalars that are not zero.
public struct WordMonomial: Sendable, Hashable {
  /// Without zero powers.
  public let powers: [String: Int]
  public let letters: [WordLetter]

  public init(powers: [String: Int] = [:], letters: [WordLetter]) {
    self.powers = powers.filter { $0.value != 0 }
    self.letters = letters
  }

  public var transposed: WordMonomial {
    WordMonomial(powers: powers, letters: letters.reversed().map(\.transposed))
  }

  static func * (a: WordMonomial, b: WordMonomial) -> WordMonomial {
    WordMonomial(powers: a.powers.merging(b.powers, uniquingKeysWith: +), letters: a.letters + b.letters)
  }
}

/// A sum of words with rational coefficients, all from one space to one space.
///
/// Equality is equality in the free algebra: the same words with the same coefficients.
public struct WordExpression: Sendable, Hashable {
  public let rows: String
  public let columns: String
  /// Without zero coefficients.
  public let terms: [WordMonomial: Rational]

  public init(rows: String, columns: String, terms: [WordMonomial: Rational]) {
    self.rows = rows
    self.columns = columns
    self.terms = terms.filter { !$0.value.isZero }
  }

  /// The matrix itself.
  public init(_ symbol: MatrixSymbol) {
    self.init(
      rows: symbol.rows, columns: symbol.columns, terms: [WordMonomial(letters: [WordLetter(symbol)]): 1])
  }

  public static func zero(_ rows: String, _ columns: String) -> WordExpression {
    WordExpression(rows: rows, columns: columns, terms: [:])
  }

  /// The identity of a space.
  public static func identity(_ space: String) -> WordExpression {
    WordExpression(rows: space, columns: space, terms: [WordMonomial(letters: []): 1])
  }

  public var transposed: WordExpression {
    WordExpression(
      rows: columns, columns: rows,
      terms: Dictionary(uniqueKeysWithValues: terms.map { ($0.key.transposed, $0.value) }))
  }

  /// The multiple by a rational and powers of named scalars.
  public func scaled(by factor: Rational, _ powers: [String: Int] = [:]) -> WordExpression {
    let scalar = WordMonomial(powers: powers, letters: [])
    return WordExpression(
      rows: rows, columns: columns,
      terms: Dictionary(uniqueKeysWithValues: terms.map { (scalar * $0.key, factor * $0.value) }))
  }

  /// What stands beside a power of a scalar.
  public func coefficient(of scalar: String, power: Int) -> WordExpression {
    let found = terms.filter { $0.key.powers[scalar, default: 0] == power }
    return WordExpression(rows: rows, columns: columns, terms: found).scaled(by: 1, [scalar: -power])
  }

  /// The expression with symbols replaced, as one index is by another. Nil when the spaces do not follow: every space must have one image,
  /// that of numbers itself, and symmetric matrices must stay symmetric.
  public func renamed(_ renaming: [MatrixSymbol: MatrixSymbol]) -> WordExpression? {
    var spaces = [Self.numbers: Self.numbers]
    for symbol in symbols {
      let image = renaming[symbol] ?? symbol
      if image.isSymmetric != symbol.isSymmetric { return nil }
      for (space, other) in [(symbol.rows, image.rows), (symbol.columns, image.columns)] {
        if spaces.updateValue(other, forKey: space) ?? other != other { return nil }
      }
    }
    var sums: [WordMonomial: Rational] = [:]
    for (monomial, coefficient) in terms {
      let letters = monomial.letters.map {
        WordLetter(renaming[$0.symbol] ?? $0.symbol, isTransposed: $0.isTransposed)
      }
      sums[WordMonomial(powers: monomial.powers, letters: letters), default: 0] += coefficient
    }
    return WordExpression(rows: spaces[rows] ?? rows, columns: spaces[columns] ?? columns, terms: sums)
  }

  /// The space of numbers: a matrix from it is a column, one to it a row.
  public static let numbers = "1"

  public var symbols: Set<MatrixSymbol> { Set(terms.keys.flatMap { $0.letters.map(\.symbol) }) }
  public var scalars: Set<String> { Set(terms.keys.flatMap(\.powers.keys)) }

  /// The value with every symbol replaced by a matrix and every scalar by a number, for tests on instances.
  public func evaluated(
    order: Int, matrix: (MatrixSymbol) -> Matrix<Rational>, scalar: (String) -> Rational
  ) -> Matrix<Rational> {
    var sum: Matrix<Rational>?
    for (monomial, coefficient) in terms {
      let factors = monomial.letters.map {
        $0.isTransposed ? matrix($0.symbol).transposed : matrix($0.symbol)
      }
      let product = factors.first.map { factors.dropFirst().reduce($0, *) } ?? Matrix(identity: order)
      let multiple = monomial.powers.reduce(coefficient) { value, power in
        let base = scalar(power.key).power(abs(power.value))
        return power.value < 0 ? value / base : value * base
      }
      let term = product.scaled(by: multiple)
      sum = sum.map { $0 + term } ?? term
    }
    return sum ?? Matrix(zero: order, order)
  }
}

extension WordExpression {
  public static func + (a: WordExpression, b: WordExpression) -> WordExpression {
    precondition(
      a.rows == b.rows && a.columns == b.columns,
      "sum of \(a.rows)x\(a.columns) and \(b.rows)x\(b.columns)")
    return WordExpression(
      rows: a.rows, columns: a.columns, terms: a.terms.merging(b.terms, uniquingKeysWith: +))
  }

  public static prefix func - (a: WordExpression) -> WordExpression { a.scaled(by: -1) }
  public static func - (a: WordExpression, b: WordExpression) -> WordExpression { a + -b }

  /// The product: one product of words for each pair of terms.
  public static func * (a: WordExpression, b: WordExpression) -> WordExpression {
    precondition(a.columns == b.rows, "product of \(a.rows)x\(a.columns) and \(b.rows)x\(b.columns)")
    var sums: [WordMonomial: Rational] = [:]
    for (left, x) in a.terms {
      for (right, y) in b.terms { sums[left * right, default: 0].addProduct(x, y) }
    }
    return WordExpression(rows: a.rows, columns: b.columns, terms: sums)
  }

  /// The same up to what the trace does not see: the order of a cyclic product, and transposition. Nil when the identity of a space occurs,
  /// whose trace is a size.
  public var underTrace: [WordMonomial: Rational]? {
    var sums: [WordMonomial: Rational] = [:]
    for (monomial, coefficient) in terms {
      if monomial.letters.isEmpty { return nil }
      let turned = [monomial.letters, monomial.transposed.letters].flatMap { letters in
        letters.indices.map { Array(letters[$0...] + letters[..<$0]) }
      }
      let least = turned.min { a, b in a.map(\.text).lexicographicallyPrecedes(b.map(\.text)) }!
      sums[WordMonomial(powers: monomial.powers, letters: least), default: 0] += coefficient
    }
    return sums.filter { !$0.value.isZero }
  }
}
