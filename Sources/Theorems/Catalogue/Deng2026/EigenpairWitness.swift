// EigenpairWitness: one eigenvalue of the dominant cluster and one of the bulk, with exact eigenvectors.

import Exact

/// An exact eigenpair of the full Hessian: an integer vector over the parameters and its rational eigenvalue.
public struct Eigenpair: Sendable {
  public let value: Rational
  public let vector: [Integer]
}

/// A network with an eigenpair of its dominant cluster and one of its bulk, both checked on the dense Hessian.
///
/// Directions with both indices in the task subspace are the dominant ones, directions with exactly one index in it
/// the bulk. The witness shows what one pair of eigenvalues does; that is enough to refute a statement about all pairs.
public struct EigenpairWitness: Sendable {
  public let network: AlignedNetwork<Rational>
  public let rank: Int
  public let dominant: Eigenpair
  public let bulk: Eigenpair

  /// A parameter `(k, a, b)`, all counted from 1, with the entry of the vector there.
  typealias Entry = (k: Int, a: Int, b: Int, value: Int)

  /// Builds the witness; nil when one of the directions is not an eigenvector of the Hessian.
  init?(network: AlignedNetwork<Rational>, rank: Int, dominant: [Entry], bulk: [Entry]) {
    let dense = network.dense()
    let hessian = dense.hessian()
    func pair(_ entries: [Entry]) -> Eigenpair? {
      var vector = Array(repeating: Integer(0), count: dense.parameterCount)
      for entry in entries {
        vector[Parameter(entry.k, entry.a, entry.b).offset(widths: dense.widths)] = Integer(entry.value)
      }
      let image = hessian.applied(to: vector.map { Rational($0) })
      guard let pivot = vector.firstIndex(where: { !$0.isZero }) else { return nil }
      let value = image[pivot] / Rational(vector[pivot])
      let isEigenvector = zip(image, vector).allSatisfy { $0 == value * Rational($1) }
      return isEigenvector ? Eigenpair(value: value, vector: vector) : nil
    }
    guard let dominant = pair(dominant), let bulk = pair(bulk) else { return nil }
    self.network = network
    self.rank = rank
    self.dominant = dominant
    self.bulk = bulk
  }

  /// Hypotheses of a false statement that its witness has to satisfy.
  enum Requirement {
    /// Every residual is zero.
    case minimum
    /// Each index has one value in all its layers.
    case balanced
    /// The signals share one value, with x = y = 1.
    case uniformUnitSignals
    /// Signals with y = 1, or with x = 1.
    case unitTargets
    case unitInputs
    /// After the signals all layer values are zero, or all inputs are unseen; targets are zero in both cases.
    case zeroTail
    case unseenTail
  }

  /// Whether the network satisfies the requirements and the vectors lie in their clusters: the dominant one has both indices of every
  /// parameter among the signals, the bulk one exactly one; their values are not zero, that of the bulk is positive.
  func satisfies(_ requirements: [Requirement]) -> Bool {
    let dense = network.dense()
    let modes = AlignedNetwork(diagonal: dense)!.modes
    let (signals, tail) = (modes.prefix(rank), modes.dropFirst(rank))
    func holds(_ requirement: Requirement) -> Bool {
      switch requirement {
      case .minimum: dense.residual.entries.allSatisfy(\.isZero)
      case .balanced:
        modes.enumerated().allSatisfy { i, mode in isBalanced(mode, index: i + 1, dense.widths) }
      case .uniformUnitSignals:
        signals.allSatisfy { $0.layers == signals.first!.layers && $0.x == 1 && $0.y == 1 }
      case .unitTargets: signals.allSatisfy { $0.y == 1 }
      case .unitInputs: signals.allSatisfy { $0.x == 1 }
      case .zeroTail: tail.allSatisfy { $0.layers.allSatisfy(\.isZero) && $0.y.isZero }
      case .unseenTail: tail.allSatisfy { $0.x.isZero && $0.y.isZero }
      }
    }
    func support(_ pair: Eigenpair) -> [Int] {
      zip(pair.vector, Parameter.all(widths: dense.widths)).compactMap { value, parameter in
        value.isZero ? nil : [parameter.row, parameter.column].count { $0 <= rank }
      }
    }
    return rank >= 1 && signals.count == rank && requirements.allSatisfy(holds)
      && support(dominant).allSatisfy { $0 == 2 } && support(bulk).allSatisfy { $0 == 1 }
      && !dominant.value.isZero && bulk.value > 0
  }

  /// The layers in which the index exists have one value.
  private func isBalanced(_ mode: ModeRun<Rational>, index: Int, _ widths: [Int]) -> Bool {
    let present = (1..<widths.count).filter { index <= min(widths[$0], widths[$0 - 1]) }.map {
      mode.layers[$0 - 1]
    }
    return Set(present).count <= 1
  }

  public var ratio: Rational { dominant.value / bulk.value }

  public var json: JSON {
    func pair(_ pair: Eigenpair) -> JSON {
      ["value": .rational(pair.value), "vector": .array(pair.vector.map { .string($0.description) })]
    }
    return [
      "bulk": pair(bulk), "dominant": pair(dominant), "network": network.certificateJSON,
      "rank": .number(rank),
    ]
  }
}
