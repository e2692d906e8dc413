import Exact
import Theorems

let path = CommandLine.arguments[1]
let clock = ContinuousClock()
var mark = clock.now
@MainActor func lap(_ s: String) { print(s, clock.now - mark); mark = clock.now }
let input = try NetworkReader.read(path: path)
lap("read")
guard case .matrices(let network) = input.form else { fatalError() }
let approximation = try AlignedApproximation(network)
lap("approximation \(approximation.remainder.approximateDouble)")
let spectrum = try Spectrum(weyl: approximation)
lap("spectrum")
for e in spectrum.eigenvalues { print(e.multiplicity, e.lowerBound.approximateDouble, e.upperBound.approximateDouble) }
print(spectrum.inertia)
