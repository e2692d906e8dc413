// NetworkCertificate: the spectrum or the inertia of the Hessian of one network, as evidence for the independent checker.
//
// Statement   network-spectrum: the eigenvalues with their multiplicities, exact where rational, else in cells (m, m + 1] 2^-bits.
//             network-inertia: the numbers of negative, zero and positive eigenvalues of H - s I for rational shifts s.
// Conventions The form is canonical: one certificate for a network, a part and `bits` or shifts. The scope of the claim holds the
//             SHA-256 of the proof, so that the hash of the claim names the whole statement.
// Method      Exact characteristic polynomials of the blocks, or exact elimination at every shift.

import Exact

extension Certificate {
  /// What a certificate says of one network.
  public enum NetworkStatement: Sendable {
    case spectrum
    /// Sorted and made unique before use.
    case inertia(shifts: [Rational])

    var claimID: String {
      switch self {
      case .spectrum: "network-spectrum"
      case .inertia: "network-inertia"
      }
    }
  }

  /// The evidence for a statement about the Hessian of one network.
  ///
  /// *Errors*: `VerificationError.undecided` beyond `NetworkCertificateLimits`; nothing is ever certified in part.
  public init(
    of statement: NetworkStatement, for input: NetworkInput, part: HessianPart
  ) throws(VerificationError) {
    let blocks = try CertifiedBlocks(of: input, part: part)
    let kind: CertificateKind
    var proof: [JSON.Member] = [
      JSON.Member("hessian", .string(part.rawValue)), JSON.Member("network", blocks.network),
    ]
    let text: String
    switch statement {
    case .spectrum:
      kind = .spectrum
      text = Self.spectrumStatement
      let (bits, entries) = try blocks.spectrum()
      proof += [JSON.Member("bits", .number(bits)), JSON.Member("eigenvalues", .array(entries))]
    case .inertia(let shifts):
      kind = .inertia
      text = Self.inertiaStatement
      proof.append(JSON.Member("counts", .array(try blocks.inertias(at: Set(shifts).sorted(by: <)))))
    }
    let data = JSON.object(proof)
    let claim = Claim(
      id: statement.claimID, statement: text,
      scope: "the one network and the part of its Hessian that the proof states"
    ).naming(data)
    self.init(
      id: claim.id,
      json: Self.envelope(claim, Finding.Proof(.exact, kind, data), verdict: .verified))
  }

  private static let spectrumStatement =
    "The Hessian of the network has the listed eigenvalues and no others, counted with multiplicity: each exact value as often as listed, "
    + "and as many irrational ones as listed in each interval (lower, upper]."
  private static let inertiaStatement =
    "For each listed shift s, H - s I has the listed numbers of negative, zero and positive eigenvalues, H the Hessian of the network."
}

extension CertifiedBlocks {
  /// The canonical list, largest first, and the resolution of its cells: the least of 64, 96, 128, ... bits at which no cell holds two numbers,
  /// and no fewer than any denominator has; 0 when every eigenvalue is rational.
  fileprivate func spectrum() throws(VerificationError) -> (bits: Int, entries: [JSON]) {
    try requireWork(order: NetworkCertificateLimits.order)
    var builder = ExactSpectrumBuilder()
    for block in blocks { try builder.add(block.matrix, multiplicity: block.multiplicity) }
    let spectrum = builder.spectrum(parameters: parameters, method: isAligned ? .alignedExact : .denseExact)
    let values = spectrum.eigenvalues.map { entry -> (value: AlgebraicReal, multiplicity: Integer) in
      guard case .exact(let value) = entry.value else { preconditionFailure("an exact spectrum") }
      return (value, entry.multiplicity)
    }
    var bits = 0
    if values.contains(where: { $0.value.asRational == nil }) {
      let widest = blocks.map { $0.matrix.clearedDenominators.denominator.bitWidth }.max() ?? 0
      bits = max(64, widest + 31 & ~31)
      while !areApart(values.map(\.value), bits: bits) { bits += 32 }
    }
    if bits > NetworkCertificateLimits.resolution {
      throw .undecided(
        "no certificate: intervals of \(bits) bits; the limit is \(NetworkCertificateLimits.resolution)",
        remedy: "use shorter numbers")
    }
    let unit = Rational(mantissa: 1, exponent: -bits)
    let entries = values.map { value, multiplicity -> JSON in
      if let exact = value.asRational {
        return ["exact": .rational(exact), "multiplicity": .integer(multiplicity)]
      }
      let lower = Rational(cell(of: value, bits: bits)) * unit
      return [
        "lower": .rational(lower), "multiplicity": .integer(multiplicity), "upper": .rational(lower + unit),
      ]
    }
    return (bits, entries)
  }

  /// `m` with `m < 2^bits value < m + 1` for an irrational value: its interval is dyadic, so it lies in one such cell.
  private func cell(of value: AlgebraicReal, bits: Int) -> Integer {
    (value.refined(toBits: bits).lowerBound * Rational(mantissa: 1, exponent: bits)).floor
  }

  /// Whether no cell `(m, m + 1] 2^-bits` of an irrational value holds another value of the decreasing list.
  private func areApart(_ values: [AlgebraicReal], bits: Int) -> Bool {
    let unit = Rational(mantissa: 1, exponent: bits)
    /// The cell in which a value lies; a rational value at the upper end of a cell lies in it.
    let cells = values.map { value -> Integer in
      value.asRational.map { ($0 * unit).ceiling - 1 } ?? cell(of: value, bits: bits)
    }
    return zip(zip(values, cells), zip(values, cells).dropFirst()).allSatisfy { a, b in
      a.1 != b.1 || (a.0.asRational != nil && b.0.asRational != nil)
    }
  }

  fileprivate func inertias(at shifts: [Rational]) throws(VerificationError) -> [JSON] {
    guard (1...NetworkCertificateLimits.shifts).contains(shifts.count) else {
      throw .undecided(
        "no certificate: \(shifts.count) shifts", remedy: "give 1 to \(NetworkCertificateLimits.shifts)")
    }
    try Self.requireShort(shifts)
    var entries: [JSON] = []
    for shift in shifts {
      try requireWork(order: NetworkCertificateLimits.parameters, shiftedBy: shift)
      var (negative, zero, positive) = (Integer(0), Integer(0), Integer(0))
      for block in blocks {
        let inertia = block.matrix.shifted(by: shift).inertia()
        negative.addProduct(Integer(inertia.negative), block.multiplicity)
        zero.addProduct(Integer(inertia.zero), block.multiplicity)
        positive.addProduct(Integer(inertia.positive), block.multiplicity)
      }
      precondition(negative + zero + positive == parameters, "an inertia of another order")
      entries.append([
        "negative": .integer(negative), "positive": .integer(positive), "shift": .rational(shift),
        "zero": .integer(zero),
      ])
    }
    return entries
  }
}
