// OptionValues: numbers, ranges and limits from the command line, read exactly.

import ArgumentParser
import Exact
import Theorems

/// A depth from the command line, within the limit.
func depthValue(_ text: String) throws -> Int {
  guard let value = try? NumberText.integer(text), value > 0 else {
    throw CommandFailure.badInput("--depth: \(shortened(text)) is not a depth; write a positive integer")
  }
  guard let depth = value.asInt, depth <= NetworkLimits.depth else {
    throw CommandFailure.badInput(
      "--depth: \(shortened(text)) is too deep; the limit is \(NetworkLimits.depth)")
  }
  return depth
}

/// An exact number from the command line.
func exactNumber(_ text: String, _ option: String) throws -> Rational {
  do {
    return try NumberText.rational(text)
  } catch {
    throw CommandFailure.badInput("\(option): \(error); write a number such as 2, 1/3, 0.25 or 1e-3")
  }
}

/// Exact numbers separated by commas; none for an empty text.
func exactNumbers(_ text: String, _ option: String) throws -> [Rational] {
  if text.isEmpty { return [] }
  return try text.split(separator: ",", omittingEmptySubsequences: false).map {
    try exactNumber(String($0), option)
  }
}

/// A text from the command line made short and harmless for a message.
func shortened(_ text: String) -> String {
  let shown = text.unicodeScalars.prefix(40).map { $0.value >= 0x20 && $0.value < 0x7f ? String($0) : "?" }
    .joined()
  return "'\(shown)\(text.unicodeScalars.count > 40 ? "..." : "")'"
}

/// A number of digits from the command line.
func checkedDigits(_ digits: Int) throws -> Int {
  guard (1...10_000).contains(digits) else {
    throw CommandFailure.usage("--digits \(digits): use 1 to 10000")
  }
  return digits
}

/// How many rows to print: a whole number, 0 for all.
struct RowLimit {
  private let rows: Int

  init(_ rows: Int) throws {
    guard rows >= 0 else { throw CommandFailure.usage("--rows \(rows): write 0 for all rows, or how many") }
    self.rows = rows
  }

  /// How many of `count` rows to print.
  func shown(of count: Int) -> Int { rows == 0 ? count : min(rows, count) }
}

/// An exact range `a,b` for `--count`.
func countingRange(_ text: String) throws -> CountingRange {
  let bounds = try exactNumbers(text, "--count")
  guard bounds.count == 2, bounds[0] <= bounds[1] else {
    throw CommandFailure.usage("--count takes two numbers a,b with a <= b")
  }
  return CountingRange(above: bounds[0], through: bounds[1])
}

/// Two layers `k,l` of a network.
func layerBlockValue(_ text: String, depth: Int) throws -> LayerBlock {
  let layers = try exactNumbers(text, "--layer-block").map { $0.isInteger ? $0.numerator.asInt ?? 0 : 0 }
  guard layers.count == 2, layers.allSatisfy({ (1...depth).contains($0) }) else {
    throw CommandFailure.usage("--layer-block \(shortened(text)): write two layers k,l from 1 to \(depth)")
  }
  return LayerBlock(rows: layers[0], columns: layers[1])
}
