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
