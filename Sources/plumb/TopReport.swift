// TopReport: the largest eigenvalues of a network for people.

import Exact
import Theorems

struct TopReport {
  let name: String
  let network: NetworkInput
  let top: TopEigenvalues
  let digits: Int
  let rows: RowLimit

  var lines: [String] {
    let shown = rows.shown(of: top.centers.count)
    var lines = [
      "\(name)",
      "  \(Layout.grouped(top.parameters)) parameters, depth \(network.depth), \(network.provenance)",
      "  method matrix-free: products of the Hessian with vectors, every eigenvalue within \(short(top.radius))",
    ]
    lines += top.intervals.prefix(shown).map { "    1 x  \($0.text(digits: digits))" }
    if shown < top.centers.count {
      lines.append("    ... \(top.centers.count - shown) more (--rows 0 shows all)")
    }
    let others =
      top.furtherPairs == 0
      ? "every other eigenvalue" : "every eigenvalue but these and \(top.furtherPairs) smaller ones found"
    lines.append("  \(others) has magnitude at most \(short(top.othersAtMost))")
    lines.append(
      top.areTheLargest == .proved
        ? "  these are the \(top.centers.count) largest: proved"
        : "  whether these are the \(top.centers.count) largest is unknown; each is an eigenvalue, counted once"
    )
    return lines
  }

  private func short(_ value: Rational) -> String { decimalDigits(of: value, digits: 2, rounding: .up) }
}
