import Exact
import Foundation
import Support
import Testing
import Theorems

/// The trained checkpoints certified in several ways: by a nearby aligned network, as a dense matrix, and refined.
@Suite struct CheckpointSpectrumTests {
  private func live(_ depth: Int, _ step: Int) throws -> LiveNetwork {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let path = root.path() + "proofs-data/networks/deng2026/linear-L\(depth)-step\(step).safetensors"
    guard case .matrices(let network) = try NetworkReader.read(path: path).form else {
      preconditionFailure("a checkpoint is given by matrices")
    }
    return LiveNetwork(of: network)
  }

  /// Enclosures of the same eigenvalue must meet, whatever the method; the finer ones are finer.
  @Test(arguments: [(2, 0), (2, 10_000), (3, 100), (3, 10_000), (5, 10_000), (7, 10_000)])
  func methodsAgree(depth: Int, step: Int) throws {
    let live = try live(depth, step)
    let weyl = try Spectrum(weyl: live, approximation: AlignedApproximation(live.network), part: .full)
    let dense = try Spectrum(enclosing: live, part: .full)
    var spectra = [weyl, dense]
    if depth == 2 { spectra.append(try Spectrum(enclosing: live, part: .full, digits: 30)) }
    for (coarse, fine) in zip(spectra, spectra.dropFirst()) {
      #expect(coarse.parameters == fine.parameters)
      let apart = zip(coarse.intervalsInOrder, fine.intervalsInOrder).count { !$0.overlaps($1) }
      #expect(apart == 0, "\(apart) enclosures of \(coarse.method) and \(fine.method) do not meet")
      #expect(fine.signs.undecided <= coarse.signs.undecided && fine.errorBound! < coarse.errorBound!)
      #expect(fine.signs.negative >= coarse.signs.negative && fine.signs.positive >= coarse.signs.positive)
    }
    // The dead hidden units leave exact zeros, all of them known by every method.
    #expect(spectra.allSatisfy { $0.signs.zero == weyl.signs.zero } && weyl.signs.zero > 0)
    #expect(dense.signs.undecided == 0)
  }
}
