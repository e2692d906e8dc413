// CertificateJSON: exact values as the certificate format writes them.

import Exact

extension JSON {
  /// `"p"` or `"p/q"` in lowest terms.
  static func rational(_ value: Rational) -> JSON { .string(value.description) }

  static func rationals(_ values: [Rational]) -> JSON { .array(values.map { .rational($0) }) }

  static func integer(_ value: Integer) -> JSON { .string(value.description) }

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
  /// The network object of the certificate format. Widths and counts must fit a machine word.
  var certificateJSON: JSON {
    func count(_ value: Integer) -> JSON { .number(value.asInt!) }
    return [
      "modes": .array(
        modes.map {
          [
            "count": count($0.count), "layers": .rationals($0.layers), "x": .rational($0.x),
            "y": .rational($0.y),
          ]
        }),
      "restInput": .rational(restInput),
      "widths": .array(widths.map(count)),
    ]
  }
}
