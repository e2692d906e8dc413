// Spectra: every certified method on one network, dead units split off first.

import Exact
import Theorems

public func exactSpectrum(of network: LinearNetwork<Rational>, part: HessianPart = .full) throws -> Spectrum {
  try Spectrum(factoring: LiveNetwork(of: network), part: part)
}

public func weylSpectrum(of network: LinearNetwork<Rational>, part: HessianPart = .full) throws -> Spectrum {
  let live = LiveNetwork(of: network)
  return try Spectrum(weyl: live, approximation: AlignedApproximation(live.network, part: part), part: part)
}

public func denseSpectrum(
  of network: LinearNetwork<Rational>, part: HessianPart = .full, digits: Int = Spectrum.doubleDigits
) throws -> Spectrum {
  try Spectrum(enclosing: LiveNetwork(of: network), part: part, digits: digits)
}

extension Spectrum {
  /// The enclosure of every eigenvalue by its position, largest first.
  public var intervalsInOrder: [Interval] {
    eigenvalues.flatMap { Array(repeating: $0.interval, count: $0.multiplicity.asInt!) }
  }
}
