// AlignedNetwork: a network given by its singular values in common frames, as runs of identical modes.

import Exact

/// Identical consecutive modes of an aligned network.
public struct ModeRun<Scalar: CommutativeRing & Hashable>: Sendable, Hashable {
  /// How many consecutive indices share this data.
  public let count: Integer
  /// `s_1, ..., s_L`: the value in every layer; any sign, not necessarily balanced.
  public let layers: [Scalar]
  /// The eigenvalue of the input covariance, and the diagonal entry of the cross covariance.
  public let x: Scalar
  public let y: Scalar

  public init(count: Integer, layers: [Scalar], x: Scalar, y: Scalar) {
    precondition(count.signum() >= 0, "a run of \(count) modes")
    self.count = count
    self.layers = layers
    self.x = x
    self.y = y
  }

  /// A run with the same value in every one of `depth` layers.
  public init(count: Integer, balanced value: Scalar, depth: Int, x: Scalar, y: Scalar) {
    self.init(count: count, layers: Array(repeating: value, count: depth), x: x, y: y)
  }
}

/// A deep linear network whose layers, input covariance and cross covariance are diagonal in common orthonormal frames
/// (mathematics of Theorem A: hypothesis A.1).
///
///     (W_k)_ab = s_(k,a) if a = b <= min(d_k, d_(k-1)), else 0;   Sxx = diag(x_i);   Syx = diag(y_i) .
///
/// The indices 1, 2, ... are filled by `modes` in order; indices after the runs are null: all layer values 0, `y = 0`
/// and `x = restInput`. Widths and counts may be of any size; nothing here enumerates indices.
public struct AlignedNetwork<Scalar: CommutativeRing & Hashable>: Sendable, Hashable {
  public let widths: [Integer]
  public let modes: [ModeRun<Scalar>]
  public let restInput: Scalar

  public init(widths: [Integer], modes: [ModeRun<Scalar>], restInput: Scalar = 0) {
    precondition(widths.count >= 2, "an aligned network needs at least one layer")
    precondition(widths.allSatisfy { $0.signum() > 0 }, "widths must be positive")
    precondition(
      modes.allSatisfy { $0.layers.count == widths.count - 1 }, "every mode needs one value for each layer")
    self.widths = widths
    self.modes = modes
    self.restInput = restInput
  }

  /// `L`.
  public var depth: Int { widths.count - 1 }
  /// `N = sum_k d_k d_(k-1)`.
  public var parameterCount: Integer {
    zip(widths, widths.dropFirst()).reduce(into: 0) { $0.addProduct($1.0, $1.1) }
  }

  /// The network as matrices in the frames in which it is diagonal. Cost: the entries of all layers.
  ///
  /// The widths must be small enough for matrices.
  public func dense() -> LinearNetwork<Scalar> {
    let widths = self.widths.map { width -> Int in
      guard let small = width.asInt else { preconditionFailure("width \(width) is too large for a matrix") }
      return small
    }
    var values = Array(repeating: [Scalar](), count: depth)
    var inputs: [Scalar] = []
    var targets: [Scalar] = []
    for run in modes {
      let remaining = widths.max()! - inputs.count
      for _ in 0..<min(remaining, run.count.asInt ?? .max) {
        for k in 0..<depth { values[k].append(run.layers[k]) }
        inputs.append(run.x)
        targets.append(run.y)
      }
    }
    while inputs.count < widths[0] { inputs.append(restInput) }
    func diagonal(_ entries: [Scalar], _ rows: Int, _ columns: Int) -> Matrix<Scalar> {
      Matrix(diagonal: Array(entries.prefix(min(rows, columns))), rows: rows, columns: columns)
    }
    return LinearNetwork(
      layers: (0..<depth).map { diagonal(values[$0], widths[$0 + 1], widths[$0]) },
      inputCovariance: diagonal(inputs, widths[0], widths[0]),
      crossCovariance: diagonal(targets, widths[depth], widths[0]))
  }
}

extension AlignedNetwork {
  /// The aligned network with the given diagonals, which may be shorter than the widths: what is missing is zero.
  ///
  /// One run an index; `indexClasses()` merges equal ones.
  public init(widths: [Int], layers: [[Scalar]], inputs: [Scalar], targets: [Scalar]) {
    func value(_ diagonal: [Scalar], _ i: Int) -> Scalar { i < diagonal.count ? diagonal[i] : 0 }
    self.init(
      widths: widths.map { Integer($0) },
      modes: (0..<widths.max()!).map { i in
        ModeRun(count: 1, layers: layers.map { value($0, i) }, x: value(inputs, i), y: value(targets, i))
      })
  }

  /// Balanced modes: `rank` signals with `x = y = 1`, then tails with `y = 0`, then nulls; unseen inputs have variance 0.
  public static func balanced(
    widths: [Integer], rank: Integer, signal: Scalar = 1, tails: [(count: Integer, value: Scalar)] = [],
    seesAllInputs: Bool
  ) -> AlignedNetwork {
    let depth = widths.count - 1
    let x: Scalar = seesAllInputs ? 1 : 0
    return AlignedNetwork(
      widths: widths,
      modes: [ModeRun(count: rank, balanced: signal, depth: depth, x: 1, y: 1)]
        + tails.map { ModeRun(count: $0.count, balanced: $0.value, depth: depth, x: x, y: 0) }, restInput: x)
  }
}

extension AlignedNetwork where Scalar == Rational {
  /// The aligned network that `network` is as it stands, when its layers and covariances are diagonal; nil otherwise.
  public init?(diagonal network: LinearNetwork<Rational>) {
    guard network.layers.allSatisfy(\.isDiagonal), network.inputCovariance.isDiagonal,
      network.crossCovariance.isDiagonal
    else { return nil }
    self.init(
      widths: network.widths, layers: network.layers.map(\.diagonal),
      inputs: network.inputCovariance.diagonal,
      targets: network.crossCovariance.diagonal)
  }
}
