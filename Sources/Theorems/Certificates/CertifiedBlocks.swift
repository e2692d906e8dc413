// CertifiedBlocks: the Hessian of one network as small symmetric blocks, within what a certificate of it may hold.
//
// Statement   The Hessian is similar to the direct sum of the blocks, each as often as its multiplicity says.
// Method      Theorem A for a network given by its modes; the connected components of the dense Hessian for any other.
// Conventions Both sides, this program and the independent checker, refuse what is beyond the limits before any work.

import Exact

/// What a certificate of one network may hold, and what the independent checker agrees to compute.
public enum NetworkCertificateLimits {
  /// Parameters of a network that is not diagonal.
  public static let parameters = 150
  /// Variables of a block whose characteristic polynomial is formed.
  public static let order = 60
  public static let blocks = 600
  public static let width = 256
  public static let depth = 32
  /// Digits of one number, numerator and denominator together.
  public static let digits = 200
  public static let shifts = 16
  /// Bits of the intervals of a spectrum.
  public static let resolution = 4096
  /// The sum of `n^3 (1 + n b / 64)` over the blocks, `b` the bits of the largest entry without denominators.
  public static let work = 60_000_000
}

/// The blocks of the Hessian of one network, connected, equal ones together.
struct CertifiedBlocks {
  let blocks: [HessianBlock<Rational>]
  let parameters: Integer
  /// The network object of the certificate format.
  let network: JSON
  let isAligned: Bool

  init(of input: NetworkInput, part: HessianPart) throws(VerificationError) {
    let limit = NetworkCertificateLimits.self
    parameters = input.parameterCount
    if let widest = input.widths.max(), widest > Integer(limit.width) || input.depth > limit.depth {
      throw Self.refusal(
        "widths up to \(widest) at depth \(input.depth), of which \(limit.width) and \(limit.depth)")
    }
    var found: [Matrix<Rational>: Integer] = [:]
    var order: [Matrix<Rational>] = []
    func add(_ block: HessianBlock<Rational>) {
      for component in block.matrix.connectedComponents {
        let piece = block.matrix.submatrix(rows: component, columns: component)
        if found[piece] == nil { order.append(piece) }
        found[piece, default: 0] += block.multiplicity
      }
    }
    if let aligned = input.aligned {
      isAligned = true
      network = aligned.certificateJSON
      try Self.requireShort(aligned.modes.flatMap { $0.layers + [$0.x, $0.y] } + [aligned.restInput])
      let classes = aligned.indexClasses().count
      if classes * (classes + 3) / 2 > limit.blocks {
        throw Self.refusal("\(classes * (classes + 3) / 2) distinct blocks, of which \(limit.blocks)")
      }
      aligned.forEachHessianBlock(part: part, add)
    } else {
      isAligned = false
      guard parameters <= Integer(limit.parameters), let matrices = input.matrices() else {
        throw Self.refusal("\(parameters) parameters, of which \(limit.parameters)")
      }
      let parts = matrices.layers + [matrices.inputCovariance, matrices.crossCovariance]
      try Self.requireShort(parts.flatMap(\.entries))
      network = matrices.certificateJSON
      add(HessianBlock(matrix: matrices.hessian(part: part), multiplicity: 1))
    }
    blocks = order.map { HessianBlock(matrix: $0, multiplicity: found[$0]!) }
  }

  /// Refuses blocks above `order` variables, and more work than the checker agrees to.
  func requireWork(order limit: Int, shiftedBy shift: Rational = 0) throws(VerificationError) {
    var work = 0
    for block in blocks {
      let order = block.matrix.rows
      if order > limit { throw Self.refusal("a block of order \(order), of which \(limit)") }
      let entries = block.matrix.shifted(by: shift).clearedDenominators.numerator.entries
      let bits = entries.map(\.bitWidth).max() ?? 0
      work += order * order * order * (1 + order * bits / 64)
      if work > NetworkCertificateLimits.work { throw Self.refusal("more exact work than") }
    }
  }

  static func requireShort(_ values: [Rational]) throws(VerificationError) {
    for value in values {
      let digits = value.numerator.description.utf8.count + value.denominator.description.utf8.count
      if digits > NetworkCertificateLimits.digits {
        throw refusal("a number of \(digits) digits, of which \(NetworkCertificateLimits.digits)")
      }
    }
  }

  private static func refusal(_ what: String) -> VerificationError {
    .undecided(
      "no certificate: \(what) is what the independent checker takes",
      remedy: "use a smaller network or shorter numbers; the spectrum itself needs no certificate")
  }
}

extension Matrix<Rational> {
  /// `A - s I`.
  func shifted(by shift: Rational) -> Matrix {
    if shift.isZero { return self }
    var result = self
    for i in 0..<rows { result[i, i] -= shift }
    return result
  }
}

extension LinearNetwork<Rational> {
  /// The network object of the certificate format for networks that are not diagonal.
  var certificateJSON: JSON {
    func rows(_ matrix: Matrix<Rational>) -> JSON {
      .array((0..<matrix.rows).map { i in .rationals((0..<matrix.columns).map { matrix[i, $0] }) })
    }
    return [
      "crossCovariance": rows(crossCovariance), "inputCovariance": ["matrix": rows(inputCovariance)],
      "layers": .array(layers.map(rows)), "widths": .counts(widths),
    ]
  }
}
