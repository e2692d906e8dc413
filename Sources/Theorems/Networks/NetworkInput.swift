// NetworkInput: a network as it was read, aligned by its modes or given by its matrices.

import Exact

/// A network from a file or from options, with exact rational entries.
public struct NetworkInput: Sendable {
  public enum Form: Sendable {
    /// Given by its modes; widths may be of any size.
    case aligned(AlignedNetwork<Rational>)
    /// Given by matrices; a checkpoint's floating-point entries are the rationals they are.
    case matrices(LinearNetwork<Rational>)
  }

  public let form: Form
  /// How the entries were given, for the reader of a report: "exact numbers", "float32 weights read exactly".
  public let provenance: String

  public init(_ form: Form, provenance: String) {
    self.form = form
    self.provenance = provenance
  }

  public var depth: Int {
    switch form {
    case .aligned(let network): network.depth
    case .matrices(let network): network.depth
    }
  }

  public var widths: [Integer] {
    switch form {
    case .aligned(let network): network.widths
    case .matrices(let network): network.widths.map { Integer($0) }
    }
  }

  public var parameterCount: Integer {
    switch form {
    case .aligned(let network): network.parameterCount
    case .matrices(let network): Integer(network.parameterCount)
    }
  }

  /// The rank of the input covariance, exact.
  public var inputRank: Integer {
    switch form {
    case .aligned(let network): network.indexClasses().reduce(0) { $0 + ($1.x.isZero ? 0 : $1.count) }
    case .matrices(let network): Integer(network.inputCovariance.rank())
    }
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
}
