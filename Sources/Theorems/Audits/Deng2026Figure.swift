// Deng2026Figure: the depth sweep of Figure 1(d) of Deng et al. 2026 in the setting of the published code, with proved bounds.
//
// Method      The run decouples by modes (C1): gradient descent with momentum on the ten layer values, in balls, from the values stored in the
//             checkpoints at step 0. The blocks of the network at the last step are enclosed at rational centers, and
//             `HessianPerturbation` bounds what the distance to the centers does to the eigenvalues.
// References  [Deng et al. 2026], public code: widths 16-32-..-32-10, r = 5, rate 1/100, momentum 9/10, 10000 steps, Sxx = I, float32.

import Exact
import Numeric

/// The setting of the published code and the digits of the published figure.
enum Deng2026Code {
  static let depths = 2...7
  static let (rank, starCount, inputs, hidden, outputs) = (5, 10, 16, 32, 10)
  static let (rate, momentum) = (Rational(1, 100), Rational(9, 10))
  static let steps = 10_000
  /// Ratios printed in Figure 1(d), in hundredths, by depth.
  static let publishedRatios: [Int: Int] = [2: 200, 3: 299, 4: 395, 5: 488, 6: 578, 7: 666]

  static func widths(_ depth: Int) -> [Int] {
    [inputs] + Array(repeating: hidden, count: depth - 1) + [outputs]
  }
  static func published(_ depth: Int) -> Rational { Rational(Integer(publishedRatios[depth]!), 100) }
  static func checkpoint(_ folder: String, depth: Int, step: Int) -> String {
    "\(folder)/linear-L\(depth)-step\(step).safetensors"
  }
}

/// The two clusters of one certified spectrum: by their sizes, and by the rule of the published code.
struct ClusterReadings {
  let bySize: ClusterSummary
  let byGapRule: ClusterSummary
  let gapSizes: GapClusters

  init(of spectrum: Spectrum, network: NetworkInput, named name: String) throws {
    guard
      let bySize = ClusterSummary(
        of: spectrum, sizes: ClusterSummary.sizes(of: network, rank: Integer(Deng2026Code.rank))),
      let gapSizes = GapRule.clusters(of: spectrum),
      let byGapRule = ClusterSummary(
        of: spectrum, sizes: (Integer(gapSizes.dominant), Integer(gapSizes.bulk)))
    else { throw VerificationError.undecided("\(name): the enclosures do not decide the clusters") }
    (self.bySize, self.byGapRule, self.gapSizes) = (bySize, byGapRule, gapSizes)
  }
}

/// The run of one depth, mode by mode, and the clusters of its last network.
struct CertifiedRun {
  /// Enclosures at half of the steps and at the last.
  let halfway: [Interval]
  let last: [Interval]
  let clusters: ClusterReadings
  /// The ratio of the same network with the tail values replaced by zero.
  let ratioWithoutTail: Interval

  var signals: ArraySlice<Interval> { last.prefix(Deng2026Code.rank) }
  var tail: ArraySlice<Interval> { last.dropFirst(Deng2026Code.rank) }

  /// Follows the modes from the given layer values.
  init(depth: Int, start: [Rational]) throws {
    let steps = Deng2026Code.steps
    let problem = TrajectoryProblem(
      depth: depth, start: start, x: start.map { _ in 1 },
      y: start.indices.map { $0 < Deng2026Code.rank ? 1 : 0 },
      rate: Deng2026Code.rate, momentum: Deng2026Code.momentum, steps: steps, every: steps / 2)
    let trajectory = problem.trajectory(digits: 20)
    guard trajectory.lostAtStep == nil, trajectory.escapedAtStep == nil, trajectory.points.count == 3 else {
      throw VerificationError.undecided("the run at depth \(depth) is not enclosed")
    }
    halfway = trajectory.points[1].values
    last = trajectory.points[2].values
    let (network, spectrum) = try Self.enclosed(depth: depth, values: last)
    clusters = try ClusterReadings(of: spectrum, network: network, named: "modes at depth \(depth)")
    let (bare, signalsAlone) = try Self.enclosed(
      depth: depth, values: Array(last.prefix(Deng2026Code.rank)))
    let sizes = ClusterSummary.sizes(of: bare, rank: Integer(Deng2026Code.rank))
    guard let ratio = ClusterSummary(of: signalsAlone, sizes: sizes)?.ratio else {
      throw VerificationError.undecided("the bulk at depth \(depth) is not proved positive")
    }
    ratioWithoutTail = ratio
  }

  /// The spectrum of the balanced network with these layer values, and the network at their centers.
  private static func enclosed(
    depth: Int, values: [Interval]
  ) throws -> (network: NetworkInput, spectrum: Spectrum) {
    let bits = 80
    let centers = values.map {
      Rational(mantissa: ($0.lower * Rational(mantissa: 1, exponent: bits)).floor, exponent: -bits)
    }
    let error = zip(values, centers).map { NormBound.roundedUp($0.upper - $1) }.max()!
    let norm = centers.map(\.magnitude).max()!
    let aligned = AlignedNetwork<Rational>(
      widths: Deng2026Code.widths(depth), layers: Array(repeating: centers, count: depth),
      inputs: Array(repeating: 1, count: Deng2026Code.inputs),
      targets: Array(repeating: 1, count: Deng2026Code.rank))
    let perturbation = HessianPerturbation(
      layers: Array(repeating: (norm, error), count: depth), inputs: (1, 0), targets: (1, 0))
    let spectrum = try Spectrum(
      near: aligned, within: HessianPerturbation.norm(ofBlockBounds: perturbation.blockBounds(.full)))
    return (NetworkInput(.aligned(aligned), provenance: "centers of enclosures"), spectrum)
  }
}

/// What is read from the checkpoints of one depth.
enum TrainedNetwork {
  /// The ten layer values at step 0: those stored in the second layer, which is diagonal; the network of depth 2 has no such layer
  /// and gets the square roots of the cubes of the values of depth 3, rounded down to 40 bits.
  static func start(depth: Int, folder: String) throws -> [Rational] {
    let source = max(depth, 3)
    let path = Deng2026Code.checkpoint(folder, depth: source, step: 0)
    guard let network = try NetworkReader.read(path: path).matrices(), network.depth == source,
      network.layers[1].isDiagonal
    else {
      throw VerificationError.undecided("\(path): the second layer is not diagonal")
    }
    let values = network.layers[1].diagonal
    guard values.dropFirst(Deng2026Code.starCount).allSatisfy(\.isZero),
      values.prefix(Deng2026Code.starCount).allSatisfy({ $0 > 0 })
    else {
      throw VerificationError.undecided("\(path): the second layer does not hold ten values")
    }
    let ten = Array(values.prefix(Deng2026Code.starCount))
    if depth >= 3 { return ten }
    let bits = 40
    return ten.map { value in
      let square = (value.power(3) * Rational(mantissa: 1, exponent: 2 * bits)).floor
      return Rational(mantissa: square.floorSquareRoot(), exponent: -bits)
    }
  }

  /// The clusters of the checkpoint at the last step, its float32 entries read exactly.
  static func clusters(depth: Int, folder: String) throws -> ClusterReadings {
    let path = Deng2026Code.checkpoint(folder, depth: depth, step: Deng2026Code.steps)
    let network = try NetworkReader.read(path: path)
    return try ClusterReadings(of: network.certifiedSpectrum().spectrum, network: network, named: path)
  }
}

/// `L / (1 + c (g_L(eps_L) - 1))` with `eps_L = ((2L-2) B)^(-1/(2L-2))`: a fit of the published digits.
enum FigureFit {
  static let (c, b) = (Rational(169, 1000), 500)

  static func ratio(depth: Int) -> Interval {
    let precision = 128
    // eps^2 = ((2L-2) B)^(-1/(L-1)); g - 1 = eps^2 + ... + eps^(2L-2).
    let square = 1 / Ball.root(Ball(Rational((2 * depth - 2) * b), precision: precision), degree: depth - 1)
    let excess = (1..<depth).reduce(Ball(0)) { $0 + square.power($1) }
    let ratio = Ball(Rational(depth), precision: precision) / (1 + Ball(c, precision: precision) * excess)
    return Interval(ratio.lowerBound!, ratio.upperBound!)
  }
}
