// CertificateJSON: exact values as the certificate format writes them.

import Exact

extension JSON {
  /// `"p"` or `"p/q"` in lowest terms.
  package static func rational(_ value: Rational) -> JSON { .string(value.description) }

  /// Counts or indices, as JSON integers.
  static func counts(_ values: [Int]) -> JSON { .array(values.map { .number($0) }) }

  package static func rationals(_ values: [Rational]) -> JSON { .array(values.map { .rational($0) }) }

  package static func integer(_ value: Integer) -> JSON { .string(value.description) }

  /// `[mantissa, exponent]` with an odd mantissa; zero is `["0", 0]`. The value must be dyadic.
  static func dyadic(_ value: Rational) -> JSON {
    if value.isZero { return ["0", 0] }
    let down = value.denominator.bitWidth - 1
    precondition(value.denominator == Integer(1).shiftedLeft(by: down), "\(value) is not dyadic")
    let up = value.numerator.trailingZeroBitCount
    return [.integer(value.numerator.shiftedRight(by: up)), .number(up - down)]
  }

  /// Eigenvalues with multiplicities: `[[rational, multiplicity], ...]`.
  static func multiset(_ values: [(value: Rational, multiplicity: Integer)]) -> JSON {
    .array(values.map { [.rational($0.value), .integer($0.multiplicity)] })
  }
}

extension AlignedNetwork<Rational> {
  /// The network object of the certificate format, in its canonical form. Widths must be small.
  ///
  /// Modes are the maximal runs of equal data, values that do not exist are written 0, and trailing indices that only
  /// have the input variance of the last input are left to `restInput`.
  var certificateJSON: JSON {
    let network = dense()
    let inputs = network.widths[0]
    let last = network.inputCovariance[inputs - 1, inputs - 1]
    var runs = AlignedNetwork(diagonal: network)!.modes
    func isRest(_ i: Int) -> Bool {
      runs[i].layers.allSatisfy(\.isZero) && runs[i].y.isZero && (i >= inputs || runs[i].x == last)
    }
    while let i = runs.indices.last, isRest(i) { runs.removeLast() }
    let restInput: Rational = runs.count < inputs ? last : 0
    var merged: [ModeRun<Rational>] = []
    for run in runs {
      if let previous = merged.last, previous.layers == run.layers, previous.x == run.x, previous.y == run.y {
        merged[merged.count - 1] = ModeRun(count: previous.count + 1, layers: run.layers, x: run.x, y: run.y)
      } else {
        merged.append(run)
      }
    }
    return [
      "modes": .array(
        merged.map {
          [
            "count": .number($0.count.asInt!), "layers": .rationals($0.layers), "x": .rational($0.x),
            "y": .rational($0.y),
          ]
        }),
      "restInput": .rational(restInput),
      "widths": .counts(network.widths),
    ]
  }
}
