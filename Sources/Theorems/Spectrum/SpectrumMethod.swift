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
  /// Aligned networks exactly as they stand: exact blocks. Otherwise dead hidden units are split off; small networks go by the exact
  /// characteristic polynomial, others by blocks of a nearby aligned network, or as a dense matrix when none is near.
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
      if method == .alignedExact || method == nil, let aligned = AlignedNetwork(diagonal: network),
        method != nil || depth <= Self.exactDepthLimit
      {
        return try alignedExact(aligned, part, reason: "diagonal as it stands: exact blocks")
      }
      let live = LiveNetwork(of: network)
      switch method {
      case .alignedExact:
        throw SpectrumUndecided(
          reason: "the layers or covariances are not diagonal",
          advice: "use --method dense-exact, aligned-weyl or dense")
      case .denseExact: return try denseExact(live, part, reason: "asked for")
      case .alignedWeyl:
        return try alignedWeyl(live, try AlignedApproximation(live.network, part: part), part)
      case .dense: return try dense(live, part, reason: "asked for")
      case nil: return try best(live, part)
      }
    }
  }

  /// The method for a network that is not diagonal: exact when small, else blocks of a near network when they are near enough, else dense.
  private func best(_ live: LiveNetwork, _ part: HessianPart) throws -> CertifiedSpectrum {
    if live.network.parameterCount <= Spectrum.denseExactLimit {
      return try denseExact(
        live, part, reason: "not diagonal, and small enough for the exact characteristic polynomial")
    }
    let approximation = try AlignedApproximation(live.network, part: part)
    let spectrum = try alignedWeyl(live, approximation, part)
    let largest =
      spectrum.spectrum.eigenvalues.map { max($0.upperBound.magnitude, $0.lowerBound.magnitude) }.max() ?? 0
    if approximation.remainder * 10_000 <= largest { return spectrum }
    let bound = decimalDigits(of: approximation.remainder, digits: 2, rounding: .up)
    return try dense(live, part, reason: "not aligned (remainder \(bound)), so the whole Hessian")
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

  private func denseExact(_ live: LiveNetwork, _ part: HessianPart, reason: String) throws
    -> CertifiedSpectrum
  {
    try requireLive(live, atMost: Spectrum.denseExactLimit, "factored exactly", advice: "use --method dense")
    return CertifiedSpectrum(spectrum: Spectrum(factoring: live, part: part), reason: reason + removed(live))
  }

  private func dense(_ live: LiveNetwork, _ part: HessianPart, reason: String) throws -> CertifiedSpectrum {
    try requireLive(
      live, atMost: Spectrum.denseLimit, "certified as a dense matrix", advice: "use --method aligned-weyl")
    let spectrum = try Spectrum(enclosing: live, part: part)
    let bound = decimalDigits(of: spectrum.remainder!, digits: 2, rounding: .up)
    return CertifiedSpectrum(
      spectrum: spectrum, reason: "\(reason); every eigenvalue within \(bound)" + removed(live))
  }

  private func alignedWeyl(
    _ live: LiveNetwork, _ approximation: AlignedApproximation, _ part: HessianPart
  ) throws -> CertifiedSpectrum {
    let bound = decimalDigits(of: approximation.remainder, digits: 2, rounding: .up)
    return CertifiedSpectrum(
      spectrum: try Spectrum(weyl: live, approximation: approximation, part: part),
      reason: "aligned up to rounding: blocks + remainder of norm <= \(bound)" + removed(live))
  }

  private func requireLive(_ live: LiveNetwork, atMost limit: Int, _ what: String, advice: String) throws {
    guard live.network.parameterCount > limit else { return }
    throw SpectrumUndecided(
      reason: "\(live.network.parameterCount) live parameters: at most \(limit) are \(what)", advice: advice)
  }

  private func removed(_ live: LiveNetwork) -> String {
    live.removed == 0 ? "" : "; \(live.removed) dead hidden units split off exactly"
  }
}
