// SpectrumMethod: which certified method fits a network, and why.

import Exact

/// Why a spectrum could not be certified.
public struct SpectrumUndecided: Error, CustomStringConvertible {
  public let reason: String
  /// What to try next.
  public let advice: String
  public var description: String { "\(reason); \(advice)" }
}

/// A certified spectrum and the reason its method was chosen.
public struct CertifiedSpectrum: Sendable {
  public let spectrum: Spectrum
  public let reason: String
}

extension NetworkInput {
  /// The deepest network whose blocks are factored exactly: blocks have up to `2L` variables.
  public static let exactDepthLimit = 60

  /// The certified spectrum by the given method, or by the best one that applies.
  ///
  /// Aligned networks exactly as they stand: exact blocks. Small networks: the exact characteristic polynomial. Anything
  /// else: blocks of a nearby aligned network, when the remainder is small against the largest eigenvalue.
  /// *Errors*: `SpectrumUndecided`, with what to try.
  public func certifiedSpectrum(method: Spectrum.Method? = nil, part: HessianPart = .full) throws
    -> CertifiedSpectrum
  {
    switch form {
    case .aligned(let network):
      if let method, method != .alignedExact {
        guard let matrices = matrices() else {
          throw SpectrumUndecided(
            reason: "\(network.parameterCount) parameters are too many for matrices",
            advice: "use --method aligned-exact")
        }
        return try NetworkInput(.matrices(matrices), provenance: provenance).certifiedSpectrum(
          method: method, part: part)
      }
      return try alignedExact(network, part, reason: "given by its modes: exact blocks")
    case .matrices(let network):
      switch method {
      case .alignedExact:
        guard let aligned = AlignedNetwork(diagonal: network) else {
          throw SpectrumUndecided(
            reason: "the layers or covariances are not diagonal",
            advice: "use --method aligned-weyl or dense-exact")
        }
        return try alignedExact(aligned, part, reason: "asked for")
      case .denseExact: return try denseExact(network, part, reason: "asked for")
      case .alignedWeyl: return try alignedWeyl(network, part, asked: true)
      case nil:
        if let aligned = AlignedNetwork(diagonal: network), depth <= Self.exactDepthLimit {
          return try alignedExact(aligned, part, reason: "diagonal as it stands: exact blocks")
        }
        if network.parameterCount <= Spectrum.denseExactLimit {
          return try denseExact(
            network, part, reason: "not diagonal, and small enough for the exact characteristic polynomial")
        }
        return try alignedWeyl(network, part, asked: false)
      }
    }
  }

  /// The network as matrices, when it is small enough; aligned networks are laid out in the frames of their modes.
  public func matrices() -> LinearNetwork<Rational>? {
    switch form {
    case .matrices(let network): return network
    case .aligned(let network):
      let entries = network.parameterCount + network.widths[0] * network.widths[0]
      return entries <= Integer(NetworkLimits.entries) ? network.dense() : nil
    }
  }

  private func alignedExact(
    _ network: AlignedNetwork<Rational>, _ part: HessianPart, reason: String
  ) throws -> CertifiedSpectrum {
    guard network.depth <= Self.exactDepthLimit else {
      throw SpectrumUndecided(
        reason: "depth \(network.depth): exact blocks are factored up to depth \(Self.exactDepthLimit)",
        advice: "use a shallower network")
    }
    return CertifiedSpectrum(spectrum: try Spectrum(aligned: network, part: part), reason: reason)
  }

  private func denseExact(
    _ network: LinearNetwork<Rational>, _ part: HessianPart, reason: String
  ) throws -> CertifiedSpectrum {
    guard network.parameterCount <= Spectrum.denseExactLimit else {
      throw SpectrumUndecided(
        reason:
          "\(network.parameterCount) parameters: the whole Hessian is factored exactly up to \(Spectrum.denseExactLimit)",
        advice: "use --method aligned-weyl")
    }
    return CertifiedSpectrum(spectrum: Spectrum(dense: network, part: part), reason: reason)
  }

  private func alignedWeyl(
    _ network: LinearNetwork<Rational>, _ part: HessianPart, asked: Bool
  ) throws -> CertifiedSpectrum {
    let approximation = try AlignedApproximation(network, part: part)
    let spectrum = try Spectrum(weyl: approximation, part: part)
    let bound = decimalDigits(of: approximation.remainder, digits: 2, rounding: .up)
    let largest =
      spectrum.eigenvalues.map { max($0.upperBound.magnitude, $0.lowerBound.magnitude) }.max() ?? 0
    if !asked && approximation.remainder * 20 > largest {
      throw SpectrumUndecided(
        reason:
          "the network is not aligned (remainder \(bound)) and has \(network.parameterCount) parameters, more than the "
          + "\(Spectrum.denseExactLimit) that are factored exactly",
        advice: "use --method aligned-weyl for what can be said all the same")
    }
    return CertifiedSpectrum(
      spectrum: spectrum, reason: "aligned up to rounding: blocks + remainder of norm <= \(bound)")
  }
}
