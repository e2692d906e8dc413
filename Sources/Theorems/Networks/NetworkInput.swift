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
}

/// The limits of what is read as a network.
public enum NetworkLimits {
  public static let depth = 1000
  /// Entries of all matrices of one network together.
  public static let entries = 4_000_000
  /// Bits of a width or of the count of a run of modes.
  public static let countBits = 4096
  /// Inputs for which a covariance that is not diagonal is proved positive semidefinite.
  public static let covarianceOrder = 256
}
