import Exact
import Support
import Foundation
import Testing
import Theorems

/// `plumb eigenvalues`: Rosser's matrix, both methods, and what is refused.
@Suite struct EigenvaluesCommandTests {
  /// Eigenvalues 0, 1020, 1000 twice, 510 +- 100 sqrt 26, +- 10 sqrt 10405 [Rosser 1951].
  static let rosser = """
    {"format": "plumb.matrix/1", "matrix": [
      [611, 196, -192, 407, -8, -52, -49, 29], [196, 899, 113, -192, -71, -43, -8, -44],
      [-192, 113, 899, 196, 61, 49, 8, 52], [407, -192, 196, 611, 8, 44, 59, -23],
      [-8, -71, 61, 8, 411, -599, 208, 208], [-52, -43, 49, 44, -599, 411, 208, 208],
      [-49, -8, 8, 59, 208, 208, 99, -911], [29, -44, 52, -23, 208, 208, -911, 99]]}
    """

  @Test(arguments: ["dense-exact", "dense"]) func rosserMatrix(method: String) throws {
    let outcome = try Command.run(
      ["eigenvalues", "-", "--json", "--digits", "30", "--method", method, "--count", "0,1000"],
      input: Data(Self.rosser.utf8))
    #expect(outcome.error.isEmpty, "\(outcome.error)")
    let answer = try JSON(printed: outcome.output)
    #expect(
      try answer["eigenvalues"].elements.map { try $0["multiplicity"].integer() } == [1, 1, 1, 2, 1, 1, 1])
    let signs = try ["negative", "zero", "positive", "undecided"].map { try answer["inertia"][$0].integer() }
    #expect(signs == [1, 1, 6, 0])
    // (510 - lambda)^2 = 260000 for the smallest positive eigenvalue.
    let small = answer["eigenvalues"].elements[4]
    let (lower, upper) = (try small["lower"].rational(), try small["upper"].rational())
    func excess(_ value: Rational) -> Rational { (510 - value) * (510 - value) - 260_000 }
    #expect(excess(lower) >= 0 && excess(upper) <= 0 && upper - lower < Rational(mantissa: 1, exponent: -90))
    let count = answer["count"]
    let (least, most) = (try count["atLeast"].integer(), try count["atMost"].integer())
    #expect(least <= 3 && most >= 3)
    #expect(outcome.exitCode == (least == most ? 0 : 2))
  }

  /// The eigenvalue 2 is the end of the range: the exact method decides on which side it lies, enclosures do not.
  @Test(arguments: [("dense-exact", 0), ("dense", 2)]) func undecidedCounts(method: String, code: Int32)
    throws
  {
    let matrix = #"{"format": "plumb.matrix/1", "matrix": [["1", "1"], ["1", "1"]]}"#
    for format in [[], ["--json"]] {
      let outcome = try Command.run(
        ["eigenvalues", "-", "--method", method, "--count", "0,2"] + format, input: Data(matrix.utf8))
      #expect(outcome.exitCode == code && outcome.error.isEmpty && !outcome.output.isEmpty, "\(outcome)")
    }
  }

  /// Where all eigenvalues are zero none can be shown to be the largest.
  @Test func undecidedLargestEigenvalues() throws {
    let network = """
      {"format": "plumb.network/1", "widths": [2, 2, 2],
       "layers": [[["0", "0"], ["0", "0"]], [["0", "0"], ["0", "0"]]],
       "inputCovariance": "identity", "crossCovariance": [["0", "0"], ["0", "0"]]}
      """
    let scratch = try Scratch()
    let file = try scratch.file("zero.json", network)
    let outcome = try Command.run(["spectrum", file, "--top", "2"])
    #expect(outcome.exitCode == 2 && outcome.output.contains("is unknown"), "\(outcome)")
  }

  @Test func severalMatricesGiveAnArray() throws {
    let scratch = try Scratch()
    let empty = try scratch.file("empty.json", #"{"format": "plumb.matrix/1", "matrix": []}"#)
    let one = try scratch.file("one.json", #"{"format": "plumb.matrix/1", "matrix": [["-1/3"]]}"#)
    let answer = try JSON(printed: Command.succeed("eigenvalues", "--json", empty, one))
    #expect(answer.elements.map { $0["parameters"].text } == ["0", "1"])
    #expect(try Command.succeed("eigenvalues", one).contains("1 x  -1/3"))
  }

  @Test(arguments: [
    (
      #"{"format": "plumb.matrix/1", "matrix": [[0, 1], [2, 0]]}"#, "not symmetric: entries (2, 1) and (1, 2)"
    ),
    (#"{"format": "plumb.matrix/1", "matrix": [[0, 1], [1]]}"#, "1 entries where 2 are expected"),
    (#"{"format": "plumb.matrix/2", "matrix": []}"#, "unknown format"),
    (#"{"format": "plumb.matrix/1", "matrix": [], "extra": 1}"#, "unknown field"), ("", "empty"),
  ]) func refusals(text: String, words: String) throws {
    let outcome = try Command.run(["eigenvalues", "-"], input: Data(text.utf8))
    #expect(outcome.exitCode == 65 && outcome.error.contains(words), "\(outcome)")
    #expect(outcome.output.isEmpty && outcome.error.split(separator: "\n").count == 1)
  }
}
