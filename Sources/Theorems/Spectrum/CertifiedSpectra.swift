// CertifiedSpectra: spectra of networks given by matrices: dead units split off, the live part enclosed or factored.

import Exact
import Numeric

extension Spectrum {
  /// Encloses every eigenvalue of the Hessian of a network near an aligned one (`aligned-weyl`).
  ///
  /// *Guarantee*: the i-th largest eigenvalue of the live part lies between the i-th largest lower and the i-th largest upper end of the blocks'
  /// enclosures, each moved outward by the remainder (Weyl's inequality); overlapping enclosures are merged, so counts are proved.
  public init(weyl live: LiveNetwork, approximation: AlignedApproximation, part: HessianPart) throws {
    var gatherer = EnclosureGatherer()
    try gatherer.addBlocks(of: approximation.aligned, widenedBy: approximation.remainder, part: part)
    try gatherer.addDeadDirections(of: live, part: part)
    self = gatherer.spectrum(parameters: live.parameterCount, method: .alignedWeyl)
  }

  /// Encloses every eigenvalue of a Hessian that is within `distance`, in the spectral norm, of that of an aligned network.
  ///
  /// *Guarantee*: as for `init(weyl:approximation:part:)`.
  init(near aligned: AlignedNetwork<Rational>, within distance: Rational, part: HessianPart = .full) throws {
    var gatherer = EnclosureGatherer()
    try gatherer.addBlocks(of: aligned, widenedBy: distance, part: part)
    self = gatherer.spectrum(parameters: aligned.parameterCount, method: .alignedWeyl)
  }

  /// Encloses every eigenvalue of the Hessian of any network (`dense`).
  ///
  /// - Parameter digits: decimal digits relative to the largest entry. Up to `doubleDigits` the matrix is rounded to doubles and LAPACK's
  ///   eigenvalues are certified; beyond, the exact Hessian is refined.
  /// *Guarantee*: as for `EigenvalueEnclosure`, with the distance of the rounded Hessian in the radius, or `CertifiedEigenvalues`.
  /// *Cost*: one decomposition and two products of order `n`, the number of live parameters; with more digits a dozen products for every
  /// fifty bits.
  public init(enclosing live: LiveNetwork, part: HessianPart, digits: Int = doubleDigits) throws {
    var gatherer = EnclosureGatherer()
    if digits <= Self.doubleDigits {
      let rounded = RoundedHessian(live.network, part: part)
      let enclosure = try EigenvalueEnclosure(
        ofSymmetric: rounded.entries, order: rounded.order, error: rounded.error)
      gatherer.add(enclosure, multiplicity: 1)
      try gatherer.addDeadDirections(of: live, part: part)
    } else {
      let bits = DecimalPrecision.bits(forDigits: digits)
      let eigenvalues = try CertifiedEigenvalues(ofSymmetric: live.network.hessian(part: part), bits: bits)
      gatherer.add(eigenvalues, multiplicity: 1)
      try gatherer.addDeadDirections(of: live, part: part, bits: bits)
    }
    self = gatherer.spectrum(parameters: live.parameterCount, method: .dense)
  }

  /// Digits relative to the largest entry that certified doubles give.
  public static let doubleDigits = 12

  /// The exact spectrum of the Hessian of a network with at most `denseExactLimit` live parameters (`dense-exact`).
  public init(factoring live: LiveNetwork, part: HessianPart) throws(VerificationError) {
    var builder = ExactSpectrumBuilder()
    try builder.add(live.network.hessian(part: part), multiplicity: 1)
    for (matrix, count) in live.couplings {
      let block = LiveNetwork.symmetricEmbedding(part == .gaussNewton ? matrix.scaled(by: 0) : matrix)
      try builder.add(block, multiplicity: Integer(count))
    }
    if live.deadEdges > 0 { try builder.add(Matrix(zero: 1, 1), multiplicity: Integer(live.deadEdges)) }
    self = builder.spectrum(parameters: live.parameterCount, method: .denseExact)
  }
}

extension EnclosureGatherer {
  /// The eigenvalues of the blocks of an aligned network, each enclosure moved outward by `margin`.
  fileprivate mutating func addBlocks(
    of aligned: AlignedNetwork<Rational>, widenedBy margin: Rational, part: HessianPart
  ) throws {
    try aligned.forEachHessianBlock(part: part) { block in
      for component in block.matrix.connectedComponents {
        let matrix = block.matrix.submatrix(rows: component, columns: component)
        let enclosure = try EigenvalueEnclosure(ofSymmetric: matrix)
        add(enclosure, widenedBy: margin, multiplicity: block.multiplicity)
      }
    }
  }

  /// The eigenvalues that dead units contribute: plus and minus the singular values of their couplings, and exact zeros.
  ///
  /// With `bits`, their enclosures are refined to that many bits relative to the largest entry of each coupling.
  fileprivate mutating func addDeadDirections(of live: LiveNetwork, part: HessianPart, bits: Int? = nil)
    throws
  {
    var zeros = Integer(live.deadEdges)
    for (matrix, count) in live.couplings {
      let count = Integer(count)
      if part == .gaussNewton {
        zeros += count * Integer(matrix.rows + matrix.columns)
        continue
      }
      let embedding = LiveNetwork.symmetricEmbedding(matrix)
      let intervals =
        try bits.map { try CertifiedEigenvalues(ofSymmetric: embedding, bits: $0).intervals }
        ?? EigenvalueEnclosure(ofSymmetric: embedding).intervals
      // A matrix that is not square has |rows - columns| exact zeros; they are the middle ones in order.
      let exact = abs(matrix.rows - matrix.columns)
      let first = min(matrix.rows, matrix.columns)
      for (i, interval) in intervals.enumerated() where i < first || i >= first + exact {
        add(interval, multiplicity: count)
      }
      zeros += count * Integer(exact)
    }
    add(Interval(0), multiplicity: zeros)
  }
}
