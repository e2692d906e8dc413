// NetworkScreen: random integer networks by the thousand, with the signs of the eigenvalues of their Hessians.
//
// Statement   Network number i of a seed has weights W_1, ..., W_L and target Syx with entries drawn from a range of integers, and Sxx = I. Its Hessian at
//             these weights is an integer matrix; `screen` bounds its inertia, proved, and decides it for most that are not singular; `settle`
//             decides all.
// Method      `LaneHessian` is exact; `BatchedInertia` says how the signs are proved. Network i depends on shape, range, seed and i
//             alone, whatever was drawn before: SplitMix64's state is a counter.
// Soundness   Nothing here reaches a certificate: a network that a search keeps is rebuilt over the integers by `network(_:)` and judged there.

import Exact
import Numeric

/// Batches of random networks of one shape. One task uses it at a time.
public final class NetworkScreen {
  public let widths: [Int]
  public let range: ClosedRange<Int>
  public let seed: UInt64
  private let batch: LaneHessian
  private let inertia: BatchedInertia

  /// Networks with widths `d_0, ..., d_L` and entries in `range`, `8 groups` of them at a time.
  ///
  /// *Errors*: `VerificationError.undecided`, before memory is taken, for a depth beyond 60, a Hessian of order beyond 4096 or with entries that may exceed
  /// `2^52`, which doubles do not hold exactly, for a range that `LaneArray` does not draw from, and for more than a gigabyte.
  public init(
    widths: [Int], entries range: ClosedRange<Int>, seed: UInt64, groups: Int = 8
  ) throws(VerificationError) {
    precondition(widths.count >= 2 && widths.allSatisfy { $0 >= 1 }, "widths \(widths)")
    precondition(groups >= 1, "a screen of \(groups) groups")
    let depth = widths.count - 1
    guard depth <= Spectrum.matrixDepthLimit else {
      throw .undecided("a screen of depth \(depth)", remedy: "at most \(Spectrum.matrixDepthLimit) layers")
    }
    let order = (1...depth).reduce(Integer(0)) { $0 + Integer(widths[$1]) * Integer(widths[$1 - 1]) }
    guard order <= Integer(BatchedInertia.largestOrder) else {
      throw .undecided(
        "a screen of Hessians of order \(order)",
        remedy: "narrower layers: at most \(BatchedInertia.largestOrder) weights")
    }
    guard LaneArray.canDraw(from: range) else {
      throw .undecided("a screen with entries in \(range)", remedy: "at most 2^20 values, none beyond 2^30")
    }
    let bytes = Self.bytes(widths: widths, groups: groups)
    guard bytes <= Self.memoryLimit else {
      throw .undecided("a screen in \(bytes) bytes", remedy: "fewer groups or narrower layers")
    }
    let weight = max(range.lowerBound.magnitude, range.upperBound.magnitude)
    let bound = LaneHessian.largestNumber(widths: widths, weight: Integer(weight))
    guard bound.bitWidth <= 52 else {
      throw .undecided(
        "integers of \(bound.bitWidth) bits in a screen in doubles",
        remedy: "narrower layers or smaller entries")
    }
    (self.widths, self.range, self.seed) = (widths, range, seed)
    batch = LaneHessian(widths: widths, groups: groups)
    inertia = BatchedInertia(order: batch.order)
  }

  private static let memoryLimit = Integer(1 << 30)

  /// What the batches and the workspace of two groups take.
  private static func bytes(widths: [Int], groups: Int) -> Integer {
    let order = zip(widths, widths.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
    let hessian = Integer(LaneArray.symmetricEntries(order: order))
    let network = Integer(LaneHessian.networkEntries(widths: widths))
    let numbers = Integer(groups) * (hessian + network) + 2 * hessian + Integer(4 * order)
    return numbers * Integer(LaneArray.lanes * MemoryLayout<Double>.size)
  }

  /// Networks in a batch.
  public var count: Int { batch.networks.count }
  /// The order of the Hessians.
  public var order: Int { batch.order }

  /// Proved bounds of the inertias of the Hessians of the networks `first ..< first + count`.
  public func screen(from first: Int) -> InertiaBatch {
    draw(from: first)
    return inertia.screen(batch.hessians)
  }

  /// The inertias of the Hessians of the networks `first ..< first + count`, exact.
  ///
  /// *Errors*: `VerificationError.undecided` when LAPACK fails on a matrix left to the exact path.
  public func settle(from first: Int) throws(VerificationError) -> SettledInertias {
    draw(from: first)
    return try inertia.settle(batch.hessians)
  }

  private func draw(from first: Int) {
    batch.networks.fill(entries: batch.drawn, in: range, seed: seed, first: first)
    batch.assemble()
  }

  /// The network number `index`, over the integers.
  public func network(_ index: Int) -> LinearNetwork<Integer> {
    precondition(index >= 0, "network number \(index)")
    let numbers = LaneArray.integers(batch.drawn, in: range, seed: seed, index: index)
    var place = 0
    func next(_ rows: Int, _ columns: Int) -> Matrix<Integer> {
      defer { place += rows * columns }
      return Matrix(rows: rows, columns: columns) { Integer(numbers[place + $0 * columns + $1]) }
    }
    let depth = widths.count - 1
    let layers = (1...depth).map { next(widths[$0], widths[$0 - 1]) }
    return LinearNetwork(
      layers: layers, inputCovariance: Matrix(identity: widths[0]),
      crossCovariance: next(widths[depth], widths[0]))
  }

  /// The Hessian of the network at a place of the batch drawn last, as the screen saw it.
  public func screenedHessian(_ place: Int) -> Matrix<Integer> {
    Matrix(rows: order, columns: order) { i, j in
      let (high, low) = (max(i, j), min(i, j))
      return Integer(Int(batch.hessians[place, high * (high + 1) / 2 + low]))
    }
  }
}
