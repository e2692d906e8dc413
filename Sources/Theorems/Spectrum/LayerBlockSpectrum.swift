// LayerBlockSpectrum: the spectrum of a diagonal block of layers of the Hessian, or the singular values of an off-diagonal one.
//
// Statement   H_kk = (U_k^T U_k) (x) (V_k Sxx V_k^T) (its functional part is 0), so its eigenvalues are the products of those of the factors.
//             The singular values of H_kl are the min(n_k, n_l) largest eigenvalues of [[0, H_kl], [H_kl^T, 0]], n_k = d_k d_(k-1).
// Method      Aligned: the rows and columns of the layers within the blocks of Theorem A, exact at any width. Small: exact
//             characteristic polynomials. Else enclosures: of the factors of H_kk, or of the rounded block in doubles.
// References  The layer-wise blocks are those of [Wu et al. 2020; Sankar et al. 2021].

import Exact
import Numeric

/// The block of the Hessian between the parameters of two layers.
public struct LayerBlock: Sendable, Hashable {
  /// Layers, counted from 1.
  public let rows: Int
  public let columns: Int

  public init(rows: Int, columns: Int) { (self.rows, self.columns) = (rows, columns) }

  public var isDiagonal: Bool { rows == columns }
  /// What the entries of the spectrum are.
  public var values: String { isDiagonal ? "eigenvalues" : "singular values" }
}

extension NetworkInput {
  /// The widest layer for which the factors of a diagonal block are enclosed through exact products.
  private static let factorLimit = 256

  /// The certified eigenvalues of `H_kk`, or singular values of `H_kl`; multiplicities sum to `n_k`, or to `min(n_k, n_l)`.
  ///
  /// *Guarantee*: that of `Spectrum`, for the block. *Errors*: `VerificationError.undecided` when the block is too large.
  public func certifiedSpectrum(of block: LayerBlock, part: HessianPart) throws -> CertifiedSpectrum {
    precondition([block.rows, block.columns].allSatisfy { (1...depth).contains($0) }, "a block of layers")
    if let aligned, depth <= Spectrum.alignedExactDepthLimit {
      return CertifiedSpectrum(
        spectrum: try aligned.spectrum(of: block, part: part), reason: "rows and columns of exact blocks")
    }
    guard let matrices = matrices(), depth <= Spectrum.matrixDepthLimit else {
      throw VerificationError.undecided(
        "\(parameterCount) parameters at depth \(depth) are too many for matrices",
        remedy: "use a smaller network")
    }
    let sizes = matrices.layers.map { $0.rows * $0.columns }
    let (height, width) = (sizes[block.rows - 1], sizes[block.columns - 1])
    if block.isDiagonal {
      if part == .functional {
        let zero = Spectrum(
          parameters: Integer(height), method: .denseExact,
          eigenvalues: [SpectrumEntry(value: .exact(AlgebraicReal(0)), multiplicity: Integer(height))])
        return CertifiedSpectrum(spectrum: zero, reason: "the functional part has no diagonal blocks")
      }
      if height <= Spectrum.denseExactLimit {
        return CertifiedSpectrum(
          spectrum: try matrices.exactSpectrum(of: block, part: part), reason: "small enough to be factored")
      }
      let widest = max(matrices.layers[block.rows - 1].rows, matrices.layers[block.rows - 1].columns)
      guard widest <= Self.factorLimit else {
        throw VerificationError.undecided(
          "layer \(block.rows) is \(widest) wide; factors are enclosed up to \(Self.factorLimit)",
          remedy: "use a narrower layer")
      }
      return try matrices.spectrumOfProduct(layer: block.rows)
    }
    if height + width <= Spectrum.denseExactLimit {
      return CertifiedSpectrum(
        spectrum: try matrices.exactSpectrum(of: block, part: part), reason: "small enough to be factored")
    }
    guard height + width <= Spectrum.denseLimit, matrices.parameterCount <= Spectrum.denseLimit else {
      throw VerificationError.undecided(
        "\(matrices.parameterCount) parameters, of which at most \(Spectrum.denseLimit) are certified as a dense matrix",
        remedy: "ask for a diagonal block, which has no such limit")
    }
    return try matrices.enclosedSpectrum(of: block, part: part)
  }
}

extension Spectrum {
  /// Of the eigenvalues of a symmetric embedding, those that are the `count` singular values: the positive ones, and zeros.
  fileprivate func singularValues(count: Integer) -> Spectrum {
    let positive = eigenvalues.filter { $0.sign == .positive }
    let zeros = positive.reduce(count) { $0 - $1.multiplicity }
    let rest = zeros.isZero ? [] : [SpectrumEntry(value: .exact(AlgebraicReal(0)), multiplicity: zeros)]
    return Spectrum(parameters: count, method: method, eigenvalues: positive + rest)
  }
}

extension AlignedNetwork<Rational> {
  fileprivate func spectrum(of block: LayerBlock, part: HessianPart) throws(VerificationError) -> Spectrum {
    var builder = ExactSpectrumBuilder()
    try forEachHessianBlockWithLayers(part: part) {
      (matrix, layers, multiplicity) throws(VerificationError) in
      let rows = layers.indices.filter { layers[$0] == block.rows }
      let columns = layers.indices.filter { layers[$0] == block.columns }
      let piece = matrix.submatrix(rows: rows, columns: columns)
      if piece.rows + piece.columns == 0 { return }
      try builder.add(
        block.isDiagonal ? piece : LiveNetwork.symmetricEmbedding(piece), multiplicity: multiplicity)
    }
    func size(_ k: Int) -> Integer { widths[k] * widths[k - 1] }
    let (height, width) = (size(block.rows), size(block.columns))
    if block.isDiagonal { return builder.spectrum(parameters: height, method: .alignedExact) }
    let whole = builder.spectrum(parameters: height + width, method: .alignedExact)
    return whole.singularValues(count: min(height, width))
  }
}

extension LinearNetwork<Rational> {
  /// The positions of a layer's parameters in the Hessian.
  private func positions(_ layer: Int) -> Range<Int> {
    let start = layers[..<(layer - 1)].reduce(0) { $0 + $1.rows * $1.columns }
    return start..<(start + layers[layer - 1].rows * layers[layer - 1].columns)
  }

  fileprivate func exactSpectrum(
    of block: LayerBlock, part: HessianPart
  ) throws(VerificationError) -> Spectrum {
    let parameters = Parameter.all(widths: widths)
    let (rows, columns) = (positions(block.rows), positions(block.columns))
    let entries = HessianEntries(self)
    let piece = Matrix(rows: rows.count, columns: columns.count) { i, j in
      entries.entry(parameters[rows.lowerBound + i], parameters[columns.lowerBound + j], part: part)
    }
    var builder = ExactSpectrumBuilder()
    try builder.add(block.isDiagonal ? piece : LiveNetwork.symmetricEmbedding(piece), multiplicity: 1)
    if block.isDiagonal { return builder.spectrum(parameters: Integer(rows.count), method: .denseExact) }
    let whole = builder.spectrum(parameters: Integer(rows.count + columns.count), method: .denseExact)
    return whole.singularValues(count: Integer(min(rows.count, columns.count)))
  }

  /// The eigenvalues of `H_kk` as products of enclosed eigenvalues of its two factors, which are positive semidefinite; every product lies in
  /// the product of its intervals, so counts are proved as in `EnclosureGatherer`.
  fileprivate func spectrumOfProduct(layer: Int) throws -> CertifiedSpectrum {
    let above = product(from: layer + 1, through: depth)
    let below = product(from: 1, through: layer - 1)
    let left = try EigenvalueEnclosure(ofSymmetric: above.transposed * above)
    let right = try EigenvalueEnclosure(ofSymmetric: below * inputCovariance * below.transposed)
    var gatherer = EnclosureGatherer()
    func clamped(_ interval: Interval) -> Interval {
      Interval(max(0, interval.lower), max(0, interval.upper))
    }
    for a in left.intervals.map(clamped) {
      for b in right.intervals.map(clamped) {
        gatherer.add(Interval(a.lower * b.lower, NormBound.roundedUp(a.upper * b.upper)), multiplicity: 1)
      }
    }
    let count = Integer(layers[layer - 1].rows * layers[layer - 1].columns)
    let spectrum = gatherer.spectrum(parameters: count, method: .dense)
    let bound = decimalDigits(of: spectrum.errorBound!, digits: 2, rounding: .up)
    return CertifiedSpectrum(
      spectrum: spectrum, reason: "a Kronecker product of enclosed factors, every eigenvalue within \(bound)")
  }

  fileprivate func enclosedSpectrum(of block: LayerBlock, part: HessianPart) throws -> CertifiedSpectrum {
    let rounded = RoundedHessian(self, part: part)
    let (rows, columns) = (positions(block.rows), positions(block.columns))
    let order = rows.count + columns.count
    var entries = [Double](repeating: 0, count: order * order)
    for (i, row) in rows.enumerated() {
      for (j, column) in columns.enumerated() {
        let value = rounded.entries[row * rounded.order + column]
        entries[i * order + rows.count + j] = value
        entries[(rows.count + j) * order + i] = value
      }
    }
    // A block of a matrix, and the symmetric embedding of a block, have at most the norm of the matrix.
    let enclosure = try EigenvalueEnclosure(ofSymmetric: entries, order: order, error: rounded.error)
    let count = min(rows.count, columns.count)
    var gatherer = EnclosureGatherer()
    for interval in enclosure.intervals.prefix(count) {
      gatherer.add(Interval(max(0, interval.lower), max(0, interval.upper)), multiplicity: 1)
    }
    let spectrum = gatherer.spectrum(parameters: Integer(count), method: .dense)
    let bound = decimalDigits(of: spectrum.errorBound!, digits: 2, rounding: .up)
    return CertifiedSpectrum(
      spectrum: spectrum, reason: "the symmetric embedding, every singular value within \(bound)")
  }
}
