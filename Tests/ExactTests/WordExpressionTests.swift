import Exact
import Support
import Testing

/// Words against the matrices they stand for.
@Suite struct WordExpressionTests {
  static let a = MatrixSymbol("A", "m", "n", weight: 2)
  static let b = MatrixSymbol("B", "n", "m")
  static let s = MatrixSymbol("S", "n", "n", isSymmetric: true)

  /// A matrix for each symbol, `m = 2` and `n = 3`, and the scalar `c = 3/2`.
  struct Instance {
    let values: [MatrixSymbol: Matrix<Rational>]

    init(_ generator: inout SeededGenerator) {
      func matrix(_ rows: Int, _ columns: Int) -> Matrix<Rational> {
        Matrix(rows: rows, columns: columns) { _, _ in smallRational(&generator) }
      }
      let half = matrix(3, 3)
      values = [a: matrix(2, 3), b: matrix(3, 2), s: half + half.transposed]
    }

    func value(_ expression: WordExpression) -> Matrix<Rational> {
      expression.evaluated(
        order: expression.rows == "m" ? 2 : 3, matrix: { values[$0]! }, scalar: { _ in Rational(3, 2) })
    }
  }

  /// A sum of words from `m` to `m`.
  static func sample(_ generator: inout SeededGenerator) -> WordExpression {
    let blocks = [
      WordExpression(a) * WordExpression(b), WordExpression(a) * WordExpression(a).transposed,
      WordExpression(a) * WordExpression(s) * WordExpression(b), WordExpression.identity("m"),
      WordExpression(b).transposed * WordExpression(s) * WordExpression(a).transposed,
    ]
    return (0..<3).reduce(WordExpression.zero("m", "m")) { sum, _ in
      let power = Int.random(in: -1...2, using: &generator)
      return sum
        + blocks.randomElement(using: &generator)!.scaled(by: smallRational(&generator), ["c": power])
    }
  }

  @Test(arguments: 0..<20) func wordsAreMatrices(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let instance = Instance(&generator)
    let (x, y) = (Self.sample(&generator), Self.sample(&generator))
    #expect(instance.value(x + y) == instance.value(x) + instance.value(y))
    #expect(instance.value(x - y) == instance.value(x) - instance.value(y))
    #expect(instance.value(x * y) == instance.value(x) * instance.value(y))
    #expect(instance.value(x.transposed) == instance.value(x).transposed)
    #expect((x * y).transposed == y.transposed * x.transposed && x - x == .zero("m", "m"))
  }

  @Test func orderInAScalar() {
    let (x, y) = (WordExpression(Self.a), WordExpression(Self.b).transposed)
    let moved = x + y.scaled(by: 2, ["t": 1])
    let square = moved * moved.transposed
    #expect(square.coefficient(of: "t", power: 1) == (x * y.transposed + y * x.transposed).scaled(by: 2))
    #expect(square.coefficient(of: "t", power: 2) == (y * y.transposed).scaled(by: 4))
  }

  @Test func tracesAreCyclic() {
    let (x, y, z) = (WordExpression(Self.a), WordExpression(Self.b), WordExpression(Self.s))
    #expect((x * z * y).underTrace == (y * x * z).underTrace)
    #expect((x * z * y).underTrace == (x * z * y).transposed.underTrace)
    #expect((x * z * z * y).underTrace != (x * z * y).underTrace)
    #expect((x * y * x * y - x * x.transposed).underTrace != (y.transposed * y).underTrace)
    #expect((x * y + .identity("m")).underTrace == nil)
  }

  @Test func renamingKeepsSpacesAndSymmetry() {
    let (x, y, z) = (WordExpression(Self.a), WordExpression(Self.b), WordExpression(Self.s))
    let other = MatrixSymbol("C", "k", "n")
    #expect((x * z).renamed([Self.a: other]) == WordExpression(other) * z)
    #expect((x * y).renamed([Self.a: other]) == nil)  // m would become k at one place only
    #expect(z.renamed([Self.s: MatrixSymbol("T", "n", "n")]) == nil)
    let column = MatrixSymbol("v", "n", WordExpression.numbers)
    #expect(WordExpression(column).renamed([column: Self.b]) == nil)  // a column is not any matrix
  }

  /// Only relations that decrease are used, so that rewriting ends; what it yields is equal where the relation holds.
  @Test func rewriting() throws {
    let (x, y, z) = (WordExpression(Self.a), WordExpression(Self.b), WordExpression(Self.s))
    let heavy = MatrixSymbol("H", "m", "n", weight: 3)
    let relation = try #require(WordRelation(WordExpression(heavy), y.transposed * z))
    let engine = try #require(WordRewriting([relation]))
    let h = WordExpression(heavy)
    #expect(engine.normalForm(of: h * h.transposed) == y.transposed * z * z * y)
    #expect(engine.normalForm(of: h * y - y.transposed * z * y) == .zero("m", "m"))
    let growing = try #require(WordRelation(z * y, z * z * y))
    #expect(WordRewriting([growing]).map { _ in 0 } == nil)
    let turning = try #require(WordRelation(x * y, (x * y).transposed))
    #expect(WordRewriting([turning]).map { _ in 0 } == nil)  // its transpose goes back
    #expect(WordRelation(x * y + x * x.transposed, .zero("m", "m")) == nil)
    #expect(WordRelation(x * z, y.transposed * z * y) == nil)
  }
}
