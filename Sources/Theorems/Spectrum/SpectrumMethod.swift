// SpectrumMethod: which certified method fits a network, and why.

import Exact

/// A certified spectrum and the reason its method was chosen.
public struct CertifiedSpectrum: Sendable {
  public let spectrum: Spectrum
  public let reason: String
}

extension Spectrum {
  /// The deepest aligned network whose blocks, of up to `2L` variables, are factored exactly.
  public static let alignedExactDepthLimit = 60
  /// The deepest network whose Hessian is formed from matrices.
  public static let matrixDepthLimit = 60
  /// The most operations `sum_k d_k d_(k-1) (d_k + d_(k-1))` on exact integers for finding frames: about a minute.
  public static let frameWorkLimit = 50_000_000
  /// The most live parameters for which the whole Hessian is factored exactly.
  public static let denseExactLimit = 240
  /// The most live parameters for which a dense matrix of doubles is certified.
  public static let denseLimit = 12_000
  /// The most live parameters for which signs that Weyl's inequality leaves undecided are settled by a dense matrix unasked.
  public static let denseUnaskedLimit = 2_500
}

extension NetworkInput {
  /// The certified spectrum by the given method, or by the best one that applies.
  ///
  /// Aligned networks go by exact blocks. For other networks dead hidden units are split off first. Then small ones go by the exact
  /// characteristic polynomial, others by blocks of a nearby aligned network, and where that leaves signs undecided or none is near,
  /// by a dense matrix with proved bounds.
  /// More than `doubleDigits` digits ask for a refined dense matrix where nothing exact applies.
  /// *Errors*: `VerificationError.undecided` with what to try.
  public func certifiedSpectrum(
    method: Spectrum.Method? = nil, part: HessianPart = .full, digits: Int = Spectrum.doubleDigits,
    progress: @escaping (String) -> Void = { _ in }
  ) throws -> CertifiedSpectrum {
    if method == nil || method == .alignedExact, let aligned {
      if aligned.depth <= Spectrum.alignedExactDepthLimit {
        return CertifiedSpectrum(
          spectrum: try Spectrum(aligned: aligned, part: part, progress: progress),
          reason: "diagonal as it stands: exact blocks")
      }
      if method == .alignedExact {
        throw VerificationError.undecided(
          "depth \(depth): exact blocks are factored up to depth \(Spectrum.alignedExactDepthLimit)",
          remedy: "use the method dense")
      }
    }
    guard method != .alignedExact else {
      throw VerificationError.undecided(
        "the layers or covariances are not diagonal",
        remedy: "use the method dense-exact, aligned-weyl or dense")
    }
    guard let matrices = matrices() else {
      throw VerificationError.undecided(
        "\(parameterCount) parameters are too many for matrices",
        remedy: depth <= Spectrum.alignedExactDepthLimit
          ? "use the method aligned-exact" : "use a shallower network")
    }
    guard depth <= Spectrum.matrixDepthLimit else {
      throw VerificationError.undecided(
        "depth \(depth): Hessians are formed from matrices up to depth \(Spectrum.matrixDepthLimit)",
        remedy: "use a shallower network")
    }
    let certifier = LiveCertifier(
      live: LiveNetwork(of: matrices), part: part, digits: digits, progress: progress)
    switch method {
    case .denseExact: return try certifier.denseExact(reason: "asked for")
    case .alignedWeyl: return try certifier.alignedWeyl()
    case .dense: return try certifier.dense(reason: "asked for")
    case .alignedExact, nil: return try certifier.best()
    }
  }

  /// The network by its modes, when it is given by them or diagonal as it stands.
  var aligned: AlignedNetwork<Rational>? {
    switch form {
    case .aligned(let network): network
    case .matrices(let network): AlignedNetwork(diagonal: network)
    }
  }
}

/// The methods for networks that are not aligned as they stand.
private struct LiveCertifier {
  let live: LiveNetwork
  let part: HessianPart
  let digits: Int
  let progress: (String) -> Void

  private var parameters: Int { live.network.parameterCount }

  func best() throws -> CertifiedSpectrum {
    if parameters <= Spectrum.denseExactLimit {
      return try denseExact(reason: "small enough for the exact characteristic polynomial")
    }
    if digits > Spectrum.doubleDigits && parameters <= Spectrum.denseUnaskedLimit {
      return try dense(reason: "\(digits) digits asked for: the whole Hessian refined")
    }
    guard frameWork <= Spectrum.frameWorkLimit else { return try dense(reason: "too wide for common frames") }
    progress("common frames of \(parameters) live parameters")
    let approximation = try AlignedApproximation(live.network, part: part)
    let weyl = try alignedWeyl(approximation)
    let isNear = approximation.remainder * 1000 <= weyl.spectrum.radius
    if isNear && (weyl.spectrum.signs.undecided.isZero || parameters > Spectrum.denseUnaskedLimit) {
      return weyl
    }
    let bound = decimalDigits(of: approximation.remainder, digits: 2, rounding: .up)
    let why =
      isNear
      ? "an aligned network within \(bound) leaves \(weyl.spectrum.signs.undecided) signs open"
      : "the nearest aligned network found is \(bound) away"
    return try dense(reason: why + ": the whole Hessian")
  }

  func denseExact(reason: String) throws -> CertifiedSpectrum {
    try require(atMost: Spectrum.denseExactLimit, "factored exactly", remedy: "use the method dense")
    progress("characteristic polynomial of order \(parameters)")
    return CertifiedSpectrum(spectrum: try Spectrum(factoring: live, part: part), reason: reason + removed)
  }

  func dense(reason: String) throws -> CertifiedSpectrum {
    try require(
      atMost: Spectrum.denseLimit, "certified as a dense matrix",
      remedy: "use the method aligned-weyl for what it can say")
    progress("dense matrix of order \(parameters)")
    let spectrum = try Spectrum(enclosing: live, part: part, digits: digits)
    let bound = decimalDigits(of: spectrum.errorBound!, digits: 2, rounding: .up)
    return CertifiedSpectrum(
      spectrum: spectrum, reason: "\(reason), every eigenvalue within \(bound)" + removed)
  }

  private var frameWork: Int {
    let widths = live.network.widths
    return zip(widths, widths.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 * ($1.0 + $1.1) }
  }

  func alignedWeyl() throws -> CertifiedSpectrum {
    guard frameWork <= Spectrum.frameWorkLimit else {
      throw VerificationError.undecided(
        "live widths \(live.network.widths.map(String.init).joined(separator: "-")) are too wide for common frames",
        remedy: "use a narrower network")
    }
    return try alignedWeyl(try AlignedApproximation(live.network, part: part))
  }

  private func alignedWeyl(_ approximation: AlignedApproximation) throws -> CertifiedSpectrum {
    let bound = decimalDigits(of: approximation.remainder, digits: 2, rounding: .up)
    return CertifiedSpectrum(
      spectrum: try Spectrum(weyl: live, approximation: approximation, part: part),
      reason: "blocks of an aligned network, whose Hessian is within \(bound)" + removed)
  }

  private func require(atMost limit: Int, _ what: String, remedy: String) throws {
    guard parameters > limit else { return }
    throw VerificationError.undecided(
      "\(parameters) live parameters, of which at most \(limit) are \(what)", remedy: remedy)
  }

  private var removed: String {
    live.removed == 0 ? "" : "; \(live.removed) dead hidden units split off exactly"
  }
}
